"""Segments become runs, runs larger ones: what is asked for stays the same to the sample, whatever happens between."""

import itertools
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.history import cutting, merging, sealer, transactions
from opscenter.history.blocks import Columns
from opscenter.history.records import BeatRecord, Checkpoint
from opscenter.history.rollup import WIDTHS, combine, roll_up
from opscenter.history.rollup_block import unpack_bins
from opscenter.history.runs import Run
from opscenter.history.samples import Samples, join_samples
from opscenter.history.sealer import Sealer, due_runs
from opscenter.history.store import Store
from opscenter.history.tier_tasks import Action, TierRefused, TierTask, begin_run

T0 = 1_795_000_000_000
DAY = 86_400_000


def _record(beat: int, columns: Columns) -> BeatRecord:
    return BeatRecord(
        beat, T0 + beat * 200, {**columns, "arrived": columns["time"]}, samples=len(columns["cell"]),
        raw=[(b"t", b"{}", b"", T0 + beat * 200)], messages=1,
    )  # fmt: skip


def _random(rng: np.random.Generator, beat: int, count: int, cells: int) -> Columns:
    """Samples of a beat: some late, some of one time, some of 1970 and 2100, some cleared."""
    time = T0 + beat * 60_000 + rng.integers(-90_000, 5_000, count) // 500 * 500
    time[rng.random(count) < 0.01] = 0
    time[rng.random(count) < 0.01] = 4_102_444_800_000
    value = np.round(rng.normal(size=count), 1)
    value[rng.random(count) < 0.05] = np.nan
    return {
        "cell": rng.integers(0, cells, count), "time": time, "value": value,
        "quality": rng.integers(0, 4, count).astype(np.uint8),
    }  # fmt: skip


class Recorded:
    """A store with samples, and all of them in order of arrival."""

    def __init__(self, folder: Path, seed: int = 1) -> None:
        self.store = Store(folder)
        self.store.writer.start()
        self.queries = self.store.queries()
        self.sealer = Sealer(self.store.path, self.store.writer, rest=0)
        self.rng = np.random.default_rng(seed)
        self.all: list[Columns] = []
        self.beat = 0

    def record(self, segments: int, count: int = 400, cells: int = 30) -> None:
        for _ in range(segments):
            for _ in range(2):
                self.beat += 1
                self.all.append(_random(self.rng, self.beat, count, cells))
                self.store.writer.post(_record(self.beat, self.all[-1]))
            self.store.writer.post(Checkpoint(self.beat, T0 + self.beat * 200, {"value": np.array([1.0])}, {}))
            assert self.store.writer.flush(60)

    def wanted(self, cell: int, since: int, until: int) -> Samples:
        parts = []
        for columns in self.all:
            mine = (columns["cell"] == cell) & (columns["time"] >= since) & (columns["time"] <= until)
            parts.append(Samples(*(columns[name][mine] for name in ("time", "value", "quality"))))  # type: ignore[arg-type]
        return join_samples(parts)

    def check(self, cells: int = 30) -> None:
        spans = [(-(2**60), 2**60), (T0 + 120_000, T0 + 1_200_000), (0, 0), (T0, T0 + 600_000)]
        for cell, (since, until) in itertools.product(range(cells), spans):
            found, newest = self.queries.series(cell, since, until)
            wanted = self.wanted(cell, since, until)
            np.testing.assert_array_equal(found.time, wanted.time)
            np.testing.assert_array_equal(found.value.view(np.int64), wanted.value.view(np.int64))
            np.testing.assert_array_equal(found.quality, wanted.quality)
            assert newest == self.beat

    def rows(self, question: str) -> list[tuple[int, ...]]:
        connection = sqlite3.connect(self.store.path)
        try:
            return connection.execute(question).fetchall()
        finally:
            connection.close()

    def close(self) -> None:
        self.queries.close()
        self.sealer.close()
        self.store.writer.close()


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Recorded]:
    recorded = Recorded(tmp_path)
    yield recorded
    recorded.close()


