"""A registry that numbers entities and cells as an earlier one did, whatever order it meets them in."""

from collections.abc import Sequence

from opscenter.station.limits import StateLimits
from opscenter.station.registry import Registry


class PastRegistry(Registry):
    """`entities` (id, type) and `cells` (row, name) by their numbers then. What is not among them is numbered after.

    An entity or a cell that was numbered then, and of which nothing is met before a later one is, gets its number
    with that one: so every number means what it meant, and numbers stay dense.
    """

    def __init__(
        self, limits: StateLimits | None, entities: Sequence[tuple[str, str]], cells: Sequence[tuple[int, str]]
    ) -> None:
        super().__init__(limits)
        self._entities, self._cells = entities, cells
        self._row_then = {entity_id: row for row, (entity_id, _) in enumerate(entities)}
        self._cell_then = {cell: number for number, cell in enumerate(cells)}

    def entity(self, entity_id: str, entity_type: str) -> int:
        """See `Registry`."""
        if self.find(entity_id) < 0:
            self._enter_rows(self._row_then.get(entity_id, len(self._entities)))
        return super().entity(entity_id, entity_type)

    def cell(self, row: int, attribute: str) -> int:
        """See `Registry`."""
        if attribute not in self.cells_of[row]:
            then = self._cell_then.get((row, attribute), len(self._cells))
            for number in range(len(self.cell_names), then):
                of, name = self._cells[number]
                self._enter_rows(of + 1)
                if super().cell(of, name) != number:
                    break  # beyond what this site follows
        return super().cell(row, attribute)

    def _enter_rows(self, until: int) -> None:
        for row in range(len(self.ids), min(until, len(self._entities))):
            if super().entity(*self._entities[row]) != row:
                break
