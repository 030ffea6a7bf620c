"""Which usual counts at which event time: a new one takes over at a moment of its own, whatever arrives when."""

import numpy as np

from opscenter.domain.usual import Floats, Ints, Usual

KEPT = 2
"""The one in force and the one before it; a sample measured earlier than both is judged by the older of them."""
ALWAYS = np.iinfo(np.int64).min


class UsualInForce:
    """A `Usual` that can be replaced while it is in use, by the thread that uses it. At first nothing is usual.

    A sample is judged by the usual in force when it was *measured*, so that the cut of a record into beats, and
    whether a sample came a little before or after the replacement, make no difference.
    """

    def __init__(self, first: Usual | None = None) -> None:
        self._known: list[tuple[int, Usual | None]] = [(ALWAYS, first)]

    @property
    def newest(self) -> Usual | None:
        """The usual put last."""
        return self._known[-1][1]

    @property
    def since(self) -> int:
        """The event time (Unix ms) from which the newest counts."""
        return self._known[-1][0]

    @property
    def known(self) -> list[tuple[int, Usual | None]]:
        """Since when which usual counts, the older first."""
        return list(self._known)

    def put_back(self, known: list[tuple[int, Usual | None]]) -> None:
        """Go on with what `known` told. Raises ValueError where it could not have told that."""
        times = [since for since, _ in known]
        if not 1 <= len(known) <= KEPT or times != sorted(times):
            raise ValueError("what is usual is not in order of time")
        self._known = list(known)

    def put(self, usual: Usual, since: int) -> None:
        """From event time `since` (Unix ms) on `usual` counts. Raises ValueError where a later one does already."""
        if since < self.since:
            raise ValueError(f"a usual from {self.since} on is in force, later than {since}")
        if since == self.since:
            self._known.pop()
        self._known.append((since, usual))
        del self._known[:-KEPT]

    def at(self, cells: Ints, times: Ints) -> tuple[Floats, Floats]:
        """As `Usual.at`, each by the usual in force at its time."""
        late = times >= self.since
        if late.all():
            return _at(self.newest, cells, times)
        median, spread = _at(self._known[0][1], cells, times)
        if late.any():
            median[late], spread[late] = _at(self.newest, cells[late], times[late])
        return median, spread


def _at(usual: Usual | None, cells: Ints, times: Ints) -> tuple[Floats, Floats]:
    if usual is None:
        return np.full(len(cells), np.nan), np.full(len(cells), np.nan)
    return usual.at(cells, times)
