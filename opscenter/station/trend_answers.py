"""The questions `series` and `series-many`: numbers over any span, as samples or as bins for a plot."""

import logging
import sqlite3
from collections.abc import Sequence
from typing import Any

import numpy as np

from opscenter.history.queries import Queries
from opscenter.history.rollup import mean_of
from opscenter.history.trends import Trend, TrendReader
from opscenter.station.engine import Engine
from opscenter.station.registry import Registry
from opscenter.station.requests import Request, span_of
from opscenter.wire.desk import Columns, Header

log = logging.getLogger("opscenter.station.answers")

MAX_POINTS = 100_000
MAX_RAW = 5_000_000
MAX_SERIES = 256
AWAY_SHOWN_MS = 7 * 86_400_000
"""In spans up to this it is told, too, when no station recorded; in longer ones nobody could see it."""
BIN_COLUMNS = ("time", "low", "high", "last", "quality", "mean", "count", "first", "first_time")


class TrendAnswers:
    """Answers in one thread, which `queries` belongs to. ValueError with a sentence for what cannot be answered."""

    def __init__(self, engine: Engine, queries: Queries) -> None:
        self._engine = engine
        self._queries = queries
        self._in_memory = TrendReader(0)

    def series(self, request: Request) -> tuple[Header, Columns]:
        """`entity, attribute, from, to, points`."""
        cell = cell_named(self._engine.registry, request.text("entity"), request.text("attribute"))
        since, until, points = _asked(request)
        trend = self._trends([cell], since, until, points)[cell]
        header: Header = {"gaps": self._gaps(since, until, [trend]), "raw": not trend.width, "width": trend.width}
        if trend.width:
            return header, _bins(trend)
        _refuse_many(len(trend.columns["time"]))
        return header, {name: trend.columns[name] for name in ("time", "value", "quality")}

    def series_many(self, request: Request) -> tuple[Header, Columns]:
        """`series [[entity, attribute]], from, to, points`: all in the same columns, one after another."""
        names = _names(request)
        since, until, points = _asked(request)
        cells: list[int] = []
        told: list[dict[str, Any]] = []
        for entity, attribute in names:
            fact: dict[str, Any] = {"entity": entity, "attribute": attribute, "raw": True, "width": 0, "rows": 0}
            try:
                cells.append(cell_named(self._engine.registry, entity, attribute))
            except ValueError as error:
                cells.append(-1)
                fact["problem"] = str(error)
            told.append(fact)
        trends = self._trends([cell for cell in cells if cell >= 0], since, until, points)
        _refuse_many(sum(len(trends[cell].columns["time"]) for cell in cells if cell >= 0))
        shown: list[Trend] = []
        for cell, fact in zip(cells, told, strict=True):
            if cell >= 0:
                trend = trends[cell]
                fact |= {"raw": not trend.width, "width": trend.width, "rows": len(trend.columns["time"])}
                shown.append(trend)
        return {"gaps": self._gaps(since, until, shown), "series": told}, as_bins(shown)

    def _trends(self, cells: Sequence[int], since: int, until: int, points: int) -> dict[int, Trend]:
        """From memory alone where that is complete, else from the database and what is newer in memory."""
        hot = self._engine.hot
        if since <= hot.complete_after:
            memory = hot.beats()  # before the database is looked at: what is committed meanwhile is in one of them
            try:
                return self._queries.trends(cells, since, until, points, memory)
            except (sqlite3.Error, OSError) as error:
                log.warning("the history cannot be read, only what is in memory is shown: %s", error)
        return self._in_memory.read(None, cells, since, until, points, hot.beats())

    def _gaps(self, since: int, until: int, trends: Sequence[Trend]) -> list[list[int]]:
        gaps: list[list[int]] = []
        try:
            gaps = self._queries.gaps(since, until)
            if until - since <= AWAY_SHOWN_MS:
                gaps = sorted(gaps + [span for span in self._queries.away(since, until) if _silent(trends, *span)])
        except (sqlite3.Error, OSError) as error:
            log.warning("gaps cannot be read: %s", error)
        damaged = {span for trend in trends for span in trend.damaged}
        return sorted(gaps + [list(span) for span in damaged]) if damaged else gaps


def _silent(trends: Sequence[Trend], since: int, until: int) -> bool:
    """Whether nothing was measured between two times: publishers may have told later what a station missed."""
    for trend in trends:
        first, last = (trend.columns[name if trend.width else "time"] for name in ("first_time", "last_time"))
        after = int(np.searchsorted(last, since, "right"))  # the first that goes on beyond the beginning
        if after < len(first) and first[after] < until:
            return False
    return True


def as_bins(trends: Sequence[Trend]) -> Columns:
    """Trends in the same columns, one after another; nothing at all of none."""
    parts = [_bins(trend) if trend.width else _as_bins(trend) for trend in trends]
    return {name: np.concatenate([part[name] for part in parts]) for name in BIN_COLUMNS} if parts else {}


def cell_named(registry: Registry, entity: str, attribute: str) -> int:
    """The cell of an attribute of an entity. ValueError with a sentence when there is none."""
    row = registry.find(entity)
    if row < 0:
        raise ValueError(f"No entity {entity[:120]!r} is known.")
    cell = registry.cells_of[row].get(attribute)
    if cell is None:
        known = ", ".join(sorted(registry.cells_of[row])[:12])
        raise ValueError(f"{entity[:120]} has no attribute {attribute[:80]!r}. It has: {known}.")
    return cell


def _asked(request: Request) -> tuple[int, int, int]:
    since, until = span_of(request)
    points = request.whole("points", 0)
    if not 0 <= points <= MAX_POINTS:
        raise ValueError(f"'points' must be between 0 (all samples) and {MAX_POINTS}.")
    return since, until, points


def _names(request: Request) -> list[tuple[str, str]]:
    wanted = request.args.get("series")
    if (
        not isinstance(wanted, list) or not 0 < len(wanted) <= MAX_SERIES
        or not all(isinstance(one, list) and len(one) == 2 for one in wanted)
        or not all(isinstance(name, str) and len(name) <= 2_000 for one in wanted for name in one)
    ):  # fmt: skip
        raise ValueError(f"'series' must be a list of 1 to {MAX_SERIES} pairs [entity, attribute].")
    return [(entity, attribute) for entity, attribute in wanted]


def _refuse_many(samples: int) -> None:
    if samples > MAX_RAW:
        raise ValueError(f"The span holds {samples} samples. Ask for a shorter one, or name 'points'.")


def _bins(trend: Trend) -> Columns:
    columns: dict[str, Any] = {**trend.columns, "mean": mean_of(trend.columns), "time": trend.columns["last_time"]}
    return {name: columns[name] for name in BIN_COLUMNS}


def _as_bins(trend: Trend) -> Columns:
    """Samples in the columns of bins, each a bin of its own."""
    value = trend.columns["value"]
    count = (~np.isnan(value.astype(np.float64, copy=False))).astype(np.int64)
    time: Any = trend.columns["time"]
    columns: dict[str, Any] = dict.fromkeys(("low", "high", "last", "mean", "first"), value)
    columns |= {"time": time, "first_time": time, "count": count, "quality": trend.columns["quality"]}
    return {name: columns[name] for name in BIN_COLUMNS}
