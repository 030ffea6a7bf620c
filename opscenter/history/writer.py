"""The one thread that writes the database: tasks in, one transaction a rhythm.

A database that cannot be written (disk full, read-only) stops nothing: what is to be written waits, up to a limit in
bytes, and is tried again; beyond the limit messages and samples are counted as not recorded, and the hole is written
down as an outage once the disk is back. The registry, texts and the journal are never given up.
"""

import logging
import queue
import sqlite3
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from opscenter.history import transactions
from opscenter.history.blocks import Columns
from opscenter.history.chain import Head
from opscenter.history.corrupt import notice_of
from opscenter.history.encoding import EncodedBeat, encode_beat, encode_checkpoint
from opscenter.history.errors import HistoryError, is_corrupt, sentence_of
from opscenter.history.records import BeatRecord, Checkpoint, Flush, Limits, Task
from opscenter.history.retention import Retention
from opscenter.history.tier_tasks import TierTask
from opscenter.history.totals import Totals

log = logging.getLogger("opscenter.history.writer")
journal_log = logging.getLogger("opscenter.history.journal")

RETRY_S = 2.0
TIDY_S = 0.02
"""So long at a time, about, old things are deleted: what arrives goes first."""
TIDY_AGAIN_S = 60.0
CLOCK_JUMP_MS = 86_400_000

Reopen = Callable[[bool], tuple[sqlite3.Connection, Path | None]]
"""Opens the database anew; True: it was found damaged, move it aside first (the path it went to comes back)."""


