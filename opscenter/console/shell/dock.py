"""A panel of the main window: a dock with a slim title that can float to another monitor."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QDockWidget, QHBoxLayout, QLabel, QMainWindow, QToolButton, QWidget

from opscenter.console.review.marks import ReviewFrame
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX, ROW_PX


class DockTitle(QWidget):
    """Title bar: the panel's name, float, close. Double click floats (Qt's own behaviour of docks)."""

    def __init__(self, dock: QDockWidget, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("DockTitle")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._theme = theme
        self.label = QLabel(dock.windowTitle().upper())
        self.label.setTextFormat(Qt.TextFormat.PlainText)
        self.floater = self._button(self.tr("Float this panel, or put it back"))
        self.closer = self._button(self.tr("Close this panel (the menu brings it back)"))
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX * 3, 0, GRID_PX, 0)
        row.setSpacing(0)
        row.addWidget(self.label, 1)
        row.addWidget(self.floater)
        row.addWidget(self.closer)
        self.setFixedHeight(ROW_PX)
        theme.changed.connect(self._paint_icons)
        self._paint_icons()

    def sizeHint(self) -> QSize:
        return QSize(80, ROW_PX)  # a dock asks its title bar for this, not for its fixed height

    def minimumSizeHint(self) -> QSize:
        return QSize(48, ROW_PX)

    def _button(self, tip: str) -> QToolButton:
        button = QToolButton()
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setFixedSize(24, 24)
        button.setIconSize(QSize(14, 14))
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the keyboard has the View menu; Tab should visit content
        return button

    def _paint_icons(self) -> None:
        self.floater.setIcon(icon("float", self._theme.tokens, 14))
        self.closer.setIcon(icon("close", self._theme.tokens, 14))


class PanelDock(QDockWidget):
    """A dock around one panel. `name` is its key in remembered layouts: never rename it."""

    def __init__(self, name: str, title: str, theme: Theme, window: QMainWindow) -> None:
        super().__init__(title, window)
        self.setObjectName(name)
        self.setAllowedAreas(Qt.DockWidgetArea.AllDockWidgetAreas)
        self._bar = DockTitle(self, theme, self)
        self._bar.floater.clicked.connect(self._float)
        self._bar.closer.clicked.connect(self.close)
        self._none = QWidget(self)
        self._none.setFixedHeight(0)
        self.setTitleBarWidget(self._bar)
        self._frame = ReviewFrame(theme, self)
        self._past = ""
        self.topLevelChanged.connect(self.show_title)
        self.topLevelChanged.connect(self._show_past)
        self.visibilityChanged.connect(self.show_title)

    def setWidget(self, widget: QWidget) -> None:
        """Take the panel in; it gets the ground of panels from the style sheet."""
        widget.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        super().setWidget(widget)

    def show_past(self, word: str, striped: bool = False, chequered: bool = False) -> None:
        """Say that what is shown is of the past ("": it is not): the frame of the window is far from another screen.
        `striped`: of a replay, `chequered`: of an exercise."""
        self._past = word
        self._frame.striped, self._frame.chequered = striped, chequered
        self._show_past()

    def _show_past(self) -> None:
        alone = bool(self._past) and self.isFloating()
        title = self.windowTitle().upper()
        self._bar.label.setText(f"{title} – {self._past}" if alone else title)
        self._frame.setVisible(alone)
        if alone:
            self._frame.place()

    def _float(self) -> None:
        self.setFloating(not self.isFloating())

    def show_title(self) -> None:
        """A tab already names the panel: then the title bar would only say it twice."""
        window = self.parent()
        tabbed = (
            isinstance(window, QMainWindow)
            and not self.isFloating()
            and any(other.isVisible() or not other.isHidden() for other in window.tabifiedDockWidgets(self))
        )
        wanted = self._none if tabbed else self._bar
        if self.titleBarWidget() is not wanted:
            self.setTitleBarWidget(wanted)
            wanted.show()
            (self._bar if tabbed else self._none).hide()
