"""What people do with situations: take them on, write notes, tick steps; refused in a sentence where need be."""

from typing import Any

from opscenter.domain.situation import LONGEST_NAME, LONGEST_NOTE, MOST_NOTES, Situation
from opscenter.domain.situation_book import SituationBook
from opscenter.domain.situation_journal import SituationEvent

MOST_STEPS = 100


class SituationOrders:
    """Changes to situations of a book by a person at a desk, at a time (Unix ms). Every one is in the journal."""

    def __init__(self, book: SituationBook) -> None:
        self._book = book

    def own(self, situation: str, owner: str, by: str, desk: str, at: int) -> Situation:
        """Say who sees to a situation ("": nobody). ValueError, a sentence, where that means nothing."""
        if len(owner) > LONGEST_NAME:
            raise ValueError(f"a name has at most {LONGEST_NAME} characters")
        return self._by_person(SituationEvent.OWNED, situation, by, desk, at, details={"owner": owner.strip()})

    def note(self, situation: str, text: str, by: str, desk: str, at: int) -> Situation:
        """Write something down about a situation. ValueError, a sentence, where that means nothing."""
        text = text.strip()
        if not text:
            raise ValueError("the note is empty")
        if len(text) > LONGEST_NOTE:
            raise ValueError(f"a note has at most {LONGEST_NOTE:,} characters")
        if len(self._book.find(situation).notes) >= MOST_NOTES:
            raise ValueError(f"the situation has {MOST_NOTES} notes already, which is the most")
        return self._by_person(SituationEvent.NOTED, situation, by, desk, at, comment=text)

    def check(self, situation: str, rule: str, step: int, done: bool, by: str, desk: str, at: int) -> Situation:
        """Tick a step of the checklist of a member's rule, or take the tick away. ValueError, a sentence, where that
        means nothing."""
        if rule not in {member.rule for member in self._book.find(situation).members.values()}:
            raise ValueError(f'no alarm of the situation is of the rule "{rule[:LONGEST_NAME]}"')
        if not 0 <= step < MOST_STEPS:
            raise ValueError("there is no such step")
        details = {"rule": rule, "step": step, "done": done}
        return self._by_person(SituationEvent.CHECKED, situation, by, desk, at, details=details)

    def _by_person(
        self,
        event: SituationEvent,
        situation: str,
        by: str,
        desk: str,
        at: int,
        *,
        details: dict[str, Any] | None = None,
        comment: str = "",
    ) -> Situation:
        by = by.strip()
        found = self._book.find(situation)
        if not by:
            raise ValueError("say who acts: a name is needed")
        if len(by) > LONGEST_NAME:
            raise ValueError(f"a name has at most {LONGEST_NAME} characters")
        return self._book.write(
            event, found, max(at, found.changed), details=details, by=by, desk=desk, comment=comment
        )
