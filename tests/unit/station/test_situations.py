"""Situations of a station: over the wire to a desk's mirror, by command, in the journal, and after a restart."""

import contextlib
import json
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from opscenter.desk.mirror import Mirror
from opscenter.desk.past_mirror import mirror_at
from opscenter.domain.alarm import Priority
from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Attribute, Catalogue, Kind, System
from opscenter.domain.cause import Cause
from opscenter.domain.rule import Rule, RuleKind
from opscenter.history.records import BeatRecord
from opscenter.history.store import Store
from opscenter.station.engine import Engine
from opscenter.station.moments import Moments
from opscenter.station.requests import Request
from opscenter.station.situation_commands import SituationCommands
from opscenter.wire.decoder import Decoder
from opscenter.wire.desk import Header, pack, unpack
from opscenter.wire.situation_facts import fact_from_situation, situation_from_fact

T0 = 1_795_000_000_000
STEPS = ({"en": "Call the grid"}, {"en": "Send a crew to {name}"})


def catalogue() -> Catalogue:
    rules = (
        Rule("trip", RuleKind.STATE, "Feeder", "state", Priority.CRITICAL, {"en": "{name} tripped"},
             states=("tripped",), checklist=STEPS),
        Rule("dark", RuleKind.STATE, "Feeder", "lamp", Priority.HIGH, {"en": "{name} dark"}, states=("off",)),
    )  # fmt: skip
    attributes = {name: Attribute(name, {"en": name}) for name in ("state", "lamp")}
    kind = Kind("Feeder", "grid", {"en": "Feeder"}, stale_after_ms=3_600_000, rules=rules, attributes=attributes)
    causes = (Cause("trip", ("dark",), 1_000.0, 300_000),)
    return Catalogue({"grid": System("grid", 1, {"en": "Grid"}, "grid")}, {"Feeder": kind}, causes)


class Bench:
    """An engine with its store, and a mirror at the other end of the wire."""

    def __init__(self, folder: Path, now: int = T0) -> None:
        self.store = Store(folder)
        self.engine = Engine(catalogue(), epoch=now, restored=self.store.restored)
        self.decoder = Decoder(self.engine.registry)
        self.store.writer.start()
        self.commands = SituationCommands(self.engine, post=self.store.writer.post, wall=lambda: now + 60_000)
        self.mirror = Mirror()
        self.mirror.apply_snapshot(*_over_the_wire(*self.engine.snapshot({"now": now})))

    def beat(self, now: int, **entities: dict[str, Any]) -> None:
        batch = Batch()
        for number, (entity, attributes) in enumerate(entities.items()):
            place = {"type": "Point", "coordinates": [114.1 + number * 0.001, 22.3]}
            payload = {"id": entity, "type": "Feeder", "location": place, **attributes}
            self.decoder.decode(b"t", json.dumps(payload).encode(), b"", now, batch)
        beat = self.engine.take(batch, now)
        if beat.record is not None:
            self.store.writer.post(beat.record)
        self.mirror.apply_beat(*_over_the_wire(beat.header, beat.columns))

    def ask(self, verb: str, **args: Any) -> Header:
        answers: list[Header] = []
        request = Request(b"", 1, verb, args, "desk-1", lambda _, frames: answers.append(unpack(frames)[1]))
        self.commands.carry_out(request)
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


def darken(bench: Bench) -> str:
    """Let a feeder trip and a neighbour's lamps go dark; the id of the situation."""
    bench.beat(T0 + 1_000, a={"state": "closed"}, b={"lamp": "on"})
    bench.beat(T0 + 2_000, a={"state": "tripped"}, b={"lamp": "off"})
    (situation,) = bench.mirror.situations
    return situation


def test_a_desk_knows_what_belongs_together(bench: Bench) -> None:
    darken(bench)
    (told,) = bench.mirror.situations.values()
    assert told.situation.first.text["en"] == "a tripped"
    assert told.situation.priority is Priority.CRITICAL
    assert [step["en"] for step in told.checklist] == ["Call the grid", "Send a crew to a"]
    for occurrence in bench.mirror.alarms:
        assert bench.mirror.situation_of(occurrence) is told
    assert bench.mirror.situation_of("nothing") is None
    assert not bench.mirror.flood.active and bench.mirror.flood.rate == 2


def test_facts_go_over_the_wire_and_come_back_the_same(bench: Bench) -> None:
    darken(bench)
    (situation,) = bench.engine.situations.book.situations.values()
    fact = json.loads(json.dumps(fact_from_situation(situation, STEPS)))
    told = situation_from_fact(fact)
    assert told.situation == situation and told.checklist == STEPS
    for wrong in ({}, {**fact, "cause": "x"}, {**fact, "priority": 9}, {**fact, "members": []}, {**fact, "notes": [1]}):
        with pytest.raises(ValueError, match="cannot be read"):
            situation_from_fact(wrong)


def test_people_take_it_on_write_and_tick(bench: Bench) -> None:
    situation = darken(bench)
    assert bench.ask("situation-own", situation=situation, owner="Ada", by="Ada") == {
        "id": 1, "situation": situation, "recorded": True,
    }  # fmt: skip
    bench.ask("situation-note", situation=situation, text="crew is on its way", by="Ada")
    bench.ask("situation-check", situation=situation, rule="trip", step=0, by="Ben")
    bench.beat(T0 + 3_000)
    told = bench.mirror.situations[situation].situation
    assert told.owner == "Ada" and told.notes[0].text == "crew is on its way" and told.notes[0].desk == "desk-1"
    assert told.ticks["trip", 0].by == "Ben"


