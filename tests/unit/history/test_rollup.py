"""Roll-ups say what a plain loop over all samples would say, in whatever pieces these came."""

import itertools
import math
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscenter.history.blocks import BlockError, Columns
from opscenter.history.rollup import COLUMNS, DAY, HOUR, MINUTES_5, WIDTHS, combine, mean_of, no_bins, roll_up, widen
from opscenter.history.rollup_block import BLOCK_BINS, cut_bins, open_bins, pack_bins, unpack_bins

Sample = tuple[int, int, float, int]

CELLS = st.integers(0, 3)
QUARTERS = st.integers(-4_000, 4_000).map(lambda number: number / 4)  # whose sums are exact
VALUES = st.one_of(QUARTERS, st.just(math.nan))
TIMES = st.integers(-3 * HOUR, 3 * HOUR)
SAMPLES = st.lists(st.tuples(CELLS, TIMES, VALUES, st.integers(0, 3)), max_size=60)
APART = st.lists(st.tuples(CELLS, TIMES, VALUES, st.integers(0, 3)), max_size=60, unique_by=lambda one: one[:2])


def columns(samples: list[Sample]) -> tuple[Any, Any, Any, Any]:
    cells, times, values, qualities = zip(*samples, strict=True) if samples else ((), (), (), ())
    return (
        np.array(cells, np.int64), np.array(times, np.int64), np.array(values, np.float64),
        np.array(qualities, np.uint8),
    )  # fmt: skip


def rolled(samples: list[Sample], width: int) -> Columns:
    return roll_up(*columns(samples), width)


def looped(samples: list[Sample], width: int) -> list[dict[str, Any]]:
    """The definition, one sample after another."""
    bins: dict[tuple[int, int], list[Sample]] = {}
    for sample in sorted(samples, key=lambda one: one[:2]):
        bins.setdefault((sample[0], math.floor(sample[1] / width) * width), []).append(sample)
    told = []
    for (cell, begin), mine in sorted(bins.items()):
        numbers = [value for _, _, value, _ in mine if not math.isnan(value)]
        told.append(
            {
                "cell": cell, "time": begin, "count": len(numbers),
                "first_time": mine[0][1], "last_time": mine[-1][1],
                "first": mine[0][2], "last": mine[-1][2],
                "low": min(numbers, default=math.nan), "high": max(numbers, default=math.nan),
                "sum": sum(numbers) if numbers else math.nan,
                "quality": max(quality for *_, quality in mine),
            }
        )  # fmt: skip
    return told


def same(bins: Columns, expected: list[dict[str, Any]]) -> None:
    assert set(bins) == set(COLUMNS)
    for name in COLUMNS:
        np.testing.assert_array_equal(bins[name], [one[name] for one in expected], err_msg=name)


def equal(one: Columns, other: Columns) -> None:
    for name in COLUMNS:
        np.testing.assert_array_equal(one[name], other[name], err_msg=name)


@given(SAMPLES, st.sampled_from((7_000, *WIDTHS)))
def test_it_is_what_a_loop_says(samples: list[Sample], width: int) -> None:
    same(rolled(samples, width), looped(samples, width))


@given(SAMPLES, st.lists(st.integers(0, 60), max_size=5))
def test_pieces_combine_to_the_whole(samples: list[Sample], cuts: list[int]) -> None:
    edges = [0, *sorted(cuts), len(samples)]
    parts = [rolled(samples[start:stop], MINUTES_5) for start, stop in itertools.pairwise(edges)]
    same(combine(parts), looped(samples, MINUTES_5))


@given(APART, st.randoms(use_true_random=False))
def test_the_order_of_parts_does_not_matter(samples: list[Sample], random: Any) -> None:
    parts = [rolled(samples[start : start + 7], MINUTES_5) for start in range(0, len(samples), 7)]
    expected = combine(parts)
    random.shuffle(parts)
    equal(combine(parts), expected)


@given(SAMPLES, SAMPLES, SAMPLES)
def test_it_does_not_matter_which_are_combined_first(one: list[Sample], two: list[Sample], three: list[Sample]) -> None:
    a, b, c = (rolled(samples, MINUTES_5) for samples in (one, two, three))
    equal(combine([combine([a, b]), c]), combine([a, combine([b, c])]))


@given(SAMPLES)
def test_wide_bins_come_of_narrow_ones(samples: list[Sample]) -> None:
    for narrow, wide in ((MINUTES_5, HOUR), (MINUTES_5, DAY), (HOUR, DAY)):
        same(widen(rolled(samples, narrow), wide), looped(samples, wide))


def test_bins_begin_at_multiples_of_the_width_before_1970_and_after_2100_too() -> None:
    bins = rolled([(1, -1, 5.0, 0), (1, 0, 6.0, 0), (1, 4_102_444_800_001, 7.0, 0)], DAY)
    assert bins["time"].tolist() == [-DAY, 0, 4_102_444_800_000]


