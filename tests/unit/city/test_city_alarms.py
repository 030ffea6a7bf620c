"""The calm city against the default rules of the catalogue; what its incidents raise is in test_city_situations."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from opscenter.city.run import City
from opscenter.city.scenario import default_scenario, load_scenario
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.batch import Batch
from opscenter.settings.catalogue import load_catalogue
from opscenter.wire.decoder import Decoder
from tests.support.registry import DictRegistry

MONDAY = 1_795_363_200_000  # midnight in the city


def alarms_of(scenario: Path, start: int, seconds: int) -> Counter[str]:
    """Rules that raised an alarm in so many seconds of a 2,500-entity city, with how many."""
    sent: list[tuple[str, bytes]] = []
    city = City(1, 2500, load_scenario(scenario), start, lambda topic, payload: sent.append((topic, payload)))
    city.live_past()
    city.publish_all()
    registry = DictRegistry()
    decoder, engine = Decoder(registry), AlarmEngine(load_catalogue())
    entities = cells = 0
    raised: set[tuple[str, str]] = set()
    for _ in range(2 * seconds):
        batch = Batch()
        for topic, payload in sent:
            decoder.decode(topic.encode(), payload, b"", city.at, batch)
        sent.clear()
        ids, known = list(registry.rows), list(registry.cells)
        engine.add_entities(entities, ids[entities:], registry.types[entities:])
        engine.add_cells(cells, [row for row, _ in known[cells:]], [name for _, name in known[cells:]])
        entities, cells = len(ids), len(known)
        engine.judge_places(
            np.array(batch.place_rows, dtype=np.int64),
            np.array(batch.place_times, dtype=np.int64),
            np.array(batch.lons, dtype=np.float64),
            np.array(batch.lats, dtype=np.float64),
            city.at,
        )
        engine.judge(
            np.array(batch.cells, dtype=np.int64),
            np.array(batch.times, dtype=np.int64),
            np.array(batch.values, dtype=np.float64),
            np.array(batch.qualities, dtype=np.uint8),
            city.at,
        )
        engine.judge_texts(batch.text_cells, batch.text_times, batch.texts, batch.text_qualities, city.at)
        engine.heard(
            np.array(list(batch.touched), dtype=np.int64), np.array(list(batch.touched.values()), dtype=np.int64)
        )
        engine.tick(city.at)
        for alarm in engine.take_changed():
            if alarm.state.name != "NORM":
                raised.add((alarm.rule, alarm.entity))
        city.step()
    return Counter(rule for rule, _ in raised)


@pytest.mark.parametrize("hour", [3.0, 8.4, 18.2])
def test_a_calm_city_has_few_alarms(hour: float) -> None:
    calm = default_scenario().with_name("calm.toml")
    found = alarms_of(calm, MONDAY + int(hour * 3_600_000), 90)
    assert 1 <= sum(found.values()) <= 5, found
