"""How fast a number changes: against what it was one span earlier, out of a ring of its newest readings.

What the number was a span ago is drawn straight between the readings around that moment, so that sampling need not be
regular. It is not known, and with it the rate, when there is no reading so old or when those two are more than a span
apart: a line drawn over a gap would be invented.

The ring holds `POINTS` readings, whatever the sampling: a reading sooner than span / (POINTS - 2) after the last one
kept is judged, but not kept as a point of the past. One at the same time as the last one kept takes its place.
"""

import math
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.remembered import Sort
from opscenter.domain.rule_instances import RuleInstances
from opscenter.domain.turns import crowded, turns

POINTS = 32
"""A power of two."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

_MASK = POINTS - 1


class RateWindow:
    """The rings of all RATE instances, by their `slot`."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_times": Sort.COLUMN,
        "_values": Sort.COLUMN,
        "_good": Sort.COLUMN,
        "_head": Sort.COLUMN,
        "_size": Sort.COLUMN,
    }

    def __init__(self, instances: RuleInstances) -> None:
        self._of = instances
        self._times = Column[np.int64](np.int64, 0)
        self._values = Column[np.float64](np.float64, 0.0)
        self._good = Column[np.bool_](np.bool_, False)
        self._head = Column[np.int64](np.int64, 0)
        self._size = Column[np.int64](np.int64, 0)

    def resize(self, slots: int) -> None:
        """Make room for so many instances."""
        for column in (self._times, self._values, self._good):
            column.resize(slots * POINTS)
        for column in (self._head, self._size):
            column.resize(slots)

    def before_memory(self) -> None:
        """What a ring holds no more is nothing."""
        slots = len(self._head)
        place = (np.arange(POINTS) - self._head.view[:, None]) & _MASK
        dead = (place >= self._size.view[:, None]).reshape(slots * POINTS)
        self._times.view[dead], self._values.view[dead], self._good.view[dead] = 0, 0.0, False

    def recalled(self) -> None:
        """See `domain.remembered`."""
        head, size = self._head.view, self._size.view
        if len(head) and (min(head.min(), size.min()) < 0 or head.max() > _MASK or size.max() > POINTS):
            raise ValueError("a ring of readings has more of them than there is room for")

    def judge(self, instance: Ints, times: Ints, values: Floats, good: Flags) -> tuple[Floats, Flags]:
        """Usable readings in order of arrival, shape (n,) each -> change per second (NaN: not known), and whether it
        rests on good readings alone."""
        rate = np.full(len(instance), np.nan)
        sure = np.zeros(len(instance), np.bool_)
        few, many = crowded(instance)
        for turn in turns(instance[few]):
            at = few[turn]
            rate[at], sure[at] = self._turn(instance[at], times[at], values[at], good[at])
        for at in many:
            told = self._one_by_one(int(instance[at[0]]), times[at].tolist(), values[at].tolist(), good[at].tolist())
            rate[at], sure[at] = told
        return rate, sure

    def _turn(self, instance: Ints, time: Ints, value: Floats, good: Flags) -> tuple[Floats, Flags]:
        """One reading each of instances that are all different."""
        of = self._of
        slot, span = of.slot[instance], of.span[instance]
        ago = time - span
        self._forget(slot, ago)
        self._keep(slot, time, value, good, -(-span // (POINTS - 2)))
        times, values, goods = self._times.view, self._values.view, self._good.view
        head = self._head.view[slot]
        before = slot * POINTS + head
        after = slot * POINTS + ((head + 1) & _MASK)
        begins, ends = times[before], times[after]
        known = (self._size.view[slot] >= 2) & (begins <= ago) & (ends - begins <= span)
        with np.errstate(all="ignore"):
            share = (ago - begins) / (ends - begins)
            past = values[before] + (values[after] - values[before]) * share
            rate = (value - past) * 1000.0 / span
        rate[~known] = np.nan
        return rate, known & good & goods[before] & (goods[after] | (begins == ago))

    def _forget(self, slot: Ints, ago: Ints) -> None:
        """Drop what is older than the newest reading at or before `ago`."""
        head, size = self._head.view, self._size.view
        while len(slot):
            second = self._times.view[slot * POINTS + ((head[slot] + 1) & _MASK)]
            old = (size[slot] >= 2) & (second <= ago)
            slot, ago = slot[old], ago[old]
            head[slot] = (head[slot] + 1) & _MASK
            size[slot] -= 1

    def _keep(self, slot: Ints, time: Ints, value: Floats, good: Flags, apart: Ints) -> None:
        head, size = self._head.view[slot], self._size.view[slot]
        newest = slot * POINTS + ((head + size - 1) & _MASK)
        since = time - self._times.view[newest]
        begins = size == 0
        adds = begins | (since >= apart)
        writes = adds | (since == 0)
        at = np.where(adds, slot * POINTS + ((head + size) & _MASK), newest)[writes]
        self._times.view[at], self._values.view[at], self._good.view[at] = time[writes], value[writes], good[writes]
        self._size.view[slot[adds]] += 1

    def _one_by_one(
        self, instance: int, times: list[int], values: list[float], good: list[bool]
    ) -> tuple[list[float], list[bool]]:
        """Many readings of one instance: `_turn` for each, without columns."""
        slot, span = int(self._of.slot[instance]), int(self._of.span[instance])
        apart = -(-span // (POINTS - 2))
        ring = slice(slot * POINTS, (slot + 1) * POINTS)
        at, of, trust = (column.view[ring].tolist() for column in (self._times, self._values, self._good))
        head, size = int(self._head.view[slot]), int(self._size.view[slot])
        rates, sure = [], []
        for time, value, is_good in zip(times, values, good, strict=True):
            ago = time - span
            while size >= 2 and at[(head + 1) & _MASK] <= ago:
                head, size = (head + 1) & _MASK, size - 1
            newest = (head + size - 1) & _MASK
            adds = size == 0 or time - at[newest] >= apart
            if adds or time == at[newest]:
                put = (head + size) & _MASK if adds else newest
                at[put], of[put], trust[put] = time, value, is_good
                size += adds
            after = (head + 1) & _MASK
            begins, ends = at[head], at[after]
            known = size >= 2 and begins <= ago and ends - begins <= span
            rate = math.nan
            if known:
                past = of[head] + (of[after] - of[head]) * ((ago - begins) / (ends - begins))
                rate = (value - past) * 1000.0 / span
            rates.append(rate)
            sure.append(known and is_good and trust[head] and (trust[after] or begins == ago))
        self._times.view[ring], self._values.view[ring], self._good.view[ring] = at, of, trust
        self._head.view[slot], self._size.view[slot] = head, size
        return rates, sure
