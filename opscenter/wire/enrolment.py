"""Entities that say the same things again and again: their cells in a shape's order, and what must stay as it was."""

from typing import Any

from msgspec import UNSET, Raw

from opscenter.domain.quality import Quality
from opscenter.wire.geometry import read_place
from opscenter.wire.payload import Attr
from opscenter.wire.plan import Plan, Plans
from opscenter.wire.reasons import SetAside
from opscenter.wire.shape import JUDGES, SAYS_NOTHING, Shape
from opscenter.wire.spelling import entity_quality, spell

MAX_FIXED = 8_192
"""Bytes of members that stay as they are, of an entity in a shape."""


class Enrolment:
    """Of an entity in a shape. `numbers`, `texts`: cells in the order of the shape. `units`: those that it names.

    `fixed`: what members say that say the same each time; that is the numbers and texts `facts` of further cells (their
    cells are in `numbers` and `texts`, behind those of the shape), its name, and where it is (`spot`, else None).
    """

    __slots__ = (
        "fact_numbers", "fact_texts", "fixed", "geometry", "local_names", "name", "named", "number_at", "number_order",
        "numbers", "placed", "shape", "spot", "text_at", "text_order", "texts", "units", "zeros",
    )  # fmt: skip

    def __init__(self, shape: Shape, plan: Plan, units: tuple[Any, ...]) -> None:
        self.shape = shape
        self.numbers = [plan.numbers[name] for name in shape.names[: shape.numeric]]
        self.texts = [plan.texts[shape.names[at]] for at in shape.shown]
        self.units = units
        self.fixed: tuple[Any, ...] = ()
        self.fact_numbers: list[float] = []
        self.fact_texts: list[str] = []
        self.named = "name" in shape.fixed
        self.name, self.local_names = plan.name, plan.local_names
        self.placed, self.geometry = shape.placed, plan.shape
        self.spot: tuple[float, float] | None = None
        names, position = shape.names, shape.position
        self.number_at = [position[name] for name in names[: shape.numeric]]
        self.text_at = [position[names[at]] for at in shape.shown]
        self.ordered()

    def ordered(self) -> None:
        """All cells are there: find out in which order a message tells of them (None: in that of the shape)."""
        self.number_order = _order(self.number_at)
        self.text_order = _order(self.text_at)
        self.zeros = [0] * len(self.numbers)

    def holds(self, plan: Plan) -> bool:
        """Whether what a message says of name and shape of the entity is what is known."""
        return (not self.placed or plan.shape is self.geometry) and (
            not self.named or (plan.name == self.name and plan.local_names == self.local_names)
        )


def enrol(shape: Shape, plan: Plan, plans: Plans, units: tuple[Any, ...], fixed: tuple[Any, ...]) -> Enrolment | None:
    """An entity by a message of this shape that was not read otherwise; None where it may tell more than values."""
    if not _suits(shape, plan, plans, units):
        return None
    if not shape.fixed:
        return Enrolment(shape, plan, units)
    for other in (plan.quick or {}).values():  # it may have said the same in another shape
        if other.shape.fixed == shape.fixed and other.fixed == fixed and other.holds(plan):
            found = Enrolment(shape, plan, units)
            _take_over(found, other)
            return found if _apart(found) else None
    return None


def enrol_read(
    shape: Shape, plan: Plan, plans: Plans, entity: dict[str, Any], units: tuple[Any, ...], fixed: tuple[Any, ...]
) -> Enrolment | None:
    """An entity by a message of this shape that was read the usual way just now."""
    if not _suits(shape, plan, plans, units) or sum(len(bytes(one)) for one in fixed) > MAX_FIXED:
        return None
    found = Enrolment(shape, plan, units)
    found.fixed = tuple(Raw(bytes(one)) for one in fixed)
    for name in shape.fixed:
        raw = entity[name]
        raw = raw.as_dict() if raw.__class__ is Attr else raw
        try:
            fits = _place(found, raw) if name == "location" else _facts(found, plan, plans, name, raw)
        except SetAside:
            fits = False
        if not fits:
            return None
    return found if _apart(found) else None


def _suits(shape: Shape, plan: Plan, plans: Plans, units: tuple[Any, ...]) -> bool:
    """Whether all attributes are known of the entity, with these units."""
    numbers, texts, names, known = plan.numbers, plan.texts, shape.names, plans.units
    if (
        not all(name in numbers for name in names[: shape.numeric])
        or not all(names[at] in texts for at in shape.shown)
        or (shape.named and not plan.name)
        or (shape.place is not None and plan.shape is not None)
    ):
        return False
    for at, unit in zip(shape.unit_of, units, strict=True):
        if unit is not UNSET and at < shape.numeric and unit != known[numbers[names[at]]]:
            return False
    return True


def _place(found: Enrolment, raw: Any) -> bool:
    if not isinstance(raw, dict) or "observedAt" in raw or "metadata" in raw:
        return False
    lon, lat, geometry = read_place(raw)
    found.spot = lon, lat
    return geometry == found.geometry


def _facts(found: Enrolment, plan: Plan, plans: Plans, name: str, raw: Any) -> bool:
    """Take over what an attribute says; whether it is nothing but values."""
    if name in SAYS_NOTHING:
        return True
    if name in JUDGES and entity_quality(name, raw) is not Quality.GOOD:
        return False
    for fact in spell(name, raw):
        value = fact.value
        if value is None or fact.when is not None or fact.quality is not Quality.GOOD:
            return False
        if not isinstance(value, str):
            cell = plan.numbers.get(fact.name)
            if cell is None or (fact.unit is not None and plans.units[cell] != fact.unit):
                return False
            found.numbers.append(cell)
            found.fact_numbers.append(float(value))
            found.number_at.append(found.shape.position[name])
        if isinstance(value, (str, bool)):
            cell = plan.texts.get(fact.name)
            if cell is None:
                return False
            found.texts.append(cell)
            found.fact_texts.append(value if isinstance(value, str) else "true" if value else "false")
            found.text_at.append(found.shape.position[name])
    return True


def _order(positions: list[int]) -> list[int] | None:
    order = sorted(range(len(positions)), key=positions.__getitem__)
    return None if order == list(range(len(order))) else order


def _take_over(found: Enrolment, other: Enrolment) -> None:
    """What the same members say in another shape."""
    there, here = {at: name for name, at in other.shape.position.items()}, found.shape.position
    numeric, shown = other.shape.numeric, len(other.shape.shown)
    found.numbers += other.numbers[numeric:]
    found.texts += other.texts[shown:]
    found.number_at += [here[there[at]] for at in other.number_at[numeric:]]
    found.text_at += [here[there[at]] for at in other.text_at[shown:]]
    found.fact_numbers, found.fact_texts = other.fact_numbers, other.fact_texts
    found.fixed, found.spot = other.fixed, other.spot


def _apart(found: Enrolment) -> bool:
    """Whether nothing is told twice: which is told last counts, and that is not remembered."""
    found.ordered()
    return len(set(found.numbers)) == len(found.numbers) and len(set(found.texts)) == len(found.texts)
