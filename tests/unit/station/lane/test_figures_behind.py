"""Figures that cannot follow at once: what was recorded live comes out of every way through it again, hash for hash."""

import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from opscenter.history.schema import FILE_NAME, connect
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import Moment, Row
from opscenter.settings.catalogue import catalogue_of
from opscenter.station.cutting.circumstances import Circumstances
from opscenter.station.cutting.cut import Cutting, Wanted
from opscenter.station.lane.journal_hash import journal_hash
from opscenter.station.lane.lane import Lane
from opscenter.station.lane.of_history import happenings
from opscenter.station.past_registry import PastRegistry
from opscenter.station.rebuild_comparison import compare
from opscenter.station.rebuild_source import Source
from opscenter.station.rebuilding import Rebuilding
from opscenter.station.replay.headless import Played, play
from opscenter.station.replay.opening import Recording
from tests.support.behind_city import Town, live_behind, texts
from tests.support.played_incident import Clock
from tests.support.recorded_station import T0, WEEK, RecordedStation


@pytest.fixture(scope="module", params=[(1, 1, False), (2, 7, True)], ids=["ends in order", "killed"])
def station(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> RecordedStation:
    seed, runs_a_beat, kill = request.param
    return live_behind(tmp_path_factory.mktemp("behind"), seed=seed, runs_a_beat=runs_a_beat, kill=kill)


@pytest.fixture(scope="module")
def lived(station: RecordedStation) -> Path:
    return station.store.path.parent


def journal(history: Path) -> list[Row]:
    with closing(connect(history, read_only=True)) as database:
        return [row for one in happenings(Source(database)) if isinstance(one, Moment) for row in one.rows]


def cut(history: Path, out: Path, since: int = T0 - 10_000) -> None:
    wanted = Wanted(since, T0 + 3_600_000, title="A", city="B", licence="CC0")
    Cutting(history, out, wanted, Circumstances(texts())).cut()


def played(path: Path, speed: float, *shares: float) -> Played:
    clock = Clock()
    with Recording(path) as recording:
        length = recording.until - recording.since
        seeks = [recording.since + round(share * length) for share in shares]
        return play(recording, speed=speed, seeks=seeks, clock=clock, wait=clock.wait)


def test_beats_in_which_figures_stopped_or_went_on_are_told(lived: Path) -> None:
    with closing(connect(lived / FILE_NAME, read_only=True)) as database:
        told = database.execute("SELECT steps, beat IN (SELECT beat FROM message_log) FROM figure_beat").fetchall()
        moments = [one for one in happenings(Source(database)) if isinstance(one, Moment) and one.steps is not None]
    assert len(moments) == len(told) > 10
    assert [steps > 0 for steps, _ in told] == [True] * (len(told) - 1) + [False]
    assert not all(logged for _, logged in told), "of beats without messages, too"
    assert [one for one in moments if not one.messages and not one.rows]


def test_figures_know_the_same_in_the_end(station: RecordedStation) -> None:
    """Number for number: what they hold, what waits, what each remembers, what they heard of alarms before a kill."""
    with closing(connect(station.store.path, read_only=True)) as database:
        source = Source(database)
        entities, cells = source.registry()
        lane = Lane(
            catalogue_of(texts()), WEEK, epoch=source.first_epoch(),
            registry=lambda: PastRegistry(None, entities, cells),
        )  # fmt: skip
        for happening in happenings(source):
            lane.live_through(happening)
    assert station.engine.figures is not None and lane.engine.figures is not None
    then, now = station.engine.figures.save(), lane.engine.figures.save()
    assert len(then["room"]["asked"]) > 5
    for figure, memory in then.items():
        for name, array in memory.items():
            np.testing.assert_array_equal(now[figure][name], array, f"{figure} {name}")
    assert now.keys() == then.keys()


def test_it_is_the_same_made_again_cut_and_played(lived: Path, tmp_path: Path) -> None:
    history, out, again = lived / FILE_NAME, tmp_path / "a.mcap", tmp_path / "again"
    then = journal(history)
    assert {row.rule for row in then} >= {"made.charge", "made.warm", "made.wind", "made.rise"}
    assert "flood-began" in {row.event for row in then}

    again.mkdir()
    Rebuilding(history, again, catalogue_of(texts()), WEEK).rebuild()
    compared = compare(history, again / FILE_NAME, catalogue_of(texts()))
    assert compared.same, {name: part.differ for name, part in compared.parts().items() if not part.same}
    assert journal_hash(journal(again / FILE_NAME)) == journal_hash(then)

    cut(history, out)
    with IncidentReader(out) as reader:
        about = reader.about
        assert [one for one in reader.happenings() if isinstance(one, Moment) and one.steps and not one.messages]
    assert (about.rows_compared, about.rows_missing, about.rows_extra) == (len(then), 0, 0)

    ways = [played(out, 0.0), played(out, 1.0, 0.1), played(out, 60.0, 0.5, 0.05)]
    assert {(one.same, one.journal_hash) for one in ways} == {(True, journal_hash(then))}


def test_a_file_may_begin_while_figures_are_behind(lived: Path, tmp_path: Path) -> None:
    out = tmp_path / "a.mcap"
    cut(lived / FILE_NAME, out, T0 + 5_000)  # after the second start
    with IncidentReader(out) as reader:
        assert [one for one in reader.happenings() if isinstance(one, Moment) and one.steps]
        assert reader.about.rows_compared > 5
    found = played(out, 0.0)
    assert (found.same, found.events) == (True, reader.about.rows_compared)


def test_a_history_of_before_is_gone_through_as_it_was(lived: Path, tmp_path: Path) -> None:
    """Its figures go through all that is due with every beat."""
    old = tmp_path / FILE_NAME
    with closing(sqlite3.connect(lived / FILE_NAME)) as database, closing(sqlite3.connect(old)) as copy:
        database.backup(copy)
        copy.executescript("DROP TABLE figure_beat; PRAGMA user_version = 10")
    cut(old, tmp_path / "a.mcap")
    again = tmp_path / "again"
    again.mkdir()
    Rebuilding(old, again, catalogue_of(texts()), WEEK).rebuild()
    with IncidentReader(tmp_path / "a.mcap") as reader:
        assert reader.about.rows_compared == len(journal(old))
        assert not [one for one in reader.happenings() if isinstance(one, Moment) and one.steps is not None]
    with closing(connect(again / FILE_NAME, read_only=True)) as database:
        assert database.execute("SELECT count(*) FROM figure_beat").fetchone() == (0,)
        assert Source(database).newest > 10


def test_a_station_that_was_killed_in_its_first_minute_had_figures(tmp_path: Path) -> None:
    """It had kept nothing yet that tells of them."""
    station = RecordedStation(tmp_path / "old", catalogue_of(texts()), beat_ms=500, city=lambda take: Town(4, take))
    station.live(3)
    station.kill()
    (tmp_path / "new").mkdir()
    Rebuilding(station.store.path, tmp_path / "new", catalogue_of(texts()), WEEK).rebuild()
    compared = compare(station.store.path, tmp_path / "new" / FILE_NAME, catalogue_of(texts()))
    assert compared.same and compared.figures.before > 50
    assert {row.rule for row in journal(tmp_path / "new" / FILE_NAME)} > {"made.warm"}
