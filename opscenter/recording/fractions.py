"""Numbers that are fractions of whole ones, or next to them: means, shares, percentiles, as figures derive them.

A fraction has a numerator, a denominator and `off`: how many steps of a float64 the number is from what the division
gives, which takes far fewer bytes than its bits. They are found by continued fractions.
"""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

MOST_BELOW = 1 << 16
_MOST_ABOVE = float(1 << 40)
_MOST_OFF = 4
_STEPS = 16


def fractions_of(numbers: Floats) -> tuple[NDArray[np.bool_], Ints, Ints, Ints]:
    """Of finite numbers: which are fractions, and of all (meaningless where they are none) numerator, denominator up to
    MOST_BELOW, and off."""
    above, above_before = np.ones(len(numbers)), np.zeros(len(numbers))
    below, below_before = np.zeros(len(numbers)), np.ones(len(numbers))
    found = np.zeros(len(numbers), np.bool_)
    told = np.ones((3, len(numbers)), np.int64)
    rest = numbers.copy()
    with np.errstate(all="ignore"):
        for _ in range(_STEPS):
            whole = np.floor(rest)
            above, above_before = whole * above + above_before, above
            below, below_before = whole * below + below_before, below
            fits = ~found & (below >= 1) & (below <= MOST_BELOW) & (np.abs(above) <= _MOST_ABOVE)
            off = numbers.view(np.int64) - (above / below).view(np.int64)
            fits &= np.abs(off) <= _MOST_OFF
            for row, column in enumerate((above, below, off)):
                told[row][fits] = column[fits]
            found |= fits
            rest = 1 / (rest - whole)
            if found.all():
                break
    return found, told[0], told[1], told[2]


def numbers_of(above: Ints, below: Ints, off: Ints) -> Floats:
    """The numbers themselves; no denominator is 0."""
    return ((above / below).view(np.int64) + off).view(np.float64)


def foreseen(below: Ints, before: Floats) -> Ints:
    """What numerators would be about, of numbers as they were before (NaN: 0)."""
    with np.errstate(all="ignore"):
        about = np.rint(below * before)
        return np.where(np.abs(about) <= _MOST_ABOVE, about, 0.0).astype(np.int64)
