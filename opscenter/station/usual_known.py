"""What those who answer about the usual ask: who learns it as it comes, or who has it from a recording."""

from typing import Protocol

from opscenter.domain.local_week import LocalWeek
from opscenter.domain.usual import Ints, Usual
from opscenter.station.learning_state import LearningState


class UsualKnown(Protocol):
    """May be asked from any thread."""

    week: LocalWeek

    @property
    def usual(self) -> Usual | None:
        """The tables that count now."""

    @property
    def state(self) -> LearningState:
        """How far learning has got."""

    def ask(self, cell: int) -> None:
        """Learn about a cell that no rule watches, too, where that is possible."""

    def knows(self, cell: int) -> bool:
        """Whether something is known of a cell."""

    def always(self, cells: Ints) -> Ints:
        """Those of `cells` of which it is followed since when they have been unusual."""
