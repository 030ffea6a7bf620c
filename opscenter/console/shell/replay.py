"""The window of a replay: transport bar, stamps, its commands, and what breaks through from live."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QElapsedTimer, QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from opscenter.console.plain import one_line, tip
from opscenter.console.replay.bar import ReplayBar
from opscenter.console.replay.breaking_through import BreakingThrough
from opscenter.console.replay.controls import ReplayControls
from opscenter.console.replay.icon import replay_icon
from opscenter.console.replay.live_banner import LiveBanner
from opscenter.console.replay.stamp import Stamp
from opscenter.console.replay.state import Play
from opscenter.console.replay.timeline import STEP_MS
from opscenter.console.replay.wording import incident_title, past_word
from opscenter.console.review.marks import STRIPED_PX
from opscenter.console.session import REPLAY
from opscenter.console.shell.replay_keys import REPLAY_COMMANDS
from opscenter.domain.changes import Changes

if TYPE_CHECKING:
    from opscenter.console.shell.console import Console
    from opscenter.console.shell.review import WindowReview
    from opscenter.console.shell.window import MainWindow

_TAKES_SPACE = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTextEdit,
)  # fmt: skip
_STAMPED = {"trends": (62, 62), "page": (-12, -8)}
"""Panels with a stamp, and where it is: within the first plot, and where a page has nothing."""
FAST = 5.0
TOLD = 2
"""So many things that are wrong with a file are told one by one."""
_REFRESH_MS = 2_000


class WindowReplay(QObject):
    """Made once with a window; does nothing until the station turns out to be a replay."""

    def __init__(self, window: MainWindow, console: Console, review: WindowReview) -> None:
        super().__init__(window)
        self._window, self._console, self._review = window, console, review
        self._session = window.session
        self.controls = ReplayControls(window.session, self)
        self.bar: ReplayBar | None = None
        self.through: BreakingThrough | None = None
        self.stamps: list[Stamp] = []
        self._told_problems: list[str] = []
        self._space = QShortcut(QKeySequence(Qt.Key.Key_Space), window)
        self._space.setEnabled(False)
        self._space.activated.connect(self.controls.toggle)
        window.session.introduced.connect(self.refresh)
        self._knows = True
        self._ran = False
        self._asked_again = QElapsedTimer()
        window.session.replay_changed.connect(self._follow_unfolding)
        self._show_commands(False)
        self.refresh()

    @property
    def is_on(self) -> bool:
        """This is the window of a replay."""
        return self.bar is not None

    def refresh(self) -> None:
        """As the station introduced itself."""
        self._mark_window()
        if self._session.mode == REPLAY and self.bar is None:
            self._open()
        if self._session.mode == REPLAY:
            self._tell_problems()

    def _tell_problems(self) -> None:
        """What of the file cannot be read: whoever looks at a part of an incident has to know that it is one."""
        told = self._session.incident.get("problems")
        problems = [one_line(one, 300) for one in told if isinstance(one, str)] if isinstance(told, list) else []
        if problems and problems != self._told_problems:
            self._told_problems = problems
            more = self.tr("{count} more: opscenter incident verify names them.").format(count=len(problems) - TOLD)
            self._window.notice.tell(" ".join([*problems[:TOLD], *([more] if len(problems) > TOLD else [])]))

    def _follow_unfolding(self) -> None:
        """What was asked before the past could be told is asked again once it can."""
        replay, session = self._session.replay, self._session
        if replay is None:
            return
        ran, self._ran = self._ran, replay.state is Play.PLAYING and replay.pace > FAST
        stopped = ran and replay.state is not Play.PLAYING  # so fast not every value came with the beats
        knows = replay.unfolded >= replay.at - 1_000
        due = not self._asked_again.isValid() or self._asked_again.elapsed() > _REFRESH_MS
        if knows and (stopped or not self._knows) and due:
            self._asked_again.start()
            session.changed.emit(Changes(everything=True, same_entities=True, now=session.now))
        if due or not knows:
            self._knows = knows

    # -- marks -----------------------------------------------------------------------------------------------

    def _mark_window(self) -> None:
        """The frame has room of its own: nothing is under it."""
        recorded = self._session.recorded
        wide = STRIPED_PX if recorded else 0
        self._window.setContentsMargins(wide, wide, wide, wide)
        word = past_word(self._session) if recorded else ""
        if word and not self.stamps:
            for name, at in _STAMPED.items():
                self.stamps.append(Stamp(self._window.theme, self._window.panels[name], at))
        for stamp in self.stamps:
            stamp.put(word)
        self._review.marks.lines = (incident_title(self._session),) if recorded else ()
        if recorded and incident_title(self._session):
            self._window.setWindowTitle(f"{incident_title(self._session)} – opscenter")
        self._review.marks.refresh()

    # -- the bar and its commands ----------------------------------------------------------------------------

    def _open(self) -> None:
        window, commands = self._window, self._window.commands
        self.bar = bar = ReplayBar(self._session, window.theme, self.controls, self._review.foot)
        self._review.bar.hide()
        self._review.foot.addWidget(bar, 1)
        self._review.foot.show()
        bar.left.connect(partial(window.go, "map"))
        window.setWindowIcon(replay_icon())
        self.controls.found.connect(lambda entity, one: window.selection.select([entity] if entity else [], one))
        self._show_commands(True)
        self._refuse_commands()
        does = {
            "replay-play": self.controls.toggle,
            "replay-back": partial(self.controls.step, -STEP_MS),
            "replay-on": partial(self.controls.step, STEP_MS),
            "replay-slower": partial(self.controls.change_speed, -1),
            "replay-faster": partial(self.controls.change_speed, 1),
            "replay-alarm-back": partial(self.controls.jump, "alarm", True),
            "replay-alarm": partial(self.controls.jump, "alarm", False),
            "replay-note-back": partial(self.controls.jump, "note", True),
            "replay-note": partial(self.controls.jump, "note", False),
            "replay-bookmark-back": partial(self.controls.jump, "bookmark", True),
            "replay-bookmark": partial(self.controls.jump, "bookmark", False),
            "replay-keep": bar.ask_words,
            "replay-time": bar.ask_time,
            "replay-loop": bar.toggle_loop,
        }
        for name, call in does.items():
            commands[name].triggered.connect(lambda _checked=False, call=call: call())
        commands["review"].triggered.connect(lambda: bar.line.setFocus())
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)
        self._focus_changed(None, QApplication.focusWidget())
        self._watch_live()

    def _show_commands(self, on: bool) -> None:
        for name, action in self._window.commands.all():
            if name.startswith(REPLAY_COMMANDS):
                action.setVisible(on)
                action.setEnabled(on)

    def _refuse_commands(self) -> None:
        """What a replay refuses is shown so, with the reason; what leads into the past leads through the replay."""
        commands, translate = self._window.commands, QCoreApplication.translate
        note = translate("Replay", "Notes of a replay are those of then. Keep a bookmark with words instead.")
        cut = translate(
            "Replay", "An incident is cut out of what a live station has recorded: do it in the live window."
        )
        for name, reason in (("note", note), ("cut", cut)):
            commands[name].setEnabled(False)
            commands[name].setToolTip(tip(commands[name].text(), reason))
        commands["review"].setText(translate("Replay", "To the transport bar"))
        commands["review"].setToolTip(translate("Replay", "Put the keyboard into it (Ctrl+H)"))
        commands["live"].setText(translate("Replay", "To the live window"))
        commands["urgent"].setText(translate("Replay", "To the newest critical alarm in the live window"))

    def _focus_changed(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Space plays and pauses wherever it types or presses nothing."""
        self._space.setEnabled(self.is_on and not isinstance(now, _TAKES_SPACE))

    # -- live ------------------------------------------------------------------------------------------------

    def _watch_live(self) -> None:
        watch, bar, commands = self._console.live_watch(), self.bar, self._window.commands
        translate = QCoreApplication.translate
        if bar is None:
            return
        if watch is None:
            reason = translate(
                "Replay", "No live station is known: its alarms do not break through. Start with --live ADDRESS."
            )
            for name in ("live", "urgent"):
                commands[name].setEnabled(False)
                commands[name].setToolTip(tip(commands[name].text(), reason))
            bar.show_live(reason, 0)
            return
        banner = LiveBanner(self._window.theme, self._window.middle)
        banner.covers.connect(self._window.notice.keep_below)
        attention = getattr(self._window.panels["alarms"], "attention", None)
        keys = commands["live"].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        self.through = through = BreakingThrough(
            watch, banner, attention, lambda: self._session.language, self._window.notice.tell, self._window, keys,
            self._looks,
        )  # fmt: skip
        commands["live"].triggered.connect(through.go)
        commands["urgent"].triggered.connect(through.go)
        bar.live.clicked.connect(through.go)
        for signal in (watch.changed, watch.asked, banner.heard):
            signal.connect(self._show_live)
        self._show_live()

    def _looks(self) -> list[str]:
        session = self._session
        looks = ["--theme", self._window.theme.tokens.name, "--language", session.language]
        return [*looks, "--operator", session.operator] if session.operator else looks

    def _show_live(self, _alarms: object = None) -> None:
        if self.through is not None and self.bar is not None:
            waiting = len(self.through.watch.waiting) if self.through.watch.live else 0
            self.bar.show_live(self.through.told_waiting(), waiting, self.through.watch.live)
            maps = self._window.map_windows
            told = self.through.banner.sentence.text() if self.through.shown else ""
            for other in maps.windows if maps is not None else ():
                other.past.warn(told)  # on the other screens, too
