"""What measures are read from: the events of a span, led by what stood when it began."""

import json
from pathlib import Path

import pytest

from opscenter.domain.measures import FLOOD_MEMORY_MS
from opscenter.history.records import BeatRecord, JournalRow
from opscenter.history.store import Store

T0 = 1_795_000_000_000


def row(at: int, occurrence: str, event: str, state: str, fact: dict[str, object] | str = "") -> JournalRow:
    text = fact if isinstance(fact, str) and fact else json.dumps(fact or {"rule": "r", "system": "s", "priority": 2})
    return JournalRow(T0 + at, T0 + at, occurrence, f"urn:{occurrence}", event, state, "me", "d", "", text)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    store = Store(tmp_path)
    store.writer.start()
    rows = [
        row(-9 * FLOOD_MEMORY_MS, "stood", "raised", "UNACK"),
        row(-8 * FLOOD_MEMORY_MS, "over", "raised", "UNACK"),
        row(-8 * FLOOD_MEMORY_MS + 1, "over", "cleared", "NORM"),
        row(-1_000, "recent", "raised", "UNACK", {"rule": "r", "system": "s", "priority": 3}),
        row(-900, "recent", "priority-rose", "UNACK", {"rule": "r", "system": "", "priority": 1}),
        row(-500, "recent", "cleared", "NORM"),
        row(0, "rules", "rules-changed", "NORM", {"by": "x"}),
        row(10, "inside", "raised", "UNACK"),
        row(20, "stood", "acknowledged", "ACKED", "not json"),
        row(100, "later", "raised", "UNACK"),
    ]
    store.writer.post(BeatRecord(beat=1, at=T0, journal=rows))
    store.writer.close()
    return store


def test_a_span_brings_what_stood_and_what_was_just_before(store: Store) -> None:
    queries = store.queries()
    found = queries.alarm_happenings(T0, T0 + 100, 100)
    queries.close()
    assert [(one.occurrence, one.event) for one in found] == [
        ("stood", "raised"),
        ("recent", "raised"),
        ("recent", "priority-rose"),
        ("recent", "cleared"),
        ("inside", "raised"),
        ("stood", "acknowledged"),
    ]
    assert [one.priority for one in found] == [2, 3, 1, 1, 2, 2]
    assert {one.system for one in found} == {"s"}
    assert (found[-1].rule, found[-1].by, found[-1].desk) == ("r", "me", "d")


def test_too_many_are_refused_in_a_sentence(store: Store) -> None:
    queries = store.queries()
    with pytest.raises(ValueError, match="more than 3 events of alarms"):
        queries.alarm_happenings(T0, T0 + 100, 3)
    queries.close()


def test_how_occurrences_began(store: Store) -> None:
    queries = store.queries()
    found = queries.raised(["later", "stood", "nobody", *(f"x{number}" for number in range(900))])
    queries.close()
    assert [one["occurrence"] for one in found] == ["stood", "later"]
