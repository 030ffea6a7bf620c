"""Tables as one SQLite file with samples or bins, the journal and gaps. See `sqlite_layout` for what is in it."""

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from opscenter.domain.clock_offsets import changes_of
from opscenter.tables import sqlite_layout
from opscenter.tables.clocks import offset_text
from opscenter.tables.errors import Cancelled
from opscenter.tables.parts import QUALITIES, BinPart, Gap, Heading, Part, Series

ROWS_BETWEEN_LOOKS = 100_000
"""Steps of SQLite's machine between two looks at whether to go on."""


class SqliteTables:
    """Writes parts to a new file; `close` makes its indices and views. Raises sqlite3.Error, and Cancelled."""

    def __init__(self, path: Path, heading: Heading, cancelled: Callable[[], bool]) -> None:
        self._heading = heading
        self._cancelled = cancelled
        self._entities: dict[str, int] = {}
        self._series: dict[tuple[str, str], int] = {}
        self._rows: dict[int, int] = {}
        self._db = sqlite3.connect(path, isolation_level=None)
        # Nobody reads the file before it is whole: a journal of its own would only cost.
        for setting in ("page_size = 4096", "journal_mode = OFF", "synchronous = OFF", "cache_size = -32768"):
            self._db.execute(f"PRAGMA {setting}")
        self._db.executescript(sqlite_layout.TABLES)
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO quality VALUES (?, ?)", enumerate(QUALITIES))
        self._db.set_progress_handler(self._look, ROWS_BETWEEN_LOOKS)

    def put(self, part: Part) -> None:
        """Write a part."""
        series = self._number(part.series)
        self._rows[series] += len(part)
        times, qualities = part.time.tolist(), part.quality.tolist()
        if isinstance(part, BinPart):
            numbers = [_numbers(getattr(part, name).tolist()) for name in ("low", "high", "mean", "first", "last")]
            self._many(
                "INSERT INTO bin VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                zip(_same(series, part), times, part.count.tolist(), *numbers, qualities, strict=True),
            )
            return
        values = _numbers(part.value.tolist())
        if part.text is None:
            self._many(
                "INSERT INTO sample (series, time, value, quality) VALUES (?, ?, ?, ?)",
                zip(_same(series, part), times, values, qualities, strict=True),
            )
        else:
            self._many(
                "INSERT INTO sample VALUES (?, ?, ?, ?, ?)",
                zip(_same(series, part), times, values, part.text, qualities, strict=True),
            )

    def put_journal(self, events: Iterable[Mapping[str, Any]]) -> int:
        """Write rows of `journal_rows`; how many."""
        count = 0
        for event in events:
            self._many(f"INSERT INTO journal VALUES ({', '.join('?' * len(event))})", [tuple(event.values())])
            count += 1
        return count

    def put_gaps(self, gaps: Iterable[Gap]) -> None:
        """Write spans without data."""
        self._many("INSERT INTO gap VALUES (?, ?)", ((gap.since, gap.until) for gap in gaps))

    def close(self) -> None:
        """Finish the file."""
        heading = self._heading
        self._many("UPDATE series SET rows = ? WHERE id = ?", ((rows, number) for number, rows in self._rows.items()))
        if heading.zone:
            changes = changes_of(ZoneInfo(heading.zone), heading.since, heading.until)
            changes[0] = (-(2**62), changes[0][1])  # what was measured before the span, too
            self._many("INSERT INTO clock VALUES (?, ?, ?)", ((at, by, offset_text(by)) for at, by in changes))
        about = {"title": "History of a city, exported by opscenter", **heading.facts(), **sqlite_layout.ABOUT}
        self._many("INSERT INTO about VALUES (?, ?)", about.items())
        self._do(lambda: self._db.execute("COMMIT"))
        self._do(lambda: self._db.executescript(sqlite_layout.INDICES + sqlite_layout.views(bool(heading.zone))))
        self._do(lambda: self._db.execute("ANALYZE"))
        self._db.close()

    def abandon(self) -> None:
        """Let go of the file as it is."""
        self._db.close()

    def _number(self, series: Series) -> int:
        key = (series.entity, series.attribute)
        number = self._series.get(key)
        if number is None:
            entity = self._entities.get(series.entity)
            if entity is None:
                entity = self._entities[series.entity] = len(self._entities) + 1
                row = (entity, series.entity, series.name, series.type)
                self._many("INSERT INTO entity VALUES (?, ?, ?, ?)", [row])
            number = self._series[key] = len(self._series) + 1
            row_of_series = (number, entity, series.attribute, series.unit)
            self._many("INSERT INTO series (id, entity, attribute, unit) VALUES (?, ?, ?, ?)", [row_of_series])
            self._rows[number] = 0
        return number

    def _many(self, statement: str, rows: Iterable[tuple[Any, ...]]) -> None:
        self._do(lambda: self._db.executemany(statement, rows))

    def _do(self, work: Callable[[], Any]) -> None:
        try:
            work()
        except sqlite3.OperationalError as error:
            if self._cancelled():  # then it was we who interrupted it
                raise Cancelled from None
            raise error

    def _look(self) -> int:
        return int(self._cancelled())


def _same(number: int, part: Part) -> list[int]:
    return [number] * len(part)


def _numbers(values: list[float]) -> list[float | None]:
    return [value if value == value else None for value in values]
