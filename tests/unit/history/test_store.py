"""Writing, reading back, and what the disk can do to us."""

import sqlite3
import threading
from pathlib import Path

import numpy as np
import pytest

from opscenter.domain.batch import Gap, Rejection
from opscenter.history import schema
from opscenter.history.records import BeatRecord, Checkpoint, JournalRow, Limits, TextChange
from opscenter.history.schema import FILE_NAME
from opscenter.history.store import Store
from opscenter.history.writer import Writer

T0 = 1_795_000_000_000


def _numbers(cells: list[int], times: list[int], values: list[float]) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
    return {
        "cell": np.array(cells, np.int64),
        "time": np.array(times, np.int64),
        "value": np.array(values, np.float64),
        "quality": np.zeros(len(cells), np.uint8),
        "arrived": np.array(times, np.int64),
    }


def _beat(beat: int, of: list[int], values: list[float], **more: object) -> BeatRecord:
    times = [T0 + beat * 200 + offset for offset in range(len(of))]
    raw = [(b"t", b'{"n":%d}' % number, b"", time) for number, time in enumerate(times)]
    return BeatRecord(
        beat=beat, at=T0 + beat * 200, columns=_numbers(of, times, values), raw=raw, samples=len(of),
        messages=len(raw), **more,  # type: ignore[arg-type]
    )  # fmt: skip


def _checkpoint(beat: int) -> Checkpoint:
    return Checkpoint(beat, T0 + beat * 200, {"value": np.array([1.0])}, {0: "on"})


def _journal(occurrence: str, state: str) -> JournalRow:
    return JournalRow(T0, T0, occurrence, "urn:a", "raised", state, "", "", "", '{"n":1}')


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    store.writer.start()
    return store


