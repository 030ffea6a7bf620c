"""What the journal of a file says: how alarms and situations stood at any moment of it, what comes next, and all of it
on a line of time. Read once, when the file is opened; no engine is needed for it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec
import numpy as np

from opscenter.domain.alarm import Alarm, AlarmState
from opscenter.domain.alarm_table import AlarmEvent
from opscenter.domain.exercise_events import OF_INJECTIONS, ExerciseEvent
from opscenter.domain.operator_note import NoteEvent
from opscenter.domain.situation import Situation
from opscenter.domain.situation_journal import SituationEvent
from opscenter.domain.texts import Texts
from opscenter.recording.records import Row
from opscenter.station.acts_again import is_act
from opscenter.station.moments import alarms_of
from opscenter.station.situations import open_situations

MOST_ROWS = 1_000_000
RAISED = "raised"
MOST_TEXT = 500
NOTES = frozenset(("note", "note-corrected"))
_OF_SITUATIONS = "situation-"
_OPENED = SituationEvent.OPENED.value
_KINDS = ("", "raised", "note", "act", "inject")
_ALARM, _NOTE, _ACT, _INJECT = 1, 2, 3, 4
URGENT = 2
"""Priorities up to this (critical and high) are urgent."""


class _Fact(msgspec.Struct):
    priority: int = 0
    text: Texts = {}


class _Aside(msgspec.Struct):
    until: int = 0
    one_shot: bool = False


class _Member(msgspec.Struct):
    text: Texts = {}


class _Details(msgspec.Struct):
    until: int = 0
    owner: str = ""
    step: int = -1
    done: bool = True
    withdrawn: bool = False
    members: list[_Member] = []


class _Act(msgspec.Struct):
    aside: _Aside | None = None
    details: _Details = msgspec.field(default_factory=_Details)


_read_fact = msgspec.json.Decoder(_Fact).decode
_read_act = msgspec.json.Decoder(_Act).decode


@dataclass(slots=True, frozen=True)
class Told:
    """One thing on the line of time. `kind`: raised, note, act, bookmark, gap, away, inject, started. Unix ms.

    `event` is the journal's name of an act, a note or an injection, `text` what it was done to, `comment` what was
    said with it, `more` what else there is to it, by the names of PROTOCOL.md.
    """

    at: int
    kind: str
    priority: int = 0
    occurrence: str = ""
    entity: str = ""
    text: Texts = field(default_factory=dict)
    by: str = ""
    until: int = 0
    bookmark: int = 0
    event: str = ""
    comment: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)

    def as_map(self) -> dict[str, Any]:
        """As desks hear of it."""
        told = {
            "at": self.at, "kind": self.kind, "priority": self.priority, "occurrence": self.occurrence,
            "entity": self.entity, "text": self.text, "by": self.by,
        }  # fmt: skip
        said = {"until": self.until, "bookmark": self.bookmark, "event": self.event, "comment": self.comment}
        return told | {name: value for name, value in said.items() if value} | dict(self.more)


class ToldJournal:
    """Rows of a journal in the order written. `left_out`: how many beyond MOST_ROWS are not in it.

    Everything here goes by the station's clock (`wall`, Unix ms): what had been written down by then.
    """

    def __init__(self, rows: Iterable[Row]) -> None:
        self._rows: list[Row] = []
        self.left_out = 0
        for row in rows:
            if len(self._rows) < MOST_ROWS:
                self._rows.append(row)
            else:
                self.left_out += 1
        occurrences: dict[str, int] = {}
        self._wall = np.maximum.accumulate(np.array([row.wall for row in self._rows], np.int64))
        self._occurrence = np.array(
            [occurrences.setdefault(r.occurrence, len(occurrences)) for r in self._rows], np.int64
        )
        self._of_alarm = np.array([bool(row.state) for row in self._rows], np.bool_)
        self._stands = np.array([row.state not in ("", AlarmState.NORM.value) for row in self._rows], np.bool_)
        self._of_situation = np.array([row.event.startswith(_OF_SITUATIONS) for row in self._rows], np.bool_)
        self._kind = np.array([_kind(row) for row in self._rows], np.uint8)
        self._named: dict[str, int] = {}  # occurrence or situation -> the row that says what it is
        for number, row in enumerate(self._rows):
            if row.event in (RAISED, _OPENED):
                self._named[row.occurrence] = number
        self._ends = _ends_of_injections(self._rows)
        self._numbers = occurrences
        self._begun: dict[str, Alarm] = {}
        self._begun_situations: list[Situation] = []
        self._priority = np.zeros(len(self._rows), np.uint8)
        for number in np.flatnonzero(self._kind == _KINDS.index(RAISED)).tolist():
            self._priority[number] = self._fact(number).priority & 0x7

    def __len__(self) -> int:
        return len(self._rows)

    def rows(self, since: int, until: int) -> Sequence[Row]:
        """Those written down from `since` to `until`, both included."""
        first, last = np.searchsorted(self._wall, [since, until + 1])
        return self._rows[first:last]

    # -- as things stood -------------------------------------------------------------------------------------

    def begin_with(self, alarms: Mapping[str, Alarm], situations: Iterable[Situation]) -> None:
        """What stood where the rows begin."""
        self._begun, self._begun_situations = dict(alarms), list(situations)

    def alarms_at(self, at: int) -> dict[str, Alarm]:
        """Alarms that were not normal at a moment."""
        numbers = self._standing(at)
        alarms = dict(self._begun)
        if alarms:
            mine = [self._numbers[one] for one in alarms if one in self._numbers]
            until = self._until(at)
            known = np.flatnonzero(self._of_alarm[:until] & np.isin(self._occurrence[:until], mine))
            numbers = sorted({*numbers, *known.tolist()})
        return alarms_of([self._rows[number].fact for number in numbers], alarms)

    def situations_at(self, at: int) -> list[Situation]:
        """Situations that were open at a moment."""
        wanted = np.flatnonzero(self._of_situation[: self._until(at)])
        return open_situations((self._rows[number].fact for number in wanted.tolist()), self._begun_situations)

    def _standing(self, at: int) -> list[int]:
        """All rows of alarms up to a moment, of the occurrences whose last one up to it is not normal."""
        mine = np.flatnonzero(self._of_alarm[: self._until(at)])
        if not len(mine):
            return []
        of = self._occurrence[mine]
        last = np.full(int(of.max()) + 1, -1, np.int64)
        last[of] = mine
        open_now = np.zeros(len(last), np.bool_)
        known = last >= 0
        open_now[known] = self._stands[last[known]]
        found: list[int] = mine[open_now[of]].tolist()
        return found

    def _until(self, at: int) -> int:
        return int(np.searchsorted(self._wall, at, side="right"))

    # -- what there is ---------------------------------------------------------------------------------------

    def beside(self, at: int, what: str, back: bool) -> Told | None:
        """The next alarm raised (`alarm`, or `urgent` ones only), `note` or `act` after a moment, or the last before
        it. ValueError with a sentence for another word."""
        kind = {"alarm": _ALARM, "urgent": _ALARM, "note": _NOTE, "act": _ACT}.get(what)
        if kind is None:
            raise ValueError("'what' must be alarm, urgent, note, act or bookmark.")
        wanted = self._kind == kind
        if what == "urgent":
            wanted &= (self._priority > 0) & (self._priority <= URGENT)
        wanted &= self._wall < at if back else self._wall > at
        found = np.flatnonzero(wanted)
        return self._told(int(found[-1] if back else found[0])) if len(found) else None

    def events(self, since: int, until: int, limit: int) -> tuple[list[Told], int]:
        """Alarms raised, notes and acts of a span, oldest first, and how many are left out: where there are more than
        `limit`, the less urgent alarms go first."""
        first, last = np.searchsorted(self._wall, [since, until + 1])
        found = np.flatnonzero(self._kind[first:last]) + first
        if len(found) > limit:
            rank = np.where(self._kind[found] == _ALARM, self._priority[found], 0)
            found = np.sort(found[np.argsort(rank, kind="stable")[:limit]])
            return [self._told(number) for number in found.tolist()], int(
                np.count_nonzero(self._kind[first:last]) - limit
            )
        return [self._told(number) for number in found.tolist()], 0

    def raised(self, since: int, until: int, bins: int) -> dict[str, list[int]]:
        """Alarms raised in equal parts of a span, urgent ones and others."""
        counts = {}
        for name, urgent in (("urgent", True), ("other", False)):
            mine = (self._kind == _ALARM) & ((self._priority <= URGENT) == urgent)
            counts[name], _ = np.histogram(self._wall[mine], bins=bins, range=(since, max(until, since + 1)))
        return {name: count.tolist() for name, count in counts.items()}

    def _told(self, number: int) -> Told:
        row, kind = self._rows[number], int(self._kind[number])
        text, comment = self._fact(number).text, row.comment[:MOST_TEXT]
        if kind == _NOTE:
            text, comment = {"en": row.comment} if row.comment else text, ""
        elif kind == _ACT and not text:
            text = self._subject(row)
        told = Told(
            int(self._wall[number]), _KINDS[kind], int(self._priority[number]), row.occurrence, row.entity,
            {str(language)[:20]: str(said)[:MOST_TEXT] for language, said in text.items()}, row.by,
        )  # fmt: skip
        if kind == _ALARM:
            return told
        until = self._ends.get(number, 0) if kind == _INJECT else 0
        return replace(told, event=row.event, comment=comment, until=until, more=_more(row))

    def _subject(self, row: Row) -> Texts:
        """What an act was done to: the text of its alarm, of the first alarm of its situation, else the rule's name."""
        number = self._named.get(row.occurrence, -1)
        if number >= 0 and self._rows[number].event == _OPENED:
            members = _act(self._rows[number]).details.members
            return members[0].text if members else {}
        alarm = self._begun.get(row.occurrence)
        text = self._fact(number).text if number >= 0 else alarm.text if alarm is not None else {}
        if not text:
            situation = next((one for one in self._begun_situations if one.id == row.occurrence), None)
            text = situation.first.text if situation is not None else {}
        return text or ({"en": row.rule} if row.rule else {})

    def _fact(self, number: int) -> _Fact:
        try:
            return _read_fact(self._rows[number].fact)
        except msgspec.MsgspecError:
            return _Fact()


