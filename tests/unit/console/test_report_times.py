"""Times in reports: spans of shifts and days, axes and both changes of the clock."""

import itertools
from datetime import datetime
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from opscenter.console.report.clock import Clock, clock_changes, length_text
from opscenter.console.report.plots import nice_ticks, runs, time_ticks
from opscenter.console.report.spans import day_begin, last_shift, shift_begin

ZONE = "Europe/Berlin"
HOUR_MS = 3_600_000


def at(text: str, zone: str = ZONE, fold: int = 0) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=ZoneInfo(zone), fold=fold).timestamp() * 1000)


@pytest.mark.parametrize(
    ("day", "change", "hours", "before", "after"),
    [
        ("2026-03-29", "2026-03-29T01:00:00+00:00", 23, "+01:00", "+02:00"),
        ("2026-10-25", "2026-10-25T01:00:00+00:00", 25, "+02:00", "+01:00"),
    ],
)
def test_both_changes_of_the_clock_are_told(day: str, change: str, hours: int, before: str, after: str) -> None:
    since = at(f"{day} 00:00")
    until = since + hours * HOUR_MS
    moment = round(datetime.fromisoformat(change).timestamp() * 1000)
    assert clock_changes(since, until, ZONE) == [(moment, before, after)]
    clock = Clock(since, until, ZONE)
    assert f"({hours} h)" in clock.whole() and before in clock.whole() and after in clock.whole()
    assert day_begin(until - 1, ZONE) == since and day_begin(until, ZONE, 1) == since


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    first, second = at("2026-10-25 02:30"), at("2026-10-25 02:30", fold=1)
    clock = Clock(at("2026-10-25 00:00"), at("2026-10-26 00:00"), ZONE)
    assert second - first == HOUR_MS and clock.short(first) != clock.short(second)
    assert clock.short(first, seconds=False) == "02:30 +02:00"


def test_a_span_without_a_change_names_its_offset_once() -> None:
    clock = Clock(at("2026-06-01 07:00"), at("2026-06-01 15:00"), ZONE)
    assert clock_changes(clock.since, clock.until, ZONE) == []
    assert clock.whole().count("02:00") == 1 and "(8 h)" in clock.whole()
    assert clock.short(clock.since) == "07:00:00"
    assert clock.short(at("2026-05-31 22:00"), seconds=False) == "05-31 22:00"


def test_lengths() -> None:
    assert [length_text(ms) for ms in (45 * 60_000, 8 * HOUR_MS, 25 * HOUR_MS, 90 * 60_000, 168 * HOUR_MS)] == [
        "45 min", "8 h", "25 h", "1 h 30", "7 d",
    ]  # fmt: skip


@pytest.mark.parametrize("day", ["2026-03-29", "2026-10-25", "2026-06-01"])
def test_ticks_stand_at_round_times_of_the_citys_clock(day: str) -> None:
    since = at(f"{day} 00:00")
    until = since + 24 * HOUR_MS
    ticks = time_ticks(since, until, ZONE, 8)
    assert 3 <= len(ticks) <= 9
    assert all(a < b for (a, _), (b, _) in itertools.pairwise(ticks))
    for moment, name in ticks:
        local = datetime.fromtimestamp(moment / 1000, ZoneInfo(ZONE))
        assert name in (f"{local:%H:%M}", f"{local:%m-%d}")


def test_ticks_of_values_are_round_and_within() -> None:
    assert nice_ticks(0, 100, 4) == [0, 50, 100] or nice_ticks(0, 100, 4) == [0, 25, 50, 75, 100]
    for low, high in ((0.001, 0.0042), (-3, 1e6), (99.5, 100.5)):
        ticks = nice_ticks(low, high, 3)
        assert ticks and all(low <= tick <= high for tick in ticks)
    assert nice_ticks(5, 5, 3) == [] and nice_ticks(float("nan"), 1, 3) == []


def test_a_curve_is_cut_where_nothing_is_known() -> None:
    time = np.array([0, 60_000, 120_000, 1_200_000, 1_260_000, 1_320_000])
    low = np.array([1.0, 2.0, 3.0, 4.0, np.nan, 6.0])
    assert runs(time, low, low, ()) == [slice(0, 3), slice(3, 4), slice(5, 6)]
    even = np.arange(10) * 60_000
    assert runs(even, even * 1.0, even * 1.0, ()) == [slice(0, 10)]
    assert runs(time, low * np.nan, low, ()) == []


def test_shifts_by_the_clock_of_the_city() -> None:
    starts = (7 * 60, 15 * 60, 23 * 60)
    now = at("2026-06-02 03:12")
    assert shift_begin(now, ZONE, starts) == at("2026-06-01 23:00")
    assert last_shift(now, ZONE, starts) == (at("2026-06-01 15:00"), at("2026-06-01 23:00"))
    night = at("2026-10-25 07:00")
    since, until = last_shift(night, ZONE, starts)
    assert until == night and until - since == 9 * HOUR_MS, "the night of the change is an hour longer"


def test_a_night_needs_no_dates_and_two_days_do() -> None:
    night = Clock(at("2026-06-01 23:00"), at("2026-06-02 07:00"), ZONE)
    assert night.short(at("2026-06-02 01:30"), seconds=False) == "01:30"
    assert night.short(at("2026-06-02 09:00"), seconds=False) == "06-02 09:00"
    days = Clock(at("2026-06-01 00:00"), at("2026-06-03 00:00"), ZONE)
    assert days.short(at("2026-06-02 01:30"), seconds=False) == "06-02 01:30"
