"""An operator reads entities' names in the console's language, everywhere, and finds them in any."""

import json

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.alarms.wording import place_name
from opscenter.console.inspector.facts import as_json
from opscenter.console.inspector.panel import InspectorPanel
from opscenter.console.map.describe import describe_entity, menu_line
from opscenter.console.map.panel import MapPanel
from opscenter.console.plots.series import Series
from opscenter.console.search.finder import Finder
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from tests.support.fake_city import beat, make_session

ENGLISH, HANT = "Harbour Road", "海港道"


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    made = make_session(entities=80, alarms=1)
    made.language = "zh_Hant"
    beat(made, names={0: ENGLISH}, local_names={0: {"en": ENGLISH, "zh_Hant": HANT}})
    return made


def test_the_session_names_in_its_language(session: Session) -> None:
    assert (session.name(0), session.name(1)) == (HANT, session.mirror.names[1])
    session.language = "en"
    assert session.name(0) == ENGLISH


def test_search_finds_by_any_language_and_shows_in_the_operators(session: Session, qtbot: QtBot) -> None:
    finder = Finder(session)
    qtbot.waitUntil(lambda: finder.index.complete)
    for words in ("海港", "harbour", "Harbour Road"):
        found = [result for result in finder.find(words) if result.kind == "entity"]
        assert [(result.key, result.title) for result in found] == [(session.mirror.ids[0], HANT)]


def test_alarm_list_plots_and_inspector(session: Session, qtbot: QtBot) -> None:
    (alarm,) = session.mirror.alarms.values()
    assert (alarm.entity, place_name(session, alarm)) == (session.mirror.ids[0], HANT)
    attribute = next(iter(session.mirror.cells_of(0)))
    assert Series(session.mirror.ids[0], attribute).names(session)[0] == HANT
    selection = Selection()
    panel = InspectorPanel(session, selection, Theme())
    qtbot.addWidget(panel)
    panel.show()
    selection.select([session.mirror.ids[0]])
    assert panel.name.text() == HANT


def test_the_inspector_hands_on_all_names(session: Session) -> None:
    assert json.loads(as_json(session.mirror, 0))["names"] == {"en": ENGLISH, "zh_Hant": HANT}
    assert "names" not in json.loads(as_json(session.mirror, 1))


def test_the_map_names_in_the_operators_language(session: Session, qtbot: QtBot) -> None:
    panel = MapPanel(session, Selection(), Theme(), None)
    qtbot.addWidget(panel)
    assert panel.scene.language == "zh_Hant"
    assert describe_entity(session, panel.rows, 0).startswith(HANT + "\n")
    assert HANT in menu_line(session, panel.rows, 0)
