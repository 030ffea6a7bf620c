"""What the decoder remembers of each entity, so that a known one costs no questions."""

import sys
from typing import Any

from opscenter.domain.batch import Registry
from opscenter.wire import reasons
from opscenter.wire.reasons import SetAside
from opscenter.wire.spelling import short_name

MAX_ID_BYTES = 512
MAX_TYPE = 256
MAX_ATTRIBUTES = 512
MAX_PLANS = 262_144
_NAN = float("nan")


class Plan:
    """One entity: its row, its cells by attribute (numbers and texts apart), its last published names and place."""

    __slots__ = ("lat", "local_names", "lon", "name", "numbers", "place_time", "quick", "row", "shape", "texts", "type")

    def __init__(self, row: int, entity_type: str) -> None:
        self.row = row
        self.type = entity_type  # as published
        self.numbers: dict[str, int] = {}
        self.texts: dict[str, int] = {}
        self.name = ""
        self.local_names: dict[str, str] | None = None
        self.lon = _NAN
        self.lat = _NAN
        self.place_time = -(2**62)
        self.shape: dict[str, Any] | None = None
        self.quick: dict[Any, Any] | None = None  # by shape its `Enrolment`, where it says the same things again


class Plans:
    """The plans of all entities, at most MAX_PLANS (then all are forgotten and made anew, which is only slower)."""

    __slots__ = ("_registry", "known", "units")

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self.known: dict[str, Plan] = {}  # by entity id
        self.units: list[str | None] = []  # by cell, as last published

    def make(self, entity: dict[str, Any]) -> Plan:
        """The plan of an entity not known yet, or known with another type. SetAside if it cannot have one."""
        entity_id = entity.get("id", entity.get("@id"))
        if not isinstance(entity_id, str) or not entity_id:
            raise SetAside(reasons.NO_ID)
        kind = entity.get("type", entity.get("@type"))
        if not isinstance(kind, str) or not kind:
            raise SetAside(reasons.NO_TYPE, f"The entity {entity_id[:120]} has no type, or its type is not text.")
        if len(entity_id) > MAX_ID_BYTES or len(entity_id.encode()) > MAX_ID_BYTES:
            raise SetAside(reasons.ID_TOO_LONG)
        if len(kind) > MAX_TYPE:
            raise SetAside(reasons.TYPE_TOO_LONG)
        kind = sys.intern(kind)
        plan = self.known.get(entity_id)
        if plan is not None and plan.type == kind:
            return plan
        row = self._registry.entity(entity_id, short_name(kind))
        if row < 0:
            raise SetAside(reasons.SITE_FULL)
        if plan is not None and plan.row == row:
            plan.type = kind
            return plan
        if len(self.known) >= MAX_PLANS:
            self.known.clear()
        plan = self.known[entity_id] = Plan(row, kind)
        return plan

    def cell(self, plan: Plan, kind: dict[str, int], name: str) -> int:
        """The cell of an attribute seen for the first time as a number (`kind` is plan.numbers) or as a text."""
        if len(kind) >= MAX_ATTRIBUTES:
            raise SetAside(reasons.TOO_MANY_ATTRIBUTES)
        cell = plan.texts.get(name, plan.numbers.get(name, -1))
        if cell < 0:
            cell = self._registry.cell(plan.row, name)
            if cell < 0:
                raise SetAside(reasons.SITE_FULL)
        kind[sys.intern(name)] = cell
        if cell >= len(self.units):
            self.units.extend([None] * (cell + 1 - len(self.units)))
        return cell
