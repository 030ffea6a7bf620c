"""The line under the alarm list that asks for a name or a comment, and says what was refused."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from opscenter.console.plain import one_line, tip


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
        self.leave = QPushButton(self.tr("Close"), self)
        self.leave.setToolTip(self.tr("Close (Esc)"))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8, 4, 8, 4)
        rows.setSpacing(4)
        told, asked = QHBoxLayout(), QHBoxLayout()
        told.setSpacing(4)
        asked.setSpacing(4)
        told.addWidget(self.sentence, 1)
        told.addWidget(self.leave)
        asked.addWidget(self.name, 2)
        asked.addWidget(self.comment, 3)
        asked.addWidget(self.go)
        rows.addLayout(told)
        rows.addLayout(asked)
        self.name.returnPressed.connect(self._accept)
        self.comment.returnPressed.connect(self._accept)
        self.go.clicked.connect(self._accept)
        self.leave.clicked.connect(self.close_bar)
        self.hide()

    def ask(self, count: int, *, name: bool, comment: bool, reset: bool = False) -> None:
        """Ask before acknowledging (or resetting) `count` alarms."""
        if reset:
            self._say(self.tr("Reset %n alarm(s)", "", count))
            self.go.setText(self.tr("Reset"))
            self.go.setToolTip(self.tr("Reset (Enter)"))
        else:
            self._say(self.tr("Acknowledge %n alarm(s)", "", count))
            self.go.setText(self.tr("Acknowledge"))
            self.go.setToolTip(self.tr("Acknowledge (Enter)"))
        self.name.setVisible(name)
        self.comment.setVisible(comment)
        self.comment.clear()
        self.go.show()
        self.show()
        (self.name if name else self.comment).setFocus()

    def say(self, sentence: str) -> None:
        """Say something that went wrong; stays until closed or until the next acknowledgement."""
        self._say(sentence)
        for part in (self.name, self.comment, self.go):
            part.hide()
        self.show()

    def _say(self, sentence: str) -> None:
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
