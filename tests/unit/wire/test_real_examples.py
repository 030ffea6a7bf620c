"""Every example of the Smart Data Models that we have: accepted, or set aside with the right reason."""

import math
from pathlib import Path
from typing import Any

import pytest

from tests.support.data import shared_data
from tests.support.reading import NOW, Reading

SET_ASIDE_WHOLE = {
    # Latitude before longitude, so that "latitude" lies beyond the pole.
    "Device/Camera/example-normalized.json": "place-out-of-range",
    "Transportation/RoadAccident/example-geojsonfeature.json": "place-out-of-range",
    "Transportation/RoadAccident/example-normalized.json": "place-out-of-range",
    "Transportation/RoadAccident/example.json": "place-out-of-range",
    "Transportation/RoadAccident/example.jsonld": "place-out-of-range",
}
ACCEPTED_WITHOUT_PLACE = {
    # A Point whose coordinates are a list of points.
    "Energy/SolarEnergy/example-normalized.jsonld": "place-unreadable",
    # "polygon" in lower case is no GeoJSON type.
    "Environment/RainFallRadarObserved/example-geojsonfeature.json": "place-unreadable",
}
# Models whose own examples differ from one spelling to the next (other attributes, other nesting), and the least
# share of attribute names that all four have in common all the same. All others agree in at least 80 %.
AGREE_LESS = {
    "AirQualityObserved": 0.65,  # the two LD files have newer attributes
    "WeatherObserved": 0.75,
    "PhreaticObserved": 0.70,
    "ParkingSpot": 0.70,
    "AnonymousCommuterId": 0.75,
    "IndoorEnvironmentObserved": 0.75,
    "TransportStation": 0.70,
    "ACMeasurement": 0.55,  # only the LD normalized file says how each phase was measured
    "Streetlight": 0.40,
    "CityWork": 0.25,  # the normalized files nest what the key-values files have side by side
    "WaterConsumptionObserved": 0.45,  # `observedBy` of each value is in one file only
    "Junction": 0.15,
    "Network": 0.05,
    "Pipe": 0.50,
    "Pump": 0.45,
    "SimulationResult": 0.15,
    "Tank": 0.30,
}
FOUR = ("example.json", "example-normalized.json", "example.jsonld", "example-normalized.jsonld")


def examples() -> list[Path]:
    root = shared_data("fiware-smart-data-models")
    return sorted(path for path in root.rglob("example*") if path.suffix in (".json", ".jsonld"))


def read(path: Path) -> Reading:
    reading = Reading()
    reading.take(path.read_bytes(), {"pub": "examples", "seq": 1, "epoch": 1, "sent": NOW}, arrived=NOW)
    return reading


def test_every_example_is_accepted_or_set_aside_with_its_reason() -> None:
    root = shared_data("fiware-smart-data-models")
    paths = examples()
    assert len(paths) >= 230
    wrong: dict[str, Any] = {}
    for path in paths:
        name = path.relative_to(root).as_posix()
        reading = read(path)
        if name in SET_ASIDE_WHOLE:
            expected: tuple[int, list[str]] = 0, [SET_ASIDE_WHOLE[name]]
        elif name in ACCEPTED_WITHOUT_PLACE:
            expected = 1, [ACCEPTED_WITHOUT_PLACE[name]]
        else:
            expected = 1, []
        found = reading.batch.entities, reading.reasons()
        if found != expected:
            wrong[name] = found
        elif found[0]:
            assert len(reading.batch.raw) == 1
            assert reading.registry.types[0].endswith(path.parent.name), name  # one is a WaterNetwork
    assert wrong == {}


def test_every_accepted_example_with_a_place_has_one_in_the_world() -> None:
    placed = 0
    for path in examples():
        batch = read(path).batch
        for lon, lat in zip(batch.lons, batch.lats, strict=True):
            assert -180 <= lon <= 180
            assert -90 <= lat <= 90
            placed += 1
    assert placed >= 150


def test_no_example_has_a_value_that_is_not_finite_unless_cleared() -> None:
    for path in examples():
        reading = read(path)
        cleared = path.read_text(encoding="utf-8").count("null")
        assert sum(math.isnan(value) for value in reading.batch.values) <= cleared, path


def test_the_four_spellings_of_an_example_agree() -> None:
    disagree = {}
    compared = 0
    for folder in sorted({path.parent for path in examples()}):
        found = []
        for name in FOUR:
            if (folder / name).exists():
                reading = read(folder / name)
                if reading.batch.entities:
                    found.append(reading.values())
        if len(found) < 2:
            continue
        compared += 1
        everything = set().union(*found)
        common = set.intersection(*(set(values) for values in found))
        share = len(common) / len(everything) if everything else 1.0
        if share < AGREE_LESS.get(folder.name, 0.8):
            disagree[folder.name] = (round(share, 2), sorted(everything - common)[:5])
    assert disagree == {}
    assert compared >= 45


@pytest.mark.parametrize(
    "model", ["Transportation/ItemFlowObserved", "WasteManagement/WasteContainer", "UrbanMobility/GtfsStop"]
)
def test_the_values_agree_too(model: str) -> None:
    folder = shared_data("fiware-smart-data-models", *model.split("/"))
    normalized, simplified = (read(folder / name) for name in ("example-normalized.json", "example.json"))
    ours, theirs = normalized.values(), simplified.values()
    both = ours.keys() & theirs.keys()
    assert len(both) >= 2
    different = {name for name in both if ours[name] != theirs[name]}
    # Relationships are other entities in the two spellings of some models; numbers never differ.
    assert not [name for name in different if isinstance(ours[name], float)]


def test_known_values_of_a_weather_station() -> None:
    reading = read(shared_data("fiware-smart-data-models", "Weather", "WeatherObserved") / "example-normalized.jsonld")
    values = reading.values()
    assert values["temperature"] == 3.3
    assert values["atmosphericPressure"] == 938.9
    assert (reading.batch.lons, reading.batch.lats) == ([-4.754444444], [41.640833333])
