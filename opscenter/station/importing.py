"""Records of files into a history that no station has open, by the same decoder as what comes over the bus.

What is imported counts as having arrived when it was measured. It raises no alarm: where it is newer than what was
known, it is the present value from then on, and stale.
"""

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import msgspec
import numpy as np
from numpy.typing import NDArray

from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.columns import Column
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.quality import Quality
from opscenter.domain.stopped import StoppedError
from opscenter.history import migrations, restore
from opscenter.history.blocks import BlockError
from opscenter.history.errors import HistoryError, NewerDatabaseError, ReadOnlyFolderError, is_corrupt, sentence_of
from opscenter.history.import_writing import Counts, ImportWriting
from opscenter.history.records import IMPORTED, BeatRecord, Checkpoint
from opscenter.history.restore import Restored
from opscenter.history.schema import APPLICATION_ID, FILE_NAME, can_be_written, connect
from opscenter.history.table_tools import Database
from opscenter.station.city_figures import memories_of
from opscenter.station.columns import columns_of
from opscenter.station.descriptions import Descriptions
from opscenter.station.errors import StationError
from opscenter.station.journal_rows import entry_row
from opscenter.station.limits import StateLimits
from opscenter.station.lock import FolderLock
from opscenter.station.registry import News, Registry
from opscenter.station.state import UNCHANGED, State, StateColumns
from opscenter.wire.decoder import Decoder

AT_ONCE = 20_000
"""So many values are decoded before they become columns."""


@dataclass(slots=True)
class Imported(Counts):
    """What came of one file. `entities`, `cells`: new ones."""

    entities: int = 0
    cells: int = 0


@dataclass(slots=True)
class _Newest:
    """The newest of each of something by number: its time, and columns of what it was."""

    time: Column[np.int64] = field(default_factory=lambda: Column(np.int64, -(2**62)))
    columns: list[Column[np.float64]] = field(default_factory=lambda: [Column(np.float64, np.nan) for _ in range(2)])

    def take(self, numbers: NDArray[np.int64], times: NDArray[np.int64], *values: NDArray[np.generic]) -> None:
        """Take over what is newer, of equals the later."""
        if not len(numbers):
            return
        size = max(len(self.time), int(numbers.max()) + 1)
        self.time.resize(size)
        for each in self.columns:
            each.resize(size)
        order = np.lexsort((times, numbers))
        last = order[np.append(np.flatnonzero(np.diff(numbers[order])), len(order) - 1)]
        last = last[times[last] >= self.time.view[numbers[last]]]
        self.time.view[numbers[last]] = times[last]
        for column, value in zip(self.columns, values, strict=False):
            column.view[numbers[last]] = value[last]

    def known(self) -> NDArray[np.int64]:
        """Numbers of which something was taken."""
        return np.flatnonzero(self.time.view > -(2**62))


