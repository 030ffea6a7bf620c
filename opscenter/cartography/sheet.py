"""A square of the map cut into its tiles, zoom by zoom."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from opscenter.cartography.features import LAYERS, Features
from opscenter.cartography.generalising import joined, simplified
from opscenter.cartography.geometry_commands import line_commands, point_commands, polygon_commands
from opscenter.cartography.vector_tile import (
    BUFFER,
    EXTENT,
    LINE,
    MOST_TILE_BYTES,
    POINT,
    POLYGON,
    TileFeature,
    encode_tile,
)

Box = tuple[float, float, float, float]
"""Left, top, right, bottom in world units (web mercator, 0..1, y down)."""

_ENCODERS = {0: (POINT, point_commands), 1: (LINE, line_commands), 2: (POLYGON, polygon_commands)}


@dataclass(slots=True, frozen=True)
class Plan:
    """How tiles are made: `last` is the deepest zoom, where nothing is simplified; lines are joined up to
    `joined_to`.
    """

    last: int
    joined_to: int = 13
    most_bytes: int = MOST_TILE_BYTES


def tiles_of(features: Features, zoom: int, within: Box, plan: Plan) -> Iterator[tuple[int, int, bytes]]:
    """x, y and the gzipped bytes of every tile of a zoom that touches the box and has anything on it."""
    shown = features.at_zoom(zoom).in_order()
    if zoom <= plan.joined_to:
        shown = joined(shown)
    scale = float(EXTENT * 2**zoom)
    shapes: NDArray[np.object_] = shapely.transform(shown.shapes, lambda points: points * scale)
    if zoom < plan.last:
        shapes = simplified(shapes)
    columns, rows = tile_span(within, zoom)
    at = np.array([(x, y) for x in columns for y in rows], dtype=np.int64).reshape(-1, 2)
    low = at * float(EXTENT) - BUFFER
    high = low + EXTENT + 2 * BUFFER
    boxes = shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])
    tile, hit = shapely.STRtree(shapes).query(boxes)
    order = np.lexsort((hit, tile))
    tile, hit = tile[order], hit[order]
    edges = np.searchsorted(tile, np.arange(len(at) + 1))
    for number, (x, y) in enumerate(at.tolist()):
        mine = hit[edges[number] : edges[number + 1]]
        if len(mine):
            data = encode_tile(_on_tile(shown, shapes, mine, x, y), plan.most_bytes)
            if data:
                yield x, y, data


def tile_span(box: Box, zoom: int) -> tuple[range, range]:
    """Columns and rows of the tiles that a box touches; a box that ends on an edge does not touch the next tile."""
    side = 1 << zoom
    left, top, right, bottom = (edge * side for edge in box)

    def span(low: float, high: float) -> range:
        first = min(max(int(np.floor(low)), 0), side - 1)
        return range(first, min(max(int(np.ceil(high)), first + 1), side))

    return span(left, right), span(top, bottom)


def _on_tile(
    features: Features, shapes: NDArray[np.object_], hits: NDArray[np.int64], x: int, y: int
) -> list[TileFeature]:
    left, top = float(x * EXTENT), float(y * EXTENT)
    bounds = left - BUFFER, top - BUFFER, left + EXTENT + BUFFER, top + EXTENT + BUFFER
    clipped = shapely.clip_by_rect(shapes[hits], *bounds)
    clipped = shapely.transform(clipped, lambda points: points - (left, top))
    dimension = shapely.get_dimensions(shapes[hits])
    commands = [b""] * len(hits)
    kinds = [0] * len(hits)
    for wanted, (kind, encoder) in _ENCODERS.items():
        mine = np.flatnonzero(dimension == wanted)
        if len(mine):
            for place, command in zip(mine.tolist(), encoder(clipped[mine]), strict=True):
                commands[place], kinds[place] = command, kind
    return [
        TileFeature(LAYERS[features.layer[hit]], kind, command, features.properties[hit], float(features.worth[hit]))
        for hit, kind, command in zip(hits.tolist(), kinds, commands, strict=True)
        if command
    ]
