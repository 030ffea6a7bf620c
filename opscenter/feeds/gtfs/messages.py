"""GTFS-realtime messages -> what they say of vehicles, trips and alerts, by the format's own protobuf bindings.

Source: GTFS Realtime Reference (gtfs.org), version 2.0.
"""

import math
from dataclasses import dataclass, field
from functools import cache
from typing import Any

MAX_BYTES = 64_000_000
"""No message is larger; the largest known (a country's trip updates) have about 30 MB."""
MAX_ENTITIES = 100_000
MAX_CALLS = 500
MAX_TEXT = 4_000

_STATUS = {0: "incoming", 1: "stopped", 2: "transit"}
_TRIP_RELATION = {
    0: "scheduled", 1: "added", 2: "unscheduled", 3: "canceled", 5: "replacement", 6: "duplicated", 7: "deleted",
    8: "new",
}  # fmt: skip
_CALL_RELATION = {0: "scheduled", 1: "skipped", 2: "no-data", 3: "unscheduled"}


class NoMessage(Exception):
    """The bytes are no GTFS-realtime message; the sentence says why."""


@dataclass(slots=True)
class TripKey:
    """As the feed names a trip. `direction` -1: not told; `date` "YYYYMMDD" or "", `time` "H:MM:SS" or ""."""

    trip: str
    route: str
    direction: int
    date: str
    time: str
    relation: str


@dataclass(slots=True)
class Call:
    """What is foretold of a call. `sequence` -1, `stop` "" and times NaN where not told; Unix seconds, seconds."""

    stop: str
    sequence: int
    arrival: float
    departure: float
    arrival_delay: float
    departure_delay: float
    relation: str


@dataclass(slots=True)
class TripUpdate:
    """What is foretold of a trip. `at` is 0 where not told."""

    key: TripKey
    vehicle: str
    label: str
    at: int
    delay: float
    calls: list[Call]


@dataclass(slots=True)
class VehicleReport:
    """Where a vehicle is. NaN where not told; `speed` m/s, `bearing` degrees, `load` 0..1; `status` "": not told."""

    entity: str
    key: TripKey | None
    vehicle: str
    label: str
    at: int
    lon: float
    lat: float
    bearing: float
    speed: float
    stop: str
    sequence: int
    status: str
    load: float


@dataclass(slots=True)
class AlertReport:
    """A notice about service. Texts by language as told ("" where none is); periods Unix seconds, 0: open."""

    entity: str
    cause: str
    effect: str
    severity: str
    header: dict[str, str]
    description: dict[str, str]
    url: str
    periods: list[tuple[int, int]]
    routes: list[str]
    stops: list[str]
    trips: list[str]


@dataclass(slots=True)
class Message:
    """One message. `at` is its header's time (Unix seconds), 0 where not told. `deleted`: entities taken back."""

    at: int
    version: str
    full: bool
    vehicles: list[VehicleReport] = field(default_factory=list)
    updates: list[TripUpdate] = field(default_factory=list)
    alerts: list[AlertReport] = field(default_factory=list)
    deleted: list[str] = field(default_factory=list)
    nowhere: list[str] = field(default_factory=list)
    """Vehicles whose position is none on earth, or at 0,0: what devices send that have not found theirs."""
    left_out: int = 0


def read_message(body: bytes) -> Message:
    """A message out of its bytes. Raises NoMessage with a sentence for whatever is none."""
    if len(body) > MAX_BYTES:
        raise NoMessage(f"it has {len(body) / 1e6:.0f} MB, and a message has at most {MAX_BYTES / 1e6:.0f}")
    if not body:
        raise NoMessage("it is empty: not even a header came")
    from google.protobuf.message import DecodeError

    pb = _bindings()
    feed = pb.FeedMessage()
    try:
        feed.ParseFromString(body)
    except (DecodeError, RecursionError):
        hint = ""
        if body.lstrip()[:1] in (b"<", b"{", b"["):
            hint = "; it looks like a web page or JSON: is the address right, and does it need a key?"
        raise NoMessage(
            f"it is no GTFS-realtime message, or one that was cut short ({len(body)} bytes){hint}"
        ) from None
    if not feed.IsInitialized():
        missing = ", ".join(feed.FindInitializationErrors()[:3])
        raise NoMessage(f"it was cut short or is no GTFS-realtime message: {missing} is missing")
    header = feed.header
    full = header.incrementality == pb.FeedHeader.FULL_DATASET
    message = Message(int(header.timestamp), header.gtfs_realtime_version, full)
    entities = feed.entity
    if len(entities) > MAX_ENTITIES:
        message.left_out = len(entities) - MAX_ENTITIES
        entities = entities[:MAX_ENTITIES]
    for entity in entities:
        if entity.is_deleted:
            message.deleted.append(entity.id[:200])
            continue
        if entity.HasField("vehicle"):
            report = _vehicle(entity.id[:200], entity.vehicle)
            message.vehicles.append(report)
            if math.isnan(report.lon) and entity.vehicle.HasField("position"):
                message.nowhere.append(report.vehicle or report.entity)
        if entity.HasField("trip_update"):
            message.updates.append(_update(entity.trip_update))
        if entity.HasField("alert"):
            message.alerts.append(_alert(entity.id[:200], entity.alert))
    return message


