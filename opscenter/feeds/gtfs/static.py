"""A GTFS data set in columns: stops, routes, trips and their times, services, shapes."""

from dataclasses import dataclass, field
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bools = NDArray[np.bool_]


@dataclass(slots=True)
class Stops:
    """Places by stop; NaN where none is told. `parent`: the station's number, -1: none."""

    ids: list[str]
    names: list[str]
    codes: list[str]
    lon: Floats
    lat: Floats
    kind: Ints  # location_type
    parent: Ints
    number: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Routes:
    """`kind` is route_type (0 tram, 1 metro, 2 rail, 3 bus, 4 ferry, ...), -1 where not told."""

    ids: list[str]
    short: list[str]
    long: list[str]
    kind: Ints
    number: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class Services:
    """On which days services run. Days are ordinals (`date.toordinal`)."""

    ids: list[str]
    weekdays: Bools  # (n, 7), Monday first
    first: Ints
    last: Ints
    exception_service: Ints
    exception_day: Ints
    exception_added: Bools

    def active(self, day: int) -> Bools:
        """Which services run on a day (an ordinal), shape (n,). GTFS: an exception overrides the week."""
        running = self.weekdays[:, (day + 6) % 7] & (self.first <= day) & (day <= self.last)
        today = self.exception_day == day
        running[self.exception_service[today & self.exception_added]] = True
        running[self.exception_service[today & ~self.exception_added]] = False
        return running


@dataclass(slots=True)
class Trips:
    """`direction` 0 or 1, -1 where not told; `shape` -1: none; `line` is the number of route and direction."""

    ids: list[str]
    route: Ints
    service: Ints
    direction: Ints
    shape: Ints
    headsign: list[str]
    short: list[str]
    number: dict[str, int] = field(default_factory=dict)


@dataclass(slots=True)
class StopTimes:
    """Calls, trip after trip, in their order; those of trip t are rows `first[t]` to `first[t + 1]`.

    `arrival` and `departure` are seconds of the service day; calls without a time have one between their neighbours'.
    `distance` is shape_dist_traveled in the data set's own unit, NaN where not told.
    """

    first: Ints
    stop: Ints
    sequence: Ints
    arrival: Floats
    departure: Floats
    distance: Floats


@dataclass(slots=True)
class Shapes:
    """Points, shape after shape; those of shape s are rows `first[s]` to `first[s + 1]`."""

    ids: list[str]
    first: Ints
    lon: Floats
    lat: Floats
    distance: Floats


@dataclass(slots=True)
class Frequencies:
    """Trips that run every `headway` seconds from `start` to `end` (seconds of the service day)."""

    trip: Ints
    start: Ints
    end: Ints
    headway: Ints
    exact: Bools


@dataclass(slots=True)
class Static:
    """`zone` is the agency's, None where none is told."""

    zone: ZoneInfo | None
    agency: str
    stops: Stops
    routes: Routes
    services: Services
    trips: Trips
    times: StopTimes
    shapes: Shapes
    frequencies: Frequencies

    def calls(self, trip: int) -> slice:
        """The rows of a trip's calls."""
        return slice(int(self.times.first[trip]), int(self.times.first[trip + 1]))
