"""How the map shows the page of a system: its kinds alone, coloured by one attribute. No Qt."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.colours import levels
from opscenter.console.map.rows import MapRows
from opscenter.desk.mirror import Mirror
from opscenter.domain.catalogue import Kind
from opscenter.domain.quality import Quality

Floats = NDArray[np.float64]
Rows = NDArray[np.int64]
NO_COLOUR = -2


class PageShade:
    """`kinds` are drawn in full, those that have `colour` in the colours from `low` (quiet) to `high` (bright).

    Without both a kind's own ramp counts, else the healthy range of the attribute, else what there is in the city.
    """

    def __init__(self, kinds: frozenset[str], colour: str, low: float | None, high: float | None) -> None:
        self.kinds, self.colour = kinds, colour
        self._told = (low, high) if low is not None and high is not None else None
        self._key: tuple[int, ...] = ()
        self._cells: Rows = np.empty(0, np.int64)
        self._spans: dict[str, tuple[float, float]] = {}

    def has(self, kind: Kind) -> bool:
        """Whether a kind is one of the page's."""
        return kind.type in self.kinds

    def colours(self, kind: Kind) -> bool:
        """Whether a kind is coloured by the page's attribute."""
        return bool(self.colour) and kind.type in self.kinds and self.colour in kind.attributes

    def span(self, kind: Kind, mirror: Mirror) -> tuple[float, float]:
        """(quiet, bright) of a kind, as published."""
        if self._told is not None:
            return self._told
        if kind.ramp == self.colour:
            return kind.ramp_low, kind.ramp_high
        known = self._spans.get(kind.type)
        if known is None:
            known = self._found(kind, mirror)
            self._spans[kind.type] = known
        return known

    def _found(self, kind: Kind, mirror: Mirror) -> tuple[float, float]:
        attribute = kind.attributes[self.colour]
        value = mirror.value[mirror.cells_named(kind.type, self.colour)]
        value = value[np.isfinite(value)]
        lowest, highest = (float(value.min()), float(value.max())) if len(value) else (0.0, 1.0)
        if attribute.low is not None and attribute.high is None:  # it is bad to be low
            quiet, bright = max(highest, attribute.low), min(lowest, attribute.low)
            return (quiet, bright) if quiet != bright else (bright + 1.0, bright)
        low = attribute.low if attribute.low is not None else lowest
        high = attribute.high if attribute.high is not None else highest
        return (low, high) if low != high else (low, low + 1.0)

    def cells(self, rows: MapRows, mirror: Mirror) -> Rows:
        """By row the cell of the page's attribute, -1 without one."""
        key = (mirror.epoch, len(rows), len(mirror.cell_names))
        if key != self._key:
            self._key = key
            self._spans = {}
            self._cells = np.full(len(rows), -1, np.int64)
            for kind in {one.type: one for one in rows.kinds}.values():
                if self.colours(kind):
                    found = mirror.cells_named(kind.type, self.colour)
                    row = mirror.cell_row[found]
                    here = row < len(rows)
                    self._cells[row[here]] = found[here]
        return self._cells

    def steps(self, row: Rows, rows: MapRows, mirror: Mirror) -> tuple[NDArray[np.bool_], NDArray[np.int8]]:
        """(which of these rows are of kinds that the page colours, their steps of the ramp: -1 where not known)."""
        mine = np.array([self.colours(kind) for kind in rows.kinds] or [False], np.bool_)[rows.kind[row]]
        found = np.full(len(row), -1, np.int8)
        if mine.any():
            cells = self.cells(rows, mirror)[row[mine]]
            value = np.full(len(cells), np.nan)
            known = cells >= 0
            value[known] = mirror.value[cells[known]]
            value[known] = np.where(mirror.quality[cells[known]] <= Quality.SUSPECT, value[known], np.nan)
            low, high = self._edges(rows.kinds, rows.kind[row[mine]].astype(np.int64), mirror)
            found[mine] = levels(value, low, high)
        return mine, found

    def _edges(self, kinds: Sequence[Kind], kind: NDArray[np.int64], mirror: Mirror) -> tuple[Floats, Floats]:
        spans = [self.span(one, mirror) if self.colours(one) else (0.0, 1.0) for one in kinds]
        edges = np.array(spans, np.float64)[kind]
        return edges[:, 0], edges[:, 1]
