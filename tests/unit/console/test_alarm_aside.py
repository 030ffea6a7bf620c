"""Laying alarms aside from the list: keys, reasons, how long, roles, refusals, undo, and the ledgers."""

import logging
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.console.alarms.columns import Column
from opscenter.console.alarms.filtering import Ledger
from opscenter.console.alarms.shifts import end_of_shift, parse_starts
from opscenter.console.alarms.verbs import Verb
from opscenter.domain.alarm import Alarm, AlarmState, AsideKind
from opscenter.domain.role import Role
from tests.support.alarm_desk import HOUR, AlarmDesk, laid
from tests.support.fake_city import NOW, beat, make_alarm

KEY = Qt.Key
SHIFT = Qt.KeyboardModifier.ShiftModifier


def _desk(qtbot: QtBot, role: Role = Role.OPERATOR, count: int = 6) -> AlarmDesk:
    return AlarmDesk(qtbot, [make_alarm(n, f"urn:x:{n}") for n in range(count)], role)


def _reason(desk: AlarmDesk, text: str = "crew on site") -> None:
    desk.qtbot.keyClicks(desk.panel.aside_bar.line, text)
    desk.qtbot.keyClick(desk.panel.aside_bar.line, KEY.Key_Return)


def test_an_alarm_is_shelved_by_keys_alone_and_moves_into_the_ledger(qtbot: QtBot) -> None:
    desk = _desk(qtbot)
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_S)
    assert desk.panel.aside_bar.isVisible()
    qtbot.keyClick(desk.panel.aside_bar.line, KEY.Key_Return)
    assert not desk.asked(), "nothing is laid aside without a reason"
    _reason(desk)
    (asked,) = desk.asked()
    assert asked["verb"] == "shelve"
    until = asked["args"].pop("until")
    assert 0 <= until - NOW - HOUR < 5_000, "an hour is what is offered first"
    occurrence = asked["args"]["occurrences"][0]
    assert asked["args"] == {
        "occurrences": [occurrence], "by": "tester", "role": "operator", "comment": "", "reason": "crew on site",
    }  # fmt: skip
    asked["args"]["until"] = until
    desk.carry_out()
    assert desk.rows() == [f"rule-{n}" for n in range(1, 6)], "what is laid aside is not in the list"
    assert desk.panel.tabs.tabs[Ledger.SHELVED].text() == "Shelved 1"
    assert desk.panel.tabs.sum.text() == "5 shown + 0 hidden + 1 laid aside = 6"
    current = desk.panel.table.alarm(desk.panel.view.currentIndex().row())
    assert current is not None and current.rule == "rule-1", "the keyboard goes on to the next alarm"


def test_several_are_shelved_with_one_reason_until_they_clear(qtbot: QtBot) -> None:
    desk = _desk(qtbot)
    desk.panel.view.selectAll()
    desk.press(KEY.Key_S)
    bar = desk.panel.aside_bar
    bar.until.setCurrentIndex(bar.until.findData("one-shot"))
    assert not bar.end.isVisible()
    _reason(desk)
    (asked,) = desk.asked()
    assert len(asked["args"]["occurrences"]) == 6
    assert asked["args"]["one_shot"] is True and "until" not in asked["args"]


def test_no_longer_than_the_station_allows(qtbot: QtBot) -> None:
    desk = _desk(qtbot)
    desk.session.introduce({"city": "X", "zone": "Asia/Hong_Kong", "longest_shelf_h": 2, "now": desk.session.now})
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_S)
    bar = desk.panel.aside_bar
    offered = [bar.until.itemData(at) for at in range(bar.until.count())]
    assert "60" in offered and "240" not in offered
    bar.until.setCurrentIndex(bar.until.findData("custom"))
    assert bar.minutes.isVisible() and bar.minutes.maximum() == 120
    bar.minutes.setValue(10_000)
    _reason(desk)
    assert desk.asked()[0]["args"]["until"] - desk.session.now <= 2 * HOUR


def test_reasons_are_offered_again(qtbot: QtBot) -> None:
    desk = _desk(qtbot)
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_S)
    _reason(desk, "pump 4 is being painted")
    desk.carry_out()
    assert desk.panel.reasons.offered(Verb.SHELVE)[0] == "pump 4 is being painted"
    other = _desk(qtbot)
    other.panel.restore_state(desk.panel.save_state())
    other.press(KEY.Key_Down)
    other.press(KEY.Key_S)
    assert other.panel.aside_bar.reason.itemText(0) == "pump 4 is being painted"
    assert other.panel.aside_bar.line.text() == "", "offered, and not written by itself"


