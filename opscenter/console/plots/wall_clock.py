"""The same time of day some days on, in a zone whose clocks change. No Qt."""

from datetime import tzinfo

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.clock_offsets import DAY_MS, offset_ms, offsets_ms

Ints = NDArray[np.int64]


def days_on(times: Ints, days: int, zone: tzinfo) -> tuple[Ints, Ints]:
    """(which of `times`, Unix ms of the same wall-clock time `days` later), in order of the latter.

    A time of day that the later day does not have (clocks go forward) is left out; one it has twice (clocks go back)
    stands at both.
    """
    local = times + offsets_ms(times, zone) + days * DAY_MS
    before, after = offsets_ms(local - DAY_MS, zone), offsets_ms(local + DAY_MS, zone)
    first, second = local - before, local - after
    first_holds = offsets_ms(first, zone) == before
    second_holds = (offsets_ms(second, zone) == after) & (second != first)
    which = np.concatenate([np.flatnonzero(first_holds), np.flatnonzero(second_holds)])
    at = np.concatenate([first[first_holds], second[second_holds]])
    order = np.argsort(at, kind="stable")
    return which[order], at[order]


def days_before(time: int, days: int, zone: tzinfo) -> int:
    """Unix ms of the same wall-clock time so many days earlier; of one that day did not have, as if it had."""
    local = time + offset_ms(time, zone) - days * DAY_MS
    guess = local - offset_ms(local - offset_ms(time, zone), zone)
    return local - offset_ms(guess, zone)
