"""How well the alarm system works: the figures of EEMUA 191 and ISA-18.2, out of the alarm journal.

After secondary sources of EEMUA 191 and ISA-18.2 / IEC 62682 (the paid texts were not read). Every figure is a fact
about one span of time and names the occurrences behind it. Pure: events in, figures out.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

DAY_MS = 86_400_000
ENOUGH_MS = 30 * DAY_MS
"""Figures of a shorter span say little about the alarm system; those who show them say so."""

FLOOD_MEMORY_MS = 6 * 3_600_000
"""So much before a span has to be known to tell whether it began within a flood."""

MOST_BEHIND = 1_000
"""So many occurrences at most are named behind one figure."""


@dataclass(slots=True, frozen=True)
class AlarmHappening:
    """One event of the journal, as far as measures look at it. `announced`: it asked somebody for attention.

    `state` is the state after it; `priority` 1 (critical) to 4 (low). `at` is event time, Unix ms.
    """

    at: int
    occurrence: str
    rule: str
    entity: str
    system: str
    priority: int
    event: str
    state: str
    by: str = ""
    desk: str = ""

    @property
    def announced(self) -> bool:
        """Whatever leads to an unacknowledged, active alarm sounds and flashes."""
        return self.state == "UNACK"


@dataclass(slots=True)
class Target:
    """What a figure should be: at most `good`; above `bad` something has to be done. Shares are 0..1."""

    good: float
    bad: float
    source: str


@dataclass(slots=True)
class Figure:
    """One figure: its number (None: nothing to say), how many occurrences are behind it, and some of them.

    Units: "1/10min", "share", "count", "ms".
    """

    id: str
    value: float | None
    unit: str
    target: Target | None = None
    behind: list[str] = field(default_factory=list)
    behind_count: int = 0

    @property
    def verdict(self) -> str:
        """ "good", "watch", "bad", or "" where there is no target or no number."""
        if self.target is None or self.value is None:
            return ""
        if self.value <= self.target.good:
            return "good"
        return "watch" if self.value <= self.target.bad else "bad"


@dataclass(slots=True)
class Source:
    """How much one rule on one entity announced."""

    rule: str
    entity: str
    count: int
    share: float
    chattered: int


@dataclass(slots=True)
class Station:
    """What one operator position acknowledged, and how soon (ms; None without any)."""

    desk: str
    acknowledged: int
    median_ms: float | None
    p90_ms: float | None


@dataclass(slots=True)
class Measures:
    """All figures of one span [since, until), Unix ms. `enough`: the span is long enough to judge by.

    `away_ms`: so much of it nobody recorded, which counts as quiet.
    """

    since: int
    until: int
    enough: bool
    figures: list[Figure] = field(default_factory=list)
    priorities: dict[int, int] = field(default_factory=dict)
    sources: list[Source] = field(default_factory=list)
    desks: list[Station] = field(default_factory=list)
    rate: list[int] = field(default_factory=list)
    floods: list[list[int]] = field(default_factory=list)
    away_ms: int = 0

    def figure(self, name: str) -> Figure:
        """A figure by its id. KeyError for one there is not."""
        for one in self.figures:
            if one.id == name:
                return one
        raise KeyError(name)


def figure(
    name: str, value: float | None, unit: str, behind: Sequence[str] = (), target: Target | None = None
) -> Figure:
    """A figure with the occurrences behind it, each once, in order."""
    unique = list(dict.fromkeys(behind))
    return Figure(name, value, unit, target, unique[:MOST_BEHIND], len(unique))