def test_a_beat_is_found_again(store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    record = _beat(
        1, [0, 1, 0], [1.0, 2.0, 3.0],
        entities=[(0, "urn:a", "T"), (1, "urn:b", "T")], cells=[(0, 0, "speed"), (1, 1, "speed")], names={0: "A"},
        units={1: "KMH"}, shapes={1: {"type": "LineString", "coordinates": []}},
        texts=[TextChange(0, 1, T0, 0, "on")], journal=[_journal("a", "UNACK"), _journal("b", "UNACK"),
        _journal("b", "NORM")], rejected=[Rejection("not-json", "No.", "p", "t", b"x", 1, T0)],
        gaps=[Gap("p", 1, 2, 3, T0, T0 + 10)],
    )  # fmt: skip
    store.writer.post(record)
    store.writer.close()
    again = Store(tmp_path).restored
    assert again.entities == [("urn:a", "T", "A", None), ("urn:b", "T", "", {"type": "LineString", "coordinates": []})]
    assert again.cells == [(0, "speed", ""), (1, "speed", "KMH")]
    assert [beat.beat for beat in again.beats] == [1]
    np.testing.assert_array_equal(again.beats[0].columns["value"], [1.0, 2.0, 3.0])
    assert again.beats[0].texts == [TextChange(0, 1, T0, 0, "on")]
    assert len(again.facts) == 3, "the newest events are known, also of an alarm that is normal again"
    monkeypatch.setattr("opscenter.history.restore.NEWEST", 0)
    assert len(Store(tmp_path).restored.facts) == 1, "the alarm that is normal again is not open"
    assert (again.totals.messages, again.totals.samples, again.totals.rejected, again.totals.gaps) == (3, 3, 1, 1)
    queries = store.queries()
    assert [raw for _, _, messages in queries.messages() for raw in messages] == [
        (b"t", b'{"n":%d}' % number, b"", T0 + 200 + number) for number in range(3)
    ]
    assert queries.quarantine(10)[0]["raw"] == "eA=="
    assert [event["occurrence"] for event in queries.journal("", "urn:a", 10)] == ["b", "b", "a"]
    assert queries.journal("a", "", 10)[0]["state"] == "UNACK"
    assert queries.texts(1, 0, 2 * T0)[0]["text"] == "on"
    queries.close()


def test_series_is_the_same_before_and_after_blocks_become_segments(store: Store) -> None:
    rng = np.random.default_rng(1)
    wanted: list[tuple[int, float]] = []
    queries = store.queries()
    for beat in range(1, 31):
        cells = rng.integers(0, 400, 1_000).tolist()
        record = _beat(beat, cells, rng.normal(size=1_000).tolist())
        mine = record.columns["cell"] == 7
        wanted += zip(record.columns["time"][mine].tolist(), record.columns["value"][mine].tolist(), strict=True)
        store.writer.post(record)
        if beat in (11, 25):
            store.writer.post(_checkpoint(beat))
            assert store.writer.flush(60)
    assert store.writer.flush(60)
    wanted.sort(key=lambda sample: sample[0])  # as times of neighbouring beats overlap
    samples, newest = queries.series(7, 0, 2 * T0)
    assert list(zip(samples.time.tolist(), samples.value.tolist(), strict=True)) == wanted
    assert newest == 30
    some, _ = queries.series(7, wanted[3][0], wanted[9][0])
    assert some.time.tolist() == [time for time, _ in wanted[3:10]]
    queries.close()
    store.writer.close()
    connection = sqlite3.connect(store.path)
    assert connection.execute("SELECT count(*) FROM segment").fetchone() == (2,)
    assert connection.execute("SELECT min(beat) FROM sample_block").fetchone() == (26,), "in segments now"
    assert connection.execute("SELECT sum(count) FROM segment").fetchone() == (25_000,)
    connection.close()


def test_a_restart_keeps_what_is_in_no_segment_yet(store: Store, tmp_path: Path) -> None:
    for beat in range(1, 6):
        store.writer.post(_beat(beat, [0], [float(beat)], entities=[(0, "a", "T")], cells=[(0, 0, "x")]))
    store.writer.close()
    again = Store(tmp_path)
    again.writer.start()
    again.writer.post(_checkpoint(5))
    assert again.writer.flush(60)
    queries = again.queries()
    samples, _ = queries.series(0, 0, 2 * T0)
    assert samples.value.tolist() == [1.0, 2.0, 3.0, 4.0, 5.0]
    queries.close()
    again.writer.close()


def test_the_oldest_messages_go_when_the_log_is_full(tmp_path: Path) -> None:
    store = Store(tmp_path, limits=Limits(log_bytes=2_000, segment_bytes=2_000, quarantine_rows=5))
    store.writer.start()
    rng = np.random.default_rng(1)
    for beat in range(1, 60):
        record = _beat(beat, list(range(50)), rng.normal(size=50).tolist())
        record.raw = [(b"t", rng.bytes(100), b"", T0 + beat)]
        record.rejected = [Rejection("not-json", "No.", "p", "t", b"x", 1, T0)] * 10
        store.writer.post(record)
        store.writer.post(_checkpoint(beat))
        assert store.writer.flush(60)
    store.writer.close()
    connection = sqlite3.connect(store.path)
    size, newest = connection.execute("SELECT sum(size), max(beat) FROM message_log").fetchone()
    assert size <= 2_000
    assert newest == 59
    assert connection.execute("SELECT sum(size) FROM segment").fetchone()[0] <= 2_000
    stray = connection.execute("SELECT count(*) FROM chunk WHERE segment NOT IN (SELECT id FROM segment)").fetchone()
    assert stray == (0,)
    assert connection.execute("SELECT count(*) FROM quarantine").fetchone()[0] <= 5 + 200
    connection.close()


def test_a_full_disk_stops_nothing_and_says_what_was_lost(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    store = Store(tmp_path, limits=Limits(backlog_bytes=200_000), retry_s=0.01)
    connection = store.writer._connection
    assert connection is not None
    pages = connection.execute("PRAGMA page_count").fetchone()[0]
    connection.execute(f"PRAGMA max_page_count = {pages}")
    store.writer.start()
    rng = np.random.default_rng(1)
    answers: list[bool] = []
    answered = threading.Event()

    def done(committed: bool) -> None:
        answers.append(committed)
        answered.set()

    for beat in range(1, 40):
        record = _beat(beat, [0], [1.0], bytes_in=30_000)
        record.raw = [(b"t", rng.bytes(30_000), b"", T0)]
        record.journal = [_journal(f"o{beat}", "UNACK")]
        if beat in (1, 39):
            record.done = done
        store.writer.post(record)
        if beat in (1, 39):
            assert answered.wait(60)
            answered.clear()
    assert answers == [False, False], "commands are answered all the same, and told that they are not on disk"
    assert not store.writer.recording
    assert "disk is full" in store.writer.notice
    assert "were not recorded" in store.writer.notice
    assert store.writer.backlog > 0
    # somebody makes room: the writer's own connection is allowed to grow again
    connection.execute("PRAGMA max_page_count = 1000000")
    _until(store.writer)
    assert store.writer.recording
    assert "were not recorded" in store.writer.notice
    assert store.writer.wants_everything.is_set()
    store.writer.close()
    reader = sqlite3.connect(store.path)
    kept = reader.execute("SELECT sum(count) FROM message_log").fetchone()[0]
    lost = reader.execute("SELECT sum(messages) FROM outage").fetchone()[0]
    assert kept + lost == 39
    assert lost > 0
    assert reader.execute("SELECT count(*) FROM journal").fetchone() == (39,), "the journal is never given up"
    reader.close()
    caplog.clear()


def _until(writer: Writer) -> None:
    """Wait for the next successful commit."""
    reached = threading.Event()
    while not writer.recording:
        writer.post(BeatRecord(beat=1_000, at=T0, done=lambda committed: reached.set()))
        assert reached.wait(60)
        reached.clear()


def test_names_in_several_languages_are_kept_changed_and_taken_back(store: Store, tmp_path: Path) -> None:
    both = {"en": "Harbour Road", "zh_Hant": "海港道"}
    entities = [(0, "urn:a", "T"), (1, "urn:b", "T"), (2, "urn:c", "T")]
    store.writer.post(_beat(1, [], [], entities=entities, local_names={0: both, 1: both}))
    store.writer.post(_beat(2, [], [], local_names={1: {}, 2: {"zh_Hans": "湾"}}))
    store.writer.close()
    assert Store(tmp_path).restored.local_names == {0: both, 2: {"zh_Hans": "湾"}}


def test_a_read_only_database_is_read_and_the_station_told(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store.writer.post(_beat(1, [0], [1.0], entities=[(0, "urn:a", "T")], cells=[(0, 0, "x")]))
    store.writer.close()
    usual = schema.connect

    def read_only(path: Path, *, read_only: bool = False) -> sqlite3.Connection:
        connection = usual(path, read_only=read_only)
        if not read_only:
            connection.execute("PRAGMA query_only = ON")  # answers every write with SQLITE_READONLY
        return connection

    monkeypatch.setattr("opscenter.history.store.connect", read_only)
    again = Store(tmp_path, retry_s=0.01)
    again.writer.start()
    again.writer.post(_beat(2, [0], [2.0]))
    again.writer.flush(60)
    assert [entity[0] for entity in again.restored.entities] == ["urn:a"]
    assert not again.writer.recording
    assert "read-only" in again.writer.notice
    monkeypatch.setattr("opscenter.history.store.connect", usual)
    again.writer._connection = None
    _until(again.writer)
    again.writer.close()
    assert len(Store(tmp_path).restored.beats) == 2, "what waited was written"
    caplog.clear()


@pytest.mark.parametrize("damage", [b"this is no database at all", b"SQLite format 3\0" + b"\xff" * 5_000])
def test_a_corrupt_database_is_moved_aside_loudly(
    tmp_path: Path, damage: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (tmp_path / FILE_NAME).write_bytes(damage)
    store = Store(tmp_path, clock=lambda: 1_795_000_000_000)
    aside = tmp_path / "history-corrupt-20261118T110640Z.sqlite"
    assert aside.read_bytes() == damage
    assert str(aside) in store.notice
    assert store.notice in [record.getMessage() for record in caplog.records]
    store.writer.start()
    store.writer.post(_beat(1, [0], [1.0]))
    assert store.writer.flush(60)
    assert store.writer.recording
    assert store.writer.notice == store.notice
    store.writer.close()


def test_a_database_damaged_inside_is_moved_aside(store: Store, tmp_path: Path) -> None:
    store.writer.post(_beat(1, [0], [1.0], entities=[(0, "urn:a", "T"), (2, "urn:c", "T")]))
    store.writer.close()
    again = Store(tmp_path)
    assert "moved aside" in again.notice
    assert again.restored.entities == []
    again.writer.close()
    assert len(list(tmp_path.glob("history-corrupt-*.sqlite"))) == 1


def test_a_database_that_breaks_while_running_is_replaced(store: Store, tmp_path: Path) -> None:
    store.writer.post(_beat(1, [0], [1.0]))
    assert store.writer.flush(60)
    with store.path.open("r+b") as file:
        file.write(b"\xff" * 100_000)
    for beat in range(2, 5):
        store.writer.post(_beat(beat, [0] * 300, [1.0] * 300))
    assert store.writer.flush(60)
    store.writer.close()
    assert store.writer.recording
    if store.writer.wants_everything.is_set():
        assert "moved aside" in store.writer.notice
    assert len(Store(tmp_path).restored.beats) >= 1


def test_checkpoints_that_could_not_be_written_are_not_forgotten_with_what_they_tell() -> None:
    def heard(rows: list[int], last: list[int], first: list[int]) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
        return {"row": np.array(rows), "heard": np.array(last), "first": np.array(first)}

    older = Checkpoint(5, 100, {}, {}, keep=True, heard=heard([1], [90], [50]))
    newer = Checkpoint(9, 200, {}, {}, heard=heard([1, 2], [190, 180], [120, 180]))
    newer.take_over(older)
    assert newer.keep
    assert newer.heard["row"].tolist() == [1, 1, 2]
    assert newer.heard["heard"].tolist() == [90, 190, 180]
    newer.take_over(Checkpoint(7, 150, {}, {}))
    assert newer.heard["row"].tolist() == [1, 1, 2]
