"""Getting to know an entity by its first message, where that is of a shape that is known."""

import sys
from collections.abc import Container

from msgspec import UNSET

from opscenter.wire.plan import MAX_PLANS, Plans
from opscenter.wire.quick import Enrolment, Shape
from opscenter.wire.reasons import SetAside
from opscenter.wire.spelling import LD_NULL, MAX_NAME, short_name


def meet(shape: Shape, payload: bytes, plans: Plans, but: Container[str]) -> str | None:
    """The id of an entity nobody knew: afterwards it is known as if the message had been read the usual way, apart from
    its place. "" where it says nothing new of one that is known. None, with nothing done that this would not do, where
    it must be read so, or is of one of `but`."""
    try:
        parts = shape.parts(shape.decode(payload))
    except (ValueError, RecursionError):
        return None
    attributes = shape.attributes
    entity, kind = parts[:2]
    units = parts[2 + attributes : 2 + 2 * attributes]
    if entity in but:
        return None
    known = plans.known.get(entity)
    if known is not None:
        enrolled = known.quick
        same = enrolled is not None and enrolled.shape is shape and enrolled.units == units and known.type == kind
        return "" if same else None
    if (
        len(plans.known) >= MAX_PLANS
        or LD_NULL in parts[2 + 2 * attributes + shape.count : 2 + 3 * attributes]
        or any(unit is not UNSET and not 0 < len(unit) <= MAX_NAME for unit in units)
        or any(name != short_name(name) or len(name) > MAX_NAME for name in (*shape.numbers, *shape.texts))
    ):
        return None
    try:
        plan = plans.make({"id": entity, "type": kind})
        for name, unit in zip(shape.numbers, units, strict=False):  # units of texts are nobody's
            cell = plans.cell(plan, plan.numbers, name)
            if unit is not UNSET:
                plans.units[cell] = sys.intern(unit)
        for name in shape.texts:
            plans.cell(plan, plan.texts, name)
    except SetAside:
        return None
    plan.quick = Enrolment(shape, plan, units)
    return str(entity)
