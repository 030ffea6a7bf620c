"""Where a vehicle is shown between two positions it told: on the way between them, never beyond the last. No Qt.

A vehicle that tells a new position is brought there from where it is shown, along everything it told meanwhile, in the
time that usually lies between its messages. Then it stands until it tells another: nothing is guessed.
"""

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.projection import EQUATOR_M, Floats
from opscenter.desk.columns import Column

POINTS = 8
"""Positions of one vehicle that are still to be passed, the one it is at included. Of more, the oldest are skipped."""
USUAL_MS = 5_000.0
SHORTEST_MS, LONGEST_MS = 200.0, 20_000.0
PAUSE_MS = 60_000.0
"""A silence longer than this says nothing about the usual interval."""
WEIGHT = 0.25
"""Of the newest interval in the running mean."""
PLAUSIBLE_M_S = 70.0
"""A vehicle that would have to be shown faster than this (250 km/h) is shown where it is at once."""

Rows = NDArray[np.int64]


def metres_per_world(y: Floats) -> Floats:
    """Ground distance in metres of one world unit at world `y` (Web Mercator: circumference times cos latitude)."""
    metres: Floats = EQUATOR_M / np.cosh((0.5 - y) * 2.0 * np.pi)
    return metres


class Glide:
    """The ways of all vehicles still to be shown, by row of the city. Places in world coordinates, times Unix ms.

    Each vehicle has up to POINTS places: the first is where it was shown at `start`, the last the newest it told; it
    passes them evenly until `end`. `glides` False (reduced motion): everything is where it was told last.
    """

    def __init__(self) -> None:
        self.glides = True
        self._slot: Column[np.int64] = Column(np.int64, -1)  # by row
        self._count = 0
        self._x = np.full((256, POINTS), np.nan)
        self._y = np.full((256, POINTS), np.nan)
        self._start = np.zeros(256)
        self._end = np.zeros(256)
        self._heard = np.zeros(256)
        self._usual = np.full(256, USUAL_MS)

    def clear(self) -> None:
        """Forget every way: after a snapshot nothing is known of what was before."""
        glides = self.glides
        self.__init__()  # type: ignore[misc]
        self.glides = glides

    def heard(self, rows: Rows, seen: NDArray[np.int64]) -> None:
        """Vehicles that spoke, and when each message came: how long it usually takes them."""
        slot = self._slots(rows)
        passed = seen - self._heard[slot]
        counts = (self._heard[slot] > 0) & (passed > 0) & (passed < PAUSE_MS)
        mine, passed = slot[counts], np.clip(passed[counts], SHORTEST_MS, LONGEST_MS)
        self._usual[mine] += WEIGHT * (passed - self._usual[mine])
        self._heard[slot] = np.maximum(self._heard[slot], seen)

    def told(self, rows: Rows, x: Floats, y: Floats, now: int) -> None:
        """Vehicles that told another place (each row once): on to there, from where each is shown now."""
        known = np.isfinite(x) & np.isfinite(y)
        rows, x, y = rows[known], x[known], y[known]
        slot = self._slots(rows)
        ways_x, ways_y = self._ways_left(slot, now)
        # One place more at the end; when there is no room the vehicle skips what it should have passed first.
        ways_x = np.concatenate((ways_x, x[:, None]), axis=1)
        ways_y = np.concatenate((ways_y, y[:, None]), axis=1)
        full = np.isfinite(ways_x[:, 0])
        ways_x[~full, 0], ways_y[~full, 0] = ways_x[~full, 1], ways_y[~full, 1]
        length = np.hypot(np.diff(ways_x, axis=1), np.diff(ways_y, axis=1)).sum(axis=1) * metres_per_world(y)
        takes = self._usual[slot]
        jumps = ~((length > 0.0) & (length <= PLAUSIBLE_M_S * takes / 1_000.0))
        ways_x, ways_y = _shortened(ways_x), _shortened(ways_y)
        ways_x[jumps], ways_y[jumps] = x[jumps, None], y[jumps, None]
        self._x[slot], self._y[slot] = ways_x, ways_y
        self._start[slot] = now
        self._end[slot] = np.where(jumps, now, now + takes)

    def places(self, rows: Rows, now: float) -> tuple[Floats, Floats]:
        """Where vehicles are shown now; NaN of those that told no place since `clear`."""
        x, y, _ = self._shown(self._known(rows), now)
        return x, y

    def ahead(self, rows: Rows, now: float) -> Rows:
        """How many of the places each vehicle told it is not shown to have reached yet."""
        slot = self._known(rows)
        part = self._shown(slot, now)[2]
        moving = (slot >= 0) & (now < self._end[slot]) & self.glides
        return np.where(moving, POINTS - 1 - part, 0)

    def rest_at(self, rows: Rows) -> float:
        """When the last of these vehicles comes to rest (Unix ms); nothing moves from then on."""
        slot = self._known(rows)
        slot = slot[slot >= 0]
        return float(self._end[slot].max()) if len(slot) and self.glides else 0.0

    # -- ways ------------------------------------------------------------------------------------------------

    def _known(self, rows: Rows) -> Rows:
        if not len(self._slot):
            return np.full(len(rows), -1, np.int64)
        inside = rows < len(self._slot)
        return np.where(inside, self._slot.view[np.where(inside, rows, 0)], -1)

    def _slots(self, rows: Rows) -> Rows:
        """Slots of rows, new ones for those that have none yet."""
        if len(rows) and int(rows.max()) >= len(self._slot):
            self._slot.resize(int(rows.max()) + 1)
        fresh = rows[self._slot.view[rows] < 0]
        if len(fresh):
            first, self._count = self._count, self._count + len(fresh)
            self._slot.view[fresh] = np.arange(first, self._count)
            while self._count > len(self._start):
                self._grow()
        return self._slot.view[rows].copy()

    def _grow(self) -> None:
        more = len(self._start)
        self._x = np.concatenate((self._x, np.full((more, POINTS), np.nan)))
        self._y = np.concatenate((self._y, np.full((more, POINTS), np.nan)))
        self._start, self._end, self._heard = (
            np.concatenate((column, np.zeros(more))) for column in (self._start, self._end, self._heard)
        )
        self._usual = np.concatenate((self._usual, np.full(more, USUAL_MS)))

    def _shown(self, slot: Rows, now: float) -> tuple[Floats, Floats, NDArray[np.int64]]:
        """Shown places, and the index of the way's part each is on."""
        x = np.where((slot >= 0)[:, None], self._x[slot], np.nan)
        y = np.where((slot >= 0)[:, None], self._y[slot], np.nan)
        start, end = self._start[slot], self._end[slot]
        with np.errstate(invalid="ignore", divide="ignore"):
            share = np.where(end > start, np.clip((now - start) / (end - start), 0.0, 1.0), 1.0)
            if not self.glides:
                share = np.ones_like(share)
            parts = np.hypot(np.diff(x, axis=1), np.diff(y, axis=1))
            reached = np.concatenate((np.zeros((len(slot), 1)), np.cumsum(parts, axis=1)), axis=1)
            along = share * reached[:, -1]
            # The last part that begins at or before the place reached; standing at the end is on the last.
            part = np.clip((reached[:, 1:] <= along[:, None]).sum(axis=1), 0, POINTS - 2)
            at = np.arange(len(slot))
            rest = np.where(parts[at, part] > 0.0, (along - reached[at, part]) / parts[at, part], 1.0)
            rest = np.where(share >= 1.0, 1.0, np.clip(rest, 0.0, 1.0))
        part = np.where(share >= 1.0, POINTS - 2, part)
        # Weighing both ends gives each end exactly.
        shown_x = x[at, part] * (1.0 - rest) + x[at, part + 1] * rest
        shown_y = y[at, part] * (1.0 - rest) + y[at, part + 1] * rest
        return shown_x, shown_y, part

    def _ways_left(self, slot: Rows, now: float) -> tuple[Floats, Floats]:
        """(n, POINTS) places: where each is shown, repeated as often as places were passed, then those to come."""
        shown_x, shown_y, part = self._shown(slot, now)
        passed = np.arange(POINTS)[None, :] <= part[:, None]
        return np.where(passed, shown_x[:, None], self._x[slot]), np.where(passed, shown_y[:, None], self._y[slot])


def _shortened(ways: Floats) -> Floats:
    """(n, POINTS + 1) places without the first."""
    return ways[:, 1:].copy()
