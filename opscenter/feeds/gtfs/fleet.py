"""All vehicles, lines and arrivals of one operator, as of the newest messages of its feeds."""

import math
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import numpy as np

from opscenter.feeds.gtfs.messages import AlertReport, Message, TripKey, TripUpdate, VehicleReport
from opscenter.feeds.gtfs.patterns import Patterns
from opscenter.feeds.gtfs.runs import Run, Runs, direction_of
from opscenter.feeds.gtfs.static import Static
from opscenter.feeds.gtfs.tracking import Passing, Track

GONE_S = 300.0
"""A vehicle that no message has named for so long has left the service."""
OLD_S = 900.0
"""A report that is older than its message by so much says nothing of now."""
OVERDUE_S = 20.0
MOST_CANCELED = 200_000
EXTRA = ("added", "duplicated", "new", "replacement")
CANCELED = ("canceled", "deleted")

LineKey = tuple[str, int]


@dataclass(slots=True)
class Vehicle:
    """A vehicle in service. `key` names it: by itself, or where the feed names none, by its trip."""

    key: str
    label: str
    track: Track
    trip: TripKey
    line: LineKey
    report: VehicleReport | None = None
    seen: float = 0.0
    reported: float = 0.0
    gone: bool = False


@dataclass(slots=True)
class LineCount:
    """What is counted of a line now. `delay` is NaN where none is known."""

    vehicles: int = 0
    delay: float = math.nan
    added: int = 0


@dataclass(slots=True)
class Arrival:
    """The next arrival of a line at a stop. `at` is Unix seconds; `metres` is NaN where not known."""

    line: LineKey
    stop: str
    vehicle: str
    trip: str
    headsign: str
    at: float
    metres: float
    foretold: bool


@dataclass(slots=True)
class News:
    """What a message changed."""

    vehicles: list[Vehicle] = field(default_factory=list)
    unknown_trips: list[str] = field(default_factory=list)
    unknown_stops: list[str] = field(default_factory=list)
    off_route: list[str] = field(default_factory=list)


