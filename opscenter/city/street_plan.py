"""The road hierarchy: a motorway ring with bridges and tunnels, a bent grid of arterials, streets within the blocks."""

import itertools
from dataclasses import dataclass, field

import numpy as np
import shapely
import shapely.ops
from numpy.typing import NDArray
from shapely.geometry import LineString, Point
from shapely.geometry.base import BaseGeometry
from shapely.strtree import STRtree

from opscenter.city.noise import Noise
from opscenter.city.road_names import motorway_name, street_name
from opscenter.city.terrain import Terrain, smooth

Array = NDArray[np.float64]

# Kilometres. Each: name key, waypoints, (part, kind) of the crossings decided from the terrain itself.
_MOTORWAYS: tuple[tuple[str, tuple[tuple[float, float], ...]], ...] = (
    (
        "ring",
        (
            (-3.35, -0.35),
            (-3.75, 0.9),
            (-3.9, 2.2),
            (-3.2, 4.0),
            (-1.6, 5.0),
            (0.7, 5.1),
            (2.7, 4.6),
            (3.8, 3.2),
            (3.9, 1.4),
            (3.6, -0.1),
            (3.7, -2.0),
            (3.5, -3.5),
            (2.2, -3.9),
            (0.4, -3.75),
            (-1.2, -3.95),
            (-2.3, -3.6),
            (-3.0, -2.2),
            (-3.35, -0.35),
        ),
    ),
    ("west", ((-3.9, 2.2), (-5.2, 2.0), (-6.4, 2.9), (-7.2, 3.3), (-7.9, 3.5))),
    ("east", ((3.9, 1.4), (5.4, 1.9), (6.6, 1.3), (7.6, 0.5), (8.3, -0.1), (9.0, -0.75))),
    ("port", ((-3.75, 0.9), (-4.7, 0.75), (-5.6, 0.35), (-6.6, 0.4))),
)
_CROSS_HARBOUR = ((0.35, 0.5), (0.3, -0.4), (0.45, -2.4), (0.35, -3.0))
_SPACING_M = 660.0
_TURN = np.radians(-11.0)


@dataclass(slots=True)
class Arterial:
    """One stretch between two crossings. `line` in metres; `level` "motorway", "trunk", "primary", "secondary"."""

    line: LineString
    level: str
    name: dict[str, str]
    start: int
    end: int
    bridge: bool = False
    tunnel: bool = False
    ramp: bool = False


@dataclass(slots=True)
class StreetPlan:
    """Nodes (n, 2) in metres, the arterials between them, the blocks they enclose, streets and plots within."""

    nodes: Array
    arterials: list[Arterial]
    blocks: list[BaseGeometry] = field(default_factory=list)
    streets: list[tuple[LineString, dict[str, str]]] = field(default_factory=list)
    plots: list[tuple[BaseGeometry, int]] = field(default_factory=list)  # plot, its block


def warp(i: Array, j: Array, bend: Noise) -> Array:
    """Places (n, 2) in metres of the bent grid: tighter in the core, turned along the harbour, bent by the noise."""
    x, y = i * _SPACING_M, j * _SPACING_M
    x, y = x * np.cos(_TURN) - y * np.sin(_TURN), x * np.sin(_TURN) + y * np.cos(_TURN)
    stretch = 0.74 + 0.000048 * np.hypot(x, y)
    x, y = x * stretch, y * stretch + 900.0
    return np.column_stack((x + 430.0 * bend.at(x, y, 4300.0), y + 430.0 * bend.at(x + 9e4, y + 9e4, 4300.0)))


def _grid_lines(terrain: Terrain, bend: Noise) -> list[tuple[LineString, str, dict[str, str]]]:
    found = []
    steps = np.arange(-18, 18.01, 0.2)
    dry = terrain.land.buffer(-70).difference(
        shapely.union_all([terrain.woods, terrain.lakes.buffer(40), terrain.airfield.buffer(20)])
    )
    for along in (0, 1):
        for number in range(-18, 19):
            constant = np.full(len(steps), float(number))
            places = warp(steps, constant, bend) if along == 0 else warp(constant, steps, bend)
            level = "trunk" if number % 6 == 0 else "primary" if number % 3 == 0 else "secondary"
            for part in shapely.get_parts(LineString(places).intersection(dry)):
                if part.length > 450:
                    found.append((part, level, street_name(along, number)))
    return found


def _edge_lines(terrain: Terrain) -> list[tuple[LineString, str, dict[str, str]]]:
    """Waterfront and foothill roads around each built-up area."""
    found = []
    inner = terrain.buildable.buffer(-25).simplify(12.0)
    for number, part in enumerate(shapely.get_parts(inner)):
        if part.area > 700_000:
            ring = LineString(smooth(np.asarray(part.exterior.coords), 2)).simplify(6.0)
            found.append((ring, "secondary", street_name(2, number)))
    return found