class Import:
    """Holds the lock of a folder and its database from construction to `finish`, `abandon` or `close`.

    Raises StationError while a station has the folder, HistoryError for a database that cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        catalogue: Catalogue,
        *,
        now: int,
        cancelled: Callable[[], bool] = lambda: False,
        limits: StateLimits | None = None,
    ) -> None:
        limits = limits or StateLimits()
        self._catalogue, self._now, self._cancelled = catalogue, now, cancelled
        self._lock = _locked(folder)
        self._db: sqlite3.Connection | None = None
        try:
            self._db, self._restored = _opened(folder / FILE_NAME)
            self._registry, self._state, self._described = Registry(limits), State(limits), Descriptions(limits)
            self._restore()
            self._writing = ImportWriting(self._db, cancelled)
        except BaseException:
            self.close()
            raise
        self._decoder = Decoder(self._registry)
        self._batch = Batch()
        self._news = News(first_row=len(self._registry.ids), first_cell=len(self._registry.cell_names))
        self._record = BeatRecord(beat=self._restored.totals.beat + 1, at=now)
        self._numbers, self._places, self._heard = _Newest(), _Newest(), _Newest()
        self._texts: dict[int, tuple[int, int, str | None]] = {}

    def put(self, topic: str, payload: bytes, at: int | None) -> str:
        """One record, measured at `at` (Unix ms); why it (or a part of it) was set aside, as a sentence, or ""."""
        batch = self._batch
        self._decoder.decode(topic.encode(), payload, b"", self._now if at is None else at, batch)
        batch.raw.clear()
        why = batch.rejected[-1].detail if batch.rejected else ""
        batch.rejected.clear()
        if len(batch.cells) + len(batch.text_cells) + len(batch.place_rows) >= AT_ONCE:
            self._absorb()
        return why

    def finish(self, what: str) -> Imported:
        """Make it count; `what` (the file's name) stands in the journal. Raises StoppedError (nothing of it is left),
        sqlite3.Error, BlockError."""
        self._absorb()
        self._writing.flush()
        if self._cancelled():
            raise StoppedError
        self._grow()
        counts = self._writing.counts
        done = Imported(*(getattr(counts, name) for name in Counts.__slots__))
        done.entities = len(self._registry.ids) - len(self._restored.entities)
        done.cells = len(self._registry.cell_names) - len(self._restored.cells)
        if counts.samples or counts.texts or done.entities or done.cells:
            self._present()
            record = self._record
            record.samples = counts.samples
            record.entities = [
                (row, self._registry.ids[row], self._registry.types[row])
                for row in range(len(self._restored.entities), len(self._registry.ids))
            ]
            record.cells = [
                (cell, self._registry.cell_rows[cell], self._registry.cell_names[cell])
                for cell in range(len(self._restored.cells), len(self._registry.cell_names))
            ]
            record.journal = [entry_row(_entry(what, done, record.beat, self._now), self._now)]
            texts = dict(self._state.texts)
            checkpoint = Checkpoint(
                record.beat,
                self._now,
                self._state.checkpoint(),
                texts,
                keep=True,
                started=self._now,
                memory=memories_of(self._restored.memory),
            )
            self._writing.finish(self._restored, record, checkpoint)
        self.close()
        return done

    def abandon(self) -> None:
        """Leave nothing of it."""
        if self._db is not None:
            self._writing.abandon()
        self.close()

    def close(self) -> None:
        """Let go of the database and its folder."""
        if self._db is not None:
            self._db.close()
            self._db = None
        self._lock.close()

    def _absorb(self) -> None:
        """What was decoded, as columns, to the writing; what is newest of it is remembered."""
        batch, self._batch = self._batch, Batch()
        columns = columns_of(batch)
        self._writing.put({name: columns[name] for name in ("cell", "time", "value", "quality")})
        self._numbers.take(*(columns[name] for name in ("cell", "time", "value", "quality")))
        self._places.take(columns["place_row"], columns["place_time"], columns["lon"], columns["lat"])
        self._heard.take(columns["heard_row"], columns["heard"])
        if batch.texts:
            cells, times = columns["text_cell"].tolist(), columns["text_time"].tolist()
            texts = list(zip(cells, times, batch.text_qualities, batch.texts, strict=True))
            self._writing.put_texts(texts)
            for cell, at, quality, text in texts:
                if cell not in self._texts or at >= self._texts[cell][0]:
                    self._texts[cell] = (at, quality, text)
        self._grow()
        described, record = self._described.take(batch), self._record
        record.names.update(described.names)
        record.local_names.update(described.local_names)
        record.units.update(described.units)
        record.shapes.update(described.shapes)

    def _present(self) -> None:
        """What is newest becomes the present state, where nothing newer is known; nobody said it just now: stale."""
        cells, rows, heard = self._numbers.known(), self._places.known(), self._heard.known()
        measured = self._state.columns["measured"]
        cells = cells[self._numbers.time.view[cells] > measured[cells]]
        texts = {cell: one for cell, one in self._texts.items() if one[0] > measured[cell]}
        times = self._numbers.time.view[cells]
        value, quality = (column.view[cells] for column in self._numbers.columns)
        lon, lat = (column.view[rows] for column in self._places.columns)
        text_times = np.fromiter((at for at, _, _ in texts.values()), np.int64, len(texts))
        text_cells = np.fromiter(texts, np.int64, len(texts))
        self._state.apply(
            {
                "cell": cells, "time": times, "value": value, "quality": quality.astype(np.uint8), "arrived": times,
                "text_cell": text_cells, "text_time": text_times, "text_arrived": text_times,
                "text_quality": np.fromiter((quality for _, quality, _ in texts.values()), np.uint8, len(texts)),
                "place_row": rows, "place_time": self._places.time.view[rows], "lon": lon, "lat": lat,
                "heard_row": heard, "heard": self._heard.time.view[heard],
            },
            [text for _, _, text in texts.values()],
        )  # fmt: skip
        published = self._state.columns["published"]
        for some in (cells, text_cells):
            published[some] = np.maximum(published[some], int(Quality.STALE))

    def _grow(self) -> None:
        news = self._registry.take_news()
        if news.ids:
            self._state.add_rows([self._catalogue.kind(kind).stale_after_ms for kind in news.types])
        if news.cell_rows:
            self._state.add_cells(news.cell_rows)
        self._record_types(news)
        self._described.resize(len(self._registry.ids), len(self._registry.cell_names))

    def _record_types(self, news: News) -> None:
        if news.retyped:
            self._record.types.update(news.retyped)

    def _restore(self) -> None:
        """As `Engine` does, without alarms."""
        restored, registry = self._restored, self._registry
        for entity, kind, _, _ in restored.entities:
            registry.entity(entity, kind)
        for row, name, _ in restored.cells:
            registry.cell(row, name)
        news = registry.take_news()
        if len(news.ids) != len(restored.entities) or len(news.cell_rows) != len(restored.cells):
            raise HistoryError("The history holds more entities than this site's limits allow.")
        self._state.add_rows([self._catalogue.kind(kind).stale_after_ms for kind in news.types])
        self._state.add_cells(news.cell_rows)
        self._described.resize(len(news.ids), len(news.cell_rows))
        self._described.name({row: name for row, (_, _, name, _) in enumerate(restored.entities) if name})
        self._described.name_in_languages(restored.local_names)
        self._described.measure_in({cell: unit for cell, (_, _, unit) in enumerate(restored.cells) if unit})
        self._described.shape({row: shape for row, (*_, shape) in enumerate(restored.entities) if shape is not None})
        if restored.checkpoint is not None:
            self._state.restore(restored.checkpoint, restored.texts)
        nothing: StateColumns = columns_of(Batch())
        for beat in restored.beats:
            columns = {**nothing, **beat.columns}
            texts: list[object] = [UNCHANGED] * len(columns["text_cell"])
            for change in beat.texts:
                texts[change.position] = change.text
            self._state.apply(columns, texts)


def _locked(folder: Path) -> FolderLock:
    try:
        return FolderLock(folder)
    except StationError:
        raise StationError(
            f"A station is recording in {folder}. Stop it first; or publish the file on its bus with "
            "`opscenter publish`."
        ) from None


def _opened(path: Path) -> tuple[sqlite3.Connection, Restored]:
    if not can_be_written(path):
        raise ReadOnlyFolderError(path.parent)
    connection: sqlite3.Connection | None = None
    try:
        connection = connect(path)
        db = Database(connection)
        found = migrations.version_of(db)
        if found > migrations.VERSION:
            raise NewerDatabaseError(path, found, migrations.VERSION)
        if migrations.migrate(db):
            connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        return connection, restore.load(connection)
    except (BlockError, msgspec.MsgspecError, ValueError, sqlite3.Error, HistoryError) as error:
        if connection is not None:
            connection.close()
        if isinstance(error, HistoryError):
            raise
        why = sentence_of(error) if isinstance(error, sqlite3.Error) and not is_corrupt(error) else str(error)
        raise HistoryError(f"{path} cannot be used: {why}.") from None


def _entry(what: str, done: Imported, beat: int, now: int) -> JournalEntry:
    counts = {"samples": done.samples, "texts": done.texts, "entities": done.entities}
    return JournalEntry(
        event=IMPORTED,
        occurrence="history",
        at=now,
        text={
            "en": f"{done.samples} samples and {done.texts} texts were imported from {what}",
            "zh_Hant": f"已從 {what} 匯入 {done.samples} 個樣本及 {done.texts} 項文字",
            "zh_Hans": f"已从 {what} 导入 {done.samples} 个样本及 {done.texts} 项文字",
        },
        details={"file": what, "beat": beat, **counts, "first": done.first, "last": done.last},
    )
