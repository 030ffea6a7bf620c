"""What a timeline shows above its axis: rows of marks, each a moment or a span with a shape of its own. No Qt.

A further row is one `MarkRow` more: `timeline.put_row(MarkRow("sent", "Injected", marks))`. Rows lie in the order in
which they were put first; putting one of the same id again replaces its marks and keeps its place.
"""

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Shape(StrEnum):
    """How a mark looks; the value is what a feed of marks may call it."""

    CRITICAL = "critical"  # the alarm priorities: their shapes and colours, for nothing else
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"
    FLAG = "flag"  # a note
    ACT = "act"  # somebody did something
    BOOKMARK = "bookmark"
    INJECT = "inject"  # a trainer changed something
    GAP = "gap"  # messages of somebody are missing
    START = "start"  # a station, or an exercise, began
    MET = "met"  # of the score of an exercise: done in time, late, not at all, wrong
    LATE = "late"
    MISSED = "missed"
    WRONG = "wrong"


PRIORITIES = (Shape.CRITICAL, Shape.HIGH, Shape.MEDIUM, Shape.LOW)
"""By priority - 1."""


@dataclass(slots=True, frozen=True)
class Mark:
    """At `at` (Unix ms), to `end` where it is a span (0: a moment). `line`: what is told of it, plain text of one
    line. `key` is its owner's and comes back when it is picked. `faint`: it counts less than the others of its row.
    """

    at: int
    shape: Shape
    line: str = ""
    end: int = 0
    key: Any = None
    faint: bool = False


@dataclass(slots=True)
class MarkRow:
    """Marks of one kind under a short `title`. `marks` are put into order of time. `tell` says what is told of a mark
    that has no `line`: of ten thousand marks few are ever pointed at."""

    id: str
    title: str
    marks: list[Mark] = field(default_factory=list)
    tell: Callable[[Mark], str] | None = None
    spans: list[Mark] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.marks = sorted(self.marks, key=lambda mark: mark.at)
        self.spans = [mark for mark in self.marks if mark.end > mark.at]

    def line_of(self, mark: Mark) -> str:
        """What is told of one of its marks."""
        return mark.line or (self.tell(mark) if self.tell is not None else "")

    def within(self, since: float, until: float) -> list[Mark]:
        """Marks that begin in a span."""
        first = bisect_left(self.marks, since, key=lambda mark: mark.at)
        return self.marks[first : bisect_right(self.marks, until, key=lambda mark: mark.at)]

    def nearest(self, at: float, reach: float) -> Mark | None:
        """The mark closest to a time, at most `reach` ms away; of a span any time of it is close."""
        found = [mark for mark in self.marks if mark.at - reach <= at <= max(mark.end, mark.at) + reach]
        return min(found, key=lambda mark: (abs(mark.at - at), _worst(mark)), default=None)


@dataclass(slots=True, frozen=True)
class Stand:
    """What is drawn where marks stand too close to be told apart: the one that matters most of `count`."""

    x: float
    mark: Mark
    count: int


def thinned(row: MarkRow, since: float, until: float, width: float, apart: float) -> list[Stand]:
    """The marks of a row on an axis of `width` px from `since` to `until` (ms), at least `apart` px from each other.

    Of those that would overlap the worst stands for all, so that a thousand alarms cost as little as a hundred; the
    worst come last, over the others.
    """
    span = max(1.0, until - since)
    cells: dict[int, list[Mark]] = {}
    # Cells are of time, not of the picture: marks do not change places while the picture moves.
    each = max(1.0, span / max(1.0, width) * apart)
    for mark in row.within(since - each, until + each):
        cells.setdefault(int(mark.at // each), []).append(mark)
    stands = []
    for marks in cells.values():
        mark = min(marks, key=_worst)
        stands.append(Stand((mark.at - since) / span * width, mark, len(marks)))
    return sorted(stands, key=lambda stand: _worst(stand.mark), reverse=True)


def _worst(mark: Mark) -> tuple[bool, int, int]:
    rank = PRIORITIES.index(mark.shape) if mark.shape in PRIORITIES else 9
    return mark.faint, rank, mark.at
