"""Alarms and a table of causes made up for tests of situations: places in metres from a corner of a city."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.domain.cause import Cause
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.situation_book import SituationBook
from opscenter.domain.situation_links import Sighting

T0 = 1_800_000_000_000
LON, LAT = 114.1, 22.3
METRES_EAST, METRES_NORTH = 102_900.0, 111_195.0  # of a degree, there

FEEDS = Cause("feeder", ("lamp", "building"), 1_000.0, 300_000)
LAMPS = Cause("lamp", ("lamp",), 200.0, 60_000)
RAIN = Cause("rain", ("channel",), 3_000.0, 3_600_000, before_ms=600_000)
ROAD = Cause("channel", ("road",), 500.0, 1_800_000)
TABLE = (FEEDS, LAMPS, RAIN, ROAD)


def alarm(
    rule: str, name: str, at_s: float = 0.0, state: AlarmState = AlarmState.UNACK, priority: Priority = Priority.MEDIUM
) -> Alarm:
    """An alarm of a rule on an entity, raised so many seconds after T0."""
    since = T0 + round(at_s * 1000)
    return Alarm(
        occurrence=f"{rule}/{name}/{since}",
        rule=rule,
        entity=name,
        attribute="value",
        system="test",
        priority=priority,
        state=state,
        since=since,
        changed=since,
        text={"en": f"{name}: {rule}"},
        cause={},
        consequence={},
        action={},
        announced=since,
    )


def over(one: Alarm, at_s: float) -> Alarm:
    """The alarm when it has gone from the list."""
    return replace(one, state=AlarmState.NORM, changed=T0 + round(at_s * 1000))


class Town:
    """Entities at places, and a book of situations about their alarms."""

    def __init__(self, causes: Sequence[Cause] = TABLE) -> None:
        self.causes = causes
        self.places: dict[str, tuple[float, float]] = {}
        self.texts: dict[str, dict[str, str]] = {}
        self.entries: list[JournalEntry] = []
        self.book = self.new_book()

    def new_book(self) -> SituationBook:
        """A book that knows nothing yet."""
        return SituationBook(self.causes, self.sight)

    def sight(self, occurrence: str, rule: str, since: int, entity: str) -> Sighting:
        """Where an entity is."""
        x, y = self.places.get(entity, (float("nan"), float("nan")))
        place = (LON + x / METRES_EAST, LAT + y / METRES_NORTH)
        return Sighting(occurrence, rule, entity, since, *place, self.texts.get(entity, {}))

    def at(self, name: str, x: float, y: float = 0.0, **texts: str) -> str:
        """Put an entity somewhere, metres east and north."""
        self.places[name], self.texts[name] = (x, y), texts
        return name

    def take(self, *alarms: Alarm, now_s: float | None = None) -> None:
        """A beat with these alarms, at the time of the newest."""
        newest = max((one.changed for one in alarms), default=T0)
        self.book.take(alarms, newest if now_s is None else T0 + round(now_s * 1000))
        self.entries += self.book.take_entries()

    @property
    def parts(self) -> set[frozenset[str]]:
        """The open situations, as sets of "rule/entity"."""
        return parts_of(self.book)


def parts_of(book: SituationBook) -> set[frozenset[str]]:
    """The open situations of a book, as sets of "rule/entity"."""
    return {named(one.members) for one in book.situations.values()}


def named(occurrences: Iterable[str]) -> frozenset[str]:
    """Occurrences without their times."""
    return frozenset(one.rpartition("/")[0] for one in occurrences)
