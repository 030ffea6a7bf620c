"""Charges for the use of roads: what is due at a gantry, for a class of vehicles, in a time slot; and how charges are
reviewed. All of it is data (`[[vehicle_class]]`, `[[charge]]` and `[charge_review]` of the catalogue).

Times are the city's wall clock. A slot that begins before midnight and ends after it belongs to the day on which it
begins. In the night in which the clock goes back the slots of the hour that comes twice hold twice, in the one in which
it goes forward those of the hour that is missing do not come; so it is with charges that are printed on signs.
"""

from dataclasses import dataclass, field

from opscenter.domain.texts import Texts

DAY_MINUTES = 1_440
DAYS = ("weekdays", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "everyday")
"""Which days a charge is about; holidays are Sundays, as everywhere in the city's week."""

_WEEKDAYS: dict[str, tuple[int, ...]] = {
    "weekdays": (0, 1, 2, 3, 4),
    "everyday": (0, 1, 2, 3, 4, 5, 6),
    **{name: (number,) for number, name in enumerate(DAYS[1:8])},
}


def weekdays_of(days: str) -> tuple[int, ...]:
    """Numbers (0 Monday .. 6 Sunday) of one of DAYS."""
    return _WEEKDAYS[days]


@dataclass(slots=True, frozen=True)
class VehicleClass:
    """`weight`: passenger car units (a motorcycle 0.5, a bus 2)."""

    id: str
    name: Texts
    weight: float = 1.0


@dataclass(slots=True, frozen=True)
class Slot:
    """`charge` is due from minute `begin` of the day (0..1439) until minute `end` (over 1440: on the day after)."""

    begin: int
    end: int
    charge: float


@dataclass(slots=True, frozen=True)
class Charge:
    """What vehicles of some classes pay at some gantries, or at all gantries of a zone, on some days.

    `since` is the day (days since 1970-01-01) from which it is in force: of several tables about the same gantry,
    class and day of the week the newest that is in force counts, alone. Outside its slots nothing is due.
    """

    gantries: tuple[str, ...]
    zone: str
    vehicles: tuple[str, ...]
    days: str
    slots: tuple[Slot, ...]
    since: int = 0


@dataclass(slots=True, frozen=True)
class ChargeReview:
    """How charges are reviewed, slot of the day by slot of the day.

    `days`: length of a review period (91: a quarter); `slot_minutes`: each half-hour of the day is reviewed by itself;
    `share`: the speed that is looked at is the one kept in so large a share of readings; `step`: what a charge is
    raised or lowered by; `highest`: no more; `readings`: so many are needed in a slot.
    """

    days: int = 91
    slot_minutes: int = 30
    share: float = 0.85
    step: float = 1.0
    highest: float = 6.0
    readings: int = 10


@dataclass(slots=True, frozen=True)
class Charges:
    """All of a city's charges. The first class is the one that `charge` of a gantry is about where none is named."""

    classes: tuple[VehicleClass, ...] = ()
    tables: tuple[Charge, ...] = ()
    review: ChargeReview = field(default_factory=ChargeReview)
