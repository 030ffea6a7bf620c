"""The time bar: where in the past the console looks, how fast time runs there, and the way back to live."""

from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.format import format_date_time, format_offset, format_weekday
from opscenter.console.notes.known import KnownNotes
from opscenter.console.notes.wording import told_note
from opscenter.console.plain import tip
from opscenter.console.review.axis import MINUTE
from opscenter.console.review.entry import read_time
from opscenter.console.review.jumps import Jumps
from opscenter.console.review.strip import BIN_PX, Known, NoteMark, TimeStrip
from opscenter.console.session import Answer, Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.icon_button import icon_button
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

SPEEDS = (1, 10, 60, 600)
_ASK_MS = 250
_AGAIN_MS = 30_000


class ReviewBar(QFrame):
    """Pushes what is chosen into `session.review`, shows what the session then says. `closed` when put away,
    `note_wanted` to write one about the moment."""

    closed = Signal()
    note_wanted = Signal()

    def __init__(self, session: Session, theme: Theme, back_keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("ReviewBar")
        self._session, self._theme, self._back_keys = session, theme, back_keys
        self._icons: list[tuple[QToolButton | QPushButton, str]] = []
        self._painted: dict[QToolButton | QPushButton, object] = {}
        self.urgent = 0  # live alarms of the highest priority that wait
        self.strip = TimeStrip(theme, self)
        self.live = QPushButton(self)
        self.live.setObjectName("ReviewLive")
        self._icons.append((self.live, "live"))
        self.back = self._tool("step-back", self.tr("A minute back (Left; an hour with Shift, a day with Page Up)"))
        self.play = self._tool("play", self.tr("Let the time run, or hold it (Space)"))
        self.forward = self._tool(
            "step-forward", self.tr("A minute on (Right; an hour with Shift, a day with Page Down)")
        )
        self.speed = QComboBox(self)
        self.speed.addItems([f"×{speed}" for speed in SPEEDS])
        self.speed.setToolTip(self.tr("How fast the time runs"))
        self.speed.setAccessibleName(self.speed.toolTip())
        self.entry = QLineEdit(self)
        self.entry.setFixedWidth(178)
        self.entry.setFont(font("normal"))
        self.entry.setToolTip(self.tr("A time of the city: 18:24, 2026-11-22 18:24:07, or -2h. Enter goes there."))
        self.entry.setAccessibleName(self.tr("Time to go to"))
        self.zone = QLabel(self)
        self.zone.setProperty("role", "small")
        self.zone.setTextFormat(Qt.TextFormat.PlainText)
        self.jumps = Jumps(session, self)
        self.notes = KnownNotes(session, self)
        self.jump = self._tool("goto", self.tr("To another alarm or note (A, N; back with Shift)"))
        self.jump.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.jump.setMenu(self._jump_menu())
        self.note = self._tool("edit", self.tr("Write a note about this moment (Ctrl+Shift+N)"))
        self.nearer = self._tool("plus", self.tr("Shorter span (+, or the wheel)"))
        self.farther = self._tool("minus", self.tr("Longer span (-)"))
        self.away = self._tool(
            "close", self.tr("Back to live, and put the time bar away ({keys})").format(keys=back_keys)
        )
        self._say = QLabel(self)
        self._say.setTextFormat(Qt.TextFormat.PlainText)
        self._say.setProperty("role", "small")
        self._lay_out()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(_ASK_MS)
        self._asking.timeout.connect(self._ask_span)
        self._again = QTimer(self)
        self._again.setInterval(_AGAIN_MS)
        self._again.timeout.connect(self._ask_span)
        self._connect()
        self._paint_icons()
        self.refresh()

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GRID_PX)
        for widget in (self.live, self.back, self.play, self.forward, self.speed, self.jump, self.note):
            row.addWidget(widget)
        row.addSpacing(GRID_PX)
        row.addWidget(self.entry)
        beside = QVBoxLayout()
        beside.setSpacing(0)
        beside.addLayout(row)
        below = QHBoxLayout()
        below.addWidget(self.zone)
        below.addWidget(self._say, 1)
        beside.addLayout(below)
        line = QHBoxLayout(self)
        line.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX)
        line.setSpacing(GRID_PX * 2)
        line.addLayout(beside)
        line.addWidget(self.strip, 1)
        for widget in (self.farther, self.nearer, self.away):
            line.addWidget(widget)

    def _connect(self) -> None:
        session = self._session
        self.live.clicked.connect(lambda: session.review(None))
        self.back.clicked.connect(lambda: self.strip.step(-MINUTE))
        self.forward.clicked.connect(lambda: self.strip.step(MINUTE))
        self.play.clicked.connect(self.toggle)
        self.speed.currentIndexChanged.connect(self._speed_chosen)
        self.entry.returnPressed.connect(self._typed)
        self.nearer.clicked.connect(self.strip.zoom_in)
        self.farther.clicked.connect(self.strip.zoom_out)
        self.away.clicked.connect(self.closed)
        self.strip.chosen.connect(lambda at: session.review(at))
        self.strip.live.connect(lambda: session.review(None))
        self.strip.play.connect(self.toggle)
        self.strip.ranged.connect(self._asking.start)
        self.strip.jump.connect(self._jump)
        self.jumps.told.connect(self.say)
        self.note.clicked.connect(self.note_wanted)
        self.notes.changed.connect(self._show_notes)
        session.ticked.connect(self._ticked)
        session.moment_changed.connect(self.refresh)
        session.introduced.connect(self.refresh)
        session.review_refused.connect(self.say)
        self._theme.changed.connect(self._paint_icons)

    def _jump_menu(self) -> QMenu:
        menu = QMenu(self)
        to_alarm, to_note = self.jumps.to_alarm, self.jumps.to_note
        for text, keys, act in (
            (self.tr("The next alarm"), "A", partial(to_alarm, back=False)),
            (self.tr("The alarm before"), "Shift+A", partial(to_alarm, back=True)),
            (self.tr("The next critical or high alarm"), "", partial(to_alarm, back=False, urgent=True)),
            (self.tr("The critical or high alarm before"), "", partial(to_alarm, back=True, urgent=True)),
            (self.tr("The next note"), "N", partial(to_note, back=False)),
            (self.tr("The note before"), "Shift+N", partial(to_note, back=True)),
        ):
            # The keys are the strip's: shown here, they must not be taken away from other panels.
            action = menu.addAction(f"{text}\t{keys}" if keys else text)
            action.triggered.connect(lambda _=False, act=act: act())
        return menu

    def _jump(self, what: str, back: bool) -> None:
        (self.jumps.to_alarm if what == "alarm" else self.jumps.to_note)(back=back)

    def _tool(self, name: str, told: str) -> QToolButton:
        button = icon_button(told, self, 16)
        self._icons.append((button, name))
        return button

    def _paint_icons(self) -> None:
        for button, name in self._icons:
            shown = "pause" if button is self.play and self._session.speed else name
            if (shown, self._theme.tokens) != self._painted.get(button):
                self._painted[button] = (shown, self._theme.tokens)
                button.setIcon(icon(shown, self._theme.tokens, 16))

    # -- what is chosen --------------------------------------------------------------------------------------

    @property
    def chosen_speed(self) -> int:
        """The speed that play takes."""
        return SPEEDS[max(0, self.speed.currentIndex())]

    def toggle(self) -> None:
        """Let the time run from where it is, or hold it."""
        session = self._session
        if session.moment is None:
            self.say(self.tr("Choose a time first: live runs by itself."))
        else:
            session.play(0.0 if session.speed else float(self.chosen_speed))

    def _speed_chosen(self) -> None:
        if self._session.speed:
            self._session.play(float(self.chosen_speed))

    def _typed(self) -> None:
        session = self._session
        at = read_time(self.entry.text(), session.live_now, session.zone)
        if at is None:
            self.say(self.tr("That is no time of this city. Write 18:24, 2026-11-22 18:24 or -2h."))
        elif at > session.live_now:
            self.say(self.tr("That moment has not come yet."))
        else:
            session.review(at)
            self.strip.setFocus()

    def say(self, sentence: str) -> None:
        """A sentence beside the time, until the next moment is chosen."""
        self._say.setText(sentence)
        self._say.setToolTip(tip(sentence))

    # -- what the session says -------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Take over the state of the session."""
        session = self._session
        self.strip.zone = session.zone
        if session.wanted is not None and session.wanted != session.moment:
            self.say(self.tr("Fetching…"))
        elif self._say.text() == self.tr("Fetching…"):
            self.say("")
        past = session.moment is not None
        self.live.setEnabled(session.wanted is not None)
        text = self.tr("Back to live")
        if past and self.urgent:
            text = self.tr("Back to live: %n critical", "", self.urgent)
        self.live.setText(text if session.wanted is not None else self.tr("Live"))
        self.live.setToolTip(f"{text} ({self._back_keys})")
        self.live.setProperty("urgent", past and bool(self.urgent))
        self.live.style().unpolish(self.live)
        self.live.style().polish(self.live)
        self._paint_icons()
        self._show_time()

    def _ticked(self, _now: int) -> None:
        if self.isVisible():
            self._show_time()

    def _show_time(self) -> None:
        session = self._session
        wanted = session.wanted
        shown = session.now if wanted is None or wanted == session.moment else wanted
        self.strip.show_time(None if wanted is None else shown, session.live_now)
        if not self.entry.hasFocus():
            self.entry.setText(format_date_time(shown, session.zone))
        self.zone.setText(f"{format_weekday(shown, session.zone)}  {session.zone} {format_offset(shown, session.zone)}")

    # -- what is known ---------------------------------------------------------------------------------------

    def showEvent(self, event: object) -> None:
        self._asking.start(0)
        self._again.start()
        self._show_time()

    def hideEvent(self, event: object) -> None:
        self._again.stop()

    def _ask_span(self) -> None:
        shown = self.strip.range
        if shown is None or not self.isVisible():
            return
        bins = max(1, self.strip.width() // BIN_PX)
        args = {"from": max(0, shown.since), "to": max(0, shown.until), "bins": min(2_000, bins)}
        self._session.query("span", args, self._take_span)
        self.notes.ask(shown.since, shown.until)

    def _show_notes(self) -> None:
        session = self._session
        self.strip.show_notes([NoteMark(one.at, one.end, told_note(session, one)) for one in self.notes.notes])

    def _take_span(self, answer: Answer) -> None:
        if answer.refused:
            self.say(answer.refused)
            return
        header = answer.header
        raised = header.get("raised") or {}
        spans = [*(header.get("gaps") or []), *(header.get("away") or [])]
        known = Known(
            first=int(header.get("first") or 0),
            since=int(header.get("since") or 0),
            until=int(header.get("until") or 0),
            gaps=[(int(span[0]), int(span[1])) for span in spans if len(span) == 2],
            urgent=[int(count) for count in raised.get("urgent") or []],
            other=[int(count) for count in raised.get("other") or []],
        )
        if len(known.urgent) != len(known.other):
            known.urgent, known.other = [], []
        self.strip.show_known(known)
