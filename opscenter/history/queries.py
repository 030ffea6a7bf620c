"""Questions to the database, asked by one thread over its own read-only connection."""

import base64
import contextlib
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.measures import AlarmHappening
from opscenter.domain.usual_hours import Hours, LocalHours
from opscenter.history.alarm_events import alarm_happenings, raised
from opscenter.history.bin_extraction import BinExtraction, Clock
from opscenter.history.blocks import Columns, Message, unpack_columns, unpack_messages
from opscenter.history.hour_bins import read_hours
from opscenter.history.journal_search import Page, Wanted, search
from opscenter.history.passing_over import DAMAGE, pass_over
from opscenter.history.past import Past, PastReader
from opscenter.history.places import Places, read_places_at, read_ways
from opscenter.history.restore import Restored, load_registry
from opscenter.history.runs import has_runs, samples_in_runs, sealed_until
from opscenter.history.samples import Samples, join_samples
from opscenter.history.schema import can_be_written, connect
from opscenter.history.span import Away, alarm_beside, alarm_counts, away_at, first_known, first_row_after
from opscenter.history.sweep import first_number, sweep
from opscenter.history.together import Together, put_together
from opscenter.history.trends import Trend, TrendReader
from opscenter.history.unsealed import Beat, beats_on_disk

MAX_ROWS = 10_000


