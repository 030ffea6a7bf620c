"""When street lamps are dimmed by plan, as data (`[[lighting_dimming]]` of the catalogue)."""

from dataclasses import dataclass, field

from opscenter.domain.toml_table import Table

MOST = 24
DAY_MIN = 24 * 60


@dataclass(slots=True, frozen=True)
class Dimming:
    """From `start` to `end` (minutes of the local day, over midnight where end <= start) lamps draw `power` (0..1) of
    what they are rated for."""

    start: int
    end: int
    power: float


@dataclass(slots=True)
class DimmingTables:
    """The times of all files; of overlapping ones the first counts."""

    read: list[Dimming] = field(default_factory=list)

    def take(self, file: Table) -> None:
        """Read the tables of a file."""
        for table in file.tables("lighting_dimming"):
            if len(self.read) >= MOST:
                table.wrong("", f"there are more than {MOST} times of dimming in all files")
                return
            self.read.append(
                Dimming(_minutes(table, "from"), _minutes(table, "to"), table.number("power", None, 0.0, 1.0))
            )
            table.finish()


def _minutes(table: Table, key: str) -> int:
    """ "00:30" as minutes of the day."""
    text = table.text(key)
    hours, colon, minutes = text.partition(":")
    if colon and len(text) == 5 and hours.isdecimal() and minutes.isdecimal() and int(hours) < 24 and int(minutes) < 60:
        return int(hours) * 60 + int(minutes)
    if table.has(key):
        table.wrong(key, f'"{key}" must be a time of day such as "00:30"')
    return 0
