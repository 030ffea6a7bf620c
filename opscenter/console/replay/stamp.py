"""A word stamped on a panel that shows a recording: plots, pages, lists, wherever a picture of them could be taken."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme

_AWAY_PX = 12


class Stamp(QWidget):
    """Lies over the upper right of `host`, `down` px below its edge, and takes no clicks. "" hides it."""

    def __init__(self, theme: Theme, host: QWidget, down: int = 0) -> None:
        super().__init__(host)
        self._theme, self._host, self._down = theme, host, down
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
        """To its corner."""
        size = self.sizeHint()
        self.setGeometry(self._host.width() - size.width() - _AWAY_PX, self._down + 4, size.width(), size.height())
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
