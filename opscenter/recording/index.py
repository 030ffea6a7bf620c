"""Where everything stands in a file of MCAP: out of its summary, or, where that is missing, out of its records."""

import struct
import zlib
from dataclasses import dataclass, field
from io import BytesIO
from typing import BinaryIO, NamedTuple, TypeVar

import numpy as np
from mcap.data_stream import ReadDataStream
from mcap.exceptions import McapError
from mcap.opcode import Opcode
from mcap.records import AttachmentIndex, Channel, Header, McapRecord, Metadata, MetadataIndex, Schema, Statistics
from numpy.typing import NDArray

from opscenter.recording.errors import DamagedError, IncidentError
from opscenter.recording.limits import MAX_CHUNK_BYTES, MAX_NAME_CHARS, MAX_SUMMARY_BYTES
from opscenter.recording.mcap_records import CHUNK, FOOTER, FOOTER_BYTES, LENGTH4, LENGTH8, MAGIC, RECORD

_CHUNK_INDEX = struct.Struct("<QQQQI")
_ATTACHMENT_TIMES = struct.Struct("<QQ")
_OFFSETS = np.dtype([("channel", "<u2"), ("offset", "<u8")])
_MAX_SMALL_BYTES = 64 << 20
R = TypeVar("R", bound=McapRecord)


class ChunkPlace(NamedTuple):
    """A chunk: its messages' oldest and newest log times (ns), where its record begins and how long it is, and the
    offsets of its message indexes, packed."""

    since: int
    until: int
    offset: int
    length: int
    indexes: bytes

    def channels(self) -> NDArray[np.uint16]:
        """The channels it has messages of; empty where the file does not tell."""
        return np.frombuffer(self.indexes, _OFFSETS)["channel"]


@dataclass(slots=True)
class Index:
    """`whole`: the file has a summary and it is good. `ends`: where the readable records end.

    `loose`: offsets of messages outside chunks (of the first of each row of them)."""

    profile: str = ""
    library: str = ""
    schemas: dict[int, Schema] = field(default_factory=dict)
    channels: dict[int, Channel] = field(default_factory=dict)
    chunks: list[ChunkPlace] = field(default_factory=list)
    attachments: list[AttachmentIndex] = field(default_factory=list)
    metadata: list[MetadataIndex] = field(default_factory=list)
    statistics: Statistics | None = None
    whole: bool = True
    ends: int = 0
    loose: int = 0
    problems: list[str] = field(default_factory=list)


def read_index(file: BinaryIO, size: int) -> Index:
    """The index of an open file. IncidentError for what is no MCAP file."""
    file.seek(0)
    head = file.read(len(MAGIC))
    if not head:
        raise IncidentError("The file is empty.")
    if head != MAGIC:
        if MAGIC.startswith(head):
            raise IncidentError("The file ends after its first bytes: there is nothing in it.")
        raise IncidentError("This is not an MCAP file: its first bytes are not those of one.")
    try:
        return _of_summary(file, size)
    except DamagedError as why:
        index = scan(file, size)
        index.whole = False
        index.problems.insert(0, f"{why} What it holds was found by going through it.")
        return index


def _of_summary(file: BinaryIO, size: int) -> Index:
    if size < 2 * len(MAGIC) + FOOTER_BYTES:
        raise DamagedError("The file is cut short: it has no end.")
    file.seek(size - len(MAGIC) - FOOTER_BYTES)
    tail = file.read()
    opcode, length = RECORD.unpack_from(tail)
    if tail[FOOTER_BYTES:] != MAGIC or opcode != Opcode.FOOTER or length != FOOTER.size:
        raise DamagedError("The file is cut short: it does not end as MCAP files do.")
    start, offsets, crc = FOOTER.unpack_from(tail, RECORD.size)
    end = size - len(MAGIC) - FOOTER_BYTES
    if start == 0:
        raise DamagedError("The file has no summary.")
    if not len(MAGIC) < start <= end or end - start > MAX_SUMMARY_BYTES or offsets > end:
        raise DamagedError("The summary of the file is not where its end says.")
    file.seek(start)
    summary = file.read(end - start)
    if crc and zlib.crc32(tail[: FOOTER_BYTES - 4], zlib.crc32(summary)) != crc:
        raise DamagedError("The summary of the file is damaged: its check sum differs.")
    index = Index(ends=start)
    file.seek(len(MAGIC))
    opcode, length = RECORD.unpack(_exactly(file, RECORD.size))
    if opcode == Opcode.HEADER and length <= _MAX_SMALL_BYTES:
        header = read_record(Header, _exactly(file, length))
        index.profile, index.library = header.profile, header.library
    at = 0
    while at + RECORD.size <= len(summary):
        opcode, length = RECORD.unpack_from(summary, at)
        at += RECORD.size
        if at + length > len(summary):
            raise DamagedError("The summary of the file is damaged: a record of it is cut off.")
        _take(index, opcode, summary[at : at + length])
        at += length
    if not index.chunks and (index.statistics is None or index.statistics.chunk_count):
        raise DamagedError("The summary of the file does not tell where its chunks are.")
    if index.statistics is not None and index.statistics.message_count and not index.statistics.chunk_count:
        index.loose = len(MAGIC)
    index.chunks.sort(key=lambda place: place.offset)
    return index


