"""What is too old or too much goes, tier by tier, in small steps; what is asked for of the rest stays right."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from opscenter.history import restore, vacuum
from opscenter.history.import_writing import ImportWriting
from opscenter.history.records import IMPORTED, BeatRecord, Checkpoint, JournalRow, Limits, TextChange
from opscenter.history.retention import Retention
from opscenter.history.retention_of_texts import size_of_texts
from opscenter.history.rollup import WIDTHS
from opscenter.history.sealer import Sealer
from opscenter.history.store import Store
from opscenter.history.totals import read_totals

DAY = 86_400_000
HOUR = 3_600_000
T0 = 1_795_000_000_000 // DAY * DAY
NOTHING_GOES = Limits(
    segment_days=0, sample_days=0, rollup_days=(0, 0, 0), text_days=0, place_days=0, mark_days=0, log_days=0
)


class Recorded:
    """A station's history of some days, an hour between two segments."""

    def __init__(self, folder: Path, *, seal: bool = True) -> None:
        self.store = Store(folder, limits=NOTHING_GOES)
        self.sealer = Sealer(self.store.path, self.store.writer, rest=0) if seal else None
        self.store.writer.start()
        self.queries = self.store.queries()
        self.beat = 0

    def record(self, hours: int, text: str = "on") -> None:
        rng = np.random.default_rng(self.beat)
        for _ in range(hours):
            self.beat += 1
            at = T0 + self.beat * HOUR
            cells, times = np.repeat(np.arange(4), 60), np.tile(at - HOUR + 60_000 * np.arange(60), 4)
            columns = {
                "cell": cells, "time": times, "value": rng.normal(size=240), "quality": np.zeros(240, np.uint8),
                "arrived": times, "place_row": np.array([0]), "place_time": np.array([at]), "lon": np.array([114.0]),
                "lat": np.array([22.0]), "place_moves": np.array([True]),
            }  # fmt: skip
            texts = [
                TextChange(0, 9, at, 0, f"{text} {self.beat}"),
                *([TextChange(1, 8, at, 0, "once")] * (self.beat == 1)),
            ]
            self.store.writer.post(
                BeatRecord(
                    self.beat, at, columns, raw=[(b"t", rng.bytes(500), b"", at)], messages=1, samples=240, texts=texts
                )
            )
            state = {"value": rng.normal(size=200)}
            self.store.writer.post(Checkpoint(self.beat, at, state, {}, keep=True, started=at - HOUR))
            assert self.store.writer.flush(60)
        if self.sealer is not None:
            self.sealer.seal()

    def forget(self, limits: Limits, now: int | None = None) -> list[int]:
        """Do all that is due; how many rows each step took away."""
        connection = sqlite3.connect(self.store.path, isolation_level=None)
        retention = Retention(limits)
        retention.sealing = self.sealer is not None
        totals, took = read_totals(connection), []
        try:
            while True:
                before = connection.total_changes
                after = retention.step(connection, totals, T0 + self.beat * HOUR if now is None else now)
                if after is None:
                    return took
                totals = after
                took.append(connection.total_changes - before)
                assert len(took) < 10_000
        finally:
            assert read_totals(connection) == totals
            connection.close()

    def one(self, question: str) -> int:
        connection = sqlite3.connect(self.store.path)
        try:
            return int(connection.execute(question).fetchone()[0] or 0)
        finally:
            connection.close()

    def close(self) -> None:
        self.queries.close()
        self.store.writer.close()


@pytest.fixture
def city(tmp_path: Path) -> Iterator[Recorded]:
    recorded = Recorded(tmp_path)
    recorded.record(80)
    yield recorded
    recorded.close()


def test_nothing_goes_while_there_is_room_and_time(city: Recorded) -> None:
    assert city.forget(NOTHING_GOES) == []
    assert city.one("SELECT count(*) FROM segment") == 80


def test_segments_go_after_their_days_and_the_series_stays_as_it_was(city: Recorded) -> None:
    before, newest = city.queries.series(2, T0, T0 + 90 * HOUR)
    assert len(before) == 80 * 60
    city.forget(replace(NOTHING_GOES, segment_days=1))
    assert city.one("SELECT count(*) FROM segment") == 25
    assert city.one("SELECT count(*) FROM chunk WHERE segment NOT IN (SELECT id FROM segment)") == 0
    after, still = city.queries.series(2, T0, T0 + 90 * HOUR)
    np.testing.assert_array_equal(after.time, before.time)
    np.testing.assert_array_equal(after.value, before.value)
    assert still == newest


