"""Which span to try over, the button that tries, how far it is, and the button that ends it."""

from PySide6.QtCore import QDateTime, QSignalBlocker, Qt, QTimeZone, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDateTimeEdit,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from opscenter.console.plain import one_line, tip
from opscenter.console.rules.trials import Trial
from opscenter.console.rules.wording import by_text
from opscenter.console.theme.tokens import GRID_PX

DAY_MS = 86_400_000
LONGEST_MS = 31 * DAY_MS
SPANS = (DAY_MS, 7 * DAY_MS, 0)
"""0: chosen with two times."""


class TrialBar(QWidget):
    """`wanted(since, until)`, Unix ms, when a trial is to begin; `stop_wanted()`; `span_wanted()` when it should be
    found out what is recorded."""

    wanted = Signal(object, object)  # int would be cut to 32 bits
    stop_wanted = Signal()
    span_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.now = 0
        self._first = 0
        self.span = QComboBox()
        self.span.setAccessibleName(self.tr("Span to try over"))
        for text, ms in ((self.tr("24 h"), DAY_MS), (self.tr("7 days"), 7 * DAY_MS), (self.tr("From … to …"), 0)):
            self.span.addItem(text, ms)
        self.since, self.until = QDateTimeEdit(), QDateTimeEdit()
        for edit, name in ((self.since, self.tr("From")), (self.until, self.tr("To"))):
            edit.setDisplayFormat("yyyy-MM-dd HH:mm")
            edit.setCalendarPopup(True)
            edit.setAccessibleName(name)
        self.button = QPushButton(self.tr("Try"))
        self.button.setProperty("role", "primary")
        self.button.setToolTip(self.tr("Run the changed rules over what was recorded; nothing is changed (Ctrl+Enter)"))
        self.button.clicked.connect(self.begin)
        self.progress = QProgressBar()
        self.progress.setRange(0, 100)
        self.progress.setFixedWidth(120)
        self.progress.setTextVisible(False)  # the sentence beside it says it
        self.progress.setAccessibleName(self.tr("How far the trial is"))
        self.stop = QPushButton(self.tr("Stop"))
        self.stop.setToolTip(self.tr("End the trial (Esc)"))
        self.stop.clicked.connect(self.stop_wanted)
        self.told = QLabel()
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self.told.setWordWrap(True)
        row = QHBoxLayout()
        row.addWidget(self.span)
        row.addWidget(self.button)
        row.addWidget(self.progress)
        row.addWidget(self.stop)
        row.addSpacing(GRID_PX)
        row.addWidget(self.told, 1)
        self._times = QWidget()
        times = QHBoxLayout(self._times)
        times.setContentsMargins(0, 0, 0, 0)
        times.addWidget(self.since)
        times.addWidget(QLabel("–"))
        times.addWidget(self.until)
        times.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(GRID_PX * 3, GRID_PX, GRID_PX * 3, GRID_PX * 2)
        box.setSpacing(GRID_PX)
        box.addWidget(self._times)
        box.addLayout(row)
        self.span.currentIndexChanged.connect(self._on_span)
        self._on_span()
        self.show_trial(Trial())
        self.allow("")

    @property
    def days(self) -> int:
        """The chosen span, 0 for two times."""
        return int(self.span.currentData()) // DAY_MS

    def choose(self, days: int) -> None:
        """Choose a span of `days`; 0: two times."""
        self.span.setCurrentIndex(max(0, self.span.findData(days * DAY_MS)))

    def use_recorded(self, first: int, last: int, zone: str) -> None:
        """What is recorded, Unix ms: times can be chosen within it, in the zone of the city."""
        place = QTimeZone(zone.encode())
        place = place if place.isValid() else QTimeZone.utc()
        fresh = not self._first
        self._first = first
        for edit, at in ((self.since, max(first, last - DAY_MS)), (self.until, last)):
            shown = edit.dateTime().toMSecsSinceEpoch()
            with QSignalBlocker(edit):
                edit.setTimeZone(place)
                edit.setDateTimeRange(_moment(first, place), _moment(last + 60_000, place))
                edit.setDateTime(_moment(at if fresh else shown, place))

    def begin(self) -> None:
        """Ask for the trial over the chosen span, if it can be."""
        span = self.chosen()
        if self.button.isEnabled() and span is not None:
            self.wanted.emit(*span)

    def chosen(self) -> tuple[int, int] | None:
        """The span to try over; None, with a sentence, for one that cannot be."""
        ms = int(self.span.currentData())
        if ms:
            return (max(1, self.now - ms), self.now) if self.now else None
        since, until = (edit.dateTime().toMSecsSinceEpoch() for edit in (self.since, self.until))
        if until <= since:
            self.say(self.tr("The span ends before it begins: choose a later end."))
            return None
        if until - since > LONGEST_MS:
            self.say(self.tr("A trial goes over 31 days at most: choose a shorter span."))
            return None
        return since, until

    def allow(self, why_not: str) -> None:
        """Whether a trial can begin: `why_not` is a sentence, "" when it can."""
        self.button.setEnabled(not why_not)
        if why_not:
            self.say(why_not)

    def say(self, sentence: str) -> None:
        """Tell something about the trial."""
        self.told.setText(one_line(sentence, 400))
        self.told.setToolTip(tip(sentence))

    def show_trial(self, trial: Trial) -> None:
        """How far the newest trial is."""
        self.progress.setVisible(trial.runs)
        self.stop.setVisible(trial.runs)
        self.button.setVisible(not trial.runs)
        self.progress.setValue(round(trial.progress * 100))
        if trial.runs and not trial.mine:
            told = self.tr("{name} is trying changes just now: {share} %")
            self.say(told.format(name=by_text(trial.by), share=round(trial.progress * 100)))
        elif trial.runs:
            self.say(self.tr("Trying over what was recorded: {share} %").format(share=round(trial.progress * 100)))
        elif trial.state == "failed":
            self.say(trial.reason)
        elif trial.state == "stopped":
            self.say(self.tr("The trial was stopped."))
        elif trial.state == "done":
            self.say("")

    def _on_span(self) -> None:
        chosen = int(self.span.currentData())
        self._times.setVisible(not chosen)
        if not chosen:
            self.span_wanted.emit()


def _moment(ms: int, place: QTimeZone) -> QDateTime:
    return QDateTime.fromMSecsSinceEpoch(ms, place)
