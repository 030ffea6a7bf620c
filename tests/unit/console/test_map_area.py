"""The map narrowed to an area: what is outside is not drawn or dimmed, what is hidden is counted, and the way back."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.map.area_filter import AreaFilter
from opscenter.console.map.here import Here
from opscenter.console.map.panel import MapPanel
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from opscenter.settings.catalogue import load_catalogue
from tests.support.map_city import LAT, LON, City, settle


def box(dx: float) -> dict:
    ring = [[LON + dx, LAT - 0.002], [LON + dx + 0.004, LAT - 0.002], [LON + dx + 0.004, LAT + 0.002]]
    return {"type": "Polygon", "coordinates": [[*ring, [LON + dx, LAT + 0.002], ring[0]]]}


@pytest.fixture
def city() -> tuple[Session, dict[str, str]]:
    made, ids = City(), {}
    made.session = Session(load_catalogue())
    made.session.set_link(LinkState.LIVE)
    ids["west"] = made.add("AdministrativeArea", LON - 0.002, LAT, shape=box(-0.004), name="West & End")
    ids["east"] = made.add("AdministrativeArea", LON + 0.002, LAT, shape=box(0.0), name="East")
    ids["lamp"] = made.add("WeatherObserved", LON - 0.002, LAT + 0.001, name="Lamp")
    ids["other"] = made.add("WeatherObserved", LON + 0.002, LAT + 0.001, name="Other")
    ids["school"] = made.add("Geofence", LON - 0.003, LAT, shape=box(-0.0035), name="School")
    made.alarm(ids["other"], Priority.HIGH)
    session = made.apply()
    session.areas.finish()
    return session, ids


@pytest.fixture
def panel(qtbot: QtBot, city: tuple[Session, dict[str, str]]):  # type: ignore[no-untyped-def]
    made = MapPanel(city[0], Selection(), Theme("dark"), None)
    qtbot.addWidget(made)
    made.resize(800, 600)
    made.show()
    qtbot.waitExposed(made)
    made.canvas.gestures.glides = False
    made.canvas.camera.go(LON, LAT, 16.0)
    settle(qtbot, made)
    yield made
    made.stop()


def feature(panel: MapPanel) -> AreaFilter:
    found = panel.features["area"]
    assert isinstance(found, AreaFilter)
    return found


def rows(panel: MapPanel, *ids: str) -> np.ndarray:
    return np.array([panel.session.mirror.row_of[one] for one in ids])


def test_only_what_is_inside_is_drawn_and_alarms_outside_are_counted(panel: MapPanel, city) -> None:  # type: ignore[no-untyped-def]
    ids = city[1]
    assert panel.scene.shown(rows(panel, ids["lamp"], ids["other"])).all()
    panel.selection.narrow_to(ids["west"])
    assert panel.scene.shown(rows(panel, ids["lamp"], ids["other"])).tolist() == [True, False]
    view = panel.canvas.camera.view
    assert rows(panel, ids["other"])[0] not in panel.scene.points(view).row
    chip = feature(panel).chip
    assert not chip.isHidden()
    assert chip.text().startswith("Only West && End  -  1 alarm") and chip.text().endswith("show the city")
    chip.click()
    assert panel.selection.area == "" and chip.isHidden()
    assert panel.scene.shown(rows(panel, ids["other"])).all()


def test_the_area_itself_is_marked_and_small_fences_wait_for_their_zoom(panel: MapPanel, city) -> None:  # type: ignore[no-untyped-def]
    ids = city[1]
    view = panel.canvas.camera.view
    assert sum(area.selected for area in panel.scene.areas(view, frozenset())) == 0
    panel.selection.narrow_to(ids["west"])
    assert sum(area.selected for area in panel.scene.areas(view, frozenset())) == 1
    panel.canvas.camera.go(LON, LAT, 11.0)
    far = panel.canvas.camera.view
    assert len(panel.scene.areas(far, frozenset())) == 2  # the school zone is of a kind that is drawn from zoom 13


def test_the_menu_on_a_place_offers_its_areas_the_smallest_first(panel: MapPanel, city) -> None:  # type: ignore[no-untyped-def]
    ids = city[1]
    here = Here(LON - 0.003, LAT, "", None)
    offers = feature(panel).offers(here)
    assert [one.text for one in offers] == ["Only School", "Only West & End"] or [one.text for one in offers] == [
        "Only West & End", "Only School"
    ]  # fmt: skip
    next(one for one in offers if "School" in one.text).act()
    assert panel.selection.area == ids["school"]
    leaving = feature(panel).offers(here)[-1]
    assert leaving.key == "Ctrl+Shift+D"
    leaving.act()
    assert panel.selection.area == ""
    assert feature(panel).offers(Here(0.0, 0.0, "", None)) == []
