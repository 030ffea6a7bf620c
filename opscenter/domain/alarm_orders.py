"""What people do to alarms: acknowledge, reset, shelve, suppress, take out of service, and back. Each target is done or
refused by itself, in a sentence."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from opscenter.domain.alarm import Alarm, Aside, AsideKind
from opscenter.domain.alarm_book import AlarmBook
from opscenter.domain.alarm_layers import aside_of
from opscenter.domain.alarm_table import AlarmEvent, IllegalMoveError
from opscenter.domain.alarm_timers import Point
from opscenter.domain.journal import JournalEvent
from opscenter.domain.role import Role
from opscenter.domain.rule import Rule

LONGEST_NAME = 200
LONGEST_COMMENT = 4_000
LONGEST_SHELF_MS = 12 * 3_600_000
CLOCKS_APART_MS = 60_000
"""A desk's clock may be so far ahead: a shelf that is too long by less ends at the site maximum."""


class Verb(StrEnum):
    """What can be asked for. The plain values are those of the desk protocol."""

    ACKNOWLEDGE = "ack"
    RESET = "reset"
    SHELVE = "shelve"
    UNSHELVE = "unshelve"
    SUPPRESS = "suppress"
    UNSUPPRESS = "unsuppress"
    TAKE_OUT = "out-of-service"
    RETURN = "return"


_EVENTS = {
    Verb.ACKNOWLEDGE: AlarmEvent.ACKNOWLEDGED,
    Verb.RESET: AlarmEvent.RESET,
    Verb.SHELVE: AlarmEvent.SHELVED,
    Verb.UNSHELVE: AlarmEvent.UNSHELVED,
    Verb.SUPPRESS: AlarmEvent.SUPPRESSED,
    Verb.UNSUPPRESS: AlarmEvent.UNSUPPRESSED,
    Verb.TAKE_OUT: AlarmEvent.TAKEN_OUT,
    Verb.RETURN: AlarmEvent.RETURNED_TO_SERVICE,
}
_KINDS = {
    **dict.fromkeys((Verb.SHELVE, Verb.UNSHELVE), AsideKind.SHELVED),
    **dict.fromkeys((Verb.SUPPRESS, Verb.UNSUPPRESS), AsideKind.SUPPRESSED),
    **dict.fromkeys((Verb.TAKE_OUT, Verb.RETURN), AsideKind.OUT_OF_SERVICE),
}
_LAYING = (Verb.SHELVE, Verb.SUPPRESS, Verb.TAKE_OUT)
_SUPERVISED = (Verb.SUPPRESS, Verb.UNSUPPRESS, Verb.TAKE_OUT, Verb.RETURN)
_DOING = {
    Verb.ACKNOWLEDGE: "acknowledge an alarm",
    Verb.RESET: "reset an alarm",
    Verb.SHELVE: "shelve an alarm",
    Verb.UNSHELVE: "take an alarm off the shelf",
    Verb.SUPPRESS: "suppress an alarm",
    Verb.UNSUPPRESS: "end a suppression",
    Verb.TAKE_OUT: "take an alarm out of service",
    Verb.RETURN: "return an alarm to service",
}


@dataclass(slots=True, frozen=True)
class Order:
    """What somebody at a desk asks for, at `at` (Unix ms): of occurrences by their ids, and of points, which are rules
    on entities, in alarm or not. `until` (Unix ms; 0: none) and `one_shot` are of a shelf, `reason` of what lays aside.
    """

    by: str
    at: int
    desk: str = ""
    role: Role = Role.OPERATOR
    comment: str = ""
    reason: str = ""
    until: int = 0
    one_shot: bool = False
    occurrences: tuple[str, ...] = ()
    points: tuple[Point, ...] = ()


@dataclass(slots=True)
class Outcome:
    """What became of an order: occurrences it was done to, and why not to the others, a sentence each (by occurrence,
    or "rule entity" for a point)."""

    done: list[str] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)


Describe = Callable[[str, str], JournalEvent]
"""The event with which a point begins to be known, its own description filled in. ValueError, a sentence: no such."""


