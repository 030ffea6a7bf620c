"""What the journal says of the entity in the inspector: its alarms, and what was written about it."""

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from opscenter.console.elided import ElidedLabel
from opscenter.console.inspector.history import known_at, told_alarms, what_happened
from opscenter.console.session import Answer, Session
from opscenter.domain.changes import Changes

EVENTS = 12
_LATER_MS = 300


class EntityEvents(QObject):
    """Fills a section and shows its heading when there is something. `show` an entity, "" for none."""

    def __init__(self, session: Session, heading: QLabel, section: QVBoxLayout, parent: QWidget) -> None:
        super().__init__(parent)
        self._session, self._heading, self._section = session, heading, section
        self._owner = parent
        self._entity = ""
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_LATER_MS)
        self._later.timeout.connect(self.ask)
        session.live_changed.connect(self._on_notes)

    def show(self, entity: str) -> None:
        """Another entity: nothing is shown until it is asked for."""
        self._entity = entity
        self.clear()
        self._heading.hide()

    def soon(self) -> None:
        """Ask once more in a moment: something happened, and more may."""
        self._later.start()

    def ask(self) -> None:
        """Ask the station now."""
        if self._entity:
            entity = self._entity
            args = {"entity": entity, "limit": EVENTS}
            self._session.query("journal", args, lambda answer: self._answered(entity, answer))

    def clear(self) -> None:
        """Show nothing."""
        while (item := self._section.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()

    def _on_notes(self, changes: Changes) -> None:
        if any(note.entity == self._entity for note in changes.notes):
            self.soon()

    def _answered(self, entity: str, answer: Answer) -> None:
        if entity != self._entity:
            return
        self.clear()
        events = answer.header.get("events")
        found = events[:EVENTS] if isinstance(events, list) else []
        self._heading.setVisible(bool(found) or bool(answer.refused))
        if answer.refused:
            self._line(answer.refused)
        known = [event for event in found if isinstance(event, dict)]
        if self._session.moment is not None:
            known = [event for event in known if known_at(event) <= self._session.now]
        told = told_alarms(self._session, known)
        for event in known:
            self._line(what_happened(self._session, event), told[str(event.get("occurrence") or "")])

    def _line(self, text: str, about: str = "") -> None:
        """One event: what the alarm is, and under it what happened."""
        for told, role, edges in ((about, "", (12, 4, 12, 0)), (text, "small", (12, 0, 12, 2))):
            if told:
                line = ElidedLabel(role, self._owner)
                line.setContentsMargins(*edges)
                line.put(told)
                self._section.addWidget(line)
