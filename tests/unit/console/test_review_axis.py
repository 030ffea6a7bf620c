"""The axis and the entry of the time bar: spans, named times on days with a change of the clock, times as typed."""

from datetime import UTC, datetime

import pytest

from opscenter.console.review.axis import DAY, HOUR, MINUTE, NARROWEST_MS, TimeRange, first_range, ticks
from opscenter.console.review.entry import read_time

NOW = 1_795_000_000_000


def _ms(text: str) -> int:
    return round(datetime.fromisoformat(text).timestamp() * 1000)


def test_the_first_span_is_the_last_day_or_all_there_is() -> None:
    assert first_range(NOW - 30 * DAY, NOW).span == DAY
    assert first_range(NOW - 3 * HOUR, NOW).span == 3 * HOUR
    assert first_range(0, NOW).span == NARROWEST_MS
    assert first_range(NOW - 30 * DAY, NOW).until == NOW


def test_zooming_keeps_the_time_under_the_pointer_and_never_leaves_what_is_known() -> None:
    shown, first = TimeRange(NOW - DAY, NOW), NOW - 10 * DAY
    at = NOW - DAY // 2
    nearer = shown.zoomed(0.25, at, first, NOW)
    assert nearer.x(at, 1_000) == pytest.approx(shown.x(at, 1_000))
    assert nearer.time(nearer.x(at, 1_000), 1_000) == at
    assert shown.zoomed(1e-9, at, first, NOW).span == NARROWEST_MS
    far = shown
    for _ in range(40):
        far = far.zoomed(1.5, at, first, NOW)
    assert far.until <= NOW + far.span * 0.021
    moved = shown.moved(-100 * DAY, first, NOW)
    assert moved.since >= first - moved.span * 0.021
    assert shown.moved(100 * DAY, first, NOW).until <= NOW + DAY * 0.021


def test_a_moment_outside_is_brought_into_the_span() -> None:
    shown = TimeRange(NOW - HOUR, NOW)
    for at in (NOW - 9 * HOUR, NOW + 9 * HOUR):
        held = shown.holding(at)
        assert held.since < at < held.until and held.span == HOUR
    assert shown.holding(NOW - MINUTE) is shown


@pytest.mark.parametrize("day, hours", [("2026-03-29", 23), ("2026-10-25", 25)])
def test_named_times_stand_where_the_clock_shows_them_when_it_changes(day: str, hours: int) -> None:
    since = _ms(f"{day}T00:00:00+0{1 if hours == 23 else 2}:00")
    found = ticks(TimeRange(since, since + hours * HOUR), "Europe/Berlin", 30)
    assert found[0].day and found[-1].day and found[-1].at == since + hours * HOUR
    noon = next(tick for tick in found if tick.label == "12:00")
    assert noon.at - since == (hours - 12) * HOUR
    assert len({tick.at for tick in found}) == len(found)


def test_there_are_never_more_names_than_there_is_room() -> None:
    for span in (NARROWEST_MS, HOUR, 5 * HOUR, DAY, 3 * DAY, 40 * DAY, 120 * DAY):
        found = ticks(TimeRange(NOW - span, NOW), "Asia/Hong_Kong", 8)
        assert 2 <= len(found) <= 10, span


def test_times_are_read_as_people_type_them() -> None:
    zone = "Asia/Hong_Kong"  # 1795000000000 is 19:06:40 there
    today = datetime.fromtimestamp(NOW / 1000, UTC).date().isoformat()
    assert read_time("18:24", NOW, zone) == _ms(f"{today}T18:24:00+08:00")
    assert read_time(" 18:24:07 ", NOW, zone) == _ms(f"{today}T18:24:07+08:00")
    assert read_time("23:00", NOW, zone) == _ms(f"{today}T23:00:00+08:00") - DAY
    assert read_time(f"{today} 10:00", NOW, zone) == _ms(f"{today}T10:00:00+08:00")
    assert read_time(f"{today}T10:00:00Z", NOW, zone) == _ms(f"{today}T10:00:00+00:00")
    assert read_time("-2h", NOW, zone) == NOW - 2 * HOUR
    assert read_time("-1,5d", NOW, zone) == NOW - 36 * HOUR
    for wrong in ("", "noon", "25:00", "12:61", "2026-02-30 10:00", "-h", "99999-01-01", "1e9"):
        assert read_time(wrong, NOW, zone) is None, wrong
    assert read_time("2026-03-29 02:30", NOW, "Europe/Berlin") is None, "the clock never showed it"
    assert read_time("2026-10-25 02:30", NOW, "Europe/Berlin") == _ms("2026-10-25T02:30:00+02:00")
