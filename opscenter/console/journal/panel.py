"""The page "Journal": every event of alarms over a span of time, filtered and sorted; the history of one alarm."""

import contextlib
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QButtonGroup,
    QComboBox,
    QFileDialog,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.event_names import event_name
from opscenter.console.format import format_number
from opscenter.console.journal.event_columns import EventFilter
from opscenter.console.journal.exporting import export
from opscenter.console.journal.loading import MOST_ROWS, EventLoader
from opscenter.console.journal.table import JournalTable
from opscenter.console.journal.table_view import EventTableView
from opscenter.console.plain import one_line, tip
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.console.theme.tokens import GRID_PX

CATCH_UP_MS = 2_000
SAID_MS = 15_000
SETTLE_MS = 120
"""Keys that follow each other so soon are one wish; pages that come so soon are shown as one."""
HOURS = (1, 24, 168, 720, 0)
MOST_CHOICES = 200


class JournalPanel(QWidget):
    """Asks when it is first shown and when the span or the alarm changes; goes on with what is written while shown."""

    exported = Signal(str)

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self.hours = 24
        self.narrowed: dict[str, str] = {}
        self._loaded = False
        self._refusal = ""
        self._said = ""
        self.loader = EventLoader(session, self)
        self.model = JournalTable(session, theme)
        self.table = EventTableView(self.model)
        self._lay_out()
        self._wire()
        self._tell()

    def _lay_out(self) -> None:
        self.words = QLineEdit()
        self.words.setPlaceholderText(self.tr("Filter by words"))
        self.words.setToolTip(
            self.tr("Only events with all of these words in text, comment, place, rule or person (/)")
        )
        self.words.setClearButtonEnabled(True)
        self.words.setMaxLength(200)
        self.words.setMinimumWidth(120)
        self.kind = QComboBox()
        self.kind.setToolTip(self.tr("Only one kind of event"))
        self.kind.addItem(self.tr("All events"), "")
        self.person = QComboBox()
        self.person.setToolTip(self.tr("Only what one person did"))
        self.person.addItem(self.tr("Everybody"), "")
        for box in (self.kind, self.person):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(12)
        self.alarm = QPushButton()
        self.alarm.setProperty("role", "chip")
        self.alarm.setCheckable(True)
        self.alarm.setChecked(True)
        self.alarm.setToolTip(self.tr("Only the history of one alarm or place. Click, or press Escape, for all."))
        self.alarm.hide()
        self.export_button = QPushButton(self.tr("Export…"))
        self.export_button.setToolTip(self.tr("The events shown, as CSV (E)"))
        first = QHBoxLayout()
        first.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, 0)
        group = QButtonGroup(self)
        self._spans: dict[int, QPushButton] = {}
        for hours in HOURS:
            button = QPushButton(self._span_name(hours))
            button.setProperty("role", "chip")
            button.setCheckable(True)
            button.setChecked(hours == self.hours)
            button.clicked.connect(partial(self.show_span, hours))
            group.addButton(button)
            first.addWidget(button)
            self._spans[hours] = button
        self.told = QLabel()
        self.told.setProperty("role", "small")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setMinimumWidth(40)
        first.addWidget(self.alarm)
        first.addWidget(self.told, 1)
        first.addWidget(self.export_button)
        second = QHBoxLayout()
        second.setContentsMargins(GRID_PX * 2, GRID_PX, GRID_PX * 2, GRID_PX)
        second.addWidget(self.words, 1)
        second.addWidget(self.kind)
        second.addWidget(self.person)
        self.empty = QLabel()
        self.empty.setObjectName("EmptyState")
        self.empty.setTextFormat(Qt.TextFormat.PlainText)
        self.empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.empty.setWordWrap(True)
        self.pages = QStackedWidget()
        self.pages.addWidget(self.table)
        self.pages.addWidget(self.empty)
        lines = QVBoxLayout(self)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(0)
        lines.addLayout(first)
        lines.addLayout(second)
        lines.addWidget(self.pages, 1)
        self.setFocusProxy(self.table)

    def _span_name(self, hours: int) -> str:
        if not hours:
            return self.tr("All")
        return self.tr("%n h", "", hours) if hours <= 24 else self.tr("%n days", "", hours // 24)

    def _wire(self) -> None:
        self._settle = self._timer(SETTLE_MS, self._show, single=True)
        self._catch_up = self._timer(CATCH_UP_MS, self._go_on)
        self._catch_up.start()
        self.words.textChanged.connect(lambda: self._settle.start())
        self.kind.currentIndexChanged.connect(self._show)
        self.person.currentIndexChanged.connect(self._show)
        self.alarm.clicked.connect(self.show_all)
        self.export_button.clicked.connect(self.choose_file)
        self._said_long_enough = self._timer(SAID_MS, self._say, single=True)
        self.exported.connect(self._say, Qt.ConnectionType.QueuedConnection)
        self.table.horizontalHeader().sortIndicatorChanged.connect(self._sort)
        self.table.selectionModel().currentRowChanged.connect(lambda now, _before: self._select(now.row()))
        self.table.doubleClicked.connect(lambda index: self.show_history(self.model.field(index.row(), "occurrence")))
        self.loader.begun.connect(self._begun)
        self.loader.came.connect(self._came)
        self.loader.ended.connect(self._ended)
        self.loader.refused.connect(self._refused)
        self._session.link_changed.connect(self._load_if_due)

    def _timer(self, ms: int, call: Any, single: bool = False) -> QTimer:
        timer = QTimer(self)
        timer.setInterval(ms)
        timer.setSingleShot(single)
        timer.timeout.connect(call)
        return timer

    # -- what is asked for -----------------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._load_if_due()

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self.table.leave_out(self.width())

    def _load_if_due(self) -> None:
        if self.isVisible() and not self._loaded and self._session.link is LinkState.LIVE:
            self.load()

    def load(self) -> None:
        """Ask for the span anew."""
        self._loaded = True
        until = self._session.live_now
        span = {"from": until - self.hours * 3_600_000} if self.hours and until else {}
        self.loader.load({**span, **self.narrowed})

    def _go_on(self) -> None:
        if self.isVisible() and self._loaded and self._session.link is LinkState.LIVE:
            self.loader.catch_up()

    def show_span(self, hours: int) -> None:
        """Show the last so many hours, 0: everything."""
        self.hours = hours
        self._spans[hours].setChecked(True)
        self._ask_anew()

    def show_history(self, occurrence: str, entity: str = "") -> None:
        """Only the history of one occurrence, or of all alarms of an entity, over all time."""
        if occurrence or entity:
            self.narrowed = {"occurrence": occurrence} if occurrence else {"entity": entity}
            self.hours = 0
            self._spans[0].setChecked(True)
            self._ask_anew()

    def show_all(self) -> None:
        """Leave the history of one alarm."""
        if self.narrowed:
            self.narrowed = {}
            self.show_span(24)

    def _ask_anew(self) -> None:
        self._show_narrowed()
        self._loaded = False
        if self.isVisible():
            self.load()

    def _show_narrowed(self) -> None:
        entity = self.narrowed.get("entity", "")
        row = self._session.mirror.row_of.get(entity, -1)
        name = self._session.name(row) if row >= 0 else entity.rsplit(":", 1)[-1]
        text = self.tr("Alarms of {name}").format(name=one_line(name, 40)) if entity else self.tr("One alarm")
        self.alarm.setText(f"{text}  ✕".replace("&", "&&"))
        self.alarm.setChecked(True)
        self.alarm.setVisible(bool(self.narrowed))

    # -- what came -------------------------------------------------------------------------------------------

    def _begun(self) -> None:
        self._refusal = ""
        self._show()

    def _came(self) -> None:
        if len(self.model.order) == 0:
            self._show()  # the newest at once
        elif not self._settle.isActive():
            self._settle.start()

    def _ended(self) -> None:
        if self._settle.isActive() or len(self.loader.events) != len(self.model.order):
            self._settle.stop()
            self._show()
        self._tell()

    def _refused(self, sentence: str) -> None:
        self._refusal = sentence
        self._loaded = bool(len(self.loader.events))  # asked again when it is shown or connected anew
        self._tell()

    def _show(self) -> None:
        self._settle.stop()
        self._choices(self.kind, "event", event_name)
        self._choices(self.person, "by", partial(one_line, limit=60))
        current = self.model.id_at(self.table.currentIndex().row())
        top = self.model.id_at(self.table.rowAt(0))
        at_top = self.table.verticalScrollBar().value() == 0
        self.model.show(self.loader.events, self._filter())
        if current and (row := self.model.row_of_id(current)) >= 0:
            with _quiet(self.table.selectionModel()):
                self.table.selectRow(row)
        if not at_top and top and (row := self.model.row_of_id(top)) >= 0:
            self.table.scrollTo(self.model.index(row, 0), QAbstractItemView.ScrollHint.PositionAtTop)
        self._tell()

    def _filter(self) -> EventFilter:
        return EventFilter(self.words.text(), str(self.kind.currentData()), str(self.person.currentData()))

    def _choices(self, box: QComboBox, name: str, word: Any) -> None:
        texts = [text for text in self.loader.events.different(name) if text][:MOST_CHOICES]
        if len(texts) + 1 <= box.count() and all(box.findData(text) >= 0 for text in texts):
            return
        box.blockSignals(True)
        for text in texts:
            if box.findData(text) < 0:
                box.addItem(word(text), text)
        box.blockSignals(False)

    def _sort(self, column: int, order: Qt.SortOrder) -> None:
        self.model.sort(column, order)
        self.table.scrollToTop()

    def _select(self, row: int) -> None:
        entity = self.model.field(row, "entity")
        if entity:
            self._selection.select([entity], self.model.field(row, "occurrence"))

    # -- what is said ----------------------------------------------------------------------------------------

    def _say(self, sentence: str = "") -> None:
        """Say what became of an export, for a while: the next events come before anybody has read it."""
        self._said = sentence
        if sentence:
            self._said_long_enough.start()
        self._tell()

    def _tell(self) -> None:
        shown, there, total = len(self.model.order), len(self.loader.events), self.loader.total
        if self._said or self._refusal:
            self.told.setText(self._said or self._refusal)
        elif there >= MOST_ROWS and total > there:
            text = self.tr("{shown} of the newest {there}; there are {total}. Choose a shorter span for the others.")
            self.told.setText(text.format(shown=_count(shown), there=_count(there), total=_count(total)))
        elif shown != there:
            self.told.setText(self.tr("{shown} of {there} events").format(shown=_count(shown), there=_count(there)))
        else:
            self.told.setText(self.tr("%n event(s)", "", there) if there else "")
        self.told.setToolTip(tip(self.told.text()))
        self.export_button.setEnabled(shown > 0)
        self.empty.setText(self._why_empty())
        self.pages.setCurrentIndex(0 if shown else 1)

    def _why_empty(self) -> str:
        if self._refusal:
            return self._refusal
        if len(self.loader.events):
            return self.tr("No event matches the filter. Clear the words, or choose all events and everybody.")
        if self.loader.loading:
            return self.tr("Asking the station…")
        if not self._loaded:
            return self.tr("The journal comes as soon as the console is connected to a station.")
        return self.tr("Nothing happened to alarms in this span. Choose a longer one.")

    # -- out -------------------------------------------------------------------------------------------------

    def choose_file(self) -> None:
        """Ask where to, and write the events shown as CSV."""
        dialog = QFileDialog(self, self.tr("Export the journal"), "journal.csv")
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setNameFilter("CSV (*.csv)")
        dialog.setDefaultSuffix("csv")
        dialog.fileSelected.connect(lambda name: self.save(Path(name)))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def save(self, out: Path) -> None:
        """Write the events shown as CSV, beside the UI thread."""

        def tell(sentence: str) -> None:
            with contextlib.suppress(RuntimeError):  # the window is gone already
                self.exported.emit(sentence)

        export(out, self.loader.events, self.model.order, tell)

    # -- keys ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, row = event.key(), self.table.currentIndex().row()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.words.hasFocus():
            self.show_history(self.model.field(row, "occurrence"))
        elif key == Qt.Key.Key_Escape and (self.narrowed or self.words.text()):
            if self.words.text():
                self.words.clear()
            else:
                self.show_all()
        elif key == Qt.Key.Key_Slash:
            self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == Qt.Key.Key_S:
            self.table.sort_by_next()
        elif key == Qt.Key.Key_E:
            self.choose_file()
        else:
            super().keyPressEvent(event)

    def save_state(self) -> dict[str, Any]:
        """The span."""
        return {"hours": self.hours if not self.narrowed else 24}

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take `save_state` back."""
        hours = int(state.get("hours", 24))
        if hours in HOURS:
            self.show_span(hours)


@contextlib.contextmanager
def _quiet(signals: Any) -> Any:
    signals.blockSignals(True)
    try:
        yield
    finally:
        signals.blockSignals(False)


def _count(number: int) -> str:
    return format_number(float(number), 0)
