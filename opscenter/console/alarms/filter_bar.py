"""The head of the alarm panel: how many there are, what is filtered away, views, sound, acknowledge."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLabel, QLineEdit, QPushButton, QSizePolicy, QToolButton, QWidget

from opscenter.console.alarms.counts import Counts
from opscenter.console.alarms.filtering import AlarmFilter, Ledger
from opscenter.console.alarms.priority_toggles import PriorityToggles
from opscenter.console.plain import one_line, tip
from opscenter.console.theme.icons import icon
from opscenter.console.theme.theme import Theme

_NARROW = 520


class FilterBar(QWidget):
    """Pushes the filter it shows as `filter_changed`; the system belongs to the selection, not to it."""

    filter_changed = Signal()
    system_left = Signal()
    area_left = Signal()
    show_new = Signal()
    acknowledge = Signal()
    reset = Signal()
    wanted_menu = Signal(str)  # "group", "views" or "sound"
    undo = Signal()
    sound_again = Signal()
    lay_aside = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.ledger = Ledger.LIST
        self._silent = False
        self._silence_told = ("", "")
        self.counts = QLabel(self)
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.new = self._button("chip")
        self.new.setToolTip(self.tr("New alarms wait at the end of the list. Click, or press Home, to sort them in."))
        self.new.clicked.connect(self.show_new)
        self.acknowledge_button = self._button("")
        self.acknowledge_button.setText(self.tr("Acknowledge"))
        self.acknowledge_button.setToolTip(
            self.tr("Acknowledge the selected alarms (Enter or A; Shift+A or Ctrl+Enter with a comment)")
        )
        self.acknowledge_button.clicked.connect(self.acknowledge)
        self.reset_button = self._button("")
        self.reset_button.setText(self.tr("Reset"))
        self.reset_button.setToolTip(
            self.tr("Reset the selected alarms (R): they cleared and were acknowledged, but stay until somebody resets")
        )
        self.reset_button.clicked.connect(self.reset)
        self.reset_button.hide()
        self.mute = QToolButton(self)
        self.mute.setToolTip(
            self.tr("Silence the tones (Q: 10 minutes), reminders, notices on the desktop. It changes no alarm.")
        )
        self.mute.setAccessibleName(self.tr("Silence, reminders, notices"))
        self.mute.setProperty("role", "icon")
        self.mute.setFixedSize(28, 28)
        self.mute.clicked.connect(lambda: self.wanted_menu.emit("sound"))
        self.silence = self._button("chip")
        self.silence.setCheckable(True)
        self.silence.clicked.connect(self.sound_again)
        self.silence.hide()
        self.words = QLineEdit(self)
        self.words.setPlaceholderText(self.tr("Filter by text or place"))
        self.words.setToolTip(self.tr("Only alarms with these words in text, place, rule or id"))
        self.words.setClearButtonEnabled(True)
        self.words.setMaxLength(200)
        self.words.setMinimumWidth(90)
        self.words.setMaximumWidth(260)
        self.words.textChanged.connect(lambda: self.filter_changed.emit())
        self.toggles = PriorityToggles(theme, self)
        self.toggles.changed.connect(lambda: self.filter_changed.emit())
        self.priorities = self.toggles.buttons
        self.unacknowledged = self._button("chip")
        self.unacknowledged.setCheckable(True)
        self.unacknowledged.setText(self.tr("Unacknowledged only"))
        self.unacknowledged.setToolTip(self.tr("Show only what somebody still has to acknowledge"))
        self.unacknowledged.toggled.connect(lambda: self.filter_changed.emit())
        self.aside_button = self._button("")
        self.aside_button.setText(self.tr("Lay aside…"))
        self.aside_button.setToolTip(
            self.tr("Shelve the selected alarms (S), suppress them (X) or take them out of service (O)")
        )
        self.aside_button.clicked.connect(self.lay_aside)
        self._told_of = {one: one.toolTip() for one in (self.acknowledge_button, self.aside_button)}
        self.group = self._icon_button(self.tr("Put rows together by district, system, cause or priority (G)"))
        self.group.clicked.connect(lambda: self.wanted_menu.emit("group"))
        self.views = self._icon_button(self.tr("Saved views: filters, sort and grouping under a name (V; 1 to 9)"))
        self.views.clicked.connect(lambda: self.wanted_menu.emit("views"))
        self.undo_button = self._icon_button(self.tr("Undo the last change of filters (Ctrl+Z)"))
        self.undo_button.clicked.connect(self.undo)
        self.undo_button.setEnabled(False)
        self.system = self._button("chip")
        self.system.setCheckable(True)
        self.system.setChecked(True)
        self.system.setToolTip(self.tr("Only one system is shown. Click to leave the filter."))
        self.system.clicked.connect(self.system_left)
        self.area = self._button("chip")
        self.area.setCheckable(True)
        self.area.setChecked(True)
        self.area.clicked.connect(self.area_left)
        self.area.hide()
        self.mine = self._button("chip")
        self.mine.setCheckable(True)
        self.mine.toggled.connect(lambda: self.filter_changed.emit())
        self.mine.hide()
        self.hidden = self._button("chip")
        self.hidden.clicked.connect(self.clear)
        self._rows = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._rows.setContentsMargins(8, 4, 8, 4)
        self._rows.setSpacing(4)
        first, second = QHBoxLayout(), QHBoxLayout()
        for row, parts in (
            (
                first,
                (
                    *(self.counts, self.new, None, self.silence, self.mute),
                    *(self.reset_button, self.aside_button, self.acknowledge_button),
                ),
            ),
            (
                second,
                (
                    *(self.words, self.toggles, self.unacknowledged, self.system, self.area, self.mine, self.hidden),
                    *(self.undo_button, self.views, self.group, None),
                ),
            ),
        ):
            row.setSpacing(4)
            for part in parts:
                if part is None:
                    row.addStretch(1)
                else:
                    row.addWidget(part)
        self._rows.addLayout(second)
        self._rows.insertLayout(0, first)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._first, self._second = first, second
        self._last: Counts | None = None
        self._system_shown = ""
        self._area_shown = ""
        self.restyle()

    def _button(self, role: str) -> QPushButton:
        button = QPushButton(self)
        if role:
            button.setProperty("role", role)
        return button

    def _icon_button(self, tooltip: str) -> QToolButton:
        button = QToolButton(self)
        button.setToolTip(tooltip)
        button.setAccessibleName(tooltip)
        button.setProperty("role", "icon")
        button.setFixedSize(26, 28)
        return button

    def restyle(self) -> None:
        """Draw the symbols in the theme in force."""
        self.toggles.restyle()
        for button, name in ((self.group, "group"), (self.views, "bookmark"), (self.undo_button, "undo")):
            button.setIcon(icon(name, self._theme.tokens))
        self.mute.setIcon(icon("bell-off" if self._silent else "bell", self._theme.tokens))

    def allow_acts(self, chosen: bool, refusal: str) -> None:
        """Whether there is something that could be acted on, and why nothing can be, "" where it can."""
        for button, told in self._told_of.items():
            button.setEnabled(chosen and not refusal)
            button.setToolTip(tip(refusal) if refusal else told)

    def show_silence(self, silent: bool, until: str, by: str) -> None:
        """Say whether tones are silenced, until when ("" for until somebody ends it) and by whom."""
        self._silent = silent
        self.silence.setVisible(silent)
        self.silence.setChecked(True)
        told = self.tr("silent until {time}").format(time=until) if until else self.tr("silent")
        self._silence_told = (told, until or told)
        self._show_silence_text()
        who = self.tr("Silenced by {name}").format(name=by) if by else self.tr("Silenced")
        end = self.tr("until {time}").format(time=until) if until else self.tr("until somebody ends it")
        told = self.tr("{who}, {end}.").format(who=who, end=end)
        self.silence.setToolTip(tip(told, self.tr("Click to let tones sound again (Q).")))
        self.silence.setAccessibleName(f"{told}, {who}")
        self.restyle()
        self._fit()

    def _show_silence_text(self) -> None:
        """Where room is short, the time alone beside the struck-out bell."""
        self.silence.setText(self._silence_told[self.width() < _NARROW].replace("&", "&&"))

    def wanted(self, system: str, area: str = "") -> AlarmFilter:
        """The filter as it stands here."""
        return AlarmFilter(
            words=self.words.text(),
            priorities=self.toggles.shown,
            unacknowledged_only=self.unacknowledged.isChecked(),
            system=system,
            area=area,
            mine=self.mine.isChecked(),
            ledger=self.ledger,
        )

    def set_filter(self, wanted: AlarmFilter) -> None:
        """Show a filter; announced once."""
        self.blockSignals(True)
        self.words.setText(wanted.words)
        self.toggles.show_only(wanted.priorities)
        self.unacknowledged.setChecked(wanted.unacknowledged_only)
        self.ledger = wanted.ledger
        self.mine.setChecked(wanted.mine)
        self.blockSignals(False)
        self.filter_changed.emit()

    def clear(self) -> None:
        """Leave every filter."""
        had_system, had_area = bool(self._system_shown), bool(self._area_shown)
        self.set_filter(AlarmFilter(ledger=self.ledger))
        if had_system:
            self.system_left.emit()
        if had_area:
            self.area_left.emit()

    def show_area(self, name: str, by_area: int) -> None:
        """Say which area the list is narrowed to and how many alarms that hides; "" for none."""
        self._area_shown = name
        self.area.setVisible(bool(name))
        self.area.setChecked(True)
        self.area.setText(f"{one_line(name, 30)} · {by_area} ×".replace("&", "&&"))
        told = self.tr("Only the area {area} is shown; %n hidden. Click to leave it (Ctrl+Shift+D).", "", by_area)
        self.area.setToolTip(tip(told.format(area=name)))

    def show_duty(self, chosen: bool, others: int, worst: str) -> None:
        """Say how many alarms somebody else answers for. `worst`: the name of their worst priority; `chosen`: there is
        something this operator answers for."""
        self.mine.setVisible(chosen)
        if others:
            text = self.tr("mine · %n outside, worst: {worst}", "", others).format(worst=worst)
        else:
            text = self.tr("mine · none outside")
        self.mine.setText(text)
        self.mine.setToolTip(
            tip(
                self.tr("Checked: only what you answer for, and everything critical. The others are counted here."),
                self.tr("Click to see them too. “My areas…” (Ctrl+Shift+Y) chooses what you answer for."),
            )
        )

    def show_counts(
        self, counts: Counts, waiting: int, system_name: str, hides: bool, by_system: int = 0, why: tuple[str, ...] = ()
    ) -> None:
        """Say how many there are, and what the filters hide; `why` is a line a condition that hides something."""
        self._last = counts
        self._system_shown = system_name
        self._show_totals()
        self.counts.setToolTip(
            tip(
                self.tr("Shown {shown} + hidden by filters {hidden} = {listed}").format(
                    shown=counts.shown, hidden=counts.hidden, listed=counts.listed
                ),
                self.tr("In the list {active} + laid aside {aside} = {all} that stand").format(
                    active=counts.active, aside=counts.laid_aside, all=counts.active + counts.laid_aside
                ),
            )
        )
        self.new.setVisible(waiting > 0)
        self.new.setText(self.tr("%n new ↓", "", waiting))
        self.system.setVisible(bool(system_name))
        self.system.setChecked(True)
        self.system.setText(f"{one_line(system_name, 40)} · {by_system} ×")
        self.system.setToolTip(
            tip(
                self.tr("Only {system} is shown; %n hidden. Click to leave the filter.", "", by_system).format(
                    system=system_name
                )
            )
        )
        self.hidden.setEnabled(hides)
        if not hides:
            self.hidden.setText(self.tr("filters: none"))
            self.hidden.setToolTip("")
        else:
            self.hidden.setText(self.tr("filters hide {count}").format(count=counts.hidden))
            self.hidden.setToolTip(tip(*why, self.tr("Click to leave every filter.")))
        self._fit()

    def _show_totals(self) -> None:
        counts = self._last
        if counts is None:
            return
        if self.width() < _NARROW:
            text = self.tr("{waiting} unack. · {active} active")
        else:
            text = self.tr("{waiting} unacknowledged · {active} active")
        self.counts.setText(text.format(waiting=counts.unacknowledged, active=counts.standing))

    def resizeEvent(self, event: QResizeEvent) -> None:
        narrow = self.width() < _NARROW
        self.unacknowledged.setText(self.tr("Unack.") if narrow else self.tr("Unacknowledged only"))
        self.acknowledge_button.setText(self.tr("Ack.") if narrow else self.tr("Acknowledge"))
        self.aside_button.setVisible(not narrow)
        self.mute.setVisible(self.width() >= 300)
        self.undo_button.setVisible(self.width() >= 430)
        self.words.setVisible(self.width() >= 380)
        self.unacknowledged.setVisible(self.width() >= 340)
        self._show_silence_text()
        self._show_totals()
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        """One row where everything has room in one, else two."""
        needed = self._first.minimumSize().width() + self._second.minimumSize().width() + 24
        ways = QBoxLayout.Direction
        way = ways.LeftToRight if self.width() >= needed else ways.TopToBottom
        if way != self._rows.direction():
            self._rows.setDirection(way)
