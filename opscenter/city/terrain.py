"""The ground of the city: sea, islands, hills, river and lakes, from a plan and seeded noise."""

from dataclasses import dataclass
from functools import cached_property

import numpy as np
import shapely
import shapely.affinity
from numpy.typing import NDArray
from shapely.geometry import LineString, Point, Polygon, box
from shapely.geometry.base import BaseGeometry

from opscenter.city.contours import polygons_above
from opscenter.city.noise import Noise

Array = NDArray[np.float64]
HALF_WIDTH_M, HALF_HEIGHT_M = 13_000.0, 11_000.0
_STEP_M = 60.0

# The plan, in kilometres from the centre: x, y, radius east, radius north.
_LAND = (
    (0.0, 4.3, 9.0, 4.9),
    (6.6, 1.2, 2.6, 1.7),
    (-6.2, 1.0, 2.6, 1.9),
    (1.0, -4.6, 3.9, 1.75),
    (3.6, -4.1, 1.9, 1.0),
    (-5.8, -5.0, 1.15, 0.8),
    (-8.2, -3.4, 0.55, 0.4),
    (7.2, -5.0, 1.35, 0.8),
    (9.2, -2.6, 0.5, 0.35),
    (10.6, 5.9, 0.7, 0.45),
    (-4.6, 10.2, 0.7, 0.35),
    (-10.6, 3.0, 0.45, 0.6),
)
_BAYS = ((2.3, -0.9, 1.15, 0.75), (-4.0, -1.0, 0.9, 0.8), (8.6, 3.4, 0.8, 0.5), (-8.9, 4.6, 0.9, 0.6))
# x, y, height in metres, radius in kilometres.
_PEAKS = (
    (-2.9, 7.7, 430.0, 1.55),
    (1.6, 8.0, 560.0, 1.75),
    (5.4, 6.5, 400.0, 1.45),
    (-6.6, 6.0, 350.0, 1.25),
    (0.6, -5.0, 470.0, 0.72),
    (2.3, -5.1, 380.0, 0.66),
    (-1.2, -4.9, 300.0, 0.55),
    (7.2, -5.0, 190.0, 0.5),
    (-5.8, -5.0, 150.0, 0.42),
    (2.35, 2.75, 170.0, 0.42),
    (-4.75, 3.3, 160.0, 0.42),
    (7.4, 1.1, 130.0, 0.38),
)
_RIVER = ((-0.7, 6.7), (-1.3, 5.6), (-0.9, 4.4), (-1.7, 3.2), (-1.25, 2.0), (-1.9, 0.9), (-1.75, -0.2), (-2.1, -2.0))
_CANAL = ((3.6, 5.4), (4.3, 4.2), (4.1, 3.0), (4.75, 1.9), (4.5, 0.9), (4.75, -1.6))
_LAKES = ((0.35, 6.55, 0.42), (-4.3, 6.6, 0.33), (4.2, 5.9, 0.26), (0.95, -5.75, 0.22), (-5.6, 2.35, 0.16))


def smooth(points: tuple[tuple[float, float], ...] | Array, rounds: int = 3) -> Array:
    """Chaikin's corner cutting; the ends stay. Shape (n, 2) in, (m, 2) out, same unit."""
    line = np.asarray(points, dtype=np.float64)
    for _ in range(rounds):
        cut = np.empty((2 * len(line) - 2, 2))
        cut[0::2] = 0.75 * line[:-1] + 0.25 * line[1:]
        cut[1::2] = 0.25 * line[:-1] + 0.75 * line[1:]
        line = np.concatenate((line[:1], cut, line[-1:]))
    return line


