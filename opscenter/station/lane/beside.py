"""A memory beside a frame of the same moment: what the frame tells already is left out, and put back out of it.

That is the state itself, and whatever repeats it: what figures hold of their inputs, and what they wrote last, by
position, are columns of the state by attribute but for a few places. What is left is told so that it takes few bytes.
"""

from collections.abc import Iterator, Mapping, Sequence

import msgspec
import numpy as np
from numpy.typing import NDArray

from opscenter.station.lane.packing import LARGEST, MemoryFormatError
from opscenter.station.lane.remembering import Array, Kept

BESIDE = "beside"
STATE = "engine.state._"
FEWEST = 64
"""Columns that are shorter are not worth it."""
_LOOKED_AT = 256

Ints = NDArray[np.int64]
Columns = Mapping[str, Array]
_NOT_KNOWN = {"value": np.nan, "measured": 0, "received": 0}


class _Column(msgspec.Struct, array_like=True):
    """What is at `path` is the state's `column`: all of it, or with a `type` that of its attribute `name`, by entity in
    the order of rows. Where it is something else stands at `beside.NUMBER.at`, and what, at `beside.NUMBER.is`."""

    path: str
    column: str
    type: str
    name: str


class _Told(msgspec.Struct):
    """`turned`: paths of tables that are told column by column. `texts`: paths of texts by number, which are told as
    `PATH|at`, numbers as differences; `PATH|of`, the different texts; `PATH|is`, which of these each has."""

    columns: list[_Column] = []
    turned: list[str] = []
    texts: list[str] = []


class Attributes:
    """Cells by type and attribute. `types` of rows, rows and names of cells."""

    def __init__(self, types: Sequence[str], rows: Sequence[int] | Ints, names: Sequence[str]) -> None:
        kinds: dict[str, int] = {}
        kind = np.fromiter((kinds.setdefault(one, len(kinds)) for one in types), np.int64, len(types))
        by_kind = np.argsort(kind, kind="stable")
        counts = np.bincount(kind, minlength=len(kinds))
        self._place = np.empty(len(types), np.int64)
        self._place[by_kind] = np.arange(len(types)) - np.repeat(np.cumsum(counts) - counts, counts)
        self.count = dict(zip(kinds, counts.tolist(), strict=True))
        numbers: dict[str, int] = {}
        name = np.fromiter((numbers.setdefault(one, len(numbers)) for one in names), np.int64, len(names))
        self._row = np.asarray(rows, np.int64)
        key = kind[self._row] * max(1, len(numbers)) + name
        order = np.argsort(key, kind="stable")
        begins = np.flatnonzero(np.diff(key[order], prepend=-1))
        kind_names, cell_names = list(kinds), list(numbers)
        self._cells: dict[tuple[str, str], Ints] = {}
        for cells in np.split(order, begins[1:]) if len(order) else ():
            which, called = divmod(int(key[cells[0]]), len(numbers))
            self._cells[kind_names[which], cell_names[called]] = cells

    def column(self, columns: Columns, column: str, kind: str, name: str) -> Array:
        """One attribute of all entities of a type, in the order of their rows. Raises KeyError."""
        cells = self._cells[kind, name]
        of_all = np.full(self.count[kind], _NOT_KNOWN[column], columns[column].dtype)
        of_all[self._place[self._row[cells]]] = columns[column][cells]
        return of_all

    def like(self, array: Array, columns: Columns) -> tuple[tuple[str, str, str], Ints] | None:
        """The column, type and attribute that an array repeats, and where it is something else; None: none does."""
        bits = array.view(np.int64)
        some = np.unique(np.linspace(0, len(array) - 1, _LOOKED_AT).astype(np.int64))
        if bool((bits[some] == bits[0]).all()):
            return None  # it costs nothing anyhow
        best = None
        for told in self._candidates(array):
            found = self.column(columns, *told).view(np.int64)
            if 2 * np.count_nonzero(found[some] == bits[some]) < len(some):
                continue
            other = np.flatnonzero(found != bits)
            if 2 * len(other) < len(bits) and (best is None or len(other) < len(best[1])):
                best = told, other
        return best

    def _candidates(self, array: Array) -> Iterator[tuple[str, str, str]]:
        of_kind = ("value",) if array.dtype == np.float64 else ("measured", "received")
        for kind, name in self._cells:
            if self.count[kind] == len(array):
                yield from ((column, kind, name) for column in of_kind)


