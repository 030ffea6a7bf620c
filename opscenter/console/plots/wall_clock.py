"""The same time of day some days on, in a zone whose clocks change. No Qt."""

from datetime import UTC, datetime, tzinfo

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

DAY_MS = 86_400_000
STEP_MS = 900_000
"""Clocks change on whole quarters of an hour (IANA time zone database, everywhere since 1972)."""


def offsets(times: Ints, zone: tzinfo) -> Ints:
    """By how much (ms) the clocks of a zone are ahead of UTC at each of `times` (Unix ms)."""
    if not len(times):
        return np.empty(0, np.int64)
    day, place = np.unique(times // DAY_MS, return_inverse=True)
    begins = np.array([_offset(int(at) * DAY_MS, zone) for at in day.tolist()], np.int64)
    ends = np.array([_offset(int(at + 1) * DAY_MS, zone) for at in day.tolist()], np.int64)
    found = begins[place]
    for at in np.flatnonzero(begins != ends).tolist():  # a day on which the clocks change
        mine = np.flatnonzero(place == at)
        quarter, which = np.unique(times[mine] // STEP_MS, return_inverse=True)
        found[mine] = np.array([_offset(int(one) * STEP_MS, zone) for one in quarter.tolist()], np.int64)[which]
    return found


def days_on(times: Ints, days: int, zone: tzinfo) -> tuple[Ints, Ints]:
    """(which of `times`, Unix ms of the same wall-clock time `days` later), in order of the latter.

    A time of day that the later day does not have (clocks go forward) is left out; one it has twice (clocks go back)
    stands at both.
    """
    local = times + offsets(times, zone) + days * DAY_MS
    before, after = offsets(local - DAY_MS, zone), offsets(local + DAY_MS, zone)
    first, second = local - before, local - after
    first_holds = offsets(first, zone) == before
    second_holds = (offsets(second, zone) == after) & (second != first)
    which = np.concatenate([np.flatnonzero(first_holds), np.flatnonzero(second_holds)])
    at = np.concatenate([first[first_holds], second[second_holds]])
    order = np.argsort(at, kind="stable")
    return which[order], at[order]


def days_before(time: int, days: int, zone: tzinfo) -> int:
    """Unix ms of the same wall-clock time so many days earlier; of one that day did not have, as if it had."""
    local = time + _offset(time, zone) - days * DAY_MS
    guess = local - _offset(local - _offset(time, zone), zone)
    return local - _offset(guess, zone)


def _offset(at: int, zone: tzinfo) -> int:
    try:
        ahead = datetime.fromtimestamp(at / 1000, UTC).astimezone(zone).utcoffset()
    except (OverflowError, ValueError, OSError):
        return 0
    return 0 if ahead is None else round(ahead.total_seconds() * 1000)
