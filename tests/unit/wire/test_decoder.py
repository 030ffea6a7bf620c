"""The spellings of an entity, and the rules for its time, place, quality and name."""

import json
import math

import pytest

from opscenter.domain.quality import Quality
from opscenter.wire.geometry import NO_SHAPE
from tests.support.reading import NOW, NOW_TEXT, Reading

ID = "urn:ngsi-ld:TrafficFlowObserved:tko-017"
HOUR = 3_600_000


def entity(**attributes: object) -> dict[str, object]:
    return {"id": ID, "type": "TrafficFlowObserved", **attributes}


SPELLINGS = {
    "ld-normalized": {"type": "Property", "value": 52.6, "unitCode": "KMH", "observedAt": "2026-11-23T01:13:20Z"},
    "ld-concise": {"value": 52.6, "unitCode": "KMH", "observedAt": "2026-11-23T01:13:20Z"},
    "v2-normalized": {
        "type": "Number",
        "value": 52.6,
        "metadata": {
            "unitCode": {"type": "Text", "value": "KMH"},
            "TimeInstant": {"type": "DateTime", "value": "2026-11-23T01:13:20Z"},
        },
    },
    "v2-timestamp": {
        "value": 52.6,
        "metadata": {"unitCode": {"value": "KMH"}, "timestamp": {"value": "2026-11-23T02:13:20+01:00"}},
    },
    "multi-attribute": [
        {"type": "Property", "value": 52.6, "unitCode": "KMH", "observedAt": "2026-11-23T01:13:20Z"},
        {"type": "Property", "value": 50.0, "datasetId": "urn:ngsi-ld:Dataset:camera"},
    ],
}


@pytest.mark.parametrize("spelling", SPELLINGS)
@pytest.mark.parametrize("times", [1, 2, 3])
def test_every_spelling_of_a_number_means_the_same(spelling: str, times: int) -> None:
    reading = Reading()
    units: dict[int, str] = {}
    for _ in range(times):  # the second time the short ways are taken
        reading.take(entity(averageVehicleSpeed=SPELLINGS[spelling]))
        units |= reading.batch.units
    assert reading.reasons() == []
    assert reading.values()["averageVehicleSpeed"] == 52.6
    assert reading.times()["averageVehicleSpeed"] == NOW - HOUR
    assert units[reading.registry.cells[0, "averageVehicleSpeed"]] == "KMH"


@pytest.mark.parametrize("value", [52.6, 7, True, "free", "true", "", "超過"])
def test_simplified_and_normalized_yield_the_same(value: object) -> None:
    simple, normal = Reading(), Reading()
    for _ in range(2):
        simple.take(entity(x=value, dateObserved=NOW_TEXT))
        normal.take(
            entity(x={"type": "Property", "value": value}, dateObserved={"type": "Property", "value": NOW_TEXT})
        )
    for column in ("cells", "times", "values", "qualities", "text_cells", "text_times", "texts", "text_qualities"):
        assert getattr(simple.batch, column) == getattr(normal.batch, column)


def test_booleans_are_numbers_and_texts() -> None:
    reading = Reading()
    batch = reading.take(entity(on=True, off=False))
    assert batch.values == [1.0, 0.0]
    assert batch.texts == ["true", "false"]
    assert batch.cells == batch.text_cells


def test_an_array_and_a_feature_collection_hold_many_entities() -> None:
    reading = Reading()
    batch = reading.take([{"id": f"e{n}", "type": "T", "x": n} for n in range(3)])
    assert (batch.entities, batch.values) == (3, [0.0, 1.0, 2.0])
    feature = {
        "id": "f1",
        "type": "Feature",
        "properties": {"type": "T", "x": {"type": "Property", "value": 5}},
        "geometry": {"type": "Point", "coordinates": [114.2, 22.3]},
    }
    batch = reading.take({"type": "FeatureCollection", "features": [feature, {**feature, "id": "f2"}]})
    assert (batch.entities, batch.values, batch.lons) == (2, [5.0, 5.0], [114.2, 114.2])
    assert reading.registry.types[-1] == "T"
    assert reading.take(feature).entities == 1


