"""What a history is made again from: its message log, what people did by its journal, and where stations started.

The log and the journal are two orders of the same time. Marks and starts tell how far both had come: between two of
them they are put together by the station's clock, which does not go back while a station runs.
"""

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec

from opscenter.history.blocks import BlockError, Columns, Message, unpack_columns, unpack_messages
from opscenter.history.damage import Hole, walk
from opscenter.history.memory import is_there, memory_at
from opscenter.history.records import expand_texts
from opscenter.history.starts import read_starts
from opscenter.recording import records
from opscenter.recording.records import Row

T = TypeVar("T")

ROW = ("id", "at", "wall", "occurrence", "entity", "event", "state", "by", "desk", "comment", "fact", "rule")


@dataclass(slots=True, frozen=True)
class Base:
    """The state from which on the log tells everything: after `beat`, when the journal ended with `journal`. An empty
    `state`: of nothing at all. `rows` entities and `cells` cells were known."""

    beat: int = -1
    at: int = 0
    journal: int = 0
    rows: int = 0
    cells: int = 0
    state: bytes = b""
    open: tuple[str, ...] = ()


@dataclass(slots=True, frozen=True)
class Text:
    """A change of a text whose message is not in the log: texts are written down even when messages cannot be."""

    cell: int
    time: int
    quality: int
    text: str | None


@dataclass(slots=True)
class Moment(records.Moment):
    """One of a history: `texts` had come before, in beats that are not in the log."""

    texts: list[Text] = field(default_factory=list)


@dataclass(slots=True, frozen=True)
class Marked:
    """A checkpoint was taken at `at`, after `beat`; `keep`: with the whole state."""

    beat: int
    at: int
    journal: int
    keep: bool


@dataclass(slots=True, frozen=True)
class Started:
    """A station started at `epoch`; its first record was the one after `beat`."""

    beat: int
    epoch: int
    journal: int


class NothingToRebuildError(ValueError):
    """There is no part of this history that its log tells wholly; a sentence."""


def read_base(beat: int, at: int, journal: int, state: bytes | None, opened: str | None) -> Base | None:
    """A mark to begin from; None where its state is not kept, or cannot be read."""
    if not state:
        return None
    try:
        columns, texts = msgspec.msgpack.decode(state, type=tuple[bytes, bytes])
        known = unpack_columns(columns)
        expand_texts(texts)
        rows, cells = len(known.get("seen", ())), len(known.get("value", ()))
        occurrences = msgspec.json.decode(opened or "[]", type=tuple[str, ...])
    except (BlockError, msgspec.MsgspecError):
        return None
    return Base(beat, at, journal, rows, cells, state, occurrences)


