"""A whole file out of a damaged one: everything whose check sums are right, and sentences about the rest."""

from array import array
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import BinaryIO

import msgspec
from mcap.opcode import Opcode
from mcap.records import Attachment, Channel, Chunk, Header, Message, Metadata, Schema

from opscenter.recording.about_text import about_text, read_about
from opscenter.recording.chunk_reading import announced, chunk_content, messages, read_chunk
from opscenter.recording.container import Container, Entries
from opscenter.recording.errors import DamagedError, IncidentError, of_disk
from opscenter.recording.frame import frame_counts
from opscenter.recording.frames import without_base
from opscenter.recording.index import read_index, read_record
from opscenter.recording.journal_copy import pack_rows, unpack_rows
from opscenter.recording.layout import REGISTRY, unpack_registry
from opscenter.recording.limits import (
    ABOUT,
    BEAT,
    CHUNK_BYTES,
    JOURNAL,
    JOURNAL_PREFIX,
    JOURNAL_ROWS,
    MAX_PROBLEMS,
    PROFILE,
    ROWS_TYPE,
    STATION,
)
from opscenter.recording.mcap_records import MESSAGE, MESSAGE_FIELDS
from opscenter.recording.reader import check_crc
from opscenter.recording.records import About, Row
from opscenter.recording.walking import Gap, Record, content_at, walk

_NS = 1_000_000
_OF_MOMENTS = ("frame/", "anchor/")
_read_row = msgspec.json.Decoder(Row).decode


@dataclass(slots=True)
class Recovered:
    """What is in the new file, and `lost`: sentences about what is not. `until`: its last moment, Unix ms."""

    messages: int = 0
    moments: int = 0
    rows: int = 0
    chunks: int = 0
    attachments: int = 0
    until: int = 0
    size: int = 0
    lost: list[str] = field(default_factory=list)


def recover(source: Path, target: Path) -> Recovered:
    """Write a whole file of what `source` holds to `target`, which is another one.

    IncidentError where nothing can be read, or the disk refuses; then there is no `target`.
    """
    if source.resolve() == target.resolve():
        raise IncidentError(f"{source} stays as it is: name another file for what is recovered.")
    try:
        with source.open("rb") as file:
            return _Recovery(file, source.stat().st_size, target).run()
    except OSError as error:
        raise of_disk(source, error, "read") from None
    except IncidentError as error:
        raise type(error)(f"{source.name}: {error}") from None


