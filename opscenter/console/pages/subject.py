"""What a page is about, and what stands on it: of a system, or of one type that nobody may have described. No Qt."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from opscenter.desk.mirror import Mirror
from opscenter.domain.catalogue import Catalogue, KeyFigure
from opscenter.domain.page_defaults import page_of, page_of_type
from opscenter.domain.system_entity import PREFIX
from opscenter.domain.system_page import SystemPage

_SAMPLE = 200
"""So many entities of a type are looked at to see which numbers it tells."""


@dataclass(slots=True, frozen=True)
class Subject:
    """A system, or with `entity_type` one type of it. Both empty: no page."""

    system: str = ""
    entity_type: str = ""

    def __bool__(self) -> bool:
        return bool(self.system)


@dataclass(slots=True, frozen=True)
class Content:
    """What stands on a page. `recorded`: its figures are series of the system's own entity; `lists_kinds`: a table of
    the kinds of the system is part of it."""

    subject: Subject
    icon: str
    figures: tuple[KeyFigure, ...]
    page: SystemPage
    recorded: bool
    lists_kinds: bool
    kinds: tuple[str, ...]
    """The types of the system, or the one type."""


def systems_in_order(catalogue: Catalogue) -> list[str]:
    """Ids of the systems as the overview has them."""
    return [system.id for system in sorted(catalogue.systems.values(), key=lambda system: system.order)]


def content_of(subject: Subject, catalogue: Catalogue, mirror: Mirror) -> Content | None:
    """What stands on a page as the city is known now; None for a system that the catalogue does not have."""
    present = list(dict.fromkeys(mirror.types_of()[0]))
    if subject.entity_type:
        kind = catalogue.kind(subject.entity_type)
        made = page_of_type(kind, numbers_of(mirror, kind.type))
        return Content(subject, f"entity-{kind.symbol}", made.figures, made.page, False, False, (kind.type,))
    system = catalogue.systems.get(subject.system)
    if system is None:
        return None
    page = page_of(catalogue, system, present)
    by_id = {figure.id: figure for figure in system.figures}
    figures = tuple(by_id[name] for name in page.figures if name in by_id)
    kinds = tuple(name for name in present if catalogue.kind(name).system == system.id and not _is_own(name))
    return Content(
        subject,
        system.icon or f"system-{system.id}",
        figures,
        page,
        True,
        system.page is None,
        kinds,
    )


def numbers_of(mirror: Mirror, entity_type: str) -> list[str]:
    """Attributes of a type that hold numbers, those that most entities have first."""
    types, of_row = mirror.types_of()
    if entity_type not in types:
        return []
    rows = np.flatnonzero(of_row == types.index(entity_type))
    if len(rows) > _SAMPLE:
        rows = rows[np.linspace(0, len(rows) - 1, _SAMPLE).astype(np.int64)]
    counts: dict[str, int] = {}
    for row in rows.tolist():
        for name, cell in mirror.cells_of(row).items():
            if cell not in mirror.texts and np.isfinite(mirror.value[cell]):
                counts[name] = counts.get(name, 0) + 1
    return sorted(counts, key=lambda name: (-counts[name], name))


def next_system(catalogue: Catalogue, system: str, by: int) -> str:
    """The system so many places further in the order of the overview, round and round."""
    systems: Sequence[str] = systems_in_order(catalogue)
    if not systems:
        return ""
    return systems[(systems.index(system) + by) % len(systems)] if system in systems else systems[0]


def _is_own(entity_type: str) -> bool:
    return entity_type.startswith(PREFIX)
