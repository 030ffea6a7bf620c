"""Suppression by design: while the alarm of one rule stands, alarms of the rules it suppresses on the same entity lie
in the ledger instead of the list.

An alarm suppresses while its condition stands and no person has laid it aside: what nobody sees hides nothing else.
What is suppressed need not be in alarm; it is noted in the ledger from its first activation on.

What happens to points that can be suppressed waits until the horizon of lateness has passed it, and is then taken in
the order of event times, causes first. So it does not matter in which order the samples of cause and consequence came,
nor how they fell into beats.
"""

import heapq
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, ClassVar

from opscenter.domain.alarm import Alarm, Aside, AsideKind
from opscenter.domain.alarm_book import AlarmBook
from opscenter.domain.alarm_layers import Asides, aside_of, laid_over
from opscenter.domain.alarm_table import AlarmEvent
from opscenter.domain.alarm_timers import Point
from opscenter.domain.journal import JournalEvent
from opscenter.domain.rule import Rule

_EDGE, _FLIP = 0, 1


class Act(StrEnum):
    """What is held until its time has come."""

    RAISE = "raise"
    CLEAR = "clear"
    SUPPRESS = "suppress"
    RELEASE = "release"


@dataclass(slots=True, frozen=True)
class Held:
    """Something that happens to a point at event time `at`, Unix ms; `by`: the rule that suppresses it, by its
    occurrence `source`; `activation` is what is raised."""

    act: Act
    point: Point
    at: int
    by: str = ""
    source: str = ""
    activation: JournalEvent | None = None


