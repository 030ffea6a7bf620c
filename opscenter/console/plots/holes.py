"""Where nothing is known of a series, and why. No Qt."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum

from opscenter.console.plots.bands import without

Span = tuple[float, float]


class Why(Enum):
    """Why there is nothing."""

    LOST = "lost"  # messages of the bus were lost
    NOTHING = "nothing"  # nothing was sent for longer than this kind may be silent
    SILENT = "silent"  # nothing has come since
    CROWDED = "crowded"  # a text changed more often than is told at a time


@dataclass(slots=True, frozen=True)
class Hole:
    """A span (ms) without samples."""

    since: float
    until: float
    why: Why


def known_holes(holes: Iterable[Hole], unknown: Sequence[Span]) -> list[Hole]:
    """Holes without what has not been asked for yet: of that nobody can say that there is nothing."""
    spans = [(int(start), int(end) + 1) for start, end in unknown]
    return [
        Hole(start, end, hole.why)
        for hole in holes
        for start, end in without(int(hole.since), int(hole.until), spans)
        if end > start
    ]


def common(several: Sequence[Sequence[Hole]]) -> list[Span]:
    """What to hatch in a plot of several series: where messages were lost, and where none of them has anything."""
    if not several:
        return []
    lost = [(hole.since, hole.until) for holes in several for hole in holes if hole.why is Why.LOST]
    shared = merged([(hole.since, hole.until) for hole in several[0]])
    for holes in several[1:]:
        shared = _both(shared, merged([(hole.since, hole.until) for hole in holes]))
    return merged([*lost, *shared])


def merged(spans: Iterable[Span]) -> list[Span]:
    """Spans in order of time; those that touch as one."""
    made: list[Span] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return made


def _both(one: Sequence[Span], other: Sequence[Span]) -> list[Span]:
    """Where spans of both lie; each in order of time and apart."""
    found: list[Span] = []
    at = 0
    for start, end in one:
        while at < len(other) and other[at][1] <= start:
            at += 1
        number = at
        while number < len(other) and other[number][0] < end:
            found.append((max(start, other[number][0]), min(end, other[number][1])))
            number += 1
    return found
