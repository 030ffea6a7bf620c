"""Journals on disk for tests and benchmarks: written by the station's own writer, and changed behind its back."""

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from opscenter.history.records import BeatRecord, JournalRow
from opscenter.history.schema import FILE_NAME
from opscenter.history.store import Store

T0 = 1_795_000_000_000


def a_row(number: int, *, event: str = "raised", state: str = "UNACK", comment: str = "") -> JournalRow:
    """One event, different for every number."""
    return JournalRow(
        at=T0 + number, wall=T0 + number + 3, occurrence=f"{number:018x}", entity=f"urn:a:{number % 7}", event=event,
        state=state, by="Chan" if number % 3 else "", desk="desk 1", comment=comment or f"note {number} 雨",
        fact=f'{{"at":{number},"rule":"rain","value":{number}.5}}', rule="rain",
    )  # fmt: skip


def write_journal(folder: Path, rows: Sequence[JournalRow], *, beats: int = 3) -> Path:
    """A history whose journal holds these rows, spread over several beats; the database file."""
    store = Store(folder)
    store.writer.start()
    each = max(1, -(-len(rows) // beats))
    first = store.restored.totals.beat + 1
    for beat, start in enumerate(range(0, len(rows), each), start=first):
        store.writer.post(BeatRecord(beat=beat, at=T0 + beat, journal=list(rows[start : start + each])))
        assert store.writer.flush(60)
    store.writer.close()
    return folder / FILE_NAME


def tamper(path: Path, *statements: str, values: Iterable[object] = ()) -> None:
    """Change a database as somebody could who may write the file: without its triggers."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
            connection.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            connection.execute(statement, tuple(values) if "?" in statement else ())
    finally:
        connection.close()
