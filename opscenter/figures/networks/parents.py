"""Which entity each entity of a type names as the one that feeds it, out of the references it publishes."""

import numpy as np
from numpy.typing import NDArray

from opscenter.figures.step import Step
from opscenter.figures.text_codes import changed

Ints = NDArray[np.int64]


class Parents:
    """References of one attribute (`refFeeder` of cabinets) to entities of another type, kept incrementally.

    A reference to one that nobody has heard of waits until it is heard of.
    """

    def __init__(self, kind: str, attribute: str, parent: str) -> None:
        self.kind, self.attribute, self.parent = kind, attribute, parent
        self.version = 0
        self._of: Ints = np.empty(0, np.int64)
        self._texts: list[str | None] = []
        self._waiting: dict[str, set[int]] = {}
        self._seen = 0  # positions of the parents' type that were looked at

    def update(self, step: Step) -> Ints:
        """The position of the parent of each by position, -1: none, or not known, shape (n,)."""
        texts = step.texts(self.kind, self.attribute)
        count = step.count(self.kind)
        if count > len(self._of):
            self._of = np.pad(self._of, (0, count - len(self._of)), constant_values=-1)
            self.version += 1
        moved = changed(self._texts, texts)
        for position in moved:
            self._follow(step, position, texts[position])
        if moved or len(texts) != len(self._texts):
            self._texts = list(texts)
        self._look_for_new(step)
        self._let_go_of_gone(step)
        return self._of

    def _follow(self, step: Step, position: int, reference: str | None) -> None:
        before = self._texts[position] if position < len(self._texts) else None
        if before is not None and before in self._waiting:
            self._waiting[before].discard(position)
        found = -1 if reference is None else step.position(self.parent, reference)
        if reference is not None and found < 0:
            self._waiting.setdefault(reference, set()).add(position)
        self._of[position] = found
        self.version += 1

    def _look_for_new(self, step: Step) -> None:
        rows = step.rows(self.parent)
        if len(rows) == self._seen:
            return
        for parent in range(self._seen, len(rows)):
            children = self._waiting.pop(step.id_of(int(rows[parent])), None) if rows[parent] >= 0 else None
            if children:
                self._of[sorted(children)] = parent
                self.version += 1
        self._seen = len(rows)

    def _let_go_of_gone(self, step: Step) -> None:
        """A parent that is of another type now is none; its children wait for it to come back."""
        rows = step.rows(self.parent)
        lost = np.flatnonzero((self._of >= 0) & (rows[np.maximum(self._of, 0)] < 0)) if len(rows) else ()
        for position in lost:
            reference = self._texts[int(position)]
            if reference is not None:
                self._waiting.setdefault(reference, set()).add(int(position))
            self._of[position] = -1
            self.version += 1


def sums_by_parent(values: NDArray[np.float64], parents: Ints, count: int) -> tuple[NDArray[np.float64], Ints]:
    """Sums of the values of the children of each of `count` parents, and how many there are; one NaN makes its sum NaN.

    `values`, `parents` (-1: none) have shape (n,).
    """
    mine = parents >= 0
    sums = np.bincount(parents[mine], values[mine], minlength=count).astype(np.float64)
    return sums, np.bincount(parents[mine], minlength=count).astype(np.int64)
