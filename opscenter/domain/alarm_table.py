"""The alarm life cycle as one table, after ISA-18.2: `(state, event, guard) -> move`. Pure; nothing here has a memory.

A row's guard narrows it: rows of one state and event are tried in the table's order and the first whose guard holds
is taken. What is not in the table is an illegal move and is refused in a sentence; it never changes anything.

SHLVD, DSUPR and OOSRV lie over an inner state that goes on being evaluated and journaled, so RAISED and CLEARED are
legal in them and leave them standing. When one ends, the guard CONDITION says what the return is.
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
    ONE_SHOT = "one-shot"
    CONDITION = "condition stands"


@dataclass(slots=True, frozen=True)
class Circumstances:
    """What the guards look at: two properties of the rule, one of the shelf, and whether the condition stands now."""

    latching: bool = False
    self_acknowledging: bool = False
    one_shot: bool = False
    condition: bool = False


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
        # Laid aside: the condition goes on being judged underneath.
        Row(_S.SHLVD, _E.CLEARED, _G.ONE_SHOT, Move(_S.NORM)),
        Row(_S.SHLVD, _E.SHELF_ENDED, _G.CONDITION, again),
        Row(_S.SHLVD, _E.SHELF_ENDED, _G.ALWAYS, Move(_S.NORM)),
        Row(_S.SHLVD, _E.UNSHELVED, _G.CONDITION, Move(_S.ACKED)),
        Row(_S.SHLVD, _E.UNSHELVED, _G.ALWAYS, Move(_S.NORM)),
        Row(_S.DSUPR, _E.UNSUPPRESSED, _G.CONDITION, again),
        Row(_S.DSUPR, _E.UNSUPPRESSED, _G.ALWAYS, Move(_S.NORM)),
        Row(_S.OOSRV, _E.RETURNED_TO_SERVICE, _G.CONDITION, again),
        Row(_S.OOSRV, _E.RETURNED_TO_SERVICE, _G.ALWAYS, Move(_S.NORM)),
    ]
    for state in (_S.SHLVD, _S.DSUPR, _S.OOSRV):
        rows += [Row(state, event, _G.ALWAYS, Move(state)) for event in (_E.RAISED, _E.CLEARED)]
    # Precedence of what is laid over: out of service, then suppressed, then shelved.
    for state in _S:
        if state is not _S.OOSRV:
            rows.append(Row(state, _E.TAKEN_OUT, _G.ALWAYS, Move(_S.OOSRV)))
        if state not in (_S.OOSRV, _S.DSUPR):
            rows.append(Row(state, _E.SUPPRESSED, _G.ALWAYS, Move(_S.DSUPR)))
        if state not in (_S.OOSRV, _S.DSUPR, _S.SHLVD):
            rows.append(Row(state, _E.SHELVED, _G.ALWAYS, Move(_S.SHLVD)))
    return tuple(rows)


TABLE: tuple[Row, ...] = _rows()

_BY_STATE_AND_EVENT: dict[tuple[AlarmState, AlarmEvent], tuple[Row, ...]] = {
    (state, event): tuple(row for row in TABLE if row.state is state and row.event is event)
    for state in AlarmState
    for event in AlarmEvent
}

_REFUSALS: dict[tuple[AlarmState, AlarmEvent], str] = {
    (_S.NORM, _E.ACKNOWLEDGED): "there is nothing to acknowledge: the alarm is over",
    (_S.ACKED, _E.ACKNOWLEDGED): "already acknowledged",
    (_S.LTACK, _E.ACKNOWLEDGED): "already acknowledged; it is latched and waits for a reset",
    (_S.LTUNK, _E.RESET): "acknowledge it first, then reset it",
    (_S.UNACK, _E.RESET): "the condition still stands; a reset is for latched alarms whose condition has cleared",
    (_S.ACKED, _E.RESET): "the condition still stands; a reset is for latched alarms whose condition has cleared",
    (_S.RTNUN, _E.RESET): "it is not latched; acknowledging is enough",
    (_S.NORM, _E.RESET): "there is nothing to reset: the alarm is over",
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
        case Guard.ONE_SHOT:
            return circumstances.one_shot
        case Guard.CONDITION:
            return circumstances.condition
        case Guard.ALWAYS:
            return True
