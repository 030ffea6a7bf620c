"""Entities that always say the same things, as columns: what a message of one must be like to be taken as it is."""

from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.wire.plan import Plan
from opscenter.wire.quick import Enrolment, Shape

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
    """Entities of one shape. By slot: row, cells and units of the attributes (numbers first, then texts), type."""

    __slots__ = ("_all", "_words", "cells", "rows", "shape", "slots", "types", "units")

    def __init__(self, shape: Shape, words: Words) -> None:
        self.shape = shape
        self.slots: dict[str, int] = {}
        """Of those whose messages may be taken as they are, by id."""
        self._all: dict[str, int] = {}
        self._words = words
        self.rows: Ints = np.empty(0, np.int64)
        self.types: Ints = np.empty(0, np.int64)
        self.cells: Ints = np.empty((0, shape.attributes), np.int64)
        self.units: Ints = np.empty((0, shape.attributes), np.int64)

    def enter(self, entity_id: str, plan: Plan, enrolled: Enrolment) -> None:
        """Take an entity in, or over as it is now."""
        slot = self._all.setdefault(entity_id, len(self._all))
        if slot >= len(self.rows):
            self._grow(max(64, 2 * slot))
        self.slots[entity_id] = slot
        self.rows[slot] = plan.row
        self.types[slot] = self._words.number(plan.type)
        self.cells[slot] = enrolled.numbers + enrolled.texts
        self.units[slot] = [self._words.number(unit) for unit in enrolled.units]

    def leave(self, entity_id: str) -> None:
        """From now on it is read the usual way."""
        self.slots.pop(entity_id, None)

    def _grow(self, size: int) -> None:
        for name in ("rows", "types", "cells", "units"):
            old = getattr(self, name)
            new = np.zeros((size, *old.shape[1:]), np.int64)
            new[: len(old)] = old
            setattr(self, name, new)
