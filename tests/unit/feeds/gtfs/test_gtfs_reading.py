"""GTFS static data sets: real ones, and ones with everything wrong that may be."""

import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from opscenter.feeds.gtfs import tables
from opscenter.feeds.gtfs.patterns import Patterns
from opscenter.feeds.gtfs.reading import read_static
from opscenter.feeds.gtfs.static import Static
from opscenter.feeds.gtfs.timetable import Timetable, day_start
from tests.support.data import shared_data
from tests.support.gtfs_town import FILES, write_town

MONDAY = datetime.date(2024, 6, 10).toordinal()


def told(path: Path, zone: str = "") -> tuple[Static, str]:
    static, problems = read_static(path, zone)
    assert static is not None, problems
    return static, "\n".join(map(str, problems))


@pytest.mark.parametrize("zipped", [False, True])
def test_a_folder_and_a_zip_are_read_alike(tmp_path: Path, zipped: bool) -> None:
    static, problems = told(write_town(tmp_path, zipped=zipped))
    assert not problems
    assert static.zone == ZoneInfo("Europe/Berlin")
    assert (static.agency, static.stops.ids, static.routes.short) == ("Town", ["A", "B", "C", "D"], ["7"])
    night = static.calls(static.trips.number["n1"])
    assert static.times.arrival[night].tolist() == [88_200, 88_320, 88_440, 88_560]  # 24:30, 24:32, ...


def test_services_run_by_week_and_exceptions(tmp_path: Path) -> None:
    dates = "service_id,date,exception_type\nweek,20240610,2\nweek,20240615,1\nextra,20240610,1\nweek,20241399,1\n"
    static, problems = told(write_town(tmp_path, {"calendar_dates.txt": dates}))
    names = np.array(static.services.ids)

    def on(day: datetime.date) -> set[str]:
        return set(names[static.services.active(day.toordinal())].tolist())

    assert on(datetime.date(2024, 6, 10)) == {"extra"}  # a Monday taken out
    assert on(datetime.date(2024, 6, 11)) == {"week"}
    assert on(datetime.date(2024, 6, 15)) == {"week"}  # a Saturday put in
    assert on(datetime.date(2024, 6, 9)) == {"night"}
    assert on(datetime.date(2024, 7, 1)) == set()
    assert "'20241399' is no date" in problems


def test_a_bom_quotes_blanks_and_a_short_row(tmp_path: Path) -> None:
    stops = '\ufeffstop_id,stop_name,stop_lat,stop_lon\r\nA," Anchor, the ",52.0,13.0\r\nB,Bridge\r\n'
    stops += "C , Church ,52.0,13.02\r\n"
    static, problems = told(write_town(tmp_path, {"stops.txt": stops}))
    assert static.stops.ids == ["A", "C"]
    assert static.stops.names == ["Anchor, the", "Church"]
    assert "stops.txt: 1 rows have not as many fields as the first and are left out: B,Bridge" in problems
    assert "stop_times.txt: 10 rows name a stop that is not there ('B', 'D')." in problems


def test_what_is_missing_or_unknown_is_told_and_the_rest_goes_on(tmp_path: Path) -> None:
    trips = FILES["trips.txt"] + "9,week,x1,Nowhere,0\n7,never,x2,Docks,0\n7,week,t1,Twice,0\n"
    stops = FILES["stops.txt"].replace("52.0,13.03", "0,0")
    static, problems = told(
        write_town(tmp_path, {"trips.txt": trips, "stops.txt": stops, "agency.txt": None, "calendar.txt": None})
    )
    assert "trips.txt: 1 rows repeat an id; the first of each counts." in problems
    assert "trips.txt: 1 rows name a route that is not there ('9')." in problems
    assert "stops.txt: 1 stops have no place on earth (0,0 is none)." in problems
    assert "agency.txt: no time zone is told" in problems
    assert "Set `zone` of the feed." in problems
    assert "neither it nor calendar_dates.txt is there" in problems
    assert static.zone is None
    assert "x1" not in static.trips.number
    patterns = Patterns(static)
    pattern = patterns.pattern(static.trips.number["t1"])
    assert pattern is not None
    assert pattern.along.tolist() == sorted(pattern.along.tolist())  # Docks has no place, and yet one along the way


