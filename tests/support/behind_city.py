"""A town whose derived figures cannot follow at once: much of its past comes at the start, and little of it is gone
through with a beat. Rules that are easily broken look at figures: the journal tells in which beats they came."""

import json
import random
from collections.abc import Callable
from pathlib import Path

from opscenter.domain.alarm_orders import Verb
from opscenter.settings.catalogue import CatalogueTexts, catalogue_of, catalogue_texts
from tests.support.every_rule import iso
from tests.support.recorded_station import T0, RecordedStation

PAST_MS = 90 * 60_000
_WORDS = '{ en = "{name}: {value}", zh_Hant = "{name}：{value}", zh_Hans = "{name}：{value}" }'
_SAID = '{ en = "A", zh_Hant = "甲", zh_Hans = "甲" }'


def _rule(name: str, entity_type: str, more: str) -> str:
    return f"""
[[rule]]
id = "{name}"
type = "{entity_type}"
{more}
priority = "high"
respond_s = 300
source = "Made up"
text = {_WORDS}
cause = {_SAID}
consequence = {_SAID}
action = {_SAID}
"""


RULES = "".join((
    _rule("made.charge", "RoadPricingGantry", 'kind = "state"\nattribute = "derived.chargeState"\n'
          'states = ["agrees", "over", "under", "unscheduled", "unpublished"]\non_delay_s = 1'),
    _rule("made.warm", "WeatherObserved", 'kind = "expression"\non_delay_s = 1\n'
          'expression = "temperature < 1.15 * derived.apparentTemperature"'),
    _rule("made.wind", "WeatherObserved", 'kind = "limit"\nattribute = "derived.beaufort"\nside = "high"\nvalue = 3.5'),
    _rule("made.rise", "FloodMonitoring", 'kind = "limit"\nattribute = "derived.riseRate"\nside = "high"\n'
          'value = 0.0'),
))  # fmt: skip


def texts() -> CatalogueTexts:
    """The catalogue with these rules."""
    found = catalogue_texts()
    found.rules["made.toml"] = RULES
    return found


class Town:
    """Says things at random, the same for the same seed; now and then nothing for seconds."""

    def __init__(self, seed: int, take: Callable[[str, bytes], None]) -> None:
        self._random = random.Random(seed)
        self._take = take
        self._silent = 0
        self.at = T0

    def introduce(self) -> None:
        """It has nothing to say of itself."""

    def live_past(self) -> list[tuple[str, bytes]]:
        """Of the time before, each thing for itself."""
        told = []
        for number in range(9):
            at = T0 - PAST_MS
            while (at := at + self._random.randint(50_000, 400_000)) < T0:
                told += [self._weather(number, at), self._other(number, at)]
        return told

    def publish_all(self) -> None:
        """How things stand."""
        for number in range(9):
            self._take(*self._weather(number, self.at))

    def step(self) -> None:
        """Half a second."""
        self.at += 500
        self._silent = self._silent - 1 if self._silent else self._random.choice((0, 0, 3, 7))
        for _ in range(0 if self._silent else 4):
            number, at = self._random.randrange(9), self.at - self._random.choice((0, 0, 300, 40_000))
            self._take(*(self._weather(number, at) if self._random.random() < 0.6 else self._other(number, at)))

    def _weather(self, number: int, at: int) -> tuple[str, bytes]:
        temperature, humidity = 24 + self._random.gauss(0, 2), min(1.0, max(0.1, self._random.gauss(0.6, 0.2)))
        told = {"temperature": temperature, "relativeHumidity": humidity, "windSpeed": self._random.uniform(0, 12)}
        return _said("weather", "WeatherObserved", number, at, **told)

    def _other(self, number: int, at: int) -> tuple[str, bytes]:
        if number < 3:
            told = {"charge": self._random.choice((1.0, 2.0)), "chargingZone": "arterial", "passages": 3.0}
            return _said("transportation", "RoadPricingGantry", number, at, **told)
        level = max(0.0, self._random.gauss(0.1, 0.05))
        return _said("water-environment", "FloodMonitoring", number, at, currentLevel=level, dangerLevel=0.25)


def _said(domain: str, kind: str, number: int, at: int, **told: float | str) -> tuple[str, bytes]:
    name = f"urn:ngsi-ld:{kind}:{number}"
    values = {
        attribute: {"type": "Property", "value": value, "observedAt": iso(at)} for attribute, value in told.items()
    }
    return f"{domain}/{kind}/{name}", json.dumps({"id": name, "type": kind, **values}).encode()


def live_behind(folder: Path, *, seed: int, runs_a_beat: int, kill: bool) -> RecordedStation:
    """A station that starts anew while its figures are behind."""
    station = RecordedStation(
        folder, catalogue_of(texts()), beat_ms=300, runs_a_beat=runs_a_beat, city=lambda take: Town(seed, take)
    )  # fmt: skip
    station.live(1.5)
    assert station.order(Verb.ACKNOWLEDGE, 3) > 0
    station.live(0.9)
    assert station.engine.figures is not None and station.engine.figures.is_behind
    station.kill() if kill else station.stop()
    station.away(1)
    station.start()
    station.live(9)
    assert not station.engine.figures.is_behind
    assert station.order(Verb.ACKNOWLEDGE, 3) > 0
    station.live(12)
    station.stop()
    return station
