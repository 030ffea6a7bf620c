"""How long it takes to find what belongs together when ten thousand alarms are raised within a second."""

import time

import numpy as np

from opscenter.domain.alarm import Alarm
from opscenter.domain.situation_book import SituationBook
from opscenter.wire.situation_facts import fact_from_situation
from tests.support.situation_rig import Town, alarm

BEATS = 5


def burst_of(count: int, spread_m: float, seed: int = 1) -> tuple[Town, list[list[Alarm]]]:
    """A town in which so many alarms of several rules are raised within a second, and the alarms by beat."""
    random = np.random.default_rng(seed)
    town = Town()
    rules = random.choice(["lamp", "lamp", "lamp", "building", "channel", "road", "rain", "feeder"], count)
    beats: list[list[Alarm]] = [[] for _ in range(BEATS)]
    for number, rule in enumerate(rules.tolist()):
        name = town.at(f"e{number}", *random.uniform(0, spread_m, 2))
        beats[number * BEATS // count].append(alarm(rule, name, number / count))
    return town, beats


def run(count: int = 10_000) -> dict[str, float]:
    """Seconds in all and in the slowest beat, by how far apart the alarms are."""
    figures: dict[str, float] = {}
    for label, spread_m in (("city", 20_000.0), ("district", 3_000.0), ("street", 200.0)):
        town, beats = burst_of(count, spread_m)
        taken = []
        for beat in beats:
            begun = time.process_time()
            town.book.take(beat, beat[-1].since)
            for situation in town.book.take_changed():
                fact_from_situation(situation)
            town.book.take_entries()
            taken.append(time.process_time() - begun)
        figures[f"{label}_s"], figures[f"{label}_slowest_beat_s"] = sum(taken), max(taken)
        figures[f"{label}_situations"] = len(town.book.situations)
        figures[f"{label}_members"] = sum(len(one.members) for one in town.book.situations.values())
    return figures


def bench() -> SituationBook:
    """Print the figures."""
    for name, value in run().items():
        print(f"{name:28} {value:10.3f}")
    return burst_of(1, 1.0)[0].book


if __name__ == "__main__":
    bench()
