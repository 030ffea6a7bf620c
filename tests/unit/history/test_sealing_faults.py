"""What can go wrong while history is sealed and old things go: a full disk, damaged pages, odd clocks, odd samples."""

import json
import logging
import sqlite3
import tracemalloc
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from opscenter.domain.batch import Batch
from opscenter.history.checking import check
from opscenter.history.queries import Queries
from opscenter.history.records import BeatRecord, Checkpoint, Limits
from opscenter.history.runs import ready_runs
from opscenter.history.schema import FILE_NAME, connect
from opscenter.history.sealer import Sealer
from opscenter.history.store import Store
from opscenter.history.tier_tasks import TierRefused, TierTask
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.engine import Engine
from opscenter.wire.decoder import Decoder
from opscenter.wire.instants import format_instant
from tests.support.damaged_file import settle, spoil_row
from tests.support.recorded_city import T0, record

WAIT_S = 100
EVER = 2**60
HOUR = 3_600_000


@pytest.fixture
def opened() -> Iterator[list[Store]]:
    stores: list[Store] = []
    yield stores
    for store in stores:
        store.writer.close(WAIT_S)


def start(folder: Path, opened: list[Store], limits: Limits | None = None) -> Store:
    store = Store(folder, limits=limits or Limits(segment_days=0))
    store.writer.start()
    opened.append(store)
    return store


def samples(path: Path, cell: int) -> tuple[list[int], list[float], list[int]]:
    queries = Queries(path)
    try:
        found, _ = queries.series(cell, -EVER, EVER)
    finally:
        queries.close()
    return found.time.tolist(), found.value.tolist(), found.quality.tolist()


def cell_of(path: Path, entity: str, name: str = "fillRatio") -> int:
    with closing(sqlite3.connect(path)) as database:
        return int(
            database.execute(
                "SELECT cell FROM cell JOIN entity ON entity.row = cell.row WHERE id = ? AND cell.name = ?",
                (entity, name),
            ).fetchone()[0]
        )


def squeeze(path: Path) -> None:
    """Leave no free pages in a file."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("VACUUM")


def do(store: Store, statement: str) -> int:
    """Something done by the writer's own connection."""
    task = TierTask(lambda connection: int(connection.execute(statement).fetchone()[0]), store.writer.generation)
    store.writer.post(task)
    return task.wait(WAIT_S)


def test_a_disk_that_fills_up_while_sealing_loses_nothing_and_it_is_sealed_when_there_is_room(
    tmp_path: Path, opened: list[Store]
) -> None:
    record(tmp_path, minutes=45, channels=120, noise=0.1)
    path = tmp_path / FILE_NAME
    cells = [cell_of(path, f"urn:g{number}") for number in (0, 60, 119)]
    before = [samples(path, cell) for cell in cells]
    squeeze(path)
    store = start(tmp_path, opened)
    sealer = Sealer(path, store.writer, rest=0.0)
    for room in (0, 1, 2, 4):
        do(store, f"PRAGMA max_page_count = {do(store, 'PRAGMA page_count') + room}")
        with pytest.raises(TierRefused, match="the disk is full"):
            sealer.seal()
        assert [samples(path, cell) for cell in cells] == before
    do(store, "PRAGMA max_page_count = 1000000")
    assert sealer.seal() > 1
    assert [samples(path, cell) for cell in cells] == before
    store.writer.close(WAIT_S)
    opened.clear()
    found = check(path)
    assert found.ok, found.damages
    assert found.rows["run_chunk"] > 10


def test_the_operator_is_told_that_a_full_disk_keeps_history_from_being_sealed(
    tmp_path: Path, opened: list[Store], caplog: pytest.LogCaptureFixture
) -> None:
    record(tmp_path, minutes=20, channels=120, noise=0.1)
    squeeze(tmp_path / FILE_NAME)
    store = start(tmp_path, opened)
    do(store, f"PRAGMA max_page_count = {do(store, 'PRAGMA page_count')}")
    with caplog.at_level(logging.WARNING, "opscenter.history.sealer"):
        sealer = Sealer(store.path, store.writer, rest=0.0)
        sealer.start()
        for _ in range(6_000):
            if sealer.trouble:
                break
            sealer._closing.wait(0.01)
        sealer.close()
    assert sealer.trouble == "Old samples are not sealed for now: the disk is full."


