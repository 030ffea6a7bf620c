"""Messages that are read many at a time amount to what they do one by one, whatever comes in which order."""

import json
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.batch import Batch
from opscenter.station.columns import columns_of
from opscenter.station.state import State
from opscenter.wire.bulk import Bulk
from opscenter.wire.decoder import Decoder
from opscenter.wire.envelope import write_header
from opscenter.wire.lot import Message, lot_of
from opscenter.wire.quick import Quick
from tests.support.registry import DictRegistry
from tests.support.spelled_cities import payload
from tests.unit.wire.test_quick import ODD, REGULAR, T0, _attribute

WHEN = "2026-11-18T11:06:40Z"
ROWS, CELLS = 10, 50
MANY = 400
ENTITIES = ["a", "b", "c", "d", "p", "q", "r", "s"]
Places = tuple[Any, Any, Any]
NOWHERE: Places = (np.empty(0), np.empty(0), np.empty(0, np.int64))


class OneByOne:
    """The same, message by message, by a decoder."""

    def __init__(self) -> None:
        self.registry = DictRegistry(ROWS, CELLS)
        self.decoder = Decoder(self.registry)
        self.begin(*NOWHERE)

    def begin(self, lon: Any, lat: Any, place_time: Any) -> None:
        for plan in self.decoder.plans.known.values():
            known = plan.row < len(place_time)
            plan.lon = lon[plan.row] if known else np.nan
            plan.lat = lat[plan.row] if known else np.nan
            plan.place_time = place_time[plan.row] if known else -(2**62)
        self.batch = Batch()

    def read(self, messages: list[Message]) -> None:
        heard = self.batch.touched
        self.batch.touched = {}
        self.decoder.decode_logged(messages, self.batch)
        for row, at in self.batch.touched.items():
            heard[row] = max(at, heard.get(row, at))
        self.batch.touched = heard


def _state(places: Places) -> State:
    state = State()
    state.add_rows([60_000] * ROWS)
    state.add_cells([number % ROWS for number in range(MANY)])
    known = len(places[2])
    state.columns["lon"][:known], state.columns["lat"][:known], state.columns["place_time"][:known] = places
    return state


def _same(bulk: Bulk, one: OneByOne, registry: DictRegistry, places: Places) -> State:
    """What both have gathered is the same; the picture it makes."""
    batch, told = one.batch, bulk.gathered
    assert (registry.rows, registry.types, registry.cells) == (
        one.registry.rows,
        one.registry.types,
        one.registry.cells,
    )
    found, wanted = told.columns(), columns_of(batch)
    assert _by_cell(found, told.texts) == _by_cell(wanted, batch.texts)
    for of, names in (
        ("cell", ("cell", "time", "value", "quality", "arrived")),
        ("place_row", ("place_row", "place_time", "lon", "lat")),
    ):
        mine, others = (np.argsort(columns[of], kind="stable") for columns in (found, wanted))
        for name in names:  # of one cell, in the same order
            np.testing.assert_array_equal(found[name][mine], wanted[name][others])
    assert dict(zip(found["heard_row"].tolist(), found["heard"].tolist(), strict=True)) == batch.touched
    for name in ("names", "local_names", "units", "shapes"):
        assert getattr(told.batch, name) == getattr(batch, name)
    state, other = _state(places), _state(places)
    state.apply(found, told.texts)
    other.apply(wanted, batch.texts)
    for name, column in state.columns.items():
        np.testing.assert_array_equal(column, other.columns[name], name)
    assert state.texts == other.texts
    return state


def _by_cell(columns: dict[str, Any], texts: list[str | None]) -> list[tuple[Any, ...]]:
    """Texts and what belongs to them, those of one cell in the order in which they were told."""
    names = ("text_cell", "text_time", "text_quality", "text_arrived")
    rows = zip(*(columns[name].tolist() for name in names), texts, strict=True)
    return sorted(rows, key=lambda row: row[0])


def _payload(entity: dict[str, Any]) -> bytes:
    return json.dumps(entity).encode()


