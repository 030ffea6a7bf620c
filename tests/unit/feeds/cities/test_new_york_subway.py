"""New York's subway by its snapshots: in their order, a train at a known stop, with a timetable and without one."""

import shutil
import zipfile
from pathlib import Path

import pytest

from opscenter.feeds.cities.finding import NoCity
from tests.support.data import shared_data
from tests.support.played_city import Played, played

TRAIN = "urn:ngsi-ld:Vehicle:nyct:042300_A..N"


def snapshots() -> Path:
    return shared_data("protocols", "gtfs-rt", "nyct-ace-series")


@pytest.fixture(scope="module")
def city() -> Played:
    """All 45 snapshots."""
    return played("new-york-subway", snapshots())


def test_snapshots_come_in_their_order_and_at_their_pace(city: Played) -> None:
    assert (city.problems, city.rejected) == ([], [])
    assert "gtfs_subway" in "\n".join(city.missing)
    assert city.count("Vehicle") == 155
    times = [due for due, _ in city.records]
    assert times == sorted(times)
    first, last = city.first(TRAIN), city.records[-1][1]
    assert first["serviceStatus"]["observedAt"] == "2024-02-08T12:59:15.000Z"
    assert last.at == 1_707_399_806_000  # 2024-02-08T13:43:26Z, the last of them
    assert 44 * 60 <= times[-1] - times[0] <= 46 * 60


def test_a_train_passes_known_stops_at_known_times(city: Played) -> None:
    passed: list[tuple[int, str]] = []
    for one in city.said(TRAIN):
        stop = one.get("stopNumber")
        if stop is not None and (stop["value"], stop["observedAt"]) not in passed:
            passed.append((stop["value"], stop["observedAt"]))
    # A38N at 13:00:10, A36N at 13:02:10, A34N at 13:04:10 (by hand out of the snapshots)
    minutes = [at[11:16] for _, at in passed]
    assert [minute for minute in minutes if minute in ("13:00", "13:02", "13:04")] == ["13:00", "13:02", "13:04"]


def test_with_a_timetable_trains_have_places(tmp_path: Path) -> None:
    for path in sorted(snapshots().glob("*.pb"))[:3]:
        shutil.copy(path, tmp_path)
    # the stops it is about to pass, by the MTA's stops.txt
    stops = {"A40N": (40.699337, -73.990531), "A38N": (40.710197, -74.007691), "A36N": (40.714111, -74.008585)}
    with zipfile.ZipFile(tmp_path / "gtfs_subway.zip", "w") as file:
        file.writestr("agency.txt", "agency_name,agency_url,agency_timezone\nMTA,https://mta.info,America/New_York\n")
        file.writestr("routes.txt", "route_id,route_short_name,route_long_name,route_type\nA,A,8 Av Express,1\n")
        rows = [f"{name},{name},{lat},{lon}" for name, (lat, lon) in stops.items()]
        file.writestr("stops.txt", "\n".join(["stop_id,stop_name,stop_lat,stop_lon", *rows]) + "\n")
        file.writestr("trips.txt", "route_id,service_id,trip_id\nA,W,042300_A..N\n")
        file.writestr("calendar_dates.txt", "service_id,date,exception_type\nW,20240208,1\n")
        times = (("A40N", "07:58:47"), ("A38N", "08:00:10"), ("A36N", "08:02:10"))
        calls = [f"042300_A..N,{at},{at},{stop},{n}" for n, (stop, at) in enumerate(times, 1)]
        head = "trip_id,arrival_time,departure_time,stop_id,stop_sequence"
        file.writestr("stop_times.txt", "\n".join([head, *calls]) + "\n")
    city = played("new-york-subway", tmp_path)
    assert city.missing == []
    places = [one["location"]["value"]["coordinates"] for one in city.said(TRAIN) if "location" in one]
    assert places
    for lon, lat in places:
        assert 40.69 < lat < 40.72
        assert -74.01 < lon < -73.98
    assert city.count("PublicTransportStop") >= 3


def test_with_stops_alone_trains_stand_at_the_next_and_times_are_local(tmp_path: Path) -> None:
    shutil.copy(snapshots() / "1707397157.ace.pb", tmp_path)
    rows = ["A12N,145 St,40.824783,-73.944216", "A09N,168 St,40.840719,-73.939561", "H11S,Nowhere,0,0"]
    (tmp_path / "stops.txt").write_text("\n".join(["", "stop_id,stop_name,stop_lat,stop_lon", *rows]) + "\n")
    city = played("new-york-subway", tmp_path)
    assert city.missing == []
    assert [problem.partition(": ")[2] for problem in city.problems] == ["1 stops have no place that can be."]
    train = city.first("urn:ngsi-ld:Vehicle:nyct:038236_A..N")  # at A12N, 145 St
    assert train["location"]["value"]["coordinates"] == [-73.944216, 40.824783]
    assert (train["nextStop"]["value"], train["positionSource"]["value"]) == ("145 St", "interpolated")
    board = city.first("urn:ngsi-ld:PublicTransportStop:nyct:A09N")
    assert (board["name"]["value"], board["nextArrivals"]["value"]) == ("168 St", "08:00 A N")


def test_a_snapshot_that_is_cut_short_is_told_and_the_others_are_played(tmp_path: Path) -> None:
    files = sorted(snapshots().glob("*.pb"))[:3]
    for path in files:
        shutil.copy(path, tmp_path)
    cut = tmp_path / files[1].name
    cut.write_bytes(cut.read_bytes()[:30_000])
    city = played("new-york-subway", tmp_path)
    assert [problem for problem in city.problems if files[1].name in problem]
    assert city.count("Vehicle") == 85


def test_there_is_no_subway_without_snapshots(tmp_path: Path) -> None:
    with pytest.raises(NoCity) as caught:
        played("new-york-subway", tmp_path)
    assert "https://api-endpoint.mta.info" in str(caught.value)
    assert "nothing to make new-york-subway of" in str(caught.value)
