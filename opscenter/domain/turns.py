"""Taking a beat's samples in turns, so that what has a memory can be worked out for many at once.

Turns pay where many have a few samples each. One that has many in a beat is gone through by itself.
"""

import numpy as np
from numpy.typing import NDArray

MOST_TURNS = 64
"""Whoever has more samples than this in one beat is not worth a turn for each."""

Positions = NDArray[np.intp]


def crowded(numbers: NDArray[np.integer]) -> tuple[Positions, list[Positions]]:
    """Positions of `numbers`, shape (n,), of those that come MOST_TURNS times at most; and of each of the others."""
    if len(numbers) <= MOST_TURNS:
        return np.arange(len(numbers)), []
    _, which, counts = np.unique(numbers, return_inverse=True, return_counts=True)
    many = counts[which] > MOST_TURNS
    at = np.flatnonzero(many)
    at = at[np.argsort(which[at], kind="stable")]
    return np.flatnonzero(~many), np.split(at, np.cumsum(counts[counts > MOST_TURNS])[:-1]) if len(at) else []


def turns(numbers: NDArray[np.integer]) -> list[Positions]:
    """Positions of `numbers`, shape (n,), in turns: no number twice in one turn, and each in the order it came.

    The first turn has the first sample of everyone, the second the second of those that have one, and so on.
    """
    count = len(numbers)
    order = np.argsort(numbers, kind="stable")
    sorted_numbers = numbers[order]
    same = sorted_numbers[1:] == sorted_numbers[:-1]
    if not same.any():
        return [order] if count else []
    position = np.arange(count)
    begins = np.maximum.accumulate(np.where(np.r_[True, ~same], position, 0))
    nth = position - begins
    by_turn = order[np.argsort(nth, kind="stable")]
    return np.split(by_turn, np.cumsum(np.bincount(nth))[:-1])