def left_out(memory: Kept, columns: Columns, attributes: Attributes) -> Kept:
    """A memory without what `columns` of the state at its moment tell."""
    kept, told = dict(memory), _Told()
    for column, array in columns.items():
        path = f"{STATE}{column}"
        mine = memory.get(path)
        if isinstance(mine, np.ndarray) and mine.dtype == array.dtype and mine.tobytes() == array.tobytes():
            told.columns.append(_Column(path, column, "", ""))
            del kept[path]
    for path, mine in memory.items():
        if path not in kept:
            continue
        if isinstance(mine, bytes):
            if len(mine) >= FEWEST and _put_texts(kept, path, mine):
                told.texts.append(path)
        elif mine.ndim == 2 and mine.shape[0] > mine.shape[1] > 1:
            told.turned.append(path)
            kept[path] = np.ascontiguousarray(mine.T)
        elif mine.ndim == 1 and len(mine) >= FEWEST and mine.dtype in (np.float64, np.int64):
            found = attributes.like(mine, columns)
            if found is not None:
                (column, kind, name), other = found
                at = f"{BESIDE}.{len(told.columns)}"
                kept[f"{at}.at"], kept[f"{at}.is"] = other, mine[other]
                told.columns.append(_Column(path, column, kind, name))
                del kept[path]
    kept[BESIDE] = msgspec.msgpack.encode(told)
    return kept


def put_back(memory: Kept, columns: Columns | None, types: Sequence[str], cells: Sequence[tuple[int, str]]) -> Kept:
    """A memory with what was left out of it. `columns`: the state at its moment (None: not known); `types` of rows,
    `cells` (row, name). Raises MemoryFormatError."""
    if BESIDE not in memory:
        return memory
    if columns is None:
        raise MemoryFormatError("the frame that the memory stands beside is not there")
    whole = dict(memory)
    packed = whole.pop(BESIDE)
    try:
        told = msgspec.msgpack.decode(packed if isinstance(packed, bytes) else b"", type=_Told)
        if len(columns["value"]) != len(cells) or len(columns["seen"]) != len(types):
            raise ValueError("the frame tells of others")
        for path in told.turned:
            whole[path] = np.ascontiguousarray(_array(whole, path).T)
        for path in told.texts:
            whole[path] = _texts(whole, path)
        attributes, size = Attributes(types, [row for row, _ in cells], [name for _, name in cells]), 0
        for number, one in enumerate(told.columns):
            if not one.type:
                whole[one.path] = columns[one.column]
                continue
            size += 8 * attributes.count[one.type]
            if size > LARGEST:
                raise ValueError(f"it would have more than {LARGEST} bytes")
            array = attributes.column(columns, one.column, one.type, one.name)
            at, other = (_array(whole, f"{BESIDE}.{number}.{which}") for which in ("at", "is"))
            if other.dtype != array.dtype:
                raise ValueError(f"what is other in {one.path[:80]} is not told")
            array[at] = other
            whole[one.path] = array
    except (msgspec.MsgspecError, ValueError, KeyError, IndexError, TypeError, RecursionError) as error:
        raise MemoryFormatError(f"The memory does not fit the frame beside it: {str(error)[:200]}.") from None
    return whole


def _array(memory: Kept, path: str) -> Array:
    found = memory.pop(path)
    if isinstance(found, bytes):
        raise ValueError(f"{path[:80]} holds no numbers")
    return found


def _put_texts(kept: Kept, path: str, packed: bytes) -> bool:
    """Whether these are texts by number, which are told in columns then."""
    try:
        texts = msgspec.msgpack.decode(packed, type=dict[int, str | None])
        at = np.fromiter(texts, np.int64, len(texts))
    except (msgspec.MsgspecError, OverflowError):
        return False
    different: dict[str | None, int] = {}
    which = [different.setdefault(text, len(different)) for text in texts.values()]
    if msgspec.msgpack.encode(texts) != packed:
        return False
    kept[f"{path}|at"], kept[f"{path}|is"] = np.diff(at, prepend=0), np.array(which, np.int64)
    kept[f"{path}|of"] = msgspec.msgpack.encode(list(different))
    del kept[path]
    return True


def _texts(memory: Kept, path: str) -> bytes:
    of = memory.pop(f"{path}|of")
    different = msgspec.msgpack.decode(of if isinstance(of, bytes) else b"", type=list[str | None])
    at, which = np.cumsum(_array(memory, f"{path}|at")), _array(memory, f"{path}|is")
    told = {number: different[one] for number, one in zip(at.tolist(), which.tolist(), strict=True)}
    return msgspec.msgpack.encode(told)