TOPIC = st.sampled_from([b"d/T/a"] * 6 + [b"d/T/b/c", b"other/T/a", b"none", b"_bus/heartbeat/x"])
STEADY = st.builds(
    lambda entity, speed, surface, when, place, unit: {
        "id": entity, "type": "T", "speed": _attribute(speed, when, unit, "Property"),
        "flow": _attribute(3, when, "KMH", "Property"), "surface": _attribute(surface, when, None, "Property"),
        "location": {"type": "GeoProperty", "value": {"type": "Point", "coordinates": place}},
    },
    st.sampled_from(ENTITIES), st.sampled_from([1, 2.5, -3]), st.sampled_from(["dry", "wet", "urn:ngsi-ld:null"]),
    st.sampled_from([WHEN] * 5 + ["2026-11-18T11:06:39.5Z", "2026-11-18T11:06:43", "2027-01-01T00:00:00Z"]),
    st.sampled_from([[114.1, 22.3]] * 5 + [[114.2, 22.3], [1, 2]]), st.sampled_from(["KMH"] * 9 + ["MPH", None]),
)  # fmt: skip
AREA = {"type": "Polygon", "coordinates": [[[114.0, 22.0], [114.1, 22.0], [114.1, 22.1], [114.0, 22.0]]]}
DEEP: list[Any] = []
for _ in range(40):
    DEEP = [DEEP]
OTHERS = st.sampled_from(
    [
        {"id": "a", "type": "T", "location": {"type": "GeoProperty", "value": AREA}},
        {"id": "b", "type": "T", "speed": {"value": None, "observedAt": WHEN}},
        {"@id": "c", "@type": "T", "speed": 9, "name": "Road C"},
        {"type": "Feature", "id": "d", "properties": {"type": "T", "speed": 4}, "geometry": None},
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": [1.5, 2.5]},
         "properties": {"id": "a", "type": "T"}},
        {"type": "FeatureCollection",
         "features": [{"type": "Feature", "id": "b", "properties": {"type": "T", "flow": 1}}]},
        {"id": "c", "type": "U", "speed": {"value": 1, "observedAt": WHEN, "unitCode": "KMH", "quality": "bad"}},
        {"id": "d", "type": "T", "speed": {"value": 1, "observedAt": WHEN, "unitCode": "MPH"}, "deep": DEEP},
        {"id": "e", "type": "T", "speed": 1}, {"id": "f", "type": "T", "more": 1}, {"id": "g", "type": "T", "more": 1},
    ]
)  # fmt: skip
ENTITY = st.one_of(STEADY, STEADY, STEADY, STEADY, STEADY, REGULAR, ODD, OTHERS)
PAYLOAD = st.one_of(
    ENTITY.map(_payload), ENTITY.map(_payload), ENTITY.map(_payload), ENTITY.map(_payload), ENTITY.map(_payload),
    st.lists(ENTITY, max_size=3).map(lambda entities: json.dumps(entities).encode()),
    STEADY.map(lambda entity: _payload(entity).replace(b"2.5", b"NaN")),
    st.tuples(STEADY, STEADY).map(lambda two: _payload(two[0]) + b"," + _payload(two[1])),
    STEADY.map(lambda entity: b"\xef\xbb\xbf" + _payload(entity)), st.sampled_from([b"", b"{", b"nonsense", b"{}"]),
)  # fmt: skip
HEADER = st.sampled_from(
    [
        b"",
        b"nonsense",
        write_header("p", 1, 5, T0 - 50),
        write_header("q", 1, 5, T0 + 90_000),
        write_header("p", 1, 9, 0),
    ]
)
ARRIVED = st.integers(T0 - 2_000, T0 + 2_000)
ODDLY = st.lists(st.tuples(TOPIC, PAYLOAD, HEADER, ARRIVED), max_size=4)
CALM = st.builds(
    lambda *told: _payload(_steady(*told)), st.sampled_from(ENTITIES),
    st.sampled_from([WHEN, WHEN, WHEN, "2026-11-18T11:06:39.5Z", "2026-11-18T11:06:43"]), st.sampled_from([1, 2.5, -3]),
    st.sampled_from([(114.1, 22.3)] * 6 + [(114.2, 22.3), (1, 2)]), st.sampled_from(["dry", "wet"]),
)  # fmt: skip
CALMLY = st.lists(st.tuples(st.just(b"d/T/a"), CALM, HEADER, ARRIVED), max_size=20)
MESSAGES = st.tuples(CALMLY, ODDLY).flatmap(lambda both: st.permutations(both[0] + both[1]))


