"""The bar under the alarm list that asks how alarms are laid aside: in which way, why, until when."""

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSpinBox, QVBoxLayout, QWidget

from opscenter.console.alarms.reasons import Reasons
from opscenter.console.alarms.shifts import end_of_shift
from opscenter.console.alarms.verbs import Verb, verb_name
from opscenter.console.format import format_date_time, format_time
from opscenter.console.plain import one_line, tip
from opscenter.console.session import Session

MINUTE_MS = 60_000
HOUR_MS = 60 * MINUTE_MS
ONE_SHOT, CUSTOM, SHIFT = "one-shot", "custom", "shift"
_SPANS: dict[str, int] = {"15": 15 * MINUTE_MS, "60": HOUR_MS, "240": 4 * HOUR_MS}
_WAYS = (Verb.SHELVE, Verb.SUPPRESS, Verb.OUT_OF_SERVICE)


@dataclass(slots=True, frozen=True)
class Laid:
    """How alarms are to be laid aside. `until` is Unix ms, 0 for no end; `name` "" unless it was asked for."""

    verb: Verb
    reason: str
    until: int = 0
    one_shot: bool = False
    name: str = ""

    def args(self) -> dict[str, Any]:
        """The arguments of the command beside those that every act has."""
        found: dict[str, Any] = {"reason": self.reason}
        if self.verb is Verb.SHELVE:
            found |= {"one_shot": True} if self.one_shot else {"until": self.until}
        return found


