"""From what is known of a text or boolean series to bands, and to mixtures where they would be too narrow. No Qt."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from opscenter.console.plots.bands import without
from opscenter.console.plots.stretch import Stretch

Column = NDArray[Any]

CELL_PX = 8
"""A mixture is as wide as this: narrower ones would be mush again."""
NARROW_PX = 3.0
"""What is narrower is mixed with its neighbours."""
MOST_SHARES = 6
CROWD = -1
"""The code of a band that is no state: more changes than are told at a time."""


@dataclass(slots=True, frozen=True)
class Band:
    """A state from `since` to `until` (s) in lane `lane`; `code` chooses its shade."""

    since: float
    until: float
    text: str
    code: int
    lane: int
    doubtful: bool = False


@dataclass(slots=True, frozen=True)
class Mixture:
    """Many states between `since` and `until` (s): `shares` of the time by code, the largest first; they add to 1."""

    since: float
    until: float
    lane: int
    shares: tuple[tuple[int, float], ...]
    texts: tuple[str, ...]
    changes: int
    doubtful: bool = False


@dataclass(slots=True, frozen=True)
class _Spans:
    """Columns: `since` and `until` in ms; `code`, or the share of code 1 where a bin is `mixed`; `count` of samples."""

    since: Column
    until: Column
    code: Column
    quality: Column
    count: Column
    mixed: Column


def lane_of(
    stretch: Stretch,
    lane: int,
    since: float,
    until: float,
    now: float,
    columns: int,
    holes: Sequence[tuple[int, int]],
    text_of: Callable[[int], str],
) -> tuple[list[Band], list[Mixture]]:
    """The bands and mixtures of one lane between two times (ms) on so many pixel columns; NaN is no state."""
    spans = _spans(stretch, now)
    keep = (spans.until > since) & (spans.since < until) & (spans.until > spans.since)
    start, end = spans.since[keep], spans.until[keep]
    code, quality, count, mixed = spans.code[keep], spans.quality[keep], spans.count[keep], spans.mixed[keep]
    pixel = max(1.0, (until - since) / max(1, columns))
    narrow = (end - start < NARROW_PX * pixel) | mixed
    if np.count_nonzero(narrow) < 2 and not mixed.any():
        narrow[:] = False  # a single short event stays one
    known = np.isfinite(code) & ~narrow
    bands = []
    for a, b, number, trust in zip(
        start[known].tolist(), end[known].tolist(), code[known].tolist(), quality[known].tolist(), strict=True
    ):
        text = text_of(int(number))
        bands += [Band(x / 1000, y / 1000, text, int(number), lane, trust > 0) for x, y in without(a, b, holes)]
    narrow &= np.isfinite(code)
    mixtures, single = _mixtures(
        start[narrow], end[narrow], code[narrow], quality[narrow], count[narrow], mixed[narrow], pixel, lane, text_of
    )
    return bands + single, mixtures


def _spans(stretch: Stretch, now: float) -> _Spans:
    """Each state until the next one; bins as long as they are, also where something else follows in them."""
    time, value = stretch.time, stretch.mean
    empty = np.empty(0)
    if not len(time):
        return _Spans(empty, empty, empty, empty, empty, np.empty(0, np.bool_))
    mixed = stretch.high > stretch.low
    same = (value[1:] == value[:-1]) | (np.isnan(value[1:]) & np.isnan(value[:-1]))
    same &= (stretch.quality[1:] == stretch.quality[:-1]) & ~mixed[1:] & ~mixed[:-1]
    starts = np.concatenate([[0], np.flatnonzero(~same) + 1])
    begins = time[starts]
    ends = np.concatenate([begins[1:], [max(int(now), int(stretch.end[-1]), int(begins[-1]) + 1)]])
    if mixed[-1]:
        ends[-1] = int(stretch.end[-1])
    return _Spans(begins, ends, value[starts], stretch.quality[starts], stretch.count[starts], mixed[starts])


def _mixtures(
    start: Column,
    end: Column,
    code: Column,
    quality: Column,
    count: Column,
    mixed: Column,
    pixel: float,
    lane: int,
    text_of: Callable[[int], str],
) -> tuple[list[Mixture], list[Band]]:
    """One mixture for each cell; a short state that is alone in its cell stays what it is."""
    if not len(start):
        return [], []
    wide = CELL_PX * pixel
    cell = np.floor(start / wide).astype(np.int64)
    edges = np.concatenate([[0], np.flatnonzero(np.diff(cell)) + 1, [len(cell)]])
    found: list[Mixture] = []
    single: list[Band] = []
    for a, b in zip(edges[:-1].tolist(), edges[1:].tolist(), strict=True):
        if b - a == 1 and not mixed[a]:
            text = text_of(int(code[a]))
            single.append(Band(start[a] / 1000, end[a] / 1000, text, int(code[a]), lane, bool(quality[a] > 0)))
            continue
        lasted = end[a:b] - start[a:b]
        times: dict[int, float] = {}
        for number, span, many in zip(code[a:b].tolist(), lasted.tolist(), mixed[a:b].tolist(), strict=True):
            if many:  # a bin of a boolean: its mean is the share of true
                times[1] = times.get(1, 0.0) + span * number
                times[0] = times.get(0, 0.0) + span * (1.0 - number)
            else:
                times[int(number)] = times.get(int(number), 0.0) + span
        total = sum(times.values())
        if total <= 0:
            continue
        shares = sorted(((number, span / total) for number, span in times.items() if span > 0), key=lambda s: -s[1])
        if len(shares) > MOST_SHARES:
            shares = shares[:MOST_SHARES]
            known = sum(share for _, share in shares)
            shares = [(number, share / known) for number, share in shares]
        changes = int(max(b - a, count[a:b][mixed[a:b]].sum() if mixed[a:b].any() else 0))
        since, until = float(start[a]), float(end[b - 1])
        before = found[-1] if found else None
        if before is not None and since - before.until * 1000 <= pixel and before.until * 1000 > since:
            since = before.until * 1000
        texts = tuple(text_of(number) for number, _ in shares)
        doubtful = bool(np.mean(quality[a:b] > 0) > 0.5)
        found.append(Mixture(since / 1000, until / 1000, lane, tuple(shares), texts, changes, doubtful))
    return found, single
