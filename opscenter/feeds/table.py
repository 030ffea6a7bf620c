"""Tables (CSV and its relatives) -> entities, by a mapping file."""

import csv
import math
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec

from opscenter.domain.toml_table import nearest
from opscenter.feeds.columns import TableError, check_columns, kept_columns
from opscenter.feeds.local_time import unix_ms
from opscenter.feeds.mapping import AttributeRule, Join, Mapping, TableFormat, fill
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.table_content import TableFile
from opscenter.wire.instants import format_instant

FOLDERS_ABOVE = 4
NGSI_LANGUAGES = {"en": "en", "zh_Hant": "zh-Hant", "zh_Hans": "zh-Hans"}


def _rows(path: TableFile, form: TableFormat) -> Iterator[tuple[int, dict[str, str]]]:
    header: list[str] | None = None
    for line, cells in _lines(path, form):
        if header is None:
            header = [name.strip() for name in cells]
        else:
            yield line, dict(zip(header, cells, strict=False))


def _header(path: TableFile, form: TableFormat) -> list[str]:
    return next(([name.strip() for name in cells] for _, cells in _lines(path, form)), [])


def _lines(path: TableFile, form: TableFormat) -> Iterator[tuple[int, list[str]]]:
    try:
        with path.open(encoding=form.encoding, newline="") as stream:
            reader = csv.reader(stream, delimiter=form.delimiter)
            for cells in reader:
                if cells and not (form.comment and cells[0].startswith(form.comment)):
                    yield reader.line_num, cells
    except (UnicodeDecodeError, LookupError) as error:
        raise TableError(f"{path} is not {form.encoding} text ({error}); say so by table.encoding.") from None
    except csv.Error as error:
        raise TableError(f"{path} cannot be read as a table: {error}.") from None
    except OSError as error:
        raise TableError(f"{path} cannot be read: {error.strerror}.") from None


def _unpivoted(
    rows: Iterator[tuple[int, dict[str, str]]], form: TableFormat, keep: tuple[str, ...]
) -> Iterator[tuple[int, dict[str, str]]]:
    for line, row in rows:
        kept = {name: row.get(name, "") for name in keep}
        for name, value in row.items():
            if name not in kept:
                yield line, {**kept, form.unpivot_name: name, form.unpivot_value: value}


class JoinedTable:
    """The rows of a joined table, by its key. Looked for beside the data file and in the folders above it."""

    def __init__(self, join: Join, beside: TableFile, given: Path | None) -> None:
        path = given or self._find(join.file, beside)
        form = TableFormat(delimiter=join.delimiter, encoding=join.encoding)
        self.columns = _header(path, form)
        if join.key not in self.columns:
            raise TableError(f"{path} has no column {join.key!r} (join.key){nearest(join.key, self.columns)}")
        self._rows = {row[join.key].strip(): row for _, row in _rows(path, form) if join.key in row}

    @staticmethod
    def _find(name: str, beside: TableFile) -> Path:
        folder = beside.resolve().parent
        for place in [folder, *folder.parents][: FOLDERS_ABOVE + 1]:
            if (place / name).is_file():
                return place / name
        raise TableError(
            f"The table {name} that the mapping joins is not beside {beside} nor in {FOLDERS_ABOVE} folders above it. "
            f"Name it with --join {name}=PATH."
        )

    def get(self, key: str) -> dict[str, str] | None:
        """The row of a key, or None."""
        return self._rows.get(key.strip())


class _Group:
    """Rows of one entity at one time."""

    __slots__ = ("at", "line", "numbers", "row", "texts")

    def __init__(self, row: dict[str, str], at: int, line: int) -> None:
        self.row, self.at, self.line = row, at, line
        self.numbers: dict[str, tuple[AttributeRule, list[tuple[float, float]]]] = {}
        self.texts: dict[str, str] = {}


