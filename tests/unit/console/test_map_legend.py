"""The legend's columns, and when it is shown without being asked for."""

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.map.layers import LayerPanel
from opscenter.console.map.legend import Legend, LegendContent, LegendKind, LegendRamp
from opscenter.console.map.overlays import Overlays
from opscenter.console.theme.theme import Theme
from opscenter.domain.catalogue import Catalogue

MUCH = LegendContent(
    kinds=tuple(LegendKind("traffic", f"Kind {number}") for number in range(6)),
    ramps=(LegendRamp("Road: Speed vs free flow", "75", "20 %"),),
    clusters=True,
    priorities=(1, 2, 3, 4),
    returned=True,
)


@pytest.fixture
def overlays(qtbot: QtBot) -> Overlays:
    canvas = QWidget()
    qtbot.addWidget(canvas)
    theme = Theme()
    legend, layers = Legend(theme, "en", canvas), LayerPanel(Catalogue(), "en", theme, canvas)
    legend.show_content(MUCH)
    made = Overlays(theme, canvas, legend, layers, lambda: None)
    canvas.resize(1300, 700)
    canvas.show()
    made.place()
    return made


def test_much_to_explain_makes_a_low_strip_that_says_everything(overlays: Overlays) -> None:
    legend = overlays.legend
    shown = [entry for _, entries in legend.columns() for entry in entries]
    assert shown == legend.lines() and len(shown) == 13
    assert len(legend.columns()) == 3
    assert legend.height() < 120 and legend.width() <= 1280


def test_a_narrow_map_gets_fewer_columns_and_the_legend_stays_in_it(overlays: Overlays) -> None:
    legend = overlays.legend
    legend.use_room(300.0)
    assert len(legend.columns()) == 1
    assert legend.sizeHint().width() <= 300


def test_a_small_map_keeps_its_room_unless_the_operator_wants_the_legend(overlays: Overlays) -> None:
    canvas = overlays.legend.parentWidget()
    assert canvas is not None
    assert overlays.legend.isVisible() and overlays.buttons.legend.isChecked()
    canvas.resize(1050, 480)
    overlays.place()
    assert not overlays.legend.isVisible() and not overlays.buttons.legend.isChecked()
    overlays.buttons.legend.click()
    overlays.place()
    assert overlays.legend.isVisible() and overlays.legend_wish is True
    canvas.resize(1300, 700)
    overlays.buttons.legend.click()
    overlays.place()
    assert not overlays.legend.isVisible() and overlays.legend_wish is False


def test_the_keyboard_in_the_map_is_seen_and_a_click_shows_nothing(overlays: Overlays) -> None:
    canvas = overlays.legend.parentWidget()
    assert canvas is not None

    def shown() -> list[bool]:
        return [strip.isVisible() for strip in overlays.focus_frame.strips]

    QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.MouseFocusReason))
    assert not any(shown())
    QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusIn, Qt.FocusReason.ShortcutFocusReason))
    assert all(shown())
    canvas.resize(800, 600)
    assert overlays.focus_frame.strips[1].geometry().bottom() == 599
    QApplication.sendEvent(canvas, QFocusEvent(QEvent.Type.FocusOut, Qt.FocusReason.TabFocusReason))
    assert not any(shown())
