"""The review of charges as it stands: the speed kept in this slot of the day, against its band, and what to do."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.charge import DAY_MINUTES
from opscenter.figures.figure import FigureBase, Input, Memory, Output
from opscenter.figures.pricing.advice import ADVICE, OUTSIDE, REASONS, advise, bands
from opscenter.figures.pricing.gantries import GANTRY, weekday_in
from opscenter.figures.pricing.speed_reviews import SpeedReviews, day_kind, slot_of
from opscenter.figures.roads.following import SEGMENT
from opscenter.figures.roads.speeds import fresh
from opscenter.figures.step import Step

Floats = NDArray[np.float64]


class GantryReview(FigureBase):
    """Each minute one reading of each gantry's speed, else of the segment it names (`refRoadSegment`), is counted into
    its slot; the figures are those of the slot that the minute is in."""

    name = "pricing.review"
    inputs = [
        *(Input(GANTRY, name) for name in ("averageVehicleSpeed", "targetSpeedLow", "targetSpeedHigh", "charge")),
        *(Input(GANTRY, name, text=True) for name in ("roadClass", "refRoadSegment")),
        Input(SEGMENT, "averageVehicleSpeed"),
    ]
    outputs = [
        Output(GANTRY, "derived.speedKept", "KMH"), Output(GANTRY, "derived.reviewReadings", "C62"),
        Output(GANTRY, "derived.advice"), Output(GANTRY, "derived.adviceAmount"),
        Output(GANTRY, "derived.adviceReason"), Output(GANTRY, "derived.outsideBand", "C62"),
    ]  # fmt: skip

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._reviews = SpeedReviews(catalogue.charges.review)

    def take(self, step: Step) -> None:
        """See `Figure`."""
        review = self._reviews.review
        day, minute = divmod(step.week.local_of(step.at - 1) // 60_000, DAY_MINUTES)
        kind = day_kind(weekday_in(step.week)[day])
        if kind < 0 or not step.count(GANTRY):
            return
        slot = slot_of(minute, review)
        self._reviews.begin(day)
        speed = self._speeds(step)
        heard = np.flatnonzero(speed >= 0)
        if len(heard):
            self._reviews.add(kind, slot, heard, speed[heard])
        count = step.count(GANTRY)
        kept, readings = self._reviews.kept(kind, slot, count)
        low, high = bands(
            fresh(step.numbers(GANTRY, "targetSpeedLow"), 0), fresh(step.numbers(GANTRY, "targetSpeedHigh"), 0),
            list(step.texts(GANTRY, "roadClass")),
        )  # fmt: skip
        charge = fresh(step.numbers(GANTRY, "charge"), 0)
        advice, amount, reason = advise(kept, low, high, charge, readings, review)
        everyone = np.arange(count)
        enough = readings >= review.readings
        step.put(GANTRY, "derived.speedKept", everyone, np.where(enough, kept, np.nan))
        step.put(GANTRY, "derived.reviewReadings", everyone, readings.astype(np.float64))
        step.put(GANTRY, "derived.adviceAmount", everyone, amount)
        step.put(GANTRY, "derived.outsideBand", everyone, np.where(enough, np.isin(reason, OUTSIDE), np.nan))
        for position, (what, why) in enumerate(zip(advice.tolist(), reason.tolist(), strict=True)):
            step.put_text(GANTRY, "derived.advice", position, ADVICE[what])
            step.put_text(GANTRY, "derived.adviceReason", position, REASONS[why])

    def _speeds(self, step: Step) -> Floats:
        own = fresh(step.numbers(GANTRY, "averageVehicleSpeed"), step.at - self.every_ms - self._quiet(GANTRY))
        if not len(own) or not np.isnan(own).any():
            return own
        segments = fresh(step.numbers(SEGMENT, "averageVehicleSpeed"), step.at - self.every_ms - self._quiet(SEGMENT))
        names = step.texts(GANTRY, "refRoadSegment")
        for position in np.flatnonzero(np.isnan(own)).tolist():
            at = step.position(SEGMENT, names[position] or "")
            own[position] = segments[at] if at >= 0 else np.nan
        return own

    def _quiet(self, kind: str) -> int:
        return self._catalogue.kind(kind).stale_after_ms

    def save(self) -> Memory:
        """See `Figure`."""
        return self._reviews.save()

    def load(self, memory: Memory) -> None:
        """See `Figure`."""
        self._reviews.load(memory)
