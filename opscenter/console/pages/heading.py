"""The line over a page: which system, the one before and after it, the map, and the way back."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from opscenter.console.theme.fonts import font
from opscenter.console.theme.icons import icon, icon_pixmap
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

HEIGHT_PX = 40


class Heading(QWidget):
    """`stepped(int)` to the system before (-1) or after (1); `map_wanted(bool)`; `back`; `left`."""

    stepped = Signal(int)
    map_wanted = Signal(bool)
    back = Signal()
    left = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._icon_name = "system-other"
        self._lead = ""
        self.before = self._button(self.tr("The system before (Ctrl+Page Up)"))
        self.after = self._button(self.tr("The next system (Ctrl+Page Down)"))
        self.returner = self._button(self.tr("Back to the page before (Backspace)"))
        self.mapper = self._button(self.tr("The map beside the page, of this alone, or the page without it (M)"))
        self.mapper.setCheckable(True)
        self.closer = self._button(self.tr("Back to the map (Esc)"))
        self.symbol = QLabel()
        self.symbol.setFixedSize(22, 22)
        self.title = self._label("title")
        self.lead = self._label("muted")
        self.lead.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 2, GRID_PX)
        row.setSpacing(GRID_PX)
        for widget in (self.before, self.after, self.returner, self.symbol, self.title):
            row.addWidget(widget)
        row.addSpacing(GRID_PX * 2)
        row.addWidget(self.lead, 1)
        row.addWidget(self.mapper)
        row.addWidget(self.closer)
        self.setFixedHeight(HEIGHT_PX)
        self.before.clicked.connect(lambda: self.stepped.emit(-1))
        self.after.clicked.connect(lambda: self.stepped.emit(1))
        self.returner.clicked.connect(self.back)
        self.mapper.clicked.connect(self.map_wanted)
        self.closer.clicked.connect(self.left)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def _button(self, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFixedSize(28, 28)
        button.setIconSize(QSize(16, 16))
        button.setProperty("role", "icon")
        return button

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        return label

    def show_subject(self, icon_name: str, title: str, lead: str, returns: bool) -> None:
        """Another page; `returns`: there is one to go back to."""
        self._icon_name, self._lead = icon_name, lead
        self.title.setText(title)
        self.returner.setVisible(returns)
        self._paint_icons()
        self._cut()

    def _cut(self) -> None:
        metrics = QFontMetrics(font("normal"))
        shown = metrics.elidedText(self._lead, Qt.TextElideMode.ElideRight, max(0, self.lead.width()))
        self.lead.setText(shown)
        self.lead.setToolTip("" if shown == self._lead else self._lead)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def _paint_icons(self) -> None:
        tokens = self._theme.tokens
        ratio = self.devicePixelRatioF()
        self.symbol.setPixmap(icon_pixmap(self._icon_name, tokens.text, 22, ratio))
        names = (
            (self.before, "step-back"),
            (self.after, "step-forward"),
            (self.returner, "undo"),
            (self.mapper, "map"),
            (self.closer, "close"),
        )
        for button, name in names:
            button.setIcon(icon(name, tokens, 16))
