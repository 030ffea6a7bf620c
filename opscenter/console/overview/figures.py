"""Key figures of the city's systems without Qt: cells gathered once, reduced with numpy whenever asked."""

from collections.abc import Iterable
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.desk.columns import Column
from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Catalogue, KeyFigure, System
from opscenter.domain.quality import Quality

SAMPLE_MS = 10_000
"""Every so often a figure is put into its trend."""

TREND = 180
"""Samples of a trend: 30 minutes."""


class Trend:
    """The last 30 minutes of a figure, a ring of (time, value); NaN where there was none."""

    def __init__(self) -> None:
        self._values: NDArray[np.float64] = np.full(TREND, np.nan)
        self._times: NDArray[np.int64] = np.zeros(TREND, np.int64)
        self._next = 0

    def add(self, at: int, value: float) -> None:
        """Put in a sample; the oldest goes."""
        self._values[self._next % TREND] = value
        self._times[self._next % TREND] = at
        self._next += 1

    def fill(self, times: NDArray[np.int64], values: NDArray[np.float64]) -> None:
        """Put in what was before the first sample; times ascend. NaN is passed over."""
        order = np.roll(np.arange(TREND), -(self._next % TREND))
        order = order[self._times[order] > 0]
        own_times, own_values = self._times[order], self._values[order]
        before = np.isfinite(values)
        if len(own_times):
            before &= times < own_times[0]
        times = np.concatenate((times[before], own_times))[-TREND:]
        values = np.concatenate((values[before], own_values))[-TREND:]
        self._next = len(times)
        self._times[:], self._values[:] = 0, np.nan
        self._times[: len(times)], self._values[: len(times)] = times, values

    def series(self, now: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """(place, value), oldest first; place is 0 thirty minutes ago and 1 now."""
        order = np.roll(np.arange(TREND), -(self._next % TREND))
        place = 1.0 - (now - self._times[order]) / (TREND * SAMPLE_MS)
        keep = (place >= 0.0) & (self._times[order] > 0)
        return place[keep], self._values[order][keep]


@dataclass(slots=True)
class FigureNow:
    """One key figure of a tile at this moment. `value` is NaN while there is none; `stale` if only old data is left."""

    figure: KeyFigure
    trend: Trend = field(default_factory=Trend)
    value: float = float("nan")
    stale: bool = False

    @property
    def shown(self) -> float:
        """The value as people see it, in the figure's unit."""
        return self.value * self.figure.shown_factor


@dataclass(slots=True)
class Tally:
    """Alarms counted by priority: all in the list, and the unacknowledged among them. No priority counts 0."""

    alarms: dict[Priority, int] = field(default_factory=dict)
    unacknowledged: dict[Priority, int] = field(default_factory=dict)

    def count(self, priority: Priority, waits: bool, step: int) -> None:
        """One alarm more (`step` 1) or less (-1)."""
        for counts in (self.alarms, self.unacknowledged) if waits else (self.alarms,):
            counts[priority] = counts.get(priority, 0) + step
            if not counts[priority]:
                del counts[priority]

    @property
    def worst(self) -> Priority | None:
        """The most urgent priority counted."""
        return min(self.alarms, default=None)


@dataclass(slots=True)
class Tile:
    """One city system; times are Unix ms."""

    system: System
    figures: list[FigureNow]
    entities: int = 0
    newest: int = 0
    stale_after: int = 900_000
    tally: Tally = field(default_factory=Tally)

    @property
    def alarms(self) -> dict[Priority, int]:
        """How many alarms, by priority."""
        return self.tally.alarms

    @property
    def unacknowledged(self) -> dict[Priority, int]:
        """How many of them somebody still has to acknowledge."""
        return self.tally.unacknowledged

    @property
    def worst(self) -> Priority | None:
        """The most urgent priority in the list."""
        return self.tally.worst

    def is_stale(self, now: int) -> bool:
        """Nothing has come from the system for longer than its quickest kind may be silent."""
        return self.newest > 0 and now - self.newest > self.stale_after


class Overview:
    """Tiles in catalogue order. Rows and cells are looked at once, when they are new."""

    def __init__(self, mirror: Mirror, catalogue: Catalogue) -> None:
        self._mirror = mirror
        self._catalogue = catalogue
        self._sampled = 0
        self._aside: tuple[int, list[Trend]] | None = None
        self.area = ""
        self.inside: NDArray[np.bool_] | None = None
        self._city_trends: list[Trend] = []  # of all figures, while an area's are shown
        self.tiles: list[Tile] = []
        self.city = Tally()
        self._counted: dict[str, tuple[int, Priority, bool]] = {}  # occurrence -> (tile, priority, waits) as counted
        self._begin()

    def _begin(self) -> None:
        kept = {tile.system.id: tile.figures for tile in self.tiles}
        systems = sorted(self._catalogue.systems.values(), key=lambda system: system.order)
        self.tiles = [
            Tile(system, kept.get(system.id) or [FigureNow(figure) for figure in system.figures[:2]])
            for system in systems
        ]
        self._number = {tile.system.id: number for number, tile in enumerate(self.tiles)}
        self._system_of: Column[np.int16] = Column(np.int16, -1)
        self._cells: dict[tuple[str, str], Column[np.int64]] = {
            (figure.figure.entity_type, figure.figure.attribute): Column(np.int64, 0)
            for tile in self.tiles
            for figure in tile.figures
        }
        self._cells_seen = 0
        self._newest = np.zeros(len(self.tiles) + 1, np.int64)
        self._entities = np.zeros(len(self.tiles) + 1, np.int64)
        self._of_type: dict[str, int] = {}

    def narrow(self, area: str, inside: NDArray[np.bool_] | None) -> None:
        """Count and reduce only what is in an area: `inside` by row; None for the whole city. Trends begin anew with
        another area; those of the city go on and are there again afterwards."""
        if area != self.area:
            figures = [figure for tile in self.tiles for figure in tile.figures]
            live = self._aside[1] if self._aside is not None else [figure.trend for figure in figures]
            if not self.area:
                self._city_trends = live
            live = [Trend() for _ in figures] if area else self._city_trends
            self.area = area
            if not area:
                self._city_trends = []
            if self._aside is not None:  # the past is looked at: it has trends of its own
                self._aside = self._aside[0], live
                live = [Trend() for _ in figures]
            for figure, trend in zip(figures, live, strict=True):
                figure.trend = trend
        self.inside = inside
        self.count_alarms()

    def start_anew(self, past: bool = False, same_entities: bool = False) -> None:
        """A new snapshot: rows and cells are numbered anew; trends are kept. `past`: it is of another moment, whose
        trends begin empty; those of the present are kept aside until it is the present's turn again. `same_entities`:
        rows and cells are numbered as before."""
        figures = [figure for tile in self.tiles for figure in tile.figures]
        if past and self._aside is None:
            self._aside = self._sampled, [figure.trend for figure in figures]
        if past:
            for figure in figures:
                figure.trend = Trend()
            self._sampled = 0
        elif self._aside is not None:
            (self._sampled, trends), self._aside = self._aside, None
            for figure, trend in zip(figures, trends, strict=True):
                figure.trend = trend
        mirror = self._mirror
        known = len(self._system_of) == len(mirror.ids) and self._cells_seen == len(mirror.cell_names)
        if same_entities and known:
            self._newest[:] = 0
            self.heard(np.arange(len(mirror.ids)))
        else:
            self._begin()
        self.count_alarms()

    def catch_up(self) -> None:
        """Look at new rows and new cells."""
        self._add_rows()
        mirror = self._mirror
        if self._cells_seen < len(mirror.cell_names):
            for key, column in self._cells.items():
                cells = mirror.cells_named(*key, first=self._cells_seen)
                before = len(column)
                column.resize(before + len(cells))
                column.view[before:] = cells
            self._cells_seen = len(mirror.cell_names)

    def _add_rows(self) -> None:
        mirror = self._mirror
        first = len(self._system_of)
        if first == len(mirror.ids):
            return
        self._system_of.resize(len(mirror.ids))
        types, of_row = mirror.types_of(first)
        codes = np.array([self._code(entity_type) for entity_type in types], np.int16)
        self._system_of.view[first:] = codes[of_row]
        self._entities += np.bincount(self._system_of.view[first:] % len(self._entities), minlength=len(self._entities))
        self.heard(np.arange(first, len(mirror.ids)))

    def _code(self, entity_type: str) -> int:
        code = self._of_type.get(entity_type)
        if code is None:
            kind = self._catalogue.kind(entity_type)
            code = self._number.get(kind.system, -1)
            if len(self._of_type) < 10_000:
                self._of_type[entity_type] = code
            if code >= 0:
                tile = self.tiles[code]
                tile.stale_after = min(tile.stale_after, kind.stale_after_ms)
        return code

    def cells_of(self, figure: FigureNow) -> list[int]:
        """The cells a figure is reduced from."""
        found = self._cells.get((figure.figure.entity_type, figure.figure.attribute))
        return found.view.tolist() if found is not None else []

    def heard(self, rows: NDArray[np.int64]) -> None:
        """News arrived of these rows."""
        rows = rows[rows < len(self._system_of)]
        if len(rows):
            np.maximum.at(self._newest, self._system_of.view[rows], self._mirror.seen[rows])

    def count_alarms(self, changed: Iterable[str] | None = None) -> None:
        """Count alarms by system: those of the occurrences `changed`, or all anew when None."""
        alarms = self._mirror.alarms
        if changed is None:
            self._counted.clear()
            self.city = Tally()
            for tile in self.tiles:
                tile.tally = Tally()
            changed = alarms
        for occurrence in changed:
            before = self._counted.pop(occurrence, None)
            if before is not None:
                self._count(*before, -1)
            alarm = alarms.get(occurrence)
            if alarm is not None and not alarm.state.is_laid_aside and self._is_inside(alarm.entity):
                counted = (self._number.get(alarm.system, -1), alarm.priority, alarm.state.needs_acknowledgement)
                self._counted[occurrence] = counted
                self._count(*counted, 1)

    def _is_inside(self, entity: str) -> bool:
        if self.inside is None:
            return True
        row = self._mirror.row_of.get(entity, -1)
        return 0 <= row < len(self.inside) and bool(self.inside[row])

    def _count(self, number: int, priority: Priority, waits: bool, step: int) -> None:
        self.city.count(priority, waits, step)
        if number >= 0:
            self.tiles[number].tally.count(priority, waits, step)

    @property
    def worst_tiles(self) -> list["Tile"]:
        """The systems with the city's most urgent standing priority, those with most of it first."""
        worst = self.city.worst
        if worst is None:
            return []
        found = [tile for tile in self.tiles if worst in tile.alarms]
        return sorted(found, key=lambda tile: -tile.alarms[worst])

    def refresh(self, now: int) -> None:
        """Reduce every figure anew and sample the trends when it is time."""
        sample = now - self._sampled >= SAMPLE_MS
        entities = self._entities_inside()
        city = iter(self._city_trends if self._aside is None else ())
        for number, tile in enumerate(self.tiles):
            tile.entities = int(entities[number])
            tile.newest = int(self._newest[number])
            for figure in tile.figures:
                figure.value, figure.stale = self._reduce(figure.figure, self.inside)
                trend = next(city, None)
                if not sample:
                    continue
                if trend is not None:
                    value, stale = self._reduce(figure.figure, None)
                    trend.add(now, float("nan") if stale else value)
                figure.trend.add(now, float("nan") if figure.stale else figure.value)
        if sample:
            self._sampled = now

    @property
    def entities(self) -> int:
        """How many entities there are, in the area or in the city."""
        return len(self._mirror.ids) if self.inside is None else int(np.count_nonzero(self.inside))

    def _entities_inside(self) -> NDArray[np.int64]:
        if self.inside is None:
            return self._entities
        rows = np.flatnonzero(self.inside[: len(self._system_of)])
        return np.bincount(self._system_of.view[rows] % len(self._entities), minlength=len(self._entities))

    def _reduce(self, figure: KeyFigure, inside: NDArray[np.bool_] | None) -> tuple[float, bool]:
        return reduced(self._mirror, figure, self._cells[figure.entity_type, figure.attribute].view, inside)


def reduced(
    mirror: Mirror, figure: KeyFigure, cells: NDArray[np.int64], inside: NDArray[np.bool_] | None = None
) -> tuple[float, bool]:
    """(value, only stale data was left) of a figure over cells, of rows that are `inside`. Bad values never count."""
    if inside is not None:
        rows = mirror.cell_row[cells]
        known = rows < len(inside)
        cells = cells[known][inside[rows[known]]]
    if not len(cells):
        return float("nan"), False
    quality = mirror.quality[cells]
    values = mirror.value[cells]
    if figure.reduce == "count":
        return float(np.count_nonzero(quality <= Quality.SUSPECT)), False
    number = np.isfinite(values)
    fresh = number & (quality <= Quality.SUSPECT)
    stale = not fresh.any()
    used = values[number & (quality == Quality.STALE)] if stale else values[fresh]
    if not len(used):
        return float("nan"), False
    if figure.reduce == "sum":
        return float(used.sum()), stale
    if figure.reduce == "min":
        return float(used.min()), stale
    return float(used.max() if figure.reduce == "max" else used.mean()), stale


def whose(mirror: Mirror, figure: KeyFigure, cells: NDArray[np.int64], inside: NDArray[np.bool_] | None = None) -> str:
    """The entity whose value a highest or a lowest figure is; "" of other figures, and where there is only one."""
    if figure.reduce not in ("max", "min"):
        return ""
    if inside is not None:
        rows = mirror.cell_row[cells]
        known = rows < len(inside)
        cells = cells[known][inside[rows[known]]]
    values = mirror.value[cells]
    number = np.isfinite(values)
    fresh = number & (mirror.quality[cells] <= Quality.SUSPECT)
    used = fresh if fresh.any() else number & (mirror.quality[cells] == Quality.STALE)
    if np.count_nonzero(used) < 2:
        return ""
    cells, values = cells[used], values[used]
    worst = values.max() if figure.reduce == "max" else values.min()
    found = cells[values == worst]
    return mirror.ids[int(mirror.cell_row[found[0]])] if len(found) == 1 else ""
