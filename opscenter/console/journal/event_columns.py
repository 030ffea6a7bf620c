"""A hundred thousand events as numpy columns: filtered and sorted without an object for each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.columns import Column
from opscenter.wire.desk import Columns

Ints = NDArray[np.int64]

NUMBERS: dict[str, Any] = {
    "id": np.int64, "at": np.int64, "wall": np.int64, "value": np.float64, "limit": np.float64, "priority": np.uint8,
}  # fmt: skip
WORDS = (
    "occurrence", "entity", "rule", "event", "state", "by", "desk", "comment", "unit", "system", "text", "value_text",
)  # fmt: skip
SEARCHED = ("text", "comment", "entity", "rule", "by", "event")
LONGEST = 2_000
"""Characters of a text that are kept."""


@dataclass(slots=True, frozen=True)
class EventFilter:
    """Words that must all stand in an event, and fields that must be what they name ("": any)."""

    words: str = ""
    event: str = ""
    by: str = ""


class _Texts:
    """The different texts of a field, each once."""

    def __init__(self) -> None:
        self.texts: list[str] = []
        self.folded: list[str] = []
        self._places: dict[str, int] = {}
        self._ranks: NDArray[np.int64] | None = None
        self.codes: Column[np.uint32] = Column(np.uint32, 0)

    def add(self, texts: Sequence[str], codes: NDArray[np.integer[Any]]) -> None:
        places = np.empty(len(texts), np.uint32)
        for number, text in enumerate(texts):
            place = self._places.get(text)
            if place is None:
                place = self._places[text] = len(self.texts)
                self.texts.append(text)
                self.folded.append(text.casefold())
                self._ranks = None
            places[number] = place
        start = len(self.codes)
        self.codes.resize(start + len(codes))
        self.codes.view[start:] = places[codes] if len(codes) else places[:0]

    def place_of(self, text: str) -> int:
        return self._places.get(text, -1)

    def with_word(self, word: str) -> NDArray[np.bool_]:
        return np.fromiter((word in text for text in self.folded), np.bool_, len(self.folded))

    def keys(self) -> NDArray[np.int64]:
        """The rank of each event's text among all."""
        if self._ranks is None:
            order = sorted(range(len(self.folded)), key=self.folded.__getitem__)
            self._ranks = np.empty(len(order), np.int64)
            self._ranks[order] = np.arange(len(order))
        return self._ranks[self.codes.view]


class EventColumns:
    """Grows by answers of the station; rows are numbered as they came."""

    def __init__(self) -> None:
        self._numbers: dict[str, Column[Any]] = {name: Column(dtype, 0) for name, dtype in NUMBERS.items()}
        self._words = {name: _Texts() for name in WORDS}

    def __len__(self) -> int:
        return len(self._numbers["id"])

    def __getitem__(self, name: str) -> NDArray[Any]:
        """A column of numbers, shape (n,)."""
        return self._numbers[name].view

    def text(self, name: str, row: int) -> str:
        """A text of one event."""
        field = self._words[name]
        return field.texts[int(field.codes.view[row])]

    def different(self, name: str) -> list[str]:
        """The different texts of a field, as they came."""
        return self._words[name].texts

    def add(self, words: Mapping[str, Any], columns: Columns) -> int:
        """Take events over from an answer (see PROTOCOL.md); how many. ValueError when it is no such answer."""
        count = len(columns["id"]) if "id" in columns else -1
        fields: dict[str, list[str]] = {}
        for name in (*NUMBERS, *WORDS):
            column = columns.get(name)
            if column is None or len(column) != count:
                raise ValueError(f"the answer has no whole column {name!r}")
        for name in WORDS:
            texts, codes = words.get(name), columns[name]
            if not isinstance(texts, list) or codes.dtype.kind != "u":
                raise ValueError(f"the answer has no texts for {name!r}")
            if count and int(codes.max()) >= len(texts):
                raise ValueError(f"the answer names texts of {name!r} that it does not have")
            fields[name] = [str(text)[:LONGEST] for text in texts]
        start = len(self)
        for name, held in self._numbers.items():
            held.resize(start + count)
            held.view[start:] = columns[name]
        for name, texts in fields.items():
            self._words[name].add(texts, columns[name])
        return count

    def matching(self, wanted: EventFilter) -> NDArray[np.bool_]:
        """Which events a filter leaves."""
        mask = np.ones(len(self), np.bool_)
        for name in ("event", "by"):
            if text := getattr(wanted, name):
                mask &= self._words[name].codes.view == self._words[name].place_of(text)
        for word in wanted.words.casefold().split():
            found = np.zeros(len(self), np.bool_)
            for name in SEARCHED:
                field = self._words[name]
                found |= field.with_word(word)[field.codes.view] if field.texts else False
            mask &= found
        return mask

    def order(self, wanted: EventFilter, by: str, descending: bool) -> Ints:
        """Rows that a filter leaves, by a column; equal ones newest first."""
        rows = np.flatnonzero(self.matching(wanted))
        rows = rows[np.argsort(-self["id"][rows], kind="stable")]
        if by == "id":
            return rows if descending else rows[::-1]
        keys = (self._words[by].keys() if by in self._words else self[by].astype(np.float64))[rows].astype(np.float64)
        keys[np.isnan(keys)] = np.inf  # what has no value is last, either way
        if descending:
            keys = np.where(np.isinf(keys), keys, -keys)
        return rows[np.argsort(keys, kind="stable")]
