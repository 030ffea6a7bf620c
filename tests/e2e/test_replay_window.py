"""A recorded incident in its window: the file is played by a process of its own, the window shows and moves it."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.console.companions import Companions
from opscenter.console.options import ConsoleOptions, ReplayWindow
from opscenter.console.replay.state import Play
from opscenter.console.session import LinkState, Session
from opscenter.console.shell.console import Console
from opscenter.console.shell.memory import Remembered
from opscenter.console.shell.replay import WindowReplay
from opscenter.settings.catalogue import load_catalogue
from tests.support.played_incident import lived_incident

WAIT_MS = 120_000


@pytest.fixture
def console(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Console]:
    for name in ("CONFIG", "CACHE", "RUNTIME", "DATA"):
        monkeypatch.setenv(f"OPSCENTER_{name}_DIR", str(tmp_path / name.lower()))
    file = lived_incident(tmp_path, seconds=30)
    options = ConsoleOptions(theme="dark", language="en", operator="Ada", replay=ReplayWindow(file))
    brought: list[Companions] = []

    def bring_along(session: Session) -> None:
        brought.append(Companions(session, options))
        brought[0].start()

    made = Console(load_catalogue(), options, Remembered(), None, opening=bring_along)
    qtbot.addWidget(made.window)
    made.window.resize(1_280, 800)
    made.show()
    yield made
    made.leave()
    brought[0].close()


def test_an_incident_is_played_and_gone_through(console: Console, qtbot: QtBot, tmp_path: Path) -> None:
    session, window = console.session, console.window
    qtbot.waitUntil(lambda: session.link is LinkState.LIVE and session.replay is not None, timeout=WAIT_MS)
    replay = window.findChild(WindowReplay)
    assert replay is not None and replay.bar is not None and session.replay is not None
    bar, since, until = replay.bar, session.replay.since, session.replay.until
    assert window.header.badge.word == "REPLAY" and window.windowTitle().endswith("An incident – opscenter")
    qtbot.waitUntil(lambda: session.replay is not None and session.replay.state is Play.PAUSED, timeout=WAIT_MS)
    assert session.now == since
    qtbot.waitUntil(lambda: len(bar.line.rows) >= 3 and bool(bar.line.rows["alarms"].marks), timeout=WAIT_MS)
    assert any("Road closed" in bar.line.line_of(mark) for mark in bar.line.rows["people"].marks)
    window.commands["replay-play"].trigger()
    qtbot.waitUntil(lambda: session.now > since + 1_000, timeout=WAIT_MS)
    qtbot.keyClick(bar.line, Qt.Key.Key_End)
    qtbot.waitUntil(lambda: session.live.now == until and len(session.live.ids) > 40, timeout=WAIT_MS)
    at_end = len(session.live.alarms)
    assert at_end
    first = bar.line.rows["alarms"].marks[0]
    bar.line.picked.emit(first)
    qtbot.waitUntil(lambda: session.live.now < until and session.now <= first.at + 2_000, timeout=WAIT_MS)
    bar.controls.bookmark("Here it began")
    qtbot.waitUntil(lambda: bool(bar.line.rows["bookmarks"].marks), timeout=WAIT_MS)
    kept = json.loads((tmp_path / "incident.mcap.bookmarks.json").read_text("utf-8"))
    assert "Here it began" in json.dumps(kept)
    told: list[str] = []
    session.act("acknowledge", list(session.live.alarms)[:1], "", lambda answer: told.append(answer.refused))
    assert told and told[0].startswith("This is a replay")
