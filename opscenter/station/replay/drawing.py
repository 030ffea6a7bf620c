"""Draws the picture of any moment out of key frames: the newest before it, and the messages that came after that."""

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from opscenter.domain.catalogue import Catalogue
from opscenter.recording.frame import Columns
from opscenter.recording.frames import picture_at
from opscenter.recording.layout import REGISTRY, Layout, layout_of, unpack_registry
from opscenter.recording.lots import lots
from opscenter.recording.reader import IncidentReader
from opscenter.recording.records import Moment
from opscenter.station.descriptions import Descriptions
from opscenter.station.limits import StateLimits
from opscenter.station.registry import Registry
from opscenter.station.replay.picture import Picture
from opscenter.station.replay.told import ToldJournal
from opscenter.station.state import State
from opscenter.wire.bulk import Bulk

WARM_AT_ONCE = 100
WARM_MESSAGES = 10_000

Entities = list[tuple[str, str]]
Cells = list[tuple[int, str]]


def numbering_of(reader: IncidentReader) -> tuple[Entities, Cells] | None:
    """How entities (id, type) and cells (row, name) of a file are numbered; None: it does not say. Raises
    DamagedError."""
    found = reader.attachments(REGISTRY)
    return unpack_registry(reader.read(found[-1])) if found else None


class Drawing:
    """Of one recording; used by one thread. All its entities are numbered here from the start: a picture shows those
    of them that were known by then, which are the first ones."""

    def __init__(self, reader: IncidentReader, catalogue: Catalogue, numbering: tuple[Entities, Cells]) -> None:
        self._reader = reader
        self._catalogue = catalogue
        entities, cells = numbering
        self._registry = Registry(replace(StateLimits(), entities=len(entities), cells=len(cells)))
        for entity in entities:
            self._registry.entity(*entity)
        for cell in cells:
            self._registry.cell(*cell)
        self._whole = len(self._registry.ids) == len(entities) and len(self._registry.cell_names) == len(cells)
        self._cell_rows = np.array([row for row, _ in cells], np.int64)
        self._layout: Layout = layout_of(len(entities), self._cell_rows, (name for _, name in cells))
        self._bulk = Bulk(self._registry, len(entities))
        self._stale_after = np.array([catalogue.kind(kind).stale_after_ms for _, kind in entities], np.int64)

    def draw(self, at: int, told: ToldJournal, described: Descriptions) -> Picture | None:
        """What desks saw at `at` (Unix ms); None: there is no frame for it that can be read. `described`: names, units
        and shapes as far as they are known; those that were told since the frame are taken over."""
        frame = picture_at(self._reader, self._layout, at) if self._whole else None
        if frame is None:
            return None
        state = State()
        state.add_rows(self._stale_after)
        state.add_cells(self._cell_rows)
        columns = frame.columns
        state.restore(columns, frame.texts)
        self._bulk.begin(columns["lon"], columns["lat"], frame.place_time)
        if self._bulk.worth:
            for lot in lots(self._reader, frame.at + 1, at):
                self._bulk.read(lot)
        else:
            happenings = self._reader.happenings(frame.at + 1, at)
            self._bulk.read_each(one.messages for one in happenings if isinstance(one, Moment))
        since = self._bulk.gathered
        told_since = since.columns()
        rows = max(len(frame.seen), 1 + int(told_since["heard_row"].max(initial=-1)))
        cells = max(len(frame.published), *(1 + int(told_since[one].max(initial=-1)) for one in ("cell", "text_cell")))
        state.apply(told_since, since.texts)
        state.expire(at)
        known = described.copy(len(self._registry.ids), len(self._registry.cell_names))
        known.take(since.batch)
        return Picture(
            self._catalogue, self._registry, state, known, told.alarms_at(at), told.situations_at(at), rows, cells
        )

    def state_at(self, at: int, reader: IncidentReader) -> Columns | None:
        """Columns of the state as the frame of this very moment tells them; None: there is none. In any thread, with a
        reader of its own."""
        frame = picture_at(reader, self._layout, at) if self._whole else None
        return frame.columns if frame is not None and frame.at == at else None

    def warm(self) -> Iterator[None]:
        """Make what is made once for every entity, a little at a time: the first jumps are as quick as all others
        then. What an entity looks like is learnt from its first messages."""
        count, most = 0, 2 * len(self._registry.ids) + WARM_MESSAGES
        for lot in lots(self._reader):
            for first in range(0, len(lot), WARM_AT_ONCE):
                self._bulk.learn(lot.part(first, min(first + WARM_AT_ONCE, len(lot))))
                count += WARM_AT_ONCE
                yield
                if count > most:
                    return
