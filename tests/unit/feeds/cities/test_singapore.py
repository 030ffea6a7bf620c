"""Singapore of LTA DataMall's answers: counts, values checked by hand, charges by the clock, and files that are bad."""

import json
import shutil
import tomllib
from pathlib import Path

import pytest

from opscenter.domain.catalogue_parsing import CatalogueErrors
from opscenter.feeds.cities.finding import find_files
from opscenter.feeds.cities.playing import catalogue_folder
from opscenter.feeds.cities.profile_reading import read_profile
from opscenter.settings.catalogue import load_catalogue
from tests.support.data import shared_data
from tests.support.played_city import Played, played

WEDNESDAY = 1_601_464_800_000  # 2020-09-30T19:20:00+08:00
GANTRY = "urn:ngsi-ld:RoadPricingGantry:sg-"


@pytest.fixture(scope="module")
def city() -> Played:
    """All of it, as it was got at 19:20 on a Wednesday."""
    return played("singapore", shared_data("singapore-lta"), taken=WEDNESDAY)


def test_all_of_it_is_published_and_taken_by_the_bus(city: Played) -> None:
    assert (city.missing, city.problems, city.rejected) == ([], [], [])
    counts = {
        kind: city.count(kind)
        for kind in (
            "PublicTransportStop", "OffStreetParking", "RoadPricingGantry", "Vehicle", "RoadSegment", "Road",
            "ArrivalEstimation",
        )
    }  # fmt: skip
    assert counts == {
        "PublicTransportStop": 501,  # 500 of the page, and the stop of the arrivals
        "OffStreetParking": 426,  # 500 lots of cars, motorcycles and heavy vehicles
        "RoadPricingGantry": 7,
        "Vehicle": 500 + 7,  # taxis, and buses that say where they are
        "RoadSegment": 179,
        "Road": 16,
        "ArrivalEstimation": 3,
    }


def test_free_lots_of_a_car_park(city: Played) -> None:
    suntec = city.first("urn:ngsi-ld:OffStreetParking:sg-1")
    assert suntec["name"]["languageMap"]["en"] == "Suntec City"
    assert suntec["availableSpotNumber"]["value"] == 463
    assert suntec["availableSpotNumber"]["observedAt"] == "2020-09-30T11:20:00.000Z"
    assert suntec["location"]["value"]["coordinates"] == [103.85718, 1.29375]
    angullia = city.first("urn:ngsi-ld:OffStreetParking:sg-A0007")  # 210 lots of cars, none of motorcycles
    assert (angullia["availableSpotNumber"]["value"], angullia["availableSpotNumber.motorcycle"]["value"]) == (210, 0)


def test_the_charge_at_half_past_eight_on_a_weekday(city: Played) -> None:
    # erp_rates_201908.json, weekdays 08:30: AY1 1.00 (08:05 to 08:55), AYC 2.00 (08:30 to 08:35), BMC 2.50
    for zone, charge, motorcycle in (("AY1", 1.0, 0.5), ("AYC", 2.0, 1.0), ("BMC", 2.5, 1.25)):
        before = [
            one for one in city.said(f"{GANTRY}{zone}") if one["charge"]["observedAt"] <= "2020-10-01T00:30:00.000Z"
        ]
        assert (before[-1]["charge"]["value"], before[-1]["charge.motorcycle"]["value"]) == (charge, motorcycle), zone
    assert city.first(f"{GANTRY}AY1")["charge"]["value"] == 0  # at 19:20 nothing is due there
    assert "location" in city.first(f"{GANTRY}CBD")
    assert "location" not in city.first(f"{GANTRY}AY1")


def test_with_shifted_times_charges_are_those_of_the_clock() -> None:
    now = played("singapore", shared_data("singapore-lta"), taken=WEDNESDAY, shift=True, speed=60)
    # the clock of this test says Monday, 08:00: AY1 charges cars 0.50 until 08:05, then 1.00
    said = [(due, one) for due, one in now.records if one.topic.endswith(f"{GANTRY}AY1")]
    assert [due for due, _ in said[:2]] == [0, 300]
    first, second = now.said(f"{GANTRY}AY1")[:2]
    assert (first["charge"]["value"], second["charge"]["value"]) == (0.5, 1.0)
    assert second["charge"]["observedAt"] == "2026-01-26T00:05:00.000Z"
    assert now.first("urn:ngsi-ld:OffStreetParking:sg-1")["availableSpotNumber"]["observedAt"] <= "2026-01-26T00:00:01"


def test_a_sunday_is_free_of_charge() -> None:
    sunday = played("singapore", shared_data("singapore-lta"), taken=1_601_739_000_000)  # Saturday, 23:30
    charges = {one["charge"]["value"] for zone in ("AY1", "BMC", "CBD") for one in sunday.said(f"{GANTRY}{zone}")}
    assert charges == {0}