def test_a_series_is_the_same_from_segments_and_from_runs(city: Recorded) -> None:
    city.record(7)
    assert city.sealer.seal() == 0, "too few segments for a run"
    city.check()
    city.record(20)
    assert city.sealer.seal() == 3
    assert city.rows("SELECT level, until_segment, ready FROM run ORDER BY until_segment") == [
        (0, 8, 1), (0, 16, 1), (0, 24, 1),
    ]  # fmt: skip
    city.check()


def test_runs_are_merged_level_by_level_and_the_small_ones_deleted(
    city: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sealer, "FAN_IN", 3)
    monkeypatch.setattr(cutting, "SERIES_ROWS", 64)
    monkeypatch.setattr("opscenter.history.tier_tasks.DELETED_AT_ONCE", 5)
    city.record(28)
    assert city.sealer.seal() == 13
    assert city.rows("SELECT level, until_segment, ready FROM run") == [(2, 27, 1)]
    assert city.rows("SELECT count(*) FROM run_chunk WHERE run NOT IN (SELECT id FROM run)") == [(0,)]
    assert city.rows("SELECT count(*) FROM rollup_chunk WHERE run NOT IN (SELECT id FROM run)") == [(0,)]
    ((count, size),) = city.rows('SELECT "count", size FROM run')
    assert city.rows('SELECT sum("count"), sum(length(block)) FROM run_chunk') == [(count, size)]
    assert count == 27 * 800
    city.check()


def test_the_rollups_of_runs_are_those_of_their_samples(city: Recorded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "SERIES_ROWS", 50)
    monkeypatch.setattr(cutting, "_BINS_AT_ONCE", 40)
    city.record(24)
    city.sealer.seal()
    sealed = {name: np.concatenate([part[name] for part in city.all]) for name in city.all[0]}
    for width in WIDTHS:
        parts = [unpack_bins(block) for (block,) in city.rows(f"SELECT block FROM rollup_chunk WHERE width = {width}")]  # type: ignore[arg-type]
        found = combine(parts)
        wanted = roll_up(sealed["cell"], sealed["time"], sealed["value"], sealed["quality"], width)
        assert found.keys() == wanted.keys()
        for name, column in wanted.items():
            np.testing.assert_allclose(found[name], column, rtol=1e-9, atol=1e-9, err_msg=f"{name} at {width}")


def test_one_series_with_more_samples_than_a_chunk_is_cut_by_time(
    city: Recorded, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cutting, "SERIES_ROWS", 100)
    city.record(8, cells=2)
    city.sealer.seal()
    chunks = city.rows('SELECT first_cell, last_cell, "count" FROM run_chunk ORDER BY id')
    assert len(chunks) > 10
    assert all(count <= 200 for _, _, count in chunks)
    city.check(2)


def test_a_run_half_written_is_not_read_and_done_again(city: Recorded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "SERIES_ROWS", 16)
    city.record(16)
    done = city.sealer.do
    for steps in (1, 2, 3, 5):
        left = iter(range(steps))

        def dies(action: object, generation: int, left: Iterator[int] = left) -> int:
            if next(left, None) is None:
                raise TierRefused("the power is cut")
            return done(action, generation)  # type: ignore[arg-type]

        monkeypatch.setattr(city.sealer, "do", dies)
        with pytest.raises(TierRefused):
            city.sealer.seal()
        city.check(6)
    monkeypatch.setattr(city.sealer, "do", done)
    city.sealer.seal()
    assert city.rows("SELECT level, until_segment, ready FROM run") == [(0, 8, 1), (0, 16, 1)]
    assert city.rows("SELECT count(*) FROM run_chunk WHERE run NOT IN (SELECT id FROM run)") == [(0,)]
    city.check()


