"""Entries of the journal that are not of one alarm: written in order, found again, passed over by what restores."""

import json
from pathlib import Path

from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.journal_entry import JournalEntry
from opscenter.history.records import JournalRow
from opscenter.history.store import Store
from opscenter.station.engine import Engine
from opscenter.station.journal_rows import entry_row
from opscenter.station.moments import alarms_of

T0 = 1_795_000_000_000


def _entry(event: str, occurrence: str) -> JournalEntry:
    return JournalEntry(
        event=event, occurrence=occurrence, at=T0 - 5, text={"en": "The rules changed"}, by="Chan", desk="1",
        comment="after the storm", rule_version="ab12", details={"added": ["rain-high"]},
    )  # fmt: skip


def test_an_entry_is_written_with_the_next_beat_and_opens_no_alarm(tmp_path: Path) -> None:
    store = Store(tmp_path)
    engine = Engine(Catalogue({}, {}), epoch=T0)
    store.writer.start()
    engine.enter(_entry("rules-changed", "rules"))
    beat = engine.take(Batch(), T0)
    assert beat.record is not None
    store.writer.post(beat.record)
    store.writer.post(engine.checkpoint(T0 + 1, keep=True))
    assert store.writer.flush(60)
    queries = store.queries()
    found = queries.journal("", "", 10)
    queries.close()
    store.writer.close()
    assert [(row["event"], row["state"], row["by"], row["wall"]) for row in found] == [
        ("rules-changed", "", "Chan", T0)
    ]
    assert json.loads(found[0]["fact"])["details"] == {"added": ["rain-high"]}
    again = Store(tmp_path)
    again.writer.close()
    assert again.restored.facts == []
    assert engine.take(Batch(), T0 + 200).record is None, "it is written once"


def test_an_entry_about_an_open_alarm_is_no_event_of_it(tmp_path: Path) -> None:
    store = Store(tmp_path)
    store.writer.start()
    engine = Engine(Catalogue({}, {}), epoch=T0)
    record = engine.journal_now(T0, lambda _: None)
    row = entry_row(_entry("situation-opened", "abc"), T0)
    raised = JournalRow(T0, T0, "abc", "urn:a", "raised", "UNACK", "", "", "", '{"raised":1}')
    record.journal = [raised, row]
    store.writer.post(record)
    assert store.writer.flush(60)
    store.writer.close()
    again = Store(tmp_path)
    again.writer.close()
    assert again.restored.facts == [raised.fact]
    assert alarms_of([row.fact]) == {}
