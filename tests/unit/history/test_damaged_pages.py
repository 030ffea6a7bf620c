"""A corrupt page in each tier: only what is on it is missing, and that is said."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from opscenter.history.blocks import pack_columns
from opscenter.history.checking import check
from opscenter.history.passing_over import damage_notice
from opscenter.history.queries import Queries
from opscenter.history.schema import FILE_NAME
from opscenter.history.store import Store
from tests.support.damaged_file import change_block, settle, spoil_row
from tests.support.recorded_city import T0, record

EVER = 2**60
MINUTES = 45


@pytest.fixture(scope="module")
def recorded(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    folder = tmp_path_factory.mktemp("recorded")
    record(folder, minutes=MINUTES, channels=160, seal=True)
    settle(folder / FILE_NAME)
    return (folder / FILE_NAME).read_bytes()


@pytest.fixture
def path(tmp_path: Path, recorded: bytes) -> Path:
    (tmp_path / FILE_NAME).write_bytes(recorded)
    return tmp_path / FILE_NAME


@pytest.fixture
def queries(path: Path) -> Iterator[Queries]:
    made = Queries(path)
    yield made
    made.close()


def cells(path: Path) -> list[int]:
    with closing(sqlite3.connect(path)) as database:
        return [row[0] for row in database.execute("SELECT cell FROM cell WHERE name = 'fillRatio'")]


def counts(queries: Queries, wanted: list[int]) -> dict[int, int]:
    return {cell: len(queries.series(cell, 0, EVER)[0].time) for cell in wanted}


def number(path: Path, question: str) -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(database.execute(question).fetchone()[0])


@pytest.mark.parametrize("how", ["page", "block"])
@pytest.mark.parametrize(
    ("table", "column", "key"),
    [("chunk", "columns", "id"), ("run_chunk", "block", "id"), ("sample_block", "columns", "beat")],
)
def test_samples_on_a_damaged_page_are_missing_and_no_others(
    path: Path, queries: Queries, table: str, column: str, key: str, how: str
) -> None:
    wanted = cells(path)
    before = counts(queries, wanted)
    assert set(before.values()) == {MINUTES * 12}
    queries.close()
    which = number(path, f"SELECT {key} FROM {table} ORDER BY {key} DESC LIMIT 1 OFFSET 2")
    if how == "page":
        spoil_row(path, table, column, key, which)
    else:
        change_block(path, table, column, key, which)
    after = counts(queries, wanted)
    lost = sum(before.values()) - sum(after.values())
    assert lost > 0
    if how == "block":
        assert lost < sum(before.values()) // 3
    assert min(after.values()) > 12, "what is on other pages is there"
    trends = queries.trends(wanted[:20], T0, T0 + MINUTES * 60_000, 0)
    assert sum(len(trend.columns["time"]) for trend in trends.values()) <= sum(before[cell] for cell in wanted[:20])
    assert sum(len(trend.columns["time"]) for trend in trends.values()) >= sum(after[cell] for cell in wanted[:20])
    assert "is damaged" in damage_notice(path)
    found = check(path)
    assert table in found.tables


def test_a_damaged_page_is_a_gap_of_the_series_that_are_on_it(path: Path, queries: Queries) -> None:
    which = number(path, "SELECT max(segment) FROM chunk")
    change_block(path, "chunk", "columns", "segment", which)
    wanted = cells(path)[:3]
    trend = queries.trends(wanted, T0, T0 + MINUTES * 60_000, 0)[wanted[0]]
    assert trend.damaged
    first, last = trend.damaged[0]
    times = trend.columns["time"]
    assert not ((times >= first) & (times <= last)).any()
    assert len(times) > MINUTES * 10


def test_roll_ups_that_cannot_be_read_are_made_of_samples(path: Path, queries: Queries) -> None:
    wanted = cells(path)[:5]
    whole = queries.trends(wanted, T0, T0 + MINUTES * 60_000, 3)
    queries.close()
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE rollup_chunk SET block = x'00' WHERE width = 300000")
    again = queries.trends(wanted, T0, T0 + MINUTES * 60_000, 3)
    for cell in wanted:
        one, other = whole[cell].columns, again[cell].columns
        assert one["count"].sum() == other["count"].sum() == MINUTES * 12
        assert (one["low"].min(), one["high"].max()) == (other["low"].min(), other["high"].max())


def test_a_damaged_state_of_the_past_gives_way_to_the_one_before_it(path: Path, queries: Queries) -> None:
    at = T0 + (MINUTES - 1) * 60_000
    owner = np.array([row for row, _, _ in queries.registry().cells], np.int64)
    rows = len(queries.registry().entities)
    whole = queries.past(at, owner, rows)
    assert whole is not None
    queries.close()
    change_block(
        path,
        "mark",
        "state",
        "beat",
        number(path, f"SELECT max(beat) FROM mark WHERE state IS NOT NULL AND at <= {at}"),
    )
    again = queries.past(at, owner, rows)
    assert again is not None
    np.testing.assert_array_equal(whole.columns["value"], again.columns["value"])
    assert again.texts == whole.texts


def test_ways_go_on_beside_a_damaged_page(path: Path, queries: Queries) -> None:
    whole = queries.ways(None, 0, EVER)
    queries.close()
    change_block(path, "place_chunk", "columns", "id", 3)
    again = queries.ways(None, 0, EVER)
    assert len(whole) - 300 < len(again) < len(whole)


def test_what_is_learnt_from_goes_on_beside_a_damaged_page(path: Path, queries: Queries) -> None:
    wanted = np.array(cells(path), np.int64)
    whole = sum(len(part["cell"]) for part in queries.sweep(wanted, T0, T0 + MINUTES * 60_000))
    queries.close()
    spoil_row(path, "run_chunk", "block", "id", number(path, "SELECT max(id) - 3 FROM run_chunk"))
    again = sum(len(part["cell"]) for part in queries.sweep(wanted, T0, T0 + MINUTES * 60_000))
    assert 0 < again < whole


def test_a_station_starts_on_a_history_with_damaged_tiers_and_goes_on_recording(path: Path) -> None:
    for table, column, key in (
        ("message_log", "frames", "beat"),
        ("chunk", "columns", "id"),
        ("run_chunk", "block", "id"),
    ):
        spoil_row(path, table, column, key, number(path, f"SELECT min({key}) + 2 FROM {table}"))
    store = Store(path.parent)
    assert store.notice == ""
    assert len(store.restored.entities) == 161
    store.writer.start()
    store.writer.close()
    assert not list(path.parent.glob("*corrupt*"))


def test_a_block_of_another_kind_is_damage_like_any_other(path: Path, queries: Queries) -> None:
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE run_chunk SET block = ? WHERE id = 1", (pack_columns({"x": np.zeros(3)}),))
    assert sum(counts(queries, cells(path)[:2]).values()) < 2 * MINUTES * 12
