"""An exercise being worked: the engine driven along the incident, injected into, with people who act themselves.

In the exercise's own time, given with every call; no sockets, no clock, no threads. One thread calls it. The time
before the start is lived through as it was recorded, acts of people included; from the start on those of the trainees
take their place.
"""

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from typing import Any

import numpy as np

from opscenter.domain.exercise import Exercise, Injection
from opscenter.domain.exercise_events import INJECTION, ExerciseEvent, SessionRow
from opscenter.domain.exercise_facts import injection_fact
from opscenter.domain.exercise_result import Score
from opscenter.domain.exercise_score import score_of
from opscenter.domain.exercise_texts import text_of
from opscenter.domain.journal_entry import JournalEntry
from opscenter.domain.texts import Texts
from opscenter.history.records import BeatRecord, Checkpoint
from opscenter.recording.records import Away, Happening, Message, Moment
from opscenter.station.engine import Beat, Engine
from opscenter.station.exercise.incoming import Incoming
from opscenter.station.exercise.injector import Injector, Standing
from opscenter.station.exercise.session_rows import session_row
from opscenter.station.lane.lane import Lane
from opscenter.wire.spelling import Scalar

Post = Callable[[BeatRecord | Checkpoint], object]
"""Takes a record to the session's history."""
Done = Callable[[bool], None]
"""Told whether what was done is on disk."""

MOST_STANDING = 10_000
"""So many alarms that nobody had acknowledged are told when an exercise begins."""

_E = ExerciseEvent


class SessionState(StrEnum):
    """How an exercise stands (PROTOCOL.md)."""

    PREPARING = "preparing"
    BRIEFING = "briefing"
    RUNNING = "running"
    FROZEN = "frozen"
    OVER = "over"


_S = SessionState
_MAY: Mapping[ExerciseEvent, tuple[tuple[SessionState, ...], SessionState | None, str]] = {
    _E.BEGUN: ((_S.BRIEFING,), _S.RUNNING, "The exercise has begun already."),
    _E.FROZEN: ((_S.RUNNING,), _S.FROZEN, "The exercise does not run."),
    _E.WENT_ON: ((_S.FROZEN,), _S.RUNNING, "The exercise is not frozen."),
    _E.SPEED: ((_S.BRIEFING, _S.RUNNING, _S.FROZEN), None, "The exercise is over."),
    _E.SAID: ((_S.BRIEFING, _S.RUNNING, _S.FROZEN), None, "The exercise is over."),
    _E.INJECTED: ((_S.RUNNING, _S.FROZEN), None, "Only into an exercise that runs, or is frozen, can be injected."),
    _E.TAKEN_BACK: ((_S.RUNNING, _S.FROZEN), None, "The exercise does not run."),
    _E.ENDED: ((_S.RUNNING, _S.FROZEN), _S.OVER, "The exercise has not begun, or is over."),
}  # fmt: skip
"""Of what the trainer does: in which states it may be, which state follows, and the sentence where it may not."""


