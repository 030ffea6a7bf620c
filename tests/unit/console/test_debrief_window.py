"""The window of a replay of an exercise's session: a debrief beside its panels, the score on its timeline."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.options import ConsoleOptions, ReplayWindow
from opscenter.console.replay.bar import ReplayBar
from opscenter.console.replay.marks import Shape
from opscenter.console.session import LinkState
from opscenter.console.shell.console import Console
from opscenter.console.shell.debrief import WindowDebrief
from opscenter.console.shell.memory import Remembered
from opscenter.settings.catalogue import load_catalogue
from tests.support.fake_city import NOW, snapshot
from tests.support.light_panels import use_light_panels
from tests.support.training_case import BEGIN, END, ExerciseChannel, at


@pytest.fixture
def console(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Console]:
    use_light_panels(monkeypatch)
    options = ConsoleOptions(theme="dark", language="en", operator="Ng", replay=ReplayWindow(tmp_path / "now.mcap"))
    made = Console(load_catalogue(), options, Remembered(), None)
    made.session.channel = ExerciseChannel()
    made.window.resize(1280, 800)
    made.show()
    yield made
    made.window.close()
    made.window.deleteLater()


def attach(console: Console, of_session: bool) -> WindowDebrief:
    session = console.session
    session.introduce({
        "mode": "replay", "zone": "Asia/Hong_Kong", "now": NOW,
        "incident": {"title": "Rainstorm", "file": "now.mcap", "session": of_session},
    })  # fmt: skip
    changes = session.mirror.apply_snapshot(*snapshot(40, 4))
    session.live.replay = {"state": "paused", "at": NOW, "since": BEGIN, "until": END, "speed": 1, "unfolded": END}
    session.set_link(LinkState.LIVE)
    session.announce(changes)
    found = console.window.findChild(WindowDebrief)
    assert found is not None
    return found


def test_a_session_brings_its_debrief_and_the_score_on_the_timeline(console: Console, qtbot: QtBot) -> None:
    debrief = attach(console, of_session=True)
    assert debrief.panel is not None and debrief.dock is not None and not debrief.dock.isHidden()
    assert debrief.panel.file is not None and debrief.panel.file.name == "now.mcap"
    bar = console.window.findChild(ReplayBar)
    assert bar is not None
    marks = bar.line.rows["score"].marks
    assert [mark.shape for mark in marks] == [
        Shape.MET, Shape.MET, Shape.WRONG, Shape.LATE, Shape.LATE, Shape.MET, Shape.MISSED,
    ]  # fmt: skip
    late = next(mark for mark in marks if mark.at == at(500))
    assert late.line == "3 / 6 · Acknowledge the low pressure: Lee acknowledged it after 69 s; the limit was 60 s."
    console.session.channel.asked.clear()  # type: ignore[union-attr]
    debrief.panel.sought.emit(at(500))
    sent = [header for _kind, header, _ in console.session.channel.asked]  # type: ignore[union-attr]
    assert {"verb": "replay-seek", "args": {"at": at(500)}} in sent
    debrief.dock.hide()
    console.window.commands["debrief"].trigger()
    assert not debrief.dock.isHidden()


def test_an_incident_has_none(console: Console) -> None:
    debrief = attach(console, of_session=False)
    assert debrief.panel is None
    assert not console.window.commands["debrief"].isVisible()
