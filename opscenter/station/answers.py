"""Questions that need the disk or much packing, answered in a thread of their own."""

import contextlib
import logging
import queue
import sqlite3
import threading
from collections.abc import Callable
from typing import Any

import numpy as np

from opscenter.figures.naming import is_own
from opscenter.history.blocks import BlockError
from opscenter.history.queries import Queries
from opscenter.station.bin_answers import BinAnswers
from opscenter.station.engine import Engine
from opscenter.station.expectation import expectation
from opscenter.station.journal_answers import answer_journal
from opscenter.station.requests import Request, span_of
from opscenter.station.trend_answers import TrendAnswers, cell_named
from opscenter.station.usual_known import UsualKnown
from opscenter.station.ways import Ways
from opscenter.wire.desk import Columns, Header

log = logging.getLogger("opscenter.station.answers")

MAX_WAITING = 500
MAX_LIST = 1_000_000
"""So many entities come at once at most."""

Job = Callable[[], None]
Answer = Callable[[Request], tuple[Header, Columns]]


class Answers:
    """One thread with its own connection to the database. `take` is called from other threads and never blocks."""

    name = "answers"

    def __init__(
        self,
        engine: Engine,
        queries: Queries,
        flush: Callable[[float], bool],
        learning: UsualKnown | None = None,
    ) -> None:
        self._learning = learning
        self._engine = engine
        self._queries = queries
        self._flush = flush
        self._ways = Ways(engine.registry, queries, flush)
        self._trends = TrendAnswers(engine, queries)
        self._bins = BinAnswers(engine, queries, flush)
        self._more: dict[str, Answer] = {}
        self._closing = threading.Event()
        self._jobs: queue.Queue[Job | None] = queue.Queue(MAX_WAITING)
        self._thread = threading.Thread(target=self._run, name=self.name, daemon=True)

    def start(self) -> None:
        """Begin to answer."""
        self._thread.start()

    def end(self) -> None:
        """Let it end, without waiting for that: the question in hand is given up, those that wait stay unanswered."""
        self._closing.set()
        self._queries.interrupt()
        with contextlib.suppress(queue.Full):  # then there is enough to wake up for
            self._jobs.put_nowait(None)

    def close(self, within_s: float = 10.0) -> bool:
        """`end`, and wait for it; False: it is still deep in something."""
        self.end()
        if self._thread.ident is not None:
            self._thread.join(within_s)
        return not self._thread.is_alive()

    def take(self, request: Request) -> bool:
        """Answer a query in its turn; False when too many wait."""
        return self.do(lambda: self._answer(request))

    def do(self, job: Job) -> bool:
        """Have something else done in this thread (packing a snapshot); False when too many wait."""
        try:
            self._jobs.put_nowait(job)
        except queue.Full:
            return False
        return True

    def _run(self) -> None:
        while True:
            job = self._jobs.get()
            if job is None or self._closing.is_set():
                break
            try:
                job()
            except Exception:  # a bug in one answer must not silence all others
                log.exception("a question could not be answered")
        self._queries.close()

    def add_topics(self, topics: dict[str, Answer]) -> None:
        """Have others answer more questions in this thread, before it is started."""
        self._more.update(topics)

    def topics(self) -> dict[str, Answer]:
        """What can be asked here, and who answers."""
        return {
            "series": self._trends.series,
            "series-many": self._trends.series_many,
            "binned": self._bins.binned,
            "texts": self._texts,
            "journal": self._journal,
            "quarantine": self._quarantine,
            "expectation": self._expectation,
            "track": self._ways.track,
            "tracks": self._ways.tracks,
            "positions": self._ways.positions,
            **self._more,
        }

    def _answer(self, request: Request) -> None:
        answer = self.topics().get(request.topic)
        if answer is None:
            request.refuse(f"This station has no query {request.topic[:40]!r}.")
            return
        try:
            header, columns = answer(request)
        except ValueError as error:  # BlockError is one
            if isinstance(error, BlockError):
                log.error("the history cannot be read: %s", error)
            request.refuse(str(error))
        except (sqlite3.Error, OSError) as error:
            request.refuse(f"The history cannot be read: {error}.")
        except Exception:
            log.exception("a question could not be answered")
            request.refuse("The station failed to answer this question; please report it with the station's log.")
        else:
            request.answer("result", header, columns)

    def _cell(self, request: Request) -> int:
        return cell_named(self._engine.registry, request.text("entity"), request.text("attribute"))

    def _expectation(self, request: Request) -> tuple[Header, Columns]:
        if self._learning is None:
            raise ValueError("This station does not learn what is usual.")
        cell, registry = self._cell(request), self._engine.registry
        attribute = registry.cell_names[cell]
        kind = self._engine.catalogue.kind(registry.types[registry.cell_rows[cell]])
        rules = [rule for rule in kind.rules if rule.attribute == attribute]
        return expectation(self._learning, rules, cell, request)

    def _texts(self, request: Request) -> tuple[Header, Columns]:
        cell = self._cell(request)
        since, until = span_of(request)
        return {"texts": self._queries.texts(cell, since, until, request.whole("limit", 10_000))}, {}

    def _journal(self, request: Request) -> tuple[Header, Columns]:
        self._flush(2.0)  # what has just been done is in the answer
        return answer_journal(request, self._queries.journal_page)

    def _quarantine(self, request: Request) -> tuple[Header, Columns]:
        return {"rejected": self._queries.quarantine(request.whole("limit", 100))}, {}


