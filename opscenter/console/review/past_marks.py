"""Frame and word on any window that shows the city: what is a look back or a recording must never look live."""

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from opscenter.console.format import format_date_time, format_offset, format_weekday
from opscenter.console.replay.wording import past_word
from opscenter.console.review.marks import ReviewFrame, Watermark
from opscenter.console.review.telling import how_exact
from opscenter.console.session import EXERCISE, Session
from opscenter.console.theme.theme import Theme


def moment_text(session: Session) -> str:
    """Weekday, date, time and offset of what the session shows now."""
    at, zone = session.now, session.zone
    return f"{format_weekday(at, zone)} {format_date_time(at, zone)} {format_offset(at, zone)}"


class PastMarks(QObject):
    """Follows the session: frame round `window`, its title, and a watermark over `host` (None: none) as long as a past
    moment or a recording is shown. `lines`: what else is to be said there."""

    def __init__(self, session: Session, theme: Theme, window: QWidget, host: QWidget | None = None) -> None:
        super().__init__(window)
        self._session, self._window = session, window
        self.frame = ReviewFrame(theme, window)
        self.watermark = Watermark(theme, host) if host is not None else None
        self._warning = ""
        self.lines: tuple[str, ...] = ()
        self._title = self._titled = ""
        session.moment_changed.connect(self.refresh)
        session.introduced.connect(self.refresh)
        session.ticked.connect(self._ticked)
        self.refresh()

    @property
    def shown(self) -> bool:
        """A past moment or a recording is shown."""
        return not self.frame.isHidden()

    def refresh(self) -> None:
        """As the session says."""
        session = self._session
        past = session.moment is not None or session.recorded
        chequered = session.mode == EXERCISE
        striped = session.recorded and not chequered
        if (self.frame.striped, self.frame.chequered) != (striped, chequered):
            self.frame.striped, self.frame.chequered = striped, chequered
            margin = self.frame.wide if session.recorded else 0  # a wide frame hides nothing of what is shown
            self._window.setContentsMargins(margin, margin, margin, margin)
            self.frame.place()
            self.frame.update()
        if self.watermark is not None:
            self.watermark.of_exercise = chequered
        if past != self.shown:
            self.frame.setVisible(past)
            if self.watermark is not None:
                self.watermark.setVisible(past)
            if past:
                self.frame.place()
            elif self._window.windowTitle() == self._titled:
                self._window.setWindowTitle(self._title)
        self._write()

    def warn(self, sentence: str) -> None:
        """Something of the present that must be known here, too; "" takes it back."""
        self._warning = sentence
        self._write()

    def cover(self, height: int) -> None:
        """So many px at the top of the host are covered by something else."""
        if self.watermark is not None:
            self.watermark.inset = height
            self.watermark.place()

    def to_right(self, right: bool) -> None:
        """The word stands at the right, where something else is at the left."""
        if self.watermark is not None:
            self.watermark.right = right
            self.watermark.place()

    def _ticked(self, _now: int) -> None:
        if self.shown:
            self._write()

    def _write(self) -> None:
        session = self._session
        if session.moment is None and not session.recorded:
            return
        word = past_word(session)
        if session.speed:
            word = self.tr("{mode} ×{speed}").format(mode=word, speed=round(session.speed))
        if self.watermark is not None:
            self.watermark.put(word, moment_text(session), *self.lines, how_exact(session), self._warning)
        title = self._window.windowTitle()
        if title != self._titled:  # another one meanwhile
            self._title = title
        self._titled = f"{word} {format_date_time(session.now, session.zone)} – {self._title}"
        if title != self._titled:
            self._window.setWindowTitle(self._titled)
