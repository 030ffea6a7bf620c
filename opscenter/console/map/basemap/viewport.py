"""Where the camera looks, and which tiles that needs. Web Mercator; the world is a square of side 1, y southward."""

import math
from dataclasses import dataclass

import numpy as np

from opscenter.console.map.projection import View

MAX_LATITUDE = 85.05112877980659
TILE_PX = 512
DEEPEST_TILE = 22


@dataclass(slots=True, frozen=True)
class Viewport:
    """A camera over a window: centre in degrees, Qt Location's zoom (world: 256 * 2**zoom logical px), size.

    `tilt` in degrees; `eye` as in `View`.
    """

    lon: float
    lat: float
    zoom: float
    bearing: float
    width: float
    height: float
    tilt: float = 0.0
    eye: float = 0.0

    @property
    def centre(self) -> tuple[float, float]:
        """The centre in world units."""
        return world_of(self.lon, self.lat)

    @property
    def world_px(self) -> float:
        """Logical px from one side of the world to the other, at the centre."""
        return float(256.0 * 2.0**self.zoom)

    @property
    def view(self) -> View:
        """The same as the map's view."""
        return View(*self.centre, self.zoom, self.bearing, self.width, self.height, self.tilt, self.eye)

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        """World units -> logical px from the window's left top corner, by the shorter way round the world."""
        cx, _ = self.centre
        near = np.array([cx + (x - cx + 0.5) % 1.0 - 0.5])
        px, py = self.view.to_screen(near, np.array([y]))
        return float(px[0]), float(py[0])

    def corners(self, margin: float = 0.0) -> list[tuple[float, float]]:
        """The corners of what is visible, in world units, in turn; `margin` logical px wider on each side."""
        view = self.view
        right, bottom = self.width + margin, self.height + margin
        return [
            view.to_world(px, py)
            for px, py in ((-margin, -margin), (right, -margin), (right, bottom), (-margin, bottom))
        ]

    def box(self, margin: float = 0.0) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in world units around what is visible, `margin` logical px wider on each side."""
        xs, ys = zip(*self.corners(margin), strict=True)
        return min(xs), min(ys), max(xs), max(ys)

    def tiles(self, z: int, margin: float = 0.0) -> list[tuple[int, int, int]]:
        """Tiles of a zoom that touch the window, nearest to its centre first; columns may lie beyond one world."""
        side = 1 << z
        left, top, right, bottom = self.box(margin)
        x, y = self.centre
        columns = range(math.floor(left * side), math.ceil(right * side))
        rows = range(max(0, math.floor(top * side)), min(side, math.ceil(bottom * side)))
        found = [(z, column, row) for column in columns[:64] for row in rows[:64]]
        if self.tilt or self.bearing:
            found = self._touching(found, margin)
        return sorted(found, key=lambda t: (t[1] + 0.5 - x * side) ** 2 + (t[2] + 0.5 - y * side) ** 2)

    def _touching(self, tiles: list[tuple[int, int, int]], margin: float) -> list[tuple[int, int, int]]:
        """Those that do not lie wholly beyond one edge of what is visible: its box is much larger than itself."""
        at = np.array([(column, row) for _, column, row in tiles], np.float64)
        outside = np.zeros(len(tiles), np.bool_)
        corners = np.array(self.corners(margin)) * (1 << tiles[0][0] if tiles else 1)
        for (x1, y1), (x2, y2) in zip(corners, np.roll(corners, -1, axis=0), strict=True):
            beyond = np.ones(len(tiles), np.bool_)
            for i, j in ((0, 0), (1, 0), (0, 1), (1, 1)):
                beyond &= (x2 - x1) * (at[:, 1] + j - y1) - (y2 - y1) * (at[:, 0] + i - x1) < 0.0
            outside |= beyond
        return [tile for tile, out in zip(tiles, outside.tolist(), strict=True) if not out]


def tile_zoom(zoom: float) -> int:
    """The zoom of 512 px tiles nearest to a camera zoom."""
    return max(0, min(DEEPEST_TILE, round(zoom - 1.0)))


def world_of(lon: float, lat: float) -> tuple[float, float]:
    """Degrees -> world units."""
    lat = max(-MAX_LATITUDE, min(MAX_LATITUDE, lat))
    sine = math.sin(math.radians(lat))
    return lon / 360.0 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
