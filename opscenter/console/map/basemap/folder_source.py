"""A folder of tiles: zoom/column/row.png (jpg, webp, mvt, pbf). Rows count from the north, or as TMS if told so."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCoreApplication

from opscenter.console.map.basemap.source import (
    MAX_TILE_BYTES,
    MAX_ZOOM,
    BasemapError,
    SourceInfo,
    checked_bounds,
    numbers_of,
    plain_text,
    uncompressed,
)

RASTER = ("png", "jpg", "jpeg", "webp")
VECTOR = ("mvt", "pbf")
_LARGEST_METADATA = 2_000_000
_TILE = re.compile(r"(\d{1,8})\.([a-z]+)\Z", re.IGNORECASE)


class FolderSource:
    """Reads tiles one by one. Raises BasemapError with a sentence when the folder holds none."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        zooms = sorted(int(name) for name in _names(folder) if name.isdecimal() and int(name) <= MAX_ZOOM)
        zooms = [z for z in zooms if self._ending(z)]
        if not zooms:
            raise BasemapError(
                QCoreApplication.translate(
                    "Basemap",
                    "The folder {folder} holds no tiles: they should lie in it as zoom/column/row.png (or jpg, webp, "
                    "mvt, pbf).",
                ).format(folder=folder.name)
            )
        self._endings = {z: self._ending(z) for z in zooms}
        metadata = _metadata(folder)
        self._from_south = (
            str(metadata.get("scheme", "")).lower() == "tms" or (folder / "tilemapresource.xml").is_file()
        )
        ending = self._endings[zooms[-1]]
        stat = folder.stat()
        self.info = SourceInfo(
            name=plain_text(metadata.get("name")) or folder.name,
            kind="vector" if ending in VECTOR else "raster",
            min_zoom=zooms[0],
            max_zoom=zooms[-1],
            bounds=checked_bounds(*numbers_of(metadata.get("bounds"), (-180.0, -85.0511, 180.0, 85.0511))),
            center=numbers_of(metadata.get("center"), (0.0, 0.0, float(zooms[0]))),
            attribution=plain_text(metadata.get("attribution")),
            layers=(),
            identity=f"{folder.resolve()}:0:{stat.st_mtime_ns}",
            format="folder of tiles",
            version=plain_text(metadata.get("version"), 40),
            tile_format="mvt" if ending in VECTOR else ending,
        )

    def _ending(self, z: int) -> str:
        """The ending of the tiles of a zoom, "" when it has none."""
        for column in _names(self._folder / str(z))[:50]:
            for name in _names(self._folder / str(z) / column)[:50]:
                match = _TILE.match(name)
                if match and match[2].lower() in RASTER + VECTOR:
                    return match[2]
        return ""

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The uncompressed bytes of a tile, None when missing or unreadable."""
        ending = self._endings.get(z)
        if ending is None or not (0 <= x < 1 << z and 0 <= y < 1 << z):
            return None
        row = (1 << z) - 1 - y if self._from_south else y
        try:
            with (self._folder / str(z) / str(x) / f"{row}.{ending}").open("rb") as file:
                data = file.read(MAX_TILE_BYTES + 1)
        except OSError:
            return None
        return uncompressed(data)

    def count(self) -> int | None:
        """How many tiles there are."""
        return sum(1 for _ in self.addresses())

    def addresses(self) -> Iterator[tuple[int, int, int]]:
        """Zoom, column and row of the tiles there are."""
        for z, ending in self._endings.items():
            for column in sorted((n for n in _names(self._folder / str(z)) if n.isdecimal()), key=int):
                for name in _names(self._folder / str(z) / column):
                    match = _TILE.match(name)
                    if match and match[2] == ending:
                        yield z, int(column), (1 << z) - 1 - int(match[1]) if self._from_south else int(match[1])

    def close(self) -> None:
        """Nothing is held."""


def _names(folder: Path) -> list[str]:
    try:
        return sorted(entry.name for entry in folder.iterdir())
    except OSError:
        return []


def _metadata(folder: Path) -> dict[str, Any]:
    for name in ("metadata.json", "tilejson.json", "tiles.json"):
        try:
            with (folder / name).open("rb") as file:
                found = json.loads(file.read(_LARGEST_METADATA))
        except (OSError, ValueError, RecursionError):
            continue
        if isinstance(found, dict):
            return found
    return {}
