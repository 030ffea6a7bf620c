"""The tools of the map by mouse, keys and fingers: measuring, selecting, what they say and what they leave behind."""

import itertools
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QPointingDevice
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opscenter.console.map.panel import MapPanel
from opscenter.console.map.tools.geodesy import distance_m
from opscenter.console.map.tools.toolbox import Toolbox
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from tests.support.map_city import LAT, LON, City, settle, share_of

Make = Callable[..., MapPanel]
Key = Qt.Key
CTRL, SHIFT, ALT = (
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.AltModifier,
)
LEFT, NONE = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    panels: list[MapPanel] = []

    def build(session: Session, zoom: float = 16.0, selection: Selection | None = None, size: int = 800) -> MapPanel:
        panel = MapPanel(session, selection or Selection(), Theme("dark"), None)
        qtbot.addWidget(panel)
        panels.append(panel)
        panel.resize(size, 600 + panel.footer.height())
        panel.overlays.buttons.legend.setChecked(False)
        panel.show()
        qtbot.waitExposed(panel)
        panel.canvas.gestures.glides = False
        panel.canvas.camera.go(LON, LAT, zoom)
        settle(qtbot, panel)
        return panel

    yield build
    for panel in panels:
        panel.stop()


def tools_of(panel: MapPanel) -> Toolbox:
    found = panel.features["tools"]
    assert isinstance(found, Toolbox)
    return found


def city_of(*places: tuple[str, float, float]) -> Session:
    city = City()
    for kind, dx, dy in places:
        city.add(kind, LON + dx, LAT + dy)
    return city.apply()


