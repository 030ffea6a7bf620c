"""The course of an exercise as rows of marks: alarms, what was injected, what was expected, and each person's acts.

No Qt but the words.
"""

from dataclasses import dataclass, field, replace
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from opscenter.console.plain import one_line
from opscenter.console.training.case import Case, Injected, InjectionState
from opscenter.console.training.log import Deed, Entry, EntryKind, Log
from opscenter.console.training.score import Outcome, Score, ScoredResponse
from opscenter.console.training.wording import (
    Name,
    clock_span,
    deed_name,
    entry_name,
    injection_kind_name,
    injection_state_name,
    listed,
    outcome_name,
    points_of,
    points_text,
    said,
)
from opscenter.domain.alarm import Priority

MOST_PEOPLE = 40
MOST_KNOWN = 50_000


class LaneKind(StrEnum):
    """What a row is of."""

    ALARMS = "alarms"
    INJECTIONS = "injections"
    EXPECTED = "expected"
    TRAINER = "trainer"
    PERSON = "person"


class Sign(StrEnum):
    """The shape of a mark. Each is a shape of its own: none is told by its colour alone."""

    ALARM = "alarm"
    ACKNOWLEDGED = "acknowledged"
    NOTED = "noted"
    TICKED = "ticked"
    OWNED = "owned"
    SHELVED = "shelved"
    LOOKED = "looked"
    ALERTED = "alerted"
    OTHER = "other"
    PLANNED = "planned"
    INJECTED = "injected"
    TAKEN_BACK = "taken-back"
    COMMAND = "command"
    SAID = "said"
    OPEN = "open"
    MET = "met"
    LATE = "late"
    MISSED = "missed"
    WRONG = "wrong"


@dataclass(slots=True, frozen=True)
class Mark:
    """Something at `at`, Unix ms of the exercise; with `until` a bar from there on (`open_ended`: still going on).

    `lines`: what is to be read about it, its name first. `limit`: until when something was to be done, 0 for none.
    `key`: the id of the injection or of the expected response, or of the entry of the log.
    """

    at: int
    sign: Sign
    lines: tuple[str, ...]
    until: int = 0
    open_ended: bool = False
    limit: int = 0
    priority: Priority | None = None
    entity: str = ""
    occurrence: str = ""
    key: str = ""


@dataclass(slots=True, frozen=True)
class Lane:
    """A row: `name` at its left, `told` small below or beside it."""

    kind: LaneKind
    name: str
    marks: tuple[Mark, ...]
    told: str = ""


_SIGNS = {
    Deed.RAISED: Sign.ALARM,
    Deed.ACKNOWLEDGED: Sign.ACKNOWLEDGED,
    Deed.NOTED: Sign.NOTED,
    Deed.TICKED: Sign.TICKED,
    Deed.OWNED: Sign.OWNED,
    Deed.SHELVED: Sign.SHELVED,
    Deed.LOOKED: Sign.LOOKED,
    Deed.ALERTED: Sign.ALERTED,
    Deed.INJECTED: Sign.INJECTED,
    Deed.TAKEN_BACK: Sign.TAKEN_BACK,
    Deed.INJECTION_OVER: Sign.TAKEN_BACK,
    Deed.SAID: Sign.SAID,
    Deed.BEGUN: Sign.COMMAND,
    Deed.FROZEN: Sign.COMMAND,
    Deed.WENT_ON: Sign.COMMAND,
    Deed.SPEED: Sign.COMMAND,
    Deed.ENDED: Sign.COMMAND,
}
SIGN_OF_OUTCOME = {
    Outcome.OPEN: Sign.OPEN,
    Outcome.IN_TIME: Sign.MET,
    Outcome.LATE: Sign.LATE,
    Outcome.PARTLY: Sign.LATE,
    Outcome.MISSED: Sign.MISSED,
    Outcome.NOT_RAISED: Sign.OPEN,
}


@dataclass(slots=True)
class _Sorted:
    """The first `taken` entries of a log by the row they belong to. `open`: alarms (occurrence, number) whose end has
    not come."""

    log: Log | None = None
    left_out: int = 0
    taken: int = 0
    alarms: list[Mark] = field(default_factory=list)
    open: dict[tuple[str, int], None] = field(default_factory=dict)
    ends: dict[str, int] = field(default_factory=dict)
    trainer: list[Mark] = field(default_factory=list)
    injections: list[Mark] = field(default_factory=list)
    acts: dict[str, list[Mark]] = field(default_factory=dict)


