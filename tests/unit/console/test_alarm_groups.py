"""Groups of the alarm list, folding by keys, first-out marks, saved views and undo of filters."""

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from opscenter.console.alarms.columns import Column
from opscenter.console.alarms.filtering import AlarmFilter, Ledger
from opscenter.console.alarms.first_out import BURST_MS, FirstOut
from opscenter.console.alarms.grouping import Grouping
from opscenter.console.alarms.ordering import SortKey
from opscenter.console.alarms.panel import AlarmPanel
from opscenter.console.selection import Selection
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.role import Role
from tests.support.alarm_desk import AlarmDesk, laid
from tests.support.area_city import BUS, EAST, WEST, make_area_session
from tests.support.fake_city import NOW, beat, make_alarm

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _alarms() -> list[Alarm]:
    return [
        make_alarm(1, "a", Priority.LOW, system="traffic"),
        make_alarm(2, "b", Priority.CRITICAL, system="water"),
        make_alarm(3, "c", Priority.HIGH, system="traffic", state=AlarmState.ACKED),
        make_alarm(4, "d", Priority.HIGH, system="water"),
    ]


def _grouped(qtbot: QtBot, alarms: list[Alarm] | None = None, by: Grouping = Grouping.SYSTEM) -> AlarmDesk:
    desk = AlarmDesk(qtbot, _alarms() if alarms is None else alarms)
    desk.panel.viewing.group_by(by)
    return desk


def test_the_group_with_the_most_urgent_alarm_comes_first(qtbot: QtBot) -> None:
    desk = _grouped(qtbot)
    assert desk.rows() == ["[water 2]", "rule-2", "rule-4", "[traffic 2]", "rule-1", "rule-3"]
    group = desk.panel.table.group(3)
    assert group is not None
    assert (group.count, group.unacknowledged, group.worst) == (2, 1, Priority.HIGH)
    assert desk.panel.table.index(3, Column.TEXT).data() == "traffic · 2 alarm(s) · 1 unacknowledged"


def test_arrows_fold_and_unfold(qtbot: QtBot) -> None:
    desk = _grouped(qtbot)
    desk.press(KEY.Key_Home)
    desk.press(KEY.Key_Left)
    assert desk.rows() == ["[water 2]", "[traffic 2]", "rule-1", "rule-3"]
    assert desk.panel.tabs.sum.text().startswith("4 shown"), "what is folded is not hidden"
    assert desk.panel.alarms.counts().folded == 2
    desk.press(KEY.Key_Right)
    assert len(desk.rows()) == 6
    desk.press(KEY.Key_Right)
    assert desk.panel.view.currentIndex().row() == 1, "Right on an open group goes to its first alarm"
    desk.press(KEY.Key_Left)
    assert desk.panel.view.currentIndex().row() == 0
    desk.press(KEY.Key_Left, SHIFT)
    assert desk.rows() == ["[water 2]", "[traffic 2]"]
    desk.press(KEY.Key_Right, SHIFT)
    assert len(desk.rows()) == 6


