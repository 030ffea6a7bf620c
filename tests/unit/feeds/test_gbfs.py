"""GBFS 2 and 3: a real system, stations joined to their status, free vehicles, and what publishers get wrong."""

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.feeds.gbfs.document import feeds_in, read_document
from opscenter.feeds.gbfs.reader import GbfsForm, GbfsReader
from opscenter.feeds.positions import Bounds
from opscenter.feeds.record import Record
from tests.support.data import shared_data
from tests.support.feed_items import ARRIVED, entities, item, sentences, taken_by_the_bus

MADE = 1_759_990_000


def reader(limit: int = 1_000_000, **form: Any) -> GbfsReader:
    return GbfsReader(GbfsForm(**form), limit)


def document(made: object = MADE, ttl: object = 60, **data: Any) -> str:
    return json.dumps({"last_updated": made, "ttl": ttl, "version": "2.3", "data": data})


def information(*rows: dict[str, Any]) -> str:
    return document(
        stations=list(rows) or [{"station_id": "1", "name": "Quay", "lat": 22.3, "lon": 114.2, "capacity": 20}]
    )


def status(made: object = MADE, **row: Any) -> str:
    told = {"station_id": "1", "num_bikes_available": 5, "num_docks_available": 15, "last_reported": MADE - 30}
    return document(made, stations=[told | row])


def test_a_real_system_joined_and_counted() -> None:
    read = reader(limit=10_000_000)
    for name in ("system_information", "system_regions", "station_information"):
        assert list(read(item(shared_data("protocols/gbfs", f"{name}.json").read_bytes(), where=name))) == []
    found = list(read(item(shared_data("protocols/gbfs", "station_status.json").read_bytes())))
    stations = {entity["id"].rpartition(":")[2]: entity for entity in entities(found)}
    assert (len(stations), sentences(found)) == (496, [])
    san_carlos = stations["68c89d1f-407a-4550-a2b7-ecf0ad7ee422"]
    assert san_carlos["name"] == "San Carlos St at Meridian Ave"
    assert (san_carlos["totalSlotNumber"], san_carlos["areaServed"]) == (19, "San Jose")
    assert san_carlos["location"]["coordinates"] == pytest.approx([-121.91349685192107, 37.3233445905968])
    other = stations["ed707a89-a68d-4921-a4cb-16c268e45a5b"]
    assert (other["availableBikeNumber"], other["freeSlotNumber"], other["availableElectricBikeNumber"]) == (20, 3, 2)
    assert (other["status"], other["dateObserved"]) == ("working", "2022-09-16T01:45:28.000Z")
    assert len(taken_by_the_bus(found)) == 496


def test_version_3_has_texts_in_languages_and_times_as_text() -> None:
    read = reader(language="fr")
    names = [{"text": "Quay", "language": "en"}, {"text": "Quai", "language": "fr-FR"}]
    read(item(information({"station_id": "1", "name": names, "lat": 22.3, "lon": 114.2})))
    read(item(document(vehicle_types=[{"vehicle_type_id": "e", "name": [{"text": "E-vélo", "language": "fr"}]}])))
    told = {
        "station_id": "1",
        "num_vehicles_available": 4,
        "vehicle_types_available": [{"vehicle_type_id": "e", "count": 3}, {"vehicle_type_id": "?", "count": 1}],
        "last_reported": "2025-10-09T08:00:00+02:00",
        "is_installed": True,
        "is_renting": False,
    }
    (entity,) = entities(read(item(document("2025-10-09T08:00:10+02:00", stations=[told]))))
    assert (entity["name"], entity["availableBikeNumber"], entity["status"]) == ("Quai", 4, "returnsOnly")
    assert entity["vehicles"] == {"E-vélo": 3, "?": 1}
    assert entity["dateObserved"] == "2025-10-09T06:00:00.000Z"


def test_discovery_in_both_versions() -> None:
    feeds = [{"name": "station_status", "url": "https://example.org/s.json"}, {"name": 4, "url": None}, 5]
    for data in ({"feeds": feeds}, {"en": {"feeds": feeds}, "fr": {"feeds": []}}):
        found = read_document(document(**data).encode(), 10_000, ARRIVED)
        assert (found.kind, feeds_in(found, "en")) == ("gbfs", {"station_status": "https://example.org/s.json"})
    assert read_document(document(ttl="x", feeds=[]).encode(), 10_000, ARRIVED).ttl_s == 0.0
    assert read_document(document(feeds=[]).encode(), 10_000, ARRIVED).ttl_s == 60.0


def free(*rows: dict[str, Any], made: int = MADE) -> str:
    return document(made, bikes=list(rows))