@settings(max_examples=50, deadline=None)
@given(st.lists(st.tuples(st.booleans(), MESSAGES), max_size=5))
def test_together_is_one_by_one(lots: list[tuple[bool, list[Message]]]) -> None:
    registry, one = DictRegistry(ROWS, CELLS), OneByOne()
    bulk = Bulk(registry, ROWS)
    steady = [(b"d/T/x", _payload(_steady(entity)), b"", T0) for entity in ENTITIES]
    bulk.read(lot_of(steady))
    one.read(steady)
    places = NOWHERE
    for again, messages in lots:
        if again:  # another jump
            state = _same(bulk, one, registry, places)
            places = tuple(state.columns[name][: ROWS - 2].copy() for name in ("lon", "lat", "place_time"))  # type: ignore[assignment]
            bulk.begin(*places)
            one.begin(*places)
        bulk.read(lot_of(messages))
        one.read(messages)
    _same(bulk, one, registry, places)
    for each in (bulk, one):
        each.begin(*places)
    for _, messages in lots:
        one.read(messages)
    bulk.read_each(messages for _, messages in lots)
    _same(bulk, one, registry, places)
    for each in (bulk, one):
        each.begin(*places)
    bulk.read(lot_of(steady))
    one.read(steady)
    _same(bulk, one, registry, places)


SPELLED = st.lists(
    st.tuples(st.sampled_from([b"d/T/a"] * 9 + [b"d/U/a"]), payload(["a", "b", "c"]), HEADER, ARRIVED), max_size=30
)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.booleans(), SPELLED), max_size=5))
def test_together_is_one_by_one_in_many_spellings(lots: list[tuple[bool, list[Message]]]) -> None:
    registry, one = DictRegistry(ROWS, MANY), OneByOne()
    one.registry = DictRegistry(ROWS, MANY)
    one.decoder = Decoder(one.registry)
    one.decoder._quick.read = lambda *arguments: False  # type: ignore[method-assign]
    bulk = Bulk(registry, ROWS)
    places = NOWHERE
    for again, messages in lots:
        if again:
            state = _same(bulk, one, registry, places)
            places = tuple(state.columns[name][: ROWS - 2].copy() for name in ("lon", "lat", "place_time"))  # type: ignore[assignment]
            bulk.begin(*places)
            one.begin(*places)
        bulk.read(lot_of(messages))
        one.read(messages)
    _same(bulk, one, registry, places)


def _steady(
    entity: str,
    when: str = WHEN,
    speed: float = 1.5,
    place: tuple[float, float] = (114.1, 22.3),
    surface: str = "dry",
) -> dict[str, Any]:
    return {
        "id": entity, "type": "T", "speed": _attribute(speed, when, "KMH", "Property"),
        "flow": _attribute(3, when, "KMH", "Property"), "surface": _attribute(surface, when, None, "Property"),
        "location": {"type": "GeoProperty", "value": {"type": "Point", "coordinates": place}},
    }  # fmt: skip


def _messages(count: int) -> list[Message]:
    return [
        (b"d/T/x", _payload(_steady(ENTITIES[number % 8], speed=number / 4)), b"", T0 + number)
        for number in range(count)
    ]


def test_what_is_always_alike_is_taken_together(monkeypatch: pytest.MonkeyPatch) -> None:
    bulk = Bulk(DictRegistry(ROWS, CELLS), ROWS)
    bulk.learn(lot_of(_messages(8)))
    monkeypatch.setattr(Decoder, "decode", None)
    monkeypatch.setattr(Quick, "read", None)
    bulk.read(lot_of(_messages(4_000)))
    columns = bulk.gathered.columns()
    assert columns["value"][::2].tolist() == [number / 4 for number in range(4_000)]
    assert bulk.gathered.texts == ["dry"] * 4_000
    assert columns["heard"].tolist() == list(range(T0 + 3_992, T0 + 4_000))


