"""Heads of all messages of a chunk at once, as columns."""

from dataclasses import dataclass
from struct import Struct, error

import numpy as np
from numpy.typing import NDArray

from opscenter.recording.mcap_records import MESSAGE, MESSAGE_FIELDS

Ints = NDArray[np.int64]

_HEAD = np.dtype(
    [("opcode", "u1"), ("length", "<u8"), ("channel", "<u2"), ("sequence", "<u4"), ("logged", "<u8"), ("sent", "<u8")]
)
_LENGTH = Struct("<Q")
_BEFORE_CONTENT = 9
_MESSAGE = 5
assert _HEAD.itemsize == MESSAGE.size


@dataclass(slots=True, frozen=True)
class Heads:
    """By message: where its data begins and ends, channel, sequence, log and publish time (ns)."""

    starts: Ints
    ends: Ints
    channel: NDArray[np.uint16]
    sequence: NDArray[np.uint32]
    logged: NDArray[np.uint64]
    sent: NDArray[np.uint64]


def heads(content: bytes) -> Heads | None:
    """Those of a chunk that was opened; None where it holds anything but whole messages."""
    at, end = 0, len(content)
    places: list[int] = []
    note, length_at = places.append, _LENGTH.unpack_from
    try:
        while at < end:
            note(at)
            at += _BEFORE_CONTENT + length_at(content, at + 1)[0]
    except error:
        return None
    if at != end or not places or places[-1] + MESSAGE.size > end:
        return None
    begins = np.array(places, np.int64)
    windows = np.lib.stride_tricks.sliding_window_view(np.frombuffer(content, np.uint8), MESSAGE.size)
    found = windows[begins].view(_HEAD)[:, 0]
    length = found["length"].astype(np.int64)
    if (found["opcode"] != _MESSAGE).any() or (length < MESSAGE_FIELDS).any():
        return None
    return Heads(
        begins + MESSAGE.size, begins + _BEFORE_CONTENT + length, found["channel"], found["sequence"], found["logged"],
        found["sent"],
    )  # fmt: skip
