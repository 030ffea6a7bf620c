"""What is too old or too much goes, tier by tier, in steps of one short transaction each.

Every tier has a limit in bytes and one in days (0: however old). What is read as a whole is first taken out of sight
(the row of its segment, the `size` of its run), its parts after that: whatever is left of it when a station dies is
found again. What is not sealed into runs yet stays, and may take the room of samples by series beside its own.
"""

import logging
import sqlite3
from collections.abc import Callable
from dataclasses import replace

from opscenter.history import vacuum
from opscenter.history.errors import is_corrupt
from opscenter.history.marks import forget_older, forget_oldest, segments_gone
from opscenter.history.passing_over import pass_over
from opscenter.history.records import Limits
from opscenter.history.retention_of_runs import forget_in_runs
from opscenter.history.retention_of_texts import forget_texts
from opscenter.history.runs import sealed_until
from opscenter.history.totals import Totals, write_totals

log = logging.getLogger("opscenter.history.retention")

STEP_ROWS = 200
STEP_BYTES = 8 << 20
"""Most rows and bytes (about) that one step deletes: catching up with a smaller limit does not hold the writer."""
DAY_MS = 86_400_000

Step = Callable[[sqlite3.Connection, Totals, int], Totals | None]


class Retention:
    """Owned by the writer's thread. `sealing`: segments are being sealed, so those that are not had better stay."""

    def __init__(self, limits: Limits) -> None:
        self.sealing = False
        self.limits = limits
        self._due = True
        self._stuck: set[str] = set()  # steps that meet a damaged page
        self._steps: tuple[Step, ...] = (
            self._log, self._segment_parts, self._segments, self._place_parts, self._places, self._marks, self._texts,
            self._quarantine, self._runs,
        )  # fmt: skip

    def look(self) -> None:
        """Time has passed: what is too old is to be looked for."""
        self._due = True

    def step(self, connection: sqlite3.Connection, totals: Totals, now: int) -> Totals | None:
        """Do some of what is due, in one transaction, at `now` (Unix ms); the totals after it, None: nothing is due.

        Raises sqlite3.Error, after which nothing was done.
        """
        limits = self.limits
        if not self._due and not (
            totals.log_bytes > limits.log_bytes
            or totals.segment_bytes > limits.segment_bytes
            or totals.place_bytes > limits.place_bytes
            or totals.mark_bytes > limits.mark_bytes
            or totals.quarantined > limits.quarantine_rows + STEP_ROWS
        ):
            return None
        self._due = True
        for step in self._steps:
            if step.__name__ in self._stuck:
                continue
            connection.execute("BEGIN IMMEDIATE")
            try:
                after = step(connection, totals, now)
                if after is not None:
                    write_totals(connection, after)
                connection.execute("COMMIT")
            except BaseException as error:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                if not isinstance(error, sqlite3.DatabaseError) or not is_corrupt(error):
                    raise
                # Of this tier nothing can go while the page is damaged; of all others it can.
                self._stuck.add(step.__name__)
                pass_over(connection, error, f"what is old in one tier ({step.__name__.strip('_')})")
                continue
            if after is not None:
                return after
        if vacuum.step(connection):
            return totals
        self._due = False
        return None

    def _log(self, connection: sqlite3.Connection, totals: Totals, now: int) -> Totals | None:
        surplus, before = totals.log_bytes - self.limits.log_bytes, _before(now, self.limits.log_days)
        freed, until = 0, None
        for beat, at, size in connection.execute(
            f"SELECT beat, at, size FROM message_log ORDER BY beat LIMIT {STEP_ROWS}"
        ):
            if (freed >= surplus and at >= before) or freed >= STEP_BYTES:
                break
            freed, until = freed + size, beat
        if until is None:
            return None
        connection.execute("DELETE FROM message_log WHERE beat <= ?", (until,))
        connection.execute("DELETE FROM figure_beat WHERE beat <= ?", (until,))
        return replace(totals, log_bytes=max(0, totals.log_bytes - freed))

    def _segments(self, connection: sqlite3.Connection, totals: Totals, now: int) -> Totals | None:
        limits, held = self.limits, totals.segment_bytes
        found = self._oldest_segment(connection, "segment", held, limits.segment_bytes, limits.segment_days, now)
        if found is None:
            return None
        if self.sealing and found[0] > sealed_until(connection):  # a history of an older version, or one that lags
            if held <= limits.segment_bytes + limits.sample_bytes:
                return None
            log.error("samples were forgotten before they were sealed: there is no room for more")
        number, last_beat, size = found
        connection.execute("DELETE FROM segment WHERE id = ?", (number,))
        freed = segments_gone(connection, last_beat)
        return replace(
            totals, segment_bytes=max(0, totals.segment_bytes - size), mark_bytes=max(0, totals.mark_bytes - freed)
        )

    def _places(self, connection: sqlite3.Connection, totals: Totals, now: int) -> Totals | None:
        limits = self.limits
        found = self._oldest_segment(
            connection, "place_segment", totals.place_bytes, limits.place_bytes, limits.place_days, now
        )
        if found is None:
            return None
        connection.execute("DELETE FROM place_segment WHERE id = ?", (found[0],))
        return replace(totals, place_bytes=max(0, totals.place_bytes - found[2]))

    @staticmethod
    def _oldest_segment(
        connection: sqlite3.Connection, table: str, held: int, most: int, days: float, now: int
    ) -> tuple[int, int, int] | None:
        """Number, last beat and size of the oldest segment, if it is too much or too old."""
        row = connection.execute(f"SELECT id, last_beat, size, last FROM {table} ORDER BY id LIMIT 1").fetchone()
        if row is None:
            return None
        if held <= most:
            arrived = connection.execute(
                "SELECT at FROM mark WHERE beat >= ? ORDER BY beat LIMIT 1", (row[1],)
            ).fetchone()
            if (arrived or (row[3],))[0] >= _before(now, days):
                return None
        return row[0], row[1], row[2]

    def _segment_parts(self, connection: sqlite3.Connection, totals: Totals, now: int) -> Totals | None:
        return totals if _forget_parts(connection, "segment", "chunk") else None

    def _place_parts(self, connection: sqlite3.Connection, totals: Totals, now: int) -> Totals | None:
        return totals if _forget_parts(connection, "place_segment", "place_chunk") else None

    def _marks(self, connection: sqlite3.Connection, totals: Totals, now: int) -> Totals | None:
        surplus = totals.mark_bytes - self.limits.mark_bytes
        freed = forget_oldest(connection, surplus) if surplus > 0 else 0
        if not freed and self.limits.mark_days:
            freed = forget_older(connection, _before(now, self.limits.mark_days))
        return replace(totals, mark_bytes=max(0, totals.mark_bytes - freed)) if freed else None

    def _texts(self, connection: sqlite3.Connection, totals: Totals, now: int) -> Totals | None:
        freed = forget_texts(
            connection, totals.text_bytes - self.limits.text_bytes, _before(now, self.limits.text_days)
        )
        return None if freed is None else replace(totals, text_bytes=max(0, totals.text_bytes - freed))

    def _quarantine(self, connection: sqlite3.Connection, totals: Totals, now: int) -> Totals | None:
        connection.execute("DELETE FROM gap WHERE id <= (SELECT max(id) FROM gap) - ?", (self.limits.gap_rows,))
        if totals.quarantined <= self.limits.quarantine_rows + STEP_ROWS:
            return None
        connection.execute(
            "DELETE FROM quarantine WHERE id IN (SELECT id FROM quarantine WHERE id <= "
            "(SELECT max(id) FROM quarantine) - ? ORDER BY id LIMIT ?)",
            (self.limits.quarantine_rows, 10 * STEP_ROWS),
        )
        left = connection.execute("SELECT count(*) FROM quarantine").fetchone()[0]
        return replace(totals, quarantined=left)

    def _runs(self, connection: sqlite3.Connection, totals: Totals, now: int) -> Totals | None:
        return totals if forget_in_runs(connection, self.limits, now) else None


def _before(now: int, days: float) -> int:
    """What is from before this is too old."""
    return now - round(days * DAY_MS) if days else -(1 << 62)


def _forget_parts(connection: sqlite3.Connection, segments: str, chunks: str) -> bool:
    """Some parts of segments that are gone; False when there are none."""
    oldest = connection.execute(f"SELECT min(segment) FROM {chunks}").fetchone()[0]
    if oldest is None:
        return False
    first = connection.execute(f"SELECT min(id) FROM {segments}").fetchone()[0]
    if first is not None and oldest >= first:
        return False
    connection.execute(
        f"DELETE FROM {chunks} WHERE id IN (SELECT id FROM {chunks} WHERE segment = ? LIMIT {STEP_ROWS})", (oldest,)
    )
    return True
