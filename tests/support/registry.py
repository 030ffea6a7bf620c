"""A registry for tests: the simplest thing that numbers entities and cells."""


class DictRegistry:
    """Rows and cells in order of appearance, with optional maxima."""

    def __init__(self, max_entities: int = 1_000_000, max_cells: int = 1_000_000) -> None:
        self.rows: dict[str, int] = {}
        self.types: list[str] = []
        self.cells: dict[tuple[int, str], int] = {}
        self._max_entities = max_entities
        self._max_cells = max_cells

    def entity(self, entity_id: str, entity_type: str) -> int:
        row = self.rows.get(entity_id)
        if row is None:
            if len(self.rows) >= self._max_entities:
                return -1
            row = self.rows[entity_id] = len(self.rows)
            self.types.append(entity_type)
        self.types[row] = entity_type
        return row

    def cell(self, row: int, attribute: str) -> int:
        cell = self.cells.get((row, attribute))
        if cell is None:
            if len(self.cells) >= self._max_cells:
                return -1
            cell = self.cells[row, attribute] = len(self.cells)
        return cell

    def name_of(self, cell: int) -> str:
        """The attribute of a cell."""
        return next(name for (_, name), number in self.cells.items() if number == cell)
