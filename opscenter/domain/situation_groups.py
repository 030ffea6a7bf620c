"""What hangs together when some things are linked in pairs."""

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]


def groups_of(count: int, a: Ints, b: Ints) -> Ints:
    """For each of `count` things the smallest number among those it hangs together with; `a[i]` and `b[i]` are linked.

    Labels fall to the smaller of two that are linked until none does; each is followed to the end on the way, so that
    a chain takes as many rounds as its length has digits.
    """
    label = np.arange(count, dtype=np.int64)
    while True:
        low = np.minimum(label[a], label[b])
        after = label.copy()
        np.minimum.at(after, label[a], low)
        np.minimum.at(after, label[b], low)
        while True:
            further = after[after]
            if np.array_equal(further, after):
                break
            after = further
        if np.array_equal(after, label):
            return label
        label = after
