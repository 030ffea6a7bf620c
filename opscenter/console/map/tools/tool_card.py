"""What the chosen tool says, at the lower edge of the map: its result, what to do next, and buttons for fingers."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from opscenter.console.map.card import Card
from opscenter.console.map.tools.tool import Tool
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

_BUTTON = 28
_WIDEST = 620
_EDGE = 10


class ToolCard(Card):
    """Lies over `canvas`, beside or above `legend`; hidden without a tool."""

    def __init__(self, theme: Theme, canvas: QWidget, legend: QWidget) -> None:
        super().__init__(theme, canvas)
        self._canvas, self._legend = canvas, legend
        self.result = self._label("large")
        self.hint = self._label("small")
        self.undo = self._button("undo", self.tr("Take the last step back (Backspace)"))
        self.copy = self._button("copy", self.tr("Copy as text (Ctrl+C)"))
        self.leave = self._button("close", self.tr("Leave the tool (Esc)"))
        texts = QVBoxLayout()
        texts.setSpacing(0)
        texts.addWidget(self.result)
        texts.addWidget(self.hint)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX, GRID_PX)
        row.setSpacing(GRID_PX)
        row.addLayout(texts, 1)
        for button in (self.undo, self.copy, self.leave):
            row.addWidget(button)
        theme.changed.connect(self._recolour)
        self._recolour()
        self.hide()

    def show_tool(self, tool: Tool | None) -> None:
        """Say what this tool says, or go away."""
        if tool is None:
            self.hide()
            return
        result = tool.result()
        self.result.setText(result)
        self.result.setVisible(bool(result))
        self.hint.setText(tool.hint())
        self.undo.setEnabled(tool.can_undo())
        self.copy.setEnabled(bool(result))
        self.place()
        if not self.isVisible():
            self.show()
            self.raise_()

    def place(self) -> None:
        """In the middle of the lower edge, clear of the legend, as wide as its texts need and the map allows."""
        room = self._canvas.width() - 2 * _EDGE
        around = 3 * (_BUTTON + GRID_PX) + 4 * GRID_PX + 2
        texts = [label for label in (self.result, self.hint) if label.text()]
        widest = max((label.fontMetrics().horizontalAdvance(label.text()) + 2 for label in texts), default=0)
        wide = max(120, min(_WIDEST, room, widest + around))
        inside = wide - around
        high = sum(label.heightForWidth(inside) for label in texts) + 2 * GRID_PX + 2
        self.resize(wide, max(high, _BUTTON + 2 * GRID_PX + 2))
        x, y = (self._canvas.width() - wide) // 2, self._canvas.height() - self.height() - _EDGE
        legend = self._legend.geometry()
        if self._legend.isVisible() and legend.right() + _EDGE > x:
            if legend.right() + wide + 2 * _EDGE <= self._canvas.width():
                x = legend.right() + _EDGE
            else:
                y = legend.top() - self.height() - _EDGE
        self.move(x, max(_EDGE, y))

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setProperty("role", role)
        return label

    def _button(self, name: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setFixedSize(_BUTTON, _BUTTON)
        button.setIconSize(QSize(18, 18))
        button.setProperty("role", "icon")
        button.setProperty("icon_name", name)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keys belong to the tool, on the map
        return button

    def _recolour(self) -> None:
        for button in (self.undo, self.copy, self.leave):
            button.setIcon(icon(str(button.property("icon_name")), self._theme.tokens, 18))
