"""Windows of the measures: whole days of the city's zone, and the same figures as each window measured by itself."""

import itertools
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from opscenter.domain.measures import DAY_MS, AlarmHappening
from opscenter.domain.measuring import measure
from opscenter.station.measuring import MOST_WINDOWS, by_window, window_edges

HOUR_MS = 3_600_000


def ms(text: str, zone: ZoneInfo) -> int:
    return round(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp() * 1000)


def test_days_go_from_midnight_to_midnight_also_when_the_clock_changes() -> None:
    zone = ZoneInfo("Europe/Rome")
    since, until = ms("2026-03-28T15:00", zone), ms("2026-03-31T09:00", zone)
    edges = window_edges(since, until, DAY_MS, zone)
    lengths = [(end - start) / HOUR_MS for start, end in itertools.pairwise(edges)]
    assert lengths == [9, 23, 24, 9]  # the 29th is an hour short
    autumn = window_edges(ms("2026-10-25T00:00", zone), ms("2026-10-26T00:00", zone), DAY_MS, zone)
    assert [(autumn[1] - autumn[0]) / HOUR_MS] == [25]


def test_other_windows_are_equal_parts() -> None:
    assert window_edges(0, 25 * 60_000, 600_000, ZoneInfo("UTC")) == [0, 600_000, 1_200_000, 1_500_000]
    with pytest.raises(ValueError, match=f"more than {MOST_WINDOWS} windows"):
        window_edges(0, 600_000 * 500, 600_000, ZoneInfo("UTC"))


def test_a_window_is_as_if_measured_alone() -> None:
    events = []
    for number in range(400):
        at = number * 97_000
        mine = (f"o{number}", f"r{number % 7}", f"e{number % 13}", "water", 1 + number % 4)
        events.append(AlarmHappening(at, *mine, "raised", "UNACK"))
        events.append(AlarmHappening(at + 30_000 * (number % 9), *mine, "acknowledged", "ACKED", "me", "desk"))
        if number % 5:
            events.append(AlarmHappening(at + 400_000 * (number % 6 + 1), *mine, "cleared", "NORM"))
    events.sort(key=lambda event: event.at)
    edges = [0, 5_000_000, 9_000_000, 30_000_000, 41_000_000]
    found = list(by_window(events, edges))
    for one, (begin, end) in zip(found, itertools.pairwise(edges), strict=True):
        assert one == measure(events, begin, end)