class AsideBar(QWidget):
    """Hidden until `ask`. `accepted(Laid)`; `way_chosen(Verb)` when another way of laying aside was picked in it."""

    accepted = Signal(object)
    way_chosen = Signal(object)
    left = Signal()

    def __init__(self, session: Session, reasons: Reasons, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._reasons = reasons
        self.verb = Verb.SHELVE
        self.sentence = QLabel(self)
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.ways: dict[Verb, QPushButton] = {}
        for verb in _WAYS:
            button = QPushButton(verb_name(verb), self)
            button.setProperty("role", "chip")
            button.setCheckable(True)
            button.clicked.connect(lambda _checked=False, verb=verb: self.way_chosen.emit(verb))
            self.ways[verb] = button
        self.ways[Verb.SHELVE].setToolTip(self.tr("For a while, then it comes back by itself (S)"))
        self.ways[Verb.SUPPRESS].setToolTip(self.tr("Until somebody ends it; needs a supervisor (X)"))
        self.ways[Verb.OUT_OF_SERVICE].setToolTip(self.tr("Under a permit, until returned; needs a supervisor (O)"))
        self.leave = QPushButton(self.tr("Close"), self)
        self.leave.setToolTip(self.tr("Close (Esc)"))
        self.leave.clicked.connect(self.close_bar)
        self.name = QLineEdit(self)
        self.name.setPlaceholderText(self.tr("Your name"))
        self.name.setMaxLength(80)
        self.reason = QComboBox(self)
        self.reason.setEditable(True)
        self.reason.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.reason.setToolTip(self.tr("Required, and written to the journal. Arrow down: what was said before."))
        line = self.reason.lineEdit()
        assert line is not None
        self.line = line
        line.setMaxLength(500)
        line.returnPressed.connect(self._accept)
        self.until = QComboBox(self)
        self.until.setToolTip(self.tr("When it comes back by itself"))
        self.until.currentIndexChanged.connect(lambda _index: self._show_end())
        self.minutes = QSpinBox(self)
        self.minutes.setSuffix(self.tr(" min"))
        self.minutes.setToolTip(self.tr("For so many minutes"))
        self.minutes.valueChanged.connect(lambda _value: self._show_end())
        self.end = QLabel(self)
        self.end.setProperty("role", "muted")
        self.go = QPushButton(self)
        self.go.setProperty("role", "primary")
        self.go.clicked.connect(self._accept)
        self._lay_out()
        self.hide()

    def _lay_out(self) -> None:
        rows = QVBoxLayout(self)
        rows.setContentsMargins(8, 4, 8, 4)
        rows.setSpacing(4)
        told, asked = QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (told, (self.sentence, *self.ways.values(), None, self.leave)),
            (asked, (self.name, self.reason, self.until, self.minutes, self.end, self.go)),
        ):
            row.setSpacing(4)
            for part in parts:
                if part is None:
                    row.addStretch(1)
                else:
                    row.addWidget(part, {self.reason: 3, self.name: 1}.get(part, 0))
            rows.addLayout(row)

    def ask(self, verb: Verb, count: int, *, name: bool) -> None:
        """Ask before laying `count` alarms aside; what was written so far stays while only the way changes."""
        fresh = self.isHidden()
        self.verb = verb
        told = {
            Verb.SHELVE: self.tr("Shelve %n alarm(s)", "", count),
            Verb.SUPPRESS: self.tr("Suppress %n alarm(s)", "", count),
            Verb.OUT_OF_SERVICE: self.tr("Take %n alarm(s) out of service", "", count),
        }
        self.sentence.setText(told[verb])
        self.show_way()
        written = "" if fresh else self.line.text()
        self.reason.clear()
        self.reason.addItems([one_line(text) for text in self._reasons.offered(verb)])
        self.reason.setCurrentIndex(-1)
        self.line.setText(written)
        permit = verb is Verb.OUT_OF_SERVICE
        self.line.setPlaceholderText(self.tr("Permit, reason (required)") if permit else self.tr("Reason (required)"))
        self._fill_ends()
        self.until.setVisible(verb is Verb.SHELVE)
        self.name.setVisible(name)
        self.go.setText(verb_name(verb))
        self.go.setToolTip(tip(f"{verb_name(verb)} (Enter)"))
        self._show_end()
        self.show()
        (self.name if name and not self.name.text() else self.line).setFocus()

    def show_way(self) -> None:
        """Mark the way that is asked about."""
        for way, button in self.ways.items():
            button.setChecked(way is self.verb)

    def _fill_ends(self) -> None:
        before = self.until.currentData()
        self.until.blockSignals(True)
        self.until.clear()
        longest = self._session.longest_shelf_ms
        texts = {
            "15": self.tr("15 minutes"),
            "60": self.tr("1 hour"),
            "240": self.tr("4 hours"),
            SHIFT: self.tr("end of shift"),
        }
        for key, text in texts.items():
            if self._until(key) - self._session.now <= longest:
                self.until.addItem(text, key)
        self.until.addItem(self.tr("until it clears"), ONE_SHOT)
        self.until.addItem(self.tr("other …"), CUSTOM)
        found = self.until.findData(before)
        self.until.setCurrentIndex(found if found >= 0 else min(1, self.until.count() - 1))
        self.until.blockSignals(False)
        self.minutes.blockSignals(True)
        self.minutes.setRange(1, max(1, longest // MINUTE_MS))
        if before is None:
            self.minutes.setValue(30)
        self.minutes.blockSignals(False)

    def _until(self, key: str) -> int:
        session = self._session
        if key == SHIFT:
            return end_of_shift(session.now, session.zone, session.shift_starts)
        return session.now + (self.minutes.value() * MINUTE_MS if key == CUSTOM else _SPANS[key])

    def _show_end(self) -> None:
        """Say the moment, so that nobody has to reckon."""
        key = self.until.currentData()
        self.minutes.setVisible(self.verb is Verb.SHELVE and key == CUSTOM)
        shown = self.verb is Verb.SHELVE and key not in (None, ONE_SHOT)
        self.end.setVisible(shown)
        if shown:
            at, session = self._until(str(key)), self._session
            near = at - session.now < 12 * HOUR_MS
            told = format_time(at, session.zone, seconds=False) if near else format_date_time(at, session.zone, False)
            self.end.setText(self.tr("until {time}").format(time=told))
            self.end.setToolTip(session.zone)

    def _accept(self) -> None:
        if not self.name.isHidden() and not self.name.text().strip():
            self.name.setFocus()
            return
        reason = " ".join(self.line.text().split())
        if not reason:
            self.line.setPlaceholderText(self.tr("Say why: the journal needs a reason"))
            self.line.setFocus()
            return
        self._reasons.said(self.verb, reason)
        key = str(self.until.currentData())
        one_shot = key == ONE_SHOT
        until = 0 if one_shot or self.verb is not Verb.SHELVE else self._until(key)
        name = "" if self.name.isHidden() else self.name.text().strip()
        self.hide()
        self.accepted.emit(Laid(self.verb, reason, until, one_shot, name))
        self.left.emit()

    def close_bar(self) -> None:
        """Hide, and give the keyboard back."""
        self.hide()
        self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self.line.hasFocus():
            self._accept()
        else:
            super().keyPressEvent(event)
