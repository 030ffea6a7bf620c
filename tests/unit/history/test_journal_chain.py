"""The chain of the journal: what a station writes verifies, and whatever is changed in it afterwards is found."""

import shutil
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from opscenter.history import transactions
from opscenter.history.chain import FIELDS, Head, link
from opscenter.history.migrations import migrate
from opscenter.history.records import BeatRecord, JournalRow
from opscenter.history.schema import FILE_NAME, connect
from opscenter.history.store import Store
from opscenter.history.verification import Verdict, verify
from tests.support.journal_file import T0, a_row, tamper, write_journal

ROWS = 12


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_journal(tmp_path_factory.mktemp("journal"), [a_row(number) for number in range(1, ROWS + 1)])


def _copy(path: Path, folder: Path) -> Path:
    folder.mkdir(exist_ok=True)
    for old in folder.glob(f"{FILE_NAME}*"):
        old.unlink()
    return Path(shutil.copy(path, folder / FILE_NAME))


def test_what_a_station_wrote_verifies(written: Path) -> None:
    verdict = verify(written)
    assert (verdict.events, verdict.ok, verdict.problem, verdict.guarded) == (ROWS, True, "", True)
    assert verdict.head.id == ROWS
    assert len(verdict.head.digest) == 32


def test_the_chain_goes_on_over_a_restart(tmp_path: Path) -> None:
    write_journal(tmp_path, [a_row(1), a_row(2)])
    before = verify(tmp_path / FILE_NAME).head
    path = write_journal(tmp_path, [a_row(3)])
    assert verify(path, before) == verify(path)
    assert verify(path).events == 3
    assert Store(tmp_path).notice == ""


def test_an_empty_journal_verifies(tmp_path: Path) -> None:
    path = write_journal(tmp_path, [])
    assert verify(path) == Verdict(head=Head())


def test_the_digest_is_what_the_description_says() -> None:
    """A fixed vector: another program must be able to check a journal, and so must a later version of this one."""
    fields = (1, 2, 3, "o", "e", "raised", "UNACK", "", "", "雨", "{}", "r")
    assert link(Head().digest, fields).hex() == "80f56c6f81f6a0cec254f7b7f77de229a100c3c6641b2d07ca0fed318a4b9218"


