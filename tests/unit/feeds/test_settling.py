"""Units as the catalogue has them, places that can be; each told once."""

import math
from typing import Any

import msgspec
import pytest

from opscenter.feeds.record import Record
from opscenter.feeds.settling import Settler, place_fault
from opscenter.feeds.units import UnitFault, conversion
from opscenter.settings.catalogue import load_catalogue

CATALOGUE = load_catalogue()


def settle(settler: Settler, entity: Any) -> tuple[Any, list[str]]:
    record = Record("t", msgspec.json.encode(entity), None)
    settled, problems = settler.settle(record)
    assert settled is not None
    return msgspec.json.decode(settled.payload), [str(problem) for problem in problems]


def weather(**attributes: Any) -> dict[str, Any]:
    return {"id": "urn:x:1", "type": "WeatherObserved", **attributes}


@pytest.mark.parametrize(
    ("from_unit", "to_unit", "value", "expected"),
    [
        ("FAH", "CEL", 50.0, 10.0),
        ("KEL", "°C", 273.15, 0.0),
        ("KMH", "MTS", 36.0, 10.0),
        ("mph", "KMH", 60.0, 96.56064),
        ("KNT", "KMH", 1.0, 1.852),
        ("inHg", "HPA", 29.92, 1013.207481),
        ("P1", "C62", 50.0, 0.5),
        ("GP", "GQ", 1.5, 1500.0),
        ("KVA", "VA", 1.0, 1000.0),
        ("INH", "MMT", 1.0, 25.4),
        ("m³/h", "l/s", 3.6, 1.0),
        ("LX", "LUX", 7.0, 7.0),
        ("C", "CEL", 7.0, 7.0),
        ("F", "CEL", 50.0, 10.0),
    ],
)
def test_units_are_converted(from_unit: str, to_unit: str, value: float, expected: float) -> None:
    assert conversion(from_unit, to_unit)(value) == pytest.approx(expected, rel=1e-9, abs=1e-9)


@pytest.mark.parametrize(
    ("from_unit", "to_unit"),
    [
        ("KMH", "CEL"),
        ("VA", "W"),
        ("KVR", "W"),
        ("59", "GQ"),
        ("2N", "P1"),
        ("xyz", "CEL"),
        ("9**9**9", "CEL"),
        ("", "CEL"),
    ],
)
def test_units_that_measure_something_else_or_are_none_are_refused(from_unit: str, to_unit: str) -> None:
    with pytest.raises(UnitFault):
        conversion(from_unit, to_unit)


def test_both_spellings_are_converted_and_say_their_new_unit() -> None:
    settler = Settler(CATALOGUE)
    entity = weather(
        temperature={"type": "Property", "value": 68.0, "unitCode": "FAH"},
        windSpeed={"type": "Number", "value": 36, "metadata": {"unitCode": {"type": "Text", "value": "KMH"}}},
        relativeHumidity=0.5,
        dewPoint=[{"value": 50.0, "unitCode": "FAH", "datasetId": "a"}, {"value": 9.0, "unitCode": "CEL"}],
        rainRate={"value": None, "unitCode": "MTS"},
        unheardOf={"value": 1, "unitCode": "QQQ"},
    )
    settled, problems = settle(settler, entity)
    assert problems == []
    assert settled["temperature"] == {"type": "Property", "value": 20.0, "unitCode": "CEL"}
    assert settled["windSpeed"] == {
        "type": "Number",
        "value": 10,
        "metadata": {"unitCode": {"type": "Text", "value": "MTS"}},
    }
    assert [one["value"] for one in settled["dewPoint"]] == [10.0, 9.0]
    assert settled["unheardOf"] == entity["unheardOf"] and settled["relativeHumidity"] == 0.5


def test_a_unit_that_does_not_fit_takes_its_value_out_and_is_told_once() -> None:
    settler = Settler(CATALOGUE)
    entity = weather(temperature={"value": 5, "unitCode": "KMH"}, windSpeed={"value": 1, "unitCode": "MTS"})
    settled, problems = settle(settler, entity)
    assert settled["temperature"]["value"] is None and settled["windSpeed"]["value"] == 1
    assert len(problems) == 1 and "'KMH'" in problems[0] and "'CEL'" in problems[0]
    assert settle(settler, entity)[1] == []


def test_a_record_that_needs_nothing_is_passed_on_byte_for_byte() -> None:
    settler = Settler(CATALOGUE)
    for payload in (b'{ "id":"a", "type":"WeatherObserved" }', b"not json", b"[1, 2]", b"\xff"):
        record = Record("t", payload, None)
        assert settler.settle(record) == (record, [])
    assert settler.settle(Record("t", b"x" * 5_000_000, None))[0] is None


@pytest.mark.parametrize(
    "place", [[0, 0], [0.0, -0.0, 12.0], [200.0, 10.0], [10.0, 91.0], [10.0], ["a", 1], [True, 1], None, "x"]
)
def test_a_place_that_cannot_be_is_left_out_and_told_once(place: Any) -> None:
    settler = Settler(CATALOGUE)
    point = {"type": "Point", "coordinates": place}
    for location in ({"type": "GeoProperty", "value": point}, point):
        settled, problems = settle(settler, weather(location=location, temperature=1))
        assert "location" not in settled and settled["temperature"] == 1
        assert len(problems) == (1 if location is not point else 0)
    feature = {"type": "Feature", "id": "f", "geometry": point, "properties": {"type": "WeatherObserved"}}
    settled, problems = settle(settler, [feature])
    assert settled[0]["geometry"] is None and len(problems) == 1


def test_right_places_stay() -> None:
    assert [place_fault(place) for place in ([0, 51.5], [114.1, 0.0], [-180, -90], [180.0, 90.0, 5.0])] == [None] * 4
    assert place_fault([math.nan, 1.0]) is not None
