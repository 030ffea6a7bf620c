"""What lays an alarm aside, read from its fact: who, why, since when, until when, and what is beneath."""

from opscenter.domain.alarm import Alarm, AlarmState, Aside, AsideKind

_KIND = {
    AlarmState.SHLVD: AsideKind.SHELVED,
    AlarmState.DSUPR: AsideKind.SUPPRESSED,
    AlarmState.OOSRV: AsideKind.OUT_OF_SERVICE,
}


def deciding(alarm: Alarm) -> Aside | None:
    """The entry that decides the state of an alarm that is laid aside; None where its fact does not tell."""
    wanted = _KIND.get(alarm.state)
    return next((one for one in alarm.asides if one.kind is wanted), None)


def is_laid(alarm: Alarm, kind: AsideKind) -> bool:
    """Whether it is laid aside in this way, though another may lie over it."""
    return _KIND.get(alarm.state) is kind or any(one.kind is kind for one in alarm.asides)


def beneath(alarm: Alarm) -> AlarmState:
    """The state that is judged: the inner one of what is laid aside."""
    if not alarm.state.is_laid_aside:
        return alarm.state
    return alarm.inner if alarm.inner is not None else AlarmState.NORM
