"""The city's present state, as columns; the same function applies live beats and stored ones.

Columns of a beat (numpy, any order of samples, as they arrived):
`cell, time, value, quality, arrived` numbers; `text_cell, text_time, text_quality, text_arrived` texts (the texts
themselves beside them); `place_row, place_time, lon, lat`; `heard_row, heard` (each row once).
"""

from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.quality import Quality
from opscenter.domain.remembered import OfCell, Sort
from opscenter.station.limits import StateLimits

Ints = NDArray[np.int64]
StateColumns = dict[str, NDArray[Any]]

UNCHANGED = object()
"""In the texts of a stored beat: this text was the same as the one before."""

AHEAD_MS = 60_000
"""A measurement further ahead of its arrival than this does not hold up those that follow."""

_NONE = np.empty(0, np.int64)


@dataclass(slots=True)
class Applied:
    """What one beat changed. `texts`: position among the beat's texts, cell, time, quality, text (to be recorded)."""

    cells: Ints = field(default_factory=lambda: _NONE)
    rows_moved: Ints = field(default_factory=lambda: _NONE)
    rows_seen: Ints = field(default_factory=lambda: _NONE)
    texts_shown: dict[int, str | None] = field(default_factory=dict)
    texts: list[tuple[int, int, int, int, str | None]] = field(default_factory=list)