def test_nested_objects_and_arrays_are_flattened() -> None:
    reading = Reading()
    reading.take(
        entity(
            laneSpeed=[50, 61.5],
            address={"streetAddress": "Po Lam Road", "city": {"name": "TKO"}},
            category=["urban", "toll"],
            activePower={"type": "Property", "value": {"L1": 1.5, "L2": 2}},
            co2={"type": "Property", "value": {"value": 410, "limit": 1000}},
            lanes=[{"speed": 5}, {"speed": 6}],
        )
    )
    assert reading.values() == {
        "laneSpeed.0": 50.0,
        "laneSpeed.1": 61.5,
        "address.streetAddress": "Po Lam Road",
        "address.city.name": "TKO",
        "category": "urban, toll",
        "activePower.L1": 1.5,
        "activePower.L2": 2.0,
        "co2.value": 410.0,
        "co2.limit": 1000.0,
        "lanes.0.speed": 5.0,
        "lanes.1.speed": 6.0,
    }


def test_relationships_languages_datasets_and_expanded_names() -> None:
    reading = Reading()
    reading.take(
        {
            "@context": ["https://example.org/context.jsonld"],
            "id": ID,
            "type": "https://uri.fiware.org/ns/data-models#TrafficFlowObserved",
            "https://uri.fiware.org/ns/data-models#intensity": {"type": "Property", "value": 197},
            "refRoad": {"type": "Relationship", "object": "urn:ngsi-ld:Road:1"},
            "refs": {"type": "Relationship", "object": ["urn:a", "urn:b"]},
            "title": {"type": "LanguageProperty", "languageMap": {"en": "Speed", "zh": "車速"}},
            "speed": [
                {"type": "Property", "value": 54, "datasetId": "urn:ngsi-ld:Dataset:gps"},
                {"type": "Property", "value": 55},
            ],
        }
    )
    assert reading.registry.types == ["TrafficFlowObserved"]
    assert reading.values() == {
        "intensity": 197.0,
        "refRoad": "urn:ngsi-ld:Road:1",
        "refs": "urn:a, urn:b",
        "title.en": "Speed",
        "title.zh": "車速",
        "speed.gps": 54.0,
        "speed": 55.0,
    }


def test_properties_of_properties_are_kept_with_their_time() -> None:
    reading = Reading()
    reading.take(
        entity(status={"value": "free", "observedAt": "2026-11-23T01:13:20Z", "permit": {"value": "yes"}}),
    )
    assert reading.values() == {"status": "free", "status.permit": "yes"}
    assert set(reading.times().values()) == {NOW - HOUR}


# ---- time ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("extra", "expected"),
    [
        ({"dateObserved": "2026-11-23T02:00:00Z", "dateModified": "2026-11-23T01:00:00Z"}, "2026-11-23T02:00:00"),
        ({"dateObserved": {"type": "DateTime", "value": "2026-11-23T02:00:00Z"}}, "2026-11-23T02:00:00"),
        ({"dateObserved": {"type": "Property", "value": {"@type": "DateTime", "@value": "2026-11-23T02:00:00Z"}}},
         "2026-11-23T02:00:00"),
        ({"dateObserved": "2026-11-23T01:00:00Z/2026-11-23T02:00:00Z"}, "2026-11-23T02:00:00"),
        ({"dateObserved": "2026-11-23T10:00:00+08:00"}, "2026-11-23T02:00:00"),
        ({"TimeInstant": "2026-11-23T02:00:00Z", "timestamp": "2026-11-23T01:00:00Z"}, "2026-11-23T02:00:00"),
        ({"dateModified": "2026-11-23T02:00:00Z", "TimeInstant": "2026-11-23T01:00:00Z"}, "2026-11-23T02:00:00"),
        ({}, "2026-11-23T02:13:19"),  # the header's `sent`
    ],
)  # fmt: skip
def test_the_time_of_a_value_is_the_first_that_exists(extra: dict[str, object], expected: str) -> None:
    from datetime import UTC, datetime

    reading = Reading()
    reading.take(entity(x=1, **extra), {"v": 1, "pub": "p", "epoch": 1, "seq": 1, "sent": NOW - 1_000})
    assert reading.times() == {"x": int(datetime.fromisoformat(expected).replace(tzinfo=UTC).timestamp() * 1000)}
    assert reading.qualities() == {"x": Quality.GOOD}