class _Recovery:
    def __init__(self, file: BinaryIO, size: int, target: Path) -> None:
        self._file, self._size, self._target = file, size, target
        self.done = Recovered()
        self._index = read_index(file, size)
        self._channels: dict[int, Channel] = {}
        self._schemas: dict[int, Schema] = {}
        self._roles: dict[int, str] = {}
        self._loose = bytearray()
        self._entries: Entries = {}
        self._rows: dict[int, Row] = {}
        self._about: dict[str, str] = {}
        self._attached: list[int] = []
        self._last_ns = 0
        self._unknown = self._all = 0
        self._hole_from = -1

    def run(self) -> Recovered:
        self._container = container = Container(self._target, self._index.profile)
        try:
            for schema in self._index.schemas.values():
                self._announce(schema)
            for channel in self._index.channels.values():
                self._announce(channel)
            self._go_through()
            self._end_loose()
            if not self._all and not self._attached:
                raise IncidentError("There is nothing in it that can be read.")
            self._attach_all()
            if self._index.profile == PROFILE:
                self._copy_rows()
                self._tell_about()
            container.close()
        except BaseException:
            container.abandon()
            raise
        self.done.size = container.bytes_written
        return self.done

    def _go_through(self) -> None:
        for found in walk(self._file, self._size, [place.offset for place in self._index.chunks]):
            if isinstance(found, Gap):
                self._lose(f"{found.until - found.offset:,} bytes from byte {found.offset:,} on cannot be read.")
                self._hole()
                continue
            try:
                self._take(found)
            except DamagedError as why:
                self._lose(f"At byte {found.offset:,}: {why}.")
                if found.opcode == Opcode.CHUNK:
                    self._hole()
        statistics = self._index.statistics
        if statistics is not None and statistics.message_count > self._all:
            self._lose(f"Of {statistics.message_count:,} messages and marks {self._all:,} are left.")
        if self._unknown:
            self._lose(f"{self._unknown:,} messages are of channels that nothing tells of any more, and are left out.")

    def _take(self, record: Record) -> None:
        opcode, content = record.opcode, record.content
        if opcode == Opcode.CHUNK:
            self._take_chunk(read_chunk(content))
        elif opcode in (Opcode.SCHEMA, Opcode.CHANNEL):
            self._announce_record(opcode, content)
        elif opcode == Opcode.MESSAGE:
            if len(content) < MESSAGE_FIELDS:
                raise DamagedError("a message is cut off")
            channel, sequence, logged, published = MESSAGE.unpack(b"\0" * 9 + content[:MESSAGE_FIELDS])[2:]
            self._add_loose(Message(channel, logged, content[MESSAGE_FIELDS:], published, sequence))
        elif opcode == Opcode.ATTACHMENT:
            self._attached.append(record.offset)
        elif opcode == Opcode.METADATA:
            metadata = read_record(Metadata, content)
            if metadata.name == ABOUT and self._index.profile == PROFILE:
                self._about = metadata.metadata
            else:
                self._container.add_metadata(metadata.name, metadata.metadata)
        elif opcode == Opcode.HEADER:
            read_record(Header, content)

    def _take_chunk(self, chunk: Chunk) -> None:
        content = chunk_content(chunk)
        for opcode, one in announced(content):
            if opcode in (Opcode.SCHEMA, Opcode.CHANNEL):
                self._announce_record(opcode, one)
        entries: Entries = {}
        foreign = 0
        found = list(messages(content))
        for channel, _, logged, _, data, at in found:
            if channel not in self._channels:
                foreign += 1
                continue
            entries.setdefault(channel, array("Q")).extend((logged, at))
            self._note(channel, logged, data)
        if not entries:
            self._unknown += foreign
            return
        self._end_loose()
        self._end_hole(chunk.message_start_time)
        if foreign:
            self._unknown += foreign
            for channel, sequence, logged, published, data, _ in found:
                if channel in self._channels:
                    self._put(Message(channel, logged, data, published, sequence))
            self._end_loose()
        else:
            chunk.data = bytes(chunk.data)
            self._container.copy_chunk(chunk, entries)
        self.done.chunks += 1

    def _note(self, channel: int, logged: int, data: bytes) -> None:
        self._all += 1
        self._last_ns = max(self._last_ns, logged)
        role = self._roles.get(channel)
        if role is None:
            self.done.messages += 1
        elif role == BEAT:
            self.done.moments += 1
            self.done.until = max(self.done.until, logged // _NS)
        elif role == JOURNAL:
            try:
                row = _read_row(data)
                self._rows[row.id] = row
            except (ValueError, RecursionError):
                self._lose("A row of the journal cannot be read.")

    # -- messages outside chunks, and holes ------------------------------------------------------------------

    def _add_loose(self, message: Message) -> None:
        if message.channel_id not in self._channels:
            self._unknown += 1
            return
        self._note(message.channel_id, message.log_time, message.data)
        self._end_hole(message.log_time)
        self._put(message)
        if len(self._loose) >= CHUNK_BYTES:
            self._end_loose()

    def _put(self, message: Message) -> None:
        self._entries.setdefault(message.channel_id, array("Q")).extend((message.log_time, len(self._loose)))
        self._loose += MESSAGE.pack(
            Opcode.MESSAGE, MESSAGE_FIELDS + len(message.data), message.channel_id, message.sequence,
            message.log_time, message.publish_time,
        )  # fmt: skip
        self._loose += message.data

    def _end_loose(self) -> None:
        if self._loose:
            self._container.add_chunk(bytes(self._loose), self._entries)
            self._loose.clear()
            self._entries.clear()

    def _hole(self) -> None:
        if self._hole_from < 0:
            self._hole_from = self._last_ns

    def _end_hole(self, until: int) -> None:
        """Say in the file that nothing is known of a time in between."""
        since, self._hole_from = self._hole_from, -1
        station = next((number for number, role in self._roles.items() if role == STATION), 0)
        if since >= 0 and until > since > 0 and station:
            told = msgspec.json.encode({"away": (since // _NS, until // _NS)})
            self._put(Message(station, since, told, since, 0))

    # -- what stands beside the messages ---------------------------------------------------------------------

    def _announce_record(self, opcode: int, content: bytes) -> None:
        self._announce(read_record(Schema, content) if opcode == Opcode.SCHEMA else read_record(Channel, content))

    def _announce(self, one: Schema | Channel) -> None:
        if isinstance(one, Schema):
            if self._schemas.setdefault(one.id, one) is one and one.id:
                self._container.add_schema(one)
        elif one.id not in self._channels and (one.schema_id == 0 or one.schema_id in self._schemas):
            self._channels[one.id] = one
            if self._index.profile == PROFILE and one.topic in (BEAT, JOURNAL, STATION):
                self._roles[one.id] = one.topic
            self._container.add_channel(one)

    def _attach_all(self) -> None:
        last = self.done.until if self.done.moments else self._last_ns // _NS
        good: dict[int, str] = {}
        cells = entities = 0  # that the registry numbers
        counts: dict[str, tuple[int, int]] = {}
        for offset in self._attached:
            try:
                attachment = self._attachment(offset)
                if attachment.name.startswith(_OF_MOMENTS) and attachment.log_time // _NS > last:
                    continue  # of a time whose messages are gone
                if attachment.name == REGISTRY:
                    cells, entities = (len(part) for part in reversed(unpack_registry(attachment.data)))
                elif attachment.name.startswith("frame/"):
                    counts[attachment.name] = frame_counts(attachment.data)
                if attachment.name.startswith(JOURNAL_PREFIX) and attachment.media_type == ROWS_TYPE:
                    rows = unpack_rows(attachment.data)
                    self._rows.update({row.id: row for row in rows if row.wall <= last})
                    continue
            except DamagedError as why:
                self._lose(f"{str(why).rstrip('.')}.")
                continue
            good[offset] = attachment.name
        unknown = {name for name, (has, rows) in counts.items() if has > cells or rows > entities}
        if unknown:
            self._lose(f"{len(unknown):,} frames are left out: what numbers their entities came after them.")
        torn = without_base(name for name in good.values() if name not in unknown)
        if torn:
            self._lose(f"{len(torn):,} frames are left out: the ones they were made of are gone.")
        torn |= unknown
        for offset, name in good.items():
            if name not in torn:
                kept = self._attachment(offset)
                self._container.attach(kept.name, kept.media_type, kept.data, kept.log_time, kept.create_time)
                self.done.attachments += 1

    def _attachment(self, offset: int) -> Attachment:
        content = content_at(self._file, self._size, offset)
        attachment = read_record(Attachment, content)
        check_crc(attachment.name, content)
        return attachment

    def _copy_rows(self) -> None:
        rows = [self._rows[number] for number in sorted(self._rows)]
        self.done.rows = len(rows)
        for first in range(0, len(rows), JOURNAL_ROWS):
            part = rows[first : first + JOURNAL_ROWS]
            walls = [max(row.wall, 0) * _NS for row in part]
            name = f"{JOURNAL_PREFIX}{first:012d}"
            self._container.attach(name, ROWS_TYPE, pack_rows(part), max(walls), min(walls))

    def _tell_about(self) -> None:
        about, _, _ = read_about(self._about) if self._about else (About(), {}, [])
        until = min(about.until, self.done.until) if about.until else self.done.until
        counts = {"moments": self.done.moments, "messages": self.done.messages, "rows": self.done.rows}
        told = about_text(replace(about, until=until), counts)
        told["recovered"] = msgspec.json.encode(self.done.lost).decode()
        self._container.add_metadata(ABOUT, told)

    def _lose(self, sentence: str) -> None:
        if len(self.done.lost) < MAX_PROBLEMS:
            self.done.lost.append(sentence)
