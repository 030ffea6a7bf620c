"""What makes the past unmistakable: a frame round the window and a word over the map, in a colour of their own.

The frame of a look back is dashed; that of a replay is wider and striped, that of an exercise chequered and of
another colour: they differ without colour, too.
"""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.console.training.frame import paint_chequers

FRAME_PX = 4
STRIPED_PX = 8
_STRIPE_PX = 12
_DASH_PX = 14
_LINES_PX = 380
_NARROW_PX, _CHIPS_PX = 900, 40


class ReviewFrame(QWidget):
    """A frame over the edge of `window`, dashed (`striped`: with stripes, `chequered`: of squares) so that it is one
    without colour, too. It takes no clicks."""

    def __init__(self, theme: Theme, window: QWidget) -> None:
        super().__init__(window)
        self._theme, self._window = theme, window
        self.striped = self.chequered = False
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setAttribute(Qt.WidgetAttribute.WA_NoSystemBackground)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        window.installEventFilter(self)
        theme.changed.connect(self.update)
        self.hide()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._window and event.type() is QEvent.Type.Resize and not self.isHidden():
            self.place()
        return False

    def place(self) -> None:
        """Round the window, over all else."""
        rect = self._window.rect()
        self.setGeometry(rect)
        wide = self.wide
        inner = rect.adjusted(wide, wide, -wide, -wide)
        self.setMask(QRegion(rect) - QRegion(inner))
        self.raise_()

    @property
    def wide(self) -> int:
        """How far it reaches into the window, px."""
        return STRIPED_PX if self.striped or self.chequered else FRAME_PX

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        tokens = self._theme.tokens
        if self.chequered:
            paint_chequers(painter, self.rect(), tokens)
            return
        painter.fillRect(self.rect(), QColor(tokens.replay))
        if self.striped:
            self._paint_stripes(painter)
            return
        pen = QPen(QColor(tokens.ground), FRAME_PX)
        pen.setDashPattern([_DASH_PX / FRAME_PX / 2, _DASH_PX / FRAME_PX * 2])
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        painter.setPen(pen)
        half = FRAME_PX / 2
        painter.drawRect(QRectF(self.rect()).adjusted(half, half, -half, -half))

    def _paint_stripes(self, painter: QPainter) -> None:
        """Slanted stripes along each edge, and a line inside against what the window shows."""
        wide, rect = self.wide, self.rect()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.tokens.ground), _STRIPE_PX / 2))
        for across, along, top in ((True, rect.width(), 0), (True, rect.width(), rect.height() - wide),
                                   (False, rect.height(), 0), (False, rect.height(), rect.width() - wide)):  # fmt: skip
            painter.save()
            painter.setClipRect(QRect(0, top, along, wide) if across else QRect(top, 0, wide, along))
            for at in range(-wide, along + wide, _STRIPE_PX * 2):
                begin, end = (at, top + wide), (at + wide, top)
                painter.drawLine(QPoint(*begin) if across else QPoint(*begin[::-1]),
                                 QPoint(*end) if across else QPoint(*end[::-1]))  # fmt: skip
            painter.restore()
        painter.setPen(QPen(QColor(self._theme.tokens.replay), 2))
        painter.drawRect(QRectF(rect).adjusted(wide - 1, wide - 1, 1 - wide, 1 - wide))


class Watermark(QWidget):
    """A word and a time over the upper left of `host` (`right`: the right), `inset` px below its edge, and what else is
    to be known of the past that it shows. It takes no clicks."""

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self._theme, self._host = theme, host
        self.word = self.time = ""
        self.lines: tuple[str, ...] = ()
        self.inset = 0
        self.right = False
        self.of_exercise = False
        host.installEventFilter(self)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        theme.changed.connect(self.update)
        self.hide()

    def put(self, word: str, time: str, *lines: str) -> None:
        """What it says; `lines` smaller below."""
        lines = tuple(line for line in lines if line)
        if (word, time, lines) != (self.word, self.time, self.lines):
            self.word, self.time, self.lines = word, time, lines
            self.setAccessibleName(" ".join((word, time, *lines)))
            self.place()
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() is QEvent.Type.Resize and not self.isHidden():
            self.place()
        return False

    def sizeHint(self) -> QSize:
        word, time = self._heads()
        wide = max(word.width(), time.width())
        high = word.height() + time.height() + 12
        if self.lines:
            metrics = QFontMetrics(font("normal"))
            longest = max(metrics.horizontalAdvance(line) for line in self.lines) + 2
            wide = max(wide, min(_LINES_PX, longest, max(1, self._host.width() - 64)))
            high += sum(self._room(line, wide) for line in self.lines) + 4
        return QSize(wide + 24, high)

    def _heads(self) -> tuple[QSize, QSize]:
        """What word and time take. Characters of another font than the first stand lower than its height."""
        faces = QFontMetrics(font("display", bold=True)), QFontMetrics(font("large", bold=True))
        return faces[0].size(0, self.word), faces[1].size(0, self.time)

    def _room(self, line: str, wide: int) -> int:
        flags = int(Qt.TextFlag.TextWordWrap)
        return QFontMetrics(font("normal")).boundingRect(QRect(0, 0, wide, 10_000), flags, line).height()

    def place(self) -> None:
        """To its corner."""
        size = self.sizeHint()
        left = max(10, self._host.width() - size.width() - 10) if self.right else 10
        chips = _CHIPS_PX if self._host.width() < _NARROW_PX else 0  # there they lie in its corner
        self.setGeometry(QRect(left, 10 + self.inset + chips, size.width(), size.height()))
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground, ink = QColor(tokens.ground), QColor(tokens.exercise if self.of_exercise else tokens.replay)
        ground.setAlpha(190)
        painter.setPen(QPen(ink, 1.5))
        painter.setBrush(ground)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        word, time = self._heads()
        high = word.height()
        painter.setFont(font("display", bold=True))
        painter.drawText(QRect(12, 4, self.width() - 24, high), Qt.AlignmentFlag.AlignLeft, self.word)
        painter.setFont(font("large", bold=True))
        painter.drawText(QRect(12, 4 + high, self.width() - 24, time.height()), Qt.AlignmentFlag.AlignLeft, self.time)
        painter.setFont(font("normal"))
        painter.setPen(QColor(tokens.text))
        top = 8 + high + time.height()
        for line in self.lines:
            room = self._room(line, self.width() - 24)
            painter.drawText(QRect(12, top, self.width() - 24, room), int(Qt.TextFlag.TextWordWrap), line)
            top += room
