"""The foot of the alarm panel: the list and the ledgers with how many are in each, and the sum that must come out."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from opscenter.console.alarms.counts import Counts
from opscenter.console.alarms.filtering import Ledger
from opscenter.console.plain import tip

_WIDE = 760


class LedgerTabs(QWidget):
    """`chosen(Ledger)`. The counts stand there whichever list is open and whatever the filters hide."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.tabs: dict[Ledger, QPushButton] = {}
        group = QButtonGroup(self)
        group.setExclusive(True)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 8, 0)
        row.setSpacing(2)
        for ledger in Ledger:
            button = QPushButton(self)
            button.setProperty("role", "chip")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, ledger=ledger: self.chosen.emit(ledger))
            group.addButton(button)
            row.addWidget(button)
            self.tabs[ledger] = button
        row.addStretch(1)
        self.sum = QLabel(self)
        self.sum.setProperty("role", "muted")
        self.sum.setTextFormat(Qt.TextFormat.PlainText)
        row.addWidget(self.sum)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._last: tuple[Counts, Ledger, int, bool] | None = None

    def show_counts(self, counts: Counts, ledger: Ledger, total: int, whole: bool) -> None:
        """`total`: how many alarms there are by the station's facts; `whole`: the sum comes out."""
        self._last = (counts, ledger, total, whole)
        self.tabs[ledger].setChecked(True)
        wide = self.width() >= _WIDE
        names = self._names(wide)
        tips = self._tips()
        for one, button in self.tabs.items():
            button.setText(f"{names[one]} {counts.of(one)}")
            button.setToolTip(tip(tips[one], self.tr("T: the next list, Shift+T: the one before")))
            button.setAccessibleName(f"{self._names(True)[one]} {counts.of(one)}")
        elsewhere = total - counts.listed
        sentence = self.tr("{shown} shown + {hidden} hidden + {aside} laid aside = {total}")
        if ledger is not Ledger.LIST:
            sentence = self.tr("{shown} shown + {hidden} hidden + {aside} in other lists = {total}")
        told = sentence.format(shown=counts.shown, hidden=counts.hidden, aside=elsewhere, total=total)
        if not whole:
            told = self.tr("The sum does not come out: {told}").format(told=told)
        self.sum.setText(told if wide else f"= {total}")
        folded = self.tr("of those shown, %n in folded groups", "", counts.folded) if counts.folded else ""
        self.sum.setToolTip(tip(told, folded, self.tr("Every alarm is shown, hidden by a filter, or laid aside.")))
        self.sum.setAccessibleName(told)

    def _names(self, wide: bool) -> dict[Ledger, str]:
        return {
            Ledger.LIST: self.tr("In alarm") if wide else self.tr("Alarms"),
            Ledger.SHELVED: self.tr("Shelved") if wide else self.tr("Shelf"),
            Ledger.SUPPRESSED: self.tr("Suppressed") if wide else self.tr("Suppr."),
            Ledger.OUT_OF_SERVICE: self.tr("Out of service") if wide else self.tr("Out"),
        }

    def _tips(self) -> dict[Ledger, str]:
        return {
            Ledger.LIST: self.tr("What stands or waits for somebody"),
            Ledger.SHELVED: self.tr("Laid aside by somebody for a while; it comes back by itself. U unshelves."),
            Ledger.SUPPRESSED: self.tr("Follows from another alarm, or suppressed by a supervisor. Shift+X ends it."),
            Ledger.OUT_OF_SERVICE: self.tr("Taken out under a permit; goes on being judged. Shift+O returns it."),
        }

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._last is not None:
            self.show_counts(*self._last)
