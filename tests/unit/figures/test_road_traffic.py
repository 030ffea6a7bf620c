"""The figure of road traffic over samples: what it writes, late and bad input, restarts."""

import math
from typing import Any

import pytest

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.corridor import Corridor
from opscenter.figures.roads.queue_writing import junction_entity
from opscenter.figures.roads.road_traffic import RoadTraffic
from tests.support.figure_rig import T0, Rig

SEGMENT, DETECTOR = "RoadSegment", "TrafficFlowObserved"
HARBOUR = Corridor("harbour", {"en": "Harbour way"}, ("urn:s1", "urn:s2", "urn:s3"))


def city(corridor: Corridor | None = HARBOUR, **known: Any) -> Rig:
    """Three segments of 1 km one after another, free flow 60 km/h; `known` goes to the rig."""
    rig = Rig(RoadTraffic(Catalogue(corridors=(corridor,) if corridor else ())), **known)
    for number in (1, 2, 3):
        segment = f"urn:s{number}"
        rig.name(segment, SEGMENT, f"Tide Road, {number}")
        rig.shape(
            segment,
            SEGMENT,
            {"type": "LineString", "coordinates": [[114 + number / 100, 22], [114.01 + number / 100, 22]]},
        )
        for name, text in {
            "refStartJunction": f"urn:ngsi-ld:RoadJunction:{number}",
            "refEndJunction": f"urn:ngsi-ld:RoadJunction:{number + 1}",
            "roadName": "Tide Road", "status": "open",
        }.items():  # fmt: skip
            rig.text(segment, SEGMENT, name, text, T0)
        for name, value in {"length": 1.0, "freeFlowSpeed": 60.0}.items():
            rig.number(segment, SEGMENT, name, value, T0)
    return rig


def drive(rig: Rig, minute: int, *speeds: float, quality: int = 0) -> None:
    """Speeds of the segments in a minute."""
    at = T0 + minute * 60_000 + 10_000
    for number, speed in enumerate(speeds, start=1):
        rig.number(f"urn:s{number}", SEGMENT, "averageVehicleSpeed", speed, at, quality)
    rig.beat(at)


def end(rig: Rig, minute: int) -> None:
    """The city's clock passes the end of a minute."""
    rig.number("urn:clock", "Clock", "tick", 1.0, T0 + (minute + 1) * 60_000 + 1)
    rig.beat(T0 + (minute + 1) * 60_000 + 1)


def test_congestion_level_and_corridor() -> None:
    rig = city()
    drive(rig, 0, 30.0, 60.0, 60.0)
    end(rig, 0)
    assert rig.last("urn:s1", "derived.congestion") == 0.5 and rig.last("urn:s1", "derived.level") == "slow"
    assert rig.last("urn:s2", "derived.level") == "free" and rig.last("urn:s1", "derived.freeFlowSpeed") == 60
    way = "urn:ngsi-ld:TrafficCorridor:harbour"
    assert rig.last(way, "travelTime") == pytest.approx(240.0)
    assert rig.last(way, "travelTimeIndex") == pytest.approx(4 / 3)
    assert rig.last(way, "length") == pytest.approx(3.0) and rig.last(way, "coverage") == 1.0
    assert rig.described.shapes[rig.registry.find(way)]["coordinates"][-1] == [114.04, 22.0]
    assert rig.units[way, "travelTime"] == "SEC"
    assert rig.last("urn:ngsi-ld:TrafficNetwork:city", "measuredLength") == 3.0


def test_a_queue_grows_over_a_junction_and_goes() -> None:
    rig = city()
    drive(rig, 0, 60.0, 60.0, 10.0)
    drive(rig, 1, 60.0, 15.0, 10.0)
    drive(rig, 2, 60.0, 50.0, 50.0)
    end(rig, 2)
    assert [value for _, value in rig.written["urn:s3", "derived.queueLength"]] == [1000.0, 2000.0, 0.0]
    assert [value for _, value in rig.written["urn:s3", "derived.queue"]] == ["head", "none"]
    assert [value for _, value in rig.written["urn:s2", "derived.refQueueHead"]] == ["urn:s3", None]
    junction = "urn:ngsi-ld:RoadJunction:3"
    assert [value for _, value in rig.written[junction, "state"]] == ["blocked", "clear"]
    assert [value for _, value in rig.written[junction, "queuedArms"]] == [1.0, 0.0]
    assert rig.described.names[rig.registry.find(junction)] == "Tide Road"
    assert rig.last("urn:ngsi-ld:TrafficNetwork:city", "queues") == 0
    way = "urn:ngsi-ld:TrafficCorridor:harbour"
    assert [value for _, value in rig.written[way, "refQueueHead"]] == ["urn:s3", None]
    assert [value for _, value in rig.written[way, "queueLength"]] == [1000.0, 2000.0, 0.0]


