"""Mapping files: how a table's columns become entities of the bus. Read and checked as a whole.

See `resources/mappings/README.md` for the format with examples.
"""

import re
from dataclasses import dataclass
from pathlib import Path
from zoneinfo import ZoneInfo

from opscenter.settings.toml_check import FileErrors, TomlFile, nearest

COMBINE = ("last", "first", "mean", "sum", "min", "max")
TABLE_KEYS = ("delimiter", "encoding", "missing", "comment", "unpivot")
TIME_KEYS = ("column", "format", "file_name", "start", "step_s", "zone", "add_s")
ENTITY_KEYS = ("id", "type", "domain", "name")
JOIN_KEYS = ("file", "on", "key", "encoding", "delimiter", "required")
ATTRIBUTE_KEYS = ("name", "column", "text", "unit", "factor", "offset", "low", "high", "combine", "weight")
TOP_KEYS = ("title", "source", "licence", "table", "time", "entity", "place", "join", "attribute", "where")
FIELD = re.compile(r"\{([^{}|]+)(\|slug)?\}")


@dataclass(slots=True, frozen=True)
class TableFormat:
    """How to read the text of the table. `unpivot_*`: every column is a thing, every cell one of its values."""

    delimiter: str = ","
    encoding: str = "utf-8-sig"
    missing: tuple[str, ...] = ("",)
    comment: str = ""
    unpivot_name: str = ""
    unpivot_value: str = ""
    unpivot_keep: tuple[str, ...] = ()


@dataclass(slots=True, frozen=True)
class TimeRule:
    """Where a row's time comes from: a column, the file's name, or its place in the file. Local in `zone`."""

    zone: ZoneInfo
    column: str = ""
    format: str = ""
    file_name: re.Pattern[str] | None = None
    start: str = ""
    step_s: float = 0.0
    add_s: float = 0.0


@dataclass(slots=True, frozen=True)
class Join:
    """A second table with more columns about the same thing, looked up by one column."""

    file: str
    on: str
    key: str
    encoding: str = "utf-8-sig"
    delimiter: str = ","
    required: bool = False


@dataclass(slots=True, frozen=True)
class AttributeRule:
    """One attribute: a number (`column`, then `* factor + offset`) or a text (`text` template).

    Numbers outside `low`..`high` (in published units) are kept and marked bad. Rows of the same entity and time are
    combined by `combine`; `mean` may be weighted by another column.
    """

    name: str
    column: str = ""
    text: str = ""
    unit: str = ""
    factor: float = 1.0
    offset: float = 0.0
    low: float | None = None
    high: float | None = None
    combine: str = "last"
    weight: str = ""


@dataclass(slots=True, frozen=True)
class Mapping:
    """A whole mapping file."""

    title: str
    table: TableFormat
    time: TimeRule
    id: str
    type: str
    domain: str
    names: dict[str, str]
    latitude: str
    longitude: str
    joins: tuple[Join, ...]
    attributes: tuple[AttributeRule, ...]
    where: dict[str, str]


