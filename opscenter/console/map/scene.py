"""Chooses what of the city is in view and copies it into a `Request`; keeps the filters of what is shown."""

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from opscenter.console.format import unit_text
from opscenter.console.map.alarm_places import place_in
from opscenter.console.map.choropleth import Choropleth
from opscenter.console.map.colours import levels
from opscenter.console.map.gpu.line_state import EveryLine
from opscenter.console.map.gpu.parts import LineState
from opscenter.console.map.line_store import gather, no_lines
from opscenter.console.map.page_shade import PageShade
from opscenter.console.map.paint_marks import cluster_px, shows_name
from opscenter.console.map.projection import Floats, View, scale_of
from opscenter.console.map.request import (
    MARGIN_PX,
    NO_LINES,
    AreaInView,
    Course,
    Fan,
    Fonts,
    KindLook,
    LinesInView,
    PointsInView,
    Request,
)
from opscenter.console.map.rows import AREA, POINT, MapRows
from opscenter.console.map.segment_blocks import SegmentBlocks
from opscenter.console.theme.tokens import Tokens
from opscenter.desk.mirror import Mirror

_NAMES = 400
WARNING = "warning"
_NO_ROWS = np.empty(0, np.int64)


class Scene:
    """The rows of the city under the map's filters: a system (of the whole console) and kinds (of this map)."""

    def __init__(self, rows: MapRows, mirror: Mirror, language: str = "") -> None:
        self.rows = rows
        self.language = language  # of the names beside the symbols
        self.mirror = mirror
        self.system = ""
        self.hidden_kinds: set[str] = set()
        self.only: NDArray[np.int64] | None = None  # rows: nothing else is drawn
        self.choropleth = Choropleth()
        self.compared: Callable[[NDArray[np.int64]], NDArray[np.int8]] | None = (
            None  # levels by row, in place of values'
        )
        self.page: PageShade | None = None  # the page of a system is shown: its kinds, coloured by its attribute
        self._store = no_lines()
        self._read_all = True
        self.inside: NDArray[np.bool_] | None = None  # by row: everything is narrowed to these
        self.area = -1  # the row of the area that is narrowed to
        self._version = -1
        self._every = EveryLine()
        self._blocks: SegmentBlocks | None = None
        self._area_rows = _NO_ROWS
        self._area_boxes = np.empty((0, 4), np.float64)
        self._boxes_version = -1

    # -- filters ---------------------------------------------------------------------------------------------

    def shown_kinds(self) -> NDArray[np.bool_]:
        """By kind index: drawn in full (of the filtered system, not switched off)."""
        return self._in_system() & ~self._switched_off()

    def _in_system(self) -> NDArray[np.bool_]:
        if self.page is not None:
            return np.array([self.page.has(kind) for kind in self.rows.kinds], np.bool_)
        return np.array([not self.system or kind.system == self.system for kind in self.rows.kinds], np.bool_)

    def _switched_off(self) -> NDArray[np.bool_]:
        return np.array([kind.type in self.hidden_kinds for kind in self.rows.kinds], np.bool_)

    def hidden_alarms(self) -> tuple[int, int]:
        """How many entities with an alarm the filters hide: (by the system filter, by switched-off kinds)."""
        alarmed = self.rows.kind[self.rows.priority > 0]
        if not len(alarmed):
            return 0, 0
        by_system = ~self._in_system()[alarmed]
        by_kind = self._switched_off()[alarmed] & ~by_system
        return int(by_system.sum()), int(by_kind.sum())

    def alarms_elsewhere(self) -> int:
        """How many entities with an alarm are left out because only some are drawn."""
        alarmed = np.flatnonzero(self.rows.priority > 0)
        return int((~self._among(alarmed)).sum())

    # -- choosing --------------------------------------------------------------------------------------------

    def request(
        self,
        view: View,
        ratio: float,
        tokens: Tokens,
        fonts: Fonts,
        *,
        lost: bool = False,
        selected: frozenset[int] = frozenset(),
        serial: int = 0,
        named: frozenset[int] = frozenset(),
        fan: Fan | None = None,
        every_line: bool = False,
    ) -> Request:
        """Copy what a picture of `view` (margin included) shows; `every_line` for a graphics card that draws them."""
        points = self.points(view)
        return Request(
            view=view,
            ratio=ratio,
            tokens=tokens,
            fonts=fonts,
            lost=lost,
            looks=[self._look(index) for index in range(len(self.rows.kinds))],
            points=points,
            lines=self.lines(view),
            areas=self.areas(view, selected),
            names=self._names(view.zoom, points),
            selected=selected,
            serial=serial,
            named=named,
            fan=fan,
            every_line=self.every_line(view.zoom, selected) if every_line else None,
        )

    def points(self, view: View) -> PointsInView:
        """Entities in view that have a symbol, and lines and areas there that have an alarm or a name."""
        rows = self.rows
        left, top, right, bottom = view.bounds()
        # Clusters are made of whole grid cells: those at the edge reach beyond the view.
        more = 2.0 * cluster_px(view.zoom) / scale_of(np.floor(view.zoom))
        x, y = rows.x, rows.y
        seen = (x >= left - more) & (x <= right + more) & (y >= top - more) & (y <= bottom + more)
        seen &= (rows.form == POINT) | (rows.priority > 0) | (rows.form == AREA)
        row = np.flatnonzero(seen)
        x, y = x[row], y[row]
        row, x, y = self._with_passing_alarms(view, row, x, y)
        if len(rows.kinds):
            shown = self.shown(row)
            row, x, y = row[shown], x[shown], y[shown]
        headline = rows.headline_cell[row]
        value = np.full(len(row), np.nan)
        known = headline >= 0
        value[known] = self.mirror.value[headline[known]]
        return PointsInView(
            row=row,
            x=x,
            y=y,
            kind=rows.kind[row],
            quality=rows.quality[row],
            priority=rows.priority[row],
            open_=rows.open_[row],
            standing=rows.standing[row],
            heading=rows.heading[row],
            value=value,
            symbol=rows.form[row] == POINT,
            mark=rows.mark[row],
        )

    def _with_passing_alarms(
        self, view: View, row: NDArray[np.int64], x: Floats, y: Floats
    ) -> tuple[NDArray[np.int64], Floats, Floats]:
        """Alarms of lines and areas that pass through the window though their middle is elsewhere stand in it."""
        rows = self.rows
        alarmed = np.flatnonzero((rows.priority > 0) & (rows.form != POINT))
        if not len(alarmed):
            return row, x, y
        left, top, right, bottom = window = view.grown(-MARGIN_PX).bounds()
        ax, ay = rows.x[alarmed], rows.y[alarmed]
        away = alarmed[~((ax >= left) & (ax <= right) & (ay >= top) & (ay <= bottom))]
        found: dict[int, tuple[float, float]] = {}
        for one in away.tolist():
            shape = rows.shapes.get(one)
            if shape is None:
                continue
            x0, y0, x1, y1 = shape.bounds()
            if x0 <= right and x1 >= left and y0 <= bottom and y1 >= top:
                place = place_in(shape, window)
                if place is not None:
                    found[one] = place
        if not found:
            return row, x, y
        kept = ~np.isin(row, list(found))
        return (
            np.concatenate((row[kept], np.array(list(found), np.int64))),
            np.concatenate((x[kept], [place[0] for place in found.values()])),
            np.concatenate((y[kept], [place[1] for place in found.values()])),
        )

    def lines(self, view: View) -> LinesInView:
        """Segments in view; those of another system than the filtered one are dimmed, of hidden kinds left out."""
        rows = self.rows
        self._gather()
        store = self._store
        segment, owner = store.segment, store.row
        index = np.arange(len(owner))
        left, top, right, bottom = view.bounds()
        if len(owner):
            seen = np.minimum(segment[:, 0], segment[:, 2]) <= right
            seen &= np.maximum(segment[:, 0], segment[:, 2]) >= left
            seen &= np.minimum(segment[:, 1], segment[:, 3]) <= bottom
            seen &= np.maximum(segment[:, 1], segment[:, 3]) >= top
            seen &= ~self._switched_off()[rows.kind[owner]] & self._among(owner)
            minimum = np.array([kind.min_zoom for kind in rows.kinds])
            seen &= (view.zoom >= minimum[rows.kind[owner]]) | (rows.priority[owner] > 0)
            index = np.flatnonzero(seen)
            segment, owner = segment[index], owner[index]
        kinds = rows.kind[owner]
        importance = np.array([kind.importance for kind in rows.kinds] or [5], np.uint8)
        dimmed = ~(self._in_system()[kinds] & self.is_inside(owner)) if len(owner) else np.empty(0, np.bool_)
        course = Course(
            kind=kinds,
            mark=rows.mark[owner],
            side=store.side[index],
            gap=store.gap[index],
            flow=self._flows(owner),
            along=store.along[index],
        )
        quality = rows.quality[owner]
        return LinesInView(segment, owner, self._levels(owner), quality, importance[kinds], dimmed, course)

    def every_line(self, zoom: float, selected: frozenset[int]) -> LineState:
        """All segments of the city, as they look now at a zoom; the filters as in `lines`."""
        rows = self.rows
        self._gather()
        row = self._every.rows(self._store, rows)
        if not len(row):
            return self._every.state(NO_LINES, np.empty(0, np.bool_), selected)
        kinds = rows.kind[row]
        minimum = np.array([kind.min_zoom for kind in rows.kinds])
        hidden = self._switched_off()[kinds] | ~self._among(row)
        hidden |= (zoom < minimum[kinds]) & (rows.priority[row] == 0)
        none = np.zeros(len(row), np.float64)
        course = Course(kinds, rows.mark[row], none.astype(np.int8), none.astype(np.float32), self._flows(row), none)
        lines = LinesInView(
            np.empty((0, 4), np.float64), row, self._levels(row), rows.quality[row], self._every.rank,
            ~(self._in_system()[kinds] & self.is_inside(row)), course,
        )  # fmt: skip
        return self._every.state(lines, hidden, selected)

    def areas(self, view: View, selected: frozenset[int]) -> list[AreaInView]:
        """Areas in view, the largest first."""
        rows = self.rows
        left, top, right, bottom = view.bounds()
        off, inside = self._switched_off(), self._in_system()
        found: list[tuple[float, AreaInView]] = []
        area_rows = np.flatnonzero(rows.form == AREA)
        area_rows = area_rows[self._among(area_rows)]
        level = self._levels(area_rows)
        figures = self.choropleth.levels(rows, self.mirror) if self.compared is None else {}
        within = self.is_inside(area_rows) | (area_rows == self.area)
        for row, step, near in zip(area_rows.tolist(), level.tolist(), within.tolist(), strict=True):
            kind = int(rows.kind[row])
            shape = rows.shapes[row]
            x0, y0, x1, y1 = shape.bounds()
            if off[kind] or x0 > right or x1 < left or y0 > bottom or y1 < top:
                continue
            if rows.kinds[kind].symbol == WARNING and not rows.standing[row] and row not in selected:
                continue  # a warning that is not in force
            if view.zoom < rows.kinds[kind].min_zoom and not (
                rows.priority[row] or row in selected or row == self.area
            ):
                continue
            figure = figures.get(row)
            area = AreaInView(
                shape,
                step if figure is None else figure,
                int(rows.quality[row]) if figure is None else 0,
                int(rows.priority[row]) if rows.standing[row] else 0,
                row in selected or row == self.area,
                not inside[kind] or not near,
                self.mirror.name(row, self.language)[:60]
                if rows.kinds[kind].symbol == WARNING and rows.standing[row]
                else "",
                kind=kind,
                mark=int(rows.mark[row]),
                by_figure=figure is not None,
            )
            found.append(((x1 - x0) * (y1 - y0), area))
        found.sort(key=lambda item: -item[0])
        return [area for _, area in found]

    def segments_near(self, view: View, px: float, py: float, reach: float) -> tuple[Floats, NDArray[np.int64]]:
        """Segments (n, 4) that are shown and come near a point of the screen, and their rows."""
        blocks = self.blocks()
        x, y = view.to_world(px, py)
        more = reach / view.scale
        near = blocks.near(x - more, y - more, x + more, y + more)
        near = near[self.shown_lines(blocks.owner[near], view.zoom)]
        return blocks.segment[near], blocks.owner[near]

    def blocks(self) -> SegmentBlocks:
        """The segments of all lines, hidden ones too, by neighbourhood."""
        self._gather()
        if self._blocks is None:
            self._blocks = SegmentBlocks(self._store.segment, self._store.row)
        return self._blocks

    def areas_near(self, left: float, top: float, right: float, bottom: float) -> NDArray[np.int64]:
        """Rows of areas that are shown and whose boxes touch a box in world coordinates."""
        rows = self.rows
        if self._boxes_version != rows.version:
            self._boxes_version = rows.version
            self._area_rows = np.flatnonzero(rows.form == AREA)
            boxes = [rows.shapes[row].bounds() for row in self._area_rows.tolist()]
            self._area_boxes = np.array(boxes, np.float64).reshape(-1, 4)
        box, row = self._area_boxes, self._area_rows
        row = row[(box[:, 0] <= right) & (box[:, 2] >= left) & (box[:, 1] <= bottom) & (box[:, 3] >= top)]
        drawn = (rows.form[row] == AREA) & self.shown(row)  # one may have lost its geometry
        warnings = np.array([kind.symbol == WARNING for kind in rows.kinds] or [False])
        drawn &= ~warnings[rows.kind[row]] | rows.standing[row]
        found: NDArray[np.int64] = row[drawn]
        return found

    def shown(self, row: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether entities are drawn in full: of kinds that are, and among those that everything is narrowed to."""
        if not len(self.rows.kinds):
            return np.zeros(len(row), np.bool_)
        return self.shown_kinds()[self.rows.kind[row]] & self._among(row) & self.is_inside(row)

    def is_inside(self, row: NDArray[np.int64]) -> NDArray[np.bool_]:
        """Whether entities are in the area that everything is narrowed to."""
        if self.inside is None:
            return np.ones(len(row), np.bool_)
        known = row < len(self.inside)
        found: NDArray[np.bool_] = known & self.inside[np.where(known, row, 0)] if len(self.inside) else known
        return found

    def alarms_outside(self) -> int:
        """How many entities with an alarm are not in the area that everything is narrowed to."""
        return int((~self.is_inside(np.flatnonzero(self.rows.priority > 0))).sum())

    def shown_lines(self, row: NDArray[np.int64], zoom: float) -> NDArray[np.bool_]:
        """Whether lines are drawn in full at a zoom."""
        minimum = np.array([kind.min_zoom for kind in self.rows.kinds] or [0.0])
        return self.shown(row) & ((zoom >= minimum[self.rows.kind[row]]) | (self.rows.priority[row] > 0))

    def _among(self, row: NDArray[np.int64]) -> NDArray[np.bool_]:
        if self.only is None:
            return np.ones(len(row), np.bool_)
        wanted = np.zeros(len(self.rows), np.bool_)
        wanted[self.only[self.only < len(self.rows)]] = True
        return wanted[row]

    def _gather(self) -> None:
        """Put the segments of all lines into one array when lines came or changed."""
        rows = self.rows
        if self._version == rows.version and self._read_all == (not rows.pending):
            return
        self._version, self._read_all = rows.version, not rows.pending
        self._blocks = None
        self._store = gather(rows)

    def _flows(self, row: NDArray[np.int64]) -> NDArray[np.float32]:
        cells = self.rows.flow_cell[row]
        flow = np.full(len(row), np.nan, np.float32)
        known = np.flatnonzero(cells >= 0)
        if len(known):
            full = np.array([kind.flow_full for kind in self.rows.kinds])[self.rows.kind[row[known]]]
            flow[known] = np.clip(self.mirror.value[cells[known]] / full, -1.0, 1.0)
        return flow

    def _levels(self, row: NDArray[np.int64]) -> NDArray[np.int8]:
        if self.compared is not None:
            return self.compared(row)
        cells = self.rows.ramp_cell[row]
        values = np.full(len(row), np.nan)
        known = cells >= 0
        values[known] = self.mirror.value[cells[known]]
        kinds = self.rows.kind[row]
        low = np.array([kind.ramp_low for kind in self.rows.kinds] or [0.0])[kinds]
        high = np.array([kind.ramp_high for kind in self.rows.kinds] or [1.0])[kinds]
        found = levels(values, low, high)
        if self.page is not None:
            mine, steps = self.page.steps(row, self.rows, self.mirror)
            found = np.where(mine, steps, found).astype(np.int8)
        return found

    def _look(self, index: int) -> KindLook:
        kind = self.rows.kinds[index]
        attribute = kind.attributes.get(kind.headline)
        return KindLook(
            symbol=kind.symbol,
            importance=kind.importance,
            min_zoom=kind.min_zoom,
            moves=kind.moves,
            decimals=attribute.decimals if attribute is not None else 1,
            unit=unit_text(attribute) if attribute is not None else "",
            factor=attribute.shown_factor if attribute is not None else 1.0,
            ramp=bool(kind.ramp) or (self.page is not None and self.page.colours(kind)),
        )

    def _names(self, zoom: float, points: PointsInView) -> dict[int, str]:
        importance = np.array([kind.importance for kind in self.rows.kinds] or [5])[points.kind]
        wanted = np.array([shows_name(zoom, rank) for rank in range(1, 10)])[np.clip(importance, 1, 9) - 1]
        wanted |= (points.priority > 0) & (points.priority <= 2) & (zoom >= 12.5)
        chosen = np.flatnonzero(wanted)
        alarm = np.where(points.priority[chosen] > 0, points.priority[chosen], 9)
        chosen = chosen[np.lexsort((importance[chosen], alarm))][:_NAMES]
        return {row: self.mirror.name(row, self.language)[:60] for row in points.row[chosen].tolist()}
