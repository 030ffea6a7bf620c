"""The inputs that figures read, each once: which cells feed them, and what is held of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, ClassVar

import numpy as np

from opscenter.domain.columns import Column
from opscenter.domain.remembered import Sort
from opscenter.figures.figure import Input
from opscenter.figures.held import HeldNumbers, HeldTexts
from opscenter.figures.members import Members

LON, LAT = "@lon", "@lat"
"""As attributes of an input: where an entity is, in degrees; measured when its place was."""


@dataclass(slots=True)
class Slot:
    """One input. `listeners`: figures (by number) that read it; `collectors`: those that want every sample."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "numbers": Sort.PART,
        "texts": Sort.PART,
    }

    key: tuple[str, str, bool]  # type, attribute, text
    listeners: list[int] = field(default_factory=list)
    collectors: list[int] = field(default_factory=list)
    numbers: HeldNumbers = field(default_factory=HeldNumbers)
    texts: HeldTexts = field(default_factory=HeldTexts)

    def resize(self, count: int) -> None:
        """Room for so many entities of its type."""
        self.texts.resize(count) if self.key[2] else self.numbers.resize(count)


class Slots:
    """Slots by number; cells -> slots, one of numbers and one of texts."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "all": Sort.PARTS,
    }

    def __init__(self, inputs: Iterable[tuple[int, Input]]) -> None:
        """`inputs`: figure number and input."""
        self.all: list[Slot] = []
        self._by_key: dict[tuple[str, str, bool], int] = {}
        self.places: dict[str, tuple[int, int]] = {}  # type -> slots of longitude and latitude, -1: not read
        for figure, one in inputs:
            slot = self.all[self._number((one.type, one.attribute, one.text))]
            if figure not in slot.listeners:
                slot.listeners.append(figure)
            if one.samples and figure not in slot.collectors:
                slot.collectors.append(figure)
        for kind, attribute, _ in list(self._by_key):
            if attribute in (LON, LAT):
                self.places[kind] = (self.find(kind, LON), self.find(kind, LAT))
        self.of_cell: Column[np.int32] = Column(np.int32, -1)
        self.text_of_cell: Column[np.int32] = Column(np.int32, -1)
        self.place_types: Column[np.int32] = Column(np.int32, -1)  # by row: number among `place_kinds`
        self.place_kinds = list(self.places)

    def _number(self, key: tuple[str, str, bool]) -> int:
        number = self._by_key.get(key)
        if number is None:
            number = self._by_key[key] = len(self.all)
            self.all.append(Slot(key))
        return number

    def find(self, kind: str, attribute: str, text: bool = False) -> int:
        """The number of an input, -1 when no figure reads it."""
        return self._by_key.get((kind, attribute, text), -1)

    def add_rows(self, kinds: list[str], members: Members) -> None:
        """New entities are there (`members` has them)."""
        first = len(self.place_types)
        self.place_types.resize(first + len(kinds))
        if self.place_kinds:
            for row, kind in enumerate(kinds, start=first):
                if kind in self.places:
                    self.place_types.view[row] = self.place_kinds.index(kind)
        self.make_room(set(kinds), members)

    def make_room(self, kinds: set[str], members: Members) -> None:
        """Every input of these types has room for all its entities."""
        for slot in self.all:
            if slot.key[0] in kinds:
                slot.resize(members.count(slot.key[0]))

    def add_cells(self, first: int, kinds: list[str], names: list[str]) -> None:
        """New cells, numbered on from `first`, with the types of their entities and their attributes."""
        self.of_cell.resize(first + len(names))
        self.text_of_cell.resize(first + len(names))
        for cell, (kind, name) in enumerate(zip(kinds, names, strict=True), start=first):
            self.of_cell.view[cell] = self._by_key.get((kind, name, False), -1)
            self.text_of_cell.view[cell] = self._by_key.get((kind, name, True), -1)

    def forget(self, kind: str, position: int) -> None:
        """An entity is of this type no more."""
        for slot in self.all:
            if slot.key[0] == kind:
                (slot.texts if slot.key[2] else slot.numbers).forget(position)
