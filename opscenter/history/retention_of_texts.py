"""Old texts go, but for the last one of each series before the limit: what stands is not forgotten.

`meta` keeps the beat (and the place within it) up to which that has been done. Of a series what is from before the text
that stands is deleted whenever another of its texts is met. What was imported is never too old, as samples are not (see
`retention_of_runs`); only the limit in bytes holds for it.
"""

import sqlite3

from opscenter.history.records import IMPORTED

STEP_ROWS = 200
MOST_OF_ONE = 2_000
"""So many texts of one series are deleted in one step."""
ROW_BYTES = 60
"""So much is counted for a text beside its letters."""
_KEY = "texts_forgotten"
_IMPORTS = (
    "SELECT json_extract(fact, '$.details.beat') FROM journal "
    f"WHERE event = '{IMPORTED}' AND json_valid(fact) AND json_extract(fact, '$.details.beat') IS NOT NULL"
)


def text_size(text: str | None) -> int:
    """How many bytes a text counts."""
    return ROW_BYTES + (len(text.encode()) if text else 0)


def size_of_texts(connection: sqlite3.Connection, table: str = "text_change") -> int:
    """How many bytes all texts count. Raises sqlite3.Error."""
    found = connection.execute(f"SELECT total({ROW_BYTES} + coalesce(length(CAST(text AS BLOB)), 0)) FROM {table}")
    return int(found.fetchone()[0])


def forget_texts(connection: sqlite3.Connection, surplus: int, before: int) -> int | None:
    """Some texts that are older than `before` (Unix ms), or the oldest while there is a `surplus` of bytes.

    The bytes freed; None: nothing is due. Raises sqlite3.Error.
    """
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_KEY,)).fetchone()
    after = (-1, 0) if row is None else _place(row[0])
    spared = "" if surplus > 0 else f"AND beat NOT IN ({_IMPORTS})"
    texts = connection.execute(
        "SELECT beat, position, cell, time FROM text_change WHERE (beat, position) > (?, ?) "
        f"AND beat <= (SELECT max(beat) FROM checkpoint) {spared} ORDER BY beat, position LIMIT {STEP_ROWS}",
        after,
    ).fetchall()
    if not texts:
        return None
    # The time in the middle: a clock that is wrong by years neither keeps nor loses the others.
    if surplus <= 0 and sorted(time for *_, time in texts)[len(texts) // 2] >= before:
        return None
    until = texts[-1][:2]
    freed = 0
    for cell in dict.fromkeys(cell for _, _, cell, _ in texts):
        rows = connection.execute(
            f"SELECT beat, position, text FROM text_change WHERE cell = ? AND (beat, position) <= (?, ?) {spared} "
            "ORDER BY time, beat, position",
            (cell, *until),
        ).fetchall()
        for beat, position, text in rows[:-1][:MOST_OF_ONE]:
            freed += text_size(text)
            connection.execute("DELETE FROM text_change WHERE beat = ? AND position = ?", (beat, position))
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEY, " ".join(map(str, until))))
    return freed


def _place(kept: str) -> tuple[int, int]:
    """Beat and position; of the beat alone: all of it."""
    beat, *position = map(int, str(kept).split())
    return beat, position[0] if position else 1 << 62
