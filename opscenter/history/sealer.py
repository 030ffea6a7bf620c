"""The thread that turns segments (by arrival) into runs (by series), and small runs into larger ones.

It computes over its own read-only connection and has the writer write: the writer stays the only one that does, and
each of its transactions is short. It takes its time: it rests for as long as it worked, and gives way to everybody else
on the machine. When it lags behind, what is not sealed is read out of segments, and nothing is missing.

Eight segments become a run of level 0, eight runs of a level one of the next, up to about a day of data in one run. A
run is written piece by piece and counts once it is whole; whatever a station that died has left half done is deleted
and done again.
"""

import contextlib
import itertools
import logging
import os
import sqlite3
import threading
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from opscenter.history.blocks import Columns
from opscenter.history.cutting import Cut, cut
from opscenter.history.errors import sentence_of
from opscenter.history.merging import merge, of_run, of_segment
from opscenter.history.runs import Run, has_runs, ready_runs, sealed_until
from opscenter.history.schema import connect
from opscenter.history.tier_tasks import Action, TierRefused, TierTask, add_chunks, begin_run, drop_run, finish_run
from opscenter.history.writer import Writer

log = logging.getLogger("opscenter.history.sealer")

FAN_IN = 8
"""So many segments become a run, so many runs the next."""
LONGEST_MS = 30 * 3_600_000
"""Runs are not merged into longer ones: a bit more than a day, as three of eight hours and a half are one."""
SEGMENT_MS = 60_000
"""A segment is about so long."""
LARGEST = 2_000_000_000
"""Nor into ones with more samples."""
LOOK_S = 60.0
FIRST_RETRY_S, LAST_RETRY_S = 5.0, 300.0
LONGEST_REST_S = 2.0
PATIENCE_S = 120.0
EVER = 1 << 62


class _Closing(Exception):
    """The station stops; what is half done is left."""


class Sealer:
    """`start` begins, `close` ends it at once, wherever it is. `seal` does what is due in the caller's thread."""

    def __init__(self, path: Path, writer: Writer, *, rest: float = 1.0) -> None:
        self._path = path
        self._writer = writer
        self._rest = rest
        self._closing = threading.Event()
        self._wake = threading.Event()
        self._began = 0.0
        self.trouble = ""
        """Why nothing is sealed now, as a sentence, or ""."""
        self.stuck: set[int] = set()
        """Runs that are to go and cannot, for a damaged page."""
        writer.on_segment = self._wake.set
        writer.retention.sealing = True
        self._thread = threading.Thread(target=self._run, name="sealing", daemon=True)

    def start(self) -> None:
        """Begin to seal."""
        self._thread.start()

    def close(self) -> None:
        """End. To be called before the writer is closed."""
        self._closing.set()
        self._wake.set()
        if self._thread.ident is not None:
            self._thread.join(10)

    def seal(self) -> int:
        """Do what is due; how many runs were written. Raises sqlite3.Error, OSError, TierRefused."""
        written = 0
        generation = self._writer.generation
        if not self._path.exists():
            return 0
        db = connect(self._path, read_only=True)
        try:
            if not has_runs(db):
                return 0
            work = _Work(self, db, generation)
            work.drop_leftovers()  # on a full disk, too: it makes room
            while self._writer.recording and (done := work.seal_segments() + work.merge_runs()):
                written += done  # in turn: where there is always more to seal, runs do not become many
                work.drop_leftovers()
        finally:
            db.close()
        return written

    def _run(self) -> None:
        _give_way()
        retry_s = FIRST_RETRY_S
        while not self._closing.is_set():
            self._wake.clear()
            try:
                self._began = time.monotonic()
                self.seal()
                self._fine()
                retry_s, wait_s = FIRST_RETRY_S, LOOK_S
            except _Closing:
                break
            except (TierRefused, sqlite3.Error, OSError) as error:
                self._troubled(sentence_of(error) if isinstance(error, sqlite3.Error) else str(error))
                wait_s, retry_s = retry_s, min(LAST_RETRY_S, 2 * retry_s)
            except Exception:  # a bug here must not end with a disk full of segments and nobody told
                log.exception("the history cannot be sealed")
                self._troubled("a fault of this program; please report it with the station's log")
                wait_s = LAST_RETRY_S
            if self.trouble:
                self._closing.wait(wait_s)
            else:
                self._wake.wait(wait_s)

    def _troubled(self, why: str) -> None:
        if not self.trouble:
            log.warning("old samples are not sealed for now: %s; it is tried again", why)
        self.trouble = f"Old samples are not sealed for now: {why}."

    def _fine(self) -> None:
        if self.trouble:
            log.info("old samples are being sealed again")
        self.trouble = ""

    def do(self, action: Action, generation: int) -> int:
        """Have the writer do it and rest for as long as it took to get there. Raises TierRefused."""
        task = TierTask(action, generation)
        self._writer.post(task)
        result = task.wait(PATIENCE_S)
        if self._began:
            self._closing.wait(min(LONGEST_REST_S, self._rest * (time.monotonic() - self._began)))
            self._began = time.monotonic()
        if self._closing.is_set():
            raise _Closing
        return result


