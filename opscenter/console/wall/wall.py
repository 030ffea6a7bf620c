"""Wall mode: the map alone, full screen, large; it turns its views over by itself and stops where an alarm is."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QElapsedTimer, QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeySequence, QShortcut

from opscenter.console.map.motion.follow import Follow
from opscenter.console.map.panel import MapPanel
from opscenter.console.map.projection import View
from opscenter.console.wall.caption import WallCaption
from opscenter.console.wall.stops import ViewStops, alarm_stops
from opscenter.console.wall.tour import Stop, Tour

if TYPE_CHECKING:
    from opscenter.console.shell.window import MainWindow

TICK_MS = 500
_CURSOR_MS = 3_000
_HANDS = (QEvent.Type.MouseButtonPress, QEvent.Type.Wheel, QEvent.Type.TouchBegin)


class WallMode(QObject):
    """Turns a main window into a wall and back. `changed(bool)` when it did."""

    changed = Signal(bool)

    def __init__(self, window: "MainWindow", panel: MapPanel) -> None:
        super().__init__(window)
        self._window, self._panel = window, panel
        self.tour: Tour[View] = Tour()
        self._views = ViewStops(panel)
        self._shown = ""
        self.caption: WallCaption | None = None
        self._before: tuple[QByteArray, bool, View] | None = None
        self._filters = ("", "")
        self._clock = QElapsedTimer()
        self._clock.start()
        self._timer = QTimer(self)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self.look)
        self._cursor = QTimer(self)
        self._cursor.setSingleShot(True)
        self._cursor.setInterval(_CURSOR_MS)
        self._cursor.timeout.connect(lambda: panel.canvas.setCursor(Qt.CursorShape.BlankCursor))
        self._keys = [
            self._key("Esc", self.leave),
            self._key("Space", self.pause),
            self._key("Right", lambda: self.step(1)),
            self._key("Left", lambda: self.step(-1)),
        ]

    @property
    def on(self) -> bool:
        """The window is a wall now."""
        return self._before is not None

    def use(self, wanted: bool) -> None:
        """Enter or leave."""
        if wanted:
            self.enter()
        else:
            self.leave()

    def enter(self, full: bool = True) -> None:
        """The map alone, full screen unless `full` is False."""
        if self.on:
            return
        window, panel = self._window, self._panel
        panel.session.review(None)  # a wall shows the present
        follow = panel.features.get("follow")
        if isinstance(follow, Follow):
            follow.end()  # it would pull every view back to its vehicle
        self._filters = panel.selection.system, panel.selection.area
        self._narrow("", "")  # a wall stops at alarms of every system: none may be hidden
        self._before = window.saveState(), window.isFullScreen(), panel.canvas.camera.view
        for dock in window.docks.values():
            dock.hide()
        window.fold.hide()
        window.header.hide()
        window.notice.hold_passing(True)
        if full:
            window.full_screen(True)
        panel.overlays.show_tools(False)
        self.caption = WallCaption(panel.session, panel.theme, panel.canvas)
        self.caption.show()
        panel.canvas.installEventFilter(self)
        panel.session.ticked.connect(self.caption.refresh)
        for key in self._keys:
            key.setEnabled(True)
        self.tour, self._shown = Tour(), ""
        self._timer.start()
        self._cursor.start()
        # The window lays itself out anew first: a view is fitted to the room that the map has then.
        QTimer.singleShot(0, self.look)
        self.changed.emit(True)

    def leave(self) -> None:
        """Everything as it was."""
        if self._before is None:
            return
        window, panel = self._window, self._panel
        (state, full, view), self._before = self._before, None
        self._timer.stop()
        self._cursor.stop()
        panel.canvas.removeEventFilter(self)
        panel.canvas.unsetCursor()
        for key in self._keys:
            key.setEnabled(False)
        if self.caption is not None:
            panel.session.ticked.disconnect(self.caption.refresh)
            self.caption.hide()
            self.caption.deleteLater()
            self.caption = None
        panel.overlays.show_tools(True)
        window.header.show()
        window.notice.hold_passing(False)
        window.full_screen(full)
        window.restoreState(state)
        self._narrow(*self._filters)
        panel.look_at(view)
        self.changed.emit(False)

    def _narrow(self, system: str, area: str) -> None:
        selection = self._panel.selection
        if selection.system != system:
            selection.narrow(system)
        if selection.area != area:
            selection.narrow_to(area)

    def look(self) -> None:
        """Show what is due."""
        if self.on:
            self._show(self.tour.choose(self._clock.elapsed(), self._views.stops(), alarm_stops(self._panel)))

    def step(self, by: int) -> None:
        """Turn over by hand."""
        views, alarms = self._views.stops(), alarm_stops(self._panel)
        self._show(self.tour.step(self._clock.elapsed(), by, views, alarms), again=True)

    def pause(self) -> None:
        """Stay, or go on."""
        self.tour.paused = not self.tour.paused
        self._caption()

    def _show(self, stop: Stop[View] | None, again: bool = False) -> None:
        key = stop.key if stop is not None else ""
        if stop is not None and (key != self._shown or again):
            self._panel.look_at(stop.view)
        self._shown = key
        self._caption()

    def _caption(self) -> None:
        if self.caption is None:
            return
        stop = self.tour.at
        if stop is None:
            self.caption.show_stop(self.tr("Waiting for the city"), 0, 0, self.tour.paused)
            return
        stops = alarm_stops(self._panel) if stop.rank else self._views.stops()
        keys = [one.key for one in stops]
        number = keys.index(stop.key) + 1 if stop.key in keys else 1
        self.caption.show_stop(stop.name, number, max(1, len(stops)), self.tour.paused)

    def _key(self, keys: str, call: Callable[[], None]) -> QShortcut:
        made = QShortcut(QKeySequence(keys), self._window)
        made.activated.connect(call)
        made.setEnabled(False)
        return made

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _HANDS:
            self.tour.hold(self._clock.elapsed())
        if kind == QEvent.Type.MouseMove or kind in _HANDS:
            self._panel.canvas.unsetCursor()
            self._cursor.start()
        elif kind == QEvent.Type.Resize and self.caption is not None:
            self.caption.place()
        return False
