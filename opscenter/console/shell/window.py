"""The main window: header, map in the middle, panels in docks. What is connected to what is in `wires`."""

import base64
import binascii
from functools import partial

from PySide6.QtCore import QByteArray, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QTabWidget, QWidget

from opscenter.console.map.basemap.reference import Basemaps
from opscenter.console.map.difference.feature import Difference
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.sheet.dialog import SheetDialog
from opscenter.console.pages.panel import PagesPanel
from opscenter.console.search.palette import SearchPalette
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.shell.commands import PANELS, Commands
from opscenter.console.shell.dock import PanelDock
from opscenter.console.shell.fold import Fold
from opscenter.console.shell.header import HeaderBar
from opscenter.console.shell.map_windows import MapWindows
from opscenter.console.shell.memory import Remembered
from opscenter.console.shell.middle import Middle
from opscenter.console.shell.notice import NoticeBar
from opscenter.console.shell.panels import give_state, make_panel, state_of
from opscenter.console.theme.theme import Theme
from opscenter.console.wall.wall import WallMode

COMPACT_BELOW_PX = 1500
LAYOUT_VERSION = 1
IN_THE_MIDDLE = ("map", "page")
"""Panels that are no docks."""
FRAMED_MS = 400
"""So long after it is made a window has its frame."""


