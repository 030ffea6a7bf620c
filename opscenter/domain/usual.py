"""What is usual for a series at an hour of the week: its median and its robust spread, for many cells in columns.

How it is learnt is `usual_learning`; when which usual counts is `usual_in_force`.
"""

import hashlib
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.local_week import HOURS, LocalWeek

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Table = NDArray[np.float32]


ROWS_AT_ONCE = 2_048
"""Series gone through at a time where there are very many."""


class Basis(IntEnum):
    """What the usual of an hour of the week rests on, from the best to nothing."""

    HOUR = 0
    """The hour itself, over the weeks."""
    NEAR = 1
    """The hour with the one before and the one after it, over the weeks."""
    LIKE_DAYS = 2
    """The same hour, and those beside it, of like days: Monday to Friday, or Saturday and Sunday."""
    UNKNOWN = 3
    """Too little data."""


@dataclass(slots=True, frozen=True)
class Usual:
    """Tables by cell (in ascending order of `cells`) and hour of the week, shape (cells, 168).

    `median` and `spread` are float32, NaN where not known; the spread is above 0 and compares with a standard
    deviation. `days` tells on how many days each rests, `basis` how they were chosen (`Basis`). It was learnt from
    what was measured in `since <= time < until` (Unix ms).
    """

    week: LocalWeek
    cells: Ints
    median: Table
    spread: Table
    days: NDArray[np.uint8]
    basis: NDArray[np.uint8]
    since: int = 0
    until: int = 0

    def __len__(self) -> int:
        return len(self.cells)

    def knows(self, cell: int) -> bool:
        """Whether there is a table of a cell."""
        place = int(np.searchsorted(self.cells, cell))
        return place < len(self.cells) and int(self.cells[place]) == cell

    def at(self, cells: Ints, times: Ints) -> tuple[Floats, Floats]:
        """Median and spread for cells at times (Unix ms), float64 of shape (n,) each; NaN where not known."""
        median = np.full(len(cells), np.nan)
        spread = np.full(len(cells), np.nan)
        if len(self.cells) and len(cells):
            place = np.minimum(np.searchsorted(self.cells, cells), len(self.cells) - 1)
            hours = self.week.hours(times)
            known = np.flatnonzero((self.cells[place] == cells) & (hours >= 0))
            at = (place[known], hours[known])
            median[known] = self.median[at]
            spread[known] = self.spread[at]
        return median, spread

    def only(self, chosen: NDArray[np.bool_]) -> "Usual":
        """Of some of its cells; `chosen` of shape (cells,)."""
        if bool(np.all(chosen)):
            return self
        rows = np.flatnonzero(chosen)
        return self._each(lambda name: rows_of(getattr(self, name), rows))

    def with_others(self, other: "Usual") -> "Usual":
        """With the cells of another that are not among its own."""
        more = np.flatnonzero(~np.isin(other.cells, self.cells))
        if not len(more):
            return self
        order = np.argsort(np.concatenate([self.cells, other.cells[more]]), kind="stable")

        def both(name: str) -> NDArray[Any]:
            return rows_of(np.concatenate([getattr(self, name), rows_of(getattr(other, name), more)]), order)

        return self._each(both)

    def _each(self, table_of: Callable[[str], NDArray[Any]]) -> "Usual":
        return replace(
            self, cells=table_of("cells"), median=table_of("median"), spread=table_of("spread"),
            days=table_of("days"), basis=table_of("basis"),
        )  # fmt: skip

    def rests_on(self, cells: Ints, times: Ints) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
        """On how many days what `at` tells rests, and the `Basis`; shape (n,) each."""
        days = np.zeros(len(cells), np.uint8)
        basis = np.full(len(cells), Basis.UNKNOWN, np.uint8)
        if len(self.cells) and len(cells):
            place = np.minimum(np.searchsorted(self.cells, cells), len(self.cells) - 1)
            hours = self.week.hours(times)
            known = np.flatnonzero((self.cells[place] == cells) & (hours >= 0))
            at = (place[known], hours[known])
            days[known], basis[known] = self.days[at], self.basis[at]
        return days, basis

    @property
    def known_cells(self) -> int:
        """Cells of which at least one hour of the week is known."""
        return int(np.count_nonzero((self.basis != Basis.UNKNOWN).any(axis=1)))

    @property
    def known_share(self) -> float:
        """The share of all hours of all cells that is known, 0 to 1; 0 where there is no cell."""
        return float(np.mean(self.basis != Basis.UNKNOWN)) if len(self.cells) else 0.0

    def digest(self, names: Sequence[str]) -> str:
        """A digest of all that a verdict can depend on: equal digests, equal verdicts. `names`: of the cells, unique;
        how they are numbered makes no difference."""
        order = sorted(range(len(names)), key=names.__getitem__)
        state = hashlib.blake2b(digest_size=16)
        state.update(repr((self.since, self.until, self.week.zone, self.week.aside, self.week.holidays)).encode())
        state.update(repr([names[cell] for cell in order]).encode())
        for table in (self.median, self.spread):
            for start in range(0, len(order), ROWS_AT_ONCE):
                state.update(np.ascontiguousarray(table[order[start : start + ROWS_AT_ONCE]].astype("<f4")).tobytes())
        return state.hexdigest()


def rows_of(table: NDArray[Any], rows: Ints) -> NDArray[Any]:
    """Rows of a table, some at a time: other threads have their turn in between."""
    found = np.empty((len(rows), *table.shape[1:]), table.dtype)
    for start in range(0, len(rows), ROWS_AT_ONCE):
        found[start : start + ROWS_AT_ONCE] = table[rows[start : start + ROWS_AT_ONCE]]
    return found


def nothing_usual(week: LocalWeek) -> Usual:
    """The usual of no cell at all."""
    numbers = np.empty((0, HOURS), np.float32)
    counts = np.empty((0, HOURS), np.uint8)
    return Usual(week, np.empty(0, np.int64), numbers, numbers, counts, counts)
