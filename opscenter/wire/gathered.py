"""What many messages amount to, in numpy columns: those of `station.state`, in the order of the messages."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.batch import Batch

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Columns = dict[str, NDArray[Any]]

_TYPES: dict[str, Any] = {
    "cell": np.int64, "time": np.int64, "value": np.float64, "quality": np.uint8, "arrived": np.int64,
    "text_cell": np.int64, "text_time": np.int64, "text_quality": np.uint8, "text_arrived": np.int64,
    "place_row": np.int64, "place_time": np.int64, "lon": np.float64, "lat": np.float64,
}  # fmt: skip


class Gathered:
    """Grows by groups of messages. `batch`: names, units and shapes that were told."""

    def __init__(self, rows: int) -> None:
        self.batch = Batch()
        self.texts: list[str | None] = []
        self._parts: dict[str, list[NDArray[Any]]] = {name: [] for name in _TYPES}
        self._heard: Ints = np.full(rows, -1, np.int64)

    def numbers(self, cells: Ints, times: Ints, values: Floats, arrived: Ints) -> None:
        """Good ones, and when each was measured and came."""
        self._add(cell=cells, time=times, value=values, quality=np.zeros(len(cells), np.uint8), arrived=arrived)

    def said(self, cells: Ints, times: Ints, texts: list[str | None], qualities: Any, arrived: Ints) -> None:
        """Texts."""
        self.texts += texts
        self._add(text_cell=cells, text_time=times, text_quality=qualities, text_arrived=arrived)

    def places(self, rows: Ints, times: Ints, lons: Floats, lats: Floats) -> None:
        """Places."""
        self._add(place_row=rows, place_time=times, lon=lons, lat=lats)

    def heard(self, rows: Ints, arrived: Ints) -> None:
        """Which entities were heard, and when."""
        np.maximum.at(self._heard, rows, arrived)

    def take_batch(self) -> None:
        """All of `batch` but its texts, and what was told of entities; its columns are empty then."""
        batch = self.batch
        self._add(
            cell=batch.cells, time=batch.times, value=batch.values, quality=batch.qualities, arrived=batch.arrived,
            place_row=batch.place_rows, place_time=batch.place_times, lon=batch.lons, lat=batch.lats,
        )  # fmt: skip
        for column in (
            batch.cells, batch.times, batch.values, batch.qualities, batch.arrived,
            batch.text_cells, batch.text_times, batch.texts, batch.text_qualities, batch.text_arrived,
            batch.place_rows, batch.place_times, batch.lons, batch.lats, batch.raw, batch.rejected,
        ):  # fmt: skip
            column.clear()

    def columns(self) -> Columns:
        """All of it."""
        columns = {
            name: np.concatenate(parts) if parts else np.empty(0, _TYPES[name]) for name, parts in self._parts.items()
        }
        rows = np.flatnonzero(self._heard >= 0)
        return columns | {"heard_row": rows, "heard": self._heard[rows]}

    def _add(self, **columns: Any) -> None:
        for name, column in columns.items():
            if len(column):
                self._parts[name].append(np.asarray(column, _TYPES[name]))
