"""The alarms of a page's system at this moment. No Qt."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from opscenter.console.overview.figures import Tally
from opscenter.domain.alarm import Alarm

NEWEST = 5


@dataclass(slots=True)
class AlarmsNow:
    """Counts by priority, by type, and the alarms to look at first: unacknowledged before others, newest first.

    `worst`: of the most urgent ones that which has stood longest. `places`: of each entity its most urgent alarm, most
    urgent first and of those the newest.
    """

    tally: Tally = field(default_factory=Tally)
    by_type: dict[str, Tally] = field(default_factory=dict)
    newest: list[Alarm] = field(default_factory=list)
    worst: Alarm | None = None
    places: list[Alarm] = field(default_factory=list)

    def reckon(self, alarms: Iterable[tuple[Alarm, str]]) -> None:
        """Count anew: alarms with the types of their entities."""
        self.tally, self.by_type = Tally(), {}
        found = []
        for alarm, entity_type in alarms:
            waits = alarm.state.needs_acknowledgement
            self.tally.count(alarm.priority, waits, 1)
            self.by_type.setdefault(entity_type, Tally()).count(alarm.priority, waits, 1)
            found.append(alarm)
        found.sort(key=lambda alarm: (not alarm.state.needs_acknowledgement, -alarm.since, alarm.occurrence))
        self.newest = found[:NEWEST]
        self.worst = min(found, key=lambda alarm: (alarm.priority, alarm.since), default=None)
        found.sort(key=lambda alarm: (alarm.priority, -alarm.since, alarm.occurrence))
        of_entity: dict[str, Alarm] = {}
        for alarm in found:
            of_entity.setdefault(alarm.entity, alarm)
        self.places = list(of_entity.values())
