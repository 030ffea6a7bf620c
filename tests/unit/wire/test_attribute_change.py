"""Values in messages of the bus are changed in whatever spelling they came, and nothing else is."""

from typing import Any

import msgspec
import pytest

from opscenter.domain.batch import Batch
from opscenter.wire.attribute_change import GONE, change_attribute, changed_payload, entity_id, entity_type
from opscenter.wire.decoder import Decoder
from tests.support.registry import DictRegistry

WHEN = "2026-11-23T10:00:00Z"
SPELLINGS: list[tuple[str, dict[str, Any]]] = [
    ("level", {"level": {"type": "Property", "value": 2.5, "unitCode": "MTR", "observedAt": WHEN}}),
    ("level", {"level": {"value": 2.5, "observedAt": WHEN}}),
    ("level", {"level": 2.5, "dateObserved": WHEN}),
    ("level", {"level": {"type": "Number", "value": 2.5, "metadata": {"TimeInstant": {"value": WHEN}}}}),
    ("co2.indoor", {"co2": {"type": "Property", "value": {"indoor": 2.5, "outdoor": 1.0}}, "dateObserved": WHEN}),
    ("co2.indoor", {"co2": {"indoor": 2.5, "outdoor": 1.0}, "dateObserved": WHEN}),
    ("speed.1", {"speed": [1.0, 2.5], "dateObserved": WHEN}),
    (
        "charge.heavy",
        {
            "charge": [
                {"type": "Property", "value": 1.0, "observedAt": WHEN},
                {"type": "Property", "value": 2.5, "observedAt": WHEN, "datasetId": "urn:ngsi-ld:Dataset:heavy"},
            ]
        },
    ),
]


def read(payload: bytes) -> dict[str, float]:
    registry = DictRegistry()
    batch = Batch()
    Decoder(registry).decode(b"x/T/a", payload, b"", 1_795_428_000_500, batch)
    assert not batch.rejected
    return {registry.name_of(cell): value for cell, value in zip(batch.cells, batch.values, strict=True)}


def doubled(value: Any) -> Any:
    return value * 2


@pytest.mark.parametrize(("name", "told"), SPELLINGS)
@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: [{"id": "urn:b", "type": "T", "level": 9.0}, one]])
def test_a_value_is_changed_in_every_spelling(name: str, told: dict[str, Any], wrap: Any) -> None:
    payload = msgspec.json.encode(wrap({"id": "urn:a", "type": "T", **told}))

    def change(entity: dict[str, Any]) -> dict[str, Any]:
        if entity_id(entity) == "urn:a":
            change_attribute(entity, name, doubled)
        return entity

    after = changed_payload(payload, change)
    assert after is not None
    before = read(payload)
    assert before[name] == 2.5 and read(after) == {**before, name: 5.0}


@pytest.mark.parametrize(("name", "told"), SPELLINGS)
def test_a_value_is_taken_out_in_every_spelling(name: str, told: dict[str, Any]) -> None:
    entity = {"id": "urn:a", "type": "T", "other": 7.0, **told}
    before = read(msgspec.json.encode(entity))
    change_attribute(entity, name, lambda value: GONE)
    del before[name]
    assert read(msgspec.json.encode(entity)) == before


def test_a_feature_is_an_entity_too() -> None:
    feature = {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "id": "urn:a", "properties": {"type": "T", "level": 2.5}, "geometry": None}],
    }

    def change(entity: dict[str, Any]) -> dict[str, Any]:
        assert (entity_id(entity), entity_type(entity)) == ("urn:a", "T")
        change_attribute(entity, "level", doubled)
        return entity

    after = changed_payload(msgspec.json.encode(feature), change)
    assert after is not None and read(after)["level"] == 5.0


def test_what_is_not_changed_stays_byte_for_byte_and_what_is_dropped_is_gone() -> None:
    payload = b'{ "id":"urn:a", "type":"T", "level": 2.50 }'
    assert changed_payload(payload, lambda entity: entity) is payload
    assert changed_payload(payload, lambda entity: None) is None
    assert changed_payload(b'[{"id":"a"},{"id":"b"}]', lambda e: e if e["id"] == "b" else None) == b'[{"id":"b"}]'
    for broken in (b"", b"{", b"\xff", b"[[[[", b"3", b"[1,2]", b"[" * 100_000):
        assert changed_payload(broken, lambda entity: None) == broken
