"""GeoJSON areas -> rings of positions that can be reckoned with: closed, without repeats, in one piece over the
antimeridian and round a pole. What can be read in one way only is repaired; the rest is refused with a sentence.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.orientation import side_of

Floats = NDArray[np.float64]

MOST_VERTICES = 500_000
MOST_RINGS = 20_000


class AreaFault(ValueError):
    """A geometry that is no area; the message is a sentence for people."""


class Ring:
    """One ring as its distinct corners, shape (n, 2), n >= 3, longitude first, not closed. `hole`: cut out of its part.

    Longitudes may go beyond 180 degrees where the ring crosses the antimeridian: each next corner is the short way on.
    """

    __slots__ = ("corners", "hole", "part")

    def __init__(self, corners: Floats, part: int, hole: bool) -> None:
        self.corners, self.part, self.hole = corners, part, hole


def rings_of(geometry: Any) -> tuple[list[Ring], list[str]]:
    """The rings of a Polygon, a MultiPolygon or a collection with such, and what was repaired, a sentence each.

    AreaFault when there is nothing that encloses anything, or a position is no place on earth. A ring that crosses
    itself stays as it is: what it encloses is told by the even-odd rule.
    """
    rings: list[Ring] = []
    repairs: list[str] = []
    fault = ""
    vertices = 0
    for part, polygon in enumerate(_polygons(geometry, 0)):
        if not isinstance(polygon, list | tuple) or not polygon:
            raise AreaFault("The area has a polygon without rings.")
        for number, raw in enumerate(polygon):
            corners = _corners(raw)
            vertices += len(corners)
            if vertices > MOST_VERTICES:
                raise AreaFault(f"The area has more than {MOST_VERTICES:,} corners: publish a simpler outline.")
            corners = _short_ways(_distinct(corners))
            fault = _encloses_nothing(corners)
            if fault and number == 0:
                repairs.append(f"Part {part + 1} was left out: {fault}")
                break
            if fault:
                repairs.append(f"A hole of part {part + 1} was left out: {fault}")
                continue
            rings.append(Ring(_round_the_pole(corners), part, number > 0))
            if len(rings) > MOST_RINGS:
                raise AreaFault(f"The area has more than {MOST_RINGS:,} parts and holes: publish a simpler outline.")
    if not rings:
        raise AreaFault(f"The area encloses nothing: {fault or 'it has no polygon.'}")
    return rings, repairs


def _polygons(geometry: Any, level: int) -> Iterator[Any]:
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if kind == "GeometryCollection" and level < 4 and isinstance(geometry.get("geometries"), list):
        for member in geometry["geometries"]:
            if isinstance(member, dict) and member.get("type") in ("Polygon", "MultiPolygon", "GeometryCollection"):
                yield from _polygons(member, level + 1)
    elif kind == "Polygon":
        yield geometry.get("coordinates")
    elif kind == "MultiPolygon" and isinstance(geometry.get("coordinates"), list | tuple):
        yield from geometry["coordinates"]
    else:
        raise AreaFault(f"An area is a Polygon or a MultiPolygon, not {str(kind)[:40]}.")


def _corners(raw: Any) -> Floats:
    try:
        corners = np.asarray([position[:2] for position in raw], np.float64)
    except (TypeError, ValueError, IndexError, KeyError):
        raise AreaFault("The area has a ring whose positions are not pairs of numbers.") from None
    if corners.ndim != 2 or corners.shape[1] != 2:
        raise AreaFault("The area has a ring whose positions are not pairs of numbers.")
    if not np.isfinite(corners).all():
        raise AreaFault("The area has a position that is not a number.")
    wrong = (np.abs(corners[:, 0]) > 360.0) | (np.abs(corners[:, 1]) > 90.0)
    if wrong.any():
        lon, lat = corners[int(wrong.argmax())]
        raise AreaFault(f"Longitude {lon:.6g} and latitude {lat:.6g} are outside the world (longitude comes first).")
    return corners


def _distinct(corners: Floats) -> Floats:
    """Without the closing corner and without corners said twice in a row."""
    if not len(corners):
        return corners
    differs = corners[1:] != corners[:-1]
    keep = np.append((corners[0] != corners[-1]).any(), differs[:, 0] | differs[:, 1])
    distinct: Floats = corners if keep.all() else corners[keep]
    return distinct


def _encloses_nothing(unwrapped: Floats) -> str:
    """Why a ring, each corner the short way from the one before, encloses nothing, or ""."""
    if len(unwrapped) < 3:
        return "a ring needs three different corners."
    x, y = unwrapped[:, 0], unwrapped[:, 1]
    (ax, ay), (bx, by), (cx, cy) = unwrapped[:3].tolist()
    left, right = (ax - cx) * (by - cy), (ay - cy) * (bx - cx)
    if abs(left - right) > 1e-12 * (abs(left) + abs(right)):
        return ""  # its first three corners are on no line, beyond any doubt
    if abs(x[-1] - x[0]) > 180.0:
        return ""  # round a pole
    far = int(np.argmax((x - x[0]) ** 2 + (y - y[0]) ** 2))
    shape = x.shape
    sides = side_of(
        np.broadcast_to(x[0], shape),
        np.broadcast_to(y[0], shape),
        np.broadcast_to(x[far], shape),
        np.broadcast_to(y[far], shape),
        x,
        y,
    )
    return "" if sides.any() else "all corners of a ring lie on one line."


def _short_ways(corners: Floats) -> Floats:
    """Each corner the short way from the one before. A step of exactly 360 degrees is the world's whole width."""
    step = corners[1:, 0] - corners[:-1, 0]
    if not (np.abs(step) > 180.0).any():
        return corners
    turns = np.where(np.abs(step) < 360.0, -np.round(step / 360.0), 0.0)
    turns[np.abs(step) == 180.0] = 0.0
    if not turns.any():
        return corners
    corners = corners.copy()
    corners[1:, 0] += 360.0 * np.cumsum(turns)
    return corners


def _round_the_pole(corners: Floats) -> Floats:
    """A ring that ends a whole turn from where it began goes round a pole: close it over the pole it is nearer to."""
    gap = corners[-1, 0] - corners[0, 0]
    if abs(gap) <= 180.0 or bool((np.abs(corners[[0, -1], 0]) == 180.0).all()):
        return corners
    pole = 90.0 if corners[:, 1].mean() > 0.0 else -90.0
    turn = 360.0 * np.sign(gap)
    first_again = [corners[0, 0] + turn, corners[0, 1]]
    return np.vstack((corners, [first_again, [corners[0, 0] + turn, pole], [corners[0, 0], pole]]))