class MainWindow(QMainWindow):
    """One window over one session. `closed` when the user closed it (not when it is replaced by another)."""

    closed = Signal()

    def __init__(
        self, session: Session, selection: Selection, theme: Theme, remembered: Remembered, basemap: Basemaps = None
    ) -> None:
        super().__init__()
        self.setWindowTitle("opscenter")
        self.session = session
        self.selection = selection
        self.theme = theme
        self.remembered = remembered
        self.form = ""
        self._reform = QTimer(self)
        self._reform.setSingleShot(True)
        self._reform.timeout.connect(self._take_form)
        self.commands = Commands(theme, self)
        self.middle = Middle()
        self.notice = NoticeBar(theme, self.middle)
        self.header = HeaderBar(session, theme, self.commands)
        self.setMenuWidget(self.header)

        self.panels: dict[str, QWidget] = {
            name: make_panel(name, session, selection, theme, basemap, self.notice.tell) for name in PANELS
        }
        self.middle.put(self.panels["page"], self.panels["map"])
        for panel in (self.panels["map"], self.panels["page"]):
            room_maker = getattr(panel, "keep_clear", None)  # one that could not be made has none
            if room_maker is not None:
                self.notice.covers.connect(room_maker)
        self.notice.place()
        self.setCentralWidget(self.middle)
        self.fold = Fold(self.middle, self.commands.title_of_panel("inspector"), theme)

        self.setDockOptions(
            QMainWindow.DockOption.AllowNestedDocks
            | QMainWindow.DockOption.AllowTabbedDocks
            | QMainWindow.DockOption.GroupedDragging
        )
        # The overview has the whole height: all systems at one glance without scrolling.
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.LeftDockWidgetArea)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.docks: dict[str, PanelDock] = {}
        for name in PANELS:
            if name not in IN_THE_MIDDLE:
                dock = PanelDock(name, self.commands.title_of_panel(name), theme, self)
                dock.setWidget(self.panels[name])
                self.docks[name] = dock
        for name, panel in self.panels.items():
            if not give_state(panel, remembered.panels.get(name, {})):
                self.notice.tell(self.tr("A panel could not use what was remembered of it; it starts afresh."))
        main_map = self.panels["map"]
        self.map_windows: MapWindows | None = None
        self.wall: WallMode | None = None
        if isinstance(main_map, MapPanel):
            self.map_windows = MapWindows(main_map, partial(self._another_map, main_map), session, theme, self)
            self.wall = WallMode(self, main_map)
            self.wall.changed.connect(self._reform.start)
        self._maps_due = remembered.map_windows
        self.search = SearchPalette(session, selection, theme, self)
        self._arrange("wide")
        self._restore_geometry()

    def _another_map(self, like: MapPanel) -> MapPanel:
        panel = MapPanel(self.session, self.selection, self.theme)
        panel.use_ground_of(like)
        return panel

    # -- layout ----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.isVisible():
            # Not now: Qt is laying the docks out, and moving them beneath it ends the program.
            self._reform.start()
        else:
            self._take_form()

    def _take_form(self) -> None:
        if self.wall is not None and self.wall.on:
            return  # it has a form of its own
        wanted = "compact" if self.width() < COMPACT_BELOW_PX else "wide"
        if wanted != self.form:
            self._change_form(wanted)

    def _change_form(self, form: str) -> None:
        if self.form and self.isVisible():
            self.remembered.layouts[self.form] = self._layout()
        self._arrange(form)
        self.form = form
        self.header.set_narrow(form == "compact")
        state = self.remembered.layouts.get(form, "")
        if state and not self._restore_layout(state):
            self.notice.tell(self.tr("The remembered layout could not be used. The default layout is shown."))
            self._arrange(form)

    def _arrange(self, form: str) -> None:
        """The default layout of a form ("wide" or "compact")."""
        docks = self.docks
        for dock in docks.values():
            dock.setFloating(False)
        area = Qt.DockWidgetArea
        self.addDockWidget(area.LeftDockWidgetArea, docks["overview"])
        self.addDockWidget(area.RightDockWidgetArea, docks["inspector"])
        self.addDockWidget(area.BottomDockWidgetArea, docks["alarms"])
        if form == "wide":
            self._unfold()
            self.addDockWidget(area.BottomDockWidgetArea, docks["trends"])
            self.splitDockWidget(docks["alarms"], docks["trends"], Qt.Orientation.Horizontal)
            self.tabifyDockWidget(docks["trends"], docks["health"])
            self.tabifyDockWidget(docks["health"], docks["measures"])
            self.tabifyDockWidget(docks["measures"], docks["journal"])
            self.tabifyDockWidget(docks["journal"], docks["rules"])
        else:
            self._fold_inspector()
            self.tabifyDockWidget(docks["alarms"], docks["trends"])
            self.tabifyDockWidget(docks["trends"], docks["health"])
            self.tabifyDockWidget(docks["health"], docks["measures"])
            self.tabifyDockWidget(docks["measures"], docks["journal"])
            self.tabifyDockWidget(docks["journal"], docks["rules"])
        for name in ("overview", "alarms", "trends"):
            docks[name].show()
        for name in ("health", "measures", "journal", "rules"):
            docks[name].hide()
        docks["trends"].raise_()
        docks["alarms"].raise_()
        sideways = Qt.Orientation.Horizontal
        if form == "wide":
            self.resizeDocks([docks["overview"], docks["inspector"]], [256, 328], sideways)
            self.resizeDocks([docks["alarms"]], [320], Qt.Orientation.Vertical)
            width = max(self.width(), COMPACT_BELOW_PX)
            self.resizeDocks(
                [docks["alarms"], docks["trends"]], [int((width - 256) * 0.6), int((width - 256) * 0.4)], sideways
            )
        else:
            self.resizeDocks([docks["overview"]], [264], sideways)
            self.resizeDocks([docks["alarms"]], [248], Qt.Orientation.Vertical)
        for dock in docks.values():
            dock.show_title()

    def _fold_inspector(self) -> None:
        inspector = self.panels["inspector"]
        self.docks["inspector"].hide()
        if inspector.parent() is not self.fold:
            self.fold.put(inspector)
        self.fold.setVisible(bool(self.selection.current))

    def _unfold(self) -> None:
        inspector = self.panels["inspector"]
        if inspector.parent() is self.fold:
            self.docks["inspector"].setWidget(self.fold.take(inspector))
            inspector.show()
        self.docks["inspector"].show()

    def reset_layout(self) -> None:
        """All panels as at first, for this form of the window."""
        self.remembered.layouts.pop(self.form, None)
        self._arrange(self.form or "wide")

    def _layout(self) -> str:
        return base64.b64encode(self.saveState(LAYOUT_VERSION).data()).decode("ascii")

    def _restore_layout(self, state: str) -> bool:
        try:
            raw = base64.b64decode(state, validate=True)
        except (binascii.Error, ValueError):
            return False
        done = self.restoreState(QByteArray(raw), LAYOUT_VERSION)
        if self.form == "compact":
            self.docks["inspector"].hide()
        return done

    def _restore_geometry(self) -> None:
        try:
            raw = base64.b64decode(self.remembered.geometry, validate=True)
        except (binascii.Error, ValueError):
            raw = b""
        if not raw or not self.restoreGeometry(QByteArray(raw)):
            screen = QApplication.primaryScreen()
            room = screen.availableGeometry().size() if screen is not None else self.size()
            self.resize(min(1920, room.width()), min(1080, room.height()))
            size = self.size()
            QTimer.singleShot(FRAMED_MS, self, lambda: self._fit_in_frame(size))

    def _fit_in_frame(self, size: QSize) -> None:
        """Where it has the size still that nobody asked for: with its frame, too, it is no larger than the screen."""
        screen, frame = self.screen(), self.frameGeometry()
        if screen is None or self.size() != size or self.isMaximized() or self.isFullScreen():
            return
        room = screen.availableGeometry()
        wide, high = frame.width() - room.width(), frame.height() - room.height()
        if wide > 0 or high > 0:
            self.resize(self.width() - max(0, wide), self.height() - max(0, high))
            self.move(room.topLeft())

    def remember(self) -> None:
        """Write layout and panel states into `remembered` (the caller saves it)."""
        if self.wall is not None:
            self.wall.leave()  # a wall is no layout to come back to
        if self.form:
            self.remembered.layouts[self.form] = self._layout()
        self.remembered.geometry = base64.b64encode(self.saveGeometry().data()).decode("ascii")
        if self.map_windows is not None:
            self.remembered.map_windows = self.map_windows.state()
        for name, panel in self.panels.items():
            state = state_of(panel)
            if state:
                self.remembered.panels[name] = state

    # -- what commands do ------------------------------------------------------------------------------------

    def go(self, name: str) -> None:
        """Show a panel and put the keyboard into it."""
        panel = self.panels[name]
        if name in IN_THE_MIDDLE:
            self._go_to_middle(name)
        if name == "inspector" and self.form == "compact":
            self.fold.show()
        elif name in self.docks:
            dock = self.docks[name]
            dock.show()
            dock.raise_()
            dock.show_title()
            if dock.isFloating():
                dock.activateWindow()
        target = panel
        if panel.focusPolicy() is Qt.FocusPolicy.NoFocus:
            inside = [child for child in panel.findChildren(QWidget) if child.focusPolicy() & Qt.FocusPolicy.TabFocus]
            target = next((child for child in inside if child.isVisibleTo(panel) and child.isEnabled()), panel)
        target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _go_to_middle(self, name: str) -> None:
        page = self.panels["page"]
        if isinstance(page, PagesPanel):
            if name == "page" and not page.shown:
                page.open_last()
            elif name == "map" and page.shown and not page.with_map:
                page.use_map(True)

    def panel_with_focus(self) -> str:
        """The panel that has the keyboard, or ""."""
        focused = QApplication.focusWidget()
        for name, panel in self.panels.items():
            if focused is not None and (panel is focused or panel.isAncestorOf(focused)):
                return name
        return ""

    def go_next(self) -> None:
        """The keyboard to the next panel that is shown."""
        shown = [name for name in PANELS if self.panels[name].isVisible()]
        if shown:
            here = self.panel_with_focus()
            self.go(shown[(shown.index(here) + 1) % len(shown)] if here in shown else shown[0])

    def float_panel(self) -> None:
        """Float the panel with the keyboard, or put it back."""
        name = self.panel_with_focus()
        if name in self.docks and not (name == "inspector" and self.form == "compact"):
            dock = self.docks[name]
            dock.setFloating(not dock.isFloating())
            self.go(name)  # the keyboard stays with it: the same key puts it back, and floats no other panel over it

    def show_fold_for_selection(self) -> None:
        """On a small screen the inspector appears with a selection and goes with it."""
        if self.form == "compact":
            self.fold.setVisible(bool(self.selection.current))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self.focusWidget() is None or self.header.isAncestorOf(self.focusWidget()):
            self.panels["map"].setFocus(Qt.FocusReason.OtherFocusReason)  # not on the first button of the header
        due, self._maps_due = self._maps_due, []
        if self.map_windows is not None:
            self.map_windows.restore(due)

    def open_map(self) -> None:
        """One more map in a window of its own."""
        if self.map_windows is None or self.map_windows.open() is None:
            self.notice.tell(self.tr("No more maps can be opened in this console. Close one first."))

    def print_map(self) -> None:
        """Ask how the map is to be put on paper; a second time brings the same question to the front."""
        if self.map_windows is not None:
            panel = self.map_windows.in_front()
            direct = Qt.FindChildOption.FindDirectChildrenOnly
            dialog = panel.window().findChild(SheetDialog, options=direct) or SheetDialog(panel, panel.window())
            dialog.show()
            dialog.raise_()
            dialog.activateWindow()

    def compare(self) -> None:
        """Begin or end the difference view of the map that has the keyboard, else of the main one."""
        panel = self.map_windows.in_front() if self.map_windows is not None else None
        difference = panel.features.get("difference") if panel is not None else None
        if isinstance(difference, Difference):
            if panel is self.panels["map"]:
                self.go("map")
            difference.toggle()

    def show_history(self) -> None:
        """The journal, narrowed to the selected alarm, or to the selected entity."""
        show = getattr(self.panels["journal"], "show_history", None)  # a page that could not be made has none
        if show is not None and self.selection.current:
            show(self.selection.occurrence, self.selection.current)
        elif show is not None:
            self.notice.tell(self.tr("Select an alarm or a place first; then its history is shown."))
        self.go("journal")

    def full_screen(self, wanted: bool) -> None:
        """Enter or leave full screen."""
        if wanted != self.isFullScreen():
            self.setWindowState(self.windowState() ^ Qt.WindowState.WindowFullScreen)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.tokens.ground)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        if self.map_windows is not None:
            self.map_windows.close_all()
        super().closeEvent(event)