def test_a_click_on_the_edge_folds(qtbot: QtBot) -> None:
    desk = _grouped(qtbot)
    at = QPoint(12, desk.panel.view.rowViewportPosition(0) + 10)
    qtbot.mouseClick(desk.panel.view.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert desk.rows()[:2] == ["[water 2]", "[traffic 2]"]


def test_a_group_is_acknowledged_as_a_whole_after_a_question(qtbot: QtBot) -> None:
    desk = _grouped(qtbot)
    desk.press(KEY.Key_Home)
    desk.press(KEY.Key_Left)
    desk.press(KEY.Key_A)
    assert not desk.asked(), "many at once are not acknowledged by one slip of a key"
    assert "2" in desk.panel.comment_bar.sentence.text()
    qtbot.keyClick(desk.panel.comment_bar.comment, KEY.Key_Return)
    (asked,) = desk.asked()
    assert set(asked["args"]["occurrences"]) == {alarm.occurrence for alarm in _alarms() if alarm.system == "water"}


def test_an_alarm_chosen_elsewhere_unfolds_its_group(qtbot: QtBot) -> None:
    desk = _grouped(qtbot)
    desk.panel.viewing.fold_all(True)
    alarm = _alarms()[3]
    desk.selection.select([alarm.entity], alarm.occurrence)
    assert desk.rows() == ["[water 2]", "rule-2", "rule-4", "[traffic 2]"]
    assert [one.rule for one in desk.panel.view.chosen()] == ["rule-4"]


def test_rows_under_the_pointer_stay_in_their_groups(qtbot: QtBot) -> None:
    desk = _grouped(qtbot, by=Grouping.PRIORITY)
    before = desk.rows()
    desk.panel.view.hold()
    risen = make_alarm(1, "a", Priority.CRITICAL, system="traffic")
    beat(desk.session, alarms=[risen, make_alarm(9, "e", Priority.CRITICAL)])
    after = desk.rows()
    assert [row.split()[0] for row in after[: len(before)]] == [row.split()[0] for row in before]
    assert after[-1] == "rule-9"
    assert desk.panel.tabs.sum.text() == "5 shown + 0 hidden + 0 laid aside = 5"
    desk.panel.view.let_go()
    assert desk.rows()[0] == "[1 3]"


def test_areas_group_by_district(qtbot: QtBot) -> None:
    session = make_area_session()
    panel = AlarmPanel(session, Selection(), Theme())
    qtbot.addWidget(panel)
    panel.viewing.group_by(Grouping.AREA)
    titles = {
        group.key: panel.table.group_title(group)
        for row in range(panel.table.rowCount())
        if (group := panel.table.group(row)) is not None
    }
    assert titles[WEST] == "West End" and titles[EAST] == "East & Quay"
    (bus,) = [alarm for alarm in session.mirror.alarms.values() if alarm.entity == BUS]
    assert panel.alarms.groups.key_of(Grouping.AREA, bus) == WEST
    counts = panel.alarms.counts()
    assert counts.shown == len(session.mirror.alarms)


def test_a_cause_groups_what_its_rules_say(qtbot: QtBot) -> None:
    alarms = [make_alarm(n, f"x{n}", group="drainage" if n < 3 else "") for n in range(4)]
    desk = _grouped(qtbot, alarms, Grouping.CAUSE)
    assert desk.rows() == ["[drainage 3]", "rule-0", "rule-1", "rule-2", "[ 1]", "rule-3"]


def test_the_first_of_several_at_one_place_is_marked(qtbot: QtBot) -> None:
    alarms = [
        make_alarm(1, "pump", since=NOW - 20_000),
        make_alarm(2, "pump", since=NOW - 15_000),
        make_alarm(3, "pump", since=NOW - 15_000 - 2 * BURST_MS),
        make_alarm(4, "other", since=NOW - 20_000),
    ]
    desk = AlarmDesk(qtbot, alarms)
    marked = {alarm.rule for alarm in alarms if desk.panel.table.is_first(alarm)}
    assert marked == {"rule-1"}
    row = desk.panel.alarms.rows_of([alarms[0].occurrence])[0]
    tooltip = str(desk.panel.table.index(row, Column.TEXT).data(Qt.ItemDataRole.ToolTipRole))
    assert "came first at this place" in tooltip
    plain = desk.panel.view.grab().toImage()
    desk.panel.alarms.first_on_entity = FirstOut()
    assert desk.panel.view.grab().toImage() != plain, "the mark is there to be seen"


def test_none_takes_the_place_of_a_first_that_has_gone() -> None:
    marks = FirstOut()
    for name, since in (("a", 0), ("b", 5_000), ("c", 6_000)):
        marks.raised("pump", name, since)
    assert [marks.followers(name) for name in "abc"] == [2, 0, 0]
    marks.gone("a")
    assert [marks.followers(name) for name in "abc"] == [0, 0, 0]
    marks.gone("b")
    marks.gone("c")
    assert not (marks._bursts or marks._of or marks._alone), "nothing is kept of what is over"


@pytest.mark.parametrize("order", [(0, 5_000), (5_000, 0)])
def test_a_late_report_of_an_earlier_alarm_is_the_first(order: tuple[int, int]) -> None:
    marks = FirstOut()
    for since in order:
        marks.raised("pump", str(since), since)
    assert (marks.followers("0"), marks.followers("5000")) == (1, 0)


def test_two_of_the_same_moment_are_both_no_first() -> None:
    marks = FirstOut()
    marks.raised("pump", "a", 0)
    marks.raised("pump", "b", 0)
    assert not marks.followers("a") and not marks.followers("b")


def test_a_view_is_kept_and_chosen_by_its_number(qtbot: QtBot) -> None:
    desk = AlarmDesk(qtbot, _alarms())
    desk.panel.bar.words.setText("collapse")
    desk.selection.narrow("water")
    desk.panel.sort_by(Column.PLACE)
    desk.panel.viewing.group_by(Grouping.PRIORITY)
    desk.panel.keep_view("  My   water ")
    desk.press(KEY.Key_0)
    assert desk.panel.viewing.now.filter == AlarmFilter() and desk.selection.system == ""
    assert desk.panel.alarms.groups.by is Grouping.NONE and len(desk.rows()) == 4
    desk.press(KEY.Key_1)
    now = desk.panel.viewing.now
    assert (now.filter.words, now.filter.system) == ("collapse", "water")
    assert (now.sort, now.grouping, desk.selection.system) == (SortKey.PLACE, Grouping.PRIORITY, "water")
    state = json.loads(json.dumps(desk.panel.save_state()))
    other = AlarmDesk(qtbot, _alarms())
    other.panel.restore_state(state)
    assert list(other.panel.viewing.views.of("tester")) == ["My water"]
    other.session.seat("Lee", Role.OPERATOR)
    other.press(KEY.Key_1)
    assert other.panel.viewing.now.filter.words == "", "views are an operator's own"
    other.panel.viewing.delete("My water")
    assert list(other.panel.viewing.views.of("tester")) == ["My water"]


def test_views_that_cannot_be_read_are_passed_over(qtbot: QtBot) -> None:
    desk = AlarmDesk(qtbot, _alarms())
    good = {"name": "good", "filter": {"priorities": [1]}, "sort": "since"}
    bad = [{"name": "x", "sort": "no such"}, {"filter": {}}, 3, {"name": "y", "filter": {"words": 5}}]
    desk.panel.restore_state({"views": {"tester": [*bad, good], "other": 7}})
    assert list(desk.panel.viewing.views.of("tester")) == ["good"]
    desk.press(KEY.Key_1)
    assert desk.rows() == ["rule-2"]


def test_the_last_change_of_filters_is_undone(qtbot: QtBot) -> None:
    desk = AlarmDesk(qtbot, [*_alarms(), laid(make_alarm(9, "z"))])
    assert not desk.panel.bar.undo_button.isEnabled()
    desk.selection.narrow("water")
    qtbot.keyClicks(desk.panel.bar.words, "collapse")
    desk.panel.bar.priorities[Priority.HIGH].click()
    desk.open(Ledger.SHELVED)
    assert desk.panel.bar.undo_button.isEnabled()
    desk.press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.panel.alarms.filter.ledger is Ledger.LIST and desk.rows() == ["rule-2"]
    desk.press(KEY.Key_Z)
    assert desk.rows() == ["rule-2", "rule-4"]
    desk.press(KEY.Key_Z)
    assert desk.panel.bar.words.text() == "", "a word is one change, however many keys it took"
    assert desk.selection.system == "water"
    desk.press(KEY.Key_Z)
    assert desk.selection.system == "" and len(desk.rows()) == 4
    assert not desk.panel.bar.undo_button.isEnabled()


def test_the_filters_say_what_each_of_them_hides(qtbot: QtBot) -> None:
    desk = AlarmDesk(qtbot, _alarms())
    desk.panel.bar.priorities[Priority.HIGH].click()
    desk.panel.bar.unacknowledged.click()
    desk.selection.narrow("water")
    told = desk.panel.bar.hidden.toolTip()
    assert "without high: hides 2" in told
    assert "unacknowledged only: hides 1" in told
    assert "system water: hides 2" in told
    assert desk.panel.tabs.sum.text() == "1 shown + 3 hidden + 0 laid aside = 4"


def test_grouping_and_folds_come_back(qtbot: QtBot) -> None:
    desk = _grouped(qtbot)
    desk.press(KEY.Key_Home)
    desk.press(KEY.Key_Left)
    other = AlarmDesk(qtbot, _alarms())
    other.panel.restore_state(json.loads(json.dumps(desk.panel.save_state())))
    assert other.rows() == desk.rows() == ["[water 2]", "[traffic 2]", "rule-1", "rule-3"]


def test_many_selected_rows_follow_their_alarms(qtbot: QtBot) -> None:
    alarms = [make_alarm(n, f"x{n}", Priority.LOW) for n in range(200)]
    desk = AlarmDesk(qtbot, alarms)
    desk.panel.view.selectAll()
    chosen = {alarm.occurrence for alarm in desk.panel.view.chosen()}
    assert len(chosen) == 200
    new = [make_alarm(300 + n, f"y{n}", Priority.CRITICAL, since=NOW) for n in range(3)]
    gone = make_alarm(7, "x7", Priority.LOW, state=AlarmState.NORM)
    beat(desk.session, alarms=[*new, gone])
    assert desk.rows()[:3] == ["rule-300", "rule-301", "rule-302"]
    assert {alarm.occurrence for alarm in desk.panel.view.chosen()} == chosen - {gone.occurrence}
    assert desk.selection.ids[0] == "x0", "nobody has selected anything else"
