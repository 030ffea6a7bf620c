"""What was usual while a span was recorded: the tables that rules judged by then, as kept or learnt again."""

import sqlite3
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import msgspec

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.rule import RuleKind
from opscenter.domain.usual import Usual
from opscenter.history.queries import Queries
from opscenter.history.usual_tables import JUDGED, KeptUsual, kept_usual
from opscenter.station.engine import Engine
from opscenter.station.learning import SETTLE_MS, Learning
from opscenter.station.learning_state import LearningState, state_of

LEARNT = "usual-learnt"


class UsualThen:
    """Tables by the entries of the journal that put them in force. `notes`: sentences about what is not as it was.

    The history keeps the newest alone; those before are learnt again, out of its samples.
    """

    def __init__(self, path: Path, db: sqlite3.Connection, catalogue: Catalogue, week: LocalWeek) -> None:
        self._path, self._db, self._week = path, db, week
        self._needed = any(rule.kind is RuleKind.DEVIATION for rule in catalogue.rules())
        self._learning: Learning | None = None
        self._queries: Queries | None = None
        self._learnt: list[tuple[Usual, LearningState]] = []
        self.notes: list[str] = []

    def close(self) -> None:
        """Let go of the history."""
        if self._queries is not None:
            self._queries.close()

    def in_force(self, journal: int, engine: Callable[[], Engine]) -> KeptUsual | None:
        """What rules judged by when the journal ended with the row `journal`; None: by nothing, or nobody knows.

        `engine`: one that knows the series of then.
        """
        row = self._db.execute(
            "SELECT fact FROM journal WHERE +event = ? AND id <= ? ORDER BY id DESC LIMIT 1", (LEARNT, journal)
        ).fetchone()
        entry = _read(row[0]) if row is not None and self._needed else None
        if entry is None or entry.details.get("kept") is not True:
            return None  # a station of before did not keep it over a start
        usual = self.learnt(entry, engine)
        since = entry.details.get("in_force")
        facts = asdict(state_of({**entry.details, "digest": entry.occurrence}))
        return None if usual is None else KeptUsual(usual, since if isinstance(since, int) else 0, facts)

    def learnt(self, entry: JournalEntry, engine: Callable[[], Engine]) -> Usual | None:
        """The tables of an entry; None where no rule judges by them, or they cannot be learnt again."""
        until = entry.details.get("until")
        if not self._needed or not isinstance(until, int):
            return None
        kept = kept_usual(self._db, JUDGED)
        if kept is not None and state_of(kept.facts).digest == entry.occurrence:
            return kept.usual
        wide_until = entry.details.get("wide_until")
        if self._learning is None:
            self._queries = Queries(self._path)
            self._learning = Learning(
                engine(), self._queries, self._week, lambda usual, state: self._learnt.append((usual, state)),
                wall=lambda: until,
            )  # fmt: skip
        self._learnt.clear()
        self._learning.learn(until + SETTLE_MS, wide_until if isinstance(wide_until, int) else 0)
        if not self._learnt:
            return None
        usual, state = self._learnt[-1]
        if state.digest != entry.occurrence:
            note = "What was usual then was learnt again from samples that are not all there any more."
            if note not in self.notes:
                self.notes.append(note)
        return usual


def _read(fact: str) -> JournalEntry | None:
    try:
        return msgspec.json.decode(fact, type=JournalEntry)
    except msgspec.MsgspecError:
        return None
