"""Is a history whole: every kind of damage is named with table and row, and everything else is looked at."""

import sqlite3
import threading
from contextlib import closing
from pathlib import Path

import pytest

from opscenter.domain.stopped import StoppedError
from opscenter.history.checking import Checked, check
from opscenter.history.damage import TO_THE_END
from opscenter.history.schema import FILE_NAME
from opscenter.history.sizes import sizes
from tests.support.damaged_file import change_block, spoil_row
from tests.support.recorded_city import T0, record


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("recorded")
    record(folder, minutes=60, channels=40, seal=True)
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    return (folder / FILE_NAME).read_bytes()


@pytest.fixture
def path(tmp_path: Path, recorded: bytes) -> Path:
    (tmp_path / FILE_NAME).write_bytes(recorded)
    return tmp_path / FILE_NAME


def change(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        for statement in statements:
            database.execute(statement)


def named(found: Checked) -> list[tuple[str, int]]:
    return [(damage.table, damage.row) for damage in found.damages]


def test_a_whole_history_is_found_whole(path: Path) -> None:
    told: list[float] = []
    found = check(path, progress=lambda what, share: told.append(share))
    assert found.ok, found.damages
    assert found.rows["message_log"] == 720
    assert found.rows["chunk"] > 25
    assert found.rows["journal"] > 50
    assert found.rows["run_chunk"] > 5
    assert found.rows["rollup_chunk"] > 10
    assert told == sorted(told)
    assert told[-1] == 1.0


@pytest.mark.parametrize(
    ("table", "column", "key", "row"),
    [
        ("message_log", "frames", "beat", 100),
        ("chunk", "columns", "id", 5),
        ("run_chunk", "block", "id", 3),
        ("rollup_chunk", "block", "id", 4),
        ("place_chunk", "columns", "id", 0),
        ("sample_block", "columns", "beat", 0),
        ("mark", "state", "beat", 0),
    ],
)
def test_a_changed_block_is_named_and_nothing_else(path: Path, table: str, column: str, key: str, row: int) -> None:
    if not row:
        with closing(sqlite3.connect(path)) as database:
            found = database.execute(f"SELECT max({key}) FROM {table} WHERE length({column}) > 0").fetchone()[0]
        if found is None:
            pytest.skip(f"nothing in {table}")
        row = found
    change_block(path, table, column, key, row)
    seen = check(path)
    assert set(named(seen)) == {(table, row)}
    assert not seen.ok


def test_a_page_of_garbage_is_named_and_what_is_beyond_is_looked_at(path: Path) -> None:
    spoil_row(path, "message_log", "frames", "beat", 300)
    seen = check(path)
    (mine,) = [damage for damage in seen.damages if damage.table == "message_log" and damage.row]
    assert mine.row <= 300 <= mine.last
    assert seen.rows["message_log"] == 720 - (mine.last - mine.row + 1)
    assert mine.last - mine.row < 100
    assert set(seen.tables) == {"message_log", "meta"}, "the rest is whole; that totals cannot be summed is said"
    assert seen.rows["journal"] > 50
    assert seen.rows["segment"] > 25


def test_a_page_of_garbage_at_the_end_of_a_table_is_named_to_its_end(path: Path) -> None:
    spoil_row(path, "message_log", "frames", "beat", 720)
    seen = check(path)
    (mine,) = [damage for damage in seen.damages if damage.table == "message_log" and damage.row]
    assert mine.last == TO_THE_END
    assert seen.rows["message_log"] == mine.row - 1
    assert mine.row > 600


def test_where_the_tree_of_a_table_ends_is_found_behind_several_holes(path: Path) -> None:
    for beat in (100, 300, 500):
        spoil_row(path, "message_log", "frames", "beat", beat)
    seen = check(path)
    holes = [(damage.row, damage.last) for damage in seen.damages if damage.table == "message_log" and damage.row]
    assert [any(first <= beat <= last for first, last in holes) for beat in (100, 300, 500)] == [True] * 3
    assert seen.rows["message_log"] == 720 - sum(last - first + 1 for first, last in holes)


def test_rows_that_do_not_fit_together_are_named(path: Path) -> None:
    change(
        path,
        "UPDATE message_log SET count = count + 1 WHERE beat = 7",
        "UPDATE segment SET count = 1 WHERE id = 3",
        "UPDATE chunk SET last_cell = first_cell WHERE id = 9",
        "DELETE FROM segment WHERE id = 5",
        "UPDATE text_change SET cell = 999999 WHERE rowid = 2",
        "INSERT INTO open_alarm VALUES ('never raised')",
        "UPDATE cell SET row = 12345 WHERE cell = 3",
        "UPDATE run SET count = count + 1 WHERE id = (SELECT max(id) FROM run)",
        "UPDATE run_chunk SET last = last + 1 WHERE id = 2",
        "UPDATE rollup_chunk SET first_cell = first_cell + 1 WHERE id = 2",
    )
    found = check(path)
    assert {
        ("message_log", 7), ("segment", 3), ("chunk", 9), ("segment", 5), ("text_change", 2), ("open_alarm", 0),
        ("cell", 3), ("meta", 0), ("run_chunk", 2), ("rollup_chunk", 2),
    } <= set(named(found))  # fmt: skip
    assert found.tables["run"] == 1
    assert found.tables["meta"] == 1  # the bytes of the segment that is gone


def test_a_changed_journal_is_found_by_its_chain(path: Path) -> None:
    change(path, "DROP TRIGGER journal_no_update", "UPDATE journal SET comment = 'never said' WHERE id = 30")
    found = check(path)
    assert ("journal", 30) in named(found)
    assert found.tables == {"journal": 2}  # and its triggers are not all there


def test_it_can_be_stopped(path: Path) -> None:
    stop = threading.Event()

    def progress(what: str, share: float) -> None:
        if what == "segments":
            stop.set()

    with pytest.raises(StoppedError):
        check(path, progress=progress, stop=stop)


def test_sizes_tell_what_there_is(path: Path) -> None:
    found = sizes(path, 3)
    tiers = {tier.name: tier for tier in found.tiers}
    assert tiers["messages"].rows == 720
    assert tiers["messages"].samples == 720 * 41
    assert (tiers["messages"].first, tiers["messages"].last) == (T0, T0 + 3_595_000)
    assert tiers["segments"].rows > 25
    assert tiers["sealed level 0"].samples > 10_000
    assert tiers["roll-ups 5 min"].rows > 3
    assert tiers["segments"].samples + tiers["beats"].samples == 720 * 40
    assert tiers["texts"].rows > 10
    assert found.bytes == path.stat().st_size
    assert len(found.series) == 3
    assert found.series[0].samples > 600
    assert found.unreadable == 0


def test_sizes_of_a_damaged_history_leave_out_what_cannot_be_read(path: Path) -> None:
    spoil_row(path, "chunk", "columns", "id", 5)
    found = sizes(path, 3)
    assert found.unreadable > 0
    assert len(found.series) == 3
