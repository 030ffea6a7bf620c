"""GTFS-realtime of real operators, by their own messages."""

from collections.abc import Callable

import msgspec
import pytest

from opscenter.feeds.gtfs.reading import read_static
from opscenter.feeds.gtfs.realtime import GtfsRealtime, RealtimeOptions
from opscenter.feeds.record import Problem, Record
from tests.support.data import shared_data
from tests.support.gtfs_town import Entities, value


@pytest.fixture(scope="module")
def caltrain() -> Callable[[str], Entities]:
    static, _ = read_static(shared_data("protocols", "gtfs-static", "caltrain_ct.zip"))
    reader = GtfsRealtime("ct", static)

    def read(name: str) -> Entities:
        found = reader.read(shared_data("protocols", "gtfs-rt", f"ct-{name}.pb").read_bytes(), name, 1_699_405_560_000)
        assert not [one for one in found if isinstance(one, Problem)]
        entities = (msgspec.json.decode(one.payload) for one in found if isinstance(one, Record))
        return {entity["id"].removeprefix("urn:ngsi-ld:"): entity for entity in entities}

    read("trip-updates")
    return read


def test_caltrain_by_hand(caltrain: Callable[[str], Entities]) -> None:
    found = caltrain("vehicle-positions")
    trains = {key: one for key, one in found.items() if key.startswith("Vehicle")}
    assert len(trains) == 14
    train = trains["Vehicle:ct:124"]
    # stop_times.txt: 124 is due at Santa Clara (70242) at 17:09:00 PST; the feed foretells 1699405801 = 17:10:01
    assert value(train, "delay") == 61
    assert value(train, "nextStop") == "Santa Clara Caltrain Station"
    assert value(train, "refLine") == "urn:ngsi-ld:BusLine:ct:L1:1"
    # Lawrence is 65,411 m along its shape by shape_dist_traveled, and the train 100 m farther
    assert value(train, "distanceAlongLine") == pytest.approx(65_500, abs=150)
    # 410 is due at Menlo Park... its position alone tells where: 42 % of the way
    assert value(trains["Vehicle:ct:410"], "shareOfLine") == pytest.approx(0.425, abs=0.005)


def test_caltrain_arrivals_by_hand(caltrain: Callable[[str], Entities]) -> None:
    static, _ = read_static(shared_data("protocols", "gtfs-static", "caltrain_ct.zip"))
    reader = GtfsRealtime("ct", static)
    body = shared_data("protocols", "gtfs-rt", "ct-trip-updates.pb").read_bytes()
    records = reader.read(body, "tu", 1_699_405_540_000)
    entities = [msgspec.json.decode(one.payload) for one in records if isinstance(one, Record)]
    found = {entity["id"]: entity for entity in entities}
    arrival = found["urn:ngsi-ld:ArrivalEstimation:ct:L1:1:70242"]
    assert value(arrival, "remainingSeconds") == 1_699_405_801 - 1_699_405_534
    assert value(arrival, "arrivesAt") == "2023-11-08T01:10:01.000Z"
    assert value(arrival, "remainingDistance") == pytest.approx(71_301 - 65_995, abs=150)
    line = found["urn:ngsi-ld:BusLine:ct:L1:1"]
    # 17:05:34 on Tuesday: by stop_times.txt 124 (15:37 to 17:21) and 126 (16:37 to 18:21) are on their way
    assert (value(line, "scheduledVehicles"), value(line, "vehiclesInService")) == (2, 2)


def test_the_real_alert_and_the_real_empty_feed() -> None:
    reader = GtfsRealtime("bart", None, RealtimeOptions(max_age_s=0))
    (one,) = reader.read(shared_data("protocols", "gtfs-rt", "bart-alerts.pb").read_bytes(), "alerts", 0)
    assert isinstance(one, Record)
    alert = msgspec.json.decode(one.payload)
    assert (value(alert, "severity"), value(alert, "subCategory")) == ("medium", "significantDelays")
    assert value(alert, "cause") == "medicalEmergency"
    assert alert["name"]["languageMap"]["en"].startswith("There is a major delay at Montgomery St.")
    assert reader.read(shared_data("protocols", "gtfs-rt", "ct-service-alerts.pb").read_bytes(), "other", 0) == []


def test_trains_named_by_their_numbers_are_found_by_trip_short_name() -> None:
    static, _ = read_static(shared_data("protocols", "gtfs-static", "lower_silesia_rail.zip"))
    reader = GtfsRealtime("kd", static, RealtimeOptions(trips_by="trip_short_name", max_age_s=0))
    folder = shared_data("protocols", "gtfs-rt", "lower-silesia-rail")
    found = reader.read((folder / "20230322T094501Z_vehicle_positions.pb").read_bytes(), "vp", 0)
    trains = dict(reader.fleet.vehicles)
    assert (len(trains), [one for one in found if isinstance(one, Problem)]) == (22, [])
    assert all(train.track.run is not None for train in trains.values())
    delays = sorted(train.track.delay for train in trains.values() if train.track.delay == train.track.delay)
    assert len(delays) >= 20
    assert delays[0] > -120
    assert delays[len(delays) // 2] < 300
    empty = reader.read((folder / "20230327T050806Z_vehicle_positions.pb").read_bytes(), "vp", 0)
    assert not reader.fleet.vehicles
    assert not [one for one in empty if isinstance(one, Problem)]


def test_new_yorks_subway_without_positions_or_timetable() -> None:
    reader = GtfsRealtime("nyct", None, RealtimeOptions(max_age_s=0))
    passings: list[tuple[int, str]] = []
    folder = shared_data("protocols", "gtfs-rt", "nyct-ace-series")
    files = sorted(folder.glob("*.pb"))
    assert len(files) == 45
    for file in files[:12]:
        for one in reader.read(file.read_bytes(), "ace", 0):
            assert isinstance(one, Record), one
            entity = msgspec.json.decode(one.payload)
            if entity["id"] == "urn:ngsi-ld:Vehicle:nyct:042300_A..N" and "stopNumber" in entity:
                passing = value(entity, "stopNumber"), entity["stopNumber"]["observedAt"]
                if passing not in passings:
                    passings.append(passing)
    # by hand: at A40N from 12:58:47 (1707397127), at A38N from 13:00:10, A36N 13:02:10, A34N 13:04:10, A32N, A31N
    assert [at[11:19] for _, at in passings] == ["12:58:47", "13:00:10", "13:02:10", "13:04:10", "13:07:10", "13:09:10"]
    assert len({number for number, _ in passings}) == 6
    line = next(iter(vehicle.line for key, vehicle in reader.fleet.vehicles.items() if key == "042300_A..N"))
    assert line == ("A", 0)
