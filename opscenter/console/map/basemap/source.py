"""Tiles behind one small interface, wherever they come from. A source belongs to the thread that opened it."""

import html
import re
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeVar, cast, runtime_checkable

from PySide6.QtCore import QCoreApplication

if TYPE_CHECKING:
    from opscenter.console.map.basemap.tile_cache import TileCache

_Some = TypeVar("_Some", bound=tuple[float, ...])

MAX_TILE_BYTES = 16_000_000
MAX_ZOOM = 22
REMOTE_FORMATS = ("tile server", "TileJSON", "WMTS")


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


class Absent(Enum):
    """Why a server's tile is not here now."""

    WAITING = "it has been asked for"
    FAILED = "it could not be had; it is asked for again later"


class TileSource(Protocol):
    """Read access to one tile file."""

    @property
    def info(self) -> SourceInfo:
        """What the file says about itself."""
        ...

    def tile(self, z: int, x: int, y: int) -> "bytes | Absent | None":
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


@runtime_checkable
class RemoteSource(Protocol):
    """A source whose tiles come later. `listener` is called from another thread: with the address of a tile that has
    come or cannot be had, or with None when anything may have changed, `info` and `trouble` included."""

    listener: "Callable[[tuple[int, int, int] | None], None]"
    ratio: float

    @property
    def trouble(self) -> str:
        """A sentence about the server, "" while all is well."""
        ...

    def at_hand(self, z: int, x: int, y: int) -> bytes | None:
        """A tile that is here already; nothing is asked for."""
        ...

    def wait(self, seconds: float) -> bool:
        """Wait until nothing is asked for any more; False when it takes longer."""
        ...


def open_source(reference: str | Path, cache: "TileCache | None" = None) -> TileSource:
    """Open a file, a folder or a server, told apart by what they are. Raises BasemapError with a sentence.

    A server is not waited for: its tiles, and what it says of itself, come later. `cache` keeps its tiles.
    """
    from opscenter.console.map.basemap.folder_source import FolderSource
    from opscenter.console.map.basemap.geojson_source import GeoJsonSource
    from opscenter.console.map.basemap.maplibre_source import (
        MapLibreSource,
        available,
        noted,
        style_in,
        without_the_extra,
    )
    from opscenter.console.map.basemap.mbtiles_source import MbtilesSource
    from opscenter.console.map.basemap.network_source import NetworkSource
    from opscenter.console.map.basemap.pmtiles_source import PmtilesSource
    from opscenter.console.map.basemap.reference import is_address

    if is_address(str(reference)):
        return NetworkSource(str(reference), cache)
    path = Path(reference)
    if path.is_dir():
        return FolderSource(path)
    try:
        with path.open("rb") as file:
            head = file.read(4096)
    except FileNotFoundError:
        raise BasemapError(
            QCoreApplication.translate("Basemap", "The basemap {path} does not exist.").format(path=path)
        ) from None
    except OSError as error:
        raise BasemapError(
            QCoreApplication.translate("Basemap", "The basemap {path} cannot be read: {reason}.").format(
                path=path, reason=error.strerror or error
            )
        ) from None
    if head.startswith(b"SQLite format 3\0"):
        return MbtilesSource(path)
    if head.startswith(b"PM"):
        return PmtilesSource(path)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start.startswith((b"{", b"[")):
        style = style_in(path)
        if style is None:
            return GeoJsonSource(path)
        if available():
            return MapLibreSource(path, style)
        instead, sentence = without_the_extra(path, style)
        if Path(instead) == path:  # a style that names itself
            raise BasemapError(sentence)
        return noted(open_source(instead, cache), sentence)
    if start.startswith(b"<") and b"Capabilities" in head:
        return NetworkSource(str(path), cache)
    raise BasemapError(
        QCoreApplication.translate(
            "Basemap",
            "{name} is neither a PMTiles nor an MBTiles nor a GeoJSON file; choose one of these as basemap, a folder "
            "of tiles, or the address of a tile server.",
        ).format(name=path.name)
    )


def numbers_of(given: object, otherwise: _Some) -> _Some:
    """As many sane numbers as `otherwise` has, out of a list or a text with commas; else `otherwise`."""
    parts = given.split(",") if isinstance(given, str) else given
    if not isinstance(parts, (list, tuple)) or len(parts) != len(otherwise):
        return otherwise
    try:
        numbers = tuple(float(part) for part in parts)
    except (TypeError, ValueError):
        return otherwise
    return cast(_Some, numbers) if all(abs(number) <= 360.0 for number in numbers) else otherwise


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
