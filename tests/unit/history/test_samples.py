"""Samples of several parts become one series."""

import numpy as np

from opscenter.history.samples import Samples, join_samples


def _samples(rows: list[tuple[int, float, int]]) -> Samples:
    time, value, quality = zip(*sorted(rows, key=lambda row: row[0]), strict=True)
    return Samples(np.array(time, np.int64), np.array(value), np.array(quality, np.uint8))


def test_joining_orders_by_time_and_keeps_the_order_of_equals() -> None:
    parts = [_samples([(5, 1.0, 0), (7, 2.0, 0)]), _samples([(5, 3.0, 0), (6, 4.0, 1)])]
    joined = join_samples(parts)
    assert joined.time.tolist() == [5, 5, 6, 7]
    assert joined.value.tolist() == [1.0, 3.0, 4.0, 2.0]
    assert len(join_samples([])) == 0
