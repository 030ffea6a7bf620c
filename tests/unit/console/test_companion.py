"""Processes beside the console: readiness, death, restart, end."""

import os
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from pytestqt.qtbot import QtBot

from opscenter.console import companion as companion_module
from opscenter.console.companion import Companion, fields_of

PROGRAM = """
import sys
print("opscenter thing ready desk=tcp://127.0.0.1:1 data=here", flush=True)
if {fails}:
    print("the disk is full", file=sys.stderr, flush=True)
    sys.exit(3)
sys.stdin.read()
"""


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package named opscenter that stands in for the program in the companion's process only."""
    package = tmp_path / "opscenter"
    package.mkdir()
    (package / "__init__.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONSAFEPATH", "1")
    return package / "__main__.py"


@pytest.fixture
def companion(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Companion]:
    monkeypatch.setattr(companion_module, "FIRST_RESTART_MS", 1)
    made = Companion("thing", lambda: ["--x"])
    made._delay = 1
    yield made
    made.stop()


def test_the_readiness_line_is_heard_and_the_process_ends_with_us(
    qtbot: QtBot, program: Path, companion: Companion
) -> None:
    program.write_text(PROGRAM.format(fails=False))
    with qtbot.waitSignal(companion.ready) as ready:
        companion.start()
    assert ready.args == [{"desk": "tcp://127.0.0.1:1", "data": "here"}]
    process = psutil.Process(companion.pid)
    companion.stop()
    assert not process.is_running()


@pytest.mark.skipif(sys.platform == "win32", reason="there is no SIGKILL there")
def test_a_killed_process_is_started_again(qtbot: QtBot, program: Path, companion: Companion) -> None:
    program.write_text(PROGRAM.format(fails=False))
    with qtbot.waitSignal(companion.ready):
        companion.start()
    first = companion.pid
    with qtbot.waitSignals([companion.died, companion.ready]):
        os.kill(first, signal.SIGKILL)
    assert companion.pid not in (0, first)


def test_its_last_words_say_why_it_ended(qtbot: QtBot, program: Path, companion: Companion) -> None:
    program.write_text(PROGRAM.format(fails=True))
    with qtbot.waitSignal(companion.died) as died:
        companion.start()
    companion.stop()
    assert died.args == ["exit status 3: the disk is full"]


def test_fields_of_a_readiness_line() -> None:
    assert fields_of("opscenter city ready bus=ipc:///x/y basemap=/a=b") == {"bus": "ipc:///x/y", "basemap": "/a=b"}
