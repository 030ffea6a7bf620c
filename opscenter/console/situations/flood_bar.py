"""The line over the alarm list that says there is a flood, and what the list has made of it."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from opscenter.console.alarms.keys import key_of
from opscenter.console.plain import tip
from opscenter.console.session import Session
from opscenter.console.situations.folding import SituationFolding


class FloodBar(QWidget):
    """There while there is a flood, or while the list is folded into situations."""

    def __init__(self, session: Session, folding: SituationFolding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._folding = folding
        self.setObjectName("NoticeBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.fold = QPushButton(self)
        self.fold.clicked.connect(folding.toggle)
        box = QHBoxLayout(self)
        box.setContentsMargins(12, 4, 8, 4)
        box.setSpacing(8)
        box.addWidget(self.sentence, 1)
        box.addWidget(self.fold)
        folding.told.connect(self.tell)
        folding.changed.connect(self.tell)
        session.moment_changed.connect(self.tell)  # of the past no flood is told
        self.tell()

    def tell(self) -> None:
        """Say what is so now."""
        mirror, folded = self._session.mirror, self._folding.folded
        flood = mirror.flood.active and self._session.moment is None
        self.setVisible(flood or folded)
        count = len(mirror.situations)
        into = self.tr("folded into %n situation(s)", "", count)
        if flood:
            new = self.tr("%n new alarm(s) in 10 min", "", mirror.flood.rate)
            told = self.tr("Flood: {new}, {into}.") if folded else self.tr("Flood: {new}.")
            sentence = told.format(new=new, into=into)
        else:
            sentence = self.tr("The list is {into}.").format(into=into)
        if self.sentence.text() != sentence:
            self.sentence.setText(sentence)
            self.sentence.setToolTip(tip(sentence))
        button = self.tr("Unfold") if folded else self.tr("Fold into situations")
        self.fold.setText(button)
        self.fold.setToolTip(tip(f"{button} ({key_of('situations')})"))
