"""What the alarm list lets through, and which of its lists is open."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from opscenter.domain.alarm import AlarmState, Priority

EVERY_PRIORITY = frozenset(Priority)
LONGEST_WORDS = 200


class Ledger(StrEnum):
    """The lists of the panel: what is in alarm, and what is laid aside in each way. Every alarm is in exactly one."""

    LIST = "list"
    SHELVED = "shelved"
    SUPPRESSED = "suppressed"
    OUT_OF_SERVICE = "out-of-service"

    @property
    def state(self) -> AlarmState | None:
        """The state of what is in this ledger; None for the list."""
        return {
            Ledger.SHELVED: AlarmState.SHLVD,
            Ledger.SUPPRESSED: AlarmState.DSUPR,
            Ledger.OUT_OF_SERVICE: AlarmState.OOSRV,
        }.get(self)

    @staticmethod
    def of(state: AlarmState) -> "Ledger":
        """The list an alarm of this state is in."""
        return next((one for one in Ledger if one.state is state), Ledger.LIST)


@dataclass(slots=True, frozen=True)
class AlarmFilter:
    """All conditions must hold. `words` are looked for in text, place, rule and id, case-insensitively.

    `area`: only of entities in it. `mine`: only what this operator answers for, and everything critical.
    `ledger` is not a condition but the list that is shown; every condition holds in each of them.
    """

    words: str = ""
    priorities: frozenset[Priority] = field(default=EVERY_PRIORITY)
    unacknowledged_only: bool = False
    system: str = ""
    ledger: Ledger = Ledger.LIST
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

    def to_json(self) -> dict[str, Any]:
        """As a table of plain values."""
        return {
            "words": self.words,
            "priorities": sorted(int(priority) for priority in self.priorities),
            "unacknowledged_only": self.unacknowledged_only,
            "system": self.system,
            "ledger": self.ledger.value,
            "area": self.area,
            "mine": self.mine,
        }

    @staticmethod
    def from_json(table: Mapping[str, Any]) -> "AlarmFilter":
        """What `to_json` gave; ValueError or TypeError for anything else."""
        return AlarmFilter(
            words=_text(table, "words"),
            priorities=frozenset(Priority(number) for number in table.get("priorities", [1, 2, 3, 4])),
            unacknowledged_only=bool(table.get("unacknowledged_only", False)),
            system=_text(table, "system"),
            ledger=Ledger(table.get("ledger", Ledger.LIST)),
            area=_text(table, "area"),
            mine=bool(table.get("mine", False)),
        )


def _text(table: Mapping[str, Any], name: str) -> str:
    value = table.get(name, "")
    if not isinstance(value, str):
        raise TypeError(f"{name} is not a text")
    return value[:LONGEST_WORDS]
