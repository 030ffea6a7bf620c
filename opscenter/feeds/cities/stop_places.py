"""Places and names of stops (stops.txt of GTFS) for what a feed says only by the stop."""

import csv
import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import msgspec

from opscenter.feeds.cities import properties
from opscenter.feeds.cities.contents import MAX_BYTES, Unreadable, problem, read_bytes
from opscenter.feeds.positions import PlaceFault, checked
from opscenter.feeds.record import Problem, Record

MOST_STOPS = 200_000


class StopPlaces:
    """Stops by id: name, longitude and latitude."""

    def __init__(self, stops: dict[str, tuple[str, float, float]]) -> None:
        self._stops = stops

    def placed(self, record: Record) -> Record:
        """A record of a vehicle, an arrival or a stop, with the place (and the name) of its stop where it has none."""
        if not self._stops:
            return record
        entity = msgspec.json.decode(record.payload)
        kind = entity["type"]
        if "location" in entity or kind not in ("Vehicle", "ArrivalEstimation", "PublicTransportStop"):
            return record
        if kind == "Vehicle":
            code = entity.get("nextStop", {}).get("value")
        else:
            code = entity["id"].rpartition(":")[2]
        stop = self._stops.get(code)
        if stop is None:
            return record
        name, lon, lat = stop
        entity["location"] = properties.point(lon, lat)
        if kind == "Vehicle":
            entity["location"]["observedAt"] = entity["nextStop"]["observedAt"]
            entity["nextStop"]["value"] = name
            if "positionSource" in entity:
                entity["positionSource"]["value"] = "interpolated"
        elif "name" in entity:
            entity["name"]["value"] = str(entity["name"]["value"]).replace(code, name)
        return Record(record.topic, msgspec.json.encode(entity), record.at, record.line)


def read_stops(path: Path | None) -> tuple[StopPlaces, list[Problem]]:
    """The stops of a stops.txt, or of the one in a zip; none, and a problem, where it cannot be read."""
    if path is None:
        return StopPlaces({}), []
    try:
        found, faults = _stops(csv.DictReader(io.StringIO(_text(path).lstrip(), newline="")))
    except (Unreadable, UnicodeDecodeError, csv.Error) as fault:
        return StopPlaces({}), [problem(path, f"its stops cannot be read ({fault}): vehicles have no places")]
    said = [problem(path, f"{faults} stops have no place that can be")] if faults else []
    return StopPlaces(found), said


def _text(path: Path) -> str:
    if path.suffix.lower() != ".zip":
        return read_bytes(path).decode("utf-8-sig")
    try:
        with zipfile.ZipFile(path) as file, file.open("stops.txt") as stops:
            body = stops.read(MAX_BYTES + 1)
    except (OSError, KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as fault:
        raise Unreadable(f"no stops.txt: {fault}") from None
    if len(body) > MAX_BYTES:
        raise Unreadable(f"stops.txt has more than {MAX_BYTES / 1e6:g} MB")
    return body.decode("utf-8-sig")


def _stops(rows: Iterable[dict[str, str]]) -> tuple[dict[str, tuple[str, float, float]], int]:
    found: dict[str, tuple[str, float, float]] = {}
    faults = 0
    for row in rows:
        try:
            lon, lat = checked(float(row["stop_lon"]), float(row["stop_lat"]))
            found[row["stop_id"].strip()] = row.get("stop_name") or row["stop_id"], lon, lat
        except (KeyError, TypeError, ValueError, AttributeError, PlaceFault):
            faults += 1
        if len(found) >= MOST_STOPS:
            break
    return found, faults
