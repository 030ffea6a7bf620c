"""Sealed samples and roll-ups, decoded and held against their rows, and the roll-ups against the samples.

Parts of runs that are not ready, or whose samples have begun to go by retention, may be there or not.
"""

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from opscenter.history.blocks import BlockError, Columns
from opscenter.history.rollup import WIDTHS
from opscenter.history.rollup_block import unpack_bins
from opscenter.history.series_block import open_series

if TYPE_CHECKING:
    from opscenter.history.checking import Checking

Ints = NDArray[np.int64]


class RunSums:
    """Of each run that is whole: samples by cell, as its chunks have them and as its roll-ups count them."""

    def __init__(self) -> None:
        self.spoilt: set[int] = set()
        self._samples: dict[int, Ints] = {}

    def add(self, run: int, cells: NDArray[np.generic], weights: Ints | None = None) -> None:
        """So many samples more."""
        known = self._samples.get(run)
        most = int(cells.max()) + 1 if len(cells) else 0
        if known is None or len(known) < most:
            grown = np.zeros(most, np.int64)
            if known is not None:
                grown[: len(known)] = known
            self._samples[run] = known = grown
        if weights is None:
            known[: max(most, 1)] += np.bincount(cells.astype(np.int64), minlength=most)[: max(most, 1)]
        else:
            np.add.at(known, cells.astype(np.int64), weights)

    def of(self, run: int) -> Ints:
        """Samples by cell."""
        return self._samples.get(run, np.zeros(0, np.int64))


def check_runs(look: "Checking") -> None:
    """Samples by series."""
    whole = {row[0]: row[1:] for row in look.rows("run", "first, last, count, size, ready, until_segment")}
    wanted = {run for run, row in whole.items() if row[4] and row[3]}
    sums = look.sums = RunSums()
    spans: dict[int, tuple[int, int, int]] = {}
    for number, run, first_cell, last_cell, first, last, count, block in look.rows(
        "run_chunk", "run, first_cell, last_cell, first, last, count, block"
    ):
        if run not in whole:
            if not look.db.execute("SELECT 1 FROM run WHERE id = ?", (run,)).fetchone():
                look.damaged("run_chunk", number, f"is of run {run}, which is not there")
            continue
        try:
            columns = open_series(block).all()
        except BlockError as error:
            look.damaged("run_chunk", number, str(error))
            sums.spoilt.add(run)
            continue
        problem = _samples_problem(columns, look.cells, (first_cell, last_cell, first, last, count))
        if problem:
            look.damaged("run_chunk", number, problem)
            sums.spoilt.add(run)
            continue
        if run in wanted:
            sums.add(run, columns["cell"], None)
            before = spans.get(run, (2**62, -(2**62), 0))
            spans[run] = (min(before[0], first), max(before[1], last), before[2] + count)
    if any(damage.last for damage in look.found.damages if damage.table == "run_chunk"):
        sums.spoilt |= wanted  # which of them rows are missing of is not known
    for run in sorted(wanted - sums.spoilt):
        first, last, count = whole[run][:3]
        found = spans.get(run, (0, 0, 0))
        if count and found != (first, last, count):
            gone = look.db.execute("SELECT 1 FROM run WHERE id = ? AND ready AND size > 0", (run,)).fetchone() is None
            if not gone:
                look.damaged(
                    "run", run, f"its chunks hold {found[2]} samples from {found[0]} to {found[1]}, by its row it is "
                    f"{count} from {first} to {last}"
                )  # fmt: skip
            sums.spoilt.add(run)
    look.runs = wanted - sums.spoilt
    sealed = [row[5] for row in whole.values() if row[4] and row[5] is not None]
    if len(set(sealed)) != len(sealed):
        look.damaged("run", 0, "two runs that count say that they end with the same segment")


