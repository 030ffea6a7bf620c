"""Working through the alarm list by keyboard alone: what follows an acknowledgement is the next alarm."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.console.alarms.panel import AlarmPanel
from opscenter.console.alarms.table import Column
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.catalogue import Catalogue
from tests.support.fake_city import FakeChannel, beat, make_alarm, make_session

KEY = Qt.Key


class Desk:
    """The panel, and a station that confirms when told to."""

    def __init__(self, qtbot: QtBot, alarms: int = 20) -> None:
        self.qtbot = qtbot
        self.session: Session = make_session(80, 0, catalogue=Catalogue(), operator="tester")
        self.selection = Selection()
        self.panel = AlarmPanel(self.session, self.selection, Theme())
        qtbot.addWidget(self.panel)
        self.panel.resize(1000, 300)
        with qtbot.waitActive(self.panel):
            self.panel.show()
            self.panel.activateWindow()
        states = (AlarmState.UNACK, AlarmState.RTNUN, AlarmState.LTUNK)
        beat(
            self.session,
            alarms=[
                make_alarm(n, self.session.mirror.ids[n], Priority(n % 4 + 1), state=states[n % 3])
                for n in range(alarms)
            ],
        )
        self.panel.setFocus()
        qtbot.waitUntil(lambda: self.panel.view.verticalScrollBar().maximum() > 0)
        self._confirmed = 0

    def press(self, *keys: Qt.Key) -> None:
        for key in keys:
            self.qtbot.keyClick(self.panel.view, key)

    def current(self) -> Alarm | None:
        return self.panel.table.alarm(self.panel.view.currentIndex().row())

    def selected(self) -> list[int]:
        return [index.row() for index in self.panel.view.selectionModel().selectedRows()]

    def asked(self) -> list[dict[str, object]]:
        channel = self.session.channel
        assert isinstance(channel, FakeChannel)
        return [header["args"] for kind, header, _ in channel.asked if kind == "command"]

    def confirm(self, *also: Alarm) -> None:
        """The station's next beat: what was asked for is done; what has returned goes, the rest stays."""
        changed = list(also)
        for args in self.asked()[self._confirmed :]:
            for occurrence in args["occurrences"]:  # type: ignore[attr-defined]
                alarm = self.session.mirror.alarms[occurrence]
                after = {AlarmState.UNACK: AlarmState.ACKED, AlarmState.LTUNK: AlarmState.LTACK}
                changed.append(replace(alarm, state=after.get(alarm.state, AlarmState.NORM), acked_by="tester"))
        self._confirmed = len(self.asked())
        beat(self.session, alarms=changed)

    def waiting(self) -> list[str]:
        return [one.occurrence for one in self.session.mirror.alarms.values() if one.state.needs_acknowledgement]


def _a(desk: Desk) -> None:
    desk.press(KEY.Key_A)
    desk.confirm()


def _a_then_down(desk: Desk) -> None:
    desk.press(KEY.Key_A)
    desk.confirm()
    desk.press(KEY.Key_Down)


def _a_then_a_shortcut_and_down(desk: Desk) -> None:
    desk.press(KEY.Key_A)
    desk.confirm()
    desk.press(KEY.Key_Control, KEY.Key_Down)


def _down_before_it_is_confirmed(desk: Desk) -> None:
    desk.press(KEY.Key_A, KEY.Key_Down)
    desk.confirm()


@pytest.mark.parametrize("step", [_a, _a_then_down, _a_then_a_shortcut_and_down, _down_before_it_is_confirmed])
@pytest.mark.parametrize("start", [KEY.Key_Down, KEY.Key_Home])
def test_the_whole_list_is_acknowledged_by_keys(qtbot: QtBot, step: Callable[[Desk], None], start: Qt.Key) -> None:
    desk = Desk(qtbot)
    desk.press(start)
    assert desk.selected() == [0], "the first arrow selects the first alarm and skips none"
    order = [desk.panel.alarms.at(row).occurrence for row in range(20)]
    for number in range(20):
        assert len(desk.waiting()) == 20 - number, "every A acknowledges one"
        step(desk)
        assert desk.panel.view.hasFocus()
    assert not desk.waiting()
    assert [args["occurrences"] for args in desk.asked()] == [[one] for one in order], "in the order of the list"


