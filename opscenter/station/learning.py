"""Learns what is usual from the history: a thread of its own, at start and each hour, in no hurry.

It reads over a connection of its own, rests as long as it has worked, and holds nothing that the bus thread or the
writer waits for. What it has learnt it hands over whole; the bus thread puts it in force.
"""

import logging
import sqlite3
import threading
import time
from collections.abc import Callable
from dataclasses import asdict, replace

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.batch import Clock
from opscenter.domain.local_week import DAY_MS, HOUR_MS, LocalWeek
from opscenter.domain.rule import RuleKind
from opscenter.domain.usual import Usual
from opscenter.domain.usual_learning import BUDGET_BYTES, WEEK_BYTES, WEEKS, UsualLearning
from opscenter.figures.naming import is_own
from opscenter.history.blocks import BlockError, Columns
from opscenter.history.queries import Queries
from opscenter.history.usual_tables import KeptUsual
from opscenter.station.engine import Engine
from opscenter.station.learning_state import LearningState, state_of
from opscenter.station.wide_learning import MOST_SERIES, WideLearnt, learn_wide

log = logging.getLogger("opscenter.station.learning")

SETTLE_MS = 120_000
"""So long after an hour has ended it is learnt: by then nearly all that was measured in it has come and is on disk."""
MOST_PENDING = 1_000_000
MOST_ASKED = 1_000
LONGEST_REST_S = 1.0

Ints = NDArray[np.int64]
Wide = Callable[[Ints, LocalWeek, int, int, Callable[[float], None]], WideLearnt]
"""`learn_wide`, wherever it runs: cells, week, since, until, progress."""


