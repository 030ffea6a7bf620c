"""Lays out and paints the rows of an exercise's course, on screen and on paper alike."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from opscenter.console.theme.contrast import blend
from opscenter.console.theme.tokens import Tokens
from opscenter.console.training.axis import Shown, clock_ticks, span_ticks, tracks
from opscenter.console.training.lanes import Lane, LaneKind, Mark, Sign
from opscenter.console.training.signs import draw_sign, sign_colour, sign_pixmap

AXIS_PX = 24
LINE_PX = 15.0
PAD_PX = 6.0
SIGN_PX = 11.0
LEAST_ROW_PX = 28.0
_MOST_LINES = {
    LaneKind.ALARMS: 8,
    LaneKind.INJECTIONS: 8,
    LaneKind.EXPECTED: 14,
    LaneKind.TRAINER: 4,
    LaneKind.PERSON: 4,
}
_FEWER_LINES = tuple(
    dict(zip(_MOST_LINES, most, strict=True))
    for most in ((6, 6, 10, 3, 3), (4, 4, 7, 2, 2), (3, 3, 7, 2, 2), (3, 3, 5, 2, 1), (2, 2, 4, 1, 1))
)
"""Where there is no room for all rows their lines are fewer: people stand last, and are to be seen all the same."""
_TICK_PX = 76
_HIDDEN_PX = 4.0
"""Marks of one sign on one line that are no further apart than this look like one."""


@dataclass(slots=True, frozen=True)
class Spot:
    """Where a mark stands: px of the axis, and the line of its row."""

    mark: Mark
    left: float
    right: float
    limit: float
    line: int


@dataclass(slots=True, frozen=True)
class Painted:
    """A row as it is laid out: px from the top of the rows."""

    lane: Lane
    top: float
    bottom: float
    lines: int
    spots: tuple[Spot, ...]
    scale: float = 1.0
    drawn: tuple[int, ...] = ()  # numbers of the spots that are not hidden under another like them

    def line_middle(self, spot: Spot) -> float:
        """Where the line of a spot runs."""
        room = self.lines * LINE_PX * self.scale
        first = (self.top + self.bottom - room) / 2
        return first + (spot.line + 0.5) * LINE_PX * self.scale


@dataclass(slots=True, frozen=True)
class _Laid:
    """A row before it is known on which lines its marks are: `spans` they take, and the `order` of these."""

    lane: Lane
    places: list[tuple[Mark, float, float, float]]
    spans: list[tuple[float, float]]
    order: list[int]

    def lines(self, most: int) -> dict[int, int]:
        """The line of each mark, of at most so many lines."""
        return dict(zip(self.order, tracks([self.spans[number] for number in self.order], most), strict=True))


class Layout:
    """Rows below each other over an axis of `width` px; `scale`: painter units a px, on paper. `wanted`: how high they
    would like to be, px."""

    def __init__(self, lanes: Sequence[Lane], shown: Shown, width: float, scale: float = 1.0) -> None:
        self._width, self._scale = width, scale
        self._laid = [_laid(lane, shown, width, scale) for lane in lanes]
        self._lines = self._on_lines(_MOST_LINES)
        self.wanted = sum(self._highs(self._lines))

    def rows(self, room: float | None = None) -> list[Painted]:
        """The rows, in less than `room` px where they can be."""
        lines = self._lines
        for most in _FEWER_LINES if room is not None and self.wanted > room else ():
            lines = self._on_lines(most)
            if room is not None and sum(self._highs(lines)) <= room:
                break
        made: list[Painted] = []
        top, width, scale = 0.0, self._width, self._scale
        for one, each, high in zip(self._laid, lines, self._highs(lines), strict=True):
            spots = tuple(Spot(*place, each[number]) for number, place in enumerate(one.places))
            count = max(each.values(), default=0) + 1
            made.append(Painted(one.lane, top, top + high, count, spots, scale, _seen(spots, width, scale)))
            top += high
        return made

    def _on_lines(self, most: dict[LaneKind, int]) -> list[dict[int, int]]:
        return [one.lines(most[one.lane.kind]) for one in self._laid]

    def _highs(self, lines: list[dict[int, int]]) -> list[float]:
        return [_high(max(each.values(), default=0) + 1, self._scale) for each in lines]


def rows_of(lanes: Sequence[Lane], shown: Shown, width: float, scale: float = 1.0) -> list[Painted]:
    """The rows as high as they would like to be."""
    return Layout(lanes, shown, width, scale).rows()


def _high(lines: int, scale: float) -> float:
    return max(LEAST_ROW_PX * scale, (lines * LINE_PX + 2 * PAD_PX) * scale)


def _laid(lane: Lane, shown: Shown, width: float, scale: float) -> _Laid:
    half = SIGN_PX * scale / 2
    since, each = shown.since, width / shown.span
    spans: list[tuple[float, float]] = []
    places: list[tuple[Mark, float, float, float]] = []
    for mark in lane.marks:
        left = (mark.at - since) * each
        right = (mark.until - since) * each if mark.until > mark.at else left
        limit = (mark.limit - since) * each if mark.limit else left
        spans.append((left - half, max(left, right, limit) + half))
        places.append((mark, left, right, limit))
    return _Laid(lane, places, spans, sorted(range(len(spans)), key=spans.__getitem__))


def _seen(spots: Sequence[Spot], width: float, scale: float) -> tuple[int, ...]:
    """Of many marks in the same place one stands for all: a thousand cost no more than the width takes."""
    kept: dict[tuple[object, ...], int] = {}
    step, edge = _HIDDEN_PX * scale, 20 * scale
    for number, spot in enumerate(spots):
        if max(spot.right, spot.limit) < -edge or spot.left > width + edge:
            continue
        mark = spot.mark
        place = (spot.line, round(spot.left / step), round(spot.right / step), round(spot.limit / step))
        kept.setdefault((*place, mark.sign, mark.priority, mark.open_ended), number)
    return tuple(kept.values())


def paint_course(
    painter: QPainter,
    rect: QRectF,
    rows: Sequence[Painted],
    tokens: Tokens,
    *,
    shown: Shown,
    zone: str | None,
    now: int,
    names: float,
    handle: int | None = None,
    scrolled: float = 0.0,
    marked: tuple[int, int] | None = None,
    focus: bool = False,
    scale: float = 1.0,
    ground: str = "",
) -> None:
    """Names at the left, `names` wide; then the axis (`zone` None: spans since 0) and the rows below it."""
    ground = ground or tokens.panel
    painter.fillRect(rect, QColor(ground))
    axis = AXIS_PX * scale
    width = max(1.0, rect.width() - names - 12.0 * scale)
    frame = QRectF(rect.left() + names, rect.top() + axis, width + 12.0 * scale, rect.height() - axis)
    painter.save()
    painter.setClipRect(QRectF(rect.left(), frame.top(), rect.width(), frame.height()))
    for number, row in enumerate(rows):
        top = frame.top() + row.top - scrolled
        if top > rect.bottom() or top + row.bottom - row.top < frame.top():
            continue
        _paint_name(painter, QRectF(rect.left(), top, names, row.bottom - row.top), row.lane, tokens, scale)
        if number:
            painter.setPen(QPen(QColor(blend(tokens.line, ground, 0.55)), scale))
            painter.drawLine(QPointF(rect.left(), top), QPointF(rect.right(), top))
    painter.restore()
    _paint_axis(painter, rect, frame, width, tokens, shown, zone, scale)
    painter.save()
    painter.setClipRect(frame.adjusted(-6 * scale, 0, 0, 0))
    present = shown.x(now, width) if now else -1e9
    _paint_times(painter, frame, width, tokens, shown, now, handle, scale)
    for number, row in enumerate(rows):
        top = frame.top() - scrolled
        if top + row.top > rect.bottom() or top + row.bottom < frame.top():
            continue
        shown_spots = dict.fromkeys(row.drawn)
        if marked is not None and marked[0] == number and marked[1] < len(row.spots):
            shown_spots[marked[1]] = None
        for at in shown_spots:
            spot = row.spots[at]
            middle = top + row.line_middle(spot)
            _paint_spot(painter, frame.left(), middle, spot, tokens, scale, ground, present)
            if marked == (number, at):
                painter.setPen(QPen(QColor(tokens.accent), 1.5 * scale))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                reach = SIGN_PX * scale / 2 + 3 * scale
                painter.drawRect(QRectF(frame.left() + spot.left - reach, middle - reach, 2 * reach, 2 * reach))
    painter.restore()
    if focus:
        painter.setPen(QPen(QColor(tokens.accent), 1.5))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(rect.adjusted(0.75, 0.75, -0.75, -0.75))


def _paint_name(painter: QPainter, box: QRectF, lane: Lane, tokens: Tokens, scale: float) -> None:
    metrics = QFontMetricsF(painter.font())
    inner = box.adjusted(8 * scale, 0, -8 * scale, 0)
    told = metrics.horizontalAdvance(lane.told) if lane.told else 0.0
    room = inner.width() - (told + 8 * scale if told else 0.0)
    name = metrics.elidedText(lane.name, Qt.TextElideMode.ElideRight, room)
    painter.setPen(QColor(tokens.text if lane.kind is LaneKind.PERSON else tokens.muted))
    middle = Qt.AlignmentFlag.AlignVCenter
    painter.drawText(inner, Qt.AlignmentFlag.AlignLeft | middle, name)
    if lane.told:
        painter.setPen(QColor(tokens.muted))
        painter.drawText(inner, Qt.AlignmentFlag.AlignRight | middle, lane.told)


def _paint_axis(
    painter: QPainter, rect: QRectF, frame: QRectF, width: float, tokens: Tokens, shown: Shown, zone: str | None,
    scale: float,
) -> None:  # fmt: skip
    most = max(2, int(width / (_TICK_PX * scale)))
    ticks = span_ticks(shown, most) if zone is None else clock_ticks(shown, zone, most)
    metrics = QFontMetricsF(painter.font())
    line = QPen(QColor(blend(tokens.line, tokens.panel, 0.6)), scale)
    end = -1e9
    for at, name in ticks:
        x = frame.left() + shown.x(at, width)
        painter.setPen(line)
        painter.drawLine(QPointF(x, frame.top() - 4 * scale), QPointF(x, frame.bottom()))
        wide = metrics.horizontalAdvance(name)
        left = min(max(x - wide / 2, rect.left()), rect.right() - wide - 2 * scale)
        if left > end + 8 * scale:
            painter.setPen(QColor(tokens.muted))
            box = QRectF(left, rect.top(), wide + 2 * scale, frame.top() - rect.top() - 4 * scale)
            painter.drawText(box, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, name)
            end = left + wide
    painter.setPen(QPen(QColor(tokens.line), scale))
    painter.drawLine(QPointF(rect.left(), frame.top()), QPointF(rect.right(), frame.top()))


def _paint_times(
    painter: QPainter, frame: QRectF, width: float, tokens: Tokens, shown: Shown, now: int, handle: int | None,
    scale: float,
) -> None:  # fmt: skip
    if now and shown.since <= now <= shown.until:
        x = frame.left() + shown.x(now, width)
        painter.setPen(QPen(QColor(tokens.text), 1.5 * scale))
        painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))
    if handle is not None and shown.since <= handle <= shown.until:
        x = frame.left() + shown.x(handle, width)
        painter.setPen(QPen(QColor(tokens.replay), 2 * scale))
        painter.drawLine(QPointF(x, frame.top()), QPointF(x, frame.bottom()))


def _paint_spot(
    painter: QPainter, left: float, middle: float, spot: Spot, tokens: Tokens, scale: float, ground: str, present: float
) -> None:
    mark = spot.mark
    right = spot.right
    if mark.open_ended:  # it goes on with the clock, also where nothing new has been told of it
        right = max(right, min(present, spot.limit) if mark.limit else present)
    x, end = left + spot.left, left + right
    colour = QColor(sign_colour(mark.sign, tokens))
    if mark.sign is Sign.ALARM:
        colour = QColor(tokens.priority(mark.priority)) if mark.priority is not None else QColor(tokens.muted)
    if mark.limit:
        _paint_window(painter, x, left + spot.limit, middle, tokens, scale)
    if right > spot.left:
        pen = QPen(colour, 2.5 * scale, c=Qt.PenCapStyle.FlatCap)
        if mark.sign is Sign.MISSED:
            pen.setDashPattern([2.0, 1.4])
        elif mark.sign is Sign.PLANNED:
            pen = QPen(colour, scale)
            pen.setDashPattern([4.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(QPointF(x, middle), QPointF(end, middle))
        if not mark.open_ended and mark.sign is not Sign.ALARM:
            painter.setPen(QPen(colour, 1.5 * scale))
            painter.drawLine(QPointF(end, middle - 4 * scale), QPointF(end, middle + 4 * scale))
    reach = SIGN_PX * scale / 2
    # What has an outcome has its sign where it was decided: the bar leads the eye there from the alarm.
    decided = mark.limit and mark.sign in (Sign.MET, Sign.LATE, Sign.MISSED)
    at = (end if decided else x) if right > spot.left else x
    box = QRectF(at - reach, middle - reach, 2 * reach, 2 * reach)
    if mark.sign in (Sign.MET, Sign.LATE, Sign.OPEN):
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ground))
        painter.drawEllipse(box.adjusted(-scale, -scale, scale, scale))
    if scale == 1.0:  # on a screen
        ratio = painter.device().devicePixelRatio()
        picture = sign_pixmap(mark.sign, tokens, mark.priority, SIGN_PX, float(ratio), ground)
        side = picture.deviceIndependentSize().width() / 2
        painter.drawPixmap(QPointF(round(at) - side + 0.5, round(middle) - side + 0.5), picture)
    else:
        draw_sign(painter, box, mark.sign, tokens, mark.priority, ground)


def _paint_window(painter: QPainter, x: float, limit: float, middle: float, tokens: Tokens, scale: float) -> None:
    """From the alarm to the limit: a pale bed with an edge at its end."""
    bed = QRectF(x, middle - 3.5 * scale, max(scale, limit - x), 7 * scale)
    painter.fillRect(bed, QColor(blend(tokens.text, tokens.panel, 0.10)))
    painter.setPen(QPen(QColor(tokens.muted), 1.5 * scale))
    painter.drawLine(QPointF(limit, middle - 5 * scale), QPointF(limit, middle + 5 * scale))
