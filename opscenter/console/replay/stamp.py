"""A word stamped on a panel that shows a recording: plots, pages, lists, wherever a picture of them could be taken."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme


class Stamp(QWidget):
    """Lies over `host` and takes no clicks; "" hides it. Where `at` says: px from its left and upper edge; negative,
    from its right and lower one."""

    def __init__(self, theme: Theme, host: QWidget, at: tuple[int, int]) -> None:
        super().__init__(host)
        self._theme, self._host, self._at = theme, host, at
        self.word = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFont(font("large", bold=True))
        host.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    def put(self, word: str) -> None:
        """What it says."""
        if word != self.word:
            self.word = word
            self.setAccessibleName(word)
            self.setVisible(bool(word))
            self.place()
            self.update()

    def sizeHint(self) -> QSize:
        return QFontMetrics(self.font()).size(0, self.word) + QSize(16, 6)

    def place(self) -> None:
        """To its place."""
        size = self.sizeHint()
        x, y = self._at
        x = x if x >= 0 else self._host.width() - size.width() + x
        y = y if y >= 0 else self._host.height() - size.height() + y
        self.setGeometry(x, y, size.width(), size.height())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() in (QEvent.Type.Resize, QEvent.Type.ChildAdded) and self.word:
            self.place()
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = QColor(tokens.ground)
        ground.setAlpha(190)
        painter.setPen(QPen(QColor(tokens.replay), 1.5))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 3, 3)
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self.word)
