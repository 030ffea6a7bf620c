"""What a person can have the station do to alarms, and which alarms each of it is for."""

from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.aside import is_laid
from opscenter.domain.alarm import Alarm, AlarmState, AsideKind
from opscenter.domain.role import Role


class Verb(StrEnum):
    """Commands of the station (PROTOCOL.md, Commands)."""

    ACKNOWLEDGE = "ack"
    RESET = "reset"
    SHELVE = "shelve"
    UNSHELVE = "unshelve"
    SUPPRESS = "suppress"
    UNSUPPRESS = "unsuppress"
    OUT_OF_SERVICE = "out-of-service"
    RETURN = "return"

    @property
    def lays_aside(self) -> bool:
        """It lays alarms aside, and needs a reason."""
        return self in BACK

    @property
    def role(self) -> Role:
        """Who may do it at all; a rule may ask for more."""
        free = (Verb.ACKNOWLEDGE, Verb.RESET, Verb.SHELVE, Verb.UNSHELVE)
        return Role.OPERATOR if self in free else Role.SUPERVISOR


BACK = {
    Verb.SHELVE: Verb.UNSHELVE,
    Verb.SUPPRESS: Verb.UNSUPPRESS,
    Verb.OUT_OF_SERVICE: Verb.RETURN,
}
"""What takes back what was laid aside."""

_KIND = {
    Verb.SHELVE: AsideKind.SHELVED,
    Verb.UNSHELVE: AsideKind.SHELVED,
    Verb.SUPPRESS: AsideKind.SUPPRESSED,
    Verb.UNSUPPRESS: AsideKind.SUPPRESSED,
    Verb.OUT_OF_SERVICE: AsideKind.OUT_OF_SERVICE,
    Verb.RETURN: AsideKind.OUT_OF_SERVICE,
}


def applies(verb: Verb, alarm: Alarm) -> bool:
    """Whether it is for this alarm as it stands; once the feed says no, it has been done."""
    if verb is Verb.ACKNOWLEDGE:
        return alarm.state.needs_acknowledgement
    if verb is Verb.RESET:
        return alarm.state is AlarmState.LTACK
    laid = is_laid(alarm, _KIND[verb])
    if verb is Verb.SHELVE:
        return not laid and alarm.state is not AlarmState.OOSRV
    return laid is not verb.lays_aside


def missing_role(verb: Verb, alarm: Alarm, role: Role) -> bool:
    """Whether the person at the desk is not who this needs: by the verb itself, or by what the alarm's rule says."""
    return not (role.covers(verb.role) and role.covers(alarm.role))


def role_sentence(verb: Verb) -> str:
    """Why the person at the desk cannot do it, and what to do."""
    translate = QCoreApplication.translate
    told = {
        Verb.ACKNOWLEDGE: translate("AlarmVerbs", "Only a supervisor may acknowledge this alarm."),
        Verb.RESET: translate("AlarmVerbs", "Only a supervisor may reset this alarm."),
        Verb.SHELVE: translate("AlarmVerbs", "Only a supervisor may shelve this alarm."),
        Verb.UNSHELVE: translate("AlarmVerbs", "Only a supervisor may unshelve this alarm."),
        Verb.SUPPRESS: translate("AlarmVerbs", "Suppressing needs a supervisor."),
        Verb.UNSUPPRESS: translate("AlarmVerbs", "Ending a suppression needs a supervisor."),
        Verb.OUT_OF_SERVICE: translate("AlarmVerbs", "Taking out of service needs a supervisor."),
        Verb.RETURN: translate("AlarmVerbs", "Returning to service needs a supervisor."),
    }.get(verb, "")
    hint = translate("AlarmVerbs", "Ctrl+Shift+O changes who sits here.")
    return f"{told} {hint}"


def verb_name(verb: Verb) -> str:
    """As a button or menu says it."""
    translate = QCoreApplication.translate
    return {
        Verb.ACKNOWLEDGE: translate("AlarmVerbs", "Acknowledge"),
        Verb.RESET: translate("AlarmVerbs", "Reset"),
        Verb.SHELVE: translate("AlarmVerbs", "Shelve"),
        Verb.UNSHELVE: translate("AlarmVerbs", "Unshelve"),
        Verb.SUPPRESS: translate("AlarmVerbs", "Suppress"),
        Verb.UNSUPPRESS: translate("AlarmVerbs", "End suppression"),
        Verb.OUT_OF_SERVICE: translate("AlarmVerbs", "Out of service"),
        Verb.RETURN: translate("AlarmVerbs", "Return to service"),
    }[verb]


def not_done(verb: Verb) -> str:
    """How a refusal begins."""
    translate = QCoreApplication.translate
    return {
        Verb.ACKNOWLEDGE: translate("AlarmVerbs", "Not acknowledged."),
        Verb.RESET: translate("AlarmVerbs", "Not reset."),
        Verb.SHELVE: translate("AlarmVerbs", "Not shelved."),
        Verb.UNSHELVE: translate("AlarmVerbs", "Not unshelved."),
        Verb.SUPPRESS: translate("AlarmVerbs", "Not suppressed."),
        Verb.UNSUPPRESS: translate("AlarmVerbs", "Suppression not ended."),
        Verb.OUT_OF_SERVICE: translate("AlarmVerbs", "Not taken out of service."),
        Verb.RETURN: translate("AlarmVerbs", "Not returned to service."),
    }[verb]


def nothing_to_do(verb: Verb) -> str:
    """Why a key did nothing: none of the chosen alarms is one it is for."""
    translate = QCoreApplication.translate
    return {
        Verb.RESET: translate("AlarmVerbs", "Nothing to reset: only latched and acknowledged alarms are reset."),
        Verb.SHELVE: translate("AlarmVerbs", "Nothing to shelve: it is shelved or out of service already."),
        Verb.UNSHELVE: translate("AlarmVerbs", "Nothing to unshelve: none of these alarms is shelved."),
        Verb.SUPPRESS: translate("AlarmVerbs", "Nothing to suppress: it is suppressed already."),
        Verb.UNSUPPRESS: translate("AlarmVerbs", "No suppression to end: none of these alarms is suppressed."),
        Verb.OUT_OF_SERVICE: translate("AlarmVerbs", "It is out of service already."),
        Verb.RETURN: translate("AlarmVerbs", "Nothing to return: none of these alarms is out of service."),
    }.get(verb, "")


def done_sentence(verb: Verb, count: int) -> str:
    """What was done, where it can be taken back."""
    translate = QCoreApplication.translate
    return {
        Verb.SHELVE: translate("AlarmVerbs", "%n alarm(s) shelved.", "", count),
        Verb.SUPPRESS: translate("AlarmVerbs", "%n alarm(s) suppressed.", "", count),
        Verb.OUT_OF_SERVICE: translate("AlarmVerbs", "%n alarm(s) out of service.", "", count),
    }.get(verb, "")
