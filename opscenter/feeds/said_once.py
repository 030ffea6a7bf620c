"""What was said already: a feed with the same fault in every message says it once, not a thousand times an hour."""

MOST = 10_000


class SaidOnce:
    """Remembers what was said, at most MOST things; then it begins anew, so that a fault that stays is said again."""

    def __init__(self, most: int = MOST) -> None:
        self._most = most
        self._said: set[object] = set()

    def first(self, what: object) -> bool:
        """Whether `what` (anything hashable) was not said yet; it is from now on."""
        if what in self._said:
            return False
        if len(self._said) >= self._most:
            self._said.clear()
        self._said.add(what)
        return True
