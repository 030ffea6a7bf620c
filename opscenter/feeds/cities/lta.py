"""Answers of Singapore's LTA DataMall: pages of records under "value"."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec

from opscenter.feeds.cities.contents import Unreadable, problem, rows_of
from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.cities.properties import Entity
from opscenter.feeds.cities.taken import taken_at
from opscenter.feeds.record import Problem, Record

Row = dict[str, Any]


class RowFault(ValueError):
    """A record cannot be used: a sentence without its stop."""


def pages(files: PartFiles) -> Iterator[tuple[Path, int, list[Row]] | Problem]:
    """Each file with when it was got (Unix ms) and its records, by that time; what cannot be read as a Problem."""
    for path, at in in_time(files):
        try:
            yield path, at, rows_of(path, "value")
        except (Unreadable, OSError) as fault:
            yield problem(path, fault)


def in_time(files: PartFiles) -> list[tuple[Path, int]]:
    """Files with when they were got (Unix ms), by that time."""
    return sorted(((path, taken_at(path, files.zone, files.taken)) for path in files.paths), key=lambda one: one[1])


def said(row: Row, key: str) -> str:
    """A text (or a number as one). RowFault where it is missing or empty."""
    value = row.get(key)
    if isinstance(value, str | int | float) and not isinstance(value, bool) and str(value).strip():
        return str(value).strip()
    raise RowFault(f'it has no "{key}"')


def number(row: Row, key: str) -> float:
    """A finite number, also one written as a text. RowFault for anything else."""
    text = said(row, key)
    try:
        value = float(text)
    except ValueError:
        raise RowFault(f'its "{key}" is {text[:40]!r}, not a number') from None
    if not abs(value) < 1e15:
        raise RowFault(f'its "{key}" is {text[:40]!r}, not a number that can be')
    return value


def record(domain: str, entity: Entity, at: int | None) -> Record:
    """An entity as a message."""
    return Record(f"{domain}/{entity['type']}/{entity['id']}", msgspec.json.encode(entity), at)


def set_aside(path: Path, faults: list[str]) -> Iterator[Problem]:
    """Records of a file that could not be used, in one sentence."""
    if faults:
        more = f" (and {len(faults) - 1} more like it)" if len(faults) > 1 else ""
        yield problem(path, f"a record is left out: {faults[0]}{more}")
