"""What the inspector says of an entity, without widgets: its attributes, its neighbours, a summary of several."""

import json
import math
from collections import Counter
from dataclasses import dataclass
from typing import Any

import numpy as np

from opscenter.console.format import NOTHING, format_value, state_text
from opscenter.console.plain import one_line
from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Attribute, Catalogue
from opscenter.domain.quality import Quality
from opscenter.domain.sphere import metres_between
from opscenter.domain.texts import in_language
from opscenter.domain.units import unit_symbol

NEAR_M = 30_000.0
"""Beyond this nothing is a neighbour: what says 0, 0, or a place typed wrong, has none."""


@dataclass(slots=True, frozen=True)
class AttributeRow:
    """One attribute of an entity: its cell in the mirror and what the catalogue says of it (None: nothing)."""

    name: str
    cell: int
    described: Attribute | None

    def label(self, language: str) -> str:
        """Its name for people; the published name where the catalogue has none."""
        told = in_language(self.described.label, language) if self.described is not None else ""
        return one_line(told or self.name, 120)

    def texts(self, mirror: Mirror, language: str) -> tuple[str, str]:
        """(value, unit) of this moment as texts; a state by its name in the language."""
        text = mirror.texts.get(self.cell)
        if text is not None:
            return one_line(state_text(text, self.described, language)) or NOTHING, ""
        value, unit = format_value(float(mirror.value[self.cell]), self.described)
        return value, one_line(unit or unit_symbol(mirror.cell_units[self.cell]), 16) if value != NOTHING else ""

    def is_number(self, mirror: Mirror) -> bool:
        """It can be plotted."""
        return self.cell not in mirror.texts and math.isfinite(float(mirror.value[self.cell]))


def attribute_rows(mirror: Mirror, catalogue: Catalogue, row: int) -> list[AttributeRow]:
    """All attributes of an entity: those of the catalogue in its order, then the others by name."""
    cells = mirror.cells_of(row)
    kind = catalogue.kind(mirror.types[row])
    known = [AttributeRow(name, cells[name], about) for name, about in kind.attributes.items() if name in cells]
    others = [AttributeRow(name, cell, None) for name, cell in sorted(cells.items()) if name not in kind.attributes]
    return known + others


def nearby(mirror: Mirror, row: int, count: int = 8) -> list[tuple[int, float]]:
    """(row, metres) of the nearest other entities within NEAR_M, nearest first; empty where the place is unknown.

    Great-circle distances between their places; see `domain.sphere`.
    """
    lon, lat = float(mirror.lon[row]), float(mirror.lat[row])
    if not (math.isfinite(lon) and math.isfinite(lat)):
        return []
    metres = metres_between(lon, lat, mirror.lon, mirror.lat)
    metres[row] = np.nan
    known = np.flatnonzero(metres <= NEAR_M)  # false for what has no place
    if not len(known):
        return []
    some = known[np.argpartition(metres[known], min(count, len(known)) - 1)[:count]]
    nearest = some[np.argsort(metres[some], kind="stable")]
    return [(int(other), float(metres[other])) for other in nearest]


def kinds_of(mirror: Mirror, ids: list[str]) -> list[tuple[str, int]]:
    """(type, how many) of several entities, most first."""
    return Counter(mirror.types[mirror.row_of[one]] for one in ids if one in mirror.row_of).most_common()


def alarms_among(mirror: Mirror, ids: list[str]) -> list[tuple[Priority, int]]:
    """(priority, how many) of several entities by the worst alarm of each that is not laid aside, worst first."""
    wanted = set(ids)
    worst: dict[str, Priority] = {}
    for alarm in mirror.alarms.values():
        if alarm.entity in wanted and not alarm.state.is_laid_aside:
            worst[alarm.entity] = min(alarm.priority, worst.get(alarm.entity, alarm.priority))
    return sorted(Counter(worst.values()).items())


def as_json(mirror: Mirror, row: int) -> str:
    """An entity as JSON text: id, type, name, place, attributes with value, unit, quality and times."""
    attributes: dict[str, dict[str, Any]] = {}
    for name, cell in mirror.cells_of(row).items():
        value = float(mirror.value[cell])
        attributes[name] = {
            "value": mirror.texts.get(cell, value if math.isfinite(value) else None),
            "unit": mirror.cell_units[cell],
            "quality": Quality(int(mirror.quality[cell])).name.lower(),
            "measured": int(mirror.measured[cell]),
            "received": int(mirror.received[cell]),
        }
    lon, lat = float(mirror.lon[row]), float(mirror.lat[row])
    place = [lon, lat] if math.isfinite(lon) and math.isfinite(lat) else None
    told: dict[str, Any] = {"id": mirror.ids[row], "type": mirror.types[row], "name": mirror.names[row], "place": place}
    if row in mirror.local_names:
        told["names"] = mirror.local_names[row]
    return json.dumps({**told, "attributes": attributes}, ensure_ascii=False, indent=2)
