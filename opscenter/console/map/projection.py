"""Web Mercator and the view on it: plain numbers and numpy, no Qt.

World coordinates are (x, y) in 0..1, x from 180 W eastwards, y from the north end southwards (EPSG:3857 scaled to
one). At `zoom` the world is 256 * 2**zoom logical px wide, as in Qt Location.
"""

import math
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

TILE_PX = 256.0
LATITUDE_LIMIT = 85.05112877980659
MIN_ZOOM = 3.0
MAX_ZOOM = 20.0
LEAST_TILT = 0.01
"""Degrees; less leans nothing by a pixel and would divide by nearly nothing."""
MAX_TILT = 60.0
"""Beyond it the far half of the window would be a line of symbols; Qt Location itself goes on to 89.5 degrees."""
FIELD_OF_VIEW = 45.0
"""Qt Location's camera: degrees from the lower to the upper edge of the window."""
NEAREST, _FARTHEST = 0.05, 5.0
"""How much nearer or further than the centre ground may be: what lies behind the camera and at the horizon is cut."""
EQUATOR_M = 40_075_016.686
"""Circumference of the WGS 84 ellipsoid at the equator, metres: one unit of world coordinates there."""


def to_world(lon: Floats, lat: Floats) -> tuple[Floats, Floats]:
    """World coordinates of degrees WGS 84, shape as given. NaN, infinities and places beyond the map become NaN."""
    with np.errstate(invalid="ignore", divide="ignore", over="ignore"):
        x = np.asarray(lon, np.float64) / 360.0 + 0.5
        sine = np.sin(np.radians(np.asarray(lat, np.float64)))
        y = 0.5 - np.log((1.0 + sine) / (1.0 - sine)) / (4.0 * math.pi)
        good = (np.abs(lat) <= LATITUDE_LIMIT) & (x >= 0.0) & (x <= 1.0)
    return np.where(good, x, np.nan), np.where(good, y, np.nan)


def world_of(lon: float, lat: float) -> tuple[float, float]:
    """World coordinates of one place; latitude is cut to the map's limit."""
    sine = math.sin(math.radians(max(-LATITUDE_LIMIT, min(LATITUDE_LIMIT, lat))))
    return lon / 360.0 + 0.5, 0.5 - math.log((1.0 + sine) / (1.0 - sine)) / (4.0 * math.pi)


def place_of(x: float, y: float) -> tuple[float, float]:
    """(longitude, latitude) in degrees of world coordinates."""
    return (x - 0.5) * 360.0, math.degrees(2.0 * math.atan(math.exp((0.5 - y) * 2.0 * math.pi)) - math.pi / 2.0)


def scale_of(zoom: float) -> float:
    """Width of the world in logical px."""
    return TILE_PX * math.pow(2.0, zoom)


@dataclass(slots=True, frozen=True)
class Margins:
    """Room in logical px that stays free at the edges of a window."""

    left: float
    top: float
    right: float
    bottom: float


