"""What people did, done again at its time: the journal tells it, the message log does not.

Orders about alarms and situations are given to the engine as they were given then, so that what followed from them
follows again. What the engine refuses now (the alarm is not there any more under today's rules) stays in the journal
all the same, word for word. Everything else that people wrote is entered as it stands.
"""

import itertools
from collections.abc import Iterator, Sequence

import msgspec

from opscenter.domain.alarm import AsideKind
from opscenter.domain.alarm_orders import Order, Verb
from opscenter.domain.alarm_table import LAYING, AlarmEvent
from opscenter.domain.journal import JournalEvent, may_begin
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.note_book import NOTE_EVENTS
from opscenter.domain.role import Role
from opscenter.domain.situation_journal import SituationEvent
from opscenter.history.records import IMPORTED, BeatRecord, JournalRow
from opscenter.recording.records import Row
from opscenter.station.engine import Engine

_VERBS = {
    AlarmEvent.ACKNOWLEDGED: Verb.ACKNOWLEDGE,
    AlarmEvent.RESET: Verb.RESET,
    AlarmEvent.SHELVED: Verb.SHELVE,
    AlarmEvent.UNSHELVED: Verb.UNSHELVE,
    AlarmEvent.SUPPRESSED: Verb.SUPPRESS,
    AlarmEvent.UNSUPPRESSED: Verb.UNSUPPRESS,
    AlarmEvent.TAKEN_OUT: Verb.TAKE_OUT,
    AlarmEvent.RETURNED_TO_SERVICE: Verb.RETURN,
}
_OF_SITUATIONS = frozenset((SituationEvent.OWNED, SituationEvent.NOTED, SituationEvent.CHECKED))
_BY_ITSELF = frozenset(event.value for event in SituationEvent) - _OF_SITUATIONS | {"flood-began", "flood-ended"}
"""Entries that the engine makes by itself."""
_WITH_A_BEAT = frozenset(("rules-changed", "usual-learnt", "journal-begun", IMPORTED))
"""Entries that a station makes of itself, and that went with a beat."""


def is_act(row: Row) -> bool:
    """Whether somebody did this by a command."""
    if row.state:
        return bool(row.by) and row.event in _VERBS
    return row.event not in _BY_ITSELF and row.event not in _WITH_A_BEAT


def is_entered(row: Row) -> bool:
    """Whether the station itself wrote this, of things that are not in the message log."""
    return not row.state and row.event in _WITH_A_BEAT


def commands(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """The acts among rows of one moment, by command."""
    acts = [row for row in rows if is_act(row)]
    for _, together in itertools.groupby(acts, key=lambda row: (row.by, row.desk, row.event, row.comment)):
        yield list(together)


def do_again(engine: Engine, acts: Sequence[Row], at: int) -> tuple[BeatRecord, list[str]]:
    """Do what one command did at `at` (Unix ms, the station's clock): the record of it, and a sentence for each act
    that the engine refuses."""
    refused: list[str] = []
    kept: list[JournalRow] = []
    for row in acts:
        try:
            why = _of_alarm(engine, row, at) if row.state else _entry(engine, row, at)
        except (ValueError, KeyError, TypeError) as error:  # a MsgspecError is a ValueError
            why = str(error)
        if why:
            refused.append(f"{row.event} of {row.occurrence} by {row.by}: {why}")
            kept.append(as_it_stands(row))
    record = engine.journal_now(at, lambda committed: None)
    record.journal += kept
    return record, refused


def as_it_stands(row: Row) -> JournalRow:
    """A row of the journal, word for word."""
    return JournalRow(
        row.at, row.wall, row.occurrence, row.entity, row.event, row.state, row.by, row.desk, row.comment, row.fact,
        row.rule,
    )  # fmt: skip


def _of_alarm(engine: Engine, row: Row, at: int) -> str:
    event = msgspec.json.decode(row.fact, type=JournalEvent)
    verb, aside = _VERBS[AlarmEvent(row.event)], event.aside
    laying = row.event in LAYING and aside is not None
    begins = may_begin(event) or (laying and event.occurrence not in engine.alarms.alarms)
    shelf = laying and aside is not None and aside.kind is AsideKind.SHELVED
    outcome = engine.alarms.carry_out(
        verb,
        Order(
            by=event.by,
            at=at,
            desk=event.desk,
            role=Role.SUPERVISOR,  # whoever did it was allowed to
            comment=event.comment,
            reason=aside.reason if laying and aside is not None else "",
            until=aside.until if shelf and aside is not None else 0,
            one_shot=bool(shelf and aside is not None and aside.one_shot),
            occurrences=() if begins else (event.occurrence,),
            points=((event.rule, event.entity),) if begins else (),
        ),
    )
    return "; ".join(outcome.refused.values())


def _entry(engine: Engine, row: Row, at: int) -> str:
    entry = msgspec.json.decode(row.fact, type=JournalEntry)
    orders, details = engine.situations.orders, entry.details
    if row.event == SituationEvent.OWNED:
        orders.own(row.occurrence, str(details["owner"]), row.by, row.desk, at)
    elif row.event == SituationEvent.NOTED:
        orders.note(row.occurrence, row.comment, row.by, row.desk, at)
    elif row.event == SituationEvent.CHECKED:
        orders.check(
            row.occurrence, str(details["rule"]), int(details["step"]), bool(details["done"]), row.by, row.desk, at
        )
    elif row.event in NOTE_EVENTS:
        engine.notes.write_again(entry)
    else:
        engine.enter(entry)
    return ""
