"""How long citizens wait: age of what is open, how long what is closed took, by kind of report."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.texts import Texts
from opscenter.figures.figure import FigureBase, Memory, Output
from opscenter.figures.places.reports import INPUTS, REPORT, Reports, in_id, kind_names
from opscenter.figures.robust import row_median
from opscenter.figures.step import Step

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

KIND = "ReportKind"
HOUR_MS = 3_600_000
LAST = 50
"""So many closings of a kind make its usual time to close."""
MOST_KINDS = 200
AGES_MS = 300_000
"""How often ages are told; of new reports at once."""


class ReportAges(FigureBase):
    """`age` (h) of each open report; `timeToClose` (h) of one that was seen to be closed. Of each kind (`ReportKind`):
    how many are `open`, the `oldestAge` (h) of them, `openedLastHour`, and the median `timeToClose` (h) of the last
    fifty. A report that does not say when it was made was made when it was first seen open."""

    name = "citizens.ages"
    always = True
    own_types = [KIND]
    inputs = INPUTS

    def __init__(self, catalogue: Catalogue) -> None:
        self._names = kind_names(catalogue)
        self.outputs = [
            Output(REPORT, "derived.age", "HUR"), Output(REPORT, "derived.timeToClose", "HUR"),
            Output(KIND, "open", "C62"), Output(KIND, "oldestAge", "HUR"), Output(KIND, "openedLastHour", "C62"),
            Output(KIND, "timeToClose", "HUR"),
        ]  # fmt: skip
        self._reports = Reports()
        self._open: Bools = np.zeros(0, np.bool_)  # as of the step before
        self._since: Ints = np.zeros(0, np.int64)  # since when each has been open, 0: it is not
        self._closings: dict[str, list[float]] = {}

    def take(self, step: Step) -> None:
        """Ages, closings, kinds."""
        reports = self._reports
        reports.update(step)
        count = len(reports.open)
        before = np.pad(self._open, (0, count - len(self._open)))
        since = np.pad(self._since, (0, count - len(self._since)))
        asked = np.minimum(np.where(reports.requested > 0, reports.requested, step.at), step.at)
        began = np.where(reports.requested > 0, asked, np.where(since > 0, since, step.at))
        closed = np.flatnonzero(before & reports.known & ~reports.open)
        took = (step.at - since[closed]) / HOUR_MS
        self._since = np.where(reports.open, began, 0)
        self._open = reports.open.copy()
        waiting = np.flatnonzero(reports.open)
        ages = (step.at - self._since[waiting]) / HOUR_MS
        over = np.setdiff1d(np.flatnonzero(before), waiting)
        due = np.ones(len(waiting), np.bool_) if step.at % AGES_MS == 0 else ~before[waiting]
        step.put(REPORT, "derived.age", waiting[due], ages[due])
        step.put(REPORT, "derived.age", over, np.full(len(over), np.nan))
        step.put(REPORT, "derived.timeToClose", closed, took)
        again = waiting[~before[waiting]]  # a report opened anew: what it took before is of another
        step.put(REPORT, "derived.timeToClose", again, np.full(len(again), np.nan))
        words = reports.kinds.words
        for position, hours in zip(closed.tolist(), took.tolist(), strict=True):
            code = int(reports.kinds.codes[position])
            if code >= 0 and (words[code] in self._closings or len(self._closings) < MOST_KINDS):
                of_kind = self._closings.setdefault(words[code], [])
                of_kind.append(hours)
                del of_kind[:-LAST]
        self._tell_kinds(step, waiting, ages)

    def _tell_kinds(self, step: Step, waiting: Ints, ages: Floats) -> None:
        kinds = self._reports.kinds
        codes = kinds.codes[waiting]
        for code in np.unique(kinds.codes[kinds.codes >= 0])[:MOST_KINDS].tolist():
            word = kinds.words[code]
            city = step.own(f"urn:ngsi-ld:{KIND}:{in_id(word)}", KIND, self._name(word))
            if city < 0:
                continue
            at, mine = np.array([city], np.int64), ages[codes == code]
            closings = np.array([self._closings.get(word, [])])
            step.put(KIND, "open", at, np.array([float(len(mine))]))
            step.put(KIND, "oldestAge", at, np.array([mine.max(initial=0.0)]))
            step.put(KIND, "openedLastHour", at, np.array([float(np.count_nonzero(mine <= 1.0))]))
            step.put(KIND, "timeToClose", at, row_median(closings))

    def _name(self, word: str) -> Texts:
        return self._names.get(word) or {"en": word}

    def save(self) -> Memory:
        """Since when each is open, and the last closings."""
        pairs = [(word, hours) for word, closings in self._closings.items() for hours in closings]
        memory: dict[str, Any] = {
            "open": self._open.copy(), "since": self._since.copy(), "word": np.array([word for word, _ in pairs], "U"),
            "hours": np.array([hours for _, hours in pairs], np.float64),
        }  # fmt: skip
        return memory

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        self._open, self._since = memory["open"].astype(np.bool_), memory["since"].astype(np.int64)
        self._closings = {}
        for word, hours in zip(memory["word"].tolist(), memory["hours"].tolist(), strict=True):
            self._closings.setdefault(word, []).append(hours)
