"""MBTiles: tiles in a SQLite file, opened read-only."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from PySide6.QtCore import QCoreApplication

from opscenter.console.map.basemap.source import (
    MAX_TILE_BYTES,
    MAX_ZOOM,
    BasemapError,
    SourceInfo,
    checked_bounds,
    identity_of,
    numbers_of,
    plain_text,
    uncompressed,
)


class MbtilesSource:
    """One MBTiles file (vector pbf, or png / jpg / webp). Raises BasemapError when it is damaged or no MBTiles."""

    def __init__(self, path: Path) -> None:
        self.unreadable = 0
        """How often something that should be there could not be read."""
        try:
            self._db = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, check_same_thread=False)
        except sqlite3.Error as error:
            raise BasemapError(
                QCoreApplication.translate("Basemap", "The basemap {name} cannot be opened: {error}.").format(
                    name=path.name, error=error
                )
            ) from None
        try:
            self.info = self._read_info(path)
        except sqlite3.Error as error:
            self._db.close()
            raise BasemapError(
                QCoreApplication.translate(
                    "Basemap", "{name} is not a usable MBTiles file: {error}. Copy it again or choose another one."
                ).format(name=path.name, error=error)
            ) from None
        except BasemapError:
            self._db.close()
            raise

    def _read_info(self, path: Path) -> SourceInfo:
        with closing(self._db.execute("SELECT min(zoom_level), max(zoom_level) FROM tiles")) as rows:
            lowest, highest = rows.fetchone()
        if lowest is None:
            raise BasemapError(
                QCoreApplication.translate("Basemap", "The basemap {name} holds no tiles. Choose another one.").format(
                    name=path.name
                )
            )
        try:
            with closing(self._db.execute("SELECT name, value FROM metadata LIMIT 200")) as rows:
                metadata = {str(name): str(value) for name, value in rows}
        except sqlite3.Error:
            metadata = {}  # only the tiles are indispensable
        with closing(self._db.execute("SELECT tile_data FROM tiles LIMIT 1")) as rows:
            first = rows.fetchone()[0]
        head = first[:4] if isinstance(first, bytes) else b""
        raster = head.startswith((b"\x89PNG", b"\xff\xd8", b"RIFF"))
        return SourceInfo(
            name=plain_text(metadata.get("name")) or path.stem,
            kind="raster" if raster else "vector",
            min_zoom=max(0, min(int(lowest), MAX_ZOOM)),
            max_zoom=max(0, min(int(highest), MAX_ZOOM)),
            bounds=checked_bounds(*numbers_of(metadata.get("bounds"), (-180.0, -85.0511, 180.0, 85.0511))),
            center=numbers_of(metadata.get("center"), (0.0, 0.0, float(lowest))),
            attribution=plain_text(metadata.get("attribution")),
            layers=_layers(metadata.get("json")),
            identity=identity_of(path),
            format="MBTiles",
            version=plain_text(metadata.get("version"), 40),
            tile_format=_picture_kind(head) if raster else "mvt",
        )

    def count(self) -> int | None:
        """How many tiles there are, None when the file does not tell."""
        try:
            with closing(self._db.execute("SELECT count(*) FROM tiles")) as rows:
                return int(rows.fetchone()[0])
        except sqlite3.Error:
            return None

    def addresses(self) -> Iterator[tuple[int, int, int]]:
        """Zoom, column and row of the tiles there are."""
        query = "SELECT zoom_level, tile_column, tile_row FROM tiles ORDER BY 1, 2, 3"
        try:
            with closing(self._db.execute(query)) as rows:
                for z, x, row in rows:
                    if all(isinstance(number, int) for number in (z, x, row)) and 0 <= z <= MAX_ZOOM:
                        yield z, x, (1 << z) - 1 - row
        except sqlite3.Error:
            return

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The uncompressed bytes of a tile, None when missing or unreadable."""
        if not 0 <= z <= MAX_ZOOM or not (0 <= x < 1 << z and 0 <= y < 1 << z):
            return None
        query = (
            "SELECT tile_data FROM tiles WHERE zoom_level=? AND tile_column=? AND tile_row=? AND length(tile_data)<?"
        )
        try:
            with closing(self._db.execute(query, (z, x, (1 << z) - 1 - y, MAX_TILE_BYTES))) as rows:
                row = rows.fetchone()
        except sqlite3.Error:
            self.unreadable += 1
            return None
        data = uncompressed(row[0]) if row is not None and isinstance(row[0], bytes) else None
        self.unreadable += row is not None and data is None
        return data

    def close(self) -> None:
        """Give the file back."""
        self._db.close()


def _picture_kind(head: bytes) -> str:
    return {b"\x89": "png", b"\xff": "jpeg"}.get(head[:1], "webp")


def _layers(text: str | None) -> tuple[str, ...]:
    try:
        layers = json.loads(text or "{}").get("vector_layers", [])
        return tuple(str(layer["id"]) for layer in layers[:200])
    except (ValueError, TypeError, AttributeError, KeyError, RecursionError):
        return ()
