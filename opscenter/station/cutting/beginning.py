"""How things stood at a kept state of the past, as a station that starts finds them in its database."""

import sqlite3
from collections.abc import Sequence

import msgspec

from opscenter.history.blocks import unpack_columns
from opscenter.history.memory import memory_at
from opscenter.history.records import expand_texts
from opscenter.history.restore import NEWEST, Restored, load_registry, note_facts
from opscenter.history.totals import Totals
from opscenter.history.usual_tables import KeptUsual
from opscenter.station.rebuild_source import Base

AT_ONCE = 500


def restored_at(db: sqlite3.Connection, base: Base, listening: int, usual: KeptUsual | None = None) -> Restored:
    """Registry, state, alarms, situations and notes after `base.beat`; `listening`: since when a station had listened
    (Unix ms); `usual`: what rules judged by then.

    Names, units and shapes are as they were published last. Raises sqlite3.Error, BlockError.
    """
    restored = load_registry(db)
    restored.usual, restored.listening = usual, listening
    restored.totals = Totals(beat=max(base.beat, 0))
    del restored.entities[base.rows :], restored.cells[base.cells :]
    restored.local_names = {row: names for row, names in restored.local_names.items() if row < base.rows}
    if base.beat < 0:
        return restored
    columns, texts = msgspec.msgpack.decode(base.state, type=tuple[bytes, bytes])
    restored.checkpoint, restored.texts = unpack_columns(columns), expand_texts(texts)
    restored.memory = memory_at(db, base.beat)
    restored.facts = _facts(db, base)
    restored.entries = _of_what_was_open(db, base, "state = ''")[1]
    restored.notes = note_facts(db, base.journal)
    return restored


def _facts(db: sqlite3.Connection, base: Base) -> list[str]:
    """Events of alarms that were not normal, and the newest of all, in order."""
    ids, facts = _of_what_was_open(db, base, "state <> ''")
    found = dict(zip(ids, facts, strict=True))
    found.update(
        db.execute(
            "SELECT id, fact FROM journal WHERE id > ? AND id <= ? AND state <> ''",
            (base.journal - NEWEST, base.journal),
        ).fetchall()
    )
    return [found[number] for number in sorted(found)]


def _of_what_was_open(db: sqlite3.Connection, base: Base, which: str) -> tuple[Sequence[int], list[str]]:
    """Numbers and facts of the rows about what was open then, in order; `which`: a condition of SQL."""
    rows: list[tuple[int, str]] = []
    for start in range(0, len(base.open), AT_ONCE):
        some = base.open[start : start + AT_ONCE]
        marks = ",".join("?" * len(some))
        rows += db.execute(
            f"SELECT id, fact FROM journal WHERE occurrence IN ({marks}) AND id <= ? AND {which}",
            (*some, base.journal),
        ).fetchall()
    rows.sort()
    return [number for number, _ in rows], [fact for _, fact in rows]
