"""The inspector: attributes, neighbours, alarms, dragging, and texts nobody should trust."""

import json
import math
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from opscenter.console.elided import ElidedLabel
from opscenter.console.inspector.attribute_view import AttributeDelegate
from opscenter.console.inspector.cards import AlarmCard
from opscenter.console.inspector.facts import attribute_rows, nearby
from opscenter.console.inspector.panel import InspectorPanel
from opscenter.console.plots.mime import MIME, read_mime
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.theme.stylesheet import build_stylesheet
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import AlarmState
from opscenter.domain.catalogue import Attribute, Catalogue, Kind
from opscenter.domain.quality import Quality
from tests.support.fake_city import NOW, FakeChannel, beat, make_alarm, make_session

HOSTILE = ("<img src=x>", "x" * 10_000, "\u202egnorw\u202c", "🚨🔥")


def _panel(qtbot: QtBot, entities: int = 80, operator: str = "tester") -> tuple[InspectorPanel, Session, Selection]:
    speed = Attribute("averageVehicleSpeed", {"en": "Mean speed"}, "KMH", "km/h", 0)
    kind = Kind(
        "TrafficFlowObserved", "traffic", {"en": "Detector"}, headline=speed.name, attributes={speed.name: speed}
    )
    session = make_session(entities, 0, catalogue=Catalogue(kinds={kind.type: kind}), operator=operator)
    selection = Selection()
    panel = InspectorPanel(session, selection, Theme())
    qtbot.addWidget(panel)
    panel.resize(420, 800)
    panel.show()
    return panel, session, selection


def _channel(session: Session) -> FakeChannel:
    assert isinstance(session.channel, FakeChannel)
    return session.channel


def test_it_says_what_to_do_while_nothing_is_selected(qtbot: QtBot) -> None:
    panel, _, selection = _panel(qtbot)
    assert panel.empty.isVisible()
    assert "Ctrl+K" in panel.empty.text()
    selection.select(["urn:unknown"])
    assert "not known" in panel.empty.text()


def test_it_shows_every_attribute_with_unit_quality_and_label(qtbot: QtBot) -> None:
    panel, session, selection = _panel(qtbot)
    selection.select([session.mirror.ids[0]])
    cell = session.mirror.cell(0, "averageVehicleSpeed")
    beat(session, values={cell: 42.0}, qualities={cell: Quality.SUSPECT})
    told = [panel.attributes.index(row, 0).data() for row in range(panel.attributes.rowCount())]
    assert told[0] == "Mean speed: 42 km/h suspect"
    assert told[1].startswith("intensity: ")
    assert "averageVehicleSpeed" in panel.attributes.index(0, 0).data(Qt.ItemDataRole.ToolTipRole)
    assert panel.name.toolTip() == "<qt>TrafficFlowObserved 0</qt>"


def test_rows_are_dragged_out_as_series(qtbot: QtBot) -> None:
    panel, session, selection = _panel(qtbot)
    selection.select([session.mirror.ids[0]])
    data = panel.attributes.mimeData([panel.attributes.index(0, 0), panel.attributes.index(1, 0)])
    carried = read_mime(bytes(data.data(MIME).data()))
    assert carried == [(session.mirror.ids[0], "averageVehicleSpeed"), (session.mirror.ids[0], "intensity")]


def test_the_headline_is_plotted_unless_rows_are_selected(qtbot: QtBot) -> None:
    panel, session, selection = _panel(qtbot)
    selection.select([session.mirror.ids[0]])
    plotted: list[str] = []
    selection.plot.connect(lambda _entity, attribute: plotted.append(attribute))
    panel.plot_button.click()
    panel.view.setCurrentIndex(panel.attributes.index(1, 0))
    panel.plot_button.click()
    assert plotted == ["averageVehicleSpeed", "intensity"]


def test_it_copies_id_place_and_json(qtbot: QtBot) -> None:
    panel, session, selection = _panel(qtbot)
    selection.select([session.mirror.ids[0]])
    clipboard = QGuiApplication.clipboard()
    panel.copy_id.click()
    assert clipboard.text() == session.mirror.ids[0]
    panel.copy_place.click()
    assert float(clipboard.text().split(",")[0]) == pytest.approx(session.mirror.lat[0], abs=1e-6)
    panel.json_button.click()
    told = json.loads(clipboard.text())
    assert told["attributes"]["intensity"]["quality"] == "good"


