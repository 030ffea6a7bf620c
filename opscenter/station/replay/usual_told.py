"""What was usual at a moment of a recording: the tables in the file, as its journal says when each took over."""

import bisect
from collections.abc import Iterable, Iterator, Mapping

import msgspec
import numpy as np

from opscenter.domain.batch import Clock
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.usual import Ints, Usual
from opscenter.recording.records import Row
from opscenter.station.cutting.usual_then import LEARNT
from opscenter.station.engine import Engine
from opscenter.station.learning_state import LearningState, state_of


class UsualTold:
    """In the place of what a live station learns; nothing is learnt here. `tables` by digest, `now` the replay's."""

    def __init__(self, week: LocalWeek, tables: Mapping[str, Usual], begun: Engine, now: Clock) -> None:
        self.week = week
        self._tables = tables
        self._now = now
        kept = begun.kept_usual
        known = LearningState() if kept is None else state_of(kept.facts)
        self._since: list[int] = [0]
        self._told: list[tuple[Usual | None, LearningState]] = [(begun.usual.newest, known)]

    def heard(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The same rows; what they say of the usual is noted. They come in the order of the station's clock."""
        for row in rows:
            if row.event == LEARNT:
                self._take(row)
            yield row

    def _take(self, row: Row) -> None:
        usual = self._tables.get(row.occurrence)
        if usual is None or row.wall < self._since[-1]:
            return
        try:
            details = msgspec.json.decode(row.fact, type=JournalEntry).details
        except msgspec.MsgspecError:
            details = {}
        self._since.append(row.wall)
        self._told.append((usual, state_of({**details, "digest": row.occurrence, "learnt_at": row.wall})))

    def _at_now(self) -> tuple[Usual | None, LearningState]:
        return self._told[max(0, bisect.bisect_right(self._since, self._now()) - 1)]

    @property
    def usual(self) -> Usual | None:
        """The tables that had been learnt by now."""
        return self._at_now()[0]

    @property
    def state(self) -> LearningState:
        """How far learning had got by then."""
        return self._at_now()[1]

    def ask(self, cell: int) -> None:
        """What was not learnt then is not known."""

    def knows(self, cell: int) -> bool:
        """Whether something was usual of a cell."""
        usual = self.usual
        return usual is not None and usual.knows(cell)

    def always(self, cells: Ints) -> Ints:
        """Nobody follows them: time goes back here."""
        return np.empty(0, np.int64)