def slug(text: str) -> str:
    """Letters and digits, words joined by hyphens: safe in an id."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-").lower()


def fill(template: str, row: dict[str, str]) -> str:
    """`template` with `{column}` and `{column|slug}` replaced. KeyError for a column that the row lacks."""

    def value(match: re.Match[str]) -> str:
        text = row[match.group(1)]
        return slug(text) if match.group(2) else text.strip()

    return FIELD.sub(value, template)


def read_mapping(path: Path) -> Mapping:
    """Read and check a mapping file. Raises FileErrors (all problems, with lines) or OSError."""
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise FileErrors([f"{path}:{line}: not UTF-8 text: {error.reason}."]) from None
    return parse_mapping(str(path), text)


def parse_mapping(name: str, text: str) -> Mapping:
    """Check the text of a mapping file. Raises FileErrors with all problems, each with line and nearest right name."""
    file = TomlFile(name, text)
    file.table((), TOP_KEYS)
    table = _table(file)
    time = _time(file)
    file.table(("entity",), ENTITY_KEYS)
    names = file.table(("entity", "name"), ("en", "zh_Hant", "zh_Hans"))
    for language in names:
        file.get(("entity", "name", language), str)
    place = file.table(("place",), ("latitude", "longitude"))
    if place and len(place) != 2:
        file.complain(("place",), "a place has both latitude and longitude.")
    where = file.table(("where",))
    for column in where:
        file.get(("where", column), str, check=_is_pattern)
    mapping = Mapping(
        title=file.get(("title",), str, name),
        table=table,
        time=time,
        id=file.get(("entity", "id"), str, "", required=True),
        type=file.get(("entity", "type"), str, "", required=True),
        domain=file.get(("entity", "domain"), str, "city"),
        names={language: str(template) for language, template in names.items()},
        latitude=file.get(("place", "latitude"), str, ""),
        longitude=file.get(("place", "longitude"), str, ""),
        joins=_joins(file),
        attributes=_attributes(file),
        where={column: str(pattern) for column, pattern in where.items()},
    )
    file.finish()
    return mapping


def _is_pattern(text: str) -> str:
    try:
        re.compile(text)
    except re.error as error:
        return f"is not a regular expression: {error}."
    return ""


def _is_zone(text: str) -> str:
    try:
        ZoneInfo(text)
    except (KeyError, ValueError, OSError):
        return f"{text!r} is not an IANA time zone, such as Asia/Hong_Kong."
    return ""


def _table(file: TomlFile) -> TableFormat:
    file.table(("table",), TABLE_KEYS)
    unpivot = file.table(("table", "unpivot"), ("name", "value", "keep"))
    return TableFormat(
        delimiter=file.get(
            ("table", "delimiter"), str, ",", check=lambda v: "" if len(v) == 1 else "is one character."
        ),
        encoding=file.get(("table", "encoding"), str, "utf-8-sig"),
        missing=tuple(file.get(("table", "missing"), list, [""])),
        comment=file.get(("table", "comment"), str, ""),
        unpivot_name=file.get(("table", "unpivot", "name"), str, "", required=bool(unpivot)),
        unpivot_value=file.get(("table", "unpivot", "value"), str, "", required=bool(unpivot)),
        unpivot_keep=tuple(file.get(("table", "unpivot", "keep"), list, [])),
    )


def _time(file: TomlFile) -> TimeRule:
    given = file.table(("time",), TIME_KEYS)
    sources = [key for key in ("column", "file_name", "start") if key in given]
    if len(sources) != 1:
        file.complain(("time",), "[time] names exactly one of column, file_name, start.")
    zone = file.get(("time", "zone"), str, "UTC", required=True, check=_is_zone)
    pattern = file.get(("time", "file_name"), str, "", check=_is_pattern)
    return TimeRule(
        zone=ZoneInfo(zone),
        column=file.get(("time", "column"), str, ""),
        format=file.get(("time", "format"), str, ""),
        file_name=re.compile(pattern) if pattern else None,
        start=file.get(("time", "start"), str, ""),
        step_s=float(file.get(("time", "step_s"), (int, float), 0.0, required="start" in given)),
        add_s=float(file.get(("time", "add_s"), (int, float), 0.0)),
    )


def _tables_of(file: TomlFile, name: str) -> list[dict[str, object]]:
    value = file.data.get(name, [])
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        file.complain((name,), f"write each as [[{name}]].")
        return []
    return value


def _joins(file: TomlFile) -> tuple[Join, ...]:
    joins = []
    for item in _tables_of(file, "join"):
        _check_keys(file, "join", item, JOIN_KEYS, ("file", "on", "key"), {"required": bool})
        joins.append(
            Join(
                file=str(item.get("file", "")),
                on=str(item.get("on", "")),
                key=str(item.get("key", "")),
                encoding=str(item.get("encoding", "utf-8-sig")),
                delimiter=str(item.get("delimiter", ",")),
                required=bool(item.get("required", False)),
            )
        )
    return tuple(joins)


def _attributes(file: TomlFile) -> tuple[AttributeRule, ...]:
    numbers: dict[str, type] = {"factor": float, "offset": float, "low": float, "high": float}
    rules = []
    for item in _tables_of(file, "attribute"):
        _check_keys(file, "attribute", item, ATTRIBUTE_KEYS, ("name",), numbers)
        if ("column" in item) == ("text" in item):
            file.complain(("attribute",), f"attribute {item.get('name')!r} needs either column or text.")
        combine = str(item.get("combine", "last"))
        if combine not in COMBINE:
            file.complain(("attribute", "combine"), f'combine = "{combine}" is unknown.{nearest(combine, COMBINE)}')
        fields = {key: value for key, value in item.items() if key in ATTRIBUTE_KEYS}
        rules.append(AttributeRule(**{"name": "", **fields}))  # type: ignore[arg-type]
    if not rules:
        file.complain((), "a mapping has at least one [[attribute]].")
    return tuple(rules)


def _check_keys(
    file: TomlFile,
    table: str,
    item: dict[str, object],
    allowed: tuple[str, ...],
    required: tuple[str, ...],
    kinds: dict[str, type],
) -> None:
    for key, value in item.items():
        if key not in allowed:
            file.complain((table, key), f'"{key}" is unknown in [[{table}]].{nearest(key, allowed)}')
            continue
        kind = kinds.get(key, str)
        right = isinstance(value, (int, float)) and not isinstance(value, bool) if kind is float else None
        if not (isinstance(value, kind) if right is None else right):
            file.complain((table, key), f'"{key}" must be {"a number" if kind is float else "text"}, not {value!r}.')
    for key in required:
        if key not in item:
            file.complain((table,), f'a [[{table}]] lacks "{key}".')
