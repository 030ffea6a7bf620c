"""Bus health: figures, publishers and the quarantine as the station tells them."""

import base64
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.health.facts import facts
from opscenter.console.health.panel import HealthPanel
from opscenter.console.health.quarantine import hex_dump, readable
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, Session
from opscenter.console.theme.theme import Theme
from tests.support.fake_city import NOW, beat, make_session


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return make_session(entities=16, alarms=0)


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> HealthPanel:
    made = HealthPanel(session, Selection(), Theme())
    made.resize(900, 400)
    qtbot.addWidget(made)
    made.show()
    return made


def shown(panel: HealthPanel) -> dict[str, str]:
    return {label.text(): value.text() for label, value, _ in panel._values}


def test_figures_follow_the_station(panel: HealthPanel, session: Session) -> None:
    assert shown(panel)["Messages"] == "480"
    assert shown(panel)["Set aside"] == "3"
    beat(session, health={**session.mirror.health, "message_rate": 5_100.0, "rejected": 4})
    assert shown(panel)["Messages"] == "5.1k"
    assert panel.tabs.tabText(1).endswith("4")


def test_silent_publishers_stand_first_and_out(panel: HealthPanel) -> None:
    assert [row[0] for row in panel.publishers.rows] == ["weather-1", "traffic-1"]
    assert panel.publishers.rows[0][5] == "silent"
    assert panel.publishers.abnormal == [True, True]  # silent; has gaps


def test_tables_of_reasons_endpoints_and_desks(panel: HealthPanel) -> None:
    assert panel.reasons.rows == [("not-json", "2"), ("place-out-of-range", "1")]
    assert panel.endpoints.rows[0][0] == "tcp://127.0.0.1:5555"
    assert panel.desks.rows[0][:2] == ("desk-1", "console")


def test_a_notice_of_the_station_is_shown(panel: HealthPanel, session: Session) -> None:
    beat(session, health={**session.mirror.health, "notice": "The disk is full."})
    assert panel._notice.isVisible() and panel._notice.text() == "The disk is full."


def test_without_health_it_says_when_there_will_be(qtbot: QtBot, session: Session) -> None:
    session.mirror.health = {}
    panel = HealthPanel(session, Selection(), Theme())
    qtbot.addWidget(panel)
    panel.show()
    assert panel._empty.isVisible() and not panel._body.isVisible()


@pytest.mark.parametrize(
    "health",
    [
        {"message_rate": "fast", "publishers": "many", "endpoints": [1], "rejected_by": []},
        {"publishers": [{"publisher": None, "rate": None, "last": "x"}], "desks": [{}]},
    ],
)
def test_strange_health_does_not_break_the_panel(panel: HealthPanel, session: Session, health: dict[str, Any]) -> None:
    beat(session, health=health)
    assert shown(panel)["Gaps"] == "–"


def quarantined(session: Session, *entries: dict[str, Any]) -> None:
    session.channel.answers["quarantine"] = Answer({"rejected": list(entries)}, {})  # type: ignore[union-attr]


def test_the_bytes_of_what_was_set_aside_are_plain_text(panel: HealthPanel, session: Session) -> None:
    raw = b'{"id": "<b>bold</b>"'
    entry = {"reason": "not-json", "detail": "no end", "publisher": "p", "topic": "t", "size": len(raw), "arrived": NOW}
    quarantined(session, {**entry, "raw": base64.b64encode(raw).decode()})
    panel.tabs.setCurrentWidget(panel.quarantine)
    assert panel.quarantine.model.rows[0][0] == "2026-11-18 19:06:40"
    panel.quarantine.table.selectRow(0)
    assert panel.quarantine.viewer.toPlainText() == raw.decode()


def test_an_empty_quarantine_says_so(panel: HealthPanel, session: Session) -> None:
    quarantined(session)
    panel.quarantine.ask()
    assert "every message could be read" in panel.quarantine._sentence.text()


def test_a_refused_question_is_shown(panel: HealthPanel, session: Session) -> None:
    panel.quarantine.ask()
    session.channel.answer(refused="The database is busy.")  # type: ignore[union-attr]
    assert panel.quarantine._sentence.text() == "The database is busy."


def test_bytes_that_are_no_text_are_dumped() -> None:
    assert readable("Größe\n".encode()) == "Größe\n"
    assert readable(b"\xff\x00A") == hex_dump(b"\xff\x00A")
    assert hex_dump(bytes(range(20))).splitlines()[1].startswith("000010  10 11 12 13")


def test_facts_survive_an_empty_map(qtbot: QtBot) -> None:
    assert all(number == "–" for _, number, _, _ in facts({}))


def test_the_open_tab_is_remembered(panel: HealthPanel) -> None:
    panel.tabs.setCurrentIndex(3)
    state = panel.save_state()
    panel.tabs.setCurrentIndex(0)
    panel.restore_state(state)
    assert panel.tabs.currentIndex() == 3
    panel.restore_state({"tab": 99})
    assert panel.tabs.currentIndex() == panel.tabs.count() - 1


def test_in_a_narrow_panel_the_figures_are_a_tab_and_nothing_is_lost(panel: HealthPanel, session: Session) -> None:
    before = shown(panel)
    panel.tabs.setCurrentIndex(panel.tabs.indexOf(panel.quarantine))
    panel.resize(520, 260)
    assert panel.tabs.widget(0) is panel._figures
    assert shown(panel) == before
    places: list[Any] = [panel._grid.getItemPosition(panel._grid.indexOf(label)) for label, _, _ in panel._values]
    rows = {place[0] for place in places}
    assert len(rows) == -(-len(before) // 2)  # two columns
    beat(session, health={**session.mirror.health, "rejected": 7})
    assert panel.tabs.tabText(panel.tabs.indexOf(panel.quarantine)).endswith("7")
    panel.resize(900, 400)
    assert panel.tabs.indexOf(panel._figures) == -1 and panel._figures.isVisible()
    assert shown(panel)["Set aside"] == "7"
