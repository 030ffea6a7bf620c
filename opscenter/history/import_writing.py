"""Samples and texts of long ago into a database that no station has open: runs of their own, all of them or none.

Samples are gathered, sorted by series and written as runs that nobody sees yet, in small transactions; the last
transaction makes all of them count. A sample of a series and a time that is there already is left out, whatever its
value: what is imported twice is there once.
"""

import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np

from opscenter.history import transactions
from opscenter.history.blocks import Columns
from opscenter.history.cutting import cut
from opscenter.history.encoding import EncodedBeat, encode_beat, encode_checkpoint
from opscenter.history.extraction import Extraction
from opscenter.history.records import BeatRecord, Checkpoint
from opscenter.history.restore import Restored
from opscenter.history.retention_of_texts import size_of_texts
from opscenter.history.sample_columns import joined_samples, samples_of
from opscenter.history.tier_tasks import add_chunks, begin_run, drop_run, finish_run

RUN_ROWS = 2_000_000
"""A run has at most so many samples: that many are held in memory."""
EVER = 1 << 62

_NO_CHANGES = """
DELETE FROM imported_text WHERE (cell, time) IN (
    SELECT cell, time FROM (
        SELECT cell, time, text, own, row_number() OVER each AS place, lag(text) OVER each AS before FROM (
            SELECT cell, time, text, 1 AS own FROM imported_text
            UNION ALL SELECT cell, time, text, 0 FROM text_change WHERE cell IN (SELECT cell FROM imported_text)
        ) WINDOW each AS (PARTITION BY cell ORDER BY time)
    ) WHERE own AND place > 1 AND text IS before
)
"""

Text = tuple[int, int, int, str | None]
"""Cell, time, quality, what the text became."""


@dataclass(slots=True)
class Counts:
    """What came of it. `present`: samples and texts of a series and time that were there before, or came before in the
    same file; `different`: those of them with another value. `size`: bytes of the runs."""

    samples: int = 0
    texts: int = 0
    present: int = 0
    different: int = 0
    size: int = 0
    first: int = EVER
    last: int = -EVER


