"""Files of map tiles behind one small interface. No Qt: a source belongs to the thread that opened it."""

import html
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, Protocol

MAX_TILE_BYTES = 16_000_000
MAX_ZOOM = 22


class BasemapError(Exception):
    """A basemap file that cannot be used; the text is a sentence for the operator."""


@dataclass(slots=True, frozen=True)
class SourceInfo:
    """What a tile file says about itself.

    `bounds` is west, south, east, north in degrees; `center` is lon, lat, tile zoom; `attribution` is plain text;
    `layers` names its vector layers (empty: unknown); `identity` changes when the file does. `format` and `version`
    are of the file, `tile_format` of a tile ("mvt", "png", ...); `notes` are sentences about what is wrong with it.
    """

    name: str
    kind: Literal["vector", "raster"]
    min_zoom: int
    max_zoom: int
    bounds: tuple[float, float, float, float]
    center: tuple[float, float, float]
    attribution: str
    layers: tuple[str, ...]
    identity: str
    format: str = ""
    version: str = ""
    tile_format: str = ""
    notes: tuple[str, ...] = ()


class TileSource(Protocol):
    """Read access to one tile file."""

    @property
    def info(self) -> SourceInfo:
        """What the file says about itself."""
        ...

    def tile(self, z: int, x: int, y: int) -> bytes | None:
        """The uncompressed bytes of a tile (rows counted from the north), None when missing or unreadable."""
        ...

    def count(self) -> int | None:
        """How many tiles there are, None where nobody can know."""
        ...

    def addresses(self) -> Iterator[tuple[int, int, int]]:
        """Zoom, column and row of the tiles there are, rows counted from the north."""
        ...

    def close(self) -> None:
        """Give the file back."""
        ...


def open_source(reference: str | Path) -> TileSource:
    """Open a PMTiles or MBTiles file, told apart by its first bytes. Raises BasemapError with a sentence."""
    from opscenter.console.map.basemap.mbtiles_source import MbtilesSource
    from opscenter.console.map.basemap.pmtiles_source import PmtilesSource

    path = Path(reference)
    try:
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        raise BasemapError(f"The basemap {path} does not exist.") from None
    except OSError as error:
        raise BasemapError(f"The basemap {path} cannot be read: {error.strerror or error}.") from None
    if head.startswith(b"SQLite format 3\0"):
        return MbtilesSource(path)
    if head.startswith(b"PM"):
        return PmtilesSource(path)
    raise BasemapError(f"{path.name} is neither a PMTiles nor an MBTiles file; choose one of these as basemap.")


def identity_of(path: Path) -> str:
    """Path, size and time of change: another text when the file was replaced."""
    stat = path.stat()
    return f"{path.resolve()}:{stat.st_size}:{stat.st_mtime_ns}"


def uncompressed(data: bytes) -> bytes | None:
    """Undo gzip or zlib, told by the first bytes; None when broken or larger than MAX_TILE_BYTES."""
    if data[:2] == b"\x1f\x8b" or (data[:1] == b"\x78" and len(data) > 1 and (data[0] * 256 + data[1]) % 31 == 0):
        worker = zlib.decompressobj(47)
        try:
            data = worker.decompress(data, MAX_TILE_BYTES)
        except zlib.error:
            return None
        if not worker.eof:
            return None
    return data if len(data) <= MAX_TILE_BYTES else None


def plain_text(text: object, longest: int = 300) -> str:
    """Attribution as plain text: tags dropped, entities resolved, white space folded."""
    if not isinstance(text, str):
        return ""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", " ", text[:5000])).split())[:longest]


def checked_bounds(west: float, south: float, east: float, north: float) -> tuple[float, float, float, float]:
    """Bounds in degrees as given when they make sense, else the whole world."""
    sane = -180.0 <= west < east <= 180.0 and -90.0 <= south < north <= 90.0
    return (west, south, east, north) if sane else (-180.0, -85.0511, 180.0, 85.0511)
