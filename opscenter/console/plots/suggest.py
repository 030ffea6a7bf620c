"""What to plot when nobody has chosen yet. No Qt."""

import math

import numpy as np
from numpy.typing import NDArray

from opscenter.desk.mirror import Mirror
from opscenter.domain.alarm import Priority
from opscenter.domain.catalogue import Catalogue, KeyFigure, System
from opscenter.domain.rule import Rule, RuleKind, Side

_FIRST = ("traffic", "weather", "electricity")
"""Systems that tell most of a city's day; the others follow in the catalogue's order."""


def headline_of(mirror: Mirror, catalogue: Catalogue, entity: str) -> str:
    """The attribute of an entity that tells most: of its worst alarm, else its headline, else its first number.

    Numbers go first: a state makes a poor curve. An entity without a number gets the state of its alarm or headline.
    """
    row = mirror.row_of.get(entity)
    if row is None:
        return ""
    cells = mirror.cells_of(row)
    telling = [alarm.attribute for alarm in mirror.alarms_of(entity)] + [catalogue.kind(mirror.types[row]).headline]
    telling = [name for name in telling if name in cells]
    numbers = [name for name in [*telling, *cells] if math.isfinite(mirror.value[cells[name]])]
    return next(iter([*numbers, *telling]), "")


def suggestions(mirror: Mirror, catalogue: Catalogue, limit: int = 2) -> list[tuple[str, str]]:
    """(entity, attribute) worth a look: what is in alarm now, worst and newest first, one of each attribute; then what
    is nearest to a limit in the systems that tell most of a city's day."""
    found: list[tuple[str, str]] = []
    standing = [
        alarm for alarm in mirror.alarms.values() if alarm.state.is_active and alarm.priority <= Priority.MEDIUM
    ]
    for alarm in sorted(standing, key=lambda alarm: (alarm.priority, -alarm.since)):
        pair = (alarm.entity, alarm.attribute)
        if all(pair[1] != other[1] for other in found) and _is_number(mirror, *pair):
            found.append(pair)
            if len(found) >= limit:
                return found
    for system in sorted(catalogue.systems.values(), key=_telling):
        nearest = _of_system(mirror, catalogue, system)
        if nearest is not None and nearest not in found:
            found.append(nearest)
            if len(found) >= limit:
                return found
    _, of_row = mirror.types_of()
    placed = np.isfinite(mirror.lon)
    for row in np.sort(np.unique(of_row, return_index=True)[1]).tolist():  # the first entity of each type
        if placed.any() and not placed[row]:
            continue  # derived, see `_of_system`
        if catalogue.kind(mirror.types[row]).geometry == "area":
            continue  # how many live in a district makes no curve
        headline = catalogue.kind(mirror.types[row]).headline
        if headline and not _is_number(mirror, mirror.ids[row], headline):
            continue  # what it is built like is known before what it measures, and makes no curve
        attribute = headline_of(mirror, catalogue, mirror.ids[row])
        if attribute and (mirror.ids[row], attribute) not in found:
            found.append((mirror.ids[row], attribute))
        if len(found) >= limit:
            break
    return found


def urgency(mirror: Mirror, pairs: list[tuple[str, str]]) -> list[int]:
    """How bad it stands with series: the worst active priority of each, 9 for none, worst first. Smaller is worse."""
    worst = []
    for entity, attribute in pairs:
        of_it = [
            int(alarm.priority)
            for alarm in mirror.alarms_of(entity)
            if alarm.attribute == attribute and alarm.state.is_active
        ]
        worst.append(min(of_it, default=9))
    return sorted(worst)


def _telling(system: System) -> tuple[int, int]:
    return (_FIRST.index(system.id) if system.id in _FIRST else len(_FIRST), system.order)


def _of_system(mirror: Mirror, catalogue: Catalogue, system: System) -> tuple[str, str] | None:
    """The entity nearest to a limit, in the figure of a system that may end in the worst alarm; without limits the
    first entity of its first figure."""
    first: tuple[str, str] | None = None
    worst: tuple[Priority, NDArray[np.int64], str, list[Rule]] | None = None
    placed = np.isfinite(mirror.lon)
    for figure in system.figures:
        name = figure.attribute
        cells = mirror.cells_named(figure.entity_type, name)
        cells = cells[np.isfinite(mirror.value[cells])]
        if placed.any():
            cells = cells[placed[mirror.cell_row[cells]]]  # what is derived is told before anything has been measured
        if not len(cells) or (catalogue.kind(figure.entity_type).geometry == "area" and not _limits(catalogue, figure)):
            continue
        first = first or (mirror.ids[int(mirror.cell_row[cells[0]])], name)
        limits = _limits(catalogue, figure)
        priority = min((rule.priority for rule in limits), default=None)
        if priority is not None and (worst is None or priority < worst[0]):
            worst = (priority, cells, name, limits)
    if worst is None:
        return first
    _, cells, name, limits = worst
    distances = np.min([_distances(mirror.value[cells], rule) for rule in limits], axis=0)
    return mirror.ids[int(mirror.cell_row[cells[int(np.argmin(distances))]])], name


def _limits(catalogue: Catalogue, figure: KeyFigure) -> list[Rule]:
    rules = catalogue.kind(figure.entity_type).rules
    return [rule for rule in rules if rule.kind is RuleKind.LIMIT and rule.attribute == figure.attribute]


def _distances(values: NDArray[np.float64], rule: Rule) -> NDArray[np.float64]:
    """How far values are on the good side of a limit, as shares of the limit; negative beyond it."""
    away = rule.value - values if rule.side is Side.HIGH else values - rule.value
    return away / max(abs(rule.value), 1e-9)


def _is_number(mirror: Mirror, entity: str, attribute: str) -> bool:
    cell = mirror.cell(mirror.row_of.get(entity, -1), attribute)
    return cell >= 0 and math.isfinite(mirror.value[cell])
