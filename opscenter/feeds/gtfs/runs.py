"""Trips as a feed names them -> runs of the timetable: which trip, of which day, with its times as moments."""

import datetime
import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.feeds.gtfs.messages import TripKey
from opscenter.feeds.gtfs.patterns import Pattern, Patterns
from opscenter.feeds.gtfs.static import Static
from opscenter.feeds.gtfs.tables import clock_seconds
from opscenter.feeds.gtfs.timetable import Timetable, day_of, day_start

Floats = NDArray[np.float64]
MOST_KNOWN = 200_000
TRIPS_BY = ("trip_id", "trip_short_name")
_NYCT = re.compile(r"^\d+_\w+\.{1,3}([NS])")
"""Trip ids of New York's subway say the direction: origin time, route, then N or S (GTFS-Realtime NYC Subway, MTA)."""


@dataclass(slots=True)
class Run:
    """A trip on a day.

    `arrival` and `departure` are scheduled moments at its calls (Unix seconds), NaN where there is no schedule: no zone
    is known, or it runs by frequency and the feed does not say when it began.
    """

    trip: int
    day: int
    pattern: Pattern
    arrival: Floats
    departure: Floats
    headway: Floats
    sequence: NDArray[np.int64]
    places: dict[str, list[int]]

    @property
    def timed(self) -> bool:
        """Whether it has a schedule."""
        return bool(self.arrival[0] == self.arrival[0])

    def place(self, stop: str, sequence: int, since: int = 0) -> int:
        """Which call of the run is meant, by its stop_sequence, else by its stop, not before `since`; -1: none."""
        if sequence >= 0:
            found = int(self.sequence.searchsorted(sequence))
            if found < len(self.sequence) and self.sequence[found] == sequence:
                return found
        places = self.places.get(stop, ())
        return next((place for place in places if place >= since), places[-1] if places else -1)


class Runs:
    """Finds runs; remembers what it found until the local day changes."""

    def __init__(self, static: Static, patterns: Patterns, trips_by: str = "trip_id") -> None:
        self._static = static
        self._patterns = patterns
        self._known: dict[tuple[str, str, str], Run | None] = {}
        self._places: dict[int, dict[str, list[int]]] = {}
        self.timetable: Timetable | None = None
        self._by_name: dict[str, list[int]] = {}
        names = static.trips.ids if trips_by == "trip_id" else static.trips.short
        for trip, name in enumerate(names):
            if name:
                self._by_name.setdefault(name, []).append(trip)

    def on(self, at: float) -> Timetable | None:
        """The timetable of the local day of a moment; None without a zone."""
        zone = self._static.zone
        if zone is None:
            return None
        day = day_of(at, zone)
        if self.timetable is None or self.timetable.day != day:
            self.timetable = Timetable(self._static, self._patterns, zone, day)
            self._known.clear()
        return self.timetable

    def find(self, key: TripKey, at: float) -> Run | None:
        """The run that a feed names, None when its trip is not in the data set."""
        asked = key.trip, key.date, key.time
        if asked not in self._known:
            if len(self._known) >= MOST_KNOWN:
                self._known.clear()
            self._known[asked] = self._found(key, at)
        return self._known[asked]

    def _found(self, key: TripKey, at: float) -> Run | None:
        trips = [trip for trip in self._by_name.get(key.trip, ()) if self._patterns.of_trip[trip] >= 0]
        timetable = self.on(at)
        if not trips:
            return None
        if timetable is None:
            return self._run(trips[0], 0, np.nan)
        told = _day(key.date)
        days = (told,) if told else (timetable.day, timetable.day - 1)
        times = self._static.times

        def away(trip: int, day: int) -> tuple[bool, float]:
            """How ill it fits: not on that day, then seconds from the time it is on its way."""
            rows, start = self._static.calls(trip), day_start(day, timetable.zone)
            first, last = start + times.departure[rows.start], start + times.arrival[rows.stop - 1]
            idle = trip not in timetable.active.get(day, ()) if not told else False
            return idle, max(first - at, at - last, 0.0)

        day, trip = min(((day, trip) for day in days for trip in trips), key=lambda one: away(one[1], one[0]))
        base = day_start(day, timetable.zone)
        if bool((self._static.frequencies.trip == trip).any()):
            begun = clock_seconds(key.time)
            base = base + begun - float(times.departure[times.first[trip]]) if begun >= 0 else np.nan
        return self._run(trip, day, base)

    def _run(self, trip: int, day: int, base: float) -> Run | None:
        pattern = self._patterns.pattern(trip)
        if pattern is None:
            return None
        rows, times = self._static.calls(trip), self._static.times
        headway = np.full(rows.stop - rows.start, np.nan)
        if self.timetable is not None and abs(day - self.timetable.day) <= 1:
            headway = self.timetable.headways(trip, day)
        number = int(self._patterns.of_trip[trip])
        places = self._places.get(number)
        if places is None:
            places = self._places[number] = {}
            for place, stop in enumerate(pattern.stops.tolist()):
                places.setdefault(self._static.stops.ids[stop], []).append(place)
        return Run(
            trip, day, pattern, base + times.arrival[rows], base + times.departure[rows], headway,
            times.sequence[rows], places,
        )  # fmt: skip


def direction_of(key: TripKey) -> int:
    """The direction a feed tells, by itself or in the id of the trip; -1: not at all."""
    if key.direction >= 0:
        return key.direction
    told = _NYCT.match(key.trip)
    return -1 if told is None else int(told.group(1) == "S")


def _day(text: str) -> int:
    try:
        return datetime.datetime.strptime(text, "%Y%m%d").date().toordinal() if text else 0
    except ValueError:
        return 0
