"""Which part of a recording a timeline shows, and how that part is moved and stretched. No Qt."""

from dataclasses import dataclass, field

from opscenter.console.review.axis import TimeRange

NARROWEST_MS = 20_000


@dataclass(slots=True)
class Course:
    """What is known of the whole span, Unix ms: `since` to `until` it tells of (it may begin at `begins`), where
    nothing was recorded (`gaps`), up to when questions can be answered (`unfolded`, 0: not told), alarms raised by
    equal parts of the whole, or of `counted` where that is said (`urgent`, `other`: of the same length)."""

    since: int = 0
    until: int = 0
    gaps: list[tuple[int, int]] = field(default_factory=list)
    unfolded: int = 0
    urgent: list[int] = field(default_factory=list)
    other: list[int] = field(default_factory=list)
    counted: tuple[int, int] | None = None

    @property
    def known(self) -> bool:
        """There is anything to show."""
        return self.until > self.since

    @property
    def whole(self) -> TimeRange:
        """All of it."""
        return TimeRange(self.since, max(self.until, self.since + 1))

    def raised_at(self, at: int) -> int:
        """Alarms raised in the part that a time is in."""
        since, until = self.parts
        if not self.urgent or not since <= at < until:
            return 0
        part = int((at - since) / (until - since) * len(self.urgent))
        return self.urgent[part] + self.other[part]

    @property
    def parts(self) -> tuple[int, int]:
        """What the counts are of."""
        return self.counted or (self.since, self.until)

    def kept(self, at: float) -> int:
        """A time moved into the span."""
        return round(min(max(at, self.since), self.until))


def inside(wanted: TimeRange, course: Course) -> TimeRange:
    """A range no longer than the whole, moved so that it does not leave it."""
    whole = course.whole
    span = min(wanted.span, whole.span)
    since = min(max(wanted.since, whole.since), whole.until - span)
    return TimeRange(since, since + span)


def zoomed(shown: TimeRange, factor: float, at: float, course: Course) -> TimeRange:
    """`factor` times as long, `at` keeping its place."""
    least = min(NARROWEST_MS, course.whole.span)
    span = min(max(least, shown.span * factor), course.whole.span)
    since = at - span * (at - shown.since) / shown.span
    return inside(TimeRange(round(since), round(since + span)), course)


def moved(shown: TimeRange, by: float, course: Course) -> TimeRange:
    """Moved by so many ms."""
    return inside(TimeRange(round(shown.since + by), round(shown.until + by)), course)


def holding(shown: TimeRange, at: int, course: Course) -> TimeRange:
    """Moved, if need be, so that it holds a time with a tenth to spare."""
    if shown.since <= at <= shown.until:
        return shown
    return inside(shown.holding(at), course)
