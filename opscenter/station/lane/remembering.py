"""The state of anything that declares `REMEMBERED` (`domain.remembered`) <-> arrays and packed plain data, by path."""

from collections import deque
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Annotated, Any, get_args, get_origin

import msgspec
import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.domain.remembered import Index, Sort
from opscenter.domain.stopped import Meanwhile, nothing_meanwhile

Array = NDArray[Any]
Kept = dict[str, Array | bytes]
"""By path: a column or an array (a copy), or plain data as MessagePack."""


class DoesNotFitError(ValueError):
    """What was remembered does not fit what it is put into; a sentence."""


def _plain(value: Any) -> Any:
    if isinstance(value, deque):
        return list(value)
    raise NotImplementedError(type(value))


_encode = msgspec.msgpack.Encoder(enc_hook=_plain).encode


def taken_out(part: Any, path: str) -> Kept:
    """The whole state of a part, by paths that begin with `path`."""
    kept: Kept = {}
    _take_out(part, path, kept)
    return kept


def paths_of(part: Any, path: str) -> list[str]:
    """The paths of everything that a part declares, whatever it holds."""
    found = []
    for name, sort in part.REMEMBERED.items():
        value, at = getattr(part, name), f"{path}.{name}"
        if sort is Sort.PART and value is not None:
            found += paths_of(value, at)
        elif sort is Sort.PARTS:
            found += [inner for number, one in enumerate(_members(value)) for inner in paths_of(one, f"{at}.{number}")]
        else:
            found.append(f"{at} {sort}")
    return found


def _take_out(part: Any, path: str, kept: Kept) -> None:
    _prepare(part)
    for name, sort in part.REMEMBERED.items():
        value, at = getattr(part, name), f"{path}.{name}"
        if sort is Sort.PART:
            if value is not None:
                _take_out(value, at, kept)
        elif sort is Sort.PARTS:
            for number, one in enumerate(_members(value)):
                _take_out(one, f"{at}.{number}", kept)
        elif sort in (Sort.COLUMN, Sort.FREE):
            kept[at] = value.view.copy()
        elif sort in (Sort.COLUMNS, Sort.FREES):
            for number, one in enumerate(_members(value)):
                kept[f"{at}.{number}"] = one.view.copy()
        else:
            kept[at] = _encode(_in_order(value))
    if hasattr(part, "remember_more"):
        for name, array in part.remember_more().items():
            kept[f"{path}:{name}"] = np.array(array)


def _in_order(value: Any) -> Any:
    """Sets in an order of their own: the same state is the same bytes in every process."""
    if isinstance(value, set | frozenset):
        return sorted(value)
    if isinstance(value, dict) and any(isinstance(one, set | frozenset) for one in value.values()):
        return {key: _in_order(one) for key, one in value.items()}
    return value


@dataclass(slots=True)
class PutBack:
    """Puts what was taken out into parts. `limits`: how many instances, rows and cells there are, by `Index.of`."""

    kept: Mapping[str, Array | bytes]
    limits: Mapping[str, int]
    meanwhile: Meanwhile = nothing_meanwhile
    _more: dict[str, dict[str, Array]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path, value in self.kept.items():
            at, colon, name = path.partition(":")
            if colon and isinstance(value, np.ndarray):
                self._more.setdefault(at, {})[name] = value

    def into(self, part: Any, path: str) -> None:
        """Put the state at `path` into a part that is as if it had just been made. Raises DoesNotFitError."""
        _prepare(part)
        for name, sort in part.REMEMBERED.items():
            self.meanwhile()
            value, at = getattr(part, name), f"{path}.{name}"
            if sort is Sort.PART:
                if value is not None:
                    self.into(value, at)
            elif sort is Sort.PARTS:
                for number, one in enumerate(_members(value)):
                    self.into(one, f"{at}.{number}")
            elif sort in (Sort.COLUMN, Sort.FREE):
                self._column(value, at, free=sort is Sort.FREE)
            elif sort in (Sort.COLUMNS, Sort.FREES):
                for number, one in enumerate(_members(value)):
                    self._column(one, f"{at}.{number}", free=sort is Sort.FREES)
            else:
                put = self._plain(sort, at)
                if isinstance(value, dict | set) and type(value) is type(put):
                    value.clear()  # others may hold on to it
                    value.update(put)
                elif isinstance(value, list) and isinstance(put, list):
                    value[:] = put
                else:
                    setattr(part, name, put)
        try:
            if hasattr(part, "recall_more"):
                part.recall_more(self._more.get(path, {}))
            if hasattr(part, "recalled"):
                part.recalled()
        except (ValueError, KeyError, IndexError, TypeError, OverflowError) as error:
            raise DoesNotFitError(f"{path}: {error}") from None

    def _column(self, column: Column[Any], path: str, *, free: bool) -> None:
        array = self.kept.get(path)
        there = column.view
        if not isinstance(array, np.ndarray) or array.dtype != there.dtype or array.ndim != 1:
            raise DoesNotFitError(f"{path} is missing, or no column of {there.dtype}")
        if not free and len(array) != len(there):
            raise DoesNotFitError(f"{path} holds {len(array)} numbers where there are {len(there)}")
        column.resize(len(array))
        column.view[:] = array

    def _plain(self, kind: Any, path: str) -> Any:
        packed = self.kept.get(path)
        if not isinstance(packed, bytes):
            raise DoesNotFitError(f"{path} is missing")
        try:
            value = _decoder(kind).decode(packed)
        except (msgspec.MsgspecError, ValueError, RecursionError, TypeError) as error:
            raise DoesNotFitError(f"{path}: {error}") from None
        for number, of in _numbers(value, kind):
            if not 0 <= number < self.limits[of]:
                raise DoesNotFitError(f"{path} names {of} {number}, and there are {self.limits[of]}")
        return value


def _prepare(part: Any) -> None:
    if hasattr(part, "before_memory"):
        part.before_memory()


def _members(value: Any) -> list[Any]:
    return list(value.values()) if isinstance(value, Mapping) else list(value)


@cache
def _decoder(kind: Any) -> Any:
    return msgspec.msgpack.Decoder(kind)


@cache
def _has_index(kind: Any) -> bool:
    if get_origin(kind) is Annotated and any(isinstance(one, Index) for one in get_args(kind)[1:]):
        return True
    return any(_has_index(one) for one in get_args(kind) if one is not Ellipsis)


def _numbers(value: Any, kind: Any) -> Iterator[tuple[int, str]]:
    """All that counts among something, in plain data of a kind."""
    if not _has_index(kind):
        return
    origin, of = get_origin(kind), get_args(kind)
    if origin is Annotated:
        yield from ((value, one.of) for one in of[1:] if isinstance(one, Index))
    elif origin is dict:
        for key, inner in value.items():
            yield from _numbers(key, of[0])
            yield from _numbers(inner, of[1])
    elif origin is tuple and of[-1] is not Ellipsis:
        for inner, one in zip(value, of, strict=True):
            yield from _numbers(inner, one)
    else:  # list, set, tuple of any length
        for inner in value:
            yield from _numbers(inner, of[0])
