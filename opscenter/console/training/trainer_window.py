"""The trainer's console: everyone's actions on a timeline, and what moves the exercise. All of it by keys, too."""

import itertools
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction, QCloseEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QMainWindow, QMessageBox, QVBoxLayout, QWidget

from opscenter.console.cap.exported import Exported
from opscenter.console.cap.proposal import of_draft
from opscenter.console.cap.sheet import CapSheet
from opscenter.console.plain import one_line, tip
from opscenter.console.search.finder import Finder
from opscenter.console.session import LinkState, Session
from opscenter.console.shell.notice import NoticeBar
from opscenter.console.theme.theme import Theme
from opscenter.console.training.alert_choice import choose_alert
from opscenter.console.training.case import DraftedAlert
from opscenter.console.training.choose_exercise import open_debrief
from opscenter.console.training.following import Following
from opscenter.console.training.frame import ExerciseFrame
from opscenter.console.training.inject_dialog import InjectDialog
from opscenter.console.training.keys_sheet import KeysSheet
from opscenter.console.training.lanes import Mark
from opscenter.console.training.say_dialog import SayDialog
from opscenter.console.training.standing import Stage
from opscenter.console.training.trainer import Trainer
from opscenter.console.training.trainer_bar import TrainerBar
from opscenter.console.training.trainer_panel import TrainerPanel
from opscenter.console.training.trainer_rows import connected_count
from opscenter.console.training.wording import said

_REGIONS = ("course", "injections", "people", "expected", "log")


