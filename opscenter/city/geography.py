"""The whole made-up city on the ground: terrain, districts, roads, plots, buildings, parks, rail and landmarks."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from opscenter.city.districts import DISTRICTS, district_areas, district_of
from opscenter.city.railways import Railway, railways
from opscenter.city.street_plan import StreetPlan, build_street_plan
from opscenter.city.terrain import Terrain

GEOGRAPHY_VERSION = 3
"""Rises when the same seed gives another city: cached basemaps of older versions are made anew."""


def basemap_name(seed: int) -> str:
    """A file name under which the basemap of a seed can be kept; changes when the generator's result changes."""
    return f"port-meridian-{seed}-v{GEOGRAPHY_VERSION}.pmtiles"


@dataclass(slots=True)
class Geography:
    """Everything that does not move. Geometries in metres of the city's flat map."""

    seed: int
    terrain: Terrain
    plan: StreetPlan
    areas: list[BaseGeometry]
    block_district: NDArray[np.int64]
    parks: list[BaseGeometry]
    buildings: NDArray[np.object_]
    building_heights: NDArray[np.float64]
    railways: list[Railway]

    def street_lines(self) -> list[LineString]:
        """All surface roads and streets where lamp-posts and people are."""
        roads = [a.line for a in self.plan.arterials if not a.tunnel]
        return roads + [line for line, _ in self.plan.streets]


@lru_cache(maxsize=2)
def build_geography(seed: int) -> Geography:
    """The city of a seed (about a second and a half)."""
    terrain = Terrain(seed)
    plan = build_street_plan(terrain, seed)
    areas = district_areas(terrain, seed)
    centres = shapely.get_coordinates(shapely.centroid(np.asarray(plan.blocks)))
    block_district = district_of(centres)
    parks, buildings, heights = _fill_plots(plan, block_district, seed)
    return Geography(seed, terrain, plan, areas, block_district, parks, buildings, heights, railways(terrain, seed))


# Per character: ways to divide a plot (rows, columns), share covered, mean height in metres, share of parks.
_BUILT: dict[str, tuple[tuple[tuple[int, int], ...], float, float, float]] = {
    "core": (((2, 3), (1, 2), (2, 2), (1, 1)), 0.86, 72.0, 0.05),
    "commercial": (((2, 3), (1, 2), (2, 2), (1, 3)), 0.80, 48.0, 0.06),
    "mixed": (((2, 4), (2, 5), (2, 3), (1, 4)), 0.84, 24.0, 0.06),
    "residential": (((2, 4), (1, 3), (2, 3), (1, 5)), 0.62, 34.0, 0.09),
    "industrial": (((1, 2), (1, 1), (2, 2)), 0.84, 14.0, 0.03),
    "country": (((1, 3), (1, 2)), 0.45, 9.0, 0.2),
}


def _fill_plots(
    plan: StreetPlan, block_district: NDArray[np.int64], seed: int
) -> tuple[list[BaseGeometry], NDArray[np.object_], NDArray[np.float64]]:
    """Parks and buildings: each plot's envelope is cut into a few rectangles that lie within it."""
    random = np.random.default_rng([seed, 40])
    district = np.array([block_district[block] for _, block in plan.plots])
    plots = np.asarray([plot for plot, _ in plan.plots], dtype=object)
    character = np.array([DISTRICTS[number].character for number in district])
    chance = random.random(len(plots))
    green = chance < np.array([_BUILT[c][3] for c in character])
    inset = shapely.buffer(plots, -7.0, join_style="mitre")
    usable = ~green & ~shapely.is_empty(inset)
    found: list[NDArray[np.object_]] = []
    heights: list[NDArray[np.float64]] = []
    way = random.integers(0, 60, len(plots))
    for name, (divisions, cover, height, _) in _BUILT.items():
        for number, (rows, columns) in enumerate(divisions):
            mask = usable & (character == name) & (way % len(divisions) == number)
            if not mask.any():
                continue
            quads, plot_of = _rectangles(inset[mask], rows, columns, cover, random)
            fits = shapely.contains(inset[mask][plot_of], quads) & (shapely.area(quads) > 90)
            fits &= random.random(len(quads)) > 0.06
            made = int(fits.sum())
            found.append(quads[fits])
            heights.append(np.round(height * np.clip(random.lognormal(0.0, 0.5, made), 0.25, 4.0), 1))
    parks = list(plots[green & (shapely.area(plots) > 2500)])
    return parks, np.concatenate(found), np.concatenate(heights)


def _rectangles(
    plots: NDArray[np.object_], rows: int, columns: int, cover: float, random: np.random.Generator
) -> tuple[NDArray[np.object_], NDArray[np.int64]]:
    envelopes = shapely.oriented_envelope(plots)
    corners = shapely.get_coordinates(envelopes).reshape(-1, 5, 2)
    origin, a, b = corners[:, 0], corners[:, 1] - corners[:, 0], corners[:, 3] - corners[:, 0]
    swap = (np.hypot(*a.T) < np.hypot(*b.T))[:, None]
    a, b = np.where(swap, b, a), np.where(swap, a, b)
    pieces, owner = [], []
    margin = (1 - np.sqrt(cover)) / 2
    for row in range(rows):
        for column in range(columns):
            n = len(plots)
            trim = margin + random.uniform(0.0, 0.09, (n, 4))
            u0, u1 = (column + trim[:, 0]) / columns, (column + 1 - trim[:, 1]) / columns
            v0, v1 = (row + trim[:, 2]) / rows, (row + 1 - trim[:, 3]) / rows
            ring = [origin + a * u[:, None] + b * v[:, None] for u, v in ((u0, v0), (u1, v0), (u1, v1), (u0, v1))]
            pieces.append(np.stack(ring, axis=1))
            owner.append(np.arange(n))
    return shapely.polygons(np.concatenate(pieces)), np.concatenate(owner)