def test_rollups_of_samples_that_go_while_runs_are_merged_stay(city: Recorded, monkeypatch: pytest.MonkeyPatch) -> None:
    city.record(64)
    done, gone = city.sealer.do, []

    def goes(action: Action, generation: int) -> int:
        levels = city.rows("SELECT count(*) FROM run WHERE NOT ready AND level = 1")
        if levels == [(1,)] and not gone:  # the eight are just being merged
            gone.extend(city.rows("SELECT min(id) FROM run WHERE ready"))

            def forget(connection: sqlite3.Connection) -> int:
                connection.execute("UPDATE run SET size = 0 WHERE id = ?", gone[0])
                return 0

            done(forget, generation)
        return done(action, generation)

    monkeypatch.setattr(city.sealer, "do", goes)
    city.sealer.seal()
    assert gone and city.rows(f"SELECT ready, size FROM run WHERE id = {gone[0][0]}") == [(1, 0)]
    assert city.rows(f"SELECT count(*) > 0 FROM rollup_chunk WHERE run = {gone[0][0]}") == [(1,)]
    assert city.rows("SELECT count(*) FROM run WHERE NOT ready") == [(0,)]


def test_segments_may_go_once_they_are_sealed_and_their_numbers_do_not_come_back(city: Recorded) -> None:
    city.record(8)
    city.sealer.seal()
    city.queries.close()
    connection = sqlite3.connect(city.store.path)
    connection.execute("DELETE FROM chunk")
    connection.execute("DELETE FROM segment")
    connection.commit()
    connection.close()
    city.check()
    city.record(3)
    assert city.rows("SELECT id FROM segment") == [(9,), (10,), (11,)]
    city.check()


def test_a_damaged_chunk_costs_only_itself(city: Recorded, caplog: pytest.LogCaptureFixture) -> None:
    city.record(8, count=6_000, cells=3_000)
    connection = sqlite3.connect(city.store.path)
    ((first, last),) = connection.execute("SELECT first_cell, last_cell FROM chunk WHERE id = 2").fetchall()
    connection.execute("UPDATE chunk SET columns = zeroblob(50) WHERE id = 2")
    connection.commit()
    connection.close()
    with caplog.at_level("ERROR"):
        assert city.sealer.seal() == 1
    assert "is passed over" in caplog.text
    caplog.clear()
    whole = next(cell for cell in range(3_000) if not first <= cell <= last)
    found, _ = city.queries.series(whole, -(2**60), 2**60)
    np.testing.assert_array_equal(found.time, city.wanted(whole, -(2**60), 2**60).time)
    assert len(city.queries.series(first, -(2**60), 2**60)[0]) < len(city.wanted(first, -(2**60), 2**60))


def test_the_thread_seals_as_segments_come_and_ends_at_once(city: Recorded) -> None:
    city.sealer.start()
    city.record(9)
    _waits_for(city, lambda: city.rows("SELECT 1 FROM run WHERE ready"))
    assert city.rows("SELECT level, until_segment FROM run WHERE ready") == [(0, 8)]
    assert city.sealer.trouble == ""
    city.sealer.close()
    assert not city.sealer._thread.is_alive()


def _waits_for(city: Recorded, true: Callable[[], object]) -> None:
    for _ in range(6_000):
        if true():
            return
        city.sealer._closing.wait(0.01)
    raise AssertionError("it did not come")


