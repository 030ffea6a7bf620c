"""Shapes of one tile -> the geometry commands of vector tiles, all shapes side by side in numpy.

Format: https://github.com/mapbox/vector-tile-spec/tree/master/2.1, section 4.3.
"""

from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Ints = NDArray[np.int64]
Shapes = NDArray[np.object_]

_MOVE, _LINE, _CLOSE = 1, 2, 15
_POLYGON, _LINESTRING, _POINT = 3, 1, 0


def polygon_commands(shapes: Shapes) -> list[bytes]:
    """Per shape its rings as packed commands, b"" where nothing is left after rounding to whole units.

    Outer rings run clockwise as seen (y down), holes the other way; what collapsed to a line is left out, and the
    holes of an outer ring that did.
    """
    parts, owner = _parts(shapes, _POLYGON)
    rings, part_of = shapely.get_rings(parts, return_index=True)
    outer = np.ones(len(rings), dtype=np.bool_)
    outer[1:] = part_of[1:] != part_of[:-1]
    xy, ring = _whole_units(rings)
    last = np.ones(len(ring), dtype=np.bool_)
    last[:-1] = ring[1:] != ring[:-1]
    xy, ring = _without_repeats(xy[~last], ring[~last], closed=True)
    count = np.bincount(ring, minlength=len(rings))
    area = _doubled_areas(xy, ring, count)
    good = (count >= 3) & (area != 0)
    standing = np.zeros(len(parts), dtype=np.bool_)
    standing[part_of[outer & good]] = True
    good &= standing[part_of]
    xy = _turned(xy, count, (area > 0) != outer)
    kept = good[ring]
    return _packed(xy[kept], count[good], owner[part_of[good]], len(shapes), closing=True)


def line_commands(shapes: Shapes) -> list[bytes]:
    """Per shape its lines as packed commands, b"" where nothing is left after rounding."""
    parts, owner = _parts(shapes, _LINESTRING)
    xy, part = _whole_units(parts)
    xy, part = _without_repeats(xy, part, closed=False)
    count = np.bincount(part, minlength=len(parts))
    good = count >= 2
    return _packed(xy[good[part]], count[good], owner[good], len(shapes), closing=False)


def point_commands(shapes: Shapes) -> list[bytes]:
    """Per shape its first point as packed commands, b"" for shapes without one."""
    parts, owner = _parts(shapes, _POINT)
    first = np.ones(len(owner), dtype=np.bool_)
    first[1:] = owner[1:] != owner[:-1]
    xy, _ = _whole_units(parts[first])
    values = np.empty((len(xy), 3), dtype=np.int64)
    values[:, 0] = 1 << 3 | _MOVE
    values[:, 1:] = _zigzag(xy)
    return _cut(values.ravel(), np.arange(len(xy) + 1) * 3, owner[first], len(shapes))


def _parts(shapes: Shapes, wanted: int) -> tuple[Shapes, Ints]:
    parts, owner = shapely.get_parts(shapes, return_index=True)
    nested = shapely.get_type_id(parts) > 3  # a collection in which a clipped multipolygon came out
    if nested.any():
        inner, of = shapely.get_parts(parts, return_index=True)
        parts, owner = inner, owner[of]
    mine = (shapely.get_type_id(parts) == wanted) & ~shapely.is_empty(parts)
    return parts[mine], owner[mine]


def _whole_units(shapes: Shapes) -> tuple[Ints, Ints]:
    xy, index = shapely.get_coordinates(shapes, return_index=True)
    return np.rint(xy).astype(np.int64), index.astype(np.int64)


def _without_repeats(xy: Ints, part: Ints, closed: bool) -> tuple[Ints, Ints]:
    if not len(xy):
        return xy, part
    fresh = np.ones(len(xy), dtype=np.bool_)
    fresh[1:] = (part[1:] != part[:-1]) | (xy[1:] != xy[:-1]).any(axis=1)
    xy, part = xy[fresh], part[fresh]
    if closed:  # the last point may have come to lie on the first
        starts = np.flatnonzero(np.concatenate(([True], part[1:] != part[:-1])))
        ends = np.concatenate((starts[1:], [len(part)])) - 1
        doubled = ends[(xy[ends] == xy[starts]).all(axis=1) & (ends > starts)]
        xy, part = np.delete(xy, doubled, axis=0), np.delete(part, doubled)
    return xy, part


