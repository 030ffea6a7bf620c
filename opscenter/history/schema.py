"""What a history database is called, how it is opened, and which version this program writes."""

import os
import sqlite3
from pathlib import Path

FILE_NAME = "history.sqlite"
APPLICATION_ID = 0x4F505343  # "OPSC"
PAGE_BYTES = 16_384
BUSY_MS = 5_000


def can_be_written(path: Path) -> bool:
    """Whether files can be made in the folder of a database: not on a disk that is read-only now."""
    return os.access(path.parent, os.W_OK)


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection as the hot path wants it: autocommit, explicit transactions, one owner at a time.

    Raises sqlite3.Error.
    """
    connection = _open(path, "mode=ro" if read_only else "mode=rwc")
    try:
        if read_only and not can_be_written(path) and not _is_readable(connection):
            # A write-ahead log needs a file beside it, which cannot be made here; but nobody can write here either.
            connection.close()
            connection = _open(path, "mode=ro&immutable=1")
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        if not read_only:
            connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            if not connection.execute("PRAGMA page_count").fetchone()[0]:  # said to one that is there it would write
                connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # see history.vacuum
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode a crash of the program loses nothing
            connection.execute("PRAGMA journal_size_limit = 67108864")
    except BaseException:
        connection.close()
        raise
    return connection


def _open(path: Path, options: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.resolve().as_uri()}?{options}", uri=True, isolation_level=None, check_same_thread=False
    )


def _is_readable(connection: sqlite3.Connection) -> bool:
    try:
        connection.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.OperationalError:
        return False
    return True