def test_a_closed_road_has_no_queue_and_no_travel_time_of_its_own() -> None:
    rig = city()
    rig.text("urn:s3", SEGMENT, "status", "closed", T0 + 1)
    drive(rig, 0, 30.0, 30.0, 3.0)
    end(rig, 0)
    way = "urn:ngsi-ld:TrafficCorridor:harbour"
    assert rig.last(way, "closedSegments") == 1 and rig.last(way, "travelTimeIndex") == pytest.approx(2.0)
    assert rig.last(way, "coverage") == pytest.approx(2 / 3)
    assert ("urn:s3", "derived.queue") not in rig.written


def test_detectors_speak_for_segments_that_do_not() -> None:
    rig = city()
    for number, (speed, flow) in enumerate([(20.0, 600.0), (40.0, 600.0)]):
        detector = f"urn:d{number}"
        rig.text(detector, DETECTOR, "refRoadSegment", "urn:s1", T0)
        rig.number(detector, DETECTOR, "averageVehicleSpeed", speed, T0 + 5_000)
        rig.number(detector, DETECTOR, "intensity", flow, T0 + 5_000)
    rig.text("urn:lost", DETECTOR, "refRoadSegment", "urn:nowhere", T0)
    rig.number("urn:lost", DETECTOR, "averageVehicleSpeed", 10.0, T0 + 5_000)
    rig.number("urn:s2", SEGMENT, "averageVehicleSpeed", 60.0, T0 + 5_000)
    end(rig, 0)
    assert rig.last("urn:s1", "derived.congestion") == 0.5
    assert rig.last("urn:d1", "derived.congestion") == pytest.approx(2 / 3), "by the free-flow speed of its segment"
    assert ("urn:lost", "derived.congestion") not in rig.written, "no free-flow speed is known of it yet"
    network = "urn:ngsi-ld:TrafficNetwork:city"
    assert rig.last(network, "vehicleKilometres") == 600.0
    assert rig.last(network, "delay") == pytest.approx(600 * (1 / 30 - 1 / 60))
    assert rig.last(network, "delayToday") == pytest.approx(10 / 60)


def test_bad_old_and_missing_readings_are_not_known() -> None:
    rig = city()
    drive(rig, 0, 30.0, math.nan, 30.0, quality=0)
    drive(rig, 1, 60.0, quality=3)  # bad
    end(rig, 1)
    assert math.isnan(rig.last("urn:s1", "derived.congestion")) and rig.last("urn:s1", "derived.level") is None
    assert ("urn:s2", "derived.congestion") not in rig.written
    rig.number("urn:s1", SEGMENT, "averageVehicleSpeed", 30.0, T0 + 3_600_000)
    end(rig, 60)
    assert math.isnan(rig.last("urn:s3", "derived.congestion")), "an hour old"
    assert rig.last("urn:s1", "derived.congestion") == 0.5


def test_late_samples_count_only_where_nothing_newer_is_known() -> None:
    rig = city()
    drive(rig, 0, 30.0)
    drive(rig, 1, 60.0)
    rig.number("urn:s1", SEGMENT, "averageVehicleSpeed", 6.0, T0 + 30_000)  # late
    drive(rig, 2, 60.0)
    end(rig, 2)
    assert [value for _, value in rig.written["urn:s1", "derived.congestion"]] == [0.5, 1.0, 1.0]


def test_without_corridors_of_a_site_each_road_is_one() -> None:
    rig = city(None)
    drive(rig, 0, 30.0, 30.0, 30.0)
    end(rig, 0)
    way = "urn:ngsi-ld:TrafficCorridor:tide-road-e"
    assert rig.described.names[rig.registry.find(way)] == "Tide Road eastbound"
    assert rig.last(way, "travelTimeIndex") == pytest.approx(2.0)


