"""Numbered steps from one version of the database to the next, each in one transaction.

A step is frozen once released: it names its tables and columns literally and imports nothing of today's code.
The number of the last step done is SQLite's `user_version`.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterator
from typing import Any

import msgspec

from opscenter.history.table_tools import Database

Step = Callable[[Database], None]


def _step_1(db: Database) -> None:
    """Message log, samples, texts, registry, journal, quarantine, gaps."""
    db.table("meta").create({"key": str, "value": str}, pk="key")
    db.table("entity").create(
        {"row": int, "id": str, "type": str, "name": str, "shape": str}, pk="row", not_null={"id"}
    )
    db.table("entity").create_index(["id"], unique=True)
    db.table("cell").create({"cell": int, "row": int, "name": str, "unit": str}, pk="cell", not_null={"row", "name"})
    db.table("cell").create_index(["row", "name"], unique=True)
    db.table("message_log").create(
        {"beat": int, "at": int, "first_arrival": int, "last_arrival": int, "count": int, "size": int, "frames": bytes},
        pk="beat",
    )
    db.table("message_log").create_index(["first_arrival"])
    db.table("sample_block").create({"beat": int, "first": int, "last": int, "count": int, "columns": bytes}, pk="beat")
    db.table("segment").create(
        {"id": int, "first_beat": int, "last_beat": int, "first": int, "last": int, "count": int, "size": int}, pk="id"
    )
    db.table("segment").create_index(["last"])
    db.table("chunk").create(
        {"id": int, "segment": int, "first_cell": int, "last_cell": int, "columns": bytes},
        pk="id",
    )
    db.table("chunk").create_index(["segment", "last_cell"])
    db.table("text_change").create(
        {"beat": int, "position": int, "cell": int, "time": int, "quality": int, "text": str}, pk=("beat", "position")
    )
    db.table("text_change").create_index(["cell", "time"])
    db.table("checkpoint").create({"beat": int, "at": int, "state": bytes}, pk="beat")
    db.table("journal").create(
        {
            "id": int, "at": int, "wall": int, "occurrence": str, "entity": str, "event": str, "state": str,
            "by": str, "desk": str, "comment": str, "fact": str,
        },
        pk="id",
    )  # fmt: skip
    db.table("journal").create_index(["occurrence"])
    db.table("journal").create_index(["entity"])
    db.table("open_alarm").create({"occurrence": str}, pk="occurrence")
    db.table("quarantine").create(
        {
            "id": int, "arrived": int, "reason": str, "detail": str, "publisher": str, "topic": str, "raw": bytes,
            "size": int,
        },
        pk="id",
    )  # fmt: skip
    db.table("gap").create(
        {
            "id": int, "publisher": str, "epoch": int, "first_seq": int, "last_seq": int, "since": int, "until": int,
            "recovered": int,
        },
        pk="id",
    )  # fmt: skip
    db.table("gap").create_index(["until"])


def _step_2(db: Database) -> None:
    """What the station itself could not record (disk full, read-only), so that a hole is never taken for quiet."""
    db.table("outage").create(
        {"id": int, "since": int, "until": int, "messages": int, "samples": int, "reason": str}, pk="id"
    )


def _step_3(db: Database) -> None:
    """The names of entities by language, as JSON; gaps by publisher, to tell those that were recovered."""
    db.table("entity").add_column("local_names", str)
    db.table("gap").create_index(["publisher", "epoch", "first_seq"])


def _step_4(db: Database) -> None:
    """The ways of moving entities, by entity and time."""
    db.table("place_segment").create(
        {"id": int, "first_beat": int, "last_beat": int, "first": int, "last": int, "count": int, "size": int}, pk="id"
    )
    db.table("place_segment").create_index(["last"])
    db.table("place_chunk").create(
        {"id": int, "segment": int, "first_row": int, "last_row": int, "columns": bytes}, pk="id"
    )
    db.table("place_chunk").create_index(["segment", "last_row"])


def _step_5(db: Database) -> None:
    """Marks: whole states to begin from when a moment of the past is asked for, and when segments had arrived."""
    db.table("mark").create(
        {
            "beat": int, "since": int, "at": int, "journal": int, "heard": bytes, "state": bytes, "open": str,
            "size": int,
        },
        pk="beat",
    )  # fmt: skip
    if db.conn.execute("SELECT 1 FROM message_log UNION SELECT 1 FROM segment LIMIT 1").fetchone() is None:
        db.conn.execute("INSERT INTO mark VALUES (-1, 0, 0, 0, NULL, x'', '[]', 0)")
    else:  # the past that can be looked at begins with the last checkpoint
        db.conn.execute(
            "INSERT INTO mark SELECT beat, at, at, (SELECT coalesce(max(id), 0) FROM journal), NULL, state, "
            "(SELECT json_group_array(occurrence) FROM open_alarm), length(state) FROM checkpoint"
        )


def _step_6(db: Database) -> None:
    """The journal chained and closed to changes; its rule in a column; indices for looking things up in it.

    Rows there already are chained without being rewritten: of every thousandth and of the last the digest is kept.
    """
    connection = db.conn
    connection.execute("ALTER TABLE journal ADD COLUMN rule TEXT")
    connection.execute("ALTER TABLE journal ADD COLUMN digest BLOB")
    connection.execute("CREATE TABLE journal_anchor (id INTEGER PRIMARY KEY, digest BLOB)")
    connection.execute("CREATE INDEX idx_journal_at ON journal (at)")
    connection.execute("CREATE INDEX idx_journal_rule ON journal (rule)")
    connection.execute('CREATE INDEX idx_journal_by ON journal ("by") WHERE "by" <> \'\'')
    number, digest, anchors = 0, hashlib.sha256(b"opscenter journal 1").digest(), []
    encode = msgspec.msgpack.Encoder().encode
    for row in _old_journal(connection):
        number, digest = row[0], hashlib.sha256(digest + encode(row)).digest()
        if number % 1000 == 0:
            anchors.append((number, digest))
    if number and number % 1000:
        anchors.append((number, digest))
    connection.executemany("INSERT INTO journal_anchor VALUES (?, ?)", anchors)
    head = f'{{"version":1,"id":{number},"digest":"{digest.hex()}"}}'
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('journal_head', ?)", (head,))
    for table in ("journal", "journal_anchor"):
        for change in ("UPDATE", "DELETE"):
            connection.execute(
                f"CREATE TRIGGER {table}_no_{change.lower()} BEFORE {change} ON {table} "
                f"BEGIN SELECT raise(ABORT, 'the journal is only ever added to'); END"
            )
        connection.execute(  # INSERT OR REPLACE would delete without asking the trigger above
            f"CREATE TRIGGER {table}_no_replace BEFORE INSERT ON {table} "
            f"WHEN EXISTS (SELECT 1 FROM {table} WHERE id = NEW.id) "
            f"BEGIN SELECT raise(ABORT, 'the journal is only ever added to'); END"
        )


def _step_7(db: Database) -> None:
    """The journal by event: what happens seldom is found among a million rows."""
    db.conn.execute("CREATE INDEX idx_journal_event ON journal (event)")


def _step_8(db: Database) -> None:
    """Runs: samples by series, sealed out of segments, with their roll-ups.

    `until_segment`: the run and those before it hold all segments up to this one; NULL: it came from elsewhere.
    """
    db.table("run").create(
        {
            "id": int, "level": int, "first": int, "last": int, "count": int, "size": int, "until_segment": int,
            "ready": int,
        },
        pk="id",
    )  # fmt: skip
    db.table("run").create_index(["last"])
    db.table("run_chunk").create(
        {
            "id": int, "run": int, "first_cell": int, "last_cell": int, "first": int, "last": int, "count": int,
            "block": bytes,
        },
        pk="id",
    )  # fmt: skip
    db.table("run_chunk").create_index(["run", "last_cell"])
    db.table("rollup_chunk").create(
        {
            "id": int, "run": int, "width": int, "first_cell": int, "last_cell": int, "first": int, "last": int,
            "count": int, "block": bytes,
        },
        pk="id",
    )  # fmt: skip
    db.table("rollup_chunk").create_index(["run", "width", "last_cell"])


def _step_9(db: Database) -> None:
    """What figures must know to go on, as of the checkpoint."""
    db.table("figure_memory").create({"beat": int, "memory": bytes}, pk="beat")


def _step_10(db: Database) -> None:
    """What was learnt to be usual: what rules judge by, and what is known beside it."""
    db.table("usual").create(
        {"part": str, "chunk": int, "since": int, "facts": str, "tables": bytes}, pk=("part", "chunk")
    )


def _step_11(db: Database) -> None:
    """Beats in which steps of figures had to wait for later ones, and those that went on with them."""
    db.table("figure_beat").create({"beat": int, "at": int, "steps": int}, pk="beat")


def _old_journal(connection: sqlite3.Connection) -> Iterator[tuple[Any, ...]]:
    """The rows of the journal before step 6, in order; text that is damaged as it can be read."""
    rows = (
        'SELECT id, at, wall, occurrence, entity, event, state, "by", desk, comment, fact, NULL FROM journal '
        "WHERE id > ? ORDER BY id"
    )
    last = -(2**62)
    try:
        for row in connection.execute(rows, (last,)):
            last = row[0]
            yield row
    except sqlite3.OperationalError:  # text that is not UTF-8
        factory, connection.text_factory = connection.text_factory, lambda text: text.decode("utf-8", "replace")
        try:
            yield from connection.execute(rows, (last,))
        finally:
            connection.text_factory = factory


STEPS: tuple[Step, ...] = (
    _step_1, _step_2, _step_3, _step_4, _step_5, _step_6, _step_7, _step_8, _step_9, _step_10,
    _step_11,
)  # fmt: skip
VERSION = len(STEPS)
OLDEST_AS_IT_IS = 10
"""Histories from this version on can be gone through again as they are: later ones have more tables, and no others."""


def version_of(db: Database) -> int:
    """The version of an open database, 0 for an empty one."""
    return int(db.conn.execute("PRAGMA user_version").fetchone()[0])


def migrate(db: Database, *, up_to: int = VERSION) -> int:
    """Bring a database to version `up_to`; the number of steps done. A failing step leaves the version before it."""
    done = 0
    for number, step in enumerate(STEPS[:up_to], start=1):
        if version_of(db) >= number:
            continue
        with db.atomic():
            step(db)
            db.conn.execute(f"PRAGMA user_version = {number}")
        done += 1
    return done
