"""What is known of entities and cells besides numbers: published names, shapes and units."""

from dataclasses import dataclass, field
from typing import Any, ClassVar

import msgspec

from opscenter.domain.batch import Batch
from opscenter.domain.remembered import OfRow
from opscenter.station.limits import StateLimits


@dataclass(slots=True, frozen=True)
class Described:
    """What a beat says anew of entities (by row) and cells. Empty `local_names` of a row: none any more."""

    names: dict[int, str] = field(default_factory=dict)
    local_names: dict[int, dict[str, str]] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    shapes: dict[int, dict[str, Any]] = field(default_factory=dict)

    @property
    def named(self) -> set[int]:
        """Rows with a new name in whatever language."""
        return {*self.names, *self.local_names}


class Descriptions:
    """Names and shapes by row, units by cell; tells what is really new. Bounded by the site's limits."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "names": list[str],
        "local_names": dict[OfRow, dict[str, str]],
        "units": list[str],
        "shapes": dict[OfRow, dict[str, Any]],
    }

    def __init__(self, limits: StateLimits | None = None) -> None:
        self._limits = limits or StateLimits()
        self.names: list[str] = []
        self.local_names: dict[int, dict[str, str]] = {}
        self.units: list[str] = []
        self.shapes: dict[int, dict[str, Any]] = {}
        self._shape_sizes: dict[int, int] = {}
        self._shape_bytes = 0

    def recalled(self) -> None:
        """See `domain.remembered`."""
        self._shape_sizes = {row: len(msgspec.json.encode(shape)) for row, shape in self.shapes.items()}
        self._shape_bytes = sum(self._shape_sizes.values())

    def resize(self, rows: int, cells: int) -> None:
        """Room for new rows and cells."""
        self.names.extend([""] * (rows - len(self.names)))
        self.units.extend([""] * (cells - len(self.units)))

    def copy(self, rows: int, cells: int) -> "Descriptions":
        """One of its own, of so many rows and cells."""
        other = Descriptions(self._limits)
        other.names, other.units = self.names[:rows], self.units[:cells]
        other.local_names, other.shapes = dict(self.local_names), dict(self.shapes)
        other.resize(rows, cells)
        other._shape_sizes, other._shape_bytes = dict(self._shape_sizes), self._shape_bytes
        return other

    def take(self, batch: Batch) -> Described:
        """Take over what a batch says; what differs from before."""
        return Described(
            self.name(batch.names),
            self.name_in_languages(batch.local_names),
            self.measure_in(batch.units),
            self.shape(batch.shapes),
        )

    def name(self, published: dict[int, str]) -> dict[int, str]:
        """Take names over; those that differ from before."""
        news = {}
        for row, name in published.items():
            name = name[: self._limits.name_chars]
            if self.names[row] != name:
                self.names[row] = news[row] = name
        return news

    def name_in_languages(self, published: dict[int, dict[str, str]]) -> dict[int, dict[str, str]]:
        """Take names by language over; those that differ from before ({}: none any more)."""
        news = {}
        for row, texts in published.items():
            texts = {language: text[: self._limits.name_chars] for language, text in texts.items()}
            if self.local_names.get(row, {}) != texts:
                news[row] = texts
                if texts:
                    self.local_names[row] = texts
                else:
                    del self.local_names[row]
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
