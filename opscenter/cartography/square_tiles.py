"""The tiles of one square of the map, out of the spool: what a worker process does."""

import signal
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely

from opscenter.cartography.features import LAYERS, Features
from opscenter.cartography.sheet import Box, Plan, tiles_of
from opscenter.cartography.spool import Square, read_square
from opscenter.cartography.vector_tile import BUFFER, EXTENT

OCEAN = (("kind", "ocean"),)
_EARTH = (("kind", "earth"),)


@dataclass(slots=True, frozen=True)
class Task:
    """A square, where its features are, which zooms to make of it and how."""

    square: Square
    path: Path
    places: list[tuple[int, int]]
    zooms: tuple[int, int]
    bounds: Box
    plan: Plan


def deaf_to_interrupts() -> None:
    """Ctrl+C reaches every process of a terminal: the one that reads is who ends the others."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def make_tiles(task: Task) -> list[tuple[int, int, int, bytes]]:
    """Zoom, column, row and bytes of every tile of the square within the bounds."""
    zoom, x, y = task.square
    side = 2.0**zoom
    square = x / side, y / side, (x + 1) / side, (y + 1) / side
    left, top, right, bottom = task.bounds
    within = max(square[0], left), max(square[1], top), min(square[2], right), min(square[3], bottom)
    if within[0] >= within[2] or within[1] >= within[3]:
        return []
    features = _with_land(read_square(task.path, task.places), square)
    found = []
    for level in range(task.zooms[0], task.zooms[1] + 1):
        found += [(level, column, row, data) for column, row, data in tiles_of(features, level, within, task.plan)]
    return found


def _with_land(features: Features, square: Box) -> Features:
    """Land wherever there is no sea."""
    margin = (square[2] - square[0]) * BUFFER / EXTENT
    land = shapely.box(square[0] - margin, square[1] - margin, square[2] + margin, square[3] + margin)
    wet = [number for number, properties in enumerate(features.properties) if properties == OCEAN]
    if wet:
        land = shapely.difference(land, shapely.union_all(features.shapes[wet]))
    return Features(
        np.concatenate((np.array([land], dtype=object), features.shapes)),
        np.concatenate(([LAYERS.index("earth")], features.layer)),
        np.concatenate(([0], features.first)),
        np.concatenate(([200.0], features.worth)),
        np.concatenate(([0], features.named)),
        np.concatenate(([0], features.order)),
        [_EARTH, *features.properties],
    )
