"""What was learnt to be usual, kept over a start: tables of a `Usual` <-> rows of the database.

Two parts: what rules judge by (`JUDGED`), written with the journal's entry that puts it in force, so that a start goes
on with exactly what was in force; and what is known beside it (`BESIDE`), for people.
"""

import logging
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
import numpy as np

from opscenter.domain.local_week import HOURS, LocalWeek
from opscenter.domain.usual import Usual
from opscenter.history.blocks import BlockError, pack_columns, unpack_columns

log = logging.getLogger("opscenter.history.usual")

JUDGED, BESIDE = "judged", "beside"
CELLS_AT_ONCE = 2_048
"""So many series a row: it is packed and read in parts of about 3 MB."""

Row = tuple[str, int, int, str, bytes]


@dataclass(slots=True, frozen=True)
class KeptUsual:
    """What is usual, from which event time on it is in force (Unix ms), and what is told of how it was learnt."""

    usual: Usual
    since: int = 0
    facts: dict[str, Any] = field(default_factory=dict)


class _Week(msgspec.Struct):
    zone: str
    aside: bool
    holidays: list[date]
    since: int
    until: int
    facts: dict[str, Any]


def rows_of(part: str, kept: KeptUsual) -> Iterator[Row]:
    """Rows of the table `usual`, at least one."""
    usual = kept.usual
    week = _Week(
        usual.week.zone, usual.week.aside, list(usual.week.holidays), usual.since, usual.until, kept.facts
    )  # fmt: skip
    facts = msgspec.json.encode(week).decode()
    for number, start in enumerate(range(0, max(1, len(usual.cells)), CELLS_AT_ONCE)):
        some = slice(start, start + CELLS_AT_ONCE)
        tables = pack_columns(
            {
                "cell": usual.cells[some],
                "median": usual.median[some].reshape(-1), "spread": usual.spread[some].reshape(-1),
                "days": usual.days[some].reshape(-1), "basis": usual.basis[some].reshape(-1),
            }
        )  # fmt: skip
        yield part, number, kept.since, facts, tables


def put_usual(connection: sqlite3.Connection, part: str, rows: list[Row]) -> None:
    """Keep these rows in the place of those there were. Within a transaction. Raises sqlite3.Error."""
    connection.execute("DELETE FROM usual WHERE part = ?", (part,))
    connection.executemany("INSERT INTO usual VALUES (?, ?, ?, ?, ?)", rows)


def kept_usual(connection: sqlite3.Connection, part: str) -> KeptUsual | None:
    """What was kept last; None where there is nothing, or it cannot be read. Raises sqlite3.Error."""
    if not connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'usual'").fetchone():
        return None  # an old database on a read-only disk
    try:
        rows = connection.execute(
            "SELECT since, facts, tables FROM usual WHERE part = ? ORDER BY chunk", (part,)
        ).fetchall()
        return kept_of_rows(rows) if rows else None
    except (sqlite3.DatabaseError, BlockError, msgspec.MsgspecError, ValueError, KeyError, OSError) as error:
        log.error("what was usual before the start cannot be read, it is learnt anew: %s", error)
        return None


def kept_of_rows(rows: list[tuple[int, str, bytes]]) -> KeptUsual:
    """What `since, facts, tables` of rows, in order, say. Raises BlockError, MsgspecError, ValueError, KeyError."""
    since, facts, _ = rows[0]
    told = msgspec.json.decode(facts, type=_Week)
    parts = [unpack_columns(tables) for _, _, tables in rows]
    cells = np.concatenate([part["cell"] for part in parts]).astype(np.int64)
    tables = {
        name: np.concatenate([part[name] for part in parts]).reshape(len(cells), HOURS)
        for name in ("median", "spread", "days", "basis")
    }
    if np.any(np.diff(cells) <= 0):
        raise BlockError("series are not in order")
    usual = Usual(
        LocalWeek(ZoneInfo(told.zone), told.holidays, aside=told.aside), cells,
        tables["median"].astype(np.float32), tables["spread"].astype(np.float32),
        tables["days"].astype(np.uint8), tables["basis"].astype(np.uint8), told.since, told.until,
    )  # fmt: skip
    return KeptUsual(usual, since, told.facts)