def test_a_damaged_page_keeps_neither_other_runs_from_being_sealed_nor_other_tiers_from_their_limits(
    tmp_path: Path, opened: list[Store]
) -> None:
    record(tmp_path, minutes=45, channels=40, seal=True)
    path = tmp_path / FILE_NAME
    settle(path)
    with closing(sqlite3.connect(path)) as database, database:
        database.execute("UPDATE run SET ready = 0 WHERE id = 1")  # as after a merge
        oldest = database.execute("SELECT min(beat) FROM message_log").fetchone()[0]
    spoil_row(path, "message_log", "frames", "beat", oldest)
    spoil_row(path, "run_chunk", "block", "id", 1)
    store = start(tmp_path, opened, Limits(log_bytes=1_000, place_bytes=1_000, segment_days=0))
    sealer = Sealer(path, store.writer, rest=0.0)
    sealer.seal()
    assert sealer.stuck == {1}
    store.writer.retention.look()
    store.writer.post(BeatRecord(beat=10_000, at=T0 + HOUR, raw=[(b"t", b"{}", b"", T0 + HOUR)], messages=1))
    assert store.writer.flush(WAIT_S)
    for _ in range(100):
        store.writer.flush(WAIT_S)
        if store.writer.totals.place_bytes <= 1_000:
            break
    assert store.writer.totals.place_bytes <= 1_000, "places went"
    assert store.writer.totals.log_bytes > 1_000, "messages could not"
    assert store.writer.recording
    assert "is damaged" in store.concern


def follow(folder: Path, at: list[tuple[int, dict[str, object]]], checkpoint_every: int = 4) -> Store:
    """A station that takes each of these messages of one channel at its arrival; sealed in the end."""
    store = Store(folder, limits=Limits(segment_days=0))
    store.writer.start()
    engine = Engine(load_catalogue(), epoch=at[0][0])
    decoder = Decoder(engine.registry)
    for number, (arrived, attributes) in enumerate(at):
        batch = Batch()
        measured = int(str(attributes.pop("measured", arrived)))
        entity = {"id": "urn:g0", "type": "WaterObserved", "dateObserved": format_instant(measured), **attributes}
        decoder.decode(b"t", json.dumps(entity).encode(), b"", arrived, batch)
        beat = engine.take(batch, arrived)
        assert beat.record is not None
        store.writer.post(beat.record)
        if number % checkpoint_every == checkpoint_every - 1:
            store.writer.post(engine.checkpoint(arrived))
            assert store.writer.flush(WAIT_S)
    Sealer(store.path, store.writer, rest=0.0).seal()
    store.writer.close(WAIT_S)
    return store


def test_samples_of_1970_and_2100_are_kept_and_stretch_nothing(tmp_path: Path) -> None:
    odd = {100: 1_000, 300: 4_102_444_800_000}
    at = [(T0 + n * 10_000, {"fillRatio": n / 1_000, "measured": odd.get(n, T0 + n * 10_000)}) for n in range(600)]
    path = follow(tmp_path, at).path
    cell = cell_of(path, "urn:g0")
    times, values, qualities = samples(path, cell)
    assert times == [1_000, *(T0 + n * 10_000 for n in range(600) if n not in odd), 4_102_444_800_000]
    assert (values[0], values[-1]) == (0.1, 0.3)
    assert qualities[-1] > 0, "from the future: suspect"
    queries = Queries(path)
    try:
        trend = queries.trends([cell], T0, T0 + 6_000_000, 100)[cell]
        assert int(trend.columns["count"].sum()) == 598
        all_of_it = queries.trends([cell], 0, 4_200_000_000_000, 100)[cell]
        assert int(all_of_it.columns["count"].sum()) == 600
        assert len(all_of_it.columns["time"]) < 10
    finally:
        queries.close()
    with closing(connect(path, read_only=True)) as database:
        levels = [run.level for run in ready_runs(database, -EVER, EVER)]
        bins = database.execute('SELECT sum("count") FROM rollup_chunk WHERE width = 300000').fetchone()[0]
    assert max(levels) == 1, "runs with odd times are merged as others are"
    assert bins < 100, "no bins between 1970 and now"
    assert check(path).ok


