"""A small town with one bus line, as GTFS files and GTFS-realtime messages made by hand."""

import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import msgspec
from google.transit import gtfs_realtime_pb2 as pb

from opscenter.feeds.gtfs.reading import read_static
from opscenter.feeds.gtfs.realtime import GtfsRealtime, RealtimeOptions
from opscenter.feeds.record import Problem, Record

Entities = dict[str, dict[str, Any]]

NOON = 1_718_013_600
"""2024-06-10 12:00 in Berlin (a Monday), Unix seconds: 10:00 UTC."""

FILES = {
    "agency.txt": "agency_id,agency_name,agency_url,agency_timezone\nT,Town,http://t.example,Europe/Berlin\n",
    "stops.txt": "stop_id,stop_name,stop_lat,stop_lon\n"
    "A,Anchor,52.0,13.00\nB,Bridge,52.0,13.01\nC,Church,52.0,13.02\nD,Docks,52.0,13.03\n",
    "routes.txt": "route_id,route_short_name,route_long_name,route_type\n7,7,Anchor - Docks,3\n",
    "trips.txt": "route_id,service_id,trip_id,trip_headsign,direction_id\n"
    "7,week,t1,Docks,0\n7,week,t2,Docks,0\n7,week,t3,Docks,0\n7,week,r1,Anchor,1\n7,night,n1,Docks,0\n",
    "stop_times.txt": "trip_id,arrival_time,departure_time,stop_id,stop_sequence\n"
    + "".join(
        f"{trip},{hour}:{minute + 2 * k:02d}:00,{hour}:{minute + 2 * k:02d}:00,{stop},{k + 1}\n"
        for trip, hour, minute in (("t1", 11, 50), ("t2", 12, 0), ("t3", 12, 10), ("n1", 24, 30))
        for k, stop in enumerate("ABCD")
    )
    + "".join(f"r1,12:{2 * k:02d}:00,12:{2 * k:02d}:00,{stop},{k + 1}\n" for k, stop in enumerate("DCBA")),
    "calendar.txt": "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date\n"
    "week,1,1,1,1,1,0,0,20240601,20240630\nnight,0,0,0,0,0,0,1,20240601,20240630\n",
}


def write_town(folder: Path, changed: Mapping[str, str | bytes | None] | None = None, *, zipped: bool = False) -> Path:
    """The files in a folder, or a zip of them; `changed` takes the place of some, None leaves one out."""
    files: dict[str, str | bytes | None] = {**FILES, **(changed or {})}
    if zipped:
        path = folder / "town.zip"
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, text in files.items():
                if text is not None:
                    archive.writestr(name, text)
        return path
    for name, text in files.items():
        if text is not None:
            (folder / name).write_bytes(text.encode() if isinstance(text, str) else text)
    return folder


def feed(at: int, *entities: Any, full: bool = True) -> bytes:
    """A message of a time with entities."""
    message = pb.FeedMessage()
    message.header.gtfs_realtime_version = "2.0"
    message.header.timestamp = at
    message.header.incrementality = pb.FeedHeader.FULL_DATASET if full else pb.FeedHeader.DIFFERENTIAL
    message.entity.extend(entities)
    return message.SerializeToString()


def vehicle(trip: str, at: int, lon: float | None = None, lat: float = 52.0, bus: str = "bus1", **more: Any) -> Any:
    """A vehicle's position; `more`: further fields of VehiclePosition (`stop_id`, `current_status`, ...)."""
    entity = pb.FeedEntity(id=f"v-{bus}")
    one = entity.vehicle
    if trip:
        one.trip.trip_id = trip
    one.vehicle.id = bus
    one.timestamp = at
    if lon is not None:
        one.position.longitude, one.position.latitude = lon, lat
    for name, value in more.items():
        setattr(one, name, value)
    return entity


def update(trip: str, *calls: dict[str, Any], relation: int = 0, bus: str = "", route: str = "") -> Any:
    """A trip update; calls have `stop`, and `arrival` (Unix seconds) or `delay`, or `skipped`."""
    entity = pb.FeedEntity(id=f"u-{trip}")
    one = entity.trip_update
    one.trip.trip_id = trip
    one.trip.schedule_relationship = relation
    if route:
        one.trip.route_id = route
    if bus:
        one.vehicle.id = bus
    for call in calls:
        told = one.stop_time_update.add(stop_id=call["stop"])
        if "arrival" in call:
            told.arrival.time = call["arrival"]
        if "delay" in call:
            told.arrival.delay = call["delay"]
        if call.get("skipped"):
            told.schedule_relationship = pb.TripUpdate.StopTimeUpdate.SKIPPED
    return entity


class Town:
    """A reader of the small town; `say` gives it a message and returns what it published, by id."""

    def __init__(self, folder: Path, **options: Any) -> None:
        static, _ = read_static(write_town(folder))
        assert static is not None
        self.reader = GtfsRealtime("town", static, RealtimeOptions(**options))
        self.records: list[Record] = []
        self.problems: list[str] = []

    def say(self, at: int, *entities: Any, source: str = "rt", now: int = 0) -> Entities:
        return self.hear(feed(at, *entities), now or at, source)

    def hear(self, body: bytes, now: int, source: str = "rt") -> Entities:
        found = self.reader.read(body, source, now * 1000)
        self.records = [one for one in found if isinstance(one, Record)]
        self.problems = [one.sentence for one in found if isinstance(one, Problem)]
        merged: Entities = {}
        for one in self.records:
            entity = msgspec.json.decode(one.payload)
            merged.setdefault(entity["id"].removeprefix("urn:ngsi-ld:"), {}).update(entity)
        return merged


def value(entity: dict[str, Any], name: str) -> Any:
    return entity[name].get("value", entity[name].get("object"))


def lon_of(minutes: float) -> float:
    """Where a bus of the town on time is, so many minutes after its start: 0.01 degrees in 2 minutes."""
    return 13.0 + minutes / 200


# -- the join --------------------------------------------------------------------------------------------------
