"""GTFS Schedule files -> columns. Optional files may be missing; unknown references are told and left out.

Source: GTFS Schedule Reference (gtfs.org), of which the fields named here are read.
"""

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from opscenter.feeds.gtfs.static import Frequencies, Routes, Services, Shapes, Static, Stops, StopTimes, Trips
from opscenter.feeds.gtfs.tables import NoData, Tables, Texts, found_in, numbers, pa, seconds, whole_numbers
from opscenter.feeds.record import Problem

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
SHOWN = 3
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


def read_static(path: Path | str, zone: str = "", *, body: bytes | None = None) -> tuple[Static | None, list[Problem]]:
    """A data set out of a zip or a folder, with what is wrong with it; None where there is none to work with.

    `zone` (IANA) is taken where agency.txt tells none. `body`: a zip as it was fetched; `path` only names it then.
    """
    path = Path(path)
    try:
        tables = Tables(path, body)
    except NoData as error:
        return None, [Problem(path.name, str(error))]
    try:
        return _Reading(tables, zone).static(), tables.problems
    finally:
        tables.close()


def zone_named(name: str) -> ZoneInfo | None:
    """A time zone by its IANA name; None where there is none of this name."""
    try:
        return ZoneInfo(name) if name else None
    except (ValueError, OSError, KeyError):  # ZoneInfoNotFoundError is a KeyError
        return None


