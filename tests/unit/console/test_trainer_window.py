"""The trainer's console: everyone's acts, commands with the token, injections by keys, and honest when refused."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMenu, QMessageBox, QPushButton
from pytestqt.qtbot import QtBot

from opscenter.console.cap.sheet import CapSheet
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import DARK
from opscenter.console.training.inject_dialog import InjectDialog
from opscenter.console.training.keys_sheet import KeysSheet
from opscenter.console.training.lanes import Mark
from opscenter.console.training.say_dialog import SayDialog
from opscenter.console.training.trainer_window import TrainerWindow
from tests.support.fake_city import NOW
from tests.support.training_case import GAUGE, TOKEN, ExerciseChannel, exercise_session, tell


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    made = exercise_session(trainer=True)
    made.operator = "Ng"
    return made


@pytest.fixture
def window(qtbot: QtBot, session: Session) -> Iterator[TrainerWindow]:
    made = TrainerWindow(session, Theme("dark"), TOKEN)
    qtbot.addWidget(made)
    made.resize(1280, 800)
    made.show()
    tell(session)
    qtbot.waitUntil(lambda: bool(made.panel.injections.rows) and bool(made.panel.log.rows))
    yield made


def channel(session: Session) -> ExerciseChannel:
    assert isinstance(session.channel, ExerciseChannel)
    return session.channel


def press(window: TrainerWindow, name: str) -> None:
    window.actions_by_name[name].trigger()


def test_all_tables_and_rows_are_filled(window: TrainerWindow) -> None:
    panel = window.panel
    assert [row[0] for row in panel.injections.rows] == ["standing", "planned", "by hand", "over", "over"]
    assert panel.expected.rows[0][0] == "open" and panel.expected.rows[0][2] == "5:31"
    assert panel.expected.rows[-1][0] == "wrong"
    assert {"Chan", "Lee"} <= {row[0] for row in panel.people.rows}
    assert panel.log.rows[0][1] == "Chan" and len(panel.log.rows) == 25
    assert [lane.name for lane in panel.course.lanes][-2:] == ["Chan", "Lee"]
    assert "Rainstorm in the evening peak" in window.windowTitle() and "EXERCISE" in window.windowTitle()


def test_commands_carry_the_token_and_the_trainers_name(window: TrainerWindow, session: Session) -> None:
    press(window, "hold")
    press(window, "faster")
    assert channel(session).commands == [
        ("exercise-freeze", {"token": TOKEN, "by": "Ng"}),
        ("exercise-speed", {"token": TOKEN, "by": "Ng", "speed": 2.0}),
    ]
    assert all(header["args"]["token"] == TOKEN for kind, header, _ in channel(session).asked if kind == "query")


@pytest.mark.parametrize(("state", "verb"), [("briefing", "begin"), ("running", "freeze"), ("frozen", "go-on")])
def test_one_key_begins_freezes_and_goes_on(window: TrainerWindow, session: Session, state: str, verb: str) -> None:
    tell(session, state)
    QTest.keyClick(window.panel.course, Qt.Key.Key_Space)
    assert channel(session).commands[-1][0] == f"exercise-{verb}"


def test_nothing_can_be_done_once_it_is_over(window: TrainerWindow, session: Session, qtbot: QtBot) -> None:
    tell(session, "over", file="/sessions/rainstorm.mcap")
    assert not any(window.actions_by_name[name].isEnabled() for name in ("hold", "inject", "say", "end", "faster"))
    assert "/sessions/rainstorm.mcap" in window.notice.text
    notice, bar, course = window.notice, window.bar, window.panel.course
    foot = notice.mapToGlobal(notice.rect().bottomLeft()).y()
    assert notice.mapToGlobal(notice.rect().topLeft()).y() >= bar.mapToGlobal(bar.rect().bottomLeft()).y()
    qtbot.waitUntil(lambda: course.mapToGlobal(course.rect().topLeft()).y() >= foot)


def test_the_debrief_is_opened_once_there_is_a_file(
    window: TrainerWindow, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[object, ...]] = []
    monkeypatch.setattr(
        "opscenter.console.training.trainer_window.open_debrief", lambda *args: opened.append(args) or True
    )
    press(window, "debrief")
    tell(session, "over", file=str(tmp_path / "away.mcap"))
    press(window, "debrief")
    assert not opened, "before it is over, and where the file is on another machine"
    assert "not on this machine" in window.notice.text
    file = tmp_path / "session.mcap"
    file.write_bytes(b"x")
    tell(session, "over", file=str(file))
    QTest.keyClick(window.panel.course, Qt.Key.Key_D)
    assert opened == [(file, "dark", "en", "Ng")]
    assert not window.bar.debrief.isHidden() and window.bar.end.isHidden()
    assert window.bar.hold.isHidden() and window.bar.inject_chosen.isHidden(), "nothing can be moved any more"


def test_a_drafted_alert_leaves_as_a_file_of_status_exercise(window: TrainerWindow, session: Session) -> None:
    assert not window.panel.alert_button.isHidden()
    QTest.keyClick(window.panel.course, Qt.Key.Key_X)
    (sheet,) = window.findChildren(CapSheet)
    assert sheet.status.text() == "EXERCISE" and "harbour district" in sheet.about.text()
    sheet.close()
    case = window.following.case
    window.following.case = replace(case, alerts=case.alerts * 2)
    press(window, "export-alert")
    (menu,) = window.panel.alert_button.findChildren(QMenu)
    assert len(menu.actions()) == 2 and "Chan: Flooding" in menu.actions()[0].text()
    menu.close()
    window.following.case = replace(case, alerts=())
    press(window, "export-alert")
    assert "Nobody has drafted" in window.notice.text


def test_a_planned_injection_is_done_now_and_a_standing_one_taken_back(window: TrainerWindow, session: Session) -> None:
    window.panel.choose_injection("spare")
    press(window, "inject-chosen")
    assert channel(session).commands[-1] == ("exercise-inject", {"token": TOKEN, "by": "Ng", "injection": "spare"})
    window.panel.choose_injection("pump")
    assert not window.actions_by_name["inject-chosen"].isEnabled()
    press(window, "take-back")
    assert channel(session).commands[-1] == ("exercise-take-back", {"token": TOKEN, "by": "Ng", "injection": "pump"})


def test_something_unplanned_is_injected_by_keys_alone(window: TrainerWindow, session: Session, qtbot: QtBot) -> None:
    QTest.keyClick(window.panel.course, Qt.Key.Key_I)
    dialog = window.findChild(InjectDialog)
    assert dialog is not None and not dialog.send.isEnabled()
    dialog.use_kind("lie")
    qtbot.waitUntil(lambda: window.finder.index.complete)
    QTest.keyClicks(dialog.entity.field, "WeatherObserved 1")
    assert dialog.entity.model.rowCount()
    QTest.keyClick(dialog.entity.field, Qt.Key.Key_Return)
    assert dialog.entity.entity == GAUGE
    dialog.attribute.setCurrentIndex(dialog.attribute.findData("precipitation"))
    QTest.keyClicks(dialog.lines["scale"], "10")
    QTest.keyClicks(dialog.lines["lasts"], "300")
    assert dialog.send.isEnabled() and dialog.now.text()
    dialog.inject()
    verb, args = channel(session).commands[-1]
    assert verb == "exercise-inject"
    assert args["injection"] == {
        "id": "by-hand-1", "kind": "lie", "entity": GAUGE, "attribute": "precipitation", "scale": 10.0,
        "lasts_s": 300.0,
    }  # fmt: skip


def test_a_message_is_sent_to_everybody(window: TrainerWindow, session: Session) -> None:
    press(window, "say")
    dialog = window.findChild(SayDialog)
    assert dialog is not None
    dialog.text.setPlainText("Police report a crash")
    dialog.send()
    assert channel(session).commands[-1][1]["text"] == {"en": "Police report a crash"}


def test_ending_is_asked_before(window: TrainerWindow, session: Session) -> None:
    press(window, "end")
    assert not channel(session).commands
    question = window.findChild(QMessageBox)
    assert question is not None
    next(one for one in question.findChildren(QPushButton) if one.text() == "End it").click()
    assert channel(session).commands[-1][0] == "exercise-end"


def test_a_refusal_is_told_in_the_window(window: TrainerWindow, session: Session) -> None:
    channel(session).refusals["exercise-freeze"] = "The exercise is not running."
    press(window, "hold")
    assert window.notice.text == "The exercise is not running."


def test_a_wrong_token_is_told_where_the_course_would_be(qtbot: QtBot, session: Session) -> None:
    for what in ("exercise", "exercise-log", "exercise-score"):
        channel(session).refusals[what] = "This token is not the trainer's."
    window = TrainerWindow(session, Theme("dark"), "guess")
    qtbot.addWidget(window)
    tell(session)
    assert "not the trainer's" in window.panel.empty.text()


def test_a_lost_station_is_told_and_nothing_is_asked(window: TrainerWindow, session: Session) -> None:
    session.set_link(LinkState.LOST, "Nothing has been heard for 3 seconds.")
    assert "Nothing has been heard" in window.notice.text
    asked = len(channel(session).asked)
    window.following.ask()
    assert len(channel(session).asked) == asked
    assert not window.actions_by_name["hold"].isEnabled()


def test_who_is_connected_is_counted(window: TrainerWindow, session: Session) -> None:
    session.live.health["desks"] = [
        {"name": "Chan", "client": "console", "since": NOW}, {"name": "Ng", "client": "console", "since": NOW},
        {"name": "x", "client": "script", "since": NOW}, 4,
    ]  # fmt: skip
    window.panel.refresh()
    states = {row[0]: row[1] for row in window.panel.people.rows}
    assert states == {"Chan": "connected", "Lee": "away"}
    assert window.bar.connected.text().startswith("1 ")


def test_the_course_is_gone_through_by_keys(window: TrainerWindow, qtbot: QtBot) -> None:
    course = window.panel.course
    chosen: list[Mark] = []
    course.chosen.connect(chosen.append)
    QTest.keyClick(course, Qt.Key.Key_Down)
    QTest.keyClick(course, Qt.Key.Key_Right)
    QTest.keyClick(course, Qt.Key.Key_Return)
    assert chosen[-1].occurrence == "rain-1"
    before = course.shown.span
    QTest.keyClick(course, Qt.Key.Key_Plus)
    assert course.shown.span < before and course.shown.since <= chosen[-1].at <= course.shown.until
    QTest.keyClick(course, Qt.Key.Key_0)
    assert course.shown == course.whole
    for _ in range(9):
        QTest.keyClick(course, Qt.Key.Key_Down)
    assert course.marked is not None and "Lee" in " ".join(course.marked.lines)


def test_a_mark_is_found_under_the_pointer_and_shows_its_row(window: TrainerWindow) -> None:
    panel = window.panel
    row = next(number for number, lane in enumerate(panel.course.lanes) if lane.kind == "expected")
    number = next(at for at, mark in enumerate(panel.course.lanes[row].marks) if mark.key == "tell")
    place = panel.course.place_of(row, number)
    assert panel.course.mark_at(QPointF(place)) == (row, number)
    QTest.mouseClick(panel.course.viewport(), Qt.MouseButton.LeftButton, pos=place)
    shown = panel.tables["expected"].currentIndex().row()
    assert panel.expected.rows[shown][5] == "Note that the gauge cannot be believed"


def test_the_frame_is_chequered_in_the_colour_of_exercises(window: TrainerWindow) -> None:
    image = window.grab().toImage()
    colours = {image.pixelColor(x, y).name().upper() for x in range(0, 40) for y in range(0, 8)}
    assert {DARK.exercise, DARK.ground} <= colours


def test_all_keys_are_on_one_sheet(window: TrainerWindow) -> None:
    press(window, "keys")
    press(window, "keys")
    assert len(window.findChildren(KeysSheet)) == 1
    shortcuts = [one.shortcut().toString() for one in window.actions_by_name.values()]
    assert all(shortcuts) and len(set(shortcuts)) == len(shortcuts)
