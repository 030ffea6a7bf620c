"""An incident file holds what was recorded, word for word, and says where that is not all."""

import re
import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from opscenter.domain.local_week import LocalWeek
from opscenter.domain.stopped import StoppedError
from opscenter.history.records import JournalRow
from opscenter.history.restore import load_registry
from opscenter.history.schema import FILE_NAME
from opscenter.recording.errors import IncidentError
from opscenter.recording.frames import picture_at
from opscenter.recording.layout import layout_of, unpack_registry
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import Away, Moment, Started
from opscenter.settings.catalogue import catalogue_texts, load_catalogue
from opscenter.station.cutting import span_source
from opscenter.station.cutting.circumstances import Circumstances, read_circumstances
from opscenter.station.cutting.cut import Cut, Cutting, Wanted
from opscenter.station.cutting.span_source import NothingRecordedError, SpanSource, warm_up_of
from opscenter.station.cutting.usual_tables import read_usual
from opscenter.station.engine import Engine
from opscenter.station.lane.journal_hash import journal_hash
from opscenter.station.lane.lane import Lane
from opscenter.station.lane.memory import Numbers, unpack
from opscenter.station.lane.of_history import happenings
from opscenter.station.past_registry import PastRegistry
from opscenter.station.rebuild_source import Source
from opscenter.station.replay.opening import Recording
from tests.support.cut_city import KILLED, STOPPED, circumstances, cut, ends, read, recorded
from tests.support.recorded_station import T0


@pytest.fixture(scope="module")
def whole(lived: Path, tmp_path_factory: pytest.TempPathFactory) -> Cut:
    """All of it."""
    return cut(lived, tmp_path_factory.mktemp("whole") / "all.mcap", 0, 2**50, city="Demo")


def test_everything_comes_out_of_the_file_as_it_was_recorded(lived: Path, whole: Cut) -> None:
    assert read(whole.file) == recorded(lived, 0, 2**50)
    assert (whole.compared.missing, whole.compared.extra, whole.refused) == (0, 0, [])
    assert whole.compared.recorded == whole.rows > 20
    assert whole.bytes == whole.file.stat().st_size
    assert sum(one.startswith("No station recorded between") for one in whole.told) == 2


def test_a_span_begins_with_what_stood_before_it_and_tells_the_same(lived: Path, tmp_path: Path) -> None:
    since, until = STOPPED + 40_000, KILLED + 15_000
    found = cut(lived, tmp_path / "span.mcap", since, until)
    there = recorded(lived, since, until)
    assert sum(isinstance(one, Started) for one in there) == 2
    away = [one for one in there if isinstance(one, Away)]
    there[there.index(away[0])] = Away(since, away[0].until)  # it had begun before
    assert read(tmp_path / "span.mcap") == there
    assert found.compared.same and found.compared.recorded > 5
    assert found.warmed_up > 100
    with IncidentReader(tmp_path / "span.mcap") as reader:
        about = reader.about
        assert (about.since, about.until, about.begins) == (since, until, since)
        assert (about.rows_compared, about.rows_missing, about.rows_extra) == (found.compared.recorded, 0, 0)
        assert about.told == found.told
    assert any("No station recorded between" in one for one in found.told)


def test_pictures_of_the_city_come_along(lived: Path, whole: Cut) -> None:
    with IncidentReader(whole.file) as reader:
        entities, cells = unpack_registry(reader.read(reader.attachments("registry")[-1]))
        layout = layout_of(len(entities), [row for row, _ in cells], [name for _, name in cells])
        frames = reader.attachments("frame/")
        assert len(frames) == whole.frames > 2
        assert sum(one.size for one in frames) == whole.frame_bytes
        last = picture_at(reader, layout, frames[-1].at + 999)
    assert last is not None and last.at == frames[-1].at
    with closing(sqlite3.connect(lived / FILE_NAME)) as database:
        known = load_registry(database)
    assert [one[:2] for one in known.entities] == entities
    assert [(row, name) for row, name, _ in known.cells] == cells
    for name, column in lane_until(lived, last.at).state.columns.items():
        if name in last.columns:
            np.testing.assert_array_equal(last.columns[name], column, name)


def lane_until(folder: Path, at: int) -> Engine:
    """What an engine knows then that goes along the whole history."""
    with closing(sqlite3.connect(folder / FILE_NAME)) as database:
        source = Source(database)
        entities, cells = source.registry()
        lane = Lane(
            load_catalogue(), LocalWeek(ZoneInfo("UTC")), epoch=T0, registry=lambda: PastRegistry(None, entities, cells)
        )
        for one in happenings(source):
            if ends(one) > at:
                break
            lane.live_through(one)
    return lane.engine


