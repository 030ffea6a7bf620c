"""Alarms in every ten minutes as bars, floods shaded, the limit of a flood as a line."""

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QVBoxLayout, QWidget

from opscenter.console.plots.graph import pg
from opscenter.console.plots.time_axis import TimeAxis
from opscenter.console.theme.theme import Theme
from opscenter.domain.flood import ENTER_ABOVE, TEN_MINUTES_MS
from opscenter.domain.measures import Measures

MOST_BARS = 1_000
MOST_SHADED = 300


class RateChart(QWidget):
    """One chart; `show_measures` replaces what it shows."""

    def __init__(self, theme: Theme, zone: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._measures: Measures | None = None
        self.axis = TimeAxis(zone)
        self.plot = pg.PlotWidget(axisItems={"bottom": self.axis})
        self.plot.setMenuEnabled(False)
        self.plot.setMouseEnabled(x=False, y=False)
        self.plot.hideButtons()
        self.plot.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.plot)
        theme.changed.connect(self._draw)

    def show_measures(self, measures: Measures) -> None:
        """Draw the rate of a span; more bars than pixels are drawn as the highest of several."""
        self._measures = measures
        self._draw()

    def bars(self) -> tuple[np.ndarray, np.ndarray, float]:
        """Left edges (s), heights and width (s) of the bars drawn: the highest ten minutes of each."""
        if self._measures is None or not self._measures.rate:
            return np.empty(0), np.empty(0), 0.0
        rate = np.array(self._measures.rate, np.float64)
        together = -(-len(rate) // MOST_BARS)
        padded = np.pad(rate, (0, -len(rate) % together))
        heights = padded.reshape(-1, together).max(axis=1)
        width = TEN_MINUTES_MS * together / 1000
        return self._measures.since / 1000 + np.arange(len(heights)) * width, heights, width

    def _draw(self) -> None:
        tokens = self._theme.tokens
        plot = self.plot
        plot.clear()
        plot.setBackground(QColor(tokens.panel))
        for side in ("left", "bottom"):
            plot.getAxis(side).setPen(QColor(tokens.line))
            plot.getAxis(side).setTextPen(QColor(tokens.muted))
        if self._measures is None:
            return
        # Close shades would be one anyway, and thousands of items would hold the window.
        for start, end in self._measures.floods[:MOST_SHADED]:
            shade = QColor(tokens.muted)
            shade.setAlpha(50)
            region = pg.LinearRegionItem([start / 1000, end / 1000], movable=False, brush=shade, pen=pg.mkPen(None))
            region.setZValue(-10)
            plot.addItem(region)
        left, heights, width = self.bars()
        if len(left):
            bars = pg.BarGraphItem(
                x0=left, width=width, height=heights, brush=QColor(tokens.accent), pen=pg.mkPen(None)
            )
            plot.addItem(bars)
        limit = pg.InfiniteLine(
            ENTER_ABOVE, angle=0, pen=pg.mkPen(QColor(tokens.text), width=1, style=Qt.PenStyle.DashLine)
        )
        plot.addItem(limit)
        plot.setXRange(self._measures.since / 1000, self._measures.until / 1000, padding=0.0)
        plot.setYRange(0, max(ENTER_ABOVE * 1.2, float(heights.max()) * 1.1 if len(heights) else 0.0), padding=0.0)
