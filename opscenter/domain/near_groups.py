"""Who is near whom, kept up to date while things appear and move: of each entity of one kind those of another."""

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.near_pairs import pairs_within

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]
Flags = NDArray[np.bool_]

_NONE = np.empty(0, np.int64)


class NearGroups:
    """For each *centre* (numbered from 0) the *members* within `metres`, which are numbered of their own."""

    def __init__(self, metres: float) -> None:
        self._metres = metres
        self._centre = _NONE  # pairs, in order of centres
        self._member = _NONE
        self._start = np.zeros(1, np.int64)
        self._by_member: tuple[Ints, Ints] | None = None

    def grow(self, centres: int) -> None:
        """There are so many centres; new ones have no members until they are placed."""
        lack = centres + 1 - len(self._start)
        if lack > 0:
            self._start = np.r_[self._start, np.full(lack, self._start[-1])]

    def members(self, centres: Ints) -> tuple[Ints, Ints]:
        """How many members each of some centres has, and their numbers one after the other."""
        start = self._start[centres]
        count = self._start[centres + 1] - start
        return count, self._member[_spread(start, count)]

    def sizes(self, centres: Ints) -> Ints:
        """How many members each of some centres has."""
        return self._start[centres + 1] - self._start[centres]

    def centres_of(self, members: Ints) -> tuple[Ints, Ints]:
        """Pairs (position among `members`, centre near it)."""
        if self._by_member is None:
            order = np.argsort(self._member, kind="stable")
            self._by_member = self._member[order], self._centre[order]
        keys, centres = self._by_member
        start = np.searchsorted(keys, members, "left")
        count = np.searchsorted(keys, members, "right") - start
        return np.repeat(np.arange(len(members)), count), centres[_spread(start, count)]

    def move(self, centres: Floats, members: Floats, moved_centres: Ints, moved_members: Ints) -> Ints:
        """Places (unit vectors, shape (3, n)) have changed, or are new, of some; the centres that must look again."""
        again = [moved_centres]
        if len(moved_members) and len(moved_centres) < centres.shape[1]:
            again.append(self.centres_of(moved_members)[1])
            again.append(pairs_within(members[:, moved_members], centres, self._metres)[1])
        renewed = np.unique(np.concatenate(again))
        query, point = pairs_within(centres[:, renewed], members, self._metres)
        is_renewed = np.zeros(centres.shape[1], np.bool_)
        is_renewed[renewed] = True
        kept = ~is_renewed[self._centre]
        centre = np.concatenate([self._centre[kept], renewed[query]])
        member = np.concatenate([self._member[kept], point])
        order = np.lexsort((member, centre))  # whatever came first: sums over a group do not depend on it
        self._centre, self._member = centre[order], member[order]
        self._start = np.searchsorted(self._centre, np.arange(centres.shape[1] + 1))
        self._by_member = None
        return renewed


def _spread(start: Ints, count: Ints) -> Ints:
    """start, start + 1, ... of each, `count` of them, one after the other."""
    return np.repeat(start - (np.cumsum(count) - count), count) + np.arange(int(count.sum()))
