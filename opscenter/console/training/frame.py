"""The chequered frame of an exercise: of its own colour and pattern, neither live nor a look back nor a replay."""

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QPixmap, QRegion
from PySide6.QtWidgets import QWidget

from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import Tokens

EXERCISE_PX = 8


def paint_chequers(painter: QPainter, rect: QRect, tokens: Tokens) -> None:
    """Two rows of squares along each edge of `rect`, painted over all of it: the caller's mask leaves the frame."""
    half = EXERCISE_PX // 2
    squares = QPixmap(EXERCISE_PX, EXERCISE_PX)
    squares.fill(QColor(tokens.exercise))
    cutter = QPainter(squares)
    cutter.fillRect(QRect(0, 0, half, half), QColor(tokens.ground))
    cutter.fillRect(QRect(half, half, half, half), QColor(tokens.ground))
    cutter.end()
    painter.fillRect(rect, QBrush(squares))


class ExerciseFrame(QWidget):
    """Over the edge of `window` as long as it is shown. It takes no clicks."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self.wide = EXERCISE_PX
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        theme.changed.connect(self.update)
        self.place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() in (QEvent.Type.Resize, QEvent.Type.Show):
            self.place()
        return False

    def place(self) -> None:
        """Round the window, over all else."""
        rect = self._window.rect()
        self.setGeometry(rect)
        self.setMask(QRegion(rect) - QRegion(rect.adjusted(self.wide, self.wide, -self.wide, -self.wide)))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_chequers(painter, self.rect(), self._theme.tokens)
        painter.end()
