"""Where the map looks when a console opens: at this city, not at another, and at its basemap before there is one."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from pytestqt.qtbot import QtBot

from opscenter.console.map.panel import MapPanel
from opscenter.console.map.remembered_views import MOST, RememberedViews
from opscenter.console.search.palette import SearchPalette
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.catalogue import Catalogue
from tests.support.data import shared_data
from tests.support.fake_city import CENTRE, make_session, snapshot

Open = Callable[..., MapPanel]
FLORENCE = (11.24, 43.78)


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Open]:
    panels: list[MapPanel] = []

    def build(
        session: Session,
        state: Any = None,
        basemap: Path | None = None,
        selection: Selection | None = None,
        size: tuple[int, int] = (800, 600),
    ) -> MapPanel:
        panel = MapPanel(session, selection or Selection(), Theme("dark"), basemap)
        qtbot.addWidget(panel)
        panels.append(panel)
        if state is not None:
            panel.restore_state(state)
        panel.resize(*size)
        panel.show()
        qtbot.waitExposed(panel)
        qtbot.waitUntil(lambda: panel.settled)
        return panel

    yield build
    for panel in panels:
        panel.stop()


def city_at(lon: float, lat: float, city: str = "", entities: int = 60) -> Session:
    session = Session(Catalogue())
    session.city = city
    session.set_link(LinkState.LIVE)
    fill(session, lon, lat, entities)
    return session


def fill(session: Session, lon: float, lat: float, entities: int = 60) -> None:
    header, columns = snapshot(entities, 0)
    columns["lon"] = columns["lon"] + (lon - CENTRE[0])
    columns["lat"] = columns["lat"] + (lat - CENTRE[1])
    session.announce(session.mirror.apply_snapshot(header, columns))


def in_view(panel: MapPanel) -> int:
    view = panel.canvas.camera.view
    x, y = view.to_screen(panel.rows.x, panel.rows.y)
    return int(((x > 0) & (x < view.width) & (y > 0) & (y < view.height)).sum())


def test_a_view_is_remembered_of_its_city_and_not_of_another(opened: Open) -> None:
    here = opened(city_at(*CENTRE))
    row = 7
    lon, lat = here.session.mirror.lon[row], here.session.mirror.lat[row]
    here.canvas.camera.go(float(lon), float(lat), 15.0, 30.0)
    state = here.save_state()

    again = opened(city_at(*CENTRE, entities=70), state)
    assert again.canvas.camera.view.place == pytest.approx((lon, lat))
    assert (again.canvas.camera.view.zoom, again.canvas.camera.view.bearing) == pytest.approx((15.0, 30.0))

    other = opened(city_at(*FLORENCE), state)
    assert in_view(other) == 60
    other.canvas.camera.go(*FLORENCE, 12.0)
    both = opened(city_at(*CENTRE), other.save_state())
    assert both.canvas.camera.view.place == pytest.approx((lon, lat))


def test_cities_in_one_place_are_told_apart_by_name(opened: Open) -> None:
    rehearsal = opened(city_at(*CENTRE, city="Rehearsal"))
    rehearsal.canvas.camera.go(*CENTRE, 14.0)
    assert in_view(opened(city_at(*CENTRE, city="City"), rehearsal.save_state())) == 60


def test_a_remembered_view_where_nothing_stands_any_more_is_not_taken(opened: Open) -> None:
    panel = opened(city_at(*CENTRE))
    panel.canvas.camera.go(CENTRE[0] + 0.5, CENTRE[1], 15.5)
    assert in_view(panel) == 0
    assert in_view(opened(city_at(*CENTRE), panel.save_state())) == 60


def test_the_remembered_view_waits_for_the_city(opened: Open, qtbot: QtBot) -> None:
    panel = opened(city_at(*CENTRE))
    panel.canvas.camera.go(*CENTRE, 14.0)
    session = Session(Catalogue())
    late = opened(session, panel.save_state())
    fill(session, *CENTRE)
    assert late.canvas.camera.view.zoom == pytest.approx(14.0)
    assert late.canvas.camera.view.place == pytest.approx(CENTRE)


def test_who_left_the_map_as_it_was_sees_all_of_the_city_again(opened: Open) -> None:
    first = opened(city_at(*CENTRE, entities=40))
    assert first.save_state()["views"] == []
    assert in_view(opened(city_at(*CENTRE, entities=400), first.save_state(), size=(500, 400))) == 400


def test_a_console_that_saw_no_city_keeps_what_was_remembered(opened: Open) -> None:
    panel = opened(city_at(*CENTRE))
    panel.canvas.camera.go(*CENTRE, 14.0)
    state = panel.save_state()
    assert opened(Session(Catalogue()), state).save_state()["views"] == state["views"]


@pytest.mark.parametrize("views", [None, 3, [None], [{"city": 3}], [{"city": "", "lon": "x"}], {"city": ""}], ids=repr)
def test_nonsense_about_views_is_left_out(opened: Open, views: Any) -> None:
    assert in_view(opened(city_at(*CENTRE), {"views": views})) == 60


def test_broken_numbers_are_left_out_and_memory_has_an_end() -> None:
    views = RememberedViews()
    good = {
        "city": "A", "city_lon": 1.0, "city_lat": 2, "lon": 1.0, "lat": 2.0, "zoom": 9.0, "bearing": 0.0,
    }  # fmt: skip
    wrong: list[object] = [float("nan"), float("inf"), True, 10**400, 1e9, None, "1"]
    views.take_state([good | {"lon": number} for number in wrong] + [good])
    assert [entry["city"] for entry in views.state()] == ["A"]
    views.take_state([good | {"city": str(number)} for number in range(MOST + 50)])
    assert len(views.state()) == MOST


def test_before_the_city_the_map_shows_what_its_basemap_covers(opened: Open, qtbot: QtBot) -> None:
    file = shared_data() / "maps" / "pmtiles" / "firenze_vector_v3.pmtiles"
    session = Session(Catalogue())
    session.set_link(LinkState.LIVE)
    panel = opened(session, basemap=file)
    qtbot.waitUntil(lambda: panel.canvas.camera.view.zoom > 9.0)
    assert panel.canvas.camera.view.place == pytest.approx((11.2415, 43.7798), abs=0.01)
    panel.resize(1200, 800)
    assert panel.canvas.camera.view.place == pytest.approx((11.2415, 43.7798), abs=0.01)
    fill(session, *CENTRE)
    assert in_view(panel) == 60


def test_who_looks_around_on_the_basemap_stays_there_if_the_city_is_there(opened: Open, qtbot: QtBot) -> None:
    file = shared_data() / "maps" / "pmtiles" / "firenze_vector_v3.pmtiles"
    session = Session(Catalogue())
    panel = opened(session, basemap=file)
    qtbot.waitUntil(lambda: panel.canvas.camera.view.zoom > 9.0)
    panel.canvas.camera.go(*FLORENCE, 12.5)
    view = panel.canvas.camera.view
    fill(session, *FLORENCE)
    assert panel.canvas.camera.view == view


def test_a_world_wide_basemap_says_nothing_of_where_the_city_is(opened: Open, qtbot: QtBot) -> None:
    file = shared_data() / "maps" / "pmtiles" / "stamen_toner_world_z3_raster_v3.pmtiles"
    panel = opened(Session(Catalogue()), basemap=file)
    before = panel.canvas.camera.view
    qtbot.waitUntil(lambda: panel.ground.item is not None and panel.ground.item.info is not None)
    assert panel.canvas.camera.view == before


@pytest.mark.parametrize("modifier", [Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ControlModifier])
def test_search_brings_what_it_found_into_view(opened: Open, qtbot: QtBot, modifier: Qt.KeyboardModifier) -> None:
    session, selection = make_session(entities=60, alarms=0), Selection()
    panel = opened(session, selection=selection)
    session.mirror.lon[5], session.mirror.lat[5] = CENTRE[0] + 0.2, CENTRE[1] + 0.2
    panel.rows.apply(session.mirror, _everything(), session.now)
    palette = SearchPalette(session, selection, Theme("dark"), panel)
    palette.open()
    qtbot.waitUntil(lambda: palette.finder.index.complete)
    name = session.mirror.ids[5]
    palette.field.setText(name)
    palette._search(name)
    assert palette.results()[0].key == name
    palette._key(QKeyEvent(QKeyEvent.Type.KeyPress, Qt.Key.Key_Return, modifier))
    assert selection.ids == [name]
    assert panel.canvas.camera.view.place == pytest.approx((CENTRE[0] + 0.2, CENTRE[1] + 0.2))
    assert panel.canvas.camera.view.zoom >= 15.0


def _everything() -> Any:
    from opscenter.domain.changes import Changes

    return Changes(everything=True)


def test_coordinates_follow_a_jump_of_the_map_under_the_pointer(opened: Open, qtbot: QtBot) -> None:
    panel = opened(city_at(*CENTRE))
    qtbot.mouseMove(panel.canvas, QPoint(400, 280))  # type: ignore[no-untyped-call]
    qtbot.waitUntil(lambda: bool(panel.footer.coordinates.text()))
    panel.canvas.camera.go(*FLORENCE, 14.0)
    assert panel.footer.coordinates.text().startswith("43.7")
    panel.canvas.left.emit()
    panel.canvas.camera.go(*CENTRE, 14.0)
    assert panel.footer.coordinates.text() == ""


@pytest.mark.parametrize("size", [(1000, 620), (1300, 700), (600, 900)])
def test_all_of_the_city_stands_clear_of_what_lies_over_the_map(
    opened: Open, qtbot: QtBot, size: tuple[int, int]
) -> None:
    session = city_at(*CENTRE, entities=0)
    panel = opened(session, size=size)
    panel.overlays.wish_legend(True)
    fill(session, *CENTRE, entities=400)
    qtbot.waitUntil(lambda: panel.settled and panel.legend.isVisible())
    panel.show_city()
    qtbot.waitUntil(lambda: panel.settled)
    view = panel.canvas.camera.view
    x, y = view.to_screen(panel.rows.x, panel.rows.y)
    assert x.min() >= 30 and y.min() >= 30 and y.max() <= view.height - 30
    assert x.max() <= panel.overlays.buttons.x() - 30
    marks = panel.bulk.marks
    bubble_x, bubble_y = view.to_screen(np.asarray(marks.cluster_x), np.asarray(marks.cluster_y))
    assert len(bubble_x) and min(bubble_x.min(), bubble_y.min()) >= 30 and bubble_y.max() <= view.height - 30
    legend = panel.legend.geometry()
    under = (x < legend.right()) & (y > legend.top())
    assert not np.any(under) or size == (600, 900)


def test_a_notice_over_the_map_hides_nothing_of_the_city(opened: Open) -> None:
    panel = opened(city_at(*CENTRE), size=(500, 700))
    panel.resize(1200, 420)
    panel.keep_clear(60)
    _, y = panel.canvas.camera.view.to_screen(panel.rows.x, panel.rows.y)
    assert y.min() >= 60 + 30
