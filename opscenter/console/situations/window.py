"""All of a situation in a small window beside the others."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton, QVBoxLayout, QWidget

from opscenter.console.review.past_marks import PastMarks
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.situations.page import SituationPage
from opscenter.console.theme.theme import Theme


class SituationWindow(QDialog):
    """Does not hold up the rest; Esc closes it."""

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Situation"))
        self.page = SituationPage(session, selection, theme, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.page)
        for button in self.findChildren(QPushButton):
            button.setAutoDefault(False)  # Enter is for the line it is pressed in
        self.setFocusProxy(self.page.timeline)
        self.past = PastMarks(session, theme, self)
        self.resize(560, 620)
        self.setWindowFlag(Qt.WindowType.WindowContextHelpButtonHint, False)