def test_a_full_disk_stops_sealing_and_nothing_else_until_there_is_room(
    city: Recorded, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sealer, "FIRST_RETRY_S", 0.01)
    monkeypatch.setattr(sealer, "LAST_RETRY_S", 0.01)
    really = transactions.alone
    tries = []

    def full(connection: sqlite3.Connection, action: Callable[[sqlite3.Connection], int]) -> int:
        tries.append(1)
        if len(tries) % 2:  # a run can be begun, and no more
            return really(connection, action)
        error = sqlite3.OperationalError("database or disk is full")
        error.sqlite_errorcode = sqlite3.SQLITE_FULL
        raise error

    monkeypatch.setattr(transactions, "alone", full)
    city.record(8)
    with caplog.at_level("WARNING"):
        city.sealer.start()
        _waits_for(city, lambda: len(tries) > 6)
        assert city.sealer.trouble == "Old samples are not sealed for now: the disk is full."
        assert city.store.writer.recording
        city.check(3)
        monkeypatch.setattr(transactions, "alone", really)
        _waits_for(city, lambda: city.rows("SELECT 1 FROM run WHERE ready"))
        _waits_for(city, lambda: not city.sealer.trouble)
    assert sum("not sealed for now" in record.message for record in caplog.records) == 1, "said once"
    caplog.clear()
    assert city.rows("SELECT count(*) FROM run") == [(1,)]
    city.check()


def test_what_was_computed_for_another_database_is_refused(city: Recorded) -> None:
    task = TierTask(begin_run(0), city.store.writer.generation + 1)
    city.store.writer.post(task)
    with pytest.raises(TierRefused, match="replaced"):
        task.wait(60)


def test_a_station_that_stops_lets_go_of_whoever_waits(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    city.close()
    task = TierTask(begin_run(0), 0)
    city.store.writer.post(task)
    with pytest.raises(TierRefused, match="busy"):
        task.wait(0.01)


# -- learning's sweep --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("segments", [3, 20])
@pytest.mark.parametrize("gone", [False, True])
def test_a_sweep_finds_every_number_once(
    city: Recorded, monkeypatch: pytest.MonkeyPatch, segments: int, gone: bool
) -> None:
    monkeypatch.setattr("opscenter.history.sweep.BYTES_AT_ONCE", 2_000)
    monkeypatch.setattr("opscenter.history.sweep.CELLS_AT_ONCE", 4)
    monkeypatch.setattr("opscenter.history.sweep.DAY_MS", 300_000)
    city.record(segments)
    city.sealer.seal()
    city.beat += 1
    city.all.append(_random(city.rng, city.beat, 400, 30))
    city.store.writer.post(_record(city.beat, city.all[-1]))
    assert city.store.writer.flush(60)
    if gone:
        connection = sqlite3.connect(city.store.path)
        sealed = connection.execute("SELECT coalesce(max(until_segment), 0) FROM run").fetchone()
        connection.execute("DELETE FROM segment WHERE id <= ?", sealed)
        connection.commit()
        connection.close()
    cells = np.array([1, 2, 5, 6, 7, 20, 29])
    since, until = T0 - 60_000, T0 + 900_000
    found = list(city.queries.sweep(cells, since, until))
    rows = sorted(row for part in found for row in zip(*_rows(part), strict=True))
    wanted = []
    for columns in city.all:
        mine = np.isin(columns["cell"], cells) & (columns["time"] >= since) & (columns["time"] < until)
        wanted += list(zip(*_rows({name: column[mine] for name, column in columns.items()}), strict=True))
    assert rows == sorted(wanted)
    assert city.queries.first_number(T0) == T0
    assert city.queries.first_number(-1) == 0, "samples of 1970"


def test_a_history_that_is_not_sealed_yet_is_swept_by_arrival(city: Recorded, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.history.sweep.MOST_UNSEALED", 2)
    city.record(4)
    found = list(city.queries.sweep(np.array([3]), -(2**60), 2**60))
    assert sum(len(part["cell"]) for part in found) == len(city.wanted(3, -(2**60), 2**60))


def _rows(part: Columns) -> list[list[float]]:
    return [part["cell"].tolist(), part["time"].tolist(), np.nan_to_num(part["value"], nan=-99).tolist()]


# -- merging and cutting ----------------------------------------------------------------------------------------------

_KEYS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 5)), max_size=30)


