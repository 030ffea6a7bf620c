"""A numpy column that grows: amortised appends, views instead of copies."""

from typing import Any, Generic, TypeVar

import numpy as np
from numpy.typing import DTypeLike, NDArray

T = TypeVar("T", bound=np.generic)


class Column(Generic[T]):
    """A 1-D array of one type with room to grow.

    `view`: the filled part, shape (n,), writable, valid until the next `resize`. It is the same object until then, and
    an attribute: it is looked at far more often than a column grows.
    """

    view: NDArray[T]

    def __init__(self, dtype: DTypeLike, fill: Any) -> None:
        self._fill = fill
        self._store: NDArray[T] = np.full(1024, fill, dtype=dtype)
        self._length = 0
        self.view = self._store[:0]

    def __len__(self) -> int:
        return self._length

    def resize(self, length: int) -> None:
        """Grow (new items hold the fill value) or shrink to `length`."""
        if length > len(self._store):
            grown = np.full(max(length, 2 * len(self._store)), self._fill, dtype=self._store.dtype)
            grown[: self._length] = self._store[: self._length]
            self._store = grown
        elif length < self._length:
            self._store[length : self._length] = self._fill
        if length != self._length:
            self._length = length
            self.view = self._store[:length]
