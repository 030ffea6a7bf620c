"""One small city for the tests of the alarm engine: a type with every sort of rule, and short ways to feed it."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from opscenter.domain.alarm import Priority
from opscenter.domain.alarm_engine import AlarmEngine
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.quality import Quality
from opscenter.domain.rule import Rule, RuleKind, Side

STALE_MS = 60_000


def words(text: str) -> dict[str, str]:
    return {"en": text, "zh_Hant": f"繁{text}", "zh_Hans": f"简{text}"}


def limit_rule(**changes: object) -> Rule:
    rule = Rule(
        id="level.high",
        kind=RuleKind.LIMIT,
        entity_type="Gauge",
        attribute="level",
        priority=Priority.HIGH,
        text=words("{name}: {value} {unit} over {limit}"),
        cause=words("rain"),
        consequence=words("{name} floods"),
        action=words("close {name}"),
        side=Side.HIGH,
        value=10.0,
        deadband=2.0,
        respond_s=60,
    )
    return replace(rule, **changes)  # type: ignore[arg-type]


def state_rule(**changes: object) -> Rule:
    rule = Rule(
        id="pump.fault",
        kind=RuleKind.STATE,
        entity_type="Gauge",
        attribute="pump",
        priority=Priority.LOW,
        text=words("{name}: pump {state}"),
        states=("fault", "stuck"),
    )
    return replace(rule, **changes)  # type: ignore[arg-type]


def stale_rule(**changes: object) -> Rule:
    rule = Rule(
        id="gauge.silent",
        kind=RuleKind.STALE,
        entity_type="Gauge",
        attribute="",
        priority=Priority.MEDIUM,
        text=words("{name} silent for {limit} {unit}"),
    )
    return replace(rule, **changes)  # type: ignore[arg-type]


def catalogue(*rules: Rule) -> Catalogue:
    attributes = {
        "level": Attribute("level", words("Level"), "MTR", "m", 2),
        "pump": Attribute("pump", words("Pump"), states={"fault": {"en": "broken", "zh_Hant": "壞", "zh_Hans": "坏"}}),
    }
    kind = Kind("Gauge", "flooding", words("Gauge"), stale_after_ms=STALE_MS, attributes=attributes, rules=rules)
    return Catalogue(kinds={"Gauge": kind})


class Rig:
    """An engine over `gauges` gauges; cell 2n is the level of gauge n, cell 2n + 1 its pump."""

    def __init__(self, *rules: Rule, gauges: int = 1, bind: bool = True, lag_ms: int = 0) -> None:
        self.gauges = gauges
        self.engine = AlarmEngine(catalogue(*rules), lag_ms)
        if bind:
            self.bind()

    def bind(self) -> None:
        self.engine.add_entities(0, [f"urn:g{n}" for n in range(self.gauges)], ["Gauge"] * self.gauges)
        rows = [row for row in range(self.gauges) for _ in range(2)]
        self.engine.add_cells(0, rows, ["level", "pump"] * self.gauges)
        for row in range(self.gauges):
            self.engine.name_entity(row, f"Gauge {row}")

    def levels(self, *samples: tuple[int, float], quality: int = Quality.GOOD, gauge: int = 0, now: int = 0) -> None:
        times, values = zip(*samples, strict=True)
        self.columns([2 * gauge] * len(samples), times, values, [quality] * len(samples), now or max(times))

    def columns(
        self, cells: Sequence[int], times: Sequence[int], values: Sequence[float], qualities: Sequence[int], now: int
    ) -> None:
        self.engine.judge(np.array(cells), np.array(times), np.array(values, float), np.array(qualities), now)

    def pump(self, time: int, text: str | None, quality: int = Quality.GOOD) -> None:
        self.engine.judge_texts([1], [time], [text], [quality], time)

    def hear(self, *at: int) -> None:
        self.engine.heard(np.zeros(len(at), np.int64), np.array(at))

    def happened(self) -> list[tuple[int, str, str]]:
        """(event time, event, state after) of what happened since last asked."""
        return [(event.at, event.event, event.state.value) for event in self.engine.take_events()]

    def only(self) -> str:
        (occurrence,) = self.engine.alarms
        return occurrence
