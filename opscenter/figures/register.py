"""Who numbers entities and cells: the registry of a station."""

from typing import Protocol


class Register(Protocol):
    """Rows and cells, dense from 0 (`station.registry`); -1 beyond the site maximum."""

    ids: list[str]
    types: list[str]
    cell_rows: list[int]
    cell_names: list[str]

    def entity(self, entity_id: str, entity_type: str) -> int: ...
    def cell(self, row: int, attribute: str) -> int: ...
    def find(self, entity_id: str) -> int: ...
