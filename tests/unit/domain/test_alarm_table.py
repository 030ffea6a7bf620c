"""The alarm table against ALARMS: one case for each legal move, and every other move refused."""

import itertools

import pytest

from opscenter.domain.alarm import AlarmState as S
from opscenter.domain.alarm_table import TABLE, Circumstances, IllegalMoveError, step
from opscenter.domain.alarm_table import AlarmEvent as E

PLAIN = Circumstances()
LATCHING = Circumstances(latching=True)
SELF = Circumstances(self_acknowledging=True)
STANDS = Circumstances(inner=S.UNACK)
KNOWN = Circumstances(inner=S.ACKED)
RETURNED = Circumstances(inner=S.RTNUN)
LATCHED = Circumstances(inner=S.LTUNK)
LATCHED_KNOWN = Circumstances(inner=S.LTACK)
STILL_SHELVED = Circumstances(inner=S.UNACK, under=S.SHLVD)
STILL_SUPPRESSED = Circumstances(inner=S.UNACK, under=S.DSUPR)

# state, event, circumstances -> state after, announced, a new occurrence
LIFE = [
    (S.NORM, E.RAISED, PLAIN, S.UNACK, True, True),
    (S.UNACK, E.ACKNOWLEDGED, PLAIN, S.ACKED, False, False),
    (S.UNACK, E.CLEARED, PLAIN, S.RTNUN, False, False),
    (S.UNACK, E.CLEARED, SELF, S.NORM, False, False),
    (S.UNACK, E.CLEARED, LATCHING, S.LTUNK, False, False),
    (S.UNACK, E.PRIORITY_ROSE, PLAIN, S.UNACK, True, False),
    (S.ACKED, E.CLEARED, PLAIN, S.NORM, False, False),
    (S.ACKED, E.CLEARED, LATCHING, S.LTACK, False, False),
    (S.ACKED, E.PRIORITY_ROSE, PLAIN, S.UNACK, True, False),
    (S.ACKED, E.REALARMED, PLAIN, S.UNACK, True, False),
    (S.RTNUN, E.ACKNOWLEDGED, PLAIN, S.NORM, False, False),
    (S.RTNUN, E.RAISED, PLAIN, S.UNACK, True, True),
    (S.RTNUN, E.SUPERSEDED, PLAIN, S.NORM, False, False),
    (S.LTUNK, E.ACKNOWLEDGED, PLAIN, S.LTACK, False, False),
    (S.LTUNK, E.RAISED, PLAIN, S.UNACK, True, True),
    (S.LTUNK, E.SUPERSEDED, PLAIN, S.NORM, False, False),
    (S.LTACK, E.RAISED, PLAIN, S.UNACK, True, True),
    (S.LTACK, E.RESET, PLAIN, S.NORM, False, False),
    (S.LTACK, E.SUPERSEDED, PLAIN, S.NORM, False, False),
]

