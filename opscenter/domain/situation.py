"""What a situation is: alarms that belong together, as one matter with a probable first cause, an owner and notes."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from opscenter.domain.alarm import Priority
from opscenter.domain.texts import Texts

MOST_MEMBERS = 2_000
MOST_OPEN = 1_000
MOST_NOTES = 500
MOST_TICKS = 500
MOST_CAUSES = 8
"""How many of its causes are kept of one member: the earliest."""
LONGEST_NOTE = 4_000
LONGEST_NAME = 200


@dataclass(slots=True, frozen=True)
class Member:
    """An alarm of a situation as it was when it joined; `lon`, `lat` (degrees WGS 84, NaN: not known) where its entity
    was. `since` is Unix ms, event time, as in the alarm."""

    occurrence: str
    rule: str
    entity: str
    since: int
    priority: Priority
    lon: float
    lat: float
    text: Texts


@dataclass(slots=True, frozen=True)
class Note:
    """What somebody wrote down about a situation, at `at` (Unix ms)."""

    at: int
    by: str
    desk: str
    text: str


@dataclass(slots=True, frozen=True)
class Tick:
    """A step of the checklist of `rule` (numbered from 0) that somebody has ticked, or has taken the tick from."""

    rule: str
    step: int
    done: bool
    by: str
    at: int


@dataclass(slots=True, frozen=True)
class Situation:
    """One situation as a fact: replaced by a newer fact, never edited.

    `id` is the same for the same alarms on any machine. `causes` says of a member by which others it was brought about.
    `cause` is the occurrence of the probable first cause, `priority` the most urgent of the members'. `closed` is when
    it was over (Unix ms, event time; 0: it goes on), `into` the situation it became part of, if any.
    """

    id: str
    opened: int
    changed: int
    members: Mapping[str, Member]
    causes: Mapping[str, tuple[str, ...]]
    cause: str
    priority: Priority
    owner: str = ""
    owned_at: int = 0
    notes: tuple[Note, ...] = ()
    ticks: Mapping[tuple[str, int], Tick] = field(default_factory=dict)
    closed: int = 0
    into: str = ""

    @property
    def first(self) -> Member:
        """The member that is the probable first cause."""
        return self.members[self.cause]
