"""Rules that need more than the reading itself: a rate, a flat line, a count, what is usual. In columns.

Each turns a reading into a verdict, into the number that its alarm would show (a rate per second, a count; else the
reading), and, where the limit moves, into where it was just then. What they remember of the past is bounded by rule
and instance, moves by event time only, and begins anew when the station does.
"""

from typing import Any, ClassVar, NamedTuple

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.crossing_count import Advance, CrossingCount
from opscenter.domain.deviation import Deviation, UsualValues
from opscenter.domain.flat_run import FlatRun
from opscenter.domain.quality import Quality
from opscenter.domain.rate_window import RateWindow
from opscenter.domain.remembered import Sort
from opscenter.domain.rule_instances import COUNT, DEVIATION, FLAT, PLAIN, RATE, RuleInstances
from opscenter.domain.verdicts import CLEAR, LOST, NEITHER, TRUE

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Judged(NamedTuple):
    """Of readings, shape (n,) each: the number to show, the limit where it moves (NaN: as the rule has it), and which
    have been taken through already."""

    shown: Floats
    bound: Floats
    done: NDArray[np.bool_]


class RuleWindows:
    """The memories of all RATE, FLAT, COUNT and DEVIATION instances."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_rate": Sort.PART,
        "_flat": Sort.PART,
        "_count": Sort.PART,
    }

    def __init__(self, instances: RuleInstances, advance: Advance, usual: UsualValues | None) -> None:
        self._of = instances
        self._rate = RateWindow(instances)
        self._flat = FlatRun(instances)
        self._count = CrossingCount(instances, advance)
        self._deviation = Deviation(instances, usual)

    @property
    def any(self) -> bool:
        """Whether any instance is of these kinds."""
        return any(self._of.slots[PLAIN + 1 :])

    def judge(
        self, instance: Ints, times: Ints, values: Floats, qualities: NDArray[np.uint8], verdict: NDArray[np.int8]
    ) -> Judged:
        """Change what the readings of a beat say by themselves into the verdicts of these kinds, in place.

        All of shape (n,), in order of arrival, none late.
        """
        self._make_room()
        of = self._of
        judged = Judged(values.copy(), np.full(len(instance), np.nan), np.zeros(len(instance), np.bool_))
        how = of.how[instance]
        usable = (qualities < Quality.STALE) & np.isfinite(values)
        good = usable & (qualities == Quality.GOOD)
        special = how > PLAIN
        verdict[special & (how != COUNT)] = NEITHER
        verdict[special & ~usable] = LOST
        at = np.flatnonzero((how == RATE) & usable)
        if len(at):
            rate, sure = self._rate.judge(instance[at], times[at], values[at], good[at])
            verdict[at] = self._against(instance[at], rate, sure)
            judged.shown[at] = rate
        at = np.flatnonzero((how == DEVIATION) & usable)
        if len(at):
            away, judged.bound[at] = self._deviation.judge(instance[at], times[at], values[at])
            verdict[at] = self._against(instance[at], away, good[at])
        at = np.flatnonzero((how == FLAT) & good)
        if len(at):
            verdict[at] = self._flat.judge(instance[at], times[at], values[at])
        at = np.flatnonzero(how == COUNT)
        if len(at):
            counted = verdict[at]
            judged.done[at] = self._count.judge(instance[at], times[at], qualities[at], counted)
            verdict[at] = counted
            judged.shown[at] = of.times[instance[at]]
        return judged

    def judge_text(self, instance: int, time: int, told: int, quality: int) -> int:
        """A text of a COUNT instance, and what it says by itself -> the verdict."""
        self._make_room()
        return self._count.step(instance, time, told, quality)

    def tick(self, now: int) -> None:
        """Let what changes by time alone change, up to `now` (Unix ms), at its own time."""
        self._count.tick(now)

    def restore(self, instance: int, stands: bool, began: int) -> None:
        """Take up an instance whose alarm is known, with readings from `began` (event time) on."""
        self._make_room()
        if self._of.how[instance] == COUNT:
            self._count.restore(instance, stands, began)

    def before_memory(self) -> None:
        """See `domain.remembered`."""
        self._make_room()

    def _make_room(self) -> None:
        slots = self._of.slots
        self._rate.resize(slots[RATE])
        self._flat.resize(slots[FLAT])
        self._count.resize(slots[COUNT])

    def _against(self, instance: Ints, number: Floats, sure: NDArray[np.bool_]) -> NDArray[np.int8]:
        """Verdicts on numbers, NaN where not known; only what is sure clears."""
        of = self._of
        sign = of.sign[instance]
        signed = np.where(sign == 0.0, np.abs(number), sign * number)
        verdict = np.zeros(len(instance), np.int8)
        verdict[signed > of.limit[instance]] = TRUE
        verdict[(signed <= of.clear[instance]) & sure] = CLEAR
        return verdict
