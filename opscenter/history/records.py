"""What the writer thread is given to do: typed tasks, made by the station on its beat."""

import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

from opscenter.domain.batch import Gap, Rejection
from opscenter.history.blocks import Columns, Message, compress, decompress
from opscenter.history.usual_tables import KeptUsual

IMPORTED = "history-imported"
"""The event of the journal that tells of an import; its `details` have the `beat` under which its texts stand."""


@dataclass(slots=True, frozen=True)
class TextChange:
    """A text that differs from the one before; `position` is its place among the beat's text columns."""

    position: int
    cell: int
    time: int
    quality: int
    text: str | None


@dataclass(slots=True, frozen=True)
class JournalRow:
    """One event as stored: columns for queries, `fact` (JSON) for rebuilding it. `state` "": not of an alarm.

    `stands`: whether what an entry without a state is about goes on after it; None: it is about nothing that does.
    """

    at: int
    wall: int
    occurrence: str
    entity: str
    event: str
    state: str
    by: str
    desk: str
    comment: str
    fact: str
    rule: str = ""
    stands: bool | None = None


@dataclass(slots=True)
class BeatRecord:
    """Everything one beat leaves behind. `columns` holds (all numpy, see `station.state`):

    numbers `cell, time, value, quality, arrived`; texts `text_cell, text_time, text_quality, text_arrived`;
    places `place_row, place_time, lon, lat, place_moves` (1: of an entity that moves, whose way is kept); news
    `heard_row, heard`.
    `done` is called from the writer thread with True once committed, False when it could not be (yet).
    """

    beat: int
    at: int
    columns: Columns = field(default_factory=dict)
    raw: list[Message] = field(default_factory=list)
    texts: list[TextChange] = field(default_factory=list)
    entities: list[tuple[int, str, str]] = field(default_factory=list)  # row, id, type
    cells: list[tuple[int, int, str]] = field(default_factory=list)  # cell, row, name
    names: dict[int, str] = field(default_factory=dict)
    local_names: dict[int, dict[str, str]] = field(default_factory=dict)  # {} of a row: none any more
    types: dict[int, str] = field(default_factory=dict)
    units: dict[int, str] = field(default_factory=dict)
    shapes: dict[int, dict[str, Any]] = field(default_factory=dict)
    journal: list[JournalRow] = field(default_factory=list)
    carried: list[JournalRow] = field(default_factory=list)  # for the journal of a database that was begun anew only
    rejected: list[Rejection] = field(default_factory=list)
    gaps: list[Gap] = field(default_factory=list)
    usual: KeptUsual | None = None  # what rules judge by from now on, with the journal's entry that says so
    publishers: list[dict[str, Any]] = field(default_factory=list)  # how far each was followed, as of this beat
    start: int = 0  # when the station that this is the first record of started (Unix ms); 0: it is not the first
    samples: int = 0
    messages: int = 0
    bytes_in: int = 0
    steps: int | None = None  # of figures, where some had to wait: see `figures.steps.Steps.stopped_after`
    done: Callable[[bool], None] | None = None
    weight: int = 0  # bytes it holds while it waits, set by the writer

    @property
    def is_empty(self) -> bool:
        """Nothing happened: not worth a row."""
        return not (
            self.messages or self.raw or self.texts or self.entities or self.cells or self.names
            or self.local_names or self.types or self.units or self.shapes or self.journal
            or self.rejected or self.gaps or self.done or self.steps is not None
        )  # fmt: skip


@dataclass(slots=True)
class Checkpoint:
    """The present state after `beat`, so that a start need not read everything before it.

    `columns`: `measured, received, value, published, shown` by cell, `seen, lon, lat, place_time` by row. `keep`: it
    stays, for those who look at the past. `heard`: columns `row, heard, first` of entities that spoke since the last
    checkpoint without a number that tells, last and first. `started`: what was recorded since the last one arrived
    after this. `anew`: with the whole registry before it, for a database that may have been begun while the
    station ran. `memory`: arrays by figure and name, what figures must know to go on.
    """

    beat: int
    at: int
    columns: Columns
    texts: dict[int, str]
    keep: bool = False
    heard: Columns = field(default_factory=dict)
    started: int = 0
    anew: bool = False
    memory: Mapping[str, Mapping[str, NDArray[Any]]] = field(default_factory=dict)

    def take_over(self, older: "Checkpoint") -> None:
        """Stand for an older one, too, that was never written."""
        self.keep |= older.keep
        self.anew |= older.anew
        heard = [columns for columns in (older.heard, self.heard) if columns]
        if heard:
            self.heard = {name: np.concatenate([columns[name] for columns in heard]) for name in heard[-1]}


@dataclass(slots=True)
class Flush:
    """Set `reached` when everything posted before has been committed or given up."""

    reached: threading.Event = field(default_factory=threading.Event)


def compress_texts(texts: dict[int, str]) -> bytes:
    """Texts by cell as one compressed blob."""
    return compress(msgspec.msgpack.encode(texts))


def expand_texts(blob: bytes) -> dict[int, str]:
    """Texts by cell. Raises BlockError or msgspec.MsgspecError."""
    return msgspec.msgpack.decode(decompress(blob), type=dict[int, str])


Task = BeatRecord | Checkpoint | Flush


@dataclass(slots=True, frozen=True)
class Limits:
    """How much the history may hold on disk and in memory, and how long: 0 days is however old.

    `segment_*`: samples as they arrived, which looking at a moment needs; `sample_*`: samples by series (runs);
    `rollup_*`: of each of `rollup.WIDTHS`. The defaults are those of a station's settings.
    """

    log_bytes: int = 20 << 30
    log_days: float = 0
    segment_bytes: int = 4 << 30
    segment_days: float = 3
    sample_bytes: int = 20 << 30
    sample_days: float = 400
    rollup_bytes: tuple[int, int, int] = (10 << 30, 10 << 30, 10 << 30)
    rollup_days: tuple[float, float, float] = (730, 0, 0)
    text_bytes: int = 2 << 30
    text_days: float = 400
    place_bytes: int = 2 << 30
    place_days: float = 30
    mark_bytes: int = 4 << 30
    mark_days: float = 400
    quarantine_rows: int = 10_000
    backlog_bytes: int = 48 << 20
    gap_rows: int = 100_000


EVERYTHING = 1 << 60
NOTHING_GOES = Limits(
    log_bytes=EVERYTHING, segment_bytes=EVERYTHING, segment_days=0, sample_bytes=EVERYTHING, sample_days=0,
    rollup_bytes=(EVERYTHING, EVERYTHING, EVERYTHING), rollup_days=(0, 0, 0), text_bytes=EVERYTHING, text_days=0,
    place_bytes=EVERYTHING, place_days=0, mark_bytes=EVERYTHING, mark_days=0, quarantine_rows=EVERYTHING,
    backlog_bytes=EVERYTHING, gap_rows=EVERYTHING,
)  # fmt: skip
"""Of a history that is made again, or as short as an exercise: nothing of it is forgotten."""
