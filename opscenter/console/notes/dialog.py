"""Writing a note: what, about when, about what. One dialog, wherever it is begun; and to correct what is written."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.format import format_date_time, format_offset
from opscenter.console.notes.known import KnownNotes
from opscenter.console.notes.occasion import NEAR_MS, Occasion, occasion_of
from opscenter.console.notes.wording import about, told_note
from opscenter.console.plain import tip
from opscenter.console.review.entry import read_time
from opscenter.console.session import Answer, Session
from opscenter.domain.operator_note import LONGEST_NOTE, OperatorNote

_MOST_NEAR = 5
_TEXT_PX, _LINE_PX, _EDGE_PX = 96, 24, 4


class NoteDialog(QDialog):
    """Does not hold up the rest. `named(str)` when an operator gave a name; it closes when the station has the note."""

    named = Signal(str)

    def __init__(self, session: Session, occasion: Occasion, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._session = session
        self._occasion = occasion if occasion.at else replace(occasion, at=session.now)
        self._open_ended = not occasion.at and session.moment is None  # about the moment it is written
        self._corrected: OperatorNote | None = None
        self._waiting = False
        self.text = QPlainTextEdit(self)
        self.text.setTabChangesFocus(True)
        self.text.setMinimumHeight(_TEXT_PX)
        self.text.setPlaceholderText(self.tr("What was seen, done or decided"))
        self.text.setAccessibleName(self.tr("Note"))
        self.text.textChanged.connect(self._count)
        self.about = QComboBox(self)
        self.about.setAccessibleName(self.tr("About"))
        self.at = self._time_line(self.tr("Begin of the time it is about"))
        self.until = self._time_line(self.tr("End of the time it is about"))
        self.until.setPlaceholderText(self.tr("only for a span: 18:40"))
        self.zone = self._label("small")
        self.by = QLineEdit(session.operator, self)
        self.by.setMaxLength(80)
        self.left = self._label("small")
        self.trouble = self._label("")
        self.trouble.setWordWrap(True)
        self.trouble.hide()
        self.near = QListWidget(self)
        self.near.setAccessibleName(self.tr("Notes about this time"))
        self.near.setToolTip(self.tr("Enter or a double click corrects a note"))
        self.near.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.near.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.near.itemActivated.connect(self._chosen)
        self._near_title = self._label("small")
        self._lay_out()
        self.known = KnownNotes(session, self)
        self.known.changed.connect(self._list_near)
        self._show_occasion()
        self.known.ask(self._occasion.at - NEAR_MS, (self._occasion.until or self._occasion.at) + NEAR_MS)
        self.text.setFocus()
        self.resize(520, 400)

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(self.tr("About"), self.about)
        form.addRow(self.tr("At"), self.at)
        form.addRow(self.tr("Until"), self.until)
        form.addRow("", self.zone)
        form.addRow(self.tr("Written by"), self.by)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.write = QPushButton(self)
        self.write.setProperty("role", "primary")
        self.write.setDefault(True)
        self.withdraw = QPushButton(self.tr("Take it back"), self)
        self.withdraw.setToolTip(tip(self.tr("It is not shown any more; the journal keeps it.")))
        self.withdraw.setAutoDefault(False)
        self.buttons.addButton(self.write, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.addButton(self.withdraw, QDialogButtonBox.ButtonRole.DestructiveRole)
        self.buttons.accepted.connect(self.send)
        self.buttons.rejected.connect(self.reject)
        self.withdraw.clicked.connect(self.take_back)
        for keys in ("Ctrl+Return", "Ctrl+Enter"):
            QShortcut(QKeySequence(keys), self, self.send)
        box = QVBoxLayout(self)
        box.addWidget(self.text, 1)
        box.addWidget(self.left)
        box.addLayout(form)
        box.addWidget(self._near_title)
        box.addWidget(self.near)
        box.addWidget(self.trouble)
        box.addWidget(self.buttons)

    def _label(self, role: str) -> QLabel:
        label = QLabel(self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        if role:
            label.setProperty("role", role)
        return label

    def _time_line(self, name: str) -> QLineEdit:
        line = QLineEdit(self)
        line.setAccessibleName(name)
        line.setToolTip(tip(self.tr("A time of the city: 18:24, 2026-11-22 18:24:07, or -15min")))
        return line

    # -- what it is about ------------------------------------------------------------------------------------

    def _show_occasion(self) -> None:
        session, told = self._session, self._occasion
        self.about.clear()
        if told.attribute:
            self.about.addItem(about(session, told.entity, told.attribute), (told.entity, told.attribute))
        if told.entity:
            self.about.addItem(about(session, told.entity, ""), (told.entity, ""))
        self.about.addItem(self.tr("Nothing in particular"), ("", ""))
        self.about.setEnabled(self._corrected is None)  # what it is about stays
        self.at.setText(self.tr("now") if self._open_ended else format_date_time(told.at, session.zone))
        self.until.setText(format_date_time(told.until, session.zone) if told.until else "")
        self.zone.setText(f"{session.zone} {format_offset(told.at, session.zone)}")
        correcting = self._corrected is not None
        self.setWindowTitle(self.tr("Correct a note") if correcting else self.tr("Write a note"))
        self.write.setText(self.tr("Correct") if correcting else self.tr("Write"))
        self.write.setToolTip(tip(self.tr("Into the journal, for every desk to see (Ctrl+Enter)")))
        self.withdraw.setVisible(correcting)
        self._list_near()
        self._count()

    def _list_near(self) -> None:
        told = self._occasion
        found = self.known.near(told.at, NEAR_MS, told.entity)[:_MOST_NEAR] if self._corrected is None else []
        self.near.clear()
        for note in found:
            item = QListWidgetItem(told_note(self._session, note, 120), self.near)
            item.setToolTip(tip(*note.text.split("\n")))
            item.setData(Qt.ItemDataRole.UserRole, note)
        self.near.setFixedHeight(max(1, len(found)) * max(_LINE_PX, self.near.sizeHintForRow(0)) + 2 * _EDGE_PX)
        self.near.setVisible(bool(found))
        self._near_title.setVisible(bool(found))
        self._near_title.setText(self.tr("Written about this time already (Enter corrects one):"))

    def _chosen(self, item: QListWidgetItem) -> None:
        self.correct(item.data(Qt.ItemDataRole.UserRole))

    def correct(self, note: OperatorNote) -> None:
        """Go on with what this note says: the journal keeps what it said before."""
        self._corrected, self._open_ended = note, False
        self._occasion = occasion_of(note)
        self.text.setPlainText(note.text)
        self.text.selectAll()
        self.text.setFocus()
        self._show_occasion()

    def _count(self) -> None:
        long = len(self.text.toPlainText())
        near_the_end = long > LONGEST_NOTE * 3 // 4
        told = self.tr("{count} of {most} characters").format(count=f"{long:,}", most=f"{LONGEST_NOTE:,}")
        self.left.setText(told if near_the_end else "")
        self.left.setVisible(near_the_end)
        self.write.setEnabled(bool(self.text.toPlainText().strip()) and long <= LONGEST_NOTE and not self._waiting)

    # -- writing ---------------------------------------------------------------------------------------------

    def send(self) -> None:
        """Have it written, or corrected."""
        if not self.write.isEnabled():
            return
        at, until = self._read(self.at), self._read(self.until)
        if at is None or until is None:
            return
        args: dict[str, object] = {"text": self.text.toPlainText()}
        note = self._corrected
        if note is not None:
            # In the line times stand to the second: what was not touched stays as it is.
            at = note.at if at // 1000 == note.at // 1000 else at
            until = note.until if until // 1000 == note.until // 1000 else until
            self._send("note-correct", note=note.id, at=at, until=until, **args)
        else:
            occasion = self._occasion
            if not self._open_ended and at // 1000 == occasion.at // 1000:
                at = occasion.at
            entity, attribute = self.about.currentData()
            place = {"entity": entity, "attribute": attribute}
            self._send("note", at=at or None, until=until, **place, **args)

    def take_back(self) -> None:
        """Have the note not shown any more."""
        if self._corrected is not None and not self._waiting:
            self._send("note-correct", note=self._corrected.id, withdraw=True)

    def _read(self, line: QLineEdit) -> int | None:
        """The time in a line, 0 for none (of the end) or for now; None, and a sentence, for what is no time."""
        text = line.text().strip()
        if not text and line is self.until:
            return 0
        if line is self.at and text in ("", self.tr("now")):
            return 0 if self._open_ended else self._session.live_now
        found = read_time(text, self._session.live_now, self._session.zone)
        if found is None:
            self._say(
                self.tr("“{text}” is no time of this city. Write 18:24, 2026-11-22 18:24 or -15min.").format(text=text)
            )
            line.setFocus()
            line.selectAll()
        return found

    def _send(self, verb: str, **args: object) -> None:
        by = " ".join(self.by.text().split())
        if not by:
            self._say(self.tr("Say who writes: the journal keeps a name with every note."))
            self.by.setFocus()
            return
        if by != self._session.operator and not self._session.operator.strip():
            self.named.emit(by)
        self._waiting = True
        self.trouble.hide()
        self._count()
        self._session.command(verb, {**args, "by": by}, self._answered)

    def _answered(self, answer: Answer) -> None:
        self._waiting = False
        self._count()
        if answer.refused:
            self._say(answer.refused)
        else:
            self.accept()

    def _say(self, sentence: str) -> None:
        self.trouble.setText(sentence)
        self.trouble.show()
