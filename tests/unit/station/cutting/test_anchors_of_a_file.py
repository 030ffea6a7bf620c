"""From any anchor of a file, which stands beside a frame, an engine goes on to the journal of the file."""

from pathlib import Path

import pytest

from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import About
from opscenter.settings.catalogue import catalogue_texts
from opscenter.station.cutting import key_frame_budget, key_frames
from opscenter.station.cutting.circumstances import Circumstances
from opscenter.station.cutting.from_elsewhere import FromElsewhere
from opscenter.station.lane.beside import BESIDE
from opscenter.station.lane.journal_hash import journal_hash
from opscenter.station.lane.memory import unpack
from opscenter.station.replay.course import Course
from opscenter.station.replay.opening import Recording
from tests.support.lived import T0, city_moments


def test_from_any_of_them_the_journal_is_that_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("FRAME_MS", 10_000), ("ANCHOR_MS", 20_000), ("ANCHOR_MESSAGES", 10)):
        monkeypatch.setattr(key_frames, name, value)
    monkeypatch.setattr(key_frame_budget, "FREE_BYTES", 10**9)
    monkeypatch.setattr(key_frame_budget, "ANCHORS", ((0, 1.0), (1, 1.0)))
    moments = list(city_moments("rainstorm", 40, 160, beat_ms=5_000, past=False))
    path, about = tmp_path / "a.mcap", About(since=T0, until=moments[-1].at, begins=T0 - 1)
    made = FromElsewhere(path, about, Circumstances(catalogue_texts(), zone="UTC")).make(moments)
    with IncidentReader(path) as reader:
        frames = {one.at for one in reader.attachments("frame/")}
        anchors = reader.attachments(key_frames.ANCHOR)
        assert {one.at for one in anchors} <= frames
        assert len(frames) == made.frames > len(anchors) > 4
        assert all(BESIDE in unpack(reader.read(one)) for one in anchors)
        rows = [row for row in reader.rows() if row.wall > anchors[0].at]
    assert len(rows) > 5
    with Recording(path) as recording:
        for anchor in anchors[1:]:
            course = Course(recording.make_lane, recording.happenings, recording.anchors())
            assert course.go_to(anchor.at) and course.began == anchor.at
            went = []
            while lived := course.live(recording.until):
                went += lived.rows
            assert journal_hash(went) == journal_hash(row for row in rows if row.wall > anchor.at)
