"""Whoever jumps on does not wait for an engine that is on its way to where they were."""

import itertools
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from opscenter.desk.client import Desk
from opscenter.domain.stopped import Meanwhile, StoppedError
from opscenter.station.replay.course import Course
from opscenter.station.replay.opening import Recording
from opscenter.station.replay.run import ReplayOptions, ReplayStation
from tests.support.programs import eventually


def stands(desk: Desk) -> tuple[int, str]:
    replay = desk.status()["replay"]
    return replay["at"], replay["state"]


def test_on_the_way_questions_are_answered_and_a_further_jump_ends_it(
    cut: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    station = ReplayStation(ReplayOptions(cut, beat_ms=50, unfold=False), stop=lambda: None)
    since, until = station.player.since, station.player.until
    went: list[int] = []
    go_to: Callable[..., bool] = station.course.go_to

    def never_there(at: int, meanwhile: Meanwhile) -> bool:
        went.append(at)
        while at == until:  # as a memory of a very large city
            meanwhile()
        return go_to(at, meanwhile)

    started, hears = threading.Event(), threading.Event()

    def deaf(at: int, meanwhile: Meanwhile) -> bool:
        started.set()
        hears.wait(60)
        meanwhile()
        return go_to(at, meanwhile)

    monkeypatch.setattr(station.course, "go_to", never_there)
    station.start()
    try:
        with Desk(station.address, timeout_s=60) as desk:
            desk.command("replay-seek", at=until)
            eventually(lambda: until in went, "it is on its way")
            follower = desk.follow()
            beats = {next(follower).seq for _ in range(3)}
            assert len(beats) == 3, "it beats meanwhile"
            assert desk.status()["replay"]["state"] == "preparing"
            middle = (since + until) // 2
            desk.command("replay-seek", at=middle)
            eventually(lambda: desk.status()["replay"]["state"] == "paused", "it is there")
            assert desk.status()["replay"]["at"] == middle
            monkeypatch.setattr(station.course, "go_to", deaf)
            desk.command("replay-seek", at=since)
            assert started.wait(60), "it is on its way, and deep in something"
            desk.command("replay-seek", at=middle + 1)
            eventually(
                lambda: stands(desk) == (middle + 1, "preparing"), "the picture is drawn all the same", seconds=60
            )
            hears.set()
            eventually(lambda: desk.status()["replay"]["state"] == "paused", "it is there", seconds=60)
            monkeypatch.setattr(station.course, "go_to", never_there)
            desk.command("replay-seek", at=until)
            eventually(lambda: went.count(until) == 2, "it is on its way again")
    finally:
        assert station.close(60.0), "its end puts an end to that, too"


def test_an_engine_that_is_called_back_on_its_way_stands_where_it_was(cut: Path) -> None:
    with Recording(cut) as recording:
        course = Course(recording.make_lane, recording.happenings, recording.anchors())
        course.go_to(recording.since)
        while course.live(recording.since + 5_000) is not None:
            pass
        lane, at, then = course.lane, course.at, course.next_at

        def stopped_at(most: int) -> Meanwhile:
            calls = itertools.count(1)

            def meanwhile() -> None:
                if next(calls) == most:
                    raise StoppedError

            return meanwhile

        for most in (1, 3, 20):
            with pytest.raises(StoppedError):
                course.go_to(recording.since, stopped_at(most))
            assert (course.lane, course.at, course.next_at) == (lane, at, then)
        assert course.go_to(recording.since)
        assert course.at < at
