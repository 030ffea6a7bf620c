"""Desks that are slow, greedy, rude or gone cost the others nothing."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zmq

from opscenter.bus.publisher import Publisher
from opscenter.desk.client import Desk
from opscenter.station.bench_traffic import message, wall_clock
from opscenter.station.service import MAX_UNREAD
from opscenter.wire import desk as protocol
from tests.support.programs import eventually
from tests.support.running_station import RunningStation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

StartStation = Callable[..., RunningStation]

ENTITIES = 5_000
BEATS = 60
SLEEPERS = 5


class Hands:
    """Sockets opened by hand, closed with the test."""

    def __init__(self) -> None:
        self._context: zmq.Context[Any] = zmq.Context()
        self._sockets: list[zmq.Socket[bytes]] = []

    def open(self, kind: int) -> "zmq.Socket[bytes]":
        socket: zmq.Socket[bytes] = self._context.socket(kind)
        socket.linger = 0
        socket.rcvhwm = 1
        self._sockets.append(socket)
        return socket

    def close(self) -> None:
        for socket in self._sockets:
            socket.close(0)
        self._context.term()


@pytest.fixture
def hands() -> Iterator[Hands]:
    made = Hands()
    yield made
    made.close()


@pytest.fixture
def bus(home: Path) -> Iterator[Publisher]:
    with Publisher(f"ipc://{home}/bus", bind=True, name="test", clock=wall_clock) as publisher:
        yield publisher


@pytest.fixture
def station(bus: Publisher, start_station: StartStation) -> RunningStation:
    made = start_station(bus.endpoint)
    assert bus.wait_for_subscriber(60)
    for number in range(ENTITIES):
        bus.send(*message(number, 0, wall_clock(), first=True))
    made.until("entities", ENTITIES)
    return made


def greet(hands: Hands, address: str, name: str) -> tuple["zmq.Socket[bytes]", dict[str, Any]]:
    """A desk by hand, and its welcome."""
    dealer = hands.open(zmq.DEALER)
    dealer.connect(address)
    hello = {"id": 1, "versions": [protocol.VERSION], "client": "hand", "name": name, "program": "0"}
    dealer.send_multipart(protocol.pack("hello", hello))
    assert dealer.poll(60_000)
    kind, welcome, _ = protocol.unpack(dealer.recv_multipart())
    assert kind == "welcome"
    return dealer, welcome


def names(station: RunningStation) -> set[str]:
    return {desk["name"] for desk in station.query("desks")["desks"]}


def test_two_desks_see_the_same_and_a_desk_that_never_reads_costs_nothing(
    station: RunningStation, bus: Publisher, hands: Hands
) -> None:
    dealer, welcome = greet(hands, station.address, "asleep")
    sleepers = [hands.open(zmq.SUB) for _ in range(SLEEPERS)]
    for asleep in sleepers:
        asleep.subscribe(b"")
        asleep.connect(welcome["feed"])
    with (
        Desk(station.address, client="test", name="one") as one,
        Desk(station.address, client="test", name="two") as two,
    ):
        first, second = one.follow(), two.follow()
        here, there = next(first), next(second)
        dealer.send_multipart(protocol.pack("ping", {"id": 2}))  # or it is forgotten, where all this takes long
        assert {"one", "two", "asleep"} <= names(station)
        before = station.rss
        for turn in range(1, BEATS):
            for number in range(ENTITIES):
                bus.send(*message(number, turn, wall_clock(), first=False))
            here, there = next(first), next(second)
        grown = station.rss - before
        sent = ENTITIES * BEATS
        while here.health.get("messages", 0) < sent or there.seq != here.seq:
            here = next(first) if here.seq <= there.seq else here
            there = next(second) if there.seq < here.seq else there
        assert here.ids == there.ids
        assert here.value.tobytes() == there.value.tobytes()
    # What a beat of all entities weighs (0.6 MB), times what is kept for a slow desk (64), times the slow desks (on a
    # busy machine those that read are slow, too), and the newest samples in memory.
    assert grown < 64 * 600_000 * (SLEEPERS + 2) + (48 << 20)
    assert station.status()["messages"] >= sent


def test_a_desk_that_asks_without_reading_costs_little_and_others_are_answered(
    station: RunningStation, hands: Hands
) -> None:
    greedy, _ = greet(hands, station.address, "greedy")
    greedy.send_multipart(protocol.pack("snapshot", {"id": 0}))
    assert greedy.poll(60_000)
    weighs = sum(len(frame) for frame in greedy.recv_multipart())
    before = station.rss
    for number in range(3_000):
        greedy.send_multipart(protocol.pack("snapshot", {"id": number}))
    for number in range(3_000):
        question = {"id": number, "what": "entities", "args": {}}
        greedy.send_multipart(protocol.pack("query", question))
    assert station.query("alarms")["alarms"] == [], "others are answered meanwhile"
    assert station.entity("urn:ngsi-ld:TrafficFlowObserved:bench-000000")["type"] == "TrafficFlowObserved"
    grown = station.rss - before
    # What waits to be read, and as much again while it is made: unread, they would be twelve times that.
    assert grown < 2 * MAX_UNREAD * weighs, f"{grown >> 20} MiB more"


def test_nonsense_at_the_desk_is_refused_and_a_lost_desk_forgotten(station: RunningStation, hands: Hands) -> None:
    rude, _ = greet(hands, station.address, "rude")
    for frames in ([b""], [b"hello"], [b"\xff" * 100, b"\xc1"], [b"query", b"\x91" * 100_000], [b"x"] * 50,
                   protocol.pack("query", {"id": {"a": [1]}, "what": 7, "args": "no"}),
                   protocol.pack("command", {"id": 1, "verb": "rm -rf", "args": {"by": "'; DROP TABLE journal"}}),
                   protocol.pack("hello", {"versions": "all"})):  # fmt: skip
        rude.send_multipart(frames)
    assert rude.poll(60_000), "it is told what is wrong"
    huge = hands.open(zmq.DEALER)
    huge.connect(station.address)
    huge.send_multipart([b"query", bytes(5 << 20)])
    rude.send_multipart(protocol.pack("ping", {"id": 2}))
    assert "rude" in names(station)
    rude.close(0)  # gone without goodbye
    eventually(lambda: "rude" not in names(station), "the lost desk is forgotten")
    assert station.status()["entities"] == ENTITIES
    assert not [line for line in station.program.errors if "Traceback" in line]
