"""Steps are transactional and bring an old database forward with everything in it."""

import sqlite3
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from opscenter.history import migrations
from opscenter.history.blocks import pack_columns
from opscenter.history.errors import NewerDatabaseError
from opscenter.history.migrations import VERSION, migrate, version_of
from opscenter.history.records import BeatRecord
from opscenter.history.restore import load
from opscenter.history.schema import FILE_NAME, connect
from opscenter.history.store import Store

# A database of version 1 as that version made it, frozen: never changed to follow the program.
SCHEMA_1 = """
CREATE TABLE "meta" ("key" TEXT PRIMARY KEY, "value" TEXT);
CREATE TABLE "entity" ("row" INTEGER PRIMARY KEY, "id" TEXT NOT NULL, "type" TEXT, "name" TEXT, "shape" TEXT);
CREATE UNIQUE INDEX "idx_entity_id" ON "entity" ("id");
CREATE TABLE "cell" ("cell" INTEGER PRIMARY KEY, "row" INTEGER NOT NULL, "name" TEXT NOT NULL, "unit" TEXT);
CREATE UNIQUE INDEX "idx_cell_row_name" ON "cell" ("row", "name");
CREATE TABLE "message_log" ("beat" INTEGER PRIMARY KEY, "at" INTEGER, "first_arrival" INTEGER,
  "last_arrival" INTEGER, "count" INTEGER, "size" INTEGER, "frames" BLOB);
CREATE INDEX "idx_message_log_first_arrival" ON "message_log" ("first_arrival");
CREATE TABLE "sample_block" ("beat" INTEGER PRIMARY KEY, "first" INTEGER, "last" INTEGER, "count" INTEGER,
  "columns" BLOB);
CREATE TABLE "segment" ("id" INTEGER PRIMARY KEY, "first_beat" INTEGER, "last_beat" INTEGER, "first" INTEGER,
  "last" INTEGER, "count" INTEGER, "size" INTEGER);
CREATE INDEX "idx_segment_last" ON "segment" ("last");
CREATE TABLE "chunk" ("id" INTEGER PRIMARY KEY, "segment" INTEGER, "first_cell" INTEGER, "last_cell" INTEGER,
  "columns" BLOB);
CREATE INDEX "idx_chunk_segment_last_cell" ON "chunk" ("segment", "last_cell");
CREATE TABLE "text_change" ("beat" INTEGER, "position" INTEGER, "cell" INTEGER, "time" INTEGER, "quality" INTEGER,
  "text" TEXT, PRIMARY KEY ("beat", "position"));
CREATE INDEX "idx_text_change_cell_time" ON "text_change" ("cell", "time");
CREATE TABLE "checkpoint" ("beat" INTEGER PRIMARY KEY, "at" INTEGER, "state" BLOB);
CREATE TABLE "journal" ("id" INTEGER PRIMARY KEY, "at" INTEGER, "wall" INTEGER, "occurrence" TEXT, "entity" TEXT,
  "event" TEXT, "state" TEXT, "by" TEXT, "desk" TEXT, "comment" TEXT, "fact" TEXT);
CREATE INDEX "idx_journal_occurrence" ON "journal" ("occurrence");
CREATE INDEX "idx_journal_entity" ON "journal" ("entity");
CREATE TABLE "open_alarm" ("occurrence" TEXT PRIMARY KEY);
CREATE TABLE "quarantine" ("id" INTEGER PRIMARY KEY, "arrived" INTEGER, "reason" TEXT, "detail" TEXT,
  "publisher" TEXT, "topic" TEXT, "raw" BLOB, "size" INTEGER);
CREATE TABLE "gap" ("id" INTEGER PRIMARY KEY, "publisher" TEXT, "epoch" INTEGER, "first_seq" INTEGER,
  "last_seq" INTEGER, "since" INTEGER, "until" INTEGER, "recovered" INTEGER);
CREATE INDEX "idx_gap_until" ON "gap" ("until");
INSERT INTO entity VALUES (0, 'urn:a', 'T', 'A', NULL), (1, 'urn:b', 'T', NULL, NULL);
INSERT INTO cell VALUES (0, 0, 'speed', 'KMH'), (1, 1, 'speed', NULL);
INSERT INTO gap VALUES (1, 'p', 1, 2, 3, 1000, 2000, 0);
PRAGMA user_version = 1;
"""

# What versions 2 and 3 added to it, frozen likewise, with a beat and a segment as version 3 wrote them.
SCHEMA_3 = (
    SCHEMA_1
    + """
CREATE TABLE "outage" ("id" INTEGER PRIMARY KEY, "since" INTEGER, "until" INTEGER, "messages" INTEGER,
  "samples" INTEGER, "reason" TEXT);
ALTER TABLE "entity" ADD COLUMN "local_names" TEXT;
CREATE INDEX "idx_gap_publisher_epoch_first_seq" ON "gap" ("publisher", "epoch", "first_seq");
INSERT INTO meta VALUES ('totals', '{"beat":9,"messages":20,"samples":12,"bytes_in":900,"segment_bytes":10}');
PRAGMA user_version = 3;
"""
)


# A checkpoint of two cells and two entities (beat 8, at 60,000) in the encoding of version 3, frozen likewise.
STATE_3 = bytes.fromhex(
    "92c49528b52ffd20e1650400b4066b0000009893a576616c7565a33c66380293a97075626c6973686564a37c75310293a86d"
    "65617375726564a33c69380293a8726563656976a36c6f6ea36c6174aa706c6163655f74696d65a47365656e00c00044f840"
    "7f000050b0c33c00ffb44c00000080005c36f8407f0c0043c09483a02a51526560a6c47250717a5d9a460afb9641b61a0485"
    "9850c41028b52ffd20073900008101a46f70656e"
)


