"""Passages and revenue of each gantry: in the last quarter of an hour, and today."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Catalogue
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.pricing.gantries import GANTRY
from opscenter.figures.pricing.gantry_charges import class_suffix
from opscenter.figures.step import Step

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

QUARTER = 15
"""Minutes that are summed up."""

KEPT = ("passages", "revenue", "due")


def counted(before: Floats, now: Floats) -> Floats:
    """What a counter has counted since it was read before: the difference, or all of it after it was set back; NaN
    where either reading is missing."""
    with np.errstate(invalid="ignore"):
        return np.where(now >= before, now - before, np.where(np.isnan(before), np.nan, now))


class GantryPassages(FigureBase):
    """Each minute, out of counters (`passagesToday`, also by class, and `revenueToday`); where a gantry has no counter
    out of `passages` of the last minute. `revenue` is what is published; where it is not, what was due for what
    passed. `due` is always the latter: passages of each class times its charge by the schedule."""

    name = "pricing.passages"

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        classes = [one.id for one in catalogue.charges.classes] or [""]
        self._suffixes = [class_suffix(number, one) for number, one in enumerate(classes)]
        self._names = [f".{one}" for one in classes if one]
        self._counters = ("passagesToday", "revenueToday", *(f"passagesToday{name}" for name in self._names))
        has_tables = bool(catalogue.charges.classes)
        self.inputs = [
            *(Input(GANTRY, name) for name in (*self._counters, "passages", "charge")),
            *(Input(GANTRY, f"derived.chargeDue{suffix}") for suffix in self._suffixes if has_tables),
        ]
        self._has_due = has_tables
        self.outputs = [
            Output(GANTRY, "derived.passagesQuarter", "C62"), Output(GANTRY, "derived.revenueQuarter"),
            Output(GANTRY, "derived.revenueDueQuarter"), Output(GANTRY, "derived.passagesDay", "C62"),
            Output(GANTRY, "derived.revenueDay"),
        ]  # fmt: skip
        self._read: dict[str, Floats] = {name: np.zeros(0) for name in self._counters}
        self._minutes: dict[str, Floats] = {name: np.zeros((0, QUARTER)) for name in KEPT}
        self._day: dict[str, Floats] = {name: np.zeros(0) for name in KEPT}
        self._last = self._today = 0

    def take(self, step: Step) -> None:
        """See `Figure`."""
        count = step.count(GANTRY)
        self._resize(count)
        minute = step.at // 60_000 - 1
        self._begin(minute, step.week.day_of(step.at - 1))
        since = step.at - self.every_ms - self._catalogue.kind(GANTRY).stale_after_ms
        new = {name: self._counted(step, name, since, count) for name in self._counters}
        passages = new["passagesToday"]
        rate = step.numbers(GANTRY, "passages")
        lone = np.isnan(self._read["passagesToday"][:count])
        last_minute = np.where(rate.usable(step.at - self.every_ms) & (rate.value >= 0), rate.value, np.nan)
        passages = np.where(lone, last_minute, passages)
        due = self._due(step, new, passages, count)
        revenue = np.where(np.isnan(self._read["revenueToday"][:count]), due, new["revenueToday"])
        for name, values in (("passages", passages), ("revenue", revenue), ("due", due)):
            self._minutes[name][:count, minute % QUARTER] = values
            self._day[name][:count] += np.nan_to_num(values)
        self._write(step, count)

    def _begin(self, minute: int, today: int) -> None:
        """Clear the minutes in which nothing was heard, and what was of another day."""
        for passed in range(max(self._last + 1, minute - QUARTER + 1), minute):
            for values in self._minutes.values():
                values[:, passed % QUARTER] = np.nan
        self._last = minute
        if today != self._today:
            self._today = today
            for values in self._day.values():
                values[:] = 0.0

    def _counted(self, step: Step, name: str, since: int, count: int) -> Floats:
        numbers = step.numbers(GANTRY, name)
        now = np.where(numbers.usable(since) & (numbers.value >= 0), numbers.value, np.nan)
        before = self._read[name][:count].copy()
        self._read[name][:count] = np.where(np.isnan(now), before, now)
        return counted(before, now)

    def _due(self, step: Step, new: dict[str, Floats], passages: Floats, count: int) -> Floats:
        """Of classes that are counted, each by its charge; of the others together by that of the first."""
        if not self._has_due:
            charge = step.numbers(GANTRY, "charge").value
            return np.asarray(passages * charge)
        rest, total = passages.copy(), np.zeros(count)
        first = step.numbers(GANTRY, "derived.chargeDue").value
        for name, suffix in zip(self._names, self._suffixes, strict=True):
            of_class = new[f"passagesToday{name}"]
            known = np.isfinite(of_class)
            charge = step.numbers(GANTRY, f"derived.chargeDue{suffix}").value
            total += np.where(known, of_class * charge, 0.0)
            rest -= np.where(known, of_class, 0.0)
        return np.asarray(total + np.maximum(rest, 0.0) * first)

    def _write(self, step: Step, count: int) -> None:
        for name, output in (
            ("passages", "derived.passagesQuarter"), ("revenue", "derived.revenueQuarter"),
            ("due", "derived.revenueDueQuarter"),
        ):  # fmt: skip
            minutes = self._minutes[name][:count]
            heard = np.isfinite(minutes).any(axis=1)
            step.put(GANTRY, output, np.arange(count), np.where(heard, np.nansum(minutes, axis=1), np.nan))
        for name, counter in (("passages", "passagesToday"), ("revenue", "revenueToday")):
            uncounted = np.isnan(self._read[counter][:count])  # a counter says it better
            day = np.where(uncounted, self._day[name][:count], np.nan)
            step.put(GANTRY, f"derived.{name}Day", np.arange(count), day)

    def _resize(self, count: int) -> None:
        more = count - len(self._day["passages"])
        if more <= 0:
            return
        for name, values in self._read.items():
            self._read[name] = np.concatenate([values, np.full(more, np.nan)])
        for name in KEPT:
            self._day[name] = np.concatenate([self._day[name], np.zeros(more)])
            self._minutes[name] = np.vstack([self._minutes[name], np.full((more, QUARTER), np.nan)])

    def save(self) -> Memory:
        """See `Figure`."""
        return {
            "at": np.array([self._last, self._today], np.int64),
            **{f"read.{name}": values.copy() for name, values in self._read.items()},
            **{f"minutes.{name}": values.copy() for name, values in self._minutes.items()},
            **{f"day.{name}": values.copy() for name, values in self._day.items()},
        }

    def load(self, memory: Memory) -> None:
        """See `Figure`. A class that is new since then begins unread."""
        self._last, self._today = memory["at"].tolist()
        size = len(memory["day.passages"])
        nothing = np.full(size, np.nan)
        self._read = {name: memory.get(f"read.{name}", nothing).copy() for name in self._counters}
        self._minutes = {name: memory[f"minutes.{name}"].copy() for name in KEPT}
        self._day = {name: memory[f"day.{name}"].copy() for name in KEPT}
