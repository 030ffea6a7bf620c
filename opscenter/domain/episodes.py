"""Alarms of a span as a report tells them: when each was raised, answered and over, and by whom. Pure.

Worked out of the alarms that stood when the span began and the events of the journal after that, in the journal's
order; every number a report prints of alarms is counted from these.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from opscenter.domain.alarm import Alarm, AlarmState, Aside, Priority
from opscenter.domain.alarm_table import AlarmEvent
from opscenter.domain.texts import Texts

TOP = 10
_PRIORITIES = {int(priority): priority for priority in Priority}


@dataclass(slots=True, frozen=True)
class Happening:
    """One event of the journal as far as a report looks at it. Times Unix ms; `wall`: when it was written down.

    `state` is that of the alarm after it, "" of an entry that is not of one alarm. `priority` 0 and `respond_s` 0: not
    told by this event.
    """

    id: int
    at: int
    wall: int
    occurrence: str
    event: str
    state: str = ""
    entity: str = ""
    attribute: str = ""
    rule: str = ""
    system: str = ""
    priority: int = 0
    respond_s: int = 0
    text: Texts = field(default_factory=dict)
    value: float | str | None = None
    limit: float | None = None
    unit: str = ""
    by: str = ""
    desk: str = ""
    comment: str = ""

    @property
    def of_alarm(self) -> bool:
        """Whether it happened to one alarm."""
        return bool(self.state)


@dataclass(slots=True)
class Episode:
    """One occurrence of an alarm within a span. Times are Unix ms, event time, 0 for what has not happened in it.

    `earlier`: it stood already when the span began. `announced`: it asked somebody for attention in the span, rather
    than being laid aside from its beginning. `over`: when nothing of it was left to do. `state` is that at the end.
    """

    occurrence: str
    rule: str
    entity: str
    attribute: str
    system: str
    priority: Priority
    raised: int
    text: Texts
    state: AlarmState
    value: float | str | None = None
    limit: float | None = None
    unit: str = ""
    respond_s: int = 0
    earlier: bool = False
    announced: bool = False
    cleared: int = 0
    acked_at: int = 0
    acked_by: str = ""
    comment: str = ""
    over: int = 0
    asides: tuple[Aside, ...] = ()

    @property
    def unanswered(self) -> bool:
        """Somebody still has to acknowledge it at the end of the span."""
        return self.state.needs_acknowledgement

    @property
    def stands(self) -> bool:
        """It is in the list at the end of the span, whether its condition still stands or not."""
        return self.state is not AlarmState.NORM and not self.state.is_laid_aside

    @property
    def response_ms(self) -> int | None:
        """From raising to acknowledging; None when nobody has."""
        return max(0, self.acked_at - self.raised) if self.acked_at else None

    def late(self, until: int) -> bool | None:
        """Whether its time to respond was exceeded, by the answer or by waiting until `until`; None where its rule
        asks for none, or where it was over without anybody having to answer."""
        if not self.respond_s:
            return None
        allowed = self.respond_s * 1000
        if self.response_ms is not None:
            return self.response_ms > allowed
        return until - self.raised > allowed if self.unanswered else None

    def lasted_ms(self, until: int) -> int:
        """How long its condition stood, to `until` at most."""
        return max(0, (self.cleared or self.over or until) - self.raised)


def episode_of(alarm: Alarm) -> Episode:
    """The episode of an alarm that stands already."""
    return Episode(
        *(alarm.occurrence, alarm.rule, alarm.entity, alarm.attribute, alarm.system, alarm.priority, alarm.since),
        *(alarm.text, alarm.state, alarm.value, alarm.limit, alarm.unit, alarm.respond_s),
        earlier=True,
        cleared=alarm.returned_at,
        acked_at=alarm.acked_at,
        acked_by=alarm.acked_by,
        comment=alarm.comment,
        asides=alarm.asides,
    )


def episodes_of(
    standing: Iterable[Alarm], happenings: Iterable[Happening], responds: Mapping[str, int] | None = None
) -> list[Episode]:
    """Every alarm of the span, in the order in which they came. `responds`: seconds to respond by rule, for events
    that do not tell. An event of an occurrence whose beginning is not known begins it as an earlier one."""
    found = {alarm.occurrence: episode_of(alarm) for alarm in standing}
    allowed = responds or {}
    for one in happenings:
        if not one.of_alarm:
            continue
        episode = found.get(one.occurrence)
        if episode is None:
            episode = found[one.occurrence] = _begun(one, allowed)
        _take(episode, one)
    return list(found.values())


def _begun(one: Happening, responds: Mapping[str, int]) -> Episode:
    return Episode(
        occurrence=one.occurrence,
        rule=one.rule,
        entity=one.entity,
        attribute=one.attribute,
        system=one.system,
        priority=_PRIORITIES.get(one.priority, Priority.LOW),
        raised=one.at,
        text=one.text,
        state=AlarmState.NORM,
        value=one.value,
        limit=one.limit,
        unit=one.unit,
        respond_s=one.respond_s or responds.get(one.rule, 0),
        earlier=one.event != AlarmEvent.RAISED,
    )


def _take(episode: Episode, one: Happening) -> None:
    state = AlarmState(one.state)
    if state is AlarmState.UNACK and one.event != AlarmEvent.CLEARED:
        episode.announced = True
    match one.event:
        case AlarmEvent.ACKNOWLEDGED:
            if not episode.acked_at:  # the first answer is what its time to respond is about
                episode.acked_at = one.at
            episode.acked_by, episode.comment = one.by, one.comment or episode.comment
        case AlarmEvent.CLEARED:
            episode.cleared = one.at
        case AlarmEvent.PRIORITY_ROSE:
            episode.priority = _PRIORITIES.get(one.priority, episode.priority)
        case AlarmEvent.RAISED:
            episode.cleared = 0
    if state is AlarmState.NORM:
        episode.over = one.at
    episode.state = state


# -- counting ------------------------------------------------------------------------------------------------------


def by_priority(episodes: Iterable[Episode]) -> dict[Priority, int]:
    """How many of each priority; all four, with 0."""
    counts = Counter(one.priority for one in episodes)
    return {priority: counts.get(priority, 0) for priority in Priority}


@dataclass(slots=True, frozen=True)
class Worst:
    """The moment at which the gravest alarms stood: event time, when that was written down, and how many of each
    priority stood then (shown, not laid aside)."""

    at: int
    wall: int
    standing: tuple[int, int, int, int]


def worst_moment(standing: Sequence[Alarm], happenings: Iterable[Happening], since: int) -> Worst | None:
    """The first moment with the most critical alarms standing, of several the one with the most high ones, and so on.
    None when none stood in the whole span."""
    told = {one.occurrence: one.priority for one in standing}
    shown: dict[str, Priority] = {}
    counts = [0, 0, 0, 0]
    worst: Worst | None = None

    def put(occurrence: str, priority: Priority | None) -> None:
        before = shown.pop(occurrence, None)
        if before is not None:
            counts[before - 1] -= 1
        if priority is not None:
            shown[occurrence] = priority
            counts[priority - 1] += 1

    def look(at: int, wall: int) -> None:
        nonlocal worst
        now = (counts[0], counts[1], counts[2], counts[3])
        if any(now) and (worst is None or now > worst.standing):
            worst = Worst(at, wall, now)

    for alarm in standing:
        if alarm.state.is_active:
            put(alarm.occurrence, alarm.priority)
    look(since, since)
    for one in happenings:
        if not one.of_alarm:
            continue
        if one.priority in _PRIORITIES and one.event in (AlarmEvent.RAISED, AlarmEvent.PRIORITY_ROSE):
            told[one.occurrence] = _PRIORITIES[one.priority]
        active = AlarmState(one.state).is_active
        put(one.occurrence, told.get(one.occurrence, Priority.LOW) if active else None)
        look(max(since, one.at), max(since, one.at, one.wall))
    return worst


def most_frequent(episodes: Iterable[Episode]) -> list[tuple[str, str, int, Priority]]:
    """(rule, entity, how often raised in the span, gravest priority), the ten most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    gravest: dict[tuple[str, str], Priority] = {}
    for one in episodes:
        if one.earlier or not one.announced:
            continue
        key = one.rule, one.entity
        counts[key] += 1
        gravest[key] = min(one.priority, gravest.get(key, one.priority))
    ranked = sorted(counts.items(), key=lambda item: (-item[1], gravest[item[0]], item[0]))
    return [(*key, count, gravest[key]) for key, count in ranked[:TOP]]


def worst_first(episodes: Iterable[Episode], until: int) -> list[Episode]:
    """Unanswered ones first, then by priority, then the longest; as a supervisor would read them."""
    return sorted(
        episodes, key=lambda one: (not one.unanswered, one.priority, -one.lasted_ms(until), one.raised, one.occurrence)
    )
