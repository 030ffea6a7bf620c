"""A file of MCAP while it is being written: records one after another, and at the end the summary that finds them.

Written to `PATH.part`, which becomes PATH when it is whole; a file that was there is replaced only then. When the disk
refuses, what was written is gone, and an IncidentError says why.
"""

import io
import os
import zlib
from array import array
from collections.abc import Mapping
from pathlib import Path

import zstandard
from mcap.opcode import Opcode
from mcap.records import (
    AttachmentIndex,
    Channel,
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

from opscenter import __version__
from opscenter.recording.errors import IncidentError, of_disk
from opscenter.recording.limits import MAX_ATTACHMENT_BYTES, MAX_NAME_CHARS
from opscenter.recording.mcap_records import MAGIC, attachment_parts, message_index, record_bytes

LEVEL = 6
"""Of zstd: a tenth smaller than with 3, and still faster than an engine that is driven along."""

Entries = dict[int, "array[int]"]
"""By channel: log time, offset in the chunk, log time, ..."""


class Container:
    """`bytes_written` so far. Times are nanoseconds."""

    def __init__(self, path: Path, profile: str) -> None:
        self.bytes_written = 0
        self._path = path
        self._part = path.with_name(path.name + ".part")
        self._schemas: list[bytes] = []
        self._channels: list[bytes] = []
        self._chunks: list[bytes] = []
        self._attachments: list[bytes] = []
        self._metadata: list[bytes] = []
        self._counts: dict[int, int] = {}
        self._span: tuple[int, int] | None = None
        self._crc = 0
        self._compressor = zstandard.ZstdCompressor(level=LEVEL)
        self._file: io.BufferedWriter | None = None
        try:
            self._file = self._part.open("wb")
        except OSError as error:
            raise of_disk(path, error, "written") from None
        self._write(MAGIC, record_bytes(Header(profile=profile, library=f"opscenter {__version__}")))

    @property
    def is_open(self) -> bool:
        """Whether more can be written."""
        return self._file is not None

    def add_schema(self, schema: Schema) -> None:
        """A schema, which is before the channels that have it."""
        self._schemas.append(record_bytes(schema))
        self._write(self._schemas[-1])

    def add_channel(self, channel: Channel) -> None:
        """A channel, which is before its messages. Outside of chunks, so that a broken one takes none along."""
        self._channels.append(record_bytes(channel))
        self._write(self._channels[-1])

    def add_chunk(self, content: bytes, entries: Entries) -> None:
        """A chunk of message records, and the indexes of them."""
        times = [time for one in entries.values() for time in (min(one[::2]), max(one[::2]))]
        chunk = Chunk(
            compression="zstd", data=self._compressor.compress(content), message_start_time=min(times),
            message_end_time=max(times), uncompressed_crc=zlib.crc32(content), uncompressed_size=len(content),
        )  # fmt: skip
        self.copy_chunk(chunk, entries)

    def copy_chunk(self, chunk: Chunk, entries: Entries) -> None:
        """A chunk as it is packed already."""
        begins, ends = chunk.message_start_time, chunk.message_end_time
        self._span = (min(begins, self._span[0]), max(ends, self._span[1])) if self._span else (begins, ends)
        record = record_bytes(chunk)
        offset = self.bytes_written
        self._write(record)
        first, offsets = self.bytes_written, {}
        for channel, one in entries.items():
            offsets[channel] = self.bytes_written
            self._counts[channel] = self._counts.get(channel, 0) + len(one) // 2
            self._write(message_index(channel, one))
        index = ChunkIndex(
            chunk_length=len(record), chunk_start_offset=offset, compression=chunk.compression,
            compressed_size=len(chunk.data), message_end_time=ends, message_index_length=self.bytes_written - first,
            message_index_offsets=offsets, message_start_time=begins, uncompressed_size=chunk.uncompressed_size,
        )  # fmt: skip
        self._chunks.append(record_bytes(index))

    def attach(self, name: str, media_type: str, data: bytes, log_time: int, create_time: int) -> None:
        """A named block. IncidentError for one beyond the limits."""
        if not 0 < len(name) <= MAX_NAME_CHARS or len(media_type) > MAX_NAME_CHARS:
            raise IncidentError(f"An attachment cannot have a name of {len(name):,} characters.")
        if len(data) > MAX_ATTACHMENT_BYTES:
            raise IncidentError(f"The attachment {name} of {len(data):,} bytes is too long for an incident file.")
        offset = self.bytes_written
        self._write(*attachment_parts(name, media_type, data, log_time, create_time))
        index = AttachmentIndex(
            offset=offset, length=self.bytes_written - offset, log_time=log_time, create_time=create_time,
            data_size=len(data), name=name, media_type=media_type,
        )  # fmt: skip
        self._attachments.append(record_bytes(index))

    def add_metadata(self, name: str, told: Mapping[str, str]) -> None:
        """A record of texts."""
        offset = self.bytes_written
        self._write(record_bytes(Metadata(name=name, metadata=dict(told))))
        index = MetadataIndex(offset=offset, length=self.bytes_written - offset, name=name)
        self._metadata.append(record_bytes(index))

    def close(self) -> None:
        """Write the summary and give the file its name."""
        if self._file is None:
            return
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
        if file is not None or self._part.exists():
            try:
                self._part.unlink(missing_ok=True)
            except OSError:
                pass

    def _write_summary(self) -> None:
        begins, ends = self._span or (0, 0)
        statistics = Statistics(
            attachment_count=len(self._attachments), channel_count=len(self._channels),
            channel_message_counts=self._counts, chunk_count=len(self._chunks),
            message_count=sum(self._counts.values()), message_end_time=ends, message_start_time=begins,
            metadata_count=len(self._metadata), schema_count=len(self._schemas),
        )  # fmt: skip
        start = at = self.bytes_written
        groups: list[tuple[int, list[bytes]]] = [
            (Opcode.SCHEMA, self._schemas), (Opcode.CHANNEL, self._channels),
            (Opcode.STATISTICS, [record_bytes(statistics)]), (Opcode.CHUNK_INDEX, self._chunks),
            (Opcode.ATTACHMENT_INDEX, self._attachments), (Opcode.METADATA_INDEX, self._metadata),
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
