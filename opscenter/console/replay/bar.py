"""The transport bar at the foot of a replay's window: how its time runs, where it is, and what happened when."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.elided import ElidedLabel
from opscenter.console.format import format_date_time, format_offset, format_weekday
from opscenter.console.plain import one_line, tip
from opscenter.console.replay.calm_seek import CalmSeek
from opscenter.console.replay.controls import JUMPS, ReplayControls
from opscenter.console.replay.entry import read_moment
from opscenter.console.replay.known import KnownCourse
from opscenter.console.replay.marks import Mark
from opscenter.console.replay.speeds import LADDER, achieved_text, speed_text
from opscenter.console.replay.state import Play, ReplayState
from opscenter.console.replay.timeline import STEP_MS, Timeline
from opscenter.console.replay.wording import state_text
from opscenter.console.session import Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.icon_button import icon_button
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

_LETTERS = {
    Qt.Key.Key_A: "alarm", Qt.Key.Key_U: "urgent", Qt.Key.Key_N: "note", Qt.Key.Key_C: "act", Qt.Key.Key_B: "bookmark",
}  # fmt: skip


class ReplayBar(QFrame):
    """Shows `session.replay` and sends what hands want through `controls`. `left`: the keyboard is to go elsewhere."""

    left = Signal()

    def __init__(self, session: Session, theme: Theme, controls: ReplayControls, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ReplayBar")
        self.setAccessibleName(self.tr("Transport bar of the replay"))
        self._session, self._theme, self.controls = session, theme, controls
        self._icons: list[tuple[QToolButton, str]] = []
        self._playing = False
        self.line = Timeline(theme, self)
        self.seek = CalmSeek(session, self)
        self.known = KnownCourse(session, self.line, self)
        self.what = QComboBox(self)
        self.what.setToolTip(self.tr("What to jump to"))
        self.what.setAccessibleName(self.what.toolTip())
        names = (self.tr("Alarm"), self.tr("Critical, high"), self.tr("Note"), self.tr("Act"), self.tr("Bookmark"))
        for what, name in zip(JUMPS, names, strict=True):
            self.what.addItem(name, what)
        self.before = self._tool("jump-back", self.tr("To the one before (Shift+F7; Shift+A, U, N, C, B in this bar)"))
        self.after = self._tool("jump-on", self.tr("To the next one (Shift+F9; A, U, N, C, B in this bar)"))
        self.back = self._tool("step-back", self.tr("10 s back (F7; Left in this bar, a minute with Shift)"))
        self.play = self._tool("play", self.tr("Play, or pause (Space, F8)"))
        self.on = self._tool("step-forward", self.tr("10 s on (F9; Right in this bar, a minute with Shift)"))
        self.slower = self._tool("minus", self.tr("Slower (Ctrl+,)"))
        self.faster = self._tool("plus", self.tr("Faster (Ctrl+.)"))
        self.speed = QComboBox(self)
        self.speed.setToolTip(self.tr("How fast it plays"))
        self.speed.setAccessibleName(self.speed.toolTip())
        for speed in LADDER:
            self.speed.addItem(speed_text(speed, self.tr("fastest")), speed)
        self.bookmark = self._tool(
            "bookmark", self.tr("Keep this moment as a bookmark (Ctrl+F8; M in this bar, Shift+M takes it away)")
        )
        self.loop = self._tool(
            "loop",
            self.tr("Play the visible part again and again, or no longer (L; a span: Shift and drag, or [ and ])"),
        )
        self.loop.setCheckable(True)
        self.entry = QLineEdit(self)
        self.entry.setFixedWidth(178)
        self.entry.setFont(font("normal"))
        self.entry.setToolTip(
            self.tr("A time of the recording: 18:24, 2026-11-22 18:24:07, +5min or -30s. Enter goes there (G).")
        )
        self.entry.setAccessibleName(self.tr("Time to go to"))
        self.words = QLineEdit(self)
        self.words.setMaxLength(500)
        self.words.setPlaceholderText(self.tr("Words for the bookmark; Enter keeps it, Esc does not"))
        self.words.setAccessibleName(self.words.placeholderText())
        self.words.hide()
        self.zone = QLabel(self)
        self.zone.setProperty("role", "small")
        self.zone.setTextFormat(Qt.TextFormat.PlainText)
        self.state = ElidedLabel(parent=self)
        self.state.setProperty("role", "small")
        self.said = ElidedLabel(parent=self)
        self.said.setProperty("role", "small")
        self.live = QPushButton(self)
        self.live.setObjectName("ReplayLive")
        self._lay_out()
        self._connect()
        self._paint_icons()
        self.refresh()

    def _lay_out(self) -> None:
        hands = QHBoxLayout()
        hands.setSpacing(2)
        groups = (
            (self.before, self.what, self.after), (self.back, self.play, self.on),
            (self.slower, self.speed, self.faster), (self.bookmark, self.loop),
        )  # fmt: skip
        for group in groups:
            for widget in group:
                hands.addWidget(widget)
            hands.addSpacing(GRID_PX * 2)
        hands.addStretch(1)
        time = QHBoxLayout()
        time.setSpacing(GRID_PX * 2)
        time.addWidget(self.entry)
        time.addWidget(self.words, 1)
        time.addWidget(self.zone)
        time.addStretch(1)
        time.addWidget(self.live)
        told = QHBoxLayout()
        told.setSpacing(GRID_PX * 2)
        told.addWidget(self.state, 1)
        told.addWidget(self.said, 1)
        beside = QVBoxLayout()
        beside.setSpacing(GRID_PX // 2)
        for row in (hands, time, told):
            beside.addLayout(row)
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX)
        line.setSpacing(GRID_PX * 3)
        line.addLayout(beside)
        line.addWidget(self.line, 1, Qt.AlignmentFlag.AlignVCenter)
        self.what.setFixedWidth(118)
        self.speed.setFixedWidth(92)
        self.said.hide()

    def _connect(self) -> None:
        controls = self.controls
        self.before.clicked.connect(lambda: controls.jump(self.what.currentData(), True))
        self.after.clicked.connect(lambda: controls.jump(self.what.currentData(), False))
        self.back.clicked.connect(lambda: controls.step(-STEP_MS))
        self.on.clicked.connect(lambda: controls.step(STEP_MS))
        self.play.clicked.connect(controls.toggle)
        self.slower.clicked.connect(lambda: controls.change_speed(-1))
        self.faster.clicked.connect(lambda: controls.change_speed(1))
        self.speed.activated.connect(lambda _place: controls.use_speed(self.speed.currentData()))
        self.bookmark.clicked.connect(self.ask_words)
        self.loop.clicked.connect(self.toggle_loop)
        self.entry.returnPressed.connect(self._typed)
        self.words.returnPressed.connect(self._keep)
        self.line.sought.connect(self.seek.want)
        self.line.stepped.connect(controls.step)
        self.line.picked.connect(self._picked)
        self.line.span_wanted.connect(controls.loop)
        controls.told.connect(self.say)
        controls.changed.connect(self.refresh)
        controls.bookmarked.connect(self.known.ask)
        self._session.replay_changed.connect(self.refresh)
        self._session.introduced.connect(self.refresh)
        self._session.ticked.connect(self._ticked)
        self._theme.changed.connect(self._paint_icons)

    def _tool(self, name: str, told: str) -> QToolButton:
        button = icon_button(told, self)
        self._icons.append((button, name))
        return button

    def _paint_icons(self) -> None:
        for button, name in self._icons:
            shown = "pause" if button is self.play and self._playing else name
            button.setIcon(icon(shown, self._theme.tokens, 18))

    # -- what it shows ---------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Take over what the replay says of itself."""
        replay, session = self._session.replay, self._session
        self.line.zone = session.zone
        for widget in (*(button for button, _ in self._icons), self.speed, self.what, self.entry):
            if widget.isEnabled() != (replay is not None):
                widget.setEnabled(replay is not None)
        if replay is None:
            self.state.put(self.tr("The replay is being opened …"))
            return
        if self._playing != self.controls.goes_on:
            self._playing = self.controls.goes_on
            self._paint_icons()
        self._show_speed(replay)
        self.known.show(replay)
        self.line.show_span(replay.loop)
        if self.loop.isChecked() != (replay.loop is not None):
            self.loop.setChecked(replay.loop is not None)
        self.state.put(self._told(replay))
        self._show_time()

    def _show_speed(self, replay: ReplayState) -> None:
        speed = self.controls.speed
        place = self.speed.findData(speed)
        if place < 0:  # one that is not on the ladder: somebody else chose it
            self.speed.addItem(speed_text(speed, self.tr("fastest")), speed)
            place = self.speed.count() - 1
        if place != self.speed.currentIndex() and not self.speed.view().isVisible():
            self.speed.setCurrentIndex(place)

    def _told(self, replay: ReplayState) -> str:
        parts = [state_text(replay)]
        if replay.state is Play.PLAYING and replay.achieved:
            parts.append(self.tr("reaches {speed}").format(speed=achieved_text(replay.achieved)))
        if replay.notice:
            parts.append(one_line(replay.notice))
        if replay.unfolded < replay.until:
            share = 100 * (replay.unfolded - replay.since) / (replay.until - replay.since)
            told = self.tr("plots and search know {share} % of it so far")
            parts.append(told.format(share=max(0, int(share))))
        return " · ".join(parts)

    def _ticked(self, _now: int) -> None:
        if self.isVisible() and self._session.replay is not None:
            self._show_time()

    def _show_time(self) -> None:
        session = self._session
        at = session.now
        self.line.show_time(at)
        if not self.entry.hasFocus():
            self.entry.setText(format_date_time(at, session.zone))
        zone = f"{format_weekday(at, session.zone)}  {session.zone} {format_offset(at, session.zone)}"
        if self.zone.text() != zone:
            self.zone.setText(zone)

    def say(self, sentence: str) -> None:
        """A sentence beside the time, until the next one."""
        self.said.put(sentence)
        self.said.setVisible(bool(sentence))

    def show_live(self, told: str, waiting: int, heard: bool = False) -> None:
        """How it stands with the live station: so many of its critical alarms wait; `heard`: it is there."""
        words = (
            self.tr("Live: %n critical", "", waiting)
            if waiting
            else self.tr("Live")
            if heard
            else self.tr("No live link")
        )
        self.live.setText(words)
        self.live.setToolTip(tip(told, self.tr("To the live window (Ctrl+L)") if heard else ""))
        self.live.setAccessibleName(f"{words}. {told}")
        self.live.setProperty("urgent", bool(waiting))
        self.live.style().unpolish(self.live)
        self.live.style().polish(self.live)

    # -- what is chosen --------------------------------------------------------------------------------------

    def ask_time(self) -> None:
        """Put the keyboard where a time is typed."""
        self.entry.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.entry.selectAll()

    def _typed(self) -> None:
        replay, session = self._session.replay, self._session
        if replay is None:
            return
        at = read_moment(self.entry.text(), replay, session.zone)
        if at is None:
            self.say(self.tr("That is no time of this recording. Write 18:24, 2026-11-22 18:24, +5min or -30s."))
        elif not replay.since <= at <= replay.until:
            first, last = (format_date_time(one, session.zone) for one in (replay.since, replay.until))
            self.say(self.tr("The recording goes from {first} to {last}.").format(first=first, last=last))
        else:
            self.say("")
            self.seek.want(at, True)
            self.line.setFocus()

    def ask_words(self) -> None:
        """Ask for the words of a bookmark at this moment."""
        self.words.clear()
        self._show_words(True)
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _show_words(self, asking: bool) -> None:
        self.words.setVisible(asking)
        self.zone.setVisible(not asking)

    def _keep(self) -> None:
        self.controls.bookmark(self.words.text())
        self._show_words(False)
        self.line.setFocus()

    def remove_bookmark(self) -> None:
        """Take the bookmark away that is here, or under the handle."""
        row, at = self.line.rows.get("bookmarks"), self.line.at
        mark = row.nearest(at, self.line.reach) if row is not None and at is not None else None
        number = mark.key.get("bookmark") if mark is not None and isinstance(mark.key, dict) else None
        if isinstance(number, int) and number > 0:
            self.controls.remove_bookmark(number)
        else:
            self.say(self.tr("No bookmark is here. Go to it first (B), then take it away."))

    def toggle_loop(self) -> None:
        """Play what the timeline shows again and again; no more where something is looped already."""
        replay, shown = self._session.replay, self.line.range
        if replay is not None and replay.loop is not None:
            self.controls.loop(0, 0)
        elif shown is not None:
            self.controls.loop(shown.since, shown.until)

    def _picked(self, mark: Mark) -> None:
        self.seek.want(mark.at, True)
        self.say(self.line.line_of(mark))
        event = mark.key if isinstance(mark.key, dict) else {}
        if event.get("kind") == "raised":
            self.controls.found.emit(str(event.get("entity") or ""), str(event.get("occurrence") or ""))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = Qt.Key(event.key())
        if key is Qt.Key.Key_Escape and not self.words.isHidden():
            self._show_words(False)
            self.line.setFocus()
        elif key is Qt.Key.Key_Escape:
            self.left.emit()
        elif event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier):
            super().keyPressEvent(event)
        elif key in _LETTERS:
            self.controls.jump(_LETTERS[key], shift)
        elif key is Qt.Key.Key_Space:
            self.controls.toggle()
        elif key is Qt.Key.Key_M:
            self.remove_bookmark() if shift else self.ask_words()
        elif key is Qt.Key.Key_L:
            self.toggle_loop()
        elif key is Qt.Key.Key_G:
            self.ask_time()
        elif key in (Qt.Key.Key_Comma, Qt.Key.Key_Less, Qt.Key.Key_Period, Qt.Key.Key_Greater):
            self.controls.change_speed(-1 if key in (Qt.Key.Key_Comma, Qt.Key.Key_Less) else 1)
        else:
            super().keyPressEvent(event)
