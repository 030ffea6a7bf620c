"""Since when numbers have been unusual: not for one wild reading, not over for one good one."""

import numpy as np

from opscenter.domain.unusual import HOLD_MS, STAND_MS, UnusualSince

T0 = 1_795_000_000_000
MINUTE = 60_000


def course(offs: list[float], every: int = MINUTE) -> tuple[list[int], list[int]]:
    """Since when (from T0, 0: not) beyond two and beyond three spreads, after each reading."""
    unusual = UnusualSince(1)
    told: tuple[list[int], list[int]] = ([], [])
    for step, off in enumerate(offs):
        at = T0 + step * every
        unusual.take(at, np.array([at]), np.array([off]))
        for level, since in enumerate(unusual.since()[:, 0].tolist()):
            told[level].append(since)
    return told


def test_it_counts_from_the_first_moment_once_it_has_stood() -> None:
    two, three = course([0.0, 2.5, 2.5, -2.5, 2.5, 3.5])
    assert two == [0, 0, 0, 0, T0 + MINUTE, T0 + MINUTE], "either side; after three minutes"
    assert three == [0] * 6


def test_one_wild_reading_is_nothing() -> None:
    two, three = course([0.0, 90.0, 0.0, 0.0, 0.0, 0.0])
    assert two == three == [0] * 6


def test_it_holds_while_it_flickers_around_the_level_and_ends_when_it_has_been_back() -> None:
    back = HOLD_MS // MINUTE
    two, _ = course([2.5] * 5 + [1.9, 2.1] * 10 + [0.0] * (back + 2))
    assert set(two[4:25]) == {T0}
    last = 24  # the last reading beyond
    assert two[last + back - 1] == T0
    assert two[last + back] == 0


def test_a_number_that_is_not_known_for_a_while_stays_what_it_was() -> None:
    two, _ = course([2.5] * 5 + [np.nan] * 5 + [2.5] * 3)
    assert set(two[4:]) == {T0}
    two, _ = course([2.5] * 5 + [np.nan] * 30)
    assert two[-1] == 0


def test_a_reading_that_stands_counts_from_when_it_was_measured() -> None:
    unusual = UnusualSince(2)
    measured = np.array([T0 - 5 * MINUTE, T0])
    for at in (T0, T0 + STAND_MS - 1):
        unusual.take(at, measured, np.array([4.0, 4.0]))
    assert unusual.since().tolist() == [[T0 - 5 * MINUTE, 0]] * 2
    unusual.take(T0 + STAND_MS, measured, np.array([4.0, 4.0]))
    assert unusual.since().tolist() == [[T0 - 5 * MINUTE, T0]] * 2


def test_numbers_may_come_and_go_and_keep_what_is_known_of_them() -> None:
    unusual = UnusualSince(2)
    for step in range(5):
        unusual.take(T0 + step * MINUTE, np.full(2, T0), np.array([9.0, 0.0]))
    moved = unusual.moved(np.array([-1, 0, 1]))
    assert moved.since()[0].tolist() == [0, T0, 0]
    moved.put(np.array([2]), unusual.moved(np.array([0])))
    assert moved.since()[0].tolist() == [0, T0, T0]
