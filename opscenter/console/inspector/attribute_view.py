"""How the attributes of an entity are painted: label, value with unit, quality, trend, age."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from opscenter.console.format import format_age
from opscenter.console.inspector.attributes import AttributeList
from opscenter.console.inspector.trends import Trends
from opscenter.console.session import Session
from opscenter.console.sparkline import draw_sparkline
from opscenter.console.theme.fonts import font
from opscenter.console.theme.shapes import draw_quality
from opscenter.console.theme.stylesheet import hover_fill, selection_fill
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import ROW_PX
from opscenter.domain.quality import Quality

_AGE_PX = 52
_SPARK_PX = 52
_TREND_GAP_PX = _SPARK_PX + 8
_UNIT_PX = 44
_ROUNDED_PX = 2  # widths are rounded, and a text in a box a fraction too narrow is cut
TALL_PX = 2 * ROW_PX - 8
"""Height of a row of two lines: the label over the value."""

_TREND_FROM_PX = 330


class AttributeDelegate(QStyledItemDelegate):
    """Painting a row in sight is what asks for its trend."""

    def __init__(
        self, rows: AttributeList, trends: Trends, session: Session, theme: Theme, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._trends = trends
        self._session = session
        self._theme = theme
        self.tall: set[int] = set()

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, TALL_PX if index.row() in self.tall else ROW_PX)

    def measure(self, width: int) -> None:
        """Find the rows whose label and value do not fit beside each other in `width` px: they take two lines.

        A row that once took two keeps them until `forget`: a value that grows and shrinks must not move the others.
        """
        mirror, language = self._session.mirror, self._session.language
        normal = QFontMetrics(font("normal", language=language))
        for number, row in enumerate(self._rows.rows):
            if number not in self.tall:
                label = normal.horizontalAdvance(row.label(language))
                value = normal.horizontalAdvance(row.texts(mirror, language)[0]) + 2 * _ROUNDED_PX
                least = _TREND_GAP_PX if width >= _TREND_FROM_PX and row.is_number(mirror) else 0
                if label + value + self._beside(number) + least > width:
                    self.tall.add(number)

    def forget(self) -> None:
        """Other rows, or another width."""
        self.tall.clear()

    def _beside(self, number: int) -> int:
        """Px of a row that are neither label nor value nor trend: margins, quality in a word, unit, age."""
        row, mirror, language = self._rows.rows[number], self._session.mirror, self._session.language
        small = QFontMetrics(font("small", language=language))
        word = self._rows.quality_name(self._rows.quality(number))
        unit = row.is_number(mirror) or bool(row.texts(mirror, language)[1])
        return (
            24
            + 10
            + (small.horizontalAdvance(word) + 8 if word else 0)
            + (_UNIT_PX + 4 if unit else 0)
            + self._age_px(number, small)
            + 4
        )

    def _age(self, number: int) -> str:
        return format_age(self._session.now - int(self._session.mirror.measured[self._rows.rows[number].cell]))

    def _age_px(self, number: int, small: QFontMetrics) -> int:
        return max(_AGE_PX, small.horizontalAdvance(self._age(number)))  # a number: never cut

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tokens, mirror, language = self._theme.tokens, self._session.mirror, self._session.language
        row = self._rows.rows[index.row()]
        rect: QRect = option.rect
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(selection_fill(tokens)))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, QColor(hover_fill(tokens)))
        normal, small = font("normal", language=language), font("small", language=language)
        middle = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        quality = self._rows.quality(index.row())
        number = row.is_number(mirror)
        value_text, unit = row.texts(mirror, language)
        value_width = QFontMetrics(normal).horizontalAdvance(value_text) + (0 if number else _ROUNDED_PX)
        label_text = row.label(language)
        left, right = rect.left() + 12, rect.right() - 12
        trend = rect.width() >= _TREND_FROM_PX
        tall = index.row() in self.tall
        if tall:
            top = QRect(left, rect.top() + 2, right - left, ROW_PX - 4)
            painter.setFont(normal)
            painter.setPen(QColor(tokens.muted))
            painter.drawText(top, Qt.AlignmentFlag.AlignLeft | middle, self._elided(painter, label_text, top.width()))
            rect = QRect(rect.left(), rect.bottom() + 1 - ROW_PX, rect.width(), ROW_PX)
        elif not number:  # a text that needs it takes the room where the trends of numbers stand
            label_width = QFontMetrics(normal).horizontalAdvance(label_text) + _ROUNDED_PX
            trend = trend and label_width + value_width + self._beside(index.row()) + _TREND_GAP_PX <= rect.width()
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        age_px = self._age_px(index.row(), QFontMetrics(small))
        age_box = QRect(right - age_px, rect.top(), age_px, rect.height())
        painter.drawText(age_box, Qt.AlignmentFlag.AlignRight | middle, self._age(index.row()))
        right = age_box.left() - 4
        if trend and (number or not tall):
            if number:
                self._trends.want(row.name)
                place, value = self._trends.series(row.name)
                spark = QRectF(right - _SPARK_PX, rect.top() + 8, _SPARK_PX, rect.height() - 16)
                draw_sparkline(painter, spark, place, value, tokens.muted)
            right -= _TREND_GAP_PX
        word = self._rows.quality_name(quality)
        if number or unit:
            unit_box = QRect(right - _UNIT_PX, rect.top() + 1, _UNIT_PX, rect.height())
            painter.drawText(
                unit_box, Qt.AlignmentFlag.AlignLeft | middle, self._elided(painter, unit, unit_box.width())
            )
            right = unit_box.left() - 4
        if not number:
            word_px = QFontMetrics(small).horizontalAdvance(word) + 18 if word else 0
            value_width = max(0, min(value_width, right - left - word_px))
        value_box = QRect(right - value_width, rect.top(), value_width, rect.height())
        painter.setFont(normal)
        painter.setPen(QColor(tokens.text if quality <= Quality.SUSPECT else tokens.muted))
        shown = value_text if number else self._elided(painter, value_text, value_width)
        painter.drawText(value_box, Qt.AlignmentFlag.AlignRight | middle | Qt.TextFlag.TextDontClip, shown)
        mark = QRectF(value_box.left() - 3, value_box.center().y() - 8, value_box.width() + 6, 17)
        draw_quality(painter, mark, quality, tokens)
        right = value_box.left() - 10
        painter.setPen(QColor(tokens.muted))
        if word:
            painter.setFont(small)
            width = QFontMetrics(small).horizontalAdvance(word)
            painter.drawText(
                QRect(right - width, rect.top(), width, rect.height()), Qt.AlignmentFlag.AlignRight | middle, word
            )
            right -= width + 8
        if not tall:
            painter.setFont(normal)
            label = self._elided(painter, label_text, max(0, right - left))
            painter.drawText(
                QRect(left, rect.top(), max(0, right - left), rect.height()), Qt.AlignmentFlag.AlignLeft | middle, label
            )

    def _elided(self, painter: QPainter, text: str, width: int) -> str:
        return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, width)


class AttributeView(QListView):
    """As tall as its rows: the panel around it scrolls."""

    plot = Signal()

    def __init__(self, rows: AttributeList, delegate: AttributeDelegate, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setModel(rows)
        self._delegate = delegate
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda _index: self.plot.emit())
        rows.modelReset.connect(self._fit_anew)

    def updateGeometries(self) -> None:
        """The list itself never scrolls: a row hidden by the wheel would be a value that nobody sees."""
        super().updateGeometries()
        self.verticalScrollBar().setRange(0, 0)

    def _fit_anew(self) -> None:
        self._delegate.forget()
        self.fit()

    def fit(self) -> None:
        """Values, rows or the width changed: rows that need two lines get them."""
        before = len(self._delegate.tall)
        self._delegate.measure(self.width())
        count, tall = self.model().rowCount(), len(self._delegate.tall)
        self.setFixedHeight(max(1, count) * ROW_PX + tall * (TALL_PX - ROW_PX))
        if tall != before:
            self.scheduleDelayedItemsLayout()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit_anew()
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_P, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.plot.emit()
        else:
            super().keyPressEvent(event)
