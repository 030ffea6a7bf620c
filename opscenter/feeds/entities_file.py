"""Files of entities as they are: .json is one message, .jsonl and .ndjson one message a line."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from opscenter.feeds.record import Problem, Record

TIME_ATTRIBUTES = ("dateObserved", "observedAt", "dateModified", "TimeInstant", "timestamp")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def _first(entity: Any) -> dict[str, Any]:
    while isinstance(entity, list) and entity:
        entity = entity[0]
    return entity if isinstance(entity, dict) else {}


def _time_of(entity: dict[str, Any]) -> int | None:
    for name in TIME_ATTRIBUTES:
        value = entity.get(name)
        while isinstance(value, dict):
            value = value.get("value", value.get("@value"))
        if isinstance(value, str):
            try:
                moment = datetime.fromisoformat(value.rsplit("/", 1)[-1])
            except ValueError:
                continue
            moment = moment if moment.tzinfo else moment.replace(tzinfo=UTC)
            return (moment - _EPOCH) // timedelta(milliseconds=1)
    return None


def record_of(payload: bytes, domain: str) -> Record:
    """A payload with the topic its first entity suggests. What is wrong with it is for the receiver to judge."""
    try:
        entity = _first(msgspec.json.decode(payload))
    except msgspec.DecodeError:
        entity = {}
    kind = entity.get("type") if isinstance(entity.get("type"), str) else "unknown"
    name = entity.get("id") if isinstance(entity.get("id"), str) else "unknown"
    return Record(f"{domain}/{kind}/{name}", payload, _time_of(entity))


def read_entities(path: Path, domain: str = "city") -> Iterator[Record | Problem]:
    """The messages of a file, byte for byte as they are."""
    try:
        if path.suffix.lower() in (".jsonl", ".ndjson"):
            with path.open("rb") as stream:
                for line in stream:
                    if line.strip():
                        yield record_of(line.strip(), domain)
        else:
            yield record_of(path.read_bytes(), domain)
    except OSError as error:
        yield Problem(str(path), f"cannot be read: {error.strerror}.")
