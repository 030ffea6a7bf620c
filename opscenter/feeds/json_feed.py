"""JSON documents of an address or a folder, by paths. kind = "json"."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from opscenter.feeds.feed import Feed, FeedKind, Given, Item
from opscenter.feeds.json_mapping import JsonMapping
from opscenter.feeds.json_mapping_reading import read_json_mapping
from opscenter.feeds.json_reader import holds_none, json_of, mapped
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.sources import SOURCE_OPTIONS, source_of


class JsonFeedReader:
    """A document by each of the mappings."""

    def __init__(self, mappings: Sequence[JsonMapping], zone: ZoneInfo) -> None:
        self._mappings = mappings
        self._zone = zone

    def __call__(self, item: Item) -> Iterator[Record | Problem]:
        try:
            document = json_of(item.body)
        except ValueError as error:
            yield Problem(item.where, f"{error}.", whole=True)
            return
        if lack := holds_none(document, self._mappings):
            yield Problem(item.where, lack, whole=True)
        for mapping in self._mappings:
            yield from mapped(document, item, mapping, self._zone)


def _make(given: Given) -> Feed:
    mappings = []
    for table in given.table.tables("map"):
        mappings.append(read_json_mapping(table, given))
        table.finish()
    if not mappings:
        given.table.wrong("", "a json feed has at least one [[feeds.NAME.map]]")
    return Feed(source_of(given), JsonFeedReader(mappings, given.zone))


KIND = FeedKind(
    "json",
    "JSON documents of an address or a folder: [[map]] tables say by paths (JMESPath) what becomes entities.",
    _make,
    SOURCE_OPTIONS,
)
