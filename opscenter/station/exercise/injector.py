"""Injections, done to the messages of the city bus before anybody takes them in.

Everything here goes by the messages' own arrivals and by what is told: the same messages with the same injections at
the same times come out the same, however they are cut into beats.
"""

import random
import re
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from opscenter.domain.exercise import Injection, InjectionKind
from opscenter.recording.records import Message
from opscenter.station.exercise.made_messages import alarm_message, report_message
from opscenter.wire.attribute_change import GONE, change_attribute, changed_payload, entity_id, entity_type
from opscenter.wire.spelling import Scalar

MOST_HELD = 500_000
"""Delayed messages that wait; what comes beyond is not delayed any more than that."""

Present = Callable[[str, str], Scalar]
"""What an entity's attribute is now; None: not known."""
TypeOf = Callable[[str], str]
"""The type of an entity, "" when it is not known."""

_K = InjectionKind
_CHANGING = (_K.ALARM, _K.LIE, _K.FREEZE, _K.DROP)


@dataclass(slots=True)
class Standing:
    """An injection that was begun: from `since` up to `until` (Unix ms; 0: until it is taken back)."""

    injection: Injection
    since: int
    until: int = 0
    told_at: int = 0
    frozen: dict[str, Scalar] = field(default_factory=dict)
    held: deque[Message] = field(default_factory=deque)
    ended: bool = False
    taken_back: bool = False

    def holds(self, arrived: int) -> bool:
        """Whether it changes what arrives then."""
        return self.since <= arrived and (not self.until or arrived < self.until)


