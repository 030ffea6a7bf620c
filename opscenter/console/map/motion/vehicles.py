"""Vehicles above the bulk picture, gliding from position to position.

What is live and what the bulk picture draws: a vehicle without an alarm, of a kind drawn at this zoom, is live. One in
alarm stands in the bulk picture where it was told last, like everything in alarm: there no mark hides another. When
more than MOST_LIVE are in view the bulk picture draws and clusters all of them. Which they are is decided with every
picture and takes effect when that picture is shown: nothing is drawn twice or not at all. Alarm marks and bubbles of
the bulk picture that a live vehicle comes near are shown once more above it.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.feature import Feature
from opscenter.console.map.marks import Marks
from opscenter.console.map.motion.glide import Glide
from opscenter.console.map.motion.marks_above import NEAR_PX, marks_above
from opscenter.console.map.motion.vehicle_item import Sprite, VehicleItem
from opscenter.console.map.motion.vehicle_pictures import SmallPictures, VehiclePictures, some_points
from opscenter.console.map.painting import Picture
from opscenter.console.map.projection import Floats
from opscenter.console.map.request import MARGIN_PX, PointsInView, Request
from opscenter.domain.changes import Changes
from opscenter.domain.quality import Quality

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

MOST_LIVE = 2_000
_LOOKS = ("quality", "priority", "heading", "value", "mark")


@dataclass(slots=True)
class _Live:
    """The vehicles that one picture leaves to this layer, and their sprites once the painting thread has made them."""

    request: Request
    points: PointsInView
    pictures: VehiclePictures
    sprites: list[Sprite] = field(default_factory=list)

    def prepare(self) -> None:
        """Put the important last, so on top, and make the sprites."""
        looks, points = self.request.looks, self.points
        importance = np.array([look.importance for look in looks] or [5])[points.kind]
        self.points = some_points(points, np.lexsort((points.row, -importance)))
        self.sprites = self.pictures.of(self.request, self.points)


class Vehicles(Feature):
    """Glides vehicles on the session's clock: about ten steps a second while one moves by a px, else none."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self.glide = Glide()
        self._item = VehicleItem(panel.canvas.marks)
        panel.canvas.placed.append(self._item)
        self._pictures = VehiclePictures()
        self._badges = SmallPictures()
        self._asked: _Live | None = None
        self._shown: _Live | None = None
        self._from: tuple[Floats, Floats] = np.empty(0), np.empty(0)  # px where they were when the picture came
        self.rows: NDArray[np.int64] = np.empty(0, np.int64)
        self._above_x: Floats = np.empty(0)
        self._above_y: Floats = np.empty(0)
        self._symbols: frozenset[tuple[int, int, int]] = frozenset()
        self._rest_at = 0.0  # 0: nothing moves
        self.frames = 0
        panel.request_changes.append(self._split)
        panel.bulk.live = self._with_live
        panel.bulk.carried = self._carried
        panel.bulk.arrived.connect(self._compose)
        panel.session.changed.connect(self._follow)
        panel.session.ticked.connect(self._ticked)
        panel.theme.changed.connect(self._take_motion)
        self._take_motion()
        self._begin()

    def stop(self) -> None:
        self._panel.session.changed.disconnect(self._follow)
        self._panel.session.ticked.disconnect(self._ticked)

    def place(self, row: int) -> tuple[float, float]:
        """World place where an entity is shown now; NaN for one that has none."""
        rows = self._panel.rows
        if not 0 <= row < len(rows):
            return float("nan"), float("nan")
        x, y = self.glide.places(np.array([row]), self._panel.session.now)
        if np.isfinite(x[0]):
            return float(x[0]), float(y[0])
        return float(rows.x[row]), float(rows.y[row])

    # -- following the session -------------------------------------------------------------------------------

    def _moving(self, rows: NDArray[np.int64]) -> NDArray[np.int64]:
        """Those of some rows whose kinds move."""
        all_rows = self._panel.rows
        rows = rows[rows < len(all_rows)]
        if not len(rows):
            return rows
        moves = np.array([kind.moves for kind in all_rows.kinds], np.bool_)
        return rows[moves[all_rows.kind[rows]]]

    def _begin(self) -> None:
        rows, session = self._panel.rows, self._panel.session
        self.glide.clear()
        moving = self._moving(np.arange(len(rows), dtype=np.int64))
        self.glide.told(moving, rows.x[moving], rows.y[moving], session.now)
        self._told_x, self._told_y = rows.x.copy(), rows.y.copy()

    def _go_on(self) -> None:
        """The next moment of a review that plays: on to there from where each is shown."""
        rows, session = self._panel.rows, self._panel.session
        count = min(len(rows), len(self._told_x))
        away = (rows.x[:count] != self._told_x[:count]) | (rows.y[:count] != self._told_y[:count])
        moved = self._moving(np.concatenate((np.flatnonzero(away), np.arange(count, len(rows), dtype=np.int64))))
        self._told_x, self._told_y = rows.x.copy(), rows.y.copy()
        if len(moved):
            self.glide.heard(moved, session.mirror.seen[moved])
            self.glide.told(moved, rows.x[moved], rows.y[moved], session.now)
            self._rest_at = self.glide.rest_at(self.rows)

    def _follow(self, changes: Changes) -> None:
        rows, mirror = self._panel.rows, self._panel.session.mirror
        if changes.everything:
            playing = changes.same_entities and self._panel.session.speed > 0.0 and len(rows) >= len(self._told_x)
            (self._go_on if playing else self._begin)()
            return
        seen = self._moving(changes.seen_rows)
        if len(seen):
            self.glide.heard(seen, mirror.seen[seen])
        moved = changes.moved_rows
        if changes.new_rows:
            new = np.arange(changes.first_new_row, changes.first_new_row + changes.new_rows, dtype=np.int64)
            moved = np.unique(np.concatenate((moved, new)))
        moved = self._moving(moved)
        if len(moved):
            self.glide.told(moved, rows.x[moved], rows.y[moved], self._panel.session.now)
            self._rest_at = self.glide.rest_at(self.rows)
        self._refresh()

    def _take_motion(self) -> None:
        self.glide.glides = not getattr(self._panel.theme, "reduced_motion", False)

    # -- pictures --------------------------------------------------------------------------------------------

    def _split(self, request: Request) -> Request:
        """Keep what is live to ourselves and leave the rest to the bulk picture."""
        if not request.serial:  # a picture by itself, as on paper: nothing glides above it
            return request
        points = request.points
        live = self._live(request)
        self._asked = _Live(request, some_points(points, live), self._pictures)
        return replace(request, points=some_points(points, ~live), beside=(*request.beside, self._asked))

    def _live(self, request: Request) -> NDArray[np.bool_]:
        points, zoom = request.points, request.view.zoom
        if not len(points.row) or not request.looks:
            return np.zeros(len(points.row), np.bool_)
        moves = np.array([look.moves for look in request.looks], np.bool_)[points.kind]
        shown = zoom >= np.array([look.min_zoom for look in request.looks])[points.kind]
        live: NDArray[np.bool_] = moves & shown & points.symbol & (points.priority == 0)
        if request.fan is not None:  # what is spread out around a place stands still
            live &= ~np.isin(points.row, np.array(request.fan.rows, np.int64))
        return live if int(live.sum()) <= MOST_LIVE else np.zeros(len(live), np.bool_)

    def _compose(self, picture: Picture) -> None:
        """The picture that leaves these vehicles out is on the screen: draw them."""
        if self._asked is None or self._asked.request.serial != picture.serial:
            return
        shown = self._shown = self._asked
        request, points, now = shown.request, shown.points, self._panel.session.now
        self.rows = points.row
        self._begin_unheard(now)
        self._symbols = self._explained(request, points)
        x, y = self._from = self._places(now)
        above, self._above_x, self._above_y = marks_above(picture, self._panel.rows, x, y, self._badges.of(request))
        sprites = [*shown.sprites, *above]
        self._item.compose(picture.view, self._panel.canvas.camera.view, sprites, *self._with_above(x, y))
        self._rest_at = self.glide.rest_at(self.rows)
        self._refresh()  # what was told while the picture was painted

    def _begin_unheard(self, now: int) -> None:
        """Vehicles that were known before this map was opened stand where they told last."""
        x, _ = self.glide.places(self.rows, now)
        fresh = self.rows[~np.isfinite(x)]
        if len(fresh):
            self.glide.told(fresh, self._panel.rows.x[fresh], self._panel.rows.y[fresh], now)

    def _places(self, now: float) -> tuple[Floats, Floats]:
        """Px of the picture's view where the live vehicles are shown."""
        view = self._panel.bulk.painted_view
        assert view is not None
        x, y = self.glide.places(self.rows, now)
        return view.to_screen(x, y)

    def _with_above(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        return np.concatenate((x, self._above_x)), np.concatenate((y, self._above_y))

    @staticmethod
    def _explained(request: Request, points: PointsInView) -> frozenset[tuple[int, int, int]]:
        """What of the live vehicles the legend explains, those in the window."""
        view = request.view
        x, y = view.to_screen(points.x, points.y)
        inside = (x >= MARGIN_PX) & (x <= view.width - MARGIN_PX) & (y >= MARGIN_PX) & (y <= view.height - MARGIN_PX)
        quality = np.maximum(points.quality, np.uint8(Quality.STALE if request.lost else Quality.GOOD))
        looks = np.column_stack((points.kind, points.marks, quality))[inside]
        return frozenset((int(kind), int(mark), int(good)) for kind, mark, good in np.unique(looks, axis=0).tolist())

    # -- news ------------------------------------------------------------------------------------------------

    def _carried(self, rows: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Of which rows news are shown without another picture of the bulk layer: live vehicles that stay so."""
        shown, city = self._shown, self._panel.rows
        if shown is None or not len(self.rows) or shown.request.trails:
            return np.zeros(len(rows), np.bool_)
        live = np.zeros(len(city), np.bool_)
        live[self.rows[self.rows < len(city)]] = True
        carried: NDArray[np.bool_] = live[rows] & (city.priority[rows] == 0) & np.isfinite(city.x[rows])
        return carried

    def _refresh(self) -> None:
        """Show looks as they are now; a new picture is asked for when one has not been made yet, or when a vehicle has
        come so far that it may pass a mark that is not above it."""
        shown, bulk = self._shown, self._panel.bulk
        if shown is None or not len(self.rows) or int(self.rows.max()) >= len(self._panel.rows):
            return
        now = self._looks_now(shown.points)
        changed = np.zeros(len(self.rows), np.bool_)
        for name in _LOOKS:
            mine, theirs = getattr(now, name), getattr(shown.points, name)
            if mine is not None and theirs is not None:
                changed |= (mine != theirs) & ~((mine != mine) & (theirs != theirs))
        at = np.flatnonzero(changed & (now.priority == 0))
        sprites = self._pictures.at_hand(shown.request, some_points(now, at)) if len(at) else []
        if sprites is None:
            bulk.repaint()
            return
        shown.points = now
        if len(at):
            self._item.change(at, sprites)
        self._move()

    def _move(self) -> bool:
        """Show everything where it is now; whether anything moved by a px."""
        x, y = self._places(self._panel.session.now)
        if len(x) and np.nanmax(np.hypot(x - self._from[0], y - self._from[1]), initial=0.0) > NEAR_PX / 2.0:
            self._panel.bulk.repaint()
        return self._item.move(*self._with_above(x, y))

    def _looks_now(self, points: PointsInView) -> PointsInView:
        rows, mirror, row = self._panel.rows, self._panel.session.mirror, points.row
        headline = rows.headline_cell[row]
        value = np.full(len(row), np.nan)
        value[headline >= 0] = mirror.value[headline[headline >= 0]]
        return replace(
            points, quality=rows.quality[row], priority=rows.priority[row], heading=rows.heading[row], value=value,
            mark=rows.mark[row],
        )  # fmt: skip

    # -- time ------------------------------------------------------------------------------------------------

    def _ticked(self, now: int) -> None:
        panel = self._panel
        if not self._rest_at or not len(self.rows) or not panel.canvas.isVisible():
            return
        if now >= self._rest_at:
            self._rest_at = 0.0  # this is the last step until somebody tells another place
        if self._move():
            self.frames += 1
            panel.show_rings()
            if panel.overlays.hover.isVisible():
                panel.pointing.show_hover()

    def _with_live(self, marks: Marks) -> Marks:
        """The marks of the picture, and the live vehicles where they are shown."""
        if not len(self.rows):
            return marks
        x, y = self.glide.places(self.rows, self._panel.session.now)
        return replace(
            marks,
            row=np.concatenate((marks.row, self.rows)),
            x=np.concatenate((marks.x, x)),
            y=np.concatenate((marks.y, y)),
            symbols=marks.symbols | self._symbols,
        )
