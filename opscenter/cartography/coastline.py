"""Where the sea is, out of the directed pieces of coastline an extract holds.

OpenStreetMap draws coasts as ways with land on their left. An extract has only pieces: closed round islands, cut at
its bounds elsewhere, or lost. The pieces and the frame of the extract divide it into faces; every piece of coast says
of the faces on both of its sides what they are.
"""

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from opscenter.cartography.sheet import Box

Shapes = NDArray[np.object_]
Lines = list[NDArray[np.float64]]
_ASIDE = 1e-9
"""World units (4 cm) from a coast at which is asked which face lies there."""
_NONE = shapely.from_wkt("POLYGON EMPTY")
_DOUBT = 0.25
"""Share of a face's coast that may say the opposite before nobody can tell what it is."""


@dataclass(slots=True, frozen=True)
class Sea:
    """`shape` in world units, empty where there is no sea. `lost`: ends of coast that hang in the middle of the
    extract and were led to its edge or to each other; `doubtful`: faces whose coasts contradict each other, left land.
    """

    shape: BaseGeometry
    lost: int = 0
    doubtful: int = 0


def sea_within(coasts: Lines, bounds: Box, beyond: float = 0.0) -> Sea:
    """The sea within bounds, continued straight for `beyond` outside them so that it does not end in a wall.

    `coasts`: float64 (n, 2) each, world units (y down), land on the left as seen on a map with north up.
    """
    left, top, right, bottom = bounds
    frame = shapely.box(left, -bottom, right, -top)  # y up from here on: left stays left
    upright = [shapely.linestrings(line * (1.0, -1.0)) for line in coasts if len(line) >= 2]
    if not upright:
        return Sea(_NONE)
    pieces = _merged(np.asarray(upright, dtype=object))
    wide = frame.buffer(beyond, join_style="mitre") if beyond > 0 else frame
    inner, outer = _clipped(pieces, frame), _clipped(pieces, wide)
    if not len(inner):
        return Sea(_NONE)
    # One coast all along goes on as it came, out of the extract too. Several would cross: they stop at its frame.
    alone = 2 * int((~shapely.is_closed(outer)).sum()) <= 2
    pieces, wide = (outer, wide) if alone else (inner, frame)
    ties = _tied(pieces, wide)
    edges = shapely.union_all(np.concatenate((pieces, ties, [wide.exterior])))
    faces = shapely.get_parts(shapely.polygonize(_lines(np.asarray([edges], dtype=object))))
    water, land = _votes(pieces, faces)
    total = water + land
    doubtful = (np.minimum(water, land) > _DOUBT * total) & (total > 0)
    sea = shapely.union_all(faces[(water > land) & ~doubtful])
    if beyond > 0 and wide is frame:
        sea = _continued(sea, (left, -bottom, right, -top), beyond)
    shape: BaseGeometry = shapely.transform(sea, lambda points: points * (1.0, -1.0))
    return Sea(shape, _lost(inner, frame), int(doubtful.sum()))


def _clipped(pieces: Shapes, frame: BaseGeometry) -> Shapes:
    return _merged(_lines(shapely.clip_by_rect(pieces, *frame.bounds)))


def _lost(pieces: Shapes, frame: BaseGeometry) -> int:
    """Ends that hang in the middle of the frame."""
    open_ = pieces[~shapely.is_closed(pieces)]
    every = np.concatenate((shapely.get_point(open_, 0), shapely.get_point(open_, -1)))
    return int((shapely.distance(every, frame.exterior) > _near(frame)).sum())


def _near(frame: BaseGeometry) -> float:
    low_x, low_y, high_x, high_y = frame.bounds
    return float(np.hypot(high_x - low_x, high_y - low_y)) * 1e-9


def _lines(shapes: Shapes) -> Shapes:
    parts = shapely.get_parts(shapely.get_parts(shapes))
    found: Shapes = parts[(shapely.get_type_id(parts) == 1) & (shapely.length(parts) > 0)]
    return found


def _merged(pieces: Shapes) -> Shapes:
    if not len(pieces):
        return pieces
    return _lines(np.asarray([shapely.line_merge(shapely.multilinestrings(pieces), directed=True)], dtype=object))