def test_an_alarm_is_acknowledged_here_and_waits_for_the_feed(qtbot: QtBot) -> None:
    panel, session, selection = _panel(qtbot, operator="")
    entity = session.mirror.ids[0]
    alarm = make_alarm(1, entity)
    beat(session, alarms=[alarm])
    selection.select([entity])
    texts = {label.text() for label in panel.findChildren(QLabel)}
    assert {"Queue or accident ahead", "Tail-back", "Look at the camera"} <= texts
    (card,) = panel.findChildren(AlarmCard)
    button = card.button
    assert button is not None
    button.click()
    qtbot.keyClicks(panel.comment_bar.name, "Lee")
    qtbot.keyClick(panel.comment_bar.name, Qt.Key.Key_Return)
    asked = [header["args"] for kind, header, _ in _channel(session).asked if kind == "command"]
    assert asked == [{"occurrences": [alarm.occurrence], "by": "Lee", "role": "operator", "comment": ""}]
    assert any(button.text() == "Acknowledging …" for button in panel.findChildren(QPushButton))
    beat(session, alarms=[replace(alarm, state=AlarmState.ACKED, acked_by="Lee")])
    assert not panel.intents.acknowledging.under_way


def test_trends_are_asked_once_and_only_when_seen(qtbot: QtBot) -> None:
    panel, session, selection = _panel(qtbot)
    channel = _channel(session)
    times = np.arange(NOW - 600_000, NOW, 60_000)
    channel.answers["series"] = Answer({}, {"time": times, "value": np.arange(10.0)})
    selection.select([session.mirror.ids[0]])
    assert not [header for _, header, _ in channel.asked if header.get("what") == "series"]
    panel.grab()
    panel.grab()
    asked = [header["args"]["attribute"] for _, header, _ in channel.asked if header.get("what") == "series"]
    assert sorted(asked) == ["averageVehicleSpeed", "intensity"]
    place, value = panel.trends.series("intensity")
    assert len(place) == len(value) == 10


def test_several_are_summed_up(qtbot: QtBot) -> None:
    panel, session, selection = _panel(qtbot)
    selection.select(session.mirror.ids[:16])
    assert "2 × Detector" in panel.kind.toolTip()
    lines = [label.accessibleName() for label in panel.findChildren(ElidedLabel)]
    assert "2  Detector" in lines
    alarmed = {alarm.entity for alarm in session.mirror.alarms.values() if not alarm.state.is_laid_aside}
    count = len(alarmed & set(session.mirror.ids[:16]))
    beat(session, alarms=[make_alarm(90, session.mirror.ids[1]), make_alarm(91, session.mirror.ids[3])])
    assert panel.kind.accessibleName() == f"{count + 2} of them with an alarm"
    panel.grab()


def test_history_is_shown_and_junk_in_it_does_no_harm(qtbot: QtBot) -> None:
    panel, session, selection = _panel(qtbot)
    events = [
        {"at": NOW, "occurrence": "rule-1@x@1", "event": "raise", "state": "UNACK", "by": "", "comment": ""},
        {"at": "soon", "state": "<b>?"},
        "junk",
    ]
    _channel(session).answers["journal"] = Answer({"events": events}, {})
    selection.select([session.mirror.ids[0]])
    assert panel.journal.count() == 2
    panel.grab()


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_names_and_values_are_plain_and_bounded(qtbot: QtBot, text: str) -> None:
    panel, session, selection = _panel(qtbot)
    session.mirror.names[0] = text
    cell = session.mirror.cell(0, "intensity")
    beat(session, texts={cell: text}, values={cell: math.nan})
    selection.select([session.mirror.ids[0]])
    panel.grab()
    for label in panel.findChildren(QLabel):
        assert len(label.text()) <= 400
        assert label.textFormat() is Qt.TextFormat.PlainText or "<" not in label.text()
        assert "<img" not in label.toolTip()
    assert panel.width() == 420


def test_the_nearest_are_found_by_distance() -> None:
    mirror = make_session(200, 0, catalogue=Catalogue()).mirror
    found = nearby(mirror, 3)
    east = np.radians(mirror.lon - mirror.lon[3]) * math.cos(math.radians(mirror.lat[3]))
    metres = 6_371_008.8 * np.hypot(east, np.radians(mirror.lat - mirror.lat[3]))
    assert [row for row, _ in found] == np.argsort(metres)[1:9].tolist()
    mirror.lon[3] = np.nan
    assert nearby(mirror, 3) == []
    mirror.lon[3], mirror.lat[3] = 0.0, 0.0
    assert nearby(mirror, 3) == [], "nothing in the city is near 0, 0"


