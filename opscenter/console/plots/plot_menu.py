"""Everything that can be done with one plot, each with its key."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from opscenter.console.plain import one_line
from opscenter.console.plots.forecast_band import no_forecast
from opscenter.console.plots.sheet import Overlay

if TYPE_CHECKING:
    from opscenter.console.plots.workspace import Workspace

NAMED = 60


class PlotMenu(QMenu):
    """Of the plot of the chosen series, or of the first one. Gone when it is closed."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__(workspace)
        panel = workspace.panel
        if panel.chosen.row is None:
            panel.chosen.step(1)
        row = panel.chosen.row
        if row is None:
            return
        self.setToolTipsVisible(True)
        behind = (
            (self.tr("Yesterday behind it"), "Y", Overlay.YESTERDAY),
            (self.tr("Last week behind it"), "W", Overlay.WEEK),
            (self.tr("What is usual behind it"), "B", Overlay.USUAL),
            (self.tr("A forecast of the next hours"), "F", Overlay.FORECAST),
        )
        for text, key, overlay in behind:
            why_not = no_forecast(workspace.session) if overlay is Overlay.FORECAST else ""
            action = self._add(text, key, partial(panel.toggle_overlay, overlay), not why_not)
            action.setToolTip(why_not or action.text())
            action.setCheckable(True)
            action.setChecked(overlay in row.overlays)
        self.addSeparator()
        several = len(panel.rows) > 1
        self._add(self.tr("Move it up"), "Alt+↑", lambda: panel.shift_plot(-1), several)
        self._add(self.tr("Move it down"), "Alt+↓", lambda: panel.shift_plot(1), several)
        self.addSeparator()
        for number, series in enumerate(row.series):
            names = " ".join(series.names(workspace.session))
            text = self.tr("Remove {name}").format(name=one_line(names, NAMED).replace("&", "&&"))
            key = "Del" if series is panel.chosen.series else ""
            self._add(text, key, partial(row.legend.removed.emit, number))
        if len(row.series) > 1:
            self._add(self.tr("Remove this plot"), "", partial(panel.stack.remove, row))

    def _add(self, text: str, key: str, act: Callable[[], object], enabled: bool = True) -> QAction:
        action = QAction(f"{text}\t{key}" if key else text, self)
        action.setEnabled(enabled)
        action.triggered.connect(lambda _checked=False: act())
        self.addAction(action)
        return action

    def pop_up(self, at: QPoint) -> None:
        """Show it, with its first entry chosen: the keyboard goes on from there."""
        self.aboutToHide.connect(self.deleteLater)
        self.popup(at)
        if self.actions():
            self.setActiveAction(self.actions()[0])