def _doubled_areas(xy: Ints, ring: Ints, count: Ints) -> Ints:
    """Twice the signed area of every ring, positive when it runs clockwise as seen (y down)."""
    after = np.arange(1, len(xy) + 1)
    ends = np.cumsum(count)
    filled = count > 0
    after[ends[filled] - 1] = (ends - count)[filled]
    cross = xy[:, 0] * xy[after, 1] - xy[after, 0] * xy[:, 1] if len(xy) else np.zeros(0, dtype=np.int64)
    total = np.zeros(len(count), dtype=np.int64)
    np.add.at(total, ring, cross)
    return total


def _turned(xy: Ints, count: Ints, wrong: NDArray[np.bool_]) -> Ints:
    """Points with the rings marked `wrong` in reverse order."""
    starts = np.cumsum(count) - count
    place = np.arange(len(xy)) - np.repeat(starts, count)
    turned = np.repeat(starts + count - 1, count) - place
    flip = np.repeat(wrong, count)
    result: Ints = xy[np.where(flip, turned, np.arange(len(xy)))]
    return result


def _zigzag(values: Ints) -> Ints:
    result: Ints = (values << 1) ^ (values >> 63)
    return result


def _packed(xy: Ints, count: Ints, owner: Ints, shapes: int, closing: bool) -> list[bytes]:
    """Commands of parts (points one after another, `count` each, `owner` ascending) as bytes per shape."""
    starts = np.cumsum(count) - count
    before = np.zeros_like(xy)
    before[1:] = xy[:-1]
    if len(owner):
        first_of_shape = np.concatenate(([True], owner[1:] != owner[:-1]))
        before[starts[first_of_shape]] = 0
    steps = _zigzag(xy - before)
    length = 2 * count + (3 if closing else 2)
    offset = np.concatenate(([0], np.cumsum(length)))
    values = np.empty(int(offset[-1]), dtype=np.int64)
    values[offset[:-1]] = 1 << 3 | _MOVE
    values[offset[:-1] + 3] = (count - 1) << 3 | _LINE
    if closing:
        values[offset[1:] - 1] = _CLOSE
    place = np.arange(len(xy)) - np.repeat(starts, count)
    at = np.repeat(offset[:-1], count) + np.where(place == 0, 1, 2 + 2 * place)
    values[at] = steps[:, 0]
    values[at + 1] = steps[:, 1]
    return _cut(values, offset, owner, shapes)


def _cut(values: Ints, offset: Ints, owner: Ints, shapes: int) -> list[bytes]:
    """Varints of `values`, cut at the parts' offsets and joined by owner."""
    data, ends = varints(values)
    found = [b""] * shapes
    if not len(owner):
        return found
    first = np.flatnonzero(np.concatenate(([True], owner[1:] != owner[:-1])))
    limits = np.concatenate((offset[first], [len(values)]))
    edges = np.concatenate(([0], ends))[limits].tolist()
    for number, shape in enumerate(owner[first].tolist()):
        found[shape] = data[edges[number] : edges[number + 1]]
    return found


def varints(values: Ints) -> tuple[bytes, NDArray[Any]]:
    """Numbers (0 to 2**35) as protobuf varints, and the byte after each."""
    size = np.ones(len(values), dtype=np.int64)
    for bits in (7, 14, 21, 28):
        size += values >= 1 << bits
    ends = np.cumsum(size)
    data = np.empty(int(ends[-1]) if len(ends) else 0, dtype=np.uint8)
    start = ends - size
    left, todo = values, np.arange(len(values))
    step = 0
    while len(todo):
        more = size[todo] > step + 1
        data[start[todo] + step] = (left & 0x7F) | np.where(more, 0x80, 0)
        left, todo = left[more] >> 7, todo[more]
        step += 1
    return data.tobytes(), ends
