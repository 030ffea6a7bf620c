"""Old texts go, but for the last one of each series before the limit: what stands is not forgotten.

`meta` keeps the beat up to which that has been done. Of a series what is from before the text that stands is deleted
whenever another of its texts is met.
"""

import sqlite3

STEP_ROWS = 200
ROW_BYTES = 60
"""So much is counted for a text beside its letters."""
_KEY = "texts_forgotten"


def text_size(text: str | None) -> int:
    """How many bytes a text counts."""
    return ROW_BYTES + (len(text.encode()) if text else 0)


def size_of_texts(connection: sqlite3.Connection) -> int:
    """How many bytes all texts count. Raises sqlite3.Error."""
    found = connection.execute(f"SELECT total({ROW_BYTES} + coalesce(length(CAST(text AS BLOB)), 0)) FROM text_change")
    return int(found.fetchone()[0])


def forget_texts(connection: sqlite3.Connection, surplus: int, before: int) -> int | None:
    """Some texts that are older than `before` (Unix ms), or the oldest while there is a `surplus` of bytes.

    The bytes freed; None: nothing is due. Raises sqlite3.Error.
    """
    row = connection.execute("SELECT value FROM meta WHERE key = ?", (_KEY,)).fetchone()
    after = -1 if row is None else int(row[0])
    beats = connection.execute(
        "SELECT beat, cell, time FROM text_change WHERE beat > ? AND beat <= (SELECT max(beat) FROM checkpoint) "
        f"ORDER BY beat LIMIT {STEP_ROWS}",
        (after,),
    ).fetchall()
    if not beats:
        return None
    # The time in the middle: a clock that is wrong by years neither keeps nor loses the others.
    if surplus <= 0 and sorted(time for _, _, time in beats)[len(beats) // 2] >= before:
        return None
    until = beats[-1][0]
    freed = 0
    cells = [
        cell
        for (cell,) in connection.execute(
            "SELECT DISTINCT cell FROM text_change WHERE beat > ? AND beat <= ?", (after, until)
        )
    ]
    for cell in cells:
        rows = connection.execute(
            "SELECT beat, position, text FROM text_change WHERE cell = ? AND beat <= ? ORDER BY time, beat, position",
            (cell, until),
        ).fetchall()
        for beat, position, text in rows[:-1]:
            freed += text_size(text)
            connection.execute("DELETE FROM text_change WHERE beat = ? AND position = ?", (beat, position))
    connection.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_KEY, str(until)))
    return freed
