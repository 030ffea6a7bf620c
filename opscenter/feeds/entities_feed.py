"""Entities as the bus has them, from files or an address: published as they are. kind = "entities"."""

from collections.abc import Iterator

from opscenter.feeds.entities_file import record_of
from opscenter.feeds.feed import Feed, FeedKind, Given, Item
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.sources import SOURCE_OPTIONS, source_of
from opscenter.settings.reading import Option

LINES = (".jsonl", ".ndjson")


class EntitiesReader:
    """One message, or with names that end in .jsonl one a line."""

    def __init__(self, domain: str) -> None:
        self._domain = domain

    def __call__(self, item: Item) -> Iterator[Record | Problem]:
        lines = item.body.splitlines() if item.topic.lower().endswith(LINES) else [item.body]
        for line in lines:
            if line.strip():
                yield record_of(line.strip(), self._domain)


def _make(given: Given) -> Feed:
    return Feed(source_of(given), EntitiesReader(given.values["domain"]))


KIND = FeedKind(
    "entities",
    "Entities in NGSI spellings as the bus has them, from files or an address.",
    _make,
    (Option("domain", "city", "First part of the topic."), *SOURCE_OPTIONS),
)
