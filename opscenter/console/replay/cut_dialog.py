"""Cutting an incident out of the recording: drag over the timeline, say what it is, and have the station write it."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.format import format_age, format_bytes, format_date_time, format_offset
from opscenter.console.plain import one_line, tip
from opscenter.console.replay.cut_scope import AreaChoice, SystemChoice
from opscenter.console.replay.cutting import CuttingWork
from opscenter.console.replay.marks import Mark
from opscenter.console.replay.recorded_line import RecordedLine
from opscenter.console.replay.timeline import Timeline
from opscenter.console.review.entry import read_time
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

AROUND_MS = 600_000
"""What is taken on each side of an alarm that is clicked."""
FIRST_MS = 3_600_000
LONGEST_TITLE, LONGEST_NOTE = 200, 4_000


def default_file(at: int, zone: str) -> str:
    """Where an incident of that time goes unless somebody says otherwise: with this user's documents."""
    stamp = format_date_time(at, zone, seconds=False).replace("-", "").replace(":", "").replace(" ", "-")
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return str(Path(documents or Path.home()) / f"incident-{stamp}.mcap")


class CutDialog(QDialog):
    """`replay_wanted(Path)`: what was cut is to be opened. The station goes on cutting when this is closed."""

    replay_wanted = Signal(object)

    def __init__(self, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Cut an incident"))
        self._session = session
        self.work = CuttingWork(session, self)
        self.line = Timeline(theme, self, makes_spans=True, bars=40)
        self.line.zone = session.zone
        self.known = RecordedLine(session, self.line, self)
        self.since, self.until = self._text(self.tr("From")), self._text(self.tr("To"))
        self.title, self.place = self._text(self.tr("Title")), self._text(self.tr("Place"))
        self.author, self.licence = self._text(self.tr("Author")), self._text(self.tr("Licence"))
        self.title.setPlaceholderText(self.tr("by the worst that happened in it"))
        self.licence.setPlaceholderText(self.tr("how others may use it, e.g. CC BY 4.0"))
        self.place.setPlaceholderText(one_line(session.city, 80))
        self.author.setText(session.operator)
        self.note = QPlainTextEdit(self)
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setPlaceholderText(self.tr("What whoever opens it should know"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(64)
        self.systems, self.area = SystemChoice(session, self), AreaChoice(session, self)
        self.file = self._text(self.tr("File"))
        self.browse = QPushButton(self.tr("Choose…"), self)
        self.replace = QCheckBox(self.tr("Replace a file of that name"), self)
        self.length = self._told()
        self.told = self._told()
        self.told.setWordWrap(True)
        self.bar = QProgressBar(self)
        self.bar.setRange(0, 1_000)
        self.bar.setTextVisible(False)
        self.open_button = QPushButton(self.tr("Replay it"), self)
        self.open_button.hide()
        self.stop_button = QPushButton(self.tr("Stop"), self)
        self.cut_button = QPushButton(self.tr("Cut"), self)
        self.cut_button.setDefault(True)
        self.close_button = QPushButton(self.tr("Close"), self)
        self._own_file = False
        self._lay_out()
        self._connect()
        self._use_span(session.live_now - FIRST_MS, session.live_now)
        self._chosen = False  # nobody has said yet what is to be cut
        self._show_work()
        self.resize(860, 560)

    def _text(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setMaxLength(LONGEST_TITLE)
        return field

    def _told(self) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setProperty("role", "muted")
        return label

    def _lay_out(self) -> None:
        hint = self._told()
        hint.setWordWrap(True)
        hint.setText(
            self.tr(
                "Drag over what is to be cut, or click an alarm for ten minutes on each side. Wheel: closer; Shift and "
                "wheel: earlier, later. Keys: arrows move the handle, [ and ] make it the beginning or the end."
            )
        )
        grid = QGridLayout()
        grid.setHorizontalSpacing(GRID_PX * 3)
        grid.setVerticalSpacing(GRID_PX * 2)
        rows: list[list[QWidget]] = [
            [self.since, self.until], [self.title, self.place], [self.author, self.licence], [self.systems, self.area],
        ]  # fmt: skip
        names = [
            [self.tr("From"), self.tr("To")], [self.tr("Title"), self.tr("Place")],
            [self.tr("Author"), self.tr("Licence")], [self.tr("Systems"), self.tr("Area")],
        ]  # fmt: skip
        for number, (fields, titles) in enumerate(zip(rows, names, strict=True)):
            for side, (field, title) in enumerate(zip(fields, titles, strict=True)):
                grid.addWidget(self._name(title, field), number, 2 * side)
                grid.addWidget(field, number, 2 * side + 1)
        grid.addWidget(self._name(self.tr("Note"), self.note), 4, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.note, 4, 1, 1, 3)
        grid.addWidget(self._name(self.tr("File"), self.file), 5, 0)
        place = QHBoxLayout()
        place.addWidget(self.file, 1)
        place.addWidget(self.browse)
        grid.addLayout(place, 5, 1, 1, 3)
        grid.addWidget(self.replace, 6, 1, 1, 3)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(3, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.open_button)
        buttons.addStretch(1)
        for button in (self.stop_button, self.close_button, self.cut_button):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setSpacing(GRID_PX * 2)
        column.addWidget(hint)
        column.addWidget(self.line)
        column.addWidget(self.length)
        column.addLayout(grid)
        column.addStretch(1)
        column.addWidget(self.bar)
        column.addWidget(self.told)
        column.addLayout(buttons)

    def _name(self, title: str, field: QWidget) -> QLabel:
        label = QLabel(title, self)
        label.setBuddy(field)
        label.setProperty("role", "muted")
        return label

    def _connect(self) -> None:
        self.known.began.connect(self._began)
        self.line.span_wanted.connect(self._span_dragged)
        self.line.sought.connect(lambda at, _resting: self.line.show_time(at))
        self.line.stepped.connect(self._step)
        self.line.picked.connect(self._picked)
        self.since.editingFinished.connect(self._typed)
        self.until.editingFinished.connect(self._typed)
        self.file.textEdited.connect(lambda _text: setattr(self, "_own_file", True))
        self.browse.clicked.connect(self._browse)
        self.cut_button.clicked.connect(self.cut)
        self.stop_button.clicked.connect(self.work.stop)
        self.close_button.clicked.connect(self.close)
        self.open_button.clicked.connect(lambda: self.replay_wanted.emit(Path(self.work.file)))
        self.work.changed.connect(self._show_work)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.known.start()
            self.work.look()
            self.line.setFocus()

    # -- the span --------------------------------------------------------------------------------------------

    @property
    def span(self) -> tuple[int, int]:
        """What is to be cut, Unix ms."""
        return self._span

    def _use_span(self, since: int, until: int) -> None:
        self._span, self._chosen = (max(1, since), max(2, until)), True
        zone = self._session.zone
        self.since.setText(format_date_time(self._span[0], zone))
        self.until.setText(format_date_time(self._span[1], zone))
        self.line.show_span(self._span)
        length = self._length(self._span[1] - self._span[0])
        told = self.tr("{length}, times of {zone}").format(length=length, zone=f"{zone} {format_offset(until, zone)}")
        self.length.setText(told)
        if not self._own_file:
            self.file.setText(default_file(self._span[0], zone))
            self.file.setCursorPosition(0)

    def _length(self, ms: int) -> str:
        """How long it is, to the second where that is a part of it worth telling."""
        minutes, seconds = divmod(round(ms / 1_000), 60)
        if 0 < minutes < 60 and seconds:
            return self.tr("{minutes} min {seconds} s").format(minutes=minutes, seconds=seconds)
        return format_age(ms)

    def _began(self, first: int) -> None:
        """Nothing is recorded before that: the span offered at first does not pretend so."""
        since, until = self._span
        if not self._chosen and since < first < until:
            self._use_span(first, until)
            self._chosen = False

    def _span_dragged(self, since: int, until: int) -> None:
        if since < until:
            self._use_span(since, until)
        else:
            self.line.show_span(self._span)

    def _step(self, ms: int) -> None:
        at = self.line.at if self.line.at is not None else self._span[0]
        self.line.show_time(self.line.course.kept(at + ms))

    def _picked(self, mark: Mark) -> None:
        self.line.show_time(mark.at)
        end = max(mark.end, mark.at)
        self._use_span(mark.at - AROUND_MS, min(end + AROUND_MS, self._session.live_now))

    def _typed(self) -> bool:
        session = self._session
        found = [read_time(field.text(), session.live_now, session.zone) for field in (self.since, self.until)]
        since, until = found
        if since is None or until is None:
            self._say(self.tr("Write times as 18:24, 2026-11-22 18:24:07 or -2h."))
            return False
        if since >= until:
            self._say(self.tr("The end has to be later than the beginning."))
            return False
        if abs(since - self._span[0]) >= 1_000 or abs(until - self._span[1]) >= 1_000:
            self._use_span(since, until)
        return True

    # -- the work --------------------------------------------------------------------------------------------

    def wanted(self) -> dict[str, Any]:
        """What the station is asked for."""
        return {
            "from": self._span[0],
            "to": self._span[1],
            "title": one_line(self.title.text(), LONGEST_TITLE),
            "place": one_line(self.place.text(), LONGEST_TITLE),
            "author": one_line(self.author.text(), LONGEST_TITLE),
            "licence": one_line(self.licence.text(), LONGEST_TITLE),
            "note": self.note.toPlainText().strip()[:LONGEST_NOTE],
            "systems": self.systems.chosen,
            "area": self.area.chosen,
            "file": self.file.text().strip(),
            "force": self.replace.isChecked(),
            "by": self._session.operator,
        }

    def cut(self) -> None:
        """Have it cut."""
        if not self._typed():
            return
        if not self.file.text().strip():
            self._say(self.tr("Say which file it is to be."))
            self.file.setFocus()
            return
        self.work.begin(self.wanted())

    def _browse(self) -> None:
        dialog = QFileDialog(self, self.tr("Cut an incident"), self.file.text())
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # the station refuses what is there
        dialog.setDefaultSuffix("mcap")
        dialog.setNameFilters([self.tr("Recorded incidents (*.mcap)")])
        dialog.fileSelected.connect(self._file_chosen)
        dialog.open()

    def _file_chosen(self, name: str) -> None:
        self._own_file = True
        self.file.setText(name)

    def _show_work(self) -> None:
        work = self.work
        self.bar.setVisible(work.running)
        self.bar.setValue(round(1_000 * work.progress))
        self.cut_button.setEnabled(not work.running)
        self.stop_button.setVisible(work.running)
        self.stop_button.setEnabled(not work.stopping)
        self.open_button.setVisible(bool(work.file) and not work.running)
        if work.running:
            share = round(100 * work.progress)
            stopping = self.tr("Stopping …")
            going = self.tr("The station cuts: {share} %. It goes on when this is closed.").format(share=share)
            self._say(stopping if work.stopping else going)
        elif work.reason:
            self._say(work.reason)
        elif work.file:
            self._say(self._result())

    def _result(self) -> str:
        result = self.work.result
        size = result.get("bytes")
        messages = result.get("messages")
        parts = [one_line(self.work.file, 300)]
        if isinstance(messages, int):
            parts.append(self.tr("%n message(s)", "", messages))
        if isinstance(size, int):
            parts.append(" ".join(format_bytes(size)))
        sentences = result.get("told")
        told = [one_line(str(one)) for one in sentences[:5]] if isinstance(sentences, list) else []
        return "\n".join([" · ".join(parts), *told])

    def _say(self, sentence: str) -> None:
        self.told.setText(sentence)
        self.told.setToolTip(tip(*sentence.split("\n")))
