"""Which cells an entity has, found by columns: there are hundreds of thousands, and few are ever asked for."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
FEW = 4_096
"""So many cells that came later are looked through for each question, before all are sorted again."""


class CellsByRow:
    """Of a column of rows by cell, which is only added to (or `forget` it)."""

    def __init__(self) -> None:
        self._order: Ints = np.empty(0, np.int64)
        self._start = [0]

    def forget(self) -> None:
        """Cells have gone."""
        self.__init__()  # type: ignore[misc]

    def cells(self, row: int, rows: Ints, count: int) -> list[int]:
        """The cells of an entity, ascending. `rows` of all cells, of `count` entities; IndexError for none of these."""
        if not 0 <= row < count:
            raise IndexError(row)
        sorted_, known = len(self._order), len(self._start) - 1
        if len(rows) - sorted_ > FEW:
            self._sort(rows, count)
            sorted_, known = len(rows), count
        found: list[int] = self._order[self._start[row] : self._start[row + 1]].tolist() if row < known else []
        if len(rows) > sorted_:
            found += (np.flatnonzero(rows[sorted_:] == row) + sorted_).tolist()
        return found

    def _sort(self, rows: Ints, count: int) -> None:
        self._order = np.argsort(rows, kind="stable")
        self._start = [0, *np.cumsum(np.bincount(rows, minlength=count)).tolist()]
