"""A history made by hand: samples in runs, segments, beats on disk and in memory, as a test wants them."""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from sqlite_utils import Database

from opscenter.history import migrations
from opscenter.history.blocks import Columns, pack_columns
from opscenter.history.cutting import cut
from opscenter.history.encoding import cut_chunks
from opscenter.history.schema import FILE_NAME, connect

Sample = tuple[int, int, float, int]
"""Cell, time, value, quality."""


def columns_of(samples: Sequence[Sample]) -> Columns:
    """Columns `cell, time, value, quality` in the order given."""
    cells, times, values, qualities = zip(*samples, strict=True) if samples else ((), (), (), ())
    return {
        "cell": np.array(cells, np.int64), "time": np.array(times, np.int64), "value": np.array(values, np.float64),
        "quality": np.array(qualities, np.uint8),
    }  # fmt: skip


@dataclass
class Beat:
    """A beat in memory."""

    beat: int
    cell: NDArray[np.int64]
    time: NDArray[np.int64]
    value: NDArray[np.float64]
    quality: NDArray[np.uint8]


class Sealed:
    """A database in a folder; `memory` are the beats that would be in memory."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.path = folder / FILE_NAME
        self.db: sqlite3.Connection = connect(self.path)
        migrations.migrate(Database(self.db))
        self.memory: list[Beat] = []
        self._beat = 0

    def run(self, samples: Sequence[Sample] | Columns, *, ready: bool = True) -> int:
        """Samples as a run whose segment is not there any more; its number."""
        columns = samples if isinstance(samples, dict) else columns_of(samples)
        order = np.lexsort((columns["time"], columns["cell"]))
        columns = {name: column[order] for name, column in columns.items()}
        time = columns["time"]
        segment = self._segment_row(columns)
        number = self.db.execute(
            'INSERT INTO run (level, first, last, "count", size, until_segment, ready) VALUES (0, ?, ?, ?, 1, ?, ?)',
            (int(time.min()), int(time.max()), len(time), segment, int(ready)),
        ).lastrowid
        assert number is not None
        for done in cut(iter([columns])):
            for c in done.chunks:
                self.db.execute(
                    "INSERT INTO run_chunk VALUES (NULL, ?, ?, ?, ?, ?, ?, ?)",
                    (number, c.first_cell, c.last_cell, c.first, c.last, c.count, c.block),
                )
            for width, b in done.bins:
                self.db.execute(
                    "INSERT INTO rollup_chunk VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (number, width, b.first_cell, b.last_cell, b.first, b.last, b.count, b.block),
                )
        self.db.execute("DELETE FROM segment WHERE id < ?", (segment,))
        return number

    def forget_samples(self, run: int) -> None:
        """Retention has taken the samples of a run."""
        self.db.execute("DELETE FROM run_chunk WHERE run = ?", (run,))
        self.db.execute("UPDATE run SET size = 0 WHERE id = ?", (run,))

    def segment(self, samples: Sequence[Sample]) -> None:
        """Samples that a checkpoint has made a segment of."""
        number = self._segment_row(columns_of(samples))
        for chunk in cut_chunks([columns_of(samples)])[0]:
            self.db.execute(
                "INSERT INTO chunk VALUES (NULL, ?, ?, ?, ?)", (number, chunk.first, chunk.last, chunk.block)
            )

    def block(self, samples: Sequence[Sample]) -> None:
        """Samples of a beat on disk."""
        columns = columns_of(samples)
        time = columns["time"]
        self._beat += 1
        self.db.execute(
            "INSERT INTO sample_block VALUES (?, ?, ?, ?, ?)",
            (self._beat, int(time.min()), int(time.max()), len(time), pack_columns(columns)),
        )

    def beat(self, samples: Sequence[Sample], *, on_disk: bool = False) -> None:
        """Samples of a beat in memory, perhaps on disk too."""
        if on_disk:
            self.block(samples)
        else:
            self._beat += 1
        self.memory.append(Beat(self._beat, **columns_of(samples)))  # type: ignore[arg-type]

    def _segment_row(self, columns: Columns) -> int:
        self._beat += 1
        number = self.db.execute(
            "INSERT INTO segment (first_beat, last_beat, first, last, count, size) VALUES (?, ?, ?, ?, ?, 1)",
            (self._beat, self._beat, int(columns["time"].min()), int(columns["time"].max()), len(columns["time"])),
        ).lastrowid
        assert number is not None
        return number

    def close(self) -> None:
        """Let go of it."""
        self.db.close()
