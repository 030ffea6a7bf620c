"""Records of MCAP that are written and read by the thousand, and a few the library has not.

The layout is that of the specification (https://mcap.dev/spec); the other records are the library's own.
"""

import struct
import sys
import zlib
from array import array

from mcap.data_stream import RecordBuilder
from mcap.opcode import Opcode
from mcap.records import McapRecord

MAGIC = b"\x89MCAP0\r\n"
RECORD = struct.Struct("<BQ")
MESSAGE = struct.Struct("<BQHIQQ")
"""Opcode, length, channel, sequence, log time, publish time."""
MESSAGE_FIELDS = MESSAGE.size - RECORD.size
CHUNK = struct.Struct("<QQQI")
"""Start, end, uncompressed size, CRC; then compression and data, each with its length before it."""
LENGTH4 = struct.Struct("<I")
LENGTH8 = struct.Struct("<Q")
FOOTER = struct.Struct("<QQI")
FOOTER_BYTES = RECORD.size + FOOTER.size
_INDEX_HEAD = struct.Struct("<BQHI")
_ATTACHMENT_TIMES = struct.Struct("<QQ")


def record_bytes(record: McapRecord) -> bytes:
    """A record as it stands in a file."""
    builder = RecordBuilder()
    record.write(builder)
    return bytes(builder.end())


def text(value: str) -> bytes:
    """A string with its length."""
    encoded = value.encode()
    return LENGTH4.pack(len(encoded)) + encoded


def message_index(channel: int, entries: "array[int]") -> bytes:
    """The record of a channel's messages in a chunk; entries are log time, offset, log time, ..."""
    if sys.byteorder == "big":
        entries = array("Q", entries)
        entries.byteswap()
    size = 8 * len(entries)
    return _INDEX_HEAD.pack(Opcode.MESSAGE_INDEX, 6 + size, channel, size) + entries.tobytes()


def attachment_parts(name: str, media_type: str, data: bytes, log_time: int, create_time: int) -> list[bytes]:
    """The record of an attachment in parts, so that what it carries is not copied; times are nanoseconds."""
    head = b"".join(
        (_ATTACHMENT_TIMES.pack(log_time, create_time), text(name), text(media_type), LENGTH8.pack(len(data)))
    )
    crc = zlib.crc32(data, zlib.crc32(head))
    return [RECORD.pack(Opcode.ATTACHMENT, len(head) + len(data) + 4), head, data, LENGTH4.pack(crc)]
