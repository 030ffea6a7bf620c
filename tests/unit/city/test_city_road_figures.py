"""The demo city through the figures of roads and pricing: what it publishes is enough, and its troubles show."""

import json
from collections.abc import Callable

import pytest

from opscenter.city.payload import Writer
from opscenter.city.pricing import CLASSES
from opscenter.city.run import City
from opscenter.figures.pricing.every_figure import pricing_figures
from opscenter.figures.roads.road_traffic import RoadTraffic
from opscenter.settings.catalogue import load_catalogue
from opscenter.wire.decoder import Decoder
from tests.support.figure_rig import Rig
from tests.unit.city.conftest import START

TROUBLE = """least_traffic = 0.95
[[gantry_fault]]
at = 0
lasts = 600
gantry = 2
charge_off = 1.0
[[gantry_fault]]
at = 0
lasts = 600
gantry = 3
[[accident]]
at = 0
lasts = 600
district = "observatory"
capacity = 0.02
"""


def lived(city: City, minutes: int) -> Rig:
    """Figures of so many minutes of what roads and gantries of a city publish, every half minute."""
    catalogue, simulation = load_catalogue(), city.simulation
    rig = Rig(RoadTraffic(catalogue), *pricing_figures(catalogue), zone="Asia/Hong_Kong")
    decoder = Decoder(rig.registry)
    groups = simulation.roads.segments, simulation.roads.detectors, simulation.pricing.group
    writers = [Writer(group) for group in groups]
    for number in range(6 * minutes + 1):
        at = START + number * 10_000
        simulation.step(at, 10.0)
        if number % 3 == 0:
            for writer in writers:
                say = writer.live if number else writer.full
                for index, topic in enumerate(writer.topics):
                    decoder.decode(topic.encode(), say(index, at), b"", at, rig._batch)
            rig.beat(at)
    return rig


@pytest.fixture(scope="module")
def made() -> dict[str, Rig]:
    return {}


@pytest.fixture
def rig(make_city: Callable[..., City], made: dict[str, Rig]) -> Rig:
    if not made:
        made["rig"] = lived(make_city(TROUBLE, entities=2500), 10)
    return made["rig"]


def values(rig: Rig, attribute: str) -> dict[str, float]:
    return {entity: found[-1][1] for (entity, name), found in rig.written.items() if name == attribute}


def test_roads_are_measured_against_their_free_flow(rig: Rig) -> None:
    ratio = values(rig, "derived.congestion")
    assert sum("RoadSegment" in one for one in ratio) > 100 and sum("TrafficFlowObserved" in one for one in ratio) > 40
    assert all(0 < value < 1.2 for value in ratio.values())
    assert set(values(rig, "derived.level").values()) >= {"free", "fair"}


def test_every_expressway_is_a_corridor_with_vehicles_on_it(rig: Rig) -> None:
    index = values(rig, "travelTimeIndex")
    ways = [one for one in index if "TrafficCorridor" in one]
    assert len(ways) > 1 and all(index[one] >= 0.9 for one in ways)
    for road in ("airport-expressway-e", "west-coast-expressway-w"):
        assert f"urn:ngsi-ld:TrafficCorridor:{road}" in ways
    driven = values(rig, "vehicleKilometres")
    assert driven["urn:ngsi-ld:TrafficNetwork:city"] > max(driven[one] for one in ways if one in driven)


def test_behind_the_accident_a_queue_grows(rig: Rig) -> None:
    length = values(rig, "derived.queueLength")
    assert max(length.values()) > 100


def test_the_gantry_that_charges_too_much_is_found_and_no_other(rig: Rig) -> None:
    state, gap = values(rig, "derived.chargeState"), values(rig, "derived.chargeGap")
    assert {one[-4:]: found for one, found in state.items() if found != "agrees"} == {"g-02": "over"}
    assert gap["urn:ngsi-ld:RoadPricingGantry:pm:g-02"] == 2.0, "twice as much for the biggest class"


def test_the_gantry_that_failed_sees_nobody_and_what_others_take_is_what_is_due(rig: Rig) -> None:
    passages, taken, due = (
        values(rig, f"derived.{name}") for name in ("passagesQuarter", "revenueQuarter", "revenueDueQuarter")
    )
    assert passages["urn:ngsi-ld:RoadPricingGantry:pm:g-03"] == 0
    first = "urn:ngsi-ld:RoadPricingGantry:pm:g-01"
    assert passages[first] > 20 and taken[first] == pytest.approx(due[first], rel=0.01)
    assert taken["urn:ngsi-ld:RoadPricingGantry:pm:g-02"] > 1.3 * due["urn:ngsi-ld:RoadPricingGantry:pm:g-02"]


def test_charges_of_classes_are_instances_of_one_attribute(make_city: Callable[..., City]) -> None:
    city = make_city()
    city.publish_all()
    gantry = next(json.loads(payload) for topic, payload in city.sent if "RoadPricingGantry" in topic)  # type: ignore[attr-defined]
    assert len(gantry["charge"]) == len(CLASSES)
    assert [one.get("datasetId", "").rpartition(":")[2] for one in gantry["charge"]] == ["", *list(CLASSES)[1:]]