class Writer:
    """Owns a connection from `start` to `close`. `post` may be called from any thread and never blocks."""

    def __init__(
        self,
        connection: sqlite3.Connection | None,
        reopen: Reopen,
        *,
        limits: Limits,
        totals: Totals,
        pending: list[tuple[int, Columns]],
        notice: str = "",
        head: Head | None = None,
        retry_s: float = RETRY_S,
    ) -> None:
        self._connection = connection
        self._reopen = reopen
        self._limits = limits
        self._retry_s = retry_s
        self.retention = Retention(limits)
        self._tidy_after = 0.0
        self._tidy_notice = ""
        self._now = 0  # by the station's clock, as of what was last written
        self._first_now = (0, 0.0)
        self._queue: queue.SimpleQueue[Task | TierTask | None] = queue.SimpleQueue()
        self._waiting: list[EncodedBeat | Checkpoint] = []
        self._tier_tasks: list[TierTask] = []
        self._for_segment = pending  # (beat, what is kept of it) committed but not yet in a segment
        self._held_bytes = 0
        self._lock = threading.Lock()
        self._queued_bytes = 0
        self._stop = threading.Event()
        self._lost_messages = 0
        self._lost_samples = 0
        self._lost_since = 0
        self._lost_until = 0
        self._standing_notice = "" if connection is None else notice
        self._trouble = self._trouble_reason = notice if connection is None else ""
        self.totals = totals
        self.head = head
        """The head of the journal as of the last commit; None: not known before something is written."""
        self.wants_everything = threading.Event()
        """The database was replaced: the station must post its registry, the alarms that stand, and a checkpoint."""
        self.left_behind: Head | None = None
        """The head of the journal in a damaged database that was moved aside, None: there was none."""
        self.generation = 0
        """Counts up when the database was replaced by another: what was computed for the one before is refused."""
        self.on_segment: Callable[[], None] = lambda: None
        """Called from the writer's thread when there may be another segment. To be set before `start`."""
        self._carry_over = False
        self._thread = threading.Thread(target=self._run, name="history-writer", daemon=True)

    # -- from other threads ----------------------------------------------------------------------------------

    @property
    def recording(self) -> bool:
        """What is posted reaches the disk."""
        return not self._trouble

    @property
    def notice(self) -> str:
        """A sentence for the operator, or ""."""
        return self._trouble or self._tidy_notice or self._standing_notice

    @property
    def backlog(self) -> int:
        """Tasks that wait."""
        return self._queue.qsize() + len(self._waiting)

    def start(self) -> None:
        """Begin to write."""
        self._thread.start()

    def post(self, task: Task | TierTask) -> None:
        """Have something written in its turn. Beyond the backlog limit only what is small is kept of a beat."""
        if isinstance(task, BeatRecord):
            task.weight = task.bytes_in + sum(column.nbytes for column in task.columns.values())
            with self._lock:
                if self._queued_bytes + task.weight > self._limits.backlog_bytes:
                    self._lose(task, len(task.raw))
                    task.raw, task.columns, task.weight = [], {}, 0
                self._queued_bytes += task.weight
        self._queue.put(task)

    def flush(self, timeout_s: float) -> bool:
        """Wait until everything posted so far is committed (or found impossible); False when time runs out."""
        mark = Flush()
        self._queue.put(mark)
        return mark.reached.wait(timeout_s)

    def close(self, timeout_s: float = 10.0) -> None:
        """Write what waits, end the thread, close the database."""
        self._stop.set()
        self._queue.put(None)
        if self._thread.ident is not None:
            self._thread.join(timeout_s)
        elif self._connection is not None:
            self._connection.close()

    # -- the thread ------------------------------------------------------------------------------------------

    def _run(self) -> None:
        ending = False
        while not ending:
            marks, ending = self._collect()
            if self._waiting and not self._write() and not ending:
                self._stop.wait(self._retry_s)
            for mark in marks:
                mark.reached.set()
            self._do_tier_tasks(ending=ending)
            self._tidy()
        self._give_up()
        if self.head is not None:
            journal_log.info("the alarm journal ends with %s", self.head)
        if self._connection is not None:
            self._connection.close()

    def _collect(self) -> tuple[list[Flush], bool]:
        """Everything posted, encoded; waits for the first when there is nothing to retry."""
        marks: list[Flush] = []
        ending = False
        wait = not self._waiting
        while True:
            try:
                task = self._queue.get(block=wait)
            except queue.Empty:
                return marks, ending
            wait = False
            if task is None:
                ending = True
            elif isinstance(task, Flush):
                marks.append(task)
            elif isinstance(task, TierTask):
                self._tier_tasks.append(task)
            elif isinstance(task, Checkpoint):
                for older in self._waiting:
                    if isinstance(older, Checkpoint):
                        task.take_over(older)
                self._waiting = [kept for kept in self._waiting if not isinstance(kept, Checkpoint)]
                self._waiting.append(task)
            else:
                self._hold(task)

    def _hold(self, record: BeatRecord) -> None:
        weight = record.weight
        if record.carried and self._carry_over:
            record.journal = record.carried + record.journal
            self._carry_over = False
        encoded = encode_beat(record)
        with self._lock:
            self._queued_bytes -= weight
            if self._held_bytes + encoded.weight > self._limits.backlog_bytes:
                self._lose(record, encoded.frames_count)
                encoded.frames, encoded.block, encoded.kept, encoded.frames_count = b"", b"", {}, 0
        if self._trouble and self._lost_since:
            self._say_trouble()
        if self._trouble and record.done is not None:
            record.done(False)
            record.done = None
        self._held_bytes += encoded.weight
        self._waiting.append(encoded)

    def _lose(self, record: BeatRecord, messages: int) -> None:
        """Count what of a beat is given up (its registry, texts and journal are not). The lock is held."""
        if not self._lost_since:
            log.error("the disk does not keep up; messages and samples are given up from now on")
        self._lost_since = self._lost_since or record.at
        self._lost_until = record.at
        self._lost_messages += messages
        self._lost_samples += record.samples
        record.samples = record.messages = record.bytes_in = 0
        record.rejected, record.gaps = [], []

    def _write(self) -> bool:
        """One transaction with everything that waits; False when it could not be done."""
        outage = self._outage()
        try:
            if self._connection is None:
                self._connection, _ = self._reopen(False)
            written = transactions.write(
                self._connection,
                self._waiting,
                self._for_segment,
                self.totals,
                encode_checkpoint,
                outage,
                self.head,
            )
        except sqlite3.Error as error:
            return self._refused(error)
        except HistoryError as error:
            return self._troubled(str(error))
        except OSError as error:
            return self._troubled(f"Nothing is being recorded: {error.filename or 'the folder'}: {error.strerror}.")
        self.totals = written.totals
        self._for_segment = written.for_segment
        self.head = written.head
        waiting, self._waiting, self._held_bytes = self._waiting, [], 0
        self._note_time(waiting[-1])
        if any(isinstance(item, Checkpoint) for item in waiting):
            self.on_segment()
            self.retention.look()
        if outage is not None:
            self._forget_outage(outage)
        if self._trouble:
            log.warning("recording again after: %s", self._trouble)
            self._trouble = ""
        for item in waiting:
            if isinstance(item, EncodedBeat) and item.record.done is not None:
                item.record.done(True)
        return True

    def _do_tier_tasks(self, *, ending: bool) -> None:
        """What the sealer wants, each in a transaction of its own; what arrives always goes first."""
        tasks, self._tier_tasks = self._tier_tasks, []
        for task in tasks:
            connection = self._connection
            if ending:
                task.refuse("the station stops")
            elif connection is None:
                task.refuse("nothing is being recorded")
            elif task.generation != self.generation:
                task.refuse("the database was replaced")
            else:
                try:
                    task.done(transactions.alone(connection, task.action))
                except sqlite3.Error as error:
                    task.refuse(sentence_of(error), damaged=is_corrupt(error))

    def _note_time(self, newest: EncodedBeat | Checkpoint) -> None:
        """What time it is. A clock that jumps ahead by more than a day while we run makes nothing old."""
        at, running = newest.at if isinstance(newest, Checkpoint) else newest.record.at, time.monotonic()
        if not self._now:
            self._first_now = (at, running)
        first, began = self._first_now
        self._now = min(at, first + round((running - began) * 1000) + CLOCK_JUMP_MS)

    def _tidy(self) -> None:
        """Delete some of what is too old or too much. What cannot be deleted now stops nothing else."""
        began = time.monotonic()
        if self._connection is None or not self._now or began < self._tidy_after:
            return
        try:
            while time.monotonic() - began < TIDY_S:
                totals = self.retention.step(self._connection, self.totals, self._now)
                if totals is None:
                    self._tidy_notice = ""
                    return
                self.totals = totals
        except sqlite3.Error as error:
            self._tidy_notice = f"What is too old cannot be deleted from the history: {sentence_of(error)}."
            log.error(self._tidy_notice)
            self._tidy_after = time.monotonic() + TIDY_AGAIN_S

    def _outage(self) -> transactions.Outage | None:
        with self._lock:
            if not self._lost_since:
                return None
            reason = self._trouble_reason if self._trouble else "The disk did not keep up."
            return transactions.Outage(
                self._lost_since, self._lost_until, self._lost_messages, self._lost_samples, reason
            )

    def _forget_outage(self, written: transactions.Outage) -> None:
        """What was lost is on record now, and the next start must not build on beats that have holes."""
        with self._lock:
            self._standing_notice = self._lost_sentence()
            self._lost_messages -= written.messages
            self._lost_samples -= written.samples
            self._lost_since = written.until if self._lost_messages else 0
        self.wants_everything.set()

    def _refused(self, error: sqlite3.Error) -> bool:
        if not is_corrupt(error):
            return self._troubled(f"Nothing is being recorded: {sentence_of(error)}.")
        log.error("the history database is damaged: %s", error)
        try:
            if self._connection is not None:
                self._connection.close()
            self._connection = None
            self._connection, aside = self._reopen(True)
        except (sqlite3.Error, HistoryError, OSError) as again:
            return self._troubled(f"Nothing is being recorded: the history database is damaged ({again}).")
        self.generation += 1
        self.totals = Totals(beat=self.totals.beat)
        self._for_segment = []
        self.left_behind, self.head = self.head, None
        if aside is not None:
            self._carry_over = True
            self._standing_notice = notice_of(aside)
            log.error(self._standing_notice)
        self.wants_everything.set()
        return self._write()

    def _troubled(self, sentence: str) -> bool:
        if not self._trouble:
            log.error("%s What arrives is kept in memory and written when it can be.", sentence)
        self._trouble_reason = sentence
        self._say_trouble(sentence)
        for item in self._waiting:
            if isinstance(item, EncodedBeat) and item.record.done is not None:
                item.record.done(False)
                item.record.done = None
        return False

    def _say_trouble(self, sentence: str = "") -> None:
        reason = sentence or self._trouble_reason
        self._trouble = f"{reason} {self._lost_sentence()}" if self._lost_since else reason

    def _lost_sentence(self) -> str:
        since, until = (
            datetime.fromtimestamp(at / 1000, UTC).strftime("%H:%M:%S") for at in (self._lost_since, self._lost_until)
        )
        return f"{self._lost_messages} messages between {since} and {until} UTC were not recorded."

    def _give_up(self) -> None:
        lost = sum(item.frames_count for item in self._waiting if isinstance(item, EncodedBeat)) + self._lost_messages
        if lost:
            log.error("%d messages were not recorded: %s", lost, self._trouble)
