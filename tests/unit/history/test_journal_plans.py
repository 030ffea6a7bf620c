"""How the database goes about questions to the journal: none may go through all of it, or sort it."""

import sqlite3
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from opscenter.history import restore
from opscenter.history.alarm_events import alarm_happenings, raised
from opscenter.history.journal_search import Wanted, search
from opscenter.history.schema import connect
from tests.support.journal_file import T0, a_row, write_journal

Ask = Callable[[sqlite3.Connection], Any]

QUESTIONS: dict[str, Ask] = {
    "all": lambda db: search(db, Wanted(), 100),
    "rule": lambda db: search(db, Wanted(rule="rain"), 100),
    "rule that has none": lambda db: search(db, Wanted(rule="gale"), 100),
    "person": lambda db: search(db, Wanted(by="Chan"), 100),
    "event": lambda db: search(db, Wanted(event="rules-changed"), 100),
    "event of an entity": lambda db: search(db, Wanted(event="raised", entity="urn:a:3"), 100),
    "occurrence": lambda db: search(db, Wanted(occurrence=f"{7:018x}"), 100),
    "span": lambda db: search(db, Wanted(since=T0 + 100, until=T0 + 200), 100),
    "measures": lambda db: list(alarm_happenings(db, T0 + 500, T0 + 600, 10_000)),
    "behind a figure": lambda db: raised(db, [f"{number:018x}" for number in range(50)]),
    "start of a station": restore.load,
}


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_journal(tmp_path_factory.mktemp("j"), [a_row(number) for number in range(1_000)])


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_is_answered_out_of_an_index(question: str, written: Path) -> None:
    db = connect(written, read_only=True)
    asked: list[str] = []
    db.set_trace_callback(asked.append)
    QUESTIONS[question](db)
    db.set_trace_callback(None)
    about = [sql for sql in asked if "FROM journal" in sql]
    assert about
    for sql in about:
        steps = [str(row[3]) for row in db.execute(f"EXPLAIN QUERY PLAN {sql}")]
        assert not [step for step in steps if step.startswith("SCAN journal")], (sql, steps)
        used = [step for step in steps if "idx_journal_event" in step]
        seldom = question == "event" or "'note'" in sql
        assert seldom or not used, (sql, "most rows are of a few events")
        if question not in ("measures", "start of a station"):
            assert not [step for step in steps if "ORDER BY" in step], (sql, steps)
    db.close()


def test_what_stood_before_a_span_is_found_whether_it_is_over_or_not(tmp_path: Path) -> None:
    stands, ends, over = a_row(0), a_row(1), a_row(2)
    rows = [
        stands, ends, over,
        replace(a_row(3, event="cleared", state="NORM"), occurrence=over.occurrence),
        replace(a_row(90_000_000, event="cleared", state="NORM"), occurrence=ends.occurrence),
    ]  # fmt: skip
    db = connect(write_journal(tmp_path, rows), read_only=True)
    found = [(one.occurrence, one.event) for one in alarm_happenings(db, T0 + 50_000_000, T0 + 80_000_000, 100)]
    db.close()
    assert found == [(stands.occurrence, "raised"), (ends.occurrence, "raised")]
