"""Recorded files of formats that feeds read live: GTFS-realtime and DATEX II."""

import re
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from opscenter.feeds.cities.contents import MAX_BYTES, Unreadable, problem, read_bytes
from opscenter.feeds.cities.profile import PartFiles
from opscenter.feeds.cities.stop_places import read_stops
from opscenter.feeds.cities.taken import taken_at
from opscenter.feeds.datex2.measurements import MeasurementForm
from opscenter.feeds.datex2.reader import Datex2Reader
from opscenter.feeds.datex2.situations import SituationForm
from opscenter.feeds.feed import Item
from opscenter.feeds.gtfs.reading import read_static
from opscenter.feeds.gtfs.realtime import GtfsRealtime, RealtimeOptions
from opscenter.feeds.local_time import unix_ms
from opscenter.feeds.record import Problem, Record

_PUBLISHED = re.compile(rb"<(?:\w+:)?publicationTime[^>]*>\s*([^<\s]{10,40})\s*<")
_LOOKED_AT = 20_000


def gtfs_rt(files: PartFiles) -> Iterator[Record | Problem]:
    """Messages of GTFS-realtime in the order of their names, joined to the timetable where there is one. Vehicles that
    tell only their next stop stand there, where stops have places."""
    options = files.part.options
    static = None
    timetable = files.needs.get("static")
    if timetable is not None:
        static, problems = read_static(timetable, files.zone.key)
        yield from problems
    reader = GtfsRealtime(
        str(options.get("name", files.part.name)),
        static,
        RealtimeOptions(trips_by=str(options.get("trips_by", "trip_id")), max_age_s=0.0, zone=files.zone),
    )
    places, problems = read_stops(files.needs.get("stops") or timetable)
    yield from problems
    for path in files.paths:
        try:
            body = read_bytes(path)
            at = taken_at(path, files.zone, files.taken)
        except (Unreadable, OSError) as fault:
            yield problem(path, fault)
            continue
        for one in reader.read(body, files.part.name, at):
            yield places.placed(one) if isinstance(one, Record) else Problem(str(path), one.sentence)


def datex2(files: PartFiles) -> Iterator[Record | Problem]:
    """Documents of DATEX II by the time of their publication; each tells changes."""
    options = files.part.options
    prefix = str(options.get("prefix", ""))
    reader = Datex2Reader(
        SituationForm(files.zone, language=str(options.get("language", "en")), prefix=prefix),
        MeasurementForm(files.zone, {}, prefix),
        MAX_BYTES,
        False,
    )
    items: list[Item] = []
    for path in files.paths:
        try:
            body = read_bytes(path)
            items.append(Item(str(path), body, _published(body, path, files), path.name))
        except (Unreadable, OSError) as fault:
            yield problem(path, fault)
    for item in sorted(items, key=lambda item: item.at):
        for one in reader(item):
            yield Record(one.topic, one.payload, item.at) if isinstance(one, Record) else one


def _published(body: bytes, path: Path, files: PartFiles) -> int:
    """When a document was published, else when its file was got (Unix ms)."""
    found = _PUBLISHED.search(body[:_LOOKED_AT])
    if found is not None:
        try:
            return unix_ms(datetime.fromisoformat(found[1].decode("ascii")), files.zone, 2**52)
        except (ValueError, OverflowError):
            pass
    return taken_at(path, files.zone, files.taken)
