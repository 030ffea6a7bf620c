"""The palette by keyboard: find, choose, show, plot, leave."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.search.finder import Finder
from opscenter.console.search.palette import SearchPalette
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.changes import Changes
from tests.support.fake_city import beat, make_session


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return make_session(entities=80, alarms=4)


@pytest.fixture
def selection(qtbot: QtBot) -> Selection:
    return Selection()


@pytest.fixture
def palette(qtbot: QtBot, session: Session, selection: Selection) -> SearchPalette:
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    made = SearchPalette(session, selection, Theme(), window)
    window.show()
    qtbot.waitUntil(lambda: made.finder.index.complete)
    made.open()
    return made


def kinds(palette: SearchPalette) -> list[str]:
    return [result.kind for result in palette.results()]


def test_enter_selects_and_shows(qtbot: QtBot, palette: SearchPalette, selection: Selection) -> None:
    qtbot.keyClicks(palette.field, "streetlight 10")
    with qtbot.waitSignal(selection.show_on_map) as shown:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert selection.current == "urn:ngsi-ld:Streetlight:00010"
    assert shown.args == [selection.current]
    assert not palette.isVisible()


def test_arrows_choose_another_result(qtbot: QtBot, palette: SearchPalette, selection: Selection) -> None:
    qtbot.keyClicks(palette.field, "wastecontainer")
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    second = palette.results()[1].key
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert selection.current == second


def test_ctrl_enter_plots(qtbot: QtBot, palette: SearchPalette, selection: Selection, session: Session) -> None:
    qtbot.keyClicks(palette.field, "trafficflowobserved 8")
    with qtbot.waitSignal(selection.plot) as plotted:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    entity, attribute = plotted.args
    assert entity == "urn:ngsi-ld:TrafficFlowObserved:00008"
    assert attribute in session.mirror.cells_of(session.mirror.row_of[entity])


def test_alarms_are_found_by_their_text(qtbot: QtBot, palette: SearchPalette, selection: Selection) -> None:
    qtbot.keyClicks(palette.field, "speed collapse 2")
    assert kinds(palette) == ["alarm"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert selection.occurrence.startswith("rule-2@")


def test_a_system_narrows_and_stays_narrowed(qtbot: QtBot, palette: SearchPalette, selection: Selection) -> None:
    qtbot.keyClicks(palette.field, "weather")
    assert "system" in kinds(palette)
    system = next(result for result in palette.results() if result.kind == "system")
    palette._choose(system, plot=False)
    palette._choose(system, plot=False)
    assert selection.system == system.key


def test_actions_are_triggered(qtbot: QtBot, palette: SearchPalette) -> None:
    action = QAction("Reset the layout")
    palette.set_commands([("reset-layout", action)])
    qtbot.keyClicks(palette.field, "reset lay")
    with qtbot.waitSignal(action.triggered):
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)


def test_escape_leaves_and_changes_nothing(qtbot: QtBot, palette: SearchPalette, selection: Selection) -> None:
    qtbot.keyClicks(palette.field, "street")
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert selection.current == ""


def test_nothing_found_says_what_to_try(qtbot: QtBot, palette: SearchPalette) -> None:
    qtbot.keyClicks(palette.field, "zzzz")
    assert palette.results() == []
    assert "zzzz" in palette._hint.text() and "80" in palette._hint.text()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)


def test_new_entities_are_found(qtbot: QtBot, palette: SearchPalette, session: Session) -> None:
    beat(session, entities=[("urn:ngsi-ld:Device:brand-new", "Device")])
    qtbot.waitUntil(lambda: palette.finder.index.complete)
    qtbot.keyClicks(palette.field, "brand new")
    assert [result.key for result in palette.results()] == ["urn:ngsi-ld:Device:brand-new"]


def test_a_past_with_fewer_entities_does_not_trip_an_index_in_the_making(qtbot: QtBot) -> None:
    session = make_session(entities=3_000, alarms=0)
    finder = Finder(session)
    finder.index.work()
    assert 0 < finder.index.rows < 2_000
    session.mirror.take_over(make_session(entities=2_000, alarms=0).mirror)
    session.changed.emit(Changes(everything=True, same_entities=True, now=session.now))
    while finder.index.work():
        pass
    assert finder.index.rows == 2_000


def test_the_page_of_a_system_or_of_a_type_is_found_and_opened(qtbot: QtBot, palette: SearchPalette) -> None:
    wanted: list[tuple[str, str]] = []
    palette.page_wanted.connect(lambda system, entity_type: wanted.append((system, entity_type)))
    qtbot.keyClicks(palette.field, "page water")
    assert palette.results()[0].kind == "page"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    palette.open()
    qtbot.keyClicks(palette.field, "wastecont")
    assert kinds(palette)[0] == "entity"  # an entity that begins so comes before the page of all of them
    found = next(at for at, result in enumerate(palette.results()) if result.kind == "page")
    for _ in range(found):
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert wanted == [("water", ""), ("waste", "WasteContainer")]


def test_the_word_page_alone_lists_the_pages(qtbot: QtBot, palette: SearchPalette) -> None:
    qtbot.keyClicks(palette.field, "page")
    assert kinds(palette).count("page") >= 13
