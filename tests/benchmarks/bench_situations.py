"""How long it takes to find what belongs together when ten thousand alarms are raised within a second."""

import time

import numpy as np

from opscenter.domain.alarm import Alarm
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


def measure(count: int = 10_000) -> dict[str, float]:
    """Seconds of processor time in all and in the slowest of five beats, by how far apart the alarms are; facts for
    the desks included."""
    figures: dict[str, float] = {}
    for label, spread_m in (("a city", 20_000.0), ("a district", 3_000.0), ("a street", 200.0)):
        town, beats = burst_of(count, spread_m)
        taken = []
        for beat in filter(None, beats):
            begun = time.process_time()
            town.book.take(beat, beat[-1].since)
            for situation in town.book.take_changed():
                fact_from_situation(situation)
            town.book.take_entries()
            taken.append(time.process_time() - begun)
        figures[f"in {label}"], figures[f"in {label}, slowest beat"] = sum(taken), max(taken)
    return figures
