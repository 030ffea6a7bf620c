"""Finnish road weather by section of road, observed and forecast (Fintraffic). Numbers may be texts ("+5.5")."""

import math
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from opscenter.feeds.cities import properties
from opscenter.feeds.cities.contents import Unreadable, problem, read_json, rows_of
from opscenter.feeds.cities.lta import record
from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.findings import urn
from opscenter.feeds.local_time import unix_ms
from opscenter.feeds.record import Problem, Record
from opscenter.wire.instants import format_instant

CONDITIONS = {"1": "normal", "2": "poor", "3": "extremelyPoor"}
"""overallRoadCondition as digits; newer answers say it in words."""
MEASURED = (
    ("temperature", "temperature", "CEL"),
    ("roadTemperature", "roadSurfaceTemperature", "CEL"),
    ("windSpeed", "windSpeed", "MTS"),
    ("windDirection", "windDirection", "DD"),
)
Sections = dict[str, dict[str, Any]]


def read(files: PartFiles) -> Iterator[Record | Problem]:
    """What is observed on each section, and what is foretold for it when the document was made."""
    sections, problems = _sections(files.needs.get("sections"))
    yield from problems
    for path in files.paths:
        try:
            made = _time(read_json(path).get("messageTimestamp"), files)
            rows = rows_of(path, "roadConditions")
        except (Unreadable, ValueError, AttributeError) as fault:
            yield problem(path, fault)
            continue
        found: list[Record] = []
        for row in rows:
            name = str(row.get("roadId", ""))
            try:
                found += _records(name, row, made, sections.get(name, {}), files)
            except (ValueError, TypeError, AttributeError) as fault:
                yield problem(path, fault, f"section {name[:60]}")
        yield from sorted(found, key=lambda one: one.at or 0)


def _records(name: str, row: dict[str, Any], made: int, section: dict[str, Any], files: PartFiles) -> Iterator[Record]:
    if not name:
        raise ValueError("a section has no roadId")
    known: properties.Entity = {"name": properties.names(en=str(section.get("name") or name))}
    line = section.get("coord")
    if isinstance(line, list) and len(line) > 1:
        known["location"] = properties.geometry({"type": "LineString", "coordinates": line})
    observed = row.get("observation")
    if isinstance(observed, dict):
        at = _time(observed.get("Time") or observed.get("time"), files)
        seen = {"id": urn("WeatherObserved", f"fi-{name}"), "type": "WeatherObserved"} | known
        yield record("weather", seen | _measured(observed, at), at)
    for one in row.get("forecast") or []:
        begin = _time(one.get("Time") or one.get("time"), files)
        entity: properties.Entity = {
            "id": urn("WeatherForecast", f"fi-{name}", str(one["forecastName"])),
            "type": "WeatherForecast",
        }
        entity |= known | _measured(one, made)
        entity["validFrom"] = properties.text(format_instant(begin), made)
        entity["dateIssued"] = properties.text(format_instant(made), made)
        yield record("weather", entity, made)


def _measured(said: dict[str, Any], at: int) -> properties.Entity:
    found: properties.Entity = {}
    for key, attribute, unit in MEASURED:
        value = said.get(key)
        if value is None or value == "":
            continue
        number = float(value)
        if not math.isfinite(number):
            raise ValueError(f"its {key} is {value!r}")
        found[attribute] = properties.number(number, at, unit, 1)
    condition = said.get("overallRoadCondition")
    if isinstance(condition, int | str):
        found["roadCondition"] = properties.text(str(CONDITIONS.get(str(condition), condition)), at)
    return found


def _time(text: Any, files: PartFiles) -> int:
    if not isinstance(text, str):
        raise ValueError("it says no time")
    return unix_ms(datetime.fromisoformat(text), files.zone, 2**52)


def _sections(path: Path | None) -> tuple[Sections, list[Problem]]:
    if path is None:
        return {}, []
    try:
        read = read_json(path)
        if not isinstance(read, dict):
            raise Unreadable("it is no table of road sections: sections have no names and lines")
    except Unreadable as fault:
        return {}, [problem(path, fault)]
    return {name: one for name, one in read.items() if isinstance(one, dict)}, []
