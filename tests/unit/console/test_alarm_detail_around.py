"""The alarm's detail: neighbours, causes, what it suppresses, its past and its rule."""

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opscenter.console.alarm_detail.alarm_button import AlarmButton
from opscenter.console.session import Answer
from opscenter.domain.alarm import AlarmState, Aside, AsideKind, Priority
from opscenter.domain.situation import Member, Situation
from opscenter.domain.situation import Tick as SituationTick
from opscenter.wire.desk import Header
from opscenter.wire.situation_facts import ToldSituation
from tests.support.alarm_detail_desk import MINUTE, Desk, rule_of
from tests.support.fake_city import NOW, beat, make_alarm


def _buttons(part: Any) -> list[AlarmButton]:
    return [part.lines.itemAt(at).widget() for at in range(part.lines.count()) if part.lines.itemAt(at).widget()]


def test_neighbours_in_time_and_place_newest_first_and_a_click_selects(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    ids = desk.session.mirror.ids
    lon, lat = float(desk.session.mirror.lon[0]), float(desk.session.mirror.lat[0])
    beat(desk.session, places={8: (lon + 0.004, lat), 16: (lon + 0.05, lat), 24: (lon, lat + 0.004)})
    near = make_alarm(2, ids[8], since=desk.fact.since + MINUTE)
    beat(
        desk.session,
        alarms=[
            near,
            make_alarm(3, ids[16], since=desk.fact.since),
            make_alarm(4, ids[24], since=desk.fact.since - 11 * MINUTE),
            make_alarm(5, desk.entity, since=desk.fact.since - 60 * MINUTE),
        ],
    )
    desk.select()
    told = [button.accessibleName() for button in _buttons(desk.detail.neighbourhood)]
    assert len(told) == 2
    assert "Speed collapse 2" in told[0] and "411 m" in told[0]
    assert "Speed collapse 5" in told[1] and "here" in told[1]
    _buttons(desk.detail.neighbourhood)[0].click()
    assert desk.selection.occurrence == near.occurrence
    assert desk.detail.headline.title.text() == "Speed collapse 2"


def test_new_neighbours_appear_by_themselves(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.select()
    assert "No other alarm" in desk.detail.neighbourhood.texts()[0]
    beat(desk.session, alarms=[make_alarm(7, desk.entity)])
    qtbot.waitUntil(lambda: "Speed collapse 7" in desk.detail.neighbourhood.texts()[0])


def test_what_it_suppresses_and_what_suppresses_it(qtbot: QtBot) -> None:
    desk = Desk(qtbot, rule_of(suppresses=("rule-2",)))
    desk.select()
    assert desk.detail.suppression.texts() == ["While it stands it suppresses: rule-2"]
    aside = Aside(AsideKind.SUPPRESSED, "", "", NOW, rule="rule-1", source=desk.fact.occurrence)
    held = make_alarm(2, desk.entity, state=AlarmState.DSUPR, inner=AlarmState.UNACK, asides=(aside,))
    beat(desk.session, alarms=[held])
    qtbot.waitUntil(lambda: "suppressed by this" in desk.detail.suppression.texts()[0])
    desk.select(held)
    assert "suppresses this" in desk.detail.suppression.texts()[0]
    shelved = Aside(AsideKind.SHELVED, "Mei", "desk-2", NOW, until=NOW + MINUTE, reason="known fault")
    other = make_alarm(6, desk.session.mirror.ids[8], state=AlarmState.SHLVD, asides=(shelved,))
    beat(desk.session, alarms=[other])
    desk.select(other)
    assert "known fault" in desk.detail.suppression.texts()[0] and "Mei" in desk.detail.suppression.texts()[0]
    assert "until" in desk.detail.headline.state.accessibleName()


def test_causes_and_effects_of_its_situation_are_told_and_its_checklist_is_that_of_the_situation(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    effect = make_alarm(2, desk.session.mirror.ids[8])
    gone = make_alarm(3, desk.session.mirror.ids[16])
    beat(desk.session, alarms=[effect])
    members = {
        one.occurrence: Member(one.occurrence, one.rule, one.entity, one.since, one.priority, 0.0, 0.0, one.text)
        for one in (desk.fact, effect, gone)
    }
    first = desk.fact.occurrence
    made = Situation(
        "s1", NOW - MINUTE, NOW, members, {effect.occurrence: (first,), gone.occurrence: (effect.occurrence,)}, first,
        Priority.HIGH,
    )  # fmt: skip
    desk.select()
    assert not desk.detail.causes.isVisible()
    beat(desk.session, situations=[ToldSituation(made)])
    qtbot.waitUntil(lambda: desk.detail.causes.isVisible())
    told = desk.detail.causes.texts()
    assert told[0] == "Probable first cause of 2 alarm(s)"
    assert "Speed collapse 2" in told[1] and "effect" in told[1] and len(told) == 2
    desk.press(Qt.Key.Key_2)
    sent = [header for kind, header, _ in desk.channel.asked if kind == "command"][-1]
    wanted = {"situation": "s1", "by": "tester", "rule": "rule-1", "step": 1, "done": True}
    assert sent["verb"] == "situation-check" and sent["args"] == wanted
    assert not desk.detail.checklist.boxes[1].isChecked(), "not until the station says so"
    desk.channel.answer(refused="The station is going down.")
    assert "going down" in desk.detail.comment_bar.sentence.text()
    ticked = replace(made, ticks={("rule-1", 1): SituationTick("rule-1", 1, True, "Ana", NOW)})
    beat(desk.session, situations=[ToldSituation(ticked)])
    qtbot.waitUntil(lambda: desk.detail.checklist.boxes[1].isChecked())
    assert not desk.detail.steps.own.of(first)
    desk.select(effect)
    told = desk.detail.causes.texts()
    assert "first cause" in told[0] and told[1] == "Speed collapse 3 · effect · ended"


def _event(occurrence: str, event: str, minutes: int, **more: Any) -> Header:
    at = NOW - minutes * MINUTE
    return {"occurrence": occurrence, "event": event, "at": at, "wall": at, **more}


def test_the_past_of_the_alarm_is_counted_from_every_page_of_the_journal(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.select()
    qtbot.waitUntil(lambda: any("rule" in one[0]["args"] for one in desk.asked("journal")))
    desk.answer("span", {"first": NOW - 3 * 24 * 60 * MINUTE, "last": NOW})
    first = [_event(desk.fact.occurrence, "raised", 5), _event("b", "cleared", 100)]
    desk.journal(first, next=77)
    assert [one[0]["args"].get("before") for one in desk.asked("journal") if "rule" in one[0]["args"]] == [None, 77]
    desk.journal(
        [
            _event("b", "acknowledged", 118, by="Mei", comment="roadworks"),
            _event("b", "raised", 120),
            _event("c", "raised", 2 * 24 * 60),
        ]
    )
    told = desk.detail.past.texts()
    assert told[0] == "2 × in 24 h, 3 × in 7 days"
    assert told[1].startswith("Nothing was recorded before 2026-11-")
    assert "lasted 20 min" in told[2] and "Mei after 2 min" in told[2] and told[3] == "“roadworks”"
    assert "has not cleared" in told[4] and "not acknowledged" in told[4]
    assert len(told) == 5, "the present occurrence is not its own past"


def test_the_past_of_another_alarm_comes_too_late(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    other = make_alarm(2, desk.session.mirror.ids[8])
    beat(desk.session, alarms=[other])
    desk.select()
    qtbot.waitUntil(lambda: any("rule" in one[0]["args"] for one in desk.asked("journal")))
    late = [one for one in desk.asked("journal") if "rule" in one[0]["args"]][-1][1]
    desk.select(other)
    late(Answer({"events": [_event("x", "raised", 5)]}, {}))
    assert desk.detail.past.texts() == ["Asking the journal …"]
    desk.journal([])
    assert desk.detail.past.texts() == ["0 × in 24 h, 0 × in 7 days"]


def test_the_rule_is_told_in_words_with_its_version(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.select()
    told = dict(desk.detail.rule_card.told)
    assert told["Rule"] == "rule-1 (version abc123)"
    assert told["Raises when"] == "Mean speed is below 20 km/h"
    assert told["Clears when"] == "a good reading is back past 22 km/h"
    assert not desk.detail.rule_card.show_button.isVisible(), "nothing shows rules here"
    wanted: list[str] = []
    desk.selection.show_rule.connect(wanted.append)
    beat(desk.session, alarms=[replace(desk.fact, rule_version="older", changed=NOW)])
    assert "version older" in desk.detail.rule_card.texts()[-1]
    desk.detail.rule_card.show_button.click()
    assert wanted == ["rule-1"]
    unknown = make_alarm(9, desk.entity)
    beat(desk.session, alarms=[unknown])
    desk.select(unknown)
    assert "does not have this rule" in desk.detail.rule_card.texts()[-1]


def test_hostile_texts_are_plain_lines(qtbot: QtBot) -> None:
    bad = "<img src=x>" + "y" * 5_000 + "\u202e\n"
    desk = Desk(qtbot, text={"en": bad}, cause={"en": bad}, checklist=({"en": bad},) * 500, comment=bad, acked_by=bad)
    desk.select()
    assert len(desk.detail.checklist.boxes) == 40
    assert len(desk.detail.headline.title.text()) < 400
    assert "\u202e" not in desk.detail.guidance.told["cause"].text()
    assert desk.detail.width() == 320
    QApplication.sendPostedEvents()
    desk.panel.grab()
