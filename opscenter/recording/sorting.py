"""Messages in order of time, however many there are: sorted on the disk, in a private file that goes again."""

import sqlite3
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Self

from opscenter.recording.records import Message, Moment

_BATCH = 10_000
_CACHE_KB = 64_000


class InOrder:
    """Takes messages in any order, and gives them as moments. `count` of them; `since`, `until`: the first and the
    last time, Unix ms. Of equal times the order is kept."""

    def __init__(self, folder: Path | None = None) -> None:
        self.count = 0
        self.since = self.until = 0
        self._folder = tempfile.TemporaryDirectory(prefix="opscenter-", dir=folder)
        self._db = sqlite3.connect(Path(self._folder.name) / "messages.sqlite", isolation_level=None)
        self._db.execute("PRAGMA journal_mode = OFF")
        self._db.execute("PRAGMA synchronous = OFF")
        self._db.execute(f"PRAGMA cache_size = -{_CACHE_KB}")
        self._db.execute("CREATE TABLE message(at INTEGER, topic BLOB, payload BLOB)")
        self._batch: list[tuple[int, bytes, bytes]] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._db.close()
        self._folder.cleanup()

    def put(self, topic: bytes, payload: bytes, at: int) -> None:
        """One more. Raises sqlite3.Error when the disk is full."""
        self.since = at if not self.count else min(self.since, at)
        self.until = max(self.until, at)
        self.count += 1
        self._batch.append((at, topic, payload))
        if len(self._batch) >= _BATCH:
            self._flush()

    def moments(self, apart: int = 0) -> Iterator[Moment]:
        """Messages of up to `apart` ms are one moment, of the time of its last; numbered from 1."""
        self._flush()
        self._db.execute("CREATE INDEX IF NOT EXISTS message_at ON message(at)")
        taken: list[Message] = []
        began, number = 0, 1
        for at, topic, payload in self._db.execute("SELECT at, topic, payload FROM message ORDER BY at, rowid"):
            if taken and at > began + apart:
                yield Moment(taken[-1][3], number, taken)
                taken, number = [], number + 1
            if not taken:
                began = at
            taken.append((topic, payload, b"", at))
        if taken:
            yield Moment(taken[-1][3], number, taken)

    def _flush(self) -> None:
        self._db.execute("BEGIN")
        self._db.executemany("INSERT INTO message VALUES (?, ?, ?)", self._batch)
        self._db.execute("COMMIT")
        self._batch.clear()
