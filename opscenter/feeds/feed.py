"""What a feed is: a source that fetches, a reader that understands, and the options its kind declares."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from opscenter.domain.batch import Clock
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.toml_table import Table
from opscenter.feeds.record import Problem, Record
from opscenter.settings.reading import Option


@dataclass(slots=True, frozen=True)
class Item:
    """One thing a source got: a file, an answer, a message.

    `where` names it in sentences (a URL without its query, a path, a topic); `at` is when it was got (Unix ms);
    `topic` is what it came under (an MQTT topic, the path of a notification, a file's name), `media` its media type.
    `retained`: a broker had kept it; who knows since when. `again`: it was delivered before, and is still so.
    """

    where: str
    body: bytes
    at: int
    topic: str = ""
    media: str = ""
    retained: bool = False
    again: bool = False


class SourceFault(Exception):
    """A source cannot get what it should: a sentence that says what and why. It is tried again later, not before
    `wait_s` when the other side asked for that."""

    def __init__(self, sentence: str, wait_s: float = 0.0) -> None:
        super().__init__(sentence)
        self.wait_s = wait_s


class Delivery(Protocol):
    """Where a source puts what it got. May be called from any thread; waits while the bus is behind."""

    def take(self, item: Item) -> None:
        """One thing, to be read and published."""

    def alive(self) -> None:
        """The source works, though there is nothing new (connected; not modified)."""

    def problem(self, problem: Problem) -> None:
        """Something is wrong with one thing (too large, unreadable); the source goes on."""


class Source(Protocol):
    """Gets things. `every_s` > 0: `fetch` gets what there is now and returns, and is called again after so long.
    `every_s` = 0: `fetch` stays and delivers as things come, until `close`."""

    every_s: float

    def fetch(self, delivery: Delivery) -> None:
        """Get and deliver. Raises SourceFault; then it is called again, later and later."""

    def close(self) -> None:
        """End a `fetch` that another thread is in, at once, and hold nothing open. It is not used again."""


Reader = Callable[[Item], Iterable[Record | Problem]]
"""Understands one thing. Pure but for what it remembers of earlier ones. Never raises on bad input: it yields Problems,
and what is right beside them."""


@dataclass(slots=True, frozen=True)
class Feed:
    """A source with the reader of its format."""

    source: Source
    reader: Reader


@dataclass(slots=True, frozen=True)
class Given:
    """What a kind makes its feed from.

    `values`: its options by name, checked. `table`: its table of the file, for tables inside it (`table.table(...)`)
    and for telling mistakes (`table.wrong(key, sentence)`); keys that nobody asks it for are mistakes.
    `folder`: where the file is; paths in it count from there. `zone`: of local times without an offset.
    """

    name: str
    values: dict[str, Any]
    table: Table
    folder: Path
    zone: ZoneInfo
    catalogue: Catalogue
    clock: Clock

    def path(self, key: str) -> Path:
        """The path an option names, relative to the configuration file's folder."""
        return self.folder / Path(self.values[key]).expanduser()


@dataclass(slots=True, frozen=True)
class FeedKind:
    """A format that can be fed: its name in `kind = "..."`, a sentence, its options, and how a feed of it is made.

    `make` opens nothing on the network. What is wrong it notes by `given.table.wrong(...)`; it may raise FileMistakes
    for files that the options name.
    """

    kind: str
    sentence: str
    make: Callable[[Given], Feed]
    options: tuple[Option, ...] = field(default=())
