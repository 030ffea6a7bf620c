"""The badge that says what the window shows: live, still connecting, lost, refused, or live with a silent bus."""

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from opscenter.console.format import format_time
from opscenter.console.replay.wording import mode_sentence, past_word
from opscenter.console.session import EXERCISE, LinkState, Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

SILENT_AFTER_MS = 30_000
"""A live station whose every publisher has been quiet for so long: its picture is old."""


def newest_arrival(session: Session) -> int:
    """Arrival of the newest message of any entity, Unix ms; 0 before the first."""
    seen = session.live.seen
    return int(seen.max()) if len(seen) else 0


class ModeBadge(QWidget):
    """LIVE is quiet. Everything else is inverted (text colour as ground), hatched where the data are old."""

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._theme = theme
        self._word = ""
        self._inverse = False
        self._hatched = False
        self._past = False
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFont(font("normal", bold=True))
        self.refresh()

    @property
    def word(self) -> str:
        """What the badge says."""
        return self._word

    def refresh(self) -> None:
        """Take the state of the session in."""
        session = self._session
        old = session.live_now - newest_arrival(session) if len(session.live.seen) else 0
        self._past = session.moment is not None or session.recorded
        if session.recorded and session.link is LinkState.LIVE:
            look = (past_word(session), True, False, mode_sentence(session))
        elif session.moment is not None:
            word = self.tr("REVIEW {time}").format(time=format_time(session.now, session.zone))
            look = (word, True, False, self.tr("Everything shown is the city as it stood then, not now."))
        elif session.link is LinkState.LIVE and old > SILENT_AFTER_MS:
            look = (self.tr("STALE"), True, True, self.tr("The station is there, but nothing arrives from the bus."))
        elif session.link is LinkState.LIVE:
            look = (self.tr("LIVE"), False, False, self.tr("Everything shown is the city's present state."))
        elif session.link is LinkState.LOST:
            look = (self.tr("LOST"), True, True, session.reason or self.tr("The station is not heard any more."))
        elif session.link is LinkState.REFUSED:
            look = (self.tr("REFUSED"), True, False, session.reason)
        else:
            look = (self.tr("CONNECTING"), True, False, self.tr("Waiting for the station to answer."))
        word, inverse, hatched, tip = look
        if (word, inverse, hatched) != (self._word, self._inverse, self._hatched):
            self._word, self._inverse, self._hatched = word, inverse, hatched
            self.setAccessibleName(self.tr("Mode: {mode}").format(mode=word))
            self.updateGeometry()
            self.update()
        if self.toolTip() != tip:
            self.setToolTip(tip)

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        return QSize(metrics.horizontalAdvance(self._word) + GRID_PX * 5, metrics.height() + GRID_PX * 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens = self._theme.tokens
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        filled = tokens.text
        if self._past:
            filled = tokens.exercise if self._session.mode == EXERCISE else tokens.replay
        painter.setPen(QPen(QColor(filled if self._inverse else tokens.muted), 1.5))
        painter.setBrush(QColor(filled) if self._inverse else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 3, 3)
        if self._hatched:
            painter.setClipRect(box)
            painter.setPen(QPen(QColor(tokens.muted), 1.0))
            for at in range(-self.height(), self.width(), 6):
                painter.drawLine(at, self.height(), at + self.height(), 0)
            words = QFontMetrics(self.font()).horizontalAdvance(self._word) + GRID_PX * 2
            painter.fillRect(QRectF((self.width() - words) / 2, 2, words, self.height() - 4), QColor(tokens.text))
        painter.setPen(QColor(tokens.ground if self._inverse else tokens.text))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, self._word)
