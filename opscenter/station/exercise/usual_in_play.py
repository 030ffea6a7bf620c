"""What is usual in an exercise: the tables that its engine judges by, which are those of the incident."""

import numpy as np

from opscenter.domain.local_week import LocalWeek
from opscenter.domain.usual import Ints, Usual
from opscenter.figures.naming import is_own
from opscenter.station.engine import Engine
from opscenter.station.learning_state import LearningState, state_of


class UsualInPlay:
    """In the place of what a live station learns; nothing is learnt here."""

    def __init__(self, engine: Engine, week: LocalWeek) -> None:
        self.week = week
        self._engine = engine

    @property
    def usual(self) -> Usual | None:
        """The tables in force."""
        return self._engine.usual.newest

    @property
    def state(self) -> LearningState:
        """How far learning had got when they were made."""
        kept = self._engine.kept_usual
        return LearningState() if kept is None else state_of(kept.facts)

    def ask(self, cell: int) -> None:
        """What was not learnt is not known."""

    def knows(self, cell: int) -> bool:
        """Whether something is usual of a cell."""
        usual = self.usual
        return usual is not None and usual.knows(cell)

    def always(self, cells: Ints) -> Ints:
        """Those of figures, as in a live station."""
        registry = self._engine.registry
        types, rows = registry.types, registry.cell_rows
        return np.array([cell for cell in cells.tolist() if is_own(types[rows[cell]])], np.int64)
