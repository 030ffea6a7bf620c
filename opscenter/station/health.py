"""What live stations, replays and exercises alike tell in `health`: what their engine knows of itself."""

from collections.abc import Iterable

from opscenter.domain.alarm import Alarm, AlarmState
from opscenter.station.engine import Engine
from opscenter.wire.desk import Header


def engine_health(engine: Engine, alarms: Iterable[Alarm] | None = None) -> Header:
    """The figures of PROTOCOL.md's `health` that an engine has. `alarms`: those that desks see, where they are not the
    engine's own."""
    counters = engine.counters
    own = engine.figures.own_entities if engine.figures is not None else 0
    return {
        "messages": counters.messages,
        "message_rate": counters.message_rate,
        "entities": len(engine.registry.ids) - own,
        "series": len(engine.registry.cell_names),
        "samples": counters.samples,
        "rejected": counters.rejected,
        "rejected_by": dict(counters.rejected_by),
        "gaps": counters.gaps,
        "recovered": counters.recovered,
        **_alarm_counts(engine.alarms.alarms.values() if alarms is None else alarms),
        "rules": engine.alarms.rule_instances,
        "rss_bytes": counters.rss_bytes,
    }


def _alarm_counts(alarms: Iterable[Alarm]) -> dict[str, int]:
    """Alarms that are shown, those of them that nobody has acknowledged, and how many lie in each ledger."""
    states = [alarm.state for alarm in alarms]
    return {
        "alarms": sum(not state.is_laid_aside for state in states),
        "unacknowledged": sum(state.needs_acknowledgement for state in states),
        "shelved": states.count(AlarmState.SHLVD),
        "suppressed": states.count(AlarmState.DSUPR),
        "out_of_service": states.count(AlarmState.OOSRV),
    }
