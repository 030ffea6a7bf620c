"""Readers never raise, whatever comes: bytes, JSON of any shape, real documents bent out of shape."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opscenter.feeds.feed import Reader
from opscenter.feeds.metar_reader import MetarReader
from opscenter.feeds.ngsi_reader import NgsiReader
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.settling import Settler
from opscenter.settings.catalogue import load_catalogue
from tests.support.feeding import config, item

MANY = settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SCALARS = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=8)
LORAWAN = ["uplink_message", "deviceInfo", "fCnt", "rxInfo", "rx_metadata", "decoded_payload", "locations"]
NGSI = ["id", "type", "value", "unitCode", "metadata", "location", "coordinates", "data", "time", "t"]
KEYS = st.sampled_from(NGSI + LORAWAN)
JSON = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5), max_leaves=20
)
NAMES = st.sampled_from([*NGSI, *LORAWAN, "temperature", "windSpeed", "geometry", "properties"])
ENTITY = st.dictionaries(NAMES, JSON, max_size=6)
TEXT = """
[feeds.a]
kind = "mqtt"
host = "x"
"""
MAP = """
[[feeds.a.map]]
topic = "{level}/#"
format = "%s"
id = "urn:{level|slug}:{id}"
type = "WeatherObserved"
time = "time"
latitude = "location.coordinates[1]"
longitude = "location.coordinates[0]"
name = "{type}"
%s
[[feeds.a.map.attribute]]
name = "temperature"
from = "value || decoded.t"
unit_from = "unitCode"
factor = 2
[[feeds.a.map.attribute]]
name = "a.{type}"
from = "t"
"""


@pytest.fixture(scope="module")
def readers(tmp_path_factory: pytest.TempPathFactory) -> list[Reader]:
    folder: Path = tmp_path_factory.mktemp("feeds")
    forms = ("json", "lorawan", "number", "text")
    maps = [MAP % (form, more) for form in forms for more in ("", 'records = "data"', 'records = "@"\nkeyed = true')]
    (mqtt,) = config(folder, TEXT + "".join(maps))
    return [mqtt.feed.reader, NgsiReader("d"), MetarReader({})]


def feed(readers: list[Reader], body: bytes, settle: Callable[[Record], Any]) -> None:
    for reader in readers:
        for one in reader(item(body, topic="a/b")):
            assert isinstance(one, Record | Problem)
            if isinstance(one, Record):
                settle(one)


@pytest.fixture(scope="module")
def settler() -> Settler:
    return Settler(load_catalogue())


@MANY
@given(body=st.binary(max_size=200) | st.text(max_size=80).map(str.encode))
def test_bytes(readers: list[Reader], settler: Settler, body: bytes) -> None:
    feed(readers, body, settler.settle)


@MANY
@given(document=JSON | ENTITY | st.lists(ENTITY, max_size=3))
def test_json_of_any_shape(readers: list[Reader], settler: Settler, document: Any) -> None:
    feed(readers, json.dumps(document).encode(), settler.settle)


@MANY
@given(entity=ENTITY)
def test_entities_of_a_known_kind_are_settled(settler: Settler, entity: dict[str, Any]) -> None:
    settler.settle(Record("t", json.dumps(entity | {"type": "WeatherObserved"}).encode(), None))


@MANY
@given(at=st.integers(0, 70), put=st.text("0123456789/MPQAKTZSM +-", max_size=6))
def test_reports_bent_out_of_shape(at: int, put: str) -> None:
    report = "METAR KPDX 211353Z 09013G20KT 3/4SM R10R/2400FT -RA BR OVC007 12/11 A2992"
    for one in MetarReader({})(item(report[:at] + put + report[at + len(put) :])):
        assert isinstance(one, Record | Problem)