def test_without_any_time_it_is_that_of_arrival() -> None:
    reading = Reading()
    reading.take(entity(x=1))
    assert reading.times() == {"x": NOW}


def test_a_time_without_offset_is_utc_and_marked_by_publisher() -> None:
    reading = Reading()
    reading.take(entity(x=1, dateObserved="2026-11-23T02:00:00"), {"pub": "p", "seq": 1})
    reading.take(entity(x=1, dateObserved="2026-11-23T02:00:00Z"), {"pub": "p", "seq": 2})
    assert reading.qualities() == {"x": Quality.GOOD}
    assert reading.times() == {"x": NOW - 800_000}
    assert reading.decoder.publishers[0]["naive"] == 1


@pytest.mark.parametrize("late_ms", [0, 60_000])
def test_up_to_a_minute_ahead_is_good(late_ms: int) -> None:
    reading = Reading()
    for _ in range(2):
        reading.take(entity(x={"value": 1, "observedAt": NOW_TEXT}, y="a"), arrived=NOW - late_ms)
    assert set(reading.qualities().values()) == {Quality.GOOD}


def test_data_from_the_future_is_kept_and_suspect() -> None:
    reading = Reading()
    for _ in range(2):
        reading.take(entity(x={"value": 1, "observedAt": NOW_TEXT}, dateObserved=NOW_TEXT, y="a", z=2, w=3.5),
                     arrived=NOW - 60_001)  # fmt: skip
        assert reading.values() == {"x": 1.0, "y": "a", "z": 2.0, "w": 3.5}
        assert set(reading.qualities().values()) == {Quality.SUSPECT}


def test_an_unreadable_time_makes_the_value_suspect() -> None:
    reading = Reading()
    for _ in range(2):
        reading.take(entity(x={"value": 1, "observedAt": "2020-03-17TT08:45:00Z"}, y=2))
        assert reading.times() == {"x": NOW, "y": NOW}
        assert reading.qualities() == {"x": Quality.SUSPECT, "y": Quality.GOOD}


# ---- quality ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "expected"), [("good", Quality.GOOD), ("suspect", Quality.SUSPECT), ("bad", Quality.BAD)]
)
@pytest.mark.parametrize("key", ["quality", "dataQuality", "status"])
def test_published_quality(key: str, word: str, expected: Quality) -> None:
    reading = Reading()
    for _ in range(2):
        reading.take(entity(x={"value": 1, key: word}, y=2))
        assert reading.qualities()["x"] == expected
        assert reading.qualities()["y"] == Quality.GOOD
    whole = Reading()
    for _ in range(2):
        whole.take(entity(x=1, **{key: {"type": "Property", "value": word}}))
        assert whole.qualities()["x"] == expected


def test_a_device_status_is_no_quality() -> None:
    reading = Reading()
    reading.take(entity(x=1, status="defectiveLamp", quality=0.5))
    assert reading.qualities()["x"] == Quality.GOOD
    assert reading.values() == {"x": 1.0, "status": "defectiveLamp", "quality": 0.5}


# ---- clearing --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "nothing",
    [None, "urn:ngsi-ld:null", {"type": "Property", "value": None}, {"type": "Property", "value": "urn:ngsi-ld:null"}],
)
def test_null_clears(nothing: object) -> None:
    reading = Reading()
    reading.take(entity(x=1.5, status="ok", address={"street": "a", "number": 5}))
    batch = reading.take(entity(x=nothing, status=nothing, address=nothing))
    assert reading.values() == {"x": None, "status": None, "address.street": None, "address.number": None}
    assert all(math.isnan(value) for value in batch.values)
    assert batch.texts == [None, None]


def test_what_is_absent_stays() -> None:
    reading = Reading()
    reading.take(entity(x=1, y=2))
    reading.take(entity(y=3))
    assert reading.values() == {"y": 3.0}


