"""Columns of Unix ms as texts people and programs read: ISO 8601 in UTC, and in a zone with its offset."""

from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.clock_offsets import offsets_ms

Ints = NDArray[np.int64]


def utc_texts(times: Ints) -> list[str]:
    """2026-11-22T10:00:00.000Z of each time."""
    return [f"{text}Z" for text in _texts(times)]


def local_texts(times: Ints, zone: ZoneInfo) -> list[str]:
    """2026-11-22T18:00:00.000+08:00 of each time: what the clocks of the zone showed, with their offset."""
    offsets = offsets_ms(times, zone)
    texts = _texts(times + offsets)
    if not len(offsets):
        return texts
    if bool((offsets == offsets[0]).all()):
        tail = offset_text(int(offsets[0]))
        return [text + tail for text in texts]
    tails = {offset: offset_text(offset) for offset in np.unique(offsets).tolist()}
    return [text + tails[offset] for text, offset in zip(texts, offsets.tolist(), strict=True)]


def offset_text(offset: int) -> str:
    """+08:00 of an offset in ms."""
    sign, minutes = "-" if offset < 0 else "+", abs(offset) // 60_000
    return f"{sign}{minutes // 60:02d}:{minutes % 60:02d}"


def _texts(times: Ints) -> list[str]:
    texts: list[str] = np.datetime_as_string(times.astype("datetime64[ms]"), unit="ms").tolist()
    return texts
