"""Beat records -> rows, before the transaction begins: compressing is most of the work and needs no database."""

import itertools
from dataclasses import dataclass

import msgspec
import numpy as np
from numpy.typing import NDArray

from opscenter.history.blocks import DENSE, Columns, pack_columns, pack_messages
from opscenter.history.records import BeatRecord, Checkpoint, compress_texts

CHUNK_SAMPLES = 4_096


@dataclass(slots=True)
class EncodedBeat:
    """A beat ready to be inserted; `samples` keeps the numbers for the next segment."""

    record: BeatRecord
    frames: bytes
    frames_count: int
    first_arrival: int
    last_arrival: int
    block: bytes
    first: int
    last: int
    samples: Columns

    @property
    def weight(self) -> int:
        """Bytes it holds in memory while it waits, roughly."""
        small = len(self.record.entities) + len(self.record.cells) + len(self.record.texts) + len(self.record.journal)
        return len(self.frames) + len(self.block) + 300 * small + sum(c.nbytes for c in self.samples.values())


def encode_beat(record: BeatRecord) -> EncodedBeat:
    """Compress a beat's messages and columns; the raw messages are let go of."""
    raw, record.raw = record.raw, []
    frames = pack_messages(raw) if raw else b""
    columns, record.columns = record.columns, {}
    times = columns.get("time")
    has_news = any(len(column) for column in columns.values())
    return EncodedBeat(
        record=record,
        frames=frames,
        frames_count=len(raw),
        first_arrival=raw[0][3] if raw else 0,
        last_arrival=raw[-1][3] if raw else 0,
        block=pack_columns(columns) if has_news else b"",
        first=int(times.min()) if times is not None and len(times) else 0,
        last=int(times.max()) if times is not None and len(times) else 0,
        samples={name: columns[name] for name in ("cell", "time", "value", "quality")} if times is not None else {},
    )


def encode_checkpoint(checkpoint: Checkpoint) -> bytes:
    """A checkpoint as one blob."""
    columns = pack_columns(checkpoint.columns)
    return msgspec.msgpack.encode((columns, compress_texts(checkpoint.texts)))


@dataclass(slots=True)
class Chunk:
    """Samples of neighbouring cells, sorted by cell and time; a cell is never cut in two within a segment."""

    first_cell: int
    last_cell: int
    block: bytes


def cut_chunks(parts: list[Columns]) -> tuple[list[Chunk], int, int, int]:
    """Sort the samples of several beats into chunks: chunks, first and last time, count. `parts` is not empty."""
    cells = np.concatenate([part["cell"] for part in parts])
    times = np.concatenate([part["time"] for part in parts])
    values = np.concatenate([part["value"] for part in parts])
    qualities = np.concatenate([part["quality"] for part in parts])
    if not len(cells):
        return [], 0, 0, 0
    order = np.lexsort((times, cells))
    first, last = int(times.min()), int(times.max())
    cells, times, values, qualities = cells[order], times[order], values[order], qualities[order]
    chunks = []
    for start, stop in _cuts(cells):
        columns: Columns = {
            "cell": cells[start:stop],
            "time": times[start:stop],
            "value": values[start:stop],
            "quality": qualities[start:stop],
        }
        chunks.append(Chunk(int(cells[start]), int(cells[stop - 1]), pack_columns(columns, DENSE)))
    return chunks, first, last, len(cells)


def _cuts(cells: NDArray[np.generic]) -> list[tuple[int, int]]:
    starts = np.flatnonzero(np.diff(cells, prepend=np.asarray(-1, np.int64)) != 0)
    cuts = [0]
    while cuts[-1] < len(cells):
        wanted = cuts[-1] + CHUNK_SAMPLES
        after = int(np.searchsorted(starts, wanted))
        cuts.append(int(starts[after]) if after < len(starts) else len(cells))
    return list(itertools.pairwise(cuts))