@pytest.mark.parametrize(
    ("verb", "args", "sentence"),
    [
        ("situation-own", {"situation": "", "by": "Ada"}, "No situation is named."),
        ("situation-own", {"situation": "x", "by": "Ada"}, "There is no such situation."),
        ("situation-note", {"text": "hm"}, "Say who acts"),
        ("situation-note", {"text": "", "by": "Ada"}, "The note is empty."),
        ("situation-note", {"text": 5, "by": "Ada"}, "must be a text"),
        ("situation-check", {"rule": "trip", "by": "Ada"}, "There is no such step."),
        ("situation-check", {"rule": "trip", "step": 0, "done": 1, "by": "Ada"}, "'done' must be true or false"),
        (
            "situation-check",
            {"rule": "other", "step": 0, "by": "Ada"},
            'No alarm of the situation is of the rule "other"',
        ),
    ],
)
def test_what_means_nothing_is_refused_in_a_sentence(
    bench: Bench, verb: str, args: dict[str, Any], sentence: str
) -> None:
    situation = darken(bench)
    with pytest.raises(ValueError, match=sentence):
        bench.ask(verb, **{"situation": situation, **args})


def test_after_a_restart_it_is_what_it_was(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    situation = darken(bench)
    bench.ask("situation-own", situation=situation, owner="Ada", by="Ada")
    before = bench.engine.situations.book.situations
    bench.close()
    again = Bench(tmp_path, T0 + 100_000)
    assert again.engine.situations.book.situations == before
    assert again.mirror.situations[situation].situation == before[situation]
    # A neighbour that goes dark now still joins.
    again.beat(T0 + 110_000, a={}, c={"lamp": "off"})
    assert len(again.mirror.situations[situation].situation.members) == 3
    again.close()


def test_one_that_is_over_does_not_come_back(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    darken(bench)
    bench.engine.alarms.acknowledge(list(bench.engine.alarms.alarms), "Ada", "", "desk-1", T0 + 3_000)
    bench.beat(T0 + 4_000, a={"state": "closed"}, b={"lamp": "on"})
    assert bench.mirror.situations and not bench.mirror.alarms
    bench.beat(T0 + 700_000)
    assert not bench.mirror.situations
    events = [row["event"] for row in _journal(bench.store)]
    assert events[-1] == "situation-closed"
    bench.close()
    again = Bench(tmp_path, T0 + 800_000)
    assert not again.engine.situations.book.situations
    again.close()


def test_a_moment_of_the_past_has_the_situations_of_then(tmp_path: Path) -> None:
    bench = Bench(tmp_path)
    situation = darken(bench)
    clock = [T0 + 2_500]

    def at(moment: int) -> Mirror:
        clock[0] = T0 + 2_000_000
        answers: list[Any] = []
        moments = Moments(bench.engine, bench.store.queries(), bench.store.writer.flush, lambda: clock[0])
        request = Request(
            b"", 1, "moment", {"at": moment, "registry": False}, "", lambda _, f: answers.append(unpack(f))
        )
        moments._answer(request)
        moments._queries.close()
        _, header, columns = answers[0]
        return mirror_at(bench.mirror, header, columns)

    bench.ask("situation-own", situation=situation, owner="Ada", by="Ada")  # at T0 + 60 s
    bench.beat(T0 + 60_200)
    bench.store.writer.post(bench.engine.checkpoint(T0 + 60_300, keep=True))
    bench.engine.alarms.acknowledge(list(bench.engine.alarms.alarms), "Ada", "", "desk-1", T0 + 61_000)
    bench.beat(T0 + 62_000, a={"state": "closed"}, b={"lamp": "on"})
    bench.beat(T0 + 800_000)
    assert not at(T0 + 1_500).situations
    early = at(T0 + 30_000).situations[situation]
    assert early.situation.owner == "" and early.situation.first.text["en"] == "a tripped"
    assert [step["en"] for step in early.checklist] == ["Call the grid", "Send a crew to …"]
    assert at(T0 + 70_000).situations[situation].situation.owner == "Ada"
    assert not at(T0 + 900_000).situations
    bench.close()


def test_entries_stand_in_the_record_of_their_beat(tmp_path: Path) -> None:
    """With the alarms that they are about: all or nothing of it is on disk."""
    bench = Bench(tmp_path)
    records: list[BeatRecord] = []
    post = bench.store.writer.post
    bench.store.writer.post = lambda item: (records.append(item), post(item))[1]  # type: ignore[method-assign,assignment]
    darken(bench)
    rows = [row.event for record in records if isinstance(record, BeatRecord) for row in record.journal]
    assert rows == ["raised", "raised", "situation-opened"]
    bench.close()


def _journal(store: Store) -> list[dict[str, Any]]:
    store.writer.flush(60)
    with contextlib.closing(sqlite3.connect(store.path)) as db:
        db.row_factory = sqlite3.Row
        return [dict(row) for row in db.execute("SELECT * FROM journal ORDER BY id")]
