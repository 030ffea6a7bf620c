"""What an import made of the present state, once more: the records it came from are in no message."""

from collections.abc import Sequence

import numpy as np

from opscenter.domain.batch import Batch
from opscenter.history.blocks import Columns
from opscenter.station.columns import columns_of
from opscenter.station.engine import Engine
from opscenter.station.registry import Registry

State = tuple[Columns, dict[int, str]]
"""Columns as of `station.state`, texts by cell."""


def number(
    registry: Registry, then: State, entities: Sequence[tuple[str, str]], cells: Sequence[tuple[int, str]]
) -> None:
    """Have everything numbered that was known in `then`; `entities` (id, type) and `cells` (row, name) as numbered."""
    known, _ = then
    for entity, kind in entities[: len(known["seen"])]:
        registry.entity(entity, kind)
    for row, name in cells[: len(known["value"])]:
        registry.cell(row, name)


def take_over(engine: Engine, then: State) -> None:
    """Put into the engine's state what is newer in `then`. Nothing of it is recorded or judged."""
    known, texts = then
    now = engine.state.columns
    count = min(len(known["value"]), len(now["value"]))
    newer = np.flatnonzero(known["measured"][:count] > now["measured"][:count])
    rows = min(len(known["seen"]), len(now["seen"]))
    moved = np.flatnonzero(known["place_time"][:rows] > now["place_time"][:rows])
    heard = np.flatnonzero(known["seen"][:rows] > now["seen"][:rows])
    told = np.array([cell for cell in newer.tolist() if cell in texts], np.int64)
    numbers = np.setdiff1d(newer, told)
    engine.state.apply(
        {
            **columns_of(Batch()),
            **{"cell": numbers, "time": known["measured"][numbers], "value": known["value"][numbers]},
            **{"quality": known["published"][numbers], "arrived": known["received"][numbers]},
            **{"text_cell": told, "text_time": known["measured"][told], "text_arrived": known["received"][told]},
            **{"text_quality": known["published"][told], "place_row": moved, "place_time": known["place_time"][moved]},
            **{
                "lon": known["lon"][moved],
                "lat": known["lat"][moved],
                "heard_row": heard,
                "heard": known["seen"][heard],
            },
        },
        [texts[cell] for cell in told.tolist()],
    )