class ImportWriting:
    """Owns the writing to a connection from construction to `finish` or `abandon`. Raises sqlite3.Error, BlockError."""

    def __init__(self, connection: sqlite3.Connection, cancelled: Callable[[], bool]) -> None:
        self._db = connection
        self._cancelled = cancelled
        self._held: list[Columns] = []
        self._rows = 0
        self._runs: dict[int, Counts] = {}
        self.counts = Counts()
        drop_unfinished(connection)
        connection.execute(
            "CREATE TEMP TABLE imported_text (cell INTEGER, time INTEGER, quality INTEGER, text TEXT, "
            "PRIMARY KEY (cell, time)) WITHOUT ROWID"
        )

    def put(self, columns: Columns) -> None:
        """Samples in any order: `cell, time, value, quality` of equal lengths."""
        if not len(columns["cell"]):
            return
        self._held.append(samples_of(columns))
        self._rows += len(columns["cell"])
        if self._rows >= RUN_ROWS:
            self._write_run()

    def put_texts(self, texts: list[Text]) -> None:
        """Texts in any order; only changes are kept, once all are there."""
        rows = [(cell, time, quality, text, cell, time) for cell, time, quality, text in texts]
        before = self._db.total_changes
        self._db.executemany(
            "INSERT OR IGNORE INTO imported_text SELECT ?, ?, ?, ? "
            "WHERE NOT EXISTS (SELECT 1 FROM text_change WHERE cell = ? AND time = ?)",
            rows,
        )
        new = self._db.total_changes - before
        self.counts.texts += new
        self.counts.present += len(rows) - new
        for _, time, *_ in rows:
            self.counts.first, self.counts.last = min(self.counts.first, time), max(self.counts.last, time)

    def finish(self, restored: Restored, record: BeatRecord, checkpoint: Checkpoint) -> None:
        """Make it all count, with what the registry and the present state become by it, in one transaction."""
        self.flush()
        beats: list[EncodedBeat | Checkpoint] = [encode_beat(record), checkpoint]
        totals = restored.totals
        totals = replace(totals, text_bytes=totals.text_bytes + size_of_texts(self._db, "imported_text"))
        transactions.write(
            self._db, beats, restored.for_segment, totals, encode_checkpoint, None, None,
            lambda connection: self._settle(connection, record.beat),
        )  # fmt: skip
        self._runs.clear()
        self._db.execute("DROP TABLE imported_text")

    def flush(self) -> None:
        """Write what is held, and leave out texts that say what was said before."""
        if self._cancelled():
            return
        if self._rows:
            self._write_run()
        self.counts.texts -= self._db.execute(_NO_CHANGES).rowcount

    def abandon(self) -> None:
        """Leave nothing of it."""
        self._held, self._rows = [], 0
        drop_unfinished(self._db)

    def _settle(self, connection: sqlite3.Connection, beat: int) -> None:
        connection.execute(
            "INSERT INTO text_change (beat, position, cell, time, quality, text) "
            "SELECT ?, row_number() OVER (ORDER BY time, cell) - 1, cell, time, quality, text FROM imported_text",
            (beat,),
        )
        for run, counts in self._runs.items():
            finish_run(
                run, first=counts.first, last=counts.last, count=counts.samples, size=counts.size, until_segment=None
            )(connection)

    def _write_run(self) -> None:
        columns = self._new_ones()
        self._held, self._rows = [], 0
        if not len(columns["cell"]):
            return
        run = transactions.alone(self._db, begin_run(0))
        counts = self._runs[run] = Counts(samples=len(columns["cell"]))
        counts.first, counts.last = int(columns["time"].min()), int(columns["time"].max())
        for piece in cut(_pieces(columns)):
            transactions.alone(self._db, add_chunks(run, piece))
            counts.size += sum(len(chunk.block) for chunk in piece.chunks)
            if self._cancelled():
                return
        whole = self.counts
        whole.samples, whole.size = whole.samples + counts.samples, whole.size + counts.size
        whole.first, whole.last = min(whole.first, counts.first), max(whole.last, counts.last)

    def _new_ones(self) -> Columns:
        """What is held, by cell and time, without what is there before."""
        columns = joined_samples(self._held)
        order = np.lexsort((columns["time"], columns["cell"]))
        columns = {name: column[order] for name, column in columns.items()}
        cell, time = columns["cell"], columns["time"]
        again = np.zeros(len(cell), np.bool_)
        again[1:] = (cell[1:] == cell[:-1]) & (time[1:] == time[:-1])
        self._tell(columns["value"][again], columns["value"][np.flatnonzero(again) - 1])
        columns = {name: column[~again] for name, column in columns.items()}
        cell, time = columns["cell"], columns["time"]
        fresh = np.ones(len(cell), np.bool_)
        cells = np.unique(cell)
        stored = Extraction(
            self._db, cells.tolist(), int(time.min()), int(time.max()), texts=False, more_runs=list(self._runs),
            cancelled=self._cancelled,
        )  # fmt: skip
        for part in stored.parts():
            start, stop = int(np.searchsorted(cell, part.cell)), int(np.searchsorted(cell, part.cell, side="right"))
            place = np.minimum(np.searchsorted(part.time, time[start:stop]), len(part.time) - 1)
            known = part.time[place] == time[start:stop]
            self._tell(columns["value"][start:stop][known], part.value[place[known]])
            fresh[start:stop] &= ~known
        return {name: column[fresh] for name, column in columns.items()}

    def _tell(self, values: np.ndarray, before: np.ndarray) -> None:
        self.counts.present += len(values)
        same = (values == before) | (np.isnan(values) & np.isnan(before))
        self.counts.different += int(np.count_nonzero(~same))


def _pieces(columns: Columns) -> Iterator[Columns]:
    for start in range(0, len(columns["cell"]), 16_384):
        yield {name: column[start : start + 16_384] for name, column in columns.items()}


def drop_unfinished(connection: sqlite3.Connection) -> None:
    """Delete what an import that was ended, or a station that died, has left half done."""
    for (run,) in connection.execute("SELECT id FROM run WHERE NOT ready").fetchall():
        while not transactions.alone(connection, drop_run(run)):
            pass