class TableReader:
    """Records of one table file. Problems with single rows are yielded and lose nothing else.

    `arrived` (Unix ms): when its content came, which tells the two hours of a clock that went back apart (local_time).
    """

    def __init__(
        self, mapping: Mapping, path: TableFile, joins: dict[str, Path] | None = None, arrived: int = 0
    ) -> None:
        self._arrived = arrived
        self._mapping = mapping
        self._path = path
        given = joins or {}
        self._joins = [(join, JoinedTable(join, path, given.get(join.file))) for join in mapping.joins]
        self._where = [(column, re.compile(pattern)) for column, pattern in mapping.where.items()]
        self._start = self._start_time()
        joined = [column for _, table in self._joins for column in table.columns]
        check_columns(path, _header(path, mapping.table), joined, mapping)

    def _start_time(self) -> datetime | None:
        rule = self._mapping.time
        try:
            if rule.start:
                start = datetime.fromisoformat(rule.start)
                return start if start.tzinfo else start.replace(tzinfo=rule.zone)
            if rule.file_name is not None:
                found = rule.file_name.search(self._path.name)
                if found is None:
                    raise TableError(f"The name of {self._path} does not match the mapping's time.file_name.")
                parts = {name: int(text) for name, text in found.groupdict().items() if text is not None}
                return datetime(
                    parts["Y"], parts["m"], parts["d"], parts.get("H", 0), parts.get("M", 0), tzinfo=rule.zone
                )
        except (ValueError, KeyError) as error:
            raise TableError(f"{self._path}: the mapping's time cannot be used: {error}.") from None
        return None

    def records(self) -> Iterator[Record | Problem]:
        """Records in the file's order; rows of one entity and time are one record."""
        form = self._mapping.table
        rows = _rows(self._path, form)
        if form.unpivot_name:
            rows = _unpivoted(rows, form, kept_columns(self._mapping))
        groups: dict[str, _Group] = {}
        newest: int | None = None
        index, last_line = -1, -1
        for line, row in rows:
            if line != last_line:
                index, last_line = index + 1, line
            try:
                ready = self._prepare(row)
                if ready is None:
                    continue
                at = self._time(ready, index)
                entity = fill(self._mapping.id, ready)
            except (KeyError, ValueError) as error:
                yield Problem(f"{self._path}:{line}", _sentence(error, row))
                continue
            if newest is not None and at != newest:
                yield from self._finish(groups)
                groups = {}
            newest = at
            group = groups.get(entity)
            if group is None:
                group = groups[entity] = _Group(ready, at, line)
            try:
                self._collect(group, ready)
            except (KeyError, ValueError) as error:
                yield Problem(f"{self._path}:{line}", _sentence(error, row))
        yield from self._finish(groups)

    def _prepare(self, row: dict[str, str]) -> dict[str, str] | None:
        for join, table in self._joins:
            more = table.get(row[join.on])
            if more is not None:
                row = {**more, **row}
            elif join.required:
                raise ValueError(f"{row[join.on]!r} is not in the joined table {join.file}")
        for column, pattern in self._where:
            if not pattern.search(row[column]):
                return None
        return row

    def _time(self, row: dict[str, str], index: int) -> int:
        rule = self._mapping.time
        if rule.column:
            text = row[rule.column].strip()
            moment = datetime.strptime(text, rule.format) if rule.format else datetime.fromisoformat(text)
        else:
            assert self._start is not None
            moment = self._start.astimezone(UTC) + timedelta(seconds=rule.step_s * index)
        return unix_ms(moment, rule.zone, self._arrived) + int(rule.add_s * 1_000)

    def _collect(self, group: _Group, row: dict[str, str]) -> None:
        missing = self._mapping.table.missing
        for rule in self._mapping.attributes:
            name = fill(rule.name, row)
            if rule.text:
                group.texts[name] = fill(rule.text, row)
                continue
            text = row[rule.column].strip()
            if text in missing:
                continue
            number = float(text) * rule.factor + rule.offset
            if not math.isfinite(number):
                raise ValueError(f"{rule.column} is {text!r}, not a finite number")
            weight = float(row[rule.weight] or 0.0) if rule.weight else 1.0
            group.numbers.setdefault(name, (rule, []))[1].append((number, weight))

    def _finish(self, groups: dict[str, _Group]) -> Iterator[Record | Problem]:
        for entity_id, group in groups.items():
            try:
                yield self._record(entity_id, group)
            except (KeyError, ValueError) as error:
                yield Problem(f"{self._path}:{group.line}", _sentence(error, group.row))

    def _record(self, entity_id: str, group: _Group) -> Record:
        mapping = self._mapping
        observed = format_instant(group.at)
        entity: dict[str, Any] = {"id": entity_id, "type": mapping.type}
        names = {NGSI_LANGUAGES[language]: fill(text, group.row) for language, text in mapping.names.items()}
        if names:
            entity["name"] = {"type": "LanguageProperty", "languageMap": names}
        if mapping.latitude and group.row.get(mapping.latitude, "").strip():
            place = [float(group.row[mapping.longitude]), float(group.row[mapping.latitude])]
            entity["location"] = {"type": "GeoProperty", "value": {"type": "Point", "coordinates": place}}
        for name, (rule, values) in group.numbers.items():
            number = combined(rule.combine, values)
            attribute: dict[str, Any] = {"type": "Property", "value": number, "observedAt": observed}
            if rule.unit:
                attribute["unitCode"] = rule.unit
            if (rule.low is not None and number < rule.low) or (rule.high is not None and number > rule.high):
                attribute["quality"] = {"type": "Property", "value": "bad"}
            entity[name] = attribute
        for name, text in group.texts.items():
            entity[name] = {"type": "Property", "value": text, "observedAt": observed}
        entity["dateObserved"] = {"type": "Property", "value": observed}
        return Record(f"{mapping.domain}/{mapping.type}/{entity_id}", msgspec.json.encode(entity), group.at, group.line)


def combined(how: str, values: list[tuple[float, float]]) -> float:
    """Several values (with weights) as one. A weighted mean of weights that are all 0 is the plain mean."""
    numbers = [value for value, _ in values]
    match how:
        case "first":
            return numbers[0]
        case "sum":
            return math.fsum(numbers)
        case "min":
            return min(numbers)
        case "max":
            return max(numbers)
        case "mean":
            total = math.fsum(weight for _, weight in values)
            if total > 0:
                return math.fsum(value * weight for value, weight in values) / total
            return math.fsum(numbers) / len(numbers)
    return numbers[-1]


def _sentence(error: Exception, row: dict[str, str]) -> str:
    if isinstance(error, KeyError):
        return f"there is no column {error.args[0]!r} (columns: {', '.join(row)})."
    return f"{error}."
