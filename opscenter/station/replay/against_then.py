"""The query `against` in a replay: what was usual then, and since when numbers had been unusual, out of what is
unfolded. Nobody follows them from beat to beat: time may go anywhere here."""

import sqlite3
from collections.abc import Callable

import numpy as np

from opscenter.domain.batch import Clock
from opscenter.history.blocks import BlockError
from opscenter.history.queries import Queries
from opscenter.station.against import Against, Ints
from opscenter.station.engine import Engine
from opscenter.station.usual_known import UsualKnown
from opscenter.wire.desk import Columns

MOST_LOOKED_BACK = 300
"""A question about more series than this tells of the first ones alone since when they have been unusual."""


class AgainstThen(Against):
    """`there`: whether anything is unfolded yet. It is not started: questions are all it answers, in the thread that
    has `queries`."""

    def __init__(
        self, engine: Engine, known: UsualKnown, queries: Queries, *, wall: Clock, there: Callable[[], bool]
    ) -> None:
        super().__init__(engine, known, queries, wall=wall)
        self._there = there

    def _since_of(self, cells: Ints) -> Columns:
        told = np.zeros((2, len(cells)), np.int64)
        usual = self._learning.usual
        if usual is not None and self._there():
            some = np.unique(cells[np.isin(cells, usual.cells)])[:MOST_LOOKED_BACK]
            try:
                since = self._looked_back(some, self._wall()).since() if len(some) else told[:, :0]
            except (sqlite3.Error, OSError, BlockError):
                some, since = some[:0], told[:, :0]
            if len(some):
                place = np.minimum(np.searchsorted(some, cells), len(some) - 1)
                there = some[place] == cells
                told[:, there] = since[:, place[there]]
        return {"since2": told[0], "since3": told[1]}
