"""Columns of numbers and of texts out of messages that can be taken as they are, with the message each is from."""

from itertools import chain
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.wire.alike import Alike

Ints = NDArray[np.int64]
Numbers = tuple[Ints, Ints, Ints, NDArray[np.float64], Ints]
"""Number of the message, cell, time, value, arrival."""
Texts = tuple[Ints, Ints, Ints, list[str | None], Any, Ints]
"""Number of the message, cell, time, text, quality, arrival."""


def columns_of_alike(one: Alike, arrived: Ints, numbers: list[Numbers], texts: list[Texts]) -> None:
    """Add those of messages that came then."""
    shape, cells = one.roster.shape, one.roster.cells[one.slots]
    count, rest = shape.numeric, len(shape.shown)
    of_each = one.times.ndim > 1  # attributes have times that differ
    if count:
        times = one.times[:, :count].ravel() if of_each else np.repeat(one.times, count)
        each = np.repeat(one.number, count), cells[:, :count].ravel(), times, one.values.ravel()
        numbers.append((*each, np.repeat(arrived, count)))
    if rest:
        times = one.times[:, shape.shown].ravel() if of_each else np.repeat(one.times, rest)
        said: list[str | None] = list(chain.from_iterable(one.texts))
        good = np.zeros(len(said), np.uint8)
        texts.append(
            (np.repeat(one.number, rest), cells[:, count:].ravel(), times, said, good, np.repeat(arrived, rest))
        )
    if shape.fixed:
        _facts(one, arrived, numbers, texts)


def in_order(numbers: list[Numbers]) -> list[Numbers]:
    """All of them, in the order of the messages."""
    order = np.argsort(np.concatenate([one[0] for one in numbers]), kind="stable")
    number, cells, times, values, arrived = (np.concatenate(column)[order] for column in zip(*numbers, strict=True))
    return [(number, cells, times, values, arrived)]


def _facts(one: Alike, arrived: Ints, numbers: list[Numbers], texts: list[Texts]) -> None:
    """What members say that say the same each time."""
    shape = one.roster.shape
    enrolled = [one.roster.enrolled[slot] for slot in one.slots.tolist()]
    each = np.fromiter((len(entity.fact_numbers) for entity in enrolled), np.int64, len(enrolled))
    if each.any():
        cells = list(chain.from_iterable(entity.numbers[shape.numeric :] for entity in enrolled))
        values = np.array(list(chain.from_iterable(entity.fact_numbers for entity in enrolled)), np.float64)
        head = np.repeat(one.number, each), np.array(cells, np.int64), np.repeat(one.base, each)
        numbers.append((*head, values, np.repeat(arrived, each)))
    each = np.fromiter((len(entity.fact_texts) for entity in enrolled), np.int64, len(enrolled))
    if each.any():
        cells = list(chain.from_iterable(entity.texts[len(shape.shown) :] for entity in enrolled))
        said: list[str | None] = list(chain.from_iterable(entity.fact_texts for entity in enrolled))
        head = np.repeat(one.number, each), np.array(cells, np.int64), np.repeat(one.base, each)
        texts.append((*head, said, np.zeros(len(said), np.uint8), np.repeat(arrived, each)))
