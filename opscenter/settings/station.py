"""The settings of a station (`--config FILE`)."""

import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from opscenter.domain.alert import is_name, is_web
from opscenter.domain.toml_document import FileMistakes
from opscenter.domain.toml_table import Mistake
from opscenter.settings.history import HISTORY_OPTIONS
from opscenter.settings.holiday_calendar import CalendarMistake, holidays_of
from opscenter.settings.reading import Option, read_options

STATION_OPTIONS: tuple[Option, ...] = (
    Option("bus", [], "Endpoints of the city bus, e.g. tcp://10.0.0.5:5555."),
    Option("recovery", [], "Recovery sockets of bus brokers, asked for what the station missed."),
    Option("desk", "tcp://127.0.0.1:0", "Where desks connect; port 0 takes a free one."),
    Option("city", "", "Name of the city, shown in every console."),
    Option("zone", "UTC", "IANA time zone of the city, e.g. Asia/Hong_Kong."),
    Option("holidays", [], "Days that are unlike their weekday, e.g. 2026-12-25: usual for them is a Sunday."),
    Option(
        "holiday_calendar",
        "",
        "More of them: an iCalendar file (.ics, beside this one), or a country by its code, e.g. HK or DE-BY.",
    ),
    Option(
        "holidays_as",
        "sunday",
        "What is usual on holidays: as on Sundays, or set aside (nothing is usual, nothing learnt).",
        choices=("sunday", "aside"),
    ),
    Option("data", "", "Folder of the history database."),
    Option("catalogue", "", "Folder with more catalogue files (*.toml)."),
    Option("rules", [], "Files of alarm rules, beside those of the catalogue (*.toml)."),
    Option("supervisors", [], "Names of supervisors. Without any, a desk that says it is a supervisor's is believed."),
    Option("alert_sender", "", "Sender of alerts that leave as CAP files, one word, e.g. ops@city.gov."),
    Option("alert_web", "", "Address of the page that such alerts name for more, e.g. https://city.gov/alerts."),
    Option("alert_contact", "", "Whom such alerts name for questions, e.g. a telephone number of the centre."),
    Option("longest_shelf_h", 12.0, "No alarm is shelved for longer.", "h", 0.01, 7 * 24),
    Option("beat_ms", 200, "Time between two beats of the feed.", "ms", 50, 2_000),
    *HISTORY_OPTIONS,
)


def read_station_settings(path: Path | None, given: dict[str, Any]) -> dict[str, Any]:
    """Values of all station options: `given` (from the command line) over the file over the defaults.

    Empty folders are left out. Raises FileMistakes, OSError.
    """
    values = read_options(STATION_OPTIONS, path)
    values.update(given)
    try:
        ZoneInfo(values["zone"])
    except (KeyError, ValueError, OSError):
        where = str(path) if path is not None and "zone" not in given else "--zone"
        sentence = f'"{values["zone"]}" is not an IANA time zone, such as Asia/Hong_Kong'
        raise FileMistakes([Mistake(where, 1, sentence)]) from None
    _check_alerts(values, path)
    values["holidays"] = _dates(values["holidays"], path)
    calendar = values["holiday_calendar"]
    if calendar:
        values["holidays"] = sorted({*values["holidays"], *_of_calendar(calendar, path)})
    for name in ("data", "catalogue"):
        if values[name]:
            values[name] = Path(values[name])
        else:
            values[name] = None
    values["rules"] = [Path(one) for one in values["rules"]]
    return values


def _check_alerts(values: dict[str, Any], path: Path | None) -> None:
    wrong = []
    if values["alert_sender"] and not is_name(values["alert_sender"]):
        wrong.append("`alert_sender` is one word: without blanks, commas, < and &, such as ops@city.gov")
    if values["alert_web"] and not is_web(values["alert_web"]):
        wrong.append("`alert_web` is a whole address without blanks, such as https://city.gov/alerts")
    if wrong:
        raise FileMistakes([Mistake(str(path) if path is not None else "settings", 1, one) for one in wrong])


def _of_calendar(calendar: str, path: Path | None) -> set[datetime.date]:
    folder = path.parent if path is not None else Path()
    try:
        return holidays_of(calendar, folder, datetime.datetime.now(datetime.UTC).date())
    except CalendarMistake as mistake:
        where = str(path) if path is not None else "holiday_calendar"
        raise FileMistakes([Mistake(where, 1, f"holiday_calendar: {mistake}")]) from None


def _dates(texts: list[str], path: Path | None) -> list[datetime.date]:
    dates, mistakes = [], []
    for text in texts:
        try:
            dates.append(datetime.date.fromisoformat(text))
        except ValueError:
            sentence = f'"{text[:40]}" is not a date: write the days of `holidays` like "2026-12-25"'
            mistakes.append(Mistake(str(path) if path is not None else "holidays", 1, sentence))
    if mistakes:
        raise FileMistakes(mistakes)
    return dates
