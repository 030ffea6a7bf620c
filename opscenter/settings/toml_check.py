"""Checking TOML files that people write: every error at once, each with its line and the nearest right name."""

import difflib
import re
import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

_HEADER = re.compile(r"^\s*\[\[?\s*([^\]]+?)\s*\]\]?")
_KEY = re.compile(
    r"^\s*((?:[A-Za-z0-9_\-]+|\"[^\"]*\"|'[^']*')(?:\s*\.\s*(?:[A-Za-z0-9_\-]+|\"[^\"]*\"|'[^']*'))*)\s*="
)
_LARGEST = 2**63
_PART = re.compile(r"\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_\-]+)")


class FileErrors(ValueError):
    """Everything that is wrong with a file, one sentence a line, each `file:line: sentence`."""

    def __init__(self, problems: list[str]) -> None:
        self.problems = problems
        super().__init__("\n".join(problems))


def _parts(dotted: str) -> tuple[str, ...]:
    return tuple(a or b or c for a, b, c in _PART.findall(dotted))


def _lines_of(text: str) -> dict[tuple[str, ...], int]:
    """Line of each key path; of an array of tables, the first table's keys."""
    lines: dict[tuple[str, ...], int] = {}
    here: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), 1):
        header = _HEADER.match(line)
        if header:
            here = _parts(header.group(1))
            lines.setdefault(here, number)
            continue
        key = _KEY.match(line)
        if key:
            path = here + _parts(key.group(1))
            for end in range(len(here) + 1, len(path) + 1):
                lines.setdefault(path[:end], number)
    return lines


def nearest(name: str, known: Iterable[str]) -> str:
    """` Did you mean "x"?`, or what there is to choose from."""
    names = sorted(known)
    close = difflib.get_close_matches(name, names, 1, 0.6)
    if close:
        return f' Did you mean "{close[0]}"?'
    return f" Known: {', '.join(names)}." if len(names) <= 24 else ""


@dataclass(slots=True)
class TomlFile:
    """A parsed file that collects what is wrong with it. `finish` raises FileErrors if anything was."""

    name: str
    text: str
    data: dict[str, Any] = field(default_factory=dict)
    problems: list[tuple[int, str]] = field(default_factory=list)
    _lines: dict[tuple[str, ...], int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._lines = _lines_of(self.text)
        try:
            self.data = tomllib.loads(self.text)
        except tomllib.TOMLDecodeError as error:
            at = re.search(r"line (\d+)", str(error))
            self.problems.append((int(at.group(1)) if at else 1, f"not TOML: {error}"))

    @property
    def is_toml(self) -> bool:
        """Whether the file could be parsed at all."""
        return not self.problems or bool(self.data)

    def complain(self, path: tuple[str, ...], sentence: str) -> None:
        """Note a problem with the value at `path`, at its line (or its table's)."""
        for end in range(len(path), -1, -1):
            if path[:end] in self._lines:
                self.problems.append((self._lines[path[:end]], sentence))
                return
        self.problems.append((1, sentence))

    def finish(self) -> None:
        """Raise FileErrors with all problems in the order of their lines, or return."""
        if self.problems:
            raise FileErrors([f"{self.name}:{line}: {sentence}" for line, sentence in sorted(self.problems)])

    def table(self, path: tuple[str, ...], allowed: Iterable[str] | None = None) -> dict[str, Any]:
        """The table at `path` ({} if absent); keys that are not `allowed` are problems with the nearest right name."""
        value: Any = self.data
        for key in path:
            value = value.get(key, {}) if isinstance(value, dict) else {}
        if not isinstance(value, dict):
            self.complain(path, f"[{'.'.join(path)}] must be a table.")
            return {}
        if allowed is not None:
            known = set(allowed)
            where = f" in [{'.'.join(path)}]" if path else ""
            for key in value:
                if key not in known:
                    self.complain((*path, key), f'"{key}" is unknown{where}.{nearest(key, known)}')
        return value

    def get(
        self,
        path: tuple[str, ...],
        kind: type | tuple[type, ...],
        default: Any = None,
        *,
        required: bool = False,
        check: Callable[[Any], str] | None = None,
    ) -> Any:
        """The value at `path` if it is of `kind` and `check` answers ""; else `default`, with a problem noted."""
        table = self.table(path[:-1])
        if path[-1] not in table:
            if required:
                self.complain(path[:-1], f'"{".".join(path)}" is missing.')
            return default
        value = table[path[-1]]
        kinds = kind if isinstance(kind, tuple) else (kind,)
        if (isinstance(value, bool) and bool not in kinds) or not isinstance(value, kinds):
            names = {str: "text", int: "a whole number", float: "a number", bool: "true or false", list: "a list"}
            wanted = " or ".join(dict.fromkeys(names.get(one, "a table") for one in kinds))
            self.complain(path, f'"{".".join(path)}" must be {wanted}, not {value!r}.')
            return default
        if isinstance(value, int) and abs(value) > _LARGEST:  # TOML's whole numbers have no end
            self.complain(path, f'"{".".join(path)}" is too large a number.')
            return default
        sentence = check(value) if check else ""
        if sentence:
            self.complain(path, f'"{".".join(path)}" {sentence}')
            return default
        return value
