"""GTFS-realtime joined to GTFS: a small town by hand."""

from pathlib import Path
from typing import Any

import msgspec
import pytest
from google.transit import gtfs_realtime_pb2 as pb

from opscenter.domain.batch import Batch
from opscenter.feeds.gtfs.reading import read_static
from opscenter.feeds.gtfs.realtime import GtfsRealtime
from opscenter.feeds.record import Record
from opscenter.station.registry import Registry
from opscenter.wire.decoder import Decoder
from tests.support.gtfs_town import NOON, Town, feed, lon_of, update, value, vehicle, write_town


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def test_a_bus_between_two_stops_is_placed_and_timed(town: Town) -> None:
    # t2 leaves Anchor at 12:00 and is due at Bridge at 12:02; at 12:03:30 it is half-way from Bridge to Church,
    # where it should have been at 12:03
    bus = town.say(NOON + 210, vehicle("t2", NOON + 210, lon_of(3)))["Vehicle:town:bus1"]
    assert value(bus, "delay") == 30
    assert value(bus, "distanceAlongLine") == pytest.approx(1.5 * 684.6, abs=2)  # 0.015 degrees at 52 N
    assert value(bus, "shareOfLine") == 0.5
    assert value(bus, "stopNumber") == 1
    assert value(bus, "nextStop") == "Church"
    assert value(bus, "refLine") == "urn:ngsi-ld:BusLine:town:7:0"
    assert (value(bus, "lineName"), value(bus, "tripId")) == ("7 → Docks", "t2")
    assert (value(bus, "positionSource"), value(bus, "vehicleType")) == ("reported", "bus")
    assert bus["delay"]["observedAt"] == "2024-06-10T10:03:30.000Z"


def test_stops_passed_between_reports_are_published_each_at_its_own_time(town: Town) -> None:
    town.say(NOON + 60, vehicle("t2", NOON + 60, lon_of(1)))
    town.say(NOON + 300, vehicle("t2", NOON + 300, lon_of(5)))
    passings = [
        (value(entity, "stopNumber"), entity["stopNumber"]["observedAt"], value(entity, "scheduledHeadway"))
        for entity in (msgspec.json.decode(one.payload) for one in town.records if "/Vehicle/" in one.topic)
    ]
    assert passings == [(1, "2024-06-10T10:02:00.000Z", 600), (2, "2024-06-10T10:04:00.000Z", 600)]


def test_a_run_after_midnight_is_of_the_day_before(town: Town) -> None:
    # Sunday's night bus leaves at 24:30: Monday 00:30 in Berlin, 11.5 h before noon
    night = NOON - 41_400
    bus = town.say(night + 180, vehicle("n1", night + 180, lon_of(2.5)))["Vehicle:town:bus1"]
    assert value(bus, "delay") == 30
    assert value(town.say(night + 240)["BusLine:town:7:0"], "scheduledVehicles") == 1


def test_a_run_by_frequency_has_a_time_only_when_the_feed_says_when_it_began(tmp_path: Path) -> None:
    often = "trip_id,start_time,end_time,headway_secs\nt2,06:00:00,20:00:00,300\n"
    static, _ = read_static(write_town(tmp_path, {"frequencies.txt": often}))
    assert static is not None

    def delay_of(one: Any) -> Any:
        found = GtfsRealtime("town", static).read(feed(NOON + 210, one), "rt", (NOON + 210) * 1000)
        entities = [msgspec.json.decode(record.payload) for record in found if isinstance(record, Record)]
        (bus,) = [entity for entity in entities if entity["type"] == "Vehicle"]
        assert value(bus, "scheduledHeadway") == 300
        return bus.get("delay", {}).get("value")

    one = vehicle("t2", NOON + 210, lon_of(3))
    assert delay_of(one) is None
    one.vehicle.trip.start_time = "12:00:00"
    assert delay_of(one) == 30
    one.vehicle.trip.start_time = "12:01:00"
    assert delay_of(one) == -30


def test_a_message_of_changes_leaves_the_rest_as_it_was(town: Town) -> None:
    town.say(NOON + 200, update("t2", {"stop": "C", "delay": 60}), update("t1", {"stop": "D", "delay": 600}))
    town.hear(feed(NOON + 205, update("t1", {"stop": "D", "delay": 660}), full=False), NOON + 205)
    bus = town.say(NOON + 210, vehicle("t2", NOON + 210, lon_of(3)), source="positions")["Vehicle:town:bus1"]
    assert value(bus, "delay") == 60


def test_an_early_bus_and_one_that_waits_to_begin(town: Town) -> None:
    early = town.say(NOON + 60, vehicle("t2", NOON + 60, lon_of(2.5)))["Vehicle:town:bus1"]
    assert value(early, "delay") == -90
    waiting = town.say(NOON + 70, vehicle("t3", NOON + 70, 13.0, bus="bus2"))["Vehicle:town:bus2"]
    assert value(waiting, "delay") == 0
    assert "stopNumber" not in waiting
    assert value(waiting, "nextStop") == "Anchor"


