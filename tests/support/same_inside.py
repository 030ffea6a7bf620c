"""Compares two objects all through, attribute by attribute: what one of them knows and the other does not."""

from collections import deque
from collections.abc import Iterator, Mapping, Set
from typing import Any

import numpy as np

from opscenter.domain.columns import Column

Passed = set[tuple[str, str]]
"""Class name and attribute ("*": all of the class) that may differ."""


def differences(one: Any, other: Any, passed: Passed, path: str = "") -> list[str]:
    """Paths at which two objects are not the same, with a glance at both; none twice."""
    return list(_compare(one, other, passed, path, set()))


def _compare(a: Any, b: Any, passed: Passed, path: str, seen: set[tuple[int, int]]) -> Iterator[str]:
    if a is b or (id(a), id(b)) in seen:
        return
    if type(a) is not type(b):
        yield f"{path}: {type(a).__name__} {_glance(a)} / {type(b).__name__} {_glance(b)}"
        return
    if isinstance(a, Column):
        a, b = a.view, b.view
    if isinstance(a, np.ndarray):
        if a.dtype != b.dtype or a.shape != b.shape:
            yield f"{path}: {a.dtype}{a.shape} / {b.dtype}{b.shape}"
        elif not np.array_equal(a, b, equal_nan=a.dtype.kind == "f"):
            at = np.flatnonzero((a != b) & ~((a != a) & (b != b)))[:3]
            yield f"{path}: {len(at)}+ at {at.tolist()}: {a.flat[at]} / {b.flat[at]}"
        return
    if isinstance(a, (str, bytes, int, bool, type(None))):
        if a != b:
            yield f"{path}: {_glance(a)} / {_glance(b)}"
        return
    if isinstance(a, float):
        if a != b and not (a != a and b != b):
            yield f"{path}: {a} / {b}"
        return
    seen.add((id(a), id(b)))
    if isinstance(a, Mapping):
        if a.keys() != b.keys():
            yield f"{path}: only {_glance(a.keys() - b.keys())} / only {_glance(b.keys() - a.keys())}"
        for key in a.keys() & b.keys():
            yield from _compare(a[key], b[key], passed, f"{path}[{key!r}]", seen)
    elif isinstance(a, Set):
        if a != b:
            yield f"{path}: only {_glance(a - b)} / only {_glance(b - a)}"
    elif isinstance(a, (list, tuple, deque)):
        if len(a) != len(b):
            yield f"{path}: {len(a)} / {len(b)} of them: {_glance(a)} / {_glance(b)}"
        for number, (x, y) in enumerate(zip(a, b, strict=False)):
            yield from _compare(x, y, passed, f"{path}[{number}]", seen)
    elif callable(a) and not hasattr(a, "__dict__"):
        return
    elif type(a).__module__.startswith("opscenter"):
        for name in _attributes(a):
            if (type(a).__name__, name) in passed or (type(a).__name__, "*") in passed:
                continue
            inner = f"{path}.{name}"
            if hasattr(a, name) != hasattr(b, name):
                yield f"{inner}: only one has it"
            elif hasattr(a, name):
                yield from _compare(getattr(a, name), getattr(b, name), passed, inner, seen)


def _attributes(a: Any) -> list[str]:
    names = list(getattr(a, "__dict__", {}))
    for kind in type(a).__mro__:
        slots = getattr(kind, "__slots__", ())
        names += [slots] if isinstance(slots, str) else list(slots)
    return names


def _glance(value: Any) -> str:
    return repr(value)[:120]
