"""How much of a core the rules take, of all kinds that look at numbers mixed, beside bare numpy comparisons.

Every cell has all of `KINDS`: a limit, a rate, a flat line, a count and a deviation; a sample is judged five times.
The baseline compares the same columns, already spread over the instances, with one limit each: what no evaluation in
numpy could do without. A storm raises and clears thousands of alarms a second; most of what it takes is their texts
and the journal.
"""

import time
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.alarm import Priority
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.rule import Rule, RuleKind, Side

BEAT_MS = 200
KINDS = (RuleKind.LIMIT, RuleKind.RATE, RuleKind.FLAT, RuleKind.COUNT, RuleKind.DEVIATION)
LOADS = {"calm": 0.0, "busy": 0.01, "storm": 0.1}
"""The share of samples that jump far beyond every limit."""

_START = 1_000_000_000_000
_TYPE, _ATTRIBUTE = "Gauge", "level"
_SEED = 7

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


@dataclass(slots=True, frozen=True)
class _Beat:
    now: int
    cells: Ints
    times: Ints
    values: Floats


class _Usual:
    """Twelve, give or take three, everywhere."""

    def at(self, cells: Ints, times: Ints) -> tuple[Floats, Floats]:
        return np.full(len(cells), 12.0), np.full(len(cells), 3.0)


def run(instances: int = 100_000, rate: int = 20_000, seconds: int = 20) -> dict[str, Any]:
    """Judge `rate` samples a second of event time for `seconds` over so many rule instances.

    Returns `instances`, `rate`, `seconds`, `judged_per_s` (samples times rules), and `loads` by name: `core_share` of
    the engine (1: a whole core) with ticks, texts of alarms and journal events, `compare_core_share` of the bare
    comparisons, `ratio` of the two, `events`, `worst_beat_ms`.
    """
    cells = max(1, instances // len(KINDS))
    loads = {name: _measure(_beats(cells, rate, seconds, share), cells) for name, share in LOADS.items()}
    return {
        "instances": cells * len(KINDS),
        "rate": rate,
        "seconds": seconds,
        "judged_per_s": rate * len(KINDS),
        "loads": loads,
    }


def _measure(beats: list[_Beat], cells: int) -> dict[str, float]:
    engine = AlarmEngine(_catalogue(), usual=_Usual())
    engine.add_entities(0, [f"urn:{n}" for n in range(cells)], [_TYPE] * cells)
    engine.add_cells(0, range(cells), [_ATTRIBUTE] * cells)
    qualities = np.zeros(len(beats[0].cells), np.uint8)
    took, events = [], 0
    for beat in beats:
        start = time.process_time()
        engine.judge(beat.cells, beat.times, beat.values, qualities, beat.now)
        engine.tick(beat.now)
        events += len(engine.take_events())
        engine.take_changed()
        took.append(time.process_time() - start)
    compared = _compare(beats, cells)
    seconds = len(beats) * BEAT_MS / 1000.0
    return {
        "core_share": round(sum(took) / seconds, 5),
        "compare_core_share": round(compared / seconds, 5),
        "ratio": round(sum(took) / max(compared, 1e-9), 1),
        "events": events,
        "worst_beat_ms": round(1000.0 * max(took), 1),
    }


def _compare(beats: list[_Beat], cells: int) -> float:
    """CPU seconds of comparing the same columns with a limit and the limit less a deadband, for every instance."""
    limit = np.full(cells * len(KINDS), 30.0)
    clear = limit - 1.0
    state = np.zeros(len(limit), np.int8)
    offsets = np.arange(len(KINDS))
    spread = [
        ((beat.cells[:, None] * len(KINDS) + offsets).ravel(), np.repeat(beat.values, len(KINDS))) for beat in beats
    ]
    start = time.process_time()
    for instance, values in spread:
        state[instance[values > limit[instance]]] = 1
        state[instance[values <= clear[instance]]] = 0
    return time.process_time() - start


def _beats(cells: int, rate: int, seconds: int, share: float) -> list[_Beat]:
    rng = np.random.default_rng(_SEED)
    count = max(1, rate * BEAT_MS // 1000)
    beats = []
    for number in range(1, max(1, seconds * 1000 // BEAT_MS) + 1):
        now = _START + number * BEAT_MS
        values = rng.uniform(9.0, 15.0, count)
        values[rng.random(count) < share] = 60.0
        times = np.sort(rng.integers(now - BEAT_MS, now, count))
        beats.append(_Beat(now, rng.integers(0, cells, count), times, values))
    return beats


def _catalogue() -> Catalogue:
    words = {"en": "{name}: {value} {unit} over {limit}", "zh_Hant": "{name}：{value}", "zh_Hans": "{name}：{value}"}

    def rule(kind: RuleKind, value: float, **own: Any) -> Rule:
        return Rule(
            id=kind.value,
            kind=kind,
            entity_type=_TYPE,
            attribute=_ATTRIBUTE,
            priority=Priority.MEDIUM,
            text=words,
            cause=words,
            consequence=words,
            action=words,
            value=value,
            **own,
        )

    rules = (
        rule(RuleKind.LIMIT, 30.0, deadband=1.0, on_delay_ms=1_000),
        rule(RuleKind.RATE, 10.0, side=Side.BOTH, span_ms=3_000),
        rule(RuleKind.FLAT, 0.01, span_ms=10_000),
        rule(RuleKind.COUNT, 30.0, deadband=1.0, times=3, span_ms=60_000),
        rule(RuleKind.DEVIATION, 4.0, side=Side.BOTH, deadband=1.0),
    )
    kind = Kind(_TYPE, "other", words, attributes={_ATTRIBUTE: Attribute(_ATTRIBUTE, words)}, rules=rules)
    return Catalogue(kinds={_TYPE: kind})
