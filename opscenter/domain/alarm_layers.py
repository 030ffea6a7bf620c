"""What lies over an alarm and what is beneath: asides in order of precedence, and the move of both by the table."""

from dataclasses import dataclass

from opscenter.domain.alarm import AlarmState, Aside, AsideKind
from opscenter.domain.alarm_table import BRINGING_BACK, LAYING, AlarmEvent, Circumstances, step

_PRECEDENCE = (AsideKind.OUT_OF_SERVICE, AsideKind.SUPPRESSED, AsideKind.SHELVED)
_STATES = {
    AsideKind.OUT_OF_SERVICE: AlarmState.OOSRV,
    AsideKind.SUPPRESSED: AlarmState.DSUPR,
    AsideKind.SHELVED: AlarmState.SHLVD,
}

Asides = tuple[Aside, ...]


@dataclass(slots=True, frozen=True)
class Layers:
    """The state that is shown, the state beneath (None: nothing lies over it), and what lies over it."""

    state: AlarmState
    inner: AlarmState | None = None
    asides: Asides = ()


def laid_over(asides: Asides, aside: Aside) -> Asides:
    """The asides with one more; one of the same kind and rule is replaced."""
    kept = [one for one in asides if (one.kind, one.rule) != (aside.kind, aside.rule)]
    return tuple(sorted((*kept, aside), key=lambda one: (_PRECEDENCE.index(one.kind), one.at, one.rule)))


def taken_off(asides: Asides, aside: Aside) -> Asides:
    """The asides without the one of that kind and rule."""
    return tuple(one for one in asides if (one.kind, one.rule) != (aside.kind, aside.rule))


def aside_of(asides: Asides, kind: AsideKind, rule: str = "") -> Aside | None:
    """The aside of a kind: laid by a person, or by the alarm of `rule`."""
    return next((one for one in asides if one.kind is kind and one.rule == rule), None)


def shown_as(asides: Asides) -> AlarmState | None:
    """The state that asides in their order give; None without any."""
    return _STATES[asides[0].kind] if asides else None


def moved(
    now: Layers, event: AlarmEvent, aside: Aside | None = None, *, latching: bool = False, self_acking: bool = False
) -> Layers:
    """The layers after an event. `aside`: the one that is laid or taken off. Raises IllegalMoveError, a sentence."""
    beneath = now.state if now.inner is None else now.inner
    if event in LAYING:
        assert aside is not None
        return Layers(step(now.state, event).to, beneath, laid_over(now.asides, aside))
    if event in BRINGING_BACK:
        assert aside is not None
        left = taken_off(now.asides, aside)
        move = step(now.state, event, Circumstances(inner=beneath, under=shown_as(left)))
        return Layers(move.to, beneath if left else None, left)
    circumstances = Circumstances(latching, self_acking)
    outer = step(now.state, event, circumstances)
    if now.inner is None or event is AlarmEvent.SUPERSEDED:
        return Layers(outer.to)
    return Layers(outer.to, step(beneath, event, circumstances).to, now.asides)
