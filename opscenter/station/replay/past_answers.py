"""Questions about the past of a replay: answered out of what is unfolded, and never of what is after its now."""

import sqlite3
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

from opscenter.domain.batch import Clock
from opscenter.history.queries import Queries
from opscenter.station.answers import Answer, Answers
from opscenter.station.engine import Engine
from opscenter.station.moments import Moments
from opscenter.station.replay.stage import Stage
from opscenter.station.requests import Request
from opscenter.station.usual_known import UsualKnown
from opscenter.station.ways import Ways
from opscenter.wire.desk import Columns, Header

SPANS = frozenset(
    (
        "series", "series-many", "binned", "texts", "track", "tracks", "journal", "span", "measures", "together",
        "pricing-advice",
    )
)  # fmt: skip
"""Questions with a span: it ends now at the latest."""
NOT_HERE = {
    "forecast": "A forecast",
    "simulate": "A simulation of rules",
    "simulation": "A simulation of rules",
    "simulate-stop": "A simulation of rules",
}
NOT_YET = "Nothing of the recording has been unfolded yet. Ask again in a moment."

FIRST_WITHIN_S = 7.0
"""Desks wait ten."""

Flush = Callable[[float], bool]


class UnfoldedQueries(Queries):
    """Questions to what is unfolded; the first ones wait some seconds for its beginning. `unfolded` tells up to when
    (Unix ms, 0: nothing). Raises ValueError, a sentence, too."""

    def __init__(self, path: Path, unfolded: Callable[[], int]) -> None:
        super().__init__(path)
        self._unfolded = unfolded
        self._ending = threading.Event()

    def interrupt(self) -> None:
        """Nobody waits for the beginning any more, either."""
        self._ending.set()
        super().interrupt()

    def _db(self) -> sqlite3.Connection:
        until = time.monotonic() + FIRST_WITHIN_S
        while not self._unfolded():
            if time.monotonic() > until or self._ending.wait(0.05):
                raise ValueError(NOT_YET)
        return super()._db()


def clipped(request: Request, now: int) -> Request:
    """The same question about no more than has happened by `now` (Unix ms)."""
    args = dict(request.args)
    if request.topic in SPANS:
        until = request.whole("to", 2**53)
        args["to"] = min(until, now)
        if request.whole("from", 0) > now:
            args["from"] = now
    elif request.topic == "positions":
        args["at"] = min(request.whole("at", now), now)
    return Request(request.desk, request.number, request.topic, args, request.desk_name, request.reply)


def refusal(topic: str) -> str:
    """Why a replay does not answer such a question, "" if it does."""
    what = NOT_HERE.get(topic)
    return f"{what} is nothing that a replay can tell: ask the live station." if what else ""


class PastAnswers(Answers):
    """Those of `Answers` that a replay can give. `now`: the replay's."""

    def __init__(self, stage: Stage, queries: Queries, flush: Flush, now: Clock, usual: UsualKnown) -> None:
        super().__init__(as_engine(stage), queries, flush, usual)
        self._now = now

    def topics(self) -> dict[str, Answer]:
        """What can be asked here, and who answers."""
        self._ways = Ways(self._engine.registry, self._queries, self._flush)  # it may be another one after a jump
        return {**super().topics(), "journal": self._journal_by_now}

    def _journal_by_now(self, request: Request) -> tuple[Header, Columns]:
        """Without what was written down later about earlier times."""
        later = self._queries.first_row_after(self._now())
        before = request.whole("before", 0)
        if later:
            request.args["before"] = min(before, later) if before else later
        return self._journal(request)


class PastMoments(Moments):
    """Those of `Moments`."""

    def topics(self) -> dict[str, Callable[[Request], tuple[Header, Columns]]]:
        """What can be asked here, and who answers."""
        return {**super().topics(), "beside": self._beside_by_now}

    def _beside_by_now(self, request: Request) -> tuple[Header, Columns]:
        told, columns = self._beside(request)
        return ({"at": 0, "occurrence": "", "entity": ""} if told["at"] > self._wall() else told), columns


def as_engine(stage: Stage) -> Engine:
    """A stage for those who ask an engine no more than a stage answers."""
    stands_in: Any = stage
    return cast(Engine, stands_in)
