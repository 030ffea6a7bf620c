"""Whether a file is what was written: every check sum, the index against what is there, times, and what is attached."""

import zlib
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

import msgspec
from mcap.opcode import Opcode
from mcap.records import Attachment, DataEnd, MessageIndex, Metadata

from opscenter.recording.about_text import read_recovered
from opscenter.recording.chunk_reading import chunk_content, messages, read_chunk
from opscenter.recording.errors import DamagedError, IncidentError, NotOursError, of_disk
from opscenter.recording.frame import Picture, unpack_frame
from opscenter.recording.frames import chain
from opscenter.recording.index import Index, read_index, read_record
from opscenter.recording.journal_copy import unpack_rows
from opscenter.recording.layout import REGISTRY, Layout, layout_of, unpack_registry
from opscenter.recording.limits import BEAT, JOURNAL, JOURNAL_PREFIX, MAX_PROBLEMS, PROFILE, STATION
from opscenter.recording.mcap_records import MAGIC, RECORD
from opscenter.recording.reader import Attached, IncidentReader, check_crc, opened
from opscenter.recording.records import Row
from opscenter.recording.walking import Gap, Record, walk

_NS = 1_000_000
EARLIEST_MS = 631_152_000_000
"""1990: no city bus is older; a clock that was never set begins in 1970."""

_read_row = msgspec.json.Decoder(Row).decode
Decoder = Callable[[bytes], object]


@dataclass(slots=True)
class Verified:
    """What was found; `problems`: sentences, none where all is well."""

    size: int = 0
    chunks: int = 0
    messages: int = 0
    moments: int = 0
    rows: int = 0
    attachments: int = 0
    problems: list[str] = field(default_factory=list)

    def say(self, sentence: str) -> None:
        """Add a sentence, once."""
        if sentence not in self.problems and len(self.problems) < MAX_PROBLEMS:
            self.problems.append(sentence)


def verify(path: Path, decoders: Mapping[str, Decoder] | None = None) -> Verified:
    """Read the whole file. `decoders`: by prefix of the name, what raises ValueError or IncidentError for an
    attachment that cannot be understood; those of this room (frames, registry, journal) are known.

    IncidentError where it is no such file at all.
    """
    found = Verified()
    try:
        _look_into(path, found)
        with path.open("rb") as file:
            found.size = path.stat().st_size
            _Check(file, found, decoders or {}).run()
        if not found.problems:  # else there is no sense in it
            _check_frames(path, found)
    except OSError as error:
        raise of_disk(path, error, "read") from None
    except IncidentError as error:
        raise type(error)(f"{path.name}: {error}") from None
    return found


def _look_into(path: Path, found: Verified) -> None:
    """What a reader says of it; raises what a reader raises of a newer one."""
    try:
        with IncidentReader(path) as reader:
            for problem in reader.problems:
                found.say(problem)
    except NotOursError:
        pass
    except IncidentError as error:
        raise type(error)(str(error).removeprefix(f"{path.name}: ")) from None


