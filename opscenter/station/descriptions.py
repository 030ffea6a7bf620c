"""What is known of entities and cells besides numbers: published names, shapes and units."""

from typing import Any

import msgspec

from opscenter.station.limits import StateLimits


class Descriptions:
    """Names and shapes by row, units by cell; tells what is really new. Bounded by the site's limits."""

    def __init__(self, limits: StateLimits | None = None) -> None:
        self._limits = limits or StateLimits()
        self.names: list[str] = []
        self.units: list[str] = []
        self.shapes: dict[int, dict[str, Any]] = {}
        self._shape_sizes: dict[int, int] = {}
        self._shape_bytes = 0

    def resize(self, rows: int, cells: int) -> None:
        """Room for new rows and cells."""
        self.names.extend([""] * (rows - len(self.names)))
        self.units.extend([""] * (cells - len(self.units)))

    def name(self, published: dict[int, str]) -> dict[int, str]:
        """Take names over; those that differ from before."""
        news = {}
        for row, name in published.items():
            name = name[: self._limits.name_chars]
            if self.names[row] != name:
                self.names[row] = news[row] = name
        return news

    def measure_in(self, published: dict[int, str]) -> dict[int, str]:
        """Take units over; those that differ from before."""
        news = {}
        for cell, unit in published.items():
            unit = unit[: self._limits.name_chars]
            if self.units[cell] != unit:
                self.units[cell] = news[cell] = unit
        return news

    def shape(self, published: dict[int, dict[str, Any]]) -> dict[int, dict[str, Any]]:
        """Take shapes over; those that differ from before and fit into the limit."""
        news = {}
        for row, shape in published.items():
            if self.shapes.get(row) == shape:
                continue
            size = len(msgspec.json.encode(shape))
            total = self._shape_bytes - self._shape_sizes.get(row, 0) + size
            if total > self._limits.shape_bytes_total:
                continue
            self._shape_bytes, self._shape_sizes[row] = total, size
            self.shapes[row] = news[row] = shape
        return news