def _tied(pieces: Shapes, frame: BaseGeometry) -> Shapes:
    """Straight lines from ends that hang in the frame: to a nearer beginning of another piece, else onwards in the
    direction of the whole piece until the frame.
    """
    hanging: list[tuple[bool, BaseGeometry, BaseGeometry]] = []
    for piece in pieces[~shapely.is_closed(pieces)]:
        ends = shapely.get_point(piece, 0), shapely.get_point(piece, -1)
        for last in (False, True):
            if shapely.distance(ends[last], frame.exterior) > _near(frame):
                hanging.append((last, ends[last], ends[not last]))
    ties = []
    starts = [(here, away) for last, here, away in hanging if not last]
    for last, end, away in hanging:
        if last:
            gaps = [shapely.distance(end, here) for here, _ in starts]
            if gaps and min(gaps) < shapely.distance(end, frame.exterior) and min(gaps) < shapely.distance(end, away):
                ties.append(_straight(end, starts.pop(int(np.argmin(gaps)))[0]))
            else:
                ties.append(_onwards(end, away, frame))
    ties += [_onwards(start, away, frame) for start, away in starts]
    return np.asarray(ties, dtype=object)


def _straight(one: BaseGeometry, other: BaseGeometry) -> BaseGeometry:
    line: BaseGeometry = shapely.linestrings(
        [[shapely.get_x(one), shapely.get_y(one)], [shapely.get_x(other), shapely.get_y(other)]]
    )
    return line


def _onwards(end: BaseGeometry, away: BaseGeometry, frame: BaseGeometry) -> BaseGeometry:
    here = np.array([shapely.get_x(end), shapely.get_y(end)])
    way = here - np.array([shapely.get_x(away), shapely.get_y(away)])
    length = float(np.hypot(*way))
    low_x, low_y, high_x, high_y = frame.bounds
    if length <= 0:
        nearest: BaseGeometry = shapely.shortest_line(end, frame.exterior)
        return nearest
    # A little over the frame, so that they cross for certain.
    ray = shapely.linestrings([here, here + way / length * (high_x - low_x + high_y - low_y)])
    crossings = shapely.get_parts(shapely.intersection(ray, frame.exterior))
    reach = float(shapely.distance(crossings, end).min() if len(crossings) else length) * (1 + 1e-9) + _near(frame)
    onwards: BaseGeometry = shapely.linestrings([here, here + way / length * reach])
    return onwards


def _votes(pieces: Shapes, faces: Shapes) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Per face the length of coast that says it is water, and that says it is land."""
    xy, piece = shapely.get_coordinates(pieces, return_index=True)
    step = xy[1:] - xy[:-1]
    step = step[piece[1:] == piece[:-1]]
    middle = ((xy[1:] + xy[:-1]) / 2)[piece[1:] == piece[:-1]]
    length = np.hypot(step[:, 0], step[:, 1])
    whole = length > 0
    step, middle, length = step[whole], middle[whole], length[whole]
    right = np.column_stack((step[:, 1], -step[:, 0])) / length[:, None] * _ASIDE
    tree = shapely.STRtree(faces)
    found: list[NDArray[np.float64]] = []
    for side in (right, -right):
        point, face = tree.query(shapely.points(middle + side), predicate="within")
        found.append(np.bincount(face, weights=length[point], minlength=len(faces)).astype(np.float64))
    return found[0], found[1]


def _continued(sea: BaseGeometry, frame: Box, beyond: float) -> BaseGeometry:
    low_x, low_y, high_x, high_y = frame
    parts = [sea]
    sides = (
        ((low_x, low_y, low_x, high_y), (-beyond, 0.0)),
        ((high_x, low_y, high_x, high_y), (beyond, 0.0)),
        ((low_x, low_y, high_x, low_y), (0.0, -beyond)),
        ((low_x, high_y, high_x, high_y), (0.0, beyond)),
    )
    for (ax, ay, bx, by), (dx, dy) in sides:
        wet = _lines(np.asarray([shapely.intersection(sea, shapely.linestrings([[ax, ay], [bx, by]]))], dtype=object))
        for line in wet:
            x0, y0, x1, y1 = line.bounds
            parts.append(shapely.box(min(x0, x0 + dx), min(y0, y0 + dy), max(x1, x1 + dx), max(y1, y1 + dy)))
    for x, dx in ((low_x, -beyond), (high_x, beyond)):
        for y, dy in ((low_y, -beyond), (high_y, beyond)):
            if shapely.distance(sea, shapely.points(x, y)) <= 0:
                parts.append(shapely.box(min(x, x + dx), min(y, y + dy), max(x, x + dx), max(y, y + dy)))
    whole: BaseGeometry = shapely.union_all(np.asarray(parts, dtype=object))
    return whole
