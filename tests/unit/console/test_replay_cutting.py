"""Cutting an incident: dragging over the recording, asking the station, its progress, and opening what came of it."""

import sys
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.replay.choose_dialog import ChooseIncident, with_newest
from opscenter.console.replay.cut_dialog import CutDialog
from opscenter.console.replay.launching import Replays
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from tests.support.fake_city import NOW
from tests.support.played_console import channel_of

HOUR = 3_600_000
FIRST = NOW - 20 * HOUR


def spanned(header: dict[str, Any]) -> Answer:
    args = header["args"]
    bins = args.get("bins", 0)
    raised = {"urgent": [1] * bins, "other": [2] * bins} if bins else {}
    return Answer({"first": FIRST, "last": NOW, "since": max(FIRST, args["from"]), "until": min(NOW, args["to"]),
                   "gaps": [[NOW - 3 * HOUR, NOW - 2 * HOUR]], "away": [], "raised": raised}, {})  # fmt: skip


def answer_spans(session: Session) -> None:
    for _, header, on_answer in list(channel_of(session).asked):
        if header.get("what") == "span":
            on_answer(spanned(header))
    channel_of(session).asked.clear()


@pytest.fixture
def dialog(session: Session, qtbot: QtBot) -> CutDialog:
    session.zone = "Asia/Hong_Kong"
    event = {"id": 5, "at": NOW - HOUR // 2, "event": "raised", "priority": 1, "text": {"en": "Flood"}, "entity": "x"}
    channel_of(session).answers["journal"] = Answer({"events": [event, {"at": "x"}, 7]}, {})
    channel_of(session).answers["incident-cut-state"] = Answer({"state": "none", "number": 0}, {})
    made = CutDialog(session, Theme("dark"))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    answer_spans(session)
    return made


def asked(session: Session, what: str) -> list[dict[str, Any]]:
    return [header["args"] for kind, header, _ in channel_of(session).asked if header.get("what") == what]


def test_a_drag_over_alarms_chooses_the_span(dialog: CutDialog, session: Session, qtbot: QtBot) -> None:
    line = dialog.line
    assert line.course.since == FIRST and line.course.gaps == []
    qtbot.waitUntil(lambda: bool(asked(session, "span")))
    answer_spans(session)
    assert (
        line.course.gaps
        and len(line.course.urgent) > 50
        and line.line_of(line.rows["alarms"].marks[0]).endswith("Flood")
    )
    y = line.height() - 20
    begin, end = (QPoint(round(line.x_of(at)), y) for at in (NOW - 2 * HOUR, NOW - HOUR))
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=begin)
    qtbot.mouseMove(line, end)
    qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=end)
    since, until = dialog.span
    assert abs(since - (NOW - 2 * HOUR)) < 120_000 and abs(until - (NOW - HOUR)) < 120_000
    assert dialog.since.text().startswith("2026-11-18 17:0") and dialog.file.text().endswith(".mcap")
    assert "incident-20261118-17" in dialog.file.text()
    at = QPoint(round(line.x_of(NOW - HOUR // 2)), 7)
    qtbot.mouseClick(line, Qt.MouseButton.LeftButton, pos=at)
    assert dialog.span == (NOW - HOUR // 2 - 600_000, NOW - HOUR // 2 + 600_000), "ten minutes around an alarm"


def test_how_long_it_is_is_told_to_the_second(dialog: CutDialog) -> None:
    for ms, told in ((284_000, "4 min 44 s"), (240_000, "4 min"), (44_000, "44 s"), (2 * HOUR + 300_000, "2 h 05")):
        dialog._use_span(NOW - ms, NOW)
        assert dialog.length.text().startswith(f"{told}, times of Asia/Hong_Kong")


def test_the_span_offered_begins_no_earlier_than_the_recording(session: Session, qtbot: QtBot) -> None:
    made = CutDialog(session, Theme("dark"))
    qtbot.addWidget(made)
    first = session.live_now - 240_000
    made.known._begin(Answer({"first": first}, {}))
    assert made.span == (first, session.live_now)
    made._use_span(first + 60_000, first + 120_000)
    made.known._begin(Answer({"first": first + 90_000}, {}))
    assert made.span == (first + 60_000, first + 120_000), "what somebody chose stays"


def test_by_keyboard_alone(dialog: CutDialog, session: Session, qtbot: QtBot) -> None:
    line = dialog.line
    qtbot.keyClick(line, Qt.Key.Key_Home)
    qtbot.keyClick(line, Qt.Key.Key_PageDown)
    qtbot.keyClick(line, Qt.Key.Key_BracketLeft)
    assert dialog.span[0] == FIRST + 600_000
    qtbot.keyClick(line, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(line, Qt.Key.Key_BracketRight)
    assert dialog.span == (FIRST + 600_000, FIRST + 660_000)
    dialog.since.setText("18:00")
    dialog.until.setText("18:30")
    qtbot.keyClick(dialog.until, Qt.Key.Key_Return)
    assert dialog.span[1] - dialog.span[0] == HOUR // 2


def test_what_is_said_is_asked_for_and_its_progress_told(dialog: CutDialog, session: Session, qtbot: QtBot) -> None:
    dialog.title.setText("Burst main")
    dialog.licence.setText("CC BY 4.0")
    dialog.note.setPlainText("Seen from\nthe bridge")
    dialog.systems.actions_by_system["water"].setChecked(True)
    dialog.file.setText("/tmp/burst.mcap")
    qtbot.mouseClick(dialog.cut_button, Qt.MouseButton.LeftButton)
    wanted = asked(session, "incident-cut")[-1]
    assert wanted["title"] == "Burst main" and wanted["systems"] == ["water"] and wanted["area"] == ""
    assert wanted["note"] == "Seen from\nthe bridge" and wanted["file"] == "/tmp/burst.mcap" and not wanted["force"]
    assert wanted["to"] - wanted["from"] == HOUR and wanted["by"] == "tester"
    assert not dialog.cut_button.isEnabled()
    running = {"number": 1, "state": "running", "progress": 0.4, "file": "/tmp/burst.mcap"}
    channel_of(session).answer(running)
    assert "40 %" in dialog.told.text() and dialog.bar.value() == 400 and dialog.bar.isVisible()
    done = {**running, "state": "done", "progress": 1.0,
            "result": {"bytes": 2_500_000, "messages": 12_000, "told": ["The same journal comes out."]}}  # fmt: skip
    channel_of(session).answers["incident-cut-state"] = Answer(done, {})
    qtbot.waitUntil(lambda: not dialog.work.running)
    assert "12000 message(s)" in dialog.told.text() and "The same journal comes out." in dialog.told.text()
    with qtbot.waitSignal(dialog.replay_wanted) as wish:
        qtbot.mouseClick(dialog.open_button, Qt.MouseButton.LeftButton)
    assert wish.args == [Path("/tmp/burst.mcap")]


def test_it_is_stopped(dialog: CutDialog, session: Session, qtbot: QtBot) -> None:
    dialog.cut()
    channel_of(session).answer({"state": "running", "progress": 0.1})
    channel_of(session).answers["incident-cut-stop"] = Answer({"state": "stopped"}, {})
    qtbot.mouseClick(dialog.stop_button, Qt.MouseButton.LeftButton)
    assert dialog.told.text() == "Stopped. Nothing was written." and dialog.open_button.isHidden()
    assert dialog.cut_button.isEnabled()


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (Answer({}, {}, "There is a file of that name already."), "There is a file of that name already."),
        (Answer({"state": "failed", "reason": "The disk is full."}, {}), "The disk is full."),
        (Answer({"state": 7, "progress": "x", "result": []}, {}), ""),
    ],
)
def test_what_goes_wrong_is_told(dialog: CutDialog, session: Session, answer: Answer, sentence: str) -> None:
    channel_of(session).answers["incident-cut"] = answer
    dialog.told.clear()
    dialog.cut()
    assert (dialog.told.text() == sentence or not sentence) and dialog.cut_button.isEnabled()


def test_times_that_are_none_are_not_sent(dialog: CutDialog, session: Session) -> None:
    for since, until, words in (("soon", "18:00", "Write times"), ("18:30", "18:00", "later than the beginning")):
        dialog.since.setText(since)
        dialog.until.setText(until)
        dialog.cut()
        assert words in dialog.told.text()
    assert asked(session, "incident-cut") == []


def test_recent_files_come_first(qtbot: QtBot) -> None:
    recent = with_newest(["/a.mcap", "/b.mcap"], Path("/b.mcap"))
    assert recent == [str(Path("/b.mcap")), "/a.mcap"]
    assert len(with_newest([f"/{n}.mcap" for n in range(30)], Path("/x.mcap"))) == 10
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    dialog = ChooseIncident(recent, window)
    dialog.show()
    with qtbot.waitSignal(dialog.chosen) as chosen:
        qtbot.keyClick(dialog.files, Qt.Key.Key_Return)
    assert chosen.args == [Path("/b.mcap")]
    empty = ChooseIncident([], window)
    empty.show()
    assert empty.none.isVisible() and not empty.open_button.isEnabled()


class Scripted(Replays):
    """In place of the program, a script."""

    script = ""

    def _command(self, arguments: list[str]) -> list[str]:
        self.arguments = arguments
        return ["-c", self.script]


def test_a_replay_that_cannot_be_opened_says_why(qtbot: QtBot, tmp_path: Path) -> None:
    replays = Scripted()
    told = {"live": "tcp://127.0.0.1:7", "theme": "dark", "language": "en", "operator": "Ada"}
    assert "There is no file" in replays.open(tmp_path / "none.mcap", **told)
    file = tmp_path / "a.mcap"
    file.write_bytes(b"")
    replays.script = "import sys; sys.exit('The file is no MCAP file.')"
    with qtbot.waitSignal(replays.failed) as failed:
        assert replays.open(file, **told) == ""
    assert failed.args == ["a.mcap could not be replayed: The file is no MCAP file."]
    assert replays.count == 0
    assert replays.arguments[:2] == ["replay", str(file)] and replays.arguments[-2:] == ["--live", "tcp://127.0.0.1:7"]


def test_a_replay_calls_the_live_window(qtbot: QtBot, tmp_path: Path) -> None:
    replays = Scripted()
    file = tmp_path / "a.mcap"
    file.write_bytes(b"")
    replays.script = (
        "import os; assert os.environ['OPSCENTER_LIVE_WINDOW']; "
        "print('opscenter console ready entities=1'); "
        "print('opscenter replay front entity=urn:x occurrence=r@urn:x@5', flush=True); input()"
    )
    with qtbot.waitSignal(replays.front) as front, qtbot.waitSignal(replays.opened) as opened:
        replays.open(file, live="", theme="dark", language="en", operator="")
    assert front.args == ["urn:x", "r@urn:x@5"]
    assert opened.args == [file], "what was told while it was being opened goes"
    assert replays.count == 1 and sys.executable
    replays.stop()
    assert replays.count == 0
