"""Basemap files with mistakes of every sort, as they come out of broken copies and hurried programs."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import mapbox_vector_tile

from tests.support.data import shared_data


@dataclass(frozen=True)
class Bad:
    """`make(folder, city)` writes the file, `city` being a good PMTiles file. `said` on the map and by `map info`,
    which ends with `status`; `opens`: something of it is drawn."""

    make: Callable[[Path, Path], Path]
    said: str
    status: int = 1
    info: str = ""

    @property
    def opens(self) -> bool:
        return self.status == 0


def _old(version: int, folder: Path, _city: Path) -> Path:
    path = folder / "old.pmtiles"
    path.write_bytes(b"PM" + version.to_bytes(2, "little") + bytes(512_000))
    return path


def _cut(keep: int, folder: Path, city: Path) -> Path:
    path = folder / "cut.pmtiles"
    path.write_bytes(city.read_bytes()[:keep])
    return path


def _scratched(part: str, folder: Path, city: Path) -> Path:
    """As long as it was, with other bytes in its root directory or its tiles."""
    data = bytearray(city.read_bytes())
    at = 8 if part == "directory" else 56
    start, length = (int.from_bytes(data[at + k : at + k + 8], "little") for k in (0, 8))
    data[start : start + length] = b"\xa5" * length
    path = folder / "scratched.pmtiles"
    path.write_bytes(data)
    return path


def _invalid(_folder: Path, _city: Path) -> Path:
    return shared_data("maps", "mbtiles", "invalid.mbtiles")


def archive(path: Path, tiles: dict[tuple[int, int, int], bytes]) -> Path:
    """An MBTiles file of vector tiles, rows counted from the north."""
    with closing(sqlite3.connect(path)) as db, db:
        db.execute("CREATE TABLE metadata (name text, value text)")
        db.execute("CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)")
        db.executemany("INSERT INTO metadata VALUES (?, ?)", [("name", path.stem), ("format", "pbf")])
        rows = [(z, x, (1 << z) - 1 - y, data) for (z, x, y), data in tiles.items()]
        db.executemany("INSERT INTO tiles VALUES (?, ?, ?, ?)", rows)
    return path


def whole_zooms(deepest: int, data: bytes) -> dict[tuple[int, int, int], bytes]:
    """The same tile everywhere."""
    return {(z, x, y): data for z in range(deepest + 1) for x in range(1 << z) for y in range(1 << z)}


def _empty(folder: Path, _city: Path) -> Path:
    return archive(folder / "empty.mbtiles", whole_zooms(5, b""))


def tile_of(layer: str, *geometries: str, **properties: object) -> bytes:
    """A vector tile with some geometries (WKT in tile units, y from the south) in one layer."""
    features = [{"geometry": geometry, "properties": properties} for geometry in geometries]
    return bytes(mapbox_vector_tile.encode([{"name": layer, "features": features}]))


SEA = "POLYGON ((0 0, 4096 0, 4096 4096, 0 4096, 0 0))"


def _broken_geometry(folder: Path, _city: Path) -> Path:
    """Half of the world is sea, in the other half the command of a ring says that a million points follow."""
    good = tile_of("water", SEA, kind="ocean")
    broken = bytearray(good)
    at = broken.index(bytes([9]))  # MoveTo, once
    broken[at] = 0x7E
    tiles = {address: (good if address[1] % 2 else bytes(broken)) for address in whole_zooms(5, b"")}
    return archive(folder / "broken.mbtiles", tiles)


def _districts(name: str, rings: list[list[list[float]]], folder: Path, _city: Path) -> Path:
    path = folder / f"{name}.geojson"
    features = [
        {"type": "Feature", "properties": {"name": f"{number}"}, "geometry": {"type": "Polygon", "coordinates": [ring]}}
        for number, ring in enumerate(rings)
    ]
    path.write_text(json.dumps({"type": "FeatureCollection", "features": features}))
    return path


def _box(west: float, south: float, east: float, north: float) -> list[list[float]]:
    return [[west, south], [east, south], [east, north], [west, north], [west, south]]


_HERE = _box(114.1, 22.2, 114.3, 22.4)
_SWAPPED = [[lat, lon] for lon, lat in _HERE]

BAD = {
    "PMTiles version 1": Bad(partial(_old, 1), "old.pmtiles is PMTiles version 1; only version 3"),
    "PMTiles version 2": Bad(partial(_old, 2), "old.pmtiles is PMTiles version 2; only version 3"),
    "cut in the header": Bad(partial(_cut, 90), "cut.pmtiles is cut short: even its header is incomplete"),
    "cut in the directory": Bad(partial(_cut, 160), "cut.pmtiles is cut short: 160 of"),
    "cut in the tiles": Bad(partial(_cut, -2_000), "cut.pmtiles is cut short"),
    "broken directory": Bad(partial(_scratched, "directory"), "scratched.pmtiles is damaged: its directory"),
    "broken tiles": Bad(partial(_scratched, "tiles"), "Some tiles of scratched.pmtiles are damaged", 0, "be read"),
    "invalid MBTiles": Bad(_invalid, "invalid.mbtiles is not a usable MBTiles file"),
    "empty tiles": Bad(_empty, "The tiles of empty.mbtiles are empty", 0, "tiles looked at are empty"),
    "broken geometry": Bad(_broken_geometry, "Some tiles of broken.mbtiles are damaged", 0, "are broken and left out"),
    "swapped coordinates": Bad(
        partial(_districts, "swapped", [_SWAPPED, _HERE]),
        "1 of 2 features of swapped.geojson are not drawn: 1 × latitude and longitude swapped",
        0,
        "swapped (GeoJSON puts longitude first)",
    ),
    "only swapped coordinates": Bad(
        partial(_districts, "swapped", [_SWAPPED]), "Nothing in swapped.geojson can be drawn: 1 × latitude and"
    ),
    "coordinates out of range": Bad(
        partial(_districts, "far", [_box(836_000.0, 815_000.0, 837_000.0, 816_000.0), _HERE]),
        "1 of 2 features of far.geojson are not drawn: 1 × coordinates that are not degrees",
        0,
        "save them as EPSG:4326",
    ),
}


def across_the_antimeridian(folder: Path) -> Path:
    """Fiji, as many programs write it: 170 to -175."""
    return _districts("fiji", [_box(170.0, -20.0, -175.0, -10.0)], folder, folder)
