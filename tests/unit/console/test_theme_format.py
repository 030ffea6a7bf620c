"""Numbers, ages and times as the console writes them."""

import math

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.format import (
    format_age,
    format_bytes,
    format_date_time,
    format_number,
    format_offset,
    format_rate,
    format_time,
    format_value,
)
from opscenter.domain.catalogue import Attribute

EVENING = 1_795_000_000_000


def test_values_have_the_decimals_and_unit_of_the_catalogue() -> None:
    speed = Attribute("averageVehicleSpeed", {"en": "Speed"}, unit="KMH", unit_label="km/h", decimals=0)
    assert format_value(42.6, speed) == ("43", "km/h")
    assert format_value(float("nan"), speed) == ("–", "km/h")


def test_values_nobody_described_are_short() -> None:
    assert format_value(3.14159, None) == ("3.142", "")
    assert format_value(7.0, None) == ("7", "")


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (-3.26, 1, "−3.3"),
        (-0.01, 1, "0.0"),
        (9999, 0, "9999"),
        (12345.6, 1, "12\u202f345.6"),
        (math.inf, 1, "–"),
        (2e20, 0, "2e+20"),
    ],
)
def test_numbers(value: float, decimals: int, text: str) -> None:
    assert format_number(value, decimals) == text


@pytest.mark.parametrize(
    ("ms", "text"),
    [(-5, "0 s"), (3_999, "3 s"), (60_000, "1 min"), (3_900_000, "1 h 05"), (200_000_000, "2 d"), (0, "0 s")],
)
def test_ages(qtbot: QtBot, ms: int, text: str) -> None:
    assert format_age(ms) == text


def test_times_are_in_the_zone_asked_for() -> None:
    assert format_time(EVENING, "Asia/Hong_Kong") == "19:06:40"
    assert format_time(EVENING, "UTC", seconds=False) == "11:06"
    assert format_date_time(EVENING, "Asia/Hong_Kong") == "2026-11-18 19:06:40"
    assert format_time(0, "UTC") == "–"
    assert format_time(10**18, "UTC") == "–"
    assert format_time(EVENING, "Mars/Olympus") == "11:06:40"


def test_offsets() -> None:
    assert format_offset(EVENING, "Asia/Hong_Kong") == "+08:00"
    assert format_offset(EVENING, "America/St_Johns") == "−03:30"


def test_sizes_and_rates() -> None:
    assert format_bytes(999) == ("999", "B")
    assert format_bytes(4_200_000) == ("4.2", "MB")
    assert [format_rate(r) for r in (0, 0.42, 37.2, 4_870, 51_000)] == ["0", "0.4", "37", "4.9k", "51k"]