def test_a_corridor_of_segments_nobody_knows_is_not_there() -> None:
    rig = city(Corridor("ghost", {"en": "Ghost"}, ("urn:nobody",)))
    drive(rig, 0, 30.0)
    end(rig, 0)
    assert not any("TrafficCorridor" in entity for entity, _ in rig.written)


def test_what_was_driven_today_begins_anew_at_local_midnight() -> None:
    rig = city(zone="Asia/Hong_Kong")
    midnight = (T0 + 28_800_000) // 86_400_000 * 86_400_000 + 86_400_000 - 28_800_000
    rig.text("urn:d", DETECTOR, "refRoadSegment", "urn:s1", T0)
    for minute in (-2, -1, 0, 1):
        at = midnight + minute * 60_000 + 1_000
        rig.number("urn:d", DETECTOR, "averageVehicleSpeed", 60.0, at)
        rig.number("urn:d", DETECTOR, "intensity", 600.0, at)
        rig.beat(at)
    rig.number("urn:clock", "Clock", "tick", 1.0, midnight + 120_001)
    rig.beat(midnight + 120_001)
    found = rig.written["urn:ngsi-ld:TrafficNetwork:city", "vehicleKilometresToday"]
    assert [(at - midnight, value) for at, value in found] == [
        (-60_000, pytest.approx(10.0)), (0, pytest.approx(20.0)), (60_000, pytest.approx(10.0)),
        (120_000, pytest.approx(20.0)),
    ]  # fmt: skip


def lived(restart_after: int) -> Rig:
    rig = city()
    rig.text("urn:d", DETECTOR, "refRoadSegment", "urn:s1", T0)
    speeds = [(60.0, 60.0, 10.0), (60.0, 15.0, 10.0), (12.0, 20.0, 20.0), (math.nan, 23.0, 23.0), (50.0, 50.0, 12.0)]
    for minute, three in enumerate(speeds):
        rig.number("urn:d", DETECTOR, "averageVehicleSpeed", 40.0 + minute, T0 + minute * 60_000 + 5_000)
        rig.number("urn:d", DETECTOR, "intensity", 500.0, T0 + minute * 60_000 + 5_000)
        drive(rig, minute, *three)
        if minute == restart_after:
            rig.restart(RoadTraffic(Catalogue(corridors=(HARBOUR,))))
    end(rig, len(speeds) - 1)
    return rig


@pytest.mark.parametrize("minute", [0, 1, 2, 3])
def test_a_restart_makes_no_difference(minute: int) -> None:
    one, other = lived(-1), lived(minute)
    assert repr(one.written) == repr(other.written)  # NaN is equal in words


def test_a_junction_that_is_named_in_a_way_of_its_own_has_an_id_all_the_same() -> None:
    assert junction_entity("urn:ngsi-ld:Node:a:7") == "urn:ngsi-ld:RoadJunction:Node-a-7"
    assert junction_entity("N 7") == "urn:ngsi-ld:RoadJunction:N 7"


def test_a_city_of_detectors_alone_has_their_congestion_and_nothing_else() -> None:
    rig = Rig(RoadTraffic(Catalogue()))
    rig.number("urn:d", DETECTOR, "freeFlowSpeed", 80.0, T0 + 1)
    rig.number("urn:d", DETECTOR, "averageVehicleSpeed", 40.0, T0 + 1)
    end(rig, 0)
    assert rig.last("urn:d", "derived.congestion") == 0.5
    assert {name for _, name in rig.written} == {"derived.congestion", "derived.freeFlowSpeed", "derived.level"}


def test_free_flow_is_learnt_off_peak_where_there_is_neither_it_nor_a_limit() -> None:
    rig = Rig(RoadTraffic(Catalogue()))
    begin = (T0 // 86_400_000) * 86_400_000 + 10 * 3_600_000  # ten in the morning
    for minute in range(62):
        rig.number("urn:d", DETECTOR, "averageVehicleSpeed", 60.0 if minute % 5 else 20.0, begin + minute * 60_000 + 1)
        rig.beat(begin + minute * 60_000 + 1)
    first, *_ = rig.written["urn:d", "derived.congestion"]
    assert first[0] == begin + 60 * 60_000, "after an hour of readings"
    assert rig.last("urn:d", "derived.freeFlowSpeed") == pytest.approx(62.0, abs=0.6)
