"""A JSON document -> entities, by a JsonMapping."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from opscenter.feeds.feed import Item
from opscenter.feeds.json_mapping import JsonAttribute, JsonMapping, View
from opscenter.feeds.local_time import read_time
from opscenter.feeds.record import Problem, Record
from opscenter.wire.instants import format_instant

MOST_RECORDS = 100_000
LONGEST_TEXT = 4_000
LONGEST_ID = 512
NO_NAMES: Mapping[str, str] = {}


def json_of(body: bytes) -> Any:
    """The document. ValueError, a sentence, for what is none."""
    try:
        return msgspec.json.decode(body.removeprefix(b"\xef\xbb\xbf"))
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise ValueError(f"it is not JSON: {error}") from None
    except RecursionError:
        raise ValueError("it is not JSON that can be used: it is nested too deeply") from None


def holds_none(document: Any, mappings: Sequence[JsonMapping]) -> str:
    """Why no mapping finds its list of records in a document (a sentence; "" where one does): it is another document,
    or an error that a server tells as one."""
    paths = [mapping.records for mapping in mappings]
    whole = View(document, document, NO_NAMES)
    if any(path is None or path.value(whole) is not None for path in paths):
        return ""
    named = ", ".join(dict.fromkeys(path.text for path in paths if path is not None))
    there = ", ".join(list(document)[:8]) if isinstance(document, dict) else type(document).__name__
    return f"there is nothing at {named[:200]}: it holds {there[:200] or 'nothing'}."


def mapped(
    document: Any, item: Item, mapping: JsonMapping, zone: ZoneInfo, names: Mapping[str, str] = NO_NAMES
) -> Iterator[Record | Problem]:
    """Records of a document, one for each of the mapping's records. What is wrong with one loses no other."""
    for number, view in enumerate(_views(document, mapping, names), 1):
        where = item.where if mapping.records is None else f"{item.where}: record {number}"
        if number > MOST_RECORDS:
            yield Problem(item.where, f"it holds more than {MOST_RECORDS:,} records: the rest is left out.")
            return
        try:
            yield from _record(view, item, mapping, zone, where)
        except KeyError as error:
            yield Problem(where, f"there is no {error.args[0]!r} in it (or it is no text or number).")
        except ValueError as error:
            yield Problem(where, f"{error}.")


def _views(document: Any, mapping: JsonMapping, names: Mapping[str, str]) -> Iterator[View]:
    whole = View(document, document, names)
    if mapping.records is None:
        yield whole
        return
    found = mapping.records.value(whole)
    if isinstance(found, dict) and mapping.keyed:
        for key, record in found.items():
            yield View(record, document, {**names, "key": key})
    else:
        for record in found if isinstance(found, list) else [] if found is None else [found]:
            yield View(record, document, names)


def _record(view: View, item: Item, mapping: JsonMapping, zone: ZoneInfo, where: str) -> Iterator[Record | Problem]:
    entity_id = mapping.id.filled(view)
    if not entity_id or len(entity_id) > LONGEST_ID:
        raise ValueError(f"its id {entity_id[:40]!r} is empty or longer than {LONGEST_ID}")
    at = _time(view, item, mapping, zone)
    stamp = {} if at is None else {"observedAt": format_instant(at)}
    entity: dict[str, Any] = {"id": entity_id, "type": mapping.type}
    found = 0
    for rule in mapping.attributes:
        value = rule.path.value(view)
        if value is None:
            continue
        found += 1
        try:
            entity[rule.name.filled(view)] = _attribute(value, rule, view) | stamp
        except ValueError as error:
            yield Problem(where, f"{error}.")
    if not found:
        raise ValueError(
            f"none of its attributes is there ({', '.join(rule.path.text for rule in mapping.attributes)})"
        )
    if len(entity) > 2:
        yield _finished(entity, view, mapping, at)


def _finished(entity: dict[str, Any], view: View, mapping: JsonMapping, at: int | None) -> Record:
    if mapping.name is not None:
        entity["name"] = {"type": "Property", "value": mapping.name.filled(view)}
    if mapping.latitude is not None and mapping.longitude is not None:
        place = [_coordinate(path.value(view)) for path in (mapping.longitude, mapping.latitude)]
        if None not in place:
            entity["location"] = {"type": "GeoProperty", "value": {"type": "Point", "coordinates": place}}
    if at is not None:
        entity["dateObserved"] = {"type": "Property", "value": format_instant(at)}
    return Record(f"{mapping.domain}/{mapping.type}/{entity['id']}", msgspec.json.encode(entity), at)


def _time(view: View, item: Item, mapping: JsonMapping, zone: ZoneInfo) -> int | None:
    if mapping.time is None:
        return None
    value = mapping.time.value(view)
    if value is None:
        raise KeyError(mapping.time.text)
    if isinstance(value, bool) or not isinstance(value, str | int | float):
        raise ValueError(f"its time {mapping.time.text!r} is no text or number")
    form = mapping.time_format
    if not form and not isinstance(value, str):
        form = "unix_ms" if abs(value) > 1e11 else "unix"  # seconds reach 1e11 in the year 5138
    return read_time(str(value), zone, item.at, form)


def _attribute(value: Any, rule: JsonAttribute, view: View) -> dict[str, Any]:
    if rule.states is not None:
        key = str(value).lower() if isinstance(value, bool) else str(value)
        if key not in rule.states:
            raise ValueError(f"{rule.path.text} is {key[:40]!r}, which has no name among its states")
        return {"type": "Property", "value": rule.states[key]}
    attribute: dict[str, Any] = {"type": "Property"}
    unit = rule.unit
    if rule.unit_path is not None:
        said = rule.unit_path.value(view)
        unit = said if isinstance(said, str) else unit
    counted = rule.number or bool(unit) or rule.factor != 1.0 or rule.offset != 0.0
    if isinstance(value, bool):
        attribute["value"] = value
    elif isinstance(value, int | float) or counted:
        number = _number(value, rule) * rule.factor + rule.offset
        if not math.isfinite(number):
            raise ValueError(f"{rule.path.text} is {str(value)[:40]!r}, not a finite number")
        attribute["value"] = number
        if unit:
            attribute["unitCode"] = unit
        if (rule.low is not None and number < rule.low) or (rule.high is not None and number > rule.high):
            attribute["quality"] = {"type": "Property", "value": "bad"}
    elif isinstance(value, str):
        attribute["value"] = value[:LONGEST_TEXT]
    elif isinstance(value, list) and all(isinstance(one, int | float) for one in value):
        attribute["value"] = value
    else:
        raise ValueError(f"{rule.path.text} leads to no number, text or list of numbers")
    return attribute


def _number(value: Any, rule: JsonAttribute) -> float:
    try:
        return float(value)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{rule.path.text} is {str(value)[:40]!r}, not a number") from None


def _coordinate(value: Any) -> float | None:
    try:
        number = float(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None
