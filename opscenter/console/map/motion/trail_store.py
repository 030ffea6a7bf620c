"""Where vehicles were in the last minutes, bounded for each and for all. No Qt."""

from collections import deque

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.projection import Floats

LASTS_MS = 600_000
POINTS = 150
"""Places of one vehicle."""
MOST = 800
"""Vehicles whose ways are kept."""

Point = tuple[int, float, float]
"""When (Unix ms) and where (world coordinates)."""


class TrailStore:
    """Ways by row. Of more than MOST wanted vehicles the first ones are kept."""

    def __init__(self) -> None:
        self._ways: dict[int, deque[Point]] = {}

    def __len__(self) -> int:
        return len(self._ways)

    @property
    def rows(self) -> list[int]:
        """Whose ways are kept."""
        return list(self._ways)

    def clear(self) -> None:
        """Forget every way, and who is wanted."""
        self._ways.clear()

    def want(self, rows: list[int]) -> list[int]:
        """Keep the ways of these and of no others; returns those that are new."""
        wanted = list(dict.fromkeys(rows))[:MOST]
        new = [row for row in wanted if row not in self._ways]
        self._ways = {row: self._ways.get(row) or deque(maxlen=POINTS) for row in wanted}
        return new

    def told(self, row: int, time: int, x: float, y: float) -> None:
        """A vehicle that is wanted told where it is. While it stands only the times of its arrival and now are kept."""
        way = self._ways.get(row)
        if way is None or not (np.isfinite(x) and np.isfinite(y)) or (way and time <= way[-1][0]):
            return
        if len(way) > 1 and way[-1][1:] == (x, y) == way[-2][1:]:
            way.pop()
        way.append((time, x, y))
        while way and way[0][0] < time - LASTS_MS:
            way.popleft()

    def fill(self, row: NDArray[np.int64], time: NDArray[np.int64], x: Floats, y: Floats) -> None:
        """Put what the station kept before what was heard here since; columns in order of row and time."""
        for one in np.unique(row).tolist():
            way = self._ways.get(one)
            if way is None:
                continue
            mine = np.flatnonzero((row == one) & np.isfinite(x) & np.isfinite(y))
            since = way[0][0] if way else 2**62
            before = [
                (at, px, py)
                for at, px, py in zip(time[mine].tolist(), x[mine].tolist(), y[mine].tolist(), strict=True)
                if at < since
            ]
            self._ways[one] = deque([*before, *way], maxlen=POINTS)

    def way(self, row: int, now: int) -> list[Point]:
        """The way of a vehicle, oldest first, not older than LASTS_MS."""
        return [point for point in self._ways.get(row, ()) if now - LASTS_MS <= point[0] <= now]
