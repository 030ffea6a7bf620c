"""Situations on the screen: folding by itself in a flood and by hand, their rows, one acknowledgement, the page."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from opscenter.console.alarms.columns import Column
from opscenter.console.alarms.grouping import Grouping
from opscenter.console.alarms.panel import AlarmPanel
from opscenter.console.situations.window import SituationWindow
from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.situation import Member, Note, Situation, Tick
from opscenter.wire.situation_facts import ToldFlood, ToldSituation
from tests.support.alarm_desk import AlarmDesk
from tests.support.fake_city import NOW, beat, make_alarm

KEY = Qt.Key
STEPS = ({"en": "Call the grid"}, {"en": "Send a crew"})


def alarms() -> list[Alarm]:
    return [
        make_alarm(1, "trip", Priority.CRITICAL),
        make_alarm(2, "dark", Priority.HIGH),
        make_alarm(3, "dark too", Priority.HIGH, state=AlarmState.ACKED),
        make_alarm(4, "stranger", Priority.LOW),
    ]


def situation(members: list[Alarm], **fields: Any) -> ToldSituation:
    found = {
        one.occurrence: Member(one.occurrence, one.rule, one.entity, one.since, one.priority, 0.0, 0.0, one.text)
        for one in members
    }
    made = Situation(
        id="s1", opened=NOW - 300_000, changed=NOW, members=found, causes={}, cause=members[0].occurrence,
        priority=members[0].priority,
    )  # fmt: skip
    return ToldSituation(replace(made, **fields), STEPS)


def in_flood(qtbot: QtBot, **fields: Any) -> AlarmDesk:
    desk = AlarmDesk(qtbot, alarms())
    flood = ToldFlood(True, NOW - 60_000, 23)
    beat(desk.session, situations=[situation(alarms()[:3], **fields)], flood=flood)
    return desk


def window_of(panel: AlarmPanel) -> SituationWindow:
    (found,) = panel.findChildren(SituationWindow)
    return found


def test_in_a_flood_the_list_folds_by_itself_and_says_so(qtbot: QtBot) -> None:
    desk = in_flood(qtbot)
    assert desk.rows() == ["[s1 3]", "[ 1]", "rule-4"]
    bar = desk.panel.flood_bar
    assert bar.isVisible()
    assert bar.sentence.text() == "Flood: 23 new alarm(s) in 10 min, folded into 1 situation(s)."
    text = desk.panel.table.index(0, Column.TEXT).data()
    assert text.startswith(f"{alarms()[0].text['en']} · C 1, H 2 · 2 unacknowledged")
    assert text.endswith("no owner")
    assert desk.panel.tabs.sum.text().startswith("4 shown"), "what is folded is not hidden"


def test_unfolded_by_hand_it_stays_so_in_this_flood(qtbot: QtBot) -> None:
    desk = in_flood(qtbot)
    desk.panel.flood_bar.fold.click()
    assert desk.rows() == ["rule-1", "rule-2", "rule-4", "rule-3"]
    assert desk.panel.flood_bar.sentence.text() == "Flood: 23 new alarm(s) in 10 min."
    beat(desk.session, alarms=[make_alarm(5, "more", Priority.LOW)], flood=ToldFlood(True, NOW - 60_000, 24))
    assert desk.panel.alarms.groups.by is Grouping.NONE
    beat(desk.session, flood=ToldFlood(True, NOW, 12))  # another flood
    assert desk.panel.alarms.groups.by is Grouping.SITUATION


def test_when_the_flood_is_over_the_list_is_as_it_was(qtbot: QtBot) -> None:
    desk = AlarmDesk(qtbot, alarms())
    desk.panel.viewing.group_by(Grouping.PRIORITY)
    beat(desk.session, situations=[situation(alarms()[:3])], flood=ToldFlood(True, NOW, 23))
    assert desk.panel.alarms.groups.by is Grouping.SITUATION
    assert desk.panel.save_state()["grouping"] == "priority"
    beat(desk.session, flood=ToldFlood(False, 0, 3))
    assert desk.panel.alarms.groups.by is Grouping.PRIORITY
    assert not desk.panel.flood_bar.isVisible()


def test_by_hand_at_any_time(qtbot: QtBot) -> None:
    desk = AlarmDesk(qtbot, alarms())
    beat(desk.session, situations=[situation(alarms()[:3])])
    desk.press(KEY.Key_F)
    assert desk.rows()[0] == "[s1 3]"
    assert desk.panel.flood_bar.sentence.text() == "The list is folded into 1 situation(s)."
    desk.press(KEY.Key_F)
    assert desk.rows() == ["rule-1", "rule-2", "rule-4", "rule-3"]


def test_folded_by_hand_it_stays_so_when_a_flood_is_over(qtbot: QtBot) -> None:
    desk = AlarmDesk(qtbot, alarms())
    desk.press(KEY.Key_F)
    beat(desk.session, situations=[situation(alarms()[:3])], flood=ToldFlood(True, NOW, 23))
    assert desk.rows() == ["[s1 3]", "[ 1]", "rule-4"], "a situation that is new is folded too"
    beat(desk.session, flood=ToldFlood(False, 0, 3))
    assert desk.rows()[0] == "[s1 3]"
    assert desk.panel.save_state()["grouping"] == "situation"


def test_more_alarms_join_the_row_and_a_situation_that_is_over_leaves_it(qtbot: QtBot) -> None:
    desk = in_flood(qtbot)
    more = make_alarm(5, "dark three", Priority.MEDIUM)
    beat(desk.session, alarms=[more], situations=[situation([*alarms()[:3], more])])
    assert desk.rows()[0] == "[s1 4]"
    beat(desk.session, situations=[situation([*alarms()[:3], more], closed=NOW)])
    assert "[s1 4]" not in desk.rows()


def test_one_acknowledgement_covers_it_with_one_comment_recorded_for_each(qtbot: QtBot) -> None:
    desk = in_flood(qtbot)
    desk.press(KEY.Key_Home)
    desk.press(KEY.Key_A)
    desk.panel.comment_bar.comment.setText("feeder is out")
    desk.panel.comment_bar.go.click()
    (asked,) = desk.asked()
    assert asked["verb"] == "ack"
    assert asked["args"]["occurrences"] == [one.occurrence for one in alarms()[:2]]
    assert asked["args"]["comment"] == "feeder is out"


def test_the_page_tells_all_of_it(qtbot: QtBot) -> None:
    first = alarms()[0]
    desk = in_flood(
        qtbot,
        owner="Ada",
        notes=(Note(NOW, "Ada", "d", "crew is on its way"),),
        ticks={(first.rule, 1): Tick(first.rule, 1, True, "Ben", NOW)},
    )
    desk.press(KEY.Key_Home)
    desk.press(KEY.Key_D)
    page = window_of(desk.panel).page
    assert page.title.text() == first.text["en"]
    assert page.owner.accessibleName() == "Owner: Ada"
    assert [box.isChecked() for box in page.steps] == [False, True] and "Ben" in page.steps[1].text()
    assert page.timeline.count() == 3
    marked = [row for row in range(3) if "Probable first cause" in page.timeline.item(row).text()]
    assert [page.timeline.item(row).data(Qt.ItemDataRole.UserRole) for row in marked] == [first.occurrence]
    assert page.notes.item(0).text().endswith("Ada: crew is on its way")


def test_everything_of_the_page_goes_by_keys(qtbot: QtBot) -> None:
    desk = in_flood(qtbot)
    desk.panel.open_situation("s1")
    page = window_of(desk.panel).page
    qtbot.keyClick(page.timeline, KEY.Key_T)
    qtbot.keyClick(page.timeline, KEY.Key_2)
    page.note.setText("all dark")
    qtbot.keyClick(page.note, KEY.Key_Return)
    qtbot.keyClick(page.timeline, KEY.Key_M)
    told = [(one["verb"], one["args"]) for one in desk.asked()]
    first = alarms()[0]
    assert told == [
        ("situation-own", {"situation": "s1", "by": "tester", "owner": "tester"}),
        ("situation-check", {"situation": "s1", "by": "tester", "rule": first.rule, "step": 1, "done": True}),
        ("situation-note", {"situation": "s1", "by": "tester", "text": "all dark"}),
    ]
    assert set(desk.selection.ids) == {one.entity for one in alarms()[:3]}
    assert desk.selection.ids[0] == first.entity
    qtbot.keyClick(page.timeline, KEY.Key_A)
    assert page.comment_bar.isVisible()


def test_what_is_being_written_is_not_lost_to_keys(qtbot: QtBot) -> None:
    desk = in_flood(qtbot)
    desk.panel.open_situation("s1")
    window = window_of(desk.panel)
    qtbot.keyClick(window.page.timeline, KEY.Key_A)
    assert window.page.comment_bar.isVisible()
    window.page.note.setText("half a sen")
    qtbot.keyClick(window.page.note, KEY.Key_Escape)
    assert window.isVisible() and window.page.note.text() == "half a sen"
    qtbot.keyClick(window.page.note, KEY.Key_Return)
    assert window.page.comment_bar.isVisible(), "Enter is for the line it is pressed in"
    assert [one["verb"] for one in desk.asked()] == ["situation-note"]


def test_without_a_name_the_page_says_what_to_do_and_ticks_nothing(qtbot: QtBot) -> None:
    desk = in_flood(qtbot)
    desk.session.operator = ""
    desk.panel.open_situation("s1")
    page = window_of(desk.panel).page
    page.steps[0].click()
    assert not desk.asked()
    assert page.refusal.isVisible() and "Say who you are" in page.refusal.text()
    assert not page.steps[0].isChecked()


def test_a_refusal_of_the_station_is_shown(qtbot: QtBot) -> None:
    desk = in_flood(qtbot)
    desk.panel.open_situation("s1")
    page = window_of(desk.panel).page
    page.note.setText("<b>hm</b>")
    page.write_note()
    desk.channel.answer(refused="The situation is over.")
    assert page.refusal.text() == "The situation is over."
    assert page.note.text() == "<b>hm</b>", "nothing that was written is lost"
    beat(desk.session, situations=[situation(alarms()[:3], closed=NOW)])
    assert page.under._text.startswith("over") and not page.note.isEnabled()
    assert isinstance(page.note, QLineEdit)
