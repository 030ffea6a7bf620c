"""GTFS-realtime joined to GTFS: a small town by hand, real operators by their own messages, and bad messages."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from google.transit import gtfs_realtime_pb2 as pb

from opscenter.domain.batch import Batch
from opscenter.feeds.gtfs import realtime
from opscenter.feeds.gtfs.reading import read_static
from opscenter.feeds.gtfs.realtime import GtfsRealtime, RealtimeOptions
from opscenter.feeds.record import Problem, Record
from opscenter.station.registry import Registry
from opscenter.wire.decoder import Decoder
from tests.support.data import shared_data
from tests.support.gtfs_town import NOON, feed, update, vehicle, write_town

Entities = dict[str, dict[str, Any]]


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


@pytest.fixture
def town(tmp_path: Path) -> Town:
    return Town(tmp_path)


def value(entity: dict[str, Any], name: str) -> Any:
    return entity[name].get("value", entity[name].get("object"))


def lon_of(minutes: float) -> float:
    """Where a bus of the town on time is, so many minutes after its start: 0.01 degrees in 2 minutes."""
    return 13.0 + minutes / 200


# -- the join --------------------------------------------------------------------------------------------------


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


# -- bad input -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("body", "sentence"),
    [
        (b"", "it is empty"),
        (b"<html>Not found</html>", "it looks like a web page or JSON"),
        (b'{"header": 1}', "it looks like a web page or JSON"),
        (b"\xff" * 40, "it is no GTFS-realtime message, or one that was cut short (40 bytes)"),
        (b"\x12\x02", "cut short"),
    ],
)
def test_what_is_no_message(town: Town, body: bytes, sentence: str) -> None:
    assert not town.hear(body, NOON)
    assert len(town.problems) == 1
    assert sentence in town.problems[0]


def test_a_message_cut_short_anywhere_raises_nothing(town: Town) -> None:
    body = feed(
        NOON, *(vehicle("t2", NOON, 13.01, bus=f"b{k}") for k in range(5)), update("t2", {"stop": "C", "delay": 5})
    )
    for length in range(len(body)):
        town.reader.read(body[:length], f"source{length}", NOON * 1000)


def test_an_empty_feed_is_no_fault(town: Town) -> None:
    found = town.say(NOON)
    assert not town.problems
    assert not any(key.startswith("Vehicle") for key in found)


def test_the_same_message_again_says_nothing_and_an_older_one_is_told(town: Town) -> None:
    body = feed(NOON + 100, vehicle("t2", NOON + 100, lon_of(1)))
    assert town.hear(body, NOON + 100)
    assert not town.hear(body, NOON + 130)
    assert not town.problems
    assert not town.say(NOON - 86_300, vehicle("t2", NOON - 86_300, 13.0), now=NOON + 140)
    assert town.problems == ["it is 24 hours older than the message before; nothing of it is published."]
    assert town.say(NOON + 150, vehicle("t2", NOON + 150, lon_of(2)))


def test_yesterdays_message_is_no_news_even_to_one_that_has_just_started(town: Town) -> None:
    yesterday = NOON - 86_400
    assert not town.say(yesterday, vehicle("t2", yesterday, 13.0), now=NOON)
    assert "it was made 24 hours ago and is no news" in town.problems[0]
    assert not town.say(yesterday + 10, now=NOON + 10)
    assert not town.problems  # said once


def test_a_message_from_the_future_is_refused(town: Town) -> None:
    assert not town.say(NOON + 7_200, vehicle("t2", NOON, 13.0), now=NOON)
    assert "its time is 2 hours ahead of this clock" in town.problems[0]


def test_a_recording_is_played_whatever_the_clock_says(tmp_path: Path) -> None:
    town = Town(tmp_path, max_age_s=0.0)
    assert "Vehicle:town:bus1" in town.say(NOON, vehicle("t2", NOON, 13.0), now=NOON + 10**7)


def test_a_vehicle_whose_own_report_is_old_is_not_published(town: Town) -> None:
    assert "Vehicle:town:bus1" not in town.say(NOON, vehicle("t2", NOON - 3_600, 13.0))


def test_trips_and_stops_that_the_timetable_does_not_have_are_told_once(town: Town) -> None:
    bad = vehicle("t99", NOON, 13.0, bus="stray"), update("t2", {"stop": "Q", "delay": 0})
    found = town.say(NOON, *bad)
    stray = found["Vehicle:town:stray"]
    assert value(stray, "location")["coordinates"] == [13.0, 52.0]
    assert "delay" not in stray and "refLine" not in stray
    assert town.problems[0].startswith("1 trips are not in the static data ('t99'): no delay and no stop is known")
    assert town.problems[1] == "1 stops are not on their trip in the static data ('Q')."
    town.say(NOON + 10, *bad)
    assert not town.problems


def test_positions_at_0_0_are_no_places(town: Town) -> None:
    found = town.say(NOON + 210, vehicle("t2", NOON + 210, 0.0, 0.0), vehicle("t1", NOON + 210, 13.0, 95.0, bus="b2"))
    assert not any("location" in entity for key, entity in found.items() if key.startswith("Vehicle"))
    assert town.problems == [
        "2 vehicles are at 0,0 or nowhere on earth ('bus1', 'b2'): they are shown without a place until they are."
    ]


def test_a_vehicle_off_its_way_has_a_place_and_no_delay(town: Town) -> None:
    # the town has no shapes: its ways are drawn from stop to stop, and so 5 km are allowed
    found = town.say(NOON + 210, vehicle("t2", NOON + 210, 13.01, 52.2))
    bus = found["Vehicle:town:bus1"]
    assert value(bus, "location")["coordinates"] == pytest.approx([13.01, 52.2], abs=1e-5)
    assert "delay" not in bus and "shareOfLine" not in bus
    assert town.problems == ["1 vehicles are far off the way of their trip ('bus1'): on a diversion?"]


def test_a_message_far_larger_than_usual_is_looked_at_twice(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    town.say(NOON, vehicle("t2", NOON, 13.0))
    large = feed(NOON + 10, *(vehicle("t2", NOON + 10, 13.0, bus="x" * 100 + f"{k}") for k in range(8_000)))
    assert len(large) > realtime.SUDDEN_BYTES
    assert not town.hear(large, NOON + 10)
    assert "MB where 0 kB are usual; it is left out, and believed when the next one is as large." in town.problems[0]
    assert len(town.hear(large, NOON + 20)) == 8_000
    monkeypatch.setattr("opscenter.feeds.gtfs.messages.MAX_BYTES", 1_000_000)
    assert not town.hear(large, NOON + 30)
    assert town.problems == ["it has 2 MB, and a message has at most 1."]


def test_without_a_zone_there_are_places_but_no_delays(tmp_path: Path) -> None:
    static, problems = read_static(write_town(tmp_path, {"agency.txt": None}))
    assert static is not None and "no time zone is told" in str(problems[0])
    reader = GtfsRealtime("town", static)
    found = reader.read(feed(NOON + 210, vehicle("t2", NOON + 210, lon_of(3))), "rt", (NOON + 210) * 1000)
    bus = next(
        msgspec.json.decode(one.payload) for one in found if isinstance(one, Record) and "/Vehicle/" in one.topic
    )
    assert value(bus, "shareOfLine") == 0.5
    assert "delay" not in bus


def test_ids_with_anything_in_them_make_safe_topics(town: Town) -> None:
    found = town.say(NOON, vehicle("t2", NOON, 13.0, bus="a/b c#+\n"))
    assert "Vehicle:town:a%2Fb%20c%23%2B%0A" in found


# -- real operators --------------------------------------------------------------------------------------------


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
