"""Forecasts of series whose course is known, of real ones, and of those that should have none."""

import csv
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from statsmodels.tsa.statespace.sarimax import SARIMAX

from opscenter.domain.local_week import DAY_MS, HOUR_MS, LocalWeek
from opscenter.station.forecast_model import _ahead, _fit, forecast
from tests.support.data import shared_data

HALF = HOUR_MS // 2
START = 1_795_392_000_000 // DAY_MS * DAY_MS
WEEK = LocalWeek(ZoneInfo("UTC"))


def course(days: int, seed: int = 1, noise: float = 2.0) -> np.ndarray:
    """Half hours that follow the hour of the week; what is beside it dies away within hours."""
    random = np.random.default_rng(seed)
    count = days * 48
    hour = np.arange(count) / 2 % 24
    weekend = (np.arange(count) // 48 % 7) >= 5
    shape = 50 + 20 * np.sin((hour - 6) / 24 * 2 * np.pi) * np.where(weekend, 0.4, 1.0)
    beside = np.zeros(count)
    for at in range(1, count):
        beside[at] = 0.85 * beside[at - 1] + random.normal(0, noise)
    return shape + beside


def told(values: np.ndarray, **more):
    return forecast(values, START, HALF, more.pop("week", WEEK), START + len(values) * HALF, **more)


def test_it_is_near_what_comes_and_its_interval_holds_what_it_says() -> None:
    values = course(56)
    inside = total = 0
    for stop in range(48 * 50 + 31, 48 * 56 - 12, 117):
        found = told(values[:stop])
        assert found.state == "ready"
        actual = values[stop : stop + 12]
        inside += int(np.sum((actual >= found.low) & (actual <= found.high)))
        total += len(actual)
    assert 0.6 < inside / total < 0.97
    assert 0.65 < found.coverage < 0.95
    assert found.mae < 0.75 * min(found.mae_last, found.mae_day, found.mae_week)
    assert found.time.tolist() == [START + stop * HALF + (step + 1) * HALF for step in range(12)]
    half = found.high - found.low
    assert (np.diff(half) >= -1e-9).all(), "further away no surer"
    assert found.tested > 100


def test_the_errors_told_are_those_of_forecasts_made_then() -> None:
    """The error told for the last value is what a hand computes: each hour of the last week, six hours ahead."""
    values = course(40)
    found = told(values)
    first = len(values) - 7 * 48
    errors = [
        abs(values[origin] - values[origin + lead])
        for origin in range(first, len(values) - 1, 2)
        for lead in range(1, 13)
        if origin + lead < len(values)
    ]
    assert found.mae_last == pytest.approx(np.mean(errors))
    weeks = [
        abs(values[origin + lead - 7 * 48] - values[origin + lead])
        for origin in range(first, len(values) - 1, 2)
        for lead in range(1, 13)
        if origin + lead < len(values)
    ]
    assert found.mae_week == pytest.approx(np.mean(weeks))


def test_many_steps_ahead_are_those_of_the_library_from_each_moment() -> None:
    random = np.random.default_rng(3)
    apart = np.convolve(random.normal(0, 1, 500), [1, 0.7, 0.4], "same")
    apart[100:120] = np.nan
    order, params, scale = fitted = _fit(apart[:400])
    ahead = _ahead(fitted, apart, 6)
    for origin in (110, 300, 499):
        model = SARIMAX(apart[: origin + 1] / scale, order=order)
        theirs = model.filter(params).forecast(6) * scale
        np.testing.assert_allclose(ahead[:, origin], theirs, rtol=1e-6, atol=1e-9)


def test_outliers_gaps_and_holidays_do_not_spoil_it() -> None:
    clean, values = told(course(56)), course(56)
    random = np.random.default_rng(2)
    values[random.random(len(values)) < 0.01] = 9_999.0
    values[-1] = course(56)[-1]
    values[48 * 20 : 48 * 22] = np.nan
    values[-48:-40] = np.nan
    found = told(values)
    assert found.state == "ready"
    assert np.max(np.abs(found.value - clean.value)) < 8.0
    day = datetime.fromtimestamp(START / 1000, UTC).date()
    holidays = [day.fromordinal(day.toordinal() + number) for number in (20, 55)]
    for aside in (True,):
        found = told(course(56), week=LocalWeek(ZoneInfo("UTC"), holidays, aside=aside))
        assert found.state == "ready"
        assert np.isfinite(found.value).all()


def test_the_clocks_change_moves_the_usual_with_it() -> None:
    """People rise by the clock: after it went back the morning comes an hour later in UTC."""
    zone = ZoneInfo("Europe/Berlin")
    week = LocalWeek(zone)
    change = round(datetime(2026, 10, 25, 1, tzinfo=UTC).timestamp() * 1000)
    begin = change - 50 * DAY_MS
    times = begin + np.arange(52 * 48) * HALF
    hour = week.local(times + HALF // 2) % DAY_MS / HOUR_MS
    random = np.random.default_rng(5)
    values = np.where((hour >= 6) & (hour < 20), 100.0, 20.0) + random.normal(0, 3, len(times))
    until = round(datetime(2026, 10, 26, 3, tzinfo=UTC).timestamp() * 1000)  # 04:00 there, the first working day after
    stop = (until - begin) // HALF
    found = forecast(values[:stop], begin, HALF, week, until)
    assert found.state == "ready"
    # Rises at 06:00 there, 05:00 UTC: before it the change would have been at 04:00 UTC.
    at = dict(zip(found.time.tolist(), found.value.tolist(), strict=True))
    assert at[until + HOUR_MS + HALF] < 60 < at[until + 3 * HOUR_MS]


@pytest.mark.parametrize(
    ("values", "state"),
    [
        (course(2)[:-1], "short"),
        (np.empty(0), "short"),
        (np.full(48 * 30, np.nan), "short"),
        (np.r_[course(30), np.full(12, np.nan)], "old"),
        (np.where(np.arange(48 * 30) % 3 == 0, course(30), np.nan), "short"),
        (np.full(48 * 30, 7.0), "steady"),
        (np.cumsum(np.random.default_rng(1).normal(0, 1, 48 * 40)), "no-skill"),
    ],
    ids=["under 2 days", "nothing", "no number", "silent", "holes", "constant", "random walk"],
)
def test_where_there_is_nothing_to_go_by_there_is_none_and_why(values: np.ndarray, state: str) -> None:
    found = told(values)
    assert (found.state, len(found.time)) == (state, 0)
    assert found.reason.endswith(".")


def real(*parts: str, time: str, value: str, rows: int) -> tuple[np.ndarray, int]:
    with shared_data("timeseries", *parts).open(encoding="utf-8") as file:
        table = [row for _, row in zip(range(rows), csv.DictReader(file), strict=False)]
    moments = [datetime.fromisoformat(row[time]).replace(tzinfo=UTC).timestamp() for row in table]
    assert np.allclose(np.diff(moments), 1800)
    return np.array([float(row[value]) for row in table]), round(moments[0] * 1000)


def test_the_electricity_of_victoria() -> None:
    values, begin = real(
        "electricity", "vic_electricity_halfhourly_2012-2014.csv", time="Time", value="Demand", rows=14_000
    )
    values, begin = values[-48 * 60 :], begin + (14_000 - 48 * 60) * HALF
    week = LocalWeek(ZoneInfo("Australia/Melbourne"))
    found = forecast(values, begin, HALF, week, begin + len(values) * HALF)
    assert found.state == "ready"
    assert found.mae < 0.6 * min(found.mae_last, found.mae_day, found.mae_week)
    assert 0.6 < found.coverage <= 1.0


def test_the_taxis_of_new_york_have_a_forecast_only_when_it_is_worth_one() -> None:
    values, begin = real("nab", "realKnownCause", "nyc_taxi.csv", time="timestamp", value="value", rows=10_320)
    for share in (0.55, 1.0):
        stop = int(len(values) * share)
        some = values[stop - 48 * 60 : stop]
        found = forecast(some, begin + (stop - 48 * 60) * HALF, HALF, WEEK, begin + stop * HALF)
        best = min(found.mae_last, found.mae_day, found.mae_week)
        assert (found.state == "ready") == (found.mae < 0.97 * best)


def test_a_week_of_los_angeles_is_foreseen_by_the_day_before() -> None:
    with shared_data("timeseries", "traffic-speed", "metr-la_los_speed.csv").open(encoding="utf-8") as file:
        rows = list(csv.reader(file))[1:]
    speed = np.array([float(row[0]) for row in rows]).reshape(-1, 3).mean(axis=1)
    width = HOUR_MS // 4
    week = LocalWeek(ZoneInfo("America/Los_Angeles"))
    found = forecast(speed, START, width, week, START + len(speed) * width)
    assert (found.state, found.method, found.days) == ("ready", "day", 6)
    assert found.mae < 0.8 * found.mae_last and 0.6 < found.coverage <= 1.0
    short = forecast(speed[: 2 * 96 - 1], START, width, week, START + (2 * 96 - 1) * width)
    assert (short.state, short.reason) == ("short", "There are less than 2 days of history.")
