"""When no station recorded, out of the marks: read once, and then only what is new."""

import sqlite3

import pytest

from opscenter.history.span import AWAY_MS, Away

DAY = 86_400_000


@pytest.fixture
def db() -> sqlite3.Connection:
    made = sqlite3.connect(":memory:")
    made.execute("CREATE TABLE mark (beat INTEGER PRIMARY KEY, since INTEGER, at INTEGER)")
    made.executemany(
        "INSERT INTO mark VALUES (?, ?, ?)",
        [(-1, 0, 0), (1, 1_000, 60_000), (2, 60_000 + AWAY_MS, 120_000), (3, 3 * DAY, 3 * DAY + 60_000)],
    )
    return made


def test_holes_that_overlap_a_span_are_told_however_long_before_it_they_began(db: sqlite3.Connection) -> None:
    away = Away()
    assert away.read(db, 0, 4 * DAY) == [[120_000, 3 * DAY]]
    assert away.read(db, DAY, 2 * DAY) == [[120_000, 3 * DAY]]
    assert away.read(db, 0, 60_000) == []
    db.close()


def test_what_was_read_is_not_read_again(db: sqlite3.Connection) -> None:
    away = Away()
    away.read(db, 0, DAY)
    db.execute("DELETE FROM mark")
    db.execute("INSERT INTO mark VALUES (4, ?, ?)", (3 * DAY + 61_000 + AWAY_MS, 3 * DAY + 120_000))
    assert away.read(db, 0, 4 * DAY) == [[120_000, 3 * DAY], [3 * DAY + 60_000, 3 * DAY + 61_000 + AWAY_MS]]
    away.forget()
    assert away.read(db, 0, 4 * DAY) == []
    db.close()
