"""Reads an incident file: what stands where by its summary, and the course of it from any time (INCIDENT.md)."""

import copy
import zlib
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, BinaryIO, Self

import msgspec
from mcap.records import Attachment, Metadata

from opscenter.recording.about_text import read_about, read_recovered
from opscenter.recording.chunk_reading import messages, open_chunk
from opscenter.recording.errors import DamagedError, IncidentError, NotOursError, of_disk
from opscenter.recording.heads import Heads, heads
from opscenter.recording.index import ChunkPlace, Index, read_index, read_record
from opscenter.recording.journal_copy import unpack_rows
from opscenter.recording.limits import (
    ABOUT,
    AS_IT_CAME,
    BEAT,
    JOURNAL,
    JOURNAL_PREFIX,
    MAX_ATTACHMENT_BYTES,
    MAX_PROBLEMS,
    PACKED,
    PROFILE,
    STATION,
)
from opscenter.recording.mcap_records import RECORD
from opscenter.recording.records import About, Away, Happening, Message, Moment, Row, Started
from opscenter.recording.restoring import Restoring
from opscenter.recording.unpacking import unpack

_NS = 1_000_000
_LAST = 2**62


@dataclass(slots=True, frozen=True)
class Attached:
    """A block beside the messages, of the moment `at` (Unix ms). It takes `size` bytes of the file."""

    name: str
    media_type: str
    at: int
    size: int
    since: int
    offset: int
    length: int


class _Beat(msgspec.Struct):
    at: int
    beat: int | None = None
    steps: Annotated[int, msgspec.Meta(ge=0)] | None = None


class _Station(msgspec.Struct):
    started: int | None = None
    away: tuple[int, int] | None = None


read_beat = msgspec.json.Decoder(_Beat).decode
_read_row = msgspec.json.Decoder(Row).decode
_read_station = msgspec.json.Decoder(_Station).decode