class _Builder:
    def __init__(self, terrain: Terrain, seed: int) -> None:
        self.terrain = terrain
        self.random = np.random.default_rng([seed, 21])
        self.bend = Noise(seed, 20, 2)
        self.nodes: list[tuple[float, float]] = []
        self.arterials: list[Arterial] = []

    def node(self, x: float, y: float, near: float) -> int:
        """The node at a place, or one within `near` metres of it."""
        if self.nodes:
            known = np.asarray(self.nodes)
            distance = np.hypot(known[:, 0] - x, known[:, 1] - y)
            best = int(np.argmin(distance))
            if distance[best] < near:
                return best
        self.nodes.append((x, y))
        return len(self.nodes) - 1

    def add(self, line: LineString, level: str, name: dict[str, str], ramp: bool = False, near: float = 70.0) -> None:
        coords = np.asarray(line.coords)
        start = self.node(coords[0, 0], coords[0, 1], near)
        end = self.node(coords[-1, 0], coords[-1, 1], near)
        if start == end:
            return
        coords[0], coords[-1] = self.nodes[start], self.nodes[end]
        line = LineString(coords)
        wet = line.intersection(self.terrain.river).length
        self.arterials.append(Arterial(line, level, name, start, end, bridge=wet > 15.0, ramp=ramp))

    def surface(self) -> None:
        """Arterials on the ground: grid and edge lines, cut where they cross."""
        lines = _grid_lines(self.terrain, self.bend) + _edge_lines(self.terrain)
        noded = shapely.get_parts(shapely.node(shapely.multilinestrings([line for line, _, _ in lines])))
        tree = STRtree([line for line, _, _ in lines])
        order = {"trunk": 0, "primary": 1, "secondary": 2}
        degree: dict[tuple[float, float], int] = {}
        for piece in noded:
            for end in (piece.coords[0], piece.coords[-1]):
                degree[_key(end)] = degree.get(_key(end), 0) + 1
        for piece in noded:
            dangling = degree[_key(piece.coords[0])] == 1 or degree[_key(piece.coords[-1])] == 1
            if piece.length < (260 if dangling else 30):
                continue
            middle = piece.interpolate(0.5, normalized=True)
            hits = [lines[k] for k in tree.query(middle.buffer(3.0)) if lines[k][0].distance(middle) < 2.0]
            if hits:
                _, level, name = min(hits, key=lambda hit: order[hit[1]])
                self.add(piece.simplify(4.0), level, name)

    def harbour_tunnel(self) -> None:
        """The trunk road under the harbour, joined to the nearest surface crossings."""
        way = np.asarray(_CROSS_HARBOUR) * 1000.0
        known = np.asarray(self.nodes)
        for k in (0, -1):
            way[k] = known[np.argmin(np.hypot(*(known - way[k]).T))]
        line = LineString(smooth(way, 4))
        self.add(line, "trunk", motorway_name("tunnel"), near=5.0)
        self.arterials[-1].tunnel = True

    def motorways(self) -> None:
        """Motorways with junctions every kilometre or so, ramps where a surface crossing is near."""
        surface = np.asarray(self.nodes)
        for key, plan in _MOTORWAYS:
            way = np.asarray(plan) * 1000.0
            if key != "ring":  # spurs leave the ring at one of its junctions
                ring = np.asarray(self.nodes[len(surface) :])
                way[0] = ring[np.argmin(np.hypot(*(ring - way[0]).T))]
            path = LineString(smooth(way, 4))
            pieces = max(2, round(path.length / 1150.0))
            cuts = np.linspace(0.0, path.length, pieces + 1)
            for low, high in itertools.pairwise(cuts.tolist()):
                piece = shapely.ops.substring(path, low, high)
                first = len(self.arterials)
                self.add(piece, "motorway", motorway_name(key), near=2.0)
                for made in self.arterials[first:]:
                    self._cross(made, key)
        joined: set[int] = set()
        for arterial in [a for a in self.arterials if a.level == "motorway"]:
            for number in (arterial.start, arterial.end):
                if number in joined or number < len(surface):
                    continue
                joined.add(number)
                self._ramps(number, surface)

    def _cross(self, made: Arterial, key: str) -> None:
        sea = made.line.difference(self.terrain.land).length
        hill = made.line.intersection(self.terrain.woods).length
        middle = made.line.interpolate(0.5, normalized=True)
        if sea > 60:
            if key == "ring" and middle.x > 0:
                made.tunnel = True
            else:
                made.bridge = True
        elif hill > 0.5 * made.line.length:
            made.tunnel = True
        elif made.line.intersection(self.terrain.river).length > 15:
            made.bridge = True

    def _ramps(self, number: int, surface: Array) -> None:
        here = np.asarray(self.nodes[number])
        if not self.terrain.on_land(*here):
            return
        distance = np.hypot(*(surface - here).T)
        for target in np.argsort(distance)[:2]:
            if 40.0 < distance[target] < 650.0:
                goal = surface[target]
                across = np.array([-(goal - here)[1], (goal - here)[0]]) * 0.18
                curve = smooth(np.array([here, (here + goal) / 2 + across, goal]), 3)
                line = LineString(curve)
                if line.difference(self.terrain.land).length < 5:
                    self.arterials.append(
                        Arterial(line, "secondary", motorway_name("ramp"), number, int(target), ramp=True)
                    )

    def connected(self) -> StreetPlan:
        """The largest connected part with nodes numbered anew."""
        parent = list(range(len(self.nodes)))

        def root(k: int) -> int:
            while parent[k] != k:
                parent[k] = parent[parent[k]]
                k = parent[k]
            return k

        for a in self.arterials:
            parent[root(a.start)] = root(a.end)
        roots = [root(a.start) for a in self.arterials]
        main = max(set(roots), key=lambda r: (roots.count(r), -r))
        kept, seen = [], set()
        for a, r in zip(self.arterials, roots, strict=True):
            pair = (min(a.start, a.end), max(a.start, a.end), round(a.line.length))
            if r == main and pair not in seen:
                seen.add(pair)
                kept.append(a)
        used = sorted({k for a in kept for k in (a.start, a.end)})
        number = {old: new for new, old in enumerate(used)}
        for a in kept:
            a.start, a.end = number[a.start], number[a.end]
        return StreetPlan(np.asarray([self.nodes[k] for k in used]), kept)


