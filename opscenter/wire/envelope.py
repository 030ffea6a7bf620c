"""The third frame of a bus message: who sent it, which of its messages this is, and when."""

from typing import Annotated

import msgspec

HEADER_VERSION = 1
MAX_HEADER_BYTES = 4_096
MAX_PUBLISHER_CHARS = 200
HEARTBEAT_TOPIC = "_bus/heartbeat/"

_Whole = Annotated[int, msgspec.Meta(ge=0, le=2**53)]


class Header(msgspec.Struct, frozen=True, gc=False):
    """`pub` names the publisher, `epoch` is its start (Unix ms), `seq` rises by one with each of its messages of
    that epoch (None: loss cannot be detected), `sent` is when it was sent (Unix ms, 0 unknown)."""

    pub: Annotated[str, msgspec.Meta(min_length=1, max_length=MAX_PUBLISHER_CHARS)]
    epoch: _Whole = 0
    seq: _Whole | None = None
    sent: _Whole = 0
    v: _Whole = HEADER_VERSION


class OddFrames(bytes):
    """Stands in for the header of a message that had not two or three frames: how many it had, in digits.

    The class is what tells, not the bytes, so that nobody on the bus can send one.
    """

    __slots__ = ()


decode_header = msgspec.json.Decoder(Header).decode
"""The header in a frame of at most MAX_HEADER_BYTES. Raises what msgspec raises (ValueErrors, RecursionError)."""

_encode = msgspec.json.Encoder().encode


def read_header(frame: bytes) -> Header:
    """The header in a frame. ValueError (a sentence) if it is not one."""
    if len(frame) > MAX_HEADER_BYTES:
        raise ValueError(f"a header of {len(frame)} bytes is too long")
    try:
        return decode_header(frame)
    except (msgspec.MsgspecError, UnicodeDecodeError, RecursionError) as error:
        raise ValueError(str(error)) from None


def write_header(publisher: str, epoch: int, seq: int, sent: int) -> bytes:
    """The frame of a header; times are Unix ms."""
    return _encode({"v": HEADER_VERSION, "pub": publisher, "epoch": epoch, "seq": seq, "sent": sent})
