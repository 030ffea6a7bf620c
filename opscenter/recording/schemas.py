"""JSON schemas of channels: those of opscenter's own, and of a type of entity by the first payload there is of it.

Lichtblick and Foxglove read of JSON schema only objects with `properties`, and in these booleans, numbers, strings,
objects, and arrays of one of them (their parseJsonSchema): a schema without `properties`, or with `null` or a choice of
types anywhere, makes them refuse the channel. What is not in the schema they show all the same.
"""

from typing import Any

import msgspec

MOST_PROPERTIES = 100
MOST_DEPTH = 6

_TEXT = {"type": "string"}
_WHOLE = {"type": "integer"}
_BYTES = {"type": "string", "contentEncoding": "base64"}

_OWN: dict[str, dict[str, Any]] = {
    "opscenter.beat": {"beat": _WHOLE, "at": _WHOLE},
    "opscenter.station": {"started": _WHOLE, "away": {"type": "array", "items": _WHOLE}},
    "opscenter.journal": {
        "id": _WHOLE, "at": _WHOLE, "wall": _WHOLE, "occurrence": _TEXT, "entity": _TEXT, "event": _TEXT,
        "state": _TEXT, "by": _TEXT, "desk": _TEXT, "comment": _TEXT, "fact": _TEXT, "rule": _TEXT,
    },
    "opscenter.as-it-came": {
        "topic": _TEXT, "header": _TEXT, "topic_base64": _BYTES, "header_base64": _BYTES, "payload_base64": _BYTES,
        "frames": _WHOLE, "arrived": _WHOLE,
    },
}  # fmt: skip


def schema_of(name: str, sample: bytes) -> bytes:
    """A JSON schema of the channels of this name; `sample` is a payload of one."""
    own = _OWN.get(name)
    if own is not None:
        return msgspec.json.encode({"title": name, "type": "object", "properties": own})
    try:
        read = msgspec.json.decode(sample) if sample else {}
    except (ValueError, RecursionError):
        read = {}
    told = _of(read, MOST_DEPTH) if isinstance(read, dict) else None
    return msgspec.json.encode({"title": name, **(told or {"type": "object", "properties": {}})})


def _of(value: Any, depth: int) -> dict[str, Any] | None:
    """The schema of a value; None for what these programs cannot take."""
    if isinstance(value, bool):
        return {"type": "boolean"}
    if isinstance(value, int | float):
        return {"type": "number"}
    if isinstance(value, str):
        return _TEXT
    if depth and isinstance(value, dict):
        told = {name: _of(one, depth - 1) for name, one in list(value.items())[:MOST_PROPERTIES]}
        return {"type": "object", "properties": {name: one for name, one in told.items() if one is not None}}
    if depth and isinstance(value, list) and value:
        items = [_of(one, depth - 1) for one in value[:MOST_PROPERTIES]]
        first = items[0]
        if (
            first is not None
            and first["type"] != "array"
            and all(one and one["type"] == first["type"] for one in items)
        ):
            return {"type": "array", "items": first}
    return None
