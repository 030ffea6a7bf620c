"""The same record gives the same journal however it is cut into beats, and the journal gives back the same alarms."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.journal import JournalEvent
from opscenter.domain.quality import Quality
from opscenter.domain.rule import RuleKind, Side
from opscenter.domain.rule_instances import ACTIVE, IDLE
from tests.support.alarm_rig import Rig, limit_rule, stale_rule, state_rule

GAUGES = 3
RULES = (
    limit_rule(),
    limit_rule(id="slow", on_delay_ms=700, off_delay_ms=400, latching=True),
    limit_rule(id="very", value=20.0, deadband=5.0, off_delay_ms=900),
    limit_rule(id="low", side=Side.LOW, value=2.0, deadband=1.0, on_delay_ms=300),
    state_rule(on_delay_ms=500),
    state_rule(id="at-once", off_delay_ms=250),
    stale_rule(),
    limit_rule(id="rises", kind=RuleKind.RATE, value=4.0, deadband=2.0, span_ms=1_000),
    limit_rule(id="still", kind=RuleKind.FLAT, value=1.0, span_ms=500, off_delay_ms=100),
    limit_rule(id="often", kind=RuleKind.COUNT, times=2, span_ms=2_000, on_delay_ms=200),
    state_rule(id="faults", kind=RuleKind.COUNT, times=2, span_ms=1_500),
)


@dataclass(frozen=True)
class Arrival:
    """A sample as the station meets it: of a gauge, `lag` ms after it was measured; text for the pump, else level."""

    gauge: int
    wait: int  # ms since the arrival before
    lag: int
    level: float
    text: str | None
    is_text: bool
    quality: int


def arrivals(longest_lag: int) -> st.SearchStrategy[list[Arrival]]:
    return st.lists(
        st.builds(
            Arrival,
            gauge=st.integers(0, GAUGES - 1),
            wait=st.sampled_from([0, 0, 1, 50, 200, 300, 400, 700, 1_500, 70_000]),
            lag=st.integers(0, longest_lag),
            level=st.sampled_from([0.0, 1.9, 3.0, 5.0, 8.0, 9.0, 10.0, 11.0, 15.0, 21.0, math.nan]),
            text=st.sampled_from(["on", "fault", "stuck", None]),
            is_text=st.booleans(),
            quality=st.sampled_from([Quality.GOOD] * 4 + [Quality.SUSPECT, Quality.BAD]),
        ),
        max_size=60,
    )


def run(rig: Rig, record: Sequence[Arrival], cuts: set[int]) -> list[JournalEvent]:
    """The journal of a record cut into beats before the arrivals numbered in `cuts`; each beat ends with a tick."""
    journal: list[JournalEvent] = []
    now = 1_000_000
    beat: list[tuple[Arrival, int]] = []

    def end_beat() -> None:
        numbers = [(one, at) for one, at in beat if not one.is_text]
        texts = [(one, at) for one, at in beat if one.is_text]
        if numbers:
            rig.columns(
                [2 * one.gauge for one, _ in numbers],
                [at - one.lag for one, at in numbers],
                [one.level for one, _ in numbers],
                [one.quality for one, _ in numbers],
                now,
            )
        rig.engine.judge_texts(
            [2 * one.gauge + 1 for one, _ in texts],
            [at - one.lag for one, at in texts],
            [one.text for one, _ in texts],
            [one.quality for one, _ in texts],
            now,
        )
        rig.engine.heard(np.array([one.gauge for one, _ in beat], np.int64), np.array([at for _, at in beat], np.int64))
        rig.engine.tick(now)
        journal.extend(rig.engine.take_events())
        beat.clear()

    for number, one in enumerate(record):
        if number in cuts:
            end_beat()
        now += one.wait
        beat.append((one, now))
    end_beat()
    now += 500_000
    end_beat()
    return journal


def in_event_time(journal: list[JournalEvent]) -> list[JournalEvent]:
    return sorted(journal, key=lambda event: (event.at, event.rule, event.entity))


cuts = st.one_of(st.just(set(range(100))), st.sets(st.integers(0, 60)))


@settings(max_examples=150, deadline=None)
@given(arrivals(longest_lag=0), cuts)
def test_cutting_the_record_into_beats_changes_nothing(record: list[Arrival], where: set[int]) -> None:
    whole, cut = Rig(*RULES, gauges=GAUGES), Rig(*RULES, gauges=GAUGES)
    assert in_event_time(run(cut, record, where)) == in_event_time(run(whole, record, set()))
    assert cut.engine.alarms == whole.engine.alarms


@settings(max_examples=150, deadline=None)
@given(arrivals(longest_lag=600), cuts)
def test_nor_does_it_when_samples_come_late_out_of_order_within_the_lag_allowed(
    record: list[Arrival], where: set[int]
) -> None:
    whole, cut = (Rig(*RULES, gauges=GAUGES, lag_ms=600) for _ in range(2))
    assert in_event_time(run(cut, record, where)) == in_event_time(run(whole, record, set()))
    assert cut.engine.alarms == whole.engine.alarms


@settings(max_examples=100, deadline=None)
@given(arrivals(longest_lag=0), cuts, st.integers(0, 60), st.booleans())
def test_the_journal_gives_the_same_alarms_back(
    record: list[Arrival], where: set[int], acknowledge_at: int, bound_before: bool
) -> None:
    lived = Rig(*RULES, gauges=GAUGES)
    journal = run(lived, record[:acknowledge_at], where)
    lived.engine.acknowledge(list(lived.engine.alarms)[::2], "Mei", "half of them", "desk", 2_000_000_000)
    journal += lived.engine.take_events()
    journal += run(lived, record[acknowledge_at:], where)
    restored = Rig(*RULES, gauges=GAUGES, bind=bound_before)
    restored.engine.restore(journal)
    if not bound_before:
        restored.bind()
    assert restored.engine.alarms == lived.engine.alarms
    assert restored.engine.take_events() == [] and restored.engine.take_changed() == []
    gone = [event.occurrence for event in journal if event.occurrence not in lived.engine.alarms]
    assert (
        restored.engine.acknowledge(gone, "Ka", "", "", 1).refused
        == lived.engine.acknowledge(gone, "Ka", "", "", 1).refused
    )


@settings(max_examples=100, deadline=None)
@given(arrivals(longest_lag=0))
def test_what_is_restored_goes_on_as_if_nothing_had_been(record: list[Arrival]) -> None:
    """After a restart the next news does to the alarms what it would have done without one."""
    lived, restored = Rig(*RULES, gauges=GAUGES), Rig(*RULES, gauges=GAUGES)
    restored.engine.restore(run(lived, record, set()))
    for rig in (lived, restored):
        rig.engine.take_events()
        for gauge in range(GAUGES):
            rig.hear(10_000_000)
            rig.levels((10_000_000, 5.0), gauge=gauge)
        rig.engine.tick(10_010_000)
    limits = {rule.id for rule in RULES[:4]}
    assert _of(limits, lived.engine.take_events()) == _of(limits, restored.engine.take_events())


def _of(rules: set[str], events: list[JournalEvent]) -> list[JournalEvent]:
    return [event for event in events if event.rule in rules]


def test_a_restored_condition_that_cleared_meanwhile_clears_with_the_next_good_reading() -> None:
    lived = Rig(limit_rule())
    lived.levels((1_000, 11.0))
    restored = Rig(limit_rule())
    restored.engine.restore(lived.engine.take_events())
    restored.levels((900, 1.0))  # older than what raised it
    assert restored.happened() == []
    restored.levels((2_000, 1.0))
    assert restored.happened() == [(2_000, "cleared", "RTNUN")]


def test_phases_after_restore_are_those_of_the_alarms() -> None:
    lived = Rig(limit_rule(), gauges=2)
    lived.levels((1, 11.0))
    lived.levels((1, 11.0), (2, 1.0), gauge=1)
    restored = Rig(limit_rule(), gauges=2)
    restored.engine.restore(lived.engine.take_events())
    assert restored.engine._instances.phase.tolist() == [ACTIVE, IDLE]