class _Check:
    def __init__(self, file: BinaryIO, found: Verified, decoders: Mapping[str, Decoder]) -> None:
        self._file, self._found, self._decoders = file, found, decoders
        self._index: Index = read_index(file, found.size)
        self._crc = zlib.crc32(MAGIC)
        self._chunks: dict[int, tuple[int, int, int]] = {}
        self._attachments: dict[int, str] = {}
        self._entries: dict[int, list[tuple[int, int]]] = {}
        self._counts: Counter[int] = Counter()
        self._rows: dict[int, Row] = {}
        self._copied: dict[int, Row] = {}
        own = self._index.profile == PROFILE
        topics = {channel.topic: channel.id for channel in self._index.channels.values()} if own else {}
        self._beats, self._journal = topics.get(BEAT, 0), topics.get(JOURNAL, 0)
        self._station = topics.get(STATION, 0)
        self._last_beat = -1
        self._back = self._early = 0
        self._recovered = False  # then the copy of the journal may tell of moments that are lost

    def run(self) -> None:
        found = self._found
        for problem in self._index.problems:
            found.say(problem)
        for one in walk(self._file, found.size, [place.offset for place in self._index.chunks]):
            if isinstance(one, Gap):
                found.say(f"{one.until - one.offset:,} bytes from byte {one.offset:,} on are no records.")
                continue
            try:
                self._take(one)
            except (IncidentError, ValueError) as why:
                found.say(f"At byte {one.offset:,}: {str(why).rstrip('.')}.")
            self._crc = zlib.crc32(one.content, zlib.crc32(RECORD.pack(one.opcode, len(one.content)), self._crc))
        self._end_indexes()
        self._against_summary()
        if self._back:
            found.say(f"{self._back:,} times a moment is earlier than the one before it.")
        if self._early:
            found.say(f"{self._early:,} messages are from before 1990: a clock was not set.")
        copied, rows = self._copied, self._rows
        if copied and (not rows.items() <= copied.items() or (len(copied) > len(rows) and not self._recovered)):
            found.say("The copy of the journal (journal/) is not what the messages hold.")

    def _take(self, record: Record) -> None:
        opcode, content = record.opcode, record.content
        if opcode == Opcode.MESSAGE_INDEX:
            index = read_record(MessageIndex, content)
            if self._entries.pop(index.channel_id, []) != index.records:
                raise DamagedError(f"the index of channel {index.channel_id} is not that of its chunk")
            return
        self._end_indexes()
        if opcode == Opcode.CHUNK:
            self._take_chunk(record)
        elif opcode == Opcode.ATTACHMENT:
            self._take_attachment(record)
        elif opcode == Opcode.METADATA:
            metadata = read_record(Metadata, content)
            self._recovered = self._recovered or bool(read_recovered(metadata.metadata))
        elif opcode == Opcode.DATA_END:
            told = read_record(DataEnd, content).data_section_crc
            if told and told != self._crc:
                raise DamagedError("the check sum of all the file differs")

    def _take_chunk(self, record: Record) -> None:
        chunk = read_chunk(record.content)
        self._found.chunks += 1
        content = chunk_content(chunk)
        times: list[int] = []
        for channel, _, logged, _, data, at in messages(content):
            times.append(logged)
            self._entries.setdefault(channel, []).append((logged, at))
            self._counts[channel] += 1
            if channel not in self._index.channels:
                raise DamagedError(f"a message is of channel {channel}, of which nothing tells")
            if logged < EARLIEST_MS * _NS:
                self._early += 1
            if channel == self._beats:
                self._found.moments += 1
                self._back += logged < self._last_beat
                self._last_beat = logged
            elif channel == self._journal:
                self._found.rows += 1
                row = _read_row(data)
                self._rows[row.id] = row
            elif channel != self._station:
                self._found.messages += 1
        since, until = min(times, default=0), max(times, default=0)
        self._chunks[record.offset] = since, until, RECORD.size + len(record.content)
        if (since, until) != (chunk.message_start_time, chunk.message_end_time):
            raise DamagedError("the times of a chunk are not those of its messages")

    def _end_indexes(self) -> None:
        if self._entries:
            self._found.say(f"{len(self._entries):,} channels of a chunk have no index.")
            self._entries.clear()

    def _take_attachment(self, record: Record) -> None:
        self._found.attachments += 1
        attachment = read_record(Attachment, record.content)
        self._attachments[record.offset] = attachment.name
        check_crc(attachment.name, record.content)
        if self._index.profile == PROFILE:
            try:
                self._open(attachment)
            except (IncidentError, ValueError) as why:
                raise DamagedError(f"{attachment.name}: {why}") from None

    def _open(self, attachment: Attachment) -> None:
        name, data = attachment.name, opened(attachment.media_type, attachment.data)
        if name.startswith(JOURNAL_PREFIX):
            self._copied.update({row.id: row for row in unpack_rows(data)})
        elif name == REGISTRY:
            unpack_registry(data)
        elif name.endswith(".toml"):
            data.decode()
        for prefix, decode in self._decoders.items():
            if name.startswith(prefix):
                decode(data)

    def _against_summary(self) -> None:
        index, say = self._index, self._found.say
        if not index.whole:
            return
        told = {place.offset: (place.since, place.until, place.length) for place in index.chunks}
        if told != self._chunks:
            say("The summary tells of other chunks than there are.")
        if {one.offset: one.name for one in index.attachments} != self._attachments:
            say("The summary tells of other attachments than there are.")
        statistics = index.statistics
        if statistics is not None and self._counts and statistics.channel_message_counts != dict(self._counts):
            say("The summary counts other messages than there are.")


def _check_frames(path: Path, found: Verified) -> None:
    """Every frame of the picture, against the one it was made of."""
    try:
        reader = IncidentReader(path)
    except IncidentError:
        return  # of another program
    with reader:
        frames = reader.attachments("frame/")
        registry = reader.attachments(REGISTRY)
        if not frames:
            return
        if not registry:
            found.say("There are frames, but no registry that tells what they are of.")
            return
        try:
            entities, cells = unpack_registry(reader.read(registry[-1]))
            layout = layout_of(len(entities), [row for row, _ in cells], [name for _, name in cells])
        except DamagedError as why:
            found.say(f"{REGISTRY}: {why}.")
            return
        pictures: dict[str, Picture] = {}
        for one in frames:
            steps = chain(frames, one.at)
            if not steps or steps[-1].name != one.name:
                found.say(f"{one.name}: the frame it was made of is not there.")
                continue
            _check_frame(reader, steps, layout, pictures, found)


def _check_frame(
    reader: IncidentReader, steps: list[Attached], layout: Layout, pictures: dict[str, Picture], found: Verified
) -> None:
    """The last of these, out of the picture of the one before; `pictures` keeps those that are needed."""
    name = steps[-1].name
    before = pictures.get(steps[-2].name) if len(steps) > 1 else None
    if len(steps) > 1 and before is None:
        found.say(f"{name}: the frame it was made of cannot be read.")
        return
    if before is None:
        pictures.clear()
    for old in pictures.keys() - {step.name for step in steps}:
        del pictures[old]
    try:
        pictures[name] = unpack_frame(reader.read(steps[-1]), layout, before.copy() if before is not None else None)
    except DamagedError as why:
        found.say(f"{name}: {why}.")
