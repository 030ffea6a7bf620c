"""Which entities are of a type: by position, in the order in which they became known."""

from collections.abc import Mapping, Sequence
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
        self.left: set[str] = set()
        """Types that entities have left."""

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
            if (rows < 0).any():
                self.left.add(kind)
        for row, (kind, position) in enumerate(zip(self._type, self._position.view.tolist(), strict=True)):
            mine = self._rows.get(kind)
            if mine is None or not 0 <= position < len(mine) or mine.view[position] != row:
                raise ValueError("entities are not where they are")

    def save(self) -> dict[str, NDArray[Any]]:
        """Who has which position, where that is not simply the order of rows: entities have changed their types. Else
        {}."""
        if all(bool((rows.view >= 0).all() and (np.diff(rows.view) > 0).all()) for rows in self._rows.values()):
            return {}
        return {
            "types": np.array(list(self._rows), "U"),
            "counts": np.array([len(rows) for rows in self._rows.values()], np.int64),
            "rows": np.concatenate([rows.view for rows in self._rows.values()]),
        }

    def load(self, memory: Mapping[str, NDArray[Any]]) -> None:
        """Give everybody the position that `save` told, where there is nobody yet. Raises KeyError, ValueError."""
        types, counts, rows = memory["types"].tolist(), memory["counts"].tolist(), memory["rows"]
        known = np.sort(rows[rows >= 0])
        if len(set(types)) != len(types) or len(types) != len(counts) or sum(counts) != len(rows):
            raise ValueError("positions of entities are not told wholly")
        if min(counts, default=0) < 0 or not np.array_equal(known, np.arange(len(known))):
            raise ValueError("an entity has no position, or two")
        self._position.resize(len(known))
        self._type = [""] * len(known)
        for kind, mine in zip(types, np.split(rows, np.cumsum(counts)[:-1]), strict=True):
            column = self._rows[kind] = Column(np.int64, -1)
            column.resize(len(mine))
            column.view[:] = mine
            there = np.flatnonzero(mine >= 0)
            if len(there) < len(mine):
                self.left.add(kind)
            self._position.view[mine[there]] = there
            for row in mine[there].tolist():
                self._type[row] = kind

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
            self.left.add(self._type[row])
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