class _Reading:
    def __init__(self, tables: Tables, zone: str) -> None:
        self.tables = tables
        self.zone = zone

    def static(self) -> Static | None:
        zone, agency = self._agency()
        stops, stop_ids = self._stops()
        routes, route_ids = self._routes()
        services, service_ids = self._services()
        shapes, shape_ids = self._shapes()
        found = self._trips(route_ids, service_ids, shape_ids)
        if found is None:
            return None
        trips, trip_ids = found
        times = self._times(trip_ids, stop_ids)
        if times is None:
            return None
        return Static(zone, agency, stops, routes, services, trips, times, shapes, self._frequencies(trip_ids))

    def _unknown(self, table: str, what: str, column: Texts, bad: NDArray[np.bool_]) -> None:
        if bad.any():
            shown = ", ".join(repr(text) for text in column.filter(pa.array(bad)).unique().to_pylist()[:SHOWN])
            self.tables.tell(table, f"{int(bad.sum())} rows name a {what} that is not there ({shown}).")

    def _ids(self, table: str, column: Texts) -> tuple[Texts, Ints]:
        """Distinct ids, and the first row of each; what comes twice is told."""
        ids, first = np.unique(np.asarray(column.to_numpy(zero_copy_only=False), object), return_index=True)
        if len(ids) < len(column):
            self.tables.tell(table, f"{len(column) - len(ids)} rows repeat an id; the first of each counts.")
        rows = np.sort(first)
        return column.take(pa.array(rows)), rows

    def _agency(self) -> tuple[ZoneInfo | None, str]:
        columns = self.tables.read("agency", ("agency_name", "agency_timezone"))
        name, told = "", ""
        if columns is not None and len(columns["agency_name"]):
            name, told = columns["agency_name"][0].as_py(), columns["agency_timezone"][0].as_py()
        zone = zone_named(told)
        if zone is None:
            why = f"{told!r} is no time zone" if told else "no time zone is told"
            zone = zone_named(self.zone)
            what = (
                f"that of the feed is taken, {self.zone}." if zone is not None
                else "delays and headways cannot be compared with the timetable. Set `zone` of the feed."
            )  # fmt: skip
            self.tables.tell("agency", f"{why}: {what}")
        return zone, name

    def _stops(self) -> tuple[Stops, Texts]:
        wanted = ("stop_id", "stop_name", "stop_code", "stop_lat", "stop_lon", "location_type", "parent_station")
        columns = self.tables.read("stops", wanted, ("stop_id",))
        if columns is None:
            if not any(problem.where.endswith("/stops.txt") for problem in self.tables.problems):
                self.tables.tell("stops", "it is not there: positions at stops are not known.")
            none = np.empty(0)
            return Stops([], [], [], none, none, np.empty(0, np.int64), np.empty(0, np.int64)), pa.array(
                [], pa.string()
            )
        ids, rows = self._ids("stops", columns["stop_id"])
        columns = {name: column.take(pa.array(rows)) for name, column in columns.items()}
        lon, lat = numbers(columns["stop_lon"]), numbers(columns["stop_lat"])
        odd = ~((np.abs(lon) <= 180) & (np.abs(lat) <= 90)) | ((lon == 0) & (lat == 0))
        calls = np.isin(whole_numbers(columns["location_type"], 0), (0, 1))
        if (odd & calls).any():
            self.tables.tell("stops", f"{int((odd & calls).sum())} stops have no place on earth (0,0 is none).")
        lon[odd] = lat[odd] = np.nan
        texts = ids.to_pylist()
        stops = Stops(
            texts, columns["stop_name"].to_pylist(), columns["stop_code"].to_pylist(), lon, lat,
            whole_numbers(columns["location_type"], 0), found_in(columns["parent_station"], ids),
            {text: number for number, text in enumerate(texts)},
        )  # fmt: skip
        return stops, ids

    def _routes(self) -> tuple[Routes, Texts]:
        wanted = ("route_id", "route_short_name", "route_long_name", "route_type")
        columns = self.tables.read("routes", wanted, ("route_id",))
        if columns is None:
            return Routes([], [], [], np.empty(0, np.int64)), pa.array([], pa.string())
        ids, rows = self._ids("routes", columns["route_id"])
        columns = {name: column.take(pa.array(rows)) for name, column in columns.items()}
        texts = ids.to_pylist()
        routes = Routes(
            texts, columns["route_short_name"].to_pylist(), columns["route_long_name"].to_pylist(),
            whole_numbers(columns["route_type"]), {text: number for number, text in enumerate(texts)},
        )  # fmt: skip
        return routes, ids

    def _services(self) -> tuple[Services, Texts]:
        week = self.tables.read("calendar", ("service_id", *DAYS, "start_date", "end_date"), ("service_id",))
        dates = self.tables.read("calendar_dates", ("service_id", "date", "exception_type"), ("service_id", "date"))
        if week is None and dates is None:
            self.tables.tell(
                "calendar", "neither it nor calendar_dates.txt is there: on which days trips run is guessed."
            )
        none = pa.array([], pa.string())
        of_week = none if week is None else self._ids("calendar", week["service_id"])[0]
        of_dates = none if dates is None else dates["service_id"]
        ids = pa.concat_arrays([of_week, of_dates]).unique()
        count = len(ids)
        weekdays = np.zeros((count, 7), np.bool_)
        first, last = np.full(count, 1, np.int64), np.zeros(count, np.int64)
        if week is not None:
            at = found_in(week["service_id"], ids)
            for number, day in enumerate(DAYS):
                weekdays[at, number] = whole_numbers(week[day], 0) == 1
            first[at] = self._days("calendar", week["start_date"])
            last[at] = self._days("calendar", week["end_date"])
            last[at[last[at] < 0]] = 0
        if dates is None:
            empty = np.empty(0, np.int64)
            exceptions: tuple[Ints, Ints, NDArray[np.bool_]] = empty, empty, np.empty(0, np.bool_)
        else:
            on, kind = self._days("calendar_dates", dates["date"]), whole_numbers(dates["exception_type"])
            good = (on > 0) & np.isin(kind, (1, 2))
            exceptions = found_in(dates["service_id"], ids)[good], on[good], kind[good] == 1
        return Services(ids.to_pylist(), weekdays, first, last, *exceptions), ids

    def _days(self, table: str, column: Texts) -> Ints:
        distinct = column.dictionary_encode()
        texts = distinct.dictionary.to_pylist()
        days = np.array([_day(text) for text in texts] or [-1], np.int64)
        wrong = [text for text, day in zip(texts, days.tolist(), strict=False) if day < 0]
        if wrong:
            self.tables.tell(table, f"{', '.join(repr(text) for text in wrong[:SHOWN])} is no date (YYYYMMDD).")
        found: Ints = days[np.asarray(distinct.indices)]
        return found

    def _shapes(self) -> tuple[Shapes, Texts]:
        wanted = ("shape_id", "shape_pt_lat", "shape_pt_lon", "shape_pt_sequence", "shape_dist_traveled")
        columns = self.tables.read("shapes", wanted, wanted[:4])
        if columns is None:
            return Shapes([], np.zeros(1, np.int64), np.empty(0), np.empty(0), np.empty(0)), pa.array([], pa.string())
        lon, lat = numbers(columns["shape_pt_lon"]), numbers(columns["shape_pt_lat"])
        good = (np.abs(lon) <= 180) & (np.abs(lat) <= 90) & ~((lon == 0) & (lat == 0))
        if not good.all():
            self.tables.tell("shapes", f"{int((~good).sum())} points are no places on earth and left out.")
        ids = columns["shape_id"].unique()
        shape = found_in(columns["shape_id"], ids)
        rows = np.lexsort((whole_numbers(columns["shape_pt_sequence"]), shape))
        rows = rows[good[rows]]
        first = np.searchsorted(shape[rows], np.arange(len(ids) + 1))
        distance = numbers(columns["shape_dist_traveled"])
        return Shapes(ids.to_pylist(), first, lon[rows], lat[rows], distance[rows]), ids

    def _trips(self, routes: Texts, services: Texts, shapes: Texts) -> tuple[Trips, Texts] | None:
        wanted = ("trip_id", "route_id", "service_id", "trip_headsign", "trip_short_name", "direction_id", "shape_id")
        columns = self.tables.read("trips", wanted, wanted[:2])
        if columns is None:
            if not any(problem.where.endswith("/trips.txt") for problem in self.tables.problems):
                self.tables.tell("trips", "it is not there: this is no GTFS data set to join anything to.")
            return None
        ids, rows = self._ids("trips", columns["trip_id"])
        columns = {name: column.take(pa.array(rows)) for name, column in columns.items()}
        route, service = found_in(columns["route_id"], routes), found_in(columns["service_id"], services)
        shape = found_in(columns["shape_id"], shapes)
        self._unknown("trips", "route", columns["route_id"], route < 0)
        if len(services):
            self._unknown("trips", "service", columns["service_id"], service < 0)
        named = np.asarray(columns["shape_id"].to_numpy(zero_copy_only=False) != "", np.bool_)
        self._unknown("trips", "shape", columns["shape_id"], (shape < 0) & named)
        keep = np.flatnonzero(route >= 0)
        chosen = pa.array(keep)
        ids = ids.take(chosen)
        direction = whole_numbers(columns["direction_id"])[keep]
        texts = ids.to_pylist()
        trips = Trips(
            texts, route[keep], service[keep], np.where(np.isin(direction, (0, 1)), direction, -1), shape[keep],
            columns["trip_headsign"].take(chosen).to_pylist(), columns["trip_short_name"].take(chosen).to_pylist(),
            {text: number for number, text in enumerate(texts)},
        )  # fmt: skip
        return trips, ids

    def _times(self, trips: Texts, stops: Texts) -> StopTimes | None:
        wanted = ("trip_id", "stop_id", "stop_sequence", "arrival_time", "departure_time", "shape_dist_traveled")
        columns = self.tables.read("stop_times", wanted, wanted[:3])
        if columns is None:
            if not any(problem.where.endswith("/stop_times.txt") for problem in self.tables.problems):
                self.tables.tell("stop_times", "it is not there: this is no GTFS data set to join anything to.")
            return None
        trip, stop = found_in(columns["trip_id"], trips), found_in(columns["stop_id"], stops)
        self._unknown("stop_times", "trip", columns["trip_id"], trip < 0)
        self._unknown("stop_times", "stop", columns["stop_id"], stop < 0)
        sequence = whole_numbers(columns["stop_sequence"])
        arrives, leaves = seconds(columns["arrival_time"]), seconds(columns["departure_time"])
        told = np.asarray(columns["arrival_time"].to_numpy(zero_copy_only=False) != "", np.bool_)
        if ((arrives < 0) & told).any():
            self.tables.tell("stop_times", f"{int(((arrives < 0) & told).sum())} times are none (H:MM:SS).")
        distance = numbers(columns["shape_dist_traveled"])
        rows = np.lexsort((sequence, trip))
        rows = rows[(trip[rows] >= 0) & (stop[rows] >= 0)]
        first = np.searchsorted(trip[rows], np.arange(len(trips) + 1))
        arrival, departure = arrives[rows].astype(np.float64), leaves[rows].astype(np.float64)
        arrival[arrival < 0], departure[departure < 0] = np.nan, np.nan
        arrival = np.where(np.isnan(arrival), departure, arrival)
        departure = np.where(np.isnan(departure), arrival, departure)
        _fill(first, arrival, departure)
        return StopTimes(first, stop[rows], sequence[rows], arrival, departure, distance[rows])

    def _frequencies(self, trips: Texts) -> Frequencies:
        wanted = ("trip_id", "start_time", "end_time", "headway_secs", "exact_times")
        columns = self.tables.read("frequencies", wanted, wanted[:4])
        empty = np.empty(0, np.int64)
        if columns is None:
            return Frequencies(empty, empty, empty, empty, np.empty(0, np.bool_))
        trip, headway = found_in(columns["trip_id"], trips), whole_numbers(columns["headway_secs"])
        start, end = seconds(columns["start_time"]), seconds(columns["end_time"])
        self._unknown("frequencies", "trip", columns["trip_id"], trip < 0)
        good = (trip >= 0) & (headway > 0) & (start >= 0) & (end > start)
        exact = whole_numbers(columns["exact_times"], 0) == 1
        return Frequencies(trip[good], start[good], end[good], headway[good], exact[good])


def _day(text: str) -> int:
    try:
        return datetime.datetime.strptime(text, "%Y%m%d").date().toordinal()
    except ValueError:
        return -1


def _fill(first: Ints, arrival: Floats, departure: Floats) -> None:
    """Calls without a time get one between those around them, evenly by their order (GTFS leaves it to the reader)."""
    missing = np.flatnonzero(np.isnan(arrival))
    for trip in np.unique(np.searchsorted(first, missing, side="right") - 1).tolist():
        rows = slice(int(first[trip]), int(first[trip + 1]))
        known = np.flatnonzero(~np.isnan(arrival[rows]))
        holes = np.flatnonzero(np.isnan(arrival[rows]))
        if len(known):
            # what comes in after a call leaves there; evenly from its departure to the next arrival
            at = np.searchsorted(known, holes)
            before, after = known[np.maximum(at - 1, 0)], known[np.minimum(at, len(known) - 1)]
            share = (holes - before) / np.maximum(after - before, 1)
            times = departure[rows][before] * (1 - share) + arrival[rows][after] * share
            arrival[rows][holes] = departure[rows][holes] = times
