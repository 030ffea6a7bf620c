"""Many series as one: the same from memory of samples, from blocks, from runs and from roll-ups."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from opscenter.domain.quality import Quality
from opscenter.history.records import BeatRecord, Checkpoint
from opscenter.history.sealer import Sealer
from opscenter.history.store import Store
from opscenter.history.together import _Gathering, bin_width, put_together
from tests.support.sealed import Sealed

T0 = 1_800_000_000_000
SECOND = 1_000


def gathered(reduce: str, rows: list[tuple[int, int, float, int]], bins: int = 4, hold: int = 1) -> _Gathering:
    made = _Gathering(np.array([3, 7]), T0, 10 * SECOND, bins, reduce)
    cell, at, value, quality = (np.array(each) for each in zip(*rows, strict=True))
    number = value.astype(np.float64)
    counted = (quality < Quality.BAD).astype(np.int64)
    made.take(cell, T0 + at * SECOND, number, number, number, counted, quality)
    return made


ROWS = [(3, 1, 10.0, 0), (3, 2, 20.0, 0), (7, 3, 1.0, 0), (3, 11, 40.0, 0), (7, 35, 5.0, 1), (5, 1, 999.0, 0)]


@pytest.mark.parametrize(
    ("reduce", "value"),
    [
        ("sum", [16.0, 41.0, 40.0, 5.0]),
        ("mean", [8.0, 20.5, 40.0, 5.0]),
        ("min", [1.0, 1.0, 40.0, 5.0]),
        ("max", [20.0, 40.0, 40.0, 5.0]),
    ],
)
def test_means_of_cells_are_put_together_and_hold_on_for_a_while(reduce: str, value: list[float]) -> None:
    found, known, quality = gathered(reduce, ROWS).together(1, 0)
    assert found.tolist() == value
    assert known.tolist() == [2, 2, 1, 1]
    assert quality.tolist() == [0, 0, 1, 1]  # half of them are missing; then suspect


def test_what_is_bad_is_not_told_and_nothing_known_is_no_number() -> None:
    found, known, _ = gathered("sum", [(3, 1, 10.0, 3), (7, 25, 4.0, 0)]).together(0, 0)
    assert np.isnan(found[[0, 1, 3]]).all() and found[2] == 4.0 and known.tolist() == [0, 0, 1, 0]


def test_bins_before_the_span_only_give_what_holds_on() -> None:
    found, known, _ = gathered("sum", ROWS).together(1, 1)
    assert found.tolist() == [41.0, 40.0, 5.0] and known.tolist() == [2, 1, 1]


@pytest.mark.parametrize("span", [1, 999, 600_000, 86_400_000, 400 * 86_400_000])
@pytest.mark.parametrize("bins", [40, 500, 5_000])
def test_a_span_fits_into_its_bins(span: int, bins: int) -> None:
    width = bin_width(span, bins)
    assert width % SECOND == 0 and span // width + 1 <= bins + 1


@pytest.fixture
def recorded(tmp_path: Path) -> Iterator[tuple[Store, dict[str, np.ndarray]]]:
    """Samples in runs with their roll-ups, in segments, and in blocks of beats; all of them as columns."""
    store = Store(tmp_path)
    store.writer.start()
    sealer = Sealer(store.path, store.writer, rest=0)
    rng, parts = np.random.default_rng(3), []
    for beat in range(45):
        columns = {
            "cell": rng.integers(0, 20, 200),
            "time": T0 + beat * 60_000 + rng.integers(-90_000, 5_000, 200),
            "value": np.round(rng.normal(size=200), 1),
            "quality": np.where(rng.random(200) < 0.1, 1, 0).astype(np.uint8),
        }
        parts.append(columns)
        record = BeatRecord(beat, T0 + beat * 60_000, {**columns, "arrived": columns["time"]}, samples=200, messages=1)
        store.writer.post(record)
        if beat % 2 and beat < 42:
            store.writer.post(Checkpoint(beat, T0 + beat * 60_000, {"value": np.array([1.0])}, {}))
            assert store.writer.flush(60)
    assert store.writer.flush(60)
    assert sealer.seal() > 0
    yield store, {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
    sealer.close()
    store.writer.close()


@pytest.mark.parametrize("reduce", ["sum", "max"])
@pytest.mark.parametrize(("points", "hold"), [(1_000, 0), (50, 600_000), (5, 3_600_000)])
def test_it_is_the_same_from_runs_rollups_segments_and_blocks(
    recorded: tuple[Store, dict[str, np.ndarray]], reduce: str, points: int, hold: int
) -> None:
    store, every = recorded
    cells = np.arange(2, 15)
    with contextlib.closing(store.queries()) as queries:
        since, until = int(every["time"].min()), int(every["time"].max())
        found = queries.together(cells, reduce, since, until, points, hold, lambda: False)
        with pytest.raises(ValueError, match="closing"):
            queries.together(cells, reduce, since, until, points, hold, lambda: True)
    assert len(found.time) <= points + 1 or points < 40
    plain = _Gathering(cells, int(found.time[0]), found.width, len(found.time), reduce)
    value, one = every["value"], np.ones(len(every["cell"]), np.int64)
    plain.take(every["cell"], every["time"], value, value, value, one, every["quality"].astype(np.int64))
    wanted, known, quality = plain.together(max(1, hold // found.width) if hold >= found.width else 0, 0)
    np.testing.assert_allclose(found.value, wanted, atol=1e-9)
    assert found.known.tolist() == known.tolist() and found.quality.tolist() == quality.tolist()


DAY, HOUR = 86_400_000, 3_600_000


@pytest.fixture
def history(tmp_path: Path) -> Iterator[Sealed]:
    made = Sealed(tmp_path)
    yield made
    made.close()


def test_what_is_damaged_is_passed_over(history: Sealed, caplog: pytest.LogCaptureFixture) -> None:
    begin = T0 // DAY * DAY
    history.run([(cell, begin + 10_000 * step, 1.0, 0) for cell in range(2) for step in range(360)])
    history.segment([(0, begin + HOUR + 1_000, 2.0, 0)])
    history.block([(0, begin + HOUR + 3_000, 3.0, 0)])
    history.block([(0, begin + HOUR + 5_000, 4.0, 0)])
    for table, block, key in (
        ("run_chunk", "block", "id"),
        ("chunk", "columns", "id"),
        ("sample_block", "columns", "beat"),
    ):
        history.db.execute(f"UPDATE {table} SET {block} = x'00' WHERE {key} = (SELECT min({key}) FROM {table})")
    found = put_together(history.db, np.arange(2), "sum", begin, begin + HOUR + 10_000, 5_000, 0)
    assert found.value[np.isfinite(found.value)].tolist() == [4.0]
    assert "passed over" in caplog.text
    caplog.clear()


def test_giving_up_lets_go_of_the_database(history: Sealed) -> None:
    history.run([(0, T0, 1.0, 0)])

    def closing() -> bool:
        raise ValueError("It takes too long.")

    with pytest.raises(ValueError, match="too long"):
        put_together(history.db, np.arange(1), "sum", T0, T0 + HOUR, 50, 0, closing)
    assert not history.db.in_transaction


def test_where_samples_and_narrow_rollups_are_gone_the_next_are_told(history: Sealed) -> None:
    begin = T0 // DAY * DAY
    run = history.run([(cell, begin + 60_000 * step, 1.0, 0) for cell in range(2) for step in range(24 * 60)])
    cells = np.arange(2)
    whole = put_together(history.db, cells, "sum", begin, begin + DAY - 1, 200, 0)
    assert whole.width == 600_000
    history.forget_samples(run)
    history.db.execute("DELETE FROM rollup_chunk WHERE width = 300000")
    left = put_together(history.db, cells, "sum", begin, begin + DAY - 1, 200, 0)
    np.testing.assert_array_equal(left.time, whole.time)
    assert left.value.tolist() == whole.value.tolist() == [2.0] * 144
