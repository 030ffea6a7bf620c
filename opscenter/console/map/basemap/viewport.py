"""Where the camera looks, and which tiles that needs. Web Mercator; the world is a square of side 1, y southward."""

import math
from dataclasses import dataclass

MAX_LATITUDE = 85.05112877980659
TILE_PX = 512
DEEPEST_TILE = 22


@dataclass(slots=True, frozen=True)
class Viewport:
    """A camera over a window: centre in degrees, Qt Location's zoom (world: 256 * 2**zoom logical px), size."""

    lon: float
    lat: float
    zoom: float
    bearing: float
    width: float
    height: float

    @property
    def centre(self) -> tuple[float, float]:
        """The centre in world units."""
        return world_of(self.lon, self.lat)

    @property
    def world_px(self) -> float:
        """Logical px from one side of the world to the other."""
        return float(256.0 * 2.0**self.zoom)

    def to_screen(self, x: float, y: float) -> tuple[float, float]:
        """World units -> logical px from the window's left top corner, by the shorter way round the world."""
        cx, cy = self.centre
        dx = ((x - cx + 0.5) % 1.0 - 0.5) * self.world_px
        dy = (y - cy) * self.world_px
        turn = math.radians(-self.bearing)
        cos, sin = math.cos(turn), math.sin(turn)
        return self.width / 2 + dx * cos - dy * sin, self.height / 2 + dx * sin + dy * cos

    def box(self, margin: float = 0.0) -> tuple[float, float, float, float]:
        """Left, top, right, bottom in world units around what is visible, `margin` logical px wider on each side."""
        turn = math.radians(self.bearing)
        half_w, half_h = self.width / 2 + margin, self.height / 2 + margin
        reach_x = (abs(half_w * math.cos(turn)) + abs(half_h * math.sin(turn))) / self.world_px
        reach_y = (abs(half_w * math.sin(turn)) + abs(half_h * math.cos(turn))) / self.world_px
        x, y = self.centre
        return x - reach_x, y - reach_y, x + reach_x, y + reach_y

    def tiles(self, z: int, margin: float = 0.0) -> list[tuple[int, int, int]]:
        """Tiles of a zoom that touch the window, nearest to its centre first; columns may lie beyond one world."""
        side = 1 << z
        left, top, right, bottom = self.box(margin)
        x, y = self.centre
        columns = range(math.floor(left * side), math.ceil(right * side))
        rows = range(max(0, math.floor(top * side)), min(side, math.ceil(bottom * side)))
        found = [(z, column, row) for column in columns[:64] for row in rows[:64]]
        return sorted(found, key=lambda t: (t[1] + 0.5 - x * side) ** 2 + (t[2] + 0.5 - y * side) ** 2)


def tile_zoom(zoom: float) -> int:
    """The zoom of 512 px tiles nearest to a camera zoom."""
    return max(0, min(DEEPEST_TILE, round(zoom - 1.0)))


def world_of(lon: float, lat: float) -> tuple[float, float]:
    """Degrees -> world units."""
    lat = max(-MAX_LATITUDE, min(MAX_LATITUDE, lat))
    sine = math.sin(math.radians(lat))
    return lon / 360.0 + 0.5, 0.5 - math.log((1 + sine) / (1 - sine)) / (4 * math.pi)
