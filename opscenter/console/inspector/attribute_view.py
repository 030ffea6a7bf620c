"""How the attributes of an entity are painted: label, value with unit, quality, trend, age."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter
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
_UNIT_PX = 44
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

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW_PX)

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
        right = rect.right() - 12
        painter.setFont(small)
        painter.setPen(QColor(tokens.muted))
        age = format_age(self._session.now - int(mirror.measured[row.cell]))
        age_box = QRect(right - _AGE_PX, rect.top(), _AGE_PX, rect.height())
        painter.drawText(age_box, Qt.AlignmentFlag.AlignRight | middle, age)
        right = age_box.left() - 4
        number = row.is_number(mirror)
        if rect.width() >= _TREND_FROM_PX:
            if number:
                self._trends.want(row.name)
                place, value = self._trends.series(row.name)
                spark = QRectF(right - _SPARK_PX, rect.top() + 8, _SPARK_PX, rect.height() - 16)
                draw_sparkline(painter, spark, place, value, tokens.muted)
            right -= _SPARK_PX + 8
        value_text, unit = row.texts(mirror)
        word = self._rows.quality_name(quality)
        left = rect.left() + 12
        if number or unit:
            unit_box = QRect(right - _UNIT_PX, rect.top() + 1, _UNIT_PX, rect.height())
            painter.drawText(
                unit_box, Qt.AlignmentFlag.AlignLeft | middle, self._elided(painter, unit, unit_box.width())
            )
            right = unit_box.left() - 4
        room = right - left
        value_width = QFontMetrics(normal).horizontalAdvance(value_text)
        if not number:
            value_width = min(value_width, room * 3 // 5)
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
            painter.setFont(normal)
        label = self._elided(painter, row.label(language), max(0, right - left))
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
        self.setItemDelegate(delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.doubleClicked.connect(lambda _index: self.plot.emit())
        rows.modelReset.connect(self._fit)

    def _fit(self) -> None:
        self.setFixedHeight(max(1, self.model().rowCount()) * ROW_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_P, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.plot.emit()
        else:
            super().keyPressEvent(event)
