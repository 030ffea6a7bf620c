"""`[[axis]]` tables of catalogue files -> axes of the city index, with every mistake noted."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from opscenter.domain.catalogue import Kind
from opscenter.domain.catalogue_system import KeyFigures
from opscenter.domain.city_index import Axis, Indicator
from opscenter.domain.system_entity import system_type
from opscenter.domain.toml_table import Table, nearest
from opscenter.domain.toml_texts import read_texts

MOST_AXES = 12
MOST_INDICATORS = 40
SINGLE = ("CityFootprint", "OperationsRoom")
"""Types of which there is one entity, besides those of the systems: an indicator may be one of their attributes."""


@dataclass(slots=True)
class AxisTables:
    """All axes of all files, in their order; a file may add indicators to an axis of another."""

    _axes: dict[str, Axis] = field(default_factory=dict)
    _read: list[tuple[Table, Indicator]] = field(default_factory=list)

    def take(self, file: Table) -> None:
        """Read the axes of a file."""
        for table in file.tables("axis"):
            axis = Axis(id=table.text("id"), name=read_texts(table, "name"), indicators=())
            before = self._axes.get(axis.id)
            rows = [(row, _indicator(row)) for row in table.tables("indicator")]
            table.finish()
            indicators = list(before.indicators if before is not None else ())
            for row, indicator in rows:
                if any(known.id == indicator.id for known in indicators):
                    row.wrong("id", f'the axis "{axis.id}" has an indicator "{indicator.id}" already')
                indicators.append(indicator)
            if len(indicators) > MOST_INDICATORS:
                table.wrong("indicator", f"an axis has at most {MOST_INDICATORS} indicators")
            if before is None and len(self._axes) >= MOST_AXES:
                table.wrong("id", f"there are at most {MOST_AXES} axes")
                continue
            self._read += rows
            self._axes[axis.id] = Axis(axis.id, before.name if before is not None else axis.name, tuple(indicators))

    def check(self, figures: KeyFigures, kinds: Mapping[str, Kind]) -> None:
        """Note what names a figure that is not there."""
        for row, indicator in self._read:
            if row.has("figure"):
                system, dot, figure = row.text("figure").partition(".")
                if dot:
                    figures.check(row, "figure", system, figure)
                continue
            names = kinds[indicator.type].attributes if indicator.type in kinds else {}
            if indicator.attribute not in names:
                found = nearest(indicator.attribute, names)
                row.wrong("attribute", f'{indicator.type} has no "{indicator.attribute}"{found}')

    @property
    def axes(self) -> tuple[Axis, ...]:
        """Those that were read."""
        return tuple(self._axes.values())


def _indicator(row: Table) -> Indicator:
    if row.has("figure"):
        system, dot, attribute = row.text("figure").partition(".")
        kind = system_type(system)
        if not dot:
            row.wrong("figure", '"figure" is written as "system.figure"')
    else:
        kind, attribute = row.choice("type", SINGLE, SINGLE[0]), row.text("attribute")
    indicator = Indicator(
        id=row.text("id"),
        name=read_texts(row, "name"),
        type=kind,
        attribute=attribute,
        better=1 if row.choice("better", ("more", "less")) == "more" else -1,
        weight=row.number("weight", 1.0, 0.01, 100.0),
    )
    row.text("source", "")
    row.finish()
    return indicator
