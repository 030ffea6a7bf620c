"""Messages between a station and its desks (PROTOCOL.md says when each is sent).

A message is frames: `kind` (ASCII), a MessagePack header, then one frame for each column named in the header's
`columns`. Columns are contiguous little-endian numpy arrays; texts travel in the header.
"""

from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

VERSION = 1
"""Version of the desk protocol. A station refuses a desk that speaks none of its versions, in a sentence."""

HEARTBEAT_MS = 1_000
LOST_AFTER_MS = 3_000
MAX_COLUMN_BYTES = 256 * 1024 * 1024

Columns = dict[str, NDArray[Any]]
Header = dict[str, Any]


class DeskFormatError(ValueError):
    """A frame of the desk protocol that cannot be read; the sentence says what is wrong with it."""


def pack(kind: str, header: Header, columns: Columns | None = None) -> list[bytes | memoryview]:
    """Frames of one message. `columns` maps a name to a 1-D array; the arrays are not copied."""
    described = []
    buffers: list[bytes | memoryview] = []
    for name, column in (columns or {}).items():
        array = np.ascontiguousarray(column)
        described.append((name, array.dtype.str, len(array)))
        buffers.append(array.data.cast("B") if len(array) else b"")
    return [kind.encode("ascii"), msgspec.msgpack.encode({**header, "columns": described}), *buffers]


def unpack(frames: list[bytes]) -> tuple[str, Header, Columns]:
    """The kind, header and columns of a message; the arrays are read-only views of the frames.

    Raises DeskFormatError for anything that is not such a message.
    """
    if len(frames) < 2:
        raise DeskFormatError("a desk message has at least two frames: kind and header")
    try:
        kind = bytes(frames[0]).decode("ascii")
        header = msgspec.msgpack.decode(frames[1], type=dict[str, Any])
    except (UnicodeDecodeError, msgspec.MsgspecError) as error:
        raise DeskFormatError(f"the header of a desk message cannot be read: {error}") from None
    described = header.pop("columns", [])
    if not isinstance(described, list) or len(described) != len(frames) - 2:
        raise DeskFormatError("a desk message names other columns than it carries")
    columns: Columns = {}
    for entry, buffer in zip(described, frames[2:], strict=True):
        try:
            name, code, length = entry
            dtype = np.dtype(code)
            if dtype.kind not in "iufb" or len(buffer) > MAX_COLUMN_BYTES:
                raise ValueError(f"column type {code}")
            array = np.frombuffer(buffer, dtype=dtype)
            if len(array) != length:
                raise ValueError(f"{len(array)} of {length} items")
            columns[str(name)] = array
        except (TypeError, ValueError) as error:
            raise DeskFormatError(f"a column of a desk message cannot be read: {error}") from None
    return kind, header, columns
