"""Vehicles, lines, stops, arrivals and notices as entities of the bus (NGSI-LD, normalised)."""

import math
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote

import msgspec

from opscenter.feeds.gtfs.fleet import Arrival, Vehicle
from opscenter.feeds.gtfs.messages import AlertReport
from opscenter.feeds.record import Record

DOMAIN = "transportation"
KINDS = {
    0: "tram", 1: "trainVehicle", 2: "trainVehicle", 3: "bus", 4: "ferry", 5: "tram", 11: "bus", 12: "trainVehicle",
}  # fmt: skip
"""route_type -> vehicleType of Smart Data Models. Extended types (100 and over) count by their hundred."""
EXTENDED = {1: "trainVehicle", 2: "bus", 4: "trainVehicle", 7: "bus", 9: "tram", 10: "ferry", 12: "ferry"}

SEVERITY = {"INFO": "informational", "WARNING": "medium", "SEVERE": "high"}
BY_EFFECT = {
    "NO_SERVICE": "high", "REDUCED_SERVICE": "medium", "SIGNIFICANT_DELAYS": "medium", "DETOUR": "medium",
    "MODIFIED_SERVICE": "low", "ADDITIONAL_SERVICE": "informational", "STOP_MOVED": "low",
    "ACCESSIBILITY_ISSUE": "low", "NO_EFFECT": "informational",
}  # fmt: skip
"""How severe an alert is that does not say so itself."""
LANGUAGES = {"": "en", "en": "en"}

_encode = msgspec.json.Encoder().encode
_PLAIN = re.compile(r"^[A-Za-z0-9_.~-]+$")
Entity = dict[str, Any]


def iso(at: float) -> str:
    """A moment (Unix seconds) as ISO 8601 in UTC, to the millisecond."""
    return (
        datetime.fromtimestamp(round(at * 1000) / 1000, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    )


def urn(kind: str, *parts: str) -> str:
    """An id out of the feed's own, with nothing in it that a topic or a URN may not have."""
    return f"urn:ngsi-ld:{kind}:" + ":".join(part if _PLAIN.match(part) else quote(part, safe="") for part in parts)


def record(entity: Entity, at: float) -> Record:
    """The message of an entity."""
    return Record(f"{DOMAIN}/{entity['type']}/{entity['id']}", _encode(entity), round(at * 1000))


def _number(value: float, when: str, unit: str = "", digits: int = 1) -> Entity:
    found: Entity = {"type": "Property", "value": round(value, digits), "observedAt": when}
    if unit:
        found["unitCode"] = unit
    return found


def _text(value: str | None, when: str) -> Entity:
    return {"type": "Property", "value": value, "observedAt": when}


def _point(lon: float, lat: float) -> Entity:
    return {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [round(lon, 6), round(lat, 6)]}}


