"""What a lane makes of a history is what the station had made of it, hash for hash."""

import gc
import sqlite3
import weakref
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from opscenter.domain.alarm_orders import Verb
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.rule import RuleKind
from opscenter.history.records import JournalRow
from opscenter.history.schema import FILE_NAME
from opscenter.recording.records import Away, Moment, Row, Started
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.lane.journal_hash import journal_hash
from opscenter.station.lane.lane import Lane
from opscenter.station.lane.of_history import happenings
from opscenter.station.past_registry import PastRegistry
from opscenter.station.rebuild_source import Source
from tests.support.recorded_station import RecordedStation

WEEK = LocalWeek(ZoneInfo("UTC"))


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Minutes of the demo city, with people, an orderly end, a kill, and times in which nobody listened."""
    folder = tmp_path_factory.mktemp("lived")
    station = RecordedStation(folder, load_catalogue(), entities=80)
    station.live(60)
    assert station.order(Verb.ACKNOWLEDGE, 3) == 3
    station.live(10)
    assert station.order(Verb.SHELVE, 2, reason="works", until=station.now + 25_000) == 2
    station.live(20)
    station.stop()
    station.away(70)
    station.start()
    station.live(30)
    assert station.order(Verb.SUPPRESS, 1, reason="known") == 1
    station.live(5)
    station.kill()
    station.away(9)
    station.start()
    station.live(40)
    station.stop()
    return folder


@pytest.fixture
def source(lived: Path) -> Iterator[Source]:
    with closing(sqlite3.connect(lived / FILE_NAME)) as database:
        yield Source(database)


def recorded(source: Source) -> list[Row]:
    found = [row for one in happenings(source) if isinstance(one, Moment) for row in one.rows]
    assert len(found) > 50
    return found


def lane_of(source: Source, made: list[JournalRow], *, acts: bool = True) -> Lane:
    entities, cells = source.registry()
    return Lane(
        load_catalogue(), WEEK, epoch=source.first_epoch(), rows=made.extend, acts=acts,
        registry=lambda: PastRegistry(None, entities, cells),
    )  # fmt: skip


def test_the_journal_comes_out_as_it_was_recorded(source: Source) -> None:
    made: list[JournalRow] = []
    refused: list[str] = []
    lane = lane_of(source, made)
    lane.refused = refused.extend
    for happening in happenings(source):
        lane.live_through(happening)
    before = recorded(source)
    assert [(row.at, row.occurrence, row.event) for row in made] == [
        (row.at, row.occurrence, row.event) for row in before
    ]
    assert journal_hash(made) == journal_hash(before)
    assert refused == []
    assert [row.fact for row in made] == [row.fact for row in before], "and written down at the same times"


def test_a_history_with_ends_tells_of_starts_and_of_times_of_nobody_there(source: Source) -> None:
    kinds = [type(one).__name__ for one in happenings(source) if not isinstance(one, Moment)]
    assert kinds == ["Away", "Started", "Away", "Started"]
    away = [one for one in happenings(source) if isinstance(one, Away)]
    assert away[0].until - away[0].since == 70_000


def test_in_an_exercise_people_act_themselves(source: Source) -> None:
    made: list[JournalRow] = []
    lane = lane_of(source, made, acts=False)
    for happening in happenings(source):
        lane.live_through(happening)
    assert not [row for row in made if row.by == "Chan"]
    raised = {row.occurrence for row in recorded(source) if row.event == "raised"}
    assert {row.occurrence for row in made if row.event == "raised"} >= raised


def test_time_passes_without_messages_too(source: Source) -> None:
    made: list[JournalRow] = []
    lane = lane_of(source, made)
    for happening in happenings(source):
        if isinstance(happening, Started):
            break
        lane.live_through(happening)
    before = len(made)
    lane.beat(lane.now + 3_600_000)
    silent = {rule.id for rule in load_catalogue().rules() if rule.kind is RuleKind.STALE}
    assert [row for row in made[before:] if row.rule in silent]


def test_beats_that_were_handed_over_are_not_kept() -> None:
    lane = Lane(load_catalogue(), WEEK, epoch=1_000)
    told = [weakref.ref(lane.beat(at).columns["cell"]) for at in range(2_000, 102_000, 1_000)]
    gc.collect()
    assert not [column for column in told if column() is not None]


def test_a_hash_counts_neither_numbers_nor_the_clock_of_the_wall() -> None:
    def row(number: int, wall: int, **more: object) -> Row:
        told = {"at": 5, "occurrence": "a", "event": "raised", "fact": f'{{"at":5,"wall":{wall}}}', **more}
        names = dict.fromkeys(("entity", "state", "by", "desk", "comment", "rule"), "")
        return Row(id=number, wall=wall, **{**names, **told})  # type: ignore[arg-type]

    assert journal_hash([row(1, 7)]) == journal_hash([row(4, 9)])
    assert journal_hash([row(1, 7)]) != journal_hash([row(1, 7, comment="x")])
    assert journal_hash([row(1, 7), row(2, 7, event="cleared")]) != journal_hash(
        [row(2, 7, event="cleared"), row(1, 7)]
    )
    assert journal_hash([row(1, 7), row(2, 7, at=6)]) == journal_hash([row(2, 7, at=6), row(1, 7)])
    assert journal_hash([row(1, 7, fact='{"b":1,"a":[2]}')]) == journal_hash([row(1, 7, fact='{"a":[2],"b":1}')])
    assert journal_hash([row(1, 7, fact="no json")]) != journal_hash([row(1, 7, fact="none")])
    assert journal_hash([]) == journal_hash(())