class TrainerWindow(QMainWindow):
    """One window over one exercise's session. `closed` when the trainer closed it."""

    closed = Signal()

    def __init__(self, session: Session, theme: Theme, token: str) -> None:
        super().__init__()
        self.session, self.theme = session, theme
        self.following = Following(session, token, self)
        self.trainer = Trainer(session, self.following, self)
        self.finder = Finder(session, self)
        self._drafts = itertools.count(1)
        self.actions_by_name: dict[str, QAction] = {}
        self._build_actions()
        self.bar = TrainerBar(session, theme, self.actions_by_name, self)
        middle = QWidget(self)
        below = QWidget(middle)
        self.panel = TrainerPanel(session, self.following, theme, below)
        room = QVBoxLayout(below)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self.panel)
        self.notice = NoticeBar(theme, below)
        # A sentence stands as long as it holds: neither the clock nor the course may be under it.
        self.notice.covers.connect(self.panel.keep_clear)
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(below, 1)
        self.setCentralWidget(middle)
        self.frame = ExerciseFrame(theme, self)
        self.setContentsMargins(*(self.frame.wide,) * 4)
        self._exported = Exported()
        self.panel.alert_button.setToolTip(tip(self.actions_by_name["export-alert"].toolTip(), "X"))
        self.panel.alert_button.clicked.connect(self.export_alert)
        self.panel.chosen.connect(self.refresh)
        self.panel.inject_wanted.connect(self.inject_chosen)
        self.panel.mark_told.connect(self._tell_mark)
        self.following.stood.connect(self.refresh)
        self.following.changed.connect(self.refresh)
        self.trainer.refused.connect(self.notice.tell)
        session.ticked.connect(self._ticked)
        session.link_changed.connect(self._linked)
        theme.changed.connect(self.update)
        self.resize(1600, 960)
        self._linked()
        self.refresh()

    # -- actions -------------------------------------------------------------------------------------------------

    def _build_actions(self) -> None:
        self._add("hold", self.tr("Begin"), "Space", self.tr("Begin, freeze, go on"))
        self._add("slower", self.tr("Slower"), "[", self.tr("The exercise's clock runs slower"))
        self._add("faster", self.tr("Faster"), "]", self.tr("The exercise's clock runs faster"))
        self._add("inject", self.tr("Inject…"), "I", self.tr("Something that is not planned"))
        self._add("inject-chosen", self.tr("Inject the chosen"), "Shift+I", self.tr("Now instead of at its time"))
        self._add("take-back", self.tr("Take back"), "Backspace", self.tr("The chosen injection changes nothing more"))
        self._add("say", self.tr("Message…"), "M", self.tr("To every trainee"))
        self._add("end", self.tr("End…"), "Ctrl+E", self.tr("For everybody; the session is cut to a file"))
        self._add(
            "export-alert", self.tr("Export an alert…"), "X", self.tr("A drafted alert as a CAP file, shown first")
        )
        told = self.tr("The session is played again: its course, the score with reasons, a report")
        self._add("debrief", self.tr("Debrief"), "D", told)
        titles = {
            "course": self.tr("To the course"),
            "injections": self.tr("To the injections"),
            "people": self.tr("To the people"),
            "expected": self.tr("To what is expected"),
            "log": self.tr("To the log"),
        }
        for number, name in enumerate(_REGIONS, start=1):
            self._add(f"go-{name}", titles[name], f"Ctrl+{number}", "")
        self._add("theme", self.tr("Light or dark"), "Ctrl+T", "")
        self._add("keys", self.tr("Keyboard help"), "F1", "")
        self._add("close", self.tr("Close"), "Ctrl+Q", "")
        for name, call in (
            ("hold", self.trainer.hold_or_go_on), ("slower", partial(self.trainer.faster, -1)),
            ("faster", partial(self.trainer.faster, 1)), ("inject", self.open_inject),
            ("inject-chosen", self.inject_chosen), ("take-back", self.take_back), ("say", self.open_say),
            ("end", self.ask_end), ("debrief", self.open_debrief), ("export-alert", self.export_alert),
            ("theme", self._other_theme), ("keys", self.show_keys), ("close", self.close),
        ):  # fmt: skip
            self.actions_by_name[name].triggered.connect(call)
        for name in _REGIONS:
            self.actions_by_name[f"go-{name}"].triggered.connect(partial(self._go, name))

    def _add(self, name: str, text: str, keys: str, told: str) -> None:
        action = QAction(text, self)
        action.setObjectName(name)
        action.setShortcut(QKeySequence(keys))
        action.setToolTip(told or text)
        self.actions_by_name[name] = action
        self.addAction(action)

    def _go(self, name: str) -> None:
        self.panel.go(name)

    def _other_theme(self) -> None:
        self.theme.use("dark" if self.theme.tokens.name == "light" else "light")

    def open_inject(self) -> None:
        """Ask what is to be injected."""
        one = self.panel.injection
        preset = one.entities[0] if one is not None and one.entities else ""
        dialog = InjectDialog(self.session, self.theme, self.finder, self, preset)
        dialog.wanted.connect(self._inject_draft)
        dialog.open()

    def _inject_draft(self, injection: dict[str, object]) -> None:
        known = {one.id for one in self.following.case.injections}
        name = next(name for number in self._drafts if (name := f"by-hand-{number}") not in known)
        self.trainer.inject({**injection, "id": name})

    def inject_chosen(self) -> None:
        """Do the injection that is chosen in the table."""
        one = self.panel.injection
        if one is not None and self.panel.can[0] and self.actions_by_name["inject-chosen"].isEnabled():
            self.trainer.inject(one.id)

    def take_back(self) -> None:
        """Take the chosen injection back."""
        one = self.panel.injection
        if one is not None and self.panel.can[1]:
            self.trainer.take_back(one.id)

    def open_say(self) -> None:
        """Ask what is to be told to the trainees."""
        dialog = SayDialog(self)
        dialog.said.connect(self._say)
        dialog.open()

    def _say(self, text: str) -> None:
        language = self.session.language
        self.trainer.say({"en": text} if language == "en" else {"en": text, language: text})

    def ask_end(self) -> None:
        """Ask before it is over for everybody."""
        question = QMessageBox(
            QMessageBox.Icon.Question,
            self.tr("End the exercise"),
            self.tr("End the exercise for everybody? It cannot be gone on with; the session is cut to a file."),
            QMessageBox.StandardButton.NoButton,
            self,
        )
        question.setTextFormat(question.textFormat().PlainText)
        end = question.addButton(self.tr("End it"), QMessageBox.ButtonRole.AcceptRole)
        end.clicked.connect(self.trainer.end)
        question.addButton(self.tr("Go on"), QMessageBox.ButtonRole.RejectRole)
        question.setDefaultButton(end)
        question.open()

    def export_alert(self) -> None:
        """Have a drafted alert exported, of several the one that is chosen."""
        if not choose_alert(self.following.case, self.session.zone, self._show_alert, self.panel.alert_button):
            self.notice.tell(self.tr("Nobody has drafted an alert yet."))

    def _show_alert(self, alert: DraftedAlert) -> None:
        sheet = CapSheet(self.session, of_draft(self.session, alert, self.following.case), self._exported, self)
        sheet.show()

    def open_debrief(self) -> None:
        """The replay of the session that is over, in a window of its own."""
        standing = self.following.standing
        file = Path(standing.file) if standing is not None and standing.file else None
        if file is None:
            return
        session = self.session
        if not file.is_file():
            told = self.tr("{file} is not on this machine: it is where the exercise's station runs.")
        elif open_debrief(file, self.theme.tokens.name, session.language, session.operator):
            told = self.tr("{file} is being opened in a window of its own.")
        else:
            told = self.tr("{file} could not be opened.")
        # Beside what stands: that the exercise is over hides what is told in passing.
        self.notice.stand("debrief", told.format(file=one_line(str(file), 200)))

    def show_keys(self) -> None:
        """The sheet of keys; a second F1 brings the same one to the front."""
        sheet = self.findChild(KeysSheet) or KeysSheet(self.actions_by_name, self)
        sheet.show()
        sheet.raise_()
        sheet.activateWindow()

    # -- following -----------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """Bar, title and what stands."""
        standing = self.following.standing
        self.bar.refresh(standing, connected_count(self.session), self.panel.can)
        title = said(standing.title, self.session.language, 120) if standing is not None else ""
        word = self.tr("EXERCISE · TRAINER")
        self.setWindowTitle(f"{word} – {title} – opscenter" if title else f"{word} – opscenter")
        over = ""
        if standing is not None and standing.stage is Stage.OVER:
            if standing.trouble:
                over = self.tr("The exercise is over. Its session could not be cut to a file: {reason}").format(
                    reason=standing.trouble
                )
            elif standing.file:
                told = self.tr("The exercise is over: D opens the debrief of its session, {file}.")
                over = told.format(file=standing.file)
            else:
                over = self.tr("The exercise is over. Its session is being cut to a file …")
        self.notice.stand("over", over)

    def show_address(self, address: str) -> None:
        """How trainees attach: copied with a click, and said as long as nobody has begun."""
        self.bar.show_address(address)

    def _linked(self) -> None:
        session = self.session
        lost = session.reason if session.link in (LinkState.LOST, LinkState.REFUSED) else ""
        if session.link is LinkState.LOST and not lost:
            lost = self.tr("The exercise's station is not heard any more. The console keeps trying.")
        self.notice.stand("link", lost)
        self.refresh()

    def _ticked(self, _now: int) -> None:
        self.bar.refresh_clock()

    def _tell_mark(self, mark: Mark) -> None:
        self.panel.course.setAccessibleDescription(" · ".join(self.panel.course.told(mark)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self.theme.tokens.ground)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.closed.emit()
        super().closeEvent(event)
