"""F1: every shortcut on one sheet."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QIcon, QKeySequence, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.alarm_detail.keys import help_rows as detail_rows
from opscenter.console.alarms.keys import help_rows
from opscenter.console.shell.commands import Commands
from opscenter.console.shell.page_keys import (
    debrief_rows,
    journal_rows,
    measures_rows,
    rules_rows,
    situation_rows,
    system_rows,
)
from opscenter.console.shell.replay_keys import replay_rows
from opscenter.console.theme.tokens import GRID_PX

LONGEST_PX = 226
"""A longer line goes on below: three columns fit a screen 1280 wide."""


class HelpSheet(QDialog):
    """Lists the window's actions by group, and the keys inside panels."""

    def __init__(self, commands: Commands, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("HelpSheet")
        self.setWindowTitle(self.tr("Keyboard help"))
        self.setModal(False)
        body = QWidget()
        columns = QHBoxLayout(body)
        columns.setContentsMargins(0, 0, GRID_PX * 3, 0)
        columns.setSpacing(GRID_PX * 4)
        left, right, third = QVBoxLayout(), QVBoxLayout(), QVBoxLayout()
        for each in (left, right, third):
            columns.addLayout(each)
        for number, group in enumerate(commands.groups):
            rows = [
                (action.shortcut().toString(QKeySequence.SequenceFormat.NativeText), action.text())
                for action in group.actions
                if action.isVisible() and not action.shortcut().isEmpty()
            ]
            if rows:
                (left if number < 2 else right).addWidget(self._section(group.title, rows))
        left.addWidget(self._section(self.tr("Everywhere"), self._general_keys()))
        left.addWidget(self._section(self.tr("In the time bar"), self._time_keys()))
        left.addWidget(self._section(self.tr("In a replay"), replay_rows()))
        left.addWidget(self._section(self.tr("In the search"), self._search_keys()))
        right.addWidget(self._section(self.tr("In the alarm list"), self._alarm_keys()))
        third.addWidget(self._section(self.tr("On the map"), self._map_keys()))
        third.addWidget(self._section(self.tr("In the trends"), self._plot_keys()))
        right.addWidget(self._section(self.tr("In an alarm's detail"), detail_rows()))
        right.addWidget(self._section(self.tr("In a situation"), situation_rows()))
        right.addWidget(self._section(self.tr("On the page of a system"), system_rows()))
        third.addWidget(self._section(self.tr("In the journal"), journal_rows()))
        third.addWidget(self._section(self.tr("In the rules"), rules_rows()))
        third.addWidget(self._section(self.tr("In alarm performance"), measures_rows()))
        third.addWidget(self._section(self.tr("In the debrief of an exercise"), debrief_rows()))
        left.addStretch(1)
        right.addStretch(1)
        third.addStretch(1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setIcon(QIcon())  # the style's own is of another hand
        column = QVBoxLayout(self)
        column.setContentsMargins(GRID_PX * 4, GRID_PX * 4, GRID_PX * 4, GRID_PX * 3)
        column.setSpacing(GRID_PX * 2)
        around = QScrollArea(self)  # on a small screen the sheet is longer than the screen is high
        around.setFrameShape(QFrame.Shape.NoFrame)
        around.setWidgetResizable(True)
        around.setWidget(body)
        column.addWidget(around)
        column.addWidget(buttons)
        self._body, self._column, self._buttons = body, column, buttons

    def showEvent(self, event: QShowEvent) -> None:
        """As large as its content, or as the screen lets."""
        if not event.spontaneous():
            edges = self._column.contentsMargins()
            high = edges.top() + self._column.spacing() + self._buttons.sizeHint().height() + edges.bottom()
            wanted = self._body.sizeHint() + QSize(edges.left() + edges.right(), high)
            screen = self.screen().availableGeometry().size() - QSize(GRID_PX * 4, GRID_PX * 12)
            self.resize(wanted.boundedTo(screen))
        super().showEvent(event)

    def _time_keys(self) -> list[tuple[str, str]]:
        return [
            ("← →", self.tr("A minute back or on; with Shift an hour")),
            ("Page Up, Page Down", self.tr("A day back or on")),
            (self.tr("Space"), self.tr("Let the time run, or hold it")),
            ("A, N", self.tr("The next alarm, the next note; with Shift the one before")),
            ("+  −", self.tr("Shorter or longer span (mouse wheel)")),
            ("Home", self.tr("The first moment known")),
            ("Esc, End", self.tr("Back to live")),
        ]

    def _search_keys(self) -> list[tuple[str, str]]:
        return [
            ("↑ ↓", self.tr("Choose a result")),
            ("Enter", self.tr("Select it and show it on the map")),
            ("Ctrl+Enter", self.tr("Plot it")),
            ("Esc", self.tr("Leave the search")),
        ]

    def _alarm_keys(self) -> list[tuple[str, str]]:
        return help_rows()

    def _map_keys(self) -> list[tuple[str, str]]:
        return [
            ("← → ↑ ↓", self.tr("Move")),
            ("+ −", self.tr("Closer, farther")),
            ("R", self.tr("Turn; with Shift the other way")),
            ("Page Up, Page Down", self.tr("Tilt more, less")),
            ("N", self.tr("North up")),
            ("Home", self.tr("The whole city")),
            (". ,", self.tr("Next mark, mark before; Enter selects it")),
            ("Alt+← →", self.tr("Back and forward through views")),
            ("D, A", self.tr("Measure a distance, an area")),
            ("L, P", self.tr("Select with a lasso, by a polygon")),
            (self.tr("Shift + drag"), self.tr("Select in a box; Ctrl adds, Alt removes")),
            ("Ctrl+Z", self.tr("Undo the last selection")),
            ("W", self.tr("What is near")),
            ("F", self.tr("Follow a vehicle; with Shift its heading up")),
            ("B, Ctrl+B", self.tr("Keep this view; what is kept")),
            ("Alt+1 … 9", self.tr("To a kept view or place")),
            (self.tr("Menu"), self.tr("What can be done here (or right click)")),
        ]

    def _plot_keys(self) -> list[tuple[str, str]]:
        return [
            ("D", self.tr("All recorded data")),
            ("N", self.tr("Go to the newest value")),
            ("L", self.tr("Follow the city's time")),
            ("H", self.tr("Hold the picture, or let it go on")),
            ("+ −", self.tr("Less time, more time")),
            ("Shift+← →", self.tr("Earlier, later")),
            ("← →", self.tr("The cursor back or on; Enter: look at that moment")),
            ("↑ ↓", self.tr("The series before, the next one; Delete takes it away")),
            ("Y W B", self.tr("Yesterday, last week, what is usual behind the curves")),
            ("F", self.tr("A forecast of the next hours, with its uncertainty")),
            ("S", self.tr("Statistics of what is shown")),
            ("E", self.tr("A series made of others")),
            ("M, P", self.tr("Menu of the sheet, of the plot")),
            ("Ctrl+N, F2", self.tr("A new sheet; rename it")),
            ("Ctrl+Page Up, Down", self.tr("To another sheet; with Shift move it")),
            ("Ctrl+O, Ctrl+S", self.tr("Open or save a sheet as a file")),
            ("Ctrl+C, Ctrl+E", self.tr("Copy a picture; save as PDF, CSV, Parquet")),
            ("Ctrl+Z", self.tr("Undo the last change of a sheet")),
        ]

    def _general_keys(self) -> list[tuple[str, str]]:
        return [
            ("Tab", self.tr("To the next control")),
            ("Alt+M", self.tr("Open the menu")),
        ]

    def _section(self, title: str, rows: list[tuple[str, str]]) -> QWidget:
        section = QWidget()
        section.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        grid = QGridLayout(section)
        grid.setContentsMargins(0, 0, 0, GRID_PX * 2)
        grid.setHorizontalSpacing(GRID_PX * 4)
        grid.setVerticalSpacing(GRID_PX)
        heading = QLabel(title.upper())
        heading.setProperty("role", "heading")
        grid.addWidget(heading, 0, 0, 1, 2)
        for number, (keys, text) in enumerate(rows, start=1):
            key = QLabel(keys)
            key.setProperty("role", "key")
            key.setAlignment(Qt.AlignmentFlag.AlignCenter)
            grid.addWidget(key, number, 0)
            told = QLabel(text)
            if told.sizeHint().width() > LONGEST_PX:
                told.setWordWrap(True)
                told.setMinimumWidth(LONGEST_PX)
                told.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            grid.addWidget(told, number, 1)
        grid.setColumnMinimumWidth(0, 96)
        grid.setColumnStretch(1, 1)
        return section
