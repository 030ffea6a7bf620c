"""A city of a profile played in memory: what it would publish, and what a station takes of it."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import msgspec

from opscenter.feeds.cities.finding import find_files
from opscenter.feeds.cities.playing import Playing
from opscenter.feeds.cities.profile_reading import read_profile
from opscenter.feeds.record import Problem, Record
from opscenter.settings.catalogue import load_catalogue
from tests.support.reading import Reading

NOW = 1_769_385_600_000  # 2026-01-26T00:00:00Z
_catalogue = []


@dataclass
class Played:
    """`records`: seconds after the beginning, and what is due then. `rejected`: what a station would set aside."""

    missing: list[str]
    now: int
    records: list[tuple[float, Record]] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """How many entities of a type there are."""
        return len({record.topic for _, record in self.records if f"/{kind}/" in record.topic})

    def said(self, entity_id: str) -> list[dict[str, Any]]:
        """All that is said of an entity, in order."""
        return [msgspec.json.decode(r.payload) for _, r in self.records if r.topic.endswith(f"/{entity_id}")]

    def first(self, entity_id: str) -> dict[str, Any]:
        """What is said of it first."""
        return self.said(entity_id)[0]

    def at(self, entity_id: str, observed: str | None) -> dict[str, Any]:
        """What is said of it with a value measured at a time; None: the last that is said."""
        found = self.said(entity_id)
        if observed is None:
            return found[-1]
        return next(
            one
            for one in found
            if any(isinstance(value, dict) and value.get("observedAt") == observed for value in one.values())
        )


def played(profile: str, folder: Path, speed: float = 1.0, shift: bool = False, taken: int | None = None) -> Played:
    """Play a profile from a folder at once; each message is decoded as a station does."""
    if not _catalogue:
        _catalogue.append(load_catalogue())
    read = read_profile(profile)
    found = find_files(read, folder, taken)
    city = Played(found.missing, NOW)
    reading = Reading()
    playing = Playing(read, found, _catalogue[0], speed=speed, shift=shift, clock=lambda: NOW)
    for one in playing.messages():
        if isinstance(one, Problem):
            city.problems.append(str(one))
            continue
        city.records.append(one)
        batch = reading.take(one[1].payload, topic=one[1].topic.encode(), arrived=2_000_000_000_000)
        city.rejected += [str(reject) for reject in batch.rejected]
    return city
