"""What is made again from the message log comes out the same: state, samples, texts, places, alarms, journal."""

import json
import shutil
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from opscenter.domain.alarm_orders import Verb
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.stopped import StoppedError
from opscenter.history.checking import check
from opscenter.history.marks import segments_gone
from opscenter.history.rollup_block import unpack_bins
from opscenter.history.schema import FILE_NAME
from opscenter.history.store import Store
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.importing import Import
from opscenter.station.rebuild_comparison import Compared, compare
from opscenter.station.rebuild_source import NothingToRebuildError
from opscenter.station.rebuilding import Rebuilding, Rebuilt
from tests.support.damaged_file import spoil_row
from tests.support.recorded_station import RecordedStation

WEEK = LocalWeek(ZoneInfo("UTC"))
ACTS = "acts"
"""How many acts of people there were, in a file beside the history."""


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eleven minutes of the demo city, with people, an orderly end, a kill, and minutes in which nobody listened."""
    folder = tmp_path_factory.mktemp("lived")
    station = RecordedStation(folder, load_catalogue(), beat_ms=400)
    station.live(130)
    assert station.order(Verb.ACKNOWLEDGE, 3) == 3
    station.live(20)
    assert station.order(Verb.SHELVE, 2, reason="works", until=station.now + 90_000) == 2
    station.live(60)
    station.stop()
    station.away(70)
    station.start()
    station.live(75)
    assert station.order(Verb.SUPPRESS, 1, reason="known") == 1
    station.live(20)
    station.kill()
    station.away(9)
    station.start()
    station.live(200)
    acts = 3 + 2 + 1 + station.order(Verb.ACKNOWLEDGE, 5)
    station.live(45)
    station.stop()
    (folder / ACTS).write_text(str(acts), encoding="utf-8")
    return folder


def again(old: Path, folder: Path) -> tuple[Rebuilt, Compared]:
    folder.mkdir()
    rebuilt = Rebuilding(old / FILE_NAME, folder, load_catalogue(), WEEK).rebuild()
    return rebuilt, compare(old / FILE_NAME, folder / FILE_NAME, load_catalogue())


def test_everything_comes_out_the_same(lived: Path, tmp_path: Path) -> None:
    rebuilt, compared = again(lived, tmp_path / "again")
    for name, part in compared.parts().items():
        assert part.same, (name, part.differ)
        assert part.before == part.after > 0, name
    assert compared.journal.before > 80
    assert compared.journal.same_order
    acts = int((lived / ACTS).read_text(encoding="utf-8"))
    assert (rebuilt.starts, rebuilt.acts, rebuilt.refused) == (3, acts, [])
    # Nothing was written down at another time either: the chain ends with the same digest.
    assert (compared.journal.other_walls, compared.journal.same_chain) == (0, True)
    found = check(tmp_path / "again" / FILE_NAME)
    assert found.ok, found.damages
    assert bins(lived) == bins(tmp_path / "again"), "roll-ups, number for number"


def bins(folder: Path) -> list[tuple[object, ...]]:
    """All roll-ups of a history whose runs were made of the same segments."""
    told: list[tuple[object, ...]] = []
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        for width, block in database.execute(
            "SELECT width, block FROM rollup_chunk JOIN run ON run.id = run WHERE ready ORDER BY width, first_cell, run"
        ):
            columns = unpack_bins(block)
            told += zip(
                [width] * len(columns["cell"]), *(columns[name].tolist() for name in sorted(columns)), strict=True
            )
    assert len(told) > 100
    return [tuple(None if value != value else value for value in row) for row in told]


def test_of_a_station_that_wrote_no_starts_down_they_are_found_by_its_marks(lived: Path, tmp_path: Path) -> None:
    shutil.copytree(lived, tmp_path / "old")
    with closing(sqlite3.connect(tmp_path / "old" / FILE_NAME)) as database, database:
        database.execute("DELETE FROM meta WHERE key = 'starts'")
    rebuilt, compared = again(tmp_path / "old", tmp_path / "again")
    assert rebuilt.starts == 2, "the start after the kill left no trace"
    for name in ("registry", "samples", "texts"):
        assert compared.parts()[name].same, name
    # A decoder that has just begun tells places that have not changed once more.
    assert compared.places.before - compared.places.after == compared.places.differ_count < 10


@pytest.mark.parametrize("only_runs", [False, True], ids=["with segments", "with runs alone"])
def test_what_the_log_has_forgotten_is_kept_as_it_is(lived: Path, tmp_path: Path, only_runs: bool) -> None:
    shutil.copytree(lived, tmp_path / "old")
    with closing(sqlite3.connect(tmp_path / "old" / FILE_NAME)) as database, database:
        if only_runs:
            sealed, beat = database.execute(
                "SELECT id, last_beat FROM segment WHERE id = (SELECT max(until_segment) FROM run)"
            ).fetchone()
            database.execute("DELETE FROM chunk WHERE segment <= ?", (sealed,))
            database.execute("DELETE FROM segment WHERE id <= ?", (sealed,))
            segments_gone(database, beat)
            for name, table in (("segment_bytes", "segment"), ("mark_bytes", "mark")):
                database.execute(
                    f"UPDATE meta SET value = json_set(value, '$.{name}', (SELECT sum(size) FROM {table})) "
                    "WHERE key = 'totals'"
                )
        kept = database.execute("SELECT beat FROM mark WHERE state IS NOT NULL ORDER BY beat").fetchall()
        database.execute("DELETE FROM message_log WHERE beat < ?", (kept[2][0] // 2,))
        size = database.execute("SELECT sum(size) FROM message_log").fetchone()[0]
        database.execute("UPDATE meta SET value = json_set(value, '$.log_bytes', ?) WHERE key = 'totals'", (size,))
    rebuilt, compared = again(tmp_path / "old", tmp_path / "again")
    assert any("does not reach back" in note for note in rebuilt.notes)
    for name in ("registry", "samples", "texts", "journal"):
        part = compared.parts()[name]
        assert part.same, (name, part.differ)
        assert part.after > 0
    # Of what was last told before the log begins a decoder cannot know that it is told once more.
    assert compared.places.after - compared.places.before == compared.places.differ_count < 10
    found = check(tmp_path / "again" / FILE_NAME)
    assert found.ok, found.damages


def test_messages_that_cannot_be_read_are_said_and_the_samples_of_that_time_kept(lived: Path, tmp_path: Path) -> None:
    shutil.copytree(lived, tmp_path / "old")
    path = tmp_path / "old" / FILE_NAME
    spoil_row(path, "message_log", "frames", "beat", 500)
    rebuilt, compared = again(tmp_path / "old", tmp_path / "again")
    assert any("cannot be read" in note for note in rebuilt.notes)
    assert any("are kept as they are" in note for note in rebuilt.notes)
    assert compared.samples.same, compared.samples.differ
    assert compared.places.same, compared.places.differ
    assert compared.texts.same, compared.texts.differ
    found = check(tmp_path / "again" / FILE_NAME)
    assert found.ok, found.damages


def test_samples_whose_messages_and_segment_are_both_spoilt_are_taken_out_of_their_run(
    lived: Path, tmp_path: Path
) -> None:
    shutil.copytree(lived, tmp_path / "old")
    path = tmp_path / "old" / FILE_NAME
    with closing(sqlite3.connect(path)) as database, database:
        segment, until = database.execute(
            "SELECT id, (SELECT max(until_segment) FROM run) FROM segment WHERE first_beat <= 500 AND last_beat >= 500"
        ).fetchone()
        assert segment <= until
        database.execute("UPDATE chunk SET columns = x'00' WHERE segment = ?", (segment,))
    spoil_row(path, "message_log", "frames", "beat", 500)
    rebuilt, compared = again(tmp_path / "old", tmp_path / "again")
    assert any("of a sealed run" in note for note in rebuilt.notes)
    assert compared.samples.same, compared.samples.differ
    assert not compared.figures.same, "they are made again from what there is: without the lost messages"
    found = check(tmp_path / "again" / FILE_NAME)
    assert found.ok, found.damages


def test_an_act_that_the_engine_refuses_stays_in_the_journal_word_for_word(lived: Path, tmp_path: Path) -> None:
    shutil.copytree(lived, tmp_path / "old")
    path = tmp_path / "old" / FILE_NAME
    with closing(sqlite3.connect(path)) as database:
        acked = database.execute("SELECT entity, fact FROM journal WHERE event = 'acknowledged'").fetchall()
    catalogue = load_catalogue()
    gone = {json.loads(fact)["rule"] for _, fact in acked}
    for name, kind in catalogue.kinds.items():
        rules = tuple(rule for rule in kind.rules if rule.id not in gone)
        catalogue.kinds[name] = replace(kind, rules=rules)
    (tmp_path / "again").mkdir()
    rebuilt = Rebuilding(path, tmp_path / "again", catalogue, WEEK).rebuild()
    assert rebuilt.refused_count >= len(acked)
    assert rebuilt.rules >= len(gone)
    with closing(sqlite3.connect(tmp_path / "again" / FILE_NAME)) as database:
        again_acked = database.execute("SELECT entity, fact FROM journal WHERE event = 'acknowledged'").fetchall()
    assert again_acked == acked
    compared = compare(path, tmp_path / "again" / FILE_NAME, catalogue)
    assert compared.samples.same
    assert not compared.journal.same
    assert not compared.explained


def test_what_was_imported_is_kept(lived: Path, tmp_path: Path) -> None:
    old = Path(shutil.copytree(lived, tmp_path / "old"))
    work = Import(old, load_catalogue(), now=1_795_000_700_000)
    for number, value in enumerate((1.5, 2.5)):
        entity = {
            "id": "urn:imported", "type": "WeatherObserved", "temperature": value, "presence": f"text {number}",
            "location": {"type": "Point", "coordinates": [114.1, 22.3]}, "dateObserved": 1_500_000_000 + number,
        }  # fmt: skip
        assert work.put("t", json.dumps(entity).encode(), 1_500_000_000_000 + 1_000 * number) == ""
    done = work.finish("table.csv")
    assert (done.samples, done.texts, done.entities) == (2, 2, 1)
    _, compared = again(old, tmp_path / "again")
    for name, part in compared.parts().items():
        assert part.same, (name, part.differ)
    found = check(tmp_path / "again" / FILE_NAME)
    assert found.ok, found.damages
    with closing(sqlite3.connect(tmp_path / "again" / FILE_NAME)) as db:
        assert db.execute('SELECT ready, "count" FROM run WHERE until_segment IS NULL').fetchall() == [(1, 2)]
        assert db.execute("SELECT count(*) FROM rollup_chunk").fetchone()[0] > 0


def test_it_can_be_stopped(lived: Path, tmp_path: Path) -> None:
    stop = threading.Event()
    (tmp_path / "again").mkdir()

    def progress(what: str, share: float) -> None:
        if share > 0.3:
            stop.set()

    before = (lived / FILE_NAME).read_bytes()
    with pytest.raises(StoppedError):
        Rebuilding(
            lived / FILE_NAME, tmp_path / "again", load_catalogue(), WEEK, progress=progress, stop=stop
        ).rebuild()
    assert (lived / FILE_NAME).read_bytes() == before


def test_of_an_empty_history_nothing_is_made_again(tmp_path: Path) -> None:
    Store(tmp_path).writer.close()
    (tmp_path / "again").mkdir()
    with pytest.raises(NothingToRebuildError, match="The message log is empty"):
        Rebuilding(tmp_path / FILE_NAME, tmp_path / "again", load_catalogue(), WEEK).rebuild()
