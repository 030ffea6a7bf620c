"""Ways of moving entities: kept, found again by entity and time, bounded, and the same after a restart."""

import sqlite3
from pathlib import Path

import numpy as np
import pytest

from opscenter.history.places import STEPS_PER_DEGREE, moving_places
from opscenter.history.records import BeatRecord, Checkpoint, Limits
from opscenter.history.store import Store

T0 = 1_795_000_000_000
NOTHING = {"value": np.array([1.0])}


def _beat(beat: int, places: list[tuple[int, int, float, float]], moves: list[int] | None = None) -> BeatRecord:
    """`places`: row, time, lon, lat; `moves` of each (all when not given)."""
    row, time, lon, lat = zip(*places, strict=True) if places else ((), (), (), ())
    return BeatRecord(
        beat=beat, at=T0 + beat, messages=1,
        columns={
            "place_row": np.array(row, np.int64), "place_time": np.array(time, np.int64),
            "lon": np.array(lon, np.float64), "lat": np.array(lat, np.float64),
            "place_moves": np.array(moves if moves is not None else [1] * len(places), np.uint8),
        },
    )  # fmt: skip


def test_ways_are_the_same_from_beats_and_from_segments(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.writer.start()
    rng = np.random.default_rng(3)
    wanted: dict[int, dict[int, tuple[float, float]]] = {}
    for beat in range(1, 41):
        places = []
        for row in rng.integers(0, 300, 400).tolist():
            time = T0 + beat * 200 - int(rng.choice([0, 50, 4_000]))
            lon, lat = 114 + float(rng.random()), -22 - float(rng.random())
            places.append((row, time, lon, lat))
            wanted.setdefault(row, {})[time] = (lon, lat)  # of one moment the newest told counts
        store.writer.post(_beat(beat, places))
        if beat in (13, 29):
            store.writer.post(Checkpoint(beat, T0 + beat, NOTHING, {}))
            assert store.writer.flush(60)  # of checkpoints that wait together only one is written
    assert store.writer.flush(60)
    queries = store.queries()
    for row in (0, 7, 299):
        found = queries.ways(np.array([row]), 0, 2 * T0)
        assert found.time.tolist() == sorted(wanted[row])
        truth = np.array([wanted[row][time] for time in found.time.tolist()])
        np.testing.assert_allclose(np.column_stack((found.lon, found.lat)), truth, rtol=0, atol=0.6 / STEPS_PER_DEGREE)
    some = queries.ways(np.array([7, 8]), T0 + 2_000, T0 + 5_000)
    assert set(some.row.tolist()) <= {7, 8}
    assert bool(((some.time >= T0 + 2_000) & (some.time <= T0 + 5_000)).all())
    at = T0 + 5_100
    last = queries.places_at(at, 3_000)
    truth_at = {row: max(t for t in way if t <= at) for row, way in wanted.items() if any(t <= at for t in way)}
    assert dict(zip(last.row.tolist(), last.time.tolist(), strict=True)) == {
        row: time for row, time in truth_at.items() if time >= at - 3_000
    }
    queries.close()
    store.writer.close()
    connection = sqlite3.connect(store.path)
    assert connection.execute("SELECT count(*) FROM place_segment").fetchone() == (2,)
    assert connection.execute("SELECT count(*) FROM segment").fetchone() == (0,), "there were no numbers"
    connection.close()


def test_only_what_moves_and_has_a_place_is_kept() -> None:
    record = _beat(1, [(0, T0, 1.0, 2.0), (1, T0, 3.0, 4.0), (2, T0, float("nan"), 4.0)], moves=[0, 1, 1])
    assert {name: column.tolist() for name, column in moving_places(record.columns).items()} == {
        "place_row": [1], "place_time": [T0], "place_lon": [30_000_000], "place_lat": [40_000_000],
    }  # fmt: skip
    del record.columns["place_moves"]
    assert moving_places(record.columns) == {}, "a beat of a version that did not tell"


def test_a_restart_goes_on_with_what_is_in_no_segment_yet(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.writer.start()
    for beat in range(1, 6):
        store.writer.post(_beat(beat, [(4, T0 + beat, 114.0, 22.0 + beat)]))
    store.writer.close()
    again = Store(tmp_path)
    again.writer.start()
    again.writer.post(Checkpoint(5, T0, NOTHING, {}))
    assert again.writer.flush(60)
    queries = again.queries()
    assert queries.ways(np.array([4]), 0, 2 * T0).lat.tolist() == [23.0, 24.0, 25.0, 26.0, 27.0]
    queries.close()
    again.writer.close()


def test_the_oldest_ways_go_when_there_is_no_more_room(tmp_path: Path) -> None:
    store = Store(tmp_path, limits=Limits(place_bytes=20_000))
    store.writer.start()
    rng = np.random.default_rng(1)
    for beat in range(1, 60):
        places = [(row, T0 + beat, float(rng.random()), float(rng.random())) for row in range(200)]
        store.writer.post(_beat(beat, places))
        store.writer.post(Checkpoint(beat, T0, NOTHING, {}))
        assert store.writer.flush(60)
    queries = store.queries()
    kept = queries.ways(np.array([5]), 0, 2 * T0)
    assert 0 < len(kept) < 59
    assert kept.time[-1] == T0 + 59
    queries.close()
    store.writer.close()
    connection = sqlite3.connect(store.path)
    size = connection.execute("SELECT sum(size) FROM place_segment").fetchone()[0]
    held = connection.execute("SELECT sum(length(columns)) FROM place_chunk").fetchone()[0]
    assert size == held <= 20_000
    connection.close()
    assert Store(tmp_path).restored.totals.place_bytes == size


@pytest.mark.parametrize("rows", [np.array([99]), None])
def test_nothing_kept_is_an_empty_way(tmp_path: Path, rows: np.ndarray | None) -> None:  # type: ignore[type-arg]
    store = Store(tmp_path)
    store.writer.start()
    assert store.writer.flush(60)
    queries = store.queries()
    assert len(queries.ways(rows, 0, 2 * T0)) == 0
    assert len(queries.places_at(T0, 1_000)) == 0
    queries.close()
    store.writer.close()
