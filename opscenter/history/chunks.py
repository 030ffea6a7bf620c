"""How what was gathered since the last checkpoint is cut, so that one series or way is read without all others."""

import itertools
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

CHUNK_ROWS = 4_096


@dataclass(slots=True)
class Chunk:
    """A packed block of neighbouring numbers (cells, or rows of entities), sorted by number and time.

    A number is never cut in two within a segment.
    """

    first: int
    last: int
    block: bytes


def cuts(numbers: NDArray[np.generic]) -> list[tuple[int, int]]:
    """Where to cut sorted numbers (not empty): `[start, stop)` of parts of about CHUNK_ROWS."""
    starts = np.flatnonzero(np.diff(numbers, prepend=np.asarray(-1, np.int64)) != 0)
    ends = [0]
    while ends[-1] < len(numbers):
        wanted = ends[-1] + CHUNK_ROWS
        after = int(np.searchsorted(starts, wanted))
        ends.append(int(starts[after]) if after < len(starts) else len(numbers))
    return list(itertools.pairwise(ends))