@given(st.lists(_KEYS, max_size=5), st.integers(1, 7))
@settings(max_examples=300, deadline=None)
def test_merging_is_a_stable_sort(sources: list[list[tuple[int, int]]], part: int) -> None:
    wanted, streams, number = [], [], 0
    for source in sources:
        rows = []
        for cell, time in sorted(source):
            rows.append((cell, time, float(number)))
            number += 1
        wanted += rows
        streams.append(_parts(rows, part))
    found = [row for columns in merging.merge(streams) for row in zip(*_three(columns), strict=True)]
    assert found == sorted(wanted, key=lambda row: row[:2])


def _three(columns: Columns) -> list[list[float]]:
    assert len(columns["cell"])
    return [columns[name].tolist() for name in ("cell", "time", "value")]


def _parts(rows: list[tuple[int, int, float]], size: int) -> Iterator[Columns]:
    for start in range(0, len(rows), size):
        some = rows[start : start + size]
        yield {
            "cell": np.array([row[0] for row in some], np.int64), "time": np.array([row[1] for row in some], np.int64),
            "value": np.array([row[2] for row in some]), "quality": np.zeros(len(some), np.uint8),
        }  # fmt: skip


@given(st.lists(st.integers(1, 400), min_size=1, max_size=30), st.booleans())
@settings(max_examples=300, deadline=None)
def test_no_cell_is_cut_in_two_unless_it_has_many(counts: list[int], final: bool) -> None:
    cells = np.repeat(np.arange(len(counts)), counts)
    rows = 50
    cutting.SERIES_ROWS, before = rows, cutting.SERIES_ROWS
    try:
        ranges = list(cutting._ranges(cells, final=final))
    finally:
        cutting.SERIES_ROWS = before
    assert [start for start, _ in ranges] == [0, *(stop for _, stop in ranges[:-1])][: len(ranges)]
    ends = {int(end) for end in np.cumsum(counts)}
    for start, stop in ranges:
        assert 0 < stop - start <= 2 * rows
        if stop not in ends:
            assert counts[int(cells[stop])] > 2 * rows or not final
    if final:
        assert ranges[-1][1] == len(cells)


def _run(number: int, first: int, last: int, level: int = 2) -> Run:
    return Run(number, level, first, last, 1_000, 1_000, number)


def test_runs_grow_to_about_a_day() -> None:
    eight = [_run(n, n * DAY // 3, (n + 1) * DAY // 3) for n in range(8)]
    assert [run.id for run in due_runs(eight)] == [0, 1, 2]
    assert due_runs(eight[:2]) == []
    assert due_runs([_run(n, n * DAY, (n + 1) * DAY) for n in range(20)]) == []
    minutes = [_run(n, n * 480_000, (n + 1) * 480_000) for n in range(8)]
    assert len(due_runs(minutes)) == 8
    assert due_runs(minutes[:7]) == []


@pytest.mark.parametrize(("first", "last"), [(0, None), (None, 4_102_444_800_000)])
def test_a_clock_that_is_wrong_by_years_does_not_keep_runs_small(first: int | None, last: int | None) -> None:
    def at(number: int) -> Run:
        begin = T0 + number * 480_000
        return _run(number, begin if first is None else first, begin + 480_000 if last is None else last)

    assert len(due_runs([at(number) for number in range(8)])) == 8


def test_runs_before_and_after_a_pause_are_merged_by_what_they_hold() -> None:
    runs = [_run(n, T0 + n * 30 * DAY, T0 + n * 30 * DAY + 480_000) for n in range(8)]
    assert len(due_runs(runs)) == 8


def test_long_runs_do_not_stop_the_short_ones_after_them() -> None:
    long = [_run(n, n * DAY, (n + 1) * DAY) for n in range(12)]
    short = [_run(20 + n, 12 * DAY + n * 480_000, 12 * DAY + (n + 1) * 480_000) for n in range(9)]
    assert short[6] in due_runs([*long, *short])
