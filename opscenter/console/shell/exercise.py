"""An exercise in the window of a trainee: the sheet with the brief, messages, what is held, the end. Made with it."""

from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence

from opscenter.console.plain import one_line
from opscenter.console.session import EXERCISE
from opscenter.console.shell.cap_export import CapExport
from opscenter.console.shell.window import MainWindow
from opscenter.console.training.alert_dialog import AlertDialog
from opscenter.console.training.choose_exercise import ChooseExercise, open_trainer
from opscenter.console.training.sheet import Sheet
from opscenter.console.training.standing import Message, Stage
from opscenter.console.training.trainee import Trainee
from opscenter.console.training.trainee_sheets import fill_brief, fill_end, message_head
from opscenter.domain.texts import in_language

TOPIC = "exercise"
BRIEF, ALERT, TRAIN = "exercise-brief", "exercise-alert", "train"


class WindowExercise(QObject):
    """Does nothing until the session's station is one of an exercise."""

    def __init__(self, window: MainWindow, out: CapExport) -> None:
        super().__init__(window)
        self._out = out
        self._window, self._session = window, window.session
        self.trainee = Trainee(window.session, window.selection, self)
        self.sheet = Sheet(window.theme, window.middle)
        self._stage: Stage | None = None
        self._filled: object = None
        self.trainee.staged.connect(self.refresh)
        self.trainee.changed.connect(self.refresh)
        self.trainee.messaged.connect(self._tell)
        self.trainee.refused.connect(self._refused)
        self.trainee.drafted.connect(self._drafted)
        self.trainee.following.stood.connect(self.refresh)
        window.commands[BRIEF].triggered.connect(self.show_sheet)
        window.commands[ALERT].triggered.connect(self.draft_alert)
        window.commands[TRAIN].triggered.connect(self.choose_exercise)
        window.session.introduced.connect(self._allow)
        self._allow()
        self.refresh()

    def _allow(self) -> None:
        """The commands are there at an exercise only."""
        exercise = self._session.mode == EXERCISE
        for name in (BRIEF, ALERT):
            self._window.commands[name].setVisible(exercise)
            self._window.commands[name].setEnabled(exercise)

    def refresh(self) -> None:
        """As the exercise stands."""
        stage = self.trainee.stage
        if stage is not self._stage:
            before, self._stage = self._stage, stage
            self._enter(stage, late=before is None)
        frozen = ""
        if stage is Stage.FROZEN:
            frozen = self.tr("EXERCISE FROZEN: its clock stands still, and nothing arrives until the trainer goes on.")
        self._window.notice.stand(TOPIC, frozen)
        if not self.sheet.isHidden():
            self._fill()

    def _enter(self, stage: Stage | None, late: bool) -> None:
        if stage in (Stage.PREPARING, Stage.BRIEFING):
            self.sheet.close_button.setVisible(False)
            self._open()
        elif stage is Stage.OVER or (late and stage is not None):  # who comes late reads the brief, too
            self.sheet.close_button.setVisible(True)
            self._open()
        else:
            self.sheet.close_button.setVisible(True)
            self.sheet.hide()

    def show_sheet(self) -> None:
        """The brief and what was said since; once it is over the score. A second time closes it."""
        if self.trainee.stage is None:
            return
        if self.sheet.isHidden():
            self._open()
        else:
            self.sheet.leave()

    def _open(self) -> None:
        self._filled = None
        self.sheet.open()
        self._fill()

    def _fill(self) -> None:
        following, session = self.trainee.following, self._session
        standing = following.standing
        told = None
        if standing is not None:
            told = (standing.stage, round(standing.progress, 2), following.case, following.score, following.refusal)
        if told == self._filled:
            return  # what is read stays where it was scrolled to
        self._filled = told
        if self.trainee.stage is Stage.OVER:
            fill_end(self.sheet, session, following, self._window.theme)
        else:
            fill_brief(self.sheet, session, following, self._out.export_draft)
        self.sheet.place()

    def _tell(self, message: Message) -> None:
        """A message of the public or of the trainer: as it would come in life, and on the sheet."""
        session = self._session
        text = one_line(in_language(message.text, session.language), 300)
        keys = self._window.commands[BRIEF].shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        head = message_head(session, message)
        self._window.notice.tell(
            self.tr("{head}: {text} (all messages: {keys})").format(head=head, text=text, keys=keys)
        )

    # -- training ------------------------------------------------------------------------------------------------

    def choose_exercise(self) -> None:
        """Choose an exercise to train with; a second time brings the same dialog to the front."""
        dialog = self._window.findChild(ChooseExercise)
        if dialog is None:
            dialog = ChooseExercise(self._session.language, self._window)
            dialog.chosen.connect(self._train)
            dialog.open()
        dialog.raise_()

    def _train(self, file: Path) -> None:
        session = self._session
        if open_trainer(file, self._window.theme.tokens.name, session.language, session.operator):
            told = self.tr(
                "The trainer's console is being opened on {file}. The first time its city is made; that takes a minute."
            )
        else:
            told = self.tr("The trainer's console on {file} could not be started.")
        self._window.notice.tell(told.format(file=one_line(file.name, 120)))

    # -- alerts --------------------------------------------------------------------------------------------------

    def draft_alert(self) -> None:
        """Draft an alert to the public; a second time brings the same dialog to the front."""
        if self.trainee.stage is None:
            return
        dialog = self._window.findChild(AlertDialog)
        if dialog is None:
            dialog = AlertDialog(self._area(), self._window)
            dialog.wanted.connect(self.trainee.draft)
            dialog.open()
        dialog.raise_()

    def _area(self) -> str:
        row = self._session.mirror.row_of.get(self._window.selection.area, -1)
        return one_line(self._session.name(row), 120) if row >= 0 else ""

    def _refused(self, sentence: str) -> None:
        dialog = self._window.findChild(AlertDialog)
        if dialog is not None:
            dialog.refuse(sentence)
        else:
            self._window.notice.tell(sentence)

    def _drafted(self) -> None:
        dialog = self._window.findChild(AlertDialog)
        if dialog is not None:
            dialog.accept()
        self._window.notice.tell(self.tr("The alert is drafted. Its status is Exercise: it was sent to nobody."))
