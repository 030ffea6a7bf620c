"""The charge that is due at each gantry now, and whether the one it publishes is that."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.charge import DAY_MINUTES
from opscenter.figures.figure import FigureBase, Input, Output
from opscenter.figures.pricing.gantries import GANTRY, Places, due_at, weekday_in
from opscenter.figures.pricing.tariffs import Tariffs
from opscenter.figures.step import Step

Floats = NDArray[np.float64]

CENT = 0.005
"""Charges that differ by less are the same."""

AGREES, OVER, UNDER, UNSCHEDULED, UNPUBLISHED = range(5)
STATES = ("agrees", "over", "under", "unscheduled", "unpublished")


def class_suffix(number: int, name: str) -> str:
    """What follows `charge` for a class: nothing for the first, its name for the others."""
    return "" if number == 0 else f".{name}"


def state_of(gap: Floats, due: Floats) -> NDArray[np.int64]:
    """Which of STATES: by the largest difference of any class, and what is due for the first (NaN: nothing says)."""
    with np.errstate(invalid="ignore"):
        return np.select(
            [np.isnan(due), np.isnan(gap), gap > CENT, gap < -CENT], [UNSCHEDULED, UNPUBLISHED, OVER, UNDER], AGREES
        ).astype(np.int64)


class GantryCharges(FigureBase):
    """Each minute. A published charge is compared with what was due when it was measured, so that a change of slot
    is no difference. Classes are those of the catalogue; a gantry publishes the others as `charge.<class>`."""

    name = "pricing.charges"

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._tariffs = Tariffs(catalogue.charges)
        self._places = Places(self._tariffs)
        self._suffixes = [(one, class_suffix(number, one)) for number, one in enumerate(self._tariffs.classes)]
        self.inputs = [
            Input(GANTRY, "chargingZone", text=True),
            *(Input(GANTRY, f"charge{suffix}") for suffix in [suffix for _, suffix in self._suffixes] or [""]),
        ]
        self.outputs = [
            *(Output(GANTRY, f"derived.chargeDue{suffix}") for _, suffix in self._suffixes),
            Output(GANTRY, "derived.chargeGap"),
            Output(GANTRY, "derived.chargeState"),
            Output(GANTRY, "derived.nextCharge"),
            Output(GANTRY, "derived.nextChangeIn", "MIN"),
        ]

    def take(self, step: Step) -> None:
        """See `Figure`. A city that has no charges has no figures of them."""
        if not self._suffixes or not self._catalogue.charges.tables:
            return
        self._places.follow(step)
        count = step.count(GANTRY)
        everyone = np.arange(count)
        since = step.at - self.every_ms - self._catalogue.kind(GANTRY).stale_after_ms
        gap = np.full(count, np.nan)
        first = np.full(count, np.nan)
        for number, (vehicle, suffix) in enumerate(self._suffixes):
            due = due_at(self._tariffs, self._places, vehicle, np.full(count, step.at - 1), step.week)
            step.put(GANTRY, f"derived.chargeDue{suffix}", everyone, due)
            if number == 0:
                first = due
            published = step.numbers(GANTRY, f"charge{suffix}")
            usable = published.usable(since)
            then = due_at(
                self._tariffs, self._places, vehicle, np.where(usable, published.time, step.at - 1), step.week
            )
            off = np.where(usable, np.round(published.value - then, 4), np.nan)
            with np.errstate(invalid="ignore"):
                gap = np.where(np.isnan(gap) | (np.abs(off) > np.abs(gap)), np.where(np.isnan(off), gap, off), gap)
        step.put(GANTRY, "derived.chargeGap", everyone, gap)
        for position, state in enumerate(state_of(gap, first).tolist()):
            step.put_text(GANTRY, "derived.chargeState", position, STATES[state])
        self._put_next(step, everyone)

    def _put_next(self, step: Step, everyone: NDArray[np.int64]) -> None:
        day, minute = divmod(step.week.local_of(step.at - 1) // 60_000, DAY_MINUTES)
        weekdays = weekday_in(step.week)
        coming = [
            self._tariffs.next_change(place, self._tariffs.classes[0], day, minute, weekdays.__getitem__)
            for place in self._places.distinct
        ]
        table = np.array(coming, np.float64).reshape(-1, 2)[self._places.of]
        step.put(GANTRY, "derived.nextCharge", everyone, table[:, 0])
        step.put(GANTRY, "derived.nextChangeIn", everyone, np.where(table[:, 1] < 0, np.nan, table[:, 1]))