def _columns(db: Database) -> dict[str, dict[str, str]]:
    return {table.name: {column.name: column.type for column in table.columns} for table in db.tables}


def _frozen(path: Path, schema: str = SCHEMA_1) -> None:
    connection = sqlite3.connect(path)
    connection.executescript(schema)
    connection.close()


def test_a_database_of_version_1_comes_forward_with_what_is_in_it(tmp_path: Path) -> None:
    _frozen(tmp_path / FILE_NAME)
    store = Store(tmp_path)
    store.writer.close()
    assert store.notice == ""
    assert [entity[0] for entity in store.restored.entities] == ["urn:a", "urn:b"]
    assert store.restored.cells == [(0, "speed", "KMH"), (1, "speed", "")]
    queries = store.queries()
    assert queries.gaps(0, 5000) == [[1000, 2000]]
    queries.close()


def test_a_database_of_version_3_goes_on_with_positions(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    _frozen(path, SCHEMA_3)
    block = pack_columns(
        {
            "cell": np.array([0]), "time": np.array([5_000]), "value": np.array([1.5]),
            "quality": np.zeros(1, np.uint8), "arrived": np.array([5_000]), "place_row": np.array([0]),
            "place_time": np.array([5_000]), "lon": np.array([114.0]), "lat": np.array([22.0]),
        }
    )  # fmt: skip
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO sample_block VALUES (9, 5000, 5000, 1, ?)", (block,))
    connection.commit()
    connection.close()
    store = Store(tmp_path)
    store.writer.start()
    assert store.restored.totals.beat == 9
    assert [beat.columns["lon"].tolist() for beat in store.restored.beats] == [[114.0]], "still the present state"
    places = {"place_row": np.array([1]), "place_time": np.array([9_000]), "lon": np.array([114.5]),
              "lat": np.array([22.5]), "place_moves": np.ones(1, np.uint8)}  # fmt: skip
    store.writer.post(BeatRecord(beat=10, at=9_000, columns=places, messages=1))
    assert store.writer.flush(60)
    queries = store.queries()
    found = queries.ways(None, 0, 2**53)
    assert (found.row.tolist(), found.lon.tolist()) == ([1], [114.5]), "who moved before is not known"
    queries.close()
    store.writer.close()


def test_the_past_of_a_database_of_version_3_begins_with_its_last_checkpoint(tmp_path: Path) -> None:
    path = tmp_path / FILE_NAME
    _frozen(path, SCHEMA_3)
    connection = sqlite3.connect(path)
    connection.execute("INSERT INTO message_log VALUES (7, 50100, 50100, 50100, 1, 0, x'')")
    connection.execute("INSERT INTO checkpoint VALUES (8, 60000, ?)", (STATE_3,))
    connection.commit()
    connection.close()
    store = Store(tmp_path)
    queries = store.queries()
    assert queries.first_known() == 60_000
    assert queries.past(59_999, np.array([0, 1]), 2) is None, "before that the state is not known"
    past = queries.past(61_000, np.array([0, 1]), 2)
    assert past is not None
    np.testing.assert_array_equal(past.columns["value"], [41.5, np.nan])
    assert (past.texts, past.columns["lon"][0], past.columns["seen"].tolist()) == ({1: "open"}, 114.0, [50_100, 0])
    queries.close()
    store.writer.close()


def test_an_old_database_that_cannot_be_changed_can_still_be_read(tmp_path: Path) -> None:
    _frozen(tmp_path / "old")
    connection = connect(tmp_path / "old", read_only=True)
    restored = load(connection)
    connection.close()
    assert [entity[:3] for entity in restored.entities] == [("urn:a", "T", "A"), ("urn:b", "T", "")]
    assert restored.local_names == {}


@pytest.mark.parametrize(("schema", "version"), [(SCHEMA_1, 1), (SCHEMA_3, 3)])
def test_an_old_database_ends_up_like_a_new_one(tmp_path: Path, schema: str, version: int) -> None:
    _frozen(tmp_path / "old", schema)
    with Database(sqlite3.connect(tmp_path / "old")) as old, Database(memory=True) as new:
        assert migrate(old) == VERSION - version
        assert migrate(new) == VERSION
        assert _columns(old) == _columns(new)


def test_a_step_that_fails_leaves_the_version_before_it(monkeypatch: pytest.MonkeyPatch) -> None:
    def half_done(db: Database) -> None:
        db.table("half").create({"id": int}, pk="id")
        raise RuntimeError("power cut")

    with Database(memory=True) as db:
        migrate(db)
        monkeypatch.setattr(migrations, "STEPS", (*migrations.STEPS, half_done))
        with pytest.raises(RuntimeError):
            migrate(db, up_to=VERSION + 1)
        assert version_of(db) == VERSION
        assert "half" not in db.table_names()


def test_migrating_twice_does_nothing() -> None:
    with Database(memory=True) as db:
        migrate(db)
        assert migrate(db) == 0


def test_a_database_of_a_newer_program_is_refused_in_one_sentence_and_left_alone(tmp_path: Path) -> None:
    Store(tmp_path).writer.close()
    connection = sqlite3.connect(tmp_path / FILE_NAME)
    connection.execute(f"PRAGMA user_version = {VERSION + 1}")
    connection.close()
    with pytest.raises(NewerDatabaseError, match=f"version {VERSION + 1}.*newer opscenter"):
        Store(tmp_path)
    assert [path.name for path in tmp_path.glob("*corrupt*")] == []