class Injector:
    """Give it all messages in order by `take`. `present` and `type_of` tell of what came before the first injection.

    `seed`: of what is drawn by chance.
    """

    def __init__(self, seed: int, present: Present, type_of: TypeOf) -> None:
        self._seed = seed
        self._present = present
        self._type_of = type_of
        self.standing: list[Standing] = []
        self._number = 0
        self._last: dict[tuple[str, str], Scalar] = {}
        self._topics: dict[str, bytes] = {}
        self._types: dict[str, str] = {}
        self._concerned: re.Pattern[bytes] | None = None
        self._due: list[Message] = []

    # -- begin and end ---------------------------------------------------------------------------------------

    def begin(self, injection: Injection, at: int) -> Standing:
        """From `at` on; what it says itself comes with the next take."""
        one = Standing(injection, at, at + injection.lasts_ms if injection.lasts_ms else 0, told_at=at)
        if injection.kind is _K.PUBLIC:
            self._number += 1
            if injection.place is not None:
                self._due.append(report_message(injection, at, self._number))
            one.until, one.ended = at, True
            return one
        self.standing.append(one)
        for entity in injection.entities:
            if injection.kind in (_K.FREEZE, _K.ALARM):
                one.frozen[entity] = self._known(entity, injection.attribute)
        self._look_for()
        return one

    def take_back(self, name: str, at: int) -> bool:
        """From `at` on, messages are as they came. Whether it stood."""
        found = self.stands(name, at)
        for one in found:
            one.until, one.taken_back = at, True
        return bool(found)

    def stands(self, name: str, at: int) -> list[Standing]:
        """What of that name changes messages that arrive at `at`, or later."""
        return [one for one in self.standing if one.injection.id == name and (not one.until or one.until > at)]

    def ended(self, now: int) -> list[Standing]:
        """Those that are over by `now`, once each; they are forgotten."""
        over = [one for one in self.standing if one.until and one.until <= now]
        self.standing = [one for one in self.standing if one not in over]
        if over:
            self._look_for()
        return over

    def _look_for(self) -> None:
        names = {name for one in self.standing for name in one.injection.entities}
        pattern = b"|".join(re.escape(name.encode()) for name in sorted(names))
        self._concerned = re.compile(pattern + rb"|\\") if names else None  # an escape may hide a name

    # -- messages --------------------------------------------------------------------------------------------

    def take(self, messages: Sequence[Message], now: int) -> list[Message]:
        """What arrives instead of `messages`, up to `now` (Unix ms): changed, held back, let go, made up; by time."""
        coming: list[Message] = []
        for message in messages:
            changed = self._taken(message) if self.standing else message
            if changed is not None:
                coming.append(changed)
        coming += self._made_up(now)
        coming += self._released(now)
        due, self._due = self._due, []
        coming += due
        coming.sort(key=lambda one: one[3])  # stable: what arrived together stays in order
        return coming

    def _taken(self, message: Message) -> Message | None:
        topic, payload, header, arrived = message
        if self._concerned is not None and self._concerned.search(payload):
            changed = self._changed(topic, payload, arrived)
            if changed is None:
                return None
            message = (topic, changed, header, arrived)
        return self._delayed(message)

    def _changed(self, topic: bytes, payload: bytes, arrived: int) -> bytes | None:
        def change(entity: dict[str, Any]) -> dict[str, Any] | None:
            name = entity_id(entity)
            for one in self.standing:
                if name in one.injection.entities:
                    self._topics[name], self._types[name] = topic, entity_type(entity)
                    if one.injection.kind in _CHANGING and not self._change(one, entity, name, arrived):
                        return None
            return entity

        return changed_payload(payload, change)

    def _change(self, one: Standing, entity: dict[str, Any], name: str, arrived: int) -> bool:
        """Whether anything of the entity is told."""
        told = one.injection
        holds = one.holds(arrived)
        if not told.attribute:
            return not holds  # all of it is dropped

        def change(value: Scalar) -> Scalar:
            key = (name, told.attribute)
            self._last[key] = value
            if not holds:
                one.frozen[name] = value  # the last before it began
                return value
            match told.kind:
                case _K.DROP:
                    gone: Scalar = GONE
                    return gone
                case _K.FREEZE:
                    if one.frozen.get(name) is None:
                        one.frozen[name] = value
                    return one.frozen[name]
                case _K.ALARM:
                    return told.value
            return self._lie(one, name, value, arrived)

        change_attribute(entity, told.attribute, change)
        return True

    def _lie(self, one: Standing, name: str, value: Scalar, arrived: int) -> Scalar:
        told = one.injection
        if isinstance(told.value, str) or (told.value is not None and not told.noise):
            return told.value
        number = told.value if told.value is not None else value
        if isinstance(number, bool) or not isinstance(number, int | float):
            return number
        if told.value is None:
            number = number * told.scale + told.offset
        if told.noise:
            number += random.Random(f"{self._seed}\0{told.id}\0{name}\0{arrived}").gauss(0.0, told.noise)
        return round(number, 6)

    def _delayed(self, message: Message) -> Message | None:
        topic, payload, _, arrived = message
        delays = [
            one
            for one in self.standing
            if one.injection.kind is _K.DELAY and one.holds(arrived) and _is_of(one.injection, topic, payload)
        ]
        if not delays:
            return message
        longest = max(delays, key=lambda one: one.injection.delay_ms)
        if len(longest.held) >= MOST_HELD:
            return message
        longest.held.append(message)
        return None

    def _released(self, now: int) -> Iterable[Message]:
        for one in self.standing:
            while one.held:
                topic, payload, header, arrived = one.held[0]
                due = arrived + one.injection.delay_ms
                due = min(due, max(arrived, one.until)) if one.until else due
                if due > now:
                    break
                one.held.popleft()
                yield topic, payload, header, due

    def _made_up(self, now: int) -> Iterable[Message]:
        for one in self.standing:
            told = one.injection
            if told.kind is not _K.ALARM:
                continue
            while one.told_at <= now and (not one.until or one.told_at < one.until):
                for entity in told.entities:
                    yield self._says(told, entity, told.value, one.told_at)
                one.told_at += told.every_ms
            if one.until and one.until <= now and not one.ended:
                one.ended = True
                for entity in told.entities:
                    after = told.after if told.after is not None else self._known(entity, told.attribute)
                    if after is not None:
                        yield self._says(told, entity, after, one.until)

    def _says(self, told: Injection, entity: str, value: Scalar, at: int) -> Message:
        kind = self._types.get(entity) or self._type_of(entity) or told.entity_type or "Thing"
        topic = self._topics.get(entity) or f"exercise/{kind}/{entity}".encode()
        return alarm_message(topic, entity, kind, told.attribute, value, at, told.place)

    def _known(self, entity: str, attribute: str) -> Scalar:
        """What was told last and was true."""
        key = (entity, attribute)
        if key not in self._last:
            self._last[key] = self._present(entity, attribute)
        return self._last[key]


def _is_of(told: Injection, topic: bytes, payload: bytes) -> bool:
    if told.topic and topic.startswith(told.topic.encode()):
        return True
    return any(topic.endswith(b"/" + name.encode()) or name.encode() in payload for name in told.entities)
