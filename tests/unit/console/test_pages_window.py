"""The page of a system in the main window: how it is opened, where it lies, what it does to the other panels."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from opscenter.console.overview.panel import OverviewPanel
from opscenter.console.overview.tiles import TILE_PX
from opscenter.console.pages.figure_card import FigureCard
from opscenter.console.pages.panel import PagesPanel
from opscenter.console.plots.workspace import Workspace
from opscenter.console.shell.console import Console
from opscenter.console.shell.memory import load
from tests.unit.console.test_shell_window import end, light_map, memory, start

__all__ = ["light_map", "memory"]  # fixtures


@pytest.fixture
def console(qtbot: QtBot, memory: Path) -> Iterator[Console]:
    made = start(memory)
    yield made
    end(made)


def page_of(console: Console) -> PagesPanel:
    page = console.window.panels["page"]
    assert isinstance(page, PagesPanel)
    return page


def test_ctrl_0_opens_the_page_beside_the_map_and_escape_leaves_it(qtbot: QtBot, console: Console) -> None:
    window, page = console.window, page_of(console)
    main_map = window.panels["map"]
    wide = main_map.width()
    console.selection.narrow("water")
    window.commands["go-page"].trigger()
    assert window.commands["go-page"].shortcut().toString() == "Ctrl+0"
    assert (
        page.isVisible()
        and page.subject.system == "water"
        and page.hasFocus() | page.isAncestorOf(window.focusWidget())
    )
    assert main_map.isVisible() and main_map.width() < wide
    page.use_map(False)
    qtbot.waitUntil(lambda: not main_map.isVisible() and page.width() > wide - 20)
    window.go("map")
    assert main_map.isVisible()
    page.leave()
    assert not page.isVisible() and main_map.isVisible() and console.selection.system == ""
    qtbot.waitUntil(lambda: main_map.width() == wide)


def test_a_tile_opens_its_page_by_double_click_and_by_enter(qtbot: QtBot, console: Console) -> None:
    overview = console.window.panels["overview"]
    assert isinstance(overview, OverviewPanel)
    at = QPoint(100, 4 * TILE_PX + 10)
    system = overview.overview.tiles[4].system.id
    qtbot.mouseClick(overview.tiles, Qt.MouseButton.LeftButton, pos=at)
    qtbot.mouseDClick(overview.tiles, Qt.MouseButton.LeftButton, pos=at)
    assert page_of(console).subject.system == system == console.selection.system
    qtbot.keyClick(overview.tiles, Qt.Key.Key_Down)
    qtbot.keyClick(overview.tiles, Qt.Key.Key_Return)
    assert page_of(console).subject.system == overview.overview.tiles[5].system.id


def test_a_figure_opens_in_the_trends_once(qtbot: QtBot, console: Console) -> None:
    window, page = console.window, page_of(console)
    console.open_page("weather")
    card = next(card for card in page.figures.cards if isinstance(card, FigureCard))
    card.opened.emit()
    workspace = window.panels["trends"]
    assert isinstance(workspace, Workspace)
    count = len(workspace.sheets)
    assert workspace.sheets[workspace.place].name == f"Weather: {card.label}"
    workspace.step(1)
    card.opened.emit()
    assert len(workspace.sheets) == count and workspace.sheets[workspace.place].name == f"Weather: {card.label}"


def test_what_is_open_and_how_wide_is_there_again_next_time(qtbot: QtBot, memory: Path, console: Console) -> None:
    page = page_of(console)
    console.open_page("gas")
    sizes = console.window.middle.split.sizes()
    console.window.middle.split.setSizes([sum(sizes) // 2, sum(sizes) // 2])
    console.window.middle.split.splitterMoved.emit(sum(sizes) // 2, 1)
    assert page.share == pytest.approx(0.5, abs=0.02)
    console.window.close()
    again = start(memory, load(memory)[0])
    try:
        page = page_of(again)
        assert page.isVisible() and page.subject.system == "gas" and page.share == pytest.approx(0.5, abs=0.02)
    finally:
        end(again)


def test_another_language_keeps_the_page(qtbot: QtBot, console: Console) -> None:
    console.open_page("gas")
    console.use_language("zh_Hant")
    page = page_of(console)
    assert page.isVisible() and page.heading.title.text() == "煤氣"


def test_the_search_opens_a_page(qtbot: QtBot, console: Console) -> None:
    console.window.search.page_wanted.emit("lighting", "Streetlight")
    assert page_of(console).subject.entity_type == "Streetlight"
