"""The quick way yields exactly what the usual way yields, whatever comes in which order."""

import json
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.batch import Batch
from opscenter.wire.decoder import Decoder
from opscenter.wire.envelope import write_header
from tests.support.spelled_cities import payload

T0 = 1_795_000_000_000
TIMES = ["2026-11-18T11:06:40Z", "2026-11-18T11:06:41.250+00:00", "2026-11-18T11:06:42", "2027-11-18T11:06:41Z", "soon"]


class Numbers:
    """A registry that numbers whatever it is asked."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        self.cells: dict[tuple[int, str], int] = {}

    def entity(self, entity_id: str, entity_type: str) -> int:
        return self.rows.setdefault(entity_id, len(self.rows))

    def cell(self, row: int, attribute: str) -> int:
        return self.cells.setdefault((row, attribute), len(self.cells))


def _attribute(value: Any, when: str | None, unit: str | None, kind: str | None) -> dict[str, Any]:
    members = {"type": kind, "value": value, "unitCode": unit, "observedAt": when}
    return {name: member for name, member in members.items() if member is not None}


VALUES = st.sampled_from([1, 2.5, -3, 2**60, True, None, "wet", "urn:ngsi-ld:null", [1, 2], {"a": 1}])
USUAL = st.sampled_from([1, 2.5, -3])
MOSTLY = st.sampled_from(["2026-11-18T11:06:40Z"] * 6 + TIMES)
ATTRIBUTE = st.builds(
    _attribute, USUAL | USUAL | VALUES, MOSTLY | st.none(), st.sampled_from(["KMH", "KMH", "KMH", "MPH", None]),
    st.sampled_from(["Property", "Property", None, "Relationship"]),
)  # fmt: skip
TEXT = st.builds(_attribute, st.sampled_from(["dry", "wet"]), MOSTLY, st.none(), st.just("Property"))
PLACE = st.sampled_from(
    [
        {"type": "GeoProperty", "value": {"type": "Point", "coordinates": c}}
        for c in ([114.1, 22.3], [114.2, 22.3], [1, 2])
    ]
    + [{"type": "Point", "coordinates": [114.1, 22.3]}, {"value": {"type": "Point", "coordinates": [200.0, 0.0]}}, None]
)
REGULAR = st.fixed_dictionaries(
    {
        "id": st.sampled_from(["a", "b"]), "type": st.sampled_from(["T"] * 9 + ["U"]), "speed": ATTRIBUTE,
        "flow": ATTRIBUTE, "surface": TEXT, "location": PLACE,
    }
)  # fmt: skip
ODD = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b", 3]), "type": st.just("T")},
    optional={"speed": ATTRIBUTE | VALUES, "flow": ATTRIBUTE, "location": PLACE, "status": TEXT, "name": TEXT,
              "@context": st.just("https://example.org")},
)  # fmt: skip
SENT = st.sampled_from(
    [b"", write_header("p", 1, 1, T0 - 5), write_header("p", 1, 2, 0), write_header("p", 1, 3, T0 + 90_000)]
)
TOPICS = st.sampled_from([b"d/T/a", b"d/T/a", b"other/T/a", b"none"])


def _plain(batch: Batch) -> str:
    """Everything in the batch of one message, comparable with NaN; numbers as the columns will hold them.

    By cell: in which order a message tells of different attributes does not count."""
    batch.values = [float(value) for value in batch.values]
    for names in (
        ("cells", "times", "values", "qualities", "arrived"),
        ("text_cells", "text_times", "texts", "text_qualities", "text_arrived"),
    ):
        rows = sorted(zip(*(getattr(batch, name) for name in names), strict=True), key=lambda row: row[0])
        for name, column in zip(names, zip(*rows, strict=True), strict=False):
            setattr(batch, name, list(column))
    return repr(batch)


@settings(max_examples=300, deadline=None)
@given(st.lists(st.tuples(TOPICS, REGULAR | REGULAR | REGULAR | ODD), max_size=30))
def test_both_ways_yield_the_same(messages: list[tuple[bytes, dict[str, Any]]]) -> None:
    quick, usual = Decoder(Numbers()), Decoder(Numbers())
    usual._quick.read = lambda *arguments: False  # type: ignore[method-assign]
    for number, (topic, entity) in enumerate(messages):
        one, other = Batch(), Batch()
        payload = json.dumps(entity).encode()
        quick.decode(topic, payload, b"", T0 + number, one)
        usual.decode(topic, payload, b"", T0 + number, other)
        assert _plain(one) == _plain(other)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(TOPICS, payload(["a", "b", "c", "d"]), SENT), max_size=40))
def test_both_ways_yield_the_same_in_many_spellings(messages: list[tuple[bytes, bytes, bytes]]) -> None:
    quick, usual = Decoder(Numbers()), Decoder(Numbers())
    usual._quick.read = lambda *arguments: False  # type: ignore[method-assign]
    for number, (topic, told, header) in enumerate(messages):
        one, other = Batch(), Batch()
        quick.decode_logged([(topic, told, header, T0 + number)], one)
        usual.decode_logged([(topic, told, header, T0 + number)], other)
        assert _plain(one) == _plain(other)


def test_steady_messages_are_read_the_quick_way() -> None:
    decoder, batch = Decoder(Numbers()), Batch()
    for number in range(20):
        entity = {
            "id": "a", "type": "T", "speed": _attribute(number, TIMES[0], "KMH", "Property"),
            "surface": _attribute("dry", TIMES[0], None, "Property"), "@context": "https://example.org",
            "location": {"type": "GeoProperty", "value": {"type": "Point", "coordinates": [114.1, 22.3]}},
        }  # fmt: skip
        decoder.decode(b"d/T/a", json.dumps(entity).encode(), b"", T0, batch)
    (shape,) = decoder.quick.shapes(b"d/T")
    assert shape.hits == 19
    assert batch.values == list(range(20))
    assert batch.texts == ["dry"] * 20


def test_the_unit_of_a_text_is_not_taken_for_that_of_a_number() -> None:
    decoder, batch = Decoder(Numbers()), Batch()
    for value, unit in ((1, "KMH"), (2, "MPH"), ("wet", "KMH"), (3, "KMH")):
        batch.units.clear()
        entity = {"id": "a", "type": "T", "speed": _attribute(value, TIMES[0], unit, "Property")}
        decoder.decode(b"d/T/a", json.dumps(entity).encode(), b"", T0, batch)
    assert batch.units == {0: "KMH"}


def test_values_are_told_in_the_order_of_their_message() -> None:
    quick, usual = Decoder(Numbers()), Decoder(Numbers())
    usual._quick.read = lambda *arguments: False  # type: ignore[method-assign]
    entity = {
        "id": "a", "type": "T", "dateObserved": TIMES[0], "line": "7", "tags": ["x"], "closed": True, "speed": 1,
        "area": {"value": {"code": 3, "name": "Central"}}, "flow": _attribute(2, TIMES[1], None, "Property"),
        "surface": _attribute("dry", TIMES[1], None, "Property"), "open": False, "delay": 5,
    }  # fmt: skip
    for _ in range(3):
        one, other = Batch(), Batch()
        for decoder, batch in ((quick, one), (usual, other)):
            decoder.decode(b"d/T/a", json.dumps(entity).encode(), b"", T0, batch)
        assert one == other
    (shape,) = quick.quick.shapes(b"d/T")
    assert shape.hits == 2
