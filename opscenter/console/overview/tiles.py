"""The tiles of the overview, painted by one widget."""

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from opscenter.console.alarms.wording import priority_name
from opscenter.console.format import NOTHING, format_age, format_number
from opscenter.console.overview.counts import paint_counts
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
from opscenter.domain.catalogue import in_language
from opscenter.domain.quality import Quality

TILE_PX = 58
_AGE_PX = 44
SHORTEST_TREND = 0.3
"""A trend is drawn from this share of its span on: 9 of 30 minutes."""

OLD_MS = 60_000
"""The age of a system's newest data stands in its tile from here on; before, it would only flicker."""


class Tiles(QWidget):
    """One tile under another. `chosen(system)` when one is clicked or entered."""

    chosen = Signal(str)

    def __init__(self, overview: Overview, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overview = overview
        self._session = session
        self._theme = theme
        self.system = ""
        self._hovered = -1
        self._current = 0
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
        self.setFixedHeight(max(1, len(self._overview.tiles)) * TILE_PX)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(270, len(self._overview.tiles) * TILE_PX)

    # -- painting --------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        first = max(0, event.rect().top() // TILE_PX)
        last = min(len(self._overview.tiles), event.rect().bottom() // TILE_PX + 1)
        for number in range(first, last):
            self._paint_tile(painter, number, QRect(0, number * TILE_PX, self.width(), TILE_PX))

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
        age = QRect(right - _AGE_PX, rect.top() + 3, _AGE_PX, 20)
        old = tile.newest > 0 and now - tile.newest >= OLD_MS
        if old:
            self._text(painter, age, format_age(now - tile.newest), self._small, tokens.muted, right=True)
            if tile.is_stale(now):
                width = QFontMetrics(self._small).horizontalAdvance(format_age(now - tile.newest))
                mark = QRectF(max(age.left() - 8, age.right() - width - 14), age.top() + 5, 10, 10)
                draw_quality(painter, mark, Quality.STALE, tokens)
        counts_right = age.left() - 2 * GRID_PX if old else right
        left = paint_counts(painter, tile.tally, counts_right, rect.top() + 3, tokens, self._normal, self._bold)
        name = QRect(rect.left() + 32, rect.top() + 3, max(0, left - GRID_PX - rect.left() - 32), 20)
        self._text(painter, name, self._name(tile), self._bold if tile.unacknowledged else self._normal, ink)
        if quiet:
            below = QRect(rect.left() + 32, rect.top() + 26, right - rect.left() - 32, 20)
            self._text(painter, below, self.tr("no data yet"), self._small, tokens.muted)
            return
        half = (right - rect.left() - 8) // 2
        for place, figure in enumerate(tile.figures):
            box = QRect(rect.left() + 8 + place * (half + GRID_PX), rect.top() + 23, half - GRID_PX, 33)
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
        number = int(y) // TILE_PX
        return number if 0 <= number < len(self._overview.tiles) else -1

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

    def keyPressEvent(self, event: QKeyEvent) -> None:
        count = len(self._overview.tiles)
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -count, Qt.Key.Key_End: count}
        key = Qt.Key(event.key())
        if count and key in moves:
            self._current = min(max(0, self._current + moves[key]), count - 1)
            self.update()
        elif count and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.chosen.emit(self._overview.tiles[self._current].system.id)
        else:
            super().keyPressEvent(event)

    def current_rect(self) -> QRect:
        """Where the tile with the keyboard is."""
        return QRect(0, self._current * TILE_PX, self.width(), TILE_PX)

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
        lines.append(self.tr("Click: show only this system everywhere. Again: show all."))
        return tip(*lines)