def test_the_feeds_zone_is_taken_where_the_agency_tells_none(tmp_path: Path) -> None:
    static, problems = told(write_town(tmp_path), "America/New_York")
    assert static.zone == ZoneInfo("Europe/Berlin")
    assert not problems
    (tmp_path / "agency.txt").write_text("agency_name,agency_timezone\nTown,Europe/Berlim\n")
    static, problems = told(tmp_path, "America/New_York")
    assert static.zone == ZoneInfo("America/New_York")
    assert "'Europe/Berlim' is no time zone: that of the feed is taken, America/New_York." in problems
    assert told(tmp_path)[0].zone is None


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"trips.txt": None}, "trips.txt: it is not there: this is no GTFS data set"),
        ({"stop_times.txt": None}, "stop_times.txt: it is not there"),
        ({"trips.txt": ""}, "trips.txt: it is empty."),
        ({"trips.txt": "trip,route\n1,2\n"}, "trips.txt: it has no column trip_id, route_id; it is left out."),
    ],
)
def test_without_trips_or_times_there_is_nothing_to_join(
    tmp_path: Path, files: dict[str, str | None], sentence: str
) -> None:
    static, problems = read_static(write_town(tmp_path, files))
    assert static is None
    assert sentence in "\n".join(map(str, problems))


def test_what_is_no_data_set_at_all(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 cut short")
    for path, sentence in ((tmp_path / "a.zip", "neither a folder nor a zip"), (tmp_path / "b.zip", "cannot be read")):
        static, (problem,) = read_static(path)
        assert static is None
        assert sentence in str(problem)


def test_a_table_that_unpacks_to_too_much_is_left_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tables, "MAX_TABLE_BYTES", 100_000)
    bomb = "shape_id,shape_pt_lat,shape_pt_lon,shape_pt_sequence\n" + "s,52.0,13.0,1\n" * 100_000
    for zipped in (True, False):
        static, problems = told(write_town(tmp_path, {"shapes.txt": bomb}, zipped=zipped))
        assert "shapes.txt: it is larger than 0 MB; it is left out." in problems
        assert not static.shapes.ids


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    routes = FILES["routes.txt"].encode().replace(b"Anchor", b"\xc4nker")
    static, problems = told(write_town(tmp_path, {"routes.txt": routes}))
    assert "routes.txt: it is not UTF-8 at byte" in problems
    assert static.routes.long == ["�nker - Docks"]


def test_calls_without_a_time_have_one_between_their_neighbours(tmp_path: Path) -> None:
    times = (
        FILES["stop_times.txt"].replace("t1,11:52:00,11:52:00,B", "t1,,,B").replace("t1,11:54:00,11:54:00,C", "t1,,,C")
    )
    times = times.replace("t2,12:02:00,12:02:00,B", "t2,12:72:00,noon,B")
    static, problems = told(write_town(tmp_path, {"stop_times.txt": times}))
    first = static.calls(static.trips.number["t1"])
    assert (static.times.arrival[first] - static.times.arrival[first][0]).tolist() == [0, 120, 240, 360]
    assert static.times.departure[static.calls(static.trips.number["t2"])][1] == 12 * 3600 + 120
    assert "1 times are none (H:MM:SS)" in problems


def test_directions_that_are_not_told_follow_from_the_order_of_stops(tmp_path: Path) -> None:
    trips = "\n".join(line.rsplit(",", 1)[0] for line in FILES["trips.txt"].splitlines()) + "\n"
    static, _ = told(write_town(tmp_path, {"trips.txt": trips}))
    patterns = Patterns(static)
    lines = {line.direction: line for line in patterns.lines}
    assert [static.stops.ids[stop] for stop in lines[0].stops] == ["A", "B", "C", "D"]
    assert [static.stops.ids[stop] for stop in lines[1].stops] == ["D", "C", "B", "A"]


def test_the_days_on_which_the_clock_changes_count_from_noon() -> None:
    zone = ZoneInfo("Europe/Berlin")
    spring = datetime.date(2024, 3, 31).toordinal()
    midnight = datetime.datetime(2024, 3, 31, tzinfo=zone).timestamp()
    # noon is 11 hours after midnight on that day, so the service day begins an hour before it
    assert day_start(spring, zone) == midnight - 3600
    assert day_start(spring + 1, zone) == datetime.datetime(2024, 4, 1, tzinfo=zone).timestamp()


