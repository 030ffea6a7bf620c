"""What is due at a gantry at a moment of the wall clock, by the charges of the catalogue."""

import math
from collections.abc import Callable

from opscenter.domain.charge import DAY_MINUTES, Charge, Charges, weekdays_of

Weekday = Callable[[int], int]
"""Days since 1970-01-01 -> 0 Monday .. 6 Sunday as the city's week counts them, -1 for a day set aside."""

LOOK_AHEAD_DAYS = 8

Place = tuple[str, str]
"""A gantry as charges know it: its id where a charge names it ("" else), and its zone where one names that."""


class Tariffs:
    """Looks charges up. A charge that names a gantry goes before one of its zone, class by class."""

    def __init__(self, charges: Charges) -> None:
        self.classes = [one.id for one in charges.classes]
        self._days: dict[tuple[str, str, int], list[Charge]] = {}  # place, class, weekday -> newest first
        self._known: set[tuple[str, str]] = set()  # place, class
        self._places: set[str] = set()
        for charge in charges.tables:
            names = [*charge.gantries, *([f"zone {charge.zone}"] if charge.zone else [])]
            for name in names:
                self._places.add(name)
                for vehicle in charge.vehicles:
                    self._known.add((name, vehicle))
                    for weekday in weekdays_of(charge.days):
                        self._days.setdefault((name, vehicle, weekday), []).append(charge)
        for tables in self._days.values():
            tables.sort(key=lambda one: -one.since)

    def place(self, gantry: str, zone: str | None) -> Place:
        """A gantry by its id and the zone it is published to be in."""
        named = f"zone {zone}" if zone else ""
        return gantry if gantry in self._places else "", named if named in self._places else ""

    def due(self, place: Place, vehicle: str, day: int, minute: int, weekday: Weekday) -> float:
        """What a vehicle of a class pays in a minute (0..1439) of a local day; NaN where no charge speaks of it."""
        for name in place:
            if (name, vehicle) in self._known:
                return self._due(name, vehicle, day, minute, weekday)
        return math.nan

    def _due(self, name: str, vehicle: str, day: int, minute: int, weekday: Weekday) -> float:
        for begun, within in ((day, minute), (day - 1, minute + DAY_MINUTES)):
            table = self._table(name, vehicle, begun, weekday)
            for slot in table.slots if table is not None else ():
                if slot.begin <= within < slot.end:
                    return slot.charge
        return 0.0

    def _table(self, name: str, vehicle: str, day: int, weekday: Weekday) -> Charge | None:
        tables = self._days.get((name, vehicle, weekday(day)), ())
        return next((one for one in tables if one.since <= day), None)

    def next_change(self, place: Place, vehicle: str, day: int, minute: int, weekday: Weekday) -> tuple[float, int]:
        """What is due next that differs, and in how many minutes of the wall clock; (NaN, -1) within a week or so."""
        name = next((one for one in place if (one, vehicle) in self._known), "")
        if not name:
            return math.nan, -1
        now = self._due(name, vehicle, day, minute, weekday)
        for ahead in range(LOOK_AHEAD_DAYS):
            for edge in sorted(self._edges(name, vehicle, day + ahead, weekday)):
                if ahead == 0 and edge <= minute:
                    continue
                charge = self._due(name, vehicle, day + ahead, edge, weekday)
                if charge != now:
                    return charge, ahead * DAY_MINUTES + edge - minute
        return math.nan, -1

    def _edges(self, name: str, vehicle: str, day: int, weekday: Weekday) -> set[int]:
        """Minutes of a day at which what is due may change; midnight is one, for another table may begin."""
        found = {0}
        for begun, offset in ((day, 0), (day - 1, DAY_MINUTES)):
            table = self._table(name, vehicle, begun, weekday)
            for slot in table.slots if table is not None else ():
                found |= {edge - offset for edge in (slot.begin, slot.end) if 0 <= edge - offset < DAY_MINUTES}
        return found
