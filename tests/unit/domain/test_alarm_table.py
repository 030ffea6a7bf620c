"""The alarm table against ALARMS: one case for each legal move, and every other move refused."""

import itertools

import pytest

from opscenter.domain.alarm import AlarmState as S
from opscenter.domain.alarm_table import TABLE, Circumstances, IllegalMoveError, step
from opscenter.domain.alarm_table import AlarmEvent as E

PLAIN = Circumstances()
LATCHING = Circumstances(latching=True)
SELF = Circumstances(self_acknowledging=True)
ONE_SHOT = Circumstances(one_shot=True)
STANDS = Circumstances(condition=True)

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
    (S.SHLVD, E.SHELF_ENDED, PLAIN, S.NORM, False, False),
    (S.SHLVD, E.SHELF_ENDED, STANDS, S.UNACK, True, False),
    (S.SHLVD, E.UNSHELVED, PLAIN, S.NORM, False, False),
    (S.SHLVD, E.UNSHELVED, STANDS, S.ACKED, False, False),
    (S.SHLVD, E.RAISED, PLAIN, S.SHLVD, False, False),
    (S.SHLVD, E.CLEARED, PLAIN, S.SHLVD, False, False),
    (S.SHLVD, E.CLEARED, ONE_SHOT, S.NORM, False, False),
    (S.DSUPR, E.UNSUPPRESSED, PLAIN, S.NORM, False, False),
    (S.DSUPR, E.UNSUPPRESSED, STANDS, S.UNACK, True, False),
    (S.DSUPR, E.RAISED, PLAIN, S.DSUPR, False, False),
    (S.DSUPR, E.CLEARED, PLAIN, S.DSUPR, False, False),
    (S.OOSRV, E.RETURNED_TO_SERVICE, PLAIN, S.NORM, False, False),
    (S.OOSRV, E.RETURNED_TO_SERVICE, STANDS, S.UNACK, True, False),
    (S.OOSRV, E.RAISED, PLAIN, S.OOSRV, False, False),
    (S.OOSRV, E.CLEARED, PLAIN, S.OOSRV, False, False),
]
LAID = [
    *((state, E.SHELVED, PLAIN, S.SHLVD, False, False) for state in S if not state.is_laid_aside),
    *((state, E.SUPPRESSED, PLAIN, S.DSUPR, False, False) for state in S if state not in (S.DSUPR, S.OOSRV)),
    *((state, E.TAKEN_OUT, PLAIN, S.OOSRV, False, False) for state in S if state is not S.OOSRV),
]
LEGAL = {(case[0], case[1]) for case in LIFE + LAID}


@pytest.mark.parametrize(("state", "event", "circumstances", "after", "announced", "anew"), LIFE + LAID)
def test_legal_move(state: S, event: E, circumstances: Circumstances, after: S, announced: bool, anew: bool) -> None:
    move = step(state, event, circumstances)
    assert (move.to, move.announce, move.new_occurrence) == (after, announced, anew)


@pytest.mark.parametrize(("state", "event"), [pair for pair in itertools.product(S, E) if pair not in LEGAL])
def test_every_other_move_is_refused_in_a_sentence(state: S, event: E) -> None:
    for flags in itertools.product((False, True), repeat=4):
        with pytest.raises(IllegalMoveError, match=r"\w+ \w+"):
            step(state, event, Circumstances(*flags))


def test_every_row_of_the_table_has_a_case() -> None:
    assert {(row.state, row.event) for row in TABLE} == LEGAL
    assert len(TABLE) == len(LIFE) + len(LAID)


def test_a_latched_alarm_is_acknowledged_before_it_is_reset() -> None:
    with pytest.raises(IllegalMoveError, match="acknowledge it first"):
        step(S.LTUNK, E.RESET)


def test_only_what_sounds_again_is_announced() -> None:
    assert all(row.move.to is S.UNACK for row in TABLE if row.move.announce)
    assert all(row.move.announce for row in TABLE if row.move.to is S.UNACK)
