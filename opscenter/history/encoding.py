"""Beat records -> rows, before the transaction begins: compressing is most of the work and needs no database."""

from dataclasses import dataclass, field

import msgspec
import numpy as np

from opscenter.history.blocks import DENSE, Columns, pack_columns, pack_messages
from opscenter.history.chunks import Chunk, cuts
from opscenter.history.places import moving_places
from opscenter.history.records import BeatRecord, Checkpoint, compress_texts
from opscenter.history.sample_columns import NAMES
from opscenter.history.usual_tables import JUDGED, Row, rows_of


@dataclass(slots=True)
class EncodedBeat:
    """A beat ready to be inserted; `kept` holds its numbers and its moving entities' places for the next segment."""

    record: BeatRecord
    frames: bytes
    frames_count: int
    first_arrival: int
    last_arrival: int
    block: bytes
    first: int
    last: int
    kept: Columns
    usual: list[Row] = field(default_factory=list)

    @property
    def weight(self) -> int:
        """Bytes it holds in memory while it waits, roughly."""
        small = len(self.record.entities) + len(self.record.cells) + len(self.record.texts) + len(self.record.journal)
        return len(self.frames) + len(self.block) + 300 * small + sum(c.nbytes for c in self.kept.values())


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
        kept=kept_of(columns),
        usual=list(rows_of(JUDGED, record.usual)) if record.usual is not None else [],
    )


def kept_of(columns: Columns) -> Columns:
    """Of a beat's columns what goes into segments: `cell, time, value, quality` and `place_row, place_time, ...`."""
    numbers = {name: columns[name] for name in NAMES} if len(columns.get("cell", ())) else {}
    return {**numbers, **moving_places(columns)}


def encode_checkpoint(checkpoint: Checkpoint) -> bytes:
    """A checkpoint as one blob."""
    columns = pack_columns(checkpoint.columns)
    return msgspec.msgpack.encode((columns, compress_texts(checkpoint.texts)))


def cut_chunks(parts: list[Columns]) -> tuple[list[Chunk], int, int, int]:
    """Sort the samples of several beats into chunks by cell: chunks, first and last time, count.

    `parts` is not empty, nor is any of them.
    """
    cells = np.concatenate([part["cell"] for part in parts])
    times = np.concatenate([part["time"] for part in parts])
    values = np.concatenate([part["value"] for part in parts])
    qualities = np.concatenate([part["quality"] for part in parts])
    order = np.lexsort((times, cells))
    first, last = int(times.min()), int(times.max())
    cells, times, values, qualities = cells[order], times[order], values[order], qualities[order]
    chunks = []
    for start, stop in cuts(cells):
        columns: Columns = {
            "cell": cells[start:stop],
            "time": times[start:stop],
            "value": values[start:stop],
            "quality": qualities[start:stop],
        }
        chunks.append(Chunk(int(cells[start]), int(cells[stop - 1]), pack_columns(columns, DENSE)))
    return chunks, first, last, len(cells)
