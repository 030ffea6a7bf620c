"""Hong Kong Transport Department: speed, occupancy and volume of each lane at each detector in half a minute.

"Traffic Data of Strategic / Major Roads" of DATA.GOV.HK, rawSpeedVol-all.xml: a document holds the two newest periods.
Volumes are vehicles in the period; they are published as vehicles an hour, like those of the hourly tables.
"""

import csv
import math
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from xml.etree.ElementTree import Element

import msgspec

from opscenter.feeds.cities import properties
from opscenter.feeds.cities.contents import MAX_BYTES, Unreadable, problem, read_bytes
from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.local_time import unix_ms
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.xml_reading import Refused, read_xml

Detectors = dict[str, dict[str, str]]


def read(files: PartFiles) -> Iterator[Record | Problem]:
    """Records of all documents, detectors in the order in which they come, period after period."""
    detectors, problems = detectors_of(files.needs.get("traffic_detectors.csv"))
    yield from problems
    for path in files.paths:
        try:
            root = read_xml(read_bytes(path), MAX_BYTES)
            if root.tag != "raw_speed_volume_list":
                raise Unreadable(f"it is <{root.tag[:60]}>, not <raw_speed_volume_list>")
            day = root.findtext("date", "")
            for period in root.iter("period"):
                yield from _period(period, day, files, detectors, path)
        except (Refused, Unreadable) as fault:
            yield problem(path, fault)


def detectors_of(path: Path | None) -> tuple[Detectors, list[Problem]]:
    """The table of detectors by id, and what is wrong with it."""
    if path is None:
        return {}, []
    try:
        text = read_bytes(path).decode("utf-8-sig")
        rows = {row["AID_ID_Number"]: row for row in csv.DictReader(text.splitlines())}
    except (UnicodeDecodeError, KeyError, csv.Error, Unreadable) as fault:
        return {}, [problem(path, f"it is no table of detectors ({fault}): detectors have no names and places")]
    return rows, []


def _period(
    period: Element, day: str, files: PartFiles, detectors: Detectors, path: Path
) -> Iterator[Record | Problem]:
    try:
        begin, end = (
            datetime.fromisoformat(f"{day}T{period.findtext(key, '')}") for key in ("period_from", "period_to")
        )
        if end <= begin:  # the date is that of the beginning
            end += timedelta(days=1)
        at = unix_ms(end, files.zone, 2**52)
        seconds = (end - begin).total_seconds()
    except (ValueError, OverflowError):
        yield problem(path, f"the period of {day[:20]} has no times that can be read; it is left out")
        return
    for one in period.iter("detector"):
        entity = _entity(one, at, 3_600.0 / seconds, detectors)
        if entity is not None:
            yield Record(f"transportation/{entity['type']}/{entity['id']}", msgspec.json.encode(entity), at)


def _entity(one: Element, at: int, an_hour: float, detectors: Detectors) -> properties.Entity | None:
    """A detector's reading over its lanes that are valid; None: it has no name."""
    name = one.findtext("detector_id", "").strip()
    if not name:
        return None
    entity: properties.Entity = {"id": f"urn:ngsi-ld:TrafficFlowObserved:hk-{name}", "type": "TrafficFlowObserved"}
    known = detectors.get(name)
    if known is not None:
        entity["name"] = properties.names(
            en=known["Road_EN"].strip(), zh_Hant=known["Road_TC"].strip(), zh_Hans=known["Road_SC"].strip()
        )
        try:
            entity["location"] = properties.point(float(known["Longitude"]), float(known["Latitude"]))
        except ValueError:
            pass  # a detector without a place is shown without one
        entity["district"] = properties.text(known["District"])
    lanes = [lane for lane in one.iter("lane") if lane.findtext("valid", "").strip() == "Y"]
    speeds = [_number(lane, "speed") for lane in lanes]
    volumes = [_number(lane, "volume") for lane in lanes]
    shares = [value for lane in lanes if (value := _number(lane, "occupancy")) == value]
    counted = [(v, s) for v, s in zip(volumes, speeds, strict=True) if v > 0 and s == s]
    if counted:
        mean = sum(v * s for v, s in counted) / sum(v for v, _ in counted)
        entity["averageVehicleSpeed"] = properties.number(mean, at, "KMH", 1)
    known_volumes = [v for v in volumes if v == v]
    if known_volumes:
        entity["intensity"] = properties.number(sum(known_volumes) * an_hour, at, "", 0)
    if shares:
        entity["occupancy"] = properties.number(sum(shares) / len(shares) / 100.0, at, "C62", 4)
    return entity if lanes else entity | {"status": properties.text("invalid", at)}


def _number(lane: Element, tag: str) -> float:
    """What a lane says, NaN where that is no number."""
    try:
        value = float(lane.findtext(tag, ""))
    except ValueError:
        return math.nan
    return value if math.isfinite(value) else math.nan