def _kind(row: Row) -> int:
    if row.state:
        return _ALARM if row.event == RAISED else _ACT if is_act(row) else 0
    if row.event in NOTES:
        return _NOTE
    if row.event == ExerciseEvent.INJECTED:
        return _INJECT
    if row.event == ExerciseEvent.LOOKED:
        return 0  # a look changes nothing, and there are thousands
    return _ACT if row.by and is_act(row) else 0


def _ends_of_injections(rows: Sequence[Row]) -> dict[int, int]:
    """By the row of an injection when it was over: taken back, over by itself, injected anew, else when it was to be.
    Unix ms of the station's clock; 0: it goes on."""
    ends: dict[int, int] = {}
    standing: dict[str, int] = {}
    for number, row in enumerate(rows):
        if row.event not in OF_INJECTIONS:
            continue
        before = standing.pop(row.occurrence, -1)
        if before >= 0:
            ends[before] = row.wall
        if row.event == ExerciseEvent.INJECTED:
            standing[row.occurrence] = number
    for number in standing.values():
        until = _act(rows[number]).details.until
        ends[number] = until if until > rows[number].wall else 0
    return ends


def _more(row: Row) -> dict[str, Any]:
    """What else there is to an act: until when an alarm is shelved, who a situation was given to, which step."""
    act = _act(row)
    match row.event:
        case AlarmEvent.SHELVED if act.aside is not None and act.aside.one_shot:
            return {"one_shot": True}
        case AlarmEvent.SHELVED if act.aside is not None and act.aside.until:
            return {"shelved_until": act.aside.until}
        case SituationEvent.OWNED:
            return {"owner": act.details.owner[:MOST_TEXT]}
        case SituationEvent.CHECKED if act.details.step >= 0:
            return {"step": act.details.step, "ticked": act.details.done}
        case NoteEvent.CORRECTED if act.details.withdrawn:
            return {"withdrawn": True}
    return {}


def _act(row: Row) -> _Act:
    try:
        return _read_act(row.fact)
    except msgspec.MsgspecError:
        return _Act()
