"""Writes the demo city's own offline basemap: one PMTiles v3 file of gzipped vector tiles."""

from pathlib import Path
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from opscenter.cartography.archive import Cover, TileArchive
from opscenter.cartography.features import LAYERS, Features
from opscenter.cartography.sheet import Box, Plan, tiles_of
from opscenter.city.basemap_layers import Feature, features
from opscenter.city.geography import GEOGRAPHY_VERSION, build_geography
from opscenter.city.projection import to_lonlat, to_mercator
from opscenter.city.terrain import HALF_HEIGHT_M, HALF_WIDTH_M

MIN_ZOOM = 8
MAX_ZOOM = 14  # further in, readers enlarge the tiles of this zoom: half a metre of resolution is left
ATTRIBUTION = "opscenter demo city"


def write_basemap(seed: int, out: Path, entities: int) -> None:
    """Write the basemap of a seed to `out` (whole or not at all). The same seed gives the same bytes.

    `entities` is accepted because the city is described by both; the ground does not depend on it.
    Raises OSError when the file cannot be written.
    """
    shown = _columns(features(build_geography(seed)))
    with TileArchive(out) as archive:
        for zoom in range(MIN_ZOOM, MAX_ZOOM + 1):
            for x, y, data in tiles_of(shown, zoom, _world_box(), Plan(MAX_ZOOM)):
                archive.add(zoom, x, y, data)
        archive.finish(_cover(), _metadata(seed))


def _cover() -> Cover:
    corners = to_lonlat(np.array([[-HALF_WIDTH_M, -HALF_HEIGHT_M], [HALF_WIDTH_M, HALF_HEIGHT_M], [300.0, 1200.0]]))
    (west, south), (east, north), (lon, lat) = corners.tolist()
    return Cover((west, south, east, north), (lon, lat, 12))


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


# What is given up first where a tile is too full.
_WORTH = {"earth": 9.0, "water": 8.0, "roads": 7.0, "places": 6.0, "boundaries": 5.0, "landuse": 4.0, "pois": 3.0}


def _world_box() -> Box:
    corners = to_mercator(np.array([[-HALF_WIDTH_M, HALF_HEIGHT_M], [HALF_WIDTH_M, -HALF_HEIGHT_M]]))
    (left, top), (right, bottom) = corners.tolist()
    return left, top, right, bottom


def _columns(found: list[Feature]) -> Features:
    shapes: NDArray[np.object_] = np.asarray([feature.geometry for feature in found], dtype=object)
    return Features(
        shapely.transform(shapes, to_mercator),
        np.array([LAYERS.index(feature.layer) for feature in found], dtype=np.int64),
        np.array([feature.min_zoom for feature in found], dtype=np.int64),
        np.array([_WORTH.get(feature.layer, 0.0) for feature in found]),
        np.zeros(len(found), dtype=np.int64),
        np.zeros(len(found), dtype=np.int64),
        [(("kind", f.kind), ("min_zoom", f.min_zoom), *f.attributes.items()) for f in found],
    )
