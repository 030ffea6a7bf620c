"""The alarm life cycle as one table, after ISA-18.2: `(state, event, guard) -> move`. Pure; nothing here has a memory.

A row's guard narrows it: rows of one state and event are tried in the table's order and the first whose guard holds
is taken. What is not in the table is an illegal move and is refused in a sentence; it never changes anything.

SHLVD, DSUPR and OOSRV lie over an inner state that goes on being judged, acknowledged and journaled: what happens to it
leaves them standing, and `alarm_layers` moves the inner state by the rows of that state. When what lies over it ends,
guards say what comes back: what else lies over it, else what the inner state is by then.
"""

from dataclasses import dataclass
from enum import StrEnum

from opscenter.domain.alarm import AlarmState


class AlarmEvent(StrEnum):
    """What can happen to an alarm. The plain values are what the journal stores: never rename them."""

    RAISED = "raised"
    CLEARED = "cleared"
    ACKNOWLEDGED = "acknowledged"
    RESET = "reset"
    PRIORITY_ROSE = "priority-rose"
    REALARMED = "realarmed"
    SUPERSEDED = "superseded"
    SHELVED = "shelved"
    UNSHELVED = "unshelved"
    SHELF_ENDED = "shelf-ended"
    SUPPRESSED = "suppressed"
    UNSUPPRESSED = "unsuppressed"
    TAKEN_OUT = "taken-out"
    RETURNED_TO_SERVICE = "returned-to-service"


class Guard(StrEnum):
    """When a row applies."""

    ALWAYS = "always"
    LATCHING = "latching"
    SELF_ACKNOWLEDGING = "self-acknowledging"
    STILL_SUPPRESSED = "still suppressed"
    STILL_SHELVED = "still shelved"
    CONDITION = "condition stands beneath"
    LATCHED = "latched beneath"
    LATCHED_ACKED = "latched and acknowledged beneath"


@dataclass(slots=True, frozen=True)
class Circumstances:
    """What the guards look at: two properties of the rule, the `inner` state beneath what ends, and the state that what
    else lies over it gives (`under`; None: nothing else does)."""

    latching: bool = False
    self_acknowledging: bool = False
    inner: AlarmState | None = None
    under: AlarmState | None = None


@dataclass(slots=True, frozen=True)
class Move:
    """One legal move. `announce`: sound and flash anew. `new_occurrence`: a new activation, with an id of its own,
    so that an acknowledgement on its way to the earlier one cannot swallow it."""

    to: AlarmState
    announce: bool = False
    new_occurrence: bool = False


@dataclass(slots=True, frozen=True)
class Row:
    """One row of the table."""

    state: AlarmState
    event: AlarmEvent
    guard: Guard
    move: Move


_S, _E, _G = AlarmState, AlarmEvent, Guard

BENEATH = (_E.RAISED, _E.CLEARED, _E.ACKNOWLEDGED, _E.RESET, _E.PRIORITY_ROSE)
"""What happens to an alarm that is laid aside as to any other; it is announced again only when it comes back."""
LAYING = (_E.SHELVED, _E.SUPPRESSED, _E.TAKEN_OUT)
"""What lays an alarm aside."""
BRINGING_BACK = (_E.SHELF_ENDED, _E.UNSHELVED, _E.UNSUPPRESSED, _E.RETURNED_TO_SERVICE)
"""What ends a shelf, a suppression, a time out of service."""


