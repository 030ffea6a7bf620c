"""Taking a beat's samples in turns, so that what has a memory can be worked out for many at once."""

import numpy as np
from numpy.typing import NDArray


def turns(numbers: NDArray[np.integer]) -> list[NDArray[np.intp]]:
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
