"""A station that is started again in the middle of a record writes the journal that one without a break writes."""

import numpy as np
import pytest

from opscenter.domain.journal import JournalEvent
from opscenter.domain.rule import When
from tests.support.fence_rig import FenceRig, fence, hot

RULES = (
    fence(id="in"),
    fence(id="out", when=When.OUTSIDE),
    fence(id="enters", when=When.ENTERS),
    fence(id="leaves", when=When.LEAVES),
    fence(id="sort", attribute="vehicleType", states=("lorry",)),
    fence(id="school", within=("category:school",)),
    hot(),
)


class Station:
    """Two lorries and two fences; `state` is what a station remembers: the newest of everything."""

    def __init__(self) -> None:
        self.rig = FenceRig(*RULES)
        self.rig.sort(2, "school", 1)
        self.journal: list[JournalEvent] = []
        self.state: dict[tuple[str, int], tuple[int, float | str]] = {}

    def hear(self, what: str, lorry: int, time: int, told: float | str) -> None:
        self.state[what, lorry] = time, told
        self._judge(what, lorry, time, told, time)

    def _judge(self, what: str, lorry: int, time: int, told: float | str, now: int) -> None:
        if what == "place":
            self.rig.go((time, float(told)), lorry=lorry, now=now)
        elif what == "heat":
            self.rig.heat((time, float(told)), lorry=lorry)
        else:
            self.rig.type(time, str(told), lorry=lorry)
        if what == "place" or time == now:
            self.rig.engine.tick(-1)
        self.journal += self.rig.engine.take_events()

    def start_again(self, now: int) -> None:
        self.rig = FenceRig(*RULES, drawn=False)
        self.rig.engine.restore(self.journal)
        self.rig.draw(2, self.rig.SCHOOL)
        self.rig.draw(3, self.rig.PORT)
        self.rig.sort(2, "school", 1)
        for kind in ("place", "heat", "sort"):  # in the order in which a station judges what it remembers
            for (what, lorry), (time, told) in self.state.items():
                if what == kind:
                    self._judge(what, lorry, time, told, now)

    def happened(self) -> list[tuple[str, str, int, str]]:
        return sorted((one.rule, one.entity, one.at, one.event) for one in self.journal if one.event != "superseded")


@pytest.mark.parametrize("seed", range(40))
def test_a_restart_loses_and_doubles_nothing(seed: int) -> None:
    rng = np.random.default_rng(seed)
    whole, broken = Station(), Station()
    time = 10
    restart = int(rng.integers(3, 38))
    for number in range(40):
        time += int(rng.integers(1, 4))
        what = str(rng.choice(["place", "place", "place", "heat", "sort"]))
        choices = {"place": [-1.0, 0.5, 3.0, 5.5], "heat": [20.0, 80.0], "sort": ["lorry", "van"]}[what]
        told = choices[int(rng.integers(len(choices)))]
        lorry = int(rng.integers(2))
        for station in (whole, broken):
            station.hear(what, lorry, time, told)
        if number == restart:
            broken.start_again(time)
    assert broken.happened() == whole.happened() != []


def test_a_gate_that_shut_does_not_hide_the_reading_behind_it() -> None:
    """What cleared the alarm is newer than the reading: coming in again raises it again."""
    city = Station()
    city.hear("heat", 0, 10, 80.0)
    city.hear("place", 0, 20, 0.5)
    city.hear("place", 0, 30, 3.0)
    city.start_again(40)
    city.hear("place", 0, 50, 0.5)
    assert [one for one in city.happened() if one[0] == "lorry.hot"] == [
        ("lorry.hot", "urn:l0", 20, "raised"),
        ("lorry.hot", "urn:l0", 30, "cleared"),
        ("lorry.hot", "urn:l0", 50, "raised"),
    ]
