"""The line above a plot: each series with its colour, name, value and a way to remove it; the unit at the end."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QToolButton, QWidget

from opscenter.console.format import NOTHING, format_value
from opscenter.console.plain import tip
from opscenter.console.theme.fonts import font
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX
from opscenter.domain.catalogue import Attribute
from opscenter.domain.quality import Quality

HEIGHT_PX = 24


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


class _Entry(QWidget):
    """One series in the legend."""

    removed = Signal()

    def __init__(self, entity: str, label: str, colour: str, unit: str, theme: Theme) -> None:
        super().__init__()
        name = QLabel(entity)
        name.setTextFormat(Qt.TextFormat.PlainText)
        name.setFont(font("small", bold=True))
        what = QLabel(label)
        what.setTextFormat(Qt.TextFormat.PlainText)
        what.setProperty("role", "small")
        self.value = QLabel(NOTHING)
        self.value.setTextFormat(Qt.TextFormat.PlainText)
        self.value.setFont(font("normal"))
        self.value.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.value.setMinimumWidth(48)
        units = QLabel(unit)
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
        self.setToolTip(tip(f"{entity} · {label}"))


class Legend(QWidget):
    """`removed(int)`: the user wants the series at that place gone."""

    removed = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._entries: list[_Entry] = []
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(GRID_PX * 3, 0, GRID_PX * 2, 0)
        self._row.setSpacing(0)
        self._row.addStretch(1)
        self.setFixedHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def show_series(self, series: list[tuple[str, str, str]], unit: str) -> None:
        """(entity, label, colour) of each series."""
        for old in self._entries:
            self._row.removeWidget(old)
            old.deleteLater()
        self._entries = []
        for number, (entity, label, colour) in enumerate(series):
            entry = _Entry(entity, label, colour, unit, self._theme)
            entry.removed.connect(lambda number=number: self.removed.emit(number))
            self._row.insertWidget(number, entry)
            self._entries.append(entry)

    def number(self, value: float, attribute: Attribute | None) -> str:
        """A value as text."""
        return format_value(value, attribute)[0]

    def show_values(self, values: list[tuple[str, int, str]]) -> None:
        """(text, quality, refusal) of each series."""
        words = {
            int(Quality.SUSPECT): self.tr("suspect"),
            int(Quality.STALE): self.tr("stale"),
            int(Quality.BAD): self.tr("bad"),
        }
        for entry, (text, quality, refused) in zip(self._entries, values, strict=False):
            entry.value.setText(text)
            entry.quality.setText(refused or (words.get(quality, "") if text != NOTHING else ""))