def test_of_one_time_the_first_and_the_last_to_come_count() -> None:
    early, late = rolled([(1, 5, 1.0, 0), (1, 5, 2.0, 0)], HOUR), rolled([(1, 5, 3.0, 0)], HOUR)
    bins = combine([early, late])
    assert (bins["first"].tolist(), bins["last"].tolist()) == ([1.0], [3.0])


def test_what_was_cleared_counts_for_nothing_but_first_last_and_quality() -> None:
    bins = rolled([(1, 0, math.nan, 2), (1, 1, 4.0, 0), (1, 2, math.nan, 0), (2, 0, math.nan, 0)], HOUR)
    assert bins["count"].tolist() == [1, 0]
    assert bins["low"][0] == bins["high"][0] == bins["sum"][0] == mean_of(bins)[0] == 4.0
    assert bins["quality"].tolist() == [2, 0]
    assert all(math.isnan(bins[name][0]) for name in ("first", "last"))
    assert all(math.isnan(bins[name][1]) for name in ("first", "last", "low", "high", "sum"))
    assert math.isnan(mean_of(bins)[1])


def test_nothing_makes_no_bins() -> None:
    equal(rolled([], HOUR), no_bins())
    equal(combine([]), no_bins())
    assert not list(cut_bins(no_bins(), HOUR))


def test_the_largest_numbers_there_are_warn_nobody() -> None:
    bins = rolled([(1, 0, 1.7e308, 0), (1, 1, 1.7e308, 0), (1, 2, math.inf, 0)], HOUR)
    assert bins["high"][0] == math.inf and bins["low"][0] == 1.7e308
    assert combine([bins, bins])["count"].tolist() == [6]


@given(SAMPLES, st.sampled_from(WIDTHS))
def test_a_block_gives_back_what_was_packed(samples: list[Sample], width: int) -> None:
    bins = rolled(samples, width)
    again = unpack_bins(pack_bins(bins, width))
    equal(again, bins)
    assert {name: again[name].dtype for name in COLUMNS} == {name: bins[name].dtype for name in COLUMNS}
    for name in ("first", "low", "high", "last", "sum"):  # to the bit
        assert again[name].tobytes() == bins[name].tobytes()
    opened = open_bins(pack_bins(bins, width))
    equal(combine([opened.of_cell(cell) for cell in range(5)]), bins)


@given(st.lists(st.tuples(CELLS, TIMES, st.floats(width=64), st.integers(0, 3)), max_size=40))
def test_any_number_comes_back_to_the_bit(samples: list[Sample]) -> None:
    bins = rolled(samples, HOUR)
    again = unpack_bins(pack_bins(bins, HOUR))
    for name in ("first", "low", "high", "last"):
        assert again[name].tobytes() == bins[name].tobytes()
    finite = np.isfinite(bins["sum"])
    np.testing.assert_allclose(again["sum"][finite], bins["sum"][finite], rtol=2e-10)
    np.testing.assert_array_equal(again["sum"][~finite], bins["sum"][~finite])


def test_sums_of_decimals_are_free_of_the_error_of_adding_up() -> None:
    count = 30_000
    bins = roll_up(np.zeros(count), np.arange(count), np.full(count, 0.1), np.zeros(count), DAY)
    assert bins["sum"][0] != 3_000.0
    assert unpack_bins(pack_bins(bins, DAY))["sum"].tolist() == [3_000.0]


def test_a_bin_of_one_sample_costs_little_more_than_the_sample() -> None:
    rng = np.random.default_rng(1)
    values = np.round(rng.normal(60, 5, BLOCK_BINS), 1)
    bins = roll_up(np.zeros(BLOCK_BINS), np.arange(BLOCK_BINS) * MINUTES_5, values, np.zeros(BLOCK_BINS), MINUTES_5)
    assert len(pack_bins(bins, MINUTES_5)) < 2.2 * BLOCK_BINS


def test_blocks_are_small_and_cut_between_cells() -> None:
    count = 20 * BLOCK_BINS
    cells = np.sort(np.random.default_rng(1).integers(0, 200, count))
    cells[-6 * BLOCK_BINS :] = 500
    bins = roll_up(cells, np.arange(count) * MINUTES_5, np.ones(count), np.zeros(count), MINUTES_5)
    blocks = list(cut_bins(bins, MINUTES_5))
    assert max(block.count for block in blocks) <= 2 * BLOCK_BINS
    assert sum(block.count for block in blocks) == count
    equal(combine([unpack_bins(block.block) for block in blocks]), bins)
    ordinary = [block for block in blocks if block.last_cell < 200]
    assert all(one.last_cell < two.first_cell for one, two in itertools.pairwise(ordinary))
    assert all(block.first <= block.last for block in blocks)


@pytest.mark.parametrize(
    "harm",
    [lambda block: b"", lambda block: block[:-9], lambda block: b"x" + block, lambda b: b[:-20] + b"?" + b[-19:]],
)
def test_a_damaged_block_says_so(harm: Any) -> None:
    with pytest.raises(BlockError):
        unpack_bins(harm(pack_bins(rolled([(1, 0, 1.0, 0)], HOUR), HOUR)))