def test_what_is_not_sealed_stays_while_there_is_room(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    city = Recorded(tmp_path)
    assert city.sealer is not None
    city.sealer.seal = lambda: 0  # type: ignore[method-assign]
    city.record(20)
    size = city.one("SELECT sum(size) FROM segment")
    city.forget(replace(NOTHING_GOES, segment_days=0.1))
    assert city.one("SELECT count(*) FROM segment") == 20
    city.forget(replace(NOTHING_GOES, segment_bytes=size // 4))
    assert city.one("SELECT count(*) FROM segment") == 20
    with caplog.at_level("ERROR"):
        city.forget(replace(NOTHING_GOES, segment_bytes=size // 4, sample_bytes=size // 4))
    assert 8 <= city.one("SELECT count(*) FROM segment") <= 10
    assert "before they were sealed" in caplog.text
    caplog.clear()
    city.close()


def test_samples_go_and_their_rollups_stay_then_these_width_by_width(city: Recorded) -> None:
    city.forget(replace(NOTHING_GOES, segment_days=0.01))
    runs = city.one("SELECT count(*) FROM run")
    held = [city.one(f'SELECT sum("count") FROM rollup_chunk WHERE width = {width}') for width in WIDTHS]
    city.forget(replace(NOTHING_GOES, sample_days=1))
    left = city.one('SELECT sum("count") FROM run_chunk')
    assert 0 < left < 80 * 240
    assert city.one("SELECT count(*) FROM run_chunk WHERE run IN (SELECT id FROM run WHERE size = 0)") == 0
    found, _ = city.queries.series(1, T0, T0 + 90 * HOUR)
    assert 4 * len(found) == left
    assert held == [city.one(f'SELECT sum("count") FROM rollup_chunk WHERE width = {width}') for width in WIDTHS]
    city.forget(replace(NOTHING_GOES, rollup_days=(1, 0, 0)))
    after = [city.one(f'SELECT sum("count") FROM rollup_chunk WHERE width = {width}') for width in WIDTHS]
    assert after[0] < held[0]
    assert after[1:] == held[1:]
    assert city.one("SELECT count(*) FROM run") == runs
    city.forget(replace(NOTHING_GOES, sample_bytes=0, rollup_bytes=(0, 0, 0)))
    assert city.one("SELECT count(*) FROM rollup_chunk") == city.one("SELECT count(*) FROM run_chunk") == 0
    assert city.one("SELECT max(until_segment) FROM run") == 80, "how far segments were sealed is still known"


def test_how_far_segments_were_sealed_is_known_by_a_run_that_is_not_the_newest(city: Recorded) -> None:
    with closing(sqlite3.connect(city.store.path)) as connection, connection:
        oldest, newest = connection.execute("SELECT min(until_segment), max(id) FROM run").fetchone()
        # As after merging old runs while new ones came: the newest number is of the oldest samples.
        connection.execute("UPDATE run SET id = ? WHERE until_segment = ?", (newest + 1, oldest))
        for table in ("run_chunk", "rollup_chunk"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("UPDATE run SET size = 0")
    city.forget(replace(NOTHING_GOES, segment_days=0.01))
    assert city.one("SELECT count(*) FROM run") == 2
    assert city.one("SELECT max(until_segment) FROM run") == 80


def test_what_was_imported_is_never_too_old_and_what_was_recorded_after_it_goes_all_the_same(city: Recorded) -> None:
    connection = sqlite3.connect(city.store.path, isolation_level=None)
    writing = ImportWriting(connection, lambda: False)
    old = np.arange(100, dtype=np.int64)
    writing.put({"cell": old % 4, "time": T0 - 4_000 * DAY + old, "value": old / 2, "quality": old * 0})
    writing.put({"cell": old % 4, "time": T0 + 80 * HOUR + old, "value": old / 2, "quality": old * 0})
    record = BeatRecord(city.beat + 1, T0 + city.beat * HOUR)
    writing.finish(restore.load(connection), record, Checkpoint(record.beat, record.at, {}, {}))
    connection.close()
    before = city.one('SELECT sum("count") FROM run_chunk')
    city.forget(replace(NOTHING_GOES, segment_days=0.01, sample_days=1, rollup_days=(1, 1, 1)))
    assert city.one('SELECT sum("count") FROM run_chunk') < before
    imported = "run IN (SELECT id FROM run WHERE until_segment IS NULL)"
    assert city.one(f'SELECT sum("count") FROM run_chunk WHERE {imported}') == 200
    assert city.one(f"SELECT count(DISTINCT width) FROM rollup_chunk WHERE {imported}") == 3


def test_bytes_of_rollups_are_counted_as_they_come_and_go(city: Recorded) -> None:
    def both() -> tuple[int, int]:
        counted = city.one("SELECT json_extract(value, '$.300000') FROM meta WHERE key = 'rollup_bytes'")
        return counted, city.one("SELECT sum(length(block)) FROM rollup_chunk WHERE width = 300000")

    counted, there = both()
    assert counted == there > 0
    city.forget(replace(NOTHING_GOES, rollup_bytes=(there // 2, 1 << 40, 1 << 40)))
    counted, there = both()
    assert counted == there > 0


def test_a_clock_of_2100_does_not_keep_a_run_for_ever(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    city.record(40)
    connection = sqlite3.connect(city.store.path)
    connection.execute("UPDATE run SET last = 4102444800000")
    connection.commit()
    connection.close()
    city.forget(replace(NOTHING_GOES, sample_days=0.5))
    assert 0 < city.one("SELECT count(*) FROM run WHERE size = 0") < city.one("SELECT count(*) FROM run")
    city.close()


def test_of_old_texts_the_last_of_each_series_stays(city: Recorded) -> None:
    city.forget(replace(NOTHING_GOES, text_days=0.000_001))
    assert city.one("SELECT count(*) FROM text_change WHERE cell = 8") == 1, "it still stands"
    left = city.one("SELECT count(*) FROM text_change WHERE cell = 9")
    assert left == 1
    city.record(5)
    city.forget(replace(NOTHING_GOES, text_bytes=1))
    assert city.one("SELECT count(*) FROM text_change WHERE cell = 9") == 1
    assert city.queries.texts(9, 0, 2 * T0)[0]["text"] == "on 85"


def test_imported_texts_are_never_too_old(city: Recorded) -> None:
    connection = sqlite3.connect(city.store.path, isolation_level=None)
    writing = ImportWriting(connection, lambda: False)
    writing.put_texts([(9, T0 - 4_000 * DAY + number, 0, f"then {number}") for number in range(500)])
    beat = city.beat + 1
    details = json.dumps({"details": {"beat": beat}})
    told = JournalRow(0, 0, "history", "", IMPORTED, "", "", "", "", details)
    record = BeatRecord(beat, T0 + city.beat * HOUR, journal=[told])
    writing.finish(restore.load(connection), record, Checkpoint(record.beat, record.at, {}, {}))
    assert read_totals(connection).text_bytes == size_of_texts(connection)
    connection.close()
    now = T0 + city.beat * HOUR + 2 * DAY
    city.forget(replace(NOTHING_GOES, text_days=1), now)
    assert city.one("SELECT count(*) FROM text_change WHERE cell = 9 AND beat <= 80") == 1
    assert city.one(f"SELECT count(*) FROM text_change WHERE beat = {beat}") == 500
    city.forget(replace(NOTHING_GOES, text_bytes=1), now)
    assert city.one("SELECT count(*) FROM text_change WHERE cell = 9") == 1, "where there is no room they go"


def test_texts_of_one_beat_go_in_several_steps(tmp_path: Path) -> None:
    city = Recorded(tmp_path)
    for beat in (1, 2):
        texts = [TextChange(place, place, T0 + beat, 0, f"text {beat}") for place in range(1_000)]
        city.store.writer.post(BeatRecord(beat, T0 + beat * HOUR, texts=texts))
        city.store.writer.post(Checkpoint(beat, T0 + beat * HOUR, {"value": np.zeros(1)}, {}, started=T0))
    assert city.store.writer.flush(60)
    took = city.forget(replace(NOTHING_GOES, text_days=1), T0 + 9 * DAY)
    assert max(took) < 300
    assert city.one("SELECT count(*) FROM text_change WHERE text = 'text 2'") == 1_000
    assert city.one("SELECT count(*) FROM text_change") == 1_000
    city.close()


def test_texts_do_not_go_with_segments(city: Recorded) -> None:
    city.forget(replace(NOTHING_GOES, segment_days=0.01))
    assert city.one("SELECT count(*) FROM text_change") == 81


def test_places_marks_and_messages_go_by_age(city: Recorded) -> None:
    city.forget(replace(NOTHING_GOES, place_days=1, mark_days=2, log_days=0.5))
    assert city.one("SELECT count(*) FROM place_segment") == 25
    assert city.one("SELECT count(*) FROM place_chunk WHERE segment NOT IN (SELECT id FROM place_segment)") == 0
    assert city.one("SELECT count(*) FROM mark WHERE beat >= 0") == 49
    assert city.one("SELECT count(*) FROM message_log") == 13
    for table, name in (("message_log", "log"), ("place_segment", "place"), ("mark", "mark")):
        counted = city.one(f"SELECT json_extract(value, '$.{name}_bytes') FROM meta WHERE key = 'totals'")
        assert counted == city.one(f"SELECT sum(size) FROM {table}")


def test_a_step_is_small_whatever_is_due(city: Recorded) -> None:
    took = city.forget(
        Limits(
            log_bytes=0, segment_bytes=0, place_bytes=0, text_bytes=0, sample_bytes=0, rollup_bytes=(0, 0, 0),
            mark_days=0.01,
        )
    )  # fmt: skip
    assert len(took) > 50
    assert max(took) < 420


def test_what_a_dead_station_left_half_deleted_is_found_again(city: Recorded) -> None:
    connection = sqlite3.connect(city.store.path)
    connection.execute("DELETE FROM segment WHERE id <= 30")
    connection.execute("UPDATE run SET size = 0 WHERE id = (SELECT min(id) FROM run)")
    connection.commit()
    connection.close()
    city.forget(NOTHING_GOES)
    assert city.one("SELECT count(*) FROM chunk WHERE segment <= 30") == 0
    assert city.one("SELECT count(*) FROM run_chunk WHERE run IN (SELECT id FROM run WHERE size = 0)") == 0


def test_the_writer_deletes_by_itself(tmp_path: Path) -> None:
    store = Store(tmp_path, limits=replace(NOTHING_GOES, log_days=1 / 24))
    store.writer.start()
    for beat in range(1, 30):
        at = T0 + beat * 600_000
        store.writer.post(BeatRecord(beat, at, raw=[(b"t", b"x", b"", at)], messages=1, steps=5))
        store.writer.post(Checkpoint(beat, at, {"value": np.array([1.0])}, {}))
        assert store.writer.flush(60)
    store.writer.close()
    connection = sqlite3.connect(store.path)
    assert connection.execute("SELECT count(*) FROM message_log").fetchone() == (7,)
    assert connection.execute("SELECT count(*) FROM figure_beat").fetchone() == (7,), "what belongs to it goes with it"
    connection.close()


def test_a_clock_that_jumps_by_years_makes_nothing_old(tmp_path: Path) -> None:
    store = Store(tmp_path, limits=replace(NOTHING_GOES, log_days=3))
    store.writer.start()
    for beat, at in enumerate([T0, T0 + 1_000, T0 + 40_000 * DAY, T0 + 3_000], start=1):
        store.writer.post(BeatRecord(beat, at, raw=[(b"t", b"x", b"", at)], messages=1))
        store.writer.post(Checkpoint(beat, at, {"value": np.array([1.0])}, {}))
        assert store.writer.flush(60)
    store.writer.close()
    connection = sqlite3.connect(store.path)
    assert connection.execute("SELECT count(*) FROM message_log").fetchone() == (4,)
    connection.close()


# -- room on the disk -------------------------------------------------------------------------------------------------


def test_a_new_database_gives_its_free_pages_back_step_by_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(vacuum, "SLACK_PAGES", 10)
    store = Store(tmp_path)
    store.writer.close()
    connection = sqlite3.connect(store.path, isolation_level=None)
    assert vacuum.can_shrink(connection)
    connection.executemany(
        "INSERT INTO message_log VALUES (?, 0, 0, 0, 0, 0, zeroblob(40000))", [(n,) for n in range(200)]
    )
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    assert not vacuum.step(connection), "nothing is free"
    connection.execute("DELETE FROM message_log")
    steps = 0
    while vacuum.step(connection):
        steps += 1
    assert steps > 3
    free, left = (connection.execute(f"PRAGMA {name}").fetchone()[0] for name in ("freelist_count", "page_count"))
    assert free <= max(10, left // vacuum.SLACK_SHARE)
    assert left < pages / 3
    connection.close()


def test_an_old_database_can_be_made_shrinkable(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / "old", isolation_level=None)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("CREATE TABLE t (x)")
    connection.execute("INSERT INTO t VALUES (zeroblob(100000))")
    assert not vacuum.can_shrink(connection)
    assert not vacuum.step(connection)
    vacuum.make_shrinkable(connection)
    assert vacuum.can_shrink(connection)
    assert connection.execute("SELECT length(x) FROM t").fetchone() == (100_000,)
    connection.close()
