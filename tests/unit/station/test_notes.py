"""Notes of a station: by command into the journal, to every desk with the next beat, asked for, and after a restart."""

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from opscenter.desk.mirror import Mirror
from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Attribute, Catalogue, Kind, System
from opscenter.domain.operator_note import OperatorNote
from opscenter.history.store import Store
from opscenter.history.verification import verify
from opscenter.station.engine import Engine
from opscenter.station.journal_answers import answer_journal
from opscenter.station.note_commands import NoteCommands
from opscenter.station.requests import Request
from opscenter.wire.decoder import Decoder
from opscenter.wire.desk import Header, pack, unpack
from opscenter.wire.note_facts import fact_from_note, note_from_fact

T0 = 1_795_000_000_000


def catalogue() -> Catalogue:
    kind = Kind("Pump", "water", {"en": "Pump"}, attributes={"flow": Attribute("flow", {"en": "Flow"})})
    return Catalogue({"water": System("water", 1, {"en": "Water"}, "water")}, {"Pump": kind}, ())


class Bench:
    """An engine with its store, and a mirror at the other end of the wire."""

    def __init__(self, folder: Path, now: int = T0) -> None:
        self.now = now
        self.store = Store(folder)
        self.engine = Engine(catalogue(), epoch=now, restored=self.store.restored)
        self.decoder = Decoder(self.engine.registry)
        self.store.writer.start()
        self.commands = NoteCommands(self.engine, post=self.store.writer.post, wall=lambda: self.now)
        self.mirror = Mirror()
        self.mirror.apply_snapshot(*_over_the_wire(*self.engine.snapshot({"now": now})))

    def beat(self, *entities: str) -> list[OperatorNote]:
        """One beat; the notes it tells of."""
        batch = Batch()
        for entity in entities:
            payload = {"id": entity, "type": "Pump", "flow": 2.0}
            self.decoder.decode(b"t", json.dumps(payload).encode(), b"", self.now, batch)
        beat = self.engine.take(batch, self.now)
        if beat.record is not None:
            self.store.writer.post(beat.record)
        changes = self.mirror.apply_beat(*_over_the_wire(beat.header, beat.columns))
        assert changes is not None
        return changes.notes

    def ask(self, verb: str, **args: Any) -> Header:
        return self._said(self.commands.carry_out, verb, args)

    def query(self, **args: Any) -> Header:
        return self._said(self.commands.answer, "notes", args)

    def _said(self, how: Any, topic: str, args: dict[str, Any]) -> Header:
        answers: list[Header] = []
        how(Request(b"", 1, topic, args, "desk-1", lambda _, frames: answers.append(unpack(frames)[1])))
        self.store.writer.flush(60)
        return answers[0]

    def close(self) -> None:
        self.store.writer.close()


def _over_the_wire(header: dict[str, Any], columns: Any) -> Any:
    return unpack([bytes(frame) for frame in pack("beat", header, columns)])[1:]


@pytest.fixture
def bench(tmp_path: Path) -> Any:
    made = Bench(tmp_path)
    yield made
    made.close()


def test_a_note_is_in_the_journal_and_told_to_every_desk_at_once(bench: Bench, tmp_path: Path) -> None:
    bench.beat("p1")
    done = bench.ask("note", text="sounds odd", by="Ada", entity="p1", attribute="flow", at=T0 - 60_000, until=T0)
    assert done["recorded"] is True
    (told,) = bench.beat()
    assert (told.id, told.text, told.by, told.desk, told.entity) == (done["note"], "sounds odd", "Ada", "desk-1", "p1")
    assert bench.beat() == []
    with contextlib.closing(sqlite3.connect(tmp_path / "history.sqlite")) as db:
        row = db.execute('SELECT at, wall, event, state, entity, "by", desk, comment FROM journal').fetchone()
    assert row == (T0 - 60_000, T0, "note", "", "p1", "Ada", "desk-1", "sounds odd")
    assert verify(tmp_path / "history.sqlite").ok


