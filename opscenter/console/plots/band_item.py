"""The states of text and boolean series as blocks with their names in them; what is too narrow as mixtures."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from opscenter.console.plain import one_line
from opscenter.console.plots.lanes import CROWD, Band, Mixture
from opscenter.console.plots.view_item import Frame, ViewItem
from opscenter.console.theme.contrast import blend, ink_on
from opscenter.console.theme.fonts import font

LANE_PX = 18
"""Height of a lane below curves; without curves the lanes share the plot."""
STRENGTH = 0.55
TEXT_FROM_PX = 24.0
MOST_DRAWN = 2_000


class BandItem(ViewItem):
    """Lanes of bands and mixtures. `low_key` are codes that are drawn quietly: what is "false" is no event."""

    bands: list[Band] = []
    mixtures: list[Mixture] = []
    lanes = 1
    below_curves = False
    low_key: frozenset[tuple[int, int]] = frozenset()

    def show_bands(
        self,
        bands: list[Band],
        mixtures: list[Mixture],
        lanes: int,
        below_curves: bool,
        low_key: frozenset[tuple[int, int]] = frozenset(),
    ) -> None:
        """Replace the bands; `low_key` as (lane, code)."""
        shown = (bands, mixtures, lanes, below_curves, low_key)
        if shown != (self.bands, self.mixtures, self.lanes, self.below_curves, self.low_key):
            self.bands, self.mixtures, self.lanes, self.below_curves, self.low_key = shown
            self.update()

    def lane_box(self, frame: Frame, lane: int) -> QRectF:
        """Where a lane lies in the plot."""
        lanes = max(1, self.lanes)
        height = min(LANE_PX, frame.height / lanes) if self.below_curves else frame.height / lanes
        top = frame.bottom - height * (lanes - lane) if self.below_curves else frame.top + lane * height
        inset = 1.0 if self.below_curves else 3.0
        return QRectF(frame.left, top + inset, frame.width, max(2.0, height - 2 * inset))

    def fill(self, lane: int, code: int) -> str:
        """The colour of a state."""
        if code == CROWD or (lane, code) in self.low_key:
            return blend(self.tokens.line, self.tokens.panel, 0.6)
        return blend(self.tokens.series[code % len(self.tokens.series)], self.tokens.panel, STRENGTH)

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if not self.bands and not self.mixtures:
            return
        painter.save()
        frame = self.frame(painter)
        small = font("small")
        metrics = QFontMetrics(small)
        painter.setFont(small)
        boxes = [self.lane_box(frame, lane) for lane in range(max(1, self.lanes))]
        for mixture in self.mixtures[-MOST_DRAWN:]:
            if mixture.until > frame.since and mixture.since < frame.until and mixture.lane < len(boxes):
                self._mixture(painter, frame, boxes[mixture.lane], mixture)
        for band in self.bands[-MOST_DRAWN:]:
            if band.until > frame.since and band.since < frame.until and band.lane < len(boxes):
                self._band(painter, frame, boxes[band.lane], band, metrics)
        painter.restore()

    def _band(self, painter: QPainter, frame: Frame, lane: QRectF, band: Band, metrics: QFontMetrics) -> None:
        left, right = frame.x(band.since), frame.x(band.until)
        box = QRectF(left, lane.top(), max(1.0, right - left - 1), lane.height())
        fill = self.fill(band.lane, band.code)
        painter.fillRect(box, QColor(fill))
        if band.doubtful:
            painter.fillRect(box, QBrush(QColor(self.tokens.panel), Qt.BrushStyle.BDiagPattern))
        if box.width() > TEXT_FROM_PX:
            painter.setPen(QColor(ink_on(fill)))
            text = metrics.elidedText(one_line(band.text, 80), Qt.TextElideMode.ElideRight, int(box.width()) - 8)
            if len(text) > 1:  # an ellipsis alone says nothing
                painter.drawText(box.adjusted(4, 0, -4, 0), Qt.AlignmentFlag.AlignVCenter, text)

    def _mixture(self, painter: QPainter, frame: Frame, lane: QRectF, mixture: Mixture) -> None:
        """The states over one another, each as high as its share of the time; a thin frame tells it from a state."""
        left, right = frame.x(mixture.since), frame.x(mixture.until)
        width = max(1.0, right - left)
        bottom = lane.bottom()
        for code, share in sorted(mixture.shares):
            height = lane.height() * share
            painter.fillRect(QRectF(left, bottom - height, width, height), QColor(self.fill(mixture.lane, code)))
            bottom -= height
        box = QRectF(left, lane.top(), width, lane.height())
        if mixture.doubtful:
            painter.fillRect(box, QBrush(QColor(self.tokens.panel), Qt.BrushStyle.BDiagPattern))
        painter.setPen(QPen(QColor(self.tokens.muted), 1, Qt.PenStyle.DotLine))
        painter.drawLine(box.topLeft(), box.topRight())
        painter.drawLine(box.bottomLeft(), box.bottomRight())
