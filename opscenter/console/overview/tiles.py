"""The tiles of the overview, painted by one widget."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetrics,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from opscenter.console.alarms.wording import priority_name
from opscenter.console.format import NOTHING, format_age, format_number
from opscenter.console.overview.counts import best_look, counts_looks, paint_counts
from opscenter.console.overview.figures import FigureNow, Overview, Tile
from opscenter.console.plain import one_line, tip
from opscenter.console.session import Session
from opscenter.console.sparkline import draw_sparkline
from opscenter.console.theme.fonts import font
from opscenter.console.theme.icons import icon_pixmap
from opscenter.console.theme.shapes import draw_quality
from opscenter.console.theme.stylesheet import hover_fill, selection_fill
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.alarm import Priority
from opscenter.domain.quality import Quality
from opscenter.domain.texts import in_language

TILE_PX = 58
WRAPPED_PX = 18
"""A tile whose alarm counts do not fit beside its name is so much taller: they stand in a line of their own."""

_AGE_PX = 44
_NAME_PX = 32  # where names begin
SHORTEST_TREND = 0.3
"""A trend is drawn from this share of its span on: 9 of 30 minutes."""

OLD_MS = 60_000
"""The age of a system's newest data stands in its tile from here on; before, it would only flicker."""


class Tiles(QWidget):
    """One tile under another. `chosen(system)` by a click or Space, `opened(system)` by a double click or Enter."""

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, overview: Overview, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overview = overview
        self._session = session
        self._theme = theme
        self.system = ""
        self._hovered = -1
        self._current = 0
        self._wrapped: set[int] = set()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMinimumWidth(200)
        self.setAccessibleName(self.tr("City systems"))
        self.restyle()

    def restyle(self) -> None:
        """The theme, the language or the list of systems changed."""
        language = self._session.language
        self._small = font("small", language=language)
        self._normal = font("normal", language=language)
        self._bold = font("normal", bold=True, language=language)
        self._large = font("large", language=language)
        self._looks = counts_looks(language)
        self._wrapped.clear()
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(270, self._top(len(self._overview.tiles)))

    def refresh(self) -> None:
        """Counts, ages or the width changed. A tile once made taller stays so until `restyle` or another width."""
        for number, tile in enumerate(self._overview.tiles):
            if number not in self._wrapped and best_look(tile.tally, self._looks, self._room(tile)) is None:
                self._wrapped.add(number)
        self.setFixedHeight(max(TILE_PX, self._top(len(self._overview.tiles))))
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._wrapped.clear()
            self.refresh()

    def _top(self, number: int) -> int:
        return number * TILE_PX + WRAPPED_PX * sum(1 for one in self._wrapped if one < number)

    def _place(self, number: int) -> QRect:
        return QRect(0, self._top(number), self.width(), self._top(number + 1) - self._top(number))

    def _age(self, tile: Tile) -> str:
        """The age of a system's newest data, "" while it is fresh."""
        age = self._session.now - tile.newest
        return format_age(age) if tile.newest > 0 and age >= OLD_MS else ""

    def _age_px(self, tile: Tile) -> int:
        """Px from the right margin that the age takes, with the mark of stale data and the gap to what is beside it."""
        age = self._age(tile)
        if not age:
            return 0
        mark = 14 if tile.is_stale(self._session.now) else 0
        return max(_AGE_PX, QFontMetrics(self._small).horizontalAdvance(age) + mark) + 2 * GRID_PX

    def _room(self, tile: Tile) -> int:
        """Px left for counts beside the whole name."""
        face = self._bold if tile.unacknowledged else self._normal
        name = QFontMetrics(face).horizontalAdvance(self._name(tile)) + 2  # widths are rounded
        return self.width() - 9 - self._age_px(tile) - _NAME_PX - name - GRID_PX

    # -- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        for number in range(len(self._overview.tiles)):
            place = self._place(number)
            if place.intersects(event.rect()):
                self._paint_tile(painter, number, place)

    def _paint_tile(self, painter: QPainter, number: int, rect: QRect) -> None:
        tokens, tile, now = self._theme.tokens, self._overview.tiles[number], self._session.now
        if tile.system.id == self.system:
            painter.fillRect(rect, QColor(selection_fill(tokens)))
            painter.fillRect(rect.left(), rect.top(), 3, rect.height(), QColor(tokens.accent))
        elif number == self._hovered:
            painter.fillRect(rect, QColor(hover_fill(tokens)))
        if self.hasFocus() and number == self._current:
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.drawRect(rect.adjusted(1, 0, -2, -1))
        painter.fillRect(rect.left() + 8, rect.bottom(), rect.width() - 16, 1, QColor(tokens.line))
        quiet = tile.entities == 0
        ink = tokens.muted if quiet else tokens.text
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(rect.left() + 8, rect.top() + 4, icon_pixmap(tile.system.icon, tokens.muted, 18, ratio))
        right = rect.right() - 8
        age = self._age(tile)
        width = QFontMetrics(self._small).horizontalAdvance(age)
        if age:
            age_box = QRect(right - width, rect.top() + 3, width, 20)
            self._text(painter, age_box, age, self._small, tokens.muted, right=True, whole=True)
            if tile.is_stale(now):
                draw_quality(painter, QRectF(right - width - 14, rect.top() + 8, 10, 10), Quality.STALE, tokens)
        left = right - self._age_px(tile)
        wrapped = number in self._wrapped
        if wrapped:
            look = best_look(tile.tally, self._looks, right - rect.left() - _NAME_PX) or self._looks[1]
            paint_counts(painter, tile.tally, right, rect.top() + 21, tokens, look)
        else:
            look = best_look(tile.tally, self._looks, self._room(tile)) or self._looks[1]
            left = paint_counts(painter, tile.tally, left, rect.top() + 3, tokens, look)
        name = QRect(rect.left() + _NAME_PX, rect.top() + 3, max(0, left - GRID_PX - rect.left() - _NAME_PX), 20)
        self._text(painter, name, self._name(tile), self._bold if tile.unacknowledged else self._normal, ink)
        if quiet:
            below = QRect(rect.left() + _NAME_PX, rect.bottom() - 31, right - rect.left() - _NAME_PX, 20)
            self._text(painter, below, self.tr("no data yet"), self._small, tokens.muted)
            return
        half = (right - rect.left() - 8) // 2
        for place, figure in enumerate(tile.figures):
            box = QRect(rect.left() + 8 + place * (half + GRID_PX), rect.bottom() - 34, half - GRID_PX, 33)
            self._paint_figure(painter, figure, box)

    def _paint_figure(self, painter: QPainter, figure: FigureNow, box: QRect) -> None:
        tokens = self._theme.tokens
        label = one_line(in_language(figure.figure.label, self._session.language), 60)
        self._text(painter, QRect(box.left(), box.top(), box.width(), 14), label, self._small, tokens.muted)
        number = format_number(figure.shown, figure.figure.decimals)
        unit = figure.figure.unit_label if number != NOTHING else ""
        line = QRect(box.left(), box.top() + 13, box.width(), 19)
        width = QFontMetrics(self._large).horizontalAdvance(number)
        ink = tokens.muted if figure.stale or number == NOTHING else tokens.text
        self._text(painter, line, number, self._large, ink, whole=True)
        taken = line.left() + width + 3
        if unit:
            unit_width = QFontMetrics(self._small).horizontalAdvance(unit)
            self._text(painter, QRect(taken, line.top() + 2, line.right() - taken, 17), unit, self._small, tokens.muted)
            taken += unit_width
        if figure.stale:
            draw_quality(painter, QRectF(line.left(), line.top() + 3, width, 13), Quality.STALE, tokens)
        start = max(taken + 6, line.right() - 56)
        if line.right() - start >= 20:
            place, value = figure.trend.series(self._session.now)
            if not len(place) or place[-1] - place[0] < SHORTEST_TREND:
                return  # a dash of a few pixels would read as a value that has not moved
            spark = QRectF(start, line.top() + 4, line.right() - start, 12)
            draw_sparkline(painter, spark, place, value, tokens.muted)

    def _text(
        self,
        painter: QPainter,
        box: QRect,
        text: str,
        face: QFont,
        colour: str,
        right: bool = False,
        whole: bool = False,
    ) -> None:
        painter.setFont(face)
        painter.setPen(QColor(colour))
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        shown = text
        if not whole:
            shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width())
        flags = side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine | Qt.TextFlag.TextDontClip
        painter.drawText(box, int(flags.value) if hasattr(flags, "value") else int(flags), shown)

    def _name(self, tile: Tile) -> str:
        return one_line(in_language(tile.system.name, self._session.language) or tile.system.id, 80)

    # -- pointer and keys ------------------------------------------------------------------------------------

    def _at(self, y: float) -> int:
        tiles = range(len(self._overview.tiles))
        return next((number for number in tiles if self._top(number) <= int(y) < self._top(number + 1)), -1)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        hovered = self._at(event.position().y())
        if hovered != self._hovered:
            self._hovered = hovered
            self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self._current = number
            self.chosen.emit(self._overview.tiles[number].system.id)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self.opened.emit(self._overview.tiles[number].system.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._overview.tiles)
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -count, Qt.Key.Key_End: count}
        key = Qt.Key(event.key())
        if count and key in moves:
            self._current = min(max(0, self._current + moves[key]), count - 1)
            self.update()
        elif count and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self._overview.tiles[self._current].system.id)
        elif count and key == Qt.Key.Key_Space:
            self.chosen.emit(self._overview.tiles[self._current].system.id)
        else:
            super().keyPressEvent(event)

    def current_rect(self) -> QRect:
        """Where the tile with the keyboard is."""
        return self._place(self._current)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            number = self._at(event.pos().y())
            if number >= 0:
                QToolTip.showText(event.globalPos(), self.tooltip(self._overview.tiles[number]), self)
            return True
        if event.type() == QEvent.Type.Leave and self._hovered >= 0:
            self._hovered = -1
            self.update()
        return super().event(event)

    def tooltip(self, tile: Tile) -> str:
        """Everything the tile says, in words."""
        lines = [self._name(tile), self.tr("%n entities", "", tile.entities)]
        for figure in tile.figures:
            label = in_language(figure.figure.label, self._session.language)
            number = format_number(figure.shown, figure.figure.decimals)
            stale = " · " + self.tr("stale") if figure.stale else ""
            lines.append(f"{label}: {number} {figure.figure.unit_label}".rstrip() + stale)
        for priority in Priority:
            if priority in tile.alarms:
                lines.append(
                    self.tr("{priority}: {count} alarms, {waiting} unacknowledged").format(
                        priority=priority_name(priority),
                        count=tile.alarms[priority],
                        waiting=tile.unacknowledged.get(priority, 0),
                    )
                )
        if tile.newest:
            lines.append(self.tr("newest data {age} ago").format(age=format_age(self._session.now - tile.newest)))
        else:
            lines.append(self.tr("no data yet"))
        lines.append(self.tr("Click or Space: show only this system everywhere. Again: show all."))
        lines.append(self.tr("Double click or Enter: the page of this system (Ctrl+0)"))
        return tip(*lines)
