"""Rates, flat lines, counts and deviations in columns against a plain reference, over any record cut in any way."""

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from opscenter.domain import turns
from opscenter.domain.quality import Quality
from opscenter.domain.rule import Rule, RuleKind, Side
from opscenter.domain.rule_evaluation import Reading, RuleEvaluation
from opscenter.domain.rule_instances import RuleInstances
from tests.support.alarm_rig import catalogue, limit_rule
from tests.support.rule_reference import Flip, Sample, flips

START = 1_000_000
GAUGES = 3


def rate(**changes: object) -> Rule:
    return limit_rule(id="rate", kind=RuleKind.RATE, value=0.5, deadband=0.2, span_ms=10_000, **changes)


def flat(**changes: object) -> Rule:
    return limit_rule(id="flat", kind=RuleKind.FLAT, value=1.0, deadband=0.0, span_ms=4_000, **changes)


def counted(**changes: object) -> Rule:
    return limit_rule(id="count", kind=RuleKind.COUNT, span_ms=9_000, times=2, **changes)


def deviation(**changes: object) -> Rule:
    return limit_rule(id="deviation", kind=RuleKind.DEVIATION, value=2.0, deadband=0.5, **changes)


RULES = {
    "rate": rate(),
    "rate, falling, delayed": replace(rate(side=Side.LOW, on_delay_ms=1_500, off_delay_ms=900), value=-0.5),
    "rate, either way": rate(side=Side.BOTH, off_delay_ms=2_000),
    "rate over a short span": replace(rate(), span_ms=1_300),
    "flat": flat(),
    "flat, exactly": replace(flat(on_delay_ms=700, off_delay_ms=1_100), value=0.0, span_ms=1_000),
    "count": counted(),
    "count, low, delayed": replace(counted(side=Side.LOW, on_delay_ms=300, off_delay_ms=800), value=4.0, times=3),
    "count, once": replace(counted(), times=1, span_ms=1_500),
    "count of states": replace(counted(states=("fault", "stuck")), attribute="pump"),
    "deviation": deviation(),
    "deviation, low": deviation(side=Side.LOW, on_delay_ms=600),
    "deviation, either way": deviation(side=Side.BOTH, off_delay_ms=1_700),
}


def usual(time: int) -> tuple[float, float]:
    """A usual that is known most of the time, and changes."""
    hour = time // 3_000 % 4
    return (float(5 + hour), 2.0) if hour < 3 else (math.nan, math.nan)


