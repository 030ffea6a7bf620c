"""Going somewhere by typing: coordinates, names of the basemap, kept places; and keeping places and views on a map."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opscenter.city.basemap import write_basemap
from opscenter.console.map.basemap.source import open_source
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.tools.basemap_names import PLACE, STREET, names_of, tiles_to_scan
from opscenter.console.map.tools.place_finder import PlaceFinder
from opscenter.console.map.tools.places import Places
from opscenter.console.map.tools.saved_places import Saved
from opscenter.console.options import ConsoleOptions
from opscenter.console.search.palette import SearchPalette
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.shell.console import Console
from opscenter.console.shell.memory import Remembered
from opscenter.console.theme.theme import Theme
from opscenter.settings.catalogue import load_catalogue
from tests.support.data import shared_data
from tests.support.fake_city import make_session
from tests.support.map_city import LAT, LON

Make = Callable[..., MapPanel]
Key = Qt.Key


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    panels: list[MapPanel] = []

    def build(basemap: Path | None = None, session: Session | None = None) -> MapPanel:
        panel = MapPanel(session or make_session(20, 2), Selection(), Theme("dark"), basemap)
        qtbot.addWidget(panel)
        panels.append(panel)
        panel.resize(800, 622)
        panel.show()
        qtbot.waitExposed(panel)
        panel.canvas.camera.go(LON, LAT, 13.0)
        return panel

    yield build
    for panel in panels:
        panel.stop()


def palette_on(qtbot: QtBot, panel: MapPanel) -> SearchPalette:
    window = QWidget()
    window.resize(900, 700)
    qtbot.addWidget(window)
    palette = SearchPalette(panel.session, panel.selection, Theme(), window)
    palette.set_places(finder_of(panel))
    window.show()
    qtbot.waitUntil(lambda: palette.finder.index.complete)
    return palette


def finder_of(panel: MapPanel) -> PlaceFinder:
    found = panel.features["goto"]
    assert isinstance(found, PlaceFinder)
    return found


def places_of(qtbot: QtBot, panel: MapPanel) -> Places:
    found = panel.features["places"]
    assert isinstance(found, Places)
    qtbot.waitUntil(lambda: found.book.idle)
    return found


def typed(palette: SearchPalette, text: str) -> None:
    palette.field.clear()
    QTest.keyClicks(palette.field, text)


def test_coordinates_move_the_map_and_are_echoed(make: Make, qtbot: QtBot) -> None:
    panel = make()
    palette = palette_on(qtbot, panel)
    palette.open_places()
    typed(palette, "22.31, 114.2")
    first = palette.results()[0]
    assert first.kind == "place" and "22.310000° N, 114.200000° E" in first.title
    QTest.keyClick(palette.field, Key.Key_Return)
    assert not palette.isVisible()
    lon, lat = panel.canvas.camera.view.place
    assert (lon, lat) == (pytest.approx(114.2), pytest.approx(22.31))
    assert panel.canvas.camera.view.zoom == 16.0
    assert [mark.text for mark in panel.canvas.found.marks] == ["22.31000, 114.20000"]
    QTest.keyClick(panel.canvas, Key.Key_Escape)
    assert panel.canvas.found.marks == []


def test_exchanged_coordinates_are_told_not_taken(make: Make, qtbot: QtBot) -> None:
    panel = make()
    palette = palette_on(qtbot, panel)
    palette.open_places()
    before = panel.canvas.camera.view
    typed(palette, "114.2, 22.31")
    note = palette.results()[0]
    assert note.kind == "note" and "22.31, 114.2" in note.detail
    QTest.keyClick(palette.field, Key.Key_Return)
    assert palette.isVisible() and panel.canvas.camera.view == before
    panel.canvas.camera.go(11.25, 43.77, 13.0)
    typed(palette, "11.25, 43.77")
    assert "11.250000° N" in palette.results()[0].title
    assert "exchanged: 43.77000, 11.25000" in palette.results()[1].title


def test_what_is_not_found_says_what_to_try(make: Make, qtbot: QtBot) -> None:
    panel = make()
    palette = palette_on(qtbot, panel)
    palette.open_places()
    typed(palette, "zzzzqqq")
    assert palette.results() == []
    assert "Nothing found" in palette._hint.text() and "22.2793, 114.1628" in palette._hint.text()
    assert "no basemap" in palette._hint.text()


def test_an_entity_and_coordinates_are_found_everywhere(make: Make, qtbot: QtBot) -> None:
    panel = make()
    palette = palette_on(qtbot, panel)
    palette.open()
    typed(palette, "22.31 114.2")
    assert palette.results()[0].kind == "place"
    palette.open_places()
    typed(palette, "Streetlight 2")
    assert palette.results()[0].key.endswith("Streetlight:00002")
    QTest.keyClick(palette.field, Key.Key_Return)
    assert panel.selection.ids == ["urn:ngsi-ld:Streetlight:00002"]


def test_names_of_the_basemap_are_found_once_they_are_read(make: Make, qtbot: QtBot) -> None:
    path = shared_data("maps", "pmtiles", "firenze_vector_v3.pmtiles")
    panel = make(path)
    finder = finder_of(panel)
    palette = palette_on(qtbot, panel)
    palette.open_places()
    typed(palette, "lungarno corsini")
    assert finder.reading and "being read" in palette._hint.text()
    qtbot.waitUntil(lambda: not finder.reading)
    street = next(result for result in palette.results() if result.kind == "place")
    assert street.title == "Lungarno Corsini" and street.label == "Street"
    QTest.keyClick(palette.field, Key.Key_Return)
    lon, lat = panel.canvas.camera.view.place
    assert (lon, lat) == (pytest.approx(11.2492, abs=0.002), pytest.approx(43.7703, abs=0.002))


def test_names_are_merged_over_tiles_kept_and_read_anew_when_damaged(tmp_path: Path, qapp: object) -> None:
    path, cache = tmp_path / "city.pmtiles", tmp_path / "cache"
    write_basemap(1, path, 100)
    first = names_of(path, cache, lambda: False)
    assert first is not None and first.whole and first.places
    sorts = {place.sort for place in first.places}
    assert {STREET, PLACE} <= sorts
    street = next(place for place in first.places if place.sort == STREET)
    assert street in first.find(street.name("en"), 50)
    (kept,) = (cache / "names").iterdir()
    again = names_of(path, cache, lambda: True)  # out of the cache: nothing is scanned
    assert again is not None and again.places == first.places
    for damage in ('{"format": 1, "places": [[{}, "x", "", [0, 0, 0, 0]]], "whole": true}', "{", "[]"):
        kept.write_text(damage, "utf-8")
        assert names_of(path, cache, lambda: True) is None
    repaired = names_of(path, cache, lambda: False)
    assert repaired is not None and repaired.places == first.places


def test_a_wide_map_is_scanned_at_a_shallower_zoom(tmp_path: Path) -> None:
    source = open_source(shared_data("maps", "mbtiles", "mbview_twolayers.mbtiles"))
    zoom, columns, rows = tiles_to_scan(source.info)
    source.close()
    assert zoom < 14 and len(columns) * len(rows) <= 1_500
    assert names_of(tmp_path / "none.pmtiles", tmp_path, lambda: False) is None


def test_a_view_is_kept_with_its_layers_and_gone_to_by_its_number(make: Make, qtbot: QtBot) -> None:
    panel = make(session=make_session(20, 2, operator="Ada"))
    places = places_of(qtbot, panel)
    panel.layers.hide_kinds(["Streetlight"])
    panel.selection.narrow("traffic")
    panel.canvas.camera.go(114.18, 22.30, 15.0, 40.0)
    kept = panel.canvas.camera.view
    QTest.keyClick(panel.canvas, Key.Key_B)
    assert places.dialog is not None
    places.dialog.name.setText("  Tunnel   west ")
    places.dialog.accept()
    assert places.book.saved[0].name == "Tunnel west"
    assert "Alt+1" in panel.overlays.said_label.text()
    panel.layers.show_all()
    panel.selection.narrow("")
    panel.show_city()
    QTest.keyClick(panel.canvas, Key.Key_1, Qt.KeyboardModifier.AltModifier)
    view = panel.canvas.camera.view
    assert (view.zoom, view.bearing) == (pytest.approx(kept.zoom), pytest.approx(kept.bearing))
    assert view.place == pytest.approx(kept.place)
    assert panel.layers.hidden_kinds == {"Streetlight"} and panel.selection.system == "traffic"
    QTest.keyClick(panel.canvas, Key.Key_9, Qt.KeyboardModifier.AltModifier)
    assert "Nothing is kept under that number" in panel.overlays.said_label.text()


def test_the_list_is_worked_by_keys_and_all_maps_share_it(make: Make, qtbot: QtBot) -> None:
    session = make_session(20, 2, operator="Ada")
    panel, other = make(session=session), make(session=session)
    places = places_of(qtbot, panel)
    places.book.add(Saved("place", "North gate", 114.17, 22.33, "Key at the desk"), Saved("place", "Quay", 114.1, 22.2))
    assert [mark.text for mark in other.canvas.pins.marks] == ["North gate", "Quay"]
    QTest.keyClick(panel.canvas, Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    card = places.card
    assert card.isVisible() and "Key at the desk" in card.note.text()
    QTest.keyClick(card, Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [one.name for one in places.book.saved] == ["Quay", "North gate"]
    QTest.keyClick(card, Key.Key_F2)
    assert places.dialog is not None and places.dialog.name.text() == "North gate"
    places.dialog.name.setText("South gate")
    places.dialog.accept()
    QTest.keyClick(card, Key.Key_Delete)
    assert [one.name for one in places.book.saved] == ["Quay"]
    QTest.keyClick(card, Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [one.name for one in places.book.saved] == ["Quay", "South gate"]
    card.tree.setCurrentItem(card.tree.topLevelItem(0))  # type: ignore[arg-type]
    QTest.keyClick(card.tree, Key.Key_Return)
    assert panel.canvas.camera.view.place == (pytest.approx(114.1), pytest.approx(22.2))
    QTest.keyClick(card, Key.Key_Escape)
    assert not card.isVisible()
    palette = palette_on(qtbot, panel)
    palette.open_places()
    typed(palette, "quay")
    assert palette.results()[0].title == "Quay" and palette.results()[0].label == "Place"


def test_the_window_asks_where_to_go_with_one_key(qtbot: QtBot) -> None:
    options = ConsoleOptions(language="en", operator="tester")
    console = Console(load_catalogue(), options, Remembered(), None)
    window = console.window
    qtbot.addWidget(window)
    console.show()
    panel = window.panels["map"]
    assert isinstance(panel, MapPanel)
    panel.canvas.camera.look(panel.canvas.camera.view.resized(800.0, 600.0))
    window.commands["goto"].trigger()
    assert window.search.isVisible()
    typed(window.search, "22.31N 114.2E")
    QTest.keyClick(window.search.field, Key.Key_Return)
    assert panel.canvas.camera.view.place == (pytest.approx(114.2), pytest.approx(22.31))
    panel.stop()
    window.close()
