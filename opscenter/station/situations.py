"""Situations and floods of a city: the alarms of each beat in; entries of the journal and facts for the desks out."""

import logging
from collections.abc import Callable, Iterable
from typing import Any, ClassVar

import msgspec
import numpy as np
from numpy.typing import NDArray

from opscenter.domain.alarm import Alarm
from opscenter.domain.alarm_texts import fill
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.flood_journal import FloodEvent, JournaledFlood
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.remembered import Sort
from opscenter.domain.rule import Rule
from opscenter.domain.situation import Situation
from opscenter.domain.situation_book import SituationBook
from opscenter.domain.situation_journal import applied
from opscenter.domain.situation_links import Sighting
from opscenter.domain.situation_orders import SituationOrders
from opscenter.domain.texts import Texts
from opscenter.station.registry import Registry
from opscenter.station.state import State
from opscenter.wire.situation_facts import fact_from_flood, fact_from_situation

log = logging.getLogger("opscenter.station.situations")

_FLOODS = frozenset(event.value for event in FloodEvent)


class Situations:
    """Follows the alarms of one city. Same thread as the engine; entities are looked up in its registry and state,
    `alarm_of` gives an alarm that stands by its occurrence."""

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "book": Sort.PART,
        "flood": Sort.PART,
        "_checklists": dict[str, tuple[Texts, ...]],
    }

    def __init__(
        self, catalogue: Catalogue, registry: Registry, state: State, alarm_of: Callable[[str], Alarm | None]
    ) -> None:
        self._alarm_of = alarm_of
        self._registry = registry
        self._state = state
        self._rules = {rule.id: rule for rule in catalogue.rules()}
        self.book = SituationBook(catalogue.causes, self._sight)
        self.orders = SituationOrders(self.book)
        self.flood = JournaledFlood()
        self._checklists: dict[str, tuple[Texts, ...]] = {}

    def take(self, changed: list[Alarm], now: int) -> None:
        """The alarms that a beat has changed, and the time it is."""
        self.flood.take(changed, now)
        self.book.take(changed, now)

    def take_entries(self) -> list[JournalEntry]:
        """What happened since the last take, for the journal."""
        return [*self.flood.take_entries(), *self.book.take_entries()]

    def take_facts(self) -> list[dict[str, Any]]:
        """Facts of the situations that changed since the last take."""
        changed = self.book.take_changed()
        facts = [self._fact(situation) for situation in changed]
        for situation in changed:
            if situation.closed and not situation.into:
                for occurrence in situation.members:
                    self._checklists.pop(occurrence, None)
        return facts

    def facts(self) -> list[dict[str, Any]]:
        """Facts of all open situations."""
        return [self._fact(situation) for situation in self.book.situations.values()]

    def flood_fact(self) -> dict[str, Any]:
        """Whether there is an alarm flood."""
        return fact_from_flood(self.flood.watch.current, self.flood.watch.rate)

    def restore(self, facts: Iterable[str], alarms: list[Alarm], now: int) -> None:
        """Go on from what the journal says of situations and floods that were not over (JSON, in its order)."""
        entries = []
        for fact in facts:
            try:
                entries.append(msgspec.json.decode(fact, type=JournalEntry))
            except msgspec.MsgspecError as error:
                log.error("an entry of the journal about a situation cannot be read: %s", error)
        self.flood.restore([entry for entry in entries if entry.event in _FLOODS], alarms, now)
        for trouble in self.book.restore([entry for entry in entries if entry.event not in _FLOODS], alarms, now):
            log.error("%s", trouble)
        self.book.take_changed()
        self.book.take_entries()

    def _fact(self, situation: Situation) -> dict[str, Any]:
        return fact_from_situation(situation, self._checklist(situation))

    def _checklist(self, situation: Situation) -> tuple[Texts, ...]:
        """What to do about the first cause: as its alarm says it, else as its rule does, without values."""
        first = situation.first
        alarm = self._alarm_of(first.occurrence)
        if alarm is not None:
            self._checklists[first.occurrence] = alarm.checklist  # it may be over before the situation is
        told = self._checklists.get(first.occurrence)
        rule = self._rules.get(first.rule)
        if told is not None or rule is None:
            return told or ()
        return plain_checklist(rule)

    def _sight(self, occurrence: str, rule: str, since: int, entity: str) -> Sighting:
        row = self._registry.find(entity)
        lon = lat = np.nan
        texts: dict[str, str] = {}
        if row >= 0:
            lons: NDArray[np.float64] = self._state.columns["lon"]
            if row < len(lons):
                lon, lat = float(lons[row]), float(self._state.columns["lat"][row])
            cells = self._registry.cells_of[row]
            for name in self.book.attributes:
                text = self._state.texts.get(cells.get(name, -1))
                if text:
                    texts[name] = text
        return Sighting(occurrence, rule, entity, since, lon, lat, texts)


def plain_checklist(rule: Rule) -> tuple[Texts, ...]:
    """What a rule says is to be done, without the values of an alarm."""
    values = dict.fromkeys(("name", "value", "limit", "unit", "state", "area"), "…")
    return tuple(fill(step, values) for step in rule.checklist)


def open_situations(entries: Iterable[str], before: Iterable[Situation] = ()) -> list[Situation]:
    """Situations that are open after these entries of the journal (JSON), which may begin before they do; `before`:
    those that were open before them."""
    found: dict[str, Situation] = {one.id: one for one in before}
    for text in entries:
        try:
            entry = msgspec.json.decode(text, type=JournalEntry)
            after = applied(found.get(entry.occurrence), entry)
        except ValueError:  # a MsgspecError is one; the engine has said so when it started
            continue
        if after is not None:
            found[after.id] = after
    return [one for one in found.values() if not one.closed]
