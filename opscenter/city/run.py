"""Runs the demo city on the bus: everything once, the last two hours, then life in steps of half a second."""

import threading
from collections.abc import Callable
from functools import partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from opscenter.bus.publisher import Publisher
from opscenter.city.geography import basemap_name, build_geography
from opscenter.city.groups import Group
from opscenter.city.payload import Writer
from opscenter.city.scenario import Scenario, default_scenario, load_scenario
from opscenter.city.simulation import PAST_EVERY_MS, PAST_MS, PAST_STEP_MS, Simulation
from opscenter.domain.batch import Clock
from opscenter.settings.paths import cache_folder

STEP_MS = 500
_WHOLE_PERIOD_S = 300.0
_BEHIND_MS = 30_000  # after a suspend or a stopped process the city does not race through what it missed
PUBLISHER = "port-meridian"

_BURST, _BREATH_S = 2_000, 0.1  # a start must not drown those who listen

Send = Callable[[str, bytes], None]


class City:
    """The simulation with what is to be said when. `send` gets every message; no sockets, no clock."""

    def __init__(self, seed: int, entities: int, scenario: Scenario, start: int, send: Send) -> None:
        self.simulation = Simulation(seed, entities, scenario, start)
        self.at = start
        self._send = send
        self._steps = 0
        self._schedule = [_Schedule(g) for g in self.simulation.groups]
        self._requests = self.simulation.citizens

    @property
    def entities(self) -> int:
        """How many entities the city has now."""
        unused = len(self._requests.group.ids) - self._requests.used
        return sum(len(g.ids) for g in self.simulation.groups) - unused

    def introduce(self, stop: threading.Event | None = None) -> None:
        """Who is there and where, before anything was measured; not what moves or is yet to be reported.

        It is told as of the beginning of the past, so that the past can follow it.
        """
        for schedule in self._schedule:
            if not schedule.group.moves and schedule.group is not self._requests.group:
                write = partial(schedule.writer.introduction, at=self.at - PAST_MS)
                self._tell_each(schedule, write, len(schedule.group.ids), stop)

    def live_past(
        self, stop: threading.Event | None = None, pulse: Callable[[], None] = lambda: None
    ) -> list[tuple[str, bytes]]:
        """Live through the two hours before the start; the messages of key sensors every five minutes of them.

        `pulse` is called all the while: it takes a second or three.
        """
        told: list[tuple[str, bytes]] = []
        at = self.at - PAST_MS
        while at < self.at:
            at += PAST_STEP_MS
            pulse()
            self.simulation.step(at, PAST_STEP_MS / 1000.0)
            if at % PAST_EVERY_MS < PAST_STEP_MS and at < self.at:
                for schedule in self._schedule:
                    told += schedule.writer.live_many(range(schedule.past), at)
            if stop is not None and stop.is_set():
                break
        for schedule in self._schedule:
            schedule.group.changed()
        return told

    def publish_all(self, stop: threading.Event | None = None) -> None:
        """Every entity with all it has."""
        for schedule in self._schedule:
            count = self._requests.used if schedule.group is self._requests.group else len(schedule.group.ids)
            self._tell_each(schedule, partial(schedule.writer.full, at=self.at), count, stop)
        self._requests.take_fresh()

    def _tell_each(
        self, schedule: "_Schedule", write: Callable[[int], bytes], count: int, stop: threading.Event | None
    ) -> None:
        for index in range(count):
            if stop is not None and (stop.is_set() or (index % _BURST == _BURST - 1 and stop.wait(_BREATH_S))):
                return
            self._send(schedule.writer.topics[index], write(index))

    def skip_to(self, now: int) -> None:
        """Go on at `now` without telling what lay between (the machine slept, the process was stopped)."""
        self.at = now // STEP_MS * STEP_MS - STEP_MS

    def step(self) -> None:
        """Half a second of city life, and what is said in it."""
        self.at += STEP_MS
        self._steps += 1
        if self._steps % 2 == 0:
            self.simulation.step(self.at, 2 * STEP_MS / 1000.0)
        for schedule in self._schedule:
            limit = None
            if schedule.group is self._requests.group:
                limit = self._requests.used
                fresh = self._requests.take_fresh()
                for index in fresh:
                    self._send(schedule.writer.topics[index], schedule.writer.full(index, self.at))
            schedule.publish(self._steps, self.at, self._send, limit)


