"""A trial as a picture: alarms over time as they were and as they would be, stacked by priority, on one scale."""

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPen

from opscenter.console.alarms.wording import priority_name
from opscenter.console.format import format_date_time, format_time, time_zone
from opscenter.console.rules.result import Bins, TrialResult
from opscenter.console.rules.wording import sentence, span_text
from opscenter.console.theme.fonts import font
from opscenter.console.theme.shapes import draw_priority
from opscenter.console.theme.tokens import LIGHT, Tokens
from opscenter.domain.alarm import Priority
from opscenter.domain.clock_offsets import offset_ms

_GAP = 6.0
_LEFT = 44.0
_AXIS = 20.0
_TITLE = 18.0
_LEGEND = 22.0
_LOW = 230.0
"""Below this height the two rows stand side by side."""
_PX_PER_TICK = 90.0
DAY_MS = 86_400_000
_STEPS_MS = tuple(
    minutes * 60_000 for minutes in (1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1440, 2880, 5760, 10_080, 20_160)
)


def highest(result: TrialResult) -> int:
    """The most alarms in one part of the span, before or after."""
    return max((sum(one) for bins in (result.bins, result.bins_after) for one in bins), default=0)


def rows_in(rect: QRectF) -> tuple[QRectF, QRectF]:
    """Where the bars stand, before and after: one above the other, or side by side where there is no height."""
    inner = rect.adjusted(_LEFT, _LEGEND, -_GAP * 2, 0)
    if rect.height() < _LOW:
        wide = (inner.width() - _LEFT) / 2
        first = QRectF(inner.left(), inner.top() + _TITLE, wide, inner.height() - _TITLE - _AXIS)
        return first, first.translated(wide + _LEFT, 0)
    high = inner.height() / 2
    first = QRectF(inner.left(), inner.top() + _TITLE, inner.width(), high - _TITLE - _AXIS)
    return first, first.translated(0, high)


def bin_at(result: TrialResult, rect: QRectF, x: float, y: float) -> int:
    """The part of the span under a place, -1 beside all."""
    count = len(result.bins)
    for row in rows_in(rect):
        if count and row.adjusted(0, -_TITLE, 0, _AXIS).contains(x, y) and x < row.right():
            return min(count - 1, int((x - row.left()) / row.width() * count))
    return -1


def bin_text(result: TrialResult, chosen: int, zone: str) -> str:
    """What one part of the span says: its time, and the numbers before and after by priority."""
    count = len(result.bins)
    if not 0 <= chosen < count:
        return ""
    step = (result.until - result.since) / count
    since, until = round(result.since + chosen * step), round(result.since + (chosen + 1) * step)
    after = result.bins_after[chosen] if chosen < len(result.bins_after) else (0, 0, 0, 0)
    return QCoreApplication.translate("RuleTrial", "{since} to {until}: before {before}; after {after}").format(
        since=format_date_time(since, zone, seconds=False),
        until=format_time(until, zone, seconds=False),
        before=_numbers(result.bins[chosen]),
        after=_numbers(after),
    )


def _numbers(counts: tuple[int, int, int, int]) -> str:
    told = [f"{priority.letter} {count}" for priority, count in zip(Priority, counts, strict=True) if count]
    return " ".join(told) or "0"


