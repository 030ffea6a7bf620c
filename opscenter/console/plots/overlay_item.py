"""Draws what lies behind the curves: other days as broken lines of the same colour, what is usual as a pale band,
a forecast hatched with broken lines."""

from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from opscenter.console.plots.overlaying import Laid
from opscenter.console.plots.scales import Scale
from opscenter.console.plots.sheet import Overlay
from opscenter.console.plots.view_item import Frame, ViewItem, polygon, polygons

DASHES = {Overlay.YESTERDAY: [5.0, 3.0], Overlay.WEEK: [1.5, 3.0], Overlay.FORECAST: [3.0, 2.0]}
FAINT, BAND = 0.62, 0.16
"""How much of the curve's colour the line of another day has, and the band of what is usual."""


@dataclass(slots=True)
class Behind:
    """One overlay as it is drawn."""

    laid: Laid
    scale: Scale
    colour: str


class OverlayItem(ViewItem):
    """All overlays of a plot."""

    behind: list[Behind] = []

    def show_behind(self, behind: list[Behind]) -> None:
        """Replace them."""
        if behind or self.behind:
            self.behind = behind
            self.update()

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if not self.behind:
            return
        painter.save()
        frame = self.frame(painter)
        painter.setClipRect(frame.box)
        for each in self.behind:
            if each.laid.band is not None and each.laid.overlay is Overlay.FORECAST:
                self._paint_forecast(painter, frame, each)
            elif each.laid.band is not None:
                self._paint_band(painter, frame, each)
        for each in self.behind:
            if each.laid.trace is not None:
                self._paint_lines(painter, frame, each)
        painter.restore()

    def _paint_band(self, painter: QPainter, frame: Frame, each: Behind) -> None:
        assert each.laid.band is not None
        x, low, _, high = each.laid.band
        fill = QColor(each.colour)
        fill.setAlphaF(BAND)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for part in _runs(np.isfinite(low) & np.isfinite(high)):
            xs = frame.xs(x[part])
            above, below = frame.ys(high[part], each.scale), frame.ys(low[part], each.scale)
            shape: QPolygonF = polygon(np.concatenate([xs, xs[::-1]]), np.concatenate([above, below[::-1]]))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(fill)
            painter.drawPolygon(shape)
            edge = QColor(each.colour)
            edge.setAlphaF(FAINT * 0.6)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(edge, 1.0))
            painter.drawPolyline(polygon(xs, above))
            painter.drawPolyline(polygon(xs, below))

    def _paint_forecast(self, painter: QPainter, frame: Frame, each: Behind) -> None:
        """Hatched, with broken lines: nothing of it was measured."""
        assert each.laid.band is not None
        x, low, value, high = each.laid.band
        colour = QColor(each.colour)
        colour.setAlphaF(FAINT)
        xs = frame.xs(x)
        above, below, middle = (frame.ys(y, each.scale) for y in (high, low, value))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, True)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawPolygon(polygon(np.concatenate([xs, xs[::-1]]), np.concatenate([above, below[::-1]])))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for ys, wide in ((above, 1.0), (below, 1.0), (middle, 2.0)):
            pen = QPen(colour if wide < 2 else QColor(each.colour), wide)
            pen.setDashPattern(DASHES[Overlay.FORECAST])
            painter.setPen(pen)
            painter.drawPolyline(polygon(xs, ys))

    def _paint_lines(self, painter: QPainter, frame: Frame, each: Behind) -> None:
        assert each.laid.trace is not None
        colour = QColor(each.colour)
        colour.setAlphaF(FAINT)
        pen = QPen(colour, 1.2)
        pen.setDashPattern(DASHES[each.laid.overlay])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for x, y in each.laid.trace.lines.values():
            for part in polygons(frame.xs(x), frame.ys(y, each.scale)):
                painter.drawPolyline(part)


def _runs(known: np.ndarray) -> list[slice]:
    """The parts in which all is known."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], known, [False]])))
    return [slice(a, b) for a, b in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True) if b - a > 1]