def test_catalogue_and_week_of_the_city_come_along(lived: Path, tmp_path: Path) -> None:
    told = Circumstances(catalogue_texts(), zone="Asia/Hong_Kong", aside=True, longest_shelf_ms=5)
    Cutting(lived / FILE_NAME, tmp_path / "a.mcap", Wanted(0, T0 + 2_000), told).cut()
    with IncidentReader(tmp_path / "a.mcap") as reader:
        read_back = read_circumstances(reader)
    assert read_back == told
    assert read_back.catalogue().rules() == load_catalogue().rules()


def test_a_file_without_title_is_called_by_what_was_worst(lived: Path, whole: Cut, tmp_path: Path) -> None:
    with IncidentReader(whole.file) as reader:
        assert reader.about.title == whole.title
        assert "alarms" in whole.title
        assert (reader.about.place, reader.about.city) == ("Demo", "Demo")
    quiet = cut(lived, tmp_path / "c.mcap", STOPPED + 10_000, STOPPED + 11_000, city="Demo")
    assert quiet.title == "Demo 2026-11-18 11:07:35 +0000"


@pytest.mark.parametrize(
    ("since", "until", "sentence"),
    [
        (T0 + 9_000, T0 + 9_000, "The span ends before it begins"),
        (1_000, 2_000, "Nothing is recorded of this time: the message log begins at 2026-11-18 11:06"),
        (T0 + 10**9, T0 + 10**9 + 1, "Nothing is recorded of this time: the message log ends at 2026-11-18 11:09"),
    ],
)
def test_a_time_of_which_nothing_is_recorded(
    lived: Path, tmp_path: Path, since: int, until: int, sentence: str
) -> None:
    with pytest.raises(ValueError, match=sentence):
        cut(lived, tmp_path / "a.mcap", since, until)
    assert list(tmp_path.iterdir()) == []


def test_who_stops_it_leaves_the_old_file_and_nothing_else(lived: Path, tmp_path: Path) -> None:
    out, stop = tmp_path / "a.mcap", threading.Event()
    out.write_bytes(b"old")
    shares: list[float] = []

    def progress(what: str, share: float) -> None:
        shares.append(share)
        if share > 0.3:
            stop.set()

    with pytest.raises(StoppedError):
        Cutting(
            lived / FILE_NAME, out, Wanted(0, T0 + 20_000), circumstances(), progress=progress, stop=stop
        ).cut()  # fmt: skip
    assert 0.3 < shares[-1] < 0.4 and shares == sorted(shares)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.mcap", b"old")]


