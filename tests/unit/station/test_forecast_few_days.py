"""Forecasts of series with days of history and not yet weeks: by the day before, with the error that had then."""

import numpy as np
import pytest

from opscenter.station.forecast_few_days import from_few_days
from tests.unit.station.test_forecast_model import HALF, START, course, told


def test_two_days_are_enough_for_a_daily_course_and_less_are_not() -> None:
    values = course(7, noise=0.5)
    found = told(values[: 48 * 2 + 5])
    assert (found.state, found.method, found.days) == ("ready", "day", 1)
    assert found.time[0] == START + (48 * 2 + 5) * HALF + HALF and len(found.time) == 12
    assert (found.low < found.value).all() and (found.value < found.high).all()
    assert told(values[: 48 * 2 - 1]).state == "short"


def test_it_is_near_what_comes_and_its_interval_holds_about_what_it_says() -> None:
    inside = total = 0
    errors = []
    for seed in range(6):
        values = course(9, seed, noise=1.0)
        for stop in range(48 * 3 + 7, 48 * 8, 31):
            found = told(values[:stop])
            if found.state != "ready":
                continue
            actual = values[stop : stop + 12]
            errors.append(np.abs(found.value - actual).mean())
            inside += int(np.sum((actual >= found.low) & (actual <= found.high)))
            total += len(actual)
    assert total > 500
    assert 0.6 < inside / total < 0.97
    assert float(np.mean(errors)) < 4.0, "the course goes up and down by 20"


def test_the_errors_told_are_those_of_forecasts_made_then() -> None:
    values = course(4, noise=0.5)
    few = from_few_days(values, HALF, 12, 7)
    assert few is not None and few.days == 3
    origin = int(few.origins[5])
    assert few.last[5, 3] == pytest.approx(values[origin] - values[origin + 4])
    assert few.day[5, 3] == pytest.approx(values[origin + 4 - 48] - values[origin + 4])
    assert np.isnan(few.errors[-1, -1]), "beyond what was measured there is no error"


def test_the_distance_from_the_day_before_dies_away() -> None:
    """A day like the one before, 10 higher at its end: the next step is nearly 10 higher, the last one hardly."""
    random = np.random.default_rng(2)
    hour = np.arange(48 * 3) / 2 % 24
    beside = np.zeros(48 * 3)
    for at in range(1, len(beside)):
        beside[at] = 0.8 * beside[at - 1] + random.normal(0, 1.0)
    values = 50 + 20 * np.sin(hour / 24 * 2 * np.pi) + beside
    values[-1] = values[-1 - 48] + 10.0
    few = from_few_days(values, HALF, 12, 7)
    assert few is not None
    above = few.values - values[len(values) + np.arange(12) - 48]
    assert 4.0 < above[0] < 10.0 and 0.0 <= above[-1] < 2.5 and (np.diff(above) < 0).all()


def test_where_nothing_is_foreseeable_there_is_none() -> None:
    random = np.random.default_rng(3)
    assert told(np.cumsum(random.normal(0, 1, 48 * 5)) + 500).state == "no-skill"


def test_gaps_are_passed_over_or_too_many() -> None:
    values = course(5, noise=0.5)
    some = values.copy()
    some[100:110] = np.nan
    some[-20] = np.nan
    assert told(some).state == "ready"
    some[48 * 2 : 48 * 5 - 2] = np.nan
    assert told(some).state == "short"
    missing = values.copy()
    missing[-1 - 48] = np.nan
    assert told(missing).state == "short", "what was at this time a day before is not known"


def test_what_is_never_below_nothing_is_not_foreseen_so() -> None:
    hour = np.arange(48 * 4) / 2 % 24
    random = np.random.default_rng(4)
    values = np.maximum(0.0, 10 * np.sin((hour - 8) / 24 * 2 * np.pi) + random.normal(0, 1.0, len(hour)))
    found = told(values)
    assert found.state == "ready" and float(found.low.min()) >= 0.0


def test_with_weeks_the_usual_of_the_hour_carries_it() -> None:
    found = told(course(22))
    assert found.method == "usual" and found.days == 7
