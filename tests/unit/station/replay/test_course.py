"""An engine gets to any place of a recording, from anchors made on the way, and goes on as it did."""

import random
from pathlib import Path

import pytest

from opscenter.history.records import JournalRow
from opscenter.station.lane.journal_hash import journal_hash
from opscenter.station.replay import course as course_module
from opscenter.station.replay.anchors import Anchors, put_in
from opscenter.station.replay.course import Course, Whole
from opscenter.station.replay.opening import Recording


def row(wall: int, number: int = 0) -> JournalRow:
    return JournalRow(wall, wall, f"{wall}-{number}", "e", "raised", "UNACK", "", "", "", "{}", "r")


def walls(whole: Whole) -> list[str]:
    return [one.occurrence for one in whole.rows(0, 1_000)]


def test_what_passes_brought_is_kept_once_and_in_order() -> None:
    whole = Whole()
    whole.begin(-1)
    for at in (10, 20, 30):
        whole.take(at, [row(at), row(at, 1)], 5)
    whole.begin(60)
    whole.take(70, [row(70)], 1)
    whole.begin(15)
    whole.take(20, [row(20), row(20, 1)], 5)
    whole.take(30, [row(30), row(30, 1)], 5)
    whole.take(40, [row(40)], 5)
    assert whole.missing(-1, 100) == [(40, 60), (70, 100)]
    assert walls(whole) == ["10-0", "10-1", "20-0", "20-1", "30-0", "30-1", "40-0", "70-0"]
    assert whole.messages(0, 1_000) == 21
    assert whole.missing(-1, 35) == []
    whole.begin(40)
    whole.take(60, [], 0)
    whole.begin(70)
    whole.take(100, [], 0)
    assert whole.missing(-1, 100) == []


def test_what_is_brought_in_one_moment_by_several_stays_whole() -> None:
    whole = Whole()
    whole.begin(-1)
    whole.take(10, [row(10)], 1)
    whole.take(10, [row(10, 1)], 1)
    assert walls(whole) == ["10-0", "10-1"]


@pytest.mark.parametrize("where", ["kept", "folder"])
def test_from_any_anchor_it_makes_the_same_journal(
    cut: Path, where: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(course_module, "KEEP_AFTER_MS", 6_000)
    chance = random.Random(5)
    with Recording(cut) as recording:
        anchors = Anchors()
        course = Course(recording.make_lane, recording.happenings, anchors, keeps=where == "kept")
        whole = Whole()
        whole.begin(course.at)
        if where == "folder":
            anchors.look_in(tmp_path)
        while lived := course.live(recording.until):
            whole.take(course.at, lived.rows, 0)
            if where == "folder" and course.next_at > course.at and chance.random() < 0.1:
                put_in(tmp_path, course.at, course.lane.remember())
        then = journal_hash(whole.rows(recording.since, recording.until))
        assert then == journal_hash(recording.reader.rows())
        length = recording.until - recording.since
        began = []
        for share in (0.5, 0.9, 0.3):
            at = recording.since + round(share * length)
            assert course.go_to(at)
            assert course.began > recording.since, "an anchor in the middle"
            began.append(course.began)
            after = Whole()
            after.begin(course.at)
            while lived := course.live(recording.until):
                after.take(course.at, lived.rows, 0)
            since = course.began + 1
            assert journal_hash(after.rows(since, recording.until)) == journal_hash(whole.rows(since, recording.until))
        assert sorted(began) != began


def test_an_anchor_that_cannot_be_read_is_passed_over(cut: Path) -> None:
    with Recording(cut) as recording:
        anchors = Anchors()
        middle = (recording.since + recording.until) // 2
        anchors.add(middle, lambda: b"not a memory")
        course = Course(recording.make_lane, recording.happenings, anchors)
        while course.at < middle - 1_000 and course.live(recording.until):
            pass
        course.go_to(recording.until)
        assert anchors.nearest(middle) is None
        assert course.live(recording.until) is not None


def test_forward_without_an_anchor_between_it_goes_on_from_where_it_is(cut: Path) -> None:
    with Recording(cut) as recording:
        course = Course(recording.make_lane, recording.happenings, Anchors())
        for _ in range(5):
            course.live(recording.until)
        lane = course.lane
        assert course.go_to(recording.until) is False
        assert course.lane is lane
        assert course.go_to(course.at - 1) is True
        assert course.lane is not lane
