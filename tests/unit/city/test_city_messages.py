"""What the city says is valid on the bus, in every spelling, the same for the same seed."""

import json
from collections import Counter, defaultdict
from itertools import pairwise

import pytest

from opscenter.city.run import City
from opscenter.domain.batch import Batch
from opscenter.wire.decoder import Decoder
from tests.support.registry import DictRegistry

START = 1_795_392_000_000


def decode(messages: list[tuple[str, bytes]]) -> tuple[Batch, DictRegistry]:
    registry = DictRegistry()
    decoder, batch = Decoder(registry), Batch()
    for topic, payload in messages:
        decoder.decode(topic.encode(), payload, b"", START, batch)
    return batch, registry


def test_the_whole_city_decodes_with_place_name_and_numbers(make_city) -> None:
    city = make_city()
    city.simulation.step(START, 5.0)
    city.publish_all()
    batch, registry = decode(city.sent)
    assert batch.rejected == []
    assert len(registry.rows) == city.entities == batch.entities
    placed = set(batch.place_rows) | set(batch.shapes)
    assert len(placed) == len(registry.rows)
    assert len(batch.names) == len(registry.rows)
    assert set(batch.local_names) == set(batch.names)
    assert all(
        set(local) == {"en", "zh_Hant", "zh_Hans"} and all(local.values()) for local in batch.local_names.values()
    )
    assert all(114.9 < lon < 115.3 for lon in batch.lons)
    assert all(22.0 < lat < 22.4 for lat in batch.lats)
    shapes = Counter(shape["type"] for shape in batch.shapes.values())
    assert shapes["LineString"] > 20 and shapes["Polygon"] > 10


def test_at_the_start_the_city_says_who_is_where_before_it_measures(make_city) -> None:
    city = make_city()
    city.introduce()
    batch, registry = decode(city.sent)
    assert batch.rejected == []
    moving = sum(len(group.ids) for group in city.simulation.groups if group.moves)
    assert len(registry.rows) > 0.9 * (city.entities - moving)
    assert set(batch.place_rows) | set(batch.shapes) == set(batch.local_names) == set(range(len(registry.rows)))
    measured = {name for group in city.simulation.groups for name in group.numbers}
    assert not measured & {name for _, name in registry.cells}


def test_every_spelling_is_used(make_city) -> None:
    city = make_city()
    spellings = {group.spelling for group in city.simulation.groups}
    assert len(spellings) == 5


def test_live_messages_decode_and_carry_their_time(make_city) -> None:
    city = make_city('[[accident]]\nat = 1\nlasts = 9\ndistrict = "central"\n')
    for _ in range(60):
        city.step()
    batch, _ = decode(city.sent)
    assert batch.rejected == []
    assert min(batch.times) >= START
    assert max(batch.times) == city.at
    assert len(city.sent) > 500


def test_every_system_speaks_within_its_period(make_city) -> None:
    city = make_city()
    heard: dict[str, Counter[str]] = defaultdict(Counter)
    for _ in range(121):
        city.step()
    for topic, _ in city.sent:
        heard[topic.split("/")[1]][topic] += 1
    for group in city.simulation.groups:
        if group.ids and group.period_s <= 60 and group.type != "ServiceRequest":
            assert len(heard[group.type]) == len(group.ids), group.type
            assert min(heard[group.type].values()) >= int(60 / group.period_s), group.type


def test_the_past_is_told_in_order_at_five_minutes_and_leaves_time_for_heartbeats(make_city) -> None:
    city = make_city()
    pulses: list[int] = []
    past = city.live_past(pulse=lambda: pulses.append(1))
    assert len(pulses) >= 600  # two hours in well under ten seconds
    batch, registry = decode(past)
    assert batch.rejected == []
    times = sorted(set(batch.times))
    assert times[0] >= START - 2 * 3_600_000
    assert times[-1] < START
    assert {b - a for a, b in pairwise(times)} == {300_000}
    assert batch.times == sorted(batch.times)
    assert len(registry.rows) > 100


def test_the_same_seed_and_clock_say_the_same_bytes(make_city) -> None:
    def made(seed: int) -> City:
        city: City = make_city('[[burst]]\nat = 5\nlasts = 20\ndistrict = "central"\n', seed=seed, entities=600)
        city.publish_all()
        return city

    first, again, other = made(1), made(1), made(2)
    assert first.sent == again.sent != other.sent
    for city in (first, again):
        city.sent[:] = city.live_past()
        city.publish_all()
        for _ in range(80):
            city.step()
    assert first.sent == again.sent


def test_names_are_in_english_and_chinese(make_city) -> None:
    city = make_city()
    city.publish_all()
    for topic, payload in city.sent:
        entity = json.loads(payload)
        name = entity["name"]
        texts = name["languageMap"] if "languageMap" in name else name["value"]
        assert set(texts) == {"en", "zh-Hant", "zh-Hans"}, topic


def test_a_change_of_state_is_told_at_once(make_city) -> None:
    city = make_city('[[feeder_trip]]\nat = 10\nlasts = 60\ndistrict = "riverside"\n')
    topic = None
    while city.at < START + 14_000 and topic is None:
        city.sent.clear()
        city.step()
        topic = next((t for t, p in city.sent if "ElectricityFeeder" in t and b'"tripped"' in p), None)
    assert topic is not None
    assert city.at <= START + 11_000


def test_a_cabinet_takes_what_its_lamps_take(make_city) -> None:
    city = make_city(start=START + 13 * 3_600_000)
    city.step()
    city.step()
    lighting = city.simulation.lighting
    assert lighting.lamps_on.sum() == lighting.lit.sum() > 0
    assert 1000.0 * lighting.cabinet_power.sum() == pytest.approx(lighting.watts.sum())
    assert 50.0 < 1000.0 * lighting.cabinet_power.sum() / lighting.lamps_on.sum() < 120.0


def test_size_follows_what_was_asked_for(make_city) -> None:
    for asked in (500, 5000):
        made: City = make_city(entities=asked)
        assert 0.9 * asked <= made.entities <= 1.15 * asked
