"""The whole state at a moment of the past: the newest kept state before it, and what was recorded after that.

A moment is a time of the station's clock, Unix ms. What had arrived by then counts; so does what had been measured by
then and arrived late, if not more than `LATE_MS` late. Where a segment was being filled at the moment, what it holds
counts by when it was measured: when it arrived is only known to the segment, a minute or less.

The bound of the work: samples between two kept states (`station.engine.KEEP_SAMPLES`, `KEEP_MS`), the late ones, and
the beats that are in no segment yet.

Where the segments have gone by retention the state before the moment is all there is, and what runs hold of the time
since then, if that is not too much: `Past.kept_at` says so.
"""

import sqlite3
from collections import OrderedDict
from dataclasses import dataclass, field
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from opscenter.history.blocks import BlockError, unpack_columns
from opscenter.history.marks import Mark, gone_until
from opscenter.history.passing_over import DAMAGE, pass_over, readable
from opscenter.history.past_parts import numbers_in_runs, segments_after
from opscenter.history.places import Places, read_places_at
from opscenter.history.records import expand_texts

LATE_MS = 300_000
AHEAD_MS = 60_000
"""As in `station.state`: a measurement further ahead of its arrival does not hold up those that follow."""
CACHE_BYTES = 24 << 20
KEPT_PLACES_MS = 900_000
"""Of a moment whose segments are gone: so far back a place is looked for."""

Ints = NDArray[np.int64]
Columns = dict[str, NDArray[Any]]


@dataclass(slots=True)
class Past:
    """State at `at`: `rows` entities and `cells` cells were known, the first of the registry's.

    By cell `value, published, measured, received` (the last to a minute), by row `lon, lat, place_time, seen`;
    `places_at`: the places of what does not move are as of then. `facts`: events (JSON) of the alarms that were not
    normal, and of some more, in order. `entries`: the same of situations that were open, and of some that are over.
    `kept_at`: 0, or what came after this moment is not known any more, but for alarms, situations and, if `sampled`,
    what numbers were measured.
    """

    at: int
    rows: int
    cells: int
    columns: Columns
    texts: dict[int, str]
    places_at: int
    facts: list[str] = field(default_factory=list)
    entries: list[str] = field(default_factory=list)
    kept_at: int = 0
    sampled: bool = False

    def move(self, places: Places) -> None:
        """Put what moves where it was."""
        known = places.row < self.rows
        row, time = places.row[known], places.time[known]
        newer = time >= self.columns["place_time"][row]
        row = row[newer]
        self.columns["lon"][row], self.columns["lat"][row] = places.lon[known][newer], places.lat[known][newer]
        self.columns["place_time"][row] = time[newer]


@dataclass(slots=True)
class _Base:
    beat: int
    at: int
    journal: int
    open: list[str]
    columns: Columns
    texts: dict[int, str]


class PastReader:
    """Reads moments over one connection of one thread; keeps what neighbouring moments share, `CACHE_BYTES` of it."""

    def __init__(self) -> None:
        self._base: _Base | None = None
        self._segments: OrderedDict[int, Columns] = OrderedDict()
        self._bytes = 0

    def forget(self) -> None:
        """The database is another one."""
        self._base = None
        self._segments.clear()
        self._bytes = 0

    def read(self, db: sqlite3.Connection, at: int, cell_row: Ints, rows: int) -> Past | None:
        """The state at `at`; None when no state is known so early. `cell_row`: the row of each cell known to the
        station by now, `rows` how many entities. Raises sqlite3.Error, BlockError."""
        db.execute("BEGIN")
        try:
            base = self._newest_base(db, at)
            past = None if base is None else _Reading(self, db, base, at, cell_row, rows).past()
        finally:
            db.execute("ROLLBACK")
        if base is not None and past is not None:
            since = max(0, base.at - AHEAD_MS)
            past.move(read_places_at(db, at, min(at - since, KEPT_PLACES_MS) if past.kept_at else at - since))
        return past

    def _newest_base(self, db: sqlite3.Connection, at: int) -> _Base | None:
        before = 2**62
        while True:
            found = db.execute(
                "SELECT beat, at, journal, open FROM mark WHERE state IS NOT NULL AND at <= ? AND beat < ? "
                "ORDER BY beat DESC LIMIT 1",
                (at, before),
            ).fetchone()
            if found is None:
                return None
            try:
                return self._base_of(db, found)
            except DAMAGE as error:
                pass_over(db, error, f"the state after beat {found[0]}")
                before = found[0]  # the one before it, and more samples after that

    def _base_of(self, db: sqlite3.Connection, found: tuple[int, int, int, str | None]) -> _Base:
        if self._base is None or self._base.beat != found[0]:
            blob = db.execute("SELECT state FROM mark WHERE beat = ?", (found[0],)).fetchone()[0]
            columns: Columns = {}
            texts: dict[int, str] = {}
            try:
                if blob:
                    packed, packed_texts = msgspec.msgpack.decode(blob, type=tuple[bytes, bytes])
                    columns, texts = unpack_columns(packed), expand_texts(packed_texts)
                opened = msgspec.json.decode(found[3] or "[]", type=list[str])
            except msgspec.MsgspecError as error:
                raise BlockError(f"a stored state of the past cannot be read: {error}") from None
            self._base = _Base(found[0], found[1], found[2], opened, columns, texts)
        return self._base

    def segment(self, db: sqlite3.Connection, number: int) -> Columns:
        """All samples of a segment, by cell and time."""
        known = self._segments.get(number)
        if known is not None:
            self._segments.move_to_end(number)
            return known
        parts = list(readable(db, "chunk", "id", "segment = ? ORDER BY first_cell", (number,)))
        columns = _joined(parts, ("cell", "time", "value", "quality"))
        self._segments[number] = columns
        self._bytes += _bytes(columns)
        while self._bytes > CACHE_BYTES and len(self._segments) > 1:
            self._bytes -= _bytes(self._segments.popitem(last=False)[1])
        return columns


