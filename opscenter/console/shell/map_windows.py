"""More maps beside the one in the main window: each in a window of its own, linked to it or free."""

import base64
import binascii
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QByteArray, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPainter, QPaintEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from opscenter.console.map.camera_link import CameraLink
from opscenter.console.map.panel import MapPanel
from opscenter.console.review.past_marks import PastMarks
from opscenter.console.session import Session
from opscenter.console.shell.mode_badge import ModeBadge
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

MOST = 8
"""Every map has a painting thread and pictures of its own; a wall of more screens takes more consoles."""
_SIZE = (960, 640)


class MapWindow(QWidget):
    """A map with a narrow bar: its number, the mode, whether it follows the other maps. `gone(self)` when closed."""

    gone = Signal(object)
    link_wished = Signal(object, bool)

    def __init__(self, number: int, panel: MapPanel, session: Session, theme: Theme, owner: QWidget) -> None:
        super().__init__(owner, Qt.WindowType.Window)
        self._session, self._theme = session, theme
        self.number, self.panel = number, panel
        self.badge = ModeBadge(session, theme, self)
        self.title = QLabel(self)
        self.title.setTextFormat(Qt.TextFormat.PlainText)
        self.link = QPushButton(self.tr("Linked"), self)
        self.link.setCheckable(True)
        self.link.setToolTip(self.tr("Look where the other linked maps look (Ctrl+Shift+L)"))
        self.link.toggled.connect(lambda on: self.link_wished.emit(self, on))
        QShortcut("Ctrl+Shift+L", self, self.link.toggle)
        QShortcut("Ctrl+W", self, self.close)
        bar = QHBoxLayout()
        bar.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX, GRID_PX)
        bar.addWidget(self.title)
        bar.addStretch(1)
        bar.addWidget(self.badge)
        bar.addWidget(self.link)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addLayout(bar)
        layout.addWidget(panel, 1)
        self.past = PastMarks(session, theme, self, panel)
        session.link_changed.connect(self.refresh)
        session.introduced.connect(self.refresh)
        session.ticked.connect(self.badge.refresh)
        session.moment_changed.connect(self.badge.refresh)
        theme.changed.connect(self.update)
        self.refresh()

    def refresh(self) -> None:
        """City and mode."""
        text = self.tr("Map {number}").format(number=self.number)
        city = self._session.city
        self.title.setText(text)
        self.setWindowTitle(f"{text} – {city}" if city else text)
        self.badge.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._theme.tokens.panel)

    def closeEvent(self, event: QCloseEvent) -> None:
        super().closeEvent(event)
        self.gone.emit(self)


class MapWindows(QObject):
    """Opens, remembers and ends the further maps of a main window. `make()` makes a map panel."""

    def __init__(
        self, main: MapPanel, make: Callable[[], MapPanel], session: Session, theme: Theme, owner: QWidget
    ) -> None:
        super().__init__(owner)
        self._make, self._session, self._theme, self._owner = make, session, theme, owner
        self._main = main
        self.cameras = CameraLink(self)
        self.cameras.join(main.canvas.camera)
        self.windows: list[MapWindow] = []
        self._shared = main.ground.basemaps, main.ground.edition
        main.ground.changed.connect(self._share_ground)

    def open(self, state: dict[str, Any] | None = None) -> MapWindow | None:
        """One more window, as it was left if `state` says so; None when there are MOST already."""
        if len(self.windows) >= MOST:
            return None
        taken = {window.number for window in self.windows}
        number = next(number for number in range(2, MOST + 3) if number not in taken)
        window = MapWindow(number, self._make(), self._session, self._theme, self._owner)
        window.resize(*_SIZE)
        window.gone.connect(self._gone)
        window.link_wished.connect(self._link)
        self.windows.append(window)
        if state is None:
            window.panel.restore_state(self._main.save_state())
            window.panel.use_ground_of(self._main)  # and follow it from now on
            window.panel.look_at(self._main.canvas.camera.view)
        else:
            self._restore(window, state)
        window.show()
        return window

    def in_front(self) -> MapPanel:
        """The map of the window that has the keyboard; the main one while none of them has."""
        return next((window.panel for window in self.windows if window.isActiveWindow()), self._main)

    def state(self) -> list[dict[str, Any]]:
        """All windows, for `restore`."""
        return [
            {
                "geometry": base64.b64encode(window.saveGeometry().data()).decode("ascii"),
                "linked": window.link.isChecked(),
                "map": window.panel.save_state(),
            }
            for window in self.windows
        ]

    def restore(self, states: object) -> None:
        """Open the windows that `state` described; what is not as expected is left out."""
        for state in states if isinstance(states, list) else []:
            if isinstance(state, dict):
                self.open(state)

    def close_all(self) -> None:
        """Close every window and end its threads."""
        for window in list(self.windows):
            window.close()

    def _share_ground(self) -> None:
        """Other basemaps of the main map are those of all; a file dropped on one of the others is its own till then."""
        shared = self._main.ground.basemaps, self._main.ground.edition
        if shared != self._shared:
            self._shared = shared
            for window in self.windows:
                window.panel.use_ground_of(self._main)

    def _restore(self, window: MapWindow, state: dict[str, Any]) -> None:
        kept, geometry = state.get("map"), state.get("geometry")
        if isinstance(kept, dict):
            window.panel.restore_state(kept)
        if isinstance(geometry, str):
            try:
                window.restoreGeometry(QByteArray(base64.b64decode(geometry, validate=True)))
            except (binascii.Error, ValueError):
                pass  # the size it has anyway
        window.link.setChecked(state.get("linked") is True)

    def _link(self, window: MapWindow, on: bool) -> None:
        if on:
            window.panel.look_at(self._main.canvas.camera.view)
            self.cameras.join(window.panel.canvas.camera)
        else:
            self.cameras.leave(window.panel.canvas.camera)

    def _gone(self, window: MapWindow) -> None:
        if window in self.windows:
            self.windows.remove(window)
            self.cameras.leave(window.panel.canvas.camera)
            window.panel.stop()
            window.deleteLater()
