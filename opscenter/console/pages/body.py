"""What scrolls beneath the heading of a page: it in brief, what it alone has, figures over all its width, then lists
beside plots where both fit."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QWidget

from opscenter.console.pages.columns import GAP_PX, Columns
from opscenter.console.pages.figure_card import LEAST_WIDTH_PX as FIGURE_PX
from opscenter.console.pages.plot_card import LEAST_WIDTH_PX as PLOT_PX

LIST_PX = 264
OWN_PX = 372
BRIEF_PX = 300
MARGIN_PX = 12
_LISTS_SHARE = 0.46


class Body(QWidget):
    """`brief`, `figures`, `own`, `lists`, `plots` and a `notice` over them; as high as they need."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.notice = QLabel(self)
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.setProperty("role", "muted")
        self.notice.setWordWrap(True)
        self.notice.hide()
        self.brief = Columns(BRIEF_PX, 1, self)
        self.figures = Columns(FIGURE_PX, 7, self)
        self.own = Columns(OWN_PX, 2, self)
        self.lists = Columns(LIST_PX, 3, self)
        self.plots = Columns(PLOT_PX, 3, self)
        for part in (self.brief, self.figures, self.own, self.lists, self.plots):
            part.resized.connect(self.arrange)

    def say(self, sentence: str) -> None:
        """A sentence over everything, "" for none."""
        if sentence != self.notice.text() or self.notice.isHidden() == bool(sentence):
            self.notice.setText(sentence)
            self.notice.setVisible(bool(sentence))
            self.arrange()

    def arrange(self) -> None:
        """Put everything in its place."""
        wide = self.width() - 2 * MARGIN_PX
        if wide < 100:
            return
        top = 2
        if not self.notice.isHidden():
            high = self.notice.heightForWidth(wide)
            self.notice.setGeometry(MARGIN_PX, top, wide, high)
            top += high + GAP_PX
        if self.brief.cards:
            top = self._put(self.brief, MARGIN_PX, top, wide) + GAP_PX
        if self.own.cards:
            top = self._put(self.own, MARGIN_PX, top, wide) + GAP_PX
        if self.figures.cards:
            top = self._put(self.figures, MARGIN_PX, top, wide) + GAP_PX
        beside = bool(self.plots.cards) and wide >= LIST_PX + PLOT_PX + GAP_PX
        if beside:
            left = max(LIST_PX, min(round(wide * _LISTS_SHARE), wide - PLOT_PX - GAP_PX))
            under = self._put(self.lists, MARGIN_PX, top, left)
            right = self._put(self.plots, MARGIN_PX + left + GAP_PX, top, wide - left - GAP_PX)
            top = max(under, right)
        else:
            top = self._put(self.lists, MARGIN_PX, top, wide) + GAP_PX
            top = self._put(self.plots, MARGIN_PX, top, wide)
        self.setFixedHeight(top + MARGIN_PX)

    def _put(self, part: Columns, left: int, top: int, wide: int) -> int:
        high = part.lay(wide)
        part.setGeometry(left, top, wide, high)
        return top + high

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.oldSize().width() != event.size().width():
            self.arrange()