@dataclass(slots=True, frozen=True)
class View:
    """What a camera sees: centre in world coordinates, zoom, bearing in degrees clockwise, size in logical px.

    `tilt` in degrees, 0 straight down to MAX_TILT; `eye` is how high the camera stands above the centre in px, 0 for
    as high as the window's height asks (a view with a margin keeps the eye of its window).
    """

    x: float = 0.5
    y: float = 0.5
    zoom: float = MIN_ZOOM
    bearing: float = 0.0
    width: float = 1.0
    height: float = 1.0
    tilt: float = 0.0
    eye: float = 0.0

    @property
    def scale(self) -> float:
        """Logical px per world unit."""
        return scale_of(self.zoom)

    @property
    def least_zoom(self) -> float:
        """The zoom at which the world still fills the window."""
        return max(MIN_ZOOM, math.log2(max(self.width, self.height) / TILE_PX))

    @property
    def place(self) -> tuple[float, float]:
        """(longitude, latitude) of the centre."""
        return place_of(self.x, self.y)

    @property
    def lens(self) -> float:
        """How high the camera stands above the centre, in logical px."""
        return self.eye or self.height / 2.0 / math.tan(math.radians(FIELD_OF_VIEW / 2.0))

    @property
    def sky(self) -> float:
        """Screen px from the top down to where the ground begins; 0 when it fills the window."""
        if self.tilt < LEAST_TILT:
            return 0.0
        tilt = math.radians(self.tilt)
        return max(0.0, self.height / 2.0 - (1.0 - 1.0 / _FARTHEST) * self.lens / math.tan(tilt))

    def place_on_screen(self, x: float, y: float) -> tuple[float, float]:
        """Screen px of one place of the world, see `to_screen`."""
        px, py = self.to_screen(np.array([x]), np.array([y]))
        return float(px[0]), float(py[0])

    def to_screen(self, x: Floats, y: Floats) -> tuple[Floats, Floats]:
        """Screen px (float64, origin top left) of world coordinates, shape as given."""
        dx, dy = (x - self.x) * self.scale, (y - self.y) * self.scale
        if self.bearing:
            turn = math.radians(self.bearing)
            cos, sin = math.cos(turn), math.sin(turn)
            dx, dy = dx * cos + dy * sin, dy * cos - dx * sin
        if self.tilt >= LEAST_TILT:
            tilt = math.radians(self.tilt)
            away = np.maximum(1.0 - dy * (math.sin(tilt) / self.lens), NEAREST)
            dx, dy = dx / away, dy * math.cos(tilt) / away
        return dx + self.width / 2.0, dy + self.height / 2.0

    def away(self, x: Floats, y: Floats) -> Floats:
        """How many times further than the centre places are: 1.0 everywhere on a map that is not tilted."""
        if self.tilt < LEAST_TILT:
            return np.ones(len(x))
        turn, tilt = math.radians(self.bearing), math.radians(self.tilt)
        dx, dy = (x - self.x) * self.scale, (y - self.y) * self.scale
        south = dy * math.cos(turn) - dx * math.sin(turn)
        return np.maximum(1.0 - south * (math.sin(tilt) / self.lens), NEAREST)

    def to_world(self, px: float, py: float) -> tuple[float, float]:
        """World coordinates under a point of the screen; of the sky above a tilted map, those of its furthest edge."""
        dx, dy = px - self.width / 2.0, py - self.height / 2.0
        if self.tilt >= LEAST_TILT:
            cos, sin = math.cos(math.radians(self.tilt)), math.sin(math.radians(self.tilt))
            dy = max(dy, (1.0 / _FARTHEST - 1.0) * cos / sin * self.lens)
            near = cos + dy * sin / self.lens
            dx, dy = dx * cos / near, dy / near
        dx, dy = dx / self.scale, dy / self.scale
        if self.bearing:
            turn = math.radians(self.bearing)
            cos, sin = math.cos(turn), math.sin(turn)
            dx, dy = dx * cos - dy * sin, dy * cos + dx * sin
        return self.x + dx, self.y + dy

    def panned(self, dx: float, dy: float) -> "View":
        """The view after the map was pulled by (dx, dy) px."""
        x, y = self.to_world(self.width / 2.0 - dx, self.height / 2.0 - dy)
        return self._kept(replace(self, x=x, y=y))

    def zoomed(self, zoom: float, px: float, py: float) -> "View":
        """The view at another zoom, with what is under (px, py) staying there."""
        before = self.to_world(px, py)
        nearer = replace(self, zoom=max(self.least_zoom, min(MAX_ZOOM, zoom)))
        after = nearer.to_world(px, py)
        return self._kept(replace(nearer, x=nearer.x + before[0] - after[0], y=nearer.y + before[1] - after[1]))

    def turned(self, bearing: float, px: float, py: float) -> "View":
        """The view at another bearing, turned about (px, py)."""
        before = self.to_world(px, py)
        turned = replace(self, bearing=bearing % 360.0)
        after = turned.to_world(px, py)
        return self._kept(replace(turned, x=turned.x + before[0] - after[0], y=turned.y + before[1] - after[1]))

    def tilted(self, tilt: float) -> "View":
        """The view at another tilt about its centre."""
        return replace(self, tilt=min(MAX_TILT, tilt) if tilt >= LEAST_TILT else 0.0)

    def resized(self, width: float, height: float) -> "View":
        """The same centre in another size."""
        return replace(self, width=max(1.0, width), height=max(1.0, height))

    def grown(self, margin: float) -> "View":
        """The view with `margin` px more on every side."""
        return replace(self, width=self.width + 2 * margin, height=self.height + 2 * margin, eye=self.lens)

    def fitted(
        self, bounds: tuple[float, float, float, float], padding: float | Margins, closest: float = 17.0
    ) -> "View":
        """The view north up and straight down on world `bounds` (left, top, right, bottom), at most at zoom `closest`.

        They stand in the middle of what `padding` (px at each edge) leaves of the window.
        """
        left, top, right, bottom = bounds
        free = padding if isinstance(padding, Margins) else Margins(padding, padding, padding, padding)
        room_x = max(32.0, self.width - free.left - free.right)
        room_y = max(32.0, self.height - free.top - free.bottom)
        wide, high = max(right - left, 1e-12), max(bottom - top, 1e-12)
        zoom = math.log2(min(room_x / wide, room_y / high) / TILE_PX)
        zoom = max(MIN_ZOOM, min(closest, MAX_ZOOM, zoom))
        x = (left + right) / 2.0 - (free.left - free.right) / 2.0 / scale_of(zoom)
        y = (top + bottom) / 2.0 - (free.top - free.bottom) / 2.0 / scale_of(zoom)
        return self._kept(replace(self, x=x, y=y, zoom=zoom, bearing=0.0, tilt=0.0))

    def bounds(self) -> tuple[float, float, float, float]:
        """World (left, top, right, bottom) of what is seen, including all corners of a turned view."""
        corners = [self.to_world(px, py) for px in (0.0, self.width) for py in (0.0, self.height)]
        xs, ys = [corner[0] for corner in corners], [corner[1] for corner in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def metres_per_px(self) -> float:
        """Ground distance of one logical px at the centre."""
        latitude = place_of(self.x, self.y)[1]
        return EQUATOR_M * math.cos(math.radians(latitude)) / self.scale

    @staticmethod
    def _kept(view: "View") -> "View":
        return replace(view, x=min(1.0, max(0.0, view.x)), y=min(1.0, max(0.0, view.y)))


FEW_POINTS = 30


def robust_bounds(x: Floats, y: Floats) -> tuple[float, float, float, float] | None:
    """World bounds of most of some points: a few far-off places (wrong signs, 0/0) do not shrink the city to a dot.

    Points further from the median than six times the 80th percentile of all distances are left out, from thirty
    points on: of fewer nobody can say which are far off. None without points.
    """
    good = np.isfinite(x) & np.isfinite(y)
    if not good.any():
        return None
    x, y = x[good], y[good]
    if len(x) < FEW_POINTS:
        return float(x.min()), float(y.min()), float(x.max()), float(y.max())
    away = np.hypot(x - np.median(x), y - np.median(y))
    near = away <= max(6.0 * float(np.percentile(away, 80)), 1e-9)
    x, y = x[near], y[near]
    return float(x.min()), float(y.min()), float(x.max()), float(y.max())