class Learning:
    """`on_learnt` is called from the thread with what is usual now and its digest, each time that has changed."""

    def __init__(
        self,
        engine: Engine,
        queries: Queries,
        week: LocalWeek,
        on_learnt: Callable[[Usual, LearningState], None],
        *,
        wall: Clock,
        budget: int = BUDGET_BYTES,
        keep: Callable[[KeptUsual], None] = lambda kept: None,
        wide: Wide | None = None,
    ) -> None:
        self._engine = engine
        self._queries = queries
        self._on_learnt = on_learnt
        self._keep = keep
        self._learn_wide = wide or self._wide_here
        self._most_close = max(1, budget // (WEEKS * WEEK_BYTES))
        self._wide: Usual | None = None
        self._wide_cells: Ints = np.empty(0, np.int64)
        self._wide_until = 0
        self._wall = wall
        self._learning = UsualLearning(week, budget)
        self._learnt_until: dict[int, int] = {}  # cell -> up to when its history is in what is learnt
        self._judged: Ints = np.empty(0, np.int64)
        self._wide_learnt: Ints = np.empty(0, np.int64)
        self._left_out = 0
        self.on_close: Callable[[], None] = lambda: None
        """Called when it is to leave off. To be set before `start`."""
        self._asked: dict[int, None] = {}
        self._asked_lock = threading.Lock()
        self._closing = threading.Event()
        self._wake = threading.Event()
        self.week = week
        self.usual: Usual | None = None
        """The newest, for readers in other threads."""
        self.state = LearningState()
        self._thread = threading.Thread(target=self._run, name="learning", daemon=True)

    def begin_with(self, judged: KeptUsual | None, beside: KeptUsual | None) -> None:
        """What was usual before a start is so until it is learnt anew. Before `start`."""
        found = [kept for kept in (judged, beside) if kept is not None]
        if found:
            usual = found[0].usual
            for kept in found[1:]:
                usual = usual.with_others(kept.usual)
            self.usual = usual
            self.state = replace(state_of(found[-1].facts), digest=state_of(found[0].facts).digest if judged else "")

    def start(self) -> None:
        """Begin to learn."""
        self._thread.start()

    def close(self) -> None:
        """Leave off, in the middle of it if need be."""
        self._closing.set()
        self._wake.set()
        self.on_close()
        if self._thread.ident is not None:
            self._thread.join(10)

    def ask(self, cell: int) -> None:
        """Learn about a cell that no rule watches, too: soon, and from then on. Of many the oldest are dropped."""
        with self._asked_lock:
            new = cell not in self._asked
            self._asked.pop(cell, None)
            self._asked[cell] = None
            while len(self._asked) > MOST_ASKED:
                del self._asked[next(iter(self._asked))]
        if new:
            self._wake.set()

    def knows(self, cell: int) -> bool:
        """Whether a cell is learnt about already."""
        usual = self.usual
        return usual is not None and usual.knows(cell)

    def always(self, cells: Ints) -> Ints:
        """Those of `cells` that are learnt for people and not for rules alone: figures, and what is asked about."""
        with self._asked_lock:
            asked = set(self._asked)
        registry = self._engine.registry
        types, rows = registry.types, registry.cell_rows
        return np.array([cell for cell in cells.tolist() if cell in asked or is_own(types[rows[cell]])], np.int64)

    def learn(self, now: int, wide_until: int | None = None) -> None:
        """Bring what is usual up to the last whole hour before `now`; `wide_until`: of very many series, up to when it
        was then (Unix ms). Raises sqlite3.Error, OSError, BlockError."""
        until = (now - SETTLE_MS) // HOUR_MS * HOUR_MS
        self._watch()
        cells = self._learning.cells
        self._learnt_until = {cell: self._learnt_until.get(cell, 0) for cell in cells.tolist()}
        known = np.fromiter(self._learnt_until.values(), np.int64, len(cells))
        self.state = replace(
            self.state, learning=True, progress=0.0, watched=len(cells) + len(self._wide_cells),
            left_out=self._left_out, weeks=self._learning.weeks,
        )  # fmt: skip
        try:
            oldest = until - self._learning.weeks * 7 * DAY_MS
            for since in np.unique(known[known < until]).tolist():
                self._read(cells[known == since], max(since, oldest), until)
                if self._closing.is_set():
                    return
                self._learnt_until.update(dict.fromkeys(cells[known == since].tolist(), until))
            self._learn_of_many(until, wide_until)
            if self._closing.is_set():
                return
            self._tell(oldest, until, now)
        finally:
            self.state = replace(self.state, learning=False)

    def _learn_of_many(self, until: int, wide_until: int | None) -> None:
        """Learn about the series for which there is no room among the closely watched: once a day, and when there are
        others."""
        asked, cells = self._wide_until, self._wide_cells
        if not len(cells):
            self._wide, self._wide_until = None, 0
            return
        wanted = until if wide_until is None else wide_until
        known = self._wide is not None and np.array_equal(cells, self._wide_learnt)
        if not wanted or (known and (wanted == asked if wide_until is not None else wanted - asked < DAY_MS)):
            return
        try:
            learnt = self._learn_wide(cells, self.week, wanted - WEEKS * 7 * DAY_MS, wanted, self._wide_progress)
        except OSError as error:
            if not self._closing.is_set():
                log.warning("what is usual for %d series cannot be learnt now: %s", len(cells), error)
            return
        if not self._closing.is_set():
            self._wide, self._wide_until, self._wide_learnt = learnt.usual, wanted, cells
            log.info("learnt what is usual for %d series from %d samples", len(learnt.usual), learnt.samples)

    def _wide_here(
        self, cells: Ints, week: LocalWeek, since: int, until: int, progress: Callable[[float], None]
    ) -> WideLearnt:
        return learn_wide(self._queries, cells, week, since, until, progress=progress, closing=self._closing.is_set)

    def _wide_progress(self, share: float) -> None:
        self.state = replace(self.state, progress=share)

    def _watch(self) -> None:
        """Of all that is to be learnt, as much as there is room for closely, hour by hour out of the samples; the rest
        out of the roll-ups of their hours. People's questions change nothing for what rules judge by."""
        own, judged, asked = self._wanted()
        for_rules = self._most_close - min(MOST_ASKED, self._most_close // 3)
        close: list[Ints] = []
        left: list[Ints] = []
        for wanted, most in ((own, for_rules), (judged, for_rules), (asked, self._most_close)):
            room = max(0, most - sum(len(cells) for cells in close))
            close.append(wanted[:room])
            left.append(wanted[room:])
        wide = np.unique(np.concatenate(left))
        self._wide_cells, self._left_out = wide[:MOST_SERIES], max(0, len(wide) - MOST_SERIES)
        self._judged = judged
        self._learning.watch(np.concatenate(close))

    def _wanted(self) -> tuple[Ints, Ints, Ints]:
        """Cells of entities that only figures make, cells that rules judge, other cells that people ask about."""
        registry = self._engine.registry
        wanted: dict[str, set[str]] = {}
        kinds = list(self._engine.catalogue.kinds.values())  # a copy: the bus thread may meet a kind nobody described
        for rule in (rule for kind in kinds for rule in kind.rules):
            if rule.kind is RuleKind.DEVIATION:
                wanted.setdefault(rule.attribute, set()).add(rule.entity_type)
        names, rows, types = registry.cell_names, registry.cell_rows, registry.types
        own = {kind for kind in set(types) if is_own(kind)}
        judged, figures = [], []
        for cell in range(len(names)):
            kind, name = types[rows[cell]], names[cell]
            if name in wanted and kind in wanted[name]:
                judged.append(cell)
            elif kind in own:
                figures.append(cell)
        with self._asked_lock:
            asked = set(self._asked).difference(judged, figures)
        return (
            np.array(figures, np.int64), np.array(judged, np.int64), np.array(sorted(asked), np.int64),
        )  # fmt: skip

    def _read(self, cells: Ints, since: int, until: int) -> None:
        """Learn from the history of some cells, hour after hour as far as it is in order."""
        pending: list[Columns] = []
        count = 0
        hour = 0
        first = self._queries.first_number(since)
        began = time.monotonic()
        for part in self._queries.sweep(cells, since, until):
            newest = int(np.median(part["time"].astype(np.int64)))
            if newest // HOUR_MS > hour or count > MOST_PENDING:
                hour = max(hour, newest // HOUR_MS)
                pending = self._take(pending, hour * HOUR_MS if count <= MOST_PENDING else until)
                count = sum(len(one["cell"]) for one in pending)
            pending.append(part)
            count += len(part["cell"])
            self.state = replace(self.state, progress=min(1.0, max(0.0, (newest - first) / max(1, until - first))))
            began = self._rest(began)
            if self._closing.is_set():
                return
        self._take(pending, until)

    def _take(self, parts: list[Columns], before: int) -> list[Columns]:
        """Learn from what was measured before a time; the rest."""
        if not parts:
            return []
        columns = {name: np.concatenate([part[name] for part in parts]) for name in parts[0]}
        old = columns["time"] < before
        self._learning.take(*(columns[name][old] for name in ("cell", "time", "value", "quality")))
        return [] if old.all() else [{name: column[~old] for name, column in columns.items()}]

    def _tell(self, since: int, until: int, now: int) -> None:
        worked = [time.monotonic()]

        def pause() -> None:
            worked[0] = self._rest(worked[0])

        usual = self._learning.usual(since, until, pause)
        if self._wide is not None:
            usual = usual.with_others(self._wide)
        registry = self._engine.registry
        mine = np.isin(usual.cells, self._judged)
        judged, beside = usual.only(mine), usual.only(~mine)
        names = [f"{registry.ids[registry.cell_rows[cell]]}\0{registry.cell_names[cell]}" for cell in judged.cells]
        digest = judged.digest(names)
        changed = digest != self.state.digest
        self.usual = usual
        self.state = replace(
            self.state, progress=1.0, known=usual.known_cells, known_share=usual.known_share, learnt_at=now,
            since=since, until=until, digest=digest, trouble="", wide_until=self._wide_until,
        )  # fmt: skip
        if self._closing.is_set():
            return
        if changed and len(judged):
            left_out = len(self._judged) - len(judged)
            told = replace(
                self.state, learning=False, watched=len(judged), left_out=left_out, known=judged.known_cells,
                known_share=judged.known_share,
            )  # fmt: skip
            self._on_learnt(judged, told)
        if len(beside):
            self._keep(KeptUsual(beside, facts=asdict(self.state)))

    def _rest(self, began: float) -> float:
        """Leave the machine to others for as long as was worked since `began`; the time work goes on."""
        self._closing.wait(min(LONGEST_REST_S, time.monotonic() - began))
        return time.monotonic()

    def _run(self) -> None:
        while not self._closing.is_set():
            self._wake.clear()
            now = self._wall()
            try:
                self.learn(now)
            except (sqlite3.Error, OSError, BlockError) as error:
                log.warning("what is usual cannot be learnt now: %s", error)
                self.state = replace(self.state, trouble=f"The history cannot be read: {error}.")
            except Exception:  # what was usual stays in force; the next hour is another chance
                log.exception("what is usual could not be learnt")
                self.state = replace(self.state, trouble="Learning failed; please report it with the station's log.")
            self._wake.wait(seconds_to_next(self._wall()))
        self._queries.close()


def seconds_to_next(now: int) -> float:
    """How long until the next hour can be learnt."""
    return (HOUR_MS - (now - SETTLE_MS) % HOUR_MS) / 1000


__all__ = ["WEEKS", "Learning", "seconds_to_next"]