def _take(index: Index, opcode: int, content: bytes) -> None:
    """A record of the summary."""
    if opcode == Opcode.CHUNK_INDEX:
        try:
            since, until, offset, length, offsets = _CHUNK_INDEX.unpack_from(content)
        except struct.error:
            raise DamagedError("The summary of the file is damaged: a record of it is cut off.") from None
        indexes = content[_CHUNK_INDEX.size : _CHUNK_INDEX.size + offsets]
        if offsets != len(indexes) or offsets % _OFFSETS.itemsize:
            raise DamagedError("The summary of the file is damaged: the index of a chunk is cut off.")
        index.chunks.append(ChunkPlace(since, until, offset, length, indexes))
    elif opcode == Opcode.SCHEMA:
        schema = read_record(Schema, content)
        index.schemas[schema.id] = schema
    elif opcode == Opcode.CHANNEL:
        channel = read_record(Channel, content)
        index.channels[channel.id] = channel
    elif opcode == Opcode.ATTACHMENT_INDEX:
        index.attachments.append(read_record(AttachmentIndex, content))
    elif opcode == Opcode.METADATA_INDEX:
        index.metadata.append(read_record(MetadataIndex, content))
    elif opcode == Opcode.STATISTICS:
        index.statistics = read_record(Statistics, content)


def scan(file: BinaryIO, size: int) -> Index:
    """What whole records a file holds, from its beginning to the first that is not; their content is passed over."""
    index = Index(whole=False, ends=len(MAGIC))
    while index.ends + RECORD.size <= size:
        offset = index.ends
        file.seek(offset)
        opcode, length = RECORD.unpack(_exactly(file, RECORD.size))
        end = offset + RECORD.size + length
        if end > size or opcode == 0:
            break
        if opcode in (Opcode.FOOTER, Opcode.DATA_END):
            return index
        try:
            _note(index, file, opcode, length, offset)
        except DamagedError as why:
            index.problems.append(f"At byte {offset:,}: {why}")
        index.ends = end
    if index.ends < size:
        index.problems.append(f"The last {size - index.ends:,} bytes are not a whole record: they are lost.")
    return index


def _note(index: Index, file: BinaryIO, opcode: int, length: int, offset: int) -> None:
    """A record of the data section; the file stands at its content."""
    if opcode == Opcode.CHUNK:
        since, until, uncompressed, _ = CHUNK.unpack(_exactly(file, CHUNK.size))
        if uncompressed > MAX_CHUNK_BYTES:
            raise DamagedError(f"a chunk of {uncompressed:,} bytes is not opened.")
        index.chunks.append(ChunkPlace(since, until, offset, RECORD.size + length, b""))
    elif opcode == Opcode.MESSAGE_INDEX and index.chunks and length >= 6:
        channel = int.from_bytes(_exactly(file, 2), "little")
        last = index.chunks[-1]
        entry = np.array([(channel, offset)], _OFFSETS).tobytes()
        index.chunks[-1] = last._replace(indexes=last.indexes + entry)
    elif opcode == Opcode.MESSAGE:
        index.loose = index.loose or offset
    elif opcode == Opcode.ATTACHMENT:
        index.attachments.append(_attachment_index(file, length, offset))
    elif opcode in (Opcode.HEADER, Opcode.SCHEMA, Opcode.CHANNEL, Opcode.METADATA) and length <= _MAX_SMALL_BYTES:
        content = _exactly(file, length)
        if opcode == Opcode.HEADER:
            header = read_record(Header, content)
            index.profile, index.library = header.profile, header.library
        elif opcode == Opcode.METADATA:
            name = read_record(Metadata, content).name
            index.metadata.append(MetadataIndex(offset=offset, length=RECORD.size + length, name=name))
        else:
            _take(index, opcode, content)


def _attachment_index(file: BinaryIO, length: int, offset: int) -> AttachmentIndex:
    log_time, create_time = _ATTACHMENT_TIMES.unpack(_exactly(file, _ATTACHMENT_TIMES.size))
    texts = []
    for _ in range(2):
        (chars,) = LENGTH4.unpack(_exactly(file, LENGTH4.size))
        if chars > 4 * MAX_NAME_CHARS:
            raise DamagedError("the name of an attachment is too long.")
        texts.append(_exactly(file, chars).decode(errors="replace"))
    (data_size,) = LENGTH8.unpack(_exactly(file, LENGTH8.size))
    return AttachmentIndex(
        offset=offset, length=RECORD.size + length, log_time=log_time, create_time=create_time, data_size=data_size,
        name=texts[0], media_type=texts[1],
    )  # fmt: skip


def read_record(kind: type[R], content: bytes) -> R:
    """A record out of its content. Raises DamagedError."""
    stream = ReadDataStream(BytesIO(content))
    try:
        return kind.read(stream)  # type: ignore[attr-defined,no-any-return]
    except (McapError, struct.error, ValueError, MemoryError, OverflowError) as error:
        raise DamagedError(f"a record ({kind.__name__}) cannot be read: {error or type(error).__name__}.") from None


def _exactly(file: BinaryIO, length: int) -> bytes:
    content = file.read(length)
    if len(content) != length:
        raise DamagedError("the file ends within a record.")
    return content
