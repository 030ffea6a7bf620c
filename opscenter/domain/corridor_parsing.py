"""`[[corridor]]` tables of catalogue files -> corridors, with every mistake noted."""

import re
from dataclasses import dataclass, field

from opscenter.domain.corridor import Corridor
from opscenter.domain.toml_table import Table
from opscenter.domain.toml_texts import read_texts

MOST_CORRIDORS = 1_000
MOST_SEGMENTS = 2_000
_ID = re.compile(r"[a-z0-9][a-z0-9_.-]{0,63}")


@dataclass(slots=True)
class CorridorTables:
    """All corridors of all files."""

    read: dict[str, Corridor] = field(default_factory=dict)

    def take(self, file: Table) -> None:
        """Read the corridors of a file."""
        for table in file.tables("corridor"):
            if len(self.read) >= MOST_CORRIDORS:
                table.wrong("", f"there are more than {MOST_CORRIDORS:,} corridors in all files")
                return
            corridor = read_corridor(table)
            if corridor.id in self.read:
                table.wrong("id", f'the corridor "{corridor.id}" is described twice')
            self.read[corridor.id] = corridor

    def in_force(self) -> tuple[Corridor, ...]:
        """The corridors in the order of the files."""
        return tuple(self.read.values())


def read_corridor(table: Table) -> Corridor:
    """One corridor."""
    name = table.text("id")
    if name and not _ID.fullmatch(name):
        table.wrong("id", '"id" is made of small letters, digits, "-", "_" and ".", 64 at most')
    segments = table.texts("segments")
    if len(segments) > MOST_SEGMENTS:
        table.wrong("segments", f'"segments" names {len(segments):,} segments; {MOST_SEGMENTS:,} is the most')
        segments = segments[:MOST_SEGMENTS]
    seen: set[str] = set()
    for segment in segments:
        if segment in seen:
            table.wrong("segments", f'"segments" names "{segment}" twice: a way is driven once from end to end')
            break
        seen.add(segment)
    corridor = Corridor(name, read_texts(table, "name"), tuple(dict.fromkeys(segments)))
    table.finish()
    return corridor
