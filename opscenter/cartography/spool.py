"""Features on disk, by the squares of the map that they touch, so that memory holds one square at a time."""

import math
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import msgspec
import numpy as np
import shapely
import zstandard
from numpy.typing import NDArray

from opscenter.cartography.features import Features
from opscenter.cartography.generalising import TOLERANCE
from opscenter.cartography.vector_tile import BUFFER, EXTENT, Properties

_SQUARES = (0, 6, 12)
"""Zooms whose tiles are the squares; one serves the zooms up to the next."""
_MOST_SQUARES = 4096
"""Of one shape; what is larger (a ferry over an ocean) is left to the squares near where it begins."""
_MARGIN = BUFFER / EXTENT

Square = tuple[int, int, int]
"""Zoom, column, row."""


@dataclass(slots=True, frozen=True)
class Tier:
    """Squares of zoom `square` hold what is shown from zoom `first` to `last`."""

    square: int
    first: int
    last: int


def tiers(min_zoom: int, max_zoom: int) -> list[Tier]:
    """What kinds of squares a range of zooms needs."""
    ends = [*_SQUARES[1:], max_zoom + 1]
    found = [
        Tier(square, max(square, min_zoom), min(end - 1, max_zoom)) for square, end in zip(_SQUARES, ends, strict=True)
    ]
    return [tier for tier in found if tier.first <= tier.last]


class _Chunk(msgspec.Struct, array_like=True):
    shapes: list[bytes]
    layer: list[int]
    first: list[int]
    worth: list[float]
    named: list[int]
    order: list[int]
    properties: list[Properties]


_READ = msgspec.msgpack.Decoder(_Chunk)


class Spool:
    """One file of chunks, and where each square's are. Written by one thread; `read_square` reads it anywhere."""

    def __init__(self, path: Path, min_zoom: int, max_zoom: int) -> None:
        self.path = path
        self._tiers = tiers(min_zoom, max_zoom)
        self._max_zoom = max_zoom
        self._file = path.open("wb")
        self._pack = zstandard.ZstdCompressor(level=1)
        self.places: dict[Square, list[tuple[int, int]]] = defaultdict(list)
        self.nbytes = 0
        self.features = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, where: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, features: Features) -> None:
        """Put a batch into every square it touches. Raises OSError when the disk is full."""
        self.features += len(features)
        for tier in self._tiers:
            chosen = np.flatnonzero(features.first <= tier.last)
            if len(chosen):
                self._add(tier, features.take(chosen))

    def flush(self) -> None:
        """Let readers see everything."""
        self._file.flush()

    def _add(self, tier: Tier, features: Features) -> None:
        shapes = features.shapes
        if tier.last < self._max_zoom:
            # Half of what the tiles themselves will simplify: nobody sees it, and far squares stay small.
            shapes = shapely.simplify(shapes, TOLERANCE / 2 / (EXTENT * 2.0**tier.last), preserve_topology=False)
        boxes = shapely.bounds(shapes)
        side = 2.0**tier.square
        low = np.floor(boxes[:, :2] * side - _MARGIN)
        high = np.floor(boxes[:, 2:] * side + _MARGIN)
        sound = np.isfinite(boxes).all(axis=1)
        single = sound & (low == high).all(axis=1)
        members: dict[tuple[int, int], list[int]] = defaultdict(list)
        pieces: dict[tuple[int, int], dict[int, Any]] = defaultdict(dict)
        for number in np.flatnonzero(single).tolist():
            members[int(low[number, 0]), int(low[number, 1])].append(number)
        touching: dict[tuple[int, int], list[int]] = defaultdict(list)
        for number in np.flatnonzero(sound & ~single).tolist():
            for place in _squares(low[number], high[number]):
                touching[place].append(number)
        for (x, y), numbers in touching.items():
            edges = ((x - _MARGIN) / side, (y - _MARGIN) / side, (x + 1 + _MARGIN) / side, (y + 1 + _MARGIN) / side)
            clipped = shapely.clip_by_rect(shapes[numbers], *edges)
            for number, shape in zip(numbers, clipped, strict=True):
                if not shape.is_empty:
                    members[x, y].append(number)
                    pieces[x, y][number] = shape
        last = (1 << tier.square) - 1
        for (x, y), numbers in members.items():
            if 0 <= x <= last and 0 <= y <= last:
                chosen = np.array(sorted(numbers), dtype=np.int64)
                part = features.take(chosen)
                part.shapes = np.array([pieces[x, y].get(n, shapes[n]) for n in chosen.tolist()], dtype=object)
                self._write((tier.square, x, y), part)

    def _write(self, square: Square, features: Features) -> None:
        chunk = _Chunk(
            shapely.to_wkb(features.shapes).tolist(),
            features.layer.tolist(),
            features.first.tolist(),
            features.worth.tolist(),
            features.named.tolist(),
            features.order.tolist(),
            features.properties,
        )
        data = self._pack.compress(msgspec.msgpack.encode(chunk))
        self._file.write(data)
        self.places[square].append((self.nbytes, len(data)))
        self.nbytes += len(data)


def _squares(low: NDArray[np.float64], high: NDArray[np.float64]) -> list[tuple[int, int]]:
    columns = range(int(low[0]), int(high[0]) + 1)
    rows = range(int(low[1]), int(high[1]) + 1)
    most = math.isqrt(_MOST_SQUARES)
    return [(x, y) for x in columns[: max(most, 1)] for y in rows[: max(most, 1)]]


def read_square(path: Path, places: list[tuple[int, int]]) -> Features:
    """Everything that touches a square, in the order it was added."""
    unpack = zstandard.ZstdDecompressor()
    chunks = []
    with path.open("rb") as file:
        for offset, length in places:
            file.seek(offset)
            chunks.append(_READ.decode(unpack.decompress(file.read(length))))

    def column(name: str, kind: Any) -> NDArray[Any]:
        return np.array([value for chunk in chunks for value in getattr(chunk, name)], dtype=kind)

    return Features(
        shapely.from_wkb(column("shapes", object)),
        column("layer", np.int64),
        column("first", np.int64),
        column("worth", np.float64),
        column("named", np.int64),
        column("order", np.int64),
        [properties for chunk in chunks for properties in chunk.properties],
    )