def pull(panel: MapPanel, points: list[tuple[int, int]], modifiers: Qt.KeyboardModifier = NONE) -> None:
    canvas = panel.canvas
    QTest.mousePress(canvas, LEFT, modifiers, QPoint(*points[0]))
    for (x0, y0), (x1, y1) in itertools.pairwise(points):
        for step in range(1, 6):
            QTest.mouseMove(canvas, QPoint(x0 + (x1 - x0) * step // 5, y0 + (y1 - y0) * step // 5))
    QTest.mouseRelease(canvas, LEFT, modifiers, QPoint(*points[-1]))


AROUND = [(300, 200), (500, 200), (500, 400), (300, 400), (300, 210)]
"""A pull around the middle of a canvas of 800 x 600."""


def test_a_distance_is_measured_leg_by_leg_with_the_mouse(make: Make, qtbot: QtBot) -> None:
    panel = make(city_of())
    tools, canvas = tools_of(panel), panel.canvas
    tools.use(tools.distance)
    before = canvas.camera.view
    places = []
    for x, y in ((200, 200), (400, 200), (400, 350)):
        QTest.mouseClick(canvas, LEFT, NONE, QPoint(x, y))
        places.append(tools.distance.points[-1])
    legs = [distance_m(places[0], places[1]), distance_m(places[1], places[2])]
    QTest.mouseMove(canvas, QPoint(400, 351))
    assert len(tools.distance.points) == 3
    canvas.gestures.tool.double_click(QPointF(400, 350), NONE)  # type: ignore[union-attr]
    assert tools.distance.ended
    assert f"{sum(legs):.0f} m in 2 legs" in tools.card.result.text()
    assert canvas.camera.view == before
    assert panel.selection.ids == []
    QTest.keyClick(canvas, Key.Key_C, CTRL)
    copied = QGuiApplication.clipboard().text().splitlines()
    assert len(copied) == 3 and f"{places[0][1]:.5f}, {places[0][0]:.5f}" in copied[1]
    QTest.keyClick(canvas, Key.Key_Escape)
    assert tools.tool is None and not tools.card.isVisible() and canvas.drawing.places == []


def test_an_area_is_measured_with_the_keyboard_alone(make: Make) -> None:
    panel = make(city_of())
    tools, canvas = tools_of(panel), panel.canvas
    canvas.setFocus()
    QTest.keyClick(canvas, Key.Key_A)
    assert tools.tool is tools.area
    for key, times in ((Key.Key_Right, 8), (Key.Key_Down, 6), (Key.Key_Left, 8)):
        QTest.keyClick(canvas, Key.Key_Return)
        for _ in range(times):
            QTest.keyClick(canvas, key)
    QTest.keyClick(canvas, Key.Key_Return)
    assert len(tools.area.points) == 4
    metres = panel.canvas.camera.view.metres_per_px() * 16.0
    area = (8 * metres) * (6 * metres)
    told = tools.card.result.text()
    assert " ha " in told and float(told.split(" ha")[0]) == pytest.approx(
        area / 1e4, rel=0.01
    )  # the map is a sphere's
    QTest.keyClick(canvas, Key.Key_Backspace)
    assert len(tools.area.points) == 3
    QTest.keyClick(canvas, Key.Key_E)
    assert tools.area.ended
    QTest.keyClick(canvas, Key.Key_Escape)
    assert tools.tool is None


def test_the_keys_aim_pushes_the_map_at_the_edge(make: Make) -> None:
    panel = make(city_of())
    tools, canvas = tools_of(panel), panel.canvas
    tools.use(tools.distance)
    QTest.keyClick(canvas, Key.Key_Return)
    first, x = tools.distance.points[0], canvas.camera.view.x
    for _ in range(40):
        QTest.keyClick(canvas, Key.Key_Right)
    assert canvas.camera.view.x > x
    QTest.keyClick(canvas, Key.Key_Return)
    metres = 40 * 16.0 * canvas.camera.view.metres_per_px()
    assert distance_m(first, tools.distance.points[1]) == pytest.approx(metres, rel=0.01)


def test_what_is_measured_is_drawn_on_the_map_and_stays_there_while_it_moves(make: Make, qtbot: QtBot) -> None:
    panel = make(city_of())
    tools, canvas = tools_of(panel), panel.canvas
    tools.use(tools.distance)
    for x in (200, 600):
        QTest.mouseClick(canvas, LEFT, NONE, QPoint(x, 300))
    canvas.gestures.tool.double_click(QPointF(600, 300), NONE)  # type: ignore[union-attr]
    accent = Theme("dark").tokens.accent

    def drawn(at: QPoint) -> float:
        return share_of(canvas.grabFramebuffer(), accent, at, 3)

    qtbot.waitUntil(lambda: drawn(QPoint(400, 300)) > 0.2)
    canvas.camera.look(canvas.camera.view.panned(0, 60))
    assert drawn(QPoint(400, 360)) > 0.2  # in the same frame
    assert drawn(QPoint(400, 300)) == 0.0


def test_the_map_is_still_pulled_with_space_and_with_the_middle_button(make: Make) -> None:
    panel = make(city_of(("Sensor", 0.0, 0.0)))
    tools, canvas = tools_of(panel), panel.canvas
    tools.use(tools.lasso)
    before = canvas.camera.view
    QTest.keyPress(canvas, Key.Key_Space)
    pull(panel, [(300, 300), (400, 300)])
    QTest.keyRelease(canvas, Key.Key_Space)
    moved = canvas.camera.view
    assert moved.x < before.x and panel.selection.ids == []
    QTest.mousePress(canvas, Qt.MouseButton.MiddleButton, NONE, QPoint(300, 300))
    QTest.mouseMove(canvas, QPoint(350, 300))
    QTest.mouseMove(canvas, QPoint(400, 300))
    QTest.mouseRelease(canvas, Qt.MouseButton.MiddleButton, NONE, QPoint(400, 300))
    assert canvas.camera.view.x < moved.x
    pull(panel, AROUND)
    assert tools.tool is tools.lasso


def test_a_lasso_selects_adds_and_takes_away(make: Make) -> None:
    session = city_of(("Sensor", 0.0, 0.0), ("Lamp", 0.0004, 0.0), ("Bus", 0.0035, 0.0))
    panel = make(session)
    tools, ids = tools_of(panel), session.mirror.ids
    tools.use(tools.lasso)
    pull(panel, AROUND)
    assert set(panel.selection.ids) == {ids[0], ids[1]}
    assert "2 selected" in tools.card.result.text()
    pull(panel, [(520, 200), (780, 200), (780, 400), (520, 400), (520, 210)], CTRL)
    assert set(panel.selection.ids) == set(ids)
    pull(panel, AROUND, ALT)
    assert panel.selection.ids == [ids[2]]
    QTest.keyClick(panel.canvas, Key.Key_Backspace)
    assert set(panel.selection.ids) == set(ids)
    pull(panel, [(20, 20), (60, 20), (60, 60)])
    assert panel.selection.ids == [] and "Nothing" in tools.card.result.text()


def test_a_box_is_drawn_with_shift_and_no_tool(make: Make) -> None:
    session = city_of(("Sensor", 0.0, 0.0), ("Lamp", 0.0035, 0.0))
    panel = make(session)
    before = panel.canvas.camera.view
    pull(panel, [(300, 200), (500, 400)], SHIFT)
    assert panel.selection.ids == [session.mirror.ids[0]]
    assert panel.canvas.camera.view == before and panel.canvas.drawing.places == []
    pull(panel, [(520, 200), (790, 400)], SHIFT | CTRL)
    assert len(panel.selection.ids) == 2


def test_a_polygon_selects_with_the_keyboard_and_leaves_hidden_layers_alone(make: Make) -> None:
    session = city_of(("Sensor", 0.0, 0.0), ("Lamp", 0.0001, 0.0))
    panel = make(session)
    panel.layers.hide_kinds(["Lamp"])
    tools, canvas = tools_of(panel), panel.canvas
    tools.use(tools.polygon)
    for keys in ((Key.Key_Left, Key.Key_Up), (Key.Key_Right,), (Key.Key_Down,), (Key.Key_Left,)):
        for key in keys:
            for _ in range(4 if len(keys) == 2 else 8):
                QTest.keyClick(canvas, key)
        QTest.keyClick(canvas, Key.Key_Return)
    QTest.keyClick(canvas, Key.Key_E)
    assert panel.selection.ids == [session.mirror.ids[0]]


@pytest.fixture(scope="module")
def finger() -> QPointingDevice:
    return QTest.createTouchDevice()


def test_a_finger_draws_with_the_tool_and_two_move_the_map(make: Make, finger: QPointingDevice) -> None:
    session = city_of(("Sensor", 0.0, 0.0))
    panel = make(session)
    tools, canvas = tools_of(panel), panel.canvas
    tools.use(tools.lasso)
    QTest.touchEvent(canvas, finger).press(0, QPoint(*AROUND[0]), canvas).commit()
    for (x0, y0), (x1, y1) in itertools.pairwise(AROUND):
        for step in (1, 2, 3, 4):
            at = QPoint(x0 + (x1 - x0) * step // 4, y0 + (y1 - y0) * step // 4)
            QTest.touchEvent(canvas, finger).move(0, at, canvas).commit()
    QTest.touchEvent(canvas, finger).release(0, QPoint(*AROUND[-1]), canvas).commit()
    assert panel.selection.ids == [session.mirror.ids[0]]
    before = canvas.camera.view
    QTest.touchEvent(canvas, finger).press(0, QPoint(300, 300), canvas).press(1, QPoint(500, 300), canvas).commit()
    for spread in (10, 20, 40, 60):
        sequence = QTest.touchEvent(canvas, finger)
        sequence.move(0, QPoint(300 - spread, 300), canvas).move(1, QPoint(500 + spread, 300), canvas).commit()
    sequence = QTest.touchEvent(canvas, finger)
    sequence.release(0, QPoint(240, 300), canvas).release(1, QPoint(560, 300), canvas).commit()
    assert canvas.camera.view.zoom > before.zoom + 0.3
    assert panel.selection.ids == [session.mirror.ids[0]]


def test_a_tap_sets_a_point_and_a_long_press_asks_for_the_menu(
    make: Make, finger: QPointingDevice, qtbot: QtBot
) -> None:
    panel = make(city_of())
    tools, canvas = tools_of(panel), panel.canvas
    tools.use(tools.distance)
    QTest.touchEvent(canvas, finger).press(0, QPoint(300, 300), canvas).commit()
    QTest.touchEvent(canvas, finger).release(0, QPoint(300, 300), canvas).commit()
    assert len(tools.distance.points) == 1
    tools.leave()
    with qtbot.waitSignal(canvas.gestures.menu_asked) as asked:
        QTest.touchEvent(canvas, finger).press(0, QPoint(300, 300), canvas).commit()
    QTest.touchEvent(canvas, finger).release(0, QPoint(300, 300), canvas).commit()
    assert asked.args == [QPointF(300, 300)]
    assert len(tools.distance.points) == 0


def test_a_right_click_asks_for_the_menu_and_a_right_pull_turns(make: Make, qtbot: QtBot) -> None:
    panel = make(city_of())
    canvas, right = panel.canvas, Qt.MouseButton.RightButton
    with qtbot.waitSignal(canvas.gestures.menu_asked):
        QTest.mouseClick(canvas, right, NONE, QPoint(300, 300))
    with qtbot.assertNotEmitted(canvas.gestures.menu_asked):
        QTest.mousePress(canvas, right, NONE, QPoint(300, 300))
        QTest.mouseMove(canvas, QPoint(350, 300))
        QTest.mouseRelease(canvas, right, NONE, QPoint(350, 300))
    assert canvas.camera.view.bearing != 0.0
    with qtbot.waitSignal(canvas.gestures.menu_asked):
        QTest.keyClick(canvas, Key.Key_Menu)


def test_the_card_stays_within_a_small_map(make: Make) -> None:
    panel = make(city_of(), size=300)
    tools = tools_of(panel)
    tools.use(tools.area)
    for x, y in ((60, 100), (200, 110), (180, 250)):
        QTest.mouseClick(panel.canvas, LEFT, NONE, QPoint(x, y))
    card = tools.card.geometry()
    assert panel.canvas.rect().contains(card)
    for label in (tools.card.hint, tools.card.result):
        assert label.heightForWidth(label.width()) <= label.height()


def test_a_crossed_edge_is_said_instead_of_an_area(make: Make) -> None:
    panel = make(city_of())
    tools = tools_of(panel)
    tools.use(tools.area)
    for x, y in ((200, 200), (400, 400), (400, 200), (200, 400)):
        QTest.mouseClick(panel.canvas, LEFT, NONE, QPoint(x, y))
    assert "crosses itself" in tools.card.result.text()