def test_the_charges_become_tables_of_the_catalogue(tmp_path: Path) -> None:
    profile = read_profile("singapore")
    found = find_files(profile, shared_data("singapore-lta"), WEDNESDAY)
    own = tmp_path / "own"
    own.mkdir()
    (own / "causes.toml").write_bytes(b"")  # a file of the user's own goes before
    folder = catalogue_folder(profile, found, own, tmp_path / "made")
    assert folder is not None
    assert sorted(path.name for path in folder.iterdir()) == ["causes.toml", "charges.toml", "singapore_times.toml"]
    tables = tomllib.loads((folder / "charges.toml").read_text())
    (one,) = [
        table
        for table in tables["charge"]
        if (table["zone"], table["vehicles"], table["days"]) == ("AY1", ["car"], "weekdays")
    ]
    assert {"from": "08:05", "to": "08:55", "charge": 1} in one["slots"]
    try:
        catalogue = load_catalogue(folder)
    except CatalogueErrors as errors:  # said whole, not as an object
        pytest.fail(str(errors))
    assert "AYC" in {charge.zone for charge in catalogue.charges.tables}
    assert {"taxi", "lightGoods"} <= {vehicle.id for vehicle in catalogue.charges.classes}
    assert not any(charge.zone == "AYC" for charge in load_catalogue().charges.tables)


def test_travel_times_and_arrivals(city: Played) -> None:
    corridor = city.first("urn:ngsi-ld:Road:sg-AYE-1")
    assert (corridor["travelTime"]["value"], corridor["name"]["languageMap"]["en"]) == (1_800, "AYE to Tuas Checkpoint")
    arrival = city.first("urn:ngsi-ld:ArrivalEstimation:sg-155:83139")
    assert arrival["arrivesAt"]["value"] == "2020-09-30T11:21:28.000Z"
    assert arrival["remainingSeconds"]["value"] == 88
    bus = city.first("urn:ngsi-ld:Vehicle:sg-bus-15:83139:1")
    assert bus["location"]["value"]["coordinates"] == [103.902556, 1.331965]
    assert not city.said("urn:ngsi-ld:Vehicle:sg-bus-150:83139:2")  # at "0", "0"
    stop = city.said("urn:ngsi-ld:PublicTransportStop:sg-83139")[-1]
    assert stop["nextArrivals"]["value"] == "19:21 155 · 19:23 150 · 19:25 15"


def test_a_time_in_a_name_says_when_a_file_was_got(tmp_path: Path) -> None:
    source = shared_data("singapore-lta", "carpark_avail.json")
    shutil.copy(source, tmp_path / "carparks_20240306T0815.json")
    shutil.copy(source, tmp_path / "carparks_2024-03-06_08-16-30.json")
    city = played("singapore", tmp_path)
    times = [one["availableSpotNumber"]["observedAt"] for one in city.said("urn:ngsi-ld:OffStreetParking:sg-1")]
    assert times == ["2024-03-06T00:15:00.000Z", "2024-03-06T00:16:30.000Z"]
    assert any(due == 90 for due, _ in city.records)
    assert "charges: *erp_rates*.json" in "\n".join(city.missing)


def test_bad_records_and_files_lose_nothing_else(tmp_path: Path) -> None:
    park = {"CarParkID": "9", "Development": "Nine", "Location": "1.3 103.8", "AvailableLots": 5, "LotType": "C"}
    rate = {
        "VehicleType": "Motorcycles", "DayType": "Weekdays", "StartTime": "08:00", "EndTime": "09:00", "ZoneID": "X1",
        "ChargeAmount": 1, "EffectiveDate": "2019-08-05",
    }  # fmt: skip
    bad = [{"StartTime": "8 o'clock"}, {"VehicleType": "Camels"}, {"ZoneID": 'X"]'}, {"ChargeAmount": -1}]
    (tmp_path / "carpark1.json").write_text(
        json.dumps({"value": [park, park | {"CarParkID": "", "AvailableLots": 1}, park | {"AvailableLots": "many"}]})
    )
    (tmp_path / "erp_rates.json").write_text(json.dumps({"value": [rate, *(rate | one for one in bad), 7]}))
    (tmp_path / "taxi.json").write_bytes(shared_data("singapore-lta", "taxi_avail.json").read_bytes()[:900])
    (tmp_path / "bus_stops.json").write_text('{"value": "none"}')
    (tmp_path / "bus_arrival.json").write_bytes('{"BusStopCode": "巴士"}'.encode("utf-16"))
    city = played("singapore", tmp_path, taken=WEDNESDAY)
    said = "\n".join(city.problems)
    for part in (
        "carpark1.json: a record is left out",
        "erp_rates.json: a record is left out",
        "3 more like it",
        "taxi.json: it is cut short",
        "bus_arrival.json: it is not UTF-8",
        'bus_stops.json: it has no list "value"',
    ):
        assert part in said, part
    assert city.first("urn:ngsi-ld:OffStreetParking:sg-9")["availableSpotNumber"]["value"] == 5
    assert city.count("RoadPricingGantry") == 1