def test_notes_are_asked_for_by_time_and_entity(bench: Bench) -> None:
    bench.beat("p1", "p2")
    for number in range(4):
        bench.ask("note", text=f"n{number}", by="Ada", entity=f"p{number % 2 + 1}", at=T0 - number * 60_000)
    whole = bench.query()
    assert [one["text"] for one in whole["notes"]] == ["n3", "n2", "n1", "n0"] and whole["left_out"] == 0
    assert set(whole["notes"][0]) >= {"id", "at", "until", "entity", "attribute", "text", "by", "desk"}
    assert [one["text"] for one in bench.query(entity="p1")["notes"]] == ["n2", "n0"]
    some = bench.query(**{"from": T0 - 130_000, "to": T0 - 60_000})
    assert [one["text"] for one in some["notes"]] == ["n2", "n1"]
    newest = bench.query(limit=1)
    assert [one["text"] for one in newest["notes"]] == ["n0"] and newest["left_out"] == 3


def test_a_correction_is_what_is_answered_from_then_on_and_after_a_restart(bench: Bench, tmp_path: Path) -> None:
    bench.beat("p1")
    first = bench.ask("note", text="pump 3", by="Ada", entity="p1")["note"]
    gone = bench.ask("note", text="nonsense", by="Ada")["note"]
    bench.now += 1_000
    bench.ask("note-correct", note=first, text="pump 4", by="Ben")
    bench.ask("note-correct", note=gone, withdraw=True, by="Ben")
    told = {one.id: one for one in bench.beat()}
    assert told[first].text == "pump 4" and told[gone].withdrawn
    before = bench.query(withdrawn=True)["notes"]
    bench.close()
    again = Bench(tmp_path, T0 + 5_000)
    try:
        assert again.query(withdrawn=True)["notes"] == before and len(before) == 2
        assert [one["text"] for one in again.query()["notes"]] == ["pump 4"]
        assert again.beat() == []  # nobody is told anew of what was there
        page = answer_journal(_journal_request(), again.store.queries().journal_page)[0]
        assert [one["event"] for one in page["events"]] == ["note-corrected", "note-corrected", "note", "note"]
        assert [one["comment"] for one in page["events"]] == ["nonsense", "pump 4", "nonsense", "pump 3"]
    finally:
        again.close()


def _journal_request() -> Request:
    return Request(b"", 1, "journal", {}, "", lambda _desk, _frames: None)


def test_notes_go_on_in_a_journal_that_is_begun_anew(bench: Bench) -> None:
    note = bench.ask("note", text="pump 3", by="Ada")["note"]
    record, _ = bench.engine.everything(T0 + 1)
    assert [(row.event, row.occurrence, row.comment) for row in record.carried][-1] == ("note", note, "pump 3")


@pytest.mark.parametrize(
    ("verb", "args", "sentence"),
    [
        ("note", {"text": "a"}, "Say who writes"),
        ("note", {"by": "Ada"}, "The note is empty."),
        ("note", {"text": 5, "by": "Ada"}, "must be a text"),
        ("note", {"text": "x" * 2_001, "by": "Ada"}, "at most 2,000 characters"),
        ("note", {"text": "a", "by": "Ada", "entity": "p9"}, "No entity 'p9' is known."),
        ("note", {"text": "a", "by": "Ada", "attribute": "flow"}, "An attribute is of an entity"),
        ("note", {"text": "a", "by": "Ada", "entity": "p1", "attribute": "flaw"}, "It has: flow."),
        ("note", {"text": "a", "by": "Ada", "at": "noon"}, "must be a whole number"),
        ("note", {"text": "a", "by": "Ada", "at": T0 + 3_600_000}, "That time has not come yet"),
        ("note-correct", {"text": "a", "by": "Ada", "note": "zz"}, "No note 'zz' is known."),
        ("note-correct", {"withdraw": 1, "by": "Ada", "note": "zz"}, "must be true or false"),
    ],
)
def test_what_is_no_note_is_refused_and_leaves_nothing(
    bench: Bench, verb: str, args: dict[str, Any], sentence: str
) -> None:
    bench.beat("p1")
    with pytest.raises(ValueError, match=sentence):
        bench.ask(verb, **args)
    assert bench.beat() == [] and bench.query()["notes"] == []


def test_a_fact_comes_back_as_the_note_it_was(bench: Bench) -> None:
    bench.ask("note", text="a\n<b>b</b>", by="Ada", until=T0 + 9)
    (note,) = bench.engine.notes.notes.values()
    assert note_from_fact({**fact_from_note(note), "newer": 1}) == note
    with pytest.raises(ValueError, match="cannot be read"):
        note_from_fact({"id": "a"})