def test_scheduled_headways_and_vehicles(tmp_path: Path) -> None:
    static, _ = told(write_town(tmp_path))
    patterns = Patterns(static)
    assert static.zone is not None
    table = Timetable(static, patterns, static.zone, MONDAY)
    number = static.trips.number
    assert np.isnan(table.headways(number["t1"], MONDAY)).all()  # the night's last bus is hours before: no headway
    assert table.headways(number["t2"], MONDAY).tolist() == [600.0] * 4
    line = patterns.line_of[0, 0]
    noon = day_start(MONDAY, static.zone) + 12 * 3600
    on_way, begun, to_begin = table.scheduled(noon + 60, len(patterns.lines))
    assert to_begin[line] == 1  # t3 at 12:10
    assert (on_way[line], begun[line]) == (1, 3)  # the night's at 00:30, t1 came in at 11:56, t2 is under way
    assert table.mean_headways(noon + 900, len(patterns.lines))[line] == 600.0
    # Sunday's bus of 24:30 runs on Monday at 00:30
    on_way, begun, _ = table.scheduled(day_start(MONDAY, static.zone) + 31 * 60, len(patterns.lines))
    assert (on_way[line], begun[line]) == (1, 1)


def test_trips_by_frequency(tmp_path: Path) -> None:
    often = (
        "trip_id,start_time,end_time,headway_secs,exact_times\nt1,06:00:00,07:00:00,600,0\nzz,06:00:00,07:00:00,1,0\n"
    )
    static, problems = told(write_town(tmp_path, {"frequencies.txt": often}))
    assert "frequencies.txt: 1 rows name a trip that is not there ('zz')." in problems
    patterns = Patterns(static)
    assert static.zone is not None
    table = Timetable(static, patterns, static.zone, MONDAY)
    assert table.headways(static.trips.number["t1"], MONDAY).tolist() == [600.0] * 4
    at = day_start(MONDAY, static.zone) + 6 * 3600 + 35 * 60  # begun at :00, :10, :20, :30; each takes 6 min
    on_way, begun, _ = table.scheduled(at, len(patterns.lines))
    line = patterns.line_of[0, 0]
    assert (on_way[line], begun[line]) == (1, 5)  # and the night's, which began at 00:30
    assert table.mean_headways(at, len(patterns.lines))[line] == 600.0


@pytest.mark.parametrize(
    ("name", "zone", "stops", "routes", "trips", "calls", "shapes", "latest"),
    [
        # counted with unzip, wc and sort
        ("cairns", "Australia/Brisbane", 416, 22, 1339, 37790, 54, "29:39:00"),
        ("caltrain_ct", "America/Los_Angeles", 109, 9, 176, 3498, 33, "25:49:00"),
        ("lower_silesia_rail", "Europe/Warsaw", 282, 50, 1904, 28168, 0, "24:54:00"),
    ],
)
def test_real_data_sets(
    name: str, zone: str, stops: int, routes: int, trips: int, calls: int, shapes: int, latest: str
) -> None:
    static, problems = told(shared_data("protocols", "gtfs-static", f"{name}.zip"))
    counts = len(static.stops.ids), len(static.routes.ids), len(static.trips.ids)
    assert (counts, len(static.times.stop), len(static.shapes.ids)) == ((stops, routes, trips), calls, shapes)
    assert static.zone == ZoneInfo(zone)
    last = int(static.times.arrival.max())
    assert f"{last // 3600}:{last % 3600 // 60:02d}:{last % 60:02d}" == latest
    if name == "lower_silesia_rail":
        assert problems.endswith(
            "stop_times.txt: 123 rows name a trip that is not there ('347960', '388963', '515832')."
        )
    else:
        assert not problems


def test_services_of_cairns_on_a_public_holiday() -> None:
    static, _ = told(shared_data("protocols", "gtfs-static", "cairns.zip"))
    running = {
        day: {static.services.ids[k] for k in np.flatnonzero(static.services.active(day.toordinal()))}
        for day in (datetime.date(2014, 6, 9), datetime.date(2014, 6, 10), datetime.date(2014, 6, 13))
    }
    # calendar_dates.txt: on 9 June 2014, the Queen's birthday, Sunday's service runs and the weekday's does not
    assert running[datetime.date(2014, 6, 9)] == {"CNS2014-CNS_MUL-Sunday-00"}
    assert running[datetime.date(2014, 6, 10)] == {"CNS2014-CNS_MUL-Weekday-00"}
    assert running[datetime.date(2014, 6, 13)] == {"CNS2014-CNS_MUL-Weekday-00", "CNS2014-CNS_MUL-Weekday-00-0000100"}
