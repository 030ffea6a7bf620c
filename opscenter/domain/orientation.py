"""On which side of a line a point lies, exactly: the one question all tests of areas are made of.

The determinant in float64 decides wherever its sign is certain (the error bound is that of J. R. Shewchuk, "Adaptive
Precision Floating-Point Arithmetic and Fast Robust Geometric Predicates", 1997, section 4.1); only the few that are
within it are computed again with rational numbers. A point on an edge is therefore on it, on every machine.
"""

from fractions import Fraction

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

_BOUND = (3.0 + 16.0 * 2.0**-53) * 2.0**-53


def side_of(x1: Floats, y1: Floats, x2: Floats, y2: Floats, x: Floats, y: Floats) -> NDArray[np.int8]:
    """+1 where (x, y) is left of the line from (x1, y1) to (x2, y2), -1 right, 0 on it. All finite, shape (n,)."""
    left = (x1 - x) * (y2 - y)
    right = (y1 - y) * (x2 - x)
    found = left - right
    side = np.sign(found).astype(np.int8)
    unsure = np.abs(found) < _BOUND * (np.abs(left) + np.abs(right))
    if unsure.any():
        for at in np.flatnonzero(unsure).tolist():
            side[at] = _exactly(*(float(one[at]) for one in (x1, y1, x2, y2, x, y)))
    return side


def _exactly(x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> int:
    px, py = Fraction(x), Fraction(y)
    found = (Fraction(x1) - px) * (Fraction(y2) - py) - (Fraction(y1) - py) * (Fraction(x2) - px)
    return (found > 0) - (found < 0)
