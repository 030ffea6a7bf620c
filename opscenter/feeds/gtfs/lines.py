"""Lines and stops as the feed publishes them: ids, names, ways, and what is counted of each line."""

import math
from collections.abc import Iterator
from typing import Any

import numpy as np
from shapely import get_coordinates
from shapely.geometry import LineString

from opscenter.feeds.gtfs.entities import line_entity, record, stop_entity, urn
from opscenter.feeds.gtfs.fleet import Fleet, LineCount, LineKey
from opscenter.feeds.gtfs.messages import AlertReport, TripKey
from opscenter.feeds.gtfs.patterns import Patterns
from opscenter.feeds.gtfs.static import Static
from opscenter.feeds.record import Record

FLAT_DEG = 0.00004
"""How far a line drawn on the map may be from its shape: about 4 m."""
MOST_STOPS = 50_000
MOST_LINES = 20_000
"""Lines whose names are remembered; a feed that names new routes without end begins anew."""
SUSPENDED = {"NO_SERVICE"}
DISRUPTED = {"REDUCED_SERVICE", "SIGNIFICANT_DELAYS", "DETOUR", "MODIFIED_SERVICE"}


class Lines:
    """Names and places by line and stop; without static data only what the feed itself says."""

    def __init__(self, feed: str, static: Static | None, patterns: Patterns | None) -> None:
        self.feed = feed
        self.static = static
        self.patterns = patterns
        self._names: dict[LineKey, tuple[str, str]] = {}
        self._numbers: dict[LineKey, int] = {}
        if static is not None and patterns is not None:
            for number, line in enumerate(patterns.lines):
                self._numbers[static.routes.ids[line.route], line.direction] = number
        self._published: set[LineKey] = set()

    def named(self, line: LineKey, trip: TripKey | None = None) -> tuple[str, str]:
        """Id and name of a line."""
        known = self._names.get(line)
        if known is None:
            if len(self._names) >= MOST_LINES:
                self._names.clear()
                self._published.clear()
            route, direction = line
            number = self._numbers.get(line, -1)
            entity_id = urn("BusLine", self.feed, route or "unknown", *([str(direction)] if direction >= 0 else []))
            if number >= 0 and self.static is not None and self.patterns is not None:
                one = self.patterns.lines[number]
                routes, stops = self.static.routes, self.static.stops
                short = routes.short[one.route] or routes.long[one.route] or route
                last = int(self.patterns.all[one.usual].stops[-1])
                name = f"{short} → {stops.names[last] or stops.ids[last]}"
            else:
                compass = trip is not None and trip.direction < 0 and direction >= 0
                way = "NS"[direction] if compass else str(direction)
                name = f"{route or '?'} {way}" if direction >= 0 else route or "?"
            known = self._names[line] = entity_id, name
        return known

    def route_type(self, line: LineKey) -> int:
        """route_type of a line, -1 where not known."""
        number = self._numbers.get(line, -1)
        if number < 0 or self.static is None or self.patterns is None:
            return -1
        return int(self.static.routes.kind[self.patterns.lines[number].route])

    def stop_name(self, stop: str) -> str:
        """The name of a stop, else its id."""
        number = self.static.stops.number.get(stop, -1) if self.static is not None else -1
        return (self.static.stops.names[number] if number >= 0 and self.static is not None else "") or stop

    def stop_place(self, stop: str) -> tuple[float, float] | None:
        """Where a stop is, None where not known."""
        number = self.static.stops.number.get(stop, -1) if self.static is not None else -1
        if number < 0 or self.static is None or math.isnan(self.static.stops.lon[number]):
            return None
        return float(self.static.stops.lon[number]), float(self.static.stops.lat[number])

    def stops(self) -> Iterator[Record]:
        """All stops that trips call at and that have a place."""
        if self.static is None or self.patterns is None:
            return
        called = {int(stop) for line in self.patterns.lines for stop in line.stops}
        stops = self.static.stops
        for number in sorted(called)[:MOST_STOPS]:
            if not math.isnan(stops.lon[number]):
                entity = stop_entity(
                    urn("PublicTransportStop", self.feed, stops.ids[number]), stops.names[number], stops.codes[number],
                    float(stops.lon[number]), float(stops.lat[number]),
                )  # fmt: skip
                topic_record = record(entity, 0.0)
                yield Record(topic_record.topic, topic_record.payload, None)

    def records(self, fleet: Fleet, at: float, *, whole: bool) -> Iterator[Record]:
        """Every line that runs today, has vehicles or was told of before; `whole`: with its way."""
        counts, canceled, counting = fleet.counts(), fleet.canceled(at), fleet.counting(at)
        timetable = fleet.runs.on(at) if fleet.runs is not None else None
        planned = begun = to_begin = headway = None
        keys: dict[LineKey, int] = {}
        if timetable is not None and self.patterns is not None and self.static is not None:
            count = len(self.patterns.lines)
            planned, begun, to_begin = timetable.scheduled(at, count)
            headway = timetable.mean_headways(at, count)
            for number in np.unique(timetable.line).tolist():
                line = self.patterns.lines[number]
                keys[self.static.routes.ids[line.route], line.direction] = number
        for line_key in (
            *counts,
            *canceled,
            *self._published,
        ):  # what was told of once goes on, or it would seem silent
            keys.setdefault(line_key, self._numbers.get(line_key, -1))
        effects = self._effects(fleet)
        for key, number in keys.items():
            entity_id, name = self.named(key)
            one = counts.get(key, LineCount())
            numbers = {
                "averageDelay": (one.delay, "SEC"),
                "vehiclesInService": (float(one.vehicles) if counting else math.nan, "C62"),
                "addedTrips": (float(one.added), "C62"),
                "cancelledTrips": (float(canceled.get(key, 0)), "C62"),
            }
            if (
                planned is not None
                and begun is not None
                and to_begin is not None
                and headway is not None
                and number >= 0
            ):
                numbers["scheduledVehicles"] = float(planned[number]), "C62"
                numbers["scheduledStarts"] = float(to_begin[number]), "C62"
                numbers["scheduledTrips"] = float(begun[number]), "C62"
                numbers["scheduledHeadway"] = float(headway[number]), "SEC"
            shape = None
            if whole or key not in self._published:
                self._published.add(key)
                shape = self._shape(number)
            yield record(line_entity(entity_id, name, numbers, self._status(key, effects), at, shape), at)

    def _shape(self, number: int) -> dict[str, Any] | None:
        if number < 0 or self.patterns is None:
            return None
        path = self.patterns.worked_out(self.patterns.all[self.patterns.lines[number].usual]).path
        if path is None:
            return None
        line = LineString(np.column_stack((path.lon, path.lat))).simplify(FLAT_DEG)
        coordinates = np.round(get_coordinates(line), 5).tolist()
        return {"type": "LineString", "coordinates": coordinates}

    def _effects(self, fleet: Fleet) -> dict[str, str]:
        """The worst that alerts say of each route: suspended or disrupted."""
        found: dict[str, str] = {}
        for alert in fleet.alerts.values():
            if alert.stops or alert.trips:
                continue  # of a stop or a trip, not of the line
            for route in alert.routes:
                if alert.effect in SUSPENDED:
                    found[route] = "suspended"
                elif alert.effect in DISRUPTED:
                    found.setdefault(route, "disrupted")
        return found

    def _status(self, line: LineKey, effects: dict[str, str]) -> str:
        return effects.get(line[0], "normal")

    def concerned(self, alert: AlertReport) -> tuple[tuple[float, float] | None, list[str]]:
        """Where an alert is (at its first stop that is known) and the names of the routes it is about."""
        place = next((found for stop in alert.stops if (found := self.stop_place(stop)) is not None), None)
        names = []
        for route in alert.routes:
            number = self.static.routes.number.get(route, -1) if self.static is not None else -1
            short = ""
            if number >= 0 and self.static is not None:
                short = self.static.routes.short[number] or self.static.routes.long[number]
            names.append(short or route)
        return place, names
