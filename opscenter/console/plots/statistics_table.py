"""The table of figures under the plots: one line a series, over the span that is shown, to be copied."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap, QResizeEvent
from PySide6.QtWidgets import QApplication, QHeaderView, QLabel, QTableView, QVBoxLayout, QWidget

from opscenter.console.format import NOTHING, format_age, format_number, format_value
from opscenter.console.plain import one_line, tip
from opscenter.console.plots.derived import DerivedSeries
from opscenter.console.plots.limit_item import limits_of
from opscenter.console.plots.row import PlotRow
from opscenter.console.plots.series import Series
from opscenter.console.plots.statistics import Figures, figures_of
from opscenter.console.session import Session
from opscenter.console.theme.fonts import font
from opscenter.console.theme.tokens import GRID_PX

ROW_PX = 22
MOST_ROWS_SHOWN = 6
NAME_PX = 100
Index = QModelIndex | QPersistentModelIndex


@dataclass(slots=True, frozen=True)
class Line:
    """One series in the table: its name with unit, its colour, and its figures as texts in the order of the columns."""

    name: str
    colour: str
    texts: tuple[str, ...]
    tip: str


class StatisticsModel(QAbstractTableModel):
    """Lines of figures."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: list[Line] = []
        self.headings = [
            self.tr("Series"),
            self.tr("Samples"),
            self.tr("Smallest"),
            self.tr("Largest"),
            self.tr("Mean"),
            self.tr("Last"),
            self.tr("Over limit"),
            self.tr("Good"),
        ]

    def show_lines(self, lines: list[Line]) -> None:
        """Replace the lines; where only numbers changed nothing is laid out anew."""
        if len(lines) != len(self.lines):
            self.beginResetModel()
            self.lines = lines
            self.endResetModel()
        elif lines != self.lines:
            self.lines = lines
            self.dataChanged.emit(self.index(0, 0), self.index(len(lines) - 1, len(self.headings) - 1))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.lines)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self.headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if section == 0 else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line, column = self.lines[index.row()], index.column()
        if role == Qt.ItemDataRole.DisplayRole:
            return line.name if column == 0 else line.texts[column - 1]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.DecorationRole and column == 0:
            return _swatch(line.colour)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tip(line.name, line.tip)
        return None


class StatisticsTable(QWidget):
    """Hidden until it is wanted. `copy` puts all of it on the clipboard as a table for other programs."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.model = StatisticsModel(self)
        self.view = QTableView()
        self.view.setModel(self.model)
        self.view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.view.setShowGrid(False)
        self.view.verticalHeader().hide()
        self.view.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.view.verticalHeader().setMinimumSectionSize(ROW_PX)
        self.view.setFont(font("small"))
        self.view.setAccessibleName(self.tr("Statistics of what is shown"))
        header = self.view.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Interactive)
        self.told = QLabel()
        self.told.setProperty("role", "small")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setContentsMargins(GRID_PX * 3, 0, GRID_PX * 2, 2)
        self.told.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, GRID_PX, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.told)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """The names take what the figures leave, and never less than a few words."""
        header = self.view.horizontalHeader()
        rest = sum(header.sectionSizeHint(at) for at in range(1, header.count()))
        rest = max(rest, sum(header.sectionSize(at) for at in range(1, header.count())))
        header.resizeSection(0, max(NAME_PX, self.view.viewport().width() - rest))

    def show_rows(self, rows: Sequence[PlotRow], span: str, present: float, most: int = MOST_ROWS_SHOWN) -> None:
        """Reckon anew for what the plots show; `span` names the time, what comes after `present` (ms) is not there.

        At most `most` lines are seen at a time, the others by scrolling.
        """
        lines, widest, beyond, of_means = [], 0, False, False
        for row in rows:
            until = min(row.picture.until, present)
            for number, series in enumerate(row.series):
                if series.is_text or number >= len(row.picture.rows):
                    continue
                limits = [(limit.value, limit.side) for limit in limits_of([series], self._session)]
                after = float(series.break_after_ms(self._session))
                figures = figures_of(row.picture.rows[number], row.picture.since, until, limits, after)
                lines.append(self._line(series, row.colour(number), figures))
                widest = max(widest, figures.width)
                beyond |= bool(limits) and figures.binned
                of_means |= figures.binned and isinstance(series, DerivedSeries)
        self.model.show_lines(lines)
        told = span
        if widest:
            told += "  " + self.tr("From bins of up to {width}: extremes and means are those of all samples.").format(
                width=_width(widest)
            )
            if of_means:
                told += " " + self.tr("Those of derived series are of means.")
            if beyond:
                told += " " + self.tr("“Over limit” goes by the means of bins.")
        if told != self.told.text():
            self.told.setText(told)
        wanted = self.view.horizontalHeader().sizeHint().height() + ROW_PX * min(most, MOST_ROWS_SHOWN, len(lines)) + 4
        if self.view.height() != wanted:
            self.view.setFixedHeight(wanted)
        self._fit()

    def _line(self, series: Series, colour: str, figures: Figures) -> Line:
        described, factor = series.described(self._session), series.factor(self._session)

        def text(value: float) -> str:
            return format_value(value / factor, described)[0] if math.isfinite(value) else NOTHING

        beyond = NOTHING
        if math.isfinite(figures.beyond_ms):
            beyond = format_age(round(figures.beyond_ms))
            if figures.known_ms > 0:
                beyond += f"  {format_number(100 * figures.beyond_ms / figures.known_ms, 1)} %"
        good = f"{format_number(100 * figures.good, 1)} %" if math.isfinite(figures.good) else NOTHING
        name = " ".join(one_line(part, 120) for part in series.names(self._session) if part)
        unit = series.unit(self._session)
        name = f"{name}, {unit}" if unit else name
        hint = self.tr("From bins of up to {width}").format(width=_width(figures.width)) if figures.binned else ""
        numbers = [text(value) for value in (figures.low, figures.high, figures.mean, figures.last)]
        texts = (format_number(figures.count, 0), *numbers, beyond, good)
        return Line(name, colour, texts, hint)

    def text(self) -> str:
        """All of it, with tabs between columns, as spreadsheets take it."""
        rows = [self.model.headings, *([line.name, *line.texts] for line in self.model.lines)]
        return "\n".join(["\t".join(row) for row in rows] + [self.told.text()]) + "\n"

    def copy(self) -> None:
        """Put it on the clipboard."""
        QApplication.clipboard().setText(self.text())


def _width(ms: int) -> str:
    return format_age(ms) if ms >= 1_000 else f"{ms} ms"


def _swatch(colour: str) -> QPixmap:
    made = QPixmap(14, 12)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    painter.fillRect(0, 5, 12, 2, QColor(colour))
    painter.end()
    return made
