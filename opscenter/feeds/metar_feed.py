"""Weather reports of airports. kind = "metar"."""

from opscenter.feeds.feed import Feed, FeedKind, Given
from opscenter.feeds.metar_reader import MetarReader
from opscenter.feeds.metar_stations import LARGEST, Station, read_stations
from opscenter.feeds.sources import SOURCE_OPTIONS, source_of
from opscenter.settings.reading import Option


def _make(given: Given) -> Feed:
    only = frozenset(code.upper() for code in given.values["stations"])
    for code in sorted(only):
        if len(code) != 4 or not code.isalnum():
            given.table.wrong("stations", f'"{code[:20]}" is not the ICAO code of a station: four letters')
    known: dict[str, Station] = {}
    if given.values["station_list"]:
        path = given.path("station_list")
        try:
            with path.open("rb") as file:
                known = read_stations(file.read(LARGEST))
            if not known:
                given.table.wrong("station_list", f"{path} holds no stations as NOAA lists them (nsd_cccc.txt)")
        except OSError as error:
            given.table.wrong("station_list", f"{path} cannot be read: {error.strerror}")
    return Feed(source_of(given), MetarReader(known, only))


KIND = FeedKind(
    "metar",
    "Weather reports of airports (METAR), one a line, as NOAA and others give them.",
    _make,
    (
        Option("stations", [], "ICAO codes of the stations that count; none: all."),
        Option("station_list", "", "NOAA's list of stations (nsd_cccc.txt): their names and places."),
        *SOURCE_OPTIONS,
    ),
)
