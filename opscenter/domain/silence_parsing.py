"""`[stale_after_s]` tables of catalogue files: kinds of other files, silent for longer before they count as stale.

A city whose detectors speak by the hour says so once, without describing the kind again.
"""

from dataclasses import dataclass, field, replace

from opscenter.domain.catalogue import Kind
from opscenter.domain.toml_table import Table, nearest

SHORTEST_S, LONGEST_S = 1.0, 366 * 86_400.0


@dataclass(slots=True)
class SilenceTables:
    """Seconds by kind, of all files; settled when every kind is known."""

    read: dict[str, tuple[Table, float]] = field(default_factory=dict)

    def take(self, file: Table) -> None:
        """Read the table of a file."""
        table = file.table("stale_after_s")
        if table is None:
            return
        for kind in table.data:
            seconds = table.number(kind, None, SHORTEST_S, LONGEST_S)
            if kind in self.read:
                table.wrong(kind, f"how long {kind} may be silent is said in two files")
            self.read[kind] = (table, seconds)
        table.finish()

    def settle(self, kinds: dict[str, Kind]) -> None:
        """Put them into the kinds; one that is not there is a mistake."""
        for name, (table, seconds) in self.read.items():
            if name not in kinds:
                table.wrong(name, f'there is no kind "{name}"{nearest(name, kinds)}')
            else:
                kinds[name] = replace(kinds[name], stale_after_ms=round(seconds * 1_000))
