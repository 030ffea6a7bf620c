"""Which alarms a filter lets through: by system, area, responsibility and words."""

from collections.abc import Callable

import numpy as np

from opscenter.console.alarms.alarm_columns import AlarmColumns, Ints
from opscenter.console.alarms.filtering import AlarmFilter
from opscenter.domain.alarm import Alarm, Priority

Words = tuple[str, str, str]
"""Sort keys of text and place, and all that words may hit."""


class Matching:
    """`texts(alarm)` gives (text, place) in the language of the reader; they are what words are looked for in."""

    def __init__(self, columns: AlarmColumns, texts: Callable[[Alarm], tuple[str, str]]) -> None:
        self._columns = columns
        self._texts = texts
        self._words: dict[int, Words] = {}  # by slot, once somebody sorts or looks by them
        self.in_area: Callable[[Alarm], bool] = lambda _alarm: True
        """Whether an alarm is of the area of the filter."""
        self.is_mine: Callable[[Alarm], bool] = lambda _alarm: True
        """Whether this operator answers for an alarm."""

    def words_of(self, slot: int) -> Words:
        """The texts of the alarm of a slot."""
        words = self._words.get(slot)
        if words is None:
            alarm = self._columns.alarms[slot]
            text, place = self._texts(alarm) if alarm is not None else ("", "")
            about = (alarm.rule, alarm.entity[:300], alarm.system) if alarm is not None else ()
            words = text[:64].casefold(), place[:64].casefold(), "\n".join((text, place, *about)).casefold()
            self._words[slot] = words
        return words

    def forget(self, slots: list[int]) -> None:
        """The texts of these have changed."""
        for slot in slots:
            self._words.pop(slot, None)

    def prepare(self, most: int) -> bool:
        """Look up the texts of at most so many alarms before somebody sorts or looks by them; True if more are left."""
        left = [slot for slot in self._columns.slot_of.values() if slot not in self._words]
        for slot in left[:most]:
            self.words_of(slot)
        return len(left) > most

    def match(self, slots: Ints, alarms: list[Alarm], wanted: AlarmFilter) -> None:
        """Write into the columns what each condition says of these, and all together. What is critical is for all."""
        columns = self._columns
        columns.mine[slots] = [self.is_mine(alarm) for alarm in alarms]
        columns.of_system[slots] = [alarm.system == wanted.system for alarm in alarms] if wanted.system else True
        columns.in_area[slots] = [self.in_area(alarm) for alarm in alarms] if wanted.area else True
        words = wanted.words.casefold().split()
        columns.worded[slots] = [self._has(slot, words) for slot in slots.tolist()] if words else True
        hit = columns.of_system[slots] & columns.in_area[slots] & columns.worded[slots]
        if wanted.mine:
            hit &= columns.mine[slots] | (columns.priority[slots] == int(Priority.CRITICAL))
        columns.hit[slots] = hit

    def match_again(self, entities: set[str] | None, wanted: AlarmFilter, reword: bool) -> Ints:
        """As `match`, for the alarms of these entities, or all of them; the slots of all. `reword`: texts changed."""
        live = np.flatnonzero(self._columns.live)
        chosen = [
            (slot, alarm)
            for slot in live.tolist()
            if (alarm := self._columns.alarms[slot]) is not None and (entities is None or alarm.entity in entities)
        ]
        slots = [slot for slot, _ in chosen]
        if reword:
            self.forget(slots)
        if chosen:
            self.match(np.array(slots, np.int64), [alarm for _, alarm in chosen], wanted)
        return live

    def _has(self, slot: int, words: list[str]) -> bool:
        about = self.words_of(slot)[2]
        return all(word in about for word in words)
