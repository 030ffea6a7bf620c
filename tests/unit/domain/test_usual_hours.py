"""Sketches of hours out of what their bins say: near to those of the samples, and as robust."""

from zoneinfo import ZoneInfo

import numpy as np
import pytest

from opscenter.domain.local_week import DAY_MS, HOUR_MS, LocalWeek
from opscenter.domain.usual import Basis
from opscenter.domain.usual_estimate import estimate
from opscenter.domain.usual_hours import Hours, local_hours
from opscenter.history.rollup import HOUR, combine, roll_up

START = 1_795_392_000_000 // (7 * DAY_MS) * 7 * DAY_MS + 4 * DAY_MS
"""A Monday, UTC."""
WEEKS = 8


def told(values: np.ndarray, each: int, *, zone: str = "UTC", quality: np.ndarray | None = None, start: int = START):
    """Median, spread, days and basis of one series with a reading each `each` ms."""
    time = start + np.arange(len(values)) * each
    bins = roll_up(
        np.zeros(len(time)), time, values, np.zeros(len(time)) if quality is None else quality, HOUR
    )  # fmt: skip
    return of_bins([bins], zone, start, start + len(values) * each)


def of_bins(parts, zone: str, start: int, until: int):
    week = LocalWeek(ZoneInfo(zone))
    span = local_hours(week, start // HOUR_MS * HOUR_MS, -(-until // HOUR_MS) * HOUR_MS)
    hours = Hours(1, span)
    for bins in parts:
        hours.add(np.zeros(len(bins["cell"]), np.int64), bins)
    return estimate(hours.sketches(), week.weekdays(span.first_day + np.arange(span.days)))


@pytest.mark.parametrize(("each", "within"), [(1_800_000, 0.15), (300_000, 0.12), (60_000, 0.12), (10_000, 0.25)])
def test_the_spread_of_noise_is_its_standard_deviation(each: int, within: float) -> None:
    random = np.random.default_rng(1)
    values = random.normal(50.0, 4.0, WEEKS * 7 * DAY_MS // each)
    median, spread, days, basis = told(values, each)
    assert np.median(spread) == pytest.approx(4.0, rel=within)
    assert np.median(np.abs(median - 50.0)) < 0.9
    assert (days == WEEKS).all()
    assert (basis == Basis.HOUR).all()


def test_one_reading_an_hour_is_taken_as_it_is() -> None:
    random = np.random.default_rng(2)
    values = random.normal(50.0, 4.0, WEEKS * 7 * 24)
    median, spread, _, _ = told(values, HOUR_MS)
    weeks = values.reshape(WEEKS, 168)
    np.testing.assert_allclose(median[0], np.median(weeks, axis=0), rtol=1e-5)
    assert np.median(spread) == pytest.approx(4.0, rel=0.15)


def test_wild_readings_change_little() -> None:
    random = np.random.default_rng(3)
    each = 5 * 60_000
    clean = random.normal(50.0, 4.0, WEEKS * 7 * DAY_MS // each)
    wild = clean.copy()
    wild[random.random(len(wild)) < 0.03] = 5_000.0
    (median, spread, _, _), (wild_median, wild_spread, _, _) = told(clean, each), told(wild, each)
    assert np.median(np.abs(wild_median - median) / spread) < 0.3
    assert np.median(wild_spread / spread) < 1.5
    assert np.quantile(wild_spread / spread, 0.95) < 3


def test_a_course_within_the_hour_is_in_the_spread_and_a_constant_series_has_the_floor() -> None:
    each = 5 * 60_000
    ramp = np.tile(np.linspace(0.0, 12.0, 12, endpoint=False), WEEKS * 7 * 24)
    _, spread, _, _ = told(ramp + 100.0, each)
    # Of readings spread evenly over 11 the scaled median absolute deviation is about a quarter of that, times 1.48.
    assert 3.0 < np.median(spread) < 6.0
    median, spread, _, _ = told(np.full(WEEKS * 7 * 24 * 12, 40.0), each)
    assert (median == 40.0).all()
    np.testing.assert_allclose(spread, 0.4, rtol=1e-5)
    _, spread, _, basis = told(np.zeros(WEEKS * 7 * 24 * 12), each)
    assert np.isnan(spread).all()
    assert (basis == Basis.UNKNOWN).all()


def test_an_hour_with_a_bad_reading_counts_for_nothing_and_gaps_are_gaps() -> None:
    random = np.random.default_rng(4)
    each = 15 * 60_000
    values = random.normal(50.0, 4.0, WEEKS * 7 * DAY_MS // each)
    quality = np.zeros(len(values), np.uint8)
    values[8], quality[8] = -9_999.0, 3
    values[4 * 24 : 8 * 24] = np.nan
    median, _, days, _ = told(values, each, quality=quality)
    assert days[0, 2] == WEEKS - 1
    assert days[0, 3] == WEEKS
    assert (days[0, 24:48] == WEEKS - 1).all()
    assert abs(median[0, 2] - 50.0) < 8


def test_the_hour_is_that_of_the_citys_clock_over_its_changes() -> None:
    zone, start = "Europe/Berlin", 1_793_052_000_000 // DAY_MS * DAY_MS  # in October 2026, the clock goes back on 25th
    start -= 21 * DAY_MS
    time = start + np.arange(42 * 24) * HOUR_MS
    hours = LocalWeek(ZoneInfo(zone)).hours(time)
    bins = roll_up(np.zeros(len(time)), time, hours.astype(np.float64), np.zeros(len(time)), HOUR)
    median, _, days, _ = of_bins([bins], zone, start, start + 42 * DAY_MS)
    known = days[0] >= 3
    assert known.sum() == 168
    np.testing.assert_array_equal(median[0], np.arange(168))


def test_half_an_hour_beside_the_whole_ones_is_the_hour_its_middle_lies_in() -> None:
    week = LocalWeek(ZoneInfo("Asia/Kolkata"))
    span = local_hours(week, START, START + DAY_MS)
    assert span.slot[:3].tolist() == [6, 7, 8], "05:30 to 06:30 there"


def test_parts_of_an_hour_from_several_runs_are_one() -> None:
    random = np.random.default_rng(5)
    each = 5 * 60_000
    count = WEEKS * 7 * DAY_MS // each
    time, value = START + np.arange(count) * each, random.normal(50, 4, count)
    quality = np.zeros(count)
    whole = roll_up(quality, time, value, quality, HOUR)
    late = random.random(count) < 0.3
    parts = [roll_up(quality[m], time[m], value[m], quality[m], HOUR) for m in (~late, late)]
    until = START + count * each
    for one, other in zip(
        of_bins([whole], "UTC", START, until), of_bins(parts[::-1], "UTC", START, until), strict=True
    ):
        np.testing.assert_allclose(one, other, rtol=1e-5)
    np.testing.assert_array_equal(combine(parts)["count"], whole["count"])
