"""kind = "gtfs-rt": vehicles, delays, arrivals and alerts of public transport by GTFS-realtime, joined to its GTFS."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from opscenter.feeds.feed import Feed, FeedKind, Given, Item
from opscenter.feeds.files import FileSource
from opscenter.feeds.gtfs.reading import read_static
from opscenter.feeds.gtfs.realtime import GtfsRealtime, RealtimeOptions
from opscenter.feeds.gtfs.runs import TRIPS_BY
from opscenter.feeds.gtfs.source import STATIC, GtfsSource, Part
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.sources import FETCH_OPTIONS, HTTP_OPTIONS, headers_of, http_source, web_address
from opscenter.settings.reading import Option

ROLES = ("positions", "updates", "alerts")
MOST_STATIC_BYTES = 400_000_000


class GtfsReader:
    """Items under the topic "static" are timetables (zip), all others messages of GTFS-realtime, told apart by where
    they come from. A new timetable takes the place of the one before; vehicles are then followed anew."""

    def __init__(self, name: str, options: RealtimeOptions, zone: str = "") -> None:
        self._name = name
        self._options = options
        self._zone = zone
        self._realtime = GtfsRealtime(name, None, options)

    def __call__(self, item: Item) -> Iterator[Record | Problem]:
        if item.topic != STATIC:
            yield from self._realtime.read(item.body, item.where, item.at, item.topic)
            return
        static, problems = read_static(item.where, self._zone, body=item.body)
        yield from problems
        if static is not None:
            self._realtime = GtfsRealtime(self._name, static, self._options)


def _part(given: Given, key: str, every_s: float, headers: dict[str, str]) -> Part:
    """The source of an option that is a web address or a path."""
    if urlsplit(given.values[key]).scheme in ("http", "https"):
        return Part(key, http_source(given, web_address(given, key), headers), every_s)
    limit = MOST_STATIC_BYTES if key == STATIC else int(given.values["limit_mb"] * 1e6)
    pattern = given.values["pattern"]
    # a file is delivered once two looks have found it alike: it is looked at each time, which costs nothing
    return Part(key, FileSource(given.path(key), every_s=1.0, clock=given.clock, pattern=pattern, limit_bytes=limit))


def _make(given: Given) -> Feed:
    values = given.values
    headers = headers_of(given)
    roles = [role for role in ROLES if values[role]]
    if not roles:
        given.table.wrong("", 'a feed of GTFS-realtime has at least one of "positions", "updates" and "alerts"')
    parts = [_part(given, STATIC, values["static_every_h"] * 3600.0, headers)] if values[STATIC] else []
    parts += [_part(given, role, 0.0, headers) for role in roles]
    options = RealtimeOptions(
        trips_by=values["trips_by"],
        max_age_s=values["max_age_s"],
        arrivals_ahead=values["arrivals_ahead"],
        stops=values["stops"],
        lines_every_s=values["lines_every_s"],
    )
    reader = GtfsReader(given.name, options, str(given.zone))
    return Feed(GtfsSource(parts, every_s=values["every_s"], clock=given.clock), reader)


KIND = FeedKind(
    "gtfs-rt",
    "Public transport by GTFS-realtime joined to GTFS: vehicles on their way, delays, lines, arrivals, alerts.",
    _make,
    (
        Option("positions", "", "Vehicle positions: a web address, a file, or a folder of files."),
        Option("updates", "", "Trip updates, likewise; the same address as another is not needed twice."),
        Option("alerts", "", "Service alerts, likewise."),
        Option(STATIC, "", "The timetable (GTFS, a zip file): a web address or a file."),
        Option("static_every_h", 24.0, "Time between two looks at the timetable.", "h", 0.01, 8_760.0),
        Option("trips_by", "trip_id", "Field of trips.txt that the messages name trips by.", choices=TRIPS_BY),
        Option("max_age_s", 600.0, "Older messages are no news; 0: any is (recordings).", "s", 0.0, 86_400.0),
        Option("arrivals_ahead", 3, "Stops ahead of each vehicle whose arrivals are published; 0: none.", "", 0, 200),
        Option("stops", True, "Publish the stops."),
        Option("lines_every_s", 30.0, "Time between two reports of each line.", "s", 1.0, 3_600.0),
        Option("pattern", "*", "Names of the files of a folder that count."),
        *FETCH_OPTIONS,
        *HTTP_OPTIONS,
    ),
)
