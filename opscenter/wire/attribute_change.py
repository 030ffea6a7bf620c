"""A message of the bus with some values changed, whatever spelling it is in; all else of it stays as it came."""

from collections.abc import Callable
from typing import Any

import msgspec

from opscenter.wire.spelling import VALUE_KEYS, Scalar, is_instance, is_wrapper, short_name

Change = Callable[[Scalar], Scalar]
"""What a value becomes."""

MOST_LEVELS = 32


class Gone:
    """In place of a value: it is not told at all."""


GONE: Any = Gone()

EntityChange = Callable[[dict[str, Any]], dict[str, Any] | None]
"""What an entity becomes (it may be changed in place); None: it is not told at all."""


def changed_payload(payload: bytes, change: EntityChange) -> bytes | None:
    """The payload with each entity changed; the same object where none was, None where nothing is left of it.

    What cannot be read stays as it is: whoever takes it sets it aside.
    """
    try:
        decoded = msgspec.json.decode(payload)
        before = msgspec.json.encode(decoded)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return payload
    after = _changed(decoded, change)
    if after is None:
        return None
    encoded = msgspec.json.encode(after)
    return payload if encoded == before else encoded


def _changed(decoded: Any, change: EntityChange) -> Any:
    if isinstance(decoded, list):
        kept = [_changed(one, change) for one in decoded]
        kept = [one for one in kept if one is not None]
        return kept or (None if decoded else decoded)
    if not isinstance(decoded, dict):
        return decoded
    features = decoded.get("features")
    if decoded.get("type") == "FeatureCollection" and isinstance(features, list):
        kept = _changed(features, change)
        return None if kept is None else {**decoded, "features": kept}
    return change(decoded)


def entity_id(entity: dict[str, Any]) -> str:
    """The id of an entity, or of a GeoJSON feature that is one; "" if it has none."""
    found = entity.get("id", entity.get("@id"))
    properties = entity.get("properties")
    if found is None and entity.get("type") == "Feature" and isinstance(properties, dict):
        found = properties.get("id")
    return found if isinstance(found, str) else ""


def entity_type(entity: dict[str, Any]) -> str:
    """Its type, "" if it has none."""
    properties = entity.get("properties")
    if entity.get("type") == "Feature" and isinstance(properties, dict):
        entity = properties
    found = entity.get("type", entity.get("@type"))
    return found if isinstance(found, str) else ""


def change_attribute(entity: dict[str, Any], name: str, change: Change) -> None:
    """Change the values of one attribute, by its flat name (`co2.value`), in place. A change to GONE takes it out."""
    inner = entity.get("properties")
    told = inner if entity.get("type") == "Feature" and isinstance(inner, dict) else entity
    for key in list(told):
        flat = short_name(key)
        if flat == name or name.startswith(f"{flat}."):
            after = _walk(flat, told[key], name, change, 0)
            if after is GONE:
                del told[key]
            else:
                told[key] = after


def _walk(flat: str, raw: Any, name: str, change: Change, level: int) -> Any:
    """What `raw`, called `flat`, becomes; GONE when nothing is left."""
    if level > MOST_LEVELS:
        return raw
    if isinstance(raw, dict):
        return _walk_object(flat, raw, name, change, level)
    if isinstance(raw, list):
        return _walk_list(flat, raw, name, change, level)
    return change(raw) if flat == name else raw


def _walk_object(flat: str, raw: dict[str, Any], name: str, change: Change, level: int) -> Any:
    value_key = next((key for key in VALUE_KEYS if key in raw), None)
    if value_key is None:
        return _walk_members(flat, raw, name, change, level)
    dataset = raw.get("datasetId")
    if isinstance(dataset, str) and dataset and dataset != "@none":
        flat = f"{flat}.{short_name(dataset).rpartition(':')[2]}"
    inner = raw[value_key]
    if isinstance(inner, dict) and value_key in ("value", "json") and not is_wrapper(inner):
        after = _walk_members(flat, inner, name, change, level + 1)
    else:
        after = _walk(flat, inner, name, change, level + 1)
    return GONE if after is GONE else {**raw, value_key: after}


def _walk_members(flat: str, raw: dict[str, Any], name: str, change: Change, level: int) -> Any:
    kept: dict[str, Any] = {}
    for key, value in raw.items():
        after = value if key == "@context" else _walk(f"{flat}.{short_name(key)}", value, name, change, level + 1)
        if after is not GONE:
            kept[key] = after
    return kept if kept or not raw else GONE


def _walk_list(flat: str, raw: list[Any], name: str, change: Change, level: int) -> Any:
    if raw and all(isinstance(part, dict) and is_instance(part) for part in raw):
        parts = [_walk(flat, part, name, change, level + 1) for part in raw]
        kept = [part for part in parts if part is not GONE]
        return kept or GONE
    if raw and all(isinstance(part, str) for part in raw):
        if flat != name:
            return raw
        return change(", ".join(raw))
    if flat == name:
        return raw  # it has values of its own for each place: they are called `name.0`, `name.1`
    parts = [_walk(f"{flat}.{index}", part, name, change, level + 1) for index, part in enumerate(raw)]
    if not any(part is GONE for part in parts):
        return parts
    # A null would say that there is no value any more; by name the others are what they were.
    return {str(index): part for index, part in enumerate(parts) if part is not GONE} or GONE
