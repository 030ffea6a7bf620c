"""A key figure of a page at this moment: its value, what is usual for it, and its last hours."""

import math
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.console.overview.figures import reduced, whose
from opscenter.console.pages.against import Against
from opscenter.console.pages.curves import Curve, steps_of
from opscenter.console.pages.standing import OFF, Standing, Usual, off_since, standing
from opscenter.console.plots.usual_band import Band
from opscenter.console.session import Session
from opscenter.domain.catalogue import KeyFigure
from opscenter.domain.system_entity import system_entity

SPAN_MS = 6 * 3_600_000
"""So much of a figure is drawn in its card."""
SINCE_MS = 24 * 3_600_000
"""A figure that has been off for longer is so since before that."""
_BIN_MS = 300_000


@dataclass(slots=True)
class FigureNow:
    """One card. Numbers are as people see them; `value` is NaN while there is none, `stale` if only old data is left.
    `since` (ms): since when it is not as usual, 0 where that is not known. `whose`: the entity that a highest or lowest
    value is of, "" where it is of nobody alone."""

    figure: KeyFigure
    system: str
    curve: Curve
    value: float = math.nan
    stale: bool = False
    usual: Usual = field(default_factory=Usual)
    standing: Standing = Standing.UNKNOWN
    since: int = 0
    whose: str = ""
    learning: bool = False
    progress: float = 0.0

    @property
    def key(self) -> tuple[str, str]:
        """The series that the station records it as."""
        return system_entity(self.system), self.figure.id

    def reckon(
        self,
        session: Session,
        against: Against,
        band: Band | None,
        inside: NDArray[np.bool_] | None,
    ) -> None:
        """Take the present value and say how it stands. In an area there is no usual: what is known is the city's."""
        figure, mirror = self.figure, session.mirror
        cells = mirror.cells_named(figure.entity_type, figure.attribute) if figure.attribute else None
        if cells is None:  # a count of entities
            types, of_row = mirror.types_of()
            at = types.index(figure.entity_type) if figure.entity_type in types else -1
            mine = of_row == at
            if inside is not None:
                known = min(len(mine), len(inside))
                mine = mine[:known] & inside[:known]
            self.value, self.stale = (float(np.count_nonzero(mine)) if at >= 0 else math.nan), False
            self.whose = ""
        else:
            self.value, self.stale = reduced(mirror, figure, cells, inside)
            self.whose = whose(mirror, figure, cells, inside)
        self.value *= figure.shown_factor
        self.usual, self.since = Usual(), 0
        if against.told or band is None:
            self.learning, self.progress = against.learning, against.progress
        else:
            self.learning, self.progress = band.learning, band.progress
        if inside is None:
            self._compare(session, against, band)
        self.standing = standing(self.value, self.usual) if not self.stale else Standing.UNKNOWN

    def _compare(self, session: Session, against: Against, band: Band | None) -> None:
        told = against.of(self.key)
        if told is not None and math.isfinite(told.median):
            factor = self.figure.shown_factor
            self.usual = Usual(told.median * factor, told.spread * factor)
            self.since = told.since2
            return
        if band is None or not band.learnt:
            return
        now = session.now
        at = int(np.searchsorted(band.time, now, "right")) - 1
        if at < 0:
            return
        self.usual = Usual(float(band.median[at]), float(band.high[at] - band.median[at]) / band.multiple)
        if self.usual.known and not self.usual.low <= self.value <= self.usual.high:
            self.since = self._since(now, band)

    def _since(self, now: int, band: Band) -> int:
        time, value = steps_of(self.curve.stretch(now - SINCE_MS, now, _BIN_MS))
        before = time <= now
        time, value = np.append(time[before], now), np.append(value[before], self.value)
        at = np.maximum(0, np.searchsorted(band.time, time, "right") - 1)
        half = (band.high[at] - band.median[at]) / band.multiple * OFF
        return off_since(time.astype(np.int64), value, band.median[at] - half, band.median[at] + half)
