"""The keys of a map: all on the help sheet, none taken by the window, and everything the mouse does among them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from opscenter.console.map.panel import MapPanel
from opscenter.console.map.tools.place_dialog import PlaceDialog
from opscenter.console.selection import Selection
from opscenter.console.shell.help_sheet import HelpSheet
from opscenter.console.shell.memory import Remembered
from opscenter.console.shell.window import MainWindow
from opscenter.console.theme.theme import Theme
from tests.support.fake_city import make_session
from tests.support.moving_city import Cities, moving_cities

NONE, SHIFT = Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier
CONTROL, ALT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


@pytest.fixture
def cities(qtbot: QtBot) -> Iterator[Cities]:
    yield from moving_cities(qtbot)


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[MainWindow]:
    made = MainWindow(make_session(entities=40, alarms=2), Selection(), Theme("dark"), Remembered())
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def _press(panel: MapPanel, key: Qt.Key, held: Qt.KeyboardModifier = NONE) -> bool:
    return panel.canvas.gestures.key(QKeyEvent(QEvent.Type.KeyPress, key, held))


def _letters_of(panel: MapPanel, held: Qt.KeyboardModifier, selected: str = "") -> set[str]:
    """Letters and figures that the map takes while this is held."""
    found = set()
    for code in [*range(Qt.Key.Key_A, Qt.Key.Key_Z + 1), *range(Qt.Key.Key_1, Qt.Key.Key_9 + 1)]:
        panel.selection.select([selected] if selected else [])
        if _press(panel, Qt.Key(code), held):
            found.add(chr(code))
            _press(panel, Qt.Key.Key_Escape)  # leave what it began
    for dialog in panel.findChildren(PlaceDialog):
        dialog.close()
    return found


def test_every_letter_that_the_map_takes_is_on_the_help_sheet(cities: Cities, window: MainWindow) -> None:
    city = cities()
    (row,) = city.add((114.17, 22.32))
    sheet = HelpSheet(window.commands, window)
    told = {key.strip() for keys, _ in sheet._map_keys() for key in keys.split(",")}
    letters = _letters_of(city.panel, NONE, f"urn:Vehicle:{row}")
    assert letters <= told, letters - told
    assert letters >= set("DALPWBFNR")


def test_the_window_takes_no_key_of_the_map(window: MainWindow) -> None:
    panel = window.panels["map"]
    assert isinstance(panel, MapPanel)
    shortcuts = {action.shortcut().toString() for _, action in window.commands.all()} - {""}
    for held, name in ((CONTROL, "Ctrl+"), (ALT, "Alt+")):
        taken = {name + letter for letter in _letters_of(panel, held)}
        assert not taken & shortcuts


def test_no_two_shortcuts_of_a_window_share_keys(window: MainWindow, qtbot: QtBot) -> None:
    assert window.map_windows is not None
    another = window.map_windows.open()
    assert another is not None
    everywhere = [action.shortcut() for _, action in window.commands.all()]
    for one in (window, another):
        keys = [
            shortcut.key()
            for shortcut in one.findChildren(QShortcut)
            if shortcut.isEnabled()
            and shortcut.context() is Qt.ShortcutContext.WindowShortcut
            and shortcut.parent().window() is one  # type: ignore[union-attr]
        ]
        keys += [button.shortcut() for button in one.findChildren(QAbstractButton) if button.window() is one]
        told = [each.toString(QKeySequence.SequenceFormat.PortableText) for each in [*everywhere, *keys]]
        told = [each for each in told if each]
        assert len(told) == len(set(told)), sorted(each for each in told if told.count(each) > 1)


def test_the_keyboard_turns_and_tilts_as_the_mouse_does(cities: Cities) -> None:
    panel = cities().panel
    camera = panel.canvas.camera
    _press(panel, Qt.Key.Key_R)
    assert camera.view.bearing == pytest.approx(15.0)
    _press(panel, Qt.Key.Key_R, SHIFT)
    _press(panel, Qt.Key.Key_R, SHIFT)
    assert camera.view.bearing == pytest.approx(345.0)
    _press(panel, Qt.Key.Key_PageDown)
    assert camera.view.tilt > 0
    _press(panel, Qt.Key.Key_N)
    assert camera.view.bearing == camera.view.tilt == 0.0
