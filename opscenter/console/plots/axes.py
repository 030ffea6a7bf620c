"""The axes of values of one plot: the first unit at the left, more at the right, each in the colour of its curves."""

from collections.abc import Sequence
from typing import Any

from opscenter.console.plots.graph import pg
from opscenter.console.plots.scales import Scale, scales_for
from opscenter.console.plots.series import Series
from opscenter.console.plots.value_axis import ValueAxis
from opscenter.console.session import Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.tokens import Tokens

LEFT_PX, RIGHT_PX, MARGIN_PX = 56, 54, 8
FIRST_COLUMN = 3
"""Of a plot's layout, right of everything pyqtgraph puts there itself."""


class Axes:
    """`scales` in order: the first is that of the view itself and of the left axis."""

    def __init__(self, plot: Any, left: ValueAxis) -> None:
        self._plot = plot
        self.left = left
        self.right: list[ValueAxis] = []
        self.scales: list[Scale] = []
        self._reserved = 0
        left.setWidth(LEFT_PX)

    @property
    def right_px(self) -> int:
        """Width of what stands at the right of the curves."""
        return len(self.right) * RIGHT_PX

    def arrange(self, series: Sequence[Series], session: Session, colours: Sequence[str], tokens: Tokens) -> None:
        """An axis for each unit. With one unit its texts are muted, with more they have the colour of its curves."""
        self.scales = scales_for(series, session, self.scales)
        wanted = max(0, len(self.scales) - 1)
        while len(self.right) > wanted:
            axis = self.right.pop()
            self._plot.layout.removeItem(axis)
            axis.setParentItem(None)
            if axis.scene() is not None:
                axis.scene().removeItem(axis)
        while len(self.right) < wanted:
            axis = ValueAxis("right")
            axis.setZValue(-10)
            axis.setWidth(RIGHT_PX)
            self._plot.layout.addItem(axis, 2, FIRST_COLUMN + len(self.right))
            self.right.append(axis)
        for axis in (self.left, *self.right):
            axis.setPen(pg.mkPen(tokens.line))
            axis.setTickFont(font("small"))
        several = len(self.scales) > 1
        for axis, scale in zip((self.left, *self.right), self.scales, strict=False):
            axis.show_unit(scale.unit, colours[scale.numbers[0]] if several else tokens.muted)
        if not self.scales:
            self.left.show_unit("", tokens.muted)
        self.left.setStyle(showValues=bool(self.scales))
        self.reserve(self._reserved)

    def reserve(self, right_px: int) -> None:
        """Leave so much room at the right, so that the times of all plots stand under one another."""
        self._reserved = right_px
        self._plot.setContentsMargins(0, 2, MARGIN_PX + max(0, right_px - self.right_px), 0)

    def scale_of(self, number: int) -> Scale | None:
        """The scale of the series at a place; None for states."""
        return next((scale for scale in self.scales if number in scale.numbers), None)

    def place(self, number: int) -> int:
        """Which axis a series has, counted from 1 at the left; 0 where there is no choice."""
        at = next((at for at, scale in enumerate(self.scales, 1) if number in scale.numbers), 0)
        return at if len(self.scales) > 1 else 0

    def show(self, below_share: float) -> None:
        """Let the axes span what the scales span; `below_share` of the height is for states."""
        if not self.scales:
            self._plot.getViewBox().setYRange(0, 1, padding=0)
            return
        first = self.scales[0]
        self._plot.getViewBox().setYRange(first.low, first.high, padding=0)
        for axis, scale in zip((self.left, *self.right), self.scales, strict=True):
            axis.below = scale.low + scale.span * below_share if below_share > 0 else -float("inf")
        for axis, scale in zip(self.right, self.scales[1:], strict=True):
            axis.setRange(scale.low, scale.high)
