"""A search index over tens of thousands of entities that answers within a keystroke. No Qt.

The words of every entity lie in a few long lower-case strings; C's substring search runs over them, and positions
are turned back into rows by a table of offsets. A separator of words is always one blank and every field starts with
``\\x01``, so that "field begins with", "word begins with" and "contains" are the same search with another first
character.
"""

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass

CHUNK_ROWS = 4_096
CANDIDATES = 4_000

_SEPARATORS = re.compile(r"[\s:_\-./,;#]+")
_FIELD = "\x01"
_END = "\n"


def normal(text: str) -> str:
    """Lower case, one blank between words; control characters (a bus may send any) count as blanks."""
    return _SEPARATORS.sub(" ", "".join(c if c.isprintable() else " " for c in text)).strip().lower()


@dataclass(slots=True, frozen=True)
class Hit:
    """A row that matches; `rank` 0 whole field, 1 field begins, 2 word begins, 3 contains."""

    row: int
    rank: int


@dataclass(slots=True)
class _Chunk:
    text: str
    offsets: list[int]  # start of each row's text


class SearchIndex:
    """Rows 0..n-1, each with fields given by `fields_of(row)`. Rows are added in order and refreshed by chunk."""

    def __init__(self, fields_of: Callable[[int], Sequence[str]]) -> None:
        self._fields_of = fields_of
        self._chunks: list[_Chunk] = []
        self._dirty: set[int] = set()
        self._rows = 0
        self._wanted = 0

    @property
    def rows(self) -> int:
        """Rows that can be found now."""
        return self._rows

    @property
    def complete(self) -> bool:
        """Every row that was announced is in the index."""
        return self._rows == self._wanted and not self._dirty

    def clear(self) -> None:
        """Forget everything (after a snapshot)."""
        self._chunks.clear()
        self._dirty.clear()
        self._rows = self._wanted = 0

    def grow(self, rows: int) -> None:
        """There are `rows` rows now; `work` takes them in."""
        self._wanted = max(self._wanted, rows)

    def refresh(self, rows: Sequence[int]) -> None:
        """The fields of these rows changed; `work` takes them in."""
        self._dirty.update(row // CHUNK_ROWS for row in rows if row < self._rows)

    def work(self) -> bool:
        """Take in one chunk (some ten milliseconds at most). True while there is more to do."""
        if self._dirty:
            number = self._dirty.pop()
        elif self._rows < self._wanted:
            number = self._rows // CHUNK_ROWS
        else:
            return False
        first = number * CHUNK_ROWS
        last = min(first + CHUNK_ROWS, self._wanted)
        pieces: list[str] = []
        offsets: list[int] = []
        at = 0
        for row in range(first, last):
            piece = "".join(f"{_FIELD}{normal(field)}" for field in self._fields_of(row) if field) + _END
            offsets.append(at)
            pieces.append(piece)
            at += len(piece)
        chunk = _Chunk("".join(pieces), offsets)
        if number < len(self._chunks):
            self._chunks[number] = chunk
        else:
            self._chunks.append(chunk)
        self._rows = max(self._rows, last)
        return not self.complete

    def text(self, row: int) -> str:
        """The words of a row as they are searched."""
        chunk = self._chunks[row // CHUNK_ROWS]
        at = row % CHUNK_ROWS
        end = chunk.offsets[at + 1] if at + 1 < len(chunk.offsets) else len(chunk.text)
        return chunk.text[chunk.offsets[at] : end]

    def search(self, query: str, limit: int) -> list[Hit]:
        """The best `limit` rows that contain every word of the query, best first, otherwise in row order."""
        phrase = normal(query)
        if not phrase or limit <= 0:
            return []
        hits: list[Hit] = []
        taken: set[int] = set()
        whole = f"{_FIELD}{phrase}"
        for rank, needle in ((1, whole), (2, f" {phrase}"), (3, phrase)):
            found = [row for row in self._rows_with(needle, CANDIDATES) if row not in taken]
            taken.update(found)
            if rank == 1:
                exact = [row for row in found if self._is_whole(row, whole)]
                hits += [Hit(row, 0) for row in exact]
                among = set(exact)
                found = [row for row in found if row not in among]
            hits += [Hit(row, rank) for row in found]
            if len(hits) >= limit:
                return hits[:limit]
        words = phrase.split(" ")
        if len(words) > 1:
            words.sort(key=len, reverse=True)
            for row in self._rows_with(words[0], CANDIDATES * 4):
                if row not in taken and all(word in self.text(row) for word in words[1:]):
                    hits.append(Hit(row, 3))
        return hits[:limit]

    def _is_whole(self, row: int, field: str) -> bool:
        text = self.text(row)
        return f"{field}{_FIELD}" in text or f"{field}{_END}" in text

    def _rows_with(self, needle: str, limit: int) -> list[int]:
        rows: list[int] = []
        for number, chunk in enumerate(self._chunks):
            text, offsets = chunk.text, chunk.offsets
            find = text.find
            at = find(needle)
            while at >= 0:
                inside = bisect_right(offsets, at) - 1
                rows.append(number * CHUNK_ROWS + inside)
                if len(rows) >= limit:
                    return rows
                # On to the next row: one row counts once however often it contains the words.
                following = inside + 1
                at = find(needle, offsets[following]) if following < len(offsets) else -1
        return rows
