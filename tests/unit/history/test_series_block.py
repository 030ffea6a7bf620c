"""Samples in and out of a block of a run: the same to the bit, small, one cell by itself; damage is found."""

import struct
import zlib

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.history.blocks import BlockError, Columns
from opscenter.history.series_block import open_series, pack_series
from tests.support.data import shared_data

T0 = 1_795_000_000_000


def _columns(cells: list[int], times: list[int], values: list[float], qualities: list[int] | None = None) -> Columns:
    order = np.lexsort((np.array(times, np.int64), np.array(cells, np.int64)))
    return {
        "cell": np.array(cells, np.int64)[order],
        "time": np.array(times, np.int64)[order],
        "value": np.array(values, np.float64)[order],
        "quality": np.array(qualities or [0] * len(cells), np.uint8)[order],
    }


def _packed(columns: Columns) -> bytes:
    return pack_series(columns["cell"], columns["time"], columns["value"], columns["quality"])  # type: ignore[arg-type]


def _assert_comes_back(columns: Columns) -> bytes:
    block = _packed(columns)
    opened = open_series(block)
    found = opened.all()
    for name in ("cell", "time", "quality"):
        np.testing.assert_array_equal(found[name], columns[name])
        assert found[name].dtype == columns[name].dtype
    np.testing.assert_array_equal(found["value"].view(np.int64), columns["value"].view(np.int64))
    for cell in np.unique(columns["cell"]).tolist():
        mine = columns["cell"] == cell
        one = opened.of_cell(cell)
        assert one is not None
        np.testing.assert_array_equal(one.time, columns["time"][mine])
        np.testing.assert_array_equal(one.value.view(np.int64), columns["value"][mine].view(np.int64))
        np.testing.assert_array_equal(one.quality, columns["quality"][mine])
    assert opened.of_cell(int(columns["cell"].max()) + 1) is None
    return block


_VALUES = st.one_of(
    st.floats(allow_nan=True, allow_infinity=True),
    st.integers(-(10**6), 10**6).map(lambda tenths: tenths / 10),
    st.sampled_from([0.0, -0.0, float("nan"), float("inf"), -float("inf"), 5e-324, 1.7976931348623157e308, 2.0**53]),
    st.integers(0, 1).map(float),
)
_TIMES = st.one_of(
    st.integers(0, 50).map(lambda step: T0 + 10_000 * step),
    st.integers(-(2**42), 2**43),
    st.sampled_from([0, -1, T0, 4_102_444_800_000]),
)


@given(st.lists(st.tuples(st.integers(0, 5), _TIMES, _VALUES, st.integers(0, 255)), min_size=1, max_size=80))
@settings(max_examples=400, deadline=None)
def test_whatever_goes_in_comes_out(rows: list[tuple[int, int, float, int]]) -> None:
    cells, times, values, qualities = (list(column) for column in zip(*rows, strict=True))
    _assert_comes_back(_columns(cells, times, values, qualities))


@pytest.mark.parametrize("seed", range(8))
def test_cells_of_all_kinds_in_one_block(seed: int) -> None:
    rng = np.random.default_rng(seed)
    cells, times, values = [], [], []
    for cell in range(20):
        count = int(rng.integers(1, 200))
        kind = cell % 7
        made = {
            0: np.round(np.cumsum(rng.normal(size=count)), 1),
            1: rng.normal(size=count),
            2: rng.integers(0, 600, count) / 9.0,
            3: np.full(count, 42.0),
            4: rng.integers(-(2**62), 2**62, count).view(np.float64),
            5: np.where(rng.random(count) < 0.2, np.nan, np.round(rng.normal(size=count), 3)),
            6: np.cumsum(rng.integers(0, 1_000, count)).astype(np.float64) + 1e12,
        }[kind]
        cells += [cell * 3] * count
        times += (T0 + np.cumsum(rng.choice([1_000, 10_000, 10_001, 0], count))).tolist()
        values += made.tolist()
    columns = _columns(cells, times, values)
    columns["value"][:5].view(np.int64)[:] = [0x7FF8000000000001, -1, 0x7FF0000000000002, 1, -(2**63)]  # odd NaNs, too
    columns["quality"] = rng.integers(0, 4, len(cells)).astype(np.uint8)
    _assert_comes_back(columns)


