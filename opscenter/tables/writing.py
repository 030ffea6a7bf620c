"""A whole table into a file: written beside it and moved into its place, so that nothing half-written is left."""

import contextlib
import glob
import os
import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol, TextIO

import psutil

from opscenter.tables.errors import Cancelled, TableError
from opscenter.tables.journal_rows import COLUMNS, journal_row
from opscenter.tables.lines import CsvTable, JsonLines, csv_row, json_row
from opscenter.tables.parquet_table import ParquetTable, arrow, write_rows
from opscenter.tables.parts import Gap, Heading, Part
from opscenter.tables.sqlite_tables import SqliteTables
from opscenter.wire.instants import format_instant

FORMATS = ("csv", "json", "parquet", "sqlite")

Event = Mapping[str, Any]
Progress = Callable[[float, int], None]
"""Told the share that is done (0..1) and the rows written, from the thread that writes."""


class Table(Protocol):
    """What takes parts of one format."""

    def put(self, part: Part) -> None: ...

    def close(self) -> None: ...

    def abandon(self) -> None: ...


@dataclass(slots=True)
class Written:
    """What came of it."""

    rows: int = 0
    series: int = 0
    events: int = 0
    files: list[Path] = field(default_factory=list)

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(path.stat().st_size for path in self.files)


def nobody_cancels() -> bool:
    """For tables that are not to be stopped."""
    return False


def write_table(
    path: Path,
    form: str,
    heading: Heading,
    parts: Iterable[Part],
    *,
    journal: Iterable[Event] | None = None,
    gaps: Iterable[Gap] = (),
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = nobody_cancels,
) -> Written:
    """Write parts (of samples, or of bins where the heading says so) to a file in one of FORMATS, replacing it.

    `journal` (events as the query answers them) and `gaps` go into the same file for sqlite; with the others the
    journal is a file of its own beside it (`NAME.journal.csv`). Holds one part and at most a group of rows in memory.
    Raises TableError with a sentence, Cancelled once `cancelled` says so, and what `parts` raises; then there is no
    new file, and one that was there before is as it was.
    """
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    journal_path = path.with_name(f"{path.stem}.journal{path.suffix}")
    journal_beside = beside.with_name(beside.name + "-journal")
    written = Written()
    _clear(path)
    try:
        table = _opened(beside, form, heading, cancelled)
        try:
            put_all(table, parts, written, progress, cancelled)
            if isinstance(table, SqliteTables):
                table.put_gaps(gaps)
                written.events = table.put_journal(map(journal_row, journal)) if journal is not None else 0
            table.close()
        except BaseException:
            with contextlib.suppress(OSError, sqlite3.Error, ValueError):  # what went wrong first is what is told
                table.abandon()
            raise
        moves = [(beside, path)]
        if journal is not None and form != "sqlite":
            written.events = _write_journal(journal_beside, form, heading, journal, cancelled)
            moves.append((journal_beside, journal_path))
        for new, place in moves:
            _settle(new)
            new.replace(place)
            written.files.append(place)
    except OSError as error:
        raise TableError(f"{path} cannot be written: {error.strerror or error}.") from None
    except sqlite3.Error as error:
        raise TableError(f"{path} cannot be written: {error}.") from None
    finally:
        for left in (beside, journal_beside):
            left.unlink(missing_ok=True)
    return written


def write_lines(
    stream: TextIO,
    form: str,
    heading: Heading,
    parts: Iterable[Part],
    *,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] = nobody_cancels,
) -> Written:
    """The same as csv or json to an open stream. Raises Cancelled, OSError, and what `parts` raises."""
    written = Written()
    put_all(_Stream(stream, form, heading), parts, written, progress, cancelled)
    return written


def put_all(
    table: Table, parts: Iterable[Part], written: Written, progress: Progress | None, cancelled: Callable[[], bool]
) -> None:
    """Parts into a table, piece by piece."""
    known = set()
    for part in parts:
        for piece in part.pieces():
            if cancelled():
                raise Cancelled
            table.put(piece)
            written.rows += len(piece)
        if len(part):
            known.add((part.series.entity, part.series.attribute))
        written.series = len(known)
        if progress is not None:
            progress(part.done, written.rows)
    if cancelled():
        raise Cancelled


class _Stream:
    """CSV or JSON lines; with a path of its own it is closed at the end."""

    def __init__(self, stream: TextIO, form: str, heading: Heading, *, own: bool = False) -> None:
        self._stream = stream
        self._own = own
        self.table = CsvTable(stream, heading) if form == "csv" else JsonLines(stream, heading)

    def put(self, part: Part) -> None:
        self.table.put(part)

    def close(self) -> None:
        if self._own:
            self._stream.close()

    abandon = close


def _opened(path: Path, form: str, heading: Heading, cancelled: Callable[[], bool]) -> Table:
    match form:
        case "parquet":
            return ParquetTable(path, heading)
        case "sqlite":
            return SqliteTables(path, heading, cancelled)
        case "csv" | "json":
            stream = path.open("w", encoding="utf-8", errors="replace", newline="")
            try:
                return _Stream(stream, form, heading, own=True)
            except BaseException:
                stream.close()
                raise
    raise ValueError(f"{form!r} is none of {', '.join(FORMATS)}")


def _write_journal(
    path: Path, form: str, heading: Heading, journal: Iterable[Event], cancelled: Callable[[], bool]
) -> int:
    count = 0

    def rows() -> Iterable[dict[str, Any]]:
        nonlocal count
        for event in journal:
            if cancelled():
                raise Cancelled
            count += 1
            yield journal_row(event)

    if form == "parquet":
        arrow()
        held = list(rows())
        for row in held:
            row["value"] = None if row["value"] is None else str(row["value"])
        write_rows(path, COLUMNS, held, heading)
        return count
    with path.open("w", encoding="utf-8", errors="replace", newline="") as stream:
        if form == "csv":
            stream.write(csv_row(COLUMNS))
        for row in rows():
            row.update(at=format_instant(row["at"]), wall=format_instant(row["wall"]))
            stream.write(csv_row(row.values()) if form == "csv" else json_row(row))
    return count


def _clear(path: Path) -> None:
    """Delete what a process that was killed while it wrote this file has left beside it."""
    for left in path.parent.glob(f".{glob.escape(path.name)}.*.part*"):
        number = left.name.removeprefix(f".{path.name}.").partition(".")[0]
        if number.isdecimal() and int(number) < 1 << 31 and not psutil.pid_exists(int(number)):
            with contextlib.suppress(OSError):
                left.unlink()


def _settle(path: Path) -> None:
    """On the disk before it takes the place of another: a crash leaves the old file or the new one."""
    with path.open("rb+") as stream:
        os.fsync(stream.fileno())
