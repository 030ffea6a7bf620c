"""The query `against` of PROTOCOL.md: numbers as they are now beside what is usual for them, many at once, and since
when they have been unusual.

What is always learnt, and what somebody asks about, is followed by a thread of its own, every few seconds. Since when
a number has been unusual before that, after a start as well, is read from the history of the last day.
"""

import dataclasses
import logging
import sqlite3
import threading
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.batch import Clock
from opscenter.domain.local_week import DAY_MS
from opscenter.domain.quality import Quality
from opscenter.domain.system_entity import PREFIX
from opscenter.domain.unusual import UnusualSince
from opscenter.domain.usual import Basis
from opscenter.history.blocks import BlockError
from opscenter.history.queries import Queries
from opscenter.history.rollup import MINUTES_5
from opscenter.history.room import TooMuchError
from opscenter.station.engine import Engine
from opscenter.station.requests import Request
from opscenter.station.usual_known import UsualKnown
from opscenter.wire.desk import Columns, Header

log = logging.getLogger("opscenter.station.against")

EVERY_S = 5.0
BACK_MS = DAY_MS
"""So far back it is looked since when a number has been unusual."""
MOST_FOLLOWED = 20_000
MOST_LOOKED_BACK = 4_000
AT_ONCE = 64
REST_S = 0.02
"""Between two looks into the history: others want to run, too."""
MOST_ASKED = 10_000
MOST_LEARNT = 500
"""A question that names more unknown series than this is about all there is, not about some: they are not learnt."""
_TOO_MANY = f"At most {MOST_ASKED} series can be asked about at once."

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]


