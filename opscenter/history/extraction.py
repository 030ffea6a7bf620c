"""Samples of many series over any span, series after series, in bounded memory: for exports and for looking things up.

Series are read in groups small enough for memory, a long one in several spans. Each group is read in one state of the
database, which is let go of before the group is handed on: a station beside goes on writing, sealing and clearing up.
What is damaged is passed over and told.
"""

import itertools
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from opscenter.history.blocks import BlockError, Columns, unpack_columns
from opscenter.history.errors import is_corrupt
from opscenter.history.runs import Run, has_runs, ready_runs, sealed_until
from opscenter.history.sample_columns import NAMES, joined_samples, no_samples, samples_of
from opscenter.history.series_block import open_series

AIM_ROWS = 500_000
"""A group has about so many samples."""
MOST_ROWS = 2_000_000
"""A group that turns out to have more is read again in halves."""
MOST_CELLS = 20_000
FEW = 4
"""So few series of a block are read one by one; of more the whole block."""
BOOLEANS = (None, "true", "false")
"""A boolean is recorded as a number 0 or 1 and as its word: the number tells it all."""

Ints = NDArray[np.int64]
T = TypeVar("T")
P = TypeVar("P")

Change = tuple[int, str | None, int]
"""Of a text: time, what it became, quality."""


@dataclass(slots=True, frozen=True)
class CellPart:
    """Samples of one cell in order of time; `text` where some are texts (changes only), their `value` is NaN then.

    `done`: the share (0..1) of all cells and times that is read with this.
    """

    cell: int
    time: Ints
    value: NDArray[np.float64]
    quality: NDArray[np.uint8]
    text: list[str | None] | None
    done: float


class _TooMany(Exception):
    """More samples than fit into memory at once."""


