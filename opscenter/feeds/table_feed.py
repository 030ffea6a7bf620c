"""Tables (CSV and its relatives) of an address or a folder, by a mapping file. kind = "table"."""

from collections.abc import Iterator
from pathlib import Path

from opscenter.feeds.columns import TableError
from opscenter.feeds.feed import Feed, FeedKind, Given, Item
from opscenter.feeds.mapping import Mapping
from opscenter.feeds.mapping_reading import parse_mapping, read_mapping
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.sources import SOURCE_OPTIONS, source_of
from opscenter.feeds.table import TableReader
from opscenter.feeds.table_content import TableContent
from opscenter.settings.reading import Option

MOST_PROBLEMS = 1_000
"""Of one table; then the rest of it is left: it is not the table that the mapping is about."""
_NOTHING = """
[time]
column = "t"
zone = "UTC"
[entity]
id = "x"
type = "x"
[[attribute]]
name = "x"
column = "x"
"""


class TableFeedReader:
    """Rows of a table as entities. `folder`: where joined tables are looked for; `joins`: where they are."""

    def __init__(self, mapping: Mapping, folder: Path, joins: dict[str, Path]) -> None:
        self._mapping = mapping
        self._folder = folder
        self._joins = joins

    def __call__(self, item: Item) -> Iterator[Record | Problem]:
        name = item.topic.rpartition("/")[2] or "table"
        problems = 0
        try:
            content = TableContent(self._folder / name, item.where, item.body)
            for one in TableReader(self._mapping, content, self._joins, item.at).records():
                yield one
                problems += isinstance(one, Problem)
                if problems >= MOST_PROBLEMS:
                    yield Problem(item.where, f"more than {MOST_PROBLEMS:,} rows are wrong: the rest is left.")
                    return
        except TableError as error:
            yield Problem(item.where, f"{error}".removeprefix(f"{item.where} "), whole=True)


def _make(given: Given) -> Feed:
    table = given.table
    mapping = parse_mapping("", _NOTHING)
    if not given.values["mapping"]:
        table.wrong("mapping" if table.has("mapping") else "", 'a table feed has a "mapping", the name of its file')
    else:
        try:
            mapping = read_mapping(given.path("mapping"))
            if mapping.geojson:
                table.wrong("mapping", "this mapping is of GeoJSON, not of tables")
        except OSError as error:
            table.wrong("mapping", f"{given.path('mapping')} cannot be read: {error.strerror}")
    joins: dict[str, Path] = {}
    named = table.table("joins")
    for name in named.data if named is not None else ():
        assert named is not None
        joins[name] = given.folder / named.text(name)
        if not joins[name].is_file():
            named.wrong(name, f"there is no file {joins[name]}")
    return Feed(source_of(given), TableFeedReader(mapping, given.folder, joins))


KIND = FeedKind(
    "table",
    "Tables (CSV and its relatives) of an address or a folder, by a mapping file as for `opscenter publish --map`.",
    _make,
    (Option("mapping", "", "The mapping file (resources/mappings/README.md)."), *SOURCE_OPTIONS),
)
