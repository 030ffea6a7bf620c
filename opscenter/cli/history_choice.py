"""Which series a command is about: by entity, attribute, type, system and area."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

import click

from opscenter.cli.output import fail

if TYPE_CHECKING:
    from opscenter.domain.catalogue import Catalogue
    from opscenter.tables.parts import Series

F = TypeVar("F", bound=Callable[..., Any])


@dataclass(slots=True, frozen=True)
class Choice:
    """What was asked for; of each kind any is meant where none is named."""

    entities: tuple[str, ...] = ()
    attributes: tuple[str, ...] = ()
    types: tuple[str, ...] = ()
    systems: tuple[str, ...] = ()
    area: str = ""

    @property
    def is_one(self) -> bool:
        """One attribute of one entity."""
        more = self.types or self.systems or self.area
        return len(self.entities) == 1 and len(self.attributes) == 1 and not more

    @property
    def names_entities(self) -> bool:
        """Not all of the city's entities are meant."""
        return bool(self.entities or self.types or self.systems or self.area)


def choice_options(command: F) -> F:
    """`--entity`, `--attribute`, `--type`, `--system`, `--area`."""
    options = [
        click.option("--entity", "entities", multiple=True, metavar="ID", help="Only of this entity; several count."),
        click.option(
            "--attribute", "attributes", multiple=True, metavar="NAME",
            help="Only this attribute, dotted if nested; several count.",
        ),
        click.option("--type", "types", multiple=True, metavar="TYPE", help="Only of entities of this type."),
        click.option(
            "--system", "systems", multiple=True, metavar="NAME", help="Only of this city system, e.g. traffic, water."
        ),
        click.option("--area", default="", metavar="AREA", help="Only of what is in this area: its id, or its name."),
    ]  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


@dataclass(slots=True)
class Registry:
    """Who is who: entities by row, cells (one attribute of one entity) by their number."""

    ids: Sequence[str]
    types: Sequence[str]
    names: Sequence[str]
    cell_rows: Sequence[int]
    cell_names: Sequence[str]
    cell_units: Sequence[str]


def chosen(
    registry: Registry, choice: Choice, catalogue: "Catalogue | None", inside: Collection[str] | None
) -> "dict[int, Series]":
    """The series that are meant, by cell. `inside`: the ids of what is in the area. Ends the command with a sentence
    for a name that means nothing."""
    from opscenter.tables.parts import Series

    rows = _rows(registry, choice, catalogue, inside)
    known = set(registry.cell_names)
    for name in choice.attributes:
        if name not in known:
            _unknown("attribute", name, known)
    attributes = set(choice.attributes) or known
    found = {
        cell: Series(registry.ids[row], name, registry.names[row], registry.types[row], unit)
        for cell, (row, name, unit) in enumerate(
            zip(registry.cell_rows, registry.cell_names, registry.cell_units, strict=True)
        )
        if row in rows and name in attributes
    }
    if not found:
        known = {name for row, name in zip(registry.cell_rows, registry.cell_names, strict=True) if row in rows}
        if choice.attributes and known:
            fail(f"What is named has no attribute {_some(choice.attributes)}. It has: {_some(known)}.")
        fail("What is named has no series: nothing was recorded of it but where it was.")
    return found


def _rows(
    registry: Registry, choice: Choice, catalogue: "Catalogue | None", inside: Collection[str] | None
) -> set[int]:
    row_of = {entity: row for row, entity in enumerate(registry.ids)}
    rows = set(range(len(registry.ids)))
    if choice.entities:
        for entity in choice.entities:
            if entity not in row_of:
                _unknown("entity", entity, row_of)
        rows &= {row_of[entity] for entity in choice.entities}
    if choice.types:
        known = set(registry.types)
        for kind in choice.types:
            if kind not in known:
                _unknown("type", kind, known)
        rows = {row for row in rows if registry.types[row] in choice.types}
    if choice.systems and catalogue is not None:
        for system in choice.systems:
            if system not in catalogue.systems and system != "other":
                _unknown("system", system, catalogue.systems)
        rows = {row for row in rows if catalogue.kind(registry.types[row]).system in choice.systems}
    if inside is not None:
        rows &= {row_of[entity] for entity in inside if entity in row_of}
    if not rows:
        fail("There is no such entity." if registry.ids else "No entity is known yet.")
    return rows


def _unknown(what: str, wrong: str, known: Collection[str]) -> None:
    from opscenter.domain.toml_table import nearest

    near = nearest(wrong, known) if len(known) < 20_000 else ""
    fail(f"No {what} {wrong[:120]!r} is known{near or '.'}")


def _some(names: Collection[str], most: int = 12) -> str:
    listed = sorted(names)
    more = f" and {len(listed) - most} more" if len(listed) > most else ""
    return ", ".join(listed[:most]) + more