def test_shelving_can_be_taken_back_at_once(qtbot: QtBot) -> None:
    desk = _desk(qtbot)
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_S)
    _reason(desk)
    desk.carry_out()
    assert desk.panel.comment_bar.offers
    assert "1 alarm(s) shelved." in desk.panel.comment_bar.sentence.text()
    desk.press(KEY.Key_Z, Qt.KeyboardModifier.ControlModifier)
    shelved, unshelved = desk.asked()
    assert unshelved["verb"] == "unshelve"
    assert unshelved["args"]["occurrences"] == shelved["args"]["occurrences"]
    desk.carry_out()
    assert len(desk.rows()) == 6
    assert not desk.panel.comment_bar.offers


@pytest.mark.parametrize(
    ("key", "verb"), [(KEY.Key_O, Verb.OUT_OF_SERVICE), (KEY.Key_X, Verb.SUPPRESS)], ids=["out", "suppress"]
)
def test_an_operator_is_told_that_a_supervisor_is_needed(qtbot: QtBot, key: Qt.Key, verb: Verb) -> None:
    desk = _desk(qtbot)
    desk.press(KEY.Key_Down)
    desk.press(key)
    assert not desk.panel.aside_bar.isVisible()
    assert not desk.asked()
    told = desk.panel.comment_bar.sentence.text()
    assert "needs a supervisor" in told and "Ctrl+Shift+O" in told
    desk.session.seat("Lee", Role.SUPERVISOR)
    desk.press(key)
    assert desk.panel.aside_bar.isVisible()
    _reason(desk, "permit 77")
    (asked,) = desk.asked()
    assert (asked["verb"], asked["args"]["role"], asked["args"]["by"]) == (verb.value, "supervisor", "Lee")
    assert asked["args"]["reason"] == "permit 77" and "until" not in asked["args"]
    desk.carry_out()
    desk.open(Ledger.OUT_OF_SERVICE if verb is Verb.OUT_OF_SERVICE else Ledger.SUPPRESSED)
    assert desk.rows() == ["rule-0"]
    desk.panel.view.selectRow(0)
    desk.press(key, SHIFT)
    assert desk.asked()[-1]["verb"] == ("return" if verb is Verb.OUT_OF_SERVICE else "unsuppress")


def test_the_way_can_be_changed_in_the_bar(qtbot: QtBot) -> None:
    desk = _desk(qtbot)
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_S)
    bar = desk.panel.aside_bar
    bar.line.setText("works")
    bar.ways[Verb.OUT_OF_SERVICE].click()
    assert bar.verb is Verb.SHELVE and bar.ways[Verb.SHELVE].isChecked(), "an operator may not"
    assert "needs a supervisor" in desk.panel.comment_bar.sentence.text()
    desk.session.role = Role.SUPERVISOR
    bar.ways[Verb.OUT_OF_SERVICE].click()
    assert bar.verb is Verb.OUT_OF_SERVICE
    assert bar.line.text() == "works" and not bar.until.isVisible()
    qtbot.keyClick(bar.line, KEY.Key_Return)
    assert desk.asked()[0]["verb"] == "out-of-service"


def test_alarms_of_a_supervisors_rule_are_refused_and_the_others_done(qtbot: QtBot) -> None:
    alarms = [make_alarm(n, f"urn:x:{n}", role=Role.SUPERVISOR if n == 1 else Role.OPERATOR) for n in range(3)]
    desk = AlarmDesk(qtbot, alarms)
    desk.panel.view.selectAll()
    desk.press(KEY.Key_A)
    (asked,) = desk.asked()
    assert set(asked["args"]["occurrences"]) == {alarms[0].occurrence, alarms[2].occurrence}
    assert "Only a supervisor may acknowledge" in desk.panel.comment_bar.sentence.text()


