"""Positions of feeds, checked before anybody draws them: never swapped, never moved, only kept or refused."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite

NOWHERE = 1e-6
"""Degrees around 0, 0 that mean "not known" (a tenth of a metre)."""


class PlaceFault(ValueError):
    """A position cannot be used: a sentence without its stop."""


@dataclass(slots=True, frozen=True)
class Bounds:
    """Where the things of a feed are, degrees; `west` over `east` crosses the antimeridian."""

    west: float = -180.0
    south: float = -90.0
    east: float = 180.0
    north: float = 90.0

    def holds(self, lon: float, lat: float) -> bool:
        """Whether a position is within, the border included."""
        across = self.west <= lon <= self.east if self.west <= self.east else lon >= self.west or lon <= self.east
        return across and self.south <= lat <= self.north


WORLD = Bounds()


def checked(lon: float, lat: float, bounds: Bounds = WORLD) -> list[float]:
    """[longitude, latitude] as GeoJSON has it. Raises PlaceFault for what is unknown, impossible or out of bounds."""
    if not (isfinite(lon) and isfinite(lat)):
        raise PlaceFault("its position is not a number")
    if abs(lon) < NOWHERE and abs(lat) < NOWHERE:
        raise PlaceFault("its position is 0, 0, which stands for a place that is not known")
    swapped = ": latitude and longitude seem to be swapped" if _may_be(lat, lon, bounds) else ""
    if not (-180.0 <= lon <= 180.0 and -90.0 <= lat <= 90.0):
        raise PlaceFault(f"longitude {lon:.6g}, latitude {lat:.6g} is outside the world{swapped}")
    if not bounds.holds(lon, lat):
        raise PlaceFault(f"longitude {lon:.6g}, latitude {lat:.6g} is outside the feed's bounds{swapped}")
    return [lon, lat]


def _may_be(lon: float, lat: float, bounds: Bounds) -> bool:
    return -180.0 <= lon <= 180.0 and -90.0 <= lat <= 90.0 and bounds.holds(lon, lat)


def number(text: str) -> float:
    """A coordinate. Raises PlaceFault for what is none."""
    try:
        return float(text)
    except ValueError:
        raise PlaceFault(f"{text[:40]!r} is no coordinate") from None


def point(lon: float, lat: float, bounds: Bounds = WORLD) -> dict[str, object]:
    """A GeoJSON Point. Raises PlaceFault."""
    return {"type": "Point", "coordinates": checked(lon, lat, bounds)}


def line(positions: Sequence[Sequence[float]], bounds: Bounds = WORLD) -> list[list[float]]:
    """Checked positions of a line, without corners that repeat. Raises PlaceFault, also for less than two."""
    kept: list[list[float]] = []
    for lon, lat in positions:
        at = checked(lon, lat, bounds)
        if not kept or at != kept[-1]:
            kept.append(at)
    if len(kept) < 2:
        raise PlaceFault("its line has less than two places")
    return kept