@settings(max_examples=150, deadline=None)
@given(data=st.data())
def test_any_changed_bit_of_any_field_is_found(data: st.DataObject, written: Path) -> None:
    path = _copy(written, written.parent / "flipped")
    row = data.draw(st.integers(1, ROWS), label="row")
    field = data.draw(st.sampled_from([*FIELDS[1:], "digest"]), label="field")
    connection = sqlite3.connect(path)
    connection.text_factory = bytes
    (value,) = connection.execute(f'SELECT "{field}" FROM journal WHERE id = ?', (row,)).fetchone()
    connection.close()
    if isinstance(value, int):
        changed: object = value ^ (1 << data.draw(st.integers(0, 62), label="bit"))
        tamper(path, f'UPDATE journal SET "{field}" = ? WHERE id = {row}', values=[changed])
    else:
        old = value or b"\0"
        bit = data.draw(st.integers(0, 8 * len(old) - 1), label="bit")
        new = bytearray(old)
        new[bit // 8] ^= 1 << bit % 8
        kind = "BLOB" if field == "digest" else "TEXT"
        tamper(path, f'UPDATE journal SET "{field}" = CAST(? AS {kind}) WHERE id = {row}', values=[bytes(new)])
    verdict = verify(path)
    assert not verdict.ok
    assert (verdict.bad, verdict.events) == (row, row - 1)
    assert f"Row {row} " in verdict.problem


@pytest.mark.parametrize("changed", ["CAST(comment AS BLOB)", "NULL", "comment || char(0)", "7", "'note 3'"])
def test_a_field_of_another_kind_is_found(written: Path, tmp_path: Path, changed: str) -> None:
    path = _copy(written, tmp_path)
    tamper(path, f"UPDATE journal SET comment = {changed} WHERE id = 3")
    assert verify(path).bad == 3


@settings(max_examples=40, deadline=None)
@given(data=st.data())
def test_rows_taken_out_put_in_or_exchanged_are_found(data: st.DataObject, written: Path) -> None:
    path = _copy(written, written.parent / "moved")
    first = data.draw(st.integers(1, ROWS), label="first")
    other = data.draw(st.integers(1, ROWS).filter(lambda number: number != first), label="other")
    what = data.draw(st.sampled_from(["delete", "exchange", "exchange with digests", "append", "renumber"]))
    if what == "delete":
        tamper(path, f"DELETE FROM journal WHERE id BETWEEN {min(first, other)} AND {max(first, other)}")
    elif what == "renumber":
        tamper(path, f"DELETE FROM journal WHERE id = {first}",
               f"UPDATE journal SET id = id - 1 WHERE id > {first}")  # fmt: skip
    elif what == "append":
        names = ", ".join(f'"{name}"' for name in (*FIELDS[1:], "digest"))
        tamper(path, f"INSERT INTO journal ({names}) SELECT {names} FROM journal WHERE id = {first}")
    else:
        # the digests stay where they were, or go along
        names = "at, wall, occurrence, entity, fact, comment" + (", digest" if what == "exchange with digests" else "")
        tamper(
            path,
            f"CREATE TEMP TABLE two AS SELECT * FROM journal WHERE id IN ({first}, {other})",
            f"UPDATE journal SET ({names}) = (SELECT {names} FROM two WHERE two.id = {first} + {other} - journal.id) "
            f"WHERE id IN ({first}, {other})",
        )
    verdict = verify(path)
    assert not verdict.ok
    assert verdict.bad == (ROWS + 1 if what == "append" else first if what == "renumber" else min(first, other))


@pytest.mark.parametrize("kept", [0, 1, ROWS - 1])
def test_a_tail_cut_off_is_found_by_the_head_in_the_database(written: Path, tmp_path: Path, kept: int) -> None:
    path = _copy(written, tmp_path)
    tamper(path, f"DELETE FROM journal WHERE id > {kept}")
    verdict = verify(path)
    assert (verdict.ok, verdict.bad, verdict.bad_until) == (False, kept + 1, ROWS)
    assert "cut off" in verdict.problem


def test_a_head_noted_elsewhere_finds_a_journal_that_was_rewritten_as_a_whole(tmp_path: Path) -> None:
    noted = verify(write_journal(tmp_path / "a", [a_row(number) for number in range(1, 6)])).head
    forged = write_journal(tmp_path / "b", [a_row(number, comment="forged") for number in range(1, 8)])
    assert verify(forged).ok, "by itself it cannot be told"
    verdict = verify(forged, noted)
    assert (verdict.ok, verdict.bad) == (False, 5)
    assert "noted" in verdict.problem
    shorter = write_journal(tmp_path / "c", [a_row(1)])
    assert "cut off" in verify(shorter, noted).problem


@pytest.mark.parametrize("value", ["NULL", "'{}'", "'no json'", '\'{"version":1,"id":3,"digest":"zz"}\''])
def test_a_head_that_was_taken_away_is_missed(written: Path, tmp_path: Path, value: str) -> None:
    path = _copy(written, tmp_path)
    tamper(path, f"UPDATE meta SET value = {value} WHERE key = 'journal_head'")
    assert "not written down" in verify(path).problem


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE journal SET comment = 'x' WHERE id = 1",
        "DELETE FROM journal WHERE id = 1",
        "DELETE FROM journal",
        "REPLACE INTO journal (id, at) VALUES (1, 5)",
        "UPDATE OR REPLACE journal SET id = 2 WHERE id = 1",
    ],
)
def test_the_database_itself_refuses_changes_of_the_journal(written: Path, tmp_path: Path, statement: str) -> None:
    path = _copy(written, tmp_path)
    connection = sqlite3.connect(path)
    with pytest.raises(sqlite3.IntegrityError, match="only ever added to"):
        connection.execute(statement)
    connection.close()
    assert verify(path).ok


def test_missing_triggers_are_told(written: Path, tmp_path: Path) -> None:
    path = _copy(written, tmp_path)
    tamper(path)
    assert verify(path).ok
    assert not verify(path).guarded


