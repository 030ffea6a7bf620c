"""A number that goes on arriving and does not move: how long the present run of readings has stayed where it is.

A run is readings, all good, of which the highest and the lowest are no more than the rule's `value` apart. One that
leaves it has moved, and begins the next run. A gap longer than half the span begins a run as well, without anything
having moved: so that a flat line rests on at least three readings, and an outage in between is none.
"""

from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.remembered import Sort
from opscenter.domain.rule_instances import NO_TIME, RuleInstances
from opscenter.domain.turns import crowded, turns
from opscenter.domain.verdicts import CLEAR, NEITHER, TRUE

ROUNDING = 1e-12
"""Of the number's size: 1.1 is 0.1 from 1.0, whatever binary fractions say."""

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class FlatRun:
    """The runs of all FLAT instances, by their `slot`."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_since": Sort.COLUMN,
        "_last": Sort.COLUMN,
        "_lowest": Sort.COLUMN,
        "_highest": Sort.COLUMN,
        "_moved": Sort.COLUMN,
    }

    def __init__(self, instances: RuleInstances) -> None:
        self._of = instances
        self._since = Column[np.int64](np.int64, NO_TIME)
        self._last = Column[np.int64](np.int64, NO_TIME)
        self._lowest = Column[np.float64](np.float64, 0.0)
        self._highest = Column[np.float64](np.float64, 0.0)
        self._moved = Column[np.bool_](np.bool_, False)

    def resize(self, slots: int) -> None:
        """Make room for so many instances."""
        for column in (self._since, self._last, self._lowest, self._highest, self._moved):
            column.resize(slots)

    def judge(self, instance: Ints, times: Ints, values: Floats) -> NDArray[np.int8]:
        """Good readings in order of arrival, shape (n,) each -> verdicts.

        CLEAR from the reading that moved until the run it began is as long as the span; NEITHER while a run that began
        otherwise is not.
        """
        verdict = np.zeros(len(instance), np.int8)
        few, many = crowded(instance)
        for turn in turns(instance[few]):
            at = few[turn]
            verdict[at] = self._turn(instance[at], times[at], values[at])
        for at in many:
            verdict[at] = self._one_by_one(int(instance[at[0]]), times[at].tolist(), values[at].tolist())
        return verdict

    def _turn(self, instance: Ints, time: Ints, value: Floats) -> NDArray[np.int8]:
        """One reading each of instances that are all different."""
        of = self._of
        slot, span = of.slot[instance], of.span[instance]
        last, since = self._last.view[slot], self._since.view[slot]
        lowest = np.minimum(self._lowest.view[slot], value)
        highest = np.maximum(self._highest.view[slot], value)
        with np.errstate(over="ignore"):
            size = np.maximum(np.abs(lowest), np.abs(highest))
            leaves = highest - lowest > of.limit[instance] + ROUNDING * size
        moves = leaves & (last != NO_TIME)
        begins = moves | (time - last > span // 2)
        moved = np.where(begins, moves, self._moved.view[slot])
        since = np.where(begins, time, since)
        self._since.view[slot], self._last.view[slot], self._moved.view[slot] = since, time, moved
        self._lowest.view[slot] = np.where(begins, value, lowest)
        self._highest.view[slot] = np.where(begins, value, highest)
        return np.where(time - since >= span, TRUE, np.where(moved, CLEAR, NEITHER)).astype(np.int8)

    def _one_by_one(self, instance: int, times: list[int], values: list[float]) -> list[int]:
        """Many readings of one instance: `_turn` for each, without columns."""
        of = self._of
        slot, span, limit = int(of.slot[instance]), int(of.span[instance]), float(of.limit[instance])
        since, last = int(self._since.view[slot]), int(self._last.view[slot])
        low, high = float(self._lowest.view[slot]), float(self._highest.view[slot])
        moved = bool(self._moved.view[slot])
        verdicts = []
        for time, value in zip(times, values, strict=True):
            lowest, highest = min(low, value), max(high, value)
            leaves = highest - lowest > limit + ROUNDING * max(abs(lowest), abs(highest))
            moves = leaves and last != NO_TIME
            if moves or time - last > span // 2:
                moved, since, low, high = moves, time, value, value
            else:
                low, high = lowest, highest
            last = time
            verdicts.append(TRUE if time - since >= span else CLEAR if moved else NEITHER)
        self._since.view[slot], self._last.view[slot], self._moved.view[slot] = since, last, moved
        self._lowest.view[slot], self._highest.view[slot] = low, high
        return verdicts
