"""Where the axes of a radar lie, and which pieces a shape on it has where some of its axes are not known."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF

TOP = 100.0


@dataclass(slots=True, frozen=True)
class Radar:
    """`count` axes around a centre (px), the first upwards, then clockwise; values are 0 (the centre) to 100."""

    centre: QPointF
    radius: float
    count: int

    def angle(self, number: int) -> float:
        """The direction of an axis, radians from the right, clockwise."""
        return -math.pi / 2 + 2 * math.pi * number / max(1, self.count)

    def point(self, number: int, value: float, beyond: float = 0.0) -> QPointF:
        """Where a value of an axis lies, `beyond` px further out."""
        angle = self.angle(number)
        far = self.radius * min(TOP, max(0.0, value)) / TOP + beyond
        return QPointF(self.centre.x() + far * math.cos(angle), self.centre.y() + far * math.sin(angle))

    def ring(self, value: float) -> list[QPointF]:
        """The corners of the ring of one value."""
        return [self.point(number, value) for number in range(self.count)]

    def nearest(self, x: float, y: float) -> int:
        """The axis in whose direction a place lies; -1 without any."""
        if not self.count:
            return -1
        turned = math.atan2(y - self.centre.y(), x - self.centre.x()) + math.pi / 2
        return round(turned / (2 * math.pi) * self.count) % self.count

    def sides(self, values: Sequence[float]) -> list[tuple[int, int]]:
        """Pairs of neighbours that are both known: the sides of the shape. What is not known is a gap."""
        known = [math.isfinite(value) for value in values]
        if self.count < 2:
            return []
        pairs = [(number, (number + 1) % self.count) for number in range(self.count if self.count > 2 else 1)]
        return [(one, other) for one, other in pairs if known[one] and known[other]]

    def lone(self, values: Sequence[float]) -> list[int]:
        """Axes that are known while neither neighbour is: a spoke says what a side cannot."""
        joined = {number for side in self.sides(values) for number in side}
        return [number for number, value in enumerate(values) if math.isfinite(value) and number not in joined]
