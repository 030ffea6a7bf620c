"""What a report of a shift, a day or an incident is about, and everything that is in it. Pure: facts, no words."""

from dataclasses import dataclass, field
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.alarm import Alarm
from opscenter.domain.catalogue import KeyFigure, System
from opscenter.domain.episodes import Episode, Happening, Worst
from opscenter.domain.measures import Measures
from opscenter.domain.situation import Situation

DAY_MS = 86_400_000
LONGEST_MS = 31 * DAY_MS

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


class ReportKind(StrEnum):
    """Which report. The plain values are the command's words."""

    SHIFT = "shift"
    DAY = "day"
    INCIDENT = "incident"


@dataclass(slots=True, frozen=True)
class ReportOrder:
    """What is wanted: the span [since, until) in Unix ms, of everything or of an `area` (its id or name) or of the
    alarms of a `situation` (its id); where it goes, and how it looks. "" leaves city, zone, title, by to the station or
    to nobody. `basemaps`: what lies under the maps."""

    kind: ReportKind
    since: int
    until: int
    out: str
    area: str = ""
    situation: str = ""
    language: str = "en"
    zone: str = ""
    city: str = ""
    title: str = ""
    by: str = ""
    paper: str = "A4"
    theme: str = "light"
    maps: bool = True
    basemaps: tuple[str, ...] = ()


@dataclass(slots=True, frozen=True)
class Note:
    """What somebody wrote down, about a time or a span (`until` 0: a time), an entity or nothing in particular."""

    at: int
    until: int
    entity: str
    attribute: str
    text: str
    by: str
    desk: str = ""


@dataclass(slots=True)
class FigureCourse:
    """A key figure through the span: `time` (Unix ms), `value` at these moments (NaN: none), in the unit it is
    published in. `before`: its mean in the span before, of equal length; `usual`: what is usual at the end of the span
    (median of days before). NaN for what is not known."""

    figure: KeyFigure
    time: Ints
    value: Floats
    before: float = float("nan")
    usual: float = float("nan")


@dataclass(slots=True)
class SystemFigures:
    """The key figures of one system, and how many alarms it raised in the span."""

    system: System
    figures: list[FigureCourse]
    raised: int = 0


@dataclass(slots=True)
class Course:
    """A number through the span, as low and high by parts of it: `time`, `low`, `high`, `last`, each of shape (n,).

    `limits`: what alarms compared it with. `spans`: [since, until, priority] of its alarms. `usual`: (time, low, high)
    as learnt, where it is. In the unit it is published in.
    """

    entity: str
    attribute: str
    time: Ints
    low: Floats
    high: Floats
    last: Floats
    limits: tuple[float, ...] = ()
    spans: tuple[tuple[int, int, int], ...] = ()
    gaps: tuple[tuple[int, int], ...] = ()
    usual: tuple[Ints, Floats, Floats] | None = None


@dataclass(slots=True)
class ReportFacts:
    """Everything that is in a report. `troubles`: names of what could not be had, and the station's sentence why.

    `names` by entity in the language of the report. `since`, `until` are those of the order, cut to what can be told.
    """

    order: ReportOrder
    city: str
    zone: str
    made: int
    since: int
    until: int
    known_since: int = 0
    names: dict[str, str] = field(default_factory=dict)
    types: dict[str, str] = field(default_factory=dict)
    area: str = ""
    area_name: str = ""
    episodes: list[Episode] = field(default_factory=list)
    happenings: list[Happening] = field(default_factory=list)
    standing_before: list[Alarm] = field(default_factory=list)
    standing_after: list[Alarm] = field(default_factory=list)
    worst: Worst | None = None
    situations: list[Situation] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    measures: Measures | None = None
    floods: list[tuple[int, int]] = field(default_factory=list)
    gaps: list[tuple[int, int]] = field(default_factory=list)
    away: list[tuple[int, int]] = field(default_factory=list)
    systems: list[SystemFigures] = field(default_factory=list)
    courses: list[Course] = field(default_factory=list)
    troubles: list[tuple[str, str]] = field(default_factory=list)

    def name(self, entity: str) -> str:
        """What an entity is called, else the last part of its id."""
        return self.names.get(entity) or entity.rsplit(":", 1)[-1]


def span_trouble(since: int, until: int, now: int) -> str:
    """What is wrong with a span: "" (nothing), "empty", "future" (all of it), "long" (over 31 days)."""
    if until <= since:
        return "empty"
    if since >= now:
        return "future"
    return "long" if until - since > LONGEST_MS else ""