class AlarmSuppression:
    """Between the conditions and the book: hands on at once what no rule suppresses, holds the rest until `settle`.

    ValueError with a sentence when rules suppress each other in a loop (rule files are refused for it).
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_by": dict[Point, dict[str, str]],
        "_held": list[tuple[int, int, int, int, Held]],
        "_number": int,
    }

    def __init__(self, rules: Mapping[str, Rule], book: AlarmBook) -> None:
        self._book = book
        self._suppressed_by = {
            rule.id: tuple(dict.fromkeys(other for other in rule.suppresses if other in rules and other != rule.id))
            for rule in rules.values()
            if rule.suppresses
        }
        self._rank = _ranks(self._suppressed_by)  # of suppressed rules; causes before what they suppress
        self._by: dict[Point, dict[str, str]] = {}  # point -> rules whose alarms suppress it now, and their occurrences
        self._held: list[tuple[int, int, int, int, Held]] = []  # time, rank, edge or flip, number, what
        self._number = 0
        book.noticed = self._notice

    def raise_alarm(self, activation: JournalEvent) -> None:
        """The condition of a rule has come to stand on an entity."""
        if activation.rule not in self._rank:
            self._book.raise_alarm(activation)
        else:
            point = (activation.rule, activation.entity)
            self._hold(_FLIP, Held(Act.RAISE, point, activation.at, activation=activation))

    def clear(self, rule: str, entity: str, at: int) -> None:
        """The condition of a rule has cleared on an entity."""
        if rule not in self._rank:
            self._book.clear(rule, entity, at)
        else:
            self._hold(_FLIP, Held(Act.CLEAR, (rule, entity), at))

    def settle(self, until: int) -> None:
        """Let what ends by itself end, and what waits happen, up to `until` (Unix ms, event time), in order."""
        book, held = self._book, self._held
        while True:
            timer = book.timers.next()
            if timer is not None and timer[0] <= until and (not held or timer[0] <= held[0][0]):
                book.run_timers(timer[1], timer[0])
            elif held and held[0][0] <= until:
                self._let_happen(heapq.heappop(held)[-1])
            else:
                return

    def restore(self) -> None:
        """Take up what the restored alarms suppress, and what was suppressed by an alarm that is over."""
        for alarm in list(self._book.alarms.values()):
            if _suppresses(alarm):
                for other in self._suppressed_by.get(alarm.rule, ()):
                    self._edge(alarm, other, alarm.since, True)
            for aside in alarm.asides:
                if aside.rule and not self._still(aside.rule, alarm):
                    at = self._book.time_for((aside.rule, alarm.entity), aside.at)
                    self._hold_release((alarm.rule, alarm.entity), aside.rule, at)

    def _still(self, by: str, alarm: Alarm) -> bool:
        return alarm.rule in self._suppressed_by.get(by, ()) and _suppresses(self._book.current(by, alarm.entity))

    def _notice(self, event: JournalEvent, before: Alarm | None, after: Alarm | None) -> None:
        others = self._suppressed_by.get(event.rule)
        if others is None:
            return
        did, does = _suppresses(before), _suppresses(after)
        alarm = after or before
        if did != does and alarm is not None:
            for other in others:
                self._edge(alarm, other, event.at, does)

    def _edge(self, cause: Alarm, rule: str, at: int, suppresses: bool) -> None:
        point, by, source = (rule, cause.entity), cause.rule, cause.occurrence
        if suppresses:
            self._hold(_EDGE, Held(Act.SUPPRESS, point, at, by, source))
        else:
            self._hold_release(point, by, at)

    def _hold_release(self, point: Point, by: str, at: int) -> None:
        self._hold(_EDGE, Held(Act.RELEASE, point, at, by))

    def _hold(self, sort: int, what: Held) -> None:
        heapq.heappush(self._held, (what.at, self._rank.get(what.point[0], 0), sort, self._number, what))
        self._number += 1

    def _let_happen(self, what: Held) -> None:
        match what.act:
            case Act.RAISE if what.activation is not None:
                self._raise(what.activation)
            case Act.CLEAR:
                self._book.clear(*what.point, what.at)
            case Act.SUPPRESS:
                self._suppress(what.point, what.by, what.source, what.at)
            case Act.RELEASE:
                self._release(what.point, what.by, what.at)

    def _raise(self, activation: JournalEvent) -> None:
        point = (activation.rule, activation.entity)
        at = self._book.time_for(point, activation.at)
        asides: Asides = ()
        for rule, source in self._by.get(point, {}).items():
            asides = laid_over(asides, _aside(rule, source, at))
        self._book.raise_alarm(activation, asides)

    def _suppress(self, point: Point, by: str, source: str, at: int) -> None:
        self._by.setdefault(point, {})[by] = source
        self._book.run_timers(point, at)
        alarm = self._book.current(*point)
        if alarm is not None and aside_of(alarm.asides, AsideKind.SUPPRESSED, by) is None:
            at = self._book.time_for(point, at)
            self._book.write(alarm, AlarmEvent.SUPPRESSED, at, aside=_aside(by, source, at))

    def _release(self, point: Point, by: str, at: int) -> None:
        mine = self._by.get(point, {})
        mine.pop(by, None)
        if not mine:
            self._by.pop(point, None)
        self._book.run_timers(point, at)
        alarm = self._book.current(*point)
        aside = aside_of(alarm.asides, AsideKind.SUPPRESSED, by) if alarm is not None else None
        if alarm is not None and aside is not None:
            self._book.write(alarm, AlarmEvent.UNSUPPRESSED, at, aside=aside)
            self._book.end_if_unwatched(alarm.occurrence, at)


def _suppresses(alarm: Alarm | None) -> bool:
    return alarm is not None and alarm.condition_stands and all(aside.rule for aside in alarm.asides)


def _aside(rule: str, source: str, at: int) -> Aside:
    return Aside(AsideKind.SUPPRESSED, by="", desk="", at=at, rule=rule, source=source)


def _ranks(suppressed_by: Mapping[str, tuple[str, ...]]) -> dict[str, int]:
    """How many rules stand before a suppressed one at most, in the longest chain of causes."""
    ranks: dict[str, int] = {}
    front = dict.fromkeys(suppressed_by, 0)
    for _ in range(len(suppressed_by) + 1):
        ahead: dict[str, int] = {}
        for rule, rank in front.items():
            for other in suppressed_by.get(rule, ()):
                if ranks.get(other, 0) < rank + 1:
                    ranks[other] = ahead[other] = rank + 1
        if not ahead:
            return ranks
        front = ahead
    raise ValueError("Rules suppress each other in a loop, in which nothing would be shown.")
