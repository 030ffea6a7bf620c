"""How much of a core the rules of the catalogue take: columns and a plain Python loop over the same samples.

    python tests/benchmarks/bench_rules.py [--instances 100000] [--rate 20000] [--seconds 30] [--json]

Three loads: `calm` (no value near a limit), `busy` (one sample in a hundred flips a condition) and `storm` (one in
ten). The loop does what a first version would: look the cell's rules up, compare, keep a phase and a deadline in
lists. What it finds goes through the same book of alarms (texts, journal), so that only the judging differs.
"""

import argparse
import json
import sys
import time
from dataclasses import dataclass
from typing import Any

import numpy as np

from opscenter.domain.alarm import Priority
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.rule import Rule, RuleKind, Side
from opscenter.domain.rule_evaluation import Reading

BEAT_MS = 200
RULES_A_CELL = 2


@dataclass
class Load:
    """Beats of samples: (cells, times, values), and the time of each beat."""

    name: str
    beats: list[tuple[np.ndarray, np.ndarray, np.ndarray]]
    nows: list[int]


def catalogue() -> Catalogue:
    words = {"en": "{name}: {value} {unit} over {limit}", "zh_Hant": "{name}：{value}", "zh_Hans": "{name}：{value}"}
    rules = tuple(
        Rule(
            id=f"level.{limit}",
            kind=RuleKind.LIMIT,
            entity_type="Gauge",
            attribute="level",
            priority=Priority.MEDIUM,
            text=words,
            cause=words,
            consequence=words,
            action=words,
            side=Side.HIGH,
            value=float(limit),
            deadband=1.0,
            on_delay_ms=delay,
        )
        for limit, delay in ((30, 0), (50, 1_000))
    )
    kind = Kind("Gauge", "other", words, attributes={"level": Attribute("level", words)}, rules=rules)
    return Catalogue(kinds={"Gauge": kind})


def load(name: str, cells: int, rate: int, seconds: int, share: float) -> Load:
    rng = np.random.default_rng(7)
    per_beat = rate * BEAT_MS // 1000
    beats, nows = [], []
    for beat in range(seconds * 1000 // BEAT_MS):
        now = 1_000_000 + (beat + 1) * BEAT_MS
        values = rng.uniform(5.0, 25.0, per_beat)
        values[rng.random(per_beat) < share] = 60.0
        times = np.sort(rng.integers(now - BEAT_MS, now, per_beat))
        beats.append((rng.integers(0, cells, per_beat), times, values))
        nows.append(now)
    return Load(name, beats, nows)


def engine_over(cells: int) -> AlarmEngine:
    engine = AlarmEngine(catalogue())
    engine.add_entities(0, [f"urn:{n}" for n in range(cells)], ["Gauge"] * cells)
    engine.add_cells(0, range(cells), ["level"] * cells)
    return engine


def run_columns(load: Load, cells: int) -> tuple[float, int]:
    """CPU seconds and journal events of the engine."""
    engine = engine_over(cells)
    qualities = np.zeros(len(load.beats[0][0]), np.uint8)
    events = 0
    start = time.process_time()
    for (of, times, values), now in zip(load.beats, load.nows, strict=True):
        engine.judge(of, times, values, qualities, now)
        engine.tick(now)
        events += len(engine.take_events())
        engine.take_changed()
    return time.process_time() - start, events


def run_loop(load: Load, cells: int) -> tuple[float, int]:
    """CPU seconds and journal events of a plain loop over samples and rules."""
    engine = engine_over(cells)
    flip = engine._flip  # the instances of a cell are numbered in a row, in the order of the rules
    rules = [(30.0, 29.0, 0), (50.0, 49.0, 1_000)]
    phases = [[0] * RULES_A_CELL for _ in range(cells)]
    deadlines = [[0] * RULES_A_CELL for _ in range(cells)]
    last = [0] * cells
    waiting: set[tuple[int, int]] = set()
    events = 0
    start = time.process_time()
    for (of, times, values), now in zip(load.beats, load.nows, strict=True):
        for cell, at, value in zip(of.tolist(), times.tolist(), values.tolist(), strict=True):
            if at < last[cell]:
                continue
            last[cell] = at
            phase, deadline = phases[cell], deadlines[cell]
            for number, (limit, clear, delay) in enumerate(rules):
                if phase[number] == 1 and deadline[number] <= at:
                    phase[number] = 2
                    waiting.discard((cell, number))
                    flip(cell * RULES_A_CELL + number, deadline[number], True, Reading(value, limit))
                if value > limit and phase[number] == 0:
                    if delay:
                        phase[number], deadline[number] = 1, at + delay
                        waiting.add((cell, number))
                    else:
                        phase[number] = 2
                        flip(cell * RULES_A_CELL + number, at, True, Reading(value, limit))
                elif value <= clear and phase[number]:
                    if phase[number] == 2:
                        flip(cell * RULES_A_CELL + number, at, False, None)
                    waiting.discard((cell, number))
                    phase[number] = 0
        for cell, number in [one for one in waiting if deadlines[one[0]][one[1]] <= now]:
            waiting.discard((cell, number))
            phases[cell][number] = 2
            flip(cell * RULES_A_CELL + number, deadlines[cell][number], True, Reading(60.0, rules[number][0]))
        events += len(engine.take_events())
        engine.take_changed()
    return time.process_time() - start, events


def measure(instances: int, rate: int, seconds: int) -> list[dict[str, Any]]:
    """The engine and a plain loop over the same loads, one dict a load; ends the program when they judge unlike."""
    cells = instances // RULES_A_CELL
    rows = []
    for name, share in (("calm", 0.0), ("busy", 0.01), ("storm", 0.1)):
        one = load(name, cells, rate, seconds, share)
        columns_s, events = run_columns(one, cells)
        loop_s, loop_events = run_loop(one, cells)
        if loop_events != events:
            sys.exit(f"the loop found {loop_events} events and the engine {events}: they do not judge alike")
        rows.append(
            {
                "load": name,
                "samples": rate * seconds,
                "events": events,
                "core_share": round(columns_s / seconds, 4),
                "loop_core_share": round(loop_s / seconds, 4),
                "times_faster": round(loop_s / columns_s, 2),
            }
        )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--instances", type=int, default=100_000)
    parser.add_argument("--rate", type=int, default=20_000, help="samples a second of event time")
    parser.add_argument("--seconds", type=int, default=30, help="seconds of event time")
    parser.add_argument("--json", action="store_true", help="only the JSON line")
    options = parser.parse_args()
    rows = measure(options.instances, options.rate, options.seconds)
    out = sys.stdout.write
    if not options.json:
        out(f"{options.instances} rule instances, {options.rate} samples/s, beats of {BEAT_MS} ms\n\n")
        out("| load | journal events/s | engine, share of a core | plain loop, share of a core | times faster |\n")
        out("|---|---|---|---|---|\n")
        for row in rows:
            rate = row["events"] / options.seconds
            out(f"| {row['load']} | {rate:.0f} | {row['core_share']:.1%} | {row['loop_core_share']:.1%} ")
            out(f"| {row['times_faster']} |\n")
        out("\n")
    out(json.dumps({"bench": "rules", "instances": options.instances, "rate": options.rate, "loads": rows}) + "\n")


if __name__ == "__main__":
    main()
