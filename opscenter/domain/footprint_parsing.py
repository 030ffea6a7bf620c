"""`[footprint]` of a catalogue file -> Footprint, with every mistake noted."""

from dataclasses import dataclass, field

from opscenter.domain.catalogue_system import KeyFigures
from opscenter.domain.footprint import Footprint, Use
from opscenter.domain.toml_table import Table
from opscenter.domain.toml_texts import read_texts

MOST_USES = 30


@dataclass(slots=True)
class FootprintTable:
    """The footprint of whichever file has one; checked when every system is known."""

    table: Table | None = None
    footprint: Footprint | None = None
    _uses: list[tuple[Table, Use]] = field(default_factory=list)

    def take(self, file: Table) -> None:
        """Read it out of a file."""
        table = file.table("footprint")
        if table is None:
            return
        if self.table is not None:
            table.wrong("", "there is a [footprint] in another file already; a city has one")
            return
        self.table = table
        rows = table.tables("use")
        if len(rows) > MOST_USES:
            table.wrong("use", f"there are more than {MOST_USES} uses")
        self._uses = [(row, _use(row)) for row in rows[:MOST_USES]]
        uses: dict[str, Use] = {}
        for row, use in self._uses:
            if use.id in uses or use.id == "co2e":
                row.wrong("id", f'the use "{use.id}" is there twice' if use.id in uses else '"co2e" is the sum of all')
            uses[use.id] = use
        system, _, figure = table.text("population_figure", "").partition(".")
        self.footprint = Footprint(
            uses=tuple(uses.values()),
            population=table.number("population", 0.0, 0.0, 1e9),
            population_system=system,
            population_figure=figure,
            target_kg_per_head_day=table.number("target_kg_per_head_day", 0.0, 0.0, 1e6),
        )
        table.finish()

    def check(self, figures: KeyFigures) -> None:
        """Note what names a figure that no system has."""
        for row, use in self._uses:
            figures.check(row, "figure", use.system, use.figure)
        if self.table is not None and self.footprint is not None and self.footprint.population_system:
            one = self.footprint
            figures.check(self.table, "population_figure", one.population_system, one.population_figure)


def _use(row: Table) -> Use:
    system, _, figure = row.text("figure").partition(".")
    use = Use(
        id=row.text("id"),
        name=read_texts(row, "name"),
        system=system,
        figure=figure,
        per_hour=row.number("per_hour", 1.0, 1e-9, 1e9),
        unit=row.text("unit"),
        unit_label=row.text("unit_label"),
        decimals=row.whole("decimals", 0, 0, 6),
        kg_co2e=row.number("kg_co2e", 0.0, 0.0, 1e6),
        target_day=row.number("target_day", 0.0, 0.0, 1e12),
    )
    row.text("source", "")
    row.finish()
    return use
