"""Which entities are of a type: by position, in the order in which they became known."""

from collections.abc import Sequence
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.remembered import Sort

Ints = NDArray[np.int64]


class Members:
    """Rows by type and position. An entity that changes its type leaves a hole (row -1) where it was."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_position": Sort.COLUMN,
        "_type": list[str],
    }

    def __init__(self) -> None:
        self._rows: dict[str, Column[np.int64]] = {}
        self._position: Column[np.int64] = Column(np.int64, -1)
        self._type: list[str] = []

    def remember_more(self) -> dict[str, Ints]:
        """See `domain.remembered`."""
        return {kind: rows.view for kind, rows in self._rows.items()}

    def recall_more(self, more: dict[str, Ints]) -> None:
        """See `domain.remembered`."""
        if len(self._type) != len(self._position):
            raise ValueError("entities have no type")
        for kind, rows in more.items():
            column = self._rows[kind] = Column(np.int64, -1)
            column.resize(len(rows))
            column.view[:] = rows
        for row, (kind, position) in enumerate(zip(self._type, self._position.view.tolist(), strict=True)):
            mine = self._rows.get(kind)
            if mine is None or not 0 <= position < len(mine) or mine.view[position] != row:
                raise ValueError("entities are not where they are")

    def __len__(self) -> int:
        return len(self._type)

    def add(self, types: Sequence[str]) -> None:
        """New rows, numbered on, with their types."""
        first = len(self._type)
        self._position.resize(first + len(types))
        for row, kind in enumerate(types, start=first):
            self._type.append(kind)
            self._put(row, kind)

    def retype(self, row: int, kind: str) -> None:
        """An entity is of another type from now on."""
        if self._type[row] != kind:
            self._rows[self._type[row]].view[self._position.view[row]] = -1
            self._type[row] = kind
            self._put(row, kind)

    def _put(self, row: int, kind: str) -> None:
        rows = self._rows.get(kind)
        if rows is None:
            rows = self._rows[kind] = Column(np.int64, -1)
        self._position.view[row] = len(rows)
        rows.resize(len(rows) + 1)
        rows.view[-1] = row

    def rows(self, kind: str) -> Ints:
        """Rows of a type by position, -1 where there is none any more, shape (n,)."""
        rows = self._rows.get(kind)
        return rows.view if rows is not None else np.empty(0, np.int64)

    def count(self, kind: str) -> int:
        """How many positions there are of a type."""
        rows = self._rows.get(kind)
        return len(rows) if rows is not None else 0

    def positions(self, rows: Ints) -> Ints:
        """The position of each row within its type."""
        return self._position.view[rows]

    def position(self, row: int) -> int:
        """The position of one row."""
        return int(self._position.view[row])

    def type_of(self, row: int) -> str:
        """The type of a row."""
        return self._type[row]
