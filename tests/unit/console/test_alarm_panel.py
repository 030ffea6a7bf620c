"""The alarm panel on a screen that is not there: keys, acknowledging, selection, hostile texts."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from opscenter.console.alarms.filtering import Ledger
from opscenter.console.alarms.helpings import HELPING
from opscenter.console.alarms.panel import AlarmPanel
from opscenter.console.alarms.table import Column
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.catalogue import Catalogue
from opscenter.settings.catalogue import load_catalogue
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
    assert _acks(session) == [{"occurrences": [alarm.occurrence], "by": "tester", "role": "operator", "comment": ""}]
    assert panel.table.text(alarm, Column.STATE) == "under way …"
    assert session.mirror.alarms[alarm.occurrence].state is AlarmState.UNACK
    beat(session, alarms=[replace(alarm, state=AlarmState.ACKED, acked_by="tester")])
    assert not panel.table.under_way
    row = panel.alarms.rows_of([alarm.occurrence])[0]
    assert panel.table.index(row, Column.STATE).data() == "acked"
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
    assert counts.standing == 9  # every fourth has returned and waits: listed, but its condition no longer stands
    assert "9 active" in panel.bar.counts.text()
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
    beat(session, alarms=[make_alarm(n, session.mirror.ids[n % 80]) for n in range(HELPING)])
    assert inserted == [(0, HELPING - 1)]


def test_a_flood_comes_in_few_insertions_and_is_told_whole(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot, alarms=0)
    inserted: list[tuple[int, int]] = []
    told: list[str] = []
    panel.mismatch.connect(told.append)
    panel.table.rowsInserted.connect(lambda _parent, first, last: inserted.append((first, last)))
    beat(session, alarms=[make_alarm(n, session.mirror.ids[n % 80]) for n in range(10 * HELPING)])
    qtbot.waitUntil(lambda: len(panel.alarms) == 10 * HELPING)
    assert len(inserted) == 10
    assert set(told) == {""}


def test_an_empty_list_says_what_is_watched(qtbot: QtBot) -> None:
    panel, _, _ = _panel(qtbot, alarms=0)
    assert panel.view.empty_text == "No alarms. 212 rules are watching 80 entities."


def test_an_empty_list_without_rules_says_why(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot, alarms=0)
    beat(session, health={**session.mirror.health, "rules": 0})
    assert panel.view.empty_text.startswith("No alarms: nothing is watched. No rule of the catalogue applies")
    assert "80 entities" in panel.view.empty_text


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
    panel.intents.acknowledging.refused[""] = text


def test_names_and_alarms_of_one_beat_leave_no_alarm_uncounted(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot)
    told: list[str] = []
    panel.mismatch.connect(told.append)
    beat(session, alarms=[make_alarm(801, session.mirror.ids[3])], names={3: "Another name"})
    assert set(told) == {""}


def test_its_state_comes_back(qtbot: QtBot) -> None:
    panel, _, _ = _panel(qtbot)
    panel.sort_by(Column.PLACE)
    panel.bar.priorities[Priority.LOW].click()
    panel.attention.be_silent()
    state = panel.save_state()
    other, _, _ = _panel(qtbot)
    other.restore_state(state)
    assert other.save_state() == state
    other.restore_state({"sort": "no such", "priorities": [77]})
    assert other.save_state() == state


def _latched(session: Session) -> Alarm:
    alarm = make_alarm(700, session.mirror.ids[5], Priority.CRITICAL, state=AlarmState.LTACK, acked_by="tester")
    beat(session, alarms=[alarm])
    return alarm


def test_a_latched_alarm_is_reset_by_its_key_or_button_and_waits_for_the_feed(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot)
    panel.view.selectRow(0)
    assert not panel.bar.reset_button.isVisible(), "nothing to reset, no button"
    qtbot.keyClick(panel.view, Qt.Key.Key_R)
    assert not _acks(session)
    alarm = _latched(session)
    panel.view.selectRow(panel.alarms.rows_of([alarm.occurrence])[0])
    assert panel.bar.reset_button.isVisible()
    qtbot.mouseClick(panel.bar.reset_button, Qt.MouseButton.LeftButton)
    kind, header, _ = _channel(session).asked[-1]
    assert (kind, header["verb"]) == ("command", "reset")
    assert header["args"] == {"occurrences": [alarm.occurrence], "by": "tester", "role": "operator", "comment": ""}
    qtbot.keyClick(panel.view, Qt.Key.Key_R)
    assert len(_acks(session)) == 1, "it is under way"
    beat(session, alarms=[replace(alarm, state=AlarmState.NORM)])
    assert not panel.intents.under_way
    assert not panel.bar.reset_button.isVisible()


def test_a_refused_reset_is_a_sentence(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot)
    alarm = _latched(session)
    panel.view.selectRow(panel.alarms.rows_of([alarm.occurrence])[0])
    qtbot.keyClick(panel.view, Qt.Key.Key_R)
    _channel(session).answer({"refused": {alarm.occurrence: "It is true again."}})
    assert panel.comment_bar.sentence.text().startswith("Not reset. ")
    assert "It is true again." in panel.comment_bar.sentence.text()


def test_beside_its_place_a_text_does_not_name_it_again(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot, alarms=0)
    name = session.mirror.name(3)
    entity = session.mirror.ids[3]
    told = {0: f"{name}: speed has collapsed", 1: f"{name} tripped", 2: f"{name}：車速驟降", 3: f"{name}:"}
    beat(session, alarms=[make_alarm(n, entity, text={"en": text}, since=session.now - n) for n, text in told.items()])
    texts = [panel.table.index(row, Column.TEXT).data() for row in range(4)]
    assert texts == ["Speed has collapsed", told[1], "車速驟降", told[3]]
    panel.resize(430, 300)
    panel.view.resize(430, 200)
    assert panel.view.isColumnHidden(Column.PLACE)
    assert panel.table.index(0, Column.TEXT).data() == told[0], "alone it has to name the place"


def test_a_place_is_known_by_each_of_its_names(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot, alarms=0)
    session.mirror.local_names[3] = {"zh-Hant": "龍脊山一號"}
    text = {"en": f"{session.mirror.names[3]}: very hot", "zh_Hant": "龍脊山一號：酷熱"}
    beat(session, alarms=[make_alarm(1, session.mirror.ids[3], text=text)])
    for language, told in (("en", "Very hot"), ("zh_Hant", "酷熱"), ("zh_Hans", "Very hot")):
        session.language = language
        assert panel.table.index(0, Column.TEXT).data() == told


@pytest.mark.parametrize("width", [360, 460, 540, 700, 800, 900, 990, 1180, 1600])
def test_the_text_is_the_widest_column(qtbot: QtBot, width: int) -> None:
    panel, _, _ = _panel(qtbot)
    panel.resize(width, 400)
    widths = {column: panel.view.columnWidth(column) for column in Column if not panel.view.isColumnHidden(column)}
    assert max(widths, key=lambda column: widths[column]) is Column.TEXT
    assert widths[Column.TEXT] >= 200


def test_a_state_is_told_by_its_name(qtbot: QtBot) -> None:
    session = make_session(8, 0, catalogue=load_catalogue(), operator="tester")
    panel = AlarmPanel(session, Selection(), Theme())
    qtbot.addWidget(panel)
    beat(session, entities=[("urn:ngsi-ld:ElectricityFeeder:f1", "ElectricityFeeder")])
    alarm = make_alarm(1, "urn:ngsi-ld:ElectricityFeeder:f1", attribute="breakerState", value="tripped", limit=None)
    beat(session, alarms=[alarm])
    session.language = "zh_Hant"
    assert panel.table.index(0, Column.VALUE).data() == "跳掣"


def test_a_share_is_shown_in_percent(qtbot: QtBot) -> None:
    session = make_session(8, 0, catalogue=load_catalogue(), operator="tester")
    panel = AlarmPanel(session, Selection(), Theme())
    qtbot.addWidget(panel)
    entity = next(one for one in session.mirror.ids if "WasteContainer" in one)
    beat(session, alarms=[make_alarm(1, entity, attribute="fillingLevel", value=0.926, limit=0.9, unit="%")])
    assert panel.table.index(0, Column.VALUE).data() == "93 / 90 %"


def test_hidden_priorities_are_struck_and_the_rest_stays_quiet(qtbot: QtBot) -> None:
    panel, _, _ = _panel(qtbot)
    button = panel.bar.priorities[Priority.HIGH]
    quiet = button.icon().pixmap(16, 16).toImage()
    assert not any(each.isChecked() for each in panel.bar.priorities.values()), "nothing looks pressed by itself"
    assert _saturation(quiet) < 60, "colour is for alarms, not for a filter"
    button.click()
    assert button.isChecked() and button.icon().pixmap(16, 16).toImage() != quiet
    assert panel.bar.wanted("").priorities == frozenset(Priority) - {Priority.HIGH}
    panel.bar.hidden.click()
    assert not button.isChecked()


def _saturation(image: QImage) -> int:
    colours = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(colour.hsvSaturation() for colour in colours if colour.alpha() > 128)


def test_the_ledger_is_counted_by_state_and_with_the_list_makes_all(qtbot: QtBot) -> None:
    panel, session, _ = _panel(qtbot, alarms=12)
    ids = session.mirror.ids
    shelved = [make_alarm(800 + n, ids[n], state=AlarmState.SHLVD) for n in range(2)]
    beat(session, alarms=[*shelved, make_alarm(810, ids[4], state=AlarmState.OOSRV)])
    texts = [button.text() for button in panel.tabs.tabs.values()]
    assert texts == ["In alarm 12", "Shelved 2", "Suppressed 0", "Out of service 1"]
    assert panel.tabs.sum.text() == "12 shown + 0 hidden + 3 laid aside = 15"
    panel.tabs.tabs[Ledger.SHELVED].click()
    assert panel.alarms.counts().shown == 2
    assert panel.tabs.sum.text() == "2 shown + 0 hidden + 13 in other lists = 15"
