"""The worst entities of a type, found over columns. No Qt."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.desk.mirror import Mirror
from opscenter.domain.catalogue import Attribute
from opscenter.domain.quality import Quality
from opscenter.domain.system_page import WorstList

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(slots=True, frozen=True)
class Ranking:
    """The worst first: cells, and how bad each is, from 0 to 1 for the worst that there is.

    `listed` would be in a list without an end; `known` have told the attribute at all.
    """

    cells: Ints
    share: Floats
    listed: int = 0
    known: int = 0


NOBODY = Ranking(np.empty(0, np.int64), np.empty(0))


@dataclass(slots=True)
class StateCodes:
    """For a list of states: by cell the place of its state in the list, -1 for another. Followed by changes."""

    states: tuple[str, ...]
    cells: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    codes: NDArray[np.int8] = field(default_factory=lambda: np.empty(0, np.int8))

    def read(self, mirror: Mirror, cells: Ints) -> None:
        """Other cells, or all anew."""
        self.cells = cells
        self.codes = self._of(mirror, cells)

    def follow(self, mirror: Mirror, changed: Ints) -> None:
        """Some cells changed."""
        if not len(self.cells) or not len(changed):
            return
        at = np.minimum(np.searchsorted(self.cells, changed), len(self.cells) - 1)
        at = at[self.cells[at] == changed]
        if len(at):
            self.codes[at] = self._of(mirror, self.cells[at])

    def _of(self, mirror: Mirror, cells: Ints) -> NDArray[np.int8]:
        places = {state: number for number, state in enumerate(self.states)}
        texts = mirror.texts
        found = [places.get(texts.get(cell, "").strip().lower(), -1) for cell in cells.tolist()]
        return np.array(found, np.int8)


def _fresh(mirror: Mirror, cells: Ints, inside: NDArray[np.bool_] | None) -> NDArray[np.bool_]:
    """Cells whose value can be relied upon, of rows that are `inside`."""
    fresh: NDArray[np.bool_] = mirror.quality[cells] <= Quality.SUSPECT
    if inside is not None:
        rows = mirror.cell_row[cells]
        known = rows < len(inside)
        fresh &= known & inside[np.where(known, rows, 0)] if len(inside) else np.zeros(len(cells), np.bool_)
    return fresh


def ranked_by_number(
    mirror: Mirror, cells: Ints, worst: WorstList, attribute: Attribute | None, inside: NDArray[np.bool_] | None = None
) -> Ranking:
    """The worst by number: good and suspect values only. Equal ones stand in the order in which they came to be known.

    `inside`: by row, whether an entity is in the area that everything is narrowed to.
    """
    value = mirror.value[cells]
    known = np.isfinite(value) & _fresh(mirror, cells, inside)
    cells, value = cells[known], value[known]
    total = len(cells)
    if worst.beyond is not None and worst.side != "off":
        far = value > worst.beyond if worst.side == "high" else value < worst.beyond
        cells, value = cells[far], value[far]
    badness = _badness(value, worst.side, attribute)
    if worst.side == "off":
        off = badness > 0.0
        cells, badness = cells[off], badness[off]
    if not len(cells):
        return Ranking(NOBODY.cells, NOBODY.share, 0, total)
    least, most = float(badness.min()), float(badness.max())
    count = min(worst.count, len(cells))
    if count < len(cells):
        # Among equals at the edge the first known are taken, so that the list does not flicker.
        edge = np.partition(badness, len(badness) - count)[len(badness) - count]
        sure = np.flatnonzero(badness > edge)
        top = np.concatenate((sure, np.flatnonzero(badness == edge)[: count - len(sure)]))
    else:
        top = np.arange(len(cells))
    top = top[np.lexsort((cells[top], -badness[top]))]
    base = min(least, 0.0) if worst.side == "high" and least >= 0.0 else least
    span = most - base
    share = (badness[top] - base) / span if span > 0.0 else np.ones(len(top))
    return Ranking(cells[top], share, len(cells), total)


def _badness(value: Floats, side: str, attribute: Attribute | None) -> Floats:
    if side != "off":
        return value if side == "high" else -value
    low, high = (attribute.low, attribute.high) if attribute is not None else (None, None)
    span = high - low if low is not None and high is not None else abs(high or low or 1.0) or 1.0
    over = value - high if high is not None else np.full(len(value), -np.inf)
    under = low - value if low is not None else np.full(len(value), -np.inf)
    found: Floats = np.maximum(np.maximum(over, under), 0.0) / span
    return found


def ranked_by_state(
    mirror: Mirror, codes: StateCodes, worst: WorstList, inside: NDArray[np.bool_] | None = None
) -> Ranking:
    """Those in one of the states: in the order of the states, the newest first."""
    fresh = _fresh(mirror, codes.cells, inside)
    mine = np.flatnonzero((codes.codes >= 0) & fresh)
    cells, code = codes.cells[mine], codes.codes[mine]
    order = np.lexsort((cells, -mirror.measured[cells], code))[: worst.count]
    return Ranking(cells[order], np.zeros(len(order)), len(mine), int(np.count_nonzero(fresh)))
