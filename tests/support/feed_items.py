"""What readers of feeds are given and give, in tests."""

from collections.abc import Iterable
from typing import Any

import msgspec

from opscenter.feeds.feed import Item
from opscenter.feeds.record import Problem, Record
from tests.support.reading import Reading

ARRIVED = 1_760_000_000_000  # 2025-10-09


def item(body: bytes | str, at: int = ARRIVED, where: str = "document", topic: str = "") -> Item:
    """A document that came at a time (Unix ms)."""
    return Item(where, body.encode() if isinstance(body, str) else body, at, topic)


def entities(found: Iterable[Record | Problem]) -> list[dict[str, Any]]:
    """The entities of records, in their order."""
    return [msgspec.json.decode(one.payload) for one in found if isinstance(one, Record)]


def sentences(found: Iterable[Record | Problem]) -> list[str]:
    """What problems say, with their places."""
    return [str(one) for one in found if isinstance(one, Problem)]


def taken_by_the_bus(found: Iterable[Record | Problem]) -> dict[str, dict[str, Any]]:
    """Entity's id -> its attributes as a station reads them; fails on what it would set aside."""
    read: dict[str, dict[str, Any]] = {}
    reading = Reading()
    for one in found:
        if isinstance(one, Record):
            assert reading.take(one.payload, topic=one.topic.encode(), arrived=ARRIVED).rejected == [], one.topic
            read.setdefault(one.topic.rpartition("/")[2], {}).update(reading.values())
    return read