class Session:
    """`happenings`: the incident from its beginning, which `since` (Unix ms) is where the exercise counts from. `lane`
    lives through it; `post` takes what is to be recorded. `prepare` until it is ready, then `begin`, then `advance`.
    """

    def __init__(
        self, exercise: Exercise, lane: Lane, happenings: Iterator[Happening], since: int, *, post: Post
    ) -> None:
        self.exercise = exercise
        self.lane = lane
        self.state = SessionState.PREPARING
        self.start = since + exercise.start_ms
        self.end = since + exercise.end_ms
        self.now = self.begins = lane.now
        self.speed = exercise.speed
        self.rows: list[SessionRow] = []
        self.messages: list[dict[str, Any]] = []
        self.alerts: list[dict[str, Any]] = []
        self.injected: dict[str, str] = {}
        """What became of each injection: standing, over, taken-back."""
        self._incoming = Incoming(happenings, exercise.systems, lane.engine.catalogue)
        self._post_on = post
        self._injector = Injector(exercise.seed, self._present, self._type_of)
        self._waiting = sorted((one for one in exercise.injections if not one.by_hand), key=lambda one: one.at_ms)

    @property
    def engine(self) -> Engine:
        """The engine as it is now: another one after each start of a station in the incident."""
        return self.lane.engine

    @property
    def runs(self) -> bool:
        """Whether its time goes on."""
        return self.state is _S.RUNNING

    def post(self, record: BeatRecord | Checkpoint) -> None:
        """Have something recorded."""
        if isinstance(record, BeatRecord):
            first = len(self.rows) + 1
            self.rows += [session_row(first + number, row) for number, row in enumerate(record.journal)]
        self._post_on(record)

    def take_over(self, record: BeatRecord, checkpoint: Checkpoint) -> None:
        """What was known before is recorded, and is none of what happens in the session."""
        self._post_on(record)
        self._post_on(checkpoint)

    def score(self) -> Score:
        """As it stands."""
        return score_of(self.exercise, self.rows)

    # -- before the start ------------------------------------------------------------------------------------

    def prepare(self, most: int = 200) -> float:
        """Live through up to so many happenings of before the start; how much of it is done, 0 to 1."""
        if self.state is not _S.PREPARING:
            return 1.0
        for _ in range(most):
            happening = self._incoming.take(self.start)
            if happening is None:
                self._ready()
                return 1.0
            for beat in self.lane.live_through(happening):
                self._take(beat)
            self.now = max(self.now, self.lane.now)
        whole = self.start - self.begins
        return min(0.999, (self.now - self.begins) / whole) if whole > 0 else 0.0

    def _ready(self) -> None:
        self.now = self.start
        self._take(self.lane.beat(self.now))
        self.state = _S.BRIEFING

    # -- the course ------------------------------------------------------------------------------------------

    def advance(self, to: int) -> list[Beat]:
        """Let the exercise's clock go on to `to` (Unix ms): what arrived by then is taken in, as one beat."""
        if self.state is not _S.RUNNING:
            return []
        self.now = to = min(max(to, self.now), self.end)
        while self._waiting and self.start + self._waiting[0].at_ms <= to:
            one = self._waiting.pop(0)
            self._inject(one, self.start + one.at_ms)
        messages = self._injector.take(self._arrived(to), to)
        for over in self._injector.ended(to):
            self._over(over)
        beat = self.lane.beat(to, messages)
        self._take(beat)
        beats = [beat]
        if to >= self.end:
            self.act(_E.ENDED, lambda committed: None)
            beats.append(self.look())
        return beats

    def look(self) -> Beat:
        """A beat without news from the city: what was done is told, time has not gone on."""
        beat = self.lane.beat(self.now)
        self._take(beat)
        return beat

    def _take(self, beat: Beat) -> None:
        if beat.record is not None:
            self.post(beat.record)
        if beat.checkpoint is not None:
            self.post(beat.checkpoint)

    def _arrived(self, to: int) -> list[Message]:
        found: list[Message] = []
        while (happening := self._incoming.take(to)) is not None:
            if isinstance(happening, Moment):
                found += happening.messages
            elif isinstance(happening, Away):
                # Nothing was recorded then: no silence of an entity begins with it.
                self.engine.alarms.listen_again(min(happening.until, to))
        return found

    # -- the trainer -----------------------------------------------------------------------------------------

    def act(self, event: ExerciseEvent, done: Done, *, by: str = "", desk: str = "", **details: Any) -> None:
        """The trainer begins, freezes, goes on, sets the `speed`, ends. ValueError, a sentence, where it cannot be."""
        may, after, sentence = _MAY[event]
        if self.state not in may:
            raise ValueError(sentence if self.state is not _S.PREPARING else "The exercise is still being prepared.")
        title: Texts | str = self.exercise.title
        if event is _E.SPEED:
            self.speed = float(details["speed"])
            title = f"{self.speed:g}"
        if event in (_E.BEGUN, _E.ENDED):
            details |= {"exercise": self.exercise.id, "since": self.start, "until": self.end}
        if event is _E.BEGUN:
            unseen = [alarm for alarm in self.engine.active if alarm.state.needs_acknowledgement]
            details["standing"] = [[one.occurrence, one.rule, one.entity] for one in unseen[:MOST_STANDING]]
            book = self.engine.situations.book
            details["situations"] = {name: list(one.members) for name, one in book.situations.items()}
        self._write(event, self.exercise.id, done, text_of(event, title), by=by, desk=desk, details=details)
        if after is not None:
            self.state = after

    def inject(self, injection: Injection, done: Done, *, by: str, desk: str = "") -> None:
        """The trainer injects something now. ValueError, a sentence, where it cannot be."""
        self._check(_E.INJECTED)
        if self._injector.stands(injection.id, self.now):
            raise ValueError(f'"{injection.id}" stands already. Take it back first.')
        self._waiting = [one for one in self._waiting if one.id != injection.id]
        self._inject(injection, self.now, by=by, desk=desk)
        self.post(self.engine.journal_now(self.now, done))

    def take_back(self, name: str, done: Done, *, by: str, desk: str = "") -> None:
        """From now on messages are as they came. ValueError, a sentence, where nothing of that name stands."""
        self._check(_E.TAKEN_BACK)
        waiting = [one for one in self._waiting if one.id == name]
        found = [one.injection for one in self._injector.stands(name, self.now)]
        if not found and not waiting:
            raise ValueError(f'No injection "{name[:120]}" stands or is to come.')
        self._waiting = [one for one in self._waiting if one.id != name]
        self._injector.take_back(name, self.now)
        self.injected[name] = "taken-back"
        title = (found or waiting)[0].title or name
        self._write(_E.TAKEN_BACK, INJECTION + name, done, text_of(_E.TAKEN_BACK, title), by=by, desk=desk)

    def say(self, text: Texts, done: Done, *, by: str, desk: str = "") -> None:
        """The trainer tells the trainees something."""
        self._check(_E.SAID)
        self._tell(text, by)
        self._write(_E.SAID, self.exercise.id, done, text, by=by, desk=desk)

    def _check(self, event: ExerciseEvent) -> None:
        may, _, sentence = _MAY[event]
        if self.state not in may:
            raise ValueError(sentence)

    def _inject(self, injection: Injection, at: int, *, by: str = "", desk: str = "") -> None:
        standing = self._injector.begin(injection, at)
        self.injected[injection.id] = "over" if standing.ended else "standing"
        if injection.text and injection.place is None:
            self._tell(injection.text, "", at)
        self.engine.enter(
            JournalEntry(
                event=_E.INJECTED.value, occurrence=INJECTION + injection.id, at=at,
                text=text_of(_E.INJECTED, injection.title or injection.text or injection.id), by=by, desk=desk,
                details={
                    "injection": injection_fact(injection), "by_hand": bool(by),
                    "until": at + injection.lasts_ms if injection.lasts_ms else 0,
                },
            )
        )  # fmt: skip

    def _over(self, over: Standing) -> None:
        name = over.injection.id
        if over.taken_back:
            return  # that has been written down
        self.injected[name] = "over"
        self.engine.enter(
            JournalEntry(
                event=_E.INJECTION_OVER.value, occurrence=INJECTION + name, at=over.until,
                text=text_of(_E.INJECTION_OVER, over.injection.title or name),
            )
        )  # fmt: skip

    def _tell(self, text: Texts, by: str, at: int | None = None) -> None:
        self.messages.append({"at": self.now if at is None else at, "by": by, "text": text})

    # -- trainees --------------------------------------------------------------------------------------------

    def check_running(self) -> None:
        """ValueError, a sentence, when nobody can do anything now."""
        if self.state is not _S.RUNNING:
            raise ValueError(_STANDS_STILL[self.state])

    def looked(self, done: Done, *, by: str, desk: str, occurrence: str, entity: str) -> None:
        """Somebody looks at an alarm or an entity. ValueError, a sentence, where there is no such."""
        self.check_running()
        alarm = self.engine.alarms.alarms.get(occurrence)
        if not entity and alarm is not None:
            entity = alarm.entity
        if not entity and not occurrence:
            raise ValueError("Name what is looked at: an 'occurrence' or an 'entity'.")
        rule = alarm.rule if alarm is not None else ""
        self._write(
            _E.LOOKED, occurrence, done, text_of(_E.LOOKED), by=by, desk=desk, entity=entity, rule=rule
        )  # fmt: skip

    def draft(self, alert: Mapping[str, str], done: Done, *, by: str, desk: str) -> None:
        """Somebody drafts an alert to the public: `headline, text, severity, area, status`."""
        self.check_running()
        details = dict(alert)
        comment = details.pop("text")
        self.alerts.append({"at": self.now, "by": by, **alert})
        self._write(
            _E.ALERT, self.exercise.id, done, text_of(_E.ALERT, alert["headline"]), by=by, desk=desk, comment=comment,
            details=details,
        )  # fmt: skip

    # -- what is written and known ---------------------------------------------------------------------------

    def _write(
        self,
        event: ExerciseEvent,
        occurrence: str,
        done: Done,
        text: Texts,
        *,
        by: str,
        desk: str,
        comment: str = "",
        entity: str = "",
        rule: str = "",
        details: dict[str, Any] | None = None,
    ) -> None:
        self.engine.enter(
            JournalEntry(
                event=event.value, occurrence=occurrence, at=self.now, text=text, by=by, desk=desk, comment=comment,
                entity=entity, rule=rule, details=details or {},
            )
        )  # fmt: skip
        self.post(self.engine.journal_now(self.now, done))

    def _present(self, entity: str, attribute: str) -> Scalar:
        engine = self.engine
        row = engine.registry.find(entity)
        cell = engine.registry.cells_of[row].get(attribute) if row >= 0 else None
        values = engine.state.columns["value"]
        if cell is None or cell >= len(values):
            return None
        text, value = engine.state.texts.get(cell), float(values[cell])
        return text if text is not None else None if np.isnan(value) else value

    def _type_of(self, entity: str) -> str:
        row = self.engine.registry.find(entity)
        return self.engine.registry.types[row] if row >= 0 else ""


_STANDS_STILL = {
    _S.PREPARING: "The exercise is still being prepared.",
    _S.BRIEFING: "The exercise has not begun: the trainer begins it.",
    _S.FROZEN: "The exercise is frozen: it goes on when the trainer says so.",
    _S.OVER: "The exercise is over.",
}
