"""A tilted map: the camera of Qt Location, what is painted lies on the ground, and the mouse and keys reach it."""

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt
from PySide6.QtQml import QQmlExpression, qmlContext
from PySide6.QtQuick import QQuickItem
from pytestqt.qtbot import QtBot

from opscenter.city.basemap import write_basemap
from opscenter.console.map.basemap.viewport import Viewport
from opscenter.console.map.canvas import MapCanvas
from opscenter.console.map.clusters import Clusters, bands_of, cell_of, cluster
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.perspective import homography
from opscenter.console.map.projection import MAX_TILT, View, place_of, to_world
from opscenter.console.selection import Selection
from opscenter.console.theme.theme import Theme
from tests.support.fake_city import CENTRE, make_session

LON, LAT = CENTRE
WIDE, HIGH = 1200.0, 800.0


def view_of(zoom: float = 14.0, bearing: float = 0.0, tilt: float = 0.0) -> View:
    x, y = to_world(np.array([LON]), np.array([LAT]))
    return View(float(x[0]), float(y[0]), zoom, bearing, WIDE, HIGH, tilt)


views = st.builds(view_of, st.floats(10, 18), st.floats(0, 359), st.floats(0, MAX_TILT))


@pytest.mark.parametrize(("tilt", "bearing"), [(0.0, 0.0), (30.0, 0.0), (45.0, 40.0), (60.0, 200.0)])
def test_it_is_the_camera_of_qt_location(qtbot: QtBot, tilt: float, bearing: float) -> None:
    canvas = MapCanvas()
    qtbot.addWidget(canvas)
    canvas.resize(int(WIDE), int(HIGH))
    canvas.show()
    canvas.camera.go(LON, LAT, 14.0, bearing)
    canvas.camera.look(canvas.camera.view.tilted(tilt))
    root = canvas.rootObject()
    assert root is not None
    declared = root.findChild(QQuickItem, "map")
    assert declared is not None
    for east, north in ((0.01, 0.01), (-0.01, 0.004), (0.0, -0.008)):
        place = f"QtPositioning.coordinate({LAT + north}, {LON + east})"
        code = f"(function() {{ var p = map.fromCoordinate({place}, false); return p.x + ',' + p.y }})()"
        told, _ = QQmlExpression(qmlContext(declared), declared, code).evaluate()
        theirs = [float(part) for part in str(told).split(",")]
        x, y = to_world(np.array([LON + east]), np.array([LAT + north]))
        ours = [float(part[0]) for part in canvas.camera.view.to_screen(x, y)]
        assert ours == pytest.approx(theirs, abs=0.05)


@given(views, st.floats(0, WIDE), st.floats(0, HIGH))
def test_what_is_under_a_pixel_is_drawn_at_that_pixel(view: View, px: float, py: float) -> None:
    if py < view.sky:
        return
    x, y = view.to_world(px, py)
    back = view.to_screen(np.array([x]), np.array([y]))
    assert (float(back[0][0]), float(back[1][0])) == pytest.approx((px, py), abs=1e-3)


@given(views, views, st.floats(200, 1000), st.floats(450, 750))
def test_a_painted_picture_is_carried_to_where_its_ground_is(painted: View, camera: View, px: float, py: float) -> None:
    x, y = painted.to_world(px, py)
    there = camera.to_screen(np.array([x]), np.array([y]))
    away = homography(painted, camera) @ (px, py, 1.0)
    if float(camera.away(np.array([x]), np.array([y]))[0]) < 0.1 or py < painted.sky + 1:
        return  # behind the camera, or in the sky: nobody sees it
    if max(abs(float(there[0][0])), abs(float(there[1][0]))) > 20_000.0:
        return  # so far outside that single px mean nothing
    assert tuple(away[:2] / away[2]) == pytest.approx((float(there[0][0]), float(there[1][0])), rel=1e-4, abs=5e-2)


def test_a_view_with_a_margin_keeps_its_eye() -> None:
    view = view_of(tilt=50.0)
    grown = view.grown(256.0)
    for x, y in (view.to_world(100.0, 300.0), view.to_world(1100.0, 700.0)):
        inner, outer = view.to_screen(np.array([x]), np.array([y])), grown.to_screen(np.array([x]), np.array([y]))
        assert float(outer[0][0]) == pytest.approx(float(inner[0][0]) + 256.0)
        assert float(outer[1][0]) == pytest.approx(float(inner[1][0]) + 256.0)


def test_above_the_horizon_there_is_no_ground() -> None:
    grown = view_of(tilt=MAX_TILT).grown(400.0)
    assert grown.sky > 0.0
    left, top, right, bottom = grown.bounds()
    assert all(np.isfinite((left, top, right, bottom)))
    assert grown.to_world(600.0, 0.0) == pytest.approx(grown.to_world(600.0, grown.sky))


@given(st.floats(11, 17), st.floats(0, 359), st.floats(0, MAX_TILT))
def test_the_tiles_of_a_view_cover_it(zoom: float, bearing: float, tilt: float) -> None:
    port = Viewport(LON, LAT, zoom, bearing, WIDE, HIGH, tilt)
    z = round(zoom - 1.0)
    found = {(column, row) for _, column, row in port.tiles(z)}
    for px in np.linspace(0.0, WIDE, 13).tolist():
        for py in np.linspace(0.0, HIGH, 9).tolist():
            x, y = port.view.to_world(px, py)
            assert (int(x * (1 << z)), int(y * (1 << z))) in found
    assert len(found) <= 160


