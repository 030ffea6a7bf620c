"""Where entities have moved to, out of many messages at once."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.wire.alike import Alike

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Places:
    """Those known, by row: longitude, latitude, and of when they are (Unix ms)."""

    __slots__ = ("lat", "lon", "time")

    def __init__(self, lon: Floats, lat: Floats, time: Ints) -> None:
        self.lon, self.lat, self.time = lon, lat, time

    def take(self, alike: list[Alike]) -> tuple[Ints, Ints, Floats, Floats] | None:
        """Rows, times and places that are not those known, as `EntityReader` appends them: of an entity in the order of
        its messages, for each is compared with the last. None: nothing has moved."""
        placed = [(one, one.roster.rows[one.slots]) for one in alike if one.places is not None]
        concerned = np.zeros(len(self.time), np.bool_)
        for one, rows in placed:
            concerned[rows[(one.places[:, 0] != self.lon[rows]) | (one.places[:, 1] != self.lat[rows])]] = True
        if not concerned.any():
            return None
        chosen = [(one, rows, concerned[rows]) for one, rows in placed]
        number = np.concatenate([one.number[those] for one, _, those in chosen])
        rows = np.concatenate([rows[those] for _, rows, those in chosen])
        order = np.lexsort((number, rows))
        rows = rows[order]
        lon, lat = np.concatenate([one.places[those] for one, _, those in chosen])[order].T
        time = np.concatenate([one.there[those] for one, _, those in chosen])[order]
        first = np.ones(len(rows), np.bool_)
        first[1:] = rows[1:] != rows[:-1]
        before = [np.roll(column, 1) for column in (lon, lat, time)]
        for column, known in zip(before, (self.lon, self.lat, self.time), strict=True):
            column[first] = known[rows[first]]
        if (time < before[2]).any():
            moved = self._one_by_one(rows, lon, lat, time)
        else:  # each place is that known when the next comes
            moved = (lon != before[0]) | (lat != before[1])
            last = rows[moved]
            self.lon[last], self.lat[last], self.time[last] = lon[moved], lat[moved], time[moved]
        return rows[moved], time[moved], lon[moved], lat[moved]

    def _one_by_one(self, rows: Ints, lon: Floats, lat: Floats, time: Ints) -> NDArray[np.bool_]:
        """Which of them moved; what is late is told, and not taken for the present."""
        moved = np.zeros(len(rows), np.bool_)
        columns: list[list[Any]] = [rows.tolist(), lon.tolist(), lat.tolist(), time.tolist()]
        for at, (row, x, y, moment) in enumerate(zip(*columns, strict=True)):
            if x != self.lon[row] or y != self.lat[row]:
                moved[at] = True
                if moment >= self.time[row]:
                    self.lon[row], self.lat[row], self.time[row] = x, y, moment
        return moved
