"""Patterns: the distinct ways that trips go; and lines: a route in one direction, with its stops in their order."""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.feeds.gtfs.paths import Path, stops_along
from opscenter.feeds.gtfs.static import Static

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(slots=True)
class Pattern:
    """Trips that call at the same stops along the same shape. `stop_number`: of each stop among those of its line."""

    line: int
    shape: int
    stops: Ints
    trips: list[int]
    stop_number: Ints = field(default_factory=lambda: np.empty(0, np.int64))
    path: Path | None = None
    along: Floats = field(default_factory=lambda: np.empty(0))

    @property
    def known(self) -> bool:
        """Whether there is a way to be along."""
        return self.path is not None


@dataclass(slots=True)
class Line:
    """A route in one direction. `stops` in the order of its most usual trips; `patterns` by number."""

    route: int
    direction: int
    stops: list[int]
    patterns: list[int]
    usual: int
    """The pattern of most trips."""


class Patterns:
    """All patterns and lines of a data set; ways are worked out when they are asked for."""

    def __init__(self, static: Static) -> None:
        self.static = static
        self.all: list[Pattern] = []
        self.of_trip: Ints = np.full(len(static.trips.ids), -1, np.int64)
        self.lines: list[Line] = []
        self.line_of: dict[tuple[int, int], int] = {}
        self._gather()
        self._number_lines()
        self.trip_line: Ints = np.array([pattern.line for pattern in self.all] or [-1], np.int64)[self.of_trip]
        self.trip_line[self.of_trip < 0] = -1

    def _gather(self) -> None:
        static, trips = self.static, self.static.trips
        first, stops = static.times.first.tolist(), static.times.stop
        known: dict[tuple[int, int, int, bytes], int] = {}
        directions = trips.direction.tolist()
        for trip, (route, shape) in enumerate(zip(trips.route.tolist(), trips.shape.tolist(), strict=True)):
            calls = stops[first[trip] : first[trip + 1]]
            if len(calls) < 2:
                continue
            key = route, directions[trip], shape, calls.tobytes()
            number = known.get(key)
            if number is None:
                number = known[key] = len(self.all)
                self.all.append(Pattern(-1, shape, calls, []))
            self.all[number].trips.append(trip)
            self.of_trip[trip] = number
        by_route: dict[int, list[int]] = {}
        self._direction = [-1] * len(self.all)
        for (route, direction, _, _), number in known.items():
            self._direction[number] = direction
            by_route.setdefault(route, []).append(number)
        for numbers in by_route.values():
            self._tell_directions(numbers)
        self._route = {number: route for route, numbers in by_route.items() for number in numbers}

    def _tell_directions(self, numbers: list[int]) -> None:
        """Where direction_id is missing, a pattern that meets the stops of the longest in its order goes as it does."""
        untold = [number for number in numbers if self._direction[number] < 0]
        if not untold:
            return
        longest = max(numbers, key=lambda number: len(self.all[number].stops))
        places = {stop: place for place, stop in enumerate(self._stations(self.all[longest].stops))}
        for number in untold:
            met = [places[stop] for stop in self._stations(self.all[number].stops) if stop in places]
            steps = np.sign(np.diff(met)).sum() if len(met) > 1 else 0
            self._direction[number] = 1 if steps < 0 else 0

    def _stations(self, stops: Iterable[int]) -> list[int]:
        """The stations of stops: the two sides of a station are one."""
        parent = self.static.stops.parent
        return [int(parent[stop]) if parent[stop] >= 0 else int(stop) for stop in stops]

    def _number_lines(self) -> None:
        for number, pattern in enumerate(self.all):
            key = self._route[number], self._direction[number]
            line = self.line_of.get(key)
            if line is None:
                line = self.line_of[key] = len(self.lines)
                self.lines.append(Line(*key, [], [], number))
            self.lines[line].patterns.append(number)
            pattern.line = line
        for one in self.lines:
            one.patterns.sort(key=lambda number: (-len(self.all[number].trips), -len(self.all[number].stops)))
            one.usual = one.patterns[0]
            places: dict[int, int] = {}
            for number in one.patterns:
                for stop in self.all[number].stops.tolist():
                    places.setdefault(stop, len(places))
            one.stops = list(places)
            for number in one.patterns:
                pattern = self.all[number]
                pattern.stop_number = np.array([places[stop] for stop in pattern.stops.tolist()], np.int64)

    def pattern(self, trip: int) -> Pattern | None:
        """The pattern of a trip, with its way worked out; None when it has fewer than two calls."""
        number = int(self.of_trip[trip])
        if number < 0:
            return None
        return self.worked_out(self.all[number])

    def worked_out(self, pattern: Pattern) -> Pattern:
        """The pattern with its way, as far as places are known."""
        if pattern.path is not None or len(pattern.along):
            return pattern
        static, shapes = self.static, self.static.shapes
        lon, lat = static.stops.lon[pattern.stops], static.stops.lat[pattern.stops]
        placed = ~np.isnan(lon)
        told: Floats = np.empty(0)
        if pattern.shape >= 0 and shapes.first[pattern.shape + 1] - shapes.first[pattern.shape] > 1:
            rows = slice(int(shapes.first[pattern.shape]), int(shapes.first[pattern.shape + 1]))
            pattern.path, told = Path(shapes.lon[rows], shapes.lat[rows]), shapes.distance[rows]
        elif placed.sum() > 1:
            pattern.path = Path(lon[placed], lat[placed])
        if pattern.path is None:
            pattern.along = np.full(len(lon), math.nan)
            return pattern
        distances = static.times.distance[static.calls(pattern.trips[0])]
        pattern.along = stops_along(pattern.path, lon, lat, distances, told)
        return pattern
