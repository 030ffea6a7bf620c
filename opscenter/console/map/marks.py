"""What the bulk picture has at points, for those who pick, ring and explain it; and the sizes of what stands there."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.projection import Floats


@dataclass(slots=True, frozen=True)
class Badge:
    """One alarm mark: world place of its middle, the worst priority that stands (when nothing stands, of what has
    returned), whether any stands, whether one that is as bad or worse waits for an acknowledgement, and the rows of
    all it stands for."""

    x: float
    y: float
    priority: int
    standing: bool
    waiting: bool
    rows: tuple[int, ...]


@dataclass(slots=True, frozen=True)
class Marks:
    """What was drawn, for picking. World float64 places; `row` of single marks; of clusters the member rows.

    Every alarm in the picture is of exactly one badge. `symbols` are the (kind, mark, quality) drawn in the window,
    `below` the kinds that are only dots there, `parts` the parts of clusters' rings; `named` the rows with a text.
    """

    row: NDArray[np.int64]
    x: Floats
    y: Floats
    cluster_x: Floats
    cluster_y: Floats
    cluster_rows: tuple[NDArray[np.int64], ...]
    badges: tuple[Badge, ...] = ()
    symbols: frozenset[tuple[int, int, int]] = frozenset()
    below: frozenset[int] = frozenset()
    parts: frozenset[str] = frozenset()
    named: frozenset[int] = frozenset()
    zoom: float = -1.0


NO_MARKS = Marks(np.empty(0, np.int64), np.empty(0), np.empty(0), np.empty(0), np.empty(0), ())


def symbol_size(zoom: float) -> float:
    """Diameter of a symbol's disc in logical px."""
    return 16.0 if zoom < 12.5 else 18.0 if zoom < 14.5 else 22.0


def cluster_px(zoom: float) -> float:
    """Width of a cluster's grid cell in logical px; near by only what stands in one place falls together."""
    return 92.0 if zoom < 14 else 84.0 if zoom < 15 else 48.0 if zoom < 16 else 20.0
