"""Which figures a field can be made of, and the stations that tell one now. No Qt."""

import math
from dataclasses import dataclass

import numpy as np

from opscenter.console.map.field.interpolate import Stations
from opscenter.console.map.motion.glide import metres_per_world
from opscenter.console.map.projection import Floats
from opscenter.console.map.rows import POINT, MapRows
from opscenter.desk.mirror import Mirror
from opscenter.domain.catalogue import Attribute, Kind
from opscenter.domain.quality import Quality

_TURNS = ("DD", "degree", "°")
"""Units of directions: between 350 and 10 degrees there is no 180."""


@dataclass(slots=True, frozen=True)
class Choice:
    """An attribute of a kind of stations."""

    kind: Kind
    attribute: Attribute

    @property
    def key(self) -> str:
        """For what is remembered."""
        return f"{self.kind.type}/{self.attribute.name}"


def choices_of(rows: MapRows) -> list[Choice]:
    """Every number that a kind of standing points may tell, weather and air first as their systems are."""
    present = {int(index) for index in np.unique(rows.kind[rows.form == POINT]).tolist()}
    found = []
    for index in sorted(present):
        kind = rows.kinds[index]
        if kind.moves or kind.geometry != "point":
            continue
        found += [Choice(kind, attribute) for attribute in kind.attributes.values() if _is_even(attribute)]
    return found


def _is_even(attribute: Attribute) -> bool:
    """A number of which there is a middle between two."""
    direction = attribute.unit in _TURNS or attribute.unit_label == "°"
    return not attribute.states and not direction and bool(attribute.unit or attribute.low is not None)


def stations_of(choice: Choice, rows: MapRows, mirror: Mirror) -> tuple[Stations, int]:
    """The stations that tell the figure now, and how many there are at all: stale and bad ones tell nothing."""
    cells = mirror.cells_named(choice.kind.type, choice.attribute.name)
    row = mirror.cell_row[cells]
    inside = row < len(rows)
    cells, row = cells[inside], row[inside]
    known = np.isfinite(rows.x[row]) & (rows.form[row] == POINT)
    cells, row = cells[known], row[known]
    good = (mirror.quality[cells] <= Quality.SUSPECT) & (rows.quality[row] <= Quality.SUSPECT)
    good &= np.isfinite(mirror.value[cells])
    x, y = rows.x[row[good]].copy(), rows.y[row[good]].copy()
    middle = float(np.median(y)) if len(y) else 0.5
    metres = float(metres_per_world(np.array([middle]))[0])
    return Stations(x, y, mirror.value[cells[good]].copy(), metres), len(cells)


def span_of(choice: Choice, value: Floats, before: tuple[float, float] | None) -> tuple[float, float]:
    """What the ramp spans: the catalogue's usual range, wider where values go beyond it, in round figures.

    It does not shrink (`before`): colours of a storm must not change their meaning while it passes.
    """
    low, high = choice.attribute.low, choice.attribute.high
    lowest, highest = (float(value.min()), float(value.max())) if len(value) else (0.0, 1.0)
    low = min(low, lowest) if low is not None else lowest
    high = max(high, highest) if high is not None else highest
    if before is not None:
        low, high = min(low, before[0]), max(high, before[1])
    if before is not None and (low, high) == before:
        return before
    if high <= low:
        high = low + 1.0
    step = step_of(low, high)
    return math.floor(low / step + 1e-9) * step, math.ceil(high / step - 1e-9) * step


def step_of(low: float, high: float) -> float:
    """A round step that cuts a span into about five."""
    wanted = (high - low) / 6.01
    step = 10.0 ** math.floor(math.log10(wanted))
    return step * next(size for size in (1.0, 2.0, 2.5, 5.0, 10.0) if step * size >= wanted)
