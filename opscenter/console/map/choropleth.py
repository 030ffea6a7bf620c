"""A figure of the operator's choice over areas: what the entities in each come to, as a step of the ramp. No Qt."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.colours import LEVELS
from opscenter.console.map.rows import AREA, MapRows
from opscenter.desk.areas import CityAreas
from opscenter.desk.mirror import Mirror
from opscenter.domain.quality import Quality

REDUCTIONS = ("mean", "max", "sum", "count", "alarm")
"""`alarm`: how bad the worst alarm in the area is, 0 without one to 4 for critical."""
_NO_ROWS = np.empty(0, np.int64)


@dataclass(slots=True, frozen=True)
class Figure:
    """Areas of kind `over` coloured by `reduce` of an attribute of a kind; no attribute for count and alarm; no
    kind for any."""

    over: str
    kind: str
    attribute: str
    reduce: str


class Choropleth:
    """`figure` None: areas keep their own ramp. `city` tells who is in which area, as it does everywhere else."""

    def __init__(self) -> None:
        self.figure: Figure | None = None
        self.city: CityAreas | None = None
        self.values: dict[int, float] = {}  # by area row, of the last `levels`; areas where it is not known are absent
        self._key: tuple[object, ...] = ()
        self._members: dict[int, NDArray[np.int64]] = {}
        self._cells = _NO_ROWS

    @property
    def span(self) -> tuple[float, float] | None:
        """Smallest and largest value now; None without any."""
        return (min(self.values.values()), max(self.values.values())) if self.values else None

    def levels(self, rows: MapRows, mirror: Mirror) -> dict[int, int]:
        """By row of an area of the chosen kind: its step of the ramp, or -1 where nothing is known."""
        figure = self.figure
        self.values = {}
        if figure is None:
            return {}
        wanted = [index for index, kind in enumerate(rows.kinds) if kind.type == figure.over]
        areas = np.flatnonzero((rows.form == AREA) & np.isin(rows.kind, wanted))
        key = (figure, rows.version, len(rows), len(mirror.cell_names), self.city and self.city.version)
        if key != self._key:
            self._key = key
            self._members = {area: self._within(figure, rows, mirror.ids[area]) for area in areas.tolist()}
            self._cells = np.full(len(rows), -1, np.int64)
            cells = mirror.cells_named(figure.kind, figure.attribute)
            self._cells[mirror.cell_row[cells]] = cells
        for area in areas.tolist():
            value = self._reduced(figure.reduce, self._members.get(area, _NO_ROWS), rows, mirror)
            if value is not None:
                self.values[area] = value
        span = self.span
        found = dict.fromkeys(areas.tolist(), -1)
        if span is not None:
            low, high = span if figure.reduce != "alarm" else (0.0, 4.0)
            for area, value in self.values.items():
                share = (value - low) / (high - low) if high > low else 0.0
                found[area] = min(LEVELS - 1, int(share * LEVELS))
        return found

    def _within(self, figure: Figure, rows: MapRows, area: str) -> NDArray[np.int64]:
        """Rows of what the figure is of, in one area."""
        if self.city is None:
            return _NO_ROWS
        found = self.city.things_within(area)
        found = found[found < len(rows)]
        counts = np.array([not figure.kind or kind.type == figure.kind for kind in rows.kinds], np.bool_)
        return found[counts[rows.kind[found]]]

    def _reduced(self, reduce: str, mine: NDArray[np.int64], rows: MapRows, mirror: Mirror) -> float | None:
        if reduce == "count":
            return float(len(mine))
        if reduce == "alarm":
            alarmed = rows.priority[mine]
            alarmed = alarmed[alarmed > 0]
            return 5.0 - float(alarmed.min()) if len(alarmed) else 0.0
        cells = self._cells[mine]
        cells = cells[cells >= 0]
        # A figure of old values would look live.
        cells = cells[
            (mirror.quality[cells] <= Quality.SUSPECT) & (rows.quality[mirror.cell_row[cells]] <= Quality.SUSPECT)
        ]
        values = mirror.value[cells]
        values = values[np.isfinite(values)]
        if not len(values):
            return None
        return float(values.mean() if reduce == "mean" else values.max() if reduce == "max" else values.sum())
