"""What to plot when nobody has chosen yet. No Qt."""

import math

from opscenter.desk.mirror import Mirror
from opscenter.domain.catalogue import Catalogue


def headline_of(mirror: Mirror, catalogue: Catalogue, entity: str) -> str:
    """The attribute of an entity that tells most: of its worst alarm, else its headline, else its first number."""
    row = mirror.row_of.get(entity)
    if row is None:
        return ""
    cells = mirror.cells_of(row)
    for alarm in mirror.alarms_of(entity):
        if alarm.attribute in cells:
            return alarm.attribute
    headline = catalogue.kind(mirror.types[row]).headline
    if headline in cells:
        return headline
    return next((name for name, cell in cells.items() if math.isfinite(mirror.value[cell])), "")


def suggestions(mirror: Mirror, catalogue: Catalogue, limit: int = 2) -> list[tuple[str, str]]:
    """(entity, attribute) worth a look: the worst alarms first, then a headline of each system in its order."""
    found: list[tuple[str, str]] = []
    numbers = [alarm for alarm in mirror.alarms.values() if _is_number(mirror, alarm.entity, alarm.attribute)]
    for alarm in sorted(numbers, key=lambda alarm: (alarm.priority, -alarm.since)):
        pair = (alarm.entity, alarm.attribute)
        if pair not in found and all(pair[1] != other[1] for other in found):
            found.append(pair)
        if len(found) >= limit:
            return found
    first_of_type: dict[str, int] = {}
    for row, entity_type in enumerate(mirror.types):
        first_of_type.setdefault(entity_type, row)
    for system in sorted(catalogue.systems.values(), key=lambda each: each.order):
        for figure in system.figures:
            row = first_of_type.get(figure.entity_type, -1)
            if row >= 0 and _is_number(mirror, mirror.ids[row], figure.attribute):
                pair = (mirror.ids[row], figure.attribute)
                if pair not in found:
                    found.append(pair)
                break
        if len(found) >= limit:
            return found
    for row in first_of_type.values():
        attribute = headline_of(mirror, catalogue, mirror.ids[row])
        if attribute and (mirror.ids[row], attribute) not in found:
            found.append((mirror.ids[row], attribute))
        if len(found) >= limit:
            break
    return found


def _is_number(mirror: Mirror, entity: str, attribute: str) -> bool:
    cell = mirror.cell(mirror.row_of.get(entity, -1), attribute)
    return cell >= 0 and math.isfinite(mirror.value[cell])
