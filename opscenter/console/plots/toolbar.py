"""The line over the plots: time span, live or paused, what the times mean, the menu of the sheet."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QWidget

from opscenter.console.elided import ElidedLabel
from opscenter.console.plots.window import SPANS_S
from opscenter.console.theme.fonts import font
from opscenter.console.theme.tokens import GRID_PX, ROW_PX


class Toolbar(QWidget):
    """`span_chosen(int)` seconds; `data_clicked()`; `live_clicked()`; `pause_clicked(bool)`; `menu_clicked()`."""

    span_chosen = Signal(int)
    data_clicked = Signal()
    live_clicked = Signal()
    pause_clicked = Signal(bool)
    menu_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(GRID_PX * 2, 0, GRID_PX * 2, 0)
        row.setSpacing(GRID_PX)
        self._spans = QButtonGroup(self)
        names = (self.tr("10 min"), self.tr("1 h"), self.tr("24 h"), self.tr("7 d"), self.tr("30 d"))
        for seconds, name in zip(SPANS_S, names, strict=True):
            button = self._button(name, self.tr("Show this much time"))
            button.setCheckable(True)
            self._spans.addButton(button, seconds)
            row.addWidget(button)
        self._spans.idClicked.connect(self.span_chosen)
        self.data = self._button(self.tr("All data"), self.tr("Show all that is recorded of these values (D)"))
        self.data.clicked.connect(self.data_clicked)
        row.addWidget(self.data)
        row.addSpacing(GRID_PX * 2)
        self.live = self._button(self.tr("Live"), self.tr("Follow the city's time (L)"))
        self.live.setCheckable(True)
        self.live.clicked.connect(self.live_clicked)
        row.addWidget(self.live)
        self.pause = self._button(self.tr("Pause"), self.tr("Hold the picture; values are still collected (H)"))
        self.pause.setCheckable(True)
        self.pause.clicked.connect(self.pause_clicked)
        row.addWidget(self.pause)
        self.time = ElidedLabel("small")
        self.time.setFont(font("small"))
        self.time.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.time, 1)
        self.menu = self._button(self.tr("Sheet"), self.tr("Sheets, files, removing plots (M)"))
        self.menu.clicked.connect(self.menu_clicked)
        row.addWidget(self.menu)
        self.setFixedHeight(ROW_PX)

    def _button(self, text: str, tip: str) -> QPushButton:
        button = QPushButton(text)
        button.setProperty("role", "chip")
        button.setToolTip(tip)
        return button

    def show_span(self, seconds: int) -> None:
        """Mark a span as chosen; one that no button has marks none."""
        self._spans.setExclusive(False)
        for button in self._spans.buttons():
            button.setChecked(self._spans.id(button) == seconds)
        self._spans.setExclusive(True)

    def show_state(self, live: bool, paused: bool) -> None:
        """Mark live and pause."""
        self.live.setChecked(live)
        self.pause.setChecked(paused)
