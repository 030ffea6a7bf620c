"""A station that is started again in the middle of a record writes the journal that one without a break writes."""

import numpy as np
import pytest

from opscenter.domain.journal import JournalEvent
from opscenter.domain.quality import Quality
from tests.support.expression_rig import ExpressionRig, Reading, rule

RULES = (
    rule("fill > 0.5 and max(Station.rain within 2 km) > 3 mm/h", id="near"),
    rule('pump = "fault" or count(Station.rain > 3 within 2 km) >= 2', id="count"),
    rule("Station[refStation].rain > 3 and not fill < 0.5", id="referred"),
    rule("mean(Station.rain in same areaServed) > 3", id="same"),
)
CHOICES: dict[str, tuple[float | str, ...]] = {
    "fill": (0.2, 0.5, 0.8),
    "pump": ("on", "fault"),
    "refStation": ("urn:s0", "urn:s1"),
    "areaServed": ("North", "South"),
    "rain": (0.0, 2.0, 4.0, 6.0),
}


class Station:
    """Two drains, two stations; `state` is what a station of the city remembers: the newest of everything."""

    def __init__(self) -> None:
        self.rig = self.made()
        self.journal: list[JournalEvent] = []
        self.state: dict[tuple[int, str], Reading] = {}

    def made(self) -> ExpressionRig:
        return ExpressionRig(*RULES, drains=2, stations=2)

    def hear(self, reading: Reading) -> None:
        if not self.state:
            self.rig.place((0, 0, 0), (1, 3.0, 0), (2, 1.5, 0), (3, 0, 1.5))
        self.state[reading.row, reading.name] = reading
        self.rig.say(reading)
        self.journal += self.rig.engine.take_events()

    def start_again(self, now: int) -> None:
        self.rig = self.made()
        self.rig.now = now
        self.rig.engine.restore(self.journal)
        self.rig.place((0, 0, 0), (1, 3.0, 0), (2, 1.5, 0), (3, 0, 1.5))
        self.rig.say(*self.state.values(), tick=False)
        self.rig.engine.settle_present(now)
        self.journal += self.rig.engine.take_events()

    def happened(self) -> list[tuple[str, str, int, str]]:
        return sorted((one.rule, one.entity, one.at, one.event) for one in self.journal if one.event != "superseded")


@pytest.mark.parametrize("seed", range(40))
def test_a_restart_loses_and_doubles_nothing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    whole, broken = Station(), Station()
    time = 10
    restarts = set(rng.integers(3, 58, 3).tolist())
    for number in range(60):
        time += int(rng.integers(1, 4))
        row = int(rng.integers(4))
        name = str(
            rng.choice(["fill", "pump", "refStation", "areaServed"] if row < 2 else ["rain", "rain", "areaServed"])
        )
        value = CHOICES[name][int(rng.integers(len(CHOICES[name])))]
        quality = int(rng.choice([Quality.GOOD] * 6 + [Quality.SUSPECT, Quality.BAD]))
        for one in (whole, broken):
            one.hear(Reading(time, row, name, value, quality))
        if number in restarts:
            broken.start_again(time)
    assert whole.happened()
    assert broken.happened() == whole.happened()
