"""What a review would have advised over recorded history: period by period, slot by slot."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from opscenter.domain.charge import ChargeReview
from opscenter.domain.charge_parsing import clock
from opscenter.domain.local_week import LocalWeek
from opscenter.figures.pricing.advice import ADVICE, REASONS, advise, speed_kept
from opscenter.figures.pricing.past_readings import KINDS, Readings, placed
from opscenter.figures.pricing.speed_reviews import MONDAY

_EPOCH = datetime.date(1970, 1, 1)


@dataclass(slots=True, frozen=True)
class PastGantry:
    """A gantry with its band (km/h, NaN: none) and what was recorded of its speed and its charge."""

    entity: str
    name: str
    low: float
    high: float
    speed: Readings
    charge: Readings


@dataclass(slots=True, frozen=True)
class SlotAdvice:
    """One slot of one review period: `since` and `until` are the first and the last day with readings."""

    entity: str
    name: str
    since: str
    until: str
    days: str
    slot: str
    readings: int
    speed: float
    low: float
    high: float
    charge: float
    advice: str
    amount: float
    reason: str


def past_advice(gantry: PastGantry, review: ChargeReview, week: LocalWeek) -> Iterator[SlotAdvice]:
    """The advice of each review period that has readings, by kind of day and slot. The charge is the median of what
    was in force when the speed was read."""
    speed = placed(gantry.speed, review, week)
    charge = gantry.charge.known().at(speed.time)
    period = (speed.day - MONDAY) // review.days
    keys = np.stack([period, speed.kind, speed.slot], axis=1)
    distinct, which = np.unique(keys, axis=0, return_inverse=True)
    for number, (_, kind, slot) in enumerate(distinct.tolist()):
        mine = np.flatnonzero(which.reshape(-1) == number)
        charged = charge[mine][np.isfinite(charge[mine])]
        median = float(np.median(charged)) if len(charged) else float("nan")
        kept = speed_kept(speed.value[mine], review.share)
        advice, amount, reason = advise(
            np.array([kept]), np.array([gantry.low]), np.array([gantry.high]), np.array([median]),
            np.array([len(mine)]), review,
        )  # fmt: skip
        days = speed.day[mine]
        yield SlotAdvice(
            gantry.entity, gantry.name, date_of(int(days.min())), date_of(int(days.max())), KINDS[kind],
            clock(slot * review.slot_minutes), len(mine), round(kept, 2), gantry.low, gantry.high, median,
            ADVICE[int(advice[0])], float(amount[0]), REASONS[int(reason[0])],
        )  # fmt: skip


def date_of(day: int) -> str:
    """A local day (since 1970-01-01) as ISO 8601."""
    return (_EPOCH + datetime.timedelta(days=day)).isoformat()
