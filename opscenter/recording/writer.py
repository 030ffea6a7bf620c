"""Writes an incident file: what a station lived through, in order, as MCAP (INCIDENT.md)."""

import io
import os
import zlib
from array import array
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Self

import msgspec
import zstandard
from mcap.opcode import Opcode
from mcap.records import (
    AttachmentIndex,
    Chunk,
    ChunkIndex,
    DataEnd,
    Footer,
    Header,
    Metadata,
    MetadataIndex,
    Schema,
    Statistics,
    SummaryOffset,
)
from mcap.records import Channel as ChannelRecord

from opscenter import __version__
from opscenter.recording.about_text import about_text
from opscenter.recording.channels import Channel, Channels
from opscenter.recording.errors import IncidentError, of_disk
from opscenter.recording.journal_copy import pack_rows
from opscenter.recording.limits import (
    ABOUT,
    AS_IT_CAME,
    BEAT,
    CHUNK_BYTES,
    JOURNAL,
    JOURNAL_PREFIX,
    JOURNAL_ROWS,
    MAX_ATTACHMENT_BYTES,
    MAX_CHANNELS,
    MAX_MESSAGE_BYTES,
    MAX_NAME_CHARS,
    MAX_PIECE_BYTES,
    NEWEST_MS,
    OWN_TOPICS,
    PROFILE,
    ROWS_TYPE,
    STATION,
)
from opscenter.recording.mcap_records import (
    MAGIC,
    MESSAGE,
    MESSAGE_FIELDS,
    attachment_parts,
    message_index,
    record_bytes,
)
from opscenter.recording.records import About, Happening, Moment, Row, Started

LEVEL = 3
"""Of zstd."""

_OWN = (BEAT, JOURNAL, STATION, AS_IT_CAME)
_encode = msgspec.json.Encoder().encode


