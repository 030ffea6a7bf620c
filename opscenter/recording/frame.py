"""Frames: the whole picture of a city at a moment, or what has become different since an earlier one, as bytes.

Pure: columns in, bytes out, and back, exact to the bit. A whole frame is one against nothing. INCIDENT.md has the
layout. What can be foreseen is written as the difference to it: values to the frame before as whole numbers, when an
entity's cells were received to when it was last heard, when they were measured to each other.
"""

import struct
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from opscenter.recording.errors import DamagedError
from opscenter.recording.frame_texts import pack_texts, unpack_texts
from opscenter.recording.int_streams import pack_bits, pack_bytes, pack_ints, unpack_bits, unpack_bytes, unpack_ints
from opscenter.recording.layout import Layout
from opscenter.recording.scaled import Scaled

Ints = NDArray[np.int64]
Columns = dict[str, NDArray[np.generic]]

BY_CELL = ("value", "published", "measured", "received")
BY_ROW = ("lon", "lat", "place_time", "seen")

_FIRST, _MAGIC = b"OF\x01", b"OF\x02"
_SECTIONS = {_FIRST: 23, _MAGIC: 26}
"""The first kind of frames knew no fractions."""
_HEAD = struct.Struct("<3sBqqIIIII")
"""Magic, way of measured times; at, at of the frame before (-1: none); cells, rows; written anew of value, lon, lat.
Then the lengths of the sections (uint32)."""


@dataclass(slots=True)
class Picture:
    """A city at `at` (Unix ms): columns as of `station.state` by cell and by row, texts by cell."""

    at: int
    value: Scaled
    published: NDArray[np.uint8]
    measured: Ints
    received: Ints
    lon: Scaled
    lat: Scaled
    place_time: Ints
    seen: Ints
    texts: dict[int, str] = field(default_factory=dict)

    @classmethod
    def nothing(cls, at: int) -> "Picture":
        """Of no entity."""
        none = np.empty(0, np.int64)
        return cls(
            at, Scaled.unknown(0), np.empty(0, np.uint8), none, none, Scaled.unknown(0), Scaled.unknown(0), none, none
        )

    def copy(self) -> "Picture":
        """One of its own."""
        return Picture(
            self.at, self.value.copy(), self.published.copy(), self.measured.copy(), self.received.copy(),
            self.lon.copy(), self.lat.copy(), self.place_time.copy(), self.seen.copy(), dict(self.texts),
        )  # fmt: skip

    @property
    def columns(self) -> Columns:
        """Columns BY_CELL and BY_ROW, as `State.restore` takes them."""
        return {
            "value": self.value.floats(), "published": self.published, "measured": self.measured,
            "received": self.received, "lon": self.lon.floats(), "lat": self.lat.floats(),
            "place_time": self.place_time, "seen": self.seen,
        }  # fmt: skip

    def grow(self, cells: int, rows: int) -> None:
        """Room for what is not known yet; times of it are guessed to be those of the picture."""
        more, rest = cells - len(self.published), rows - len(self.seen)
        if more:
            self.value.grow(cells)
            self.published = np.concatenate((self.published, np.zeros(more, np.uint8)))
            self.measured = _longer(self.measured, more, self.at)
            self.received = _longer(self.received, more, self.at)
        if rest:
            self.lon.grow(rows)
            self.lat.grow(rows)
            self.place_time = _longer(self.place_time, rest, self.at)
            self.seen = _longer(self.seen, rest, self.at)


@dataclass(slots=True)
class Decimals:
    """How many decimals the numbers of each place have been seen with: those of a frame are spelled alike with it."""

    value: NDArray[np.uint8] = field(default_factory=lambda: np.empty(0, np.uint8))
    lon: NDArray[np.uint8] = field(default_factory=lambda: np.empty(0, np.uint8))
    lat: NDArray[np.uint8] = field(default_factory=lambda: np.empty(0, np.uint8))

    def grow(self, cells: int, rows: int) -> None:
        """Room for more."""
        self.value = np.concatenate((self.value, np.zeros(cells - len(self.value), np.uint8)))
        self.lon = np.concatenate((self.lon, np.zeros(rows - len(self.lon), np.uint8)))
        self.lat = np.concatenate((self.lat, np.zeros(rows - len(self.lat), np.uint8)))


