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

CHUNK_ROWS = 1_024
CANDIDATES = 20_000
FEW = 2_000

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
    def wanted(self) -> int:
        """Rows that were announced."""
        return self._wanted

    @property
    def complete(self) -> bool:
        """Every row that was announced is in the index."""
        return self._rows == self._wanted and not self._dirty

    def cut(self, rows: int) -> None:
        """There are no more than so many rows now; 0 forgets everything."""
        self._wanted = min(self._wanted, rows)
        if self._rows > rows:
            self._rows = rows
            del self._chunks[-(-rows // CHUNK_ROWS) :]
            inside = rows % CHUNK_ROWS
            if inside:
                last = self._chunks[-1]
                self._chunks[-1] = _Chunk(last.text[: last.offsets[inside]], last.offsets[:inside])
            self._dirty = {number for number in self._dirty if number < len(self._chunks)}

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
        field = f"{_FIELD}{phrase}"
        anywhere = self._rows_with(phrase, FEW)
        if len(anywhere) < FEW:  # all that there are: rank them one by one, which is quicker than more passes
            ranked = sorted((self._rank(row, phrase, field), row) for row in anywhere)
            hits, taken = [Hit(row, rank) for rank, row in ranked], set(anywhere)
        else:
            hits, taken = self._by_passes(phrase, field, limit)
        words = phrase.split(" ")
        if len(hits) < limit and len(words) > 1:
            words.sort(key=len, reverse=True)
            for row in self._rows_with(words[0], CANDIDATES):
                if row not in taken and all(word in self.text(row) for word in words[1:]):
                    hits.append(Hit(row, 3))
                    if len(hits) >= limit:
                        break
        return hits[:limit]

    def _rank(self, row: int, phrase: str, field: str) -> int:
        text = self.text(row)
        if f"{field}{_FIELD}" in text or f"{field}{_END}" in text:
            return 0
        return 1 if field in text else 2 if f" {phrase}" in text else 3

    def _by_passes(self, phrase: str, field: str, limit: int) -> tuple[list[Hit], set[int]]:
        hits: list[Hit] = []
        taken: set[int] = set()
        steps = ((0, f"{field}{_FIELD}"), (0, f"{field}{_END}"), (1, field), (2, f" {phrase}"), (3, phrase))
        for rank, needle in steps:
            for row in self._rows_with(needle, limit + len(taken)):
                if row not in taken:
                    taken.add(row)
                    hits.append(Hit(row, rank))
            if len(hits) >= limit:
                break
        return hits, taken

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
