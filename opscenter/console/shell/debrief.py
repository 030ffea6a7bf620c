"""The debrief in the window of a replay, where what is replayed is the session of an exercise."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt

from opscenter.console.replay.marks import Mark, MarkRow, Shape
from opscenter.console.shell.dock import PanelDock
from opscenter.console.training.debrief_panel import DebriefPanel
from opscenter.console.training.lanes import Sign
from opscenter.console.training.run import Run
from opscenter.console.training.score_list import lines_of
from opscenter.console.training.session_run import SessionRun

if TYPE_CHECKING:
    from opscenter.console.shell.cap_export import CapExport
    from opscenter.console.shell.console import Console
    from opscenter.console.shell.replay import WindowReplay
    from opscenter.console.shell.window import MainWindow

COMMAND = "debrief"
_HIGH_PX = 420
_SHAPES = {
    Sign.MET: Shape.MET,
    Sign.LATE: Shape.LATE,
    Sign.MISSED: Shape.MISSED,
    Sign.WRONG: Shape.WRONG,
}


class WindowDebrief(QObject):
    """Made once with a window; does nothing until the station plays a session's file."""

    def __init__(self, window: MainWindow, console: Console, replay: WindowReplay, out: CapExport) -> None:
        super().__init__(window)
        self._window, self._console, self._replay, self._out = window, console, replay, out
        self.panel: DebriefPanel | None = None
        self.dock: PanelDock | None = None
        self.source = SessionRun(window.session, self)
        self.source.loaded.connect(self._open)
        self.source.refused.connect(window.notice.tell)
        window.commands[COMMAND].triggered.connect(self.go)
        window.session.introduced.connect(self._show_command)
        window.closed.connect(self._stop)
        self._show_command()

    def _show_command(self) -> None:
        fits = self.source.fits
        self._window.commands[COMMAND].setVisible(fits)
        self._window.commands[COMMAND].setEnabled(fits)

    def _open(self) -> None:
        window, run = self._window, self.source.run
        if run is None or self.panel is not None:
            return
        wanted = self._console.options.replay
        file = wanted.file if wanted is not None else None
        title = QCoreApplication.translate("Debrief", "Debrief")
        self.dock = dock = PanelDock("debrief", title, window.theme, window)
        self.panel = panel = DebriefPanel(window.session, window.theme, run, file, dock)
        dock.setWidget(panel)
        panel.sought.connect(window.session.seek_replay)
        panel.told.connect(window.notice.tell)
        panel.alert_wanted.connect(partial(self._out.export_draft, case=run.case))
        window.addDockWidget(Qt.DockWidgetArea.BottomDockWidgetArea, dock)
        window.tabifyDockWidget(window.docks["alarms"], dock)
        window.resizeDocks([dock], [_HIGH_PX], Qt.Orientation.Vertical)
        dock.show()
        dock.raise_()
        self._mark(run)

    def _mark(self, run: Run) -> None:
        """The score's reasons on the timeline of the replay: a click there goes there and says it."""
        bar, language = self._replay.bar, self._window.session.language
        if bar is None:
            return
        marks = [
            Mark(line.at, _SHAPES[line.sign], f"{line.points} · {line.text}: {line.reason}")
            for line in lines_of(run.score, language)
            if line.sign in _SHAPES and line.at > run.since
        ]
        bar.line.put_row(MarkRow("score", QCoreApplication.translate("Debrief", "Score"), marks))

    def go(self) -> None:
        """Show it and put the keyboard into it."""
        if self.dock is not None and self.panel is not None:
            self.dock.show()
            self.dock.raise_()
            self.panel.views[0].setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _stop(self) -> None:
        if self.panel is not None:
            self.panel.stop()
