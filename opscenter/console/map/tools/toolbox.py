"""The tools of a map: one at a time, chosen by key, by the tools button or by the menu on a place."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QMenu

from opscenter.console.map.feature import Feature
from opscenter.console.map.here import Here, Offer
from opscenter.console.map.tools.drawing import Place
from opscenter.console.map.tools.measure import Measure
from opscenter.console.map.tools.select_by_shape import BY_HAND, BY_POINTS, SelectByShape, SelectInBox
from opscenter.console.map.tools.tool import Tool
from opscenter.console.map.tools.tool_card import ToolCard
from opscenter.console.theme.icons import icon

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel


class Toolbox(Feature):
    """`tool` is the one chosen, or None; `used` after another one was chosen."""

    used = Signal()

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self._canvas = panel.canvas
        canvas = panel.canvas
        self.card = ToolCard(panel.theme, canvas, panel.legend)
        self.distance = Measure(canvas, False, panel)
        self.area = Measure(canvas, True, panel)
        self.lasso = SelectByShape(canvas, panel.scene, panel.selection, BY_HAND, panel)
        self.polygon = SelectByShape(canvas, panel.scene, panel.selection, BY_POINTS, panel)
        self.box = SelectInBox(canvas, panel.scene, panel.selection, panel)
        self.tool: Tool | None = None
        for tool in (self.distance, self.area, self.lasso, self.polygon):
            tool.changed.connect(self._show)
            tool.finished.connect(self.leave)
        panel.overlays.stand_above(self.card)
        canvas.gestures.boxing = self.box
        canvas.gestures.keys.append(self._key)
        canvas.gestures.hovered.connect(self._hovered)
        canvas.sized.connect(self._sized)
        panel.theme.changed.connect(self._dress)
        panel.pointing.offers.append(self._offers)
        self.card.undo.clicked.connect(self._undo)
        self.card.copy.clicked.connect(self.copy)
        self.card.leave.clicked.connect(self.leave)
        button = panel.overlays.buttons.tools
        self.menu = QMenu(button)
        self.menu.aboutToShow.connect(self._fill_menu)
        button.setMenu(self.menu)
        self._dress()

    # -- feature ---------------------------------------------------------------------------------------------

    def stop(self) -> None:
        self.leave()

    # -- choosing --------------------------------------------------------------------------------------------

    def use(self, tool: Tool) -> None:
        """Choose a tool and put the keyboard on the map."""
        if self.tool is not None:
            self.tool.end()
        self.tool = self._canvas.gestures.tool = tool
        self._panel.pointing.forget()
        self._canvas.setCursor(Qt.CursorShape.CrossCursor)
        self._canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        tool.begin()
        self._show()
        self.used.emit()

    def leave(self) -> None:
        """No tool: clicks and keys move the map again."""
        if self.tool is None:
            return
        tool, self.tool = self.tool, None
        self._canvas.gestures.tool = None
        tool.end()
        self._canvas.unsetCursor()
        self._show()
        self.used.emit()

    def measure_from(self, place: Place) -> None:
        """Measure a distance that starts at a place."""
        self.use(self.distance)
        self.distance.begin_at(place)

    def copy(self) -> None:
        """The result into the clipboard."""
        text = self.tool.copied() if self.tool is not None else ""
        if text:
            QGuiApplication.clipboard().setText(text)

    def choices(self) -> list[tuple[str, str, str, Tool]]:
        """(text, key, icon, tool) of everything that can be chosen."""
        return [
            (self.tr("Measure a distance"), "D", "measure", self.distance),
            (self.tr("Measure an area"), "A", "area", self.area),
            (self.tr("Select with a lasso"), "L", "lasso", self.lasso),
            (self.tr("Select by a polygon"), "P", "polygon", self.polygon),
        ]

    # -- inside ----------------------------------------------------------------------------------------------

    def _offers(self, here: Here) -> Sequence[Offer]:
        return [
            Offer(self.tr("Measure from here"), "measure", "", lambda: self.measure_from((here.lon, here.lat))),
            Offer(self.tr("Select with a lasso"), "lasso", "L", lambda: self.use(self.lasso)),
        ]

    def _fill_menu(self) -> None:
        self.menu.clear()
        for text, key, name, tool in self.choices():
            action = self.menu.addAction(icon(name, self._panel.theme.tokens, 16), f"{text}\t{key}")
            action.triggered.connect(lambda _=False, tool=tool: self.use(tool))
        hint = self.menu.addAction(self.tr("Select in a box") + "\t" + self.tr("Shift + drag"))
        hint.setEnabled(False)
        self.menu.addSeparator()
        for offers in self._panel.overlays.offers:
            for offer in offers():
                text = f"{offer.text}\t{offer.key}" if offer.key else offer.text
                action = self.menu.addAction(icon(offer.icon, self._panel.theme.tokens, 16), text)
                action.triggered.connect(lambda _=False, act=offer.act: act())

    def _key(self, event: QKeyEvent) -> bool:
        key, modifiers = event.key(), event.modifiers()
        if self.tool is not None and key == Qt.Key.Key_Escape:
            self.leave()
            return True
        if self.tool is not None and key == Qt.Key.Key_C and modifiers == Qt.KeyboardModifier.ControlModifier:
            self.copy()
            return True
        if modifiers:
            return False
        for _, name, _, tool in self.choices():
            if key == Qt.Key[f"Key_{name}"]:
                self.use(tool)
                return True
        return False

    def _undo(self) -> None:
        if self.tool is not None:
            self.tool.undo()

    def _hovered(self) -> None:
        if self.tool is not None:
            self._canvas.setCursor(Qt.CursorShape.CrossCursor)

    def _show(self) -> None:
        self.card.show_tool(self.tool)
        self._panel.overlays.place()

    def _sized(self) -> None:
        if self.tool is not None:
            self.card.place()
            self._panel.overlays.place()

    def _dress(self) -> None:
        tokens = self._panel.theme.tokens
        self._canvas.drawing.dress(ink=tokens.text, paper=tokens.panel)
