"""Decimation keeps every extreme and the worst quality."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from opscenter.history.decimation import Samples, decimate, join_samples

SERIES = st.lists(
    st.tuples(st.integers(0, 1_000), st.floats(-1e6, 1e6) | st.just(float("nan")), st.integers(0, 3)), min_size=1
)


def _samples(rows: list[tuple[int, float, int]]) -> Samples:
    time, value, quality = zip(*sorted(rows, key=lambda row: row[0]), strict=True)
    return Samples(np.array(time, np.int64), np.array(value), np.array(quality, np.uint8))


@given(SERIES, st.integers(1, 50))
def test_no_extreme_and_no_bad_quality_is_lost(rows: list[tuple[int, float, int]], points: int) -> None:
    samples = _samples(rows)
    bins = decimate(samples, 0, 1_000, points)
    assert 1 <= len(bins.time) <= points
    assert (np.diff(bins.time) > 0).all()
    assert bins.quality.max() == samples.quality.max()
    if not np.isnan(samples.value).all():
        assert np.nanmin(bins.low) == np.nanmin(samples.value)
        assert np.nanmax(bins.high) == np.nanmax(samples.value)
    assert bins.last[-1] == samples.value[-1] or np.isnan(samples.value[-1])
    assert bins.time[-1] == samples.time[-1]


def test_joining_orders_by_time_and_keeps_the_order_of_equals() -> None:
    parts = [_samples([(5, 1.0, 0), (7, 2.0, 0)]), _samples([(5, 3.0, 0), (6, 4.0, 1)])]
    joined = join_samples(parts)
    assert joined.time.tolist() == [5, 5, 6, 7]
    assert joined.value.tolist() == [1.0, 3.0, 4.0, 2.0]
    assert len(join_samples([])) == 0
