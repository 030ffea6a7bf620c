"""The query `forecast` of PROTOCOL.md: what a number will likely be in the next hours, and how far to trust it.

Asked in a thread of its own, which never waits: what is not known yet is reckoned by another thread in another
process, and asked for again. What was reckoned is kept for some minutes.
"""

import logging
import math
import queue
import sqlite3
import threading
from collections import OrderedDict
from collections.abc import Callable
from typing import Protocol

import numpy as np

from opscenter.domain.batch import Clock as WallClock
from opscenter.domain.local_week import DAY_MS, LocalWeek
from opscenter.domain.quality import Quality
from opscenter.history.bin_extraction import Clock
from opscenter.history.queries import Queries
from opscenter.station.answers import Answers
from opscenter.station.ending import Deadline
from opscenter.station.engine import Engine
from opscenter.station.forecast_model import LEAST_KNOWN, MOST_DAYS, MOST_HOURS, SHARE, TEST_DAYS, Floats, Forecast
from opscenter.station.requests import Request
from opscenter.station.trend_answers import cell_named
from opscenter.wire.desk import Columns, Header

log = logging.getLogger("opscenter.station.forecasts")

TOPIC = "forecast"
WIDTHS = (900_000, 1_800_000, 3_600_000)
"""Steps are as narrow of these as most of them have a reading."""
FRESH_MS = 300_000
KEPT_MS = 3_600_000
MOST_KEPT = 500
MOST_WAITING = 100
IDLE_S = 300.0
"""So long without a question, and the process is let go."""
COMPUTING = "computing"

Key = tuple[int, int]


class Reckons(Protocol):
    """Who makes forecasts: `forecast_process.ForecastProcess`."""

    def forecast(self, values: Floats, begin: int, width: int, week: LocalWeek, now: int, hours: int) -> Forecast:
        """See `forecast_model`. Raises OSError."""

    def rest(self) -> None:
        """Nothing is asked for a while."""

    def close(self) -> None:
        """End."""


class Forecasts(Answers):
    """`forecast`, with connections of its own; `week` is the city's."""

    name = "forecasts"

    def __init__(
        self,
        engine: Engine,
        queries: Queries,
        more_queries: Queries,
        flush: Callable[[float], bool],
        reckons: Reckons,
        week: LocalWeek,
        wall: WallClock,
    ) -> None:
        super().__init__(engine, queries, flush)
        self._of_reckoning = more_queries
        self._reckons = reckons
        self._week = week
        self._wall = wall
        self._found: OrderedDict[Key, tuple[int, int, Forecast]] = OrderedDict()  # reckoned at, width
        self._under_way: set[Key] = set()
        self._lock = threading.Lock()
        self._wanted: queue.Queue[Key | None] = queue.Queue(MOST_WAITING)
        self._reckoning = threading.Thread(target=self._reckon_all, name="forecasts-reckoning", daemon=True)

    def topics(self) -> dict[str, Callable[[Request], tuple[Header, Columns]]]:
        """What can be asked here, and who answers."""
        return {TOPIC: self._forecast}

    def start(self) -> None:
        """Begin to answer."""
        super().start()
        self._reckoning.start()

    def close(self, within_s: float = 10.0) -> bool:
        """End, in the middle of a forecast if need be; False: it is still deep in something."""
        self._closing.set()
        self._reckons.close()
        try:
            self._wanted.put_nowait(None)
        except queue.Full:
            pass  # then there is enough to wake up for
        deadline = Deadline(within_s)
        ended = super().close(deadline.left_s)
        if self._reckoning.ident is not None:
            self._reckoning.join(deadline.left_s)
        return ended and not self._reckoning.is_alive()

    # -- the question ----------------------------------------------------------------------------------------

    def _forecast(self, request: Request) -> tuple[Header, Columns]:
        hours = request.whole("hours", MOST_HOURS)
        if not 1 <= hours <= MOST_HOURS:
            raise ValueError(f"'hours' must be between 1 and {MOST_HOURS}.")
        cell = cell_named(self._engine.registry, request.text("entity"), request.text("attribute"))
        key, now = (cell, hours), self._wall()
        with self._lock:
            known = self._found.get(key)
        if known is None or now - known[0] >= FRESH_MS:
            self._want(key)
        if known is None or now - known[0] >= KEPT_MS:
            return {"state": COMPUTING, "reason": "It is being reckoned.", **_FIXED}, {}
        at, width, found = known
        return _told(at, width, found)

    def _want(self, key: Key) -> None:
        with self._lock:
            if key in self._under_way:
                return
            try:
                self._wanted.put_nowait(key)
            except queue.Full:
                raise ValueError("Too many forecasts are asked for just now. Ask again in a moment.") from None
            self._under_way.add(key)

    # -- reckoning -------------------------------------------------------------------------------------------

    def _reckon_all(self) -> None:
        while not self._closing.is_set():
            try:
                key = self._wanted.get(timeout=IDLE_S)
            except queue.Empty:
                self._reckons.rest()
                continue
            if key is None or self._closing.is_set():
                break
            now = self._wall()
            try:
                width, found = self._reckoned(*key, now)
            except (OSError, sqlite3.Error, ValueError) as error:  # BlockError is one
                if self._closing.is_set():
                    break
                log.warning("a forecast could not be made: %s", error)
                width, found = WIDTHS[0], Forecast("failed", f"It could not be reckoned: {error}."[:300])
            except Exception:  # an answer there must be, and others wait
                log.exception("a forecast could not be made")
                width, found = WIDTHS[0], Forecast("failed", "It could not be reckoned; the station's log says why.")
            with self._lock:
                self._found[key] = (now, width, found)
                self._found.move_to_end(key)
                self._under_way.discard(key)
                while len(self._found) > MOST_KEPT:
                    self._found.popitem(last=False)
        self._of_reckoning.close()

    def _reckoned(self, cell: int, hours: int, now: int) -> tuple[int, Forecast]:
        for width in WIDTHS:
            until = now // width * width
            since = until - (MOST_DAYS + 1) * DAY_MS
            values = self._means(cell, since, until, width)
            newest = np.isfinite(values[-TEST_DAYS * DAY_MS // width :])
            if newest.any() and newest[np.argmax(newest) :].mean() >= LEAST_KNOWN:  # since there is a history
                break
        return width, self._reckons.forecast(values, since, width, self._week, now, hours)

    def _means(self, cell: int, since: int, until: int, width: int) -> Floats:
        """Means by step, NaN where nothing good was measured."""
        values = np.full((until - since) // width, np.nan)
        parts, _ = self._of_reckoning.binned(cell, since, until - 1, Clock(width))
        for bins in parts:
            count = bins["count"].astype(np.int64)
            good = (count > 0) & (bins["quality"].astype(np.uint8) <= Quality.SUSPECT)
            at = (bins["time"].astype(np.int64)[good] - since) // width
            values[at] = bins["sum"].astype(np.float64)[good] / count[good]
        return values


_FIXED: Header = {"share": SHARE, "days": TEST_DAYS}


def _told(at: int, width: int, found: Forecast) -> tuple[Header, Columns]:
    header: Header = {
        "state": found.state, "reason": found.reason, "made_at": at, "from": found.made_from, "width": width, **_FIXED,
        "days": found.days, "method": found.method,
        **{name: _known(getattr(found, name)) for name in ("mae", "mae_last", "mae_day", "mae_week")},
        "coverage": _known(found.coverage), "half": _known(found.half), "tested": found.tested,
    }  # fmt: skip
    return header, {name: getattr(found, name) for name in ("time", "value", "low", "high")}


def _known(number: float) -> float | None:
    return number if math.isfinite(number) else None
