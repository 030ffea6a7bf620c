"""What the alarm list lets through."""

from dataclasses import dataclass, field

from opscenter.domain.alarm import Priority

EVERY_PRIORITY = frozenset(Priority)


@dataclass(slots=True, frozen=True)
class AlarmFilter:
    """All conditions must hold. `words` are looked for in text, place, rule and id, case-insensitively.

    `area`: only of entities in it. `mine`: only what this operator answers for, and everything critical.
    `laid_aside`: show the ledger (shelved, suppressed, out of service) instead of the list.
    """

    words: str = ""
    priorities: frozenset[Priority] = field(default=EVERY_PRIORITY)
    unacknowledged_only: bool = False
    system: str = ""
    laid_aside: bool = False
    area: str = ""
    mine: bool = False

    @property
    def hides(self) -> bool:
        """Something could be hidden."""
        return bool(
            self.words.strip()
            or self.priorities != EVERY_PRIORITY
            or self.unacknowledged_only
            or self.system
            or self.area
            or self.mine
        )