def test_attributes_stand_in_the_order_of_the_catalogue() -> None:
    session = make_session(8, 0, catalogue=Catalogue())
    flow = Attribute("intensity", {"en": "Flow"})
    session.catalogue.kinds["TrafficFlowObserved"] = Kind(
        "TrafficFlowObserved", "traffic", {"en": "Detector"}, attributes={"intensity": flow}
    )
    rows = attribute_rows(session.mirror, session.catalogue, 0)
    assert [row.name for row in rows] == ["intensity", "averageVehicleSpeed"]


def test_an_event_tells_the_alarm_what_happened_when_and_who(qtbot: QtBot) -> None:
    panel, session, selection = _panel(qtbot)
    entity = session.mirror.ids[0]
    name = session.mirror.names[0]
    shared = {"occurrence": "7c93e54a", "entity": entity, "rule": "detector-slow"}
    events = [
        {**shared, "at": NOW, "event": "acknowledged", "state": "ACKED", "by": "Amy", "comment": "seen", "text": {}},
        {**shared, "at": NOW - 5_000, "event": "raised", "state": "UNACK", "text": {"en": f"{name}: speed collapse"}},
        {"occurrence": "11", "entity": entity, "rule": "other-rule", "at": NOW - 9_000_000_000, "event": "cleared"},
    ]
    _channel(session).answers["journal"] = Answer({"events": events}, {})
    selection.select([entity])
    told = [panel.journal.itemAt(place).widget().accessibleName() for place in range(panel.journal.count())]
    assert told[0] == told[2] == "Speed collapse", "worded once, when it was raised"
    assert told[1].endswith(" · acknowledged · by Amy · “seen”")
    assert told[3].endswith(" · raised")
    assert told[4] == "other-rule"
    assert told[5].startswith("2026-"), "an old event has its date"
    assert not any("7c93" in line for line in told)


def _painted(panel: InspectorPanel, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Texts that the attribute rows cut when painted."""
    cut: list[str] = []
    delegate = panel.view.itemDelegate()
    assert isinstance(delegate, AttributeDelegate)
    plain = AttributeDelegate._elided

    def watched(self: AttributeDelegate, painter: QPainter, text: str, width: int) -> str:
        shown = plain(self, painter, text, width)
        if shown != text:
            cut.append(text)
        return shown

    monkeypatch.setattr(AttributeDelegate, "_elided", watched)
    panel.grab()
    return cut


@pytest.mark.parametrize("width", [300, 328, 360, 420, 560])
@pytest.mark.parametrize("value", ["dangerous", "Southern Line", "running late", "x" * 24])
def test_short_texts_and_long_names_are_whole(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, width: int, value: str
) -> None:
    panel, session, selection = _panel(qtbot)
    panel.resize(width, 800)
    labels = {"averageVehicleSpeed": "laneOccupancyTotalPercentage", "intensity": "Operational state"}
    described = {name: Attribute(name, {"en": label}, "KMH", "km/h", 1) for name, label in labels.items()}
    session.catalogue.kinds["TrafficFlowObserved"] = Kind(
        "TrafficFlowObserved", "traffic", {"en": "Detector"}, attributes=described
    )
    cells = [session.mirror.cell(0, name) for name in labels]
    beat(
        session,
        values={cells[0]: 12.25, cells[1]: math.nan},
        texts={cells[1]: value},
        qualities={cells[0]: Quality.STALE},
    )
    selection.select([session.mirror.ids[0]])
    assert _painted(panel, monkeypatch) == []
    beat(session, values={cells[1]: math.nan}, texts={cells[1]: "a longer text that came"})
    assert _painted(panel, monkeypatch) == []
    assert panel.view.height() == sum(panel.view.sizeHintForRow(number) for number in range(2))


def test_every_row_keeps_its_place_whatever_the_wheel_does(qtbot: QtBot) -> None:
    panel, session, selection = _panel(qtbot)
    selection.select([session.mirror.ids[0]])
    rows = len(panel.attributes.rows)
    assert rows > 1
    panel.view.setFixedHeight(20)  # as while a taller list is laid out
    panel.view.doItemsLayout()
    panel.view.scrollToBottom()
    assert panel.view.verticalScrollBar().maximum() == 0
    assert panel.view.visualRect(panel.attributes.index(0)).top() == 0


def test_buttons_keep_their_height_where_the_list_is_longer_than_the_panel(qtbot: QtBot) -> None:
    panel, session, selection = _panel(qtbot)
    panel.setStyleSheet(build_stylesheet(Theme().tokens))
    panel.resize(330, 300)
    selection.select([session.mirror.ids[0]])
    body = panel._scroll.widget()
    qtbot.waitUntil(lambda: body.height() > 300 and body.height() >= body.minimumSizeHint().height())
    assert {button.height() for button in (panel.plot_button, panel.copy_id, panel.json_button)} == {24}