@pytest.mark.parametrize("state", [AlarmState.UNACK, AlarmState.RTNUN])
def test_the_next_alarm_takes_the_place_and_is_selected(qtbot: QtBot, state: AlarmState) -> None:
    desk = Desk(qtbot)
    desk.press(KEY.Key_Home)
    for _ in range(9):
        desk.press(KEY.Key_Down)
    occurrences = [desk.panel.alarms.at(row).occurrence for row in range(20)]
    beat(desk.session, alarms=[replace(desk.session.mirror.alarms[occurrences[9]], state=state)])
    row = desk.panel.view.currentIndex().row()
    following = desk.panel.alarms.at(row + 1)
    scrolled = desk.panel.view.verticalScrollBar().value()
    desk.press(KEY.Key_A)
    desk.confirm()
    assert desk.selected() == [row]
    assert desk.current() == following
    assert desk.selection.occurrence == following.occurrence, "the inspector follows"
    assert desk.panel.view.verticalScrollBar().value() == scrolled
    desk.press(KEY.Key_Up)
    assert desk.selected() == [row - 1]


def test_the_comment_gives_the_keyboard_back_at_the_same_place(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.press(KEY.Key_Home)
    for number in range(20):
        qtbot.keyClick(desk.panel.view, KEY.Key_Return, Qt.KeyboardModifier.ControlModifier)
        assert desk.panel.comment_bar.comment.hasFocus()
        qtbot.keyClicks(desk.panel.comment_bar.comment, f"seen {number}")
        qtbot.keyClick(desk.panel.comment_bar.comment, KEY.Key_Return)
        assert desk.panel.view.hasFocus()
        desk.confirm()
        desk.press(KEY.Key_Down)
    assert not desk.waiting()
    assert [args["comment"] for args in desk.asked()] == [f"seen {number}" for number in range(20)]


def test_alarms_that_arrive_meanwhile_do_not_take_the_keyboard_away(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.press(KEY.Key_Home, KEY.Key_Down)
    following = desk.panel.alarms.at(2)
    new = make_alarm(900, desk.session.mirror.ids[40], Priority.CRITICAL, since=desk.session.now + 1_000)
    desk.press(KEY.Key_A)
    desk.confirm(new)
    assert desk.current() == following
    desk.press(KEY.Key_Home)
    for _ in range(20):
        _a_then_down(desk)
    assert not desk.waiting()


def test_while_rows_are_held_keys_go_on_and_the_release_loses_no_place(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.press(KEY.Key_Home)
    desk.panel.view.hold()
    for number in range(5):
        new = make_alarm(900 + number, desk.session.mirror.ids[40 + number], Priority.CRITICAL)
        desk.press(KEY.Key_A)
        desk.confirm(new)
        assert desk.selected() == [number], "nothing moves"
        if number < 4:
            desk.press(KEY.Key_Down)
    following = desk.panel.alarms.at(5)
    desk.panel.view.let_go()
    assert desk.current() == following
    desk.press(KEY.Key_Home)
    for _ in range(20):
        _a_then_down(desk)
    assert not desk.waiting()


def test_home_and_end_go_to_the_first_and_last_row(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.press(KEY.Key_End)
    assert desk.selected() == [19]
    assert desk.panel.view.verticalScrollBar().value() == desk.panel.view.verticalScrollBar().maximum()
    _a(desk)
    assert len(desk.waiting()) == 19
    desk.press(KEY.Key_Home)
    assert desk.selected() == [0]
    assert desk.panel.view.verticalScrollBar().value() == 0


def test_keys_act_on_the_current_row_with_nothing_selected(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.press(KEY.Key_Home)
    desk.panel.view.selectionModel().clearSelection()
    alarm = desk.current()
    assert alarm is not None
    desk.press(KEY.Key_A)
    assert desk.asked()[0]["occurrences"] == [alarm.occurrence]


def test_an_alarm_that_goes_by_itself_hands_its_key_to_no_other(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.press(KEY.Key_Home, KEY.Key_Down)
    alarm = desk.current()
    assert alarm is not None
    beat(desk.session, alarms=[replace(alarm, state=AlarmState.NORM)])
    desk.press(KEY.Key_A)
    assert not desk.asked()
    desk.press(KEY.Key_Down)
    assert desk.selected() == [1]


def test_a_refused_alarm_keeps_the_keyboard(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.press(KEY.Key_Home)
    alarm = desk.current()
    assert alarm is not None
    desk.press(KEY.Key_A)
    channel = desk.session.channel
    assert isinstance(channel, FakeChannel)
    channel.answer({"refused": {alarm.occurrence: "Somebody else was quicker."}})
    beat(desk.session, alarms=[make_alarm(901, desk.session.mirror.ids[41], Priority.LOW)])
    assert desk.current() == alarm
    assert desk.panel.view.hasFocus()


def test_where_an_acknowledged_alarm_stays_down_goes_on(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    beat(desk.session, alarms=[replace(one, state=AlarmState.UNACK) for one in desk.session.mirror.alarms.values()])
    desk.panel.sort_by(Column.TIME)
    desk.press(KEY.Key_Home)
    for _ in range(20):
        _a_then_down(desk)
    assert not desk.waiting()
