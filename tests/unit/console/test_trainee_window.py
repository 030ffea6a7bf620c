"""A trainee's window: never taken for live, briefed, told what the public says, frozen, and scored at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.options import ConsoleOptions
from opscenter.console.session import LinkState, Session
from opscenter.console.shell.console import Console
from opscenter.console.shell.exercise import WindowExercise
from opscenter.console.shell.memory import Remembered
from opscenter.console.theme.tokens import DARK
from opscenter.console.training.alert_dialog import AlertDialog
from opscenter.console.training.choose_exercise import ChooseExercise, shipped_offers
from opscenter.settings.catalogue import load_catalogue
from tests.support.fake_city import NOW, snapshot
from tests.support.light_panels import use_light_panels
from tests.support.training_case import TITLE, ExerciseChannel, at, standing_fact, tell, texts


@pytest.fixture
def console(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Console]:
    use_light_panels(monkeypatch)
    made = Console(load_catalogue(), ConsoleOptions(theme="dark", language="en", operator="Chan"), Remembered(), None)
    made.session.channel = ExerciseChannel(trainer=False)
    made.window.resize(1280, 800)
    made.show()
    yield made
    made.window.close()
    made.window.deleteLater()


def attach(console: Console, state: str) -> Session:
    session = console.session
    session.introduce({"mode": "exercise", "city": "Port Meridian", "zone": "Asia/Hong_Kong", "now": NOW})
    changes = session.mirror.apply_snapshot(*snapshot(40, 4))
    session.live.exercise = standing_fact(state)
    session.set_link(LinkState.LIVE)
    session.announce(changes)
    return session


def channel(console: Console) -> ExerciseChannel:
    assert isinstance(console.session.channel, ExerciseChannel)
    return console.session.channel


def exercise(console: Console) -> WindowExercise:
    found = console.window.findChild(WindowExercise)
    assert found is not None
    return found


def said(widget: QWidget) -> str:
    return " | ".join(label.text() for label in widget.findChildren(QLabel) if not label.isHidden())


def test_live_there_is_nothing_of_an_exercise(console: Console) -> None:
    assert exercise(console).sheet.isHidden()
    assert not console.window.commands["exercise-brief"].isVisible()
    assert console.window.contentsMargins().left() == 0
    exercise(console).show_sheet()
    exercise(console).draft_alert()
    assert exercise(console).sheet.isHidden() and console.window.findChild(AlertDialog) is None


def test_it_cannot_be_taken_for_live(console: Console, qtbot: QtBot) -> None:
    attach(console, "running")
    window = console.window
    assert window.header.badge.word == "EXERCISE"
    qtbot.waitUntil(lambda: "EXERCISE" in window.windowTitle())
    image = window.grab().toImage()
    edge = {image.pixelColor(x, y).name().upper() for x in range(300, 340) for y in range(0, 8)}
    assert edge == {DARK.exercise, DARK.ground}
    assert window.contentsMargins().left() == 8, "the frame lies over nothing that is to be read"
    header = window.header.grab().toImage()
    inks = {header.pixelColor(x, header.height() // 2).name() for x in range(header.width())}
    assert QColor(DARK.exercise).name() in inks and QColor(DARK.replay).name() not in inks


def test_the_brief_is_shown_before_it_begins_and_goes_by_itself(console: Console, qtbot: QtBot) -> None:
    session = attach(console, "briefing")
    sheet = exercise(console).sheet
    assert not sheet.isHidden() and sheet.heading.text() == TITLE["en"]
    assert "You take over at 18:00" in said(sheet) and "when the trainer says so" in said(sheet)
    bar = sheet.around.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() == 0)  # there is room for all of it
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert not sheet.isHidden(), "nobody works before it has begun"
    tell(session, "running")
    assert sheet.isHidden()
    console.window.commands["exercise-brief"].trigger()
    assert not sheet.isHidden()
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    assert sheet.isHidden()


def test_who_comes_late_reads_the_brief_too(console: Console) -> None:
    attach(console, "running")
    assert not exercise(console).sheet.isHidden()


def test_the_station_says_how_far_it_is(console: Console) -> None:
    session = attach(console, "briefing")
    tell(session, "preparing", progress=0.42)
    assert "42 %" in exercise(console).sheet.small.text()


def test_a_message_of_the_public_arrives_as_such(console: Console) -> None:
    session = attach(console, "running")
    assert "Message from the public" in console.window.notice.text
    assert "Water stands in Harbour Road" in console.window.notice.text
    case = channel(console).case
    case["messages"] = [*case["messages"], {"at": at(650), "by": "Ng", "text": texts("The <b>bridge</b> is closed")}]
    tell(session, "running", message=case["messages"][-1])
    assert "Message of Ng" in console.window.notice.text and "<b>bridge</b>" in console.window.notice.text
    shown = console.window.notice.text
    tell(session, "running", message=case["messages"][-1])
    assert console.window.notice.text == shown


def test_frozen_is_told_until_it_goes_on(console: Console, qtbot: QtBot) -> None:
    session = attach(console, "frozen")
    assert "FROZEN" in console.window.notice.text
    told = session.live.now
    with qtbot.waitSignals([session.ticked] * 2):
        pass
    assert session.now == told
    tell(session, "running")
    assert "FROZEN" not in console.window.notice.text


def test_what_is_selected_has_been_looked_at(console: Console) -> None:
    session = attach(console, "running")
    alarm = next(iter(session.live.alarms.values()))
    console.selection.select([alarm.entity], alarm.occurrence)
    looks = [args for verb, args in channel(console).commands if verb == "exercise-look"]
    assert looks == [{"by": "Chan", "occurrence": alarm.occurrence, "entity": alarm.entity}]
    tell(session, "frozen")
    console.selection.select([], "")
    console.selection.select([alarm.entity], "")
    assert len([verb for verb, _ in channel(console).commands if verb == "exercise-look"]) == 1
    tell(session, "running")
    looks = [args for verb, args in channel(console).commands if verb == "exercise-look"]
    assert looks[1:] == [{"by": "Chan", "occurrence": "", "entity": alarm.entity}], (
        "what is on the screen when it goes on"
    )
    tell(session, "frozen")
    tell(session, "running")
    assert len([verb for verb, _ in channel(console).commands if verb == "exercise-look"]) == 2


def test_an_alert_is_drafted_or_says_why_not(console: Console) -> None:
    attach(console, "running")
    console.window.commands["exercise-alert"].trigger()
    dialog = console.window.findChild(AlertDialog)
    assert dialog is not None and not dialog.write.isEnabled()
    dialog.headline.setText("Flooding")
    dialog.text.setPlainText("Avoid Harbour Road")
    channel(console).refusals["exercise-alert"] = "The exercise is frozen."
    dialog.send()
    assert dialog.trouble.text() == "The exercise is frozen." and dialog.write.isEnabled()
    channel(console).refusals.clear()
    dialog.send()
    verb, args = channel(console).commands[-1]
    assert (verb, args["headline"], args["severity"]) == ("exercise-alert", "Flooding", "Severe")
    assert "sent to nobody" in console.window.notice.text


def test_the_end_shows_the_own_score_with_its_reasons(console: Console) -> None:
    session = attach(console, "running")
    assert not any(header.get("what") == "exercise-score" for _kind, header, _ in channel(console).asked)
    tell(session, "over")
    sheet = exercise(console).sheet
    assert sheet.heading.text() == "Chan: 15 points"
    read = said(sheet)
    mine = read[read.index("What you did") : read.index("What others did")]
    assert "Chan acknowledged it after 35 s" in mine and "Lee acknowledged" not in mine
    assert "Together 15 / 30, 50 %" in sheet.small.text()


def test_a_score_that_is_the_trainers_is_not_shown(console: Console) -> None:
    session = attach(console, "running")
    channel(console).case["shows_score"] = False
    channel(console).refusals["exercise-score"] = "The score of this exercise is for the trainer."
    tell(session, "over")
    assert "goes through it with you" in said(exercise(console).sheet)


def test_another_language_keeps_the_stage(console: Console) -> None:
    attach(console, "briefing")
    console.use_language("zh_Hant")
    sheet = exercise(console).sheet
    assert not sheet.isHidden() and sheet.heading.text() == TITLE["zh_Hant"]


def test_an_exercise_to_train_with_is_chosen_by_its_brief(
    console: Console, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[tuple[object, ...]] = []
    monkeypatch.setattr("opscenter.console.shell.exercise.open_trainer", lambda *args: opened.append(args) or True)
    console.window.commands["train"].trigger()
    console.window.commands["train"].trigger()
    (dialog,) = console.window.findChildren(ChooseExercise)
    assert dialog.list.count() >= 3 and dialog.brief.text()
    wrong = tmp_path / "wrong.toml"
    wrong.write_text('id = "x"\nbrief = 3\n')
    dialog.offer_file(wrong)
    assert "wrong.toml" in dialog.trouble.text()
    assert dialog.list.count() == len(shipped_offers())
    dialog.list.setCurrentRow(1)
    dialog.train.click()
    assert [(args[0].name, *args[1:]) for args in opened] == [  # type: ignore[attr-defined]
        (shipped_offers()[1].file.name, "dark", "en", "Chan")
    ]
    assert "is being opened" in console.window.notice.text
