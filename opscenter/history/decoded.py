"""What was read and unpacked lately, so that looking again at the same time costs no disk; bounded by bytes."""

from collections import OrderedDict
from collections.abc import Hashable

from opscenter.history.blocks import Columns

ENTRY_BYTES = 1_500
"""What an entry costs beside its numbers: a dictionary and its arrays."""


class Decoded:
    """Columns by key, the least lately used go first. One thread uses it. Nobody may change what is in it."""

    def __init__(self, limit: int) -> None:
        self._limit = limit
        self._kept: OrderedDict[Hashable, Columns] = OrderedDict()
        self.nbytes = 0

    def get(self, key: Hashable) -> Columns | None:
        """What is kept under a key."""
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
        return found

    def put(self, key: Hashable, columns: Columns) -> None:
        """Keep columns, which must not be views into something larger."""
        size = _size(columns)
        if size > self._limit // 4:  # one that drives out all others helps nobody
            return
        before = self._kept.pop(key, None)
        if before is not None:
            self.nbytes -= _size(before)
        self._kept[key] = columns
        self.nbytes += size
        while self.nbytes > self._limit:
            self.nbytes -= _size(self._kept.popitem(last=False)[1])

    def clear(self) -> None:
        """The database is another one."""
        self._kept.clear()
        self.nbytes = 0


def _size(columns: Columns) -> int:
    return ENTRY_BYTES + sum(column.nbytes for column in columns.values())
