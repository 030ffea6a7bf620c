"""Regularity and punctuality by their formulas, worked out by hand."""

import numpy as np
import pytest

from opscenter.figures.transit import regularity
from opscenter.figures.transit.passings import SAME_MS, LastPassings, StopNumbers

ONE = np.zeros(6, np.int64)
HEADWAYS = np.array([10.0, 10.0, 10.0, 28.0, 1.0, 1.0]) * 60


def test_waiting_time_of_even_and_of_bunched_buses() -> None:
    # six buses an hour, even: 5 min; 10, 10, 10, 28, 1, 1 min: (3 x 100 + 784 + 1 + 1) / (2 x 60) = 9.05 min
    assert regularity.waiting(ONE, np.full(6, 600.0), 1).tolist() == [300.0]
    assert regularity.waiting(ONE, HEADWAYS, 1)[0] == pytest.approx(9.05 * 60)
    assert regularity.excess_waiting(ONE, HEADWAYS, np.full(6, 600.0), 1)[0] == pytest.approx(4.05 * 60)


def test_waiting_beyond_an_uneven_timetable_is_none_when_it_is_kept() -> None:
    assert regularity.excess_waiting(ONE, HEADWAYS, HEADWAYS, 1)[0] == 0.0
    assert np.isnan(regularity.excess_waiting(ONE, HEADWAYS, np.full(6, np.nan), 1)[0])


def test_variation_against_the_timetable_and_without_one() -> None:
    # deviations 0, 0, 0, 18, -9, -9 min: mean 0, variance (324 + 81 + 81) / 6 = 81, so 9 min over 10
    assert regularity.variation(ONE, HEADWAYS, np.full(6, 600.0), 1)[0] == pytest.approx(0.9)
    assert regularity.variation(ONE, HEADWAYS, np.full(6, np.nan), 1)[0] == pytest.approx(0.9)
    assert regularity.variation(ONE, np.full(6, 600.0), np.full(6, 600.0), 1)[0] == 0.0


def test_lines_are_kept_apart_and_one_without_passings_has_nothing() -> None:
    line = np.array([0, 2, 2])
    values = np.array([100.0, 300.0, 500.0])
    assert regularity.mean(line, values, 3).tolist() == pytest.approx([100.0, np.nan, 400.0], nan_ok=True)
    assert regularity.extreme(line, values, 3, largest=True).tolist() == pytest.approx([100, np.nan, 500], nan_ok=True)
    assert regularity.extreme(line, values, 3, largest=False).tolist() == pytest.approx([100, np.nan, 300], nan_ok=True)
    assert regularity.share(line, values > 200, 3).tolist() == pytest.approx([0.0, np.nan, 1.0], nan_ok=True)


def test_percentiles_by_nearest_rank() -> None:
    values = np.arange(1.0, 11.0)
    line = np.zeros(10, np.int64)
    assert regularity.percentile(line, values, 1, 0.5).tolist() == [5.0]
    assert regularity.percentile(line, values, 1, 0.9).tolist() == [9.0]
    assert regularity.percentile(line[:1], values[:1], 2, 0.9).tolist() == pytest.approx([1.0, np.nan], nan_ok=True)


def test_on_time_is_a_minute_early_to_five_late() -> None:
    assert regularity.on_time(np.array([-61.0, -60.0, 0.0, 300.0, 301.0])).tolist() == [False, True, True, True, False]


def test_a_passing_is_a_change_of_stop_and_the_first_word_is_none() -> None:
    stops = StopNumbers()
    stops.resize(2)
    vehicle = np.array([0, 0, 0, 1, 0])
    time = np.array([1, 2, 3, 1, 4]) * 1000
    assert stops.take(vehicle, time, np.array([4.0, 4.0, 5.0, 9.0, np.nan])).tolist() == [
        False,
        False,
        True,
        False,
        False,
    ]
    # late ones, repeated ones and nonsense count for nothing
    again = stops.take(np.array([0, 0, 1, 1]), np.array([2, 3, 5, 6]) * 1000, np.array([7.0, 8.0, -1.0, 1e12]))
    assert not again.any()
    assert stops.take(np.array([0, 1]), np.array([9, 9]) * 1000, np.array([6.0, 10.0])).all()


def passed(last: LastPassings, *passings: tuple[int, int, int]) -> list[tuple[int, float]]:
    """Passings as (stop, vehicle, second) of line 3; the headways found as (stop, seconds)."""
    stop, vehicle, second = (np.array(column, np.int64) for column in zip(*passings, strict=True))
    found = last.take(np.full(len(stop), 3), stop, vehicle, second * 1000, np.full(len(stop), 600.0))
    assert set(found.line.tolist()) <= {3}
    return sorted(zip(found.stop.tolist(), found.headway.tolist(), strict=True))


def test_headways_at_each_stop_by_order_of_time() -> None:
    last = LastPassings()
    assert passed(last, (1, 1, 1000), (2, 1, 1100)) == []
    assert passed(last, (2, 2, 1700), (1, 3, 2200), (1, 2, 1600)) == [(1, 600.0), (1, 600.0), (2, 600.0)]
    assert passed(last, (1, 4, 2100)) == []  # came late: before vehicle 3
    assert passed(last, (1, 3, 2200 + SAME_MS // 2000)) == []  # the same bus: its position wavers
    assert passed(last, (1, 5, 2800)) == [(1, 600.0)]
    assert passed(last, (1, 5, 2800 + 4 * 3600)) == []  # the night between


def test_gaps_that_are_open_now() -> None:
    last = LastPassings()
    passed(last, (1, 1, 1000), (1, 2, 1600), (1, 3, 2200), (2, 1, 1100))
    line, share = last.open_gaps(3_400_000, np.full(4, np.nan), 900.0)
    assert (line.tolist(), share.tolist()) == ([3], [2.0])  # stop 2 has had one bus: nobody knows its rhythm
    assert not len(last.open_gaps(3_400_000, np.full(4, np.nan), 300.0)[0])  # as seldom as that, a timetable is read
    assert not len(last.open_gaps(2_200_000 + 4 * 3_600_000, np.full(4, np.nan), 900.0)[0])


def test_what_is_remembered_has_a_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("opscenter.figures.transit.passings.MOST_KEYS", 100)
    last = LastPassings()
    for stop in range(300):
        passed(last, (stop, 1, 1000 + stop))
    assert len(last.key) <= 101
    assert passed(last, (299, 2, 2000)) == [(299, 701.0)]