_ENDS = [(S.SHLVD, E.SHELF_ENDED), (S.DSUPR, E.UNSUPPRESSED), (S.OOSRV, E.RETURNED_TO_SERVICE)]
BACK = [
    *((state, event, PLAIN, S.NORM, False, False) for state, event in _ENDS),
    *((state, event, STANDS, S.UNACK, True, False) for state, event in _ENDS),
    *((state, event, LATCHED, S.LTUNK, True, False) for state, event in _ENDS),
    *((state, event, LATCHED_KNOWN, S.LTACK, False, False) for state, event in _ENDS),
    (S.SHLVD, E.UNSHELVED, PLAIN, S.NORM, False, False),
    (S.SHLVD, E.UNSHELVED, STANDS, S.ACKED, False, False),
    (S.SHLVD, E.UNSHELVED, LATCHED, S.LTACK, False, False),
    (S.SHLVD, E.UNSHELVED, LATCHED_KNOWN, S.LTACK, False, False),
    (S.DSUPR, E.UNSUPPRESSED, STILL_SUPPRESSED, S.DSUPR, False, False),
    (S.DSUPR, E.UNSUPPRESSED, STILL_SHELVED, S.SHLVD, False, False),
    (S.OOSRV, E.RETURNED_TO_SERVICE, STILL_SUPPRESSED, S.DSUPR, False, False),
    (S.OOSRV, E.RETURNED_TO_SERVICE, STILL_SHELVED, S.SHLVD, False, False),
]
_BENEATH = (E.RAISED, E.CLEARED, E.ACKNOWLEDGED, E.RESET, E.PRIORITY_ROSE)
ASIDE = (S.SHLVD, S.DSUPR, S.OOSRV)
BENEATH = [
    *((state, event, PLAIN, state, False, False) for state in ASIDE for event in _BENEATH),
    *((state, E.SUPERSEDED, PLAIN, S.NORM, False, False) for state in ASIDE),
    *((S.DSUPR, event, PLAIN, S.DSUPR, False, False) for event in (E.SHELF_ENDED, E.UNSHELVED)),
    *((S.OOSRV, event, PLAIN, S.OOSRV, False, False) for event in (E.SHELF_ENDED, E.UNSHELVED, E.UNSUPPRESSED)),
]
LAID = [
    *((state, E.SHELVED, PLAIN, S.SHLVD, False, False) for state in S if state not in (S.DSUPR, S.OOSRV)),
    (S.DSUPR, E.SHELVED, PLAIN, S.DSUPR, False, False),
    *((state, E.SUPPRESSED, PLAIN, S.DSUPR, False, False) for state in S if state is not S.OOSRV),
    (S.OOSRV, E.SUPPRESSED, PLAIN, S.OOSRV, False, False),
    *((state, E.TAKEN_OUT, PLAIN, S.OOSRV, False, False) for state in S if state is not S.OOSRV),
]
CASES = LIFE + BACK + BENEATH + LAID
LEGAL = {(case[0], case[1]) for case in CASES}
EVERY = [
    Circumstances(latching, self_acknowledging, inner, under)
    for latching in (False, True)
    for self_acknowledging in (False, True)
    for inner in (None, *S)
    for under in (None, *ASIDE)
]


@pytest.mark.parametrize(("state", "event", "circumstances", "after", "announced", "anew"), CASES)
def test_legal_move(state: S, event: E, circumstances: Circumstances, after: S, announced: bool, anew: bool) -> None:
    move = step(state, event, circumstances)
    assert (move.to, move.announce, move.new_occurrence) == (after, announced, anew)


@pytest.mark.parametrize(("state", "event"), [pair for pair in itertools.product(S, E) if pair not in LEGAL])
def test_every_other_move_is_refused_in_a_sentence(state: S, event: E) -> None:
    for circumstances in EVERY:
        with pytest.raises(IllegalMoveError, match=r"\w+ \w+"):
            step(state, event, circumstances)


def test_every_row_of_the_table_has_a_case() -> None:
    assert {(row.state, row.event) for row in TABLE} == LEGAL
    assert len(TABLE) == len(CASES)


def test_what_has_returned_and_was_never_latched_ends_with_what_lay_over_it() -> None:
    assert {step(state, event, RETURNED).to for state, event in _ENDS} == {S.NORM}


def test_what_was_acknowledged_beneath_asks_again_unless_a_person_takes_it_off_the_shelf() -> None:
    assert {step(state, event, KNOWN).to for state, event in _ENDS} == {S.UNACK}
    assert step(S.SHLVD, E.UNSHELVED, KNOWN).to is S.ACKED


def test_a_latched_alarm_is_acknowledged_before_it_is_reset() -> None:
    with pytest.raises(IllegalMoveError, match="acknowledge it first"):
        step(S.LTUNK, E.RESET)


@pytest.mark.parametrize(
    ("state", "event", "words"),
    [
        (S.OOSRV, E.SHELVED, "out of service"),
        (S.OOSRV, E.TAKEN_OUT, "out of service already"),
        (S.UNACK, E.UNSHELVED, "not shelved"),
        (S.SHLVD, E.UNSUPPRESSED, "not suppressed"),
        (S.DSUPR, E.RETURNED_TO_SERVICE, "not out of service"),
    ],
)
def test_what_is_not_laid_aside_so_cannot_be_brought_back(state: S, event: E, words: str) -> None:
    with pytest.raises(IllegalMoveError, match=words):
        step(state, event)


def test_only_what_sounds_again_is_announced() -> None:
    assert all(row.move.to in (S.UNACK, S.LTUNK) for row in TABLE if row.move.announce)
    assert all(row.move.announce for row in TABLE if row.move.to is S.UNACK)
