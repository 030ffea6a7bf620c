"""The alarm engine: samples, silences and commands in; journal events and alarm facts out.

It joins the rule instances and their evaluation (is the condition true, for how long), the watch over places (who is in
which area), the stale watch, and the book of occurrences (what that means for alarms). Time is given with every call;
equal records give equal journals.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any, ClassVar

import numpy as np
from numpy.typing import NDArray

from opscenter.domain.alarm import Alarm, Priority
from opscenter.domain.alarm_book import AlarmBook
from opscenter.domain.alarm_descriptions import MINUTE_MS, AlarmDescriptions
from opscenter.domain.alarm_orders import LONGEST_SHELF_MS, AlarmOrders, Order, Outcome, Verb
from opscenter.domain.alarm_suppression import AlarmSuppression
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.deviation import UsualValues
from opscenter.domain.expression_watch import ExpressionWatch, ShownReading
from opscenter.domain.journal import JournalEvent
from opscenter.domain.notice_watch import NoticeWatch
from opscenter.domain.place_watch import PlaceWatch
from opscenter.domain.quality import Quality
from opscenter.domain.remembered import Sort
from opscenter.domain.rule import Rule, RuleKind
from opscenter.domain.rule_evaluation import Reading, RuleEvaluation
from opscenter.domain.rule_instances import RuleInstances
from opscenter.domain.stale_watch import StaleWatch
from opscenter.domain.texts import Texts

__all__ = ["AlarmEngine", "JournalEvent", "Outcome"]


class AlarmEngine:
    """All default rules of a catalogue over all entities of a city. Not safe for use by two threads at once.

    The beat of a station is: `add_entities`, `add_cells`, `shape_entity`, `judge_areas`, `judge_places`, `judge`,
    `judge_texts`, `heard`, `tick`, then
    `take_events` (into the journal) and `take_changed` (into the feed). `restore` comes before the first `judge`; the
    entities and cells it speaks of may be added before or after.

    `lag_ms` is how late after its measurement a sample may come and still count before a delay that ends meanwhile:
    delays end that much later by the clock, at the same event time. Within it the journal does not depend at all on
    when ticks and samples happened to meet. `longest_shelf_ms` is the site's maximum for a shelf. `usual` knows what is
    usual for a number at a time; without it a DEVIATION rule has nothing to say.
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_instances": Sort.PART,
        "_evaluation": Sort.PART,
        "_places": Sort.PART,
        "_notices": Sort.PART,
        "_expressions": Sort.PART,
        "_stale": Sort.PART,
        "_book": Sort.PART,
        "_suppression": Sort.PART,
    }

    def __init__(
        self,
        catalogue: Catalogue,
        lag_ms: int = 0,
        longest_shelf_ms: int = LONGEST_SHELF_MS,
        usual: UsualValues | None = None,
    ) -> None:
        self._lag_ms = lag_ms
        self._added: list[int] = []  # so many entities, then so many cells (below 0), and so on
        self._instances = RuleInstances(catalogue)
        self._evaluation = RuleEvaluation(self._instances, self._flip, usual)
        self._places = PlaceWatch(catalogue, self._instances, self._evaluation)
        self._notices = NoticeWatch(catalogue, self._instances, self._evaluation)
        self._expressions = ExpressionWatch(catalogue, self._instances, self._evaluation)
        self._stale = StaleWatch(catalogue, self._silence)
        self._rules = {rule.id: rule for rule in catalogue.rules()}
        self._described = AlarmDescriptions(catalogue, self._rules, self._places)
        self._ids, self._types = self._described.ids, self._described.types
        self._book = AlarmBook(self._rules)
        self._suppression = AlarmSuppression(self._rules, self._book)
        self._orders = AlarmOrders(self._book, self._rules, self._described.describe, longest_shelf_ms)

    @property
    def alarms(self) -> dict[str, Alarm]:
        """All alarms that are not normal, by occurrence. Look, do not touch."""
        return self._book.alarms

    @property
    def book(self) -> AlarmBook:
        """All that is known of occurrences. Look, do not touch."""
        return self._book

    @property
    def rule_instances(self) -> int:
        """How many rules watch how many entities, multiplied out."""
        return len(self._instances) + self._stale.instances

    def add_entities(self, first_row: int, ids: Sequence[str], types: Sequence[str]) -> None:
        """New entities, numbered densely from `first_row`."""
        self._note_added(len(ids))
        self._described.add_entities(first_row, ids, types)
        self._stale.add_entities(first_row, types)
        places = self._places.add_entities(first_row, ids, types)
        expressions = self._expressions.add_entities(first_row, ids, types)
        if self._book.alarms:
            for instance in (*places, *expressions):
                self._take_up(instance)
            for row in range(first_row, len(self._ids)):
                self._take_up_silence(row)

    def add_cells(self, first_cell: int, rows: Sequence[int], names: Sequence[str]) -> None:
        """New cells, numbered densely from `first_cell`: attribute `names` of the entities in `rows`."""
        self._note_added(-len(rows))
        types = [self._types[row] for row in rows]
        start, end = self._instances.bind(first_cell, rows, types, names)
        self._places.add_cells(first_cell, rows, names, range(start, end))
        self._notices.add_cells(first_cell, rows, types, names, self._ids, range(start, end))
        self._expressions.add_cells(first_cell, rows, names)
        if self._book.alarms:
            for instance in range(start, end):
                self._take_up(instance)

    def _note_added(self, count: int) -> None:
        if self._added and (self._added[-1] > 0) == (count > 0):
            self._added[-1] += count
        elif count:
            self._added.append(count)

    @property
    def added(self) -> list[int]:
        """In which order there came to be so many entities, and so many cells (numbers below 0)."""
        return self._added

    @property
    def instances(self) -> int:
        """How many rules watch how many entities, but for silence."""
        return len(self._instances)

    @property
    def types(self) -> list[str]:
        """Types of entities by row, as of when they were added."""
        return self._types

    def name_entity(self, row: int, name: str, local: Texts | None = None) -> None:
        """The name to use for an entity in the texts of alarms raised from now on, and in languages of their own
        where `local` has it ({}: in none any more, None: as before)."""
        self._described.name(row, name, local)

    def shape_entity(self, row: int, geometry: object) -> None:
        """The shape of an entity (GeoJSON): an area that rules are about, perhaps. Takes effect in `judge_areas`."""
        self._places.shape(row, self._ids[row], geometry)

    def judge_areas(self, cells: Sequence[int], times: Sequence[int], texts: Sequence[str | None], now: int) -> None:
        """Let new shapes and sorts of areas, among the texts of a beat (in order of arrival), have their effect."""
        if not self._places.idle:
            self._places.categorise(cells, times, texts, now)
            self._places.settle(now)

    def judge_places(
        self,
        rows: NDArray[np.integer],
        times: NDArray[np.integer],
        lon: NDArray[np.floating],
        lat: NDArray[np.floating],
        now: int,
    ) -> None:
        """All places of a beat, degrees, shape (n,) each, in order of arrival; times Unix ms. NaN: not known."""
        if self._places.idle and self._expressions.idle:
            return
        at, when = np.asarray(rows, np.int64), np.asarray(times, np.int64)
        x, y = np.asarray(lon, np.float64), np.asarray(lat, np.float64)
        self._places.judge(at, when, x, y, now)
        self._expressions.judge_places(at, when, x, y, now)

    def judge(
        self,
        cells: NDArray[np.integer],
        times: NDArray[np.integer],
        values: NDArray[np.floating],
        qualities: NDArray[np.integer],
        now: int,
    ) -> None:
        """All numbers of a beat, shape (n,) each, in order of arrival whatever their times; times Unix ms.

        A sample older than the newest before it of the same cell is late and does not move the present.
        """
        of, when = np.asarray(cells, np.int64), np.asarray(times, np.int64)
        numbers, trust = np.asarray(values, np.float64), np.asarray(qualities, np.uint8)
        self._evaluation.judge(of, when, numbers, trust, now)
        self._expressions.judge(of, when, numbers, trust, now)

    def judge_texts(
        self,
        cells: Sequence[int],
        times: Sequence[int],
        texts: Sequence[str | None],
        qualities: Sequence[int],
        now: int,
    ) -> None:
        """All texts of a beat, in order of arrival; None clears the attribute and is no reading."""
        watched, places = self._instances.states_by_cell, self._places
        self._notices.judge_texts(cells, times, texts, now)
        for cell, time, text, quality in zip(cells, times, texts, qualities, strict=True):
            if cell in watched:
                self._evaluation.judge_text(cell, time, text, quality, now)
            if not places.idle and places.hears(cell):
                places.judge_text(cell, min(time, now), text, quality >= Quality.STALE)
        self._expressions.judge_texts(cells, times, texts, qualities, now)

    def heard(self, rows: NDArray[np.integer], at: NDArray[np.integer]) -> None:
        """Arrivals of entities, shape (n,) each, Unix ms. With beats longer than a stale limit, give every arrival."""
        of, when = np.asarray(rows, np.int64), np.asarray(at, np.int64)
        self._stale.heard(of, when)
        self._expressions.heard(of, when)

    def settle_present(self, now: int) -> None:
        """What was given since `restore` was the newest of everything: let rules that look at several of them at once
        judge it, each once."""
        self._expressions.settle(now, present=True)

    def listen_again(self, at: int) -> None:
        """Nobody has listened until `at`, Unix ms: silences count from then."""
        self._stale.listen_again(at)

    def tick(self, now: int) -> None:
        """Let delays, silences, shelves and waits that end by `now` end, each at its own event time.

        Expressions look at several readings of a beat together: they are judged here, before delays end.
        """
        self._expressions.settle(now)
        self._notices.tick(now - self._lag_ms)
        self._evaluation.tick(now - self._lag_ms)
        self._stale.tick(now)
        self._suppression.settle(now - self._lag_ms)

    def carry_out(self, verb: Verb, order: Order) -> Outcome:
        """What somebody asks for; refused, with a sentence for each target, where it means nothing."""
        return self._orders.carry_out(verb, order)

    def acknowledge(self, occurrences: Sequence[str], by: str, comment: str, desk: str, at: int) -> Outcome:
        """Acknowledge occurrences in a person's name; refused, with a sentence each, where it means nothing."""
        order = Order(by=by, at=at, desk=desk, comment=comment, occurrences=tuple(occurrences))
        return self.carry_out(Verb.ACKNOWLEDGE, order)

    def reset(self, occurrences: Sequence[str], by: str, comment: str, desk: str, at: int) -> Outcome:
        """Reset latched occurrences that are acknowledged."""
        order = Order(by=by, at=at, desk=desk, comment=comment, occurrences=tuple(occurrences))
        return self.carry_out(Verb.RESET, order)

    def raise_priority(self, occurrence: str, priority: Priority, at: int) -> None:
        """Make a standing alarm more urgent: it is announced again, whoever acknowledged the lesser one."""
        self._book.raise_priority(occurrence, priority, at)

    def raise_priorities(self, at: int) -> None:
        """Announce again what stands of rules that have become more urgent, as of `at` (Unix ms): rules changed."""
        for occurrence, alarm in list(self._book.alarms.items()):
            if alarm.rule in self._rules:
                self._book.raise_priority(occurrence, self._rules[alarm.rule].priority, at)

    def take_events(self) -> list[JournalEvent]:
        """What happened since the last take, in order, for the journal."""
        return self._book.take_events()

    def take_changed(self) -> list[Alarm]:
        """Facts that changed since the last take; an alarm in state NORM is gone."""
        return self._book.take_changed()

    def restore(self, events: Iterable[JournalEvent], book: AlarmBook | None = None) -> None:
        """Rebuild the alarms from a stored journal, exactly as they were, and go on from there; from the `book` of an
        engine that ran until now, where it is given, and what the journal says after it."""
        if book is not None:
            self._book.go_on_from(book)
        self._book.restore(events)
        self._suppression.restore()
        for instance in range(len(self._instances)):
            self._take_up(instance)
        for row in range(len(self._ids)):
            self._take_up_silence(row)

    def _take_up(self, instance: int) -> None:
        rule = self._instances.rules[self._instances.rule[instance]]
        alarm = self._book.current(rule.id, self._ids[self._instances.row[instance]])
        if alarm is not None and _was_in_alarm(alarm):
            began = alarm.since - rule.on_delay_ms
            if alarm.returned_at:
                began = max(began, alarm.returned_at - rule.off_delay_ms)
            self._evaluation.restore(instance, alarm.condition_stands, began)
            if rule.kind is RuleKind.GEOFENCE:
                self._places.restore(instance, alarm.condition_stands, began)
            elif rule.kind is RuleKind.EXPRESSION:
                self._expressions.restore(instance, began)

    def _take_up_silence(self, row: int) -> None:
        index = self._stale.rule_of(row)
        if index >= 0:
            alarm = self._book.current(self._stale.rules[index].id, self._ids[row])
            if alarm is not None:
                self._stale.restore(row, alarm.condition_stands)

    def _flip(self, instance: int, at: int, true: bool, reading: Reading | None) -> None:
        rule = self._instances.rules[self._instances.rule[instance]]
        row = int(self._instances.row[instance])
        reading = reading or Reading(None, None)
        if not true:
            self._suppression.clear(rule.id, self._ids[row], at)
        elif rule.kind is RuleKind.EXPRESSION:
            shown = self._expressions.shown(instance, reading.value)
            self._raise(rule, row, at, replace(reading, limit=shown.limit), shown)
        else:
            self._raise(rule, row, at, reading)

    def _silence(self, index: int, row: int, at: int, silent: bool) -> None:
        rule = self._stale.rules[index]
        if silent:
            self._raise(rule, row, at, Reading(None, self._stale.quiet_ms[index] / MINUTE_MS))
        else:
            self._suppression.clear(rule.id, self._ids[row], at)

    def _raise(self, rule: Rule, row: int, at: int, reading: Reading, shown: ShownReading | None = None) -> None:
        self._suppression.raise_alarm(self._described.described(rule, row, at, reading, shown))


def _was_in_alarm(alarm: Alarm) -> bool:
    """Whether its condition has ever stood: it was not merely laid aside."""
    return alarm.condition_stands or alarm.returned_at > 0
