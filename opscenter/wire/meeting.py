"""Getting to know an entity by its first message, where that is of a shape that is known."""

import sys
from collections.abc import Container

from msgspec import UNSET

from opscenter.wire.plan import MAX_PLANS, Plans
from opscenter.wire.quick import Quick
from opscenter.wire.reasons import SetAside
from opscenter.wire.shape import Shape
from opscenter.wire.spelling import LD_NULL, MAX_NAME


def meet(shape: Shape, payload: bytes, quick: Quick, plans: Plans, but: Container[str]) -> str | None:
    """The id of an entity nobody knew, or not in this shape: afterwards it is known as if the message had been read the
    usual way, apart from its place. "" where it says nothing new of one that is known. None, with nothing done that
    this would not do, where it must be read so, or is of one of `but`."""
    try:
        parts = shape.parts(shape.decode(payload))
    except (ValueError, RecursionError):
        return None
    whens_end, units_end, values_end, fixed_end = shape.ends
    entity, kind = parts[:2]
    units, fixed = parts[whens_end:units_end], parts[values_end:fixed_end]
    if entity in but:
        return None
    known = plans.known.get(entity)
    if known is not None:
        if known.type != kind:
            return None
        enrolled = (known.quick or {}).get(shape)
        if enrolled is not None and enrolled.units == units and enrolled.fixed == fixed and enrolled.holds(known):
            return ""
        return str(entity) if quick.meet(shape, known, parts) is not None else None
    if (
        shape.fixed
        or len(plans.known) >= MAX_PLANS
        or LD_NULL in parts[units_end + shape.numeric : values_end]
        or any(unit is not UNSET and not 0 < len(unit) <= MAX_NAME for unit in units)
    ):
        return None
    try:
        plan = plans.make({"id": entity, "type": kind})
        cells = [plans.cell(plan, plan.numbers, name) for name in shape.names[: shape.numeric]]
        for at in shape.shown:
            plans.cell(plan, plan.texts, shape.names[at])
    except SetAside:
        return None
    for at, unit in zip(shape.unit_of, units, strict=True):
        if at < shape.numeric and unit is not UNSET:  # units of texts are nobody's
            plans.units[cells[at]] = sys.intern(unit)
    return str(entity) if quick.meet(shape, plan, parts) is not None else None