class Queries:
    """Opens when first asked, and again after the database was replaced or its disk became writable.

    Raises sqlite3.Error and BlockError.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._connection: sqlite3.Connection | None = None
        self._inode = 0
        self._writable = True
        self._past = PastReader()
        self._away = Away()
        self._trends = TrendReader()

    def interrupt(self) -> None:
        """Have the question in hand fail soon; from another thread."""
        if (connection := self._connection) is not None:
            with contextlib.suppress(sqlite3.ProgrammingError):  # closed just now
                connection.interrupt()

    def close(self) -> None:
        """Let go of the file."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None
        self._past.forget()
        self._away.forget()
        self._trends.forget()

    def _db(self) -> sqlite3.Connection:
        inode = self._path.stat().st_ino if self._path.exists() else 0
        writable = can_be_written(self._path)
        if self._connection is not None and (inode, writable) != (self._inode, self._writable):
            self.close()
        if self._connection is None:
            self._connection = connect(self._path, read_only=True)
            self._inode, self._writable = inode, writable
        return self._connection

    def series(self, cell: int, since: int, until: int) -> tuple[Samples, int]:
        """Samples of a cell with `since <= time <= until`, by time, and the newest beat they include."""
        db = self._db()
        db.execute("BEGIN")
        try:
            newest = max(_newest(db, *one) for one in _BEATS)
            sealed, parts = 0, []
            if has_runs(db):
                sealed, parts = sealed_until(db), list(samples_in_runs(db, cell, since, until))
            parts += [_of_cell(columns, cell, since, until) for columns in self._blocks(cell, since, until, sealed)]
        finally:
            db.execute("ROLLBACK")
        return join_samples(parts), int(newest)

    def _blocks(self, cell: int, since: int, until: int, sealed: int) -> Iterator[Columns]:
        db = self._db()
        segments = db.execute(
            "SELECT id FROM segment WHERE id > ? AND last >= ? AND first <= ? ORDER BY id", (sealed, since, until)
        ).fetchall()
        for (segment,) in segments:
            try:
                found = db.execute(  # out of the index alone
                    "SELECT id FROM chunk WHERE segment = ? AND last_cell >= ? ORDER BY last_cell LIMIT 1",
                    (segment, cell),
                ).fetchone()
                if found is not None:
                    block = db.execute("SELECT columns FROM chunk WHERE id = ?", found).fetchone()[0]
                    yield unpack_columns(block)
            except DAMAGE as error:
                pass_over(db, error, f"segment {segment}")
        yield from beats_on_disk(db, since, until)

    def binned(self, cell: int, since: int, until: int, clock: Clock) -> tuple[list[Columns], dict[str, str]]:
        """Bins of a cell, in parts in order of time, and what of it cannot be read. See `history.bin_extraction`."""
        extraction = BinExtraction(self._db(), [cell], since, until, clock)
        return [part.bins for part in extraction.bins()], extraction.damaged

    def trends(
        self, cells: Sequence[int], since: int, until: int, points: int, memory: Sequence[Beat] = ()
    ) -> dict[int, Trend]:
        """Each of `cells` over `since <= time <= until` for a plot of so many points. See `history.trends`."""
        return self._trends.read(self._db(), cells, since, until, points, memory)

    def sweep(self, cells: NDArray[np.int64], since: int, until: int) -> Iterator[Columns]:
        """Numbers of many cells measured in `since <= time < until`, block after block. See `history.sweep`."""
        return sweep(self._db(), cells, since, until)

    def hours(self, cells: NDArray[np.int64], since: int, until: int, span: LocalHours) -> Hours:
        """Hours of many cells (ascending) over weeks. See `history.hour_bins`."""
        return read_hours(self._db(), cells, since, until, span)

    def together(
        self,
        cells: NDArray[np.int64],
        reduce: str,
        since: int,
        until: int,
        points: int,
        hold_ms: int,
        closing: Callable[[], bool],
    ) -> Together:
        """Many cells over a span as one series. See `history.together`."""
        return put_together(self._db(), cells, reduce, since, until, points, hold_ms, closing)

    def first_number(self, since: int) -> int:
        """A time, not before `since`, before which no number is stored."""
        return first_number(self._db(), since)

    def ways(self, rows: NDArray[np.int64] | None, since: int, until: int) -> Places:
        """Where moving entities were with `since <= time <= until`, by row and time; `rows` None: all of them."""
        return read_ways(self._db(), rows, since, until)

    def places_at(self, at: int, within_ms: int) -> Places:
        """Where every moving entity was last seen at the moment `at`, of those seen within `within_ms` before it."""
        return read_places_at(self._db(), at, within_ms)

    def texts(self, cell: int, since: int, until: int, limit: int = MAX_ROWS) -> list[dict[str, Any]]:
        """Texts a cell changed to within a span, oldest first: `time, text, quality`."""
        rows = self._db().execute(
            "SELECT time, text, quality FROM text_change WHERE cell = ? AND time BETWEEN ? AND ? ORDER BY time LIMIT ?",
            (cell, since, until, min(limit, MAX_ROWS)),
        )
        return [{"time": time, "text": text, "quality": quality} for time, text, quality in rows]

    def gaps(self, since: int, until: int) -> list[list[int]]:
        """Spans without data: messages lost on the bus and not recovered, and outages of the recording."""
        rows = self._db().execute(
            'SELECT since, "until" FROM gap AS lost WHERE NOT recovered AND "until" >= ? AND since <= ? '
            "AND (SELECT total(min(found.last_seq, lost.last_seq) - max(found.first_seq, lost.first_seq) + 1) "
            "FROM gap AS found WHERE found.publisher = lost.publisher AND found.epoch = lost.epoch "
            "AND found.first_seq <= lost.last_seq AND found.last_seq >= lost.first_seq AND found.recovered) "
            "<= lost.last_seq - lost.first_seq "
            'UNION SELECT since, "until" FROM outage WHERE "until" >= ? AND since <= ? ORDER BY 1 LIMIT ?',
            (since, until, since, until, MAX_ROWS),
        )
        return [[start, end] for start, end in rows]

    def past(self, at: int, cell_row: NDArray[np.int64], rows: int) -> Past | None:
        """The whole state at the moment `at`; None before anything is known. See `history.past`."""
        return self._past.read(self._db(), at, cell_row, rows)

    def first_known(self) -> int:
        """The first moment `past` can tell of, Unix ms; 0 while there is none."""
        return first_known(self._db())

    def away(self, since: int, until: int) -> list[list[int]]:
        """Spans in which no station recorded."""
        return self._away.read(self._db(), since, until)

    def away_at(self, at: int) -> list[int]:
        """The span without a station that a moment lies in, or an empty list."""
        return away_at(self._db(), at)

    def alarm_beside(self, at: int, *, back: bool, urgent: bool) -> tuple[int, str, str] | None:
        """When the alarm before or after a moment was raised, its occurrence and entity. See `history.span`."""
        return alarm_beside(self._db(), at, back=back, urgent=urgent)

    def alarm_counts(self, since: int, until: int, bins: int) -> list[list[int]]:
        """Alarms raised in equal parts of a span: critical and high ones, others."""
        return alarm_counts(self._db(), since, until, bins)

    def journal(self, occurrence: str, entity: str, limit: int) -> list[dict[str, Any]]:
        """Events of alarms, newest first; empty strings match all."""
        conditions, values = [], []
        for column, wanted in (("occurrence", occurrence), ("entity", entity)):
            if wanted:
                conditions.append(f"{column} = ?")
                values.append(wanted)
        where = f"WHERE {' AND '.join(conditions)}" if conditions else ""
        rows = self._db().execute(
            f"SELECT at, wall, occurrence, entity, event, state, by, desk, comment, fact FROM journal {where} "
            "ORDER BY id DESC LIMIT ?",
            (*values, max(0, min(limit, MAX_ROWS))),
        )
        names = ("at", "wall", "occurrence", "entity", "event", "state", "by", "desk", "comment", "fact")
        return [dict(zip(names, row, strict=True)) for row in rows]

    def alarm_happenings(self, since: int, until: int, most: int) -> list[AlarmHappening]:
        """What measures look at. ValueError with a sentence for more than `most`. See `history.alarm_events`."""
        return list(alarm_happenings(self._db(), since, until, most))

    def raised(self, occurrences: list[str]) -> list[dict[str, Any]]:
        """How occurrences began, oldest first. See `history.alarm_events`."""
        return raised(self._db(), occurrences)

    def journal_page(self, wanted: Wanted, limit: int) -> Page:
        """Rows of the journal, newest first. See `history.journal_search`."""
        return search(self._db(), wanted, limit)

    def first_row_after(self, wall: int) -> int:
        """The id of the first row of the journal that was written down after a moment of the station's clock (Unix ms);
        0: there is none."""
        return first_row_after(self._db(), wall)

    def quarantine(self, limit: int) -> list[dict[str, Any]]:
        """What was set aside, newest first; `raw` in base64."""
        rows = self._db().execute(
            "SELECT reason, detail, publisher, topic, raw, size, arrived FROM quarantine ORDER BY id DESC LIMIT ?",
            (max(0, min(limit, MAX_ROWS)),),
        )
        names = ("reason", "detail", "publisher", "topic", "raw", "size", "arrived")
        found = [dict(zip(names, row, strict=True)) for row in rows]
        for entry in found:
            entry["raw"] = base64.b64encode(entry["raw"] or b"").decode("ascii")
        return found

    def registry(self) -> Restored:
        """How entities and cells are numbered, with their names and shapes, and no state."""
        return load_registry(self._db())

    def beat_at(self, at: int) -> int:
        """The last beat of the message log before the moment `at` (Unix ms, the station's clock); -1 without any."""
        row = self._db().execute("SELECT max(beat) FROM message_log WHERE at < ?", (at,)).fetchone()
        return -1 if row[0] is None else int(row[0])

    def log_span(self) -> tuple[int, int] | None:
        """When the first kept message arrived and the last kept beat was, Unix ms; None for an empty message log."""
        row = self._db().execute("SELECT min(first_arrival), max(at) FROM message_log").fetchone()
        return None if row[0] is None else (int(row[0]), int(row[1]))

    def messages(self, since_beat: int = -1) -> Iterator[tuple[int, int, list[Message]]]:
        """The message log from the oldest kept block on: beat, its time, its raw messages."""
        for beat, at, block in self._db().execute(
            "SELECT beat, at, frames FROM message_log WHERE beat > ? ORDER BY beat", (since_beat,)
        ):
            yield beat, at, list(unpack_messages(block))


_BEATS = (("sample_block", "beat"), ("segment", "last_beat"), ("checkpoint", "beat"))


def _newest(db: sqlite3.Connection, table: str, column: str) -> int:
    try:
        found = db.execute(f"SELECT max({column}) FROM {table}").fetchone()[0]
    except DAMAGE as error:
        pass_over(db, error, f"a part of {table}")
        return -1
    return -1 if found is None else int(found)


def _of_cell(columns: Columns, cell: int, since: int, until: int) -> Samples:
    times = columns["time"].astype(np.int64, copy=False)
    mine = np.flatnonzero((columns["cell"] == cell) & (times >= since) & (times <= until))
    return Samples(
        times[mine], columns["value"].astype(np.float64, copy=False)[mine], columns["quality"].astype(np.uint8)[mine]
    )
