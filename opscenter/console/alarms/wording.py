"""How the console words an alarm: state, value against limit, place. The same in the list and the inspector."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import NOTHING, format_number, format_value, state_text
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.alarm_figures import TIMES
from opscenter.domain.catalogue import Attribute
from opscenter.domain.texts import in_language


def state_name(state: AlarmState) -> str:
    """The state in the console's language, as short as a column."""
    translate = QCoreApplication.translate
    names = {
        AlarmState.NORM: translate("AlarmWording", "back to normal"),
        AlarmState.UNACK: translate("AlarmWording", "unacknowledged"),
        AlarmState.ACKED: translate("AlarmWording", "acknowledged"),
        AlarmState.RTNUN: translate("AlarmWording", "returned"),
        AlarmState.LTUNK: translate("AlarmWording", "latched"),
        AlarmState.LTACK: translate("AlarmWording", "latched, ack."),
        AlarmState.SHLVD: translate("AlarmWording", "shelved"),
        AlarmState.DSUPR: translate("AlarmWording", "suppressed"),
        AlarmState.OOSRV: translate("AlarmWording", "out of service"),
    }
    return names[state]


def priority_name(priority: Priority) -> str:
    """The priority in the console's language."""
    translate = QCoreApplication.translate
    return (
        translate("AlarmWording", "critical"),
        translate("AlarmWording", "high"),
        translate("AlarmWording", "medium"),
        translate("AlarmWording", "low"),
    )[priority - 1]


def attribute_of(session: Session, alarm: Alarm) -> Attribute | None:
    """The catalogue's description of the attribute an alarm watches."""
    row = session.mirror.row_of.get(alarm.entity)
    if row is None:
        return None
    kind = session.catalogue.kinds.get(session.mirror.types[row])
    return kind.attributes.get(alarm.attribute) if kind is not None else None


def value_texts(session: Session, alarm: Alarm) -> tuple[str, str, str]:
    """(value, limit, unit) as texts, "" where there is none."""
    attribute = attribute_of(session, alarm)
    if isinstance(alarm.value, str):
        return one_line(state_text(alarm.value, attribute, session.language), 60), "", ""
    if alarm.unit == TIMES:  # a count, whatever the attribute is measured in
        counts = [format_number(count, 0) if count is not None else "" for count in (alarm.value, alarm.limit)]
        return counts[0], counts[1], TIMES
    decimals = attribute.decimals if attribute is not None else 2
    value, unit = format_value(float(alarm.value), attribute) if alarm.value is not None else ("", "")
    factor = attribute.shown_factor if attribute is not None else 1.0
    limit = format_number(alarm.limit * factor, decimals) if alarm.limit is not None else ""
    return value if value != NOTHING else "", limit, one_line(alarm.unit or unit, 16)


def alarm_text(session: Session, alarm: Alarm) -> str:
    """The alarm's text in the console's language, else its rule."""
    return one_line(in_language(alarm.text, session.language) or alarm.rule)


def text_beside_place(session: Session, alarm: Alarm) -> str:
    """The text where the place stands beside it: "Gauge 4: 82 mm" is "82 mm"; without a colon it stays whole.

    The text may name the place otherwise than it is called now: in another language, or before it was renamed.
    """
    text = alarm_text(session, alarm)
    row = session.mirror.row_of.get(alarm.entity)
    names = [one_line(name) for name in session.mirror.every_name(row)] if row is not None else []
    for place in (place_name(session, alarm), *names, one_line(alarm.entity)):
        if place and text.startswith(place):
            rest = text[len(place) :].lstrip()
            told = rest[1:].strip()
            if rest[:1] in (":", "：") and told:
                return told[0].upper() + told[1:]
    return text


def short_state_name(state: AlarmState) -> str:
    """The state as short as a column of the list; the tooltip has it in full."""
    translate = QCoreApplication.translate
    names = {
        AlarmState.UNACK: translate("AlarmWording", "unack."),
        AlarmState.ACKED: translate("AlarmWording", "acked"),
        AlarmState.LTACK: translate("AlarmWording", "to reset"),
    }
    return names.get(state) or state_name(state)


def place_name(session: Session, alarm: Alarm) -> str:
    """The name of the alarm's entity, else the last part of its id."""
    row = session.mirror.row_of.get(alarm.entity)
    return one_line(session.name(row) if row is not None else alarm.entity.rsplit(":", 1)[-1])
