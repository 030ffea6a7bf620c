"""What goes wrong in the demo city shows in the figures of its networks, through the messages that it sends."""

import numpy as np

from opscenter.city.run import City
from opscenter.city.scenario import default_scenario, load_scenario
from opscenter.figures.networks.every_figure import network_figures
from opscenter.figures.networks.grid import NETWORK_ID
from opscenter.figures.networks.mains import WATER_NETWORK_ID
from opscenter.figures.networks.pipeline_balance import PipelineBalance
from opscenter.figures.places.every_figure import place_figures
from opscenter.settings.catalogue import load_catalogue
from opscenter.wire.decoder import Decoder
from tests.support.figure_rig import Rig
from tests.unit.city.conftest import MakeCity

START = 1_795_392_000_000  # Monday 08:00 in the city


def lived(name: str, seconds: int) -> Rig:
    """A city of 800 entities from its two hours before on, each five seconds a beat."""
    rig = Rig(*network_figures(), *place_figures(load_catalogue()), zone="Asia/Hong_Kong")
    decode = Decoder(rig.registry).decode

    def take(topic: str, payload: bytes) -> None:
        decode(topic.encode(), payload, b"", city.at, rig._batch)

    city = City(1, 800, load_scenario(default_scenario().with_name(f"{name}.toml")), START, take)
    city.introduce()  # says what it has before it tells of its past, as it does on the bus
    rig.beat(city.at)
    for topic, payload in city.live_past():
        take(topic, payload)
    city.publish_all()
    rig.beat(city.at)
    for step in range(2 * seconds):
        city.step()
        if step % 10 == 9:
            rig.beat(city.at)
    return rig


def named(rig: Rig, start: str) -> str:
    return next(
        rig.registry.ids[row] for row, name in enumerate(rig.described.names[: len(rig.registry.ids)]) if name == start
    )


def values(rig: Rig, kind: str, attribute: str) -> dict[str, float]:
    return {
        entity: told[-1][1]
        for (entity, name), told in rig.written.items()
        if name == attribute and entity.startswith(f"urn:ngsi-ld:{kind}:")
    }


def test_the_burst_is_seen_as_one_and_as_water_that_no_meter_counts() -> None:
    rig = lived("burst", 110)
    zone = named(rig, "Pearl Flats supply zone")
    signs = values(rig, "WaterNetworkZone", "derived.burstSign")
    assert [entity for entity, score in signs.items() if score >= 3.5] == [zone]
    first = next(at for at, score in rig.written[zone, "derived.burstSign"] if score >= 3.5)
    assert first - (START + 20_000) <= 60_000  # within a minute of the scenario's burst
    assert rig.last(WATER_NETWORK_ID, "burstSigns") == 1.0
    assert rig.last(zone, "derived.burstFlow") > 300.0
    losses = values(rig, "WaterNetworkZone", "derived.lossRatio")
    assert losses.pop(zone) > 0.3 > max(losses.values())
    assert min(losses.values()) > -0.02 and 0.03 < float(np.median(list(losses.values()))) < 0.15
    trunks = values(rig, "Tank", "derived.trunkLossRatio")
    assert trunks and max(abs(share) for share in trunks.values()) < 0.04


def test_the_blackout_names_the_feeder_that_tripped_first() -> None:
    rig = lived("blackout", 70)
    feeder = rig.last(NETWORK_ID, "refFirstCause")
    assert feeder.startswith("urn:ngsi-ld:ElectricityFeeder:") and " feeder " in rig.last(NETWORK_ID, "firstCause")
    below = {
        rig.last(entity, "derived.refFirstCause")
        for entity, name in rig.written
        if name == "derived.refFirstCause" and not entity.startswith("urn:ngsi-ld:ElectricityFeeder:")
    }
    assert below == {feeder}
    assert rig.last(NETWORK_ID, "takenAlong") == rig.last(feeder, "derived.takenAlong") >= 2
    assert rig.last(NETWORK_ID, "customersOff") > 1_000
    assert 0.003 < rig.last(NETWORK_ID, "lossRatio") < 0.02


def test_the_rest_of_a_calm_city_is_calm() -> None:
    rig = lived("calm", 70)
    scores = values(rig, "Building", "derived.energyScore")
    glutton = max(scores, key=lambda entity: scores[entity])
    assert scores[glutton] > 3.5 and sum(score > 3.5 for score in scores.values()) <= 2
    assert set(values(rig, "OffStreetParking", "derived.sensorStuck").values()) == {0.0}
    assert 1.0 in values(rig, "WasteContainer", "derived.dueToday").values()
    assert rig.last(WATER_NETWORK_ID, "burstSigns") == rig.last(NETWORK_ID, "takenAlong") == 0.0
    assert values(rig, "Tank", "derived.timeToEmpty")


def test_pipelines_that_are_packed_and_emptied_do_not_seem_to_leak(make_city: MakeCity) -> None:
    simulation = make_city().simulation
    pipelines, gas = simulation.pipelines.group, simulation.gas.group
    rig = Rig(PipelineBalance())
    for index, volume in enumerate(pipelines.statics["innerVolume"]):
        rig.number(pipelines.ids[index], "PipelineSection", "innerVolume", float(str(volume)), START)
        rig.text(pipelines.ids[index], "PipelineSection", "fluid", str(pipelines.statics["fluid"][index]), START)
    for index, section in enumerate(gas.statics["refPipelineSection"]):
        rig.text(gas.ids[index], "GasStation", "refPipelineSection", str(section), START)
    for at in range(START, START + 3_000_000, 15_000):
        simulation.gas.step(simulation._moment(at, 15.0), 20.0)
        simulation.pipelines.step(simulation._moment(at, 15.0), simulation.gas)
        for group, names in ((pipelines, tuple(pipelines.numbers)), (gas, ("flow",))):
            for name in names:
                number = group.numbers[name]
                for index, value in enumerate(number.values.tolist()):
                    rig.number(group.ids[index], group.type, name, round(value, number.decimals), at)
        rig.beat(at)
    leaks = values(rig, "PipelineSection", "derived.leakSign")
    assert len(leaks) == len(pipelines.ids) and max(abs(sign) for sign in leaks.values()) < 0.8
    flows = values(rig, "PipelineSection", "derived.stationsFlow")
    assert len(flows) == len(pipelines.ids) - 1  # the oil line has none
