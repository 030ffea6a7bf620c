"""What breaks through into a replay: a band in the colour of critical alarms over the map, with the way to live."""

from PySide6.QtCore import QEvent, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPixmap
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from opscenter.console.theme.contrast import ink_on
from opscenter.console.theme.fonts import font
from opscenter.console.theme.icons import icon
from opscenter.console.theme.shapes import priority_path
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.alarm import Priority

HIGH_PX = 40
_SHAPE_PX = 24


def _shape(ink: str, ground: str, ratio: float) -> QPixmap:
    """The shape and letter of critical alarms in the ink: in its own colour it would not be seen on the band."""
    pixmap = QPixmap(round(_SHAPE_PX * ratio), round(_SHAPE_PX * ratio))
    pixmap.setDevicePixelRatio(ratio)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    square = QRectF(0, 0, _SHAPE_PX, _SHAPE_PX)
    painter.fillPath(priority_path(Priority.CRITICAL, square), QColor(ink))
    letter = font("normal", bold=True)
    painter.setFont(letter)
    painter.setPen(QColor(ground))
    painter.drawText(square, Qt.AlignmentFlag.AlignCenter, Priority.CRITICAL.letter)
    painter.end()
    return pixmap


class LiveBanner(QFrame):
    """`wanted()`: to the live window; `heard()`: put away until the next one. It lies over the upper edge of `host` and
    moves nothing but what makes room there (`covers`)."""

    wanted = Signal()
    heard = Signal()
    covers = Signal(int)  # so many px of the host's upper edge are taken

    def __init__(self, theme: Theme, host: QWidget) -> None:
        super().__init__(host)
        self.setObjectName("LiveBanner")
        self._theme, self._host = theme, host
        self._covered = 0
        self.shape = QLabel(self)
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        self.sentence.setFont(font("large", bold=True))
        self.sentence.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.go = QPushButton(self)
        self.go.clicked.connect(self.wanted)
        self.close_button = QToolButton(self)
        self.close_button.setProperty("role", "icon")
        self.close_button.setFixedSize(28, 28)
        self.close_button.setIconSize(QSize(16, 16))
        self.close_button.setToolTip(self.tr("I have heard it: put this away. The alarm itself stays as it is."))
        self.close_button.setAccessibleName(self.close_button.toolTip())
        self.close_button.clicked.connect(self.heard)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX * 4, GRID_PX, GRID_PX * 3, GRID_PX)
        row.setSpacing(GRID_PX * 3)
        row.addWidget(self.shape)
        row.addWidget(self.sentence, 1)
        row.addWidget(self.go)
        row.addWidget(self.close_button)
        host.installEventFilter(self)
        theme.changed.connect(self._dress)
        self._dress()
        self.hide()

    def put(self, sentence: str, button: str, told: str) -> None:
        """Show it; `told` is the tooltip of the button. "" takes the band away."""
        self.sentence.setText(sentence)
        self.setAccessibleName(sentence)
        self.go.setText(button)
        self.go.setToolTip(told)
        self.setVisible(bool(sentence))
        self.place()

    def place(self) -> None:
        """As wide as the host, as high as the sentence needs there."""
        if not self.isHidden():
            wide = max(1, self._host.width())
            layout = self.layout()
            high = layout.totalHeightForWidth(wide) if layout is not None and layout.hasHeightForWidth() else HIGH_PX
            self.setGeometry(0, 0, wide, max(HIGH_PX, high))
            self.raise_()
        covered = 0 if self.isHidden() else self.height()
        if covered != self._covered:
            self._covered = covered
            self.covers.emit(covered)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._host and event.type() in (QEvent.Type.Resize, QEvent.Type.LayoutRequest):
            self.place()
        return False

    def _dress(self) -> None:
        tokens = self._theme.tokens
        ink = ink_on(tokens.critical)
        self.shape.setPixmap(_shape(ink, tokens.critical, self.devicePixelRatioF()))
        self.close_button.setIcon(icon("close", tokens, 16, ink))
