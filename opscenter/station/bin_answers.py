"""The question `binned`: bins of a width that was asked for, exactly, for exports and reports."""

from collections.abc import Callable
from zoneinfo import ZoneInfo

import numpy as np

from opscenter.history.bin_extraction import Clock
from opscenter.history.queries import Queries
from opscenter.history.rollup import COLUMNS, combine, no_bins
from opscenter.station.engine import Engine
from opscenter.station.requests import Request, span_of
from opscenter.station.trend_answers import cell_named
from opscenter.wire.desk import Columns, Header

MOST_BINS = 300_000
LONGEST_MS = 366 * 86_400_000
NARROW_MS = 300_000
"""Bins that are no multiple of this are made of samples: of a month of them at most at a time."""
LONGEST_NARROW_MS = 31 * 86_400_000


class BinAnswers:
    """Answers in the thread which `queries` belongs to. ValueError with a sentence for what cannot be answered."""

    def __init__(self, engine: Engine, queries: Queries, flush: Callable[[float], bool]) -> None:
        self._engine = engine
        self._queries = queries
        self._flush = flush

    def binned(self, request: Request) -> tuple[Header, Columns]:
        """`entity, attribute, from, to, width, zone`."""
        cell = cell_named(self._engine.registry, request.text("entity"), request.text("attribute"))
        since, until = span_of(request)
        width, zone = request.whole("width", 0), request.text("zone")
        if not 0 < width <= LONGEST_MS:
            raise ValueError("'width' must be a number of milliseconds, a year at most.")
        longest = LONGEST_MS if width % NARROW_MS == 0 else LONGEST_NARROW_MS
        if until - since > min(longest, MOST_BINS * width):
            raise ValueError(f"The span holds too much. Ask for {min(longest, MOST_BINS * width)} ms at most.")
        try:
            clock = Clock(width, ZoneInfo(zone) if zone else None)
        except (KeyError, ValueError, OSError):
            raise ValueError(f"{zone[:60]!r} is not an IANA time zone, such as Asia/Hong_Kong.") from None
        self._flush(2.0)  # what has just been measured is in the answer
        parts, damaged = self._queries.binned(cell, since, until, clock)
        bins = combine(parts) if parts else no_bins()
        columns = {name: np.ascontiguousarray(bins[name]) for name in COLUMNS if name != "cell"}
        return {"width": width, "damaged": sorted(damaged)}, columns
