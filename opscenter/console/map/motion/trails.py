"""Trails: the way a vehicle came, fading with age; dashed where it was silent and nobody knows the way."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QCheckBox, QVBoxLayout

from opscenter.console.map.feature import Feature
from opscenter.console.map.motion.follow import Follow
from opscenter.console.map.motion.trail_store import LASTS_MS, MOST, POINTS, TrailStore
from opscenter.console.map.motion.vehicles import Vehicles
from opscenter.console.map.projection import Floats, to_world
from opscenter.console.map.request import Request
from opscenter.console.session import Answer
from opscenter.domain.changes import Changes

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

MOST_CHOSEN = 20
_FADES = 8
_REFRESH_MS = 1_000


@dataclass(slots=True, frozen=True)
class TrailLines:
    """Parts of ways (n, 4) world; by part its age 0 new .. 1 gone, whether it is of a gap, whether of the chosen."""

    part: Floats
    age: Floats
    gap: NDArray[np.bool_]
    chosen: NDArray[np.bool_]

    def paint(self, painter: QPainter, request: Request) -> None:
        """The old beneath the new, the chosen above all others."""
        view = request.view
        x1, y1 = view.to_screen(self.part[:, 0], self.part[:, 1])
        x2, y2 = view.to_screen(self.part[:, 2], self.part[:, 3])
        inside = (np.maximum(x1, x2) >= 0) & (np.minimum(x1, x2) <= view.width)
        inside &= (np.maximum(y1, y2) >= 0) & (np.minimum(y1, y2) <= view.height)
        fade = np.minimum((self.age * _FADES).astype(np.int64), _FADES - 1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for chosen in (False, True):
            colour = QColor(request.tokens.accent if chosen else request.tokens.symbol)
            for step in range(_FADES - 1, -1, -1):
                for gap in (True, False):
                    mine = np.flatnonzero(inside & (self.chosen == chosen) & (fade == step) & (self.gap == gap))
                    if not len(mine):
                        continue
                    colour.setAlphaF((0.9 if chosen else 0.75) * (1.0 - step / _FADES))
                    pen = QPen(colour, 3.0 if chosen else 2.0)
                    pen.setCapStyle(Qt.PenCapStyle.FlatCap)
                    if gap:
                        pen.setWidthF(1.2)
                        pen.setDashPattern([3.0, 4.0])
                    painter.setPen(pen)
                    ends = np.column_stack((x1[mine], y1[mine], x2[mine], y2[mine])).tolist()
                    painter.drawLines([QLineF(*line) for line in ends])


class Trails(Feature):
    """Trails of what is selected (so many at most: MOST_CHOSEN) and followed, or of every vehicle."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self.store = TrailStore()
        self._asked_epoch = -1
        self._painted = 0
        self.every = QCheckBox(self.tr("Trails of all vehicles"), panel.layers)
        self.every.setToolTip(
            self.tr("The way of the last 10 minutes. A selected or followed vehicle always shows its own.")
        )
        layout = panel.layers.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.addWidget(self.every)
        self.every.toggled.connect(self._choose)
        panel.selection.changed.connect(self._choose)
        panel.session.changed.connect(self._follow)
        panel.session.ticked.connect(self._ticked)
        panel.request_changes.append(self._add)
        self._choose()

    def save_state(self) -> dict[str, Any]:
        return {"every": True} if self.every.isChecked() else {}

    def restore_state(self, state: dict[str, Any]) -> None:
        self.every.setChecked(state.get("every") is True)

    def stop(self) -> None:
        self._panel.session.changed.disconnect(self._follow)
        self._panel.session.ticked.disconnect(self._ticked)

    # -- whose -----------------------------------------------------------------------------------------------

    def _chosen(self) -> list[int]:
        follow = self._panel.features.get("follow")
        wanted = [follow.entity] if isinstance(follow, Follow) and follow.entity else []
        wanted += self._panel.selection.ids[:MOST_CHOSEN]
        rows, row_of = self._panel.rows, self._panel.session.mirror.row_of
        found = [row_of.get(entity, -1) for entity in wanted]
        return [row for row in found if 0 <= row < len(rows) and rows.kind_of(row).moves]

    def _all(self) -> list[int]:
        rows = self._panel.rows
        if not self.every.isChecked() or not len(rows):
            return []
        moves = np.array([kind.moves for kind in rows.kinds], np.bool_)
        found: list[int] = np.flatnonzero(moves[rows.kind] & self._panel.scene.shown_kinds()[rows.kind])[:MOST].tolist()
        return found

    def _choose(self) -> None:
        """Keep the ways of those that are wanted now; ask the station how the new ones came."""
        had = len(self.store)
        new = self.store.want([*self._chosen(), *self._all()])
        mirror, session, rows = self._panel.session.mirror, self._panel.session, self._panel.rows
        for row in new:
            self.store.told(row, int(mirror.seen[row]) or session.now, float(rows.x[row]), float(rows.y[row]))
        if new:
            self._asked_epoch = mirror.epoch
            args: dict[str, Any] = {"from": session.now - LASTS_MS, "to": session.now, "points": POINTS}
            if len(new) <= MOST_CHOSEN:
                args["entities"] = [mirror.ids[row] for row in new]
            session.query("tracks", args, self._filled)
        if new or had:
            self._panel.bulk.repaint(soon=True)

    def _filled(self, answer: Answer) -> None:
        """What the station kept. A station that keeps no ways is no trouble: they grow from now on."""
        columns = answer.columns
        if answer.refused or self._asked_epoch != self._panel.session.mirror.epoch:
            return
        if not {"row", "time", "lon", "lat"} <= columns.keys():
            return
        x, y = to_world(columns["lon"].astype(np.float64), columns["lat"].astype(np.float64))
        self.store.fill(columns["row"].astype(np.int64), columns["time"].astype(np.int64), x, y)
        self._panel.bulk.repaint(soon=True)

    # -- following -------------------------------------------------------------------------------------------

    def _follow(self, changes: Changes) -> None:
        if changes.everything:
            self.store.clear()
            self._choose()
            return
        if changes.new_rows and self.every.isChecked():
            self._choose()
        if not len(self.store):
            return
        rows, session = self._panel.rows, self._panel.session
        heard = np.unique(np.concatenate((changes.seen_rows, changes.moved_rows)))
        for row in heard[np.isin(heard, np.array(self.store.rows, np.int64))].tolist():
            self.store.told(row, session.now, float(rows.x[row]), float(rows.y[row]))

    def _ticked(self, now: int) -> None:
        if abs(now - self._painted) < _REFRESH_MS:
            return
        self._painted = now
        if set(self._chosen()) - set(self.store.rows):  # followed without being selected
            self._choose()
        if len(self.store) and self._panel.canvas.isVisible():
            self._panel.bulk.repaint()

    def _add(self, request: Request) -> Request:
        lines = self.lines()
        return replace(request, trails=(*request.trails, lines)) if lines is not None else request

    def lines(self) -> TrailLines | None:
        """What is drawn of the trails now; None for nothing."""
        now, rows = self._panel.session.now, self._panel.rows
        wanted = [row for row in self.store.rows if row < len(rows)]
        shown = self._panel.scene.shown(np.array(wanted, np.int64))  # no way of what is filtered away
        wanted = [row for row, kept in zip(wanted, shown.tolist(), strict=True) if kept]
        vehicles = self._panel.features.get("vehicles")
        if not wanted or not isinstance(vehicles, Vehicles):
            return None
        index = np.array(wanted, np.int64)
        ahead = vehicles.glide.ahead(index, now).tolist()
        chosen_rows = set(self._chosen())
        parts, ages, gaps, chosen = [], [], [], []
        for row, still in zip(wanted, ahead, strict=True):
            way = self.store.way(row, now)
            way = way[: len(way) - still] if still else way
            if not way:
                continue
            x, y = vehicles.place(row)
            told = [*way, (way[-1][0] if not still else now, x, y)]
            silence = rows.kind_of(row).stale_after_ms or LASTS_MS
            for (t1, x1, y1), (t2, x2, y2) in itertools.pairwise(told):
                if (x1, y1) != (x2, y2):
                    parts.append((x1, y1, x2, y2))
                    ages.append((now - t1) / LASTS_MS)
                    gaps.append(t2 - t1 > silence)
                    chosen.append(row in chosen_rows)
        if not parts:
            return None
        part = np.array(parts, np.float64)
        return TrailLines(part, np.clip(np.array(ages), 0.0, 1.0), np.array(gaps, np.bool_), np.array(chosen, np.bool_))
