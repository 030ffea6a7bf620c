"""Entities as lines of a list, grouped by their systems."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from opscenter.console.map.rows import MapRows
from opscenter.console.map.tools.entity_list import Line
from opscenter.console.session import Session
from opscenter.domain.texts import in_language


def line_of(session: Session, rows: MapRows, row: int, beside: str = "") -> Line:
    """One entity."""
    kind = rows.kind_of(row)
    return Line(
        session.mirror.ids[row],
        session.name(row),
        in_language(kind.name, session.language),
        kind.symbol,
        int(rows.priority[row]),
        bool(rows.open_[row]),
        beside,
    )


def by_system(session: Session, rows: MapRows, lines: Sequence[tuple[int, Line]]) -> list[tuple[str, list[Line]]]:
    """(row, line) pairs grouped by system; groups stand in the order of their first lines."""
    groups: dict[str, list[Line]] = {}
    for row, line in lines:
        groups.setdefault(rows.kind_of(row).system, []).append(line)
    return [(f"{system_name(session, system)}  {len(found)}", found) for system, found in groups.items()]


def system_name(session: Session, system: str) -> str:
    """A system's name in the operator's language."""
    known = session.catalogue.systems.get(system)
    if known is not None:
        return in_language(known.name, session.language)
    return QCoreApplication.translate("Map", "Other")
