"""Writes the demo city's own offline basemap: one PMTiles v3 file of gzipped vector tiles."""

import gzip
import os
from pathlib import Path
from typing import Any

import numpy as np
import shapely
from mapbox_vector_tile import encode
from numpy.typing import NDArray
from pmtiles.tile import Compression, TileType, zxy_to_tileid
from pmtiles.writer import Writer

from opscenter.city.basemap_layers import LAYERS, Feature, features
from opscenter.city.geography import GEOGRAPHY_VERSION, build_geography
from opscenter.city.projection import to_lonlat, to_mercator
from opscenter.city.terrain import HALF_HEIGHT_M, HALF_WIDTH_M

MIN_ZOOM = 8
MAX_ZOOM = 14  # further in, readers enlarge the tiles of this zoom: half a metre of resolution is left
_EXTENT = 4096
_BUFFER = 64
ATTRIBUTION = "opscenter demo city"


def write_basemap(seed: int, out: Path, entities: int) -> None:
    """Write the basemap of a seed to `out` (whole or not at all). The same seed gives the same bytes.

    `entities` is accepted because the city is described by both; the ground does not depend on it.
    Raises OSError when the file cannot be written.
    """
    tiles = _tiles(features(build_geography(seed)))
    partial = out.with_name(f".{out.name}.{os.getpid()}")
    try:
        with partial.open("wb") as file:
            writer = Writer(file)
            for tile_id in sorted(tiles):
                writer.write_tile(tile_id, tiles[tile_id])
            writer.finalize(_header(), _metadata(seed))
        partial.replace(out)
    finally:
        partial.unlink(missing_ok=True)


def _corners() -> NDArray[np.float64]:
    return to_lonlat(np.array([[-HALF_WIDTH_M, -HALF_HEIGHT_M], [HALF_WIDTH_M, HALF_HEIGHT_M], [300.0, 1200.0]]))


def _header() -> dict[str, Any]:
    (west, south), (east, north), (lon, lat) = (_corners() * 1e7).astype(int).tolist()
    return {
        "version": 3,
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": 12,
        "center_lon_e7": lon,
        "center_lat_e7": lat,
    }


def _metadata(seed: int) -> dict[str, Any]:
    kinds = {"kind": "String", "kind_detail": "String", "name": "String", "name:en": "String"}
    kinds |= {"name:zh-Hant": "String", "name:zh-Hans": "String", "min_zoom": "Number"}
    return {
        "name": "Port Meridian",
        "description": f"The demo city of opscenter, seed {seed}",
        "attribution": ATTRIBUTION,
        "type": "baselayer",
        "version": str(GEOGRAPHY_VERSION),
        "vector_layers": [{"id": layer, "fields": kinds, "minzoom": MIN_ZOOM, "maxzoom": MAX_ZOOM} for layer in LAYERS],
    }


# Pixels of the tile grid (4096 a tile) that simplification may move a point at each zoom below the last.
_TOLERANCE = 4.0
# At small zooms what covers fewer square grid units than this is not seen.
_LEAST_AREA = 260.0


def _tiles(found: list[Feature]) -> dict[int, bytes]:
    """Tile id -> gzipped vector tile, for every tile that the land or its near sea touches."""
    world = _to_world(np.asarray([feature.geometry for feature in found], dtype=object))
    order = {layer: [k for k, feature in enumerate(found) if feature.layer == layer] for layer in LAYERS}
    rank = np.empty(len(found), dtype=np.int64)
    rank[[k for layer in LAYERS for k in order[layer]]] = np.arange(len(found))
    first_zoom = np.array([feature.min_zoom for feature in found])
    box = to_mercator(np.array([[-HALF_WIDTH_M, HALF_HEIGHT_M], [HALF_WIDTH_M, -HALF_HEIGHT_M]]))
    tiles: dict[int, bytes] = {}
    for zoom in range(MIN_ZOOM, MAX_ZOOM + 1):
        scale = float(_EXTENT * 2**zoom)
        chosen = np.flatnonzero(first_zoom <= zoom)
        shapes = _scaled(world[chosen], scale, zoom)
        low = np.floor(box[0] * 2**zoom).astype(int)
        high = np.floor(box[1] * 2**zoom).astype(int)
        tree = shapely.STRtree(shapes)
        for x in range(low[0], high[0] + 1):
            for y in range(low[1], high[1] + 1):
                data = _tile(found, chosen, shapes, rank, tree, x, y)
                tiles[zxy_to_tileid(zoom, x, y)] = gzip.compress(data, compresslevel=6, mtime=0)
    return tiles


def _to_world(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    transformed: NDArray[np.object_] = shapely.transform(shapes, to_mercator)
    return transformed


def _scaled(world: NDArray[np.object_], scale: float, zoom: int) -> NDArray[np.object_]:
    shapes: NDArray[np.object_] = shapely.transform(world, lambda points: points * scale)
    if zoom < MAX_ZOOM:
        shapes = shapely.simplify(shapes, _TOLERANCE)
        faint = (shapely.get_dimensions(shapes) == 2) & (shapely.area(shapes) < _LEAST_AREA)
        shapes = np.where(faint, shapely.from_wkt("POLYGON EMPTY"), shapes)
    return shapes


def _tile(
    found: list[Feature],
    chosen: NDArray[np.int64],
    shapes: NDArray[np.object_],
    rank: NDArray[np.int64],
    tree: shapely.STRtree,
    x: int,
    y: int,
) -> bytes:
    left, top = x * _EXTENT, y * _EXTENT
    bounds = (left - _BUFFER, top - _BUFFER, left + _EXTENT + _BUFFER, top + _EXTENT + _BUFFER)
    hits = tree.query(shapely.box(*bounds))
    hits = hits[np.argsort(rank[chosen[hits]], kind="stable")]
    clipped = shapely.clip_by_rect(shapes[hits], *bounds)
    clipped = shapely.transform(clipped, lambda points: np.round(points - (left, top)))
    layers: dict[str, list[dict[str, Any]]] = {layer: [] for layer in LAYERS}
    for hit, shape in zip(hits, clipped, strict=True):
        if shape.is_empty:
            continue
        feature = found[chosen[hit]]
        properties = {"kind": feature.kind, "min_zoom": feature.min_zoom, **feature.attributes}
        layers[feature.layer].append({"geometry": shape, "properties": properties})
    return bytes(
        encode(
            [{"name": name, "features": content} for name, content in layers.items() if content],
            default_options={"y_coord_down": True, "extents": _EXTENT, "check_winding_order": True},
        )
    )