def vehicle_kind(route_type: int) -> str:
    """`vehicleType` of a route's type; "" where none is told."""
    if route_type < 0:
        return ""
    return EXTENDED.get(route_type // 100, "other") if route_type >= 100 else KINDS.get(route_type, "other")


def vehicle_entity(one: Vehicle, entity_id: str, line_id: str, line_name: str, kind: str, next_stop: str) -> Entity:
    """A vehicle (`line_id` "": on no line that is known). What is not known is left out; of one that has gone out of
    service, delay and speed are taken back."""
    track = one.track
    when = iso(one.reported)
    name = one.label or one.key
    entity: Entity = {"id": entity_id, "type": "Vehicle", "name": {"type": "Property", "value": name}}
    if one.gone:
        when = iso(one.seen)
        for name, unit in (("delay", "SEC"), ("speed", "KMH")):
            entity[name] = {"type": "Property", "value": None, "observedAt": when, "unitCode": unit}
        entity["serviceStatus"] = _text("outOfService", when)
        return entity
    if track.lon == track.lon:
        entity["location"] = _point(track.lon, track.lat) | {"observedAt": when}
    report = one.report
    if report is not None and report.speed == report.speed:
        entity["speed"] = _number(report.speed * 3.6, when, "KMH")
    if report is not None and report.bearing == report.bearing:
        entity["bearing"] = _number(report.bearing, when, "DD", 0)
    if report is not None and report.load == report.load:
        entity["occupancyRatio"] = _number(report.load, when, "C62", 2)
    if track.delay == track.delay:
        entity["delay"] = _number(track.delay, when, "SEC", 0)
    if track.on_way:
        entity["distanceAlongLine"] = _number(track.along, when, "MTR", 0)
        if track.share == track.share:
            entity["shareOfLine"] = _number(track.share, when, "C62", 3)
    if track.skipped:
        entity["stopsSkipped"] = _number(track.skipped, when, "C62", 0)
    if track.run is None and track.place >= 0 and track.passed_at == track.passed_at:
        entity["stopNumber"] = _number(track.place, iso(track.passed_at), "C62", 0)
    elif track.run is not None and track.place >= 0 and track.passed_at == track.passed_at:
        number = int(track.run.pattern.stop_number[track.place])
        entity["stopNumber"] = _number(number, iso(track.passed_at), "C62", 0)
        headway = float(track.run.headway[track.place])
        if headway == headway:
            entity["scheduledHeadway"] = _number(headway, iso(track.passed_at), "SEC", 0)
    entity["serviceStatus"] = _text("atStop" if track.standing else "onRoute", when)
    if line_id:
        entity["refLine"] = {"type": "Relationship", "object": line_id, "observedAt": when}
        entity["lineName"] = _text(line_name, when)
    if one.trip.trip:
        entity["tripId"] = _text(one.trip.trip, when)
    if next_stop:
        entity["nextStop"] = _text(next_stop, when)
    if kind:
        entity["vehicleType"] = _text(kind, when)
    entity["positionSource"] = _text(
        "unknown" if track.lon != track.lon else "interpolated" if track.interpolated else "reported", when
    )
    return entity


def passing_entities(one: Vehicle, entity_id: str) -> list[Entity]:
    """Stops passed between the last two reports but the newest, each at its own time: a message of its own each."""
    found = []
    for passing in one.track.passings[:-1]:
        when = iso(passing.at)
        entity: Entity = {
            "id": entity_id,
            "type": "Vehicle",
            "stopNumber": _number(passing.stop, when, "C62", 0),
        }
        if not math.isnan(passing.headway):
            entity["scheduledHeadway"] = _number(passing.headway, when, "SEC", 0)
        found.append(entity)
    return found


def stop_entity(entity_id: str, name: str, code: str, lon: float, lat: float) -> Entity:
    """A stop or station: it never changes, and so has no time."""
    entity: Entity = {
        "id": entity_id,
        "type": "PublicTransportStop",
        "name": {"type": "Property", "value": name or code or entity_id.rsplit(":", 1)[-1]},
        "location": _point(lon, lat),
    }
    if code:
        entity["stopCode"] = {"type": "Property", "value": code}
    return entity


def departures_entity(entity_id: str, name: str, text: str | None, at: float) -> Entity:
    """What comes to a stop next, as people read it there; None: nothing is in sight. `name` "": told elsewhere."""
    entity: Entity = {"id": entity_id, "type": "PublicTransportStop", "nextArrivals": _text(text, iso(at))}
    if name:
        entity["name"] = {"type": "Property", "value": name}
    return entity


def line_entity(
    entity_id: str, name: str, numbers: dict[str, tuple[float, str]], status: str, at: float, shape: Entity | None
) -> Entity:
    """A line. `numbers`: value and unit by name, NaN: not known now."""
    when = iso(at)
    entity: Entity = {"id": entity_id, "type": "BusLine", "name": {"type": "Property", "value": name}}
    if shape is not None:
        entity["location"] = {"type": "GeoProperty", "value": shape}
    for key, (value, unit) in numbers.items():
        if value == value:
            entity[key] = _number(value, when, unit, 0)
        else:
            entity[key] = {"type": "Property", "value": None, "observedAt": when} | ({"unitCode": unit} if unit else {})
    entity["status"] = _text(status, when)
    return entity


def duration(seconds: float) -> str:
    """Seconds as an ISO 8601 duration: PT8M5S."""
    whole = max(round(seconds), 0)
    hours, rest = divmod(whole, 3600)
    minutes, second = divmod(rest, 60)
    text = (f"{hours}H" if hours else "") + (f"{minutes}M" if minutes else "")
    return "PT" + text + (f"{second}S" if second or not text else "")


def arrival_entity(
    entity_id: str, name: str, one: Arrival | None, at: float, trip_id: str, stop_id: str, vehicle_id: str,
    place: tuple[float, float] | None,
) -> Entity:  # fmt: skip
    """The next arrival of a line at a stop (Smart Data Models ArrivalEstimation); None: there is none in sight."""
    when = iso(at)
    entity: Entity = {"id": entity_id, "type": "ArrivalEstimation", "name": {"type": "Property", "value": name}}
    if place is not None:
        entity["location"] = _point(*place)
    if one is None:
        for key, unit in (("remainingSeconds", "SEC"), ("remainingDistance", "MTR")):
            entity[key] = {"type": "Property", "value": None, "observedAt": when, "unitCode": unit}
        entity["remainingTime"] = _text(None, when)
        return entity
    entity["hasTrip"] = _text(trip_id, when)
    entity["hasStop"] = _text(stop_id, when)
    entity["headSign"] = _text(one.headsign, when)
    entity["refVehicle"] = {"type": "Relationship", "object": vehicle_id, "observedAt": when}
    entity["remainingTime"] = _text(duration(one.at - at), when)
    entity["remainingSeconds"] = _number(max(one.at - at, 0.0), when, "SEC", 0)
    entity["arrivesAt"] = _text(iso(one.at), when)
    entity["foretold"] = {"type": "Property", "value": one.foretold, "observedAt": when}
    if one.metres == one.metres:
        entity["remainingDistance"] = _number(one.metres, when, "MTR", 0)
    return entity


def in_words(text: str) -> str:
    """NO_SERVICE -> noService."""
    first, *rest = text.lower().split("_")
    return first + "".join(word.capitalize() for word in rest)


def alert_entity(
    entity_id: str, one: AlertReport, source: str, at: float, place: tuple[float, float] | None, lines: list[str]
) -> Entity:
    """A notice about service (Smart Data Models Alert)."""
    when = iso(at)
    header = _by_language(one.header)
    entity: Entity = {
        "id": entity_id,
        "type": "Alert",
        "name": {"type": "LanguageProperty", "languageMap": header or {"en": in_words(one.effect)}},
        "category": _text("traffic", when),
        "subCategory": _text(in_words(one.effect), when),
        "cause": _text(in_words(one.cause), when),
        "severity": _text(SEVERITY.get(one.severity) or BY_EFFECT.get(one.effect, "low"), when),
        "alertSource": _text(source, when),
        "msgType": _text("Alert", when),
        "status": _text("Actual", when),
    }
    texts = _by_language(one.description) or header
    if texts:
        entity["description"] = _text(texts.get("en") or next(iter(texts.values())), when)
    current = [period for period in one.periods if not period[1] or period[1] > at]
    if current and current[0][0]:
        entity["validFrom"] = _text(iso(current[0][0]), when)
    if current and current[-1][1] and current[-1][1] < 2**33:
        entity["validTo"] = _text(iso(current[-1][1]), when)
    elif one.periods and not current:
        entity["validTo"] = _text(iso(one.periods[-1][1]), when)
    if one.url:
        entity["url"] = _text(one.url, when)
    if lines:
        entity["lines"] = _text(", ".join(lines)[:1_000], when)
    if place is not None:
        entity["location"] = _point(*place)
    return entity


def ended_alert(entity_id: str, at: float) -> Entity:
    """A notice that its publisher has taken back."""
    when = iso(at)
    return {
        "id": entity_id, "type": "Alert", "msgType": _text("Cancel", when), "status": _text("ended", when),
        "validTo": _text(when, when),
    }  # fmt: skip


def _by_language(texts: dict[str, str]) -> dict[str, str]:
    """Texts by BCP 47 tag; one without a language counts as English where there is none."""
    found = {language: text for language, text in texts.items() if language and text}
    untold = texts.get("")
    if untold:
        found.setdefault("en", untold)
    for language, text in list(found.items()):
        found.setdefault(language.split("-")[0], text) if language.lower().startswith("en") else None
    return found
