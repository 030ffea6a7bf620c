"""The tabs of the sheets; they are there once there is more than one, or one that has a name."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QHBoxLayout, QTabBar, QToolButton, QWidget

from opscenter.console.plain import one_line, tip
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

SHOWN = 28


class _Bar(QTabBar):
    """Tabs that a double click renames and the middle button closes."""

    renamed = Signal(int)
    closed = Signal(int)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        at = self.tabAt(event.position().toPoint())
        if at >= 0:
            self.renamed.emit(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at = self.tabAt(event.position().toPoint())
        if event.button() is Qt.MouseButton.MiddleButton and at >= 0:
            self.closed.emit(at)
        super().mouseReleaseEvent(event)


class SheetTabs(QWidget):
    """`chosen(int)`, `moved(int, int)`: from one place to another by hand, `rename_wanted(int)`, `close_wanted(int)`,

    `new_wanted()`.
    """

    chosen = Signal(int)
    moved = Signal(int, int)
    rename_wanted = Signal(int)
    close_wanted = Signal(int)
    new_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.bar = _Bar()
        self.bar.setMovable(True)
        self.bar.setUsesScrollButtons(True)
        self.bar.setAccessibleName(self.tr("Sheets"))
        self.bar.currentChanged.connect(self._chosen)
        self.bar.tabMoved.connect(self._moved)
        self.bar.renamed.connect(self.rename_wanted)
        self.bar.closed.connect(self.close_wanted)
        self.more = QToolButton()
        self.more.setProperty("role", "icon")
        self.more.setFixedSize(22, 22)
        self.more.setIconSize(QSize(14, 14))
        self.more.setToolTip(self.tr("A new sheet (Ctrl+N)"))
        self.more.setAccessibleName(self.more.toolTip())
        self.more.clicked.connect(self.new_wanted)
        self._quiet = False
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX, 0, GRID_PX * 2, 0)
        row.setSpacing(GRID_PX)
        row.addWidget(self.bar)
        row.addWidget(self.more)
        row.addStretch(1)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def show_sheets(self, names: list[str], current: int, named: bool) -> None:
        """Show the sheets in their order. A single one that nobody `named` needs no tab."""
        self._quiet = True
        while self.bar.count() > len(names):
            self.bar.removeTab(self.bar.count() - 1)
        for at, name in enumerate(names):
            if at >= self.bar.count():
                self.bar.addTab("")
            self.bar.setTabText(at, one_line(name, SHOWN).replace("&", "&&"))
            hint = self.tr("Double-click or F2: rename. Ctrl+Page Up, Page Down: the next one. M: everything else")
            self.bar.setTabToolTip(at, tip(name, hint))
        self.bar.setCurrentIndex(current)
        self._quiet = False
        self.setVisible(len(names) > 1 or named)

    def _chosen(self, place: int) -> None:
        if not self._quiet:
            self.chosen.emit(place)

    def _moved(self, place: int, to: int) -> None:
        if not self._quiet:
            self.moved.emit(place, to)

    def _dress(self) -> None:
        self.more.setIcon(icon("plus", self._theme.tokens, 14))