def check_rollups(look: "Checking") -> None:
    """Roll-ups, and that those of a run count its samples."""
    counted = {width: RunSums() for width in WIDTHS}
    spoilt: set[int] = set()
    for number, run, width, first_cell, last_cell, first, last, count, block in look.rows(
        "rollup_chunk", "run, width, first_cell, last_cell, first, last, count, block"
    ):
        try:
            bins = unpack_bins(block)
        except BlockError as error:
            look.damaged("rollup_chunk", number, str(error))
            spoilt.add(run)
            continue
        problem = _bins_problem(bins, look.cells, width, (first_cell, last_cell, first, last, count))
        if problem:
            look.damaged("rollup_chunk", number, problem)
            spoilt.add(run)
        elif run in look.runs and width in counted:
            counted[width].add(run, bins["cell"], bins["count"].astype(np.int64))
    if any(damage.last for damage in look.found.damages if damage.table == "rollup_chunk"):
        return
    for run in sorted(look.runs - spoilt):
        _against_samples(look, run, {width: sums.of(run) for width, sums in counted.items()})


def _against_samples(look: "Checking", run: int, by_width: dict[int, Ints]) -> None:
    """Each width of roll-ups that is there counts the same numbers of each cell, and no more than there are samples."""
    samples = look.sums.of(run)
    kept = {width: counts for width, counts in by_width.items() if len(counts)}
    for width, counts in kept.items():
        most = np.zeros(len(counts), np.int64)
        most[: len(samples)] = samples[: len(counts)]
        if (counts > most).any():
            cell = int(np.flatnonzero(counts > most)[0])
            look.damaged(
                "run", run, f"its roll-ups of {width // 60_000} min count {counts[cell]} samples of cell {cell}, which "
                f"has {most[cell]}"
            )  # fmt: skip
    sums = {width: int(counts.sum()) for width, counts in kept.items()}
    if len(set(sums.values())) > 1 and _all_there(look, run, kept):
        look.damaged("run", run, f"its roll-ups of different widths do not count the same: {sums}")


def _all_there(look: "Checking", run: int, widths: Iterable[int]) -> bool:
    """Retention takes the roll-ups of a width one by one, the finest first: then they need not agree."""
    row = look.db.execute("SELECT ready AND size > 0 FROM run WHERE id = ?", (run,)).fetchone()
    return bool(row and row[0]) and len(list(widths)) == len(WIDTHS)


def _samples_problem(columns: Columns, known: int, told: tuple[int, int, int, int, int]) -> str:
    cells, times = columns["cell"], columns["time"]
    if len(cells) != told[4]:
        return f"holds {len(cells)} samples: {told[4]} by its row"
    if not len(cells):
        return ""
    if (np.diff(cells) < 0).any() or ((np.diff(cells) == 0) & (np.diff(times) < 0)).any():
        return "is not in order of cell and time"
    return _range_problem(cells, times, known, told)


def _bins_problem(bins: Columns, known: int, width: int, told: tuple[int, int, int, int, int]) -> str:
    cells, times = bins["cell"], bins["time"]
    if len(cells) != told[4]:
        return f"holds {len(cells)} bins: {told[4]} by its row"
    if not len(cells):
        return ""
    if (times % width != 0).any():
        return "holds bins that do not begin where they should"
    if (bins["low"].astype(np.float64) > bins["high"].astype(np.float64)).any():
        return "holds a bin whose least is more than its most"
    return _range_problem(cells, times, known, told)


def _range_problem(
    cells: NDArray[np.generic], times: NDArray[np.generic], known: int, told: tuple[int, int, int, int, int]
) -> str:
    if int(cells[0]) < 0 or int(cells[-1]) >= known:
        return "speaks of a cell that the registry does not know"
    if (int(cells[0]), int(cells[-1])) != told[:2]:
        return f"holds cells {int(cells[0])} to {int(cells[-1])}: {told[0]} to {told[1]} by its row"
    if (int(times.min()), int(times.max())) != told[2:4]:
        return f"holds times {int(times.min())} to {int(times.max())}: {told[2]} to {told[3]} by its row"
    return ""