@pytest.mark.parametrize("step", [HOUR, -HOUR])
def test_a_clock_that_steps_by_an_hour_loses_and_doubles_nothing(tmp_path: Path, step: int) -> None:
    """The clock of the sensors and of the station, put forward or back in the middle of it."""
    shifts = [step if n >= 200 else 0 for n in range(400)]
    at = [(T0 + n * 10_000 + max(0, shift), {"fillRatio": n / 1_000, "measured": T0 + n * 10_000 + shift})
          for n, shift in enumerate(shifts)]  # fmt: skip
    path = follow(tmp_path, at).path
    times, values, _ = samples(path, cell_of(path, "urn:g0"))
    told = sorted((T0 + n * 10_000 + shift, n / 1_000) for n, shift in enumerate(shifts))
    assert sorted(zip(times, values, strict=True)) == told
    assert times == sorted(times)
    with closing(connect(path, read_only=True)) as database:
        assert max(run.level for run in ready_runs(database, -EVER, EVER)) == 1
    assert check(path).ok


def test_a_series_that_turns_from_number_to_text_and_back_has_both(tmp_path: Path) -> None:
    def told(n: int) -> object:
        return n / 1_000 if n < 100 or n >= 200 else ("high" if n % 2 else "low")

    path = follow(tmp_path, [(T0 + n * 10_000, {"fillRatio": told(n)}) for n in range(300)]).path
    cell = cell_of(path, "urn:g0")
    times, values, _ = samples(path, cell)
    numbers = [n for n in range(300) if n < 100 or n >= 200]
    assert [(at, value) for at, value in zip(times, values, strict=True) if value == value] == [
        (T0 + n * 10_000, n / 1_000) for n in numbers
    ]
    queries = Queries(path)
    try:
        texts = queries.texts(cell, 0, EVER)
        assert [one["text"] for one in texts if one["text"]] == ["low", "high"] * 50
        past = queries.past(T0 + 1_505_000, np.zeros(1, np.int64), 1)
        assert past is not None
        assert past.texts[cell] == "low"
        assert np.isnan(past.columns["value"][cell])
        later = queries.past(T0 + 2_505_000, np.zeros(1, np.int64), 1)
        assert later is not None
        assert cell not in later.texts
        assert later.columns["value"][cell] == 0.25
    finally:
        queries.close()
    assert check(path).ok


def test_a_million_series_are_sealed_in_ranges_and_bounded_memory(tmp_path: Path, opened: list[Store]) -> None:
    count, parts = 1_000_000, 8
    store = start(tmp_path, opened)
    store.writer.post(
        BeatRecord(
            beat=1, at=T0, entities=[(row, f"urn:{row}", "T") for row in range(count // 100)],
            cells=[(cell, cell // 100, f"a{cell % 100}") for cell in range(count)],
        )
    )  # fmt: skip
    assert store.writer.flush(WAIT_S)  # a registry of a million fills what may wait
    for part in range(parts):
        cells = np.arange(part, count, parts)
        at = np.full(len(cells), T0 + part * 1_000)
        columns = {
            "cell": cells, "time": at, "value": cells * 0.5, "quality": np.zeros(len(cells), np.uint8), "arrived": at,
        }  # fmt: skip
        beat = 2 + 2 * part
        store.writer.post(BeatRecord(beat=beat, at=T0 + part * 1_000, columns=columns, samples=len(cells), messages=1))
        store.writer.post(Checkpoint(beat, T0 + part * 1_000, {"value": np.zeros(1), "seen": np.zeros(1)}, {}))
        assert store.writer.flush(WAIT_S)
    tracemalloc.start()
    try:
        assert Sealer(store.path, store.writer, rest=0.0).seal() == 1
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < 60_000_000, f"{peak} bytes for a million series"
    queries = store.queries()
    try:
        for cell in (0, 7, 499_999, 999_999):
            found, _ = queries.series(cell, 0, EVER)
            assert (found.time.tolist(), found.value.tolist()) == ([T0 + cell % parts * 1_000], [cell * 0.5])
    finally:
        queries.close()
