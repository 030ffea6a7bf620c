"""Messages between a station and a process it has started, over that one's standard input and output."""

import struct
from typing import Any, BinaryIO

import msgspec

_LENGTH = struct.Struct("<Q")
LARGEST = 1 << 30


class FrameError(OSError):
    """The other side is gone, or does not say what was agreed."""


def send(stream: BinaryIO, message: Any) -> None:
    """One message, whole. Raises OSError."""
    content = msgspec.msgpack.encode(message)
    stream.write(_LENGTH.pack(len(content)))
    stream.write(content)
    stream.flush()


def receive(stream: BinaryIO) -> Any:
    """The next message. Raises FrameError at the end."""
    head = stream.read(_LENGTH.size)
    if len(head) < _LENGTH.size:
        raise FrameError("a process of the station ended early")
    (length,) = _LENGTH.unpack(head)
    if length > LARGEST:
        raise FrameError("a process of the station says what cannot be")
    content = stream.read(length)
    if len(content) < length:
        raise FrameError("a process of the station ended early")
    try:
        return msgspec.msgpack.decode(content)
    except msgspec.MsgspecError as error:
        raise FrameError(f"a process of the station says what cannot be: {error}") from None