@cache
def _bindings() -> Any:
    """The official bindings; imported where there is a feed, for nothing else needs them."""
    from google.transit import gtfs_realtime_pb2

    return gtfs_realtime_pb2


def _key(trip: Any) -> TripKey:
    return TripKey(
        trip.trip_id[:200], trip.route_id[:200], int(trip.direction_id) if trip.HasField("direction_id") else -1,
        trip.start_date[:8], trip.start_time[:9], _TRIP_RELATION.get(int(trip.schedule_relationship), "scheduled"),
    )  # fmt: skip


def _vehicle(entity: str, one: Any) -> VehicleReport:
    lon = lat = bearing = speed = math.nan
    if one.HasField("position"):
        position = one.position
        lon, lat = float(position.longitude), float(position.latitude)
        if not (abs(lon) <= 180.0 and abs(lat) <= 90.0) or (abs(lon) < 1e-6 and abs(lat) < 1e-6):
            lon = lat = math.nan
        elif position.HasField("bearing") and math.isfinite(position.bearing):
            bearing = float(position.bearing) % 360.0
        if position.HasField("speed") and 0.0 <= position.speed < 200.0:
            speed = float(position.speed)
    load = math.nan
    if one.HasField("occupancy_percentage") and one.occupancy_percentage <= 300:
        load = one.occupancy_percentage / 100.0
    return VehicleReport(
        entity, _key(one.trip) if one.HasField("trip") else None, one.vehicle.id[:200], one.vehicle.label[:200],
        int(one.timestamp), lon, lat, bearing, speed, one.stop_id[:200],
        int(one.current_stop_sequence) if one.HasField("current_stop_sequence") else -1,
        _STATUS.get(int(one.current_status), "") if one.HasField("current_status") else "", load,
    )  # fmt: skip


def _event(one: Any) -> tuple[float, float]:
    time = float(one.time) if one.HasField("time") and 0 < one.time < 2**40 else math.nan
    delay = float(one.delay) if one.HasField("delay") and abs(one.delay) < 172_800 else math.nan
    return time, delay


def _update(one: Any) -> TripUpdate:
    calls = []
    nothing = math.nan, math.nan
    for call in one.stop_time_update[:MAX_CALLS]:
        arrival, arrival_delay = _event(call.arrival) if call.HasField("arrival") else nothing
        departure, departure_delay = _event(call.departure) if call.HasField("departure") else nothing
        calls.append(
            Call(
                call.stop_id, int(call.stop_sequence) if call.HasField("stop_sequence") else -1, arrival, departure,
                arrival_delay, departure_delay, _CALL_RELATION.get(int(call.schedule_relationship), "scheduled"),
            )
        )  # fmt: skip
    delay = float(one.delay) if one.HasField("delay") and abs(one.delay) < 172_800 else math.nan
    return TripUpdate(_key(one.trip), one.vehicle.id[:200], one.vehicle.label[:200], int(one.timestamp), delay, calls)


def _texts(text: Any) -> dict[str, str]:
    return {one.language[:35]: one.text[:MAX_TEXT] for one in text.translation[:20]}


def _alert(entity: str, one: Any) -> AlertReport:
    informed = one.informed_entity[:MAX_CALLS]
    pb = _bindings()
    severity = pb.Alert.SeverityLevel.Name(one.severity_level) if one.HasField("severity_level") else ""
    url = next(iter(_texts(one.url).values()), "")
    return AlertReport(
        entity, pb.Alert.Cause.Name(one.cause), pb.Alert.Effect.Name(one.effect), severity, _texts(one.header_text),
        _texts(one.description_text), url[:2_000],
        [(int(period.start), int(period.end)) for period in one.active_period[:100]],
        *(
            [text for text in dict.fromkeys(values) if text]
            for values in (
                [part.route_id or part.trip.route_id for part in informed],
                [part.stop_id for part in informed], [part.trip.trip_id for part in informed],
            )
        ),
    )  # fmt: skip
