"""The limits of the rules in force as lines across a plot, each with the letter of its priority."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyleOptionGraphicsItem, QWidget

from opscenter.console.plots.nice import tick_texts
from opscenter.console.plots.scales import Scale
from opscenter.console.plots.series import Series
from opscenter.console.plots.view_item import Frame, ViewItem
from opscenter.console.session import Session
from opscenter.console.theme.fonts import font
from opscenter.domain.alarm import Priority
from opscenter.domain.rule import RuleKind, Side
from opscenter.domain.texts import in_language

LABEL_PX = 14.0
NEAR_PX = 3.0


@dataclass(slots=True, frozen=True)
class Limit:
    """A rule that watches a value: beyond `value` on `side` it is an alarm; `text` is that of the rule."""

    value: float
    priority: Priority
    side: Side
    text: str
    unit: str


def limits_of(series: Sequence[Series], session: Session) -> list[Limit]:
    """The limits that hold for some series, as they are shown; each once, the worst first."""
    found: dict[tuple[float, Priority, str], Limit] = {}
    for each in series:
        kind = each.kind(session)
        if kind is None or each.is_text:
            continue
        unit, factor = each.unit(session), each.factor(session)
        for rule in kind.rules:
            if rule.kind is RuleKind.LIMIT and rule.attribute == each.attribute:
                text = in_language(rule.text, session.language)
                limit = Limit(rule.value * factor, rule.priority, rule.side, text, unit)
                found.setdefault((limit.value, limit.priority, unit), limit)
    return sorted(found.values(), key=lambda limit: (limit.priority, limit.value))


class LimitItem(ViewItem):
    """Dashed lines; of labels that would lie over one another only the worst is written."""

    limits: list[tuple[Limit, Scale]] = []
    several_units = False

    def show_limits(self, limits: list[tuple[Limit, Scale]], several_units: bool) -> None:
        """Replace the limits, the worst first."""
        self.limits, self.several_units = limits, several_units
        self.update()

    def at(self, frame: Frame, y: float) -> Limit | None:
        """The limit whose line passes within a few pixels of y."""
        near = [(abs(frame.y(limit.value, scale) - y), limit) for limit, scale in self.limits]
        best = min(near, key=lambda pair: pair[0], default=None)
        return best[1] if best is not None and best[0] <= NEAR_PX else None

    def label(self, limit: Limit) -> str:
        """The letter of the priority, the limit, and its unit where the plot has several."""
        text = f"{limit.priority.letter} {tick_texts([limit.value], 10.0 ** -_decimals(limit.value))[0]}"
        return f"{text} {limit.unit}" if self.several_units and limit.unit else text

    def paint(self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None) -> None:
        if not self.limits:
            return
        painter.save()
        frame = self.frame(painter)
        painter.setFont(font("small"))
        metrics = QFontMetricsF(font("small"))
        written: list[float] = []
        for limit, scale in self.limits:
            y = frame.y(limit.value, scale)
            if not frame.top <= y <= frame.bottom:
                continue
            colour = QColor(self.tokens.priority(limit.priority))
            painter.setPen(QPen(colour, 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(frame.left, y), QPointF(frame.right, y))
            above = y - LABEL_PX >= frame.top + 4
            top = y - LABEL_PX if above else y + 1
            if all(abs(top - other) >= LABEL_PX - 1 for other in written):
                written.append(top)
                text = self.label(limit)
                # At the left: the newest values and alarms are at the right. A ground of its own, over whatever curve.
                box = QRectF(frame.left + 4, top, metrics.horizontalAdvance(text) + 6, LABEL_PX - 1)
                ground = QColor(self.tokens.panel)
                ground.setAlphaF(0.8)
                painter.fillRect(box, ground)
                painter.setPen(colour)
                painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
        painter.restore()


def _decimals(value: float) -> int:
    """How many it takes to write a limit as it was given, at most six."""
    text = f"{value:.6f}".rstrip("0")
    return len(text.split(".")[1]) if "." in text else 0
