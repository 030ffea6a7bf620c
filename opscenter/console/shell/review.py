"""The past in the window: time bar at its foot, frame round it, word over the map, and what breaks through."""

from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QStatusBar

from opscenter.console.alarms.wording import alarm_text
from opscenter.console.replay.wording import past_word
from opscenter.console.review.bar import ReviewBar
from opscenter.console.review.past_marks import PastMarks
from opscenter.console.session import EXERCISE, REPLAY
from opscenter.console.shell.window import MainWindow
from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.changes import Changes

TOPIC = "review-alarm"


class WindowReview(QObject):
    """Made once with a window. `open` and `leave` are what the commands do."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window, self._session = window, window.session
        keys = window.commands["live"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        there = window.commands["urgent"].shortcut()
        self._keys_there = there.toString(QKeySequence.SequenceFormat.NativeText)
        self.bar = ReviewBar(window.session, window.theme, keys)
        foot = QStatusBar(window)
        foot.setSizeGripEnabled(False)
        foot.setContentsMargins(0, 0, 0, 0)
        foot.addWidget(self.bar, 1)
        foot.hide()
        window.setStatusBar(foot)
        self.foot = foot
        self.marks = PastMarks(window.session, window.theme, window, window.panels["map"])
        self.frame, self.watermark = self.marks.frame, self.marks.watermark
        self._broken_through: dict[str, None] = {}
        self._shown = False
        session = self._session
        self.bar.closed.connect(self.leave)
        self.bar.note_wanted.connect(window.commands["note"].trigger)
        self.bar.jumps.alarm_found.connect(lambda entity, one: window.selection.select([entity], one))
        session.moment_changed.connect(self.refresh)
        session.introduced.connect(self.refresh)
        session.live_changed.connect(self._look_for_alarms)
        session.review_refused.connect(self._refused)
        window.notice.covers.connect(self.marks.cover)
        if window.wall is not None:
            window.wall.changed.connect(self.marks.to_right)  # its caption is at the left
        if session.wanted is not None:  # another language made the window anew
            self.open()
        self.refresh()

    def open(self) -> None:
        """Show the time bar and put the keyboard into it. In a replay there is none: it has a bar of its own."""
        if self._session.mode == REPLAY:
            return
        self.foot.show()
        self.bar.show()
        self.bar.strip.setFocus()

    def leave(self) -> None:
        """Back to live; the time bar goes when that is where we are already."""
        if self._session.mode == REPLAY:
            return
        if self._session.wanted is not None:
            self._session.review(None)
        self.foot.hide()

    def refresh(self) -> None:
        """Time bar and badge as the session says; frame and word follow by themselves."""
        past = self._session.moment is not None
        if self._session.wanted is not None and self.foot.isHidden():
            self.foot.show()  # at once: it says that the moment is being fetched
        if past != self._shown:
            self._shown = past
            if past:
                self._broken_through.clear()
            self._tell()
        self._window.header.set_past(past or self._session.recorded)
        word = past_word(self._session)
        for dock in self._window.docks.values():
            dock.show_past(word, self._session.mode == REPLAY, self._session.mode == EXERCISE)

    def _refused(self, sentence: str) -> None:
        if not self.foot.isVisible():
            self._window.notice.tell(sentence)

    # -- the present breaks through --------------------------------------------------------------------------

    def _look_for_alarms(self, changes: Changes) -> None:
        """A new alarm of the highest priority is told (and heard: see `attention`), wherever in the past we are."""
        if self._session.moment is None or changes.everything or not changes.alarms:
            return
        alarms = self._session.live.alarms
        for occurrence in changes.alarms:
            if _is_urgent(alarms.get(occurrence)):
                self._broken_through[occurrence] = None
            else:
                self._broken_through.pop(occurrence, None)
        self._tell()

    def _waiting(self) -> list[Alarm]:
        alarms = self._session.live.alarms
        return [alarms[one] for one in self._broken_through if one in alarms]

    def _tell(self) -> None:
        session = self._session
        waiting = self._waiting() if session.moment is not None else []
        sentence = ""
        if waiting:
            newest = alarm_text(session, waiting[-1])
            sentence = QCoreApplication.translate("Review", "Now, live: {alarm}.").format(alarm=newest)
            if len(waiting) > 1:
                more = QCoreApplication.translate("Review", "And %n more critical alarm(s).", "", len(waiting) - 1)
                sentence += f" {more}"
            there = QCoreApplication.translate("Review", "Go there: {keys}").format(keys=self._keys_there)
            sentence += f" {there}"
        self._window.notice.stand(TOPIC, sentence)
        for other in self._window.map_windows.windows if self._window.map_windows is not None else ():
            other.past.warn(sentence)
        self.bar.urgent = len(waiting)
        self.bar.refresh()

    def go_to_urgent(self) -> None:
        """Back to live, to the newest critical alarm that waits: what broke through, else any."""
        if self._session.mode == REPLAY:
            return
        session, window = self._session, self._window
        waiting = self._waiting() or sorted(
            (one for one in session.live.alarms.values() if _is_urgent(one)), key=lambda one: one.announced or one.since
        )
        newest = waiting[-1] if waiting else None
        if session.wanted is not None:
            session.review(None)
        if newest is None:
            window.notice.tell(QCoreApplication.translate("Review", "No critical alarm waits to be acknowledged."))
            return
        window.selection.select([newest.entity], newest.occurrence)
        window.activateWindow()  # the key may have been pressed over a map on another screen
        window.go("alarms")


def _is_urgent(alarm: Alarm | None) -> bool:
    return alarm is not None and alarm.priority == Priority.CRITICAL and alarm.state is AlarmState.UNACK
