"""A new database in the place of the old one, which is kept beside it under a name that says when."""

import os
import sqlite3
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from opscenter.history.schema import connect


def swap_in(new: Path, path: Path, now: int) -> Path:
    """Put the database file `new` (closed) in the place of `path`; where the old one is now. `now` in Unix ms.

    Whenever this is broken off, one of the two is in its place, whole. Nobody may have either open. Raises OSError.
    """
    with suppress(sqlite3.Error):  # one that is damaged is kept as it is, with what is beside it
        old = connect(path)
        try:
            old.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        finally:
            old.close()
    stamp = datetime.fromtimestamp(now / 1000, UTC).strftime("%Y%m%dT%H%M%SZ")
    aside = path.with_name(f"{path.stem}-before-rebuild-{stamp}{path.suffix}")
    number = 1
    while aside.exists():
        number += 1
        aside = path.with_name(f"{path.stem}-before-rebuild-{stamp}-{number}{path.suffix}")
    try:
        os.link(path, aside)  # two names for a moment, so that there is never none
    except OSError:
        path.rename(aside)
    for suffix in ("-wal", "-shm"):  # a log that is not of the new one must not be beside it
        side = path.with_name(path.name + suffix)
        if side.exists():
            side.rename(aside.with_name(aside.name + suffix))
    new.replace(path)
    return aside
