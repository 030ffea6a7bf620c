"""From what a live station recorded to a replay: cut in the dialog, opened in a window that is a program of its own."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.console.feed import start_feed
from opscenter.console.options import ConsoleOptions
from opscenter.console.replay.cut_dialog import CutDialog
from opscenter.console.session import LinkState
from opscenter.console.shell.console import Console
from opscenter.console.shell.memory import Remembered
from opscenter.settings.catalogue import load_catalogue
from tests.e2e.conftest import StartProgram, StartStation

WAIT_MS = 120_000
CUT_MS = 240_000
"""A cut gives way to everything else on the machine, and the tests beside leave it little."""


@pytest.fixture
def console(
    qtbot: QtBot, home: Path, start_station: StartStation, start_program: StartProgram, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Console]:
    for name in ("CONFIG", "CACHE", "RUNTIME", "DATA"):
        monkeypatch.setenv(f"OPSCENTER_{name}_DIR", str(home / name.lower()))
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    bus = f"ipc://{home}/bus"
    start_program("city", "--bus", bus, "--bind", "--entities", "500").wait_for_line("opscenter city ready")
    station = start_station(bus)
    station.until("entities", 401)
    options = ConsoleOptions(theme="dark", language="en", operator="Ada", station=station.address)
    made = Console(load_catalogue(), options, Remembered(), None)
    start_feed(made.session, station.address)
    qtbot.addWidget(made.window)
    made.show()
    yield made
    made.leave()
    assert made.session.channel is not None
    made.session.channel.close()


@pytest.mark.timeout(600)
def test_an_incident_is_cut_and_opened(console: Console, qtbot: QtBot, home: Path) -> None:
    session, window = console.session, console.window
    qtbot.waitUntil(lambda: session.link is LinkState.LIVE and len(session.live.ids) > 400, timeout=WAIT_MS)
    window.commands["cut"].trigger()
    dialog = window.findChild(CutDialog)
    assert dialog is not None and dialog.isVisible()
    qtbot.waitUntil(lambda: dialog.line.course.known, timeout=WAIT_MS)
    first = dialog.line.course.since
    qtbot.waitUntil(lambda: session.live_now > first + 8_000, timeout=WAIT_MS)
    dialog._use_span(first, session.live_now - 1_000)
    out = home / "cut.mcap"
    dialog.file.setText(str(out))
    dialog.title.setText("The first seconds")
    qtbot.mouseClick(dialog.cut_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.work.running, timeout=CUT_MS)
    assert dialog.work.file == str(out) and out.exists(), dialog.told.text()
    assert " messages" in dialog.told.text()

    # The same name again is refused, in the words of the station.
    qtbot.mouseClick(dialog.cut_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: not dialog.work.running, timeout=CUT_MS)
    assert dialog.work.reason and dialog.work.reason in dialog.told.text()

    # It opens in a program of its own, whose station a desk can ask.
    failed: list[str] = []
    console.replays.failed.connect(failed.append)
    dialog.replay_wanted.emit(out)
    assert console.remembered.incidents == [str(out)] and console.replays.count == 1
    running = console.replays._running[0]
    qtbot.waitUntil(lambda: bool(failed) or running.is_ready, timeout=WAIT_MS)
    assert not failed