@dataclass(slots=True)
class _Sum:
    """What a run that is being written holds so far."""

    first: int = EVER
    last: int = -EVER
    count: int = 0
    size: int = 0

    def add(self, piece: Cut) -> None:
        for chunk in piece.chunks:
            self.first, self.last = min(self.first, chunk.first), max(self.last, chunk.last)
            self.count += chunk.count
            self.size += len(chunk.block)


@dataclass(slots=True)
class _Work:
    """One go at what is due, over one connection to one database."""

    sealer: Sealer
    db: sqlite3.Connection
    generation: int

    def drop_leftovers(self) -> None:
        """Delete the runs that are not ready: half written, or merged into others. What lies on a damaged page stays;
        nobody reads it."""
        for (number,) in self.db.execute("SELECT id FROM run WHERE NOT ready").fetchall():
            if number in self.sealer.stuck:
                continue
            try:
                while not self.sealer.do(drop_run(number), self.generation):
                    pass
            except TierRefused as error:
                if not error.damaged:
                    raise
                self.sealer.stuck.add(number)
                log.error("what was left of run %d of the history cannot be deleted: %s", number, error)

    def seal_segments(self) -> bool:
        """Make a run of the oldest segments that are in none, if there are enough."""
        segments = [
            row[0]
            for row in self.db.execute(
                "SELECT id FROM segment WHERE id > ? ORDER BY id LIMIT ?", (sealed_until(self.db), FAN_IN)
            )
        ]
        if len(segments) < FAN_IN:
            return False
        self._write([of_segment(self.db, number) for number in segments], 0, segments[-1])
        return True

    def merge_runs(self) -> bool:
        """Make one run of the oldest that are due."""
        runs = [run for run in ready_runs(self.db, -EVER, EVER) if run.until_segment is not None and run.size]
        # Only neighbours are merged: of equal times the order of arrival is kept.
        for level, group in itertools.groupby(runs, lambda run: run.level):
            due = due_runs(list(group))
            if due:
                until = max(run.until_segment or 0 for run in due)
                self._write([of_run(self.db, run.id) for run in due], level + 1, until, due)
                return True
        return False

    def _write(self, sources: Sequence[Iterator[Columns]], level: int, until: int, merged: Sequence[Run] = ()) -> None:
        do, sum_ = self.sealer.do, _Sum()
        number = do(begin_run(level), self.generation)
        for piece in cut(merge(sources)):
            sum_.add(piece)
            do(add_chunks(number, piece), self.generation)
        if not sum_.count:
            sum_.first = sum_.last = 0
        do(
            finish_run(
                number, first=sum_.first, last=sum_.last, count=sum_.count, size=sum_.size, until_segment=until,
                merged=[run.id for run in merged],
            ),
            self.generation,
        )  # fmt: skip
        log.debug("run %d of level %d: %d samples in %d bytes", number, level, sum_.count, sum_.size)


def due_runs(runs: Sequence[Run]) -> list[Run]:
    """Of neighbouring runs of one level, in order of arrival, the oldest that are to become one; none while too few."""
    lengths = _lengths(runs)
    for start in range(len(runs)):
        due: list[Run] = []
        total = samples = 0
        for run, length in zip(runs[start:], lengths[start:], strict=True):
            if 2 * length > LONGEST_MS or total + length > LONGEST_MS or samples + run.count > LARGEST:
                break
            due.append(run)
            total, samples = total + length, samples + run.count
            if len(due) == FAN_IN:
                return due
        # As many as make up the most there may be in one.
        if len(due) >= 2 and (len(due) + 1) * total > len(due) * LONGEST_MS:
            return due
    return []


def _lengths(runs: Sequence[Run]) -> list[int]:
    """How long runs are, about, in ms.

    From the first sample to the last is too long where a clock was wrong by years, from one run to the next where there
    was a pause between them: the least of them is taken. With clocks that are wrong both ways in all of them nothing
    tells it but their level.
    """
    lengths = []
    for run, other in zip(runs, [*runs[1:], *runs[-2:-1], None], strict=False):
        known = [run.last - run.first]
        if other is not None:
            apart = [abs(other.first - run.first), abs(other.last - run.last)]
            known = [*known, *apart] if any(apart) else [min(*known, SEGMENT_MS * FAN_IN ** (run.level + 1))]
        lengths.append(min((length for length in known if length), default=1))
    return lengths


def _give_way() -> None:
    """Let everybody else on the machine go first, where a thread can be told so."""
    if hasattr(os, "setpriority"):
        with contextlib.suppress(OSError, AttributeError):
            os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), 10)
