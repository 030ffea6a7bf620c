"""The half hour before the console was opened, for key figures of few entities.

A figure over thousands of entities would be thousands of questions to the station: its trend starts when the console
does. One over a few dozen is asked for, an entity at a time, so that what people see first is not held up.
"""

from collections import deque
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from opscenter.console.overview.figures import SAMPLE_MS, TREND, FigureNow, Overview
from opscenter.console.session import Answer, Session
from opscenter.domain.quality import Quality

MOST_CELLS = 32
"""A figure over more cells is not asked for."""

_POINTS = 90

Floats = NDArray[np.float64]
Times = NDArray[np.int64]


def held(grid: Times, times: Times, values: Floats, quality: NDArray[np.uint8], hold_ms: int) -> Floats:
    """The newest good value at each time of `grid`, NaN where it is older than `hold_ms`; `times` ascend."""
    good = (quality <= Quality.SUSPECT) & np.isfinite(values)
    times, values = times[good], values[good]
    if not len(times):
        return np.full(len(grid), np.nan)
    at = np.searchsorted(times, grid, side="right") - 1
    found = np.where(at >= 0, values[at], np.nan)
    return np.where((at >= 0) & (grid - times[at] <= hold_ms), found, np.nan)


def reduced(how: str, columns: list[Floats]) -> Floats:
    """`how` over the cells at each time: a sum needs every cell, anything else at least half of them; else NaN."""
    table = np.array(columns)
    known = np.isfinite(table)
    count = known.sum(axis=0)
    enough = count == len(columns) if how == "sum" else 2 * count >= max(1, len(columns))
    if how in ("sum", "mean"):
        result = np.where(known, table, 0.0).sum(axis=0)
        result = result / np.maximum(count, 1) if how == "mean" else result
    elif how == "min":
        result = np.where(known, table, np.inf).min(axis=0)
    else:
        result = np.where(known, table, -np.inf).max(axis=0)
    return np.where(enough & (count > 0), result, np.nan)


@dataclass(slots=True)
class _Task:
    figure: FigureNow
    grid: Times
    hold_ms: int
    left: deque[tuple[str, str]]
    columns: list[Floats] = field(default_factory=list)


class Backfill(QObject):
    """`start` once the overview knows its cells; `filled()` after each figure. A refusal leaves the figure as it is."""

    filled = Signal()

    def __init__(self, overview: Overview, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._overview = overview
        self._session = session
        self._tasks: deque[_Task] = deque()
        self._round = 0
        self._past = False
        self._done: set[int] = set()  # figures asked for already; trends outlive snapshots

    def forget(self) -> None:
        """What was asked for is of no use any more."""
        self._round += 1
        self._tasks.clear()
        self._past = False

    def start(self, past: bool = False) -> None:
        """Ask for the figures that were not asked for yet; of a moment of the `past`, for all."""
        self.forget()
        self._past = past
        now, mirror = self._session.now, self._session.mirror
        if now <= 0:
            return
        grid = now - SAMPLE_MS * np.arange(TREND - 1, -1, -1, dtype=np.int64)
        for tile in self._overview.tiles:
            for figure in tile.figures:
                cells = self._overview.cells_of(figure)
                if (
                    figure.figure.reduce == "count"
                    or not 0 < len(cells) <= MOST_CELLS
                    or (id(figure) in self._done and not past)
                ):
                    continue
                wanted = deque((mirror.ids[int(mirror.cell_row[cell])], mirror.cell_names[cell]) for cell in cells)
                hold = self._session.catalogue.kind(figure.figure.entity_type).stale_after_ms
                self._tasks.append(_Task(figure, grid, hold, wanted))
        self._next()

    def _next(self) -> None:
        if not self._tasks:
            return
        task, turn = self._tasks[0], self._round
        entity, attribute = task.left.popleft()
        args = {
            "entity": entity,
            "attribute": attribute,
            "from": int(task.grid[0]) - task.hold_ms,
            "to": int(task.grid[-1]),
            "points": _POINTS,
        }
        self._session.query("series", args, lambda answer: self._take(turn, task, answer))

    def _take(self, turn: int, task: _Task, answer: Answer) -> None:
        if turn != self._round:
            return
        columns = answer.columns
        values = columns.get("value", columns.get("last"))
        if answer.refused or values is None or "time" not in columns or "quality" not in columns:
            self._tasks.clear()  # no history to be had: do not go on asking
            return
        task.columns.append(held(task.grid, columns["time"], values, columns["quality"], task.hold_ms))
        if not task.left:
            self._tasks.popleft()
            if not self._past:
                self._done.add(id(task.figure))
            task.figure.trend.fill(task.grid, reduced(task.figure.figure.reduce, task.columns))
            self.filled.emit()
        self._next()
