"""Holidays out of a calendar that somebody keeps: a file (.ics), or a country and its part by code."""

import datetime
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from opscenter.domain.toml_table import nearest

BACK_YEARS, AHEAD_YEARS = 10, 5
"""So many years around this one."""
LARGEST_FILE = 4 << 20
MOST_DAYS = 20_000
LONGEST_DAYS = 62
"""Longer events are no holidays (a season, a school year)."""


class CalendarMistake(ValueError):
    """A calendar that cannot be used; a sentence without its full stop."""


def holidays_of(calendar: str, folder: Path, today: datetime.date) -> set[datetime.date]:
    """The holidays of `calendar`: the name of an .ics file (a relative one is in `folder`), or a code of ISO 3166, such
    as `HK` or `DE-BY`. Raises CalendarMistake."""
    since = datetime.date(today.year - BACK_YEARS, 1, 1)
    until = datetime.date(today.year + AHEAD_YEARS, 12, 31)
    if calendar.lower().endswith(".ics"):
        return _of_file(folder / calendar, since, until)
    return _of_country(calendar, range(since.year, until.year + 1))


def _of_country(code: str, years: range) -> set[datetime.date]:
    import holidays  # pure Python, but large

    country, _, part = code.partition("-")
    known = holidays.list_supported_countries(include_aliases=False)
    if country not in known:
        raise CalendarMistake(
            f'"{code[:40]}" is neither an .ics file nor a country code, such as "HK" or "DE-BY"'
            f"{nearest(country.upper(), known)}"
        )
    if part and part not in known[country]:
        raise CalendarMistake(f'"{country}" has no part "{part[:20]}"{nearest(part.upper(), known[country])}')
    return set(holidays.country_holidays(country, subdiv=part or None, years=years))


def _of_file(path: Path, since: datetime.date, until: datetime.date) -> set[datetime.date]:
    from icalendar import Calendar

    try:
        with path.open("rb") as file:
            content = file.read(LARGEST_FILE + 1)
    except OSError as error:
        raise CalendarMistake(f'the calendar "{path}" cannot be read: {error.strerror}') from None
    if len(content) > LARGEST_FILE:
        raise CalendarMistake(f'the calendar "{path}" has more than {LARGEST_FILE >> 20} MB')
    try:
        events = Calendar.from_ical(content).walk("VEVENT")
        found: set[datetime.date] = set()
        for event in events:
            found.update(_days(event, since, until))
            if len(found) > MOST_DAYS:
                raise CalendarMistake(f'the calendar "{path}" has more than {MOST_DAYS:,} holidays')
    except CalendarMistake:
        raise
    except (ValueError, KeyError, TypeError, IndexError, AttributeError, OverflowError) as error:
        raise CalendarMistake(f'"{path}" is not a calendar (iCalendar, RFC 5545): {str(error)[:120]}') from None
    if not found:
        raise CalendarMistake(f'the calendar "{path}" has no holiday between {since.year} and {until.year}')
    return found


def _days(event: Any, since: datetime.date, until: datetime.date) -> Iterator[datetime.date]:
    """Days of an event that lasts whole days, each time it comes; of one with a time of day none."""
    start = event.get("DTSTART")
    first = start.dt if start is not None else None
    if not isinstance(first, datetime.date) or isinstance(first, datetime.datetime):
        return
    if str(event.get("STATUS", "")).upper() == "CANCELLED":
        return
    last = event.get("DTEND")
    end = last.dt if last is not None else first + datetime.timedelta(1)
    if isinstance(end, datetime.datetime):
        return
    count = max(1, (end - first).days)
    if count > LONGEST_DAYS:
        return
    for begin in _begins(event, first, since, until):
        for number in range(count):
            day = begin + datetime.timedelta(number)
            if since <= day <= until:
                yield day


def _begins(event: Any, first: datetime.date, since: datetime.date, until: datetime.date) -> Iterator[datetime.date]:
    left_out = {day.dt for one in _listed(event.get("EXDATE")) for day in one.dts}
    rule = event.get("RRULE")
    if rule is None:
        yield from [first] if first not in left_out else []
    else:
        from dateutil.rrule import rrulestr

        start = datetime.datetime.combine(first, datetime.time())
        text = rule.to_ical().decode()
        for moment in rrulestr(text, dtstart=start, ignoretz=True):
            if moment.date() > until:
                break
            if moment.date() >= since - datetime.timedelta(LONGEST_DAYS) and moment.date() not in left_out:
                yield moment.date()
    for one in _listed(event.get("RDATE")):
        yield from (day.dt for day in one.dts if type(day.dt) is datetime.date)


def _listed(value: Any) -> list[Any]:
    return [] if value is None else value if isinstance(value, list) else [value]