class Course:
    """Makes the rows of one exercise; `language` of its words, `name` of its entities, `priorities` by rule."""

    def __init__(self, language: str, name: Name, priorities: dict[str, Priority] | None = None) -> None:
        self._language = language
        self._name = name
        self._priorities = priorities or {}
        self._known: dict[tuple[int, str, int], Mark] = {}  # an entry never changes: its mark is made once
        self._sorted = _Sorted()

    def lanes(self, case: Case, log: Log, score: Score, now: int) -> list[Lane]:
        """All rows, from the city's to the people's. `now`: Unix ms of the exercise."""
        translate = QCoreApplication.translate
        self._sort(log)
        made = [Lane(LaneKind.ALARMS, translate("Training", "Alarms"), self._alarms(now))]
        injections = self._injections(case, now)
        if injections:
            made.append(Lane(LaneKind.INJECTIONS, translate("Training", "Injections"), tuple(injections)))
        expected = [mark for one in score.responses if (mark := self._expected(one, now)) is not None]
        if expected or score.responses:
            decided = sum(one.outcome is Outcome.IN_TIME for one in score.responses)
            told = f"{decided} / {len(score.responses)}"
            made.append(Lane(LaneKind.EXPECTED, translate("Training", "Expected"), tuple(expected), told))
        if self._sorted.trainer:
            made.append(Lane(LaneKind.TRAINER, translate("Training", "Trainer"), tuple(self._sorted.trainer)))
        made += self._people(case, log, score)
        return made

    # -- the city ------------------------------------------------------------------------------------------------

    def _sort(self, log: Log) -> None:
        """Take in what the log has got since: a session of hours is not gone through anew every second."""
        known = self._sorted
        if known.log is not log or known.left_out != log.left_out:
            known = self._sorted = _Sorted(log, log.left_out)
        for one in log.entries[known.taken :]:
            if one.deed is Deed.RAISED:
                mark = replace(self._entry(one), priority=one.priority or self._priorities.get(one.rule))
                known.open[one.occurrence, len(known.alarms)] = None
                known.alarms.append(mark)
            elif one.deed is Deed.CLEARED:
                known.ends.setdefault(one.occurrence, one.at)
            if one.kind is EntryKind.TRAINER:
                known.trainer.append(self._entry(one))
            elif one.kind is EntryKind.INJECTION:
                known.injections.append(self._entry(one))
            elif one.kind in (EntryKind.ACT, EntryKind.LOOK):
                known.acts.setdefault(one.by, []).append(self._entry(one))
        known.taken = len(log.entries)

    def _alarms(self, now: int) -> tuple[Mark, ...]:
        known = self._sorted
        for occurrence, number in list(known.open):
            mark, end = known.alarms[number], known.ends.get(occurrence)
            known.alarms[number] = replace(mark, until=now if end is None else end, open_ended=end is None)
            if end is not None:
                del known.open[occurrence, number]
        return tuple(known.alarms)

    def _injections(self, case: Case, now: int) -> list[Mark]:
        if case.injections:
            found = [self._injection(one, now) for one in case.injections if one.at]
            return sorted(found, key=lambda one: one.at)
        return list(self._sorted.injections)

    def _injection(self, one: Injected, now: int) -> Mark:
        done = one.state not in (InjectionState.WAITING, InjectionState.BY_HAND)
        sign = Sign.PLANNED if not done else Sign.INJECTED
        if one.state is InjectionState.TAKEN_BACK:
            sign = Sign.TAKEN_BACK
        standing = one.state is InjectionState.STANDING
        until = one.until or (max(now, one.at) if standing else 0)
        about = listed(self._name(entity) for entity in one.entities[:3])
        if len(one.entities) > 3:
            about += f" +{len(one.entities) - 3}"
        return Mark(
            at=one.at,
            sign=sign,
            lines=_some(
                said(one.title, self._language) or one.id,
                f"{injection_kind_name(one.kind)} · {injection_state_name(one.state)}",
                about,
                said(one.text, self._language),
            ),
            until=until,
            open_ended=standing and not one.until,
            entity=one.entities[0] if one.entities else "",
            key=one.id,
        )

    # -- what was expected ---------------------------------------------------------------------------------------

    def _expected(self, one: ScoredResponse, now: int) -> Mark | None:
        if not one.raised:
            return None
        translate = QCoreApplication.translate
        took = translate("Training", "took {took}, limit {limit}").format(
            took=clock_span(one.took_ms), limit=clock_span(one.within_ms)
        )
        limit = translate("Training", "limit {limit}").format(limit=clock_span(one.within_ms))
        head = f"{outcome_name(one.outcome)} · {points_of(one.points, one.weight)}"
        return Mark(
            at=one.raised,
            sign=SIGN_OF_OUTCOME[one.outcome],
            lines=_some(
                said(one.text, self._language) or one.id,
                head,
                took if one.took_ms is not None else limit,
                one_line(one.by, 60),
                said(one.reason, self._language),
            ),
            until=one.done or (min(now, one.limit) if one.outcome is Outcome.OPEN else one.limit),
            open_ended=one.outcome is Outcome.OPEN,
            limit=one.limit,
            key=one.id,
        )

    # -- people --------------------------------------------------------------------------------------------------

    def _people(self, case: Case, log: Log, score: Score) -> list[Lane]:
        names = list(dict.fromkeys([*log.people(), *(one.name for one in case.people if one.name)]))
        acts = {name: list(self._sorted.acts.get(name, ())) for name in names}
        for wrong in score.wrong:
            each = wrong.lost / len(wrong.times) if wrong.times else 0.0
            for time in wrong.times:
                if time.by in acts:
                    acts[time.by].append(
                        Mark(
                            at=time.at,
                            sign=Sign.WRONG,
                            lines=_some(
                                said(wrong.text, self._language) or wrong.id,
                                f"\u2212{points_text(each)}",
                                said(time.reason, self._language),
                            ),
                            entity=time.entity,
                            occurrence=time.occurrence,
                            key=wrong.id,
                        )
                    )
        made = []
        for name in names[:MOST_PEOPLE]:
            marks = tuple(sorted(acts[name], key=lambda mark: mark.at))
            person = score.person(name)
            told = points_text(person.points - person.lost) if person is not None else ""
            made.append(Lane(LaneKind.PERSON, one_line(name, 60), marks, told))
        return made

    def _entry(self, one: Entry) -> Mark:
        key = (one.id, one.event, one.at)
        known = self._known.get(key)
        if known is None:
            if len(self._known) > MOST_KNOWN:
                self._known.clear()
            known = self._known[key] = Mark(
                at=one.at,
                sign=_SIGNS.get(one.deed, Sign.OTHER),
                lines=self._lines(entry_name(one), one),
                entity=one.entity,
                occurrence=one.occurrence,
                key=str(one.id),
            )
        return known

    def _lines(self, head: str, one: Entry) -> tuple[str, ...]:
        words = said(one.text, self._language)
        place = self._name(one.entity) if one.entity else ""
        shown = place if place and place not in words else ""
        return _some(head, words, shown, one_line(one.comment, 200), one_line(one.by, 60))


