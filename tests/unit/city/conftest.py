"""One small city for the tests of this folder: made once, it takes a second or two."""

from collections.abc import Callable

import pytest

from opscenter.city.run import City
from opscenter.city.scenario import parse_scenario

START = 1_795_392_000_000  # Monday 23 November 2026, 08:00 in the city
MakeCity = Callable[..., City]


@pytest.fixture
def make_city() -> MakeCity:
    """A city of 700 entities on a scenario given as TOML; `warm` lives half an hour before, so that traffic flows."""

    def make(scenario: str = "", *, seed: int = 1, entities: int = 700, start: int = START, warm: bool = False) -> City:
        sent: list[tuple[str, bytes]] = []
        city = City(
            seed, entities, parse_scenario(scenario), start, lambda topic, payload: sent.append((topic, payload))
        )
        city.sent = sent  # type: ignore[attr-defined]
        if warm:
            for at in range(start - 1_800_000, start, 10_000):
                city.simulation.step(at, 10.0)
        return city

    return make
