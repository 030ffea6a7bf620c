"""Times in a report: in the city's zone, as short as its span allows, with offsets where clocks change in it."""

import itertools
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from opscenter.console.format import format_age, format_date_time, format_offset, format_time, format_weekday, time_zone
from opscenter.domain.clock_offsets import changes_of

_DAY_MS = 86_400_000


def clock_changes(since: int, until: int, zone: str) -> list[tuple[int, str, str]]:
    """(Unix ms, offset before, offset after) of every change of the clocks within the span."""
    changes = changes_of(time_zone(zone), since, until)
    return [
        (at, format_offset(before, zone), format_offset(at, zone))
        for (before, _), (at, _) in itertools.pairwise(changes)
    ]


@dataclass(slots=True, frozen=True)
class Clock:
    """Writes times of the span [since, until)."""

    since: int
    until: int
    zone: str

    @property
    def changes(self) -> bool:
        """Whether clocks change within the span."""
        return format_offset(self.since, self.zone) != format_offset(self.until, self.zone)

    def short(self, at: int, seconds: bool = True) -> str:
        """A time beside many others: with its day where the span has several, with its offset where that changes."""
        text = format_time(at, self.zone, seconds=seconds)
        if at > 0 and (self._several_days or not self.since <= at <= self.until):
            text = f"{format_date_time(at, self.zone)[5:10]} {text}"
        return f"{text} {format_offset(at, self.zone)}" if self.changes and at > 0 else text

    @property
    def _several_days(self) -> bool:
        """Whether a time of the clock may mean several moments of the span; a day has 25 hours at most."""
        return self.until - self.since > 25 * 3_600_000

    def between(self, since: int, until: int) -> str:
        """From when to when, to the minute; to the second where that is less than two."""
        seconds = until - since < 120_000
        return QCoreApplication.translate("Report", "{since} to {until}").format(
            since=self.short(since, seconds=seconds), until=self.short(until, seconds=seconds)
        )

    def whole(self) -> str:
        """The span as the head of the report says it: days of the week, dates, zone, offset, how long."""
        since, until = self.since, self.until
        first = f"{format_weekday(since, self.zone)} {format_date_time(since, self.zone, seconds=False)}"
        last = f"{format_weekday(until, self.zone)} {format_date_time(until, self.zone, seconds=False)}"
        if first[:14] == last[:14]:
            last = last[-5:]
        if self.changes:
            first, last = f"{first} {format_offset(since, self.zone)}", f"{last} {format_offset(until, self.zone)}"
            told = QCoreApplication.translate("Report", "{first} to {last}, {zone} ({length})")
        else:
            told = QCoreApplication.translate("Report", "{first} to {last}, {zone}, UTC{offset} ({length})")
        return told.format(
            first=first, last=last, zone=self.zone, offset=format_offset(since, self.zone),
            length=length_text(until - since),
        )  # fmt: skip


def length_text(ms: int) -> str:
    """How long a span is: "8 h", "45 min", "25 h", "7 d"; of whole days from two on only those."""
    if ms >= 2 * _DAY_MS and ms % _DAY_MS == 0:
        return QCoreApplication.translate("Format", "{count} d").format(count=ms // _DAY_MS)
    hours, rest = divmod(round(ms / 60_000), 60)
    if hours and not rest:
        return QCoreApplication.translate("Report", "{count} h").format(count=hours)
    if hours:
        return QCoreApplication.translate("Format", "{hours} h {minutes}").format(hours=hours, minutes=f"{rest:02d}")
    return format_age(ms)
