"""Mapping files (TOML) -> Mapping, checked as a whole before anything is published.

See `resources/mappings/README.md` for the format with examples.
"""

import re
from pathlib import Path
from zoneinfo import ZoneInfo

from opscenter.domain.toml_document import FileMistakes, decoded, parsed
from opscenter.domain.toml_table import Mistake, Table
from opscenter.feeds.mapping import AttributeRule, Join, Mapping, TableFormat, TimeRule

COMBINE = ("last", "first", "mean", "sum", "min", "max")
LANGUAGES = ("en", "zh_Hant", "zh_Hans")
TIME_SOURCES = ("column", "file_name", "start")
LONGEST_STEP_S = 366 * 86_400.0


def read_mapping(path: Path) -> Mapping:
    """Read and check a mapping file. Raises FileMistakes (all of them, with lines) or OSError."""
    return parse_mapping(str(path), decoded(str(path), path.read_bytes()))


def parse_mapping(name: str, text: str) -> Mapping:
    """Check the text of a mapping file. Raises FileMistakes, each with its line and the nearest right name."""
    mistakes: list[Mistake] = []
    top = parsed(name, text, mistakes)
    mapping = _mapping(top, name) if top is not None else None
    if mapping is None or mistakes:
        raise FileMistakes(mistakes)
    return mapping


def _part(top: Table, key: str) -> Table:
    """A table that must be there; when it is not, an empty one in its place, so that its own lacks are told too."""
    table = top.table(key)
    return table if table is not None else Table(top.file, top.lines, (key,), {}, top.mistakes)


def _mapping(top: Table, name: str) -> Mapping:
    geojson = top.flag("geojson")
    entity = _part(top, "entity")
    names = entity.table("name")
    place = top.table("place")
    where = top.table("where")
    patterns = {column: where.text(column) for column in where.data} if where else {}
    for column, pattern in patterns.items():
        if where is not None:
            _pattern(where, column, pattern)
    rules = tuple(_attribute(one) for one in top.tables("attribute"))
    if geojson:
        for key in ("time", "place", "join", "where"):
            if top.has(key):
                top.wrong(key, f"a mapping of GeoJSON has no [{key}]: its features have a geometry and no time")
    elif not rules and not top.has("attribute"):
        top.wrong("", "a mapping has at least one [[attribute]]")
    mapping = Mapping(
        title=top.text("title", name),
        table=_table(top.table("table")),
        time=TimeRule(ZoneInfo("UTC")) if geojson else _time(_part(top, "time")),
        id=entity.text("id"),
        type=entity.text("type"),
        domain=entity.text("domain", "city"),
        names={language: names.text(language) for language in LANGUAGES if names.has(language)} if names else {},
        latitude=place.text("latitude") if place else "",
        longitude=place.text("longitude") if place else "",
        joins=tuple(_join(one) for one in top.tables("join")),
        attributes=rules,
        where=patterns,
        geojson=geojson,
    )
    top.text("source", "")
    top.text("licence", "")
    if names is not None:
        names.offer(*LANGUAGES)
    for table in (top, entity, names, place):
        if table is not None:
            table.finish()
    return mapping


def _pattern(table: Table, key: str, text: str) -> re.Pattern[str] | None:
    try:
        return re.compile(text)
    except re.error as error:
        table.wrong(key, f'"{key}" is not a regular expression: {error}')
        return None


def _zone(table: Table) -> ZoneInfo:
    name = table.text("zone")
    try:
        return ZoneInfo(name or "UTC")
    except (KeyError, ValueError, OSError):
        table.wrong("zone", f'"{name}" is not an IANA time zone, such as Asia/Hong_Kong')
        return ZoneInfo("UTC")


def _table(table: Table | None) -> TableFormat:
    if table is None:
        return TableFormat()
    unpivot = table.table("unpivot")
    delimiter = table.text("delimiter", ",")
    if len(delimiter) != 1:
        table.wrong("delimiter", '"delimiter" is one character')
    form = TableFormat(
        delimiter=delimiter,
        encoding=table.text("encoding", "utf-8-sig"),
        missing=table.texts("missing") if table.has("missing") else ("",),
        comment=table.text("comment", ""),
        unpivot_name=unpivot.text("name") if unpivot else "",
        unpivot_value=unpivot.text("value") if unpivot else "",
        unpivot_keep=unpivot.texts("keep") if unpivot and unpivot.has("keep") else (),
    )
    table.offer("missing")
    table.finish()
    if unpivot is not None:
        unpivot.offer("keep")
        unpivot.finish()
    return form


def _time(table: Table) -> TimeRule:
    if sum(table.has(key) for key in TIME_SOURCES) != 1:
        table.wrong("", f"[time] names exactly one of {', '.join(TIME_SOURCES)}")
    pattern = table.text("file_name", "")
    rule = TimeRule(
        zone=_zone(table),
        column=table.text("column", ""),
        format=table.text("format", ""),
        file_name=_pattern(table, "file_name", pattern) if pattern else None,
        start=table.text("start", ""),
        step_s=table.number("step_s", None if table.has("start") else 0.0, 0.0, LONGEST_STEP_S),
        add_s=table.number("add_s", 0.0, -LONGEST_STEP_S, LONGEST_STEP_S),
    )
    table.finish()
    return rule


def _join(table: Table) -> Join:
    join = Join(
        file=table.text("file"),
        on=table.text("on"),
        key=table.text("key"),
        encoding=table.text("encoding", "utf-8-sig"),
        delimiter=table.text("delimiter", ","),
        required=table.flag("required"),
    )
    if len(join.delimiter) != 1:
        table.wrong("delimiter", '"delimiter" is one character')
    table.finish()
    return join


def _attribute(table: Table) -> AttributeRule:
    rule = AttributeRule(
        name=table.text("name"),
        column=table.text("column", ""),
        text=table.text("text", ""),
        unit=table.text("unit", ""),
        factor=table.number("factor", 1.0),
        offset=table.number("offset", 0.0),
        low=table.optional_number("low"),
        high=table.optional_number("high"),
        combine=table.choice("combine", COMBINE, "last"),
        weight=table.text("weight", ""),
    )
    if table.has("column") == table.has("text"):
        table.wrong("", f'the attribute "{rule.name}" needs either column or text')
    table.finish()
    return rule
