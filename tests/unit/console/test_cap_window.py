"""Ways to an alert as CAP: keys and menus of the list, of a situation, of the window, and a drafted alert's button."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QPushButton
from pytestqt.qtbot import QtBot

from opscenter.console.cap.sheet import CapSheet
from opscenter.console.options import ConsoleOptions
from opscenter.console.session import LinkState
from opscenter.console.shell.cap_export import CapExport
from opscenter.console.shell.console import Console
from opscenter.console.shell.memory import Remembered, load
from opscenter.console.situations.window import SituationWindow
from opscenter.domain.alarm import Priority
from opscenter.domain.situation import Member, Situation
from opscenter.settings.catalogue import load_catalogue
from opscenter.wire.situation_facts import ToldSituation
from tests.support.alarm_desk import AlarmDesk
from tests.support.fake_city import NOW, beat, make_alarm, snapshot
from tests.support.light_panels import use_light_panels
from tests.support.training_case import ExerciseChannel, standing_fact, tell


@pytest.fixture
def console(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Console]:
    use_light_panels(monkeypatch)
    options = ConsoleOptions(theme="dark", language="en", operator="Chan")
    made = Console(load_catalogue(), options, Remembered(), tmp_path / "console.json")
    made.session.channel = ExerciseChannel(trainer=False)
    made.show()
    yield made
    made.window.close()
    made.window.deleteLater()


def attach(console: Console, mode: str) -> None:
    session = console.session
    session.introduce({"mode": mode, "city": "Port Meridian", "zone": "Asia/Hong_Kong", "now": NOW})
    changes = session.mirror.apply_snapshot(*snapshot(40, 4))
    if mode == "exercise":
        session.live.exercise = standing_fact("running")
    session.set_link(LinkState.LIVE)
    session.announce(changes)


def channel(console: Console) -> ExerciseChannel:
    assert isinstance(console.session.channel, ExerciseChannel)
    return console.session.channel


def sheet(console: Console) -> CapSheet | None:
    shown = [one for one in console.window.findChildren(CapSheet) if one.isVisible()]
    assert len(shown) <= 1
    return shown[0] if shown else None


def test_the_key_of_the_window_shows_the_selected_alarm_first(console: Console, qtbot: QtBot, tmp_path: Path) -> None:
    attach(console, "live")
    action = console.window.commands["export-cap"]
    action.trigger()
    assert sheet(console) is None and "Select an alarm" in console.window.notice.text
    alarm = min(console.session.mirror.alarms.values(), key=lambda one: one.priority)
    console.selection.select([alarm.entity])
    action.trigger()
    first = sheet(console)
    assert first is not None and first.proposal.subject == f"alarm:{alarm.occurrence}"
    action.trigger()
    assert sheet(console) is first, "a second time brings the same one to the front"
    first.real.setChecked(True)
    first.file.setText(str(tmp_path / "out.xml"))
    with qtbot.waitSignal(first.exported):
        first.export()
    assert "status Actual" in console.window.notice.text
    asked = [header for kind, header, _ in channel(console).asked if kind == "command"]
    (note,) = [header["args"] for header in asked if header["verb"] == "note"]
    assert (
        note["by"] == "Chan" and note["entity"] == alarm.entity and "status Actual, Restricted: actual-" in note["text"]
    )
    remembered, trouble = load(tmp_path / "console.json")
    assert not trouble and remembered.alerts["sent"][0]["subject"] == first.proposal.subject
    action.trigger()
    again = sheet(console)
    assert again is not None and again is not first and again.message.currentData() == "Update"


def test_of_the_past_nothing_is_exported(console: Console) -> None:
    attach(console, "live")
    alarm = next(iter(console.session.mirror.alarms.values()))
    console.session.moment = NOW - 3_600_000
    out = console.window.findChild(CapExport)
    assert out is not None
    out.export(alarm.occurrence, "")
    assert sheet(console) is None and "past" in console.window.notice.text
    console.session.moment = None
    out.export("gone", "")
    assert sheet(console) is None and "over" in console.window.notice.text


def test_a_drafted_alert_has_a_button_on_the_sheet_of_the_exercise(
    console: Console, qtbot: QtBot, tmp_path: Path
) -> None:
    attach(console, "exercise")
    tell(console.session, "running")
    button = next(
        one for one in console.window.findChildren(QPushButton) if one.text() == "Export as CAP…" and one.isVisible()
    )
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    shown = sheet(console)
    assert shown is not None and shown.status.text() == "EXERCISE"
    assert shown.texts[0].headline.text() == "Flooding in the harbour district"
    shown.file.setText(str(tmp_path / "out.xml"))
    with qtbot.waitSignal(shown.exported):
        shown.export()
    assert "status Exercise" in console.window.notice.text
    verbs = [header.get("verb") for kind, header, _ in channel(console).asked if kind == "command"]
    assert "note" not in verbs, "an exercise counts the notes that people write"


def test_keys_and_menu_of_the_list_and_of_a_situation(qtbot: QtBot) -> None:
    desk = AlarmDesk(qtbot, [make_alarm(1, "one", Priority.CRITICAL), make_alarm(2, "two")])
    wanted: list[tuple[str, str]] = []
    desk.panel.export_wanted.connect(lambda occurrence, situation: wanted.append((occurrence, situation)))
    desk.panel.view.setCurrentIndex(desk.panel.table.index(0, 0))
    QTest.keyClick(desk.panel.view, Qt.Key.Key_E)
    first = wanted[-1]
    assert first[0].startswith("rule-1@") and not first[1]
    desk.panel._menu(desk.panel.rect().center())
    (action,) = [one for one in desk.panel.findChild(QMenu).actions() if one.text().startswith("Export as CAP")]
    assert action.text().endswith("\tE")
    action.trigger()
    assert wanted == [first, first]
    alarms = desk.session.mirror.alarms
    members = {
        name: Member(name, one.rule, one.entity, one.since, one.priority, 0.0, 0.0, one.text)
        for name, one in alarms.items()
    }
    told = Situation("s1", NOW, NOW, members, {}, first[0], Priority.CRITICAL)
    beat(desk.session, situations=[ToldSituation(told)])
    desk.panel.open_situation("s1")
    (window,) = desk.panel.findChildren(SituationWindow)
    QTest.keyClick(window.page.timeline, Qt.Key.Key_E)
    assert wanted[-1] == ("", "s1")
    window.close()
