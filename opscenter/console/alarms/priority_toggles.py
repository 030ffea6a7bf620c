"""The four small buttons that hide a priority: quiet outlines unless one hides something."""

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QToolButton, QWidget

from opscenter.console.alarms.wording import priority_name
from opscenter.console.plain import tip
from opscenter.console.theme.shapes import priority_path
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import Tokens
from opscenter.domain.alarm import Priority

_ICON_PX = 16


def toggle_icon(priority: Priority, tokens: Tokens, hidden: bool) -> QIcon:
    """The priority's shape as a muted outline; struck through in the colour of text while it is hidden."""
    icon = QIcon()
    for ratio in (1.0, 2.0):
        pixmap = QPixmap(round(_ICON_PX * ratio), round(_ICON_PX * ratio))
        pixmap.setDevicePixelRatio(ratio)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        square = QRectF(1.5, 1.5, _ICON_PX - 3, _ICON_PX - 3)
        painter.setPen(QPen(QColor(tokens.muted), 1.2))
        painter.drawPath(priority_path(priority, square))
        face = painter.font()
        face.setPixelSize(8)
        face.setBold(True)
        painter.setFont(face)
        drop = 1.5 if priority is Priority.HIGH else 0.0
        painter.drawText(square.translated(0, drop), Qt.AlignmentFlag.AlignCenter, priority.letter)
        if hidden:
            painter.setPen(QPen(QColor(tokens.text), 2.0))
            painter.drawLine(square.bottomLeft(), square.topRight())
        painter.end()
        icon.addPixmap(pixmap)
    return icon


class PriorityToggles(QWidget):
    """A button a priority; pressed in means hidden. `changed()` when one was clicked."""

    changed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.buttons: dict[Priority, QToolButton] = {}
        for priority in Priority:
            button = QToolButton(self)
            button.setCheckable(True)
            button.setIconSize(QSize(_ICON_PX, _ICON_PX))
            button.setFixedSize(26, 28)
            button.setProperty("role", "icon")
            button.setAccessibleName(self.tr("Hide priority: {name}").format(name=priority_name(priority)))
            button.toggled.connect(self._toggled)
            row.addWidget(button)
            self.buttons[priority] = button
        self.restyle()

    @property
    def shown(self) -> frozenset[Priority]:
        """The priorities that are let through."""
        return frozenset(priority for priority, button in self.buttons.items() if not button.isChecked())

    def show_only(self, priorities: frozenset[Priority]) -> None:
        """Let these through; nothing is announced."""
        self.blockSignals(True)
        for priority, button in self.buttons.items():
            button.setChecked(priority not in priorities)
        self.blockSignals(False)
        self.restyle()

    def _toggled(self) -> None:
        self.restyle()
        self.changed.emit()

    def restyle(self) -> None:
        """Draw the buttons in the theme in force."""
        for priority, button in self.buttons.items():
            hidden = button.isChecked()
            button.setIcon(toggle_icon(priority, self._theme.tokens, hidden))
            told = self.tr("Hidden: {name}. Click to show.") if hidden else self.tr("Priority {name}. Click to hide.")
            button.setToolTip(tip(told.format(name=priority_name(priority))))
