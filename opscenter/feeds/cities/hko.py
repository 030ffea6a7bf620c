"""Hong Kong Observatory open data: current weather (rhrread) and warnings in force (warnsum), in any language."""

import csv
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import msgspec
from shapely.geometry import shape

from opscenter.feeds.cities import properties
from opscenter.feeds.cities.contents import Unreadable, problem, read_bytes, read_json
from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.findings import urn
from opscenter.feeds.local_time import unix_ms
from opscenter.feeds.record import Problem, Record
from opscenter.wire.instants import format_instant

STATIONS, DISTRICTS = "stations", "districts"
Place = tuple[float, float]


def weather(files: PartFiles) -> Iterator[Record | Problem]:
    """Temperature, humidity and ultraviolet index of stations; rain of the last hour in districts (millimetres, the
    highest of each district, as it is published)."""
    stations, problems = _stations(files.needs.get(STATIONS))
    districts, more = _districts(files.needs.get(DISTRICTS))
    yield from (*problems, *more)
    names = files.part.options.get("places", {})
    for path in files.paths:
        try:
            read = read_json(path)
            if not isinstance(read, dict) or "temperature" not in read:
                raise Unreadable('it has no "temperature": it is not the current weather (rhrread)')
            found: dict[str, properties.Entity] = {}
            said = _Said(read, files, names)
            for station, place in said.places("temperature"):
                _add(found, station, "temperature", place, "CEL", stations, said)
            for station, place in said.places("humidity"):
                _add(found, station, "relativeHumidity", place, "C62", stations, said, 0.01)
            for station, place in said.places("uvindex"):
                _add(found, station, "uVIndexMax", place, "C62", stations, said)
            records = [*_rain(said, districts), *(_record(entity, said.at) for entity in found.values())]
            yield from sorted(records, key=lambda record: record.at or 0)
        except (Unreadable, ValueError) as fault:
            yield problem(path, fault)


