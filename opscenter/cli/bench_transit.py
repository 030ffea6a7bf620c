"""What public transport costs: GTFS-realtime joined to a timetable, published, decoded, and its figures, of one core.

A made-up city of routes out and back, its timetable of a whole day read from files as any other. Each vehicle says its
position each 10 s, on its way by the timetable with some seconds lost and gained and metres of error. Only the thread's
own processor time counts; making the messages does not.
"""

import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.batch import Batch
from opscenter.domain.local_week import LocalWeek
from opscenter.feeds.freshness import NEW, Freshness
from opscenter.feeds.gtfs.reading import read_static
from opscenter.feeds.gtfs.realtime import GtfsRealtime
from opscenter.feeds.record import Record
from opscenter.feeds.settling import Settler
from opscenter.figures.figures import Figures
from opscenter.figures.transit.lines import TransitLines
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.city_figures import Known
from opscenter.station.columns import columns_of
from opscenter.station.descriptions import Descriptions
from opscenter.station.registry import Registry
from opscenter.station.state import State
from opscenter.wire.decoder import Decoder

EVERY_S = 10
STOPS, LEG_M, LEG_S = 30, 600.0, 120
"""Stops of a way, and how far and how long from one to the next: a way takes 58 min."""
FIRST_S, LAST_S = 5 * 3600, 23 * 3600
ZONE = "Europe/Berlin"
MORNING = 1_718_002_800
"""2024-06-10 09:00 in that zone, a Monday, Unix seconds."""
LON, LAT = 13.0, 52.0
DEG_LON, DEG_LAT = 68_600.0, 111_200.0
"""Metres in a degree there."""

Floats = NDArray[np.float64]


@dataclass(slots=True)
class Town:
    """Trips by the minute: `begin` (seconds of the day), route and direction of each, with the points of their ways."""

    routes: int
    headway_s: int
    ids: list[str] = field(default_factory=list)
    begin: list[int] = field(default_factory=list)
    way: list[int] = field(default_factory=list)

    def points(self, way: int) -> Floats:
        """The shape of a way (route and direction), degrees, shape (n, 2): it winds, a point each 60 m."""
        route, back = divmod(way, 2)
        along = np.arange(0.0, (STOPS - 1) * LEG_M + 1.0, 60.0)
        angle = 2.39996 * route
        side = 150.0 * np.sin(along / 700.0 + route)
        x = np.cos(angle) * along - np.sin(angle) * side
        y = np.sin(angle) * along + np.cos(angle) * side
        points = np.column_stack((LON + x / DEG_LON, LAT + y / DEG_LAT))
        return points[::-1] if back else points

    def write(self, folder: Path) -> None:
        """Its GTFS files."""
        trips = ["route_id,service_id,trip_id,trip_headsign,direction_id,shape_id"]
        times = ["trip_id,arrival_time,departure_time,stop_id,stop_sequence"]
        stops = ["stop_id,stop_name,stop_lat,stop_lon"]
        shapes = ["shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence"]
        every = round(LEG_M / 60.0)
        for way in range(2 * self.routes):
            points = self.points(way)
            for number, (lon, lat) in enumerate(points.tolist()):
                shapes.append(f"w{way},{lat:.6f},{lon:.6f},{number}")
                if number % every == 0:
                    stops.append(f"w{way}s{number // every},Stop {way}-{number // every},{lat:.6f},{lon:.6f}")
            begins = range(FIRST_S + 37 * way % self.headway_s, LAST_S, self.headway_s)
            for begin in begins:
                trip = f"w{way}t{begin}"
                self.ids.append(trip)
                self.begin.append(begin)
                self.way.append(way)
                trips.append(f"r{way // 2},all,{trip},End {way},{way % 2},w{way}")
                for stop in range(STOPS):
                    at = begin + stop * LEG_S
                    clock = f"{at // 3600}:{at // 60 % 60:02d}:{at % 60:02d}"
                    times.append(f"{trip},{clock},{clock},w{way}s{stop},{stop}")
        files = {
            "agency": ["agency_id,agency_name,agency_url,agency_timezone", f"a,Made up,http://a.example,{ZONE}"],
            "routes": ["route_id,route_short_name,route_type", *(f"r{k},{k},3" for k in range(self.routes))],
            "calendar": [
                "service_id,monday,tuesday,wednesday,thursday,friday,saturday,sunday,start_date,end_date",
                "all,1,1,1,1,1,1,1,20240101,20241231",
            ],
            "trips": trips, "stop_times": times, "stops": stops, "shapes": shapes,
        }  # fmt: skip
        for name, lines in files.items():
            (folder / f"{name}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")

    def message(self, at: int, random: np.random.Generator, most: int) -> bytes:
        """The positions of the vehicles that are under way at a moment (Unix seconds)."""
        pb = _bindings()
        second = at - MORNING + 9 * 3600
        begin = np.array(self.begin)
        under_way = np.flatnonzero((begin <= second) & (second < begin + (STOPS - 1) * LEG_S))[:most]
        message = pb.FeedMessage()
        message.header.gtfs_realtime_version = "2.0"
        message.header.timestamp = at
        for trip in under_way.tolist():
            late = 90.0 * np.sin(trip + second / 900.0)
            points = self.points(self.way[trip])
            along = np.clip((second - self.begin[trip] - late) / LEG_S * LEG_M / 60.0, 0, len(points) - 1.001)
            here = points[int(along)] + (along % 1.0) * (points[int(along) + 1] - points[int(along)])
            entity = message.entity.add(id=f"v{trip}")
            one = entity.vehicle
            one.trip.trip_id, one.vehicle.id, one.timestamp = self.ids[trip], f"bus{trip}", at
            one.position.longitude = here[0] + random.normal(0, 5.0) / DEG_LON
            one.position.latitude = here[1] + random.normal(0, 5.0) / DEG_LAT
            one.position.speed = LEG_M / LEG_S
        body: bytes = message.SerializeToString()
        return body


