"""What cannot be used is set aside with its reason, and takes nothing else along."""

import json

import pytest

from opscenter.wire.decoder import Decoder
from tests.support.reading import Reading
from tests.support.registry import DictRegistry

ID = "urn:ngsi-ld:TrafficFlowObserved:tko-017"


def entity(**attributes: object) -> dict[str, object]:
    return {"id": ID, "type": "TrafficFlowObserved", **attributes}


def deep(levels: int) -> object:
    value: object = 1
    for _ in range(levels):
        value = {"a": value}
    return value


@pytest.mark.parametrize(
    ("payload", "reason"),
    [
        (b"", "empty"),
        (b"\xff\xfe{}", "not-utf8"),
        (b'{"id":"\xff","type":"T"}', "not-utf8"),
        (b"hello", "not-json"),
        (b'{"id":"a","type":"T"', "not-json"),
        (b'{"id":"a","type":"T"} trailing', "not-json"),
        (b'{"id":"a","type":"T","x":NaN}', "not-finite"),
        (b'{"id":"a","type":"T","x":{"value":-Infinity}}', "not-finite"),
        (b'{"id":"a","type":"T","x":1e999}', "not-finite"),
        (b'{"id":"a","type":"T","x":' + b"9" * 400 + b"}", "not-finite"),
        (b"5", "not-entity"),
        (b'"text"', "not-entity"),
        (b"null", "not-entity"),
        (b"[]", "not-entity"),
        (b"[1]", "not-entity"),
        (b'{"type":"FeatureCollection","features":5}', "not-entity"),
        (b'{"type":"T"}', "no-id"),
        (b'{"id":5,"type":"T"}', "no-id"),
        (b'{"id":"","type":"T"}', "no-id"),
        (b'{"id":{"value":"x"},"type":"T"}', "no-id"),
        (b'{"id":"a"}', "no-type"),
        (b'{"id":"a","type":["T"]}', "no-type"),
        (b'{"id":"a","type":"Feature"}', "no-type"),
        (json.dumps({"id": "a" * 513, "type": "T"}).encode(), "id-too-long"),
        (json.dumps({"id": "車" * 171, "type": "T"}, ensure_ascii=False).encode(), "id-too-long"),
        (json.dumps({"id": "a", "type": "T" * 300}).encode(), "type-too-long"),
        (json.dumps({"id": "a", "type": "T", "x": deep(40)}).encode(), "too-deep"),
        (json.dumps({"id": "a", "type": "T", "location": deep(40)}).encode(), "too-deep"),
        (json.dumps({"id": "a", "type": "T", "@context": deep(40)}).encode(), "too-deep"),
        (json.dumps({"id": "a", "type": "T", "name": deep(40)}).encode(), "too-deep"),
        (b"[" * 100_000 + b"]" * 100_000, "too-deep"),
        (b'[{"id":"a","type":"T"}' + b',{"id":"a","type":"T"}' * 10_000 + b"]", "too-many-entities"),
        (b" " * (4 * 1024 * 1024 + 1), "too-large"),
    ],
)
def test_what_cannot_be_read_is_set_aside(payload: bytes, reason: str) -> None:
    reading = Reading()
    reading.take({"id": "a", "type": "T", "x": 1})
    batch = reading.take(payload, {"pub": "p", "seq": 1})
    assert reading.reasons() == [reason]
    rejection = batch.rejected[0]
    assert (rejection.publisher, rejection.topic, rejection.size) == ("p", "a/B/c", len(payload))
    assert len(rejection.raw) <= 4096
    assert rejection.detail
    assert (batch.entities, batch.cells, batch.raw) == (0, [], [])
    assert reading.decoder.publishers[0]["rejected"] == 1


def test_the_deepest_allowed_nesting() -> None:
    reading = Reading()
    assert reading.take({"id": "a", "type": "T", "x": deep(31)}).entities == 1


def test_a_dead_sensor_does_not_silence_its_array() -> None:
    reading = Reading()
    batch = reading.take(b'[{"id":"a","type":"T","x":1},{"id":"b","type":"T","x":NaN},{"id":"c","type":"T","x":3}]')
    assert reading.reasons() == ["not-finite"]
    assert (batch.entities, batch.values) == (2, [1.0, 3.0])


def test_a_byte_order_mark_is_passed_over() -> None:
    reading = Reading()
    assert reading.take(b'\xef\xbb\xbf{"id":"a","type":"T","x":1}').values == [1.0]


def test_thousands_of_bad_entities_cost_little_memory() -> None:
    reading = Reading()
    batch = reading.take([{"type": "T", "filler": "x" * 300} for _ in range(10_000)])
    assert len(batch.rejected) == 10_000
    assert len({id(rejection.raw) for rejection in batch.rejected}) <= 40


def test_an_unreadable_attribute_does_not_take_the_others_along() -> None:
    reading = Reading()
    batch = reading.take({"id": "a", "type": "T", "n" * 300: 5, "x": 1})
    assert reading.reasons() == ["attribute-unreadable"]
    assert (batch.entities, batch.values) == (1, [1.0])


def test_attributes_are_bounded() -> None:
    reading = Reading()
    batch = reading.take({"id": "a", "type": "T", **{f"x{n}": n for n in range(600)}})
    assert reading.reasons() == ["too-many-attributes"]
    assert len(batch.cells) == 512
    reading.take({"id": "a", "type": "T", **{f"y{n}": n for n in range(600)}})
    assert len(reading.registry.cells) == 512


def test_long_texts_are_cut() -> None:
    reading = Reading()
    for _ in range(2):
        (text,) = reading.take(entity(note="x" * 5_000)).texts
        assert text is not None
        assert (len(text), text[-1]) == (4096, "…")


def test_a_full_site_sets_new_entities_aside() -> None:
    reading = Reading(DictRegistry(max_entities=1))
    assert reading.take({"id": "a", "type": "T", "x": 1}).entities == 1
    reading.take({"id": "b", "type": "T", "x": 1})
    assert reading.reasons() == ["site-full"]
    assert reading.take({"id": "a", "type": "T", "x": 2}).values == [2.0]


def test_a_changed_type_is_taken_over() -> None:
    reading = Reading()
    reading.take({"id": "a", "type": "T", "x": 1})
    reading.take({"id": "a", "type": "U", "x": 1})
    assert (reading.registry.types, len(reading.registry.cells)) == (["U"], 1)


def test_a_bad_header_costs_only_the_header() -> None:
    reading = Reading()
    batch = reading.take(entity(x=1), b"{")
    assert (reading.reasons(), batch.entities) == (["bad-header"], 1)


def test_a_failure_of_the_registry_is_not_raised() -> None:
    class Broken:
        def entity(self, entity_id: str, entity_type: str) -> int:
            raise RuntimeError("out of rows")

        def cell(self, row: int, attribute: str) -> int:
            return -1

    reading = Reading()
    reading.decoder = Decoder(Broken())
    reading.take(entity(x=1))
    assert reading.reasons() == ["internal"]