class Usual:
    def at(self, cells: NDArray[np.int64], times: NDArray[np.int64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        told = np.array([usual(time) for time in times.tolist()], np.float64).reshape(-1, 2)
        assert len(cells) == len(times)
        return told[:, 0], told[:, 1]


class Columns:
    """The evaluation of one rule over some gauges; cell 2n is the level of gauge n, cell 2n + 1 its pump."""

    def __init__(self, rule: Rule, gauges: int = GAUGES) -> None:
        self.rule = rule
        self.flips: list[list[Flip]] = [[] for _ in range(gauges)]
        self._instances = RuleInstances(catalogue(rule))
        rows = [row for row in range(gauges) for _ in range(2)]
        self._instances.bind(0, rows, ["Gauge"] * len(rows), ["level", "pump"] * gauges)
        self.evaluation = RuleEvaluation(self._instances, self._flip, Usual())

    def _flip(self, instance: int, at: int, raised: bool, reading: Reading | None) -> None:
        flip = Flip(at, raised, reading.value, reading.limit) if reading else Flip(at, raised)
        self.flips[int(self._instances.row[instance])].append(flip)

    def beat(self, samples: Sequence[tuple[int, Sample]], now: int) -> None:
        numbers = [(gauge, sample) for gauge, sample in samples if sample.text is None]
        self.evaluation.judge(
            np.array([2 * gauge for gauge, _ in numbers], np.int64),
            np.array([sample.time for _, sample in numbers], np.int64),
            np.array([sample.value for _, sample in numbers], np.float64),
            np.array([sample.quality for _, sample in numbers], np.uint8),
            now,
        )
        for gauge, sample in samples:
            if sample.text is not None:
                self.evaluation.judge_text(2 * gauge + 1, sample.time, sample.text, sample.quality, now)


@dataclass(frozen=True)
class Arrival:
    gauge: int
    wait: int
    lag: int
    level: float
    text: str
    quality: int


def records(longest_lag: int) -> st.SearchStrategy[list[Arrival]]:
    return st.lists(
        st.builds(
            Arrival,
            gauge=st.sampled_from([0, 0, 0, 0, 1, 2]),
            wait=st.sampled_from([0, 1, 7, 100, 400, 500, 1_000, 1_000, 2_000, 3_000, 10_500]),
            lag=st.integers(0, longest_lag),
            level=st.one_of(st.sampled_from([3.0, 5.0, 5.5, 6.0, 9.0, 11.0, 14.0, math.nan]), st.floats(0.0, 20.0)),
            text=st.sampled_from(["on", "off", "fault", " STUCK"]),
            quality=st.sampled_from([Quality.GOOD] * 6 + [Quality.SUSPECT, Quality.STALE]),
        ),
        max_size=60,
    )


crowds = st.sampled_from([0, 3, turns.MOST_TURNS])
"""Beyond how many readings in a beat an instance is gone through by itself."""
cuts = st.one_of(st.just(set(range(100))), st.just(set()), st.sets(st.integers(0, 60)))


def run(columns: Columns, record: Sequence[Arrival], where: set[int], lag_ms: int) -> list[list[Sample]]:
    """Feed a record in beats; what arrived, by gauge."""
    arrived: list[list[Sample]] = [[] for _ in range(GAUGES)]
    beat: list[tuple[int, Sample]] = []
    now = START
    is_text = columns.rule.attribute == "pump"
    for number, one in enumerate(record):
        if number in where:
            columns.beat(beat, now)
            columns.evaluation.tick(now - lag_ms)
            beat = []
        now += one.wait
        sample = Sample(now - one.lag, one.level, one.quality, one.text if is_text else None)
        arrived[one.gauge].append(sample)
        beat.append((one.gauge, sample))
    columns.beat(beat, now)
    columns.evaluation.tick(now + 100_000)
    return arrived


@pytest.mark.parametrize("name", list(RULES))
@settings(max_examples=60, deadline=None)
@given(record=records(longest_lag=0), where=cuts, most=crowds)
def test_columns_judge_as_the_reference_does(name: str, record: list[Arrival], where: set[int], most: int) -> None:
    columns = Columns(RULES[name])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turns, "MOST_TURNS", most)
        arrived = run(columns, record, where, 0)
    now = START + sum(one.wait for one in record)
    for gauge in range(GAUGES):
        assert columns.flips[gauge] == flips(RULES[name], arrived[gauge], now + 100_000, usual)


@pytest.mark.parametrize("name", list(RULES))
@settings(max_examples=60, deadline=None)
@given(record=records(longest_lag=1_200), where=cuts)
def test_so_they_do_with_samples_that_come_late_and_out_of_order(
    name: str, record: list[Arrival], where: set[int]
) -> None:
    columns = Columns(RULES[name])
    arrived = run(columns, record, where, 1_200)
    now = START + sum(one.wait for one in record)
    for gauge in range(GAUGES):
        assert columns.flips[gauge] == flips(RULES[name], arrived[gauge], now + 100_000, usual)


@lru_cache(64)
def lived(seed: int, longest_lag: int = 0) -> Sequence[Arrival]:
    """A record as sensors make them: at a pace of their own, drifting, standing still, jumping; with doubtful
    readings, repeats and gaps; longer than what is kept of it."""
    rng = np.random.default_rng(seed)
    pace = int(rng.choice([40, 90, 250, 500, 1_000]))
    regular = rng.random() < 0.6
    doubt = rng.choice([0.0, 0.05, 0.3])
    jumps = rng.choice([0.0, 0.1, 0.5])
    drift = rng.choice([0.0, 0.05, 0.4, 1.5])
    level, state = 8.0, "on"
    record: list[Arrival] = []
    while len(record) < 160:
        held = rng.random() < 0.25
        for _ in range(int(rng.integers(5, 40))):
            wait = pace if regular else int(rng.integers(0, 2 * pace))
            if rng.random() < 0.02:
                wait = int(rng.choice([0, 2_000, 4_000, 5_100, 10_000, 10_001, 20_000]))
            if not held:
                level += float(rng.normal(0.0, drift))
                level = float(np.clip(level, 0.0, 20.0))
                if rng.random() < jumps:
                    level = float(rng.choice([3.0, 6.5, 9.5, 11.0]))
                    state = str(rng.choice(["on", "off", "fault", "Stuck "]))
            quality = int(rng.choice([Quality.SUSPECT, Quality.BAD])) if rng.random() < doubt else Quality.GOOD
            told = math.nan if rng.random() < doubt / 10 else level
            lag = int(rng.integers(0, longest_lag + 1))
            record.append(Arrival(int(rng.random() < 0.1), wait, lag, told, state, quality))
    return tuple(record)


@pytest.mark.parametrize("name", list(RULES))
@settings(max_examples=25, deadline=None)
@given(
    seed=st.integers(0, 2**32 - 1),
    where=st.sets(st.integers(0, 160), max_size=40),
    lag=st.sampled_from([0, 700]),
    most=crowds,
)
def test_so_they_do_over_long_records(name: str, seed: int, where: set[int], lag: int, most: int) -> None:
    record = lived(seed, lag)
    columns = Columns(RULES[name])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(turns, "MOST_TURNS", most)
        arrived = run(columns, record, where, lag)
    now = START + sum(one.wait for one in record)
    for gauge in range(GAUGES):
        assert columns.flips[gauge] == flips(RULES[name], arrived[gauge], now + 100_000, usual)


@pytest.mark.parametrize("name", list(RULES))
def test_the_long_records_say_something_about_every_rule(name: str) -> None:
    found = []
    for seed in range(40):
        columns = Columns(RULES[name])
        run(columns, lived(seed), {30, 90, 120}, 0)
        found += columns.flips[0] + columns.flips[1]
    assert sum(flip.raised for flip in found) >= 15
    assert sum(not flip.raised for flip in found) >= 8
