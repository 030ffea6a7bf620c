"""The inspector as the window has it: the entity that is selected, or the alarm on it with all that belongs to it."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from opscenter.console.alarm_detail.keys import key_intent
from opscenter.console.alarm_detail.panel import AlarmDetail
from opscenter.console.inspector.panel import InspectorPanel
from opscenter.console.notes.occasion import Occasion
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.changes import Changes


class Inspector(QWidget):
    """Shows the alarm when one was selected, else the entity; `toggle` goes to the other of the two and stays there
    until something else is selected. `named(str)` when an operator gave a name."""

    named = Signal(str)

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self.entity = InspectorPanel(session, selection, theme, self)
        self.alarm = AlarmDetail(session, selection, theme, self)
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.entity)
        self._stack.addWidget(self.alarm)
        self._chosen = ""  # the occurrence whose entity is wanted instead
        for part in (self.entity, self.alarm):
            part.named.connect(self.named)
        self.entity.detail_wanted.connect(self.open_alarm)
        self.alarm.to_entity.connect(self.toggle)
        selection.changed.connect(self._show)
        session.changed.connect(self._on_changed)
        self._show()

    @property
    def shows_alarm(self) -> bool:
        """The alarm is in front."""
        return self._stack.currentWidget() is self.alarm

    def toggle(self) -> None:
        """From the alarm to its entity; from an entity to the alarm that was selected, else to its worst one."""
        had_focus = self.isAncestorOf(focused) if (focused := self.focusWidget()) is not None else False
        if self.shows_alarm:
            self._chosen = self._selection.occurrence
            self._stack.setCurrentWidget(self.entity)
        else:
            self._chosen = ""
            self._to_alarm()
        if had_focus:
            self.take_keyboard()

    def _to_alarm(self) -> None:
        selection = self._selection
        alarms = self._session.mirror.alarms_of(selection.current)
        if selection.occurrence or not alarms:
            self._show()
            return
        worst = min(alarms, key=lambda one: (not one.state.needs_acknowledgement, one.priority, -one.since))
        self.open_alarm(worst.occurrence)

    def open_alarm(self, occurrence: str) -> None:
        """Bring an alarm of the entity to the front."""
        self._chosen = ""
        self._selection.select([self._selection.current], occurrence)
        self._show()

    def occasion(self) -> Occasion | None:
        """What a note begun here is about; None leaves it to the selection, where the alarm is."""
        return None if self.shows_alarm else self.entity.occasion()

    def plot_chosen(self) -> bool:
        """Plot the attributes that are chosen in the list of the entity; False where there are none."""
        return not self.shows_alarm and self.entity.plot_chosen()

    def take_keyboard(self) -> None:
        """Put the keyboard into what is in front."""
        if self.shows_alarm:
            self.alarm.setFocus()
        else:
            self.entity.focusNextChild()

    def _show(self) -> None:
        selection = self._selection
        wanted = selection.occurrence if len(selection.ids) == 1 else ""
        if wanted != self._chosen:
            self._chosen = ""
        if wanted and not self._chosen and self.alarm.show_alarm(wanted):
            self._stack.setCurrentWidget(self.alarm)
        else:
            self._stack.setCurrentWidget(self.entity)

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything:
            self._show()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.shows_alarm and key_intent(event.key(), event.modifiers()) == "entity":
            self.toggle()
            return
        super().keyPressEvent(event)

    def save_state(self) -> dict[str, Any]:
        """What is ticked in checklists, JSON-able."""
        return self.alarm.save_state()

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take over what `save_state` gave."""
        self.alarm.restore_state(state)
