"""Messages of the bus that an exercise makes up: what an entity is made to say, and what somebody reports."""

from typing import Any

import msgspec

from opscenter.domain.exercise import Injection
from opscenter.recording.records import Message
from opscenter.wire.instants import format_instant
from opscenter.wire.spelling import Scalar

_TAGS = {"en": "en", "zh_Hant": "zh-Hant", "zh_Hans": "zh-Hans"}


def alarm_message(
    topic: bytes, entity: str, kind: str, attribute: str, value: Scalar, at: int, place: tuple[float, float] | None
) -> Message:
    """An entity says that one attribute (a flat name) is `value`, measured and arrived at `at` (Unix ms)."""
    name, *inner = attribute.split(".")
    nested: Any = value
    for part in reversed(inner):
        nested = {part: nested}
    told: dict[str, Any] = {
        "id": entity,
        "type": kind,
        name: {"type": "Property", "value": nested, "observedAt": format_instant(at)},
    }
    if place is not None:
        told["location"] = _point(place)
    return topic, msgspec.json.encode(told), b"", at


def report_message(injection: Injection, at: int, number: int) -> Message:
    """Somebody has reported something: a request for service, as the demo city's citizens make them."""
    name = f"urn:ngsi-ld:ServiceRequest:exercise-{injection.id}-{number}"
    when = format_instant(at)
    english = injection.text.get("en") or next(iter(injection.text.values()), "")
    told: dict[str, Any] = {
        "id": name,
        "type": "ServiceRequest",
        "name": {"languageMap": {_TAGS[key]: text for key, text in injection.text.items() if key in _TAGS}},
        "description": english,
        "serviceName": injection.service,
        "status": "open",
        "priority": "high",
        "requestedDatetime": when,
        "dateObserved": when,
    }
    if injection.place is not None:
        told["location"] = _point(injection.place)
    return f"citizens/ServiceRequest/{name}".encode(), msgspec.json.encode(told), b"", at


def _point(place: tuple[float, float]) -> dict[str, Any]:
    return {"type": "GeoProperty", "value": {"type": "Point", "coordinates": list(place)}}