class Against:
    """`answer` may be called from any thread."""

    def __init__(self, engine: Engine, learning: UsualKnown, queries: Queries, *, wall: Clock) -> None:
        self._engine = engine
        self._learning = learning
        self._queries = queries
        self._wall = wall
        self._cells: Ints = np.empty(0, np.int64)
        self._since = UnusualSince()
        self._lock = threading.Lock()
        self._closing = threading.Event()
        self._thread = threading.Thread(target=self._run, name="against", daemon=True)

    def start(self) -> None:
        """Begin to follow."""
        self._thread.start()

    def close(self) -> None:
        """Leave off."""
        self._closing.set()
        if self._thread.ident is not None:
            self._thread.join(10)
        else:
            self._queries.close()

    # -- the question ----------------------------------------------------------------------------------------

    def answer(self, request: Request) -> tuple[Header, Columns]:
        """The answer to `against`. ValueError with a sentence for a question that names nothing."""
        series, cells = self._wanted(request)
        value, measured, quality = self._present(cells)
        usual, state = self._learning.usual, self._learning.state
        median, spread = np.full(len(cells), np.nan), np.full(len(cells), np.nan)
        days = np.zeros(len(cells), np.uint8)
        basis = np.full(len(cells), Basis.UNKNOWN, np.uint8)
        times = np.where(measured > 0, measured, self._wall())
        if usual is not None:
            median, spread = usual.at(cells, times)
            days, basis = usual.rests_on(cells, times)
        return {"series": series, "state": dataclasses.asdict(state)}, {
            "value": value, "measured": measured, "quality": quality, "median": median, "spread": spread,
            "off": spreads_off(value, median, spread), **self._since_of(cells), "days": days, "basis": basis,
        }  # fmt: skip

    def _wanted(self, request: Request) -> tuple[list[list[str]], Ints]:
        """The series meant, and their cells, -1 where there is no such."""
        named = request.args.get("series")
        if named is not None:
            series = _pairs(named)
            registry = self._engine.registry
            cells = []
            for entity, attribute in series:
                row = registry.find(entity)
                cells.append(registry.cells_of[row].get(attribute, -1) if row >= 0 else -1)
            unknown = [cell for cell in cells if cell >= 0 and not self._learning.knows(cell)]
            for cell in unknown if len(unknown) <= MOST_LEARNT else ():
                self._learning.ask(cell)
            return series, np.array(cells, np.int64)
        if request.args.get("systems") is True:
            return self._of_types(lambda kind: kind.startswith(PREFIX), [])
        wanted = request.text("type")
        if not wanted:
            raise ValueError("Name 'series', a 'type' of entities, or 'systems'.")
        return self._of_types(lambda kind: kind == wanted, request.texts("attributes"))

    def _of_types(self, meant: "_Meant", attributes: Sequence[str]) -> tuple[list[list[str]], Ints]:
        registry = self._engine.registry
        chosen = set(attributes)
        series: list[list[str]] = []
        cells: list[int] = []
        for row, kind in enumerate(list(registry.types)):
            if not meant(kind):
                continue
            for name, cell in list(registry.cells_of[row].items()):
                if not chosen or name in chosen:
                    series.append([registry.ids[row], name])
                    cells.append(cell)
            if len(cells) > MOST_ASKED:
                raise ValueError(_TOO_MANY)
        return series, np.array(cells, np.int64)

    def _present(self, cells: Ints) -> tuple[Floats, Ints, NDArray[np.uint8]]:
        columns = self._engine.state.columns
        values, times, shown = columns["value"], columns["measured"], columns["shown"]
        there = (cells >= 0) & (cells < min(len(values), len(times), len(shown)))
        value = np.full(len(cells), np.nan)
        measured, quality = np.zeros(len(cells), np.int64), np.zeros(len(cells), np.uint8)
        at = cells[there]
        value[there], measured[there], quality[there] = values[at], times[at], shown[at]
        measured[measured < 0] = 0
        return value, measured, quality

    def _since_of(self, cells: Ints) -> Columns:
        with self._lock:
            known, since = self._cells, self._since.since()
        told = np.zeros((2, len(cells)), np.int64)
        if len(known):
            place = np.minimum(np.searchsorted(known, cells), len(known) - 1)
            there = known[place] == cells
            told[:, there] = since[:, place[there]]
        return {"since2": told[0], "since3": told[1]}

    # -- following -------------------------------------------------------------------------------------------

    def follow(self, now: int) -> None:
        """See how numbers stand, those that are new from their history on. Raises sqlite3.Error, OSError, BlockError.

        By the thread of this alone.
        """
        usual = self._learning.usual
        if usual is None:
            return
        cells = self._learning.always(usual.cells)[:MOST_FOLLOWED]
        if not np.array_equal(cells, self._cells):
            self._adopt(cells, now)
        value, measured, quality = self._present(self._cells)
        value[quality > Quality.SUSPECT] = np.nan
        off = spreads_off(value, *usual.at(self._cells, np.where(measured > 0, measured, now)))
        with self._lock:
            self._since.take(now, measured, off)

    def _adopt(self, cells: Ints, now: int) -> None:
        place = np.minimum(np.searchsorted(self._cells, cells), max(0, len(self._cells) - 1))
        known = self._cells[place] == cells if len(self._cells) else np.zeros(len(cells), np.bool_)
        since = self._since.moved(np.where(known, place, -1))
        new = np.flatnonzero(~known)[:MOST_LOOKED_BACK]
        for start in range(0, len(new), AT_ONCE):
            if self._closing.is_set():
                return
            some = new[start : start + AT_ONCE]
            since.put(some, self._looked_back(cells[some], now))
            self._closing.wait(REST_S)
        with self._lock:
            self._cells, self._since = cells, since

    def _looked_back(self, cells: Ints, now: int) -> UnusualSince:
        """How cells came to stand as they do: by the means of five minutes of the last day."""
        usual = self._learning.usual
        assert usual is not None
        begin = (now - BACK_MS) // MINUTES_5 * MINUTES_5
        steps = np.arange(begin, now, MINUTES_5, dtype=np.int64)
        table = np.full((len(steps), len(cells)), np.nan)
        try:
            trends = self._queries.trends(cells.tolist(), begin, now, 2 * len(steps))
        except TooMuchError as error:
            log.warning("since when numbers have been unusual is not known before now: %s", error)
            trends = {}
        for place, cell in enumerate(cells.tolist()):
            trend = trends.get(cell)
            if trend is not None and len(trend.columns["time"]):
                time = trend.columns["last_time" if trend.width else "time"].astype(np.int64)
                at = np.clip((time - begin) // MINUTES_5, 0, len(steps) - 1)
                table[at, place] = _means(trend.columns, trend.width)
        _hold(table, self._holds(cells) // MINUTES_5)
        since = UnusualSince(len(cells))
        for step, row in zip(steps.tolist(), table, strict=True):
            times = np.full(len(cells), step, np.int64)
            since.take(step + MINUTES_5 - 1, times, spreads_off(row, *usual.at(cells, times)))
        return since

    def _holds(self, cells: Ints) -> Ints:
        """For how long a value of each holds, ms: as long as its kind counts as fresh."""
        columns = self._engine.state.columns
        allowed = columns["stale_after"]
        rows = columns["cell_row"][cells].astype(np.int64)
        return np.asarray(allowed[np.minimum(rows, len(allowed) - 1)], np.int64)

    def _run(self) -> None:
        told = ""
        while not self._closing.wait(EVERY_S):
            try:
                self.follow(self._wall())
                told = ""
            except (sqlite3.Error, OSError, BlockError) as error:
                if str(error) != told:
                    log.warning("since when numbers have been unusual cannot be read: %s", error)
                told = str(error)
            except Exception:  # the next look is another chance
                log.exception("what is unusual could not be followed")
        self._queries.close()


_Meant = Callable[[str], bool]


def _pairs(named: object) -> list[list[str]]:
    if not isinstance(named, list) or len(named) > MOST_ASKED:
        raise ValueError(_TOO_MANY)
    for pair in named:
        if not isinstance(pair, list) or len(pair) != 2 or not all(isinstance(one, str) for one in pair):
            raise ValueError("'series' must be a list of [entity, attribute].")
    return named


def _means(columns: Columns, width: int) -> Floats:
    """Of each bin its mean, of each sample its value; NaN where it is not to be gone by."""
    if width:
        count = columns["count"].astype(np.int64)
        value = np.where(count > 0, columns["sum"] / np.maximum(count, 1), np.nan)
    else:
        value = columns["value"].astype(np.float64)
    return np.where(columns["quality"] > Quality.SUSPECT, np.nan, value)


def _hold(table: Floats, steps: Ints) -> None:
    """Let values hold on for so many steps each, in place; shape (steps, series)."""
    age = np.full(table.shape[1], np.iinfo(np.int32).max, np.int64)
    last = np.full(table.shape[1], np.nan)
    for row in table:
        new = ~np.isnan(row)
        last[new] = row[new]
        age = np.where(new, 0, age + 1)
        held = ~new & (age <= steps)
        row[held] = last[held]


def spreads_off(value: Floats, median: Floats, spread: Floats) -> Floats:
    """(value - median) / spread, NaN where any is not known; shape (n,)."""
    with np.errstate(all="ignore"):
        return np.where(spread > 0, (value - median) / spread, np.nan)
