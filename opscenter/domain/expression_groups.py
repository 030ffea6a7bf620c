"""Where entities are, for expressions that look around: who is near whom, by kinds and distance."""

from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.expression_state import ExpressionState
from opscenter.domain.near_groups import NearGroups
from opscenter.domain.remembered import Sort
from opscenter.domain.rule_evaluation import on_time
from opscenter.domain.rule_instances import NO_TIME
from opscenter.domain.sphere import directions

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]
Flags = NDArray[np.bool_]

Near = tuple[str, str, float]
"""Kind of the centres, kind of the members, metres."""


class ExpressionGroups:
    """The places of entities of the kinds that are read, and the groups made of them.

    Places count by beat: an entity that moves within one is at its last place for all of it. A place that is not
    known, or 0, 0, is a lost reading and moves nothing.
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_lon": Sort.COLUMN,
        "_lat": Sort.COLUMN,
        "_time": Sort.COLUMN,
        "_placed": Sort.COLUMN,
    }

    def __init__(self, state: ExpressionState, groups: set[Near]) -> None:
        self._state = state
        self.groups = {key: NearGroups(key[2]) for key in groups}
        self._kinds = {kind for key in groups for kind in key[:2]}
        self._lon = Column[np.float64](np.float64, np.nan)
        self._lat = Column[np.float64](np.float64, np.nan)
        self._time = Column[np.int64](np.int64, NO_TIME)
        self._placed = Column[np.bool_](np.bool_, False)
        self._moved: dict[str, set[int]] = {kind: set() for kind in self._kinds}
        self._moved_at: dict[int, int] = {}

    def resize(self, rows: int) -> None:
        """Room for entities 0 .. rows - 1, whose places are not known."""
        for column in (self._lon, self._lat):
            column.resize(rows)
        self._time.resize(rows)
        self._placed.resize(rows)

    def recalled(self) -> None:
        """See `domain.remembered`: the groups follow from the places."""
        for (centre_kind, member_kind, _), groups in self.groups.items():
            centres, members = (self._state.rows_of[kind].view for kind in (centre_kind, member_kind))
            everybody = np.arange(len(centres)), np.arange(len(members))
            groups.move(self._vectors(centres), self._vectors(members), *everybody)

    def is_placed(self, rows: Ints) -> Flags:
        """Whether it is known where entities are."""
        return self._placed.view[rows]

    def take(self, rows: Ints, times: Ints, lon: Floats, lat: Floats) -> None:
        """Places, in order of arrival, shape (n,) each."""
        if not self.groups:
            return
        good = np.isfinite(lon) & np.isfinite(lat) & ((lon != 0.0) | (lat != 0.0))
        rows, times, lon, lat = rows[good], times[good], lon[good], lat[good]
        for kind in self._kinds:
            mine = np.flatnonzero(self._state.is_of(kind, rows))
            if not len(mine):
                continue
            mine = mine[on_time(rows[mine], times[mine], self._time.view)]
            of = rows[mine]
            moved = (self._lon.view[of] != lon[mine]) | (self._lat.view[of] != lat[mine])
            mine = mine[moved]
            of = rows[mine]
            self._lon.view[of], self._lat.view[of], self._placed.view[of] = lon[mine], lat[mine], True
            self._moved[kind].update(of.tolist())
            self._moved_at.update(zip(of.tolist(), times[mine].tolist(), strict=True))

    def settle(self) -> dict[str, tuple[Ints, Ints]]:
        """Bring the groups up to date; by kind of centre the rows that have other members, perhaps, and when."""
        again: dict[str, tuple[Ints, Ints]] = {}
        if not self._moved_at:
            return again
        newest = max(self._moved_at.values())
        for (centre_kind, member_kind, _), groups in self.groups.items():
            moved = [self._rows_moved(kind) for kind in (centre_kind, member_kind)]
            if not any(len(one) for one in moved):
                continue
            centres, members = (self._state.rows_of[kind].view for kind in (centre_kind, member_kind))
            local = [self._state.local(one) for one in moved]
            renewed = groups.move(self._vectors(centres), self._vectors(members), *local)
            rows = centres[renewed]
            at = np.array([self._moved_at.get(row, newest) for row in rows.tolist()], np.int64)
            before = again.get(centre_kind, (np.empty(0, np.int64), np.empty(0, np.int64)))
            again[centre_kind] = np.concatenate([before[0], rows]), np.concatenate([before[1], at])
        for moved_rows in self._moved.values():
            moved_rows.clear()
        self._moved_at.clear()
        return again

    def _rows_moved(self, kind: str) -> Ints:
        return np.array(sorted(self._moved[kind]), np.int64)

    def _vectors(self, rows: Ints) -> Floats:
        return directions(self._lon.view[rows], self._lat.view[rows])

    def members(self, key: Near, rows: Ints) -> tuple[Ints, Ints]:
        """How many members the groups of some entities have, and their rows one after the other."""
        count, local = self._of(key).members(self._state.local(rows))
        return count, self._state.rows_of[key[1]].view[local]

    def sizes(self, key: Near, rows: Ints) -> Ints:
        """How many members the groups of some entities have."""
        return self._of(key).sizes(self._state.local(rows))

    def centres_of(self, key: Near, rows: Ints) -> tuple[Ints, Ints]:
        """Pairs: position among `rows`, number of a centre near it."""
        return self._of(key).centres_of(self._state.local(rows))

    def _of(self, key: Near) -> NearGroups:
        groups = self.groups[key]
        groups.grow(len(self._state.rows_of[key[0]]))
        return groups