def test_each_refusal_is_a_sentence_of_its_own(qtbot: QtBot) -> None:
    desk = _desk(qtbot)
    desk.panel.view.selectAll()
    desk.press(KEY.Key_A)
    first, second = desk.asked()[0]["args"]["occurrences"][:2]
    desk.channel.answer({"done": [], "refused": {first: "This alarm is over.", second: "Only <b>Lee</b> may."}})
    lines = desk.panel.comment_bar.lines
    assert lines.isVisible() and lines.count() == 2
    assert lines.item(0).text().endswith("This alarm is over.")
    assert "Speed collapse" in lines.item(0).text()
    assert lines.item(1).text().endswith("Only <b>Lee</b> may.")


def test_a_key_that_is_for_none_of_the_chosen_says_so(qtbot: QtBot) -> None:
    desk = _desk(qtbot)
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_U)
    assert not desk.asked()
    assert "none of these alarms is shelved" in desk.panel.comment_bar.sentence.text()


def test_the_ledger_tells_who_why_how_long_and_what_is_beneath(qtbot: QtBot) -> None:
    standing = make_alarm(1, "urn:x:1", state=AlarmState.ACKED)
    design = laid(make_alarm(2, "urn:x:2"), AsideKind.SUPPRESSED, by="", rule="main.burst", source="gone", until=0)
    calm = replace(laid(make_alarm(3, "urn:x:3"), one_shot=True, until=0), inner=AlarmState.NORM)
    desk = AlarmDesk(qtbot, [laid(standing), design, calm, make_alarm(4, "urn:x:4")])
    assert desk.rows() == ["rule-4"]
    desk.press(KEY.Key_T)
    table = desk.panel.table
    told = (Column.STATE, Column.VALUE, Column.RESPOND, Column.OWNER)
    cells = {
        alarm.rule: [str(table.index(row, column).data()) for column in told]
        for row in range(table.rowCount())
        if (alarm := table.alarm(row)) is not None
    }
    assert cells["rule-1"][:2] == ["in alarm", "known fault"] and cells["rule-1"][3] == "Mei"
    assert cells["rule-1"][2] in ("1 h 00", "59:59")
    assert cells["rule-3"] == ["not in alarm", "known fault", "until it clears", "Mei"]
    assert [str(table.headerData(column, Qt.Orientation.Horizontal)) for column in (Column.STATE, Column.RESPOND)] == [
        "Beneath",
        "Time left",
    ]
    desk.open(Ledger.SUPPRESSED)
    assert [str(table.index(0, column).data()) for column in (Column.VALUE, Column.RESPOND, Column.OWNER)] == [
        "follows from: main.burst",
        "while that stands",
        "by design",
    ]
    desk.press(KEY.Key_T, SHIFT)
    desk.press(KEY.Key_T, SHIFT)
    assert desk.rows() == ["rule-4"]


def test_what_is_laid_aside_while_rows_are_held_keeps_its_row_but_is_not_counted_there(qtbot: QtBot) -> None:
    desk = _desk(qtbot)
    desk.panel.view.hold()
    alarm = desk.session.mirror.alarms[desk.panel.alarms.at(2).occurrence]
    beat(desk.session, alarms=[laid(alarm)])
    assert len(desk.rows()) == 6 and desk.panel.table.is_gone(2)
    assert desk.panel.tabs.sum.text() == "5 shown + 0 hidden + 1 laid aside = 6"
    desk.panel.view.let_go()
    assert len(desk.rows()) == 5


def test_a_sum_that_does_not_come_out_is_told_and_logged_once(qtbot: QtBot, caplog: pytest.LogCaptureFixture) -> None:
    desk = _desk(qtbot)
    told: list[str] = []
    desk.panel.mismatch.connect(told.append)
    with caplog.at_level(logging.ERROR, "opscenter.console.alarms"):
        desk.panel.alarms.rows = desk.panel.alarms.rows[:-1]  # a row is lost
        desk.panel.table.sync()
        desk.panel._show_counts()
        desk.panel._show_counts()
    assert told[-1].startswith("The alarm list does not show every alarm")
    assert desk.panel.tabs.sum.text().startswith("The sum does not come out")
    assert len(caplog.records) == 1 and "there are 6 alarms" in caplog.text
    desk.panel.alarms.arrange()
    desk.panel._sync()
    assert told[-1] == ""


