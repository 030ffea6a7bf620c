"""Before and after a change of charge, side by side: the same slots of the same kinds of days.

Each half-hour of each day is one observation: its mean. Only slots that were observed both before and after count, so
that a Sunday is not compared with a Monday, nor noon with the rush. The difference is that of the means; its spread is
1.96 standard errors of two independent samples (Welch), which takes half-hours for independent of each other. What
went the same way everywhere was not the charge: figures of the whole city stand beside those of the gantry.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.charge import ChargeReview
from opscenter.domain.local_week import LocalWeek
from opscenter.figures.pricing.past_readings import Readings, placed

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

SAME = 0.005
NORMAL_95 = 1.96


@dataclass(slots=True, frozen=True)
class Observations:
    """Means of slots of days: day, slot and kind of day as one key, and value, shape (n,)."""

    day: Ints
    key: Ints
    value: Floats


@dataclass(slots=True, frozen=True)
class Compared:
    """Means before and after, how many half-hours each is of, the difference and its bounds; NaN: not known."""

    before: float
    after: float
    before_count: int
    after_count: int
    difference: float
    low: float
    high: float

    @property
    def percent(self) -> float:
        """The difference in per cent of before."""
        return 100.0 * self.difference / self.before if self.before else math.nan


SLOTS = 10_000
"""Slots of a day are fewer: a key is kind of day times this plus slot."""


def observations(readings: Readings, review: ChargeReview, week: LocalWeek) -> Observations:
    """The means of half-hours (of whatever length slots have)."""
    found = placed(readings, review, week)
    key = found.kind * SLOTS + found.slot
    both, which = np.unique(np.stack([found.day, key], axis=1), axis=0, return_inverse=True)
    which = which.reshape(-1)
    mean = np.bincount(which, found.value) / np.maximum(np.bincount(which), 1) if len(which) else np.empty(0)
    return Observations(both[:, 0], both[:, 1], mean)


def changed_keys(charge: Observations, day: int) -> Ints:
    """Keys of slots whose charge is another from a day on: median before against median after."""
    found = []
    for key in np.unique(charge.key).tolist():
        mine = charge.key == key
        before, after = charge.value[mine & (charge.day < day)], charge.value[mine & (charge.day >= day)]
        if len(before) and len(after) and abs(float(np.median(after) - np.median(before))) > SAME:
            found.append(key)
    return np.array(found, np.int64)


def last_change(charge: Observations) -> int:
    """The newest day on which the charge of a slot differs from the day of its kind before, -1: there is none."""
    newest = -1
    for key in np.unique(charge.key).tolist():
        mine = charge.key == key
        order = np.argsort(charge.day[mine])
        days, values = charge.day[mine][order], charge.value[mine][order]
        steps = np.flatnonzero(np.abs(np.diff(values)) > SAME)
        if len(steps):
            newest = max(newest, int(days[steps[-1] + 1]))
    return newest


def compare(seen: Observations, day: int, keys: Ints) -> Compared:
    """Before and after a day, over the slots of `keys` that were seen in both."""
    before, after = seen.day < day, seen.day >= day
    common = np.intersect1d(np.intersect1d(seen.key[before], seen.key[after]), keys)
    inside = np.isin(seen.key, common)
    first, second = seen.value[before & inside], seen.value[after & inside]
    if not len(first) or not len(second):
        return Compared(math.nan, math.nan, len(first), len(second), math.nan, math.nan, math.nan)
    difference = float(second.mean() - first.mean())
    spread = math.nan
    if len(first) > 1 and len(second) > 1:
        spread = NORMAL_95 * math.sqrt(float(first.var(ddof=1)) / len(first) + float(second.var(ddof=1)) / len(second))
    return Compared(
        float(first.mean()), float(second.mean()), len(first), len(second), difference, difference - spread,
        difference + spread,
    )  # fmt: skip


def effect(
    series: Mapping[str, Readings], charge: Readings, day: int | None, review: ChargeReview, week: LocalWeek
) -> tuple[int, Ints, dict[str, Compared]]:
    """The day of the change (the last one recorded where none is given, -1: there is none), the keys of the slots
    whose charge changed, and each series compared over them (over all slots where no charge changed)."""
    charged = observations(charge, review, week)
    when = last_change(charged) if day is None else day
    keys = changed_keys(charged, when)
    seen = {name: observations(readings, review, week) for name, readings in series.items()}
    over = keys if len(keys) else np.unique(np.concatenate([one.key for one in seen.values()] or [charged.key]))
    return when, keys, {name: compare(one, when, over) for name, one in seen.items()}
