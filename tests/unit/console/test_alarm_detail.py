"""The alarm's detail: what it says, what is ticked in it, and the way between alarm and entity."""

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.domain.alarm import AlarmState, Priority
from tests.support.alarm_detail_desk import Desk
from tests.support.fake_city import NOW, beat, make_alarm


def test_a_selected_alarm_is_shown_and_one_key_goes_to_its_entity_and_back(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.selection.select([desk.entity])
    assert not desk.panel.shows_alarm
    desk.select()
    assert desk.panel.shows_alarm and desk.detail.headline.title.text() == "Speed collapse 1"
    desk.press(Qt.Key.Key_Backspace)
    assert not desk.panel.shows_alarm and "TrafficFlowObserved 0" in desk.panel.entity.name.toolTip()
    qtbot.keyClick(desk.panel, Qt.Key.Key_Backspace)
    assert desk.panel.shows_alarm
    desk.press(Qt.Key.Key_Backspace)
    beat(desk.session, alarms=[replace(desk.fact, changed=NOW)])
    assert not desk.panel.shows_alarm, "news of the alarm does not take the entity away"
    other = make_alarm(2, desk.session.mirror.ids[8])
    beat(desk.session, alarms=[other])
    desk.select(other)
    assert desk.panel.shows_alarm, "another alarm was chosen"
    desk.selection.select([desk.entity, other.entity], desk.fact.occurrence)
    assert not desk.panel.shows_alarm, "several are summed up"


def test_from_an_entity_its_worst_alarm_is_reached(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    worse = make_alarm(2, desk.entity, Priority.CRITICAL)
    beat(desk.session, alarms=[worse])
    desk.selection.select([desk.entity])
    desk.panel.toggle()
    assert desk.panel.shows_alarm and desk.selection.occurrence == worse.occurrence
    desk.panel.toggle()
    desk.panel.open_alarm(worse.occurrence)
    assert desk.panel.shows_alarm, "the same alarm again, from its card"


def test_the_headline_counts_down_and_tells_what_is_overdue(qtbot: QtBot) -> None:
    desk = Desk(qtbot, respond_s=360, comment="", acked_by="")
    desk.select()
    head = desk.detail.headline
    assert head.left.accessibleName() == "0:59 left of 6 min"
    assert "high · unacknowledged" in head.state.accessibleName().lower()
    assert head.value.accessibleName() == "12 against 20 km/h"
    beat(desk.session, after_ms=90_000)
    desk.session.ticked.emit(desk.session.now)
    assert head.left.accessibleName().startswith("overdue by 30 s")
    taken = replace(
        desk.fact, state=AlarmState.ACKED, acked_by="Mei", acked_at=desk.fact.since + 120_000, comment="on it"
    )
    beat(desk.session, alarms=[taken])
    assert not head.left.accessibleName()
    assert "Mei at" in head.owner.accessibleName() and "after 2 min" in head.owner.accessibleName()
    assert "on it" in head.owner.accessibleName()


def test_guidance_is_in_the_language_of_the_reader(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.session.language = "zh_Hant"
    desk.select()
    assert desk.detail.guidance.told["cause"].text() == "前方車龍或意外"
    assert desk.detail.checklist.boxes[0].accessibleName() == "1. 查看閉路電視"
    bare = make_alarm(3, desk.session.mirror.ids[8], cause={}, consequence={}, action={})
    beat(desk.session, alarms=[bare])
    desk.select(bare)
    assert not desk.detail.guidance.isVisible() and not desk.detail.checklist.isVisible()


def test_steps_are_ticked_by_mouse_and_key_and_are_kept_with_the_occurrence(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.select()
    checklist = desk.detail.checklist
    checklist.boxes[1].click()
    assert checklist.title.text() == "Checklist: 1 of 2 done"
    desk.press(Qt.Key.Key_1)
    assert checklist.title.text() == "Checklist: 2 of 2 done"
    assert desk.detail.steps.own.of(desk.fact.occurrence)[0].by == "tester"
    desk.press(Qt.Key.Key_1)
    assert [box.isChecked() for box in checklist.boxes] == [False, True]
    again = replace(desk.fact, occurrence="another", since=NOW)
    beat(desk.session, alarms=[again])
    desk.select(again)
    assert not any(box.isChecked() for box in checklist.boxes), "it came again: nothing is done yet"
    desk.select()
    assert [box.isChecked() for box in checklist.boxes] == [False, True]
    state = desk.panel.save_state()
    other = Desk(qtbot)
    other.panel.restore_state(state)
    other.select()
    assert [box.isChecked() for box in other.detail.checklist.boxes] == [False, True]
    for broken in ({"ticks": 3}, {"ticks": {"x": {"a": [1]}}}, {"ticks": {"x": {"0": ["a", True]}}}):
        other.panel.restore_state(broken)
        assert not other.detail.steps.own.save_state()


def test_nothing_is_ticked_or_acknowledged_in_the_past(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.session.moment = NOW - 1
    desk.select()
    assert not desk.detail.checklist.boxes[0].isEnabled()
    desk.press(Qt.Key.Key_1)
    assert not desk.detail.steps.own.of(desk.fact.occurrence)


def test_it_is_acknowledged_here_and_waits_for_the_feed(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.select()
    desk.press(Qt.Key.Key_A)
    verbs = [header for kind, header, _ in desk.channel.asked if kind == "command"]
    assert verbs[-1]["verb"] == "ack" and verbs[-1]["args"]["occurrences"] == [desk.fact.occurrence]
    assert desk.detail.headline.act_button.text() == "Acknowledging …"
    beat(desk.session, alarms=[replace(desk.fact, state=AlarmState.LTACK, acked_by="tester", acked_at=NOW)])
    assert desk.detail.headline.act_button.text() == "Reset"


def test_an_alarm_that_ended_stays_and_says_so(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.select()
    beat(desk.session, alarms=[replace(desk.fact, state=AlarmState.NORM)])
    assert desk.panel.shows_alarm
    assert "ended" in desk.detail.headline.state.accessibleName()
    assert not desk.detail.headline.act_button.isVisible()
    desk.press(Qt.Key.Key_A)
    assert not [header for kind, header, _ in desk.channel.asked if kind == "command"]
