"""GTFS-realtime joined to GTFS: messages in, entities of the bus out. No sockets; remembers the messages before."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from opscenter.feeds.gtfs.entities import (
    alert_entity,
    arrival_entity,
    departures_entity,
    ended_alert,
    passing_entities,
    record,
    urn,
    vehicle_entity,
    vehicle_kind,
)
from opscenter.feeds.gtfs.fleet import Arrival, Fleet, LineKey, News, Vehicle
from opscenter.feeds.gtfs.lines import Lines
from opscenter.feeds.gtfs.messages import AlertReport, Message, NoMessage, read_message
from opscenter.feeds.gtfs.patterns import Patterns
from opscenter.feeds.gtfs.said import Said
from opscenter.feeds.gtfs.static import Static
from opscenter.feeds.record import Problem, Record

AHEAD_S = 120.0
"""A message dated further ahead of the clock is wrong about the time."""
SUDDEN_TIMES = 50
SUDDEN_BYTES = 1_000_000
"""A message so many times larger than is usual here, and larger than this, is looked at twice before it is believed."""
ARRIVAL_CHANGE_S = 15.0
ARRIVAL_EVERY_S = 60.0
MOST_SERIES = 100
BOARD_LINES = 6
"""Arrivals that are told at a stop, the soonest of each line."""


@dataclass(slots=True, frozen=True)
class RealtimeOptions:
    """How messages are joined and what is published of them.

    `trips_by`: which field of trips.txt the feed's trip ids are (`runs.TRIPS_BY`). `max_age_s`: older messages are not
    news, 0: any is (recordings). `arrivals_ahead`: of how many stops ahead of each vehicle the arrivals are published,
    and `arrivals_within_s` how far ahead in time. `stops`: whether stops are published. `lines_every_s`,
    `describe_every_s`: how often lines are published, and how often with all that does not change. `zone`: of times for
    people where no timetable tells one (UTC).
    """

    trips_by: str = "trip_id"
    max_age_s: float = 600.0
    arrivals_ahead: int = 3
    arrivals_within_s: float = 3_600.0
    stops: bool = True
    lines_every_s: float = 30.0
    describe_every_s: float = 3_600.0
    zone: tzinfo | None = None


@dataclass(slots=True)
class _Source:
    """What is remembered of one source: the time and the size of its messages."""

    at: int = 0
    usual: int = 0
    sudden: bool = False


@dataclass(slots=True)
class _Told:
    """An arrival as published last."""

    published: float
    at: float
    trip: str


class GtfsRealtime:
    """Reads the messages of one operator. `name` is the feed's and part of all ids."""

    def __init__(self, name: str, static: Static | None, options: RealtimeOptions | None = None) -> None:
        self.name = name
        self.static = static
        self.options = options or RealtimeOptions()
        patterns = Patterns(static) if static is not None else None
        self.fleet = Fleet(static, patterns, self.options.trips_by)
        self._lines = Lines(name, static, patterns)
        self._said = Said()
        self._sources: dict[str, _Source] = {}
        self._told: dict[tuple[LineKey, str], _Told] = {}
        self._boards: dict[str, str] = {}
        self._alerts: dict[tuple[str, str], AlertReport] = {}
        self._described = self._counted = -1e18

    def read(self, body: bytes, source: str, now: int, role: str = "") -> list[Record | Problem]:
        """What a message says, and what is wrong with it.

        `source` is where it came from, for sentences; `role` names the series it belongs to (positions, updates, ...;
        the source where it is not given), `now` is Unix ms. A message that repeats the one before of its series says
        nothing; one that is older is told and not taken for news.
        """
        role = role or source
        if role not in self._sources and len(self._sources) >= MOST_SERIES:
            return [Problem(source, f"messages of more than {MOST_SERIES} kinds come to one feed; it is left out.")]
        known = self._sources.setdefault(role, _Source())
        sudden = known.usual and len(body) > max(SUDDEN_BYTES, SUDDEN_TIMES * known.usual)
        if sudden and not known.sudden:
            known.sudden = True
            return [
                Problem(
                    source,
                    f"it has {len(body) / 1e6:.1f} MB where {known.usual / 1e3:.0f} kB are usual; it is left out, and "
                    "believed when the next one is as large.",
                )
            ]
        known.sudden = False
        try:
            message = read_message(body)
        except NoMessage as error:
            return [Problem(source, f"{error}.", whole=True)]
        at, problems = self._time(message, known, source, now)
        if at is None:
            return list(problems)
        known.usual = len(body) if not known.usual or sudden else round(0.9 * known.usual + 0.1 * len(body))
        news = self.fleet.take(message, role, at)
        found: list[Record | Problem] = [*self._problems(message, news, source)]
        found += self._records(news, at)
        return found

    def _time(self, message: Message, known: _Source, source: str, now: int) -> tuple[float | None, list[Problem]]:
        """The message's time, None when it is no news."""
        clock = now / 1000.0
        if not message.at:
            return clock, []
        if message.at == known.at:
            return None, []
        if message.at < known.at:
            away = known.at - message.at
            return None, [
                Problem(source, f"it is {_span(away)} older than the message before; nothing of it is published.")
            ]
        if self.options.max_age_s and message.at > clock + AHEAD_S:
            return None, [
                Problem(
                    source,
                    f"its time is {_span(message.at - clock)} ahead of this clock; nothing of it is published. Is the "
                    "clock of the operator, or of this machine, wrong?",
                )
            ]
        known.at = message.at
        if self.options.max_age_s and message.at < clock - self.options.max_age_s:
            return None, self._said.problem(
                source, "old", [str(message.at // 3600)],
                f"it was made {_span(clock - message.at)} ago and is no news; nothing of it is published. For "
                "recordings set max_age_s = 0.",
            )  # fmt: skip
        return float(min(message.at, clock) if self.options.max_age_s else message.at), []

    def _problems(self, message: Message, news: News, source: str) -> Iterator[Problem]:
        say = self._said.problem
        if message.left_out:
            yield from say(
                source, "many", [""], f"it has {message.left_out} entities more than are read; these are left out."
            )
        yield from say(
            source, "nowhere", message.nowhere,
            "{n} vehicles are at 0,0 or nowhere on earth ({some}): they are shown without a place until they are.",
        )  # fmt: skip
        yield from say(
            source, "trip", news.unknown_trips,
            "{n} trips are not in the static data ({some}): no delay and no stop is known of them. Is the GTFS file "
            "the current one?",
        )  # fmt: skip
        yield from say(
            source, "stop", news.unknown_stops, "{n} stops are not on their trip in the static data ({some})."
        )
        yield from say(
            source, "off", news.off_route, "{n} vehicles are far off the way of their trip ({some}): on a diversion?"
        )

    # -- what is published -----------------------------------------------------------------------------------

    def _records(self, news: News, at: float) -> Iterator[Record]:
        describe = at - self._described >= self.options.describe_every_s
        if describe:
            self._described = at
            if self.options.stops:
                yield from self._lines.stops()
        yield from self._alert_records(at)
        for vehicle in news.vehicles:
            yield from self._vehicle_records(vehicle)
        if describe or at - self._counted >= self.options.lines_every_s:
            self._counted = at
            yield from self._lines.records(self.fleet, at, whole=describe)
        if self.options.arrivals_ahead:
            yield from self._arrival_records(at)

    def _vehicle_records(self, one: Vehicle) -> Iterator[Record]:
        entity_id = urn("Vehicle", self.name, one.key)
        for passing, entity in zip(one.track.passings[:-1], passing_entities(one, entity_id), strict=True):
            yield record(entity, passing.at)
        line_id, line_name = self._lines.named(one.line, one.trip) if one.line[0] else ("", "")
        following = self._following(one)
        kind = vehicle_kind(self._lines.route_type(one.line))
        yield record(
            vehicle_entity(one, entity_id, line_id, line_name, kind, following),
            max(one.reported, one.seen if one.gone else 0.0),
        )

    def _following(self, one: Vehicle) -> str:
        run = one.track.run
        if run is None or self.static is None:
            return one.track.heading
        place = one.track.place + 1
        if place >= len(run.pattern.stops):
            return ""
        stop = int(run.pattern.stops[place])
        return self.static.stops.names[stop] or self.static.stops.ids[stop]

    def _arrival_records(self, at: float) -> Iterator[Record]:
        options = self.options
        there = set()
        by_stop: dict[str, list[Arrival]] = {}
        for one in self.fleet.arrivals(at, options.arrivals_ahead, options.arrivals_within_s):
            key = one.line, one.stop
            there.add(key)
            by_stop.setdefault(one.stop, []).append(one)
            told = self._told.get(key)
            if (
                told is not None
                and told.trip == one.trip
                and abs(told.at - one.at) < ARRIVAL_CHANGE_S
                and at - told.published < ARRIVAL_EVERY_S
            ):
                continue
            self._told[key] = _Told(at, one.at, one.trip)
            yield self._arrival(key, one, at)
        for key in [key for key in self._told if key not in there]:
            del self._told[key]
            yield self._arrival(key, None, at)
        yield from self._board_records(by_stop, at)

    def _board_records(self, by_stop: dict[str, list[Arrival]], at: float) -> Iterator[Record]:
        """At each stop, what comes next, in the agency's time; said again when it reads otherwise."""
        zone = (self.static.zone if self.static is not None else None) or self.options.zone or UTC
        for stop, arrivals in by_stop.items():
            arrivals.sort(key=lambda one: one.at)
            text = " · ".join(
                f"{datetime.fromtimestamp(one.at, zone):%H:%M} {self._lines.named(one.line)[1]}"
                for one in arrivals[:BOARD_LINES]
            )
            if self._boards.get(stop) != text:
                self._boards[stop] = text
                yield self._board(stop, text, at)
        for stop in [stop for stop in self._boards if stop not in by_stop]:
            del self._boards[stop]
            yield self._board(stop, None, at)

    def _board(self, stop: str, text: str | None, at: float) -> Record:
        name = "" if self._lines.stop_place(stop) is not None else self._lines.stop_name(stop)
        return record(departures_entity(urn("PublicTransportStop", self.name, stop), name, text, at), at)

    def _arrival(self, key: tuple[LineKey, str], one: Arrival | None, at: float) -> Record:
        line, stop = key
        line_id, line_name = self._lines.named(line)
        stop_id = urn("PublicTransportStop", self.name, stop)
        vehicle = urn("Vehicle", self.name, one.vehicle) if one is not None else ""
        trip = urn("GtfsTrip", self.name, one.trip) if one is not None else ""
        entity_id = urn("ArrivalEstimation", *line_id.split(":")[3:], stop)
        name = f"{line_name} · {self._lines.stop_name(stop)}"
        place = self._lines.stop_place(stop)
        return record(arrival_entity(entity_id, name, one, at, trip, stop_id, vehicle, place), at)

    def _alert_records(self, at: float) -> Iterator[Record]:
        alerts = self.fleet.alerts
        for key, alert in alerts.items():
            if self._alerts.get(key) != alert:
                self._alerts[key] = alert
                place, lines = self._lines.concerned(alert)
                yield record(alert_entity(urn("Alert", self.name, key[1]), alert, self.name, at, place, lines), at)
        for key in [key for key in self._alerts if key not in alerts]:
            del self._alerts[key]
            yield record(ended_alert(urn("Alert", self.name, key[1]), at), at)


def _span(seconds: float) -> str:
    """A length of time in words."""
    for unit, word in ((86_400, "days"), (3_600, "hours"), (60, "minutes")):
        if seconds >= 2 * unit:
            return f"{seconds / unit:.0f} {word}"
    return f"{seconds:.0f} s"
