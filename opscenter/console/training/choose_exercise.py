"""Choosing an exercise to train with: those that come with the program, or a file. It opens in a program of its own."""

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QProcess, Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.plain import one_line
from opscenter.console.training.wording import clock_span
from opscenter.domain.exercise import Exercise
from opscenter.domain.exercise_parsing import parse_exercise
from opscenter.domain.texts import in_language
from opscenter.domain.toml_document import FileMistakes, decoded
from opscenter.settings.resources import resource_root

MOST_BYTES = 4 << 20


@dataclass(slots=True, frozen=True)
class Offer:
    """An exercise and its file."""

    file: Path
    exercise: Exercise


def read_offer(file: Path) -> Offer:
    """The exercise of a TOML file. ValueError with a sentence for what is none."""
    try:
        if file.stat().st_size > MOST_BYTES:
            told = QCoreApplication.translate("Training", "{file} is too large for the file of an exercise.")
            raise ValueError(told.format(file=file.name))
        return Offer(file, parse_exercise(decoded(file.name, file.read_bytes()), file.name))
    except FileMistakes as error:
        raise ValueError(str(error).split("\n", 1)[0]) from None
    except OSError as error:
        raise ValueError(f"{file.name}: {error.strerror or error}") from None


def shipped_offers() -> list[Offer]:
    """Those that come with the program, by title; one that cannot be read is left out."""
    found = []
    for file in sorted((resource_root() / "exercises").glob("*.toml")):
        try:
            found.append(read_offer(file))
        except ValueError:
            continue
    return found


class ChooseExercise(QDialog):
    """`chosen(Path)`: the trainer's console is to be opened on it."""

    chosen = Signal(object)

    def __init__(self, language: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Train with an exercise"))
        self._language = language
        told = self._label(
            self.tr(
                "The trainer's console opens in a window of its own. Trainees attach to the address that stands there; "
                "nothing of it reaches the live city."
            )
        )
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Exercises"))
        self.list.currentRowChanged.connect(self._show)
        self.list.itemActivated.connect(lambda _item: self._train())
        self.brief = self._label("")
        self.brief.setProperty("role", "muted")
        self.brief.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.brief.setMinimumHeight(96)
        self.trouble = self._label("")
        self.trouble.hide()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.train = QPushButton(self.tr("Train"), self)
        self.train.setProperty("role", "primary")
        self.train.setDefault(True)
        self.other = QPushButton(self.tr("Another file…"), self)
        self.other.setAutoDefault(False)
        buttons.addButton(self.train, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(self.other, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.accepted.connect(self._train)
        buttons.rejected.connect(self.reject)
        self.other.clicked.connect(self.choose_file)
        box = QVBoxLayout(self)
        for part in (told, self.list, self.brief, self.trouble, buttons):
            box.addWidget(part)
        self._offers: list[Offer] = []
        for offer in shipped_offers():
            self._add(offer)
        self.list.setCurrentRow(0)
        self._show(self.list.currentRow())
        self.resize(620, 420)
        self.list.setFocus()

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _add(self, offer: Offer) -> None:
        title = one_line(in_language(offer.exercise.title, self._language), 120) or offer.exercise.id
        QListWidgetItem(f"{title}   {clock_span(offer.exercise.length_ms)}", self.list)
        self._offers.append(offer)

    def _show(self, row: int) -> None:
        known = 0 <= row < len(self._offers)
        self.train.setEnabled(known)
        self.brief.setText(in_language(self._offers[row].exercise.brief, self._language)[:1_200] if known else "")

    def choose_file(self) -> None:
        """Ask for the file of another exercise."""
        name, _ = QFileDialog.getOpenFileName(self, self.other.text(), "", self.tr("Exercises (*.toml)"))
        if name:
            self.offer_file(Path(name))

    def offer_file(self, file: Path) -> None:
        """Put a file into the list and choose it, or say what is wrong with it."""
        try:
            offer = read_offer(file)
        except ValueError as error:
            self.trouble.setText(one_line(str(error), 400))
            self.trouble.show()
            return
        self.trouble.hide()
        self._add(offer)
        self.list.setCurrentRow(self.list.count() - 1)

    def _train(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self._offers):
            self.chosen.emit(self._offers[row].file)
            self.accept()


def open_debrief(session: Path, theme: str, language: str, operator: str) -> bool:
    """Open the replay of a session, with its debrief, beside this window. Whether it was started."""
    arguments = ["-m", "opscenter", "replay", str(session), "--theme", theme, "--language", language]
    return _start([*arguments, f"--operator={operator}"] if operator else arguments)


def open_trainer(file: Path, theme: str, language: str, operator: str) -> bool:
    """Open the trainer's console beside this one; it goes on when this one is closed. Whether it was started."""
    arguments = ["-m", "opscenter", "exercise", "train", str(file), "--theme", theme, "--language", language]
    if operator:
        arguments.append(f"--operator={operator}")
    return _start(arguments)


def _start(arguments: list[str]) -> bool:
    started = QProcess.startDetached(sys.executable, arguments)
    return bool(started[0] if isinstance(started, tuple) else started)
