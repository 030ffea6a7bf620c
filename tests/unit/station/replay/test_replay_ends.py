"""A replay station ends at once, whatever it is doing: closing its window waits for that."""

import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest

from opscenter.station.replay import past_answers, run
from opscenter.station.replay.past_answers import NOT_YET, UnfoldedQueries
from opscenter.station.replay.run import ReplayOptions, ReplayStation, run_replay

LONG_S = 60.0


class Deep:
    """Stands for a picture that takes very long to draw: it is there when the test says so."""

    def __init__(self) -> None:
        self.entered = threading.Event()
        self.over = threading.Event()

    def __call__(self, *_: object) -> None:
        self.entered.set()
        assert self.over.wait(LONG_S)


@pytest.fixture
def deep() -> Iterator[Deep]:
    deep = Deep()
    yield deep
    deep.over.set()


def test_a_jump_under_way_keeps_nobody_waiting(cut: Path, deep: Deep, monkeypatch: pytest.MonkeyPatch) -> None:
    station = ReplayStation(ReplayOptions(cut), stop=lambda: None)
    monkeypatch.setattr(station.recording, "draw", deep)
    station.start()
    try:
        assert deep.entered.wait(LONG_S)
        assert not station.close(0.0)
        assert not station.unfolding.folder.exists()
        assert not psutil.pid_exists(station.unfolding.pid)
    finally:
        deep.over.set()
        assert station.close(LONG_S)


def test_the_process_goes_without_a_thread_that_is_deep_in_a_jump(
    cut: Path, deep: Deep, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[ReplayStation] = []
    entered: list[bool] = []

    class Watched(ReplayStation):
        def start(self) -> None:
            made.append(self)
            monkeypatch.setattr(self.recording, "draw", deep)
            super().start()

    class LeftError(Exception):
        """In place of the end of this process."""

    def leave(status: int) -> None:
        raise LeftError(status)

    monkeypatch.setattr(run, "ReplayStation", Watched)
    monkeypatch.setattr(run, "leave", leave)
    monkeypatch.setattr(run, "END_WITHIN_S", 0.0)
    parent = subprocess.Popen([sys.executable, "-c", ""])
    parent.wait(LONG_S)
    options = ReplayOptions(cut, parent_pid=parent.pid, unfold=False)
    try:
        with pytest.raises(LeftError, match="0"):
            run_replay(options, on_ready=lambda address: entered.append(deep.entered.wait(LONG_S)))
        assert entered == [True]
        assert not made[0].unfolding.folder.exists()
    finally:
        deep.over.set()
        assert made[0].close(LONG_S)


def test_who_waits_for_the_beginning_of_what_is_unfolded_is_let_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_answers, "FIRST_WITHIN_S", 3_600.0)
    waiting, told = threading.Event(), []

    def unfolded() -> int:
        waiting.set()
        return 0

    queries = UnfoldedQueries(tmp_path / "history.sqlite", unfolded)

    def ask() -> None:
        with pytest.raises(ValueError, match=NOT_YET):
            queries.first_known()
        told.append("let go")

    thread = threading.Thread(target=ask)
    thread.start()
    assert waiting.wait(LONG_S)
    queries.interrupt()
    thread.join(LONG_S)
    assert told == ["let go"]