def legend() -> list[tuple[Sign, str]]:
    """The signs and what they mean, for the row below the course."""
    translate = QCoreApplication.translate
    return [
        (Sign.ACKNOWLEDGED, deed_name(Deed.ACKNOWLEDGED)),
        (Sign.NOTED, deed_name(Deed.NOTED)),
        (Sign.TICKED, deed_name(Deed.TICKED)),
        (Sign.OWNED, deed_name(Deed.OWNED)),
        (Sign.SHELVED, deed_name(Deed.SHELVED)),
        (Sign.LOOKED, deed_name(Deed.LOOKED)),
        (Sign.ALERTED, deed_name(Deed.ALERTED)),
        (Sign.SAID, deed_name(Deed.SAID)),
        (Sign.COMMAND, translate("Training", "begun, frozen, ended")),
        (Sign.PLANNED, injection_state_name(InjectionState.WAITING)),
        (Sign.INJECTED, deed_name(Deed.INJECTED)),
        (Sign.TAKEN_BACK, deed_name(Deed.TAKEN_BACK)),
        (Sign.MET, outcome_name(Outcome.IN_TIME)),
        (Sign.LATE, outcome_name(Outcome.LATE)),
        (Sign.MISSED, outcome_name(Outcome.MISSED)),
        (Sign.WRONG, translate("Training", "wrong")),
    ]


def _some(*lines: str) -> tuple[str, ...]:
    return tuple(line for line in lines if line)