class State:
    """Latest value, quality, measured-at and received-at by cell; place and newest arrival by row.

    `shown` is the quality a desk sees: what was published, or STALE while the entity has been silent for longer than
    its kind allows (BAD stays BAD). Times are Unix ms; unknown places and numbers are NaN.
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_value": Sort.COLUMN,
        "_published": Sort.COLUMN,
        "_shown": Sort.COLUMN,
        "_measured": Sort.COLUMN,
        "_received": Sort.COLUMN,
        "_has_text": Sort.COLUMN,
        "_lon": Sort.COLUMN,
        "_lat": Sort.COLUMN,
        "_place_time": Sort.COLUMN,
        "_seen": Sort.COLUMN,
        "_first_heard": Sort.COLUMN,
        "_is_stale": Sort.COLUMN,
        "texts": dict[OfCell, str],
    }

    def __init__(self, limits: StateLimits | None = None) -> None:
        self._limits = limits or StateLimits()
        self._cell_row: Column[np.int64] = Column(np.int64, 0)
        self._value: Column[np.float64] = Column(np.float64, np.nan)
        self._published: Column[np.uint8] = Column(np.uint8, 0)
        self._shown: Column[np.uint8] = Column(np.uint8, 0)
        self._measured: Column[np.int64] = Column(np.int64, 0)
        self._received: Column[np.int64] = Column(np.int64, 0)
        self._has_text: Column[np.bool_] = Column(np.bool_, False)
        self._cell_mark: Column[np.int64] = Column(np.int64, 0)
        self._lon: Column[np.float64] = Column(np.float64, np.nan)
        self._lat: Column[np.float64] = Column(np.float64, np.nan)
        self._place_time: Column[np.int64] = Column(np.int64, 0)
        self._seen: Column[np.int64] = Column(np.int64, 0)
        self._first_heard: Column[np.int64] = Column(np.int64, 0)  # since the last checkpoint; 0: silent
        self._stale_after: Column[np.int64] = Column(np.int64, 0)
        self._is_stale: Column[np.bool_] = Column(np.bool_, False)
        self._row_mark: Column[np.int64] = Column(np.int64, 0)
        self._by_cell: tuple[Column[Any], ...] = (
            self._cell_row, self._value, self._published, self._shown, self._measured, self._received,
            self._has_text, self._cell_mark,
        )  # fmt: skip
        self._by_row: tuple[Column[Any], ...] = (
            self._lon, self._lat, self._place_time, self._seen, self._first_heard, self._stale_after,
            self._is_stale, self._row_mark,
        )  # fmt: skip
        self.texts: dict[int, str] = {}
        self._text_chars = 0

    # -- reading ---------------------------------------------------------------------------------------------

    @property
    def columns(self) -> StateColumns:
        """Views of everything a desk or a checkpoint needs, valid until the state grows."""
        return {
            "cell_row": self._cell_row.view, "value": self._value.view, "published": self._published.view,
            "shown": self._shown.view, "measured": self._measured.view, "received": self._received.view,
            "lon": self._lon.view, "lat": self._lat.view, "place_time": self._place_time.view,
            "seen": self._seen.view, "stale_after": self._stale_after.view,
        }  # fmt: skip

    def recalled(self) -> None:
        """See `domain.remembered`."""
        self._text_chars = sum(len(text) for text in self.texts.values())

    # -- growing ---------------------------------------------------------------------------------------------

    def add_rows(self, stale_after_ms: list[int] | Ints) -> None:
        """Room for new entities, with the silence each one's kind allows."""
        first = len(self._seen)
        for column in self._by_row:
            column.resize(first + len(stale_after_ms))
        self._stale_after.view[first:] = stale_after_ms

    def set_stale_after(self, row: int, stale_after_ms: int) -> None:
        """An entity changed its type."""
        self._stale_after.view[row] = stale_after_ms

    def add_cells(self, rows: list[int] | Ints) -> None:
        """Room for new cells of these rows."""
        first = len(self._cell_row)
        for column in self._by_cell:
            column.resize(first + len(rows))
        self._cell_row.view[first:] = rows

    # -- applying --------------------------------------------------------------------------------------------

    def apply(self, columns: StateColumns, texts: list[Any]) -> Applied:
        """Take a beat over. Late data (older than what is shown) changes nothing here."""
        applied = Applied()
        changed = []
        back = self._apply_heard(columns, applied)
        if len(back):
            changed.append(back)
        numbers = self._apply_numbers(columns)
        if len(numbers):
            changed.append(numbers)
        if texts or len(numbers):
            self._apply_texts(columns, texts, numbers, applied)
            if applied.texts_shown or texts:
                changed.append(columns["text_cell"])
        if len(changed) == 1:
            applied.cells = changed[0]
        elif changed:
            applied.cells = np.unique(np.concatenate(changed))
        applied.rows_moved = self._apply_places(columns)
        return applied

    def _apply_numbers(self, columns: StateColumns) -> Ints:
        cells: Ints = columns["cell"]
        if not len(cells):
            return _NONE
        times, values = columns["time"], columns["value"]
        qualities, arrived = columns["quality"], columns["arrived"]
        measured, received = self._measured.view, self._received.view
        order = _in_time(times)
        if order is not None:
            cells, times, values = cells[order], times[order], values[order]
            qualities, arrived = qualities[order], arrived[order]
        fresh = times >= np.minimum(measured[cells], received[cells] + AHEAD_MS)
        if not fresh.all():
            cells, times, values = cells[fresh], times[fresh], values[fresh]
            qualities, arrived = qualities[fresh], arrived[fresh]
        last = _last_of_each(cells, self._cell_mark.view)
        cells = cells[last]
        measured[cells] = times[last]
        received[cells] = arrived[last]
        self._value.view[cells] = values[last]
        self._published.view[cells] = self._shown.view[cells] = qualities[last]
        return cells

    def _apply_texts(self, columns: StateColumns, texts: list[Any], numbers: Ints, applied: Applied) -> None:
        has_text, measured, received = self._has_text.view, self._measured.view, self._received.view
        of_numbers: set[int] = set()
        if len(numbers):
            was_text = numbers[has_text[numbers]]
            of_numbers = set(was_text.tolist())
        if texts:
            mark = self._cell_mark.view
            text_cells: Ints = columns["text_cell"]
            mark[text_cells] = -1
            mark[numbers] = 0  # a boolean comes as text and as number: the number stays
            rows = zip(
                text_cells.tolist(), columns["text_time"].tolist(), texts, columns["text_quality"].tolist(),
                columns["text_arrived"].tolist(), strict=True,
            )  # fmt: skip
            for position, (cell, time, text, quality, arrived) in enumerate(rows):
                of_numbers.discard(cell)
                known = self.texts.get(cell)
                fresh = time >= min(int(measured[cell]), int(received[cell]) + AHEAD_MS)
                if text is not UNCHANGED:
                    text = self._bounded(text)
                    if text != known:
                        applied.texts.append((position, cell, time, quality, text))
                    if fresh and (text != known or not has_text[cell]):
                        self._show_text(cell, text, applied)
                if fresh:
                    measured[cell], received[cell] = time, arrived
                    self._published.view[cell] = self._shown.view[cell] = quality
                    if mark[cell] == -1:
                        self._value.view[cell] = np.nan
        for cell in of_numbers:  # was a text, is a number now
            self._show_text(cell, None, applied)

    def _show_text(self, cell: int, text: str | None, applied: Applied) -> None:
        before = self.texts.pop(cell, None)
        self._text_chars -= len(before or "")
        if text is not None:
            self.texts[cell] = text
            self._text_chars += len(text)
        self._has_text.view[cell] = text is not None
        applied.texts_shown[cell] = text

    def _bounded(self, text: str | None) -> str | None:
        if text is None:
            return None
        limit = self._limits.text_chars if self._text_chars < self._limits.text_chars_total else 64
        return text if len(text) <= limit else text[: limit - 1] + "…"

    def _apply_places(self, columns: StateColumns) -> Ints:
        rows: Ints = columns["place_row"]
        if not len(rows):
            return _NONE
        times, lons, lats = columns["place_time"], columns["lon"], columns["lat"]
        order = _in_time(times)
        if order is not None:
            rows, times, lons, lats = rows[order], times[order], lons[order], lats[order]
        seen = self._seen.view
        fresh = times >= np.minimum(self._place_time.view[rows], seen[rows] + AHEAD_MS)
        rows, times, lons, lats = rows[fresh], times[fresh], lons[fresh], lats[fresh]
        last = _last_of_each(rows, self._row_mark.view)
        rows, lons, lats = rows[last], lons[last], lats[last]
        self._place_time.view[rows] = times[last]
        moved = (self._lon.view[rows] != lons) | (self._lat.view[rows] != lats)
        rows, lons, lats = rows[moved], lons[moved], lats[moved]
        self._lon.view[rows] = lons
        self._lat.view[rows] = lats
        return rows

    def _apply_heard(self, columns: StateColumns, applied: Applied) -> Ints:
        """Rows that spoke; the cells of those that had been stale."""
        rows: Ints = columns["heard_row"]
        if not len(rows):
            return _NONE
        applied.rows_seen = rows
        seen = self._seen.view
        seen[rows] = np.maximum(seen[rows], columns["heard"])
        first = self._first_heard.view
        first[rows] = np.where(first[rows] == 0, columns["heard"], first[rows])
        back = rows[self._is_stale.view[rows]]
        if not len(back):
            return _NONE
        self._is_stale.view[back] = False
        cells = self._cells_of(back)
        self._shown.view[cells] = self._published.view[cells]
        return cells

    def expire(self, now: int) -> Ints:
        """Turn entities stale that have been silent too long; the cells whose quality changed."""
        stale = self._is_stale.view
        rows = np.flatnonzero((now - self._seen.view > self._stale_after.view) & ~stale)
        if not len(rows):
            return _NONE
        stale[rows] = True
        cells = self._cells_of(rows)
        self._shown.view[cells] = np.maximum(self._published.view[cells], np.uint8(Quality.STALE))
        return cells

    def _cells_of(self, rows: Ints) -> Ints:
        wanted = np.zeros(len(self._seen), np.bool_)
        wanted[rows] = True
        return np.flatnonzero(wanted[self._cell_row.view])

    # -- checkpoint ------------------------------------------------------------------------------------------

    def heard_without_numbers(self, since: int) -> StateColumns:
        """Columns `row, heard, first` of the entities heard after `since` that sent no number with their newest
        message: when they were heard last, and first since this was asked before."""
        seen = self._seen.view
        told = np.zeros(len(seen), np.int64)
        numbers = ~self._has_text.view
        np.maximum.at(told, self._cell_row.view[numbers], self._received.view[numbers])
        rows = np.flatnonzero((seen > since) & (told < seen))
        first = np.minimum(self._first_heard.view[rows], seen[rows])
        self._first_heard.view[:] = 0
        return {"row": rows, "heard": seen[rows], "first": first} if len(rows) else {}

    def checkpoint(self) -> StateColumns:
        """Copies of what a restart needs."""
        names = ("value", "published", "measured", "received", "lon", "lat", "place_time", "seen")
        columns = self.columns
        return {name: columns[name].copy() for name in names}

    def restore(self, columns: StateColumns, texts: dict[int, str]) -> None:
        """Take a checkpoint over into a state that already has at least its rows and cells. Raises KeyError."""
        for name, column in (
            ("value", self._value), ("published", self._published), ("published", self._shown),
            ("measured", self._measured), ("received", self._received), ("lon", self._lon), ("lat", self._lat),
            ("place_time", self._place_time), ("seen", self._seen),
        ):  # fmt: skip
            stored = columns[name][: len(column)]
            column.view[: len(stored)] = stored
        for cell, text in texts.items():
            if cell < len(self._has_text):
                self.texts[cell] = text
                self._text_chars += len(text)
                self._has_text.view[cell] = True


def _in_time(times: Ints) -> Ints | None:
    """An order by time that keeps arrival order among equals, None when they already are."""
    if len(times) < 2 or bool((times[1:] >= times[:-1]).all()):
        return None
    return np.argsort(times, kind="stable")


def _last_of_each(numbers: Ints, mark: Ints) -> Ints:
    """Positions of the last mention of each number; `mark` is scratch space by number."""
    positions = np.arange(len(numbers))
    mark[numbers] = positions
    return np.flatnonzero(mark[numbers] == positions)
