"""What is written into the journal -> rows as they are stored."""

import dataclasses

import msgspec

from opscenter.domain.flood_journal import FloodEvent
from opscenter.domain.journal import JournalEvent
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.situation_journal import SituationEvent
from opscenter.history.records import JournalRow

_STANDS = {event.value: event is not SituationEvent.CLOSED for event in SituationEvent} | {
    FloodEvent.BEGAN.value: True,
    FloodEvent.ENDED.value: False,
}
"""Whether what an entry is about goes on after it."""


def journal_row(event: JournalEvent) -> JournalRow:
    """An event of an alarm as it is stored."""
    return _row(event, event.state.value)


def entry_row(entry: JournalEntry, wall: int) -> JournalRow:
    """An entry that is not of an alarm as it is stored, written down at `wall` (Unix ms): without a state, by which
    whoever rebuilds alarms passes over it."""
    row = _row(dataclasses.replace(entry, wall=wall), "")
    return dataclasses.replace(row, stands=_STANDS.get(entry.event))


def _row(event: JournalEvent | JournalEntry, state: str) -> JournalRow:
    return JournalRow(
        at=event.at,
        wall=event.wall,
        occurrence=event.occurrence,
        entity=event.entity,
        event=event.event,
        state=state,
        by=event.by,
        desk=event.desk,
        comment=event.comment,
        fact=msgspec.json.encode(event).decode(),
        rule=event.rule,
    )
