"""What every record passes before it is published, whatever its format: units as the catalogue has them, places that
can be, sizes that the bus takes."""

import math
from typing import Any

import msgspec

from opscenter.domain.catalogue import Catalogue
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.said_once import SaidOnce
from opscenter.feeds.units import SAME, Conversion, UnitFault, conversion
from opscenter.wire.payload import MAX_BYTES

MOST_KNOWN = 10_000
MOST_LISTED = 1_000
"""Values of one attribute, as its instances or as an array: beyond it they are left as they are."""


class Settler:
    """Settles records of one feed. What it changes or leaves out it tells, each thing once."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self._said = SaidOnce()
        self._conversions: dict[tuple[str, str, str], Conversion | UnitFault] = {}

    def settle(self, record: Record) -> tuple[Record | None, list[Problem]]:
        """The record to publish (the same one when nothing was to be changed; None when it cannot be published)."""
        problems: list[Problem] = []
        if len(record.payload) > MAX_BYTES:
            size = f"{len(record.payload) / 1e6:.1f} MB, and a message of the bus at most {MAX_BYTES / 1e6:.1f}"
            return None, [Problem(record.topic, f"it takes {size}: not published.")]
        try:
            read = msgspec.json.decode(record.payload)
        except (msgspec.DecodeError, UnicodeDecodeError, RecursionError):
            return record, problems  # for the receiver to judge and to keep where an operator sees it
        changed = False
        for entity in read if isinstance(read, list) else [read]:
            if isinstance(entity, dict):
                if entity.get("type") == "Feature" and isinstance(entity.get("properties"), dict):  # GeoJSON spelling
                    changed |= self._units(entity["properties"], problems)
                    changed |= self._place(entity, "geometry", entity, problems)
                    changed |= self._place(entity["properties"], "location", entity, problems)
                else:
                    changed |= self._units(entity, problems)
                    changed |= self._place(entity, "location", entity, problems)
        if not changed:
            return record, problems
        return Record(record.topic, msgspec.json.encode(read), record.at, record.line), problems

    def _units(self, entity: dict[str, Any], problems: list[Problem]) -> bool:
        kind = entity.get("type")
        known = self._catalogue.kinds.get(kind) if isinstance(kind, str) else None
        if known is None:
            return False
        changed = False
        for name in [name for name in entity if name in known.attributes]:
            wanted = known.attributes[name].unit
            if not wanted:
                continue
            instances = entity[name] if isinstance(entity[name], list) else [entity[name]]
            for one in instances[:MOST_LISTED]:
                code = _unit_of(one)
                if not code or code == wanted:
                    continue
                found = self._conversion(known.type, name, code, wanted)
                if isinstance(found, UnitFault):
                    if self._said.first((known.type, name, code)):
                        sentence = f"{name} comes in {code[:40]!r} and the catalogue has it in {wanted!r}: left out. "
                        problems.append(Problem(known.type, f"{sentence}{found}."))
                    one["value"] = None
                    changed = True
                elif found is not SAME:
                    one["value"] = _converted(one["value"], found)
                    _say_unit(one, wanted)
                    changed = True
        return changed

    def _conversion(self, kind: str, name: str, code: str, wanted: str) -> Conversion | UnitFault:
        key = (kind, name, code)
        found = self._conversions.get(key)
        if found is None:
            try:
                found = conversion(code, wanted)
            except UnitFault as fault:
                found = fault
            if len(self._conversions) < MOST_KNOWN:
                self._conversions[key] = found
        return found

    def _place(self, held: dict[str, Any], key: str, entity: dict[str, Any], problems: list[Problem]) -> bool:
        location = held.get(key)
        geometry = location.get("value", location) if isinstance(location, dict) else None
        if not isinstance(geometry, dict) or geometry.get("type") != "Point":
            return False
        fault = place_fault(geometry.get("coordinates"))
        if fault is None:
            return False
        if key == "geometry":
            held[key] = None  # a Feature has one, if only to say that it has none
        else:
            del held[key]
        name = str(entity.get("id"))[:200]
        if self._said.first((name, "place")):
            problems.append(Problem(name, f"{fault}: it is published without a place."))
        return True


def place_fault(coordinates: Any) -> str | None:
    """What is wrong with [longitude, latitude, ...] as a place on the ground, None when nothing is.

    0,0 is what receivers without a fix send; nothing of a city is there."""
    if not isinstance(coordinates, list | tuple) or len(coordinates) < 2:
        return "its place has no longitude and latitude"
    lon, lat = coordinates[:2]
    if not all(isinstance(one, int | float) and not isinstance(one, bool) and math.isfinite(one) for one in (lon, lat)):
        return "its longitude and latitude are not numbers"
    if not (-180.0 <= lon <= 180.0 and -90.0 <= lat <= 90.0):
        return f"its place {lon:g}, {lat:g} (longitude, latitude) is not on the Earth"
    if abs(lon) < 1e-6 and abs(lat) < 1e-6:
        return "its place is 0, 0, which a receiver without a fix sends"
    return None


def _unit_of(attribute: Any) -> str:
    """The unitCode of an attribute in NGSI-LD or NGSI-v2, "" for none."""
    if not isinstance(attribute, dict) or "value" not in attribute:
        return ""
    code = attribute.get("unitCode")
    metadata = attribute.get("metadata")
    if code is None and isinstance(metadata, dict):
        code = metadata.get("unitCode")
    if isinstance(code, dict):
        code = code.get("value")
    return code.strip() if isinstance(code, str) else ""


def _say_unit(attribute: dict[str, Any], unit: str) -> None:
    holder = attribute if "unitCode" in attribute else attribute["metadata"]
    code = holder["unitCode"]
    holder["unitCode"] = {**code, "value": unit} if isinstance(code, dict) else unit


def _converted(value: Any, by: Conversion) -> Any:
    if isinstance(value, list):
        return [_converted(one, by) if not isinstance(one, list) else one for one in value[:MOST_LISTED]]
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    return float(f"{by(float(value)):.10g}")
