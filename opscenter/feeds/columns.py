"""Whether a table has the columns its mapping names: asked before anything is published."""

from collections.abc import Iterable

from opscenter.domain.toml_table import nearest
from opscenter.feeds.mapping import FIELD, Mapping
from opscenter.feeds.table_content import TableFile

USUAL_DELIMITERS = (";", "\t", "|", ",")


class TableError(Exception):
    """The table as a whole cannot be used: a sentence, with the file and what is missing."""


def kept_columns(mapping: Mapping) -> tuple[str, ...]:
    """Columns of a wide table that are not things themselves: its time, and those the mapping keeps."""
    time = (mapping.time.column,) if mapping.time.column else ()
    return (*time, *mapping.table.unpivot_keep)


def named_columns(mapping: Mapping) -> dict[str, str]:
    """Every column the mapping names -> where it does."""
    named: dict[str, str] = {}

    def name(columns: Iterable[str], where: str) -> None:
        for column in columns:
            if column:
                named.setdefault(column, where)

    name([mapping.time.column], "time.column")
    name(_holes(mapping.id), "entity.id")
    for language, template in mapping.names.items():
        name(_holes(template), f"entity.name.{language}")
    name([mapping.latitude], "place.latitude")
    name([mapping.longitude], "place.longitude")
    name(mapping.where, "where")
    for join in mapping.joins:
        name([join.on], "join.on")
    for rule in mapping.attributes:
        name([rule.column], f"the attribute {rule.name}")
        name([rule.weight], f"the weight of {rule.name}")
        name((*_holes(rule.name), *_holes(rule.text)), f"the attribute {rule.name}")
    return named


def _holes(template: str) -> list[str]:
    return [match.group(1) for match in FIELD.finditer(template)]


def check_columns(path: TableFile, header: list[str], joined: Iterable[str], mapping: Mapping) -> None:
    """Raise TableError with every column that the mapping names and the table lacks, and the nearest right name."""
    form = mapping.table
    if len(header) == 1:
        other = next((mark for mark in USUAL_DELIMITERS if mark != form.delimiter and mark in header[0]), None)
        if other is not None:
            raise TableError(
                f"{path} has one column, {header[0]!r}. Is its delimiter {other!r}? Say so by table.delimiter."
            )
    own = [*kept_columns(mapping), form.unpivot_name, form.unpivot_value] if form.unpivot_name else header
    missing = [column for column in kept_columns(mapping) if column not in header] if form.unpivot_name else []
    there = {*own, *joined}
    lacks = [
        f"{path} has no column {column!r} ({where}){nearest(column, header)}"
        for column, where in named_columns(mapping).items()
        if column not in there or column in missing
    ]
    if lacks:
        raise TableError("\n".join(lacks))
