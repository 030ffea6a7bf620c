"""On a small screen the inspector folds over the right edge of the map instead of taking room of its own."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX, ROW_PX

WIDTH_PX = 320


class Fold(QFrame):
    """A sheet over the right edge of `host`. `dismissed` when the user puts it away.

    What lies under it moves aside (`host`'s layout gets a margin), so that no button of the map is covered.
    """

    dismissed = Signal()

    def __init__(self, host: QWidget, title: str, theme: Theme) -> None:
        super().__init__(host)
        self.setObjectName("Fold")
        self._theme = theme
        self._host = host
        self._close = QToolButton()
        self._close.setToolTip(self.tr("Put the inspector away (Esc)"))
        self._close.setAccessibleName(self._close.toolTip())
        self._close.setIconSize(QSize(14, 14))
        self._close.setFixedSize(24, 24)
        self._close.setProperty("role", "icon")
        self._close.clicked.connect(self.dismissed)
        label = QLabel(title.upper())
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "heading")
        row = QHBoxLayout()
        row.setContentsMargins(GRID_PX * 3, 0, GRID_PX, 0)
        label.setFixedHeight(ROW_PX)
        row.addWidget(label, 1)
        row.addWidget(self._close)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(row)
        host.installEventFilter(self)
        theme.changed.connect(self._paint_icon)
        self._paint_icon()
        self.hide()

    def put(self, widget: QWidget) -> None:
        """Take a widget in."""
        self._column.addWidget(widget, 1)
        widget.show()

    def take(self, widget: QWidget) -> QWidget:
        """Hand a widget back."""
        self._column.removeWidget(widget)
        self.hide()
        return widget

    def _paint_icon(self) -> None:
        self._close.setIcon(icon("close", self._theme.tokens, 14))

    def _place(self) -> None:
        width = min(WIDTH_PX, self._host.width())
        self.setGeometry(self._host.width() - width, 0, width, self._host.height())

    def showEvent(self, event: QShowEvent) -> None:
        self._place()
        self._push(self.width())
        self.raise_()

    def hideEvent(self, event: QHideEvent) -> None:
        self._push(0)

    def _push(self, margin: int) -> None:
        layout = self._host.layout()
        if layout is not None:
            layout.setContentsMargins(0, 0, margin, 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismissed.emit()
            return
        super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() is QEvent.Type.Resize:
            self._place()
        return False
