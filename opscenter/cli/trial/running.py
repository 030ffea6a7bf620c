"""One real series through the alarm engine: the rules, chosen once for all series, and when their alarms began.

What is usual is learnt as a station learns it, only here once a day: each day is judged by what was measured before
it, anomalies of earlier days included. Limits of rate rules come from the part of a series that is for learning.
"""

from dataclasses import dataclass

import numpy as np

from opscenter.cli.trial.sets import Floats, Ints, Series
from opscenter.domain.alarm import Priority
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.alarm_table import AlarmEvent
from opscenter.domain.catalogue import Catalogue, Kind, System
from opscenter.domain.local_week import DAY_MS, HOUR_MS, LocalWeek
from opscenter.domain.rule import Rule, RuleKind, Side
from opscenter.domain.usual import Usual
from opscenter.domain.usual_estimate import SCALE
from opscenter.domain.usual_in_force import UsualInForce
from opscenter.domain.usual_learning import UsualLearning

MINUTE_MS = 60_000
SPREADS = (4.0, 3.0, 6.0)
"""A deviation rule speaks beyond so many spreads; the first is proposed, the others show how much it matters."""
DEVIATION_DELAY_MS = 15 * MINUTE_MS
RATES = (6.0, 4.0, 9.0)
"""A rate rule speaks beyond so many spreads of the changes in the learning part."""
RATE_STEPS = 3
FLATS = (24, 12, 48)
"""A flat-line rule speaks when so many readings in a row have not moved at all, and for no less than FLAT_LEAST_MS."""
FLAT_LEAST_MS = 5 * MINUTE_MS
TYPE, CELL = "Trial", "value"


@dataclass(slots=True, frozen=True)
class Outcome:
    """What one rule did to one series: when its alarms began; the share of the tested readings it could judge."""

    series: Series
    rule: str
    proposed: bool
    raised: tuple[int, ...]
    judged: float
    limit: float


def rules_for(series: Series, like: Series | None = None) -> list[Rule]:
    """The rules of the trial for a series; rate limits from `like`, or from its own part for learning. A series whose
    changes have no spread gets no rate rules."""
    step = series.step_ms
    rules = [
        _rule(f"deviation {spreads:g}", RuleKind.DEVIATION, spreads, deadband=1.0, delay=DEVIATION_DELAY_MS)
        for spreads in SPREADS
    ]
    span = RATE_STEPS * step
    spread = spread_of_changes(series, span) if like is None else spread_of_changes(like, span, whole=True)
    if spread > 0:
        rules += [
            _rule(f"rate {spreads:g}", RuleKind.RATE, spreads * spread / (span / 1000), span=span) for spreads in RATES
        ]
    rules += [
        _rule(f"flat {count}", RuleKind.FLAT, 0.0, span=max(FLAT_LEAST_MS, count * step), side=Side.HIGH)
        for count in FLATS
    ]
    return rules


def _rule(
    name: str, kind: RuleKind, value: float, *, span: int = 0, delay: int = 0, deadband: float = 0.0,
    side: Side = Side.BOTH,
) -> Rule:  # fmt: skip
    return Rule(
        name, kind, TYPE, CELL, Priority.LOW, {"en": name}, side=side, value=value, deadband=deadband, span_ms=span,
        on_delay_ms=delay, self_acknowledging=True,
    )  # fmt: skip


def spread_of_changes(series: Series, span: int, *, whole: bool = False) -> float:
    """The scaled median absolute deviation of changes over a span (ms), in the part for learning; 0: not known.

    Changes are between readings that are a span apart, give or take half a step.
    """
    learnt = np.ones(len(series.time), np.bool_) if whole else series.time < series.tested_from
    time, value = series.time[learnt], series.value[learnt]
    order = np.argsort(time, kind="stable")
    time, value = time[order], value[order]
    if len(time) < 2:
        return 0.0
    before = np.clip(np.searchsorted(time, time - span), 0, len(time) - 1)
    apart = np.abs(time - time[before] - span) <= series.step_ms // 2
    changes = value[apart] - value[before[apart]]
    changes = changes[np.isfinite(changes)]
    return float(SCALE * np.median(np.abs(changes - np.median(changes)))) if len(changes) >= 10 else 0.0


def run(series: Series, *, given: Usual | None = None, like: Series | None = None) -> list[Outcome]:
    """Judge a series by all rules, day by day. `given`: what is usual, instead of learning it."""
    rules = rules_for(series, like)
    force = UsualInForce(given)
    system = System("trial", 1, {"en": "Trial"}, "")
    kind = Kind(TYPE, "trial", {"en": "Trial"}, rules=tuple(rules))
    engine = AlarmEngine(Catalogue({"trial": system}, {TYPE: kind}), usual=force)
    engine.add_entities(0, [series.name], [TYPE])
    engine.add_cells(0, [0], [CELL])
    learning = UsualLearning(LocalWeek(series.zone))
    learning.watch(np.zeros(1, np.int64))
    days = learning.week.days(series.time)
    raised: dict[str, list[int]] = {rule.id: [] for rule in rules}
    known = np.zeros(len(series.time), np.bool_)
    for day in np.unique(days).tolist():
        of_day = np.flatnonzero(days == day)
        time, value = series.time[of_day], series.value[of_day]
        _, spread = force.at(np.zeros(len(time), np.int64), time)
        known[of_day] = np.isfinite(spread)
        _judge(engine, time, value, raised)
        if given is None:
            learning.take(np.zeros(len(time), np.int64), time, value, np.zeros(len(time), np.uint8))
            next_day = int(time.max()) // HOUR_MS * HOUR_MS + HOUR_MS
            force.put(learning.usual(next_day - learning.weeks * 7 * DAY_MS, next_day), next_day)
    tested = series.time >= series.tested_from
    share = float(np.mean(known[tested])) if tested.any() else 0.0
    proposed = {f"deviation {SPREADS[0]:g}", f"rate {RATES[0]:g}", f"flat {FLATS[0]}"}
    return [
        Outcome(
            series, rule.id, rule.id in proposed, tuple(at for at in raised[rule.id] if at >= series.tested_from),
            share if rule.kind is RuleKind.DEVIATION else 1.0, rule.value,
        )
        for rule in rules
    ]  # fmt: skip


def _judge(engine: AlarmEngine, time: Ints, value: Floats, raised: dict[str, list[int]]) -> None:
    """A day through the engine; appends when alarms began."""
    now = int(time.max())
    engine.judge(np.zeros(len(time), np.int64), time, value, np.zeros(len(time), np.uint8), now)
    engine.tick(now)
    for event in engine.take_events():
        if event.event == AlarmEvent.RAISED:
            raised[event.rule].append(event.at)
    engine.take_changed()
