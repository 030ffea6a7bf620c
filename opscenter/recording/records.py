"""What an incident file holds, in order of the station's clock: the same things a station lived through.

No sockets, no database, no engine: those who cut a file give these, those who replay one get them back.
"""

from dataclasses import dataclass, field

import msgspec

Message = tuple[bytes, bytes, bytes, int]
"""Topic, payload, header (b"" if there was none) as they came over the bus, and the arrival, Unix ms."""


class Row(msgspec.Struct, frozen=True):
    """A row of the journal, word for word (history/SCHEMA.md): `at` event time, `wall` the station's clock, Unix ms;
    `state` "" for what is not of an alarm; `fact` the whole event as JSON. `id` orders rows; it is that of the journal
    it was taken out of."""

    id: int
    at: int
    wall: int
    occurrence: str
    entity: str
    event: str
    state: str
    by: str
    desk: str
    comment: str
    fact: str
    rule: str


@dataclass(slots=True)
class Moment:
    """At `at` (the station's clock, Unix ms) `messages` had come, as beat `beat` (None: none), and `rows` were
    journaled.

    `steps`: after so many steps of derived figures the rest of what was due waited for later beats; 0: what had waited
    was gone through to its end, as it is where nothing is said (None). It is said of beats without messages, too."""

    at: int
    beat: int | None = None
    messages: list[Message] = field(default_factory=list)
    rows: list[Row] = field(default_factory=list)
    steps: int | None = None


@dataclass(slots=True, frozen=True)
class Started:
    """A station started at `at` (Unix ms): what it had been counting began anew, what was recorded went on."""

    at: int


@dataclass(slots=True, frozen=True)
class Away:
    """No station recorded between `since` and `until` (Unix ms), or what it recorded is gone."""

    since: int
    until: int


Happening = Moment | Started | Away
"""Anything of the course of an incident, in order."""


@dataclass(slots=True)
class About:
    """What an incident file says of itself; sentences for people, "" where nobody said.

    `since`, `until`: the span it tells of, Unix ms of the station's clock; it may begin earlier, to know how things
    stood (`begins`). `zone` is IANA. `systems`, `area`: what it was narrowed to, empty for everything. `told`: what is
    missing, or other than it was. Whoever cut it had an engine make the journal again: of `rows_compared` rows of the
    span (-1: nobody did) `rows_missing` did not come again, and `rows_extra` others did.
    """

    title: str = ""
    place: str = ""
    city: str = ""
    zone: str = "UTC"
    author: str = ""
    licence: str = ""
    note: str = ""
    since: int = 0
    until: int = 0
    begins: int = 0
    systems: list[str] = field(default_factory=list)
    area: str = ""
    told: list[str] = field(default_factory=list)
    rows_compared: int = -1
    rows_missing: int = 0
    rows_extra: int = 0