def _bindings() -> Any:
    """The official bindings, which come without types."""
    from google.transit import gtfs_realtime_pb2

    return gtfs_realtime_pb2


class _Cost:
    """Seconds of this thread's processor time by part."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}

    @contextmanager
    def of(self, part: str) -> Iterator[None]:
        """What is done inside is added to a part's."""
        begun = time.thread_time()
        yield
        self.seconds[part] = self.seconds.get(part, 0.0) + time.thread_time() - begun


class _Station:
    """What a station does with records of a feed, as far as figures need it."""

    def __init__(self) -> None:
        self.registry, self._state, self._described = Registry(), State(), Descriptions()
        self._decoder = Decoder(self.registry)
        self.figures = Figures(
            [TransitLines()], self.registry, Known(self.registry, self._state, self._described),
            LocalWeek(ZoneInfo(ZONE)),
        )  # fmt: skip

    def decoded(self, records: list[Record], at: int) -> Batch:
        """The records as a batch that arrived at a moment (Unix ms)."""
        batch = Batch()
        for one in records:
            self._decoder.decode(one.topic.encode(), one.payload, b"", at, batch)
        return batch

    def derived(self, batch: Batch, at: int) -> int:
        """How many numbers the figures made of a batch."""
        batch.arrived, batch.text_arrived = [at] * len(batch.cells), [at] * len(batch.texts)
        columns = columns_of(batch)
        news = self.registry.take_news()
        if news.ids:
            self._state.add_rows([900_000] * len(news.ids))
        self._described.resize(len(self.registry.ids), len(self.registry.cell_names))
        self.figures.grow(news.retyped)
        made = self.figures.take(columns, batch.texts)
        return sum(len(part) for part in made.cells)


def bench_transit(*, vehicles: int = 2_000, routes: int = 500, minutes: float = 5.0) -> dict[str, Any]:
    """Shares of a core for so many vehicles on so many routes, one position each 10 s.

    `core_share` is all of it; `reader_share` parsing and join, `runner_share` judging and settling of records,
    `decode_share` the station's decoder, `figures_share` the figures. `baseline_share`: the same messages parsed and
    nothing else.
    """
    # a way takes 58 min: so far apart, this many are under way
    town = Town(routes, max(round((STOPS - 1) * LEG_S * 2 * routes / vehicles), 60))
    with tempfile.TemporaryDirectory() as folder:
        town.write(Path(folder))
        begun = time.thread_time()
        static, problems = read_static(Path(folder))
        read_s = time.thread_time() - begun
    assert static is not None, problems
    begun = time.thread_time()
    reader = GtfsRealtime("bench", static)
    random = np.random.default_rng(1)
    settler, freshness, station = Settler(load_catalogue()), Freshness(), _Station()
    reader.read(town.message(MORNING - EVERY_S, random, vehicles), "vp", (MORNING - EVERY_S) * 1000)
    begin_s = time.thread_time() - begun
    cost, count = _Cost(), round(minutes * 60 / EVERY_S)
    said = derived = seen = 0
    warm = 3  # the ways of all lines are worked out by then, and everybody is known
    for number in range(warm + count):
        at = MORNING + number * EVERY_S
        body, now = town.message(at, random, vehicles), at * 1000
        if number == warm:
            cost.seconds.clear()
            said = derived = 0
        with cost.of("baseline"):
            _bindings().FeedMessage().ParseFromString(body)
        with cost.of("reader"):
            records = [one for one in reader.read(body, "vp", now) if isinstance(one, Record)]
        with cost.of("runner"):
            sent = [one for one in records if freshness.judge(one) == NEW and settler.settle(one)]
        with cost.of("decode"):
            batch = station.decoded(sent, now)
        with cost.of("figures"):
            derived += station.derived(batch, now)
        said += len(sent)
        seen = max(seen, len(reader.fleet.vehicles))
    seconds = count * EVERY_S
    shares = {name: took / seconds for name, took in cost.seconds.items()}
    baseline = shares.pop("baseline")
    return {
        "vehicles": seen, "routes": routes, "trips": len(town.ids), "calls": len(static.times.stop),
        "static_read_s": round(read_s, 2), "begin_s": round(begin_s, 2), "event_s": seconds,
        "published_per_s": round(said / seconds), "derived_per_s": round(derived / seconds, 1),
        "core_share": round(sum(shares.values()), 4),
        **{f"{name}_share": round(share, 4) for name, share in shares.items()},
        "baseline_share": round(baseline, 6), "ratio": round(sum(shares.values()) / max(baseline, 1e-9), 1),
    }  # fmt: skip