class Groups(Generic[P]):
    """Reads over whatever connection it is given; one thread. `damaged` tells what could not be read.

    `cells` are ascending and not empty; what is of `since <= time <= until` (Unix ms). With `texts` also changes of
    texts. `more_runs`: beside those that are ready, runs that are being written. Raises sqlite3.Error.
    """

    def __init__(
        self,
        db: sqlite3.Connection,
        cells: Sequence[int],
        since: int,
        until: int,
        *,
        texts: bool = True,
        more_runs: Sequence[int] = (),
        cancelled: Callable[[], bool] = lambda: False,
        most_rows: int = MOST_ROWS,
    ) -> None:
        self._db = db
        self._cells = np.asarray(cells, np.int64)
        self._since, self._until = since, until
        self._with_texts = texts
        self._more_runs = more_runs
        self._cancelled = cancelled
        self._most_rows = most_rows
        self._blocks: dict[int, Columns] = {}  # of beats that are in no segment, unpacked once for all groups
        self.damaged: dict[str, str] = {}
        """Where something could not be read -> why."""

    def parts(self) -> Iterator[P]:
        """Part after part, by cell and time. Ends early when `cancelled`."""
        first, last, mean = self._estimate()
        since, until = self._span(max(self._since, first), min(self._until, last))
        if since > until or first > last:
            return
        size = int(min(MOST_CELLS, max(1, min(AIM_ROWS, self._most_rows) // max(1.0, mean))))
        for start in range(0, len(self._cells), size):
            yield from self._group(start, min(start + size, len(self._cells)), since, until, (since, until))

    def _estimate(self) -> tuple[int, int, float]:
        """First and last time of anything there is, and how many samples a cell has in the span, on the whole."""
        db = self._db
        first, last, rows = 2**62, -(2**62), 0.0
        questions = [
            'SELECT first, last, "count" FROM segment WHERE id > ?',
            'SELECT first, last, "count" FROM sample_block WHERE ? >= 0',
        ]
        sealed = sealed_until(db) if has_runs(db) else 0
        found = [row for question in questions for row in db.execute(question, (sealed,))]
        found += [(run.first, run.last, run.count) for run in self._runs(-(2**62), 2**62)]
        if self._with_texts:
            found += db.execute("SELECT min(time), max(time), 0 FROM text_change HAVING count(*)").fetchall()
        for begin, end, count in found:
            first, last = min(first, begin), max(last, end)
            overlap = min(end, self._until) - max(begin, self._since)
            if overlap >= 0:
                rows += count * (overlap + 1) / (end - begin + 1)
        cells = db.execute("SELECT count(*) FROM cell").fetchone()[0]
        return first, last, rows / max(1, cells)

    def _runs(self, since: int, until: int) -> list[Run]:
        if not has_runs(self._db):
            return []
        runs = [run for run in ready_runs(self._db, since, until) if self._usable(run)]
        for number in self._more_runs:
            runs.append(Run(number, 0, since, until, 0, 1, None))
        return runs

    def _span(self, since: int, until: int) -> tuple[int, int]:
        """The span to read, of that in which there is anything."""
        return since, until

    def _middle(self, since: int, until: int) -> int:
        """The end of the first of two halves."""
        return (since + until) // 2

    def _usable(self, run: Run) -> bool:
        """Whether a run holds anything wanted: samples may be gone while roll-ups stay."""
        return bool(run.size)

    def _group(self, start: int, stop: int, since: int, until: int, whole: tuple[int, int]) -> Iterator[P]:
        if self._cancelled():
            return
        cells = self._cells[start:stop]
        splittable = len(cells) > 1 or since <= self._middle(since, until) < until
        try:
            columns, texts = self._read(cells, since, until, self._most_rows if splittable else 2**62)
        except _TooMany:
            if len(cells) > 1:
                middle = (start + stop) // 2
                halves = [(start, middle, since, until), (middle, stop, since, until)]
            else:
                at = self._middle(since, until)
                halves = [(start, stop, since, at), (start, stop, at + 1, until)]
            for half in halves:
                yield from self._group(*half, whole)
            return
        share = (until - whole[0] + 1) / (whole[1] - whole[0] + 1)
        begins = np.searchsorted(columns["cell"], cells).tolist()
        ends = np.searchsorted(columns["cell"], cells, side="right").tolist()
        for place, (cell, begin, end) in enumerate(zip(cells.tolist(), begins, ends, strict=True)):
            changes = texts.get(cell, [])
            if begin == end and not changes:
                continue
            done = (start + place + share) / len(self._cells)
            yield self._part(cell, {name: column[begin:end] for name, column in columns.items()}, changes, done)

    def _part(self, cell: int, columns: Columns, changes: list[Change], done: float) -> P:
        raise NotImplementedError

    def _joined(self, parts: list[Columns]) -> Columns:
        raise NotImplementedError

    def _read(self, cells: Ints, since: int, until: int, most: int) -> tuple[Columns, dict[int, list[Change]]]:
        db, parts, rows = self._db, [], 0
        texts: dict[int, list[Change]] = {}
        db.execute("BEGIN")
        try:
            for part in self._parts(cells, since, until):
                rows += len(part["cell"])
                if rows > most:
                    raise _TooMany
                parts.append(part)
                if self._cancelled():
                    break
            if self._with_texts:
                for cell, time, text, quality in self._changes(cells, since, until):
                    rows += 1
                    if rows > most:
                        raise _TooMany
                    texts.setdefault(cell, []).append((time, text, quality))
        finally:
            db.execute("ROLLBACK")
        return self._joined(parts), texts

    def _changes(self, cells: Ints, since: int, until: int) -> Iterator[tuple[int, int, str | None, int]]:
        wanted = set(cells.tolist())
        question = (
            "SELECT cell, time, text, quality FROM text_change WHERE cell BETWEEN ? AND ? AND time BETWEEN ? AND ? "
            "ORDER BY cell, time, beat, position"
        )
        for row in self._db.execute(question, (int(cells[0]), int(cells[-1]), since, until)):
            if row[0] in wanted:
                yield row

    def _parts(self, cells: Ints, since: int, until: int) -> Iterator[Columns]:
        db = self._db
        for run in self._runs(since, until):
            yield from self._of_run(run.id, cells, since, until)
        sealed = sealed_until(db) if has_runs(db) else 0
        segments = db.execute(
            "SELECT id FROM segment WHERE id > ? AND last >= ? AND first <= ? ORDER BY id", (sealed, since, until)
        ).fetchall()
        for (segment,) in segments:
            yield from self._of_segment(segment, cells, since, until)
        beats = db.execute("SELECT beat FROM sample_block WHERE last >= ? AND first <= ? ORDER BY beat", (since, until))
        numbers = [beat for (beat,) in beats]
        for beat in self._blocks.keys() - set(numbers):
            del self._blocks[beat]  # it is in a segment now
        for beat in numbers:
            columns = self._blocks.get(beat)
            if columns is None:
                question = f"SELECT columns FROM sample_block WHERE beat = {beat}"
                columns = self._opened(question, f"the beat {beat}", lambda block: unpack_columns(block, NAMES))
                self._blocks[beat] = columns = columns if columns is not None else {}
            if len(columns.get("cell", ())):
                yield from _within(columns, cells, since, until)

    def _of_run(self, run: int, cells: Ints, since: int, until: int) -> Iterator[Columns]:
        chunks = self._db.execute(
            "SELECT id, first_cell, last_cell, first, last FROM run_chunk WHERE run = ? AND last_cell >= ? "
            "ORDER BY last_cell, id",
            (run, int(cells[0])),
        )
        numbers: list[tuple[int, Ints]] = []
        for number, first_cell, last_cell, first, last in chunks:
            if first_cell > cells[-1]:
                break
            mine = cells[np.searchsorted(cells, first_cell) : np.searchsorted(cells, last_cell, side="right")]
            if len(mine) and last >= since and first <= until:
                numbers.append((number, mine))
        chunks.close()
        for number, mine in numbers:

            def opened(block: bytes, mine: Ints = mine) -> list[Columns]:
                series = open_series(block)
                if len(mine) > FEW:
                    return [series.all()]
                found = ((cell, series.of_cell(cell)) for cell in mine.tolist())
                return [
                    {"cell": np.full(len(one), cell), "time": one.time, "value": one.value, "quality": one.quality}
                    for cell, one in found
                    if one is not None
                ]

            question = f"SELECT block FROM run_chunk WHERE id = {number}"
            for columns in self._opened(question, f"a chunk of the run {run}", opened) or []:
                yield from _within(columns, mine, since, until)

    def _of_segment(self, segment: int, cells: Ints, since: int, until: int) -> Iterator[Columns]:
        chunks = self._db.execute(
            "SELECT id, first_cell, last_cell FROM chunk WHERE segment = ? AND last_cell >= ? ORDER BY last_cell",
            (segment, int(cells[0])),
        ).fetchall()
        for number, first, last in chunks:
            if first > cells[-1]:
                break
            if np.searchsorted(cells, first) < np.searchsorted(cells, last, side="right"):
                question = f"SELECT columns FROM chunk WHERE id = {number}"
                columns = self._opened(question, f"the segment {segment}", lambda block: unpack_columns(block, NAMES))
                if columns:
                    yield from _within(columns, cells, since, until)

    def _opened(self, question: str, where: str, reader: Callable[[bytes], T]) -> T | None:
        try:
            found = self._db.execute(question).fetchone()
            return None if found is None else reader(found[0])
        except (BlockError, KeyError) as error:
            self.damaged.setdefault(where, str(error))
        except sqlite3.DatabaseError as error:
            if not is_corrupt(error):
                raise
            self.damaged.setdefault(where, str(error))
        return None


def _within(columns: Columns, cells: Ints, since: int, until: int) -> Iterator[Columns]:
    time = columns["time"].astype(np.int64, copy=False)
    cell = columns["cell"].astype(np.int64, copy=False)
    place = np.minimum(np.searchsorted(cells, cell), len(cells) - 1)
    wanted = (time >= since) & (time <= until) & (cells[place] == cell)
    if wanted.all():
        yield samples_of(columns)
    elif wanted.any():
        yield samples_of(columns, wanted)


def _sorted(parts: list[Columns]) -> Columns:
    """By cell and time; of equal times the order of the parts, which is that of arrival."""
    if not parts:
        return no_samples()
    columns = joined_samples(parts)
    cell, time = (columns[name].astype(np.int64, copy=False) for name in ("cell", "time"))
    step = np.diff(cell)
    if bool(np.all((step > 0) | ((step == 0) & (time[1:] >= time[:-1])))):
        return columns
    order = np.lexsort((time, cell))
    return {name: column[order] for name, column in columns.items()}


class Extraction(Groups[CellPart]):
    """Samples, and changes of texts."""

    def _part(self, cell: int, columns: Columns, changes: list[Change], done: float) -> CellPart:
        time, value, quality = (columns[name] for name in ("time", "value", "quality"))
        return with_texts(CellPart(cell, time, value, quality, None, done), changes)  # type: ignore[arg-type]

    def _joined(self, parts: list[Columns]) -> Columns:
        return _sorted(parts)


def with_texts(part: CellPart, changes: list[Change]) -> CellPart:
    """A part with its changes of texts between its numbers, by time; those of a boolean are in its numbers."""
    if not changes or (len(part.time) and all(text in BOOLEANS for _, text, _ in changes)):
        return part
    time = np.concatenate([part.time, np.fromiter((at for at, _, _ in changes), np.int64, len(changes))])
    value = np.concatenate([part.value, np.full(len(changes), np.nan)])
    quality = np.concatenate([part.quality, np.fromiter((q for _, _, q in changes), np.uint8, len(changes))])
    text = [*itertools.repeat(None, len(part.time)), *(text for _, text, _ in changes)]
    order = np.argsort(time, kind="stable")
    texts = [text[place] for place in order.tolist()]
    return CellPart(part.cell, time[order], value[order], quality[order], texts, part.done)
