"""The page of the rules: what it lists, what it lets be changed, and trials of that."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from opscenter.console.alarms.panel import AlarmPanel
from opscenter.console.rules.chart_painting import bin_at, bin_text, picture, rows_in
from opscenter.console.rules.listing import Column
from opscenter.console.rules.panel import RulesPanel
from opscenter.console.rules.result import read_result
from opscenter.console.rules.wording import sentence
from opscenter.console.selection import Selection
from opscenter.console.session import REPLAY, Answer, LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import LIGHT
from opscenter.domain.alarm import AlarmState, Priority
from opscenter.domain.rule_overrides import read_override
from opscenter.settings.catalogue import load_catalogue
from tests.support.fake_city import NOW, FakeChannel, beat, make_alarm, make_session
from tests.support.trial_answers import RULE, result


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    session = make_session(entities=16, alarms=0)
    alarms = [
        make_alarm(number, session.mirror.ids[number], rule=RULE, state=state)
        for number, state in enumerate((AlarmState.UNACK, AlarmState.ACKED, AlarmState.RTNUN))
    ]
    beat(session, alarms=alarms)
    channel_of(session).answers["journal"] = Answer(
        {"words": {"rule": [RULE, "weather.gale"]}, "next": 0}, {"rule": np.array([0, 1, 0], np.uint32)}
    )
    channel_of(session).answers["simulation"] = Answer({"number": 0, "state": "none", "progress": 0.0, "by": ""}, {})
    return session


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> RulesPanel:
    made = RulesPanel(session, Selection(), Theme())
    made.resize(1300, 400)
    qtbot.addWidget(made)
    made.show()
    return made


def channel_of(session: Session) -> FakeChannel:
    assert isinstance(session.channel, FakeChannel)
    return session.channel


def asked(session: Session, what: str) -> list[dict[str, Any]]:
    return [header["args"] for _, header, _ in channel_of(session).asked if header.get("what") == what]


def cell(panel: RulesPanel, rule: str, column: Column) -> str:
    model = panel.list.model
    return str(model.index(model.row_of(rule), column).data())


def typed(panel: RulesPanel, key: str, text: str, qtbot: QtBot) -> None:
    panel._edit()
    line = panel.editor.inputs[key]
    assert isinstance(line, QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, text)


# -- the list --------------------------------------------------------------------------------------------------


def test_every_rule_is_listed_with_what_stands_and_what_was_raised(panel: RulesPanel, session: Session) -> None:
    assert len(panel.list.model.rows) == len(session.catalogue.rules())
    assert cell(panel, RULE, Column.SAYS).endswith("is above 97 %, for 10 s without a break")
    assert (cell(panel, RULE, Column.STANDING), cell(panel, RULE, Column.RAISED)) == ("2", "2")
    assert cell(panel, "weather.rain.black", Column.RAISED) == ""
    assert panel.list.model.rows[0].rule.priority is Priority.CRITICAL
    args = asked(session, "journal")[-1]
    assert (args["event"], args["to"] - args["from"]) == ("raised", 86_400_000)


def test_what_is_not_known_is_not_told_as_none(panel: RulesPanel, session: Session) -> None:
    channel_of(session).answers["journal"] = Answer({}, {}, "The history cannot be read.")
    panel.counts.ask()
    assert cell(panel, RULE, Column.RAISED) == "–"
    many = Answer({"words": {"rule": [RULE]}, "next": 7}, {"rule": np.zeros(10, np.uint32)})
    channel_of(session).answers["journal"] = many
    before = len(asked(session, "journal"))
    panel.counts.ask()
    assert cell(panel, RULE, Column.RAISED) == "–" and len(asked(session, "journal")) - before == 10


def test_words_systems_and_priorities_narrow_the_list_and_the_place_is_kept(panel: RulesPanel, qtbot: QtBot) -> None:
    panel.show_rule(RULE)
    panel.list.words.setText("water LEVEL")
    shown = [row.rule.id for row in panel.list.model.rows]
    assert RULE in shown and "weather.rain.black" not in shown
    assert panel.list.table.currentIndex().row() == panel.list.model.row_of(RULE)
    panel.list.priorities.buttons[Priority.HIGH].setChecked(True)
    assert RULE not in [row.rule.id for row in panel.list.model.rows]
    panel.list.words.setText("no such rule")
    assert panel.list.empty.isVisible() and panel.rule is not None
    panel.list.words.clear()
    panel.list.system.setCurrentIndex(panel.list.system.findData("weather"))
    assert {row.system_id for row in panel.list.model.rows} == {"weather"}
    panel.list.table.sortByColumn(Column.ID, Qt.SortOrder.DescendingOrder)
    ids = [row.rule.id for row in panel.list.model.rows]
    assert ids == sorted(ids, reverse=True)


def test_the_rule_of_the_selected_alarm_is_shown(panel: RulesPanel, session: Session) -> None:
    panel.list.words.setText("gale")
    panel.hide()
    alarm = next(iter(session.mirror.alarms.values()))
    panel._selection.select([alarm.entity], alarm.occurrence)
    assert panel.rule is not None and panel.rule.id != RULE  # while nobody looks, it costs nothing
    panel.show()
    assert panel.rule is not None and panel.rule.id == RULE
    told = dict(panel.words.lines)
    assert panel.rule.version in told["Rule"] and told["Step 1"] == "Close the roads beside the channel"


def test_a_rule_that_this_console_does_not_know_is_told(panel: RulesPanel) -> None:
    panel.show_rule("site.of.mine")
    assert "does not know the rule site.of.mine" in panel.hint.text()


def test_the_alarm_list_shows_the_rule_of_an_alarm(qtbot: QtBot, session: Session) -> None:
    selection = Selection()
    alarms = AlarmPanel(session, selection, Theme())
    qtbot.addWidget(alarms)
    alarms.show()
    alarms.view.setFocus()
    alarms.view.selectRow(0)
    with qtbot.waitSignal(selection.show_rule) as told:
        qtbot.keyClick(alarms.view, Qt.Key.Key_I)
    assert told.args == [RULE]


# -- changes ---------------------------------------------------------------------------------------------------


def test_numbers_are_typed_in_the_unit_that_is_shown(panel: RulesPanel, qtbot: QtBot) -> None:
    panel.show_rule(RULE)
    panel._edit()
    typed(panel, "value", "92.5", qtbot)
    typed(panel, "on_delay_s", "90", qtbot)
    assert panel.pending.texts() == [f"{RULE}.value=0.925", f"{RULE}.on_delay_s=90.0"]
    assert panel.pending_box.list.item(0).text() == f"{RULE}: Value 97 % → 92.5 %"
    assert cell(panel, RULE, Column.ID) == f"{RULE} *"
    panel.pending.undo()  # typing one field is one step
    assert panel.pending.texts() == [f"{RULE}.value=0.925"]
    typed(panel, "value", "97", qtbot)
    assert panel.pending.texts() == []


def test_several_rules_are_changed_and_each_change_can_be_taken_away(panel: RulesPanel, qtbot: QtBot) -> None:
    panel.show_rule(RULE)
    panel._edit()
    taken_out, priority = panel.editor.inputs["disabled"], panel.editor.inputs["priority"]
    assert isinstance(taken_out, QCheckBox) and isinstance(priority, QComboBox)
    priority.setCurrentIndex(3)
    panel.show_rule("weather.pressure.falling" if "weather.pressure.falling" in panel._rules else "weather.rain.black")
    other = panel.rule
    assert other is not None
    typed(panel, "off_delay_s", "30", qtbot)
    assert panel.pending.texts() == [f"{RULE}.priority=low", f"{other.id}.off_delay_s=30.0"]
    panel.pending_box.list.setCurrentRow(0)
    qtbot.keyClick(panel.pending_box.list, Qt.Key.Key_Delete)
    assert panel.pending.rules == [other.id]
    panel.show_rule(RULE)
    panel._edit()
    shown = panel.editor.inputs["priority"]
    assert isinstance(shown, QComboBox) and shown.currentData() == "high"


@pytest.mark.parametrize(
    ("key", "text", "told"),
    [
        ("on_delay_s", "-5", "cannot be negative"),
        ("on_delay_s", "9e9", "604,800 s at most"),
        ("value", "twelve", "is no number"),
        ("value", "nan", "is no number"),
    ],
)
def test_what_cannot_be_is_told_as_it_is_typed_and_cannot_be_tried(
    panel: RulesPanel, session: Session, qtbot: QtBot, key: str, text: str, told: str
) -> None:
    panel.show_rule(RULE)
    typed(panel, key, "7", qtbot)
    typed(panel, key, text, qtbot)
    assert told in panel.bar.told.text() and not panel.bar.button.isEnabled()
    assert panel.pending.texts() == []  # not the change before it, either
    panel.bar.begin()
    assert not asked(session, "simulate")
    typed(panel, key, "8", qtbot)
    assert panel.bar.button.isEnabled() and len(panel.pending.texts()) == 1


def test_a_rate_is_typed_by_the_hour_and_cannot_have_the_wrong_sign(panel: RulesPanel, qtbot: QtBot) -> None:
    rule = next(one for one in panel._rules.values() if one.id.startswith("weather.") and one.kind.value == "rate")
    panel.show_rule(rule.id)
    panel._edit()
    assert "/h" in panel.editor.fields["value"].unit
    typed(panel, "value", "-3", qtbot)
    (change,) = panel.pending.all
    assert change.value == pytest.approx(rule.value * 1.5)
    typed(panel, "value", "3", qtbot)
    assert "when something falls" in panel.bar.told.text()


def test_changes_outlive_the_window(panel: RulesPanel, session: Session, qtbot: QtBot) -> None:
    panel.pending.put(read_override(f"{RULE}.value=0.5"))
    panel.bar.choose(7)
    other = RulesPanel(session, Selection(), Theme())
    qtbot.addWidget(other)
    other.restore_state(json.loads(json.dumps(panel.save_state())))
    assert (other.pending.texts(), other.bar.days) == ([f"{RULE}.value=0.5"], 7)
    other.restore_state({"changes": [3, "gone.rule.value=1", "x"], "days": "many"})
    assert other.pending.texts() == []


# -- trials ----------------------------------------------------------------------------------------------------


def begin(panel: RulesPanel, session: Session) -> None:
    channel_of(session).answers["simulate"] = Answer({"number": 1, "state": "running", "progress": 0.0, "by": "me"}, {})
    running = {"number": 1, "state": "running", "progress": 0.4, "by": "tester", "changes": [f"{RULE}.value=0.9"]}
    channel_of(session).answers["simulation"] = Answer(running, {})
    panel.bar.begin()


def finish(panel: RulesPanel, session: Session, **fields: Any) -> None:
    told = {"number": 1, "state": "done", "progress": 1.0, "by": "tester", "changes": [f"{RULE}.value=0.9"]}
    raw = result(session.mirror.ids, **fields)
    channel_of(session).answers["simulation"] = Answer({**told, "result": raw}, {})
    panel.trials.look()


def test_a_trial_is_begun_followed_and_its_result_shown(panel: RulesPanel, session: Session, qtbot: QtBot) -> None:
    panel.pending.put(read_override(f"{RULE}.value=0.9"))
    begin(panel, session)
    (args,) = asked(session, "simulate")
    assert args["changes"] == [f"{RULE}.value=0.9"] and args["by"] == "tester"
    assert args["to"] - args["from"] == 86_400_000 and args["to"] >= NOW
    assert panel.bar.progress.isVisible() and panel.bar.progress.value() == 40
    finish(panel, session)
    assert not panel.bar.progress.isVisible()
    assert panel.tabs.currentWidget() is panel.results
    assert panel.results.headline.text() == "3 → 1 alarms, the latest true alarm 8 s later."
    assert panel.results.by_rule.rows == [(RULE, "3", "1", "−2")]
    assert panel.results.gone.rows[0][4] == "<b>Channel</b> full"  # plain, as it came
    assert panel.results.under.text().endswith(f"{RULE}: Value 97 % → 90 %")
    panel.results.gone_table.selectRow(1)
    assert panel._selection.ids == [session.mirror.ids[1]]
    panel.trials.look()
    assert asked(session, "simulation")[-1]["known"] == 1  # the result is not sent again


def test_a_trial_can_be_stopped(panel: RulesPanel, session: Session, qtbot: QtBot) -> None:
    begin(panel, session)
    stopped = Answer({"number": 1, "state": "stopped", "progress": 0.4, "by": "tester", "reason": "Stopped."}, {})
    channel_of(session).answers["simulate-stop"] = stopped
    qtbot.keyClick(panel.list.table, Qt.Key.Key_Escape)
    assert panel.bar.told.text() == "The trial was stopped." and panel.bar.button.isVisible()


def test_a_trial_of_another_desk_is_shown_by_name_and_its_result_does_not_take_over(
    panel: RulesPanel, session: Session
) -> None:
    told = {"number": 3, "state": "running", "progress": 0.1, "by": "<b>Lee", "changes": []}
    channel_of(session).answers["simulation"] = Answer(told, {})
    panel.trials.look()
    assert panel.bar.told.text() == "<b>Lee is trying changes just now: 10 %"
    before = panel.tabs.currentWidget()
    done = {**told, "state": "done", "progress": 1.0, "result": result(session.mirror.ids)}
    channel_of(session).answers["simulation"] = Answer(done, {})
    panel.trials.look()
    assert panel.tabs.currentWidget() is before
    assert "tried by <b>Lee" in panel.results.under.text()
    assert "no changes" in panel.results.under.text()


def test_refusals_failures_and_a_lost_station_are_told(panel: RulesPanel, session: Session) -> None:
    channel_of(session).answers["simulate"] = Answer({}, {}, "A simulation is under way already (begun by Lee).")
    panel.bar.begin()
    assert "begun by Lee" in panel.bar.told.text()
    failed = {"number": 2, "state": "failed", "progress": 0.0, "by": "", "reason": "Nothing is recorded of this time."}
    channel_of(session).answers["simulation"] = Answer(failed, {})
    panel.trials.look()
    assert panel.bar.told.text() == "Nothing is recorded of this time."
    channel_of(session).answers["simulation"] = Answer({**failed, "number": 4, "state": "done", "result": {"x": 1}}, {})
    panel.trials.look()
    assert panel.results.result is None
    session.set_link(LinkState.LOST)
    assert not panel.bar.button.isEnabled() and "no station" in panel.bar.told.text()
    session.set_link(LinkState.LIVE)
    assert panel.bar.button.isEnabled()


def test_a_span_of_ones_own_is_chosen_within_what_is_recorded(panel: RulesPanel, session: Session) -> None:
    channel_of(session).answers["span"] = Answer({"first": NOW - 3_600_000, "last": NOW}, {})
    panel.bar.choose(0)
    assert panel.bar.chosen() == (NOW - 3_600_000, NOW)
    panel.bar.since.setDateTime(panel.bar.since.dateTime().addDays(-3))
    assert panel.bar.since.dateTime().toMSecsSinceEpoch() == NOW - 3_600_000
    panel.bar.until.setDateTime(panel.bar.since.dateTime())
    assert panel.bar.chosen() is None and "ends before it begins" in panel.bar.told.text()
    channel_of(session).answers["span"] = Answer({"first": 0, "last": 0}, {})
    panel.bar.choose(7)
    panel.bar.choose(0)
    assert panel.bar.told.text() == "Nothing is recorded yet to try over."


# -- the picture and files -------------------------------------------------------------------------------------


def test_the_picture_shows_both_rows_on_one_scale_and_can_be_read(panel: RulesPanel, session: Session) -> None:
    begin(panel, session)
    finish(panel, session)
    chart, shown = panel.results.chart, panel.results.result
    assert shown is not None
    for size in ((600, 160), (600, 400)):
        chart.resize(*size)
        for row in rows_in(chart._plot()):
            x = row.left() + 10.5 / 120 * row.width()
            assert bin_at(shown, chart._plot(), x, row.center().y()) == 10
    chart.choose(10)
    assert "before H 2 M 1; after H 1" in chart.accessibleDescription()
    assert bin_text(shown, 400, "UTC") == ""
    image = picture(shown, "Asia/Hong_Kong")
    colours = [image.pixelColor(x, y).name() for x in range(0, 1600, 2) for y in range(0, 900, 2)]
    high, medium = (colours.count(LIGHT.priority(one).lower()) for one in (Priority.HIGH, Priority.MEDIUM))
    assert high > 2 * medium > 0  # two high beside one medium, and a high after


def test_files_are_written_and_a_place_that_cannot_be_is_told(
    panel: RulesPanel, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    begin(panel, session)
    finish(panel, session)
    with qtbot.waitSignal(panel._writer.done):
        panel.results.write_picture(tmp_path / "trial.png")
    assert QImage(str(tmp_path / "trial.png")).width() == 1600
    with qtbot.waitSignal(panel._writer.done):
        panel.results.write_result(tmp_path / "trial.json")
    assert json.loads((tmp_path / "trial.json").read_text(encoding="utf-8"))["changes"] == [f"{RULE}.value=0.9"]
    with qtbot.waitSignal(panel._writer.done):
        panel.results.write_result(tmp_path / "trial.csv")
    lines = (tmp_path / "trial.csv").read_text(encoding="utf-8").splitlines()
    assert lines[1].startswith(f"rule,{RULE},3,1") and len(lines) == 4
    with qtbot.waitSignal(panel._writer.done):
        panel.results.write_result(tmp_path / "nowhere" / "trial.csv")
    qtbot.waitUntil(lambda: "cannot be written" in panel.hint.text())
    panel.stop()


def test_in_a_replay_nothing_is_tried_and_it_is_said_why(panel: RulesPanel, session: Session) -> None:
    assert panel.bar.button.isEnabled()
    session.mode = REPLAY
    channel_of(session).asked.clear()
    session.introduced.emit()
    assert not panel.bar.button.isEnabled()
    assert "too short to try rules on" in panel.bar.told.text()
    panel.trials.look()
    assert not [one for one in channel_of(session).asked if one[1].get("what") == "simulation"]


def test_changes_are_saved_as_a_rule_file_that_a_station_takes(
    panel: RulesPanel, session: Session, qtbot: QtBot, tmp_path: Path
) -> None:
    for text in (f"{RULE}.value=0.9", f"{RULE}.priority=critical", "weather.rain.black.disabled=true"):
        panel.pending.put(read_override(text))
    with qtbot.waitSignal(panel._writer.done):
        panel.save_rule_file(tmp_path / "site.toml")
    qtbot.waitUntil(lambda: "--rules" in panel.hint.text())
    read = {rule.id: rule for rule in load_catalogue(None, (tmp_path / "site.toml",)).rules()}
    assert (read[RULE].value, read[RULE].priority) == (0.9, Priority.CRITICAL)
    assert "weather.rain.black" not in read and len(read) == len(session.catalogue.rules()) - 1
    assert "tester" in (tmp_path / "site.toml").read_text(encoding="utf-8").splitlines()[0]
    panel.stop()


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"delay_ms_max": 8_400}, "3 → 1 alarms, the latest true alarm 8.4 s later."),
        ({"delay_ms_max": -2_000}, "3 → 1 alarms, every true alarm sooner, by 2 s at least."),
        ({"delay_ms_max": 0}, "3 → 1 alarms, no true alarm later."),
        ({"delay_ms_max": 130_000}, "3 → 1 alarms, the latest true alarm 2 min later."),
        ({"delay_ms_max": None, "latest": None}, "3 → 1 alarms, none of them raised both times."),
        (
            {"before": 0, "after": 0, "delay_ms_max": None, "latest": None},
            "0 → 0 alarms, none before and none after.",
        ),
    ],
)
def test_the_sentence(fields: dict[str, Any], told: str) -> None:
    assert sentence(read_result(result(["a", "b", "c", "d"], **fields))) == told


@pytest.mark.parametrize(
    "fields", [{"bins": [[1, 2]]}, {"since": "yesterday"}, {"gone": [{"at": 1}]}, {"before": None}, {"gone": 3}]
)
def test_an_answer_that_is_no_result_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        read_result(result(["a", "b", "c", "d"], **fields))


def test_a_narrow_page_has_the_list_as_a_tab(panel: RulesPanel) -> None:
    panel.resize(660, 300)
    assert panel.tabs.currentWidget() is panel.list
    panel.show_rule(RULE)
    assert panel.tabs.currentWidget() is panel.words  # somebody asked for the rule
    assert panel.tabs.count() == 4
    panel.resize(1300, 300)
    assert panel.tabs.count() == 3 and panel.list.isVisible()


def test_the_page_takes_the_keyboard_into_what_is_shown(panel: RulesPanel, qtbot: QtBot) -> None:
    panel.setFocus()
    assert panel.focusWidget() is panel.list.table
    qtbot.keyClick(panel.list.table, Qt.Key.Key_Slash)
    assert panel.focusWidget() is panel.list.words and panel.list.words.text() == ""
    qtbot.keyClicks(panel.list.words, "channel rise")
    qtbot.keyClick(panel.list.words, Qt.Key.Key_Return)
    assert panel.focusWidget() is panel.list.table
    qtbot.keyClick(panel.list.table, Qt.Key.Key_F2)
    assert panel.tabs.currentWidget() is panel.change and panel.rule is not None
    assert panel.focusWidget() is panel.editor.first()
    panel.resize(660, 300)
    panel.tabs.setCurrentWidget(panel.change)
    panel.setFocus()
    assert panel.focusWidget() is panel.pending_box.list
