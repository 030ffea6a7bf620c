"""An item as large as the plot that paints in pixels: time from left to right, values by the scale of each curve."""

from dataclasses import dataclass
from typing import Any

import numpy as np
from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPolygonF

from opscenter.console.plots.graph import pg
from opscenter.console.plots.scales import Scale
from opscenter.console.plots.stretch import Floats
from opscenter.console.theme.tokens import Tokens

FAR_PX = 30_000.0
"""What is further out is drawn there: the painter reckons with 16 bits and more of fraction."""


@dataclass(slots=True, frozen=True)
class Frame:
    """The plot in pixels, and the time (s) at its left and right."""

    left: float
    top: float
    width: float
    height: float
    since: float
    until: float

    @property
    def right(self) -> float:
        """px."""
        return self.left + self.width

    @property
    def bottom(self) -> float:
        """px."""
        return self.top + self.height

    @property
    def box(self) -> QRectF:
        """All of it."""
        return QRectF(self.left, self.top, self.width, self.height)

    def x(self, seconds: float) -> float:
        """px of a time, held at the edges."""
        share = (seconds - self.since) / max(1e-9, self.until - self.since)
        return self.left + self.width * min(1.0, max(0.0, share))

    def y(self, value: float, scale: Scale) -> float:
        """px of a value."""
        return self.bottom - (value - scale.low) / scale.span * self.height

    def seconds(self, x: float) -> float:
        """The time (s) at a px."""
        return self.since + (x - self.left) / max(1.0, self.width) * (self.until - self.since)

    def xs(self, ms: Floats) -> Floats:
        """px of times in ms."""
        factor = self.width / max(1e-9, self.until - self.since)
        return np.clip(self.left + (ms / 1000.0 - self.since) * factor, -FAR_PX, FAR_PX)

    def ys(self, values: Floats, scale: Scale) -> Floats:
        """px of values."""
        return np.clip(self.bottom - (values - scale.low) * (self.height / scale.span), -FAR_PX, FAR_PX)


class ViewItem(pg.GraphicsObject):  # type: ignore[misc]
    """An item as large as the view; it paints in device pixels."""

    def __init__(self, tokens: Tokens) -> None:
        super().__init__()
        self.tokens = tokens

    def boundingRect(self) -> QRectF:
        return QRectF(self.viewRect())

    def viewTransformChanged(self) -> None:
        super().viewTransformChanged()  # forgets the view rectangle it had kept
        self.prepareGeometryChange()
        self.update()

    def frame(self, painter: QPainter) -> Frame:
        """The plot in pixels of the painter; resets its transform to them."""
        view = self.viewRect()
        transform = painter.worldTransform()
        a: Any = transform.map(view.left(), view.top())
        b: Any = transform.map(view.right(), view.bottom())
        painter.resetTransform()
        top, bottom = min(a[1], b[1]), max(a[1], b[1])
        return Frame(a[0], top, b[0] - a[0], bottom - top, view.left(), view.right())


def polygon(x: Floats, y: Floats) -> QPolygonF:
    """Points as Qt draws them, without a Python object for each."""
    made: QPolygonF = pg.functions.arrayToQPolygonF(np.ascontiguousarray(x), np.ascontiguousarray(y))
    return made


def polygons(x: Floats, y: Floats) -> list[QPolygonF]:
    """A line with NaN where it is broken, as its parts."""
    broken = np.flatnonzero(~np.isfinite(y))
    if not len(broken):
        return [polygon(x, y)] if len(x) else []
    starts = np.concatenate([[0], broken + 1])
    ends = np.concatenate([broken, [len(x)]])
    return [polygon(x[a:b], y[a:b]) for a, b in zip(starts.tolist(), ends.tolist(), strict=True) if b - a > 1]
