"""What a profile says of a city, once it is read: its parts, and what each is made of."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from opscenter.domain.texts import Texts
from opscenter.feeds.cities.incident import ProfileIncident

SHIFTED = ("flow", "begin", "clock")
"""Where a part is when times are shifted: as far apart as it was recorded; all at the beginning (a snapshot of another
day that is to be there from the start); or by the clock, as if it had been got now (what is a rule, not a recording:
charges by the time of day)."""


@dataclass(slots=True, frozen=True)
class Part:
    """Files of one sort. `files`: patterns under the user's folder, at any depth. `needs`: files (patterns) the reader
    looks things up in, by the name it has for them. `either`: needs of
    which one is enough. `options`: what the reader is told."""

    name: str
    reader: str
    files: tuple[str, ...]
    what: str
    get: str
    needs: dict[str, str] = field(default_factory=dict)
    either: tuple[str, ...] = ()
    shifted: str = "flow"
    required: bool = False
    options: dict[str, Any] = field(default_factory=dict)


@dataclass(slots=True, frozen=True)
class Profile:
    """A city. `longest_pause_s`: a longer time in which nothing was recorded is not waited for. `catalogue`: the folder
    of its own catalogue files, None where it has none."""

    name: str
    title: Texts
    zone: ZoneInfo
    licence: str
    longest_pause_s: float
    parts: tuple[Part, ...]
    folder: Path
    catalogue: Path | None = None
    incidents: tuple[ProfileIncident, ...] = ()


@dataclass(slots=True, frozen=True)
class PartFiles:
    """A part with the files that are there, in the order of their names. `needs`: None where one is missing. `taken`:
    when what tells no time was got (Unix ms), None: its file says so, by its name or its own time."""

    part: Part
    paths: tuple[Path, ...]
    needs: dict[str, Path | None]
    zone: ZoneInfo
    folder: Path
    taken: int | None = None
