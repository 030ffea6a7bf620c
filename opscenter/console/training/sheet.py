"""A sheet over the middle of a trainee's window: the brief before it begins, messages, the end with the score."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.console.training.frame import EXERCISE_PX, paint_chequers

_WIDEST_PX, _MARGIN_PX = 780, 24


class Sheet(QFrame):
    """Lies over `host`, as wide and high as what is in it, and never larger than the host. `left`: closed by hand.

    `heading`, `lines` (what is small under it), and `body`, to which parts are added; `foot` holds buttons.
    """

    left = Signal()

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("ExerciseSheet")
        self._theme, self._host = theme, host
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.word = QLabel(self.tr("EXERCISE"), self)
        self.word.setObjectName("ExerciseBadge")
        self.word.setFont(font("normal", bold=True))
        self.heading = self._label("figure")
        self.heading.setWordWrap(True)
        self.small = self._label("muted")
        self.small.setWordWrap(True)
        self._inside = QWidget()
        self._inside.setObjectName("ExerciseSheetBody")
        self.body = QVBoxLayout(self._inside)
        self.body.setContentsMargins(0, 0, GRID_PX * 2, 0)
        self.body.setSpacing(GRID_PX * 2)
        self.around = QScrollArea(self)
        self.around.setWidgetResizable(True)
        self.around.setFrameShape(QFrame.Shape.NoFrame)
        self.around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.around.setWidget(self._inside)
        self.close_button = QPushButton(self.tr("Close"), self)
        self.close_button.setToolTip(self.tr("Close (Esc)"))
        self.close_button.clicked.connect(self.leave)
        self.foot = QHBoxLayout()
        self.foot.addStretch(1)
        self.foot.addWidget(self.close_button)
        top = QHBoxLayout()
        top.addWidget(self.word)
        top.addStretch(1)
        box = QVBoxLayout(self)
        edge = EXERCISE_PX + GRID_PX * 4
        box.setContentsMargins(edge, edge, edge, edge - GRID_PX)
        box.setSpacing(GRID_PX * 2)
        box.addLayout(top)
        box.addWidget(self.heading)
        box.addWidget(self.small)
        box.addWidget(self.around, 1)
        box.addLayout(self.foot)
        self._bar_px = self.around.verticalScrollBar().sizeHint().width()
        host.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        return label

    def paragraph(self, text: str, role: str = "large") -> QLabel:
        """A text added to the body, as it is written: line breaks are kept."""
        label = QLabel(text)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", role)
        label.setWordWrap(True)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.put(label)
        return label

    def put(self, part: QWidget) -> None:
        """Add a part to the body; it counts for the height at once."""
        self.body.addWidget(part)
        part.show()

    def clear(self) -> None:
        """Empty the body."""
        while (item := self.body.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def open(self) -> None:
        """Show it, with the keyboard in it."""
        self.show()
        self.place()
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def leave(self) -> None:
        """Close it, if it may be closed."""
        if not self.close_button.isHidden():
            self.hide()
            self.left.emit()

    def place(self) -> None:
        """In the middle of the host, as large as its content needs."""
        room = self._host.rect().adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)
        wide = min(_WIDEST_PX, room.width())
        margins = self.contentsMargins()
        layout = self.layout()
        assert layout is not None
        around = layout.contentsMargins()
        inner = wide - around.left() - around.right() - margins.left() - margins.right()
        for label in self.findChildren(QLabel):
            label.ensurePolished()  # before that a text is measured in another font
        self.body.invalidate()
        body = max(24, self.body.totalHeightForWidth(inner - GRID_PX * 4 - self._bar_px))
        head = self.heading.heightForWidth(inner) + self.word.sizeHint().height()
        head += self.small.heightForWidth(inner) if not self.small.isHidden() else 0
        high = (
            around.top()
            + around.bottom()
            + head
            + body
            + (0 if self.close_button.isHidden() else self.close_button.sizeHint().height())
            + 5 * layout.spacing()
        )
        high = min(high + GRID_PX * 2, room.height())
        left = room.left() + (room.width() - wide) // 2
        top = room.top() + (room.height() - high) // 2
        self.setGeometry(QRect(left, top, wide, high))
        self.raise_()
        layout.activate()
        # Left to itself the area takes for needed what wrapped texts would need in a narrow column.
        for _ in range(2):  # with a bar there is less width
            self._inside.setMinimumHeight(max(1, self.body.totalHeightForWidth(self.around.viewport().width())))
            layout.activate()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() is QEvent.Type.Resize and self.isVisible():
            self.place()
        return False

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.around.verticalScrollBar()
        match event.key():
            case Qt.Key.Key_Escape:
                self.leave()
            case Qt.Key.Key_Down | Qt.Key.Key_PageDown:
                bar.setValue(bar.value() + (40 if event.key() == Qt.Key.Key_Down else bar.pageStep()))
            case Qt.Key.Key_Up | Qt.Key.Key_PageUp:
                bar.setValue(bar.value() - (40 if event.key() == Qt.Key.Key_Up else bar.pageStep()))
            case _:
                super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        paint_chequers(painter, self.rect(), tokens)
        edge = EXERCISE_PX
        painter.fillRect(self.rect().adjusted(edge, edge, -edge, -edge), QColor(tokens.raised))
        painter.end()