# ---- place -----------------------------------------------------------------------------------------------------

POINT = {"type": "Point", "coordinates": [114.2, 22.3]}


@pytest.mark.parametrize(
    "location",
    [
        POINT,
        {"type": "GeoProperty", "value": POINT},
        {"type": "geo:json", "value": POINT},
        {"value": POINT},
        {"type": "Point", "coordinates": [114.2, 22.3, 15]},
        {"type": "geo:point", "value": "22.3, 114.2"},
    ],
)
def test_spellings_of_a_place(location: object) -> None:
    reading = Reading()
    batch = reading.take(entity(location=location, dateObserved=NOW_TEXT))
    assert (batch.place_rows, batch.place_times, batch.lons, batch.lats) == ([0], [NOW], [114.2], [22.3])
    assert reading.take(entity(location=location)).place_rows == []  # only what moved


def test_lines_and_areas_keep_their_shape() -> None:
    reading = Reading()
    line = {"type": "LineString", "coordinates": [[0, 0], [2, 0], [4, 0]]}
    batch = reading.take(entity(location={"type": "GeoProperty", "value": line}))
    assert (batch.lons, batch.lats) == ([2.0], [0.0])
    assert batch.shapes[0]["coordinates"] == [[0.0, 0.0], [2.0, 0.0], [4.0, 0.0]]
    ring = [[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]
    batch = reading.take(entity(location={"type": "Polygon", "coordinates": [ring]}))
    assert (batch.lons, batch.lats) == ([1.0], [1.0])
    batch = reading.take(entity(location=POINT))
    assert batch.shapes == {0: NO_SHAPE}


@pytest.mark.parametrize("coordinates", [[181, 0], [22.3, 114.2], [0, -90.5], [1e300, 0]])
def test_places_outside_the_world_reject_that_entity_only(coordinates: list[float]) -> None:
    reading = Reading()
    bad = entity(x=1, location={"type": "Point", "coordinates": coordinates})
    good = {"id": "other", "type": "T", "x": 2}
    batch = reading.take([good, bad, good])
    assert reading.reasons() == ["place-out-of-range"]
    assert (batch.entities, batch.values, batch.lons) == (2, [2.0, 2.0], [])
    assert json.loads(batch.rejected[0].raw)["id"] == ID


def test_an_unreadable_place_does_not_take_the_values_along() -> None:
    reading = Reading()
    batch = reading.take(entity(x=1, location={"type": "Pint", "coordinates": "here"}))
    assert reading.reasons() == ["place-unreadable"]
    assert (batch.entities, batch.values, batch.lons) == (1, [1.0], [])


def test_a_late_place_does_not_hide_the_present_one() -> None:
    reading = Reading()
    there = {"type": "Point", "coordinates": [1.0, 2.0]}
    reading.take(entity(location=POINT, observedAt="2026-11-23T02:00:00Z"))
    reading.take(entity(location=there, observedAt="2026-11-23T01:00:00Z"))
    assert reading.take(entity(location=POINT, observedAt="2026-11-23T02:01:00Z")).place_rows == []
    assert reading.take(entity(location=there, observedAt="2026-11-23T02:02:00Z")).lons == [1.0]


def test_null_clears_a_place() -> None:
    reading = Reading()
    reading.take(entity(location=POINT))
    batch = reading.take(entity(location=None))
    assert math.isnan(batch.lons[0])
    assert math.isnan(batch.lats[0])


# ---- names -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "name",
    [
        "Po Lam Road",
        {"type": "Property", "value": "Po Lam Road"},
        {"type": "Text", "value": "Po Lam Road", "metadata": {}},
        {"type": "LanguageProperty", "languageMap": {"zh": "寶琳路", "en": "Po Lam Road"}},
    ],
)
@pytest.mark.parametrize("key", ["name", "alternateName"])
def test_display_names(name: object, key: str) -> None:
    reading = Reading()
    assert reading.take(entity(**{key: name})).names == {0: "Po Lam Road"}
    assert reading.take(entity(**{key: name})).names == {}
