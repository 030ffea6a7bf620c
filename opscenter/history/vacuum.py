"""Pages that nothing is stored in any more go back to the disk, some at a time, while the writer writes.

A database begun by this version can do so (`auto_vacuum` incremental). One begun by an older version keeps its free
pages and fills them again: to make it smaller, stop the station and have SQLite write it anew (`make_shrinkable`).
"""

import sqlite3

STEP_PAGES = 64
SLACK_PAGES = 4_096
"""So many free pages stay, and as many as a share of the file: what is written next goes there."""
SLACK_SHARE = 8
INCREMENTAL = 2


def can_shrink(connection: sqlite3.Connection) -> bool:
    """Whether free pages of a database can go back to the disk. Raises sqlite3.Error."""
    return _number(connection, "auto_vacuum") == INCREMENTAL


def step(connection: sqlite3.Connection) -> bool:
    """Give some free pages back, outside of a transaction; False when there are few, or it cannot.

    An eighth of the file may be free: while old things go as new ones come, nothing is moved to and fro. Raises
    sqlite3.Error.
    """
    if not can_shrink(connection):
        return False
    free, pages = _number(connection, "freelist_count"), _number(connection, "page_count")
    if free <= max(SLACK_PAGES, pages // SLACK_SHARE):
        return False
    connection.execute(f"PRAGMA incremental_vacuum({STEP_PAGES})").fetchall()  # a row for each page: all of them
    return _number(connection, "freelist_count") < free


def make_shrinkable(connection: sqlite3.Connection) -> None:
    """Write a database that nobody else uses anew without free pages, able to shrink from then on.

    Needs as much room beside it again, and for gigabytes minutes. Raises sqlite3.Error.
    """
    connection.execute(f"PRAGMA auto_vacuum = {INCREMENTAL}")
    connection.execute("PRAGMA journal_mode = DELETE")  # auto_vacuum is not changed in WAL mode
    connection.execute("VACUUM")
    connection.execute("PRAGMA journal_mode = WAL")


def _number(connection: sqlite3.Connection, name: str) -> int:
    return int(connection.execute(f"PRAGMA {name}").fetchone()[0])
