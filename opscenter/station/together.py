"""The query `together` of PROTOCOL.md: one attribute of many entities as one series, so that these do not all travel.

Answered in a thread of its own: a plot of one series does not wait until 5,000 have been gone through.
"""

import time
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from opscenter.history.queries import Queries
from opscenter.history.together import REDUCES
from opscenter.station.answers import Answers
from opscenter.station.engine import Engine
from opscenter.station.requests import Request, span_of
from opscenter.wire.desk import Columns, Header

TOPIC = "together"
MOST_ROWS = 100_000
MOST_POINTS = 5_000
FLUSH_S = 2.0
LONGEST_S = 30.0
"""Nobody waits longer for an answer, and others wait for this one."""

Ints = NDArray[np.int64]


class TogetherAnswers(Answers):
    """`together`, with a connection of its own."""

    name = "together"

    def __init__(self, engine: Engine, queries: Queries, flush: Callable[[float], bool]) -> None:
        super().__init__(engine, queries, flush)

    def topics(self) -> dict[str, Callable[[Request], tuple[Header, Columns]]]:
        """What can be asked here, and who answers."""
        return {TOPIC: self._together}

    def _together(self, request: Request) -> tuple[Header, Columns]:
        reduce = request.text("reduce", "sum")
        if reduce not in REDUCES:
            raise ValueError(f"'reduce' must be one of {', '.join(REDUCES)}.")
        since, until = span_of(request)
        points = request.whole("points", 500)
        if not 2 <= points <= MOST_POINTS:
            raise ValueError(f"'points' must be between 2 and {MOST_POINTS}.")
        kind, attribute = request.text("type"), request.text("attribute")
        cells = self._cells(request, kind, attribute)
        if not len(cells):
            raise ValueError(f"No {kind[:80]} with an attribute {attribute[:80]!r} is known among those asked for.")
        self._flush(FLUSH_S)  # what has just arrived is in the answer
        hold_ms = self._engine.catalogue.kind(kind).stale_after_ms
        give_up = time.monotonic() + LONGEST_S

        def closing() -> bool:
            if time.monotonic() > give_up:
                raise ValueError(
                    f"It takes more than {LONGEST_S:.0f} s to put {len(cells):,} series together over this span. "
                    "Ask for a shorter one, or for fewer entities."
                )
            return self._closing.is_set()

        found = self._queries.together(cells, reduce, since, until, points, hold_ms, closing)
        header: Header = {"entities": len(cells), "width": found.width, "reduce": reduce}
        return header, {
            "time": found.time, "value": found.value, "known": found.known.astype(np.uint32), "quality": found.quality,
        }  # fmt: skip

    def _cells(self, request: Request, kind: str, attribute: str) -> Ints:
        """The cells meant: of all entities of a type, or of those named by row or by id."""
        registry = self._engine.registry
        rows = self._rows(request)
        of_type, cells_of = list(registry.types), list(registry.cells_of)
        chosen = range(len(of_type)) if rows is None else [row for row in rows if 0 <= row < len(of_type)]
        cells = (cells_of[row].get(attribute, -1) for row in chosen if of_type[row] == kind and row < len(cells_of))
        return np.unique(np.fromiter((cell for cell in cells if cell >= 0), np.int64))

    def _rows(self, request: Request) -> list[int] | None:
        named = request.args.get("rows")
        if named is not None:
            if request.whole("epoch", 0) != self._engine.epoch:
                raise ValueError("The station has begun anew since: rows are numbered differently. Ask again.")
            fine = isinstance(named, list) and len(named) <= MOST_ROWS
            if not fine or not all(isinstance(row, int) and not isinstance(row, bool) for row in named):
                raise ValueError(f"'rows' must be a list of at most {MOST_ROWS} whole numbers.")
            return list(named)
        entities = request.texts("entities")
        return [self._engine.registry.find(one) for one in entities] if entities else None