def test_of_those_that_move_each_place_is_told_once(monkeypatch: pytest.MonkeyPatch) -> None:
    registry = DictRegistry(ROWS, CELLS)
    bulk = Bulk(registry, ROWS)
    bulk.learn(lot_of(_messages(8)))
    monkeypatch.setattr(Decoder, "decode", None)
    places = [(114.1, 22.3), (114.2, 22.3), (114.2, 22.3), (114.1, 22.3), (114.1, 22.4)]
    sent = [write_header("p", 1, number, T0 + 10 * number) for number in range(5)]
    told = [
        (b"d/T/x", _payload(_steady("b", place=place)), sent[number], T0 + 99) for number, place in enumerate(places)
    ]
    bulk.begin(np.array([114.1] * 8), np.array([22.3] * 8), np.array([T0] * 8))
    bulk.read(lot_of(told[:3]))
    bulk.read(lot_of(told[3:]))
    columns = bulk.gathered.columns()
    found = list(zip(columns["lon"].tolist(), columns["lat"].tolist(), columns["place_time"].tolist(), strict=True))
    moved = [number for number, (before, after) in enumerate(pairwise(places), 1) if before != after]
    assert found == [(*places[number], T0 + 10 * number) for number in moved]
    assert set(columns["place_row"].tolist()) == {registry.rows["b"]}


def test_learning_gathers_nothing() -> None:
    bulk = Bulk(DictRegistry(ROWS, CELLS), ROWS)
    bulk.learn(lot_of(_messages(9)))
    assert all(len(column) == 0 for column in bulk.gathered.columns().values())
    assert bulk.gathered.texts == []


@settings(max_examples=40, deadline=None)
@given(st.lists(st.one_of(CALM, CALM, STEADY.map(_payload)), max_size=8), MESSAGES)
def test_who_is_met_by_a_first_message_is_known(first: list[bytes], messages: list[Message]) -> None:
    registry, one = DictRegistry(ROWS, CELLS), OneByOne()
    for numbered in (registry, one.registry):  # as a recording numbers all of them from the start
        for entity in "abcdefghi":
            for name in ("speed", "flow", "surface"):
                numbered.cell(numbered.entity(entity, "T"), name)
    bulk = Bulk(registry, ROWS)
    told = [(b"d/T/x", _payload(_steady("a")), b"", T0)]
    bulk.learn(lot_of(told))  # a shape is known
    one.read(told)
    told = [(b"d/T/x", payload.replace(b'"id": "%c"' % payload[8], b'"id": "%c"' % (98 + number)), b"", T0)
            for number, payload in enumerate(first)]  # fmt: skip
    bulk.learn(lot_of(told))
    one.read(told)
    known, wanted = bulk._decoder.plans, one.decoder.plans
    assert {name: (plan.row, plan.type, plan.quick is None) for name, plan in known.known.items()} == {
        name: (plan.row, plan.type, plan.quick is None) for name, plan in wanted.known.items()
    }
    for entity, plan in known.known.items():
        other = wanted.known[entity]
        assert (plan.numbers, plan.texts) == (other.numbers, other.texts)
        mine, others = plan.quick or {}, other.quick or {}
        assert {shape.names for shape in mine} == {shape.names for shape in others}
        assert {enrolled.units for enrolled in mine.values()} == {enrolled.units for enrolled in others.values()}
    assert known.units == wanted.units
    for each in (bulk, one):
        each.begin(*NOWHERE)
    bulk.read(lot_of(messages))
    one.read(messages)
    _same(bulk, one, registry, NOWHERE)


def test_it_tells_where_it_is_worth_while() -> None:
    bulk = Bulk(DictRegistry(ROWS, CELLS), ROWS)
    bulk.learn(lot_of(_messages(8)))
    assert bulk.worth
    odd = [
        (b"d/V/x", _payload([{"id": entity, "type": "V", "speed": 1}]), b"", T0)  # type: ignore[arg-type]
        for entity in ENTITIES[:5]
    ]
    bulk.learn(lot_of(odd))
    assert bulk.worth
    bulk.read(lot_of(odd))
    assert not bulk.worth
    for _ in range(4):
        bulk.read(lot_of(_messages(8)))
    assert bulk.worth
    bulk = Bulk(DictRegistry(2 * ROWS, CELLS), 2 * ROWS)
    bulk.learn(lot_of(_messages(4)))
    bulk.learn(
        lot_of([(topic, payload.replace(b'"id": "', b'"id": "v'), header, at) for topic, payload, header, at in odd])
    )
    assert not bulk.worth
