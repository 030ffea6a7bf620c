"""From when to when the history can show the city, and where it cannot: for whoever looks at the past."""

import sqlite3

AWAY_MS = 5_000
"""A station away for less (a restart) leaves no hole worth showing."""
MAX_HOLES = 2_000


def first_known(db: sqlite3.Connection) -> int:
    """The first moment whose state is known, Unix ms; 0 while nothing is recorded. Raises sqlite3.Error."""
    oldest = db.execute("SELECT beat, at FROM mark WHERE state IS NOT NULL ORDER BY beat LIMIT 1").fetchone()
    if oldest is None:
        return 0
    if oldest[0] >= 0:
        return int(oldest[1])
    found = db.execute(
        "SELECT min(at) FROM (SELECT at FROM (SELECT at FROM message_log ORDER BY beat LIMIT 1) UNION ALL "
        "SELECT since FROM (SELECT since FROM mark WHERE beat >= 0 ORDER BY beat LIMIT 1))"
    ).fetchone()
    return int(found[0] or 0)


def first_row_after(db: sqlite3.Connection, wall: int) -> int:
    """See `Queries`: rows are written in the order of the station's clock, so it is found by halving."""
    low, high = db.execute("SELECT min(id), max(id) FROM journal").fetchone()
    if low is None:
        return 0
    high += 1
    while low < high:
        middle = (low + high) // 2
        row = db.execute("SELECT id, wall FROM journal WHERE id >= ? ORDER BY id LIMIT 1", (middle,)).fetchone()
        if row is None or row[1] > wall:
            high = middle
        else:
            low = row[0] + 1
    row = db.execute("SELECT id FROM journal WHERE id >= ? ORDER BY id LIMIT 1", (low,)).fetchone()
    return 0 if row is None else int(row[0])


class Away:
    """Spans in which no station recorded. For one connection after another to one database, in one thread.

    Every question about a span of a series asks: what was read of the marks, which are only ever added, is kept.
    """

    def __init__(self) -> None:
        self.forget()

    def forget(self) -> None:
        """The database is another one."""
        self._beat = -1
        self._ended: int | None = None
        self._holes: list[tuple[int, int]] = []

    def read(self, db: sqlite3.Connection, since: int, until: int) -> list[list[int]]:
        """Those that overlap `since` to `until`, oldest first. Raises sqlite3.Error."""
        marks = db.execute("SELECT beat, since, at FROM mark WHERE beat > ? ORDER BY beat", (self._beat,))
        for beat, began, ended in marks:
            if self._ended is not None and began - self._ended > AWAY_MS:
                self._holes.append((self._ended, began))
            self._beat, self._ended = beat, ended
        del self._holes[:-MAX_HOLES]
        return [[start, end] for start, end in self._holes if end >= since and start <= until]


def away_at(db: sqlite3.Connection, at: int) -> list[int]:
    """The span without a station that a moment lies in; empty when one recorded then. Raises sqlite3.Error."""
    before = db.execute(
        "SELECT beat, at FROM mark WHERE beat >= 0 AND at <= ? ORDER BY beat DESC LIMIT 1", (at,)
    ).fetchone()
    if before is None:
        return []
    after = db.execute("SELECT since FROM mark WHERE beat > ? ORDER BY beat LIMIT 1", (before[0],)).fetchone()
    if after is None or after[0] - before[1] <= AWAY_MS or not before[1] < at < after[0]:
        return []
    return [before[1], after[0]]


def alarm_beside(db: sqlite3.Connection, at: int, *, back: bool, urgent: bool) -> tuple[int, str, str] | None:
    """The alarm that was raised (by the station's clock) last before a moment, or first after it: when, occurrence,
    entity. `urgent`: of critical or high priority. None without one. Raises sqlite3.Error."""
    only = "AND json_valid(fact) AND json_extract(fact, '$.priority') <= 2 " if urgent else ""
    if back:
        found = db.execute(
            "SELECT wall, occurrence, entity FROM journal WHERE event = 'raised' AND id <= coalesce((SELECT journal "
            f"FROM mark WHERE at >= ? ORDER BY beat LIMIT 1), {2**62}) AND wall < ? {only}ORDER BY id DESC LIMIT 1",
            (at, at),
        ).fetchone()
    else:
        found = db.execute(
            "SELECT wall, occurrence, entity FROM journal WHERE event = 'raised' AND id > coalesce((SELECT journal "
            f"FROM mark WHERE at <= ? ORDER BY beat DESC LIMIT 1), 0) AND wall > ? {only}ORDER BY id LIMIT 1",
            (at, at),
        ).fetchone()
    return None if found is None else (int(found[0]), str(found[1]), str(found[2]))


def alarm_counts(db: sqlite3.Connection, since: int, until: int, bins: int) -> list[list[int]]:
    """How many alarms were raised in each of `bins` equal parts of a span, those of critical and high priority and
    those of the others, in two lists. Raises sqlite3.Error."""
    width = max(1, -(-(until - since) // bins))
    urgent, other = [0] * bins, [0] * bins
    for part, priority, count in db.execute(
        "SELECT (wall - ?) / ?, json_extract(fact, '$.priority') AS priority, count(*) FROM journal "
        "WHERE id > coalesce((SELECT journal FROM mark WHERE at <= ? ORDER BY beat DESC LIMIT 1), 0) "
        "AND +event = 'raised' AND json_valid(fact) AND wall >= ? AND wall < ? GROUP BY 1, 2",
        (since, width, since, since, until),
    ):
        if 0 <= part < bins:
            (urgent if priority is not None and priority <= 2 else other)[part] += count
    return [urgent, other]
