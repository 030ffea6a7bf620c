"""What the cells of an alarm say: in the list, and in the ledgers of what is laid aside."""

from PySide6.QtCore import QCoreApplication

from opscenter.console.alarms.aside import beneath, deciding
from opscenter.console.alarms.wording import alarm_text, priority_name, short_state_name, state_name
from opscenter.console.format import format_age, format_date_time, format_time
from opscenter.console.plain import one_line
from opscenter.console.session import Session
from opscenter.domain.alarm import Alarm, AlarmState, Aside

DAY_MS = 86_400_000


def clock(session: Session, at: int) -> str:
    """The time of a moment of today, else its date and time without the year."""
    if abs(session.now - at) < 20 * 3_600_000:
        return format_time(at, session.zone)
    return format_date_time(at, session.zone, seconds=False)[5:]


def countdown(ms: int) -> str:
    """Time that is left: to the second within the last hour, "0:42", "12:05"."""
    seconds = max(0, ms) // 1000
    return f"{seconds // 60}:{seconds % 60:02d}" if seconds < 3600 else format_age(ms)


def respond_text(session: Session, alarm: Alarm) -> str:
    """Time left to respond, or how long it is over; "" where nobody is waited for."""
    left = respond_left(session, alarm)
    if left is None:
        return ""
    if left > 0:
        return countdown(left)
    return overdue(-left)


def overdue(ms: int) -> str:
    """How long a time to respond is over."""
    return QCoreApplication.translate("AlarmCells", "overdue {age}").format(age=format_age(ms))


def respond_left(session: Session, alarm: Alarm) -> int | None:
    """ms until the time to respond is over, None where there is no such time or somebody has responded."""
    if not alarm.respond_s or alarm.state is not AlarmState.UNACK:
        return None
    return max(alarm.since, alarm.announced) + alarm.respond_s * 1000 - session.now


def beneath_text(alarm: Alarm) -> str:
    """Whether what is laid aside would be in alarm now."""
    inner = beneath(alarm)
    if inner is AlarmState.NORM:
        return QCoreApplication.translate("AlarmCells", "not in alarm")
    if inner.is_active:
        return QCoreApplication.translate("AlarmCells", "in alarm")
    return short_state_name(inner)


def reason_text(session: Session, alarm: Alarm) -> str:
    """Why it is laid aside."""
    why = deciding(alarm)
    if why is None:
        return ""
    if why.rule:
        other = session.mirror.alarms.get(why.source)
        name = alarm_text(session, other) if other is not None else why.rule
        return QCoreApplication.translate("AlarmCells", "follows from: {alarm}").format(alarm=one_line(name, 120))
    return one_line(why.reason)


def left_text(session: Session, alarm: Alarm) -> str:
    """How much longer it is laid aside."""
    why = deciding(alarm)
    translate = QCoreApplication.translate
    if why is None:
        return ""
    if why.one_shot:
        return translate("AlarmCells", "until it clears")
    if why.rule:
        return translate("AlarmCells", "while that stands")
    if not why.until:
        return translate("AlarmCells", "until ended")
    left = why.until - session.now
    return countdown(left) if left > 0 else translate("AlarmCells", "now")


def who_text(alarm: Alarm) -> str:
    """Who laid it aside."""
    why = deciding(alarm)
    if why is None:
        return ""
    return one_line(why.by) if why.by else QCoreApplication.translate("AlarmCells", "by design")


def aside_line(session: Session, alarm: Alarm, one: Aside) -> str:
    """One entry of what lays an alarm aside, whole, for a tooltip."""
    translate = QCoreApplication.translate
    kind = state_name(
        {"shelved": AlarmState.SHLVD, "suppressed": AlarmState.DSUPR}.get(one.kind.value, AlarmState.OOSRV)
    )
    who = one.by or translate("AlarmCells", "by design")
    parts = [kind, who, format_date_time(one.at, session.zone)]
    if one.desk:
        parts.insert(2, one.desk)
    if one.until:
        until = format_date_time(one.until, session.zone)
        parts.append(translate("AlarmCells", "until {time}").format(time=until))
    told = one.reason or one.rule
    return " · ".join(parts) + (f": {told}" if told else "")


def spoken(alarm: Alarm, text: str) -> str:
    """A cell for those who hear it."""
    return f"{priority_name(alarm.priority)} {text}"