def test_what_the_operator_foretells_goes_before_what_is_reckoned(town: Town) -> None:
    calls = ({"stop": "C", "delay": 120}, {"stop": "D", "arrival": NOON + 360 + 90})
    found = town.say(NOON + 210, update("t2", *calls), vehicle("t2", NOON + 210, lon_of(3)))
    assert value(found["Vehicle:town:bus1"], "delay") == 120
    arrival = found["ArrivalEstimation:town:7:0:C"]
    assert value(arrival, "remainingTime") == "PT2M30S"  # due 12:04, 2 minutes late, and it is 12:03:30
    assert value(arrival, "remainingSeconds") == 150
    assert value(arrival, "hasStop") == "urn:ngsi-ld:PublicTransportStop:town:C"
    assert value(arrival, "headSign") == "Docks"
    # the delay of D is told to be 90 s, but it cannot be there before it was at C and drove on
    assert value(found["ArrivalEstimation:town:7:0:D"], "remainingSeconds") == 240


def test_a_stop_tells_what_comes_next_and_when_nothing_does(town: Town) -> None:
    found = town.say(NOON + 210, vehicle("t2", NOON + 210, lon_of(3)), vehicle("r1", NOON + 210, lon_of(3), bus="b2"))
    # t2 is 30 s behind: due at Church 12:04:30; r1 left Docks at 12:00 and is 30 s behind, too: at Bridge 12:04:30
    assert value(found["PublicTransportStop:town:C"], "nextArrivals") == "12:04 7 → Docks"
    assert value(found["PublicTransportStop:town:B"], "nextArrivals") == "12:04 7 → Anchor"
    found = town.say(NOON + 300, vehicle("t2", NOON + 300, lon_of(4.9)))
    assert value(found["PublicTransportStop:town:C"], "nextArrivals") is None
    # r1 has not been heard of since; it was due at Bridge at 12:04:30, and nobody waits for it there any more
    assert value(found["PublicTransportStop:town:B"], "nextArrivals") is None
    assert "PublicTransportStop:town:A" not in found  # reads as before


def test_an_arrival_that_nothing_is_coming_for_any_more_is_taken_back(town: Town) -> None:
    town.say(NOON + 210, vehicle("t2", NOON + 210, lon_of(3)))
    found = town.say(NOON + 250, vehicle("t2", NOON + 250, lon_of(4.2)))
    assert value(found["ArrivalEstimation:town:7:0:C"], "remainingSeconds") is None
    assert value(found["ArrivalEstimation:town:7:0:D"], "remainingSeconds") > 0


def test_without_a_position_it_is_put_on_its_way_between_stops(town: Town) -> None:
    town.say(NOON + 120, vehicle("t2", NOON + 110, stop_id="B", current_status=1))
    found = town.say(NOON + 180, vehicle("t2", NOON + 125, stop_id="C", current_status=2))
    bus = found["Vehicle:town:bus1"]
    assert value(bus, "positionSource") == "interpolated"
    lon, lat = value(bus, "location")["coordinates"]
    assert (lon, lat) == (pytest.approx(13.015, abs=0.0002), 52.0)  # it left B at 12:02, is due at 12:04, now 12:03
    assert (value(bus, "stopNumber"), value(bus, "nextStop")) == (1, "Church")


def test_a_trip_that_is_only_foretold_is_where_it_should_be(town: Town) -> None:
    found = town.say(NOON + 240, update("t2", {"stop": "C", "delay": 60}, bus="bus9"))
    bus = found["Vehicle:town:bus9"]
    assert value(bus, "positionSource") == "interpolated"
    assert value(bus, "location")["coordinates"][0] == pytest.approx(lon_of(3), abs=0.0002)
    assert value(bus, "delay") == 60
    # once somebody reports it, nothing is counted as passed on the way from guess to place
    town.say(NOON + 250, vehicle("t2", NOON + 250, lon_of(5), bus="bus9"))
    assert sum("/Vehicle/" in one.topic for one in town.records) == 1


def test_cancelled_added_and_skipped(town: Town) -> None:
    skipped = ({"stop": "C", "skipped": True}, {"stop": "D", "delay": 0})
    found = town.say(
        NOON + 210,
        update("t1", relation=pb.TripDescriptor.CANCELED), update("t3", relation=pb.TripDescriptor.CANCELED),
        update("x1", relation=pb.TripDescriptor.ADDED, route="7"), update("t2", *skipped),
        vehicle("t2", NOON + 210, lon_of(3)),
    )  # fmt: skip
    line = found["BusLine:town:7:0"]
    # t3 is cancelled, too, but should only begin at 12:10
    assert (value(line, "cancelledTrips"), value(line, "scheduledTrips")) == (1, 3)
    assert (value(line, "scheduledVehicles"), value(line, "vehiclesInService")) == (1, 1)
    assert value(found["BusLine:town:7"], "addedTrips") == 1
    assert value(line, "scheduledHeadway") == 600
    assert line["location"]["value"]["coordinates"][0] == [13.0, 52.0]
    assert value(found["Vehicle:town:bus1"], "stopsSkipped") == 1
    assert not town.problems
    later = town.say(NOON + 700)
    assert value(later["BusLine:town:7:0"], "cancelledTrips") == 2


