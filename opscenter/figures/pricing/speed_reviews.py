"""Readings of speed counted by review period, kind of day, and slot of the day, for each gantry."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.charge import ChargeReview
from opscenter.figures.figure import Array, Memory
from opscenter.figures.pricing.advice import speed_kept_of_counts

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Counts = NDArray[np.uint16]

BIN_KMH = 1.0
BINS = 150
"""Speeds from 0 to 150 km/h; what is faster counts in the last."""

WEEKDAYS, SATURDAY, SUNDAY = 0, 1, 2
"""Kinds of days; holidays are Sundays."""

MONDAY = 4
"""Days since 1970-01-01 of the first Monday: review periods are counted from it, so that whole weeks stay whole."""

CURRENT, LAST = 0, 1


def day_kind(weekday: int) -> int:
    """0 to 2 of a weekday (0 Monday .. 6 Sunday), -1 of a day set aside."""
    return -1 if weekday < 0 else WEEKDAYS if weekday < 5 else weekday - 4


def slot_of(minute: int, review: ChargeReview) -> int:
    """Which slot of the day a minute (0..1439) is in."""
    return minute // review.slot_minutes


class SpeedReviews:
    """Counts of the current review period and of the last one. Only slots that were lived through take room."""

    def __init__(self, review: ChargeReview) -> None:
        self.review = review
        self.period = -1
        self._counts: dict[tuple[int, int, int], Counts] = {}  # (CURRENT or LAST, kind of day, slot) -> (n, BINS)

    def begin(self, day: int) -> None:
        """Go on to the review period of a local day."""
        period = (day - MONDAY) // self.review.days
        if period != self.period:
            kept = period == self.period + 1
            self._counts = {
                (LAST, kind, slot): counts
                for (which, kind, slot), counts in self._counts.items()
                if kept and which == CURRENT
            }
            self.period = period

    def add(self, kind: int, slot: int, positions: Ints, speeds: Floats) -> None:
        """One reading of each of some gantries (each position once)."""
        counts = self._of(CURRENT, kind, slot, int(positions.max(initial=-1)) + 1)
        counts[positions, np.clip(speeds / BIN_KMH, 0, BINS - 1).astype(np.int64)] += np.uint16(1)

    def kept(self, kind: int, slot: int, count: int) -> tuple[Floats, Ints]:
        """The speed that is kept, km/h, and how many readings tell so, shape (count,): of the current period where it
        has enough readings, else of the last where that has."""
        both = [self._of(which, kind, slot, count)[:count] for which in (CURRENT, LAST)]
        numbers = [counts.sum(axis=1, dtype=np.int64) for counts in both]
        older = (numbers[CURRENT] < self.review.readings) & (numbers[LAST] >= self.review.readings)
        counts = np.where(older[:, None], both[LAST], both[CURRENT])
        speeds = speed_kept_of_counts(counts, self.review.share, BIN_KMH)
        return speeds, np.where(older, numbers[LAST], numbers[CURRENT])

    def _of(self, which: int, kind: int, slot: int, count: int) -> Counts:
        key = which, kind, slot
        counts = self._counts.get(key)
        if counts is None or len(counts) < count:
            grown = np.zeros((count, BINS), np.uint16)
            if counts is not None:
                grown[: len(counts)] = counts
            if which == LAST and counts is None:
                return grown
            counts = self._counts[key] = grown
        return counts

    def save(self) -> dict[str, Array]:
        """What was counted, without the zeros."""
        keys, sizes, cells, values = [], [], [], []
        for key, counts in self._counts.items():
            found = np.flatnonzero(counts)
            keys.append((*key, len(counts)))
            sizes.append(len(found))
            cells.append(found)
            values.append(counts.ravel()[found])
        return {
            "period": np.array([self.period, self.review.slot_minutes], np.int64),
            "keys": np.array(keys, np.int64).reshape(-1, 4),
            "sizes": np.array(sizes, np.int64),
            "cells": np.concatenate(cells) if cells else np.empty(0, np.int64),
            "values": np.concatenate(values) if values else np.empty(0, np.uint16),
        }

    def load(self, memory: Memory) -> None:
        """Go on from `save`. Of slots of another length nothing can be used."""
        period, slot_minutes = memory["period"].tolist()
        self._counts = {}
        self.period = period
        if slot_minutes != self.review.slot_minutes:
            return
        ends = np.cumsum(memory["sizes"])
        for (which, kind, slot, rows), end, size in zip(
            memory["keys"].tolist(), ends.tolist(), memory["sizes"].tolist(), strict=True
        ):
            counts = np.zeros((rows, BINS), np.uint16)
            counts.ravel()[memory["cells"][end - size : end]] = memory["values"][end - size : end]
            self._counts[which, kind, slot] = counts