def test_a_full_disk_leaves_the_old_file_and_nothing_else(
    lived: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    out = tmp_path / "a.mcap"
    out.write_bytes(b"old")
    monkeypatch.setattr(Path, "open", only_so_many_bytes(Path.open, 500_000))
    with pytest.raises(IncidentError, match=r"the disk is full\. Nothing half is left there"):
        cut(lived, out, 0, 2**50)
    assert [(one.name, one.read_bytes()) for one in tmp_path.iterdir()] == [("a.mcap", b"old")]


def only_so_many_bytes(open_: object, most: int) -> object:
    """`Path.open` on a disk with so much room for `.part` files."""
    import errno
    import io

    class Full(io.BufferedWriter):
        left = most

        def write(self, data: object) -> int:
            self.left -= len(data)  # type: ignore[arg-type]
            if self.left < 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return super().write(data)  # type: ignore[arg-type]

    def opened(path: Path, mode: str = "r", *args: object, **more: object) -> object:
        if path.suffix == ".part" and mode == "wb":
            return Full(io.FileIO(path, "w"))
        return open_(path, mode, *args, **more)  # type: ignore[operator]

    return opened


def test_a_place_where_nothing_can_be_written(lived: Path, tmp_path: Path) -> None:
    with pytest.raises(IncidentError, match="cannot be written"):
        cut(lived, tmp_path / "nowhere" / "a.mcap", 0, 2**50)


def test_of_a_log_whose_beginning_has_gone_the_rest_is_cut(lived: Path, tmp_path: Path) -> None:
    folder = tmp_path / "old"
    folder.mkdir()
    with closing(sqlite3.connect(lived / FILE_NAME)) as old, closing(sqlite3.connect(folder / FILE_NAME)) as new:
        old.backup(new)
        new.execute("DELETE FROM message_log WHERE at < ?", (STOPPED - 15_000,))
        new.execute("DELETE FROM segment WHERE first < ?", (STOPPED - 15_000,))
        new.execute("DELETE FROM mark WHERE beat < 0")
        new.commit()
    found = cut(folder, tmp_path / "a.mcap", T0 + 10_000, 2**50)
    assert found.since == STOPPED
    assert found.told[0].startswith("The messages before 2026-11-18 11:07:25 +0000 have gone")
    assert found.compared.same
    with pytest.raises(NothingRecordedError, match="what was before has gone, as the limits"):
        cut(folder, tmp_path / "b.mcap", T0, T0 + 20_000)


def test_messages_lost_and_not_recorded_are_told(lived: Path, tmp_path: Path) -> None:
    folder = tmp_path / "gaps"
    folder.mkdir()
    with closing(sqlite3.connect(lived / FILE_NAME)) as old, closing(sqlite3.connect(folder / FILE_NAME)) as new:
        old.backup(new)
        new.execute(
            "INSERT INTO gap VALUES (NULL, 'p', 1, 5, 11, ?, ?, 0)", (T0 + 10_000, T0 + 11_000)
        )  # fmt: skip
        new.execute(
            "INSERT INTO outage VALUES (NULL, ?, ?, 30, 40, 'The disk is full.')", (T0 + 30_000, T0 + 31_000)
        )  # fmt: skip
        new.execute("UPDATE message_log SET frames = x'00' WHERE beat = 12")
        new.execute("INSERT INTO gap VALUES (NULL, 'p', 1, 7, 8, ?, ?, 1)", (T0 + 10_000, T0 + 11_000))
        new.execute("INSERT INTO gap VALUES (NULL, 'q', 1, 5, 6, ?, ?, 0)", (T0 + 12_000, T0 + 13_000))
        new.execute("INSERT INTO gap VALUES (NULL, 'q', 1, 5, 6, ?, ?, 1)", (T0 + 12_000, T0 + 13_000))
        new.commit()
    found = cut(folder, tmp_path / "a.mcap", T0, T0 + 32_000)
    assert "5 messages did not come over the bus (1 gap)." in found.told, "what came after all is not missing"
    with Recording(tmp_path / "a.mcap") as recording:
        (gap,) = [one.as_map() for one in recording.events() if one.kind == "gap"]
        assert (gap["at"], gap["until"], gap["publisher"], gap["messages"]) == (T0 + 10_000, T0 + 11_000, "p", 5)
    assert any(
        one.startswith("Not recorded: 30 messages between") and one.endswith("The disk is full.") for one in found.told
    )
    assert "Left out, because it cannot be read: 1 part of the history." in found.told
    wanted = Wanted(STOPPED + 80_000, STOPPED + 85_000)
    later = Cutting(folder / FILE_NAME, tmp_path / "b.mcap", wanted, circumstances(), warm_up=0).cut()
    assert later.told == [later.compared.sentence()], "none of it is of this span"


def test_another_catalogue_than_that_of_then_is_told(lived: Path, tmp_path: Path) -> None:
    rules = tmp_path / "site.toml"
    text = '[[rule]]\nid = "weather.wind.strong"\ndisabled = true\n'
    rules.write_text(text, encoding="utf-8")
    told = Circumstances(catalogue_texts(None, [rules]))
    found = Cutting(lived / FILE_NAME, tmp_path / "a.mcap", Wanted(0, T0 + 2_000), told).cut()
    assert any(
        one.startswith("2 rules of then and of the catalogue of today are not the same (weather.wind.gale, ")
        for one in found.told
    )
    with IncidentReader(tmp_path / "a.mcap") as reader:
        read_back = read_circumstances(reader)
        assert [(one.name, reader.read(one)) for one in reader.attachments("rules/")] == [
            ("rules/01-site.toml", text.encode())
        ]
    assert read_back is not None and replace(read_back, texts=told.texts) == told


def test_an_engine_goes_on_from_the_beginning_of_the_file(lived: Path, tmp_path: Path) -> None:
    since, until = STOPPED + 75_000, KILLED + 15_000
    found = cut(lived, tmp_path / "a.mcap", since, until)
    made: list[JournalRow] = []
    with IncidentReader(tmp_path / "a.mcap") as reader:
        told = read_circumstances(reader)
        assert told is not None and read_usual(reader) == ({}, [])
        entities, cells = unpack_registry(reader.read(reader.attachments("registry")[-1]))
        anchors = reader.attachments("anchor/")
        assert [one.at for one in anchors] == [since - 1]
        assert (found.anchors, found.anchor_bytes) == (1, anchors[0].size)
        lane = Lane(
            told.catalogue(), told.week, epoch=reader.begins, rows=made.extend,
            registry=lambda: PastRegistry(None, entities, cells),
        )  # fmt: skip
        numbers = Numbers([entity for entity, _ in entities], cells)
        picture = picture_at(reader, layout_of(len(entities), *zip(*cells, strict=True)), since - 1)
        assert picture is not None
        assert lane.recall(unpack(reader.read(anchors[0])), numbers, picture.columns) == []
        there = list(reader.happenings())
        for happening in there:
            lane.live_through(happening)
    rows = [row for one in there if isinstance(one, Moment) for row in one.rows]
    assert any(row.event == "suppressed" for row in rows)
    assert journal_hash(made) == journal_hash(rows)


def test_a_warm_up_is_as_long_as_rules_look_back_but_not_over_too_many_messages(
    lived: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert warm_up_of(load_catalogue()) == 21_600_000
    monkeypatch.setattr(span_source, "SHORTEST_WARM_UP_MS", 10_000)
    with closing(sqlite3.connect(lived / FILE_NAME)) as lived_in, closing(sqlite3.connect(":memory:")) as database:
        lived_in.backup(database)
        database.execute("DELETE FROM meta WHERE key = 'starts'")
        database.commit()
        for most, begins in ((10**9, -1), (1_000, STOPPED)):
            monkeypatch.setattr(span_source, "MOST_WARMING_UP", most)
            source = SpanSource(database, KILLED + 9_000, KILLED + 15_000, 3_600_000, str)
            assert (source.base.at if source.base.beat >= 0 else -1) == begins, most
            assert source.notes == []


def test_where_a_station_started_on_what_is_kept_nothing_of_before_is_needed(lived: Path, tmp_path: Path) -> None:
    folder, since = tmp_path / "old", KILLED + 15_000
    folder.mkdir()
    with closing(sqlite3.connect(lived / FILE_NAME)) as old, closing(sqlite3.connect(folder / FILE_NAME)) as new:
        old.backup(new)
        source = SpanSource(new, since, 2**50, 3_600_000, str)
        assert (source.base.at, source.notes) == (STOPPED, []), "the one after it was killed: before it nothing is kept"
        assert SpanSource(new, STOPPED - 1, 2**50, 3_600_000, str).base.beat == -1
        new.execute("DELETE FROM message_log WHERE at < ?", (STOPPED - 3_000,))
        new.execute("DELETE FROM mark WHERE beat < 0")
        new.commit()
    found = cut(folder, tmp_path / "a.mcap", since, 2**50)
    assert found.compared.same and found.compared.recorded > 0
    assert found.told == [found.compared.sentence()], "no delay began anew but as it did then"


def test_messages_that_go_while_they_are_cut_are_missed(lived: Path, tmp_path: Path) -> None:
    with closing(sqlite3.connect(lived / FILE_NAME)) as old, closing(sqlite3.connect(tmp_path / FILE_NAME)) as new:
        old.backup(new)
        source = SpanSource(new, T0, KILLED, 0, lambda at: f"{at - T0}")
        moments = source.moments()
        next(moments)
        new.execute("DELETE FROM message_log WHERE at < ?", (STOPPED + 80_000,))
        assert len(list(moments)) > 20
    assert len(source.notes) == 1
    assert re.fullmatch("Messages before 12[56]... went while they were being cut, as .*", source.notes[0])


def test_what_people_do_after_the_last_message_is_in_it_also_where_states_were_kept_meanwhile(
    lived: Path, tmp_path: Path
) -> None:
    with closing(sqlite3.connect(lived / FILE_NAME)) as old, closing(sqlite3.connect(tmp_path / FILE_NAME)) as new:
        old.backup(new)
        beat, at, journal = new.execute("SELECT max(beat), max(at), max(journal) FROM mark").fetchone()
        for number in (1, 2):
            wall = at + number * 300_000
            new.execute(
                "INSERT INTO mark (beat, since, at, journal) VALUES (?, ?, ?, ?)",
                (beat + number, at, wall - 1_000, journal + number - 1),
            )
            new.execute(
                "INSERT INTO journal (id, at, wall, event, fact) VALUES (?, ?, ?, 'note', '{}')",
                (journal + number, wall, wall),
            )
        new.commit()
        source = SpanSource(new, KILLED, 2**50, 0, str)
        told = [one.rows for one in happenings(source) if isinstance(one, Moment)]
    assert source.until == wall and [[row.event for row in rows] for rows in told[-2:]] == [["note"], ["note"]]
