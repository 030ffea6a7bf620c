"""Many beats of an engine as one for the desks: however fast a replay goes, they hear of it five times a second."""

from collections.abc import Iterable
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.station.engine import Beat, Engine
from opscenter.station.feed_columns import feed_columns
from opscenter.station.state import State
from opscenter.wire.desk import Columns, Header

MOST_ROWS_WAITING = 1 << 20
"""Numbers of changed cells that wait before doubles among them are taken out."""


class Gathering:
    """`take` what was lived through, `give` it as one beat. Values are those of the engine when it is given."""

    def __init__(self) -> None:
        self.clear()

    def clear(self) -> None:
        """Begin anew: what waited is told by a snapshot."""
        self._first_row = self._first_cell = -1
        self._lists: dict[str, list[Any]] = {"ids": [], "types": [], "cell_names": [], "new_cell_row": [], "notes": []}
        self._maps: dict[str, dict[Any, Any]] = {
            name: {} for name in ("names", "local_names", "units", "shapes", "texts")
        }
        self._alarms: dict[str, Header] = {}
        self._situations: dict[str, Header] = {}
        self._flood: Header | None = None
        self._changed: dict[str, list[NDArray[Any]]] = {"cell": [], "place_row": [], "seen_row": []}
        self._waiting = 0
        self._sent = 0

    def take(self, beats: Iterable[Beat]) -> None:
        """What one happening brought."""
        for beat in beats:
            if beat.header:
                self._take(beat.header, beat.columns)

    def _take(self, header: Header, columns: Columns) -> None:
        if self._first_row < 0:
            self._first_row, self._first_cell = int(header["first_row"]), int(header["first_cell"])
        for name in ("ids", "types", "cell_names", "notes"):
            self._lists[name] += header.get(name) or ()
        self._lists["new_cell_row"] += columns["new_cell_row"].tolist()
        for name, told in self._maps.items():
            told.update(header.get(name) or {})
        for fact in header["alarms"]:
            self._alarms.pop(fact["occurrence"], None)
            self._alarms[fact["occurrence"]] = fact
        for fact in header.get("situations") or ():
            self._situations.pop(fact["id"], None)
            self._situations[fact["id"]] = fact
        self._flood = header.get("flood") or self._flood
        self._sent = max(self._sent, int(header.get("sent") or 0))
        for name, parts in self._changed.items():
            rows = columns[name]
            if len(rows):
                parts.append(rows)
                self._waiting += len(rows)
        if self._waiting > MOST_ROWS_WAITING:
            self._changed = {name: [_each(parts)] for name, parts in self._changed.items()}
            self._waiting = sum(len(parts[0]) for parts in self._changed.values())

    def give(self, engine: Engine, told: Header) -> tuple[Header, Columns]:
        """One beat of all that was taken since the last; `told`: `epoch, seq, now, health, replay`."""
        state = engine.state.columns
        cells, moved, seen = (_each(self._changed[name]) for name in ("cell", "place_row", "seen_row"))
        lists = self._lists
        header: Header = {
            "first_row": self._first_row if self._first_row >= 0 else len(state["seen"]),
            "first_cell": self._first_cell if self._first_cell >= 0 else len(state["value"]),
            "messages": engine.counters.messages,
            "ids": lists["ids"], "types": lists["types"], "cell_names": lists["cell_names"], "notes": lists["notes"],
            **self._maps,
            "alarms": list(self._alarms.values()), "situations": list(self._situations.values()),
            "flood": self._flood or engine.situations.flood_fact(), "sent": self._sent,
            **told,
        }  # fmt: skip
        columns = feed_columns(state, cells, moved, seen, lists["new_cell_row"])
        self.clear()
        return header, columns


def nothing(rows: int, cells: int, told: Header) -> tuple[Header, Columns]:
    """A beat in which nothing happened, of a city of so many entities and cells."""
    header: Header = {
        "first_row": rows, "first_cell": cells, "messages": 0, "ids": [], "types": [], "cell_names": [], "notes": [],
        "names": {}, "local_names": {}, "units": {}, "shapes": {}, "texts": {}, "alarms": [], "situations": [],
        "flood": None, "sent": 0, **told,
    }  # fmt: skip
    none = np.empty(0, np.int64)
    return header, feed_columns(State().columns, none, none, none)


def _each(parts: list[NDArray[Any]]) -> NDArray[np.int64]:
    if not parts:
        return np.empty(0, np.int64)
    return np.unique(np.concatenate(parts)).astype(np.int64)