class AlarmOrders:
    """Carries orders out on a book. `longest_shelf_ms` is the site's maximum."""

    def __init__(
        self, book: AlarmBook, rules: Mapping[str, Rule], describe: Describe, longest_shelf_ms: int = LONGEST_SHELF_MS
    ) -> None:
        self._book = book
        self._rules = rules
        self._describe = describe
        self._longest_ms = longest_shelf_ms

    def carry_out(self, verb: Verb, order: Order) -> Outcome:
        """Do it to each target, or say why not."""
        outcome = Outcome()
        refusal = self._refusal(verb, order)
        for occurrence in dict.fromkeys(order.occurrences):
            alarm = self._book.alarms.get(occurrence)
            try:
                if refusal or alarm is None:
                    raise ValueError(refusal or self._book.how_it_ended(occurrence))
                self._book.run_timers((alarm.rule, alarm.entity), order.at)
                alarm = self._book.alarms.get(occurrence)
                if alarm is None:
                    raise ValueError(self._book.how_it_ended(occurrence))
                outcome.done.append(self._act(verb, order, (alarm.rule, alarm.entity), alarm))
            except ValueError as error:
                outcome.refused[occurrence] = str(error)
        for point in dict.fromkeys(order.points):
            try:
                if refusal:
                    raise ValueError(refusal)
                self._book.run_timers(point, order.at)
                outcome.done.append(self._act(verb, order, point, self._book.current(*point)))
            except ValueError as error:
                outcome.refused[" ".join(point)] = str(error)
        return outcome

    def _refusal(self, verb: Verb, order: Order) -> str:
        """Why nothing of an order can be done."""
        if not order.by.strip():
            return f"a name is needed to {_DOING[verb]}"
        if len(order.by.strip()) > LONGEST_NAME or max(len(order.comment), len(order.reason)) > LONGEST_COMMENT:
            return f"a name has at most {LONGEST_NAME} characters and a comment {LONGEST_COMMENT}"
        if verb in _SUPERVISED and not order.role.covers(Role.SUPERVISOR):
            return f"only a supervisor may {_DOING[verb]}"
        if verb in _LAYING and not order.reason.strip():
            return f"a reason is needed to {_DOING[verb]}"
        if verb is Verb.SHELVE:
            hours = f"{self._longest_ms / 3_600_000:g} h"
            if not order.until and not order.one_shot:
                return f"say until when it is shelved ({hours} at most), or until its condition clears"
            if order.until and order.until <= order.at:
                return "that shelf would have ended already; name a time to come"
            if order.until > order.at + self._longest_ms + CLOCKS_APART_MS:
                return f"nothing is shelved for longer than {hours} here"
        return ""

    def _act(self, verb: Verb, order: Order, point: Point, alarm: Alarm | None) -> str:
        """Do it to one. Raises ValueError, a sentence (IllegalMoveError is one)."""
        rule = self._rules.get(point[0])
        needed = alarm.role if alarm is not None else rule.role if rule is not None else Role.OPERATOR
        if not order.role.covers(needed):
            raise ValueError(f"only a {needed} may {_DOING[verb]} of this rule")
        by, comment, event = order.by.strip(), order.comment.strip(), _EVENTS[verb]
        if alarm is None:
            described = self._describe(*point)
            if verb not in _LAYING:
                raise ValueError("it is not in alarm, and not laid aside")
            aside = self._aside(verb, order, point)
            return self._book.lay_aside(described, event, aside, order.at, by=by, desk=order.desk, comment=comment)
        laid: Aside | None = None
        if verb in _LAYING:
            laid = self._aside(verb, order, point)
        elif verb in _KINDS:
            laid = aside_of(alarm.asides, _KINDS[verb])
            if laid is None:
                raise ValueError(_not_laid(verb, alarm))
        try:
            self._book.write(alarm, event, order.at, by=by, comment=comment, desk=order.desk, aside=laid)
        except IllegalMoveError as error:
            acked = f" (by {alarm.acked_by})" if alarm.acked_by and verb is Verb.ACKNOWLEDGE else ""
            raise ValueError(f"{error}{acked}") from None
        self._book.end_if_unwatched(alarm.occurrence, order.at)
        return alarm.occurrence

    def _aside(self, verb: Verb, order: Order, point: Point) -> Aside:
        at = self._book.time_for(point, order.at)
        until = 0
        if verb is Verb.SHELVE:
            longest = at + self._longest_ms
            until = min(order.until, longest) if order.until else longest
            if until <= at:
                raise ValueError(
                    "that shelf would end before the newest event of this alarm: look at the clock of this station"
                )
        return Aside(
            _KINDS[verb],
            order.by.strip(),
            order.desk,
            at,
            until,
            order.reason.strip(),
            one_shot=verb is Verb.SHELVE and order.one_shot,
        )


def _not_laid(verb: Verb, alarm: Alarm) -> str:
    if verb is Verb.UNSHELVE:
        return "it is not shelved"
    if verb is Verb.RETURN:
        return "it is not out of service"
    design = next((aside.rule for aside in alarm.asides if aside.rule), "")
    if design:
        return f'it is suppressed by design, while the alarm of "{design}" stands, and comes back by itself'
    return "it is not suppressed"
