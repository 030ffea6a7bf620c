"""Times of recorded messages moved to now: every instant in a message by the same span."""

import re
from typing import Any

import msgspec

from opscenter.feeds.record import Record
from opscenter.wire.instants import format_instant, parse_instant

_INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
_DEEPEST = 20


def shifted(record: Record, by_ms: int) -> Record:
    """A record with all times that carry an offset moved by `by_ms`. Times of day in texts for people stay."""
    if not by_ms:
        return record
    try:
        read = msgspec.json.decode(record.payload)
    except (msgspec.DecodeError, RecursionError):
        return record
    at = None if record.at is None else record.at + by_ms
    return Record(record.topic, msgspec.json.encode(_moved(read, by_ms, 0)), at, record.line)


def _moved(value: Any, by_ms: int, depth: int) -> Any:
    if depth > _DEEPEST:
        return value
    if isinstance(value, dict):
        return {key: _moved(one, by_ms, depth + 1) for key, one in value.items() if key != "coordinates"} | (
            {"coordinates": value["coordinates"]} if "coordinates" in value else {}
        )
    if isinstance(value, list):
        return [_moved(one, by_ms, depth + 1) for one in value]
    if isinstance(value, str) and _INSTANT.fullmatch(value):
        try:
            return format_instant(parse_instant(value)[0] + by_ms)
        except (ValueError, OverflowError):
            return value
    return value
