"""Samples of neighbouring cells, by cell and time <-> a compressed block of a run; exact to the bit.

A block is `SB`, a version (uint8, 1), a CRC-32 of all that follows (uint32), the number of cells and of samples, the
widths in bytes of the numbers of time and of value and the unit of time (see `_HEAD`), the lengths of six sections
(uint32), and the sections, each a zstd frame or, if empty, nothing. All is little-endian. The sections:

1. directory, by cell: cell, samples, first time, base, how its values are written (int64, differences, by bytes);
2. times: differences to the sample before in units of all of them: those of regular times are all alike;
3. values, lowest bytes; 4. values, the other bytes: whole numbers less the cell's base, or as zigzag differences to the
   sample before, whichever is smaller; the whole numbers are the values times a power of ten, or places in a table, or
   the bits of the values;
5. table of values, and values that no power of ten makes whole (NaN, infinities, -0.0): places (uint32) and bits;
6. qualities, nothing where all are 0.

A cell of a block is read by itself: the sections are small (SERIES_ROWS), and of the numbers only its own are made.
"""

import struct
import zlib
from dataclasses import dataclass

import numpy as np
import zstandard
from numpy.typing import NDArray

from opscenter.history.blocks import BlockError, Columns, decompress
from opscenter.history.samples import Samples
from opscenter.history.series_values import Written, read_values, write_values

MAGIC = b"SB\x01"
_HEAD = struct.Struct("<3sI II BB Q 6I")  # magic, CRC; cells, samples; widths of time and value; unit; sections
_AFTER_CRC = 7
_DIRECTORY = 5
LEVEL = 3
"""Of zstd. Higher ones cost several times as much for a hundredth."""
MAX_ROWS = 1 << 27

Ints = NDArray[np.int64]


def pack_series(cells: Ints, times: Ints, values: NDArray[np.float64], qualities: NDArray[np.uint8]) -> bytes:
    """One block of samples in order of cell and time, which are not empty; of equal times the order is kept."""
    count = len(cells)
    starts = np.append(0, np.flatnonzero(cells[1:] != cells[:-1]) + 1)
    steps = np.empty(count, np.int64)
    steps[0] = 0
    np.subtract(times[1:], times[:-1], out=steps[1:])
    first_times = times[starts]
    steps[starts] = 0
    unit = max(1, int(np.gcd.reduce(steps)))
    if unit > 1:
        steps //= unit
    written = write_values(np.ascontiguousarray(values, np.float64), starts)
    time_width, value_width = _width(steps.view(np.uint64)), _width(written.numbers)
    directory = np.empty((_DIRECTORY, len(starts)), np.int64)
    directory[0], directory[1] = cells[starts], np.diff(starts, append=count)
    directory[2], directory[3], directory[4] = first_times, written.base, written.form
    directory[:, 1:] = directory[:, 1:] - directory[:, :-1]
    planes = _planes(written.numbers, value_width)
    quality = np.ascontiguousarray(qualities, np.uint8)
    extra = b"".join(
        (
            struct.pack("<II", len(written.table), len(written.odd)),
            _planes(written.table.view(np.uint64), 8).tobytes(),
            written.odd.astype("<u4").tobytes(), written.odd_bits.astype("<i8").tobytes(),
        )
    )  # fmt: skip
    compressor = zstandard.ZstdCompressor(level=LEVEL)
    sections = [
        compressor.compress(_planes(directory.reshape(-1).view(np.uint64), 8).tobytes()),
        compressor.compress(_planes(steps.view(np.uint64), time_width).tobytes()) if time_width else b"",
        compressor.compress(planes[:1].tobytes()) if value_width else b"",
        compressor.compress(planes[1:].tobytes()) if value_width > 1 else b"",
        compressor.compress(extra) if len(written.table) or len(written.odd) else b"",
        compressor.compress(quality.tobytes()) if quality.any() else b"",
    ]
    head = _HEAD.pack(
        MAGIC, 0, len(starts), count, time_width, value_width, unit, *(len(section) for section in sections)
    )
    body = b"".join([head[_AFTER_CRC:], *sections])
    return MAGIC + struct.pack("<I", zlib.crc32(body)) + body


