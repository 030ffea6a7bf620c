"""Holidays by country and out of calendar files, good and bad."""

import datetime
from pathlib import Path

import pytest

from opscenter.domain.toml_document import FileMistakes
from opscenter.settings.holiday_calendar import LARGEST_FILE, CalendarMistake, holidays_of
from opscenter.settings.station import read_station_settings

TODAY = datetime.date(2026, 11, 26)
DAY = datetime.date

ICS = """BEGIN:VCALENDAR
VERSION:2.0
PRODID:-//test//EN
{events}END:VCALENDAR
"""


NEW_YEAR = "DTSTART;VALUE=DATE:20260101"


def event(*lines: str) -> str:
    return "\n".join(["BEGIN:VEVENT", "UID:1", *lines, "END:VEVENT", ""])


def of_file(folder: Path, *events: str) -> set[datetime.date]:
    text = ICS.format(events="".join(events)).replace("\n", "\r\n")
    (folder / "city.ics").write_bytes(text.encode())
    return holidays_of("city.ics", folder, TODAY)


def test_a_country_and_a_part_of_it_by_code() -> None:
    hong_kong = holidays_of("HK", Path(), TODAY)
    # Lunar New Year's Day 2026 and the day after Mid-Autumn Festival 2026, as gazetted.
    assert {DAY(2026, 2, 17), DAY(2026, 9, 26), DAY(2026, 7, 1)} <= hong_kong
    assert {day.year for day in hong_kong} == set(range(2016, 2032))
    bavaria, germany = holidays_of("DE-BY", Path(), TODAY), holidays_of("DE", Path(), TODAY)
    assert DAY(2026, 1, 6) in bavaria - germany, "Epiphany"
    assert DAY(2026, 10, 3) in germany


def test_whole_days_of_a_file_repeated_ones_and_spans(tmp_path: Path) -> None:
    found = of_file(
        tmp_path,
        event("DTSTART;VALUE=DATE:20261225", "DTEND;VALUE=DATE:20261227"),
        event("DTSTART;VALUE=DATE:20200501", "RRULE:FREQ=YEARLY", "EXDATE;VALUE=DATE:20270501"),
        event("DTSTART;VALUE=DATE:20260101"),
        event("DTSTART:20260310T090000Z", "DTEND:20260310T100000Z", "SUMMARY:a meeting is no holiday"),
        event("DTSTART;VALUE=DATE:20260601", "DTEND;VALUE=DATE:20260901", "SUMMARY:a summer"),
        event("DTSTART;VALUE=DATE:20260402", "STATUS:CANCELLED"),
        event("DTSTART;VALUE=DATE:19500101", "SUMMARY:long ago"),
    )
    assert found == {
        DAY(2026, 12, 25), DAY(2026, 12, 26), DAY(2026, 1, 1),
        *(DAY(year, 5, 1) for year in range(2020, 2032) if year != 2027),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("calendar", "content", "said"),
    [
        ("Hongkong", None, "neither an .ics file nor a country code"),
        ("hk", None, 'did you mean "HK"'),
        ("DE-Bayern", None, 'has no part "Bayern"'),
        ("none.ics", None, "cannot be read"),
        ("a.ics", b"<html>", "is not a calendar"),
        ("a.ics", b"BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n", "has no holiday"),
        ("a.ics", ICS.format(events=event("DTSTART;VALUE=DATE:2026122")).encode(), "is not a calendar|has no holiday"),
        ("a.ics", ICS.format(events=event(NEW_YEAR, "RRULE:FREQ=NEVER")).encode(), "is not a calendar"),
        ("a.ics", b"x" * (LARGEST_FILE + 1), "more than 4 MB"),
    ],
)  # fmt: skip
def test_what_cannot_be_used_is_said(tmp_path: Path, calendar: str, content: bytes | None, said: str) -> None:
    if content is not None:
        (tmp_path / calendar).write_bytes(content)
    with pytest.raises(CalendarMistake, match=said):
        holidays_of(calendar, tmp_path, TODAY)


def test_days_of_the_settings_and_of_the_calendar_are_one_list(tmp_path: Path) -> None:
    file = tmp_path / "station.toml"
    file.write_text('holidays = ["2026-08-08"]\nholiday_calendar = "city.ics"\n')
    of_file(tmp_path, event("DTSTART;VALUE=DATE:20261225"))
    values = read_station_settings(file, {})
    assert values["holidays"] == [DAY(2026, 8, 8), DAY(2026, 12, 25)]
    file.write_text('holiday_calendar = "Atlantis"\n')
    with pytest.raises(FileMistakes, match=r"station\.toml:1: holiday_calendar: .*neither"):
        read_station_settings(file, {})
