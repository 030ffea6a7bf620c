"""Rows of the journal once more, many in one attachment: what a seek asks for without opening every chunk.

A zstd frame of a MessagePack array of arrays, the fields of a row in their order.
"""

import msgspec
import zstandard

from opscenter.recording.errors import DamagedError
from opscenter.recording.records import Row
from opscenter.recording.unpacking import unpack

_LEVEL = 6


class _Flat(Row, frozen=True, array_like=True):
    """A row as the array of its fields."""


_decode = msgspec.msgpack.Decoder(list[_Flat]).decode


def pack_rows(rows: list[Row]) -> bytes:
    """One attachment."""
    flat = [_Flat(*msgspec.structs.astuple(row)) for row in rows]
    return zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(msgspec.msgpack.encode(flat))


def unpack_rows(data: bytes) -> list[Row]:
    """The rows of an attachment. Raises DamagedError."""
    try:
        return [Row(*msgspec.structs.astuple(flat)) for flat in _decode(unpack(data))]
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DamagedError(f"rows of the journal cannot be read: {error}") from None
