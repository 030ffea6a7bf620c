"""Which line of a TOML text a key stands on: `tomllib` reads values and forgets where they were."""

import re

Path = tuple[str | int, ...]
"""A way into the document: ("kind", 2, "rule", 0, "value"); members of arrays of tables by number."""

_HEADER = re.compile(r"^\s*(\[\[?)\s*([A-Za-z0-9_\-.\s]+?)\s*\]\]?\s*(#.*)?$")
_KEY = re.compile(r"^\s*([A-Za-z0-9_\-]+|\"[^\"]*\"|'[^']*')\s*=")


class TomlLines:
    """Lines of tables and of their keys. Keys inside inline tables and arrays count as where their value begins."""

    def __init__(self, text: str) -> None:
        self._lines: dict[Path, int] = {}
        counts: dict[Path, int] = {}
        at: Path = ()
        inside = ""
        for number, line in enumerate(text.splitlines(), 1):
            if inside:
                if inside in line:
                    inside = ""
                continue
            header = _HEADER.match(line)
            if header:
                at = self._table(header[1] == "[[", [part.strip() for part in header[2].split(".")], counts)
                self._lines.setdefault(at, number)
                if header[1] == "[[":
                    self._lines.setdefault(at[:-1], number)  # the array as a whole stands where its first table does
                continue
            key = _KEY.match(line)
            if key:
                self._lines.setdefault((*at, key[1].strip("\"'")), number)
                inside = next((mark for mark in ('"""', "'''") if line.count(mark) % 2), "")

    @staticmethod
    def _table(is_array: bool, parts: list[str], counts: dict[Path, int]) -> Path:
        path: Path = ()
        for part in parts[:-1]:
            path = (*path, part)
            if path in counts:
                path = (*path, counts[path] - 1)
        path = (*path, parts[-1])
        if is_array:
            counts[path] = counts.get(path, 0) + 1
            path = (*path, counts[path] - 1)
        return path

    def line(self, path: Path) -> int:
        """The line of `path`, or of the nearest thing around it; 1 if nothing is known."""
        while path:
            if path in self._lines:
                return self._lines[path]
            path = path[:-1]
        return 1
