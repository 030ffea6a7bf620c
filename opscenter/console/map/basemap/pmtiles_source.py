"""PMTiles version 3: one file, read by offset."""

import gzip
import json
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from pmtiles.tile import (
    Compression,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    deserialize_header,
    find_tile,
    tileid_to_zxy,
    zxy_to_tileid,
)
from PySide6.QtCore import QCoreApplication

from opscenter.console.map.basemap.source import (
    MAX_TILE_BYTES,
    MAX_ZOOM,
    BasemapError,
    SourceInfo,
    checked_bounds,
    identity_of,
    plain_text,
    uncompressed,
)

_HEADER_BYTES = 127
_DIRECTORIES_KEPT = 64
_MOST_OF_A_RUN = 1_000_000
_BROKEN = (ValueError, KeyError, IndexError, EOFError, OSError, TypeError, OverflowError, RecursionError)


class PmtilesSource:
    """One PMTiles file. Raises BasemapError when it is older than version 3, cut short or not PMTiles at all."""

    def __init__(self, path: Path) -> None:
        self._file = path.open("rb")
        self._directories: OrderedDict[int, list[Any]] = OrderedDict()
        self.unreadable = 0
        """How often something that should be there could not be read."""
        try:
            self._header: dict[str, Any] = self._read_header(path)
            self._check_length(path)
            self.info = self._read_info(path)
            self._directory(self._header["root_offset"], self._header["root_length"])
        except BasemapError:
            self._file.close()
            raise
        except _BROKEN:
            self._file.close()
            raise BasemapError(
                QCoreApplication.translate(
                    "Basemap", "The basemap {name} is damaged: its directory cannot be read. Copy it again."
                ).format(name=path.name)
            ) from None

    def _read_header(self, path: Path) -> dict[str, Any]:
        head = self._file.read(_HEADER_BYTES)
        if head[:2] == b"PM" and head[:7] != b"PMTiles" and len(head) > 2 and head[2] in (1, 2):
            raise _old_version(path, head[2])
        try:
            if len(head) < _HEADER_BYTES:
                raise BasemapError(
                    QCoreApplication.translate(
                        "Basemap", "The basemap {name} is cut short: even its header is incomplete. Copy it again."
                    ).format(name=path.name)
                )
            return dict(deserialize_header(head))
        except SpecVersionUnsupported:
            raise _old_version(path, head[7]) from None
        except MagicNumberNotFound:
            raise BasemapError(
                QCoreApplication.translate("Basemap", "{name} is not a PMTiles file.").format(name=path.name)
            ) from None

    def _check_length(self, path: Path) -> None:
        size = path.stat().st_size
        parts = ("root", "metadata", "leaf_directory", "tile_data")
        needed = max(self._header[f"{part}_offset"] + self._header[f"{part}_length"] for part in parts)
        if size < needed:
            raise BasemapError(
                QCoreApplication.translate(
                    "Basemap", "The basemap {name} is cut short: {size} of {needed} bytes are there. Copy it again."
                ).format(name=path.name, size=size, needed=needed)
            )
        if self._header["tile_type"] not in (TileType.MVT, TileType.PNG, TileType.JPEG, TileType.WEBP):
            raise BasemapError(
                QCoreApplication.translate("Basemap", "{name} holds tiles of a kind that cannot be drawn.").format(
                    name=path.name
                )
            )
        if self._header["tile_compression"] not in (Compression.NONE, Compression.GZIP, Compression.UNKNOWN):
            raise BasemapError(
                QCoreApplication.translate(
                    "Basemap", "{name} is compressed in a way that cannot be read; use gzip."
                ).format(name=path.name)
            )

    def _read_info(self, path: Path) -> SourceInfo:
        header = self._header
        raw = self._bytes(header["metadata_offset"], header["metadata_length"])
        unpacked = uncompressed(raw) if raw else b"{}"
        try:
            found = json.loads(unpacked or b"{}")
        except (ValueError, RecursionError):
            found = {}
        metadata: dict[str, Any] = found if isinstance(found, dict) else {}
        west, south, east, north = (header[f"{k}_e7"] / 1e7 for k in ("min_lon", "min_lat", "max_lon", "max_lat"))
        layers = metadata.get("vector_layers")
        names = [str(layer.get("id", "")) for layer in layers if isinstance(layer, dict)] if layers else []
        return SourceInfo(
            name=plain_text(metadata.get("name")) or path.stem,
            kind="vector" if header["tile_type"] == TileType.MVT else "raster",
            min_zoom=min(int(header["min_zoom"]), MAX_ZOOM),
            max_zoom=min(int(header["max_zoom"]), MAX_ZOOM),
            bounds=checked_bounds(west, south, east, north),
            center=(header["center_lon_e7"] / 1e7, header["center_lat_e7"] / 1e7, float(header["center_zoom"])),
            attribution=plain_text(metadata.get("attribution")),
            layers=tuple(names[:200]),
            identity=identity_of(path),
            format="PMTiles",
            version=str(header["version"]),
            tile_format=header["tile_type"].name.lower(),
        )

    def count(self) -> int | None:
        """How many tiles there are."""
        return int(self._header["addressed_tiles_count"]) or sum(1 for _ in self.addresses())

    def addresses(self) -> Iterator[tuple[int, int, int]]:
        """Zoom, column and row of the tiles there are; a directory that cannot be read is passed over."""
        waiting = [(self._header["root_offset"], self._header["root_length"], 0)]
        while waiting:
            offset, length, depth = waiting.pop()
            try:
                entries = self._directory(offset, length)
            except _BROKEN:
                self.unreadable += 1
                continue
            leaves = []
            for entry in entries:
                if entry.run_length == 0 and depth < 3:
                    leaves.append((self._header["leaf_directory_offset"] + entry.offset, entry.length, depth + 1))
                for tile_id in range(entry.tile_id, entry.tile_id + min(entry.run_length, _MOST_OF_A_RUN)):
                    try:
                        yield tileid_to_zxy(tile_id)
                    except _BROKEN:
                        break
            waiting.extend(reversed(leaves))

    def _bytes(self, offset: int, length: int) -> bytes:
        if length > MAX_TILE_BYTES:
            raise ValueError("too long")
        self._file.seek(offset)
        return self._file.read(length)

    def _directory(self, offset: int, length: int) -> list[Any]:
        known = self._directories.get(offset)
        if known is None:
            # Parsing a directory costs milliseconds in Python: keep the ones in use.
            data = uncompressed(self._bytes(offset, length))
            if data is None:
                raise ValueError("broken or too large")
            data = gzip.compress(data, 0)  # the package's parser expects gzip, whatever the file uses
            known = self._directories[offset] = deserialize_directory(data)
            while len(self._directories) > _DIRECTORIES_KEPT:
                self._directories.popitem(last=False)
        else:
            self._directories.move_to_end(offset)
        return known

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The uncompressed bytes of a tile, None when missing or unreadable."""
        if not 0 <= z <= MAX_ZOOM or not (0 <= x < 1 << z and 0 <= y < 1 << z):
            return None
        header = self._header
        offset, length = header["root_offset"], header["root_length"]
        try:
            tile_id = zxy_to_tileid(z, x, y)
            for _ in range(4):
                entry = find_tile(self._directory(offset, length), tile_id)
                if entry is None:
                    return None
                if entry.run_length > 0:
                    data = uncompressed(self._bytes(header["tile_data_offset"] + entry.offset, entry.length))
                    self.unreadable += data is None
                    return data
                offset, length = header["leaf_directory_offset"] + entry.offset, entry.length
        except _BROKEN:
            self.unreadable += 1
        return None

    def close(self) -> None:
        """Give the file back."""
        self._file.close()


def _old_version(path: Path, version: int) -> BasemapError:
    return BasemapError(
        QCoreApplication.translate(
            "Basemap", "{name} is PMTiles version {version}; only version 3 can be read. Run `pmtiles convert`."
        ).format(name=path.name, version=version)
    )
