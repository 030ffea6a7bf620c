"""What changed in a mirror of the city's state with one beat: the one thing a view listens to."""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.operator_note import OperatorNote


def _no_numbers() -> NDArray[np.int64]:
    return np.empty(0, np.int64)


@dataclass(slots=True)
class Changes:
    """Columns of what one beat changed. `everything` after a snapshot: rebuild, do not patch.

    `same_entities`: with `everything`, rows and cells are numbered as before, though fewer or more may be known (the
    state of another moment).
    """

    everything: bool = False
    same_entities: bool = False
    cells: NDArray[np.int64] = field(default_factory=_no_numbers)
    moved_rows: NDArray[np.int64] = field(default_factory=_no_numbers)
    seen_rows: NDArray[np.int64] = field(default_factory=_no_numbers)
    first_new_row: int = 0
    new_rows: int = 0
    alarms: list[str] = field(default_factory=list)  # occurrences that are new, changed or gone
    situations: list[str] = field(default_factory=list)  # ids of situations that are new, changed or over
    notes: list[OperatorNote] = field(default_factory=list)  # new, corrected or taken back
    flood: bool = False  # whether what is told of an alarm flood differs from before
    renamed_rows: list[int] = field(default_factory=list)
    reshaped_rows: list[int] = field(default_factory=list)
    health: bool = False
    now: int = 0
    sent: int = 0
