"""Blocks that cannot be read are passed over, and said: in the log once each, and to whoever looks after the station.

A page that a disk has spoilt takes what is on it with it, and nothing else: every question is answered with what can
be read.
"""

import logging
import sqlite3
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

from opscenter.history.blocks import BlockError, Columns, unpack_columns
from opscenter.history.errors import is_corrupt, sentence_of

log = logging.getLogger("opscenter.history.reading")

MOST = 1_000
"""So many damaged things of a file are remembered."""

DAMAGE = (BlockError, sqlite3.DatabaseError)
"""What to catch; `pass_over` raises it again where it is something else than damage."""

_lock = threading.Lock()
_found: dict[str, dict[str, None]] = {}  # file -> what of it cannot be read


def pass_over(db: sqlite3.Connection, error: Exception, what: str) -> None:
    """Note that `what` ("segment 7") of a history cannot be read. Raises `error` where that is not for damage."""
    if not isinstance(error, BlockError):
        if not isinstance(error, sqlite3.DatabaseError) or not is_corrupt(error):
            raise error
        error = sqlite3.DatabaseError(sentence_of(error))
    path = db.execute("PRAGMA database_list").fetchone()[2]
    with _lock:
        found = _found.setdefault(path, {})
        if what in found or len(found) >= MOST:
            return
        found[what] = None
    log.error("%s of the history cannot be read and is passed over: %s", what, error)


def readable(
    db: sqlite3.Connection, table: str, key: str, where: str, values: Sequence[int], only: tuple[str, ...] | None = None
) -> Iterator[Columns]:
    """The blocks (`columns`) of the rows that `where` (with its order) names, unpacked; those damaged passed over.

    Raises sqlite3.Error for anything else.
    """
    keys: list[int] = []
    try:
        for row in db.execute(f"SELECT {key} FROM {table} WHERE {where}", values):
            keys.append(row[0])  # one by one: those before the damage count
    except DAMAGE as error:
        pass_over(db, error, f"a part of {table}")
    for number in keys:
        try:
            found = db.execute(f"SELECT columns FROM {table} WHERE {key} = ?", (number,)).fetchone()
            if found is not None:
                yield unpack_columns(found[0], only)
        except DAMAGE as error:
            pass_over(db, error, f"{table} {number}")


def damage_notice(path: Path) -> str:
    """A sentence for the operator about what readers of this process have passed over in a file, or ""."""
    with _lock:
        found = list(_found.get(str(path.resolve()), ()))
    if not found:
        return ""
    more = f" and {len(found) - 1} more" if len(found) > 1 else ""
    return (
        f"A part of the history is damaged ({found[0]}{more}); everything else is there. `opscenter history check` "
        "names all of it, `opscenter history rebuild` makes it again."
    )


def forget(path: Path) -> None:
    """Another file has this name now."""
    with _lock:
        _found.pop(str(path.resolve()), None)
