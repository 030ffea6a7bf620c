"""Whether rules and catalogue are those of today, or others than while a span was recorded."""

import sqlite3
from collections.abc import Callable

import msgspec

from opscenter.domain.catalogue import Catalogue
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.rule_changes import RULES, RULES_CHANGED, RuleChanges, rule_changes, versions_of
from opscenter.recording.records import Row
from opscenter.station.cutting.wording import counted

MOST_NAMED = 8


def rules_at(db: sqlite3.Connection, journal: int) -> dict[str, str] | None:
    """The versions of rules in force when the journal ended with the row `journal`; None: nobody wrote them down."""
    row = db.execute(
        "SELECT fact FROM journal WHERE occurrence = ? AND +event = ? AND id <= ? ORDER BY id DESC LIMIT 1",
        (RULES, RULES_CHANGED, journal),
    ).fetchone()
    return None if row is None else versions_in(row[0])


def versions_in(fact: str) -> dict[str, str] | None:
    """The versions that an entry `rules-changed` (JSON) brought into force."""
    try:
        rules = msgspec.json.decode(fact, type=JournalEntry).details.get("rules")
    except msgspec.MsgspecError:
        return None
    return {str(rule): str(version) for rule, version in rules.items()} if isinstance(rules, dict) else None


class RulesThen:
    """Follows which rules were in force in a span; `sentences` tells where they are not those that go into the file."""

    def __init__(self, catalogue: Catalogue, then: dict[str, str] | None, say: Callable[[int], str]) -> None:
        self._today = versions_of(catalogue)
        self._then, self._say = then, say
        self._told = 0
        self._changes: list[str] = []

    def take(self, row: Row) -> None:
        """A row of the journal within the span."""
        if row.event != RULES_CHANGED or row.state:
            return
        versions = versions_in(row.fact)
        if versions is None:
            return
        if self._then is not None and self._then != versions:
            self._changes.append(self._say(row.wall))
        self._then = self._then or versions

    def sentences(self) -> list[str]:
        """What people should know."""
        told = []
        changes = RuleChanges() if self._then is None else rule_changes(self._then, self._today)
        count = len(changes.added) + len(changes.removed) + len(changes.changed)
        if count:
            names = sorted({*changes.added, *changes.removed, *changes.changed})
            more = f" and {len(names) - MOST_NAMED} more" if len(names) > MOST_NAMED else ""
            told.append(
                f"{counted(count, 'rule')} of then and of the catalogue of today are not the same "
                f"({', '.join(names[:MOST_NAMED])}{more}): the journal is as it was recorded, a replay goes by "
                "those of today."
            )
        if self._changes:
            told.append(f"Rules changed within the span, at {', '.join(self._changes[:MOST_NAMED])}.")
        return told
