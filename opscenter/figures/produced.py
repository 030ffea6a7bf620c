"""What figures have made in a beat: columns as a beat has them, and what is to be said of entities of their own."""

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

Columns = dict[str, NDArray[Any]]


@dataclass(slots=True)
class Produced:
    """Parts of the columns `cell, time, value, quality`, texts, places; names, units and shapes of own entities.

    Single numbers wait in `singles` until a part comes after them, or `gathered`: most figures say one at a time.
    """

    cells: list[NDArray[np.int64]] = field(default_factory=list)
    times: list[NDArray[np.int64]] = field(default_factory=list)
    values: list[NDArray[np.float64]] = field(default_factory=list)
    qualities: list[NDArray[np.uint8]] = field(default_factory=list)
    text_cells: list[int] = field(default_factory=list)
    text_times: list[int] = field(default_factory=list)
    texts: list[str | None] = field(default_factory=list)
    place_rows: list[int] = field(default_factory=list)
    place_times: list[int] = field(default_factory=list)
    lons: list[float] = field(default_factory=list)
    lats: list[float] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)
    local_names: dict[int, dict[str, str]] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    shapes: dict[int, dict[str, Any]] = field(default_factory=dict)
    heard: set[int] = field(default_factory=set)  # rows of own entities that figures spoke of
    singles: list[tuple[int, int, float, int]] = field(default_factory=list)

    def add(
        self, cells: NDArray[np.int64], times: NDArray[np.int64], values: NDArray[np.float64],
        qualities: NDArray[np.uint8],
    ) -> None:  # fmt: skip
        """One part, after what is there."""
        if self.singles:
            self.gathered()
        self.cells.append(cells)
        self.times.append(times)
        self.values.append(values)
        self.qualities.append(qualities)

    def gathered(self) -> "Produced":
        """This, with its single numbers as a part."""
        if self.singles:
            cells, times, values, qualities = zip(*self.singles, strict=True)
            self.singles = []
            self.add(
                np.array(cells, np.int64), np.array(times, np.int64), np.array(values, np.float64),
                np.array(qualities, np.uint8),
            )  # fmt: skip
        return self

    def __bool__(self) -> bool:
        return bool(
            self.cells or self.singles or self.text_cells or self.place_rows or self.names or self.local_names
            or self.shapes or self.units or self.heard
        )  # fmt: skip

    def added_to(self, columns: Columns, now: int) -> Columns:
        """The columns of a beat with these after them; they arrive `now` (Unix ms)."""
        numbers = sum(len(part) for part in self.cells)
        heard = np.fromiter(sorted(self.heard - set(columns["heard_row"].tolist())), np.int64)
        more: Columns = {
            "cell": _joined(self.cells, np.int64),
            "time": _joined(self.times, np.int64),
            "value": _joined(self.values, np.float64),
            "quality": _joined(self.qualities, np.uint8),
            "arrived": np.full(numbers, now, np.int64),
            "text_cell": np.array(self.text_cells, np.int64),
            "text_time": np.array(self.text_times, np.int64),
            "text_quality": np.zeros(len(self.text_cells), np.uint8),
            "text_arrived": np.full(len(self.text_cells), now, np.int64),
            "place_row": np.array(self.place_rows, np.int64),
            "place_time": np.array(self.place_times, np.int64),
            "lon": np.array(self.lons, np.float64),
            "lat": np.array(self.lats, np.float64),
            "heard_row": heard,
            "heard": np.full(len(heard), now, np.int64),
        }
        return {
            name: np.concatenate([columns[name], part]) if len(part) else columns[name] for name, part in more.items()
        }


def _joined(parts: list[NDArray[Any]], dtype: type) -> NDArray[Any]:
    return np.concatenate(parts).astype(dtype, copy=False) if parts else np.empty(0, dtype)
