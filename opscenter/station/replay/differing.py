"""From what desks are shown to what they are to be shown, as one beat: after a jump, and once the engine is there.

A whole city as a snapshot is megabytes of names that have not changed; what differs are numbers.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.station.descriptions import Descriptions
from opscenter.station.engine import Engine
from opscenter.station.feed_columns import feed_columns
from opscenter.station.registry import Registry
from opscenter.station.replay.picture import Picture
from opscenter.station.state import State
from opscenter.wire.desk import Columns, Header
from opscenter.wire.situation_facts import fact_from_flood

_COMPARED = ("value", "shown", "measured", "received")
NO_FLOOD = fact_from_flood(None, 0)


@dataclass(slots=True, frozen=True)
class Shown:
    """What desks are shown: the first `rows` and `cells` of a registry and a state, with facts."""

    rows: int
    cells: int
    registry: Registry
    state: State
    described: Descriptions
    alarms: list[Header]
    situations: list[Header]
    flood: Header
    messages: int


def shown_of(one: Picture | Engine, messages: int = 0) -> Shown:
    """What desks are shown of a picture, or of an engine. `messages`: those taken in, of a picture."""
    if isinstance(one, Picture):
        facts = one.alarm_facts(), one.situation_facts()
        return Shown(one.rows, one.cells, one.registry, one.state, one.described, *facts, NO_FLOOD, messages)
    registry = one.registry
    return Shown(
        len(registry.ids), len(registry.cell_names), registry, one.state, one.described, one.snapshot_alarms(),
        one.situations.facts(), one.situations.flood_fact(), one.counters.messages,
    )  # fmt: skip


def numbers_alike(was: Shown, now: Shown) -> bool:
    """Whether both know as many entities and cells: where not, only a beat with `jump` can make one of the other."""
    return (was.rows, was.cells) == (now.rows, now.cells)


def difference(was: Shown, now: Shown, told: Header) -> tuple[Header, Columns]:
    """A beat that makes of the one the other; the numbers of both mean the same, though the one may know more of them.
    `told`: `epoch, seq, now, health, replay`."""
    rows, cells = min(was.rows, now.rows), min(was.cells, now.cells)  # known to both
    before, after = _columns(was, rows, cells), _columns(now, rows, cells)
    changed = np.zeros(cells, np.bool_)
    for name in _COMPARED:
        changed |= _unlike(before[name], after[name])
    new_rows, new_cells = np.arange(rows, now.rows), np.arange(cells, now.cells)
    moved = np.flatnonzero(_unlike(before["lon"], after["lon"]) | _unlike(before["lat"], after["lat"]))
    seen = np.flatnonzero(before["seen"] != after["seen"])
    had = {cell: text for cell, text in was.state.texts.items() if cell < cells}
    has = {cell: text for cell, text in now.state.texts.items() if cell < now.cells}
    texts: dict[int, str | None] = dict.fromkeys(had.keys() - has.keys())
    texts |= {cell: text for cell, text in has.items() if had.get(cell) != text}
    known, knew, registry = now.described, was.described, now.registry
    header: Header = {
        "first_row": rows, "first_cell": cells, "messages": now.messages,
        "ids": registry.ids[rows : now.rows], "types": registry.types[rows : now.rows],
        "cell_names": registry.cell_names[cells : now.cells], "notes": [],
        "names": _unlike_texts(knew.names, known.names, rows) | _texts_from(known.names, rows, now.rows),
        "local_names": _differ(knew.local_names, known.local_names, rows, now.rows, {}),
        "units": _unlike_texts(knew.units, known.units, cells) | _texts_from(known.units, cells, now.cells),
        "shapes": _differ(knew.shapes, known.shapes, rows, now.rows),
        "texts": texts, "alarms": _facts(was.alarms, now.alarms, "occurrence", {"state": "NORM"}),
        "situations": _facts(was.situations, now.situations, "id", {"state": "closed", "closed": told["now"]}),
        "flood": now.flood, "sent": 0, **told,
    }  # fmt: skip
    columns = _columns(now, now.rows, now.cells)
    all_cells = np.concatenate((np.flatnonzero(changed), new_cells))
    all_moved, all_seen = np.concatenate((moved, new_rows)), np.concatenate((seen, new_rows))
    return header, feed_columns(columns, all_cells, all_moved, all_seen, registry.cell_rows[cells : now.cells])


def _columns(shown: Shown, rows: int, cells: int) -> dict[str, NDArray[Any]]:
    columns = shown.state.columns
    return {name: columns[name][:cells] for name in _COMPARED} | {
        name: columns[name][:rows] for name in ("lon", "lat", "seen")
    }


def _unlike(was: NDArray[Any], now: NDArray[Any]) -> NDArray[np.bool_]:
    """Where they differ; what is nowhere in both (NaN) does not."""
    found: NDArray[np.bool_] = was != now
    if was.dtype.kind == "f":
        found &= ~((was != was) & (now != now))
    return found


def _unlike_texts(was: Sequence[str], now: Sequence[str], count: int) -> dict[int, str]:
    was, now = was[:count], now[:count]
    if was == now:
        return {}
    return {number: after for number, (before, after) in enumerate(zip(was, now, strict=False)) if before != after}


def _texts_from(texts: Sequence[str], first: int, until: int) -> dict[int, str]:
    return {number: text for number, text in enumerate(texts[first:until], first) if text}


def _differ(was: dict[int, Any], now: dict[int, Any], both: int, rows: int, gone: Any = None) -> dict[int, Any]:
    """Of the first `rows` what differs; of those beyond what `both` know, everything."""
    told = {}
    for row, value in now.items():
        if row < rows and (row >= both or ((before := was.get(row)) is not value and before != value)):
            told[row] = value
    return told if gone is None else told | {row: gone for row in was.keys() - now.keys() if row < both}


def _facts(was: list[Header], now: list[Header], by: str, over: Header) -> list[Header]:
    had, has = {fact[by]: fact for fact in was}, {fact[by]: fact for fact in now}
    gone = [{**fact, **over} for number, fact in had.items() if number not in has]
    return gone + [fact for number, fact in has.items() if had.get(number) != fact]
