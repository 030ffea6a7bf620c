"""How often a condition has become true within a span: COUNT rules.

A crossing is a reading of which the condition (beyond the limit, one of the states) holds after a good one of which it
did not; what it was before the first reading is not known, and no crossing. The rule's condition holds while the newest
`times` crossings all lie within the span (a crossing counts from its time until one span later, exclusive), so it ends
by time passing, at a time of its own. That needs a newest reading that is good: of a dead sensor nobody knows how often
it would have crossed, and the first good reading afterwards clears.

Of an alarm taken up after a restart it is only known that the count was reached: it is taken to have been reached all
at once, which ends no later than a span after.
"""

from collections import deque
from collections.abc import Callable
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.quality import Quality
from opscenter.domain.remembered import OfInstance, Sort
from opscenter.domain.rule_instances import NEVER, RuleInstances
from opscenter.domain.verdicts import CLEAR, LOST, NEITHER, TRUE

Ints = NDArray[np.int64]
Verdicts = NDArray[np.int8]

Advance = Callable[[int, int, int, float, "str | None"], None]
"""Takes an instance through one verdict: instance, event time, verdict, number, text."""

_UNKNOWN, _OUT, _IN = range(3)


class CrossingCount:
    """The crossings of all COUNT instances, by their `slot`. Columns for those that stay where they are; Python for
    those that cross."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_where": Sort.COLUMN,
        "_good": Sort.COLUMN,
        "_ends": Sort.COLUMN,
        "_crossings": dict[OfInstance, list[int]],
        "_standing": set[OfInstance],
    }

    def __init__(self, instances: RuleInstances, advance: Advance) -> None:
        self._of = instances
        self._advance = advance
        self._where = Column[np.uint8](np.uint8, _UNKNOWN)
        self._good = Column[np.bool_](np.bool_, False)
        self._ends = Column[np.int64](np.int64, NEVER)
        self._crossings: dict[int, deque[int]] = {}  # instance -> times of the newest crossings
        self._standing: set[int] = set()  # instances whose count is reached

    def recalled(self) -> None:
        """See `domain.remembered`."""
        times = self._of.times
        self._crossings = {one: deque(crossings, max(1, int(times[one]))) for one, crossings in self._crossings.items()}

    def resize(self, slots: int) -> None:
        """Make room for so many instances."""
        for column in (self._where, self._good, self._ends):
            column.resize(slots)

    def judge(self, instance: Ints, times: Ints, qualities: NDArray[np.uint8], verdict: Verdicts) -> NDArray[np.bool_]:
        """Change verdicts on a reading into verdicts on the count, in place, shape (n,) each, in order of arrival.

        Returns which of them have been taken through already: those of instances that crossed or whose count fell.
        """
        slot = self._of.slot[instance]
        where, ends = self._where.view[slot], self._ends.view[slot]
        news = ((verdict == TRUE) & (where != _IN)) | ((verdict == CLEAR) & (where != _OUT)) | (ends <= times)
        done = np.zeros(len(instance), np.bool_)
        if news.any():
            with_news = np.zeros(len(self._where), np.bool_)
            with_news[slot[news]] = True
            done = with_news[slot]
            for at in np.flatnonzero(done).tolist():
                one, time = int(instance[at]), int(times[at])
                told = self.step(one, time, int(verdict[at]), int(qualities[at]))
                self._advance(one, time, told, float(self._of.times[one]), None)
        good = (verdict != LOST) & (qualities == Quality.GOOD)
        self._good.view[slot[~done]] = good[~done]  # of several readings the last one stays
        quiet = ~done & (verdict != LOST)
        verdict[quiet] = np.where(ends[quiet] != NEVER, TRUE, np.where(good[quiet], CLEAR, NEITHER))
        return done

    def step(self, instance: int, time: int, told: int, quality: int) -> int:
        """One reading of one instance and what it says -> the verdict on the count."""
        slot = int(self._of.slot[instance])
        if self._ends.view[slot] <= time:
            self._end(instance, slot)
        self._good.view[slot] = told != LOST and quality == Quality.GOOD
        if told == LOST:
            return LOST
        if told == TRUE:
            if self._where.view[slot] == _OUT:
                self._cross(instance, slot, time)
            self._where.view[slot] = _IN
        elif told == CLEAR:
            self._where.view[slot] = _OUT
        if self._ends.view[slot] != NEVER:
            return TRUE
        return CLEAR if self._good.view[slot] else NEITHER

    def tick(self, now: int) -> None:
        """Let counts that fall at or before `now` (Unix ms) fall, each at its own time."""
        if not self._standing:
            return
        of, ends = self._of, self._ends.view
        for instance in sorted(one for one in self._standing if ends[of.slot[one]] <= now):
            self._end(instance, int(of.slot[instance]))

    def restore(self, instance: int, stands: bool, began: int) -> None:
        """Take up an instance whose alarm is known, raised by a crossing at `began` (event time)."""
        slot = int(self._of.slot[instance])
        self._where.view[slot], self._good.view[slot], self._ends.view[slot] = _UNKNOWN, False, NEVER
        self._crossings.pop(instance, None)
        self._standing.discard(instance)
        if stands:
            times = max(1, int(self._of.times[instance]))
            self._crossings[instance] = deque([began] * times, times)
            self._reach(instance, slot, began)

    def _cross(self, instance: int, slot: int, time: int) -> None:
        newest = self._crossings.get(instance)
        if newest is None:
            newest = self._crossings[instance] = deque(maxlen=max(1, int(self._of.times[instance])))
        newest.append(time)
        if len(newest) == newest.maxlen and newest[0] + int(self._of.span[instance]) > time:
            self._reach(instance, slot, newest[0])

    def _reach(self, instance: int, slot: int, oldest: int) -> None:
        self._ends.view[slot] = oldest + self._of.span[instance]
        self._standing.add(instance)

    def _end(self, instance: int, slot: int) -> None:
        at = int(self._ends.view[slot])
        self._ends.view[slot] = NEVER
        self._standing.discard(instance)
        if self._good.view[slot]:
            self._advance(instance, at, CLEAR, np.nan, None)