def test_free_vehicles_are_a_fleet_or_each_for_itself() -> None:
    rows = [
        {"bike_id": "a", "lat": 22.3, "lon": 114.2, "is_reserved": False, "is_disabled": False, "vehicle_type_id": "s"},
        {"bike_id": "b", "lat": 22.3, "lon": 114.2, "is_reserved": True, "is_disabled": False},
        {"bike_id": "c", "lat": 22.3, "lon": 114.2, "is_reserved": 0, "is_disabled": 1},
        {"bike_id": "d", "station_id": "1", "is_reserved": False, "is_disabled": False},
    ]
    (fleet,) = entities(reader(prefix="city")(item(free(*rows))))
    numbers = [fleet[f"{state}VehicleNumber"] for state in ("available", "reserved", "disabled")]
    assert (fleet["type"], numbers, fleet["vehicles"]) == ("SharedVehicleFleet", [1, 1, 1], {"s": 1})
    read = reader(vehicles="each")
    assert [entity["status"] for entity in entities(read(item(free(*rows))))] == [
        *("available", "reserved", "disabled", "available")
    ]
    later = entities(read(item(free(rows[0], made=MADE + 60))))
    assert [entity["status"] for entity in later] == ["available", "gone", "gone", "gone"]
    assert list(reader(vehicles="none")(item(free(*rows)))) == []


def test_a_station_that_is_not_in_the_information_has_numbers_and_no_place_and_is_told() -> None:
    found = list(reader()(item(status())))
    (entity,) = entities(found)
    assert entity["availableBikeNumber"] == 5 and "location" not in entity
    assert "1 of 1 stations are not in the station information" in sentences(found)[0]


def test_yesterdays_document_is_told_and_is_no_news() -> None:
    read = reader()
    read(item(information()))
    assert len(entities(read(item(status())))) == 1
    found = list(read(item(status(MADE - 86_400))))
    assert entities(found) == [] and "before the one that was read last" in sentences(found)[0]
    found = list(read(item(status(MADE + 60, last_reported=MADE - 86_400))))
    assert entities(found) == [] and "older time than before" in sentences(found)[0]


@pytest.mark.parametrize(
    ("place", "words"),
    [
        ({"lat": 0, "lon": 0}, "0, 0"),
        ({"lat": 114.2, "lon": 22.3}, "latitude and longitude seem to be swapped"),
        ({"lat": "north", "lon": 1}, "no position"),
        ({}, "no position"),
    ],
)
def test_a_place_that_cannot_be_is_said_and_the_station_is_published(place: dict[str, Any], words: str) -> None:
    read = reader(bounds=Bounds(113.0, 22.0, 115.0, 23.0))
    assert words in sentences(read(item(information({"station_id": "1", "name": "Quay", **place}))))[0]
    (entity,) = entities(read(item(status())))
    assert entity["name"] == "Quay" and "location" not in entity


@pytest.mark.parametrize("number", [-1, 1e12, "many", True, None])
def test_a_number_that_cannot_be_is_said_and_left_out(number: object) -> None:
    read = reader()
    read(item(information()))
    found = list(read(item(status(num_bikes_available=number))))
    (entity,) = entities(found)
    assert "availableBikeNumber" not in entity and entity["freeSlotNumber"] == 15
    assert "num_bikes_available" in sentences(found)[0]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("", "no JSON"),
        ("<html>", "no JSON"),
        ("[" * 100_000, "no JSON"),
        ("[]", "no GBFS"),
        ('{"data": 5}', "no GBFS"),
        ('{"data": {"alerts": []}}', "not read here"),
        (document(stations=["x" * 1_000_000]), "at most 1,000,000"),
        (document(stations=[{"num_bikes_available": 1}]), "no station_id"),
    ],
)
def test_broken_documents_are_told_with_a_sentence(body: str, words: str) -> None:
    found = list(reader()(item(body)))
    assert entities(found) == [] and words in sentences(found)[0]


def test_an_empty_list_is_nothing_wrong() -> None:
    assert list(reader()(item(document(stations=[])))) == []


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)
KEYS = st.sampled_from(
    ["station_id", "name", "lat", "lon", "num_bikes_available", "last_reported", "vehicle_types_available", "bike_id"]
)


@settings(max_examples=200, deadline=None)
@given(
    st.dictionaries(st.sampled_from(["stations", "bikes", "vehicle_types", "regions", "feeds", "system_id"]),
                    st.lists(st.dictionaries(KEYS, ANYTHING, max_size=6) | ANYTHING, max_size=3) | ANYTHING),
    ANYTHING,
    st.sampled_from(["fleet", "each"]),
)  # fmt: skip
def test_no_document_makes_it_raise(data: dict[str, Any], made: object, vehicles: str) -> None:
    read = reader(vehicles=vehicles)
    for body in (information(), json.dumps({"data": data, "last_updated": made, "ttl": made}), status()):
        for one in read(item(body)):
            assert isinstance(one, Record) or str(one)
