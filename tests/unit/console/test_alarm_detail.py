"""The alarm's detail: what it says, what is ticked, asked and chosen in it, and the way between alarm and entity."""

from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opscenter.console.alarm_detail.alarm_button import AlarmButton
from opscenter.console.inspector.inspector import Inspector
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm, AlarmState, Aside, AsideKind, Priority
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.quality import Quality
from opscenter.domain.rule import Rule, RuleKind, Side
from opscenter.domain.situation import Member, Situation
from opscenter.domain.situation import Tick as SituationTick
from opscenter.wire.desk import Columns, Header
from opscenter.wire.situation_facts import ToldSituation
from tests.support.fake_city import NOW, FakeChannel, beat, make_alarm, make_session

MINUTE = 60_000
SPEED = "averageVehicleSpeed"
STEPS = (
    {"en": "Look at the camera", "zh_Hant": "查看閉路電視"},
    {"en": "Call the patrol", "zh_Hant": "致電巡邏"},
)


def _rule(number: int = 1, **fields: Any) -> Rule:
    rule = Rule(
        f"rule-{number}",
        RuleKind.LIMIT,
        "TrafficFlowObserved",
        SPEED,
        Priority.HIGH,
        {"en": "{name}: {value}"},
        side=Side.LOW,
        value=20.0,
        deadband=2.0,
        version="abc123",
    )
    return replace(rule, **fields)


class Desk:
    """An inspector over a made-up city with one detailed alarm; `answer` what was asked by `what`."""

    def __init__(self, qtbot: QtBot, rule: Rule | None = None, **fields: Any) -> None:
        speed = Attribute(SPEED, {"en": "Mean speed"}, "KMH", "km/h", 0)
        status = Attribute("status", {"en": "Status"}, states={"closed": {"en": "Closed", "zh_Hant": "封閉"}})
        kind = Kind(
            "TrafficFlowObserved",
            "traffic",
            {"en": "Detector"},
            headline=SPEED,
            attributes={SPEED: speed, "status": status},
            rules=(rule if rule is not None else _rule(),),
            stale_after_ms=5 * MINUTE,
        )
        self.qtbot = qtbot
        self.session: Session = make_session(80, 0, catalogue=Catalogue(kinds={kind.type: kind}))
        self.session._timer.stop()  # time goes on when a test says so
        self.selection = Selection()
        self.panel = Inspector(self.session, self.selection, Theme())
        qtbot.addWidget(self.panel)
        self.panel.resize(320, 720)
        self.panel.show()
        self.entity = self.session.mirror.ids[0]
        self.fact = replace(
            make_alarm(1, self.entity, since=NOW - 5 * MINUTE, checklist=STEPS, rule_version="abc123"), **fields
        )
        beat(self.session, alarms=[self.fact])

    @property
    def detail(self) -> Any:
        return self.panel.alarm

    @property
    def channel(self) -> FakeChannel:
        assert isinstance(self.session.channel, FakeChannel)
        return self.session.channel

    def select(self, alarm: Alarm | None = None) -> None:
        alarm = alarm or self.fact
        self.selection.select([alarm.entity], alarm.occurrence)
        self.qtbot.waitUntil(lambda: not self.detail._around.isActive())

    def asked(self, what: str) -> list[tuple[Header, Any]]:
        return [(header, done) for _, header, done in self.channel.asked if header.get("what") == what]

    def answer(
        self, what: str, header: Header | None = None, columns: Columns | None = None, refused: str = ""
    ) -> None:
        self.asked(what)[-1][1](Answer(header or {}, columns or {}, refused))

    def samples(self, points: list[tuple[int, float]], gaps: list[list[int]] | None = None) -> None:
        """Answer the plot's question: (minutes from now, value)."""
        times = np.array([NOW + at * MINUTE for at, _ in points], np.int64)
        columns: Columns = {
            "time": times,
            "value": np.array([value for _, value in points], np.float64),
            "quality": np.zeros(len(points), np.uint8),
        }
        asked = [one for one in self.asked("series") if one[0]["args"]["from"] == self.fact.since - 15 * MINUTE]
        asked[-1][1](Answer({"gaps": gaps or [], "raw": True}, columns))

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        self.qtbot.keyClick(self.detail, key, modifier)

    def journal(self, events: list[Header], **more: Any) -> None:
        """Answer what the detail asked of the journal."""
        rule = self.detail.alarm.rule

        def mine() -> list[Any]:
            return [one for one in self.asked("journal") if one[0]["args"].get("rule") == rule]

        self.qtbot.waitUntil(lambda: bool(mine()))
        mine()[-1][1](Answer({"events": events, "next": 0, "total": len(events), **more}, {}))


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


# -- the course ----------------------------------------------------------------------------------------------


