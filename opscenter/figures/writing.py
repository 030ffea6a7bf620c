"""Where figures write: cells of entities of others, and entities of their own, numbered when they are new."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.remembered import Sort
from opscenter.domain.texts import Texts
from opscenter.figures.figure import Figure
from opscenter.figures.held import Samples
from opscenter.figures.members import Members
from opscenter.figures.produced import Produced
from opscenter.figures.register import Register
from opscenter.figures.slots import Slots
from opscenter.figures.step import Around

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]


@dataclass(slots=True)
class Written:
    """One output: its cells by position (-1: none yet), and what it said last.

    `slot` is the number of the input that it is to later figures, `text_slot` that of its texts, -1: none reads it;
    `own`: it is of an entity that figures make.
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "cells": Sort.FREE,
        "last": Sort.FREE,
        "texts": dict[int, str | None],
    }

    unit: str
    slot: int = -1
    text_slot: int = -1
    own: bool = False
    cells: Column[np.int64] = field(default_factory=lambda: Column(np.int64, -1))
    last: Column[np.float64] = field(default_factory=lambda: Column(np.float64, np.nan))
    texts: dict[int, str | None] = field(default_factory=dict)

    def before_memory(self) -> None:
        """See `domain.remembered`: in an order of their own texts take few bytes."""
        self.texts = dict(sorted(self.texts.items()))

    def resize(self, count: int) -> None:
        """Room for so many positions."""
        if len(self.cells) < count:
            self.cells.resize(count)
            self.last.resize(count)


class Writing:
    """What figures put, gathered until it is taken. `grow`: the registry has numbered something new.

    `on_numbers(figure, slot, samples)`, `on_number(figure, slot, position, time, value, quality)` and
    `on_text(figure, slot, position, time, text)` are told of what is put and may be read by later figures: what `slots`
    has a number for.
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "outputs": Sort.PARTS,
    }

    def __init__(
        self,
        figures: Sequence[Figure],
        register: Register,
        members: Members,
        around: Around,
        slots: Slots,
        *,
        grow: Callable[[], None],
        on_numbers: Callable[[int, int, Samples], None],
        on_number: Callable[[int, int, int, int, float, int], None],
        on_text: Callable[[int, int, int, int, str | None], None],
    ) -> None:
        self.own_types = {kind for figure in figures for kind in figure.own_types}
        self.outputs = {
            (one.type, one.attribute): Written(
                one.unit, slots.find(one.type, one.attribute), slots.find(one.type, one.attribute, text=True),
                one.type in self.own_types,
            )
            for figure in figures
            for one in figure.outputs
        }  # fmt: skip
        self._register = register
        self._members = members
        self._around = around
        self._grow = grow
        self._on_numbers = on_numbers
        self._on_number = on_number
        self._on_text = on_text
        self._produced = Produced()

    def take_produced(self) -> Produced:
        """What was put since this was asked before."""
        produced, self._produced = self._produced, Produced()
        return produced.gathered()

    def own(self, entity_id: str, kind: str, name: Texts, at: int) -> int:
        """See `Step.own`."""
        if kind not in self.own_types:
            raise KeyError(f"{kind} is not among the own types")
        row = self._register.find(entity_id)
        if row < 0:
            row = self._register.entity(entity_id, kind)
            if row < 0:
                return -1
            self._grow()
        if self._members.type_of(row) != kind:
            return -1  # somebody publishes an entity of this id
        if self._around.name(row) != name["en"] or self._around.local_names(row) != name:
            self._produced.names[row] = name["en"]
            self._produced.local_names[row] = dict(name)
        self._produced.heard.add(row)
        return self._members.position(row)

    def place_own(self, row: int, lon: float, lat: float, at: int) -> None:
        """See `Step.place_own`."""
        if self._around.place(row) != (lon, lat):
            produced = self._produced
            produced.place_rows.append(row)
            produced.place_times.append(at)
            produced.lons.append(lon)
            produced.lats.append(lat)

    def shape_own(self, row: int, shape: dict[str, Any]) -> None:
        """See `Step.shape_own`."""
        if self._around.shape(row) != shape:
            self._produced.shapes[row] = shape

    def put(
        self, figure: int, kind: str, attribute: str, positions: Ints, values: Floats, quality: Bytes, at: int
    ) -> None:
        """See `Step.put`."""
        if len(positions) == 1:
            self.put_one(figure, kind, attribute, positions.item(), values.item(), quality.item(), at)
            return
        written = self._written(kind, attribute)
        worth = (values == values) | ~np.isnan(written.last.view[positions])  # NaN is not equal to itself
        worth &= positions >= 0
        if worth.all():
            positions, values, quality = positions.copy(), values.copy(), quality.copy()  # figures may change theirs
        else:
            positions, values, quality = positions[worth], values[worth], quality[worth]
        if not len(positions):
            return
        written.last.view[positions] = values
        cells = self._cells(kind, attribute, written, positions)
        times = np.full(len(cells), at, np.int64)
        known = cells >= 0
        if known.all():
            self._produced.add(cells, times, values, quality)
        else:
            self._produced.add(cells[known], times[known], values[known], quality[known])
        if written.own:
            self._produced.heard.update(self._members.rows(kind)[positions].tolist())
        if written.slot >= 0:
            self._on_numbers(figure, written.slot, Samples(positions, times, values, quality))

    def put_one(
        self, figure: int, kind: str, attribute: str, position: int, value: float, quality: int, at: int
    ) -> None:
        """See `Step.put_one`."""
        written = self._written(kind, attribute)
        if position < 0:
            return
        last = written.last.view
        if value != value and np.isnan(last[position]):
            return
        last[position] = value
        cell = int(written.cells.view[position])
        if cell < 0:
            cell = int(self._cells(kind, attribute, written, np.array([position], np.int64))[0])
        if cell >= 0:
            self._produced.singles.append((cell, at, value, quality))
        if written.own:
            self._produced.heard.add(int(self._members.rows(kind)[position]))
        if written.slot >= 0:
            self._on_number(figure, written.slot, position, at, value, quality)

    def put_text(self, figure: int, kind: str, attribute: str, position: int, text: str | None, at: int) -> None:
        """See `Step.put_text`."""
        written = self._written(kind, attribute)
        if position < 0 or written.texts.get(position) == text:
            return
        written.texts[position] = text
        cell = int(self._cells(kind, attribute, written, np.array([position], np.int64))[0])
        if cell < 0:
            return
        self._produced.text_cells.append(cell)
        self._produced.text_times.append(at)
        self._produced.texts.append(text)
        if written.text_slot >= 0:
            self._on_text(figure, written.text_slot, position, at, text)

    def _written(self, kind: str, attribute: str) -> Written:
        written = self.outputs.get((kind, attribute))
        if written is None:
            raise KeyError(f"{kind}.{attribute} is not among the outputs")
        written.resize(self._members.count(kind))
        return written

    def _cells(self, kind: str, attribute: str, written: Written, positions: Ints) -> Ints:
        cells = written.cells.view[positions]
        if cells.min() < 0:
            missing = np.flatnonzero(cells < 0)
            rows = self._members.rows(kind)[positions[missing]]
            for index, row in zip(missing.tolist(), rows.tolist(), strict=True):
                cell = self._register.cell(row, attribute) if row >= 0 else -1
                cells[index] = written.cells.view[positions[index]] = cell
                if cell >= 0 and written.unit:
                    self._produced.units[cell] = written.unit
            self._grow()
        return cells