def paint_trial(
    painter: QPainter, rect: QRectF, result: TrialResult, tokens: Tokens, zone: str, chosen: int = -1
) -> None:
    """Paint both rows, the axis of time and the legend into `rect`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
    painter.setFont(font("small"))
    top = max(1, highest(result))
    _legend(painter, rect, tokens)
    translate = QCoreApplication.translate
    told = (
        (translate("RuleTrial", "Before: {count}").format(count=result.before), result.bins),
        (translate("RuleTrial", "After: {count}").format(count=result.after), result.bins_after),
    )
    for row, (title, bins) in zip(rows_in(rect), told, strict=True):
        painter.setPen(QColor(tokens.text))
        painter.drawText(QRectF(row.left(), row.top() - _TITLE, row.width(), _TITLE), Qt.AlignmentFlag.AlignLeft, title)
        _bars(painter, row, bins, top, tokens, chosen)
        _times(painter, row, result, tokens, zone)


def _bars(painter: QPainter, row: QRectF, bins: Bins, top: int, tokens: Tokens, chosen: int) -> None:
    painter.setPen(QColor(tokens.muted))
    painter.drawText(
        QRectF(row.left() - _LEFT, row.top() - 7, _LEFT - 6, 14),
        Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter,
        str(top),
    )
    painter.setPen(QPen(QColor(tokens.line), 1))
    painter.drawLine(row.topLeft(), row.topRight())
    if not bins or row.height() < 2:
        return
    step = row.width() / len(bins)
    if 0 <= chosen < len(bins):
        shade = QColor(tokens.accent)
        shade.setAlpha(60)
        painter.fillRect(QRectF(row.left() + chosen * step, row.top(), max(2.0, step), row.height()), shade)
    gap = 1.0 if step >= 4 else 0.0
    for number, counts in enumerate(bins):
        bottom = row.bottom()
        for priority in reversed(Priority):  # the most urgent on top
            count = counts[priority - 1]
            if not count:
                continue
            high = max(1.0, count / top * row.height())
            bar = QRectF(row.left() + number * step, bottom - high, max(1.0, step - gap), high)
            painter.fillRect(bar, QColor(tokens.priority(priority)))
            bottom -= high
    painter.setPen(QPen(QColor(tokens.muted), 1))
    painter.drawLine(row.bottomLeft(), row.bottomRight())


def _legend(painter: QPainter, rect: QRectF, tokens: Tokens) -> None:
    metrics = QFontMetricsF(painter.font())
    x = rect.left() + _LEFT
    for priority in Priority:
        name = priority_name(priority)
        draw_priority(painter, QRectF(x, rect.top() + 4, 13, 13), priority, tokens, False, True)
        painter.setPen(QColor(tokens.muted))
        wide = metrics.horizontalAdvance(name)
        painter.drawText(QRectF(x + 18, rect.top() + 2, wide + 4, 17), Qt.AlignmentFlag.AlignVCenter, name)
        x += 18 + wide + 16


def _times(painter: QPainter, row: QRectF, result: TrialResult, tokens: Tokens, zone: str) -> None:
    """Round times of the city beneath a row."""
    painter.setPen(QColor(tokens.muted))
    span = result.until - result.since
    if span <= 0 or row.width() <= 0:
        return
    wanted = span / max(1.0, row.width() / _PX_PER_TICK)
    step = next((one for one in _STEPS_MS if one >= wanted), _STEPS_MS[-1])
    offset = offset_ms(result.since, time_zone(zone))
    at = -(-(result.since + offset) // step) * step - offset
    while at < result.until:
        x = row.left() + (at - result.since) / span * row.width()
        midnight = (at + offset) % DAY_MS == 0
        text = format_date_time(at, zone, seconds=False)[5:10] if midnight else format_time(at, zone, seconds=False)
        painter.drawLine(QPointF(x, row.bottom()), QPointF(x, row.bottom() + 3))
        place = QRectF(min(max(row.left(), x - 22), row.right() - 44), row.bottom() + 4, 44, _AXIS - 4)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
        at += step


def picture(result: TrialResult, zone: str, width: int = 1600, height: int = 900) -> QImage:
    """The picture for a file, on white, with the sentence and the span at its head."""
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(LIGHT.raised))
    painter = QPainter(image)
    painter.scale(2, 2)
    inner = QRectF(0, 0, width / 2, height / 2).adjusted(16, 16, -16, -16)
    painter.setPen(QColor(LIGHT.text))
    painter.setFont(font("large", bold=True))
    painter.drawText(QRectF(inner.left(), inner.top(), inner.width(), 22), Qt.AlignmentFlag.AlignLeft, sentence(result))
    painter.setFont(font("small"))
    told = span_text(result.since, result.until, zone)
    painter.drawText(QRectF(inner.left(), inner.top() + 24, inner.width(), 16), Qt.AlignmentFlag.AlignLeft, told)
    paint_trial(painter, inner.adjusted(0, 44, 0, 0), result, LIGHT, zone)
    painter.end()
    return image
