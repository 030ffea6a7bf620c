"""The line under the alarm list that asks for a name or a comment, and says what was refused."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.alarms.verbs import Verb, verb_name
from opscenter.console.plain import one_line, tip

OFFER_MS = 20_000
"""How long what was just done may be taken back from the bar."""
_LINE_PX = 28


class CommentBar(QWidget):
    """Hidden until there is something to ask or to say."""

    accepted = Signal(str, str)  # name ("" if it was not asked for), comment
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(self.tr("Your name"))
        self.name.setToolTip(self.tr("Acknowledgements are journaled under this name. Asked once."))
        self.name.setMaxLength(80)
        self.comment = QLineEdit(self)
        self.comment.setPlaceholderText(self.tr("Comment (optional)"))
        self.comment.setToolTip(self.tr("Written to the journal with every alarm acknowledged now"))
        self.comment.setMaxLength(500)
        self.go = QPushButton(self)
        self.go.setProperty("role", "primary")
        self.undo = QPushButton(self.tr("Undo"), self)
        self.undo.setToolTip(self.tr("Take it back (Ctrl+Z)"))
        self.undo.clicked.connect(self.take_back)
        self.lines = QListWidget(self)
        self.lines.setUniformItemSizes(True)
        self.lines.setAccessibleName(self.tr("What was refused, and why"))
        self._take_back: Callable[[], None] | None = None
        self._offer = QTimer(self)
        self._offer.setSingleShot(True)
        self._offer.setInterval(OFFER_MS)
        self._offer.timeout.connect(self._end_offer)
        self.leave = QPushButton(self.tr("Close"), self)
        self.leave.setToolTip(self.tr("Close (Esc)"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8, 4, 8, 4)
        rows.setSpacing(4)
        told, asked = QHBoxLayout(), QHBoxLayout()
        told.setSpacing(4)
        asked.setSpacing(4)
        told.addWidget(self.sentence, 1)
        told.addWidget(self.undo)
        told.addWidget(self.leave)
        asked.addWidget(self.name, 2)
        asked.addWidget(self.comment, 3)
        asked.addWidget(self.go)
        rows.addLayout(told)
        rows.addWidget(self.lines)
        rows.addLayout(asked)
        self.name.returnPressed.connect(self._accept)
        self.comment.returnPressed.connect(self._accept)
        self.go.clicked.connect(self._accept)
        self.leave.clicked.connect(self.close_bar)
        self.hide()

    @property
    def offers(self) -> bool:
        """Something that was just done can be taken back."""
        return self._take_back is not None

    @property
    def asks(self) -> bool:
        """A question is open."""
        return not self.isHidden() and not self.go.isHidden()

    def ask(self, count: int, *, name: bool, comment: bool, verb: Verb = Verb.ACKNOWLEDGE) -> None:
        """Ask before something is done to `count` alarms."""
        told = {
            Verb.ACKNOWLEDGE: self.tr("Acknowledge %n alarm(s)", "", count),
            Verb.RESET: self.tr("Reset %n alarm(s)", "", count),
            Verb.UNSHELVE: self.tr("Unshelve %n alarm(s)", "", count),
            Verb.UNSUPPRESS: self.tr("End the suppression of %n alarm(s)", "", count),
            Verb.RETURN: self.tr("Return %n alarm(s) to service", "", count),
        }
        self._say(told.get(verb, verb_name(verb)), ())
        self.go.setText(verb_name(verb))
        self.go.setToolTip(tip(f"{verb_name(verb)} (Enter)"))
        self.name.setVisible(name)
        self.comment.setVisible(comment)
        self.comment.clear()
        self.go.show()
        self.show()
        (self.name if name else self.comment).setFocus()

    def say(self, sentence: str, lines: list[str] | None = None) -> None:
        """Say something that went wrong, one line for each alarm; stays until closed or until the next act."""
        self._say(sentence, lines or ())
        for part in (self.name, self.comment, self.go):
            part.hide()
        self.show()

    def offer(self, sentence: str, take_back: Callable[[], None]) -> None:
        """Say what was done, and offer to take it back for a while; never over a question or a refusal."""
        if not self.isHidden() and self._take_back is None:
            return
        self.say(sentence)
        self._take_back = take_back
        self.undo.show()
        self._offer.start()

    def take_back(self) -> None:
        """Undo what is offered."""
        act = self._take_back
        self._end_offer()
        self.left.emit()
        if act is not None:
            act()

    def _end_offer(self) -> None:
        if self._take_back is not None:
            self._take_back = None
            self.hide()

    def _say(self, sentence: str, lines: Sequence[str]) -> None:
        self._take_back = None
        self._offer.stop()
        self.undo.hide()
        self.lines.clear()
        self.lines.addItems([one_line(line) for line in lines])
        self.lines.setFixedHeight(_LINE_PX * min(5, max(1, len(lines))))
        self.lines.setVisible(bool(lines))
        self.sentence.setText(one_line(sentence))
        self.sentence.setToolTip(tip(sentence))

    def _accept(self) -> None:
        if not self.name.isHidden() and not self.name.text().strip():
            self.name.setFocus()
            return
        name = "" if self.name.isHidden() else self.name.text().strip()
        comment = "" if self.comment.isHidden() else self.comment.text().strip()
        self.close_bar()
        self.accepted.emit(name, comment)

    def close_bar(self) -> None:
        """Hide, and give the keyboard back."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)
