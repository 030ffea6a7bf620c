"""An axis of values at the left or right of a plot, with its unit at the top."""

from typing import Any

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter

from opscenter.console.plots.graph import pg
from opscenter.console.plots.nice import nice_ticks, tick_texts
from opscenter.console.theme.fonts import font

PX_PER_TICK = 24
UNIT_PX = 15
MARGIN_PX = 5
LOW_PX = 4 * PX_PER_TICK
FINEST_TICKS = 12


class DirectAxis(pg.AxisItem):  # type: ignore[misc]
    """An axis that draws its texts itself: played back from a picture they cost many times as much."""

    picture: Any  # None: something has changed since it was reckoned what to draw
    _specs: Any = None

    def paint(self, p: QPainter, opt: Any, widget: Any) -> None:
        if self.picture is None or self._specs is None:
            self._specs = self.generateDrawSpecs(p)
            self.picture = True
        if self._specs is not None:
            p.save()
            self.drawPicture(p, *self._specs)
            p.restore()


class ValueAxis(DirectAxis):
    """Round values far enough apart; `unit` stands above them. `ink` is the colour of its texts."""

    def __init__(self, side: str) -> None:
        super().__init__(orientation=side, maxTickLength=-4)
        self.unit = ""
        self.ink = "#808080"
        self.below = -float("inf")
        """Values under it are not written: states are shown there."""
        self.enableAutoSIPrefix(False)
        self.setStyle(tickLength=-4, tickTextOffset=4, autoExpandTextSpace=False)

    def show_unit(self, unit: str, ink: str) -> None:
        """Take another unit and colour."""
        if (unit, ink) != (self.unit, self.ink):
            self.unit, self.ink = unit, ink
            self.setTextPen(pg.mkPen(ink))
            self.picture = None
            self.update()

    def tickValues(self, minVal: float, maxVal: float, size: float) -> list[tuple[float, list[float]]]:
        wanted = max(2, int(size // PX_PER_TICK))
        step, ticks = nice_ticks(minVal, maxVal, wanted)
        free = maxVal - (maxVal - minVal) * (UNIT_PX + 6) / max(size, 1.0) if self.unit else maxVal
        lowest = max(minVal, self.below)
        if size < LOW_PX and not any(lowest <= tick < free for tick in ticks):
            # The only round value is behind the unit: without finer ones a low plot has no scale.
            for finer in range(wanted + 1, FINEST_TICKS):
                step, ticks = nice_ticks(minVal, maxVal, finer)
                seen = [tick for tick in ticks if lowest <= tick < free]
                if seen:
                    ticks = seen[len(seen) // 2 :][:1]
                    break
        return [(step, [tick for tick in ticks if tick >= self.below])] if ticks else []

    def tickStrings(self, values: list[float], scale: float, spacing: float) -> list[str]:
        return tick_texts(values, spacing)

    def drawPicture(self, p: QPainter, axisSpec: Any, tickSpecs: Any, textSpecs: Any) -> None:
        texts = [spec for spec in textSpecs if not self.unit or spec[0].center().y() > UNIT_PX + 6]
        super().drawPicture(p, axisSpec, tickSpecs, texts)
        if self.unit:
            p.setFont(font("small"))
            p.setPen(QColor(self.ink))
            left = self.orientation == "left"
            room = QRectF(self.boundingRect())
            width = self.width() - 2 * MARGIN_PX
            box = QRectF(0.0, 0.0, width, UNIT_PX)
            box.moveLeft(MARGIN_PX if left else room.right() - self.width() + MARGIN_PX)
            shown = QFontMetricsF(font("small")).elidedText(self.unit, Qt.TextElideMode.ElideRight, width)
            side = Qt.AlignmentFlag.AlignRight if left else Qt.AlignmentFlag.AlignLeft
            p.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, shown)
