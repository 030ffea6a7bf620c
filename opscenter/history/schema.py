"""What a history database is called, how it is opened, and which version this program writes."""

import sqlite3
from pathlib import Path

FILE_NAME = "history.sqlite"
APPLICATION_ID = 0x4F505343  # "OPSC"
PAGE_BYTES = 16_384
BUSY_MS = 5_000


def connect(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
    """A connection as the hot path wants it: autocommit, explicit transactions, one owner at a time.

    Raises sqlite3.Error.
    """
    mode = "ro" if read_only else "rwc"
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, check_same_thread=False
    )
    try:
        connection.execute(f"PRAGMA busy_timeout = {BUSY_MS}")
        if not read_only:
            connection.execute(f"PRAGMA page_size = {PAGE_BYTES}")
            connection.execute("PRAGMA journal_mode = WAL")
            connection.execute("PRAGMA synchronous = NORMAL")  # in WAL mode a crash of the program loses nothing
            connection.execute("PRAGMA journal_size_limit = 67108864")
    except BaseException:
        connection.close()
        raise
    return connection