def pack_frame(
    at: int, columns: Columns, texts: dict[int, str], layout: Layout, before: Picture | None, decimals: Decimals
) -> tuple[bytes, Picture]:
    """A frame of the picture at `at`, against `before` (None: whole), and the picture that comes out of it.

    `columns` BY_CELL and BY_ROW; `layout` of exactly these cells.
    """
    cells, rows = len(columns["value"]), len(columns["seen"])
    known = Picture.nothing(at) if before is None else before.copy()
    known.grow(cells, rows)
    decimals.grow(cells, rows)
    value = np.ascontiguousarray(columns["value"], np.float64)
    lon, lat = (np.ascontiguousarray(columns[name], np.float64) for name in ("lon", "lat"))
    measured, received = columns["measured"].astype(np.int64, copy=False), columns["received"].astype(np.int64)
    seen, place_time = columns["seen"].astype(np.int64, copy=False), columns["place_time"].astype(np.int64)
    published = columns["published"].astype(np.uint8, copy=False)

    heard = seen != known.seen
    changed = _other(value, known.value) | (published != known.published)
    changed |= (measured != known.measured) | (received != known.received)
    in_order = changed[layout.order]
    sections = [pack_bits(heard), pack_bits(in_order ^ heard[layout.row_in_order])]
    changes = _Changes.of(layout, in_order, rows)

    step = seen - known.seen
    sections.append(pack_ints(step[heard]))
    sections.append(pack_ints(received[changes.cells] - seen[changes.rows]))
    first = changes.first
    own = measured[first] - known.measured[first]
    ways = [pack_ints(own), pack_ints(own - step[changes.touched])]
    way = int(len(ways[1]) < len(ways[0]))
    sections.append(ways[way])
    sections.append(pack_ints(measured[changes.cells] - measured[first][changes.place_of_row]))
    quality = published[changes.cells] ^ known.published[changes.cells]
    sections.append(pack_bytes(quality.tobytes()) if quality.any() else b"")

    placed = place_time != known.place_time
    foreseen = known.place_time.copy()
    foreseen[changes.touched] = measured[first]
    sections += [pack_bits(placed ^ changes.mask), pack_ints((place_time - foreseen)[placed])]
    moved = _other(lon, known.lon) | _other(lat, known.lat)
    sections.append(pack_bits(moved))
    places = np.flatnonzero(moved)
    anew_values, values = known.value.pack(changes.cells, value[changes.cells], decimals.value, fractions=True)
    anew_lons, lons = known.lon.pack(places, lon[places], decimals.lon)
    anew_lats, lats = known.lat.pack(places, lat[places], decimals.lat)
    fractions = values[4:]
    sections += [*values[:4], *lons, *lats, pack_texts(known.texts, texts), *fractions]

    base = -1 if before is None else before.at
    known.at, known.texts = at, dict(texts)
    known.published, known.seen, known.place_time = published.copy(), seen.copy(), place_time.copy()
    known.measured, known.received = measured.copy(), received.copy()
    head = _HEAD.pack(_MAGIC, way, at, base, cells, rows, anew_values, anew_lons, anew_lats)
    lengths = struct.pack(f"<{_SECTIONS[_MAGIC]}I", *(len(section) for section in sections))
    return b"".join([head, lengths, *sections]), known


def frame_counts(data: bytes) -> tuple[int, int]:
    """How many cells and entities a frame's picture has, without opening it. Raises DamagedError."""
    try:
        _, _, _, _, cells, rows, *_ = _HEAD.unpack_from(data)
    except struct.error:
        raise DamagedError("a frame is cut off") from None
    return int(cells), int(rows)


