"""What injections do to the messages of the bus, from their moment on until they are taken back."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.exercise import Injection
from opscenter.domain.exercise_facts import injection_fact, injection_of
from opscenter.recording.records import Message
from opscenter.station.exercise.injector import Injector

T = 1_795_428_000_000
GAUGE = "urn:gauge"


def says(second: float, level: float, entity: str = GAUGE, **more: Any) -> Message:
    at = T + round(second * 1_000)
    told = {"id": entity, "type": "Gauge", "level": {"type": "Property", "value": level}, **more}
    return f"water/Gauge/{entity}".encode(), msgspec.json.encode(told), b"", at


def made(kind: str, **keys: Any) -> Injection:
    return injection_of({"id": kind, "kind": kind, **keys})


def injector(present: float | None = None, seed: int = 1) -> Injector:
    return Injector(seed, lambda entity, attribute: present, lambda entity: "Gauge")


def levels(messages: list[Message]) -> list[tuple[float, Any]]:
    """Second of the arrival, and the level told."""
    return [((at - T) / 1_000, msgspec.json.decode(payload)["level"]["value"]) for _, payload, _, at in messages]


def through(one: Injector, messages: list[Message], until: float, step: float = 0.5) -> list[Message]:
    """In beats of `step` seconds."""
    found: list[Message] = []
    now, waiting = 0.0, list(messages)
    while now < until:
        now += step
        due = [message for message in waiting if message[3] <= T + now * 1_000]
        waiting = waiting[len(due) :]
        found += one.take(due, T + round(now * 1_000))
        one.ended(T + round(now * 1_000))
    return found


SECONDS = [says(second, float(second)) for second in range(1, 10)]


@pytest.mark.parametrize("step", [0.5, 1.0, 3.0, 9.0])
def test_a_lie_holds_from_its_moment_to_its_end_however_beats_fall(step: float) -> None:
    one = injector()
    one.begin(made("lie", entity=GAUGE, attribute="level", scale=2, offset=0.5, lasts_s=3), T + 3_000)
    told = through(one, SECONDS, 9, step)
    assert levels(told) == [(1, 1), (2, 2), (3, 6.5), (4, 8.5), (5, 10.5), (6, 6), (7, 7), (8, 8), (9, 9)]
    assert told[0][1] is SECONDS[0][1] and told[-1][1] is SECONDS[-1][1]


def test_noise_is_drawn_by_the_seed_and_by_what_it_is_drawn_for() -> None:
    lie = made("lie", entity=GAUGE, attribute="level", noise=0.3)
    ways = []
    for seed, step in ((1, 0.5), (1, 9.0), (2, 0.5)):
        one = injector(seed=seed)
        one.begin(lie, T)
        ways.append(levels(through(one, SECONDS, 9, step)))
    assert ways[0] == ways[1] != ways[2]
    assert 0 < max(abs(level - second) for second, level in ways[0]) < 1.5


@pytest.mark.parametrize("step", [0.5, 9.0])
def test_a_frozen_sensor_repeats_what_it_said_last_with_new_times(step: float) -> None:
    one = injector(present=0.25)
    one.begin(made("freeze", entity=GAUGE, attribute="level", lasts_s=4), T + 3_500)
    told = levels(through(one, SECONDS, 9, step))
    assert told == [(1, 1), (2, 2), (3, 3), (4, 3), (5, 3), (6, 3), (7, 3), (8, 8), (9, 9)]


def test_a_sensor_frozen_before_it_spoke_repeats_what_the_station_knew() -> None:
    one = injector(present=0.25)
    one.begin(made("freeze", entity=GAUGE, attribute="level"), T)
    assert {level for _, level in levels(through(one, SECONDS, 9))} == {0.25}
    other = injector(present=None)
    other.begin(made("freeze", entity=GAUGE, attribute="level"), T)
    assert {level for _, level in levels(through(other, SECONDS, 9))} == {1}


def test_what_drops_out_is_not_told_and_its_neighbours_are() -> None:
    one = injector()
    one.begin(made("drop", entity=GAUGE), T)
    pair = [msgspec.json.decode(says(1, 1.0)[1]), msgspec.json.decode(says(1, 2.0, "urn:other")[1])]
    both: Message = (b"water/Gauge/many", msgspec.json.encode(pair), b"", T + 1_000)
    told = one.take([says(1, 1.0), both], T + 1_000)
    assert [msgspec.json.decode(payload) for _, payload, _, _ in told] == [[pair[1]]]
    part = injector()
    part.begin(made("drop", entity=GAUGE, attribute="level"), T)
    (message,) = part.take([says(1, 1.0, flow=3.0)], T + 1_000)
    assert msgspec.json.decode(message[1]) == {"id": GAUGE, "type": "Gauge", "flow": 3.0}


@pytest.mark.parametrize("step", [0.5, 1.0, 12.0])
def test_a_delayed_feed_comes_later_and_all_at_once_when_it_ends(step: float) -> None:
    one = injector()
    one.begin(made("delay", topic="water/", delay_s=2.5, lasts_s=6), T + 2_000)
    other: Message = (b"air/A/x", b'{"id":"x","level":{"value":-1}}', b"", T + 4_000)
    told = levels(through(one, sorted([*SECONDS, other], key=lambda message: message[3]), 12, step))
    held = [(4, -1), (4.5, 2), (5.5, 3), (6.5, 4), (7.5, 5), (8, 6), (8, 7), (8, 8)]
    assert sorted(told) == sorted([(1, 1), *held, (9, 9)])
    assert [second for second, _ in told] == sorted(second for second, _ in told)


@pytest.mark.parametrize("step", [0.5, 12.0])
def test_an_alarm_is_said_again_and_again_and_put_right_at_the_end(step: float) -> None:
    one = injector(present=0.5)
    one.begin(made("alarm", entity=GAUGE, attribute="level", value=9.5, every_s=2, lasts_s=5), T + 2_000)
    told = levels(through(one, [says(1, 1.0), says(3, 1.5)], 12, step))
    assert told == [(1, 1), (2, 9.5), (3, 9.5), (4, 9.5), (6, 9.5), (7, 1.5)]
    after = injector()
    after.begin(made("alarm", entity=GAUGE, attribute="level", value=9.5, after=2.0, lasts_s=1), T)
    assert levels(through(after, [], 3, step)) == [(0, 9.5), (1, 2.0)]


def test_what_an_alarm_says_is_read_like_any_message() -> None:
    one = injector()
    one.begin(made("alarm", entity=GAUGE, attribute="co2.indoor", value=9.5, place=[114.0, 22.0]), T)
    ((topic, payload, header, at),) = one.take([], T)
    assert (topic, header, at) == (b"exercise/Gauge/urn:gauge", b"", T)
    assert msgspec.json.decode(payload)["co2"]["value"] == {"indoor": 9.5}


def test_a_message_from_the_public_is_a_report_on_the_map() -> None:
    one = injector()
    call = made("public", text={"en": "Water!", "zh_Hant": "水！"}, place=[114.0, 22.0], service="flooding")
    one.begin(call, T + 5)
    ((topic, payload, _, at),) = one.take([], T + 200)
    told = msgspec.json.decode(payload)
    assert topic.startswith(b"citizens/ServiceRequest/urn:ngsi-ld:ServiceRequest:exercise-public-") and at == T + 5
    assert told["name"]["languageMap"] == {"en": "Water!", "zh-Hant": "水！"} and told["serviceName"] == "flooding"
    one.begin(made("public", text={"en": "Only told"}), T + 10)
    assert one.take([], T + 400) == [] and not one.standing


def test_taken_back_an_injection_changes_nothing_from_then_on() -> None:
    one = injector()
    one.begin(made("lie", entity=GAUGE, attribute="level", value=7), T)
    one.begin(made("delay", entity=GAUGE, delay_s=60), T)
    assert levels(through(one, SECONDS[:4], 4)) == []
    assert one.take_back("lie", T + 4_000) and one.take_back("delay", T + 4_000) and not one.take_back("no", T)
    told = one.take(SECONDS[4:], T + 9_000)
    assert levels(told) == [*[(4, 7)] * 4, (5, 5), (6, 6), (7, 7), (8, 8), (9, 9)]
    assert {standing.injection.id for standing in one.ended(T + 9_000)} == {"lie", "delay"}
    assert one.ended(T + 9_000) == [] and not one.take_back("lie", T + 9_000)


def test_two_changes_of_one_value_are_done_one_after_the_other() -> None:
    one = injector()
    one.begin(made("freeze", entity=GAUGE, attribute="level"), T)
    one.begin(injection_of({"id": "b", "kind": "lie", "entity": GAUGE, "attribute": "level", "offset": 1}), T + 2_000)
    assert levels(through(one, SECONDS[:3], 4)) == [(1, 1), (2, 2), (3, 2)]


@pytest.mark.parametrize(
    "told",
    [
        {"id": "a", "kind": "alarm", "entity": "x", "attribute": "y", "value": 3, "after": 1.5, "lasts_s": 2.5},
        {"id": "a", "kind": "lie", "entities": ["x", "y"], "attribute": "y", "scale": 3, "noise": 2},
        {"id": "a", "kind": "freeze", "entity": "x", "attribute": "y", "title": {"en": "Stuck"}},
        {"id": "a", "kind": "delay", "topic": "water/", "delay_s": 3},
        {"id": "a", "kind": "public", "text": {"en": "Help"}, "place": [1, 2]},
    ],
)
def test_an_injection_is_the_same_after_it_was_written_down(told: dict[str, Any]) -> None:
    one = injection_of(told)
    assert injection_of(msgspec.json.decode(msgspec.json.encode(injection_fact(one)))) == one


@pytest.mark.parametrize("told", [{}, {"id": "a", "kind": "lie"}, {"id": 3, "kind": []}, {"id": "a", "kind": "drop"}])
def test_what_cannot_be_injected_is_a_sentence(told: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^This cannot be injected: .*\.$"):
        injection_of(told)


_PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5) | st.binary(max_size=3)
_ANY = st.recursive(
    _PLAIN,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3) | st.integers(), inner, max_size=3),
    max_leaves=6,
)
_KEYS = (
    "id",
    "kind",
    "entity",
    "entities",
    "attribute",
    "value",
    "after",
    "every_s",
    "place",
    "text",
    "title",
    "lasts_s",
)


@given(
    told=st.dictionaries(st.sampled_from(_KEYS) | st.integers(), _ANY, max_size=8),
    kind=st.sampled_from(["alarm", "lie", "freeze", "drop", "delay", "public"]),
)
@settings(max_examples=150, deadline=None)
def test_whatever_a_program_asks_to_inject_is_done_or_refused(told: dict[Any, Any], kind: str) -> None:
    try:
        one = injection_of({"id": "x", "kind": kind, **told})
    except ValueError:
        return
    msgspec.json.encode(injection_fact(one))
    made_of_it = injector(present=1.0)
    made_of_it.begin(one, T)
    made_of_it.take([says(1, 1.0), says(2, 2.0, "x")], T + 2_000)


@given(payload=st.binary(max_size=60) | st.sampled_from([b"[]", b'{"id":"urn:gauge"}', b'[{"id":"urn:gauge"},3]']))
@settings(max_examples=150, deadline=None)
def test_whatever_comes_over_the_bus_goes_on(payload: bytes) -> None:
    one = injector(present=1.0)
    for kind, keys in (("lie", {"scale": 2}), ("freeze", {}), ("alarm", {"value": "x"}), ("drop", {})):
        one.begin(made(kind, entity=GAUGE, attribute="level", **keys), T)
    one.begin(made("delay", entity=GAUGE, delay_s=1), T)
    told = one.take([(b"water/Gauge/urn:gauge", payload, b"", T + 5)], T + 5_000)
    assert all(message[3] <= T + 5_000 for message in told)