@dataclass(slots=True, frozen=True)
class SeriesBlock:
    """A block opened as far as its directory: `cells` ascending, `starts` where each one's samples begin (one more)."""

    cells: Ints
    starts: Ints
    _first_times: Ints
    _base: Ints
    _form: Ints
    _unit: int
    _steps: NDArray[np.uint8]
    _numbers: NDArray[np.uint8]
    _extra: bytes
    _quality: NDArray[np.uint8] | None

    def of_cell(self, cell: int) -> Samples | None:
        """Samples of one cell in order; None where it has none here. Raises BlockError."""
        place = int(np.searchsorted(self.cells, cell))
        if place == len(self.cells) or self.cells[place] != cell:
            return None
        return Samples(*self._read(place, place + 1))

    def all(self) -> Columns:
        """Columns `cell, time, value, quality` of the whole block. Raises BlockError."""
        time, value, quality = self._read(0, len(self.cells))
        cell = np.repeat(self.cells, np.diff(self.starts))
        return {"cell": cell, "time": time, "value": value, "quality": quality}

    def _read(self, first: int, last: int) -> tuple[Ints, NDArray[np.float64], NDArray[np.uint8]]:
        start, stop = int(self.starts[first]), int(self.starts[last])
        lengths = np.diff(self.starts[first : last + 1])
        begins = self.starts[first:last] - start
        steps = _from_planes(self._steps[:, start:stop]).view(np.int64)
        if self._unit > 1:
            steps *= self._unit
        times = _summed(steps, begins, lengths, self._first_times[first:last])
        written = Written(
            _from_planes(self._numbers[:, start:stop]),
            self._base[first:last],
            self._form[first:last],
            *self._specials(),
        )
        try:
            values = read_values(written, begins, lengths, start)
        except (IndexError, ValueError, OverflowError) as error:
            raise BlockError(f"a stored block of a run cannot be read: {error}") from None
        quality = self._quality[start:stop] if self._quality is not None else np.zeros(stop - start, np.uint8)
        return times, values, quality

    def _specials(self) -> tuple[NDArray[np.float64], Ints, Ints]:
        if not self._extra:
            return np.empty(0, np.float64), np.empty(0, np.int64), np.empty(0, np.int64)
        table, odd = struct.unpack_from("<II", self._extra)
        if len(self._extra) != 8 + 8 * table + 12 * odd:
            raise BlockError("a stored block of a run is cut off")
        planes = np.frombuffer(self._extra, np.uint8, 8 * table, 8).reshape(8, table)
        places = np.frombuffer(self._extra, "<u4", odd, 8 + 8 * table).astype(np.int64)
        bits = np.frombuffer(self._extra, "<i8", odd, 8 + 8 * table + 4 * odd).astype(np.int64)
        return _from_planes(planes).view(np.float64), places, bits


def open_series(block: bytes) -> SeriesBlock:
    """A block ready to be asked for its cells. Raises BlockError for anything damaged or newer."""
    try:
        magic, crc, cells, count, time_width, value_width, unit, *lengths = _HEAD.unpack_from(block)
    except struct.error:
        raise BlockError("a stored block of a run is cut off") from None
    if magic != MAGIC:
        raise BlockError("a stored block of a run is not one, or of a newer program")
    if len(block) != _HEAD.size + sum(lengths):
        raise BlockError("a stored block of a run is cut off")
    if zlib.crc32(memoryview(block)[_AFTER_CRC:]) != crc:
        raise BlockError("a stored block of a run is damaged: its check sum differs")
    sections, at = [], _HEAD.size
    for length in lengths:
        sections.append(decompress(block[at : at + length]) if length else b"")
        at += length
    directory, steps, lowest, others, extra, quality = sections
    if (
        not 0 < cells <= count <= MAX_ROWS or time_width > 8 or value_width > 8 or unit < 1
        or len(directory) != 8 * _DIRECTORY * cells or len(steps) != time_width * count
        or len(lowest) + len(others) != value_width * count or len(quality) not in (0, count)
    ):  # fmt: skip
        raise BlockError("a stored block of a run does not hold what its head says")
    columns = _from_planes(np.frombuffer(directory, np.uint8).reshape(8, -1)).view(np.int64).reshape(_DIRECTORY, cells)
    columns = np.cumsum(columns, axis=1)
    starts = np.append(np.int64(0), np.cumsum(columns[1]))
    if starts[-1] != count or bool((columns[1] <= 0).any()):
        raise BlockError("a stored block of a run does not hold what its head says")
    return SeriesBlock(
        columns[0], starts, columns[2], columns[3], columns[4], unit,
        np.frombuffer(steps, np.uint8).reshape(time_width, count),
        np.frombuffer(lowest + others, np.uint8).reshape(value_width, count),
        extra, np.frombuffer(quality, np.uint8) if quality else None,
    )  # fmt: skip


def _width(numbers: NDArray[np.uint64]) -> int:
    return (int(numbers.max()).bit_length() + 7) // 8


def _planes(numbers: NDArray[np.uint64], width: int) -> NDArray[np.uint8]:
    """Byte by byte: row 0 the lowest bytes."""
    return numbers.astype("<u8", copy=False).view(np.uint8).reshape(-1, 8).T[:width]


def _from_planes(planes: NDArray[np.uint8]) -> NDArray[np.uint64]:
    spread = np.zeros((planes.shape[1], 8), np.uint8)
    spread[:, : len(planes)] = planes.T
    return spread.reshape(-1).view("<u8").astype(np.uint64, copy=False)


def _summed(steps: Ints, begins: Ints, lengths: Ints, first: Ints) -> Ints:
    total: Ints = np.cumsum(steps)
    if len(begins) == 1:
        total += first[0] - total[0]
        return total
    total += np.repeat(first - total[begins], lengths)
    return total
