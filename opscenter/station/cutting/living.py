"""A history of what no station has recorded: messages with times of their own, lived through by a station's engine.

Incidents of simulated cities and of public data are cut out of such a history, as all others are.
"""

from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

from opscenter.history.errors import HistoryError
from opscenter.history.records import NOTHING_GOES
from opscenter.history.store import Store
from opscenter.recording.records import Message
from opscenter.station.cutting.circumstances import Circumstances
from opscenter.station.lane.lane import Lane

FLUSH_BYTES = 16 << 20
FLUSH_S = 120.0


class Living:
    """A station that starts at `epoch` (Unix ms) with nothing and records into `folder`, which is made if need be.

    Used as a context manager; what was lived through is in `folder` when it is left. Raises HistoryError.
    """

    def __init__(self, folder: Path, told: Circumstances, epoch: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._lane = Lane(told.catalogue(), told.week, epoch=epoch, figures=told.figures)
        self._store = Store(folder, limits=NOTHING_GOES, clock=lambda: epoch)
        self._waiting = 0

    @property
    def history(self) -> Path:
        """The database."""
        return self._store.path

    def __enter__(self) -> Self:
        self._store.writer.start()
        return self

    def beat(self, at: int, messages: Sequence[Message]) -> None:
        """The next beat, at `at` (Unix ms), with what has come since the one before."""
        beat = self._lane.beat(at, messages)
        for task in (beat.record, beat.checkpoint):
            if task is not None:
                self._store.writer.post(task)
        self._waiting += sum(len(message[1]) for message in messages)
        if self._waiting > FLUSH_BYTES:
            self._flush()

    def _flush(self) -> None:
        self._waiting = 0
        if not self._store.writer.flush(FLUSH_S) or self._store.writer.notice:
            notice = self._store.writer.notice or f"The disk of {self._store.path.parent} is too slow."
            raise HistoryError(f"What happens cannot be kept: {notice}")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        try:
            if kind is None:
                self._store.writer.post(self._lane.engine.checkpoint(self._lane.now, keep=True))
                self._flush()
        finally:
            self._store.writer.close(FLUSH_S)
