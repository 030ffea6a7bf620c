"""A station's life in simulated time, by its real decoder, engine and writer, with people, ends and starts."""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol
from zoneinfo import ZoneInfo

from opscenter.city.run import City
from opscenter.city.scenario import default_scenario, load_scenario
from opscenter.domain.alarm import AlarmState
from opscenter.domain.alarm_orders import Order, Verb
from opscenter.domain.batch import Batch
from opscenter.domain.catalogue import Catalogue
from opscenter.domain.local_week import LocalWeek
from opscenter.domain.role import Role
from opscenter.domain.rule_changes import rules_changed, versions_of
from opscenter.figures.steps import RUNS_A_BEAT
from opscenter.history.records import Limits
from opscenter.history.sealer import Sealer
from opscenter.history.store import Store
from opscenter.station.city_figures import figures_of
from opscenter.station.engine import Engine
from opscenter.wire.decoder import Decoder

T0 = 1_795_000_000_000
BEAT_MS = 200
WAIT_S = 60
WEEK = LocalWeek(ZoneInfo("UTC"))


Take = Callable[[str, bytes], None]


class Lives(Protocol):
    """What a station follows: `step` is half a second of its life; `at` how far it has come."""

    at: int

    def introduce(self) -> None: ...
    def live_past(self) -> list[tuple[str, bytes]]: ...
    def publish_all(self) -> None: ...
    def step(self) -> None: ...


class RecordedStation:
    """A station on `folder` that follows a city of its own. `now` is its clock; it moves with `live`."""

    def __init__(
        self, folder: Path, catalogue: Catalogue, *, entities: int = 250, limits: Limits | None = None,
        scenario: Path | None = None, beat_ms: int = BEAT_MS, runs_a_beat: int = RUNS_A_BEAT,
        city: Callable[[Take], Lives] | None = None,
    ) -> None:  # fmt: skip
        self._folder = folder
        self._catalogue = catalogue
        self._limits = limits
        self._beat_ms = beat_ms
        self._runs_a_beat = runs_a_beat
        self.now = T0
        self._sent: list[tuple[bytes, bytes]] = []
        self.city = (
            city(self._take) if city is not None
            else City(3, entities, load_scenario(scenario or default_scenario()), T0, self._take)
        )  # fmt: skip
        self.city.introduce()
        self._past = self.city.live_past()
        self.city.publish_all()
        self.start()

    def _take(self, topic: str, payload: bytes) -> None:
        self._sent.append((topic.encode(), payload))

    def start(self) -> None:
        """As `opscenter station` does."""
        self.store = Store(self._folder, limits=self._limits, clock=lambda: self.now)
        restored = self.store.restored
        self.engine = Engine(
            self._catalogue, epoch=self.now, restored=restored, hot_bytes=0,
            figures=figures_of(self._catalogue, WEEK, self._runs_a_beat),
        )  # fmt: skip
        entry = rules_changed(restored.rules, versions_of(self._catalogue), "Lam", self.now)
        if entry is not None:
            self.engine.enter(entry)
        self.decoder = Decoder(self.engine.registry)
        self.decoder.resume(restored.publishers)
        self.store.writer.start()
        self.beat()

    def live(self, seconds: float) -> None:
        """Let the city live, and follow it."""
        until = self.now + round(seconds * 1000)
        while self.now < until:
            self.now += self._beat_ms
            while self.city.at + 500 <= self.now:
                self.city.step()
            self.beat()

    def away(self, seconds: float) -> None:
        """Let the city live while nobody follows it."""
        self.now += round(seconds * 1000)
        while self.city.at + 500 <= self.now:
            self.city.step()
        self._sent.clear()

    def beat(self) -> None:
        """One beat with what was sent since the last."""
        batch = Batch()
        sent, self._sent = self._sent, []
        past, self._past = self._past, []
        for topic, payload in [*((t.encode(), p) for t, p in past), *sent]:
            self.decoder.decode(topic, payload, b"", self.now - 7, batch)
        beat = self.engine.take(batch, self.now)
        if beat.record is not None:
            self.store.writer.post(beat.record)
        if beat.checkpoint is not None:
            self.store.writer.post(beat.checkpoint)
            assert self.store.writer.flush(WAIT_S)

    def order(self, verb: Verb, count: int, **more: object) -> int:
        """Somebody gives an order about so many alarms that take it; how many did."""
        self.now += 31
        wanted = [one.occurrence for one in self.engine.active if one.state is AlarmState.UNACK][:count]
        outcome = self.engine.alarms.carry_out(
            verb,
            Order(
                by="Chan", at=self.now, desk="desk 2", role=Role.SUPERVISOR, occurrences=tuple(wanted),
                **{"comment": "seen", **more},  # type: ignore[arg-type]
            ),
        )  # fmt: skip
        self.store.writer.post(self.engine.journal_now(self.now, lambda committed: None))
        return len(outcome.done)

    def note(self, text: str) -> None:
        """Somebody writes a note down, and takes the situation that is open on."""
        self.now += 17
        self.engine.notes.write(text, "Wong", "desk 1", self.now)
        for situation in list(self.engine.situations.book.situations.values())[:1]:
            self.engine.situations.orders.own(situation.id, "Wong", "Wong", "desk 1", self.now)
            self.engine.situations.orders.note(situation.id, "On it", "Wong", "desk 1", self.now)
        self.store.writer.post(self.engine.journal_now(self.now, lambda committed: None))

    def stop(self) -> None:
        """In order."""
        self.beat()
        self.store.writer.post(self.engine.checkpoint(self.now, keep=True))
        assert self.store.writer.flush(WAIT_S)
        Sealer(self.store.path, self.store.writer, rest=0.0).seal()
        self.store.writer.close(WAIT_S)

    def kill(self) -> None:
        """Without a last checkpoint."""
        self.store.writer.close(WAIT_S)
