"""Writes PMTiles version 3 archives, whole or not at all. Tiles may come in any order.

Format: https://github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md.
"""

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, BinaryIO, Self

from pmtiles.tile import Compression, Entry, TileType, zxy_to_tileid
from pmtiles.writer import finalize_header


@dataclass(slots=True, frozen=True)
class Cover:
    """What an archive covers: west, south, east, north in degrees; where to look first: lon, lat, zoom."""

    bounds: tuple[float, float, float, float]
    center: tuple[float, float, int]


class TileArchive:
    """Collects tiles beside the place of the finished file; `finish` puts it there, leaving the block without it
    leaves nothing behind. Raises OSError when the disk does.
    """

    def __init__(self, out: Path) -> None:
        self._out = out
        self._partial = out.with_name(f".{out.name}.{os.getpid()}")
        self._unsorted = out.with_name(f".{out.name}.{os.getpid()}.tiles")
        self._tiles: BinaryIO = self._unsorted.open("w+b")
        self._at: dict[int, tuple[int, int]] = {}
        self._known: dict[bytes, tuple[int, int]] = {}
        self._end = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._tiles.close()
        self._unsorted.unlink(missing_ok=True)
        self._partial.unlink(missing_ok=True)

    @property
    def tiles(self) -> int:
        """How many tiles were added."""
        return len(self._at)

    @property
    def nbytes(self) -> int:
        """Bytes of different tiles so far."""
        return self._end

    def add(self, z: int, x: int, y: int, data: bytes) -> None:
        """Add a gzipped tile. Equal tiles (open sea, plain land) are kept once."""
        key = hashlib.blake2b(data, digest_size=16).digest()
        place = self._known.get(key)
        if place is None:
            self._tiles.write(data)
            place = self._known[key] = (self._end, len(data))
            self._end += len(data)
        self._at[zxy_to_tileid(z, x, y)] = place

    def finish(
        self, cover: Cover, metadata: dict[str, Any], moved: Callable[[float], None] = lambda share: None
    ) -> None:
        """Write the archive with its tiles in the order of their ids, and put it in its place.

        `moved` is told the share of bytes copied. Raises ValueError without a tile.
        """
        if not self._at:
            raise ValueError("an archive without tiles")
        ids = sorted(self._at)
        entries: list[Entry] = []
        order: list[tuple[int, int]] = []
        placed: dict[int, int] = {}
        end = 0
        for tile_id in ids:
            source, length = self._at[tile_id]
            if source not in placed:
                placed[source] = end
                order.append((source, length))
                end += length
            offset = placed[source]
            last = entries[-1] if entries else None
            if last is not None and tile_id == last.tile_id + last.run_length and last.offset == offset:
                last.run_length += 1
            else:
                entries.append(Entry(tile_id, offset, length, 1))
        head = finalize_header(_header(cover), len(ids), entries, len(order), metadata, True, end)
        with self._partial.open("wb") as file:
            for part in head:
                file.write(part)
            self._copy(file, order, end, moved)
        self._partial.replace(self._out)

    def _copy(self, file: BinaryIO, order: list[tuple[int, int]], end: int, moved: Callable[[float], None]) -> None:
        done = 0
        for number, (source, length) in enumerate(order):
            self._tiles.seek(source)
            file.write(self._tiles.read(length))
            done += length
            if number % 256 == 0:
                moved(done / end)


def _header(cover: Cover) -> dict[str, Any]:
    west, south, east, north = (round(degrees * 1e7) for degrees in cover.bounds)
    lon, lat, zoom = cover.center
    return {
        "version": 3,
        "tile_type": TileType.MVT,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
        "center_zoom": zoom,
        "center_lon_e7": round(lon * 1e7),
        "center_lat_e7": round(lat * 1e7),
    }