def test_a_vehicle_that_the_feed_no_longer_names_has_left_the_service(town: Town) -> None:
    town.say(NOON + 210, vehicle("t2", NOON + 210, lon_of(3)))
    found = town.say(NOON + 600)
    bus = found["Vehicle:town:bus1"]
    assert value(bus, "serviceStatus") == "outOfService"
    assert value(bus, "delay") is None
    assert not town.reader.fleet.vehicles


def test_the_next_trip_of_a_vehicle_begins_with_its_first_stop(town: Town) -> None:
    town.say(NOON - 250, vehicle("t1", NOON - 250, lon_of(5.9)))
    town.say(NOON - 230, vehicle("t1", NOON - 230, lon_of(6)))
    town.say(NOON - 20, vehicle("r1", NOON - 20, lon_of(6)))
    found = town.say(NOON + 30, vehicle("r1", NOON + 30, lon_of(5.6)))
    assert (value(found["Vehicle:town:bus1"], "stopNumber"), value(found["Vehicle:town:bus1"], "delay")) == (0, 6)


def test_alerts_stand_on_the_line_and_end_when_they_are_taken_back(town: Town) -> None:
    entity = pb.FeedEntity(id="a:1/x")
    entity.alert.effect = pb.Alert.NO_SERVICE
    entity.alert.cause = pb.Alert.STRIKE
    entity.alert.informed_entity.add(route_id="7")
    entity.alert.active_period.add(start=NOON, end=NOON + 7200)
    entity.alert.header_text.translation.add(text="No buses today", language="en")
    found = town.say(NOON + 10, entity)
    alert = found["Alert:town:a%3A1%2Fx"]
    assert alert["name"]["languageMap"] == {"en": "No buses today"}
    assert (value(alert, "severity"), value(alert, "subCategory"), value(alert, "cause")) == (
        "high",
        "noService",
        "strike",
    )
    assert value(alert, "validTo") == "2024-06-10T12:00:00.000Z"
    assert value(alert, "lines") == "7"
    assert value(found["BusLine:town:7:0"], "status") == "suspended"
    assert "Alert:town:a%3A1%2Fx" not in town.say(NOON + 20, entity)  # nothing new
    ended = town.say(NOON + 60)
    assert (value(ended["Alert:town:a%3A1%2Fx"], "msgType"), value(ended["Alert:town:a%3A1%2Fx"], "status")) == (
        "Cancel",
        "ended",
    )
    assert value(ended["BusLine:town:7:0"], "status") == "normal"


def test_a_feed_of_alerts_alone_says_nothing_of_vehicles(town: Town) -> None:
    line = town.say(NOON)["BusLine:town:7:0"]
    assert value(line, "vehiclesInService") is None
    assert value(line, "scheduledVehicles") == 1
    line = town.say(NOON + 60, vehicle("t2", NOON + 60, lon_of(1)))["BusLine:town:7:0"]
    assert value(line, "vehiclesInService") == 1
    line = town.say(NOON + 1200)["BusLine:town:7:0"]
    assert value(line, "vehiclesInService") is None  # nothing was heard for 20 min


def test_a_line_that_does_not_run_today_goes_on_being_told_of(town: Town) -> None:
    town.say(NOON)
    saturday = NOON + 5 * 86_400
    line = town.say(saturday)["BusLine:town:7:0"]
    assert (value(line, "scheduledVehicles"), value(line, "scheduledTrips")) == (0, 0)


def test_stops_are_published_once_and_again_after_an_hour(town: Town) -> None:
    assert {"PublicTransportStop:town:A", "PublicTransportStop:town:D"} <= set(town.say(NOON))
    assert not any("Stop" in key for key in town.say(NOON + 60))
    assert any("Stop" in key for key in town.say(NOON + 3601))


def test_a_station_takes_every_record(town: Town) -> None:
    registry, batch = Registry(), Batch()
    decoder = Decoder(registry)
    for at in (210, 600):
        town.say(NOON + at, *([vehicle("t2", NOON + at, lon_of(3))] if at == 210 else []))
        for one in town.records:
            decoder.decode(one.topic.encode(), one.payload, b"", (NOON + at) * 1000, batch)
    assert not batch.rejected
    assert {"Vehicle", "BusLine", "ArrivalEstimation", "PublicTransportStop"} == set(registry.types)
