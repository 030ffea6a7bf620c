"""The whole city in two lines, over the tiles: how many entities, how many alarms, where it is worst."""

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from opscenter.console.alarms.wording import priority_name
from opscenter.console.overview.counts import best_look, counts_looks, paint_counts
from opscenter.console.overview.figures import Overview
from opscenter.console.plain import one_line, tip
from opscenter.console.session import Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.stylesheet import hover_fill
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from opscenter.domain.texts import in_language

SUMMARY_PX = 46


class CitySummary(QWidget):
    """Stays in sight while the tiles scroll. `left()` when clicked: every system is to be shown again."""

    left = Signal()

    def __init__(self, overview: Overview, session: Session, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._overview = overview
        self._session = session
        self._theme = theme
        self.narrowed = False
        self.area = ""  # the name of the area everything is narrowed to
        self._hovered = False
        self.setFixedHeight(SUMMARY_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumWidth(200)
        self.refresh()

    def sizeHint(self) -> QSize:
        return QSize(270, SUMMARY_PX)

    def refresh(self) -> None:
        """The counts, the theme or the language changed."""
        self.setAccessibleName(f"{self.title()}. {self.sentence()}")
        lines = [self.title(), self.sentence()]
        for priority in Priority:
            count = self._overview.city.alarms.get(priority, 0)
            if count:
                waiting = self._overview.city.unacknowledged.get(priority, 0)
                lines.append(
                    self.tr("{priority}: {count} alarms, {waiting} unacknowledged").format(
                        priority=priority_name(priority), count=count, waiting=waiting
                    )
                )
        if self.area:
            lines.append(self.tr("Click to show the whole city again (Ctrl+Shift+D leaves the area)."))
        elif self.narrowed:
            lines.append(self.tr("Click to show every system again."))
        self.setToolTip(tip(*lines))
        self.update()

    @property
    def can_widen(self) -> bool:
        """Something is narrowed that a click would leave."""
        return self.narrowed or bool(self.area)

    def title(self) -> str:
        """The first line."""
        if self.area:
            return self.tr("Only {area}").format(area=one_line(self.area, 60))
        return self.tr("Show the whole city") if self.narrowed else self.tr("Whole city")

    def sentence(self) -> str:
        """The second line: entities, and where it is worst."""
        entities = self.tr("%n entities", "", self._overview.entities)
        worst = self._overview.worst_tiles
        if not worst:
            calm = self.tr("no alarms")
            return f"{entities} · {calm}"
        names = [in_language(tile.system.name, self._session.language) or tile.system.id for tile in worst]
        told = names[0]
        if len(names) > 1:
            told = self.tr("{system} and %n more", "", len(names) - 1).format(system=told)
        where = self.tr("worst: {systems}").format(systems=told)
        return f"{where} · {entities}"  # what is cut on a narrow screen is the number of entities

    def paintEvent(self, event: QPaintEvent) -> None:
        tokens, language = self._theme.tokens, self._session.language
        bold = font("normal", bold=True, language=language)
        painter = QPainter(self)
        if self._hovered and self.can_widen:
            painter.fillRect(self.rect(), QColor(hover_fill(tokens)))
        if self.hasFocus():
            painter.setPen(QPen(QColor(tokens.accent), 1))
            painter.drawRect(self.rect().adjusted(1, 0, -2, -1))
        painter.fillRect(8, self.height() - 1, self.width() - 16, 1, QColor(tokens.line))
        right = self.width() - 9
        looks, tally = counts_looks(language), self._overview.city
        look = best_look(tally, looks, right - 12 - QFontMetrics(bold).horizontalAdvance(self.title()) - 8)
        first, second = right, right  # where the texts of the two lines have to end
        if look is not None:
            first = paint_counts(painter, tally, right, 3, tokens, look)
        else:  # the second line gives way: what it says stands in the tooltip too
            look = best_look(tally, looks, (right - 8) // 2) or looks[1]
            second = paint_counts(painter, tally, right, 22, tokens, look)
        flags = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        for face, ink, place, text in (
            (bold, tokens.accent if self.can_widen else tokens.text, QRect(8, 3, first - 12, 20), self.title()),
            (font("small", language=language), tokens.muted, QRect(8, 23, max(0, second - 8), 18), self.sentence()),
        ):
            painter.setFont(face)
            painter.setPen(QColor(ink))
            shown = painter.fontMetrics().elidedText(one_line(text), Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, flags, shown)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Enter, QEvent.Type.Leave):
            self._hovered = event.type() == QEvent.Type.Enter
            self.update()
        return super().event(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.can_widen:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.can_widen and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.left.emit()
        else:
            super().keyPressEvent(event)