class IncidentWriter:
    """Writes to `PATH.part`, which becomes PATH when closed; a file that was there is replaced only then.

    `topics`: those that will come, as far as they are known (they tell whether each has a channel of its own). As a
    context manager it closes, or abandons if anything was raised. Everything raises IncidentError when the disk
    refuses; what was written is gone then.
    """

    def __init__(self, path: Path, about: About, *, topics: Iterable[str] | None = None) -> None:
        self.about = about
        self.bytes_written = 0
        self._path = path
        self._part = path.with_name(path.name + ".part")
        known = set(topics or ())
        self._channels = Channels(
            came=_OWN.index(AS_IT_CAME) + 1, first=len(_OWN) + 1, most=MAX_CHANNELS, by_type=len(known) > OWN_TOPICS
        )
        self._schemas: dict[str, int] = {}
        self._schema_records: list[bytes] = []
        self._channel_records: list[bytes] = []
        self._counts: dict[int, int] = {}
        self._chunk_indexes: list[bytes] = []
        self._attachment_indexes: list[bytes] = []
        self._metadata_indexes: list[bytes] = []
        self._attachments = self._metadata = 0
        self._span: tuple[int, int] | None = None
        self._moments = self._messages = self._rows = 0
        self._copy: list[Row] = []
        self._crc = 0
        self._body = bytearray()
        self._entries: dict[int, array[int]] = {}
        self._compressor = zstandard.ZstdCompressor(level=LEVEL)
        self._file: io.BufferedWriter | None = None
        try:
            self._file = self._part.open("wb")
        except OSError as error:
            raise of_disk(path, error, "written") from None
        self._write(MAGIC, record_bytes(Header(profile=PROFILE, library=f"opscenter {__version__}")))
        self._write_about()
        for topic in _OWN:
            self._announce(Channel(len(self._channel_records) + 1, topic, topic.replace("/", "."), {}))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is None:
            self.close()
        else:
            self.abandon()

    # -- giving ----------------------------------------------------------------------------------------------

    def put(self, happening: Happening) -> None:
        """The next thing in order. IncidentError for what no incident file can hold, or a disk that refuses."""
        if isinstance(happening, Moment):
            self._put_moment(happening)
        elif isinstance(happening, Started):
            self._own(STATION, {"started": happening.at}, happening.at)
        else:
            self._own(STATION, {"away": (happening.since, happening.until)}, happening.since)
        if len(self._body) >= CHUNK_BYTES:
            self._end_chunk()

    def attach(self, name: str, media_type: str, data: bytes, at: int) -> None:
        """A named block beside the messages, of the moment `at` (Unix ms)."""
        self._attach(name, media_type, data, at, at)

    def close(self) -> None:
        """Write what is left and the index, and give the file its name."""
        if self._file is None:
            return
        self._end_chunk()
        self._copy_rows()
        self._write_about()
        self._write(record_bytes(DataEnd(self._crc)))
        self._write_summary()
        try:
            self._file.flush()
            os.fsync(self._file.fileno())
            self._file.close()
            self._file = None
            self._part.replace(self._path)
        except OSError as error:
            self.abandon()
            raise of_disk(self._path, error, "written") from None

    def abandon(self) -> None:
        """Leave nothing behind."""
        file, self._file = self._file, None
        if file is not None:
            try:
                file.close()
            except OSError:
                pass  # a full disk refuses the last bytes again
        try:
            self._part.unlink(missing_ok=True)
        except OSError:
            pass

    # -- moments ---------------------------------------------------------------------------------------------

    def _put_moment(self, moment: Moment) -> None:
        size = sum(len(message[1]) for message in moment.messages)
        if self._body and len(self._body) + size > MAX_PIECE_BYTES:
            self._end_chunk()  # a moment in pieces begins with its chunk: readers rely on it
        place, add = self._channels.place, self._add
        for message in moment.messages:
            channel, sequence, sent, data = place(message)
            if self._channels.fresh:
                self._announce_fresh()
            arrived = message[3]
            add(channel, sequence, arrived, arrived if sent < 0 else sent, data)
            if len(self._body) >= MAX_PIECE_BYTES:
                self._end_chunk()
        for row in moment.rows:
            self._add(_OWN.index(JOURNAL) + 1, self._rows, moment.at, row.at, _encode(row))
            self._rows += 1
            self._copy.append(row)
        if len(self._copy) >= JOURNAL_ROWS:
            self._copy_rows()
        self._own(BEAT, {"beat": moment.beat, "at": moment.at}, moment.at)
        self._moments += 1
        self._messages += len(moment.messages)

    def _own(self, topic: str, content: dict[str, Any], at: int) -> None:
        self._add(_OWN.index(topic) + 1, 0, at, at, _encode(content))

    def _add(self, channel: int, sequence: int, at: int, published: int, data: bytes) -> None:
        if len(data) > MAX_MESSAGE_BYTES:
            raise IncidentError(f"A message of {len(data):,} bytes is too long for an incident file.")
        log_time = _nanoseconds(at)
        entries = self._entries.get(channel)
        if entries is None:
            entries = self._entries[channel] = array("Q")
        entries.append(log_time)
        entries.append(len(self._body))
        self._body += MESSAGE.pack(
            Opcode.MESSAGE, MESSAGE_FIELDS + len(data), channel, sequence & 0xFFFFFFFF, log_time,
            _nanoseconds(published),
        )  # fmt: skip
        self._body += data

    def _announce_fresh(self) -> None:
        for channel in self._channels.fresh:
            self._announce(channel)
        self._channels.fresh.clear()

    def _announce(self, channel: Channel) -> None:
        """Schema and channel stand before the chunk, so that a broken chunk takes no channel along."""
        number = self._schemas.get(channel.schema)
        if number is None:
            number = self._schemas[channel.schema] = len(self._schemas) + 1
            content = _encode({"title": channel.schema, "type": "object"})
            record = record_bytes(Schema(id=number, name=channel.schema, encoding="jsonschema", data=content))
            self._schema_records.append(record)
            self._write(record)
        record = record_bytes(
            ChannelRecord(
                id=channel.id, topic=channel.topic, message_encoding="json", metadata=channel.metadata,
                schema_id=number,
            )
        )  # fmt: skip
        self._channel_records.append(record)
        self._write(record)

    # -- blocks ----------------------------------------------------------------------------------------------

    def _end_chunk(self) -> None:
        if not self._body:
            return
        content = bytes(self._body)
        times = [time for entries in self._entries.values() for time in (min(entries[::2]), max(entries[::2]))]
        begins, ends = min(times), max(times)
        self._span = (min(begins, self._span[0]), max(ends, self._span[1])) if self._span else (begins, ends)
        packed = self._compressor.compress(content)
        chunk = record_bytes(
            Chunk(
                compression="zstd", data=packed, message_start_time=begins, message_end_time=ends,
                uncompressed_crc=zlib.crc32(content), uncompressed_size=len(content),
            )
        )  # fmt: skip
        offset = self.bytes_written
        self._write(chunk)
        first, offsets = self.bytes_written, {}
        for channel, entries in self._entries.items():
            offsets[channel] = self.bytes_written
            self._counts[channel] = self._counts.get(channel, 0) + len(entries) // 2
            self._write(message_index(channel, entries))
        self._chunk_indexes.append(
            record_bytes(
                ChunkIndex(
                    chunk_length=len(chunk), chunk_start_offset=offset, compression="zstd",
                    compressed_size=len(packed), message_end_time=ends,
                    message_index_length=self.bytes_written - first, message_index_offsets=offsets,
                    message_start_time=begins, uncompressed_size=len(content),
                )
            )
        )  # fmt: skip
        self._body.clear()
        self._entries.clear()

    def _copy_rows(self) -> None:
        if not self._copy:
            return
        walls = [row.wall for row in self._copy]
        name = f"{JOURNAL_PREFIX}{self._rows - len(self._copy):012d}"
        self._attach(name, ROWS_TYPE, pack_rows(self._copy), max(walls), min(walls))
        self._copy.clear()

    def _attach(self, name: str, media_type: str, data: bytes, at: int, since: int) -> None:
        if not 0 < len(name) <= MAX_NAME_CHARS or len(media_type) > MAX_NAME_CHARS:
            raise IncidentError(f"An attachment cannot have a name of {len(name):,} characters.")
        if len(data) > MAX_ATTACHMENT_BYTES:
            raise IncidentError(f"The attachment {name} of {len(data):,} bytes is too long for an incident file.")
        log_time, create_time = _nanoseconds(at), _nanoseconds(since)
        offset = self.bytes_written
        self._write(*attachment_parts(name, media_type, data, log_time, create_time))
        index = AttachmentIndex(
            offset=offset, length=self.bytes_written - offset, log_time=log_time, create_time=create_time,
            data_size=len(data), name=name, media_type=media_type,
        )  # fmt: skip
        self._attachment_indexes.append(record_bytes(index))
        self._attachments += 1

    def _write_about(self) -> None:
        """At the beginning, for a file that is cut short, and at the end once more, with what has been counted."""
        counts = {"moments": self._moments, "messages": self._messages, "rows": self._rows}
        offset = self.bytes_written
        self._write(record_bytes(Metadata(name=ABOUT, metadata=about_text(self.about, counts))))
        index = MetadataIndex(offset=offset, length=self.bytes_written - offset, name=ABOUT)
        self._metadata_indexes.append(record_bytes(index))
        self._metadata += 1

    def _write_summary(self) -> None:
        begins, ends = self._span or (0, 0)
        statistics = Statistics(
            attachment_count=self._attachments, channel_count=len(self._channel_records),
            channel_message_counts=self._counts, chunk_count=len(self._chunk_indexes),
            message_count=sum(self._counts.values()), message_end_time=ends, message_start_time=begins,
            metadata_count=self._metadata, schema_count=len(self._schema_records),
        )  # fmt: skip
        start = at = self.bytes_written
        groups: list[tuple[int, list[bytes]]] = [
            (Opcode.SCHEMA, self._schema_records), (Opcode.CHANNEL, self._channel_records),
            (Opcode.STATISTICS, [record_bytes(statistics)]), (Opcode.CHUNK_INDEX, self._chunk_indexes),
            (Opcode.ATTACHMENT_INDEX, self._attachment_indexes), (Opcode.METADATA_INDEX, self._metadata_indexes),
        ]  # fmt: skip
        parts, offsets = [], []
        for opcode, records in groups:
            content = b"".join(records)
            if content:
                parts.append(content)
                offsets.append(record_bytes(SummaryOffset(opcode, at, len(content))))
                at += len(content)
        footer = Footer(summary_start=start, summary_offset_start=at, summary_crc=0)
        summary = b"".join([*parts, *offsets])
        footer.summary_crc = zlib.crc32(record_bytes(footer)[:-4], zlib.crc32(summary))
        self._write(summary, record_bytes(footer), MAGIC)

    def _write(self, *parts: bytes) -> None:
        if self._file is None:
            raise IncidentError(f"{self._path} is closed: nothing more can be written to it.")
        try:
            for part in parts:
                self._file.write(part)
                self._crc = zlib.crc32(part, self._crc)
                self.bytes_written += len(part)
        except OSError as error:
            self.abandon()
            raise of_disk(self._path, error, "written") from None


def _nanoseconds(milliseconds: int) -> int:
    """As MCAP has it; what it cannot tell is as near as it can (the message itself tells it then)."""
    return min(max(milliseconds, 0), NEWEST_MS) * 1_000_000
