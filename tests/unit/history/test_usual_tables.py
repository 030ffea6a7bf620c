"""What was usual comes out of the database as it went in; what is damaged is learnt anew."""

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from sqlite_utils import Database

from opscenter.domain.local_week import HOURS, LocalWeek
from opscenter.domain.usual import Usual
from opscenter.history.migrations import migrate
from opscenter.history.usual_tables import BESIDE, JUDGED, KeptUsual, kept_usual, put_usual, rows_of

HOLIDAY = datetime.date(2026, 12, 25)
WEEK = LocalWeek(ZoneInfo("Asia/Hong_Kong"), [HOLIDAY], aside=True)


def usual(count: int) -> Usual:
    random = np.random.default_rng(1)
    shape = (count, HOURS)
    median = random.normal(50, 9, shape).astype(np.float32)
    median[random.random(shape) < 0.1] = np.nan
    spread = random.uniform(1, 9, shape).astype(np.float32)
    days, basis = (random.integers(0, 4, shape).astype(np.uint8) for _ in range(2))
    return Usual(WEEK, np.arange(count, dtype=np.int64) * 3, median, spread, days, basis, 5, 7)


@pytest.fixture
def db(tmp_path: Path) -> Database:
    db = Database(tmp_path / "history.sqlite")
    migrate(db)
    return db


@pytest.mark.parametrize("count", [0, 1, 5_000])
def test_it_comes_out_as_it_went_in(db: Database, count: int) -> None:
    with db.conn:
        put_usual(db.conn, JUDGED, list(rows_of(JUDGED, KeptUsual(usual(count), 60_000, {"known": 4}))))
        put_usual(db.conn, BESIDE, list(rows_of(BESIDE, KeptUsual(usual(2)))))
    kept = kept_usual(db.conn, JUDGED)
    assert kept is not None
    assert (kept.since, kept.facts) == (60_000, {"known": 4})
    one, other = kept.usual, usual(count)
    for name in ("cells", "median", "spread", "days", "basis"):
        got, want = getattr(one, name), getattr(other, name)
        np.testing.assert_array_equal(got, want)
        assert got.dtype == want.dtype
    assert (one.since, one.until) == (5, 7)
    assert (one.week.zone, one.week.aside, one.week.holidays) == ("Asia/Hong_Kong", True, (HOLIDAY,))
    beside = kept_usual(db.conn, BESIDE)
    assert beside is not None
    assert len(beside.usual) == 2


def test_a_newer_one_takes_the_place_of_the_one_before(db: Database) -> None:
    with db.conn:
        put_usual(db.conn, JUDGED, list(rows_of(JUDGED, KeptUsual(usual(5_000)))))
        put_usual(db.conn, JUDGED, list(rows_of(JUDGED, KeptUsual(usual(3)))))
    kept = kept_usual(db.conn, JUDGED)
    assert kept is not None
    assert len(kept.usual) == 3
    assert kept_usual(db.conn, BESIDE) is None


@pytest.mark.parametrize(
    "damage",
    ["tables = X'00'", "facts = '{}'", "facts = replace(facts, 'Asia/Hong_Kong', 'Nowhere/At_All')",
     "tables = substr(tables, 1, 900)"],
)  # fmt: skip
def test_what_is_damaged_is_nothing_and_said(db: Database, damage: str, caplog: pytest.LogCaptureFixture) -> None:
    with db.conn:
        put_usual(db.conn, JUDGED, list(rows_of(JUDGED, KeptUsual(usual(9)))))
        db.conn.execute(f"UPDATE usual SET {damage}")
    assert kept_usual(db.conn, JUDGED) is None
    assert "learnt anew" in caplog.text
    caplog.clear()
