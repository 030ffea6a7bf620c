"""Geometry commands of vector tiles -> vertices, all features of a layer at once."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.console.map.basemap.mvt_wire import Ints

_MOVE, _LINE, _CLOSE = 1, 2, 7
_LOCK_STEP_MIN = 6  # fewer live features than this are walked one by one: numpy's overhead would dominate


@dataclass(slots=True)
class Geometry:
    """`xy` float32 [vertices, 2] in tile units; part i is xy[part_start[i]:part_start[i + 1]] of `part_feature[i]`."""

    xy: NDArray[np.float32]
    part_start: Ints
    part_feature: Ints
    _boxes: NDArray[np.float32] | None = field(default=None, repr=False)

    def boxes(self) -> NDArray[np.float32]:
        """float32 [parts, 4]: left, top, right, bottom of every part."""
        if self._boxes is None:
            if len(self.part_feature):
                low = np.minimum.reduceat(self.xy, self.part_start[:-1])
                high = np.maximum.reduceat(self.xy, self.part_start[:-1])
                self._boxes = np.hstack((low, high))
            else:
                self._boxes = np.zeros((0, 4), dtype=np.float32)
        return self._boxes


def decode_geometry(commands: Ints, count: Ints, kinds: Ints, good: NDArray[np.bool_]) -> Geometry:
    """Run the commands of every feature; a feature whose commands make no sense yields nothing."""
    end = np.cumsum(count)
    start = end - count
    feature, command, size, place, sound = _segments(commands, start, end, np.flatnonzero(good & (count > 0)))
    good = good & sound & (kinds >= 1) & (kinds <= 3)
    keep = good[feature] & (command != _CLOSE)
    order = np.flatnonzero(keep)
    order = order[np.argsort(place[order], kind="stable")]
    feature, command, size, place = feature[order], command[order], size[order], place[order]
    points = int(size.sum())
    if points == 0:
        return Geometry(np.zeros((0, 2), np.float32), np.zeros(1, np.int64), np.zeros(0, np.int64))
    before = np.cumsum(size) - size
    index = np.repeat(place - 2 * before, size) + 2 * np.arange(points)
    raw = np.stack((commands[index], commands[index + 1]), axis=1)
    deltas = (raw >> 1) ^ -(raw & 1)
    total = np.cumsum(deltas, axis=0)
    owner = np.repeat(feature, size)
    first = np.flatnonzero(np.concatenate(([True], owner[1:] != owner[:-1])))
    base = np.where((first > 0)[:, None], total[first - 1], 0)
    lengths = np.diff(np.append(first, points))
    xy = (total - np.repeat(base, lengths, axis=0)).astype(np.float32)
    moves = np.repeat(command == _MOVE, size)
    moves[first] = True
    # Points in one MoveTo stay one part each: a part of a point feature is one point.
    part_start = np.flatnonzero(moves)
    return Geometry(xy, np.append(part_start, points), owner[part_start])


def _segments(commands: Ints, start: Ints, end: Ints, live: Ints) -> tuple[Ints, Ints, Ints, Ints, NDArray[np.bool_]]:
    """Every command as feature, command, repetitions, place of its first parameter; and which features are sound."""
    sound = np.ones(len(start), dtype=np.bool_)
    cursor = start.copy()
    found: list[tuple[Ints, Ints, Ints, Ints]] = []
    while len(live) >= _LOCK_STEP_MIN:
        at = cursor[live]
        word = commands[at]
        command, size = word & 7, word >> 3
        drawing = (command == _MOVE) | (command == _LINE)
        after = at + 1 + np.where(drawing, 2 * size, 0)
        right = (drawing | (command == _CLOSE)) & (after <= end[live])
        sound[live[~right]] = False
        found.append((live[right], command[right], np.where(drawing, size, 0)[right], at[right] + 1))
        cursor[live] = after
        live = live[right & (after < end[live])]
    rest: list[tuple[int, int, int, int]] = []
    for feature in live.tolist():
        here, last = int(cursor[feature]), int(end[feature])
        words: list[int] = commands[here:last].tolist()
        base = here
        while here < last:
            kind, times = words[here - base] & 7, words[here - base] >> 3
            if kind not in (_MOVE, _LINE, _CLOSE):
                sound[feature] = False
                break
            times = 0 if kind == _CLOSE else times
            if here + 1 + 2 * times > last:
                sound[feature] = False
                break
            rest.append((feature, kind, times, here + 1))
            here += 1 + 2 * times
    if rest:
        tail = np.array(rest, dtype=np.int64)
        found.append((tail[:, 0], tail[:, 1], tail[:, 2], tail[:, 3]))
    if not found:
        none = np.zeros(0, dtype=np.int64)
        return none, none, none, none, sound
    columns = [np.concatenate([part[i] for part in found]) for i in range(4)]
    return columns[0], columns[1], columns[2], columns[3], sound
