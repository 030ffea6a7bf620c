"""The alarm panel on a screen that is not there: keys, acknowledging, selection, hostile texts."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from opscenter.console.alarms.panel import AlarmPanel
from opscenter.console.alarms.table import Column
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.catalogue import Catalogue
from tests.support.fake_city import FakeChannel, beat, make_alarm, make_session

HOSTILE = (
    "<img src=x onerror=alert(1)>",
    "x" * 10_000,
    "\u202egnorw\u202c \u2066",
    "🚨🔥\u200d🚒\ud800",
    "a\nb\tc\x00d",
    "",
)


def _panel(qtbot: QtBot, alarms: int = 12, operator: str = "tester") -> tuple[AlarmPanel, Session, Selection]:
    session = make_session(80, alarms, catalogue=Catalogue(), operator=operator)
    selection = Selection()
    panel = AlarmPanel(session, selection, Theme())
    qtbot.addWidget(panel)
    panel.resize(1200, 400)
    panel.show()
    return panel, session, selection


def _channel(session: Session) -> FakeChannel:
    assert isinstance(session.channel, FakeChannel)
    return session.channel


def _acks(session: Session) -> list[dict[str, object]]:
    return [header["args"] for kind, header, _ in _channel(session).asked if kind == "command"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_A])
def test_one_key_acknowledges_and_the_row_waits_for_the_feed(qtbot: QtBot, key: Qt.Key) -> None:
    panel, session, _ = _panel(qtbot)
    panel.view.selectRow(0)
    alarm = panel.table.alarm(0)
    assert alarm is not None
    qtbot.keyClick(panel.view, key)
    assert _acks(session) == [{"occurrences": [alarm.occurrence], "by": "tester", "comment": ""}]
    assert panel.table.text(alarm, Column.STATE) == "acknowledging …"
    assert session.mirror.alarms[alarm.occurrence].state is AlarmState.UNACK
    beat(session, alarms=[replace(alarm, state=AlarmState.ACKED, acked_by="tester")])
    assert not panel.table.under_way
    row = panel.alarms.rows_of([alarm.occurrence])[0]
    assert panel.table.index(row, Column.STATE).data() == "acknowledged"
    assert panel.table.index(row, Column.OWNER).data() == "tester"


def test_several_rows_are_acknowledged_with_one_comment(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot)
    panel.view.selectAll()
    qtbot.keyClick(panel.view, Qt.Key.Key_A, Qt.KeyboardModifier.ShiftModifier)
    assert panel.comment_bar.isVisible()
    assert not _acks(session)
    qtbot.keyClicks(panel.comment_bar.comment, "crew sent")
    qtbot.keyClick(panel.comment_bar.comment, Qt.Key.Key_Return)
    (asked,) = _acks(session)
    assert asked["comment"] == "crew sent"
    waiting = {one.occurrence for one in session.mirror.alarms.values() if one.state.needs_acknowledgement}
    assert set(asked["occurrences"]) == waiting  # type: ignore[call-overload]
    assert not panel.comment_bar.isVisible()


def test_without_a_name_it_is_asked_for_once_in_the_panel(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot, operator="")
    panel.view.selectRow(0)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert panel.comment_bar.name.isVisible()
    qtbot.keyClick(panel.comment_bar.name, Qt.Key.Key_Return)
    assert not _acks(session), "an empty name acknowledges nothing"
    qtbot.keyClicks(panel.comment_bar.name, "Chan")
    qtbot.keyClick(panel.comment_bar.name, Qt.Key.Key_Return)
    assert _acks(session)[0]["by"] == "Chan"
    panel.view.selectRow(1)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    assert [ack["by"] for ack in _acks(session)] == ["Chan", "Chan"]


def test_a_refusal_is_a_sentence_in_the_panel(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot)
    panel.view.selectRow(0)
    alarm = panel.table.alarm(0)
    assert alarm is not None
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    _channel(session).answer({"acknowledged": [], "refused": {alarm.occurrence: "Somebody else was quicker."}})
    assert "Somebody else was quicker." in panel.comment_bar.sentence.text()
    assert panel.comment_bar.isVisible()
    assert not panel.table.under_way


def test_the_header_counts_what_is_shown_and_hidden(qtbot: QtBot) -> None:
    panel, _, selection = _panel(qtbot)
    counts = panel.alarms.counts()
    assert counts.shown == counts.active == 12
    assert "12 active" in panel.bar.counts.text()
    assert panel.bar.hidden.text() == "filters: none"
    panel.bar.priorities[Priority.LOW].click()
    counts = panel.alarms.counts()
    assert (counts.shown, counts.hidden) == (9, 3)
    assert "3" in panel.bar.hidden.text()
    selection.narrow("water")
    assert panel.alarms.counts().hidden == 12
    assert panel.bar.system.isVisible()
    panel.bar.hidden.click()
    assert panel.alarms.counts().shown == 12
    assert selection.system == ""


def test_a_row_selects_its_entity_and_occurrence_and_the_map_marks_rows(qtbot: QtBot) -> None:
    panel, session, selection = _panel(qtbot)
    panel.view.selectRow(2)
    alarm = panel.table.alarm(2)
    assert alarm is not None
    assert (selection.current, selection.occurrence) == (alarm.entity, alarm.occurrence)
    with qtbot.waitSignal(selection.show_on_map) as shown:
        qtbot.keyClick(panel.view, Qt.Key.Key_M)
    assert shown.args == [alarm.entity]
    with qtbot.waitSignal(selection.plot) as plotted:
        qtbot.keyClick(panel.view, Qt.Key.Key_P)
    assert plotted.args == [alarm.entity, alarm.attribute]
    selection.select([session.mirror.ids[1]])
    assert not panel.view.selectionModel().hasSelection()


def test_the_selection_follows_its_alarm_to_another_row(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot)
    panel.view.selectRow(0)
    alarm = panel.table.alarm(0)
    assert alarm is not None
    beat(
        session,
        alarms=[
            make_alarm(500 + n, session.mirror.ids[n], Priority.CRITICAL, since=session.now + 1_000) for n in range(5)
        ],
    )
    (row,) = panel.alarms.rows_of([alarm.occurrence])
    assert row == 5
    assert [index.row() for index in panel.view.selectionModel().selectedRows()] == [5]
    beat(session, alarms=[replace(alarm, state=AlarmState.NORM)])
    assert not panel.view.selectionModel().hasSelection()


def test_nothing_moves_under_the_pointer(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot)
    qtbot.mouseMove(panel.view.viewport(), QPoint(300, 40))
    panel.view.hold()
    before = [panel.table.index(row, Column.TEXT).data() for row in range(12)]
    beat(session, alarms=[make_alarm(900, session.mirror.ids[3], Priority.CRITICAL, since=session.now + 1_000)])
    assert [panel.table.index(row, Column.TEXT).data() for row in range(12)] == before
    assert panel.bar.new.isVisible()
    qtbot.keyClick(panel.view, Qt.Key.Key_Home)
    first = panel.table.alarm(0)
    assert first is not None
    assert first.rule == "rule-900"
    assert not panel.bar.new.isVisible()


def test_a_burst_is_one_insertion(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot, alarms=0)
    inserted: list[tuple[int, int]] = []
    panel.table.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    beat(session, alarms=[make_alarm(n, session.mirror.ids[n % 80]) for n in range(1_000)])
    assert inserted == [(0, 999)]


def test_an_empty_list_says_what_is_watched(qtbot: QtBot) -> None:
    panel, _, _ = _panel(qtbot, alarms=0)
    assert panel.view.empty_text == "No alarms. 212 rules are watching 80 entities."


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_are_shown_plain_and_short(qtbot: QtBot, text: str) -> None:
    panel, session, _ = _panel(qtbot, alarms=0)
    alarm = make_alarm(
        1,
        "urn:x:" + text.replace("\ud800", ""),
        text={"en": text.replace("\ud800", "")},
        value=text[:50].replace("\ud800", ""),
    )
    beat(session, alarms=[alarm])
    panel.grab()
    shown = panel.table.index(0, Column.TEXT).data()
    assert len(shown) <= 301
    assert not set(shown) & set("\u202e\u2066\n\t\x00")
    tooltip = panel.table.index(0, Column.TEXT).data(Qt.ItemDataRole.ToolTipRole)
    assert "<img" not in tooltip
    panel.view.selectRow(0)
    panel.acknowledging.refused[""] = text


def test_its_state_comes_back(qtbot: QtBot) -> None:
    panel, _, _ = _panel(qtbot)
    panel.sort_by(Column.PLACE)
    panel.bar.priorities[Priority.LOW].click()
    panel.bar.mute.click()
    state = panel.save_state()
    other, _, _ = _panel(qtbot)
    other.restore_state(state)
    assert other.save_state() == state
    other.restore_state({"sort": "no such", "priorities": [77]})
    assert other.save_state() == state