@dataclass
class Terrain:
    """Geometries in metres of the city's flat map; `elevation` answers for any place."""

    seed: int

    def __post_init__(self) -> None:
        self._coast = Noise(self.seed, 1, 5)
        self._hills = Noise(self.seed, 2, 4)
        self._bends = Noise(self.seed, 3, 2)

    def _shore(self, x: Array, y: Array) -> Array:
        """Kilometres inside (positive) or outside the coast, roughly. x, y in kilometres."""
        wx = x + 0.55 * self._bends.at(x, y, 3.1)
        wy = y + 0.55 * self._bends.at(x + 50, y + 50, 3.1)
        field = np.full(np.shape(x), -9.0)
        for cx, cy, rx, ry in _LAND:
            distance = np.hypot((wx - cx) / rx, (wy - cy) / ry)
            field = np.maximum(field, (1 - distance) * min(rx, ry))
        for cx, cy, rx, ry in _BAYS:
            distance = np.hypot((wx - cx) / rx, (wy - cy) / ry)
            field = np.minimum(field, (distance - 1) * min(rx, ry))
        rough = 0.34 + 0.30 * np.clip((y - 3.0) / 4.0, 0.0, 1.0)  # wilder away from the harbour
        return field + rough * self._coast.at(x, y, 1.9)

    def elevation(self, x: Array, y: Array) -> Array:
        """Metres above the sea at places in metres; negative in the sea."""
        kx, ky = np.asarray(x) / 1000.0, np.asarray(y) / 1000.0
        return self._height(kx, ky, self._shore(kx, ky))

    def _height(self, kx: Array, ky: Array, shore: Array) -> Array:
        rough = self._hills.at(kx, ky, 1.7)
        height = np.zeros(np.shape(kx))
        for px, py, peak, radius in _PEAKS:
            height += peak * np.exp(-((kx - px) ** 2 + (ky - py) ** 2) / (2 * radius**2))
        height = height * (0.78 + 0.85 * rough)
        land = 3.0 + 9.0 * np.clip(shore, 0, 1.5) + np.maximum(height, 0.0)
        return np.where(shore > 0, land, np.minimum(shore * 30.0, -0.5))

    @cached_property
    def _grid(self) -> tuple[Array, Array, Array, Array]:
        xs = np.arange(-HALF_WIDTH_M, HALF_WIDTH_M + 1, _STEP_M)
        ys = np.arange(-HALF_HEIGHT_M, HALF_HEIGHT_M + 1, _STEP_M)
        x, y = np.meshgrid(xs, ys)
        shore = self._shore(x / 1000.0, y / 1000.0)
        return xs, ys, shore, self._height(x / 1000.0, y / 1000.0, shore)

    @cached_property
    def land(self) -> BaseGeometry:
        """All islands, with the reclaimed quays of the port and the airport."""
        xs, ys, shore, _ = self._grid
        natural = polygons_above(shore, 0.0, xs, ys)
        parts = [part for part in shapely.get_parts(natural) if part.area > 30_000]
        area: BaseGeometry = shapely.union_all([*parts, *self.quays, self.airfield]).simplify(4.0)
        return area

    @cached_property
    def quays(self) -> list[Polygon]:
        """Container terminal and piers: straight edges where people built into the sea."""
        port = [box(-6900, -1500, -5050, 250), box(-8200, -950, -6900, 250), box(-7800, -1400, -7500, -900)]
        piers = [box(x, -790 + 50 * (i % 2), x + 70, 200) for i, x in enumerate((-700, -350, 320, 700, 1080))]
        docks = [box(-5700, -1500, -5550, -950), box(-6350, -1500, -6200, -950)]
        return [shapely.difference(port[0], shapely.union_all(docks)), *port[1:], *piers]

    @cached_property
    def airfield(self) -> Polygon:
        """The airport's reclaimed platform in the east."""
        strip = shapely.affinity.rotate(box(7600, -1700, 11_600, -450), 14.0, origin=(9200, -500))
        area: Polygon = strip.buffer(60, join_style="round")
        return area

    @cached_property
    def river(self) -> BaseGeometry:
        """The river with its lakes' outflow and the canal, as an area that widens to the sea."""
        area: BaseGeometry = shapely.union_all(
            [self._course(_RIVER, 22.0, 95.0, 0), self._course(_CANAL, 16.0, 34.0, 7)]
        )
        return area

    def river_line(self) -> LineString:
        """The river's middle, source first."""
        return LineString(self._bent(_RIVER, 0))

    def canal_line(self) -> LineString:
        """The canal's middle, source first."""
        return LineString(self._bent(_CANAL, 7))

    def _bent(self, plan: tuple[tuple[float, float], ...], channel: float) -> Array:
        line = smooth(plan, 4)
        line[:, 0] += 0.16 * self._bends.at(line[:, 0] + channel, line[:, 1], 0.9)
        return line * 1000.0

    def _course(self, plan: tuple[tuple[float, float], ...], source: float, mouth: float, channel: float) -> Polygon:
        line = self._bent(plan, channel)
        half = np.linspace(source, mouth, len(line))[:, None]
        along = np.gradient(line, axis=0)
        across = np.column_stack((-along[:, 1], along[:, 0])) / np.linalg.norm(along, axis=1)[:, None]
        area: Polygon = Polygon(np.concatenate((line + across * half, (line - across * half)[::-1]))).buffer(0)
        return area

    @cached_property
    def lakes(self) -> BaseGeometry:
        """Reservoirs in the hills and a park lake."""
        turn = np.linspace(0, 2 * np.pi, 60, endpoint=False)
        found = []
        for x, y, radius in _LAKES:
            bumps = 1 + 0.45 * self._bends.at(3 * np.cos(turn) + 9 * x, 3 * np.sin(turn) + 9 * y, 2.5)
            ring = np.column_stack((x + 1.5 * radius * bumps * np.cos(turn), y + 0.8 * radius * bumps * np.sin(turn)))
            found.append(shapely.affinity.rotate(Polygon(ring * 1000.0).buffer(0), 40 * x, origin="centroid"))
        area: BaseGeometry = shapely.union_all(found).intersection(self.land.buffer(-150))
        return area

    @cached_property
    def water(self) -> BaseGeometry:
        """River, canal and lakes within the land."""
        area: BaseGeometry = shapely.union_all([self.river, self.lakes]).intersection(self.land)
        return area

    def above(self, metres: float) -> BaseGeometry:
        """The hills higher than `metres`."""
        xs, ys, _, height = self._grid
        return polygons_above(height, metres, xs, ys)

    @cached_property
    def woods(self) -> BaseGeometry:
        """Hillsides too steep or protected to build on."""
        hills = self.above(75.0).intersection(self.land)
        parts = [part for part in shapely.get_parts(hills) if part.area > 60_000]
        area: BaseGeometry = shapely.union_all(parts).buffer(30).simplify(5.0).intersection(self.land)
        return area

    @cached_property
    def buildable(self) -> BaseGeometry:
        """Where streets may be: land off the shore and the hills, not the airfield, islets left alone."""
        reserved = shapely.union_all([self.woods.buffer(40), self.lakes.buffer(60), self.airfield.buffer(30)])
        flat = self.land.buffer(-62).difference(reserved).buffer(-40).buffer(40)
        parts = [part for part in shapely.get_parts(flat) if part.area > 400_000]
        area: BaseGeometry = shapely.union_all(parts)
        return area

    def on_land(self, x: float, y: float) -> bool:
        """Whether a place in metres is on land (rivers count as land)."""
        return bool(self.land.contains(Point(x, y)))
