"""Which value of an entity is plotted when nobody has said which."""

import math

from opscenter.console.session import Session


def main_attribute(session: Session, entity: str) -> str:
    """The headline of its kind when it has that value, else its first number; "" without any."""
    mirror = session.mirror
    row = mirror.row_of.get(entity)
    if row is None:
        return ""
    cells = mirror.cells_of(row)
    headline = session.catalogue.kind(mirror.types[row]).headline
    if headline in cells:
        return headline
    numbers = (
        name for name, cell in cells.items() if cell not in mirror.texts and math.isfinite(float(mirror.value[cell]))
    )
    return next(numbers, "")
