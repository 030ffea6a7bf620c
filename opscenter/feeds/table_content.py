"""The text of a table that came over the network, used as a file is."""

import io
from pathlib import Path
from typing import TextIO


class TableContent:
    """What `TableReader` asks of a file. `path` is where it would be: joined tables are looked for from there."""

    def __init__(self, path: Path, where: str, body: bytes) -> None:
        self._path = path
        self._where = where
        self._body = body
        self.name = path.name

    def __str__(self) -> str:
        return self._where

    def open(self, *, encoding: str, newline: str) -> TextIO:
        """The text, as by Path.open."""
        return io.TextIOWrapper(io.BytesIO(self._body), encoding=encoding, newline=newline)

    def resolve(self) -> Path:
        """Where it would be."""
        return self._path.resolve()


TableFile = Path | TableContent