@pytest.fixture
def opened(qtbot: QtBot) -> Iterator[Callable[[Path | None], MapPanel]]:
    panels: list[MapPanel] = []

    def make(basemap: Path | None = None) -> MapPanel:
        panel = MapPanel(make_session(entities=60, alarms=3), Selection(), Theme("dark"), basemap)
        qtbot.addWidget(panel)
        panel.resize(int(WIDE), int(HIGH))
        panel.show()
        panels.append(panel)
        qtbot.waitUntil(lambda: panel.settled)
        return panel

    yield make
    for panel in panels:
        panel.stop()


def test_keys_and_the_right_button_tilt_and_n_puts_it_back(
    opened: Callable[[Path | None], MapPanel], qtbot: QtBot
) -> None:
    panel = opened(None)
    camera = panel.canvas.camera
    qtbot.keyClick(panel.canvas, Qt.Key.Key_PageDown)
    qtbot.keyClick(panel.canvas, Qt.Key.Key_PageDown)
    assert camera.view.tilt == 20.0
    assert not panel.overlays.buttons.north.isHidden()
    qtbot.keyClick(panel.canvas, Qt.Key.Key_PageUp)
    assert camera.view.tilt == 10.0
    right = Qt.MouseButton.RightButton
    qtbot.mousePress(panel.canvas, right, pos=QPoint(600, 500))
    qtbot.mouseMove(panel.canvas, QPoint(600, 420))
    qtbot.mouseRelease(panel.canvas, right, pos=QPoint(600, 420))
    assert camera.view.tilt > 10.0
    for _ in range(12):
        qtbot.keyClick(panel.canvas, Qt.Key.Key_PageDown)
    assert camera.view.tilt == MAX_TILT
    qtbot.keyClick(panel.canvas, Qt.Key.Key_N)
    assert camera.view.tilt == 0.0 and camera.view.bearing == 0.0
    assert panel.overlays.buttons.north.isHidden()


def test_a_symbol_is_picked_where_it_stands_on_a_tilted_map(
    opened: Callable[[Path | None], MapPanel], qtbot: QtBot
) -> None:
    panel = opened(None)
    row = 5
    panel.canvas.camera.go(*place_of(float(panel.rows.x[row]), float(panel.rows.y[row])), zoom=17.0, bearing=70.0)
    panel.canvas.camera.look(panel.canvas.camera.view.tilted(55.0).panned(40.0, -120.0))
    qtbot.waitUntil(lambda: panel.settled)
    x, y = panel.canvas.camera.view.to_screen(panel.rows.x[row : row + 1], panel.rows.y[row : row + 1])
    qtbot.mouseClick(panel.canvas, Qt.MouseButton.LeftButton, pos=QPoint(round(float(x[0])), round(float(y[0]))))
    assert panel.selection.current == panel.session.mirror.ids[row]


def test_a_tilted_basemap_has_ground_wherever_the_camera_looks(
    opened: Callable[[Path | None], MapPanel], qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "city.pmtiles"
    write_basemap(1, path, 500)
    panel = opened(path)
    panel.canvas.camera.go(LON, LAT, 14.0, 30.0)
    panel.canvas.camera.look(panel.canvas.camera.view.tilted(50.0))
    item = panel.ground.item
    assert item is not None
    qtbot.waitUntil(lambda: panel.settled and item.settled)
    image = panel.canvas.grabFramebuffer()
    colours = {image.pixelColor(x, y).name() for x in range(40, 1160, 40) for y in range(60, 760, 40)}
    assert len(colours) > 4  # land, water, roads: not one flat ground


@given(views, st.floats(0, WIDE), st.floats(0, HIGH))
def test_how_far_away_a_place_is_is_how_much_smaller_it_is_drawn(view: View, px: float, py: float) -> None:
    if py < view.sky + 1 or not view.tilt:
        return
    x, y = view.to_world(px, py)
    turn = np.radians(view.bearing)
    step = 0.5 / view.scale  # half a px of the centre's scale, across the view
    ends = view.to_screen(
        np.array([x - step * np.cos(turn), x + step * np.cos(turn)]),
        np.array([y - step * np.sin(turn), y + step * np.sin(turn)]),
    )
    drawn = float(np.hypot(np.diff(ends[0]), np.diff(ends[1]))[0])
    away = view.away(np.array([x]), np.array([y]))
    assert 1.0 / drawn == pytest.approx(float(away[0]), rel=1e-3)


def test_far_back_places_fall_together_sooner() -> None:
    rng = np.random.default_rng(1)
    view = view_of(15.0, 20.0, 60.0)
    px, py = rng.uniform(0, WIDE, 4000), rng.uniform(0, HIGH, 4000)
    x, y = np.array([view.to_world(a, b) for a, b in zip(px.tolist(), py.tolist(), strict=True)]).T
    bands = bands_of(view, x, y)
    assert set(bands.tolist()) >= {0, 1, 2}
    flat = cluster(x, y, cell_of(15.0, 76.0), 2)
    banded = cluster(x, y, cell_of(15.0, 76.0), 2, bands)
    assert int(banded.count.sum() + banded.single.sum()) == len(x)
    far = bands == 2
    before, after = _marks(flat, far), _marks(banded, far)
    assert after < 0.6 * before
    for number in range(len(banded.count)):
        members = banded.members(number)
        assert len(set(bands[members].tolist())) == 1


def _marks(groups: Clusters, chosen: NDArray[np.bool_]) -> int:
    """How many marks some of the places come to."""
    return int((groups.single & chosen).sum() + chosen[groups.order[groups.start[:-1]]].sum())