def test_a_journal_in_use_is_read_as_it_is_at_one_moment(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.writer.start()
    for beat in range(1, 40):
        store.writer.post(BeatRecord(beat=beat, at=T0, journal=[a_row(beat)]))
        assert verify(store.path).ok
    assert store.writer.flush(60)
    assert verify(store.path).events == 39
    assert store.writer.head == verify(store.path).head
    store.writer.close()


def test_after_a_transaction_that_failed_the_chain_goes_on_from_the_last_one_that_did_not(tmp_path: Path) -> None:
    store = Store(tmp_path, retry_s=0.01)
    store.writer.start()
    store.writer.post(BeatRecord(beat=1, at=T0, journal=[a_row(1)]))
    assert store.writer.flush(60)
    other = connect(store.path)
    other.execute("CREATE TRIGGER refuse BEFORE INSERT ON open_alarm BEGIN SELECT raise(ABORT, 'not now'); END")
    store.writer.post(BeatRecord(beat=2, at=T0, journal=[a_row(2), a_row(3)]))
    assert store.writer.flush(60)
    assert not store.writer.recording
    assert verify(store.path).events == 1
    other.execute("DROP TRIGGER refuse")
    other.close()
    store.writer.post(BeatRecord(beat=3, at=T0, journal=[a_row(4)]))
    assert store.writer.flush(60)
    store.writer.close()
    verdict = verify(store.path)
    assert (verdict.ok, verdict.events) == (True, 4)


def test_a_database_begun_anew_while_running_begins_a_chain_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    store = Store(tmp_path)
    store.writer.start()
    store.writer.post(BeatRecord(beat=1, at=T0, journal=[a_row(1)]))
    assert store.writer.flush(60)
    really = transactions.write

    def damaged(*given: Any) -> Any:
        monkeypatch.setattr(transactions, "write", really)
        error = sqlite3.DatabaseError("database disk image is malformed")
        error.sqlite_errorcode = sqlite3.SQLITE_CORRUPT
        raise error

    monkeypatch.setattr(transactions, "write", damaged)
    store.writer.post(BeatRecord(beat=2, at=T0, journal=[a_row(2)]))
    assert store.writer.flush(60)
    store.writer.close()
    (aside,) = tmp_path.glob("*corrupt*.sqlite")
    assert verify(aside).events == 1
    verdict = verify(store.path)
    assert (verdict.ok, verdict.events, verdict.head.id) == (True, 1, 1)
    caplog.clear()


def test_a_station_says_at_its_start_that_its_newest_events_were_changed(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = write_journal(tmp_path, [a_row(number) for number in range(1, 5)])
    tamper(path, "UPDATE journal SET \"by\" = 'Lee' WHERE id = 3")
    store = Store(tmp_path)
    store.writer.start()
    assert "Row 3 is not as it was written" in store.notice
    assert "journal verify" in store.notice
    store.writer.post(BeatRecord(beat=9, at=T0, journal=[a_row(9)]))
    assert store.writer.flush(60), "recording goes on"
    assert store.writer.recording
    assert store.writer.notice == store.notice
    store.writer.close()
    assert verify(path).bad == 3
    caplog.clear()


def test_a_tail_cut_off_while_the_station_was_away_stays_visible(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = write_journal(tmp_path, [a_row(number) for number in range(1, 6)])
    tamper(path, "DELETE FROM journal WHERE id > 3")
    write_journal(tmp_path, [a_row(6)])
    verdict = verify(path)
    assert (verdict.ok, verdict.bad, verdict.bad_until) == (False, 4, 5), "going on did not heal it"
    caplog.clear()


def test_rows_older_than_the_chain_are_found_out_by_their_thousands(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    migrate(Database(connection), up_to=5)
    fields = 'at, wall, occurrence, entity, event, state, "by", desk, comment, fact'
    rows = [a_row(number) for number in range(1, 2_501)]
    connection.executemany(f"INSERT INTO journal ({fields}) VALUES (?,?,?,?,?,?,?,?,?,?)", [_old(row) for row in rows])
    connection.close()
    path = write_journal(tmp_path, [a_row(2_501)])
    verdict = verify(path)
    assert (verdict.ok, verdict.events, verdict.older, verdict.head.id) == (True, 2_501, 2_500, 2_501)
    tamper(path, "UPDATE journal SET comment = 'another' WHERE id = 1700")
    verdict = verify(path)
    assert (verdict.ok, verdict.bad, verdict.bad_until) == (False, 1_001, 2_000)


def _old(row: JournalRow) -> tuple[object, ...]:
    return (row.at, row.wall, row.occurrence, row.entity, row.event, row.state, row.by, row.desk, row.comment, row.fact)


def test_a_journal_that_is_not_chained_yet_is_not_called_whole(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / FILE_NAME, isolation_level=None)
    migrate(Database(connection), up_to=5)
    connection.close()
    verdict = verify(tmp_path / FILE_NAME)
    assert not verdict.ok
    assert "not chained yet" in verdict.problem