def test_samples_of_one_time_keep_their_order() -> None:
    block = pack_series(
        np.zeros(4, np.int64), np.full(4, T0), np.array([3.0, 1.0, 2.0, 1.0]), np.array([0, 1, 2, 3], np.uint8)
    )
    found = open_series(block).all()
    assert found["value"].tolist() == [3.0, 1.0, 2.0, 1.0]
    assert found["quality"].tolist() == [0, 1, 2, 3]


def test_regular_times_and_constant_values_cost_almost_nothing() -> None:
    count = 8_640
    columns = {
        "cell": np.zeros(count, np.int64), "time": T0 + 10_000 * np.arange(count), "value": np.full(count, 21.5),
        "quality": np.zeros(count, np.uint8),
    }  # fmt: skip
    assert len(_assert_comes_back(columns)) < 200


def test_readings_with_one_decimal_cost_about_a_byte() -> None:
    rng = np.random.default_rng(3)
    count = 4_096
    columns = {
        "cell": np.repeat(np.arange(4), count // 4), "time": np.tile(T0 + 10_000 * np.arange(count // 4), 4),
        "value": np.round(60 + rng.normal(size=count) * 5, 1), "quality": np.zeros(count, np.uint8),
    }  # fmt: skip
    assert len(_assert_comes_back(columns)) / count < 1.2


def test_the_speeds_of_los_angeles_cost_less_than_two_bytes_and_a_half() -> None:
    path = shared_data("timeseries", "traffic-speed", "metr-la_los_speed.csv")
    speeds = np.loadtxt(path, delimiter=",", skiprows=1, usecols=range(8))
    count, sensors = speeds.shape
    columns = {
        "cell": np.repeat(np.arange(sensors), count),
        "time": np.tile(1_330_560_000_000 + 300_000 * np.arange(count), sensors),
        "value": np.ascontiguousarray(speeds.T).reshape(-1),
        "quality": np.zeros(count * sensors, np.uint8),
    }
    assert len(_assert_comes_back(columns)) / (count * sensors) < 2.5


def _damaged_blocks() -> list[tuple[str, bytes]]:
    block = _packed(_columns([0, 0, 1], [T0, T0 + 1, T0], [1.5, 2.5, float("nan")], [0, 0, 1]))
    flipped = bytearray(block)
    flipped[len(block) // 2] ^= 1
    huge = bytearray(block)
    struct.pack_into("<I", huge, 11, 1 << 30)
    struct.pack_into("<I", huge, 3, zlib.crc32(bytes(huge[7:])))
    return [
        ("nothing", b""), ("cut off", block[:-1]), ("head alone", block[:20]), ("longer", block + b"x"),
        ("flipped", bytes(flipped)), ("newer", b"SB\x02" + block[3:]), ("something else", b"PNG" + block[3:]),
        ("more samples than there are", bytes(huge)),
    ]  # fmt: skip


@pytest.mark.parametrize(("what", "block"), _damaged_blocks(), ids=[name for name, _ in _damaged_blocks()])
def test_a_damaged_block_is_said_to_be(what: str, block: bytes) -> None:
    with pytest.raises(BlockError):
        open_series(block).all()


@given(st.data())
@settings(max_examples=200, deadline=None)
def test_no_byte_can_be_wrong_unnoticed(data: st.DataObject) -> None:
    block = bytearray(_packed(_columns([0, 0, 1, 1], [T0, T0 + 1, T0, T0 + 9], [1.5, 2.5, 1e300, -0.0])))
    at = data.draw(st.integers(0, len(block) - 1))
    block[at] ^= data.draw(st.integers(1, 255))
    with pytest.raises(BlockError):
        open_series(bytes(block)).all()
