"""Plots that were remembered and wait for their entities to be heard of. No Qt."""

from collections.abc import Container, Iterator
from typing import Any

from opscenter.console.plots.stack import MAX_ROWS

Pairs = list[tuple[str, str]]


class Waiting:
    """`rows`: for each plot the (entity, attribute) of its series."""

    def __init__(self) -> None:
        self.rows: list[Pairs] = []

    def restore(self, rows: list[Any]) -> None:
        """Take remembered rows, [[entity, attribute], ...] each."""
        self.rows = [[(str(one), str(name)) for one, name in row] for row in rows[:MAX_ROWS] if row]

    def save(self) -> list[list[list[str]]]:
        """As `restore` takes it."""
        return [[list(pair) for pair in pairs] for pairs in self.rows]

    def ready(self, known: Container[str]) -> Iterator[Pairs]:
        """Those of which all entities are known now; they wait no longer."""
        for pairs in list(self.rows):
            if all(entity in known for entity, _ in pairs):
                self.rows.remove(pairs)
                yield pairs