def answer_entities(
    request: Request, snapshot: Callable[[], tuple[Header, Columns]], do: Callable[[Job], bool]
) -> None:
    """Answer `entities` (`type, prefix, limit, derived`) out of a snapshot, which `do` has packed in another thread."""
    wanted, prefix = request.text("type"), request.text("prefix")
    derived = request.args.get("derived") is True
    limit = max(0, min(request.whole("limit", MAX_LIST) or MAX_LIST, MAX_LIST))
    header, columns = snapshot()

    def answer() -> None:
        request.answer("result", {"entities": entities_of(header, columns, wanted, prefix, limit, derived)})

    if not do(answer):
        request.refuse("The station is busy with other questions. Ask again in a moment.")


def entities_of(
    header: Header, columns: Columns, wanted_type: str, prefix: str, limit: int, derived: bool = False
) -> list[dict[str, Any]]:
    """Entities of a snapshot as plain maps, for `entities`: at most `limit` of a type, with ids of a prefix; those that
    only figures make where their type is wanted, or with `derived`."""
    chosen = {
        row: {"id": entity_id, "type": kind, "name": name, "lon": None, "lat": None, "seen": seen, "attributes": {}}
        for row, (entity_id, kind, name, seen) in enumerate(
            zip(header["ids"], header["types"], header["names"], columns["row_seen"].tolist(), strict=True)
        )
        if (kind == wanted_type if wanted_type else derived or not is_own(kind)) and entity_id.startswith(prefix)
    }
    if len(chosen) > limit:
        chosen = dict(list(chosen.items())[:limit])
    for row, entity in chosen.items():
        if not np.isnan(columns["lon"][row]):
            entity["lon"], entity["lat"] = float(columns["lon"][row]), float(columns["lat"][row])
    texts = header["texts"]
    rows = columns["cell_row"]
    mine = np.flatnonzero(np.isin(rows, np.fromiter(chosen, np.uint32, len(chosen))))
    values, qualities = columns["cell_value"][mine].tolist(), columns["cell_quality"][mine].tolist()
    for cell, row, value, quality, measured, received in zip(
        mine.tolist(), rows[mine].tolist(), values, qualities,
        columns["cell_measured"][mine].tolist(), columns["cell_received"][mine].tolist(), strict=True,
    ):  # fmt: skip
        text = texts.get(cell)
        chosen[row]["attributes"][header["cell_names"][cell]] = {
            "value": text if text is not None else (None if value != value else value),
            "unit": header["cell_units"][cell], "quality": quality, "measured": measured, "received": received,
        }  # fmt: skip
    return list(chosen.values())