def _key(place: tuple[float, ...]) -> tuple[float, float]:
    return (round(place[0], 2), round(place[1], 2))


def build_street_plan(terrain: Terrain, seed: int) -> StreetPlan:
    """The whole plan of a seed; always the same for the same terrain and seed."""
    builder = _Builder(terrain, seed)
    builder.surface()
    builder.harbour_tunnel()
    builder.motorways()
    plan = builder.connected()
    ground = [a.line for a in plan.arterials if a.level != "motorway" and not a.tunnel and not a.ramp]
    faces = shapely.get_parts(
        shapely.polygonize(np.asarray(shapely.get_parts(shapely.node(shapely.multilinestrings(ground)))))
    )
    for face in faces:
        if 15_000 < face.area < 3_000_000:
            plan.blocks.append(face)
    _fill_blocks(plan, terrain, np.random.default_rng([seed, 22]))
    return plan


def _fill_blocks(plan: StreetPlan, terrain: Terrain, random: np.random.Generator) -> None:
    """Local streets: in each block a grid along its own longest side, and the plots between them."""
    avoid = shapely.union_all([terrain.river.buffer(22), terrain.lakes.buffer(30), terrain.woods])
    fast = shapely.union_all([a.line for a in plan.arterials if a.level == "motorway" and not a.tunnel]).buffer(32)
    shapely.prepare(avoid)
    for number, block in enumerate(plan.blocks):
        inner = block.buffer(-14)
        if inner.is_empty:
            continue
        inner = inner.difference(avoid).difference(fast)
        if inner.area < 9_000:
            continue
        centre = block.centroid
        core = float(np.exp(-((np.hypot(centre.x, (centre.y - 300)) / 3800.0) ** 2)))
        lengthwise, crosswise = _local_grid(block, random, core)
        streets = lengthwise + crosswise
        clipped = shapely.intersection(np.asarray(streets), inner.buffer(10))
        for k, line in enumerate(clipped):
            for part in shapely.get_parts(line):
                if part.geom_type == "LineString" and part.length > 50 and random.random() > 0.10:
                    plan.streets.append((part, street_name(3, 97 * number + k)))
        edges = shapely.union_all([shapely.boundary(inner), *streets])
        for plot in shapely.get_parts(shapely.polygonize(np.asarray(shapely.get_parts(shapely.node(edges))))):
            if plot.area > 900 and inner.contains(Point(plot.representative_point())):
                plan.plots.append((plot, number))


def _local_grid(
    block: BaseGeometry, random: np.random.Generator, core: float
) -> tuple[list[LineString], list[LineString]]:
    corners = np.asarray(block.minimum_rotated_rectangle.exterior.coords)
    a, b = corners[1] - corners[0], corners[3] - corners[0]
    if np.linalg.norm(a) < np.linalg.norm(b):
        a, b = b, a
    long_side, short_side = float(np.linalg.norm(a)), float(np.linalg.norm(b))
    wide = 185.0 - 75.0 * core + random.uniform(-20, 35)
    deep = 120.0 - 35.0 * core + random.uniform(-12, 22)
    bow = random.normal(0.0, 0.035) * (1 - core)

    def bent(start: Array, way: Array) -> LineString:
        side = np.array([-way[1], way[0]]) * bow
        return LineString([start - way * 0.02, start + way * 0.35 + side, start + way * 0.7 + side, start + way * 1.02])

    rows = [bent(corners[0] + b * t, a) for t in _cuts(short_side, deep, random)]
    columns = [bent(corners[0] + a * t, b) for t in _cuts(long_side, wide, random)]
    return rows, columns


def _cuts(length: float, spacing: float, random: np.random.Generator) -> Array:
    pieces = max(1, round(length / spacing))
    jitter = random.uniform(-0.12, 0.12, max(0, pieces - 1))
    return (np.arange(1, pieces) + jitter) / pieces
