"""The alarm journal as measures want it: the events of a span, and what stood when it began."""

import sqlite3
from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from opscenter.domain.alarm_table import AlarmEvent
from opscenter.domain.measures import FLOOD_MEMORY_MS, AlarmHappening

_COLUMNS = "id, at, occurrence, entity, event, state, by, desk, fact"
_AT_ONCE = 400
_EVENTS = ", ".join(f"'{event.value}'" for event in AlarmEvent)


class _Fact(msgspec.Struct):
    rule: str = ""
    system: str = ""
    priority: int = 4


def alarm_happenings(db: sqlite3.Connection, since: int, until: int, most: int) -> Iterator[AlarmHappening]:
    """Events of [since, until), Unix ms of event time, in the journal's order, led by those of
    FLOOD_MEMORY_MS before and by all of the occurrences that stood at `since`.

    ValueError with a sentence when there are more than `most`. Raises sqlite3.Error.
    """
    early = since - FLOOD_MEMORY_MS
    # What stood at `since` either stands now or ended after it: found without looking at all that ever was over.
    wanted = (
        "WITH late AS (SELECT occurrence FROM open_alarm UNION "
        "SELECT occurrence FROM journal WHERE at >= ? AND +state = 'NORM'), "
        "stood AS (SELECT occurrence FROM late WHERE EXISTS (SELECT 1 FROM journal AS begun "
        "WHERE begun.occurrence = late.occurrence AND +begun.event = 'raised' AND begun.at < ?)) "
        f"SELECT {_COLUMNS} FROM journal WHERE id IN (SELECT id FROM journal WHERE at >= ? AND at < ? UNION ALL "
        "SELECT id FROM journal WHERE occurrence IN (SELECT occurrence FROM stood) AND +at < ?) "
        f"AND +event IN ({_EVENTS}) ORDER BY id"
    )
    facts: dict[str, _Fact] = {}
    texts: dict[str, str] = {}  # one object for equal texts: a million events hold few different ones
    decoder = msgspec.json.Decoder(_Fact)
    for number, row in enumerate(db.execute(wanted, (since, since, early, until, early))):
        if number >= most:
            raise ValueError(f"The span holds more than {most:,} events of alarms. Ask for a shorter one.")
        at, fact = row[1], row[-1]
        occurrence, entity, event, state, by, desk = (texts.setdefault(text or "", text or "") for text in row[2:-1])
        known = facts.get(occurrence)
        if known is None or event in (AlarmEvent.RAISED, AlarmEvent.PRIORITY_ROSE):
            try:
                read = decoder.decode(fact)
            except msgspec.MsgspecError:
                read = _Fact()
            if known is not None:
                read = _Fact(known.rule or read.rule, known.system or read.system, read.priority)
            facts[occurrence] = known = read
        yield AlarmHappening(at, occurrence, known.rule, entity, known.system, known.priority, event, state, by, desk)


def raised(db: sqlite3.Connection, occurrences: Sequence[str]) -> list[dict[str, Any]]:
    """How each of these occurrences began, oldest first: `at, occurrence, entity, state` and its `fact`, JSON. Raises
    sqlite3.Error."""
    found = []
    for start in range(0, len(occurrences), _AT_ONCE):
        some = list(occurrences[start : start + _AT_ONCE])
        marks = ", ".join("?" * len(some))
        rows = db.execute(
            "SELECT at, occurrence, entity, state, fact FROM journal "
            f"WHERE +event = 'raised' AND occurrence IN ({marks})",
            some,
        )
        found += [dict(zip(("at", "occurrence", "entity", "state", "fact"), row, strict=True)) for row in rows]
    return sorted(found, key=lambda row: (row["at"], row["occurrence"]))
