"""The book of situations: two alarms that are linked open one, more join, two that are linked become one.

Pure, on event time. Every change is an entry of the journal that is written and then applied, by the same function
that restores from a stored journal.
"""

from collections import deque
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, ClassVar

from opscenter.domain.alarm import Alarm, AlarmState
from opscenter.domain.cause import Cause
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.remembered import Sort
from opscenter.domain.situation import MOST_MEMBERS, MOST_OPEN, Member, Situation
from opscenter.domain.situation_journal import (
    Link,
    SituationEvent,
    applied,
    merged_from,
    situation_id,
    with_members,
)
from opscenter.domain.situation_links import Sighting, SituationLinks
from opscenter.domain.situation_meetings import meetings

QUIET_MS = 600_000
"""A situation is over when none of its alarms has been in the list for so long; so long one that has left the list can
still be linked to."""
REMEMBERED = 10_000
"""Situations that are over, to say so to whoever names one."""
MOST_LOOSE = 20_000
"""Alarms in no situation that have left the list and can still be linked to."""

Sight = Callable[[str, str, int, str], Sighting]
"""Occurrence, rule, since and entity -> how it looks now; `lon` and `lat` of a member are kept as they were."""


class SituationBook:
    """Open situations by id. Alarms laid aside neither open nor join one, until they are back in the list.

    `sight` tells where an alarm's entity is, and its attributes that the table of causes names.
    """

    REMEMBERED: ClassVar[dict[str, Any]] = {
        "_links": Sort.PART,
        "situations": dict[str, Situation],
        "_of": dict[str, str],
        "_of_point": dict[tuple[str, str], str],
        "_listed": set[str],
        "_shown": dict[str, int],
        "_quiet": dict[str, int],
        "_left": list[tuple[int, str]],
        "_over": dict[str, str],
        "_looks": dict[str, Alarm],
        "_entries": list[JournalEntry],
        "_changed": dict[str, Situation],
    }

    def __init__(self, causes: Sequence[Cause], sight: Sight) -> None:
        self._links = SituationLinks(causes)
        self._sight = sight
        self.situations: dict[str, Situation] = {}
        self._of: dict[str, str] = {}  # occurrence -> situation
        self._of_point: dict[tuple[str, str], str] = {}  # rule, entity of a member -> situation
        self._listed: set[str] = set()  # occurrences that are in the list
        self._shown: dict[str, int] = {}  # situation -> how many of its members are
        self._quiet: dict[str, int] = {}  # situation -> since when none is
        self._left: deque[tuple[int, str]] = deque()  # alarms in no situation that have left the list, and when
        self._over: dict[str, str] = {}  # situation that is over -> the one it became part of
        self._looks: dict[str, Alarm] = {}  # alarms in no situation that can be linked to
        self._entries: list[JournalEntry] = []
        self._changed: dict[str, Situation] = {}

    def recalled(self) -> None:
        """See `domain.remembered`."""
        self._left = deque(self._left)
        found = self.situations
        if not {*self._of.values(), *self._of_point.values(), *self._shown, *self._quiet} <= found.keys():
            raise ValueError("alarms are in situations that there are not")
        if any(one.cause not in one.members for one in (*found.values(), *self._changed.values())):
            raise ValueError("a situation has a cause that is none of its alarms")

    @property
    def attributes(self) -> list[str]:
        """Attributes of entities by which alarms are linked."""
        return self._links.attributes

    def find(self, situation: str) -> Situation:
        """An open situation, or the one it has become part of. ValueError, a sentence, where there is none."""
        while self._over.get(situation):
            situation = self._over[situation]
        found = self.situations.get(situation)
        if found is None:
            raise ValueError("the situation is over" if situation in self._over else "there is no such situation")
        return found

    def situation_of(self, occurrence: str) -> Situation | None:
        """The open situation an alarm is part of."""
        return self.situations.get(self._of.get(occurrence, ""))

    def take_entries(self) -> list[JournalEntry]:
        """What happened since the last take, for the journal."""
        entries, self._entries = self._entries, []
        return entries

    def take_changed(self) -> list[Situation]:
        """The newest fact of every situation that changed since the last take; one that has `closed` is over."""
        changed, self._changed = self._changed, {}
        return list(changed.values())

    # -- alarms ----------------------------------------------------------------------------------------------

    def take(self, changed: Sequence[Alarm], now: int) -> None:
        """Alarms that are new or have changed, and time (Unix ms) that has passed."""
        if changed:
            self.tick(min(now, *(alarm.changed for alarm in changed)))  # what had ended before is not joined any more
        new: dict[str, Alarm] = {}
        for alarm in changed:
            listed = alarm.state is not AlarmState.NORM and not alarm.state.is_laid_aside
            if listed and alarm.occurrence not in self._listed:
                self._listed.add(alarm.occurrence)
                if alarm.occurrence in self._of:
                    self._show(self._of[alarm.occurrence])
                elif self._links.slot(alarm.occurrence) < 0:
                    new[alarm.occurrence] = alarm
            elif not listed and alarm.occurrence in self._listed:
                self._listed.discard(alarm.occurrence)
                if alarm.occurrence in self._of:
                    self._hide(self._of[alarm.occurrence], alarm.changed)
                elif alarm.state.is_laid_aside:
                    new.pop(alarm.occurrence, None)  # raised and laid aside within this beat
                    self._let_go(alarm.occurrence)  # it is as new when it comes back
                else:
                    self._left.append((alarm.changed, alarm.occurrence))
        if new:
            self._link(list(new.values()))
        self.tick(now)

    def tick(self, now: int) -> None:
        """Let situations end that have been quiet for long enough by `now`, each at its own time."""
        for over, quiet in sorted(self._quiet.items(), key=lambda item: (item[1], item[0])):
            if quiet + QUIET_MS > now:
                break
            self.write(SituationEvent.CLOSED, self.situations[over], quiet + QUIET_MS, details={"into": ""})
        while self._left and (self._left[0][0] + QUIET_MS <= now or len(self._left) > MOST_LOOSE):
            _, occurrence = self._left.popleft()
            if occurrence not in self._listed and occurrence not in self._of:
                self._let_go(occurrence)

    def _let_go(self, occurrence: str) -> None:
        self._links.forget((occurrence,))
        self._looks.pop(occurrence, None)

    def _show(self, situation: str) -> None:
        self._shown[situation] = self._shown.get(situation, 0) + 1
        self._quiet.pop(situation, None)

    def _hide(self, situation: str, at: int) -> None:
        self._shown[situation] -= 1
        if not self._shown[situation]:
            self._quiet[situation] = at

    # -- linking ---------------------------------------------------------------------------------------------

    def _link(self, new: Sequence[Alarm]) -> None:
        new = sorted(new, key=lambda alarm: (alarm.since, alarm.occurrence))
        slots = self._links.add([self._sight(one.occurrence, one.rule, one.since, one.entity) for one in new])
        named = {self._links.occurrences[slot] for slot in slots.tolist()}
        self._looks.update((one.occurrence, one) for one in new if one.occurrence in named)
        full = {one.id for one in self.situations.values() if len(one.members) >= MOST_MEMBERS}
        again = {
            one.occurrence: self._of_point[one.rule, one.entity]
            for one in new
            if one.occurrence in named and (one.rule, one.entity) in self._of_point
        }
        met = meetings(self._links, slots, self._of, again, full)
        for meeting in met.meetings:
            self._gather([self._looks[one] for one in meeting.loose], meeting.situations, met.causes_of)

    def _gather(self, loose: list[Alarm], met: Sequence[str], causes_of: Mapping[str, Sequence[str]]) -> None:
        """Alarms in no situation, and situations, that are all linked: make one of them."""
        loose.sort(key=lambda alarm: (alarm.since, alarm.occurrence))
        arrived = max((alarm.since for alarm in loose), default=0)
        found = sorted((self.situations[one] for one in met), key=lambda one: (one.opened, one.id))
        target = found[0] if found else None
        for other in found[1:]:
            if target is not None and len(target.members) + len(other.members) <= MOST_MEMBERS:
                at = max(arrived, target.changed, other.changed)
                details = merged_from(other)
                self.write(SituationEvent.CLOSED, other, at, details={"into": target.id})
                target = self.write(SituationEvent.MERGED, target, at, details=details)
        while loose:
            room = MOST_MEMBERS - len(target.members) if target is not None else MOST_MEMBERS
            joining, loose = [self._member(alarm) for alarm in loose[:room]], loose[room:]
            if target is not None:
                details = with_members(joining, _links(joining, target.members, causes_of))
                self.write(SituationEvent.JOINED, target, max(arrived, target.changed), details=details)
            elif len(joining) > 1 and len(self.situations) < MOST_OPEN:
                details = with_members(joining, _links(joining, (), causes_of))
                self.write(SituationEvent.OPENED, None, arrived, details=details, named=situation_id(joining))
            target = None

    def _member(self, alarm: Alarm) -> Member:
        sighting = self._sight(alarm.occurrence, alarm.rule, alarm.since, alarm.entity)
        return Member(
            occurrence=alarm.occurrence,
            rule=alarm.rule,
            entity=alarm.entity,
            since=alarm.since,
            priority=alarm.priority,
            lon=sighting.lon,
            lat=sighting.lat,
            text=alarm.text,
        )

    # -- writing ---------------------------------------------------------------------------------------------

    def write(
        self,
        event: SituationEvent,
        situation: Situation | None,
        at: int,
        *,
        details: dict[str, Any] | None = None,
        by: str = "",
        desk: str = "",
        comment: str = "",
        named: str = "",
    ) -> Situation:
        """Write an entry about a situation (None: a new one, `named`) and apply it; the situation after it."""
        entry = JournalEntry(
            event=event.value,
            occurrence=situation.id if situation is not None else named,
            at=at,
            by=by,
            desk=desk,
            comment=comment,
            details=details or {},
        )
        after = applied(situation, entry)
        assert after is not None
        first = after.first
        self._entries.append(replace(entry, text=first.text, entity=first.entity, rule=first.rule))
        self._changed[after.id] = after
        self._settle(after)
        return after

    def _settle(self, after: Situation) -> None:
        """Keep who is where, after an entry was applied."""
        before = self.situations.get(after.id)
        if after.closed:
            self._close(after)
            return
        self.situations[after.id] = after
        for occurrence, member in after.members.items():
            if before is not None and occurrence in before.members:
                continue
            self._of[occurrence] = after.id
            self._of_point[member.rule, member.entity] = after.id
            self._looks.pop(occurrence, None)
            if occurrence in self._listed:
                self._show(after.id)
        if not self._shown.setdefault(after.id, 0):
            self._quiet.setdefault(after.id, after.changed)

    def _close(self, situation: Situation) -> None:
        self.situations.pop(situation.id, None)
        self._shown.pop(situation.id, None)
        self._quiet.pop(situation.id, None)
        self._over[situation.id] = situation.into
        if len(self._over) > REMEMBERED:
            del self._over[next(iter(self._over))]
        for occurrence, member in situation.members.items():
            if self._of.get(occurrence) == situation.id:
                del self._of[occurrence]
            point = (member.rule, member.entity)
            if self._of_point.get(point) == situation.id:
                del self._of_point[point]
        if not situation.into:
            self._links.forget(situation.members)

    # -- going on --------------------------------------------------------------------------------------------

    def restore(self, entries: Iterable[JournalEntry], alarms: Iterable[Alarm], now: int) -> list[str]:
        """Apply a stored journal and take up the alarms that stand as they were, without linking any of them anew.
        What could not be read, a sentence each. Situations of which no alarm is left go quiet at `now`."""
        troubles: list[str] = []
        found: dict[str, Situation] = {}
        for entry in entries:
            try:
                after = applied(found.get(entry.occurrence), entry)
            except ValueError as error:
                troubles.append(str(error))
                continue
            if after is not None:
                found[after.id] = after
        standing = [one for one in alarms if not one.state.is_laid_aside]
        self._listed = {one.occurrence for one in standing}
        for situation in found.values():
            self._settle(situation)
            if situation.id in self._quiet:
                self._quiet[situation.id] = now
        loose = [one for one in standing if one.occurrence not in self._of]
        self._looks = {one.occurrence: one for one in loose}
        sightings = [self._sight(one.occurrence, one.rule, one.since, one.entity) for one in loose]
        for situation in self.situations.values():
            for one in situation.members.values():
                seen = self._sight(one.occurrence, one.rule, one.since, one.entity)
                sightings.append(
                    Sighting(one.occurrence, one.rule, one.entity, one.since, one.lon, one.lat, seen.texts)
                )
        self._links.add(sightings)
        return troubles


def _links(joining: Sequence[Member], before: Iterable[str], causes_of: Mapping[str, Sequence[str]]) -> list[Link]:
    """What brought about what, among those inside, as far as it is news."""
    effects = [*(one.occurrence for one in joining), *before]
    inside = set(effects)
    return [(cause, effect) for effect in effects for cause in causes_of.get(effect, ()) if cause in inside]
