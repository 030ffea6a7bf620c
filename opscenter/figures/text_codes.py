"""Texts of entities as numbers, kept up to date by what has changed since they were last looked at."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

Ints = NDArray[np.int64]

MOST_WORDS = 10_000
"""So many different texts are told apart; what comes after counts as no text: they come from the bus."""


def changed(before: list[str | None], now: Sequence[str | None]) -> list[int]:
    """Where a list of texts differs from what it was; one that has grown differs where it is longer and has a text."""
    if len(before) == len(now) and before == now:  # the usual case, at the speed of C
        return []
    known = len(before)
    found = [index for index, (old, new) in enumerate(zip(before, now, strict=False)) if old != new]
    return found + [index for index in range(known, len(now)) if now[index] is not None]


class TextCodes:
    """`codes`: for each position the number of its text among `words`, -1 where there is none, shape (n,).

    Capitals make no difference.
    """

    def __init__(self, words: Iterable[str] = ()) -> None:
        self.words: list[str] = [word.casefold() for word in words]
        self.codes: Ints = np.empty(0, np.int64)
        self._number = {word: number for number, word in enumerate(self.words)}
        self._before: list[str | None] = []

    def update(self, texts: Sequence[str | None]) -> list[int]:
        """Take texts over; the positions whose text has changed."""
        where = changed(self._before, texts)
        if len(texts) > len(self.codes):
            self.codes = np.pad(self.codes, (0, len(texts) - len(self.codes)), constant_values=-1)
        for position in where:
            self.codes[position] = self._code(texts[position])
        if where or len(texts) != len(self._before):
            self._before = list(texts)
        return where

    def _code(self, text: str | None) -> int:
        if text is None:
            return -1
        word = text.casefold()
        number = self._number.get(word, -1)
        if number < 0 and len(self.words) < MOST_WORDS:
            number = self._number[word] = len(self.words)
            self.words.append(word)
        return number

    def among(self, words: Iterable[str]) -> NDArray[np.bool_]:
        """Which positions have one of these texts, shape (n,)."""
        return np.isin(self.codes, [self._number[word] for word in words if word in self._number])
