"""Keeps every segment of the city in the order of drawing, and tells how each looks now."""

import itertools

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map import paint_lines as drawn
from opscenter.console.map.gpu.parts import CLOSED, FAINT, FIRST_LEVEL, HIDDEN, LOST, OFF, PLAIN, SILENT, LineState
from opscenter.console.map.line_store import LineStore
from opscenter.console.map.request import LinesInView
from opscenter.console.map.rows import MapRows

_versions = itertools.count(1)
_LOOKS = {
    drawn.DIMMED: FAINT,
    drawn.SILENT: SILENT,
    drawn.CLOSED: CLOSED,
    drawn.LOST: LOST,
    drawn.OFF: OFF,
    drawn.PLAIN: PLAIN,
    drawn.RAMP: FIRST_LEVEL,
    drawn.SUSPECT: FIRST_LEVEL + 1,
}


class EveryLine:
    """The table of all segments; it is sorted anew only when lines came or changed."""

    def __init__(self) -> None:
        self._store: LineStore | None = None
        self._version = 0
        self._rows = np.empty(0, np.int64)
        self._line_of = np.empty(0, np.int64)  # by segment, index into `_rows`
        self._segment = np.empty((0, 4), np.float64)
        self._lane = np.empty((0, 2), np.float32)
        self._rank_of_segment = np.empty(0, np.uint8)
        self.rank = np.empty(0, np.uint8)
        """Importance of each of `rows`."""

    def rows(self, store: LineStore, rows: MapRows) -> NDArray[np.int64]:
        """The rows of all lines of a store, in the order `state` wants them."""
        if store is not self._store:
            self._store, self._version = store, next(_versions)
            importance = np.array([kind.importance for kind in rows.kinds] or [5], np.int64)
            rank = np.clip(importance[rows.kind[store.row]], 1, 9).astype(np.uint8)
            order = np.argsort(-rank.astype(np.int16), kind="stable")  # the least important first
            self._segment, self._rank_of_segment = store.segment[order], rank[order]
            self._lane = np.column_stack((store.side[order], store.gap[order])).astype(np.float32)
            self._rows, first, self._line_of = np.unique(store.row[order], return_index=True, return_inverse=True)
            self.rank = self._rank_of_segment[first]
        return self._rows

    def state(self, lines: LinesInView, hidden: NDArray[np.bool_], selected: frozenset[int]) -> LineState:
        """How everything looks. `lines` has one entry, without a segment, for each of `rows`; so has `hidden`."""
        style = np.zeros((len(lines.row), 4), np.uint8)
        if len(lines.row):
            traced = drawn.trace(lines)
            look = np.zeros(len(lines.row), np.uint8)
            for how, wears in _LOOKS.items():
                look[traced.how == how] = wears
            ramp = traced.how >= drawn.RAMP
            look[ramp] += (2 * lines.level[ramp]).astype(np.uint8)
            look[hidden] = HIDDEN
            style[:, 0] = look
            style[:, 3] = drawn.flow_steps(lines, traced)
            if selected:
                style[:, 2] = np.where(np.isin(lines.row, list(selected)) & ~hidden, 255, 0)
        # One 32-bit number a line is copied to its segments at once.
        by_segment = style.view(np.uint32).reshape(-1)[self._line_of].view(np.uint8).reshape(-1, 4)
        by_segment[:, 1] = self._rank_of_segment
        return LineState(self._version, self._segment, self._rank_of_segment, self._lane, by_segment)