class Source:
    """An open history, read only. `holes`: what of it cannot be read."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.holes: list[Hole] = []
        self.newest = int(self._one("SELECT max(beat) FROM message_log") or 0)
        self._has_steps = is_there(db, "figure_beat")
        self.base = self._base()

    def has_figures(self) -> bool:
        """Whether the station derived figures: one that has kept nothing of them yet did, unless it kept a state."""
        kept = self._one("SELECT 1 FROM figure_memory LIMIT 1") is not None
        return kept or self._one("SELECT 1 FROM mark WHERE beat >= 0 LIMIT 1") is None

    def knows_figures(self, beat: int) -> bool:
        """Whether what figures knew after a beat is kept."""
        return bool(memory_at(self.db, beat))

    def moments(self) -> Iterator[Moment | Marked | Started]:
        """Everything after the base, in order. Raises sqlite3.Error but for damage."""
        beats = _Ahead(self._beats(self.base.beat))
        rows = _Ahead(self._rows())
        self._texts = _Ahead(self.rows("text_change", "beat, cell, time, quality, text", "rowid"))
        for sync in self._syncs():
            yield from self._between(beats, rows, sync.beat, sync.journal)
            yield sync
        yield from self._between(beats, rows, 2**62, 2**62)

    def before(self) -> Iterator[list[Message]]:
        """The messages in the log that are older than the base: with them a decoder knows what it knew then."""
        for one in self._logged(-(2**62)):
            if one.beat > self.base.beat:
                return
            yield one.messages

    def registry(self) -> tuple[list[tuple[str, str]], list[tuple[int, str]]]:
        """Entities (id, type) and cells (row, name) as they were numbered, up to the first that cannot be read."""
        entities: list[tuple[str, str]] = []
        cells: list[tuple[int, str]] = []
        for row in self.rows("entity", "id, type", "row"):
            if row[0] != len(entities):
                break
            entities.append((row[1], row[2] or ""))
        for row in self.rows("cell", "row, name", "cell"):
            if row[0] != len(cells) or not 0 <= row[1] < len(entities):
                break
            cells.append((row[1], row[2]))
        return entities, cells

    def rows(self, table: str, columns: str, key: str = "id", after: int = -(2**62)) -> Iterator[tuple[Any, ...]]:
        """The readable rows of a table; the others are noted."""
        for row in walk(self.db, table, columns, key, after):
            if isinstance(row, Hole):
                self.holes.append(row)
            else:
                yield row

    def state_at(self, beat: object) -> tuple[Columns, dict[int, str]] | None:
        """The whole state that was kept after a beat: columns as of `station.state`, texts by cell."""
        state = self._one("SELECT state FROM mark WHERE beat = ?", beat) if isinstance(beat, int) else None
        try:
            packed, texts = msgspec.msgpack.decode(state or b"", type=tuple[bytes, bytes])
            return unpack_columns(packed), expand_texts(texts)
        except (BlockError, msgspec.MsgspecError):
            return None

    # -- the beginning ---------------------------------------------------------------------------------------

    def _base(self) -> Base:
        first = next((row[0] for row in self.rows("message_log", "at", "beat")), None)
        if first is None:
            raise NothingToRebuildError("The message log is empty: there is nothing to make anything again from.")
        if self._from_the_beginning(first):
            return Base()
        for beat, at, journal, state, opened in self.rows("mark", "at, journal, state, open", "beat", first - 2):
            found = read_base(beat, at, journal, state, opened)
            if found is not None:
                return found
        raise NothingToRebuildError(
            "The message log begins after the last state that is kept: there is nothing to make anything again from."
        )

    def _from_the_beginning(self, first: int) -> bool:
        """Whether the log holds everything that was ever recorded here."""
        if self._one("SELECT 1 FROM mark WHERE beat = -1 AND length(state) = 0") is None:
            return False
        earlier = (
            "SELECT 1 FROM segment WHERE first_beat < ?1 UNION ALL SELECT 1 FROM place_segment WHERE first_beat < ?1 "
            "UNION ALL SELECT 1 FROM text_change WHERE beat < ?1 LIMIT 1"
        )
        return self._one(earlier, first) is None

    def _one(self, question: str, *values: int) -> Any:
        try:
            row = self.db.execute(question, values).fetchone()
        except sqlite3.DatabaseError:
            return None
        return None if row is None else row[0]

    # -- putting it together ---------------------------------------------------------------------------------

    def _syncs(self) -> list[Marked | Started]:
        base = self.base
        marks = [
            Marked(beat, at, journal, bool(kept))
            for beat, at, journal, kept in self.rows("mark", "at, journal, state IS NOT NULL", "beat", base.beat)
        ]
        starts = [Started(one.beat - 1, one.epoch, one.journal) for one in read_starts(self.db)]
        told = [one.beat for one in starts]
        before = Marked(base.beat, base.at, base.journal, True)
        for mark, since in zip(marks, self._since(), strict=False):
            # Of stations that did not write their starts down: those that began after an orderly end.
            if since > before.at > 0 and not any(before.beat <= beat < mark.beat for beat in told):
                starts.append(Started(before.beat, since, before.journal))
            before = mark
        later = [one for one in starts if one.beat >= max(base.beat, 1)]  # the first is what it begins with
        return sorted([*marks, *later], key=lambda one: (one.beat, isinstance(one, Started)))

    def first_epoch(self) -> int:
        """When the station started that wrote the first beat after the base."""
        for start in read_starts(self.db):
            if self.base.beat < 0 and start.beat == 1:
                return start.epoch
        if self.base.at:
            return self.base.at
        return int(self._one("SELECT min(at) FROM (SELECT at FROM message_log ORDER BY beat LIMIT 1)") or 0)

    def _since(self) -> list[int]:
        return [row[1] for row in self.rows("mark", "since", "beat", self.base.beat)]

    def _beats(self, after: int) -> Iterator["_Beat"]:
        """Those with messages, and those of which the steps of figures are told."""
        stopped = _Ahead(self.rows("figure_beat", "at, steps", "beat", after) if self._has_steps else iter(()))
        for one in self._logged(after):
            while stopped.next is not None and stopped.next[0] < one.beat:
                yield _Beat(stopped.next[0], stopped.next[1], [], stopped.next[2])
                stopped.advance()
            if stopped.next is not None and stopped.next[0] == one.beat:
                one = one._replace(steps=stopped.next[2])
                stopped.advance()
            yield one
        while stopped.next is not None:
            yield _Beat(stopped.next[0], stopped.next[1], [], stopped.next[2])
            stopped.advance()

    def _logged(self, after: int) -> Iterator["_Beat"]:
        for beat, at, frames in self.rows("message_log", "at, frames", "beat", after):
            try:
                yield _Beat(beat, at, list(unpack_messages(frames)))
            except BlockError as error:
                self.holes.append(Hole("message_log", beat, beat, str(error)))

    def _rows(self) -> Iterator[Row]:
        columns = ", ".join(f'"{name}"' for name in ROW[1:])
        for row in self.rows("journal", columns, "id", self.base.journal):
            texts = ["" if value is None else value for value in row[3:]]
            yield Row(row[0], row[1], row[2], *texts)

    def _between(self, beats: "_Ahead[_Beat]", rows: "_Ahead[Row]", beat: int, journal: int) -> Iterator[Moment]:
        while True:
            message = beats.next if beats.next is not None and beats.next.beat <= beat else None
            row = rows.next if rows.next is not None and rows.next.id <= journal else None
            if message is None and row is None:
                return
            at = min(message.at if message is not None else 2**62, row.wall if row is not None else 2**62)
            moment = Moment(at)
            if message is not None and message.at == at:
                moment.beat, moment.messages, moment.steps = message.beat, message.messages, message.steps
                moment.texts = self._texts_unlogged(message.beat, its_own=not message.messages)
                beats.advance()
            while rows.next is not None and rows.next.id <= journal and rows.next.wall == at:
                moment.rows.append(rows.next)
                rows.advance()
            yield moment

    def _texts_unlogged(self, beat: int, *, its_own: bool) -> list[Text]:
        """Texts of beats before this one that were passed over: they are not in the log; nor may those of itself be."""
        found = []
        while self._texts.next is not None and self._texts.next[1] <= beat:
            if self.base.beat < self._texts.next[1] < beat + its_own:
                found.append(Text(*self._texts.next[2:]))
            self._texts.advance()
        return found


class _Beat(NamedTuple):
    """`steps`: see `records.Moment`."""

    beat: int
    at: int
    messages: list[Message]
    steps: int | None = None


class _Ahead(Generic[T]):
    """An iterator whose next is known."""

    def __init__(self, source: Iterator[T]) -> None:
        self._source = source
        self.next: T | None = None
        self.advance()

    def advance(self) -> None:
        self.next = next(self._source, None)