def unpack_frame(data: bytes, layout: Layout, before: Picture | None) -> Picture:
    """The picture of a frame; `before` (None for a whole one) is what it was made against, and becomes it.

    `layout` of all cells of the file. Raises DamagedError.
    """
    try:
        magic, way, at, base, cells, rows, *anew = _HEAD.unpack_from(data)
        if magic not in _SECTIONS or way > 1:
            raise DamagedError("a frame is not one, or of a newer program")
        lengths = struct.unpack_from(f"<{_SECTIONS[magic]}I", data, _HEAD.size)
    except struct.error:
        raise DamagedError("a frame is cut off") from None
    begin = _HEAD.size + 4 * len(lengths)
    if len(data) != begin + sum(lengths):
        raise DamagedError("a frame is cut off")
    if base != (-1 if before is None else before.at):
        raise DamagedError("a frame does not follow the one before")
    known = Picture.nothing(at) if before is None else before
    if not len(known.published) <= cells <= len(layout.row) or not len(known.seen) <= rows <= layout.rows:
        raise DamagedError("a frame has other cells than the registry")
    layout = layout.part(cells)
    if cells and int(layout.row.max()) >= rows:
        raise DamagedError("a frame has other entities than the registry")
    ends = np.cumsum([begin, *lengths]).tolist()
    sections = [data[start:end] for start, end in pairwise(ends)]
    known.grow(cells, rows)

    heard = unpack_bits(sections[0], rows)
    in_order = unpack_bits(sections[1], cells) ^ heard[layout.row_in_order]
    changes = _Changes.of(layout, in_order, rows)
    step = np.zeros(rows, np.int64)
    heard_rows = np.flatnonzero(heard)
    steps = unpack_ints(sections[2], len(heard_rows))
    if steps is not None:
        step[heard_rows] = steps
        known.seen[heard_rows] += steps
    received = known.seen[changes.rows]
    _add(received, unpack_ints(sections[3], len(received)))
    known.received[changes.cells] = received
    own = known.measured[changes.first]
    _add(own, unpack_ints(sections[4], len(own)))
    if way:
        own += step[changes.touched]
    measured = own[changes.place_of_row]
    _add(measured, unpack_ints(sections[5], len(measured)))
    known.measured[changes.cells] = measured
    if sections[6]:
        quality = np.frombuffer(unpack_bytes(sections[6], len(changes.cells)), np.uint8)
        known.published[changes.cells] ^= quality

    placed = np.flatnonzero(unpack_bits(sections[7], rows) ^ changes.mask)
    foreseen = known.place_time.copy()
    foreseen[changes.touched] = own
    place_time = foreseen[placed]
    _add(place_time, unpack_ints(sections[8], len(placed)))
    known.place_time[placed] = place_time
    places = np.flatnonzero(unpack_bits(sections[9], rows))
    if anew[0] > len(changes.cells) or max(anew[1:]) > len(places):
        raise DamagedError("a frame does not hold what its head says")
    known.value.unpack(changes.cells, [*sections[10:14], *sections[23:]], anew[0])
    known.lon.unpack(places, sections[14:18], anew[1])
    known.lat.unpack(places, sections[18:22], anew[2])
    unpack_texts(known.texts, sections[22], cells)
    known.at = at
    return known


@dataclass(slots=True, frozen=True)
class _Changes:
    """Cells that changed, in the order of the layout, with their rows; `touched`: these rows, each once and rising,
    `first`: the first of the cells of each; `place_of_row`: where among them the row of each cell is."""

    cells: Ints
    rows: Ints
    mask: NDArray[np.bool_]
    touched: Ints
    first: Ints
    place_of_row: Ints

    @classmethod
    def of(cls, layout: Layout, in_order: NDArray[np.bool_], rows: int) -> "_Changes":
        cells, of_row = layout.order[in_order], layout.row_in_order[in_order]
        mask = np.zeros(rows, np.bool_)
        mask[of_row] = True
        touched = np.flatnonzero(mask)
        first_of_row = np.zeros(rows, np.int64)
        first_of_row[of_row[::-1]] = cells[::-1]  # of several, numpy keeps the last: here the first
        place = np.zeros(rows, np.int64)
        place[touched] = np.arange(len(touched))
        return cls(cells, of_row, mask, touched, first_of_row[touched], place[of_row])


def _other(numbers: NDArray[np.float64], known: Scaled) -> NDArray[np.bool_]:
    other: NDArray[np.bool_] = numbers.view(np.int64) != known.floats().view(np.int64)
    return other


def _add(numbers: Ints, more: Ints | None) -> None:
    if more is not None:
        numbers += more


def _longer(numbers: Ints, more: int, guess: int) -> Ints:
    return np.concatenate((numbers, np.full(more, guess, np.int64)))
