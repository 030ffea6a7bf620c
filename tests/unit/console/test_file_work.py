"""Files made beside the window's thread, one after another."""

import threading
from pathlib import Path

from pytestqt.qtbot import QtBot

from opscenter.console.file_work import FileWork, Progress


class Work(FileWork):
    def trouble(self, error: Exception, path: Path) -> str:
        return f"{path.name}: {error}"


def test_whoever_hears_that_a_file_is_made_may_begin_the_next_at_once(qtbot: QtBot, tmp_path: Path) -> None:
    work = Work()
    going_on = threading.Event()
    first: list[bool] = []

    def heard() -> None:
        """In the thread of the first file, which is therefore still there."""
        first.append(work.busy)
        work.begin(lambda progress: "second", tmp_path / "second")

    def job(progress: Progress) -> str:
        going_on.wait(60)
        return "first"

    told: list[str] = []
    work.made.connect(lambda path, sentence: told.append(sentence))
    emit = work._tell

    def tell_and_begin(signal: object, *arguments: object) -> None:
        emit(signal, *arguments)
        if "first" in arguments:
            heard()

    work._tell = tell_and_begin  # type: ignore[method-assign]
    work.begin(job, tmp_path / "first")
    assert work.busy
    work.begin(lambda progress: "refused", tmp_path / "between")
    going_on.set()
    qtbot.waitUntil(lambda: told == ["first", "second"])
    assert first == [False]
    work.stop()
    assert not work.busy


def test_a_job_that_fails_ends_in_a_sentence(qtbot: QtBot, tmp_path: Path) -> None:
    work = Work()

    def job(progress: Progress) -> str:
        raise OSError("the disk is full")

    with qtbot.waitSignal(work.failed) as failed:
        work.begin(job, tmp_path / "road")
    assert failed.args == ["road: the disk is full"]
    work.stop()
