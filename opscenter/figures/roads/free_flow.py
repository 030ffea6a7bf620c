"""Free-flow speed where nobody publishes it: learnt as the 85th percentile of off-peak speeds.

FHWA, Urban Congestion Report, Documentation and Definitions: the free-flow speed is the 85th percentile of off-peak
speeds, off-peak being weekdays 9 to 16 and 19 to 22 h, and 6 to 22 h at weekends.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Bools = NDArray[np.bool_]

PERCENTILE = 0.85
BIN_KMH = 2.5
BINS = 72
"""Bins of speeds from 0 to 180 km/h; what is faster counts in the last."""

SOME, ENOUGH = 60, 720
"""Readings (one a minute) from which a percentile is used where there is no speed limit, and where there is one."""

MOST = 20_000
"""Readings after which those before count half: about a month of off-peak minutes."""

_HOUR = np.arange(168)
OFF_PEAK: Bools = np.where(
    _HOUR // 24 < 5,
    ((_HOUR % 24 >= 9) & (_HOUR % 24 < 16)) | ((_HOUR % 24 >= 19) & (_HOUR % 24 < 22)),
    (_HOUR % 24 >= 6) & (_HOUR % 24 < 22),
)
"""Which hours of the week (0 Monday from midnight) are off-peak."""


class SpeedCounts:
    """How often each entity had which speed, off-peak: shape (entities, BINS)."""

    def __init__(self) -> None:
        self.counts: NDArray[np.uint16] = np.zeros((0, BINS), np.uint16)
        self.total: Ints = np.zeros(0, np.int64)

    def resize(self, count: int) -> None:
        """Room for so many entities."""
        more = count - len(self.total)
        if more > 0:
            more = max(more, len(self.total) // 2)  # by halves, so that growth does not copy over and over
            self.counts = np.vstack([self.counts, np.zeros((more, BINS), np.uint16)])
            self.total = np.concatenate([self.total, np.zeros(more, np.int64)])

    def add(self, positions: Ints, speeds: Floats) -> None:
        """One reading of each of some entities (each position once)."""
        self.counts[positions, np.clip(speeds / BIN_KMH, 0, BINS - 1).astype(np.int64)] += np.uint16(1)
        self.total[positions] += 1
        full = positions[self.total[positions] > MOST]
        if len(full):
            self.counts[full] //= np.uint16(2)
            self.total[full] = self.counts[full].sum(axis=1)

    def percentiles(self, positions: Ints) -> Floats:
        """The 85th percentile of each, linear within a bin (so within 2.5 km/h), NaN with fewer than SOME readings."""
        counts = self.counts[positions]
        sums = np.cumsum(counts, axis=1, dtype=np.int64)
        total = sums[:, -1]
        wanted = PERCENTILE * total
        bins = np.minimum((sums < wanted[:, None]).sum(axis=1), BINS - 1)
        each = np.arange(len(positions))
        inside = counts[each, bins]
        before = sums[each, bins] - inside
        part = (wanted - before) / np.maximum(inside, 1)
        return np.where(total >= SOME, (bins + part) * BIN_KMH, np.nan)

    def save(self) -> dict[str, NDArray[np.generic]]:
        """Copies; only what was counted."""
        heard = np.flatnonzero(self.total)
        return {"heard": heard, "counts": self.counts[heard], "size": np.array([len(self.total)])}

    def load(self, memory: "dict[str, NDArray[np.generic]]") -> None:
        """Go on from `save`."""
        counts, heard = np.asarray(memory["counts"], np.uint16), np.asarray(memory["heard"], np.int64)
        if counts.shape != (len(heard), BINS):
            raise ValueError(f"counts of speeds have the shape {counts.shape}")
        self.counts = np.zeros((int(memory["size"][0]), BINS), np.uint16)
        self.counts[heard] = counts
        self.total = self.counts.sum(axis=1, dtype=np.int64)


def free_flow(published: Floats, learnt: Floats, readings: Ints, limit: Floats) -> Floats:
    """The free-flow speed of each entity, km/h: as published; else learnt from ENOUGH readings; else the speed limit;
    else learnt from SOME readings; else NaN."""
    with np.errstate(invalid="ignore"):
        found = np.where(limit > 0, np.where(readings >= ENOUGH, learnt, limit), learnt)
        found = np.where(np.isnan(found), np.where(limit > 0, limit, np.nan), found)
        return np.where(published > 0, published, found)