class _Said:
    """A document: its time, and its places by the English names that the table of stations has."""

    def __init__(self, read: dict[str, Any], files: PartFiles, names: Any) -> None:
        self._read = read
        self._files = files
        self._names = names if isinstance(names, dict) else {}
        self.at = self.time(read.get("updateTime"))

    def time(self, text: Any, default: int | None = None) -> int:
        """Unix ms; ValueError for what is no time and has no default."""
        if not isinstance(text, str):
            if default is None:
                raise ValueError("it says no time of update")
            return default
        return unix_ms(datetime.fromisoformat(text), self._files.zone, 2**52)

    def places(self, key: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """English name of a place (its own where none is known), and what is said of it with its time as `at`."""
        part = self._read.get(key)
        if not isinstance(part, dict):  # an empty text: nothing is measured (the ultraviolet index at night)
            return
        at = self.time(part.get("recordTime", part.get("endTime")), self.at)
        for one in part.get("data") or []:
            if isinstance(one, dict) and isinstance(one.get("place"), str):
                own = one["place"].strip()
                yield str(self._names.get(own, own)), one | {"at": at, "own": own}


def _add(
    found: dict[str, properties.Entity],
    station: str,
    attribute: str,
    said: dict[str, Any],
    unit: str,
    stations: dict[str, tuple[str, Place]],
    document: _Said,
    factor: float = 1.0,
) -> None:
    value = said.get("value")
    if isinstance(value, bool) or not isinstance(value, int | float):
        return
    code, place = stations.get(_key(station), ("", None))
    entity_id = urn("WeatherObserved", f"hk-{code or station}")
    entity = found.get(entity_id)
    if entity is None:
        entity = {"id": entity_id, "type": "WeatherObserved"}
        entity["name"] = properties.names(en=station, zh_Hant=said["own"] if said["own"] != station else "")
        if place is not None:
            entity["location"] = properties.point(*place)
        found[entity_id] = entity
    entity[attribute] = properties.number(value * factor, said["at"], unit)


def _rain(said: _Said, districts: dict[str, tuple[str, Place]]) -> Iterator[Record]:
    for name, one in said.places("rainfall"):
        value = one.get("max")
        if isinstance(value, bool) or not isinstance(value, int | float):
            continue
        english, place = districts.get(_district(name), (name, None))
        entity: properties.Entity = {"id": urn("WeatherObserved", f"hk-rain-{english}"), "type": "WeatherObserved"}
        own = one["own"] if one["own"] != english else ""
        entity["name"] = properties.names(en=f"Rain, {english}", zh_Hant=f"雨量，{own}" if own else "")
        if place is not None:
            entity["location"] = properties.point(*place)
        entity["precipitation"] = properties.number(value, one["at"], "MMT", 1)
        yield _record(entity, one["at"])


def warnings(files: PartFiles) -> Iterator[Record | Problem]:
    """Warnings in force. One that is no longer in the next document, or is cancelled, is over."""
    severities, names = files.part.options.get("severity", {}), files.part.options.get("names", {})
    before: dict[str, properties.Entity] = {}
    for path in files.paths:
        try:
            read = read_json(path)
            if not isinstance(read, dict):
                raise Unreadable("it is not the summary of warnings (warnsum)")
            now: dict[str, properties.Entity] = {}
            newest = None
            for kind, one in read.items():
                if not isinstance(one, dict) or "code" not in one:
                    continue
                issued = _instant(one.get("issueTime"), files)
                at = _instant(one.get("updateTime", one.get("issueTime")), files)
                newest = at if newest is None else max(newest, at)
                entity = _warning(kind, one, issued, at, severities, names, files)
                if one.get("actionCode") == "CANCEL":
                    entity["status"] = properties.text("cancelled", at)
                else:
                    now[entity["id"]] = entity
                yield _record(entity, at)
            for entity_id, entity in before.items():
                if entity_id not in now and newest is not None:
                    yield _record(entity | {"status": properties.text("cancelled", newest)}, newest)
            before = now
        except (Unreadable, ValueError) as fault:
            yield problem(path, fault)


def _warning(
    kind: str, one: dict[str, Any], issued: int, at: int, severities: Any, names: Any, files: PartFiles
) -> properties.Entity:
    code = str(one["code"])
    own = " ".join(str(one[key]) for key in ("name", "type") if one.get(key))
    entity: properties.Entity = {"id": urn("WeatherAlert", f"hk-{kind}"), "type": "WeatherAlert"}
    english = str(names.get(code, names.get(kind, own)))
    entity["name"] = properties.names(en=english, zh_Hant=own if own != english else "")
    entity["category"] = properties.text("weather", at)
    entity["subCategory"] = properties.text(code, at)
    entity["severity"] = properties.text(str(severities.get(code, severities.get(kind, "minor"))), at)
    entity["status"] = properties.text("actual", at)
    entity["alertSource"] = properties.text("Hong Kong Observatory", at)
    entity["description"] = properties.text(own, at)
    entity["validFrom"] = properties.text(format_instant(issued), at)
    if isinstance(one.get("expireTime"), str):
        entity["validTo"] = properties.text(format_instant(_instant(one["expireTime"], files)), at)
    return entity


def _instant(text: Any, files: PartFiles) -> int:
    if not isinstance(text, str):
        raise ValueError("a warning says no time of issue")
    return unix_ms(datetime.fromisoformat(text), files.zone, 2**52)


def _record(entity: properties.Entity, at: int) -> Record:
    return Record(f"weather/{entity['type']}/{entity['id']}", msgspec.json.encode(entity), at)


def _stations(path: Path | None) -> tuple[dict[str, tuple[str, Place]], list[Problem]]:
    """Code and place of stations by their English names."""
    if path is None:
        return {}, []
    try:
        rows = list(csv.DictReader(read_bytes(path).decode("utf-8-sig").splitlines()))
        found = {
            _key(row["station_name_en"]): (row["station_code"], (float(row["longitude"]), float(row["latitude"])))
            for row in rows
        }
    except (UnicodeDecodeError, KeyError, ValueError, TypeError, csv.Error, Unreadable) as fault:
        return {}, [problem(path, f"it is no table of weather stations ({fault}): stations have no places")]
    return found, []


def _districts(path: Path | None) -> tuple[dict[str, tuple[str, Place]], list[Problem]]:
    """English name and a point inside of each district, by its name in each language."""
    if path is None:
        return {}, []
    found: dict[str, tuple[str, Place]] = {}
    try:
        for feature in read_json(path)["features"]:
            inside = shape(feature["geometry"]).representative_point()
            english = str(feature["properties"]["District"])
            for name in (english, str(feature["properties"].get("地區", ""))):
                found[_district(name)] = english, (inside.x, inside.y)
    except (Unreadable, KeyError, TypeError, ValueError, AttributeError) as fault:
        return {}, [problem(path, f"it has no boundaries of districts ({fault}): rain has no places")]
    return found, []


def _key(name: str) -> str:
    return "".join(letter for letter in name.lower() if letter.isalnum())


def _district(name: str) -> str:
    short = _key(name.replace("&amp;", "&")).removesuffix("district")
    return short.removesuffix("區") if len(short) > 2 else short