class Fleet:
    """Follows vehicles from message to message. Messages may come from several sources (positions, updates, alerts)."""

    def __init__(self, static: Static | None, patterns: Patterns | None, trips_by: str = "trip_id") -> None:
        self.static = static
        self.patterns = patterns
        self.runs = None if static is None or patterns is None else Runs(static, patterns, trips_by)
        self.vehicles: dict[str, Vehicle] = {}
        self.alerts: dict[tuple[str, str], AlertReport] = {}
        self._updates: dict[str, dict[str, TripUpdate]] = {}
        self._canceled: dict[tuple[str, str], LineKey] = {}
        self._added: dict[str, dict[str, LineKey]] = {}
        self._day = 0
        self._heard = -math.inf

    def counting(self, at: float) -> bool:
        """Whether anything was heard of vehicles lately: else that there are none says nothing of the service."""
        return at - self._heard <= OLD_S

    def take(self, message: Message, source: str, at: float) -> News:
        """Go on by a message of a source; `at` is its time, Unix seconds."""
        news = News()
        if message.vehicles or message.updates:
            self._heard = at
        if self.runs is not None:
            timetable = self.runs.on(at)
            if timetable is not None and timetable.day != self._day:
                self._day = timetable.day
                self._canceled.clear()
        if message.updates or (message.full and source in self._updates):
            self._take_updates(message, source, at, news)
        self._take_vehicles(message, at, news)
        if message.updates:
            self._take_unreported(message, at, news)
        self._take_alerts(message, source)
        self._let_go(at, news)
        return news

    # -- what is foretold ------------------------------------------------------------------------------------

    def _take_updates(self, message: Message, source: str, at: float, news: News) -> None:
        updates = {} if message.full else self._updates.get(source, {})
        added = {} if message.full else self._added.get(source, {})
        for update in message.updates:
            key = update.key
            if key.relation in CANCELED:
                line = self.line_of(key, self._run(key, at))
                if line[0] and len(self._canceled) < MOST_CANCELED:
                    self._canceled[key.trip, key.date] = line
                updates.pop(key.trip, None)
                continue
            updates[key.trip] = update
            if key.relation in EXTRA and key.route:
                added[key.trip] = self.line_of(key, None)
            run = self._run(key, at)
            if run is None:
                if self.runs is not None and key.relation not in EXTRA:
                    news.unknown_trips.append(key.trip)
            elif len(news.unknown_stops) < 100:
                news.unknown_stops += [
                    call.stop for call in update.calls if call.stop and run.place(call.stop, call.sequence) < 0
                ]
        if len(updates) > 200_000:
            updates = dict(list(updates.items())[-200_000:])
        self._updates[source], self._added[source] = updates, added

    def _run(self, key: TripKey | None, at: float) -> Run | None:
        return None if self.runs is None or key is None or not key.trip else self.runs.find(key, at)

    def update_of(self, trip: str) -> TripUpdate | None:
        """What is foretold of a trip, by whichever source."""
        return next((updates[trip] for updates in self._updates.values() if trip in updates), None)

    # -- vehicles --------------------------------------------------------------------------------------------

    def _take_vehicles(self, message: Message, at: float, news: News) -> None:
        for report in message.vehicles:
            key = report.key
            if key is None or not (key.trip or key.route):
                continue  # between trips, in a depot: in no service
            run = self._run(key, at)
            if run is None and self.runs is not None and key.trip and key.relation not in EXTRA:
                news.unknown_trips.append(key.trip)
            placed = report.lon == report.lon
            if not placed and not (report.status or report.sequence >= 0):
                continue  # not on its way yet: nothing is said of where it is
            # without a position its time is that of its last movement, and it is seen standing now
            when = float(report.at) if placed and report.at else at
            if at - when > OLD_S:
                continue
            when = min(when, at)
            vehicle = self._vehicle(report.vehicle or key.trip or report.entity, report.label, key, run)
            vehicle.report, vehicle.seen = report, at
            if when <= vehicle.reported and placed:
                continue
            if run is not None:
                stop_known = not report.stop or run.place(report.stop, report.sequence) >= 0
                if not stop_known:
                    news.unknown_stops.append(report.stop)
                vehicle.track.follow(report, self.update_of(key.trip), when)
                if vehicle.track.off_route:
                    news.off_route.append(vehicle.label or vehicle.key)
            else:
                self._follow_without_plan(vehicle, report, when)
            vehicle.reported = when
            news.vehicles.append(vehicle)

    def _take_unreported(self, message: Message, at: float, news: News) -> None:
        """Trips that are foretold and on their way, and whose vehicle nobody reports: where they should be."""
        if self.runs is None:
            return
        reported = {vehicle.trip.trip for vehicle in self.vehicles.values() if vehicle.report is not None}
        for update in message.updates:
            key = update.key
            if key.trip in reported or key.relation in CANCELED:
                continue
            run = self._run(key, at)
            if run is None or not run.timed or not run.pattern.known:
                continue
            vehicle_key = update.vehicle or key.trip
            known = self.vehicles.get(vehicle_key)
            track = Track(run)
            track.follow(None, update, at)
            begun = track.along > 0.0 or (known is not None and known.trip.trip == key.trip)
            if not begun or track.along >= run.pattern.along[-1] or np.isnan(track.eta).all():
                continue
            vehicle = self._vehicle(vehicle_key, update.label, key, run)
            vehicle.track.follow(None, update, at)
            vehicle.seen = vehicle.reported = at
            news.vehicles.append(vehicle)

    def _vehicle(self, key: str, label: str, trip: TripKey, run: Run | None) -> Vehicle:
        vehicle = self.vehicles.get(key)
        line = self.line_of(trip, run)
        if vehicle is None:
            vehicle = self.vehicles[key] = Vehicle(key, label, Track(run), trip, line)
        elif (
            vehicle.trip.trip != trip.trip
            or vehicle.trip.date != trip.date
            or (vehicle.track.run is None) != (run is None)
        ):
            # what it does from now on is another run; whoever follows a vehicle follows it through
            reported = vehicle.reported
            vehicle.track, vehicle.trip, vehicle.line = Track(run), trip, line
            vehicle.track.begun, vehicle.reported = True, reported
        elif run is not None and vehicle.track.run is not run:
            vehicle.track.run = run  # the same trip, looked up again on a new day
        vehicle.gone, vehicle.label = False, label or vehicle.label
        return vehicle

    def _follow_without_plan(self, vehicle: Vehicle, report: VehicleReport, at: float) -> None:
        """No timetable has the trip: its place is what is reported, and its stops are what it stood at or left."""
        track = vehicle.track
        track.lon, track.lat, track.passings = report.lon, report.lat, []
        track.standing = report.status == "stopped"
        update = self.update_of(vehicle.trip.trip)
        passed = ""
        if track.standing and report.stop:
            passed = report.stop
        elif track.heading and report.stop and report.stop != track.heading:
            passed = track.heading
        number = stop_number(passed) if passed else -1
        if number >= 0 and number != track.place:
            when = float(report.at) if track.standing and 0 < report.at <= at else at
            if not track.standing and len(track.eta) and track.at < track.eta[0] < at:
                when = float(track.eta[0])  # when it was expected, between the two reports
            if track.begun:
                track.passings = [Passing(number, when, math.nan)]
            track.place, track.passed_at = number, when
        track.begun = True
        track.heading = report.stop
        calls = update.calls if update is not None else []
        due = [call for call in calls if call.stop == report.stop]
        track.eta = np.array([due[0].arrival] if due else [])
        track.at = at

    def _let_go(self, at: float, news: News) -> None:
        for key, vehicle in list(self.vehicles.items()):
            if at - vehicle.seen > GONE_S:
                vehicle.gone = True
                news.vehicles.append(vehicle)
                del self.vehicles[key]

    # -- alerts ----------------------------------------------------------------------------------------------

    def _take_alerts(self, message: Message, source: str) -> None:
        now = {(source, alert.entity): alert for alert in message.alerts}
        if message.full and (now or any(key[0] == source for key in self.alerts)):
            self.alerts = {key: alert for key, alert in self.alerts.items() if key[0] != source}
        self.alerts.update(now)
        for entity in message.deleted:
            self.alerts.pop((source, entity), None)

    # -- lines -----------------------------------------------------------------------------------------------

    def line_of(self, key: TripKey, run: Run | None) -> LineKey:
        """A route in one direction (-1: not told)."""
        if run is not None and self.patterns is not None and self.static is not None:
            line = self.patterns.lines[run.pattern.line]
            return self.static.routes.ids[line.route], line.direction
        return key.route, direction_of(key)

    def counts(self) -> dict[LineKey, LineCount]:
        """By line: vehicles in service, their mean delay, trips added."""
        counts: dict[LineKey, LineCount] = {}
        delays: dict[LineKey, list[float]] = {}
        for vehicle in self.vehicles.values():
            if not vehicle.line[0]:
                continue
            counts.setdefault(vehicle.line, LineCount()).vehicles += 1
            if vehicle.track.delay == vehicle.track.delay:
                delays.setdefault(vehicle.line, []).append(vehicle.track.delay)
        for line, values in delays.items():
            counts[line].delay = sum(values) / len(values)
        for added in self._added.values():
            for line in added.values():
                counts.setdefault(line, LineCount()).added += 1
        return counts

    def canceled(self, at: float) -> dict[LineKey, int]:
        """By line: trips of today cancelled that should have begun by now."""
        found: dict[LineKey, int] = {}
        for (trip, date), line in self._canceled.items():
            run = self._run(TripKey(trip, line[0], line[1], date, "", "canceled"), at)
            if run is None or not run.timed or run.departure[0] <= at:
                found[line] = found.get(line, 0) + 1
        return found

    def arrivals(self, at: float, ahead: int, within_s: float) -> Iterator[Arrival]:
        """The soonest arrival of each line at each of the next `ahead` stops of its vehicles, from a moment on within a
        time."""
        best: dict[tuple[LineKey, str], Arrival] = {}
        for vehicle in self.vehicles.values():
            for arrival in self._arrivals_of(vehicle, ahead, within_s):
                if arrival.at < at - OVERDUE_S:
                    continue  # its vehicle has not been heard of since
                known = best.get((arrival.line, arrival.stop))
                if known is None or arrival.at < known.at:
                    best[arrival.line, arrival.stop] = arrival
        yield from best.values()

    def _arrivals_of(self, vehicle: Vehicle, ahead: int, within_s: float) -> Iterator[Arrival]:
        track, run = vehicle.track, vehicle.track.run
        if run is None or self.static is None:
            update = self.update_of(vehicle.trip.trip)
            for call in (update.calls if update is not None else [])[:ahead]:
                at = call.arrival if call.arrival == call.arrival else call.departure
                if call.stop and call.relation != "skipped" and track.at <= at <= track.at + within_s:
                    yield Arrival(vehicle.line, call.stop, vehicle.key, vehicle.trip.trip, "", at, math.nan, True)
            return
        ids, pattern = self.static.stops.ids, run.pattern
        headsign = self.static.trips.headsign[run.trip]
        first = track.place + 1
        for place, at in enumerate(track.eta[first : first + ahead].tolist(), start=first):
            if at <= track.at + within_s:  # NaN is not
                metres = float(pattern.along[place]) - track.along if pattern.known else math.nan
                yield Arrival(
                    vehicle.line, ids[pattern.stops[place]], vehicle.key, vehicle.trip.trip, headsign, at,
                    max(metres, 0.0) if metres == metres else metres, track.told,
                )  # fmt: skip


def stop_number(stop: str) -> int:
    """A number for a stop of which only the id is known: the same in every run of the program."""
    return zlib.crc32(stop.encode()) & 0x3FFFFFFF