def test_the_past_cannot_be_laid_aside(qtbot: QtBot) -> None:
    desk = _desk(qtbot)
    desk.press(KEY.Key_Down)
    desk.session.moment = NOW - HOUR
    desk.press(KEY.Key_S)
    assert not desk.panel.aside_bar.isVisible() and not desk.asked()
    assert "This is the past" in desk.panel.comment_bar.sentence.text() and desk.panel.comment_bar.isVisible()
    desk.session.moment_changed.emit()  # another moment of the past
    assert desk.panel.comment_bar.isVisible()
    desk.session.moment = None
    desk.session.moment_changed.emit()
    assert not desk.panel.comment_bar.isVisible()


def test_the_shift_ends_by_the_clock_of_the_city() -> None:
    at_17 = 1_764_147_600_000  # 2025-11-26 17:00 in Hong Kong
    assert end_of_shift(at_17, "Asia/Hong_Kong", (7 * 60, 15 * 60, 23 * 60)) - at_17 == 6 * HOUR
    assert end_of_shift(at_17 + 6 * HOUR, "Asia/Hong_Kong", (7 * 60, 15 * 60, 23 * 60)) - at_17 == 14 * HOUR
    before_change = 1_761_433_200_000  # 2025-10-26 01:00 in Berlin, summer time: the night has an hour more
    assert end_of_shift(before_change, "Europe/Berlin", (6 * 60,)) - before_change == 6 * HOUR
    assert parse_starts("07:00, 15:00") == (420, 900)
    for text in ("", "25:00", "7 pm", "07:61"):
        with pytest.raises(ValueError):
            parse_starts(text)


def test_sorting_by_time_to_respond_counts_down_and_tells_what_is_overdue(qtbot: QtBot) -> None:
    alarms = [
        make_alarm(1, "urn:x:1", since=NOW - 100_000, respond_s=160),
        make_alarm(2, "urn:x:2", since=NOW - 300_000, respond_s=60),
        make_alarm(3, "urn:x:3", since=NOW - 300_000, respond_s=60, state=AlarmState.ACKED),
        make_alarm(4, "urn:x:4", since=NOW - 400_000, respond_s=60, announced=NOW - 20_000),
    ]
    desk = AlarmDesk(qtbot, alarms)
    desk.panel.sort_by(Column.RESPOND)
    assert desk.rows() == ["rule-2", "rule-4", "rule-1", "rule-3"]
    texts = [desk.panel.table.index(row, Column.RESPOND).data() for row in range(4)]
    assert texts[0] == "overdue 4 min" and texts[1] in ("0:39", "0:40") and texts[3] == ""
    assert np.all(desk.panel.table.order >= 0)


def test_a_question_goes_on_while_another_alarm_is_acknowledged(qtbot: QtBot) -> None:
    desk = _desk(qtbot)
    desk.press(KEY.Key_Down)
    desk.press(KEY.Key_S)
    shelved = desk.panel.view.meant()[0].occurrence
    desk.panel.view.setFocus()
    desk.panel.view.go_to(3)
    other = desk.panel.view.meant()[0].occurrence
    desk.press(KEY.Key_A)
    assert [one["verb"] for one in desk.asked()] == ["ack"]
    assert desk.asked()[0]["args"]["occurrences"] == [other]
    assert desk.panel.aside_bar.isVisible()
    _reason(desk)
    assert desk.asked()[-1]["verb"] == "shelve"
    assert desk.asked()[-1]["args"]["occurrences"] == [shelved], "those that were asked about, and they alone"


def test_many_thousands_are_acknowledged_at_once_without_comparing_each_with_all(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk = _desk(qtbot, count=3_000)
    qtbot.waitUntil(lambda: len(desk.panel.alarms) == 3_000)
    compared: list[int] = []
    same = Alarm.__eq__

    def counted(one: Alarm, other: object) -> bool:
        compared.append(1)
        return same(one, other)

    monkeypatch.setattr(Alarm, "__eq__", counted)
    desk.panel.view.selectAll()
    desk.press(KEY.Key_A)
    assert len(desk.asked()[0]["args"]["occurrences"]) == 3_000
    assert len(compared) < 10 * 3_000


def test_a_letter_that_is_no_key_goes_looking_through_no_rows(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    desk = _desk(qtbot)
    desk.press(KEY.Key_Down)
    monkeypatch.setattr(desk.panel.table, "match", lambda *_arguments: pytest.fail("every row was looked through"))
    desk.press(KEY.Key_C)
    assert desk.panel.view.currentIndex().row() == 0