class _Reading:
    """One moment being put together."""

    def __init__(
        self, reader: PastReader, db: sqlite3.Connection, base: _Base, at: int, cell_row: Ints, rows: int
    ) -> None:
        self._reader, self._db, self._base, self._at = reader, db, base, at
        self._cell_row = cell_row
        cells = len(cell_row)
        known = base.columns
        self._rows = min(rows, len(known.get("seen", ())))
        self._cells = min(cells, len(known.get("value", ())))
        self._value = _filled(known.get("value"), cells, np.float64, np.nan)
        self._published = _filled(known.get("published"), cells, np.uint8, 0)
        self._measured = _filled(known.get("measured"), cells, np.int64, 0)
        self._received = _filled(known.get("received"), cells, np.int64, 0)
        self._lon = _filled(known.get("lon"), rows, np.float64, np.nan)
        self._lat = _filled(known.get("lat"), rows, np.float64, np.nan)
        self._place_time = _filled(known.get("place_time"), rows, np.int64, 0)
        self._seen = _filled(known.get("seen"), rows, np.int64, 0)
        self._texts = dict(base.texts)
        self._places_at = base.at

    def past(self) -> Past:
        """The state."""
        marks = [
            Mark(*row)
            for row in self._db.execute(
                "SELECT beat, since, at, journal, heard FROM mark WHERE beat > ? AND since <= ? ORDER BY beat",
                (self._base.beat, self._at + LATE_MS),
            )
        ]
        gone = self._base.beat < gone_until(self._db) and self._at > self._base.at
        sampled = gone and self._take_runs()
        segments = self._segments(marks)
        for mark, mine in zip(marks, segments, strict=True):
            self._take_segment(mark, mine)
        newest = self._db.execute("SELECT at FROM mark ORDER BY beat DESC LIMIT 1").fetchone()[0]
        if newest < self._at + LATE_MS:
            self._take_beats(newest)
        if sampled or not gone:  # else what texts say would not go with the numbers
            self._take_texts(marks)
        rows, cells = self._rows, self._cells
        columns: Columns = {
            "value": self._value[:cells], "published": self._published[:cells], "measured": self._measured[:cells],
            "received": self._received[:cells], "lon": self._lon[:rows], "lat": self._lat[:rows],
            "place_time": self._place_time[:rows], "seen": self._seen[:rows],
        }  # fmt: skip
        texts = {cell: text for cell, text in self._texts.items() if cell < cells}
        facts, entries = self._facts("state <> ''"), self._facts("state = '' AND event LIKE 'situation-%'")
        kept_at = self._base.at if gone else 0
        return Past(self._at, rows, cells, columns, texts, self._places_at, facts, entries, kept_at, sampled)

    # -- numbers ---------------------------------------------------------------------------------------------

    def _take_runs(self) -> bool:
        """What was measured between the state and the moment, out of runs; False when that is too much to read."""
        columns = numbers_in_runs(self._db, self._base.at, self._at)
        if columns is None:
            return False
        cells, times = columns["cell"].astype(np.int64, copy=False), columns["time"].astype(np.int64, copy=False)
        arrived = np.clip(times, self._base.at, self._at)
        self._take_numbers(cells, times, columns["value"], columns["quality"], arrived, sorted_=False)
        return True

    def _segments(self, marks: list[Mark]) -> list[list[tuple[int, int]]]:
        """Number and first time of the segments sealed with each mark."""
        found: list[list[tuple[int, int]]] = [[] for _ in marks]
        beats = np.array([mark.beat for mark in marks], np.int64)
        for number, first, last_beat in segments_after(self._db, self._base.beat, marks[-1].beat if marks else -1):
            found[int(np.searchsorted(beats, last_beat))].append((number, first))
        return found

    def _take_segment(self, mark: Mark, segments: list[tuple[int, int]]) -> None:
        at, whole = self._at, mark.at <= self._at
        late = mark.since > at
        for number, first in segments:
            if late and first > at:
                continue
            samples = self._reader.segment(self._db, number)
            cells, times, values, qualities = (samples[name] for name in ("cell", "time", "value", "quality"))
            if not whole:
                then = (times <= at) & (cells < self._cells) if late else times <= at
                cells, times, values, qualities = cells[then], times[then], values[then], qualities[then]
            arrived = np.clip(times, min(mark.since, at), min(mark.at, at))
            self._take_numbers(cells, times, values, qualities, arrived, sorted_=True)
        if mark.heard is not None and not late:
            heard: Columns = unpack_columns(mark.heard)
            last, began = heard["heard"], heard.get("first", heard["heard"])
            # Between the first time and the last it is taken to have spoken: when is known to the minute only.
            self._take_heard(heard["row"], np.where(began <= at, np.minimum(last, at), last))

    def _take_numbers(
        self, cells: Ints, times: Ints, values: Any, qualities: Any, arrived: Ints, *, sorted_: bool
    ) -> None:
        known = cells < len(self._value)
        if not known.all():
            cells, times, values, qualities, arrived = (
                column[known] for column in (cells, times, values, qualities, arrived)
            )
        if not len(cells):
            return
        if sorted_:
            last = np.append(np.flatnonzero(cells[1:] != cells[:-1]), len(cells) - 1)
        else:  # the newest of each cell, without sorting by cell: times come nearly in order
            order = np.argsort(times, kind="stable")
            place = np.full(int(cells.max()) + 1, -1, np.int64)
            place[cells[order]] = order  # of several the last stays
            last = place[place >= 0]
        cells, times, values, qualities, arrived = (
            column[last] for column in (cells, times, values, qualities, arrived)
        )
        self._extend(int(cells[-1]))
        np.maximum.at(self._seen, self._cell_row[cells], arrived)
        fresh = times >= np.minimum(self._measured[cells], self._received[cells] + AHEAD_MS)
        cells = cells[fresh]
        self._value[cells], self._published[cells] = values[fresh], qualities[fresh]
        self._measured[cells], self._received[cells] = times[fresh], arrived[fresh]

    def _extend(self, cell: int) -> None:
        """All cells up to this one, and their entities, were known."""
        if cell >= self._cells:
            self._rows = max(self._rows, int(self._cell_row[self._cells : cell + 1].max()) + 1)
            self._cells = cell + 1

    def _take_heard(self, rows: Ints, heard: Ints) -> None:
        then = (rows < len(self._seen)) & (heard <= self._at)
        rows, heard = rows[then], heard[then]
        if len(rows):
            self._seen[rows] = np.maximum(self._seen[rows], heard)
            self._rows = max(self._rows, int(rows.max()) + 1)

    def _take_beats(self, newest: int) -> None:
        """Beats that are in no segment yet, all of them newer than the newest mark: here every arrival is known."""
        parts = list(
            readable(
                self._db, "sample_block", "beat", "beat > ? AND (? OR first <= ?) ORDER BY beat",
                (self._base.beat, newest <= self._at, self._at),
            )
        )  # fmt: skip
        at = self._at
        numbers = _joined(parts, ("cell", "time", "value", "quality", "arrived"))
        then = (numbers["arrived"] <= at) | ((numbers["time"] <= at) & (numbers["cell"] < self._cells))
        self._take_numbers(
            *(numbers[name][then] for name in ("cell", "time", "value", "quality", "arrived")), sorted_=False
        )
        heard = _joined(parts, ("heard_row", "heard"))
        self._take_heard(heard["heard_row"], heard["heard"])
        if newest <= at:
            places = _joined(parts, ("place_row", "place_time", "lon", "lat"))
            self._take_places(*(places[name] for name in ("place_row", "place_time", "lon", "lat")))
            self._places_at = at

    def _take_places(self, rows: Ints, times: Ints, lons: Any, lats: Any) -> None:
        then = (rows < self._rows) & (times <= self._at)
        rows, times, lons, lats = rows[then], times[then], lons[then], lats[then]
        if not len(rows):
            return
        order = np.lexsort((times, rows))
        rows, times, lons, lats = rows[order], times[order], lons[order], lats[order]
        last = np.append(np.flatnonzero(rows[1:] != rows[:-1]), len(rows) - 1)
        last = last[times[last] >= self._place_time[rows[last]]]
        rows = rows[last]
        self._lon[rows], self._lat[rows], self._place_time[rows] = lons[last], lats[last], times[last]

    # -- texts and alarms ------------------------------------------------------------------------------------

    def _take_texts(self, marks: list[Mark]) -> None:
        whole = max((mark.beat for mark in marks if mark.at <= self._at), default=self._base.beat)
        newest = self._db.execute("SELECT beat, at FROM mark ORDER BY beat DESC LIMIT 1").fetchone()
        until = 2**62 if newest[1] < self._at + LATE_MS else marks[-1].beat if marks else whole
        told: dict[int, int] = {}
        for cell, time, quality, text in self._db.execute(
            "SELECT cell, time, quality, text FROM text_change "
            "WHERE beat > ? AND beat <= ? AND (beat <= ? OR time <= ?) ORDER BY beat, position",
            (self._base.beat, until, whole, self._at),
        ):
            if cell >= len(self._value) or time < told.get(cell, self._known_before(cell)):
                continue
            told[cell] = time
            self._extend(cell)
            if text is None:
                self._texts.pop(cell, None)
            else:
                self._texts[cell] = text
            if time >= self._measured[cell]:
                if time > self._measured[cell]:  # at the same time it is a boolean, which is a number too
                    self._value[cell] = np.nan
                self._measured[cell] = time
                self._received[cell] = min(max(time, self._base.at), self._at)
                self._published[cell] = quality
        for cell, text in list(self._texts.items()):
            number = float(self._value[cell]) if cell < len(self._value) else np.nan
            boolean = text in ("true", "false") and number in (0.0, 1.0)
            if not np.isnan(number) and not boolean and self._measured[cell] > told.get(cell, 0):
                del self._texts[cell]  # was a text, is a number now

    def _known_before(self, cell: int) -> int:
        """A text that is older than this changed nothing, as in `station.state`: measured by the kept state."""
        known = self._base.columns
        if cell >= len(known.get("measured", ())):
            return 0
        return min(int(known["measured"][cell]), int(known["received"][cell]) + AHEAD_MS)

    def _facts(self, which: str) -> list[str]:
        """Journal rows of what was open then, and all since the base; `which`: a condition of SQL."""
        base, db = self._base, self._db
        after = db.execute("SELECT journal FROM mark WHERE beat > ? AND at > ? ORDER BY beat LIMIT 1",
                           (base.beat, self._at)).fetchone()  # fmt: skip
        until = after[0] if after else 2**62
        facts = []
        for start in range(0, len(base.open), 500):
            some = base.open[start : start + 500]
            marks = ",".join("?" * len(some))
            facts += db.execute(
                f"SELECT id, fact FROM journal WHERE occurrence IN ({marks}) AND id <= ? AND wall <= ? AND {which}",
                (*some, base.journal, self._at),
            ).fetchall()
        facts.sort()
        facts += db.execute(
            f"SELECT id, fact FROM journal WHERE id > ? AND id <= ? AND wall <= ? AND {which} ORDER BY id",
            (base.journal, until, self._at),
        )
        return [fact for _, fact in facts]


def _filled(known: Any, length: int, dtype: Any, fill: Any) -> Any:
    column = np.full(length, fill, dtype)
    if known is not None:
        column[: min(length, len(known))] = known[:length]
    return column


def _joined(parts: list[Columns], names: tuple[str, ...]) -> Columns:
    parts = [part for part in parts if names[0] in part]
    dtypes = {"value": np.float64, "lon": np.float64, "lat": np.float64, "quality": np.uint8}
    return {
        name: np.concatenate([part[name] for part in parts]) if parts else np.empty(0, dtypes.get(name, np.int64))
        for name in names
    }


def _bytes(columns: Columns) -> int:
    return sum(column.nbytes for column in columns.values())
