"""Entities that say the same things again and again, as columns: what a message must be like to be taken as it is."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.wire.enrolment import Enrolment
from opscenter.wire.plan import Plan
from opscenter.wire.shape import Shape

Ints = NDArray[np.int64]


class Words:
    """Numbers for texts (units, types) that are compared by the thousand."""

    __slots__ = ("_numbers",)

    def __init__(self) -> None:
        self._numbers: dict[Any, int] = {}

    def number(self, word: Any) -> int:
        """Of a word, new or known."""
        return self._numbers.setdefault(word, len(self._numbers))

    def numbers(self, words: list[Any]) -> int | Ints:
        """Of many: one where all are alike; -1 for those that are not known."""
        if words.count(words[0]) == len(words):
            return self._numbers.get(words[0], -1)
        return np.fromiter((self._numbers.get(word, -1) for word in words), np.int64, len(words))


class Roster:
    """Entities of one shape. By slot: row, type, cells of the attributes (numbers and flags, then texts, those of flags
    first), units of those that have one; where the shape has members that stay as they are, the enrolment, which tells
    what these say (`fixed`), and the place if they tell that (`spots`)."""

    __slots__ = ("_all", "_words", "cells", "enrolled", "rows", "shape", "slots", "spots", "types", "units")

    def __init__(self, shape: Shape, words: Words) -> None:
        self.shape = shape
        self.slots: dict[str, int] = {}
        """Of those whose messages may be taken as they are, by id."""
        self._all: dict[str, int] = {}
        self._words = words
        self.enrolled: list[Enrolment] = []
        self.rows: Ints = np.empty(0, np.int64)
        self.types: Ints = np.empty(0, np.int64)
        self.cells: Ints = np.empty((0, shape.slots), np.int64)
        self.units: Ints = np.empty((0, len(shape.unit_of)), np.int64)
        self.spots: NDArray[np.float64] = np.empty((0, 2))

    def enter(self, entity_id: str, plan: Plan, enrolled: Enrolment) -> int:
        """Take an entity in, or over as it is now; its slot."""
        slot = self._all.setdefault(entity_id, len(self._all))
        if slot >= len(self.rows):
            self._grow(max(64, 2 * slot))
        self.slots[entity_id] = slot
        self.rows[slot] = plan.row
        self.types[slot] = self._words.number(plan.type)
        shape = self.shape
        texts = len(shape.shown)
        self.cells[slot] = enrolled.numbers[: shape.numeric] + enrolled.texts[:texts]
        self.units[slot] = [self._words.number(unit) for unit in enrolled.units]
        if shape.fixed:
            self.enrolled[slot : slot + 1] = [enrolled]
            if enrolled.spot is not None:
                self.spots[slot] = enrolled.spot
        return slot

    def leave(self, entity_id: str) -> None:
        """From now on it is read the usual way."""
        self.slots.pop(entity_id, None)

    def _grow(self, size: int) -> None:
        for name in ("rows", "types", "cells", "units", "spots"):
            old = getattr(self, name)
            new = np.zeros((size, *old.shape[1:]), old.dtype)
            new[: len(old)] = old
            setattr(self, name, new)
