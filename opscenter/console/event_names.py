"""What happened to an alarm, a situation or a note, in one word or two: the journal's events as people read them."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.plain import one_line
from opscenter.domain.alarm_table import AlarmEvent
from opscenter.domain.flood_journal import FloodEvent
from opscenter.domain.operator_note import NoteEvent
from opscenter.domain.rule_changes import RULES_CHANGED
from opscenter.domain.situation_journal import SituationEvent


def event_name(event: str) -> str:
    """What happened, in the console's language; an event that is not known stays as it is."""
    translate = QCoreApplication.translate
    names: dict[str, str] = {
        AlarmEvent.RAISED: translate("AlarmHistory", "raised"),
        AlarmEvent.CLEARED: translate("AlarmHistory", "cleared"),
        AlarmEvent.ACKNOWLEDGED: translate("AlarmHistory", "acknowledged"),
        AlarmEvent.RESET: translate("AlarmHistory", "reset"),
        AlarmEvent.PRIORITY_ROSE: translate("AlarmHistory", "priority rose"),
        AlarmEvent.REALARMED: translate("AlarmHistory", "alarmed again"),
        AlarmEvent.SUPERSEDED: translate("AlarmHistory", "followed by a new one"),
        AlarmEvent.SHELVED: translate("AlarmHistory", "shelved"),
        AlarmEvent.UNSHELVED: translate("AlarmHistory", "unshelved"),
        AlarmEvent.SHELF_ENDED: translate("AlarmHistory", "shelving ended"),
        AlarmEvent.SUPPRESSED: translate("AlarmHistory", "suppressed"),
        AlarmEvent.UNSUPPRESSED: translate("AlarmHistory", "suppression ended"),
        AlarmEvent.TAKEN_OUT: translate("AlarmHistory", "taken out of service"),
        AlarmEvent.RETURNED_TO_SERVICE: translate("AlarmHistory", "back in service"),
        SituationEvent.OPENED: translate("AlarmHistory", "situation began"),
        SituationEvent.JOINED: translate("AlarmHistory", "joined a situation"),
        SituationEvent.MERGED: translate("AlarmHistory", "situations merged"),
        SituationEvent.OWNED: translate("AlarmHistory", "situation taken on"),
        SituationEvent.NOTED: translate("AlarmHistory", "note on a situation"),
        SituationEvent.CHECKED: translate("AlarmHistory", "step ticked"),
        SituationEvent.CLOSED: translate("AlarmHistory", "situation over"),
        FloodEvent.BEGAN: translate("AlarmHistory", "flood began"),
        FloodEvent.ENDED: translate("AlarmHistory", "flood over"),
        NoteEvent.WRITTEN: translate("AlarmHistory", "note"),
        NoteEvent.CORRECTED: translate("AlarmHistory", "note corrected"),
        "usual-learnt": translate("AlarmHistory", "usual values learnt"),
        RULES_CHANGED: translate("AlarmHistory", "rules changed"),
    }
    return names.get(event) or one_line(event, 60)
