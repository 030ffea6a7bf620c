"""Figures on a bench: samples in, derived samples out, with a real registry and state and no station around them."""

from typing import Any
from zoneinfo import ZoneInfo

import numpy as np

from opscenter.domain.batch import Batch
from opscenter.domain.local_week import LocalWeek
from opscenter.figures.figure import Figure
from opscenter.figures.figures import Figures
from opscenter.history.memory import pack_memory, unpack_memory
from opscenter.station.city_figures import Known
from opscenter.station.columns import columns_of
from opscenter.station.descriptions import Descriptions
from opscenter.station.registry import Registry
from opscenter.station.state import State

T0 = 1_795_000_020_000
"""The beginning of a minute."""


class Rig:
    """`written`: what figures have written, by entity and attribute, as (time, value or text)."""

    def __init__(self, *figures: Figure, zone: str = "UTC") -> None:
        self.week = LocalWeek(ZoneInfo(zone))
        self.registry = Registry()
        self.state = State()
        self.described = Descriptions()
        self.written: dict[tuple[str, str], list[tuple[int, Any]]] = {}
        self.units: dict[tuple[str, str], str] = {}
        self.qualities: dict[tuple[str, str], list[int]] = {}
        self._batch = Batch()
        self.figures = self._figures(figures)

    def _figures(self, figures: tuple[Figure, ...]) -> Figures:
        return Figures(figures, self.registry, Known(self.registry, self.state, self.described), self.week)

    def number(self, entity: str, kind: str, attribute: str, value: float, at: int, quality: int = 0) -> None:
        """A number arrives the moment it is measured, at the latest when the beat comes."""
        batch, row = self._batch, self.registry.entity(entity, kind)
        batch.cells.append(self.registry.cell(row, attribute))
        batch.times.append(at)
        batch.values.append(value)
        batch.qualities.append(quality)
        batch.touched[row] = at

    def text(self, entity: str, kind: str, attribute: str, text: str | None, at: int) -> None:
        """A text arrives."""
        batch, row = self._batch, self.registry.entity(entity, kind)
        batch.text_cells.append(self.registry.cell(row, attribute))
        batch.text_times.append(at)
        batch.texts.append(text)
        batch.text_qualities.append(0)
        batch.touched[row] = at

    def place(self, entity: str, kind: str, lon: float, lat: float, at: int) -> None:
        """A place arrives."""
        batch, row = self._batch, self.registry.entity(entity, kind)
        batch.place_rows.append(row)
        batch.place_times.append(at)
        batch.lons.append(lon)
        batch.lats.append(lat)
        batch.touched[row] = at

    def shape(self, entity: str, kind: str, shape: dict[str, Any]) -> None:
        """A geometry arrives."""
        self._batch.shapes[self.registry.entity(entity, kind)] = shape

    def name(self, entity: str, kind: str, name: str) -> None:
        """A name arrives."""
        self._batch.names[self.registry.entity(entity, kind)] = name

    def passed_on(self) -> tuple[dict[str, Any], list[Any]]:
        """What of the batch is not for figures to say."""
        batch, self._batch = self._batch, Batch()
        batch.arrived, batch.text_arrived = [0] * len(batch.cells), [0] * len(batch.texts)
        self.figures.grow(self.registry.take_news().retyped)
        return self.figures.without_own(columns_of(batch), batch.texts)

    def beat(self, now: int) -> None:
        """What has arrived since the last beat is gone through, as by a station whose clock says `now`."""
        batch, self._batch = self._batch, Batch()
        batch.arrived, batch.text_arrived = [now] * len(batch.cells), [now] * len(batch.texts)
        columns = columns_of(batch)
        news = self.registry.take_news()
        self._grow(news.ids, news.cell_rows)
        self.described.take(batch)
        self.figures.grow(news.retyped)
        made = self.figures.take(columns, batch.texts)
        news = self.registry.take_news()
        self._grow(news.ids, news.cell_rows)
        batch.texts += made.texts
        columns = made.added_to(columns, now)
        self.state.apply(columns, batch.texts)
        self.described.name(made.names)
        self.described.name_in_languages(made.local_names)
        self.described.shape(made.shapes)
        registry = self.registry
        for cells, times, values, qualities in zip(made.cells, made.times, made.values, made.qualities, strict=True):
            for cell, at, value, quality in zip(
                cells.tolist(), times.tolist(), values.tolist(), qualities.tolist(), strict=True
            ):
                key = registry.ids[registry.cell_rows[cell]], registry.cell_names[cell]
                self.written.setdefault(key, []).append((at, value))
                self.qualities.setdefault(key, []).append(quality)
        for cell, at, text in zip(made.text_cells, made.text_times, made.texts, strict=True):
            key = registry.ids[registry.cell_rows[cell]], registry.cell_names[cell]
            self.written.setdefault(key, []).append((at, text))
        for cell, unit in made.units.items():
            self.units[registry.ids[registry.cell_rows[cell]], registry.cell_names[cell]] = unit

    def _grow(self, ids: list[str], cell_rows: list[int]) -> None:
        if ids:
            self.state.add_rows([900_000] * len(ids))
        if cell_rows:
            self.state.add_cells(cell_rows)
        self.described.resize(len(self.registry.ids), len(self.registry.cell_names))

    def restart(self, *figures: Figure) -> None:
        """Other figures go on where these are, by what is kept with a checkpoint."""
        memories = unpack_memory(pack_memory(self.figures.save()))
        state = {name: np.copy(column) for name, column in self.state.columns.items()}
        self.figures = self._figures(figures)
        self.figures.restore(state, dict(self.state.texts), memories)

    def last(self, entity: str, attribute: str) -> Any:
        """What was written last."""
        return self.written[entity, attribute][-1][1]
