"""Which areas a rule is about: its selectors, and the areas there are just now."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.area_holders import AreaHolders
from opscenter.domain.area_rings import AreaFault
from opscenter.domain.area_shape import AreaShape
from opscenter.domain.remembered import OfRow

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


@dataclass(slots=True)
class Area:
    """An entity that is an area: who it is, and its shape once it has a good one."""

    id: str
    type: str
    category: str = ""
    shape: AreaShape | None = None

    def is_chosen_by(self, selectors: Iterable[str]) -> bool:
        """Whether one of `type:…`, `category:…` or an id means this area."""
        return any(
            one in (self.id, f"type:{self.type}") or (one.startswith("category:") and one[9:].lower() == self.category)
            for one in selectors
        )


class AreaChoice:
    """The areas by row, and for each group of selectors those it means.

    Only entities that some selector may mean are kept; the rest of the city's shapes cost nothing.
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_in_force": dict[OfRow, tuple[str, Any]],
    }

    def __init__(self, groups: Sequence[tuple[str, ...]]) -> None:
        self._groups = groups
        self._selectors = {selector for group in groups for selector in group}
        self._by_category = any(selector.startswith("category:") for selector in self._selectors)
        self._areas: dict[int, Area] = {}
        self._in_force: dict[int, tuple[str, Any]] = {}  # row -> category and outline, of areas that have told any
        self._chosen: list[dict[int, AreaShape]] = [{} for _ in groups]
        self._holders: list[AreaHolders | None] = [None for _ in groups]  # None: the group's areas have changed

    def known(self, row: int) -> Area | None:
        """The area that an entity is."""
        return self._areas.get(row)

    def chosen(self, group: int) -> dict[int, AreaShape]:
        """The areas a group means: row -> shape."""
        return self._chosen[group]

    def meet(self, row: int, entity: str, entity_type: str, is_area: bool) -> None:
        """An entity is new. `is_area`: by its kind; one that a selector names by its id need not be of such a kind."""
        area = Area(entity, entity_type)
        if entity in self._selectors or (is_area and (self._by_category or area.is_chosen_by(self._selectors))):
            self._areas[row] = area

    def put(self, row: int, geometry: Any) -> tuple[list[int], str]:
        """An entity has a shape, a new one, or ({"type": "GeometryCollection", "geometries": []}) none any more.

        Returns the groups for which something changed, and a sentence when the outline cannot be used: what was there
        before stays in force then, for a broken message must not open a fence.
        """
        area = self._areas.get(row)
        if area is None:
            return [], ""
        shape: AreaShape | None = None
        if isinstance(geometry, dict) and geometry.get("geometries") != []:
            try:
                shape = AreaShape(geometry)
            except AreaFault as fault:
                if geometry.get("type") in ("Polygon", "MultiPolygon", "GeometryCollection"):
                    return [], str(fault)
        area.shape = shape
        self._in_force[row] = area.category, geometry if shape is not None else None
        return self._choose_again(row, True), ""

    def recalled(self) -> None:
        """See `domain.remembered`."""
        told, self._in_force = self._in_force, {}
        for row, (category, outline) in told.items():
            self.categorise(row, category)
            if outline is not None:
                self.put(row, outline)
            elif row in self._areas:
                self._in_force[row] = category, None

    def categorise(self, row: int, category: str | None) -> list[int]:
        """The category of an area is told; the groups for which something changed."""
        area = self._areas.get(row)
        wanted = (category or "").strip().lower()
        if area is None or area.category == wanted:
            return []
        area.category = wanted
        self._in_force[row] = wanted, self._in_force.get(row, ("", None))[1]
        return self._choose_again(row, False)

    def _choose_again(self, row: int, reshaped: bool) -> list[int]:
        area = self._areas[row]
        changed = []
        for number, group in enumerate(self._groups):
            chosen = self._chosen[number]
            was = row in chosen
            now = area.shape is not None and area.is_chosen_by(group)
            if not (was or now) or (was and now and not reshaped):
                continue
            if now and area.shape is not None:
                chosen[row] = area.shape
            else:
                del chosen[row]
            self._holders[number] = None
            changed.append(number)
        return changed

    def holder(self, group: int, lon: Floats, lat: Floats) -> Ints:
        """For each place (finite) the row of the smallest area of a group that it is in, -1 for none; shape (n,)."""
        holders = self._holders[group]
        if holders is None:
            holders = self._holders[group] = AreaHolders(self._chosen[group])
        return holders.holder(lon, lat)
