"""Days on which the clocks change, as the axis of time draws them: 23, 25 and other hours, no label twice."""

from datetime import UTC, datetime
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.plots.local_time import comes_twice, offset_at, round_times, stretches
from opscenter.console.plots.time_axis import STEPS_S, TimeAxis

HOUR = 3600
CHANGES = [
    # zone, local day, hours of the day
    ("Europe/Berlin", (2026, 3, 29), 23),
    ("Europe/Berlin", (2026, 10, 25), 25),
    ("America/New_York", (2026, 3, 8), 23),
    ("America/New_York", (2026, 11, 1), 25),
    ("Australia/Lord_Howe", (2026, 4, 5), 24.5),  # by half an hour
    ("Australia/Lord_Howe", (2026, 10, 4), 23.5),
    ("America/St_Johns", (2026, 3, 8), 23),  # offset of a half hour
    ("America/St_Johns", (2026, 11, 1), 25),
    ("America/Havana", (2026, 11, 1), 25),  # midnight comes twice
    ("Africa/Cairo", (2026, 4, 24), 23),  # there is no midnight
    ("Asia/Hong_Kong", (2026, 10, 25), 24),
    ("Asia/Kolkata", (2026, 10, 25), 24),
    ("UTC", (2026, 3, 29), 24),
]


def day_of(zone: str, day: tuple[int, int, int]) -> tuple[float, float]:
    year, month, number = day
    start = datetime(year, month, number, tzinfo=ZoneInfo(zone)).timestamp()
    end = datetime(year, month, number + 1, tzinfo=ZoneInfo(zone)).timestamp()
    return start, end


@pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
def test_a_day_is_as_long_as_it_is(qtbot: QtBot, zone: str, day: tuple[int, int, int], hours: float) -> None:
    start, end = day_of(zone, day)
    assert (end - start) / HOUR == hours
    ticks = round_times(start, end, HOUR, ZoneInfo(zone))
    apart = [after - before for before, after in pairwise(ticks)]
    # Hours are hours; only where the clocks change by a part of one are two ticks closer, or further.
    assert all(0.6 * HOUR <= one <= 1.5 * HOUR for one in apart)
    assert sum(one != HOUR for one in apart) <= (1 if hours % 1 else 0)
    assert abs(len(ticks) - 1 - hours) <= 0.5
    parts = stretches(start, end, ZoneInfo(zone))
    assert sum(until - since for since, until, _ in parts) == end - start
    assert all(offset_at((since + until) / 2, ZoneInfo(zone)) == offset for since, until, offset in parts)


@pytest.mark.parametrize(("zone", "day", "hours"), CHANGES)
@pytest.mark.parametrize("step", [step for step in STEPS_S if 300 <= step <= 6 * HOUR])
def test_no_label_of_such_a_day_is_there_twice(
    qtbot: QtBot, zone: str, day: tuple[int, int, int], hours: float, step: int
) -> None:
    axis = TimeAxis(zone)
    start, end = day_of(zone, day)
    ticks = round_times(start, end - 1, step, ZoneInfo(zone))
    texts = axis.tickStrings(ticks, 1, step)
    assert len(set(texts)) == len(texts)
    for at, text in zip(ticks, texts, strict=True):
        local = datetime.fromtimestamp(at, ZoneInfo(zone))
        assert local.strftime("%H:%M") in text or local.strftime("%Y-%m-%d") == text
        assert not comes_twice(at, ZoneInfo(zone)) or text.count(":") == 2
    several = len(stretches(start, end, ZoneInfo(zone))) > 1
    assert any(text.count(":") == 2 for text in texts) == (several and len(ticks) > 1)


def test_every_label_says_the_local_time_of_its_tick_on_both_sides_of_a_change(qtbot: QtBot) -> None:
    axis = TimeAxis("Europe/Berlin")
    start, end = day_of("Europe/Berlin", (2026, 10, 25))
    ((step, ticks),) = axis.tickValues(start, end, 4_000)
    texts = axis.tickStrings(ticks, 1, step)
    assert step == HOUR
    assert texts[1:5] == ["01:00", "02:00 +02:00", "02:00 +01:00", "03:00"]
    start, end = day_of("Europe/Berlin", (2026, 3, 29))
    ((step, ticks),) = axis.tickValues(start, end, 4_000)
    assert axis.tickStrings(ticks, 1, step)[1:4] == ["01:00", "03:00 +02:00", "04:00"]


def test_days_beside_a_change_stay_at_midnight(qtbot: QtBot) -> None:
    for zone, day, _ in CHANGES:
        axis = TimeAxis(zone)
        start, _ = day_of(zone, day)
        ((step, ticks),) = axis.tickValues(start - 4 * 86_400, start + 4 * 86_400, 1_200)
        assert step == 86_400
        texts = axis.tickStrings(ticks, 1, step)
        assert len(set(texts)) == len(texts) >= 8
        assert f"{day[0]}-{day[1]:02d}-{day[2]:02d}" in texts


def test_a_year_with_two_changes_has_one_tick_a_month_each_at_the_local_first(qtbot: QtBot) -> None:
    axis = TimeAxis("Europe/Berlin")
    start = datetime(2026, 1, 1, tzinfo=UTC).timestamp()
    ((_, ticks),) = axis.tickValues(start, start + 365 * 86_400, 1_900)
    assert len(ticks) >= 11
    for tick in ticks:
        local = datetime.fromtimestamp(tick, ZoneInfo("Europe/Berlin"))
        assert (local.day, local.hour, local.minute) == (1, 0, 0)
