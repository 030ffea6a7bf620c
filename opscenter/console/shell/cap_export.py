"""Alerts that leave the window: what is asked for by a key, a menu or a button is shown on a sheet before it goes."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from opscenter.console.cap.exported import Exported
from opscenter.console.cap.proposal import Proposal, of_alarm, of_draft, of_situation
from opscenter.console.cap.sheet import CapSheet
from opscenter.console.plain import one_line
from opscenter.console.session import Answer
from opscenter.console.training.case import Case, DraftedAlert
from opscenter.domain.alert import Alert
from opscenter.domain.alert_status import ACTUAL

if TYPE_CHECKING:
    from opscenter.console.shell.console import Console
    from opscenter.console.shell.window import MainWindow


class CapExport(QObject):
    """Made once with a window."""

    def __init__(self, window: MainWindow, console: Console) -> None:
        super().__init__(window)
        self._window, self._console = window, console
        self.known = Exported()
        self.known.restore_state(window.remembered.alerts)
        window.commands["export-cap"].triggered.connect(self.export_selected)
        wanted = getattr(window.panels["alarms"], "export_wanted", None)  # a list that could not be made has none
        if wanted is not None:
            wanted.connect(self.export)

    def export_selected(self) -> None:
        """The selected alarm, else the worst one of the selected entity."""
        session, selection = self._window.session, self._window.selection
        alarms = session.mirror.alarms
        alarm = alarms.get(selection.occurrence) or next(iter(session.mirror.alarms_of(selection.current)), None)
        if alarm is None:
            self._window.notice.tell(self.tr("Select an alarm first; then it can be exported as an alert."))
        else:
            self.export(alarm.occurrence, "")

    def export(self, occurrence: str, situation: str) -> None:
        """An alarm, or a whole situation."""
        session = self._window.session
        alarm = session.mirror.alarms.get(occurrence)
        if session.mode == "live" and session.moment is not None:
            self._window.notice.tell(self.tr("This is the past: an alert is about what is. Go back to live first."))
            return
        proposal = of_situation(session, situation) if situation else of_alarm(session, alarm) if alarm else None
        if proposal is None:
            self._window.notice.tell(self.tr("It is over and out of the list: there is nothing to export any more."))
        else:
            self._show(proposal)

    def export_draft(self, alert: DraftedAlert, case: Case) -> None:
        """An alert that was drafted within an exercise."""
        self._show(of_draft(self._window.session, alert, case))

    def _show(self, proposal: Proposal) -> None:
        """One sheet at a time; about the same it comes to the front with what was changed in it."""
        window = self._window
        there = window.findChild(CapSheet)
        if there is not None and there.isVisible():
            if there.proposal.subject == proposal.subject and not there.has_gone:
                there.raise_()
                there.activateWindow()
                return
            there.close()
        sheet = CapSheet(window.session, proposal, self.known, window)
        sheet.exported.connect(partial(self._exported, proposal))
        sheet.show()

    def _exported(self, proposal: Proposal, alert: Alert) -> None:
        self._window.remembered.alerts = self.known.save_state()
        self._console.keep()
        headline = one_line(alert.texts[0].headline or alert.texts[0].event, 120)
        told = self.tr("Exported as CAP, status {status}: {headline}")
        self._window.notice.tell(told.format(status=alert.status, headline=headline))
        if alert.status == ACTUAL:
            self._write_down(proposal, alert)

    def _write_down(self, proposal: Proposal, alert: Alert) -> None:
        """What is real stands in the journal, in the name of who let it out; an exercise counts its own notes."""
        session = self._window.session
        text = self.tr("Exported as CAP, {message}, status {status}, {scope}: {identifier}").format(
            message=alert.message, status=alert.status, scope=alert.scope, identifier=alert.identifier
        )
        if not session.operator.strip():
            return
        args = {"text": text, "by": session.operator}
        if proposal.situation:
            session.command("situation-note", {**args, "situation": proposal.situation}, self._written)
        else:
            entity = next((one for one in proposal.entities if one in session.mirror.row_of), "")
            session.command("note", {**args, "entity": entity, "attribute": ""}, self._written)

    def _written(self, answer: Answer) -> None:
        if answer.refused:
            told = self.tr("The alert is exported, but not in the journal: {reason}")
            self._window.notice.tell(told.format(reason=one_line(answer.refused, 200)))
