"""Who is numbered how: entities by row, attributes of entities by cell, both dense from 0 and never reused."""

import logging
from dataclasses import dataclass, field

from opscenter.station.limits import StateLimits

log = logging.getLogger("opscenter.station.registry")


@dataclass(slots=True)
class News:
    """What was numbered or renamed since the last take, in order."""

    first_row: int = 0
    ids: list[str] = field(default_factory=list)
    types: list[str] = field(default_factory=list)
    first_cell: int = 0
    cell_rows: list[int] = field(default_factory=list)
    cell_names: list[str] = field(default_factory=list)
    retyped: dict[int, str] = field(default_factory=dict)

    def followed_by(self, later: "News") -> "News":
        """These and what was numbered right after them."""
        return News(
            self.first_row, self.ids + later.ids, self.types + later.types,
            self.first_cell, self.cell_rows + later.cell_rows, self.cell_names + later.cell_names,
            self.retyped | later.retyped,
        )  # fmt: skip


class Registry:
    """Numbers entities and cells as the decoder meets them (`domain.batch.Registry`). One thread."""

    def __init__(self, limits: StateLimits | None = None) -> None:
        self._limits = limits or StateLimits()
        self._row_of: dict[str, int] = {}
        self._strings: dict[str, str] = {}
        self._refused: set[str] = set()
        self.ids: list[str] = []
        self.types: list[str] = []
        self.cells_of: list[dict[str, int]] = []
        self.cell_rows: list[int] = []
        self.cell_names: list[str] = []
        self._news = News()

    def entity(self, entity_id: str, entity_type: str) -> int:
        """The row of an entity, new or known; a changed type is taken over. -1 beyond the site maximum."""
        row = self._row_of.get(entity_id)
        if row is None:
            row = len(self.ids)
            if row >= self._limits.entities:
                self._refuse("entities", f"more than {self._limits.entities} entities")
                return -1
            entity_type = self._shared(entity_type)
            self._row_of[entity_id] = row
            self.ids.append(entity_id)
            self.types.append(entity_type)
            self.cells_of.append({})
            self._news.ids.append(entity_id)
            self._news.types.append(entity_type)
        elif self.types[row] != entity_type:
            self.types[row] = entity_type = self._shared(entity_type)
            if row >= self._news.first_row:
                self._news.types[row - self._news.first_row] = entity_type
            else:
                self._news.retyped[row] = entity_type
        return row

    def cell(self, row: int, attribute: str) -> int:
        """The number of an entity's attribute, new or known. -1 beyond the site maximum."""
        cells = self.cells_of[row]
        cell = cells.get(attribute)
        if cell is None:
            cell = len(self.cell_names)
            limits = self._limits
            if cell >= limits.cells or len(cells) >= limits.cells_per_entity or len(attribute) > limits.attribute_chars:
                self._refuse("attributes", f"more or longer attributes than the limits allow ({self.ids[row]})")
                return -1
            attribute = self._shared(attribute)
            cells[attribute] = cell
            self.cell_rows.append(row)
            self.cell_names.append(attribute)
            self._news.cell_rows.append(row)
            self._news.cell_names.append(attribute)
        return cell

    def find(self, entity_id: str) -> int:
        """The row of a known entity, or -1."""
        return self._row_of.get(entity_id, -1)

    def take_news(self) -> News:
        """What was added since the last take."""
        news = self._news
        self._news = News(first_row=len(self.ids), first_cell=len(self.cell_names))
        return news

    def _shared(self, text: str) -> str:
        """One string object for equal texts: attribute and type names repeat by the hundred thousand."""
        if len(self._strings) > 100_000:
            return text
        return self._strings.setdefault(text, text)

    def _refuse(self, kind: str, sentence: str) -> None:
        if kind not in self._refused:
            self._refused.add(kind)
            log.warning("the bus names %s; what is beyond is not followed", sentence)
