"""Which texts became others between two pictures, as a section of a frame.

A zstd frame of a MessagePack array: cells (as differences), the different texts, and which of them each cell has now
(-1: none any more).
"""

import msgspec

from opscenter.recording.errors import DamagedError
from opscenter.recording.int_streams import pack_bytes
from opscenter.recording.unpacking import unpack

_MOST_BYTES = 256 << 20


def pack_texts(before: dict[int, str], after: dict[int, str]) -> bytes:
    """Nothing at all where all are the same."""
    changed = [(cell, text) for cell, text in after.items() if before.get(cell) != text]
    gone = list(before.keys() - after.keys()) if len(before) + len(changed) > len(after) else []
    if not changed and not gone:
        return b""
    changed.sort()
    numbers: dict[str, int] = {}
    told: dict[int, int] = {cell: numbers.setdefault(text, len(numbers)) for cell, text in changed}
    told.update(dict.fromkeys(gone, -1))
    cells = sorted(told)
    steps = [cell - before for cell, before in zip(cells, [0, *cells], strict=False)]
    return pack_bytes(msgspec.msgpack.encode((steps, list(numbers), [told[cell] for cell in cells])))


def unpack_texts(texts: dict[int, str], section: bytes, cells: int) -> None:
    """Take a section over into texts by cell. Raises DamagedError."""
    if not section:
        return
    try:
        steps, different, which = msgspec.msgpack.decode(
            unpack(section, _MOST_BYTES), type=tuple[list[int], list[str], list[int]]
        )
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise DamagedError(f"texts of a frame cannot be read: {error}") from None
    if len(steps) != len(which):
        raise DamagedError("texts of a frame do not fit their cells")
    cell = 0
    for step, number in zip(steps, which, strict=True):
        cell += step
        if not 0 <= cell < cells or not -1 <= number < len(different):
            raise DamagedError("a text of a frame has no cell")
        if number < 0:
            texts.pop(cell, None)
        else:
            texts[cell] = different[number]