class IncidentReader:
    """An open incident file. Not thread-safe; IncidentError where it cannot be used at all.

    `problems`: sentences about what is not as it should be, more of them as more is read. `whole`: it has its end.
    `recovered`: what was lost when it was made out of a damaged file.
    """

    def __init__(self, path: Path, *, file: BinaryIO | None = None) -> None:
        """`file`: an open one to read it by, which is closed with this."""
        self.path = path
        self.problems: list[str] = []
        self.recovered: list[str] = []
        try:
            self._file: BinaryIO = file if file is not None else path.open("rb")
        except OSError as error:
            raise of_disk(path, error, "read") from None
        try:
            self.size = path.stat().st_size
            self.index: Index = read_index(self._file, self.size)
            self.whole = self.index.whole
            self._ends = [place.until for place in self.index.chunks]
            for position in range(1, len(self._ends)):  # so that it rises, which those of late messages do not
                self._ends[position] = max(self._ends[position], self._ends[position - 1])
            for problem in self.index.problems:
                self.note(problem)
            self._begin()
        except OSError as error:
            self._file.close()
            raise of_disk(path, error, "read") from None
        except IncidentError as error:
            self._file.close()
            raise type(error)(f"{path.name}: {error}") from None

    def _begin(self) -> None:
        """What there is to know of a file whose index is read."""
        if self.index.profile != PROFILE:
            raise NotOursError("This MCAP file was not written by opscenter.")
        self.about, self.counts = self._read_about()
        by_topic = {channel.topic: channel.id for channel in self.index.channels.values()}
        self.beats, self.journal = by_topic.get(BEAT, 0), by_topic.get(JOURNAL, 0)
        self.station = by_topic.get(STATION, 0)
        self.restoring = Restoring(self.index.channels, by_topic.get(AS_IT_CAME, 0))
        self._attachments = [
            Attached(
                one.name, one.media_type.removesuffix(PACKED), one.log_time // _NS, one.data_size,
                one.create_time // _NS, one.offset, one.length,
            )
            for one in self.index.attachments
        ]  # fmt: skip

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def beside(self) -> Self:
        """Another reader of the same file, for another thread; `problems` are those of both. Raises IncidentError."""
        other = copy.copy(self)
        try:
            other._file = self.path.open("rb")
        except OSError as error:
            raise of_disk(self.path, error, "read") from None
        return other

    def close(self) -> None:
        """Let go of the file."""
        self._file.close()

    # -- what it is ------------------------------------------------------------------------------------------

    @property
    def begins(self) -> int:
        """The first moment in the file, Unix ms; 0 where there is none."""
        return self.about.begins or (self.index.chunks[0].since // _NS if self.index.chunks else 0)

    @property
    def since(self) -> int:
        """Where the span it tells of begins, Unix ms."""
        return self.about.since or self.begins

    @property
    def until(self) -> int:
        """Where the span it tells of ends, Unix ms; of a file that was cut short, its last moment."""
        last = self._ends[-1] // _NS if self._ends else 0
        return min(self.about.until, last) if self.about.until and not self.whole else self.about.until or last

    def attachments(self, prefix: str = "") -> list[Attached]:
        """The blocks beside the messages whose names begin so, in the order of the file."""
        return [one for one in self._attachments if one.name.startswith(prefix)]

    def read(self, attached: Attached) -> bytes:
        """What a block holds, checked. Raises DamagedError."""
        if attached.size > MAX_ATTACHMENT_BYTES or attached.length > MAX_ATTACHMENT_BYTES + 65_536:
            raise DamagedError(f"{attached.name}: {attached.size:,} bytes are more than is opened.")
        self._file.seek(attached.offset)
        record = self._file.read(attached.length)
        content = record[RECORD.size :]
        read = read_record(Attachment, content)
        if read.name != attached.name or len(read.data) != attached.size:
            raise DamagedError(f"{attached.name} is not where the index says.")
        check_crc(attached.name, content)
        return opened(read.media_type, read.data)

    # -- its course ------------------------------------------------------------------------------------------

    def happenings(self, since_ms: int | None = None, until_ms: int | None = None) -> Iterator[Happening]:
        """In order, from the first moment later than or at `since_ms` to the last before or at `until_ms`.

        What cannot be read becomes a time of which nothing is known (`Away`), and a sentence in `problems`.
        """
        since = -_LAST if since_ms is None else since_ms
        return self.happenings_from(self.chunk_from(since), [], since, _LAST if until_ms is None else until_ms)

    def happenings_from(
        self, first: int, taken: list[Message], since: int, until: int, begun: bool = False
    ) -> Iterator[Happening]:
        """Those of the chunks from one on. `taken`: messages before it of a moment that ends in it; `begun`: the span
        has begun before."""
        for happening in self._all(first, taken):
            if isinstance(happening, Away):
                starts, ends = happening.since, happening.until
            else:
                starts = ends = happening.at
            if not begun and ends < since:
                continue
            if starts > until:
                return
            begun = True
            yield happening

    def rows(self, since_ms: int | None = None, until_ms: int | None = None) -> Iterator[Row]:
        """Rows of the journal by the station's clock (`wall`), both ends included, without opening all chunks."""
        since = -_LAST if since_ms is None else since_ms
        until = _LAST if until_ms is None else until_ms
        newest = -_LAST
        copies = self.attachments(JOURNAL_PREFIX)
        if self.whole and (copies or not self.counts.get("rows", 0)):
            try:
                for copy in copies:
                    if copy.at >= since and copy.since <= until:
                        for row in unpack_rows(self.read(copy)):
                            newest = row.id
                            if since <= row.wall <= until:
                                yield row
                return
            except DamagedError as why:
                self.note(f"{why} The journal is read out of the messages instead.")
        for happening in self.happenings(since, until):
            if isinstance(happening, Moment):
                yield from (row for row in happening.rows if row.id > newest)

    def breaks(self) -> Iterator[Started | Away]:
        """Where stations started, and where nobody recorded, without opening chunks that tell of neither."""
        if not self.station:
            return
        for place in self.index.chunks:
            channels = place.channels()
            if len(channels) and not (channels == self.station).any():
                continue
            try:
                for raw in messages(open_chunk(self._file, place)):
                    if raw[0] == self.station:
                        yield from of_station(raw[4])
            except (DamagedError, ValueError) as why:
                self.note(f"Where stations started cannot be read everywhere: {str(why)[:200]}.")

    def opened(self, first: int) -> Iterator[tuple[Heads, bytes] | None]:
        """The chunks from one on that hold nothing but whole messages, opened; None for any other."""
        for place in self.index.chunks[first:]:
            try:
                content = open_chunk(self._file, place)
            except DamagedError:
                yield None
                continue
            found = heads(content)
            yield None if found is None else (found, content)

    def chunk_from(self, since: int) -> int:
        """The number of the chunk in which what is later than or at `since` (Unix ms) begins."""
        first = bisect_left(self._ends, since * _NS)
        while first > 0 and not self._ends_a_moment(self.index.chunks[first - 1]):
            first -= 1
        return first

    def _ends_a_moment(self, place: ChunkPlace) -> bool:
        channels = place.channels()
        return not len(channels) or bool((channels == self.beats).any())

    def _all(self, first: int, taken: list[Message]) -> Iterator[Happening]:
        """Everything from a chunk on, after messages that were taken before it."""
        rows: list[Row] = []
        for place in self.index.chunks[first:]:
            try:
                for raw in messages(open_chunk(self._file, place)):
                    channel, _, _, _, data, _ = raw
                    try:
                        if channel == self.beats:
                            beat = read_beat(data)
                            yield Moment(beat.at, beat.beat, taken, rows, beat.steps)
                            taken, rows = [], []
                        elif channel == self.journal:
                            rows.append(_read_row(data))
                        elif channel == self.station:
                            if taken or rows:  # of a moment whose end is lost
                                yield _torn(taken, rows)
                                taken, rows = [], []
                            yield from of_station(data)
                        else:
                            taken.append(self.restoring.message(raw))
                    except (ValueError, KeyError, RecursionError) as error:
                        self.note_unread(error)
            except DamagedError as why:
                since, until = place.since // _NS, place.until // _NS
                self.note(f"What came between {since} and {until} (Unix ms) cannot be read: {why}.")
                if taken or rows:
                    yield _torn(taken, rows)
                    taken, rows = [], []
                yield Away(since, until)
        if taken or rows:
            yield _torn(taken, rows)

    def _read_about(self) -> tuple[About, dict[str, int]]:
        """The newest that can be read: it stands at the beginning and at the end."""
        for place in reversed([one for one in self.index.metadata if one.name == ABOUT]):
            self._file.seek(place.offset + RECORD.size)
            try:
                content = self._file.read(min(place.length - RECORD.size, 1 << 24))
                told = read_record(Metadata, content).metadata
                about, counts, problems = read_about(told)
                self.recovered = read_recovered(told)
            except DamagedError:
                continue
            for problem in problems:
                self.note(problem)
            return about, counts
        self.note("The file does not say what it is of.")
        return About(), {}

    def note_unread(self, error: Exception) -> None:
        """Add that a message cannot be read."""
        self.note(f"A message cannot be read, and is left out: {str(error)[:200]}.")

    def note(self, sentence: str) -> None:
        """Add a sentence to `problems`, once, up to MAX_PROBLEMS."""
        if sentence not in self.problems and len(self.problems) < MAX_PROBLEMS:
            self.problems.append(sentence)


def _torn(taken: list[Message], rows: list[Row]) -> Moment:
    """A moment whose end is lost, with what is left of it."""
    return Moment(taken[-1][3] if taken else rows[-1].wall, None, taken, rows)


def of_station(data: bytes) -> Iterator[Started | Away]:
    told: Any = _read_station(data)
    if told.started is not None:
        yield Started(told.started)
    if told.away is not None:
        yield Away(*told.away)


def opened(media_type: str, data: bytes) -> bytes:
    """What an attachment holds. Raises DamagedError."""
    return unpack(data) if media_type.endswith(PACKED) else data


def check_crc(name: str, content: bytes) -> None:
    """Whether an attachment (the content of its record) is what was written. Raises DamagedError."""
    told = int.from_bytes(content[-4:], "little")
    if told and zlib.crc32(memoryview(content)[:-4]) != told:
        raise DamagedError(f"{name} is damaged: its check sum differs.")
