"""A memory of a bounded number of things: the one that was put longest ago is forgotten first."""

from typing import Generic, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class Remembered(Generic[K, V]):
    """Things by name, at most `most` of them."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: dict[K, V] = {}

    def get(self, name: K) -> V | None:
        """What was put under a name, if it is still known."""
        return self._kept.get(name)

    def put(self, name: K, thing: V) -> None:
        """Remember a thing, as the newest."""
        self._kept.pop(name, None)
        self._kept[name] = thing
        if len(self._kept) > self._most:
            del self._kept[next(iter(self._kept))]

    def __len__(self) -> int:
        return len(self._kept)
