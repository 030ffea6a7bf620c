"""The transport bar of a replay: hands and keys become commands to its station, what that tells is shown."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from opscenter.console.replay.bar import ReplayBar
from opscenter.console.replay.calm_seek import APART_MS
from opscenter.console.replay.controls import ReplayControls
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from tests.support.fake_city import NOW
from tests.support.played_console import HOUR, SINCE, UNTIL, channel_of, commands, played_session, tell


@pytest.fixture
def session(qtbot: QtBot, session: Session) -> Session:
    return played_session(session)


@pytest.fixture
def bar(session: Session, qtbot: QtBot) -> ReplayBar:
    bar = ReplayBar(session, Theme("dark"), ReplayControls(session))
    qtbot.addWidget(bar)
    bar.resize(1_400, 90)
    bar.show()
    qtbot.waitExposed(bar)
    return bar


def answer(session: Session, **header: Any) -> None:
    channel_of(session).answer(header)


def asked_timelines(session: Session) -> int:
    return sum(header.get("what") == "replay-timeline" for _, header, _ in channel_of(session).asked)


def test_a_speed_chosen_while_it_stands_waits_until_it_plays(session: Session, bar: ReplayBar) -> None:
    controls = bar.controls
    sent = len(commands(session))
    controls.change_speed(1)
    controls.change_speed(1)
    assert len(commands(session)) == sent and controls.speed == 5.0
    assert bar.speed.currentText() == "×5"
    controls.toggle()
    assert commands(session)[-1] == ("replay-play", {"speed": 5.0})
    tell(session, state="playing", goes_on=True, speed=5.0, achieved=4.9)
    tell(session, state="playing", goes_on=True, speed=60.0, achieved=58.0)
    assert bar.speed.currentText() == "×60", "somebody else chose"


def test_states_are_told(session: Session, bar: ReplayBar) -> None:
    tell(session, state="preparing", ready=0.4, unfolded=SINCE + HOUR)
    assert bar.state.accessibleName() == "Catching up 40 % · plots and search know 33 % of it so far"
    tell(session, state="playing", goes_on=True, speed=0.0, achieved=4_321.0)
    assert bar.state.accessibleName() == "Playing · reaches ×4,320"
    assert bar.speed.currentText() == "fastest"
    tell(session, state="ended", at=UNTIL)
    assert bar.state.accessibleName() == "At the end"


def test_a_time_is_typed(session: Session, bar: ReplayBar, qtbot: QtBot) -> None:
    for typed, at in (("18:30", NOW - 36 * 60_000 - 40_000), ("+5min", NOW + 300_000), ("-30s", NOW - 30_000)):
        bar.entry.setText(typed)
        qtbot.keyClick(bar.entry, Qt.Key.Key_Return)
        assert commands(session)[-1] == ("replay-seek", {"at": at}), typed
        answer(session)
    sent = len(commands(session))
    for typed, words in (("soon", "no time"), ("2020-01-01 10:00", "goes from 2026-11-18 17:06:40 to")):
        bar.entry.setText(typed)
        qtbot.keyClick(bar.entry, Qt.Key.Key_Return)
        assert words in bar.said.accessibleName() and bar.said.isVisible()
    assert len(commands(session)) == sent


def test_a_dragged_handle_seeks_at_a_calm_rate(session: Session, bar: ReplayBar, qtbot: QtBot) -> None:
    line = bar.line
    y = line.height() - 25
    sent = len(commands(session))
    qtbot.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(round(line.x_of(NOW)), y))
    for minutes in range(1, 40):
        qtbot.mouseMove(line, QPoint(round(line.x_of(NOW - minutes * 60_000)), y))
    assert len(commands(session)) == sent + 1, "one at a time"
    last = QPoint(round(line.x_of(NOW - HOUR)), y)
    qtbot.mouseRelease(line, Qt.MouseButton.LeftButton, pos=last)
    assert len(commands(session)) == sent + 1
    answer(session)
    qtbot.waitUntil(lambda: len(commands(session)) == sent + 2, timeout=APART_MS * 8)
    assert commands(session)[-1][1]["at"] == line.time_at(last.x())
    answer(session)
    assert bar.seek.idle


def test_jumps_say_where_they_went(session: Session, bar: ReplayBar, qtbot: QtBot) -> None:
    entity = session.live.ids[0]
    occurrence = next(iter(session.live.alarms))
    found: list[tuple[str, str]] = []
    bar.controls.found.connect(lambda *told: found.append(told))
    qtbot.keyClick(bar.line, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert commands(session)[-1] == ("replay-next", {"what": "alarm", "back": True})
    answer(session, found=True, at=NOW - 60_000, entity=entity, occurrence=occurrence, text={"en": "Speed collapse"})
    assert "19:05:40" in bar.said.accessibleName() and "Speed collapse" in bar.said.accessibleName()
    assert found == [(entity, occurrence)]
    for key, what in (
        (Qt.Key.Key_U, "urgent"),
        (Qt.Key.Key_N, "note"),
        (Qt.Key.Key_C, "act"),
        (Qt.Key.Key_B, "bookmark"),
    ):
        qtbot.keyClick(bar.line, key)
        assert commands(session)[-1] == ("replay-next", {"what": what, "back": False})
    answer(session, found=False)
    assert bar.said.accessibleName() == "There is no bookmark after this."


def test_bookmarks_and_loops(session: Session, bar: ReplayBar, qtbot: QtBot) -> None:
    qtbot.keyClick(bar.line, Qt.Key.Key_M)
    assert bar.words.isVisible()
    bar.words.setText("Here it began")
    qtbot.keyClick(bar.words, Qt.Key.Key_Return)
    assert commands(session)[-1] == ("replay-bookmark", {"at": NOW, "text": "Here it began", "by": "tester"})
    assert not bar.words.isVisible()
    asked = asked_timelines(session)
    answer(session, bookmark=4, kept=False, notice="The folder cannot be written: the bookmark is kept until the end.")
    assert "cannot be written" in bar.said.accessibleName()
    assert asked_timelines(session) == asked + 1, "the timeline shows it"
    qtbot.keyClick(bar.line, Qt.Key.Key_M, Qt.KeyboardModifier.ShiftModifier)
    assert commands(session)[-1] == ("replay-bookmark-remove", {"bookmark": 3}), "the one of this moment"
    answer(session, removed=True)
    qtbot.mouseClick(bar.loop, Qt.MouseButton.LeftButton)
    assert commands(session)[-1] == ("replay-loop", {"from": SINCE, "to": UNTIL})
    tell(session, loop=[NOW - HOUR, NOW])
    assert bar.line.span == (NOW - HOUR, NOW) and bar.loop.isChecked()
    qtbot.mouseClick(bar.loop, Qt.MouseButton.LeftButton)
    assert commands(session)[-1] == ("replay-loop", {})


def test_what_happened_is_on_the_timeline(session: Session, bar: ReplayBar) -> None:
    assert {name: len(row.marks) for name, row in bar.line.rows.items()} == {
        "alarms": 18,
        "people": 2,
        "bookmarks": 1,
        "others": 1,
    }
    assert bar.line.course.gaps == [(SINCE + 60_000, SINCE + 200_000)]
    assert bar.line.line_of(bar.line.rows["others"].marks[0]).endswith("· 7 message(s) of traffic-1 never came")
    assert bar.line.line_of(bar.line.rows["people"].marks[0]) == "2026-11-18 18:06:40 · Ada · Police at the place"
    assert "critical · Speed collapse 0 · TrafficFlowObserved 0" in bar.line.line_of(bar.line.rows["alarms"].marks[0])


def test_a_station_that_cannot_tell_yet_is_asked_again(
    session: Session, bar: ReplayBar, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("opscenter.console.replay.known.AGAIN_MS", 10)
    channel = channel_of(session)
    ready = channel.answers.pop("replay-timeline")
    bar.known.ask()
    channel.answer(refused="Not yet.")
    channel.answers["replay-timeline"] = ready
    before = len(channel.asked)
    qtbot.waitUntil(lambda: len(channel.asked) > before)


def test_hostile_answers_leave_a_timeline(session: Session, bar: ReplayBar) -> None:
    hostile = {
        "events": [7, {"at": "x"}, {"at": 1e99, "kind": "raised"}, {"at": NOW, "kind": "raised", "priority": 99},
                   {"at": NOW, "kind": "dance"}, {"at": NOW, "kind": "gap", "until": "y"},
                   {"at": NOW, "kind": "note", "text": "<b>bold</b>", "by": 5, "entity": []}],
        "raised": {"urgent": [1, "x", -4], "other": 3}, "left_out": "many",
    }  # fmt: skip
    bar.known._take(Answer(hostile, {}))
    assert len(bar.line.rows["alarms"].marks) == 1 and len(bar.line.rows["people"].marks) == 1
    assert bar.line.course.urgent == [] and bar.line.course.gaps == []
    assert not bar.grab().isNull()
