"""Weather reports of airports (METAR, SPECI; WMO No. 306, FM 15 and 16) -> WeatherObserved, by the library `metar`."""

import math
import re
import warnings
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec
from metar.Metar import Metar, ParserError

from opscenter.feeds.feed import Item
from opscenter.feeds.metar_stations import Station
from opscenter.feeds.record import Problem, Record
from opscenter.wire.instants import format_instant

LONGEST_REPORT = 1_000
MOST_LINES = 100_000
AHEAD = timedelta(hours=1)
_REPORT = re.compile(
    r"(?:(?:METAR|SPECI)\s+)?(?:COR\s+)?(?P<station>[A-Z][A-Z0-9]{3})\s+(?P<d>\d\d)(?P<H>\d\d)(?P<M>\d\d)Z\b"
)
_DATE_LINE = re.compile(r"\d{4}/\d\d/\d\d \d\d:\d\d")


class MetarReader:
    """Reports, one a line, as NOAA gives them (a line with a date above each, or none; METAR before it or not).

    `stations` gives names and places; `only` names those that count (none named: all).
    """

    def __init__(self, stations: Mapping[str, Station], only: frozenset[str] = frozenset()) -> None:
        self._stations = stations
        self._only = only

    def __call__(self, item: Item) -> Iterator[Record | Problem]:
        arrived = datetime.fromtimestamp(item.at / 1_000, UTC)
        if item.body.lstrip()[:1] == b"<":
            yield Problem(item.where, "it is no list of METAR.", whole=True)
            return
        lines = item.body.decode("ascii", "replace").splitlines()
        if len(lines) > MOST_LINES:
            yield Problem(item.where, f"{len(lines):,} lines; the first {MOST_LINES:,} are read.")
        for number, line in enumerate(lines[:MOST_LINES], 1):
            text = line.strip().rstrip("=").strip()
            if not text or text.startswith("#") or _DATE_LINE.fullmatch(text):
                continue
            where = f"{item.where}:{number}"
            found = _REPORT.match(text)
            if found is None or len(text) > LONGEST_REPORT:
                yield Problem(where, f"{text[:60]!r} is not a METAR.")
                continue
            if self._only and found["station"] not in self._only:
                continue
            try:
                yield self._record(text, found, arrived)
            except (ParserError, ValueError, OverflowError) as error:
                yield Problem(where, f"{text[:60]!r} cannot be read: {str(error).strip() or 'not a METAR'}.")

    def _record(self, text: str, found: re.Match[str], arrived: datetime) -> Record:
        moment = moment_of(int(found["d"]), int(found["H"]), int(found["M"]), arrived)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # groups that it does not know are left out, as they should be
            report = Metar(text, month=moment.month, year=moment.year, strict=False)
        at = int(moment.timestamp() * 1_000)
        values = _values(report)
        if not values:
            raise ValueError("it holds no value")
        observed = format_instant(at)
        code = found["station"]
        entity: dict[str, Any] = {"id": f"urn:ngsi-ld:WeatherObserved:metar-{code.lower()}", "type": "WeatherObserved"}
        for name, (value, unit) in values.items():
            entity[name] = {"type": "Property", "value": value, "observedAt": observed}
            if unit:
                entity[name]["unitCode"] = unit
        station = self._stations.get(code)
        entity["name"] = {"type": "Property", "value": station.name if station is not None else code}
        if station is not None:
            point = {"type": "Point", "coordinates": [station.longitude, station.latitude]}
            entity["location"] = {"type": "GeoProperty", "value": point}
        entity["dateObserved"] = {"type": "Property", "value": observed}
        return Record(f"environment/WeatherObserved/{entity['id']}", msgspec.json.encode(entity), at)


def moment_of(day: int, hour: int, minute: int, arrived: datetime) -> datetime:
    """A report's day of the month and time (UTC) with year and month: the latest such day that is not after `arrived`
    by more than an hour. ValueError where there is none within the last two months."""
    month = (arrived + AHEAD).replace(day=1, hour=0, minute=0, second=0, microsecond=0)
    for _ in range(3):
        try:
            moment = month.replace(day=day, hour=hour, minute=minute)
        except ValueError:
            moment = None
        if moment is not None and moment <= arrived + AHEAD:
            return moment
        month = (month - timedelta(days=1)).replace(day=1)
    raise ValueError(f"there is no day {day:02d} at {hour:02d}:{minute:02d}")


def relative_humidity(temperature: float, dew_point: float) -> float:
    """Share 0..1 from °C, by Magnus' formula with the constants of Alduchov and Eskridge (1996): 17.625, 243.04 °C."""
    a, b = 17.625, 243.04
    return min(1.0, math.exp(a * dew_point / (b + dew_point) - a * temperature / (b + temperature)))


def _values(report: Metar) -> dict[str, tuple[float | str, str]]:
    found: dict[str, tuple[float | str, str]] = {}

    def number(name: str, measured: Any, unit: str, code: str, digits: int = 1) -> None:
        value = None if measured is None else measured.value(unit) if unit else measured.value()
        if value is not None and math.isfinite(value):
            found[name] = (round(float(value), digits), code)

    number("temperature", report.temp, "C", "CEL")
    number("dewPoint", report.dewpt, "C", "CEL")
    number("windSpeed", report.wind_speed, "MPS", "MTS", 2)
    number("windDirection", report.wind_dir, "", "DD", 0)
    number("gustSpeed", report.wind_gust, "MPS", "MTS", 2)
    number("visibility", report.vis, "M", "MTR", 0)
    number("atmosphericPressure", report.press_sea_level or report.press, "HPA", "HPA")
    number("precipitation", report.precip_1hr, "CM", "CMT", 3)
    if report.temp is not None and report.dewpt is not None:
        share = relative_humidity(report.temp.value("C"), report.dewpt.value("C"))
        found["relativeHumidity"] = (round(share, 3), "C62")
    weather = report.present_weather()
    if weather:
        found["weatherType"] = (weather, "")
    return found
