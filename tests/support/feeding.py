"""A feed in a test without a bus: what it would publish, and what it says is wrong."""

import threading
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import msgspec

from opscenter.domain.catalogue import Catalogue
from opscenter.feeds.config import FeedConfig, read_feeds
from opscenter.feeds.feed import Item, Reader
from opscenter.feeds.record import Problem, Record

NOW = 1_790_000_000_000
"""2026-09-21T14:13:20Z"""


class Taken:
    """A Delivery that keeps what it is given."""

    def __init__(self) -> None:
        self.items: list[Item] = []
        self.problems: list[Problem] = []
        self.lives = 0
        self.came = threading.Event()

    def take(self, item: Item) -> None:
        self.items.append(item)
        self.came.set()

    def alive(self) -> None:
        self.lives += 1
        self.came.set()

    def problem(self, problem: Problem) -> None:
        self.problems.append(problem)
        self.came.set()


class Published:
    """What a Runner asks of a publisher."""

    endpoint = "test"

    def __init__(self, on_send: Callable[[str, dict[str, Any]], None] = lambda topic, entity: None) -> None:
        self.sent: list[tuple[str, Any]] = []
        self.heartbeats = 0
        self.heard = threading.Event()
        self.heard.set()
        self._on_send = on_send

    def send(self, topic: str, payload: bytes) -> None:
        entity = msgspec.json.decode(payload)
        self.sent.append((topic, entity))
        self._on_send(topic, entity)

    def wait_for_subscriber(self, timeout_s: float) -> bool:
        return self.heard.wait(timeout_s)

    def heartbeat(self) -> None:
        self.heartbeats += 1


def item(body: bytes | str, *, at: int = NOW, topic: str = "", where: str = "test", media: str = "") -> Item:
    """An item as a source would give it."""
    return Item(where, body.encode() if isinstance(body, str) else body, at, topic, media)


def read(reader: Reader, *items: Item) -> tuple[list[dict[str, Any]], list[Problem]]:
    """The entities and the problems that a reader makes of items."""
    entities: list[dict[str, Any]] = []
    problems: list[Problem] = []
    for one in items:
        for made in reader(one):
            if isinstance(made, Problem):
                problems.append(made)
            else:
                assert isinstance(made, Record)
                entities.append(msgspec.json.decode(made.payload))
    return entities, problems


def config(folder: Path, text: str, catalogue: Catalogue | None = None, now: int = NOW) -> list[FeedConfig]:
    """The feeds of a file with this text, in `folder`. Raises FileMistakes. Nothing is opened."""
    path = folder / "feeds.toml"
    path.write_text(text, encoding="utf-8")
    return read_feeds(path, catalogue or Catalogue(), lambda: now)


def values(entity: dict[str, Any], *names: str) -> Iterable[Any]:
    """The values of attributes of a normalized entity."""
    return tuple(entity[name]["value"] for name in names)
