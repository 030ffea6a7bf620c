"""How the cells of a city are numbered, as far as frames need it: which entity each is of, and which are alike."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import msgspec
import numpy as np
import zstandard
from numpy.typing import NDArray

from opscenter.recording.errors import DamagedError
from opscenter.recording.unpacking import unpack

REGISTRY = "registry"
REGISTRY_TYPE = "application/vnd.opscenter.registry+zstd"
_LEVEL = 9

Ints = NDArray[np.int64]


@dataclass(slots=True, frozen=True)
class Layout:
    """`row`: the entity of each cell, of `rows`; `order`: all cells with those of one name together, as frames list
    them."""

    rows: int
    row: Ints
    order: Ints
    row_in_order: Ints

    def part(self, cells: int) -> "Layout":
        """That of the first cells, as it was when there were no more."""
        if cells == len(self.row):
            return self
        order = self.order[self.order < cells]
        row = self.row[:cells]
        return Layout(self.rows, row, order, row[order])


def layout_of(entities: int, rows: Sequence[int] | Ints, names: Iterable[str]) -> Layout:
    """The layout of cells of `entities` entities, with the entity (its row) and the name of each."""
    numbers: dict[str, int] = {}
    kind = np.fromiter((numbers.setdefault(name, len(numbers)) for name in names), np.int64)
    row = np.asarray(rows, np.int64)
    order = np.argsort(kind, kind="stable")
    return Layout(entities, row, order, row[order])


def pack_registry(entities: Sequence[tuple[str, str]], cells: Sequence[tuple[int, str]]) -> bytes:
    """Entities (id, type) and cells (row, name) in the order of their numbers, as the attachment `registry`.

    A zstd frame of a MessagePack array: ids, types, rows of cells (as differences), the different names, and which of
    them each cell has.
    """
    numbers: dict[str, int] = {}
    kinds = [numbers.setdefault(name, len(numbers)) for _, name in cells]
    rows = np.diff(np.fromiter((row for row, _ in cells), np.int64, len(cells)), prepend=0).tolist()
    content = ([one[0] for one in entities], [one[1] for one in entities], rows, list(numbers), kinds)
    return zstandard.ZstdCompressor(level=_LEVEL, write_checksum=True).compress(msgspec.msgpack.encode(content))


def unpack_registry(data: bytes) -> tuple[list[tuple[str, str]], list[tuple[int, str]]]:
    """Entities (id, type) and cells (row, name). Raises DamagedError."""
    try:
        content = unpack(data)
        ids, types, steps, names, kinds = msgspec.msgpack.decode(
            content, type=tuple[list[str], list[str], list[int], list[str], list[int]]
        )
        if len(ids) != len(types) or len(steps) != len(kinds):
            raise DamagedError("the registry does not hold what it says")
        rows = np.cumsum(np.array(steps, np.int64))
        if len(rows) and (rows.min() < 0 or rows.max() >= len(ids)):
            raise DamagedError("the registry has cells of no entity")
        if kinds and not 0 <= min(kinds) <= max(kinds) < len(names):
            raise DamagedError("the registry has cells of no name")
        cells = list(zip(rows.tolist(), [names[kind] for kind in kinds], strict=True))
    except (msgspec.MsgspecError, UnicodeDecodeError, OverflowError) as error:
        raise DamagedError(f"the registry cannot be read: {error}") from None
    return list(zip(ids, types, strict=True)), cells