def test_the_plot_is_asked_from_a_quarter_of_an_hour_before_and_draws_value_limit_and_what_is_not_known(
    qtbot: QtBot,
) -> None:
    desk = Desk(qtbot)
    desk.select()
    course, plot = desk.detail.course, desk.detail.course.plot
    assert course.title.text() == "Mean speed (km/h)" and plot.limit == 20.0
    desk.samples([(-20, 50.0), (-18, 48.0), (-16, 47.0), (-8, 30.0), (-6, 25.0), (-5, 12.0), (-4, 11.0), (0, 10.0)])
    (hole,) = desk.detail.activation.unknown()
    assert hole == (NOW - 16 * MINUTE, NOW - 8 * MINUTE)
    assert course.note.accessibleName() == "Not known: 18:50:40–18:58:40"
    frame = plot.frame()
    qtbot.waitExposed(plot)
    image = plot.grab().toImage()
    tokens = Theme().tokens
    curve = [
        (x, y)
        for x in range(image.width())
        for y in range(image.height())
        if image.pixelColor(x, y).name().lower() == tokens.series[0].lower()
    ]
    assert curve, "the value is drawn"
    frame = plot.frame()
    left, right = frame.x(NOW - 15.8 * MINUTE), frame.x(NOW - 8.2 * MINUTE)
    assert not [x for x, _ in curve if left < x < right], "nothing is drawn through what is not known"
    mark = round(frame.x(desk.fact.since))
    around = range(mark - 1, mark + 2)
    column = {image.pixelColor(x, y).name().lower() for x in around for y in range(20, image.height() - 22)}
    assert tokens.high.lower() in column, "the activation is marked"
    assert "12 km/h" in plot.told_at(frame.x(NOW - 4.9 * MINUTE))
    assert "not known" in plot.told_at(frame.x(NOW - 12 * MINUTE))


def test_values_that_come_in_go_on_in_the_plot(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.select()
    desk.samples([(-3, 20.0), (-1, 12.0)])
    cell = desk.session.mirror.cell(0, SPEED)
    beat(desk.session, after_ms=2_000, values={cell: 33.0}, qualities={cell: Quality.GOOD})
    desk.session.ticked.emit(desk.session.now)
    assert desk.detail.activation.series.buffer.value[-1] == 33.0


def test_a_refusal_and_an_empty_record_are_said(qtbot: QtBot) -> None:
    desk = Desk(qtbot)
    desk.select()
    desk.samples([])
    assert "Nothing was recorded" in desk.detail.course.note.accessibleName()
    other = Desk(qtbot)
    other.select()
    asked = [one for one in other.asked("series") if one[0]["args"]["from"] == other.fact.since - 15 * MINUTE]
    asked[-1][1](Answer({}, {}, "The disk is full."))
    assert other.detail.course.note.accessibleName() == "The disk is full."


def test_states_are_bands_with_their_names(qtbot: QtBot) -> None:
    desk = Desk(
        qtbot, _rule(kind=RuleKind.STATE, attribute="status", states=("closed",)), attribute="status", value="closed",
        limit=None, unit="",
    )  # fmt: skip
    beat(desk.session, values={}, texts={})
    mirror = desk.session.mirror
    cell = mirror.cell(0, "intensity")
    mirror.cell_names[cell] = "status"
    mirror._cells_of[0]["status"] = cell
    beat(desk.session, texts={cell: "closed"}, values={cell: float("nan")})
    desk.select()
    desk.samples([])
    desk.answer(
        "texts",
        {
            "texts": [
                {"time": NOW - 60 * MINUTE, "text": "open", "quality": 0},
                {"time": desk.fact.since, "text": "closed", "quality": 0},
            ]
        },
    )
    plot = desk.detail.course.plot
    frame = plot.frame()
    assert plot.told_at(frame.x(desk.fact.since + MINUTE)).endswith(": Closed")
    assert plot.told_at(frame.x(desk.fact.since - MINUTE)).endswith(": open")
    before, after = (round(frame.x(desk.fact.since + by * MINUTE)) for by in (-3, 3))
    image = plot.grab().toImage()
    middle = round(frame.box.center().y()) + 8
    assert image.pixelColor(before, middle) != image.pixelColor(after, middle)


@pytest.mark.parametrize(
    ("rule", "drawn", "told"),
    [
        (_rule(), 20.0, ""),
        (_rule(kind=RuleKind.RATE, value=0.5, span_ms=600_000), None, "10 min"),
        (_rule(kind=RuleKind.COUNT, value=50.0, times=3, span_ms=600_000), 50.0, "3 × · 10 min"),
        (_rule(kind=RuleKind.FLAT, span_ms=600_000), None, "10 min"),
        (_rule(kind=RuleKind.EXPRESSION, expression="averageVehicleSpeed < 20"), 20.0, ""),
    ],
)
def test_a_limit_is_a_line_only_where_it_is_of_the_plotted_value(
    qtbot: QtBot, rule: Rule, drawn: float | None, told: str
) -> None:
    desk = Desk(qtbot, rule)
    desk.select()
    desk.samples([(-2, 30.0), (-1, 12.0), (0, 12.0)])
    assert desk.detail.course.plot.limit == drawn
    assert told in desk.detail.course.told()


def test_a_rule_that_watches_no_single_value_has_no_plot(qtbot: QtBot) -> None:
    desk = Desk(qtbot, _rule(kind=RuleKind.STALE, attribute=""), attribute="", limit=None)
    desk.select()
    assert not desk.detail.course.plot.isVisible()
    assert "no single value" in desk.detail.course.note.accessibleName()


# -- around it -----------------------------------------------------------------------------------------------


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
    desk = Desk(qtbot, _rule(suppresses=("rule-2",)))
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
