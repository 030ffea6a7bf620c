"""A scripted incident of the demo city, lived through in event time by the whole engine, without sockets or waiting."""

from collections.abc import Callable
from pathlib import Path

from opscenter.city.run import City
from opscenter.city.scenario import default_scenario, load_scenario
from opscenter.domain.batch import Batch
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.engine import Beat, Engine
from opscenter.wire.decoder import Decoder

NOON = 1_795_363_200_000 + 12 * 3_600_000
"""A Monday, in the city."""


def scenario_named(name: str) -> Path:
    """A scenario that comes with the program."""
    return default_scenario().with_name(f"{name}.toml")


def lived_through(
    scenario: Path, seconds: int, *, entities: int = 2500, seed: int = 1, on_beat: Callable[[Beat], None] | None = None
) -> Engine:
    """The engine after so many seconds of the scenario, from noon; a beat each half second."""
    sent: list[tuple[str, bytes]] = []
    city = City(seed, entities, load_scenario(scenario), NOON, lambda topic, payload: sent.append((topic, payload)))
    city.live_past()
    city.publish_all()
    engine = Engine(load_catalogue(), epoch=NOON)
    decoder = Decoder(engine.registry)
    for _ in range(2 * seconds):
        batch = Batch()
        for topic, payload in sent:
            decoder.decode(topic.encode(), payload, b"", city.at, batch)
        sent.clear()
        beat = engine.take(batch, city.at)
        if on_beat is not None:
            on_beat(beat)
        city.step()
    return engine
