"""Reading a table of a TOML document with care: every mistake is noted with its place, and reading goes on."""

import difflib
import math
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from opscenter.domain.toml_lines import Path, TomlLines


@dataclass(slots=True, frozen=True, order=True)
class Mistake:
    """One thing wrong with a file, for the person who wrote it."""

    file: str
    line: int
    message: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.message}"


def nearest(wrong: str, right: Iterable[str]) -> str:
    """`; did you mean "x"?` with the nearest right name, else the few there are, else nothing."""
    names = [name for name in right if name]
    close = difflib.get_close_matches(wrong, names, n=1, cutoff=0.5)
    if not close:
        by_lower = {name.lower(): name for name in names}
        close = [by_lower[found] for found in difflib.get_close_matches(wrong.lower(), by_lower, n=1, cutoff=0.6)]
    if close:
        return f'; did you mean "{close[0]}"?'
    return f"; it is one of {', '.join(names)}" if 0 < len(names) <= 30 else ""


class Table:
    """One table of a file. Getters take what is there, note what is wrong with it and give a usable default.

    `finish` notes every key nobody asked for.
    """

    def __init__(self, file: str, lines: TomlLines, path: Path, data: Any, mistakes: list[Mistake]) -> None:
        self.file = file
        self.path = path
        self.lines = lines
        self.mistakes = mistakes
        self._asked: set[str] = set()
        self.data: dict[str, Any] = data if isinstance(data, dict) else {}
        if not isinstance(data, dict):
            self.wrong("", "a table is expected here")

    def wrong(self, key: str, message: str) -> None:
        """Note a mistake at `key` ("" for the table itself)."""
        path = (*self.path, key) if key else self.path
        self.mistakes.append(Mistake(self.file, self.lines.line(path), message))

    def has(self, key: str) -> bool:
        """Whether the key is there."""
        return key in self.data

    def text(self, key: str, default: str | None = None) -> str:
        """A text; required without a default."""
        value = self._get(key, default)
        if isinstance(value, str):
            return value
        if value is not None:
            self.wrong(key, f'"{key}" must be a text, in quotes')
        return default or ""

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """A text that is one of a few."""
        value = self.text(key, default)
        names = list(choices)
        if value in names:
            return value
        if isinstance(self.data.get(key), str):  # else its lack or its type has been noted
            self.wrong(key, f'"{key}" cannot be "{value}"{nearest(value, names)}')
        return default or names[0]

    def number(self, key: str, default: float | None = None, low: float = -math.inf, high: float = math.inf) -> float:
        """A finite number within [low, high]; required without a default."""
        value = self._get(key, default)
        if isinstance(value, int | float) and not isinstance(value, bool) and abs(value) <= _LARGEST:
            if low <= value <= high:
                return float(value)
            self.wrong(key, f'"{key}" must be {_range(low, high)}, not {value:g}')
        elif value is not None:
            self.wrong(key, f'"{key}" must be a number')
        return 0.0 if default is None else default

    def optional_number(self, key: str) -> float | None:
        """A finite number, or None when absent."""
        self._asked.add(key)
        return self.number(key) if self.has(key) else None

    def whole(self, key: str, default: int | None, low: int, high: int) -> int:
        """A whole number within [low, high]."""
        value = self.number(key, None if default is None else float(default), low, high)
        if value != int(value):
            self.wrong(key, f'"{key}" must be a whole number')
        return int(value)

    def flag(self, key: str) -> bool:
        """true or false; false when absent."""
        value = self._get(key, False)
        if not isinstance(value, bool):
            self.wrong(key, f'"{key}" must be true or false')
        return value is True

    def texts(self, key: str) -> tuple[str, ...]:
        """An array of texts, not empty; required."""
        value = self._get(key, None)
        if isinstance(value, list) and value and all(isinstance(one, str) for one in value):
            return tuple(value)
        if value is not None:
            self.wrong(key, f'"{key}" must be a list of texts, not empty')
        return ()

    def table(self, key: str) -> "Table | None":
        """A table inside this one, or None when absent."""
        value = self._get(key, {})
        return self._inner((*self.path, key), value) if self.has(key) else None

    def tables(self, key: str) -> list["Table"]:
        """An array of tables, empty when absent."""
        value = self._get(key, [])
        if not isinstance(value, list):
            self.wrong(key, f'"{key}" must be written as [[{".".join([*map(str, self.path), key])}]]')
            return []
        return [self._inner((*self.path, key, index), one) for index, one in enumerate(value)]

    def offer(self, *keys: str) -> None:
        """Keys that may be there, though nothing asked for them because they were not."""
        self._asked.update(keys)

    def finish(self) -> None:
        """Note the keys that nothing has asked for."""
        for key in self.data:
            if key not in self._asked:
                self.wrong(key, f'there is no "{key}" here{nearest(key, sorted(self._asked))}')

    def _inner(self, path: Path, data: Any) -> "Table":
        return Table(self.file, self.lines, path, data, self.mistakes)

    def _get(self, key: str, default: Any) -> Any:
        self._asked.add(key)
        if key not in self.data:
            if default is None:
                self.wrong("", f'"{key}" is missing')
            return default
        return self.data[key]


_LARGEST = sys.float_info.max
"""TOML's whole numbers have no end, and a NaN is not less than anything: both fail the comparison with this."""


def _range(low: float, high: float) -> str:
    if high == math.inf:
        return f"at least {low:g}"
    return f"at most {high:g}" if low == -math.inf else f"between {low:g} and {high:g}"
