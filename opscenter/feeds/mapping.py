"""How a table's columns become entities of the bus: what a mapping file says, once it is read."""

import re
from dataclasses import dataclass
from zoneinfo import ZoneInfo

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
    geojson: bool = False  # for files of features instead of tables: no time, the geometry is the place


def slug(text: str) -> str:
    """Letters and digits, words joined by hyphens: safe in an id."""
    return re.sub(r"[^A-Za-z0-9]+", "-", text).strip("-").lower()


def fill(template: str, row: dict[str, str]) -> str:
    """`template` with `{column}` and `{column|slug}` replaced. KeyError for a column that the row lacks."""

    def value(match: re.Match[str]) -> str:
        text = row[match.group(1)]
        return slug(text) if match.group(2) else text.strip()

    return FIELD.sub(value, template)
