"""What is usual, as it comes into force in the engine, and what is written down of it for the next start."""

import dataclasses

from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.usual import Usual
from opscenter.domain.usual_in_force import UsualInForce
from opscenter.history.usual_tables import KeptUsual
from opscenter.station.learning_state import LearningState, usual_learnt

MINUTE_MS = 60_000


class UsualTaking:
    """`kept`: what is in the history, or on its way there."""

    def __init__(self, in_force: UsualInForce, kept: KeptUsual | None) -> None:
        self._in_force = in_force
        self.kept = kept
        self._unwritten = False
        if kept is not None:
            in_force.put(kept.usual, kept.since)

    def take(self, usual: Usual, learnt: LearningState, now: int, *, keep: bool) -> JournalEntry:
        """In force from a whole minute on that no sample judged so far can have been measured in; the entry that says
        so. `keep`: the next start goes on with it."""
        since = max((now // MINUTE_MS + 2) * MINUTE_MS, self._in_force.since)
        self._in_force.put(usual, since)
        if keep:
            self.kept = KeptUsual(usual, since, dataclasses.asdict(learnt))
            self._unwritten = True
        return usual_learnt(learnt, since, now, kept=keep)

    @property
    def is_unwritten(self) -> bool:
        """Whether something is to be written with the next record."""
        return self._unwritten

    def put_back(self, kept: KeptUsual | None, *, unwritten: bool) -> None:
        """Go on with what was kept, already in force."""
        self.kept, self._unwritten = kept, unwritten

    def unwritten(self) -> KeptUsual | None:
        """What is to be written with the next record, once."""
        written, self._unwritten = not self._unwritten, False
        return None if written else self.kept