def _rows() -> tuple[Row, ...]:
    raised = Move(_S.UNACK, announce=True, new_occurrence=True)
    again = Move(_S.UNACK, announce=True)
    rows = [
        Row(_S.NORM, _E.RAISED, _G.ALWAYS, raised),
        Row(_S.UNACK, _E.ACKNOWLEDGED, _G.ALWAYS, Move(_S.ACKED)),
        Row(_S.UNACK, _E.CLEARED, _G.LATCHING, Move(_S.LTUNK)),
        Row(_S.UNACK, _E.CLEARED, _G.SELF_ACKNOWLEDGING, Move(_S.NORM)),
        Row(_S.UNACK, _E.CLEARED, _G.ALWAYS, Move(_S.RTNUN)),
        Row(_S.UNACK, _E.PRIORITY_ROSE, _G.ALWAYS, again),
        Row(_S.ACKED, _E.CLEARED, _G.LATCHING, Move(_S.LTACK)),
        Row(_S.ACKED, _E.CLEARED, _G.ALWAYS, Move(_S.NORM)),
        Row(_S.ACKED, _E.PRIORITY_ROSE, _G.ALWAYS, again),
        Row(_S.ACKED, _E.REALARMED, _G.ALWAYS, again),
        Row(_S.RTNUN, _E.ACKNOWLEDGED, _G.ALWAYS, Move(_S.NORM)),
        Row(_S.RTNUN, _E.RAISED, _G.ALWAYS, raised),
        Row(_S.LTUNK, _E.ACKNOWLEDGED, _G.ALWAYS, Move(_S.LTACK)),
        Row(_S.LTUNK, _E.RAISED, _G.ALWAYS, raised),
        Row(_S.LTACK, _E.RAISED, _G.ALWAYS, raised),
        Row(_S.LTACK, _E.RESET, _G.ALWAYS, Move(_S.NORM)),
        # A new activation takes the place of what still stood of the one before.
        Row(_S.RTNUN, _E.SUPERSEDED, _G.ALWAYS, Move(_S.NORM)),
        Row(_S.LTUNK, _E.SUPERSEDED, _G.ALWAYS, Move(_S.NORM)),
        Row(_S.LTACK, _E.SUPERSEDED, _G.ALWAYS, Move(_S.NORM)),
    ]
    # What ends comes back: with its condition standing it asks again, unless a person took it off the shelf, who knows.
    for state, event in (
        (_S.SHLVD, _E.SHELF_ENDED),
        (_S.SHLVD, _E.UNSHELVED),
        (_S.DSUPR, _E.UNSUPPRESSED),
        (_S.OOSRV, _E.RETURNED_TO_SERVICE),
    ):
        known = event is _E.UNSHELVED
        if state is not _S.SHLVD:
            rows.append(Row(state, event, _G.STILL_SUPPRESSED, Move(_S.DSUPR)))
            rows.append(Row(state, event, _G.STILL_SHELVED, Move(_S.SHLVD)))
        rows += [
            Row(state, event, _G.CONDITION, Move(_S.ACKED) if known else again),
            # Only a reset ends what is latched.
            Row(state, event, _G.LATCHED, Move(_S.LTACK) if known else Move(_S.LTUNK, announce=True)),
            Row(state, event, _G.LATCHED_ACKED, Move(_S.LTACK)),
            Row(state, event, _G.ALWAYS, Move(_S.NORM)),
        ]
    for state in (_S.SHLVD, _S.DSUPR, _S.OOSRV):
        # Beneath, life goes on; a new activation takes over what lies over the one before.
        rows += [Row(state, event, _G.ALWAYS, Move(state)) for event in BENEATH]
        rows.append(Row(state, _E.SUPERSEDED, _G.ALWAYS, Move(_S.NORM)))
    # Precedence of what is laid over: out of service, then suppressed, then shelved.
    for state in _S:
        if state is not _S.OOSRV:
            rows.append(Row(state, _E.TAKEN_OUT, _G.ALWAYS, Move(_S.OOSRV)))
            rows.append(Row(state, _E.SHELVED, _G.ALWAYS, Move(_S.DSUPR if state is _S.DSUPR else _S.SHLVD)))
        rows.append(Row(state, _E.SUPPRESSED, _G.ALWAYS, Move(_S.OOSRV if state is _S.OOSRV else _S.DSUPR)))
    # What lies beneath another one ends without being seen to.
    for state in (_S.DSUPR, _S.OOSRV):
        rows += [Row(state, event, _G.ALWAYS, Move(state)) for event in (_E.SHELF_ENDED, _E.UNSHELVED)]
    rows.append(Row(_S.OOSRV, _E.UNSUPPRESSED, _G.ALWAYS, Move(_S.OOSRV)))
    return tuple(rows)


TABLE: tuple[Row, ...] = _rows()

_BY_STATE_AND_EVENT: dict[tuple[AlarmState, AlarmEvent], tuple[Row, ...]] = {
    (state, event): tuple(row for row in TABLE if row.state is state and row.event is event)
    for state in AlarmState
    for event in AlarmEvent
}

_SHOWN = tuple(state for state in _S if not state.is_laid_aside)
_REFUSALS: dict[tuple[AlarmState, AlarmEvent], str] = {
    (_S.NORM, _E.ACKNOWLEDGED): "there is nothing to acknowledge: the alarm is over",
    (_S.ACKED, _E.ACKNOWLEDGED): "already acknowledged",
    (_S.LTACK, _E.ACKNOWLEDGED): "already acknowledged; it is latched and waits for a reset",
    (_S.LTUNK, _E.RESET): "acknowledge it first, then reset it",
    (_S.UNACK, _E.RESET): "the condition still stands; a reset is for latched alarms whose condition has cleared",
    (_S.ACKED, _E.RESET): "the condition still stands; a reset is for latched alarms whose condition has cleared",
    (_S.RTNUN, _E.RESET): "it is not latched; acknowledging is enough",
    (_S.NORM, _E.RESET): "there is nothing to reset: the alarm is over",
    (_S.OOSRV, _E.SHELVED): "it is out of service; return it to service before you shelve it",
    (_S.OOSRV, _E.TAKEN_OUT): "it is out of service already",
    **{(state, event): "it is not shelved" for state in _SHOWN for event in (_E.UNSHELVED, _E.SHELF_ENDED)},
    **{(state, _E.UNSUPPRESSED): "it is not suppressed" for state in (*_SHOWN, _S.SHLVD)},
    **{(state, _E.RETURNED_TO_SERVICE): "it is not out of service" for state in _S if state is not _S.OOSRV},
}


class IllegalMoveError(ValueError):
    """The table has no such move. The text is a sentence for the person who asked for it."""


def step(state: AlarmState, event: AlarmEvent, circumstances: Circumstances = Circumstances()) -> Move:
    """The move the table gives for `event` in `state`. Raises IllegalMoveError, a sentence, where it gives none."""
    for row in _BY_STATE_AND_EVENT[state, event]:
        if _holds(row.guard, circumstances):
            return row.move
    raise IllegalMoveError(
        _REFUSALS.get((state, event)) or f"an alarm in state {state} cannot be {event.replace('-', ' ')}"
    )


def _holds(guard: Guard, circumstances: Circumstances) -> bool:
    match guard:
        case Guard.LATCHING:
            return circumstances.latching
        case Guard.SELF_ACKNOWLEDGING:
            return circumstances.self_acknowledging
        case Guard.STILL_SUPPRESSED:
            return circumstances.under is AlarmState.DSUPR
        case Guard.STILL_SHELVED:
            return circumstances.under is AlarmState.SHLVD
        case Guard.CONDITION:
            return circumstances.inner is not None and circumstances.inner.is_active
        case Guard.LATCHED:
            return circumstances.inner is AlarmState.LTUNK
        case Guard.LATCHED_ACKED:
            return circumstances.inner is AlarmState.LTACK
        case Guard.ALWAYS:
            return True
