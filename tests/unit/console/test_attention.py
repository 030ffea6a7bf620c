"""What sounds and when: announcements, silence, reminders, and notices on the desktop."""

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.alarms.panel import AlarmPanel
from opscenter.console.alarms.tones import Tones
from opscenter.console.attention.attention import Attention
from opscenter.console.attention.desktop_notice import DesktopNotice, plain_text
from opscenter.console.attention.sound_menu import sound_menu
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm, AlarmState, Aside, AsideKind, Priority
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.changes import Changes
from tests.support.fake_city import NOW, beat, make_alarm, make_session

SECOND = 1_000


class Ears(Tones):
    """Notes what would sound."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Priority] = []

    def play(self, priority: Priority) -> None:
        self.heard.append(priority)

    def take(self) -> list[Priority]:
        heard, self.heard = self.heard, []
        return heard


class Room:
    def __init__(self) -> None:
        self.session: Session = make_session(80, 0, catalogue=Catalogue())
        self.session._timer.stop()  # time goes on when a test says so
        self.ears = Ears()
        self.attention = Attention(self.session, self.ears)

    def alarm(self, number: int, priority: Priority = Priority.HIGH, **fields: Any) -> Alarm:
        return make_alarm(number, self.session.mirror.ids[number], priority, since=NOW, **fields)

    def wait(self, seconds: int) -> list[Priority]:
        """Let time go on, second by second; what was heard."""
        self.ears.take()
        for _ in range(seconds):
            beat(self.session, after_ms=SECOND)
            self.session.ticked.emit(self.session.now)
        return self.ears.take()


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room()


def test_a_new_alarm_sounds_once_and_the_worst_of_a_beat_is_heard(room: Room) -> None:
    beat(room.session, alarms=[room.alarm(1, Priority.LOW), room.alarm(2, Priority.HIGH), room.alarm(3)])
    assert room.ears.take() == [Priority.HIGH]
    beat(room.session, alarms=[room.alarm(2, Priority.HIGH, changed=NOW + 1)])
    assert room.ears.take() == [], "the same again is no news"
    beat(room.session, alarms=[room.alarm(2, Priority.HIGH, state=AlarmState.ACKED)])
    assert room.ears.take() == []
    beat(room.session, alarms=[room.alarm(2, Priority.HIGH, announced=NOW + 5)])
    assert room.ears.take() == [Priority.HIGH], "announced again"
    beat(room.session, alarms=[room.alarm(2, Priority.CRITICAL, announced=NOW + 9)])
    assert room.ears.take() == [Priority.CRITICAL], "its priority rose while it waited"


def test_what_stood_before_and_what_is_laid_aside_is_silent(room: Room) -> None:
    aside = Aside(AsideKind.SHELVED, "Mei", "d", NOW, until=NOW + 1)
    shelved = room.alarm(4, Priority.CRITICAL, state=AlarmState.SHLVD, inner=AlarmState.UNACK, asides=(aside,))
    beat(room.session, alarms=[shelved])
    assert room.ears.take() == [] and room.wait(130) == []
    beat(room.session, alarms=[replace(shelved, state=AlarmState.UNACK, inner=None, asides=(), announced=NOW + 9)])
    assert room.ears.take() == [Priority.CRITICAL], "it comes back"
    other = Room()
    beat(other.session, alarms=[other.alarm(1)])
    other.ears.take()
    other.session.announce(Changes(everything=True, now=other.session.now))
    assert other.ears.take() == []


def test_an_operator_hears_of_what_they_answer_for_and_of_everything_critical(room: Room) -> None:
    room.session.duty.choose([], ["water"])
    beat(room.session, alarms=[room.alarm(1, Priority.HIGH)])
    assert room.ears.take() == []
    beat(room.session, alarms=[room.alarm(2, Priority.HIGH, system="water")])
    assert room.ears.take() == [Priority.HIGH]
    beat(room.session, alarms=[room.alarm(3, Priority.CRITICAL)])
    assert room.ears.take() == [Priority.CRITICAL]


def test_reminders_come_while_something_urgent_waits_and_end_with_its_acknowledgement(room: Room) -> None:
    beat(room.session, alarms=[room.alarm(1, Priority.CRITICAL), room.alarm(2, Priority.HIGH)])
    assert room.wait(200) == [Priority.CRITICAL] * 3
    beat(room.session, alarms=[room.alarm(1, Priority.CRITICAL, state=AlarmState.ACKED)])
    assert room.wait(400) == [Priority.HIGH] * 2
    beat(room.session, alarms=[room.alarm(2, Priority.HIGH, state=AlarmState.ACKED), room.alarm(3, Priority.MEDIUM)])
    assert room.wait(400) == [], "what is not urgent is not reminded of"


def test_how_often_is_chosen_and_kept(room: Room, qtbot: QtBot) -> None:
    room.attention.remind_every(Priority.CRITICAL, 0)
    room.attention.remind_every(Priority.HIGH, 30)
    beat(room.session, alarms=[room.alarm(1, Priority.CRITICAL), room.alarm(2, Priority.HIGH)])
    assert room.wait(65) == [Priority.HIGH] * 2
    other = Room()
    other.attention.restore_state(room.attention.save_state())
    assert other.attention.reminding.every_s == {Priority.CRITICAL: 0, Priority.HIGH: 30}
    for broken in (3, {"reminders": {"critical": 7}}, {"silence": {"by": 3}}, {"silence": {"by": "", "since": True}}):
        other.attention.restore_state(broken)
        assert other.attention.silence is None
    assert other.attention.reminding.every_s == {Priority.CRITICAL: 0, Priority.HIGH: 30}


def test_there_are_no_reminders_in_the_past_but_what_is_critical_is_heard(room: Room) -> None:
    beat(room.session, alarms=[room.alarm(1, Priority.CRITICAL)])
    room.session.moment = NOW - 1
    assert room.wait(130) == []
    beat(room.session, alarms=[room.alarm(2, Priority.HIGH)])
    assert room.ears.take() == []
    beat(room.session, alarms=[room.alarm(3, Priority.CRITICAL)])
    assert room.ears.take() == [Priority.CRITICAL]


def test_silence_stops_sounds_for_a_while_says_who_and_changes_no_alarm(room: Room) -> None:
    room.session.operator = "Mei"
    room.attention.be_silent(5 * 60 * SECOND)
    before = dict(room.session.mirror.alarms)
    assert room.attention.silence is not None and room.attention.silence.by == "Mei"
    beat(room.session, alarms=[room.alarm(1, Priority.CRITICAL)])
    assert room.ears.take() == [] and room.wait(290) == []
    assert room.session.mirror.alarms != before and room.attention.is_silent
    assert room.wait(20)[:1] == [Priority.CRITICAL], "silence is over: what still waits is heard"
    assert room.attention.silence is None
    room.attention.be_silent(0)
    assert room.wait(7200) == [] and room.attention.is_silent
    room.attention.sound_again()
    assert not room.attention.is_silent and room.wait(70)


def test_the_list_shows_silence_and_its_key_and_menu_set_it(qtbot: QtBot) -> None:
    session = make_session(80, 0, catalogue=Catalogue(), operator="Mei")
    panel = AlarmPanel(session, Selection(), Theme())
    qtbot.addWidget(panel)
    panel.resize(900, 300)
    panel.show()
    assert not panel.bar.silence.isVisible()
    qtbot.keyClick(panel.view, Qt.Key.Key_Q)
    assert panel.bar.silence.isVisible() and panel.bar.silence.text() == "silent until 19:16"
    assert "Mei" in panel.bar.silence.toolTip()
    panel.resize(400, 300)
    qtbot.waitUntil(lambda: panel.bar.silence.text() == "19:16")
    panel.resize(900, 300)
    state = panel.save_state()
    panel.bar.silence.click()
    assert not panel.bar.silence.isVisible() and not panel.attention.is_silent
    panel.restore_state(state)
    assert panel.bar.silence.isVisible()
    qtbot.keyClick(panel.view, Qt.Key.Key_Q)
    assert not panel.attention.is_silent
    menu = sound_menu(panel, panel.attention)
    texts = [action.text() for action in menu.actions()]
    assert texts[0].startswith("Silence for 10 min") and "Silence until I end it" in texts
    next(action for action in menu.actions() if action.text() == "Silence until I end it").trigger()
    assert panel.bar.silence.text() == "silent" and "until somebody ends it" in panel.bar.silence.toolTip()
    reminders = [action.menu() for action in menu.actions() if action.text().startswith("Remind of what is critical")]
    submenu: Any = reminders[0]
    (chosen,) = [action for action in submenu.actions() if action.isChecked()]
    assert chosen.text() == "every 1 min"
    submenu.actions()[0].trigger()
    assert panel.attention.reminding.every_s[Priority.CRITICAL] == 0
    next(action for action in menu.actions() if action.text().startswith("Notices")).trigger()
    assert not panel.attention.notifies


# -- notices -------------------------------------------------------------------------------------------------


class Tray(QObject):
    messageClicked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.shown: list[tuple[str, str]] = []

    def showMessage(self, title: str, body: str, icon: object, ms: int) -> None:
        self.shown.append((title, body))


class Desk:
    def __init__(self, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, with_tray: bool = True) -> None:
        self.room = Room()
        self.window = QWidget()
        qtbot.addWidget(self.window)
        self.tray = Tray()
        self.flashed: list[QWidget] = []
        monkeypatch.setattr(QApplication, "alert", lambda window, _ms: self.flashed.append(window))
        made: Any = (lambda: self.tray) if with_tray else (lambda: None)
        self.notice = DesktopNotice(self.window, self.room.attention, self.room.session, made)
        self.front = False
        monkeypatch.setattr(self.notice, "is_in_front", lambda: self.front)


def test_urgent_alarms_are_told_together_while_the_window_is_not_in_front(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(qtbot, monkeypatch)
    session, room = desk.room.session, desk.room
    beat(session, alarms=[room.alarm(1, Priority.HIGH), room.alarm(2, Priority.MEDIUM)])
    beat(session, alarms=[room.alarm(3, Priority.CRITICAL), room.alarm(5, Priority.CRITICAL)])
    beat(session, alarms=[room.alarm(5, Priority.CRITICAL, state=AlarmState.ACKED)])
    qtbot.waitUntil(lambda: bool(desk.tray.shown))
    assert desk.tray.shown == [("critical: ACMeasurement 3", "Speed collapse 3 · and 1 more")] or desk.tray.shown == [
        ("critical: OffStreetParking 3", "Speed collapse 3 · and 1 more")
    ]
    assert desk.flashed == [desk.window]
    wanted: list[tuple[str, str]] = []
    desk.notice.wanted.connect(lambda entity, occurrence: wanted.append((entity, occurrence)))
    desk.window.setWindowState(Qt.WindowState.WindowMinimized)
    desk.notice.come()
    assert desk.window.isVisible() and not desk.window.isMinimized()
    assert wanted == [(session.mirror.ids[3], room.alarm(3).occurrence)]
    beat(session, alarms=[room.alarm(6, Priority.CRITICAL)])
    assert desk.notice._next.remainingTime() > 1_000, "a flood of alarms is no flood of notices"


def test_nothing_is_told_in_front_switched_off_or_of_lesser_alarms(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = Desk(qtbot, monkeypatch)
    desk.front = True
    beat(desk.room.session, alarms=[desk.room.alarm(1, Priority.CRITICAL)])
    desk.front = False
    beat(desk.room.session, alarms=[desk.room.alarm(2, Priority.MEDIUM)])
    desk.room.attention.notify(False)
    beat(desk.room.session, alarms=[desk.room.alarm(3, Priority.CRITICAL)])
    assert not desk.notice._next.isActive() and not desk.tray.shown


def test_without_a_tray_the_task_bar_asks_for_attention(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = Desk(qtbot, monkeypatch, with_tray=False)
    beat(desk.room.session, alarms=[desk.room.alarm(1, Priority.CRITICAL)])
    qtbot.waitUntil(lambda: bool(desk.flashed))
    assert DesktopNotice(desk.window, desk.room.attention, desk.room.session)._tray_of_desktop() is None


def test_a_notice_is_plain_text(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    assert not set(plain_text("<b>A & B</b>")) & set("<>&")
    monkeypatch.setattr("sys.platform", "win32")
    assert plain_text("A & B") == "A & B"
