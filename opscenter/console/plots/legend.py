"""The line above a plot: each series with its colour, name, value and a way to remove it; the unit at the end."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QColor, QEnterEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from opscenter.console.elided import ElidedLabel
from opscenter.console.format import NOTHING
from opscenter.console.plain import tip
from opscenter.console.plots.overlay_item import DASHES
from opscenter.console.plots.sheet import Overlay
from opscenter.console.theme.fonts import font
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.quality import Quality

HEIGHT_PX = 24
LEAST_PX, MOST_PX = 36, 320
OVERLAY_PX = 64
ENTRY_PX = 230
"""An entry with all its parts needs about so much."""
AXIS_MARKS = ("", "\u21e4", "\u21e5", "\u21e5\u2082", "\u21e5\u2083")
"""Which axis a series has: at the left, at the right, the second or third there."""


class _Swatch(QWidget):
    """A short piece of the line."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self._colour = colour
        self.setFixedSize(14, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(QPen(QColor(self._colour), 2))
        painter.drawLine(0, 7, 14, 7)


class _OverlaySwatch(QWidget):
    """A short piece of what lies behind the curves."""

    def __init__(self, overlay: Overlay, theme: Theme) -> None:
        super().__init__()
        self._overlay, self._theme = overlay, theme
        self.setFixedSize(30, 14)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        colour = QColor(self._theme.tokens.muted)
        if self._overlay is Overlay.USUAL:
            colour.setAlphaF(0.4)
            painter.fillRect(4, 3, 20, 8, colour)
            return
        if self._overlay is Overlay.FORECAST:
            painter.fillRect(4, 3, 20, 8, QBrush(colour, Qt.BrushStyle.BDiagPattern))
        pen = QPen(colour, 1.4)
        pen.setDashPattern(DASHES[self._overlay])
        painter.setPen(pen)
        painter.drawLine(4, 7, 24, 7)


class _Name(ElidedLabel):
    """As wide as its text where there is room, and never less than a few letters of it."""

    def __init__(self, text: str, bold: bool = False, least: int = LEAST_PX) -> None:
        super().__init__("" if bold else "small")
        self.setFont(font("small", bold=bold))
        self._wide = min(MOST_PX, self.fontMetrics().horizontalAdvance(text) + 4)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self._least = min(self._wide, least)
        self.setMinimumWidth(self._least)
        self.put(text)

    def sizeHint(self) -> QSize:
        return QSize(self._wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        return QSize(self._least, super().minimumSizeHint().height())


class _Entry(QWidget):
    """One series in the legend. `pointed(bool)`: the mouse is over it, or no longer."""

    removed = Signal()
    pointed = Signal(bool)
    picked = Signal()

    def __init__(self, entity: str, label: str, colour: str, unit: str, axis: int, theme: Theme) -> None:
        super().__init__()
        name, what = _Name(entity, bold=True), _Name(label)
        self.value = QLabel(NOTHING)
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setFont(font("normal"))
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value.setMinimumWidth(48)
        units = QLabel(f"{unit} {AXIS_MARKS[axis]}".strip())
        units.setTextFormat(Qt.TextFormat.PlainText)
        units.setProperty("role", "small")
        self.quality = QLabel()
        self.quality.setProperty("role", "small")
        close = QToolButton()
        close.setIcon(icon("close", theme.tokens, 12))
        close.setIconSize(QSize(12, 12))
        close.setFixedSize(20, 20)
        close.setProperty("role", "icon")
        close.setToolTip(self.tr("Remove {name} from the plot").format(name=f"{entity} {label}"))
        close.setAccessibleName(close.toolTip())
        close.clicked.connect(self.removed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, GRID_PX * 3, 0)
        row.setSpacing(GRID_PX + 2)
        for widget in (_Swatch(colour), name, what, self.value, units, self.quality, close):
            row.addWidget(widget)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        sides = ("", self.tr("left axis"), self.tr("first axis at the right"), self.tr("second axis at the right"))
        side = (*sides, self.tr("third axis at the right"))[axis]
        self.setToolTip(tip(f"{entity} · {label}", side))
        self._accent = theme.tokens.accent
        self._spare = (what, units)
        self._marked = False

    def shorten(self, short: bool) -> None:
        """Leave out what the tooltip says as well: there is little room."""
        for widget in self._spare:
            widget.setVisible(not short)

    def mark(self, marked: bool) -> None:
        """Draw it as the one the keyboard is with."""
        if marked != self._marked:
            self._marked = marked
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._marked:
            QPainter(self).fillRect(0, self.height() - 2, self.width() - 3 * GRID_PX, 2, QColor(self._accent))

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pointed.emit(True)

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(False)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        super().mousePressEvent(event)  # on its way up it also brings the keyboard to the plots
        self.picked.emit()


class Legend(QWidget):
    """`removed(int)`: the user wants the series at that place gone; `pointed(int)`: the mouse is over it (-1: over

    none); `picked(int)`: it was clicked.
    """

    removed = Signal(int)
    pointed = Signal(int)
    picked = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: list[_Entry] = []
        self._shown: list[tuple[str, str, str, str, int]] = []
        self._tokens = theme.tokens
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GRID_PX * 3, 0, GRID_PX * 2, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self._marked = -1
        self._overlays: list[tuple[Overlay, str]] = []
        self._behind: list[QWidget] = []
        self.setFixedHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_series(self, series: list[tuple[str, str, str, str, int]]) -> None:
        """(entity, label, colour, unit, axis) of each series; axis 1 is at the left, 0 where there is only one."""
        if series == self._shown and self._tokens is self._theme.tokens:
            return
        self._shown, self._tokens = series, self._theme.tokens
        for old in self._entries:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._entries = []
        for number, (entity, label, colour, unit, axis) in enumerate(series):
            entry = _Entry(entity, label, colour, unit, axis, self._theme)
            entry.removed.connect(lambda number=number: self.removed.emit(number))
            entry.pointed.connect(lambda over, number=number: self.pointed.emit(number if over else -1))
            entry.picked.connect(lambda number=number: self.picked.emit(number))
            entry.mark(number == self._marked)
            self._row.insertWidget(number, entry)
            self._entries.append(entry)
        self._fit()

    def mark(self, number: int) -> None:
        """Mark the series at a place as the one the keyboard is with; -1 for none."""
        self._marked = number
        for at, entry in enumerate(self._entries):
            entry.mark(at == number)

    def show_overlays(self, overlays: list[tuple[Overlay, str]]) -> None:
        """What lies behind the curves, named at the right, each with a piece of how it is drawn."""
        if overlays == self._overlays:
            return
        self._overlays = overlays
        for old in self._behind:
            self._row.removeWidget(old)
            old.hide()
            old.deleteLater()
        self._behind = []
        for overlay, text in overlays:
            for widget in (_OverlaySwatch(overlay, self._theme), _Name(text, least=OVERLAY_PX)):
                self._row.addWidget(widget)
                self._behind.append(widget)
        self._fit()

    def _fit(self) -> None:
        """Where there is not room for all of it, first what the tooltips say as well is left out."""
        edges = self._row.contentsMargins()
        room = self.width() - edges.left() - edges.right()
        behind = sum(widget.minimumSizeHint().width() for widget in self._behind)
        behind = max(behind, sum(widget.minimumWidth() for widget in self._behind))
        short = ENTRY_PX * len(self._entries) + behind > room
        for entry in self._entries:
            entry.shorten(short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def show_values(self, values: list[tuple[str, int, str]]) -> None:
        """(text, quality, refusal) of each series."""
        words = {
            int(Quality.SUSPECT): self.tr("suspect"),
            int(Quality.STALE): self.tr("stale"),
            int(Quality.BAD): self.tr("bad"),
        }
        for entry, (text, quality, refused) in zip(self._entries, values, strict=False):
            doubt = refused or (words.get(quality, "") if text != NOTHING else "")
            if entry.value.text() != text:  # a label that is told anything is laid out anew
                entry.value.setText(text)
            if entry.quality.text() != doubt:
                entry.quality.setText(doubt)
