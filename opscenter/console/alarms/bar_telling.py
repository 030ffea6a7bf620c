"""What the alarm panel says beside its list: the area and the duty it is of, silence, and why a list is empty."""

from PySide6.QtCore import QCoreApplication, QObject

from opscenter.console.alarms.alarm_list import AlarmList
from opscenter.console.alarms.filter_bar import FilterBar
from opscenter.console.alarms.wording import priority_name
from opscenter.console.attention.attention import Attention
from opscenter.console.format import format_time
from opscenter.console.plain import one_line
from opscenter.console.session import Session


class BarTelling(QObject):
    """Says it on the bar over the list."""

    def __init__(
        self, session: Session, alarms: AlarmList, bar: FilterBar, attention: Attention, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._session, self._alarms, self._bar, self._attention = session, alarms, bar, attention

    def show_area_and_duty(self) -> None:
        """The area that the list is narrowed to, and how many alarms others answer for."""
        session, area = self._session, self._alarms.filter.area
        row = session.mirror.row_of.get(area, -1)
        name = session.name(row) if row >= 0 else area.rsplit(":", 1)[-1]
        self._bar.show_area(name, self._alarms.hidden_by_area())
        if session.duty.is_everything:
            self._bar.show_duty(False, 0, "")
            return
        others, worst = self._alarms.not_mine()
        self._bar.show_duty(True, others, priority_name(worst) if worst is not None else "")

    def show_silence(self) -> None:
        """Until when tones are silent, and who wanted it."""
        silence = self._attention.silence
        until = format_time(silence.until, self._session.zone, seconds=False) if silence and silence.until else ""
        self._bar.show_silence(self._attention.is_silent, until, one_line(silence.by, 60) if silence else "")

    def why_empty(self, hidden: int, ledger: bool) -> str:
        """Why nothing is shown, in the list or in a `ledger`, while filters hide so many alarms."""
        translate = QCoreApplication.translate
        mirror = self._session.mirror
        if hidden:
            return translate("AlarmPanel", "The filters hide all %n alarm(s).", "", hidden)
        if ledger:
            return translate(
                "AlarmPanel", "Nothing is laid aside in this way. S shelves an alarm, O takes it out of service."
            )
        if not mirror.rule_count:
            return translate(
                "AlarmPanel",
                "No alarms: nothing is watched. No rule of the catalogue applies to the {entities} entities known.",
            ).format(entities=f"{len(mirror.ids):,}")
        return translate("AlarmPanel", "No alarms. {rules} rules are watching {entities} entities.").format(
            rules=f"{mirror.rule_count:,}", entities=f"{len(mirror.ids):,}"
        )