class _Schedule:
    """When each entity of a group speaks: evenly spread over its period, and at once when a state changes."""

    def __init__(self, group: Group) -> None:
        self.group = group
        self.writer = Writer(group)
        self.past = min(group.key, len(group.ids))
        self._slots = _slots(len(group.ids), group.period_s)
        self._whole = _slots(len(group.ids), _WHOLE_PERIOD_S)

    def publish(self, step: int, at: int, send: Send, limit: int | None) -> None:
        whole = self._whole[step % len(self._whole)].tolist()
        due = self._slots[step % len(self._slots)]
        changed = self.group.changed()
        if len(changed):
            due = np.union1d(due, changed)
        for index in whole:
            if limit is None or index < limit:
                send(self.writer.topics[index], self.writer.full(index, at))
        skip = set(whole)
        for index in due.tolist():
            if index not in skip and (limit is None or index < limit):
                send(self.writer.topics[index], self.writer.live(index, at))


def _slots(count: int, period_s: float) -> list[NDArray[np.int64]]:
    slots = max(1, round(period_s * 1000 / STEP_MS))
    # the golden ratio spreads consecutive entities evenly over the period
    slot = ((np.arange(count) * 0.6180339887498949) % 1.0 * slots).astype(np.int64)
    order = np.argsort(slot, kind="stable")
    return np.split(order, np.searchsorted(slot[order], np.arange(1, slots)))


def ensure_basemap(seed: int, entities: int) -> Path:
    """The city's basemap in the cache folder, written when it is not there yet."""
    folder = cache_folder() / "city"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / basemap_name(seed)
    if not path.is_file():
        from opscenter.city.basemap import write_basemap  # loads what only writes tiles, once for a seed

        write_basemap(seed, path, entities)
    return path


def run_city(
    endpoint: str,
    *,
    bind: bool,
    seed: int,
    entities: int,
    scenario: Path | None,
    on_ready: Callable[[str, Path], None],
    stop: threading.Event,
    clock: Clock,
) -> None:
    """Publish a city on `endpoint` until `stop` is set.

    `on_ready(endpoint, basemap)` is called when the socket is open and the basemap written. Raises FileMistakes,
    EndpointError or OSError before that.
    """
    plan = load_scenario(scenario or default_scenario())
    with Publisher(endpoint, bind=bind, name=PUBLISHER, clock=clock) as publisher:
        basemap = ensure_basemap(seed, entities)
        on_ready(publisher.endpoint, basemap)
        publisher.heartbeat()
        build_geography(seed)
        publisher.heartbeat()
        # on a bus without broker it is no use to speak before somebody listens; a broker keeps what is said
        while bind and not stop.is_set() and not publisher.wait_for_subscriber(0.25):
            publisher.heartbeat()
        if stop.is_set():
            return
        city = City(seed, entities, plan, clock() // 1000 * 1000, publisher.send)
        publisher.heartbeat()
        city.introduce(stop)  # a map to look at while the past is made
        past = city.live_past(stop, publisher.heartbeat)
        _live(city, publisher, past, stop, clock)


def _live(city: City, publisher: Publisher, past: list[tuple[str, bytes]], stop: threading.Event, clock: Clock) -> None:
    for number, (topic, payload) in enumerate(past, 1):
        publisher.send(topic, payload)
        if number % _BURST == 0:
            publisher.heartbeat()
            if stop.wait(_BREATH_S):
                return
    publisher.heartbeat()
    heard = publisher.subscriptions
    city.publish_all(stop)
    while not stop.is_set():
        now = clock()
        if now - city.at > _BEHIND_MS:
            city.skip_to(now)
        while city.at + STEP_MS <= now and not stop.is_set():
            city.step()
            if clock() - now > 2_000:
                break
        publisher.heartbeat()
        if publisher.subscriptions > heard:  # somebody new wants to know the whole city
            city.publish_all(stop)
        heard = publisher.subscriptions
        stop.wait(max(0.0, (city.at + STEP_MS - clock()) / 1000.0))
