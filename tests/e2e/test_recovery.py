"""A real broker gives a real station back what it missed: while it was away, and in between."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import zmq

from opscenter.station.bench_traffic import wall_clock
from opscenter.wire.envelope import write_header
from tests.support.programs import Program, eventually
from tests.support.running_station import RunningStation

pytestmark = [pytest.mark.e2e, pytest.mark.timeout(400)]

StartProgram = Callable[..., Program]
StartStation = Callable[..., RunningStation]


class Broker:
    """`opscenter broker` on ports of its choice, which its readiness line tells."""

    def __init__(self, program: Program) -> None:
        line = program.wait_for_line("opscenter broker ready")
        told = dict(part.split("=", 1) for part in line.split() if "=" in part)
        self.front, self.back, self.recovery = told["front"], told["back"], told["recovery"]


class Sender:
    """One publisher heard on two ways: through the broker, and directly, where some of its messages are lost."""

    def __init__(self, context: "zmq.Context[Any]", broker: Broker) -> None:
        self.epoch = wall_clock()
        self.seq = 0
        self.to_broker: zmq.Socket[bytes] = context.socket(zmq.XPUB)
        self.to_broker.connect(broker.front)
        assert self.to_broker.poll(60_000), "the broker subscribes"
        self.direct: zmq.Socket[bytes] = context.socket(zmq.XPUB)
        self.direct.bind("tcp://127.0.0.1:*")
        self.address = self.direct.getsockopt_string(zmq.LAST_ENDPOINT)

    def send(self, entity: str, level: float, *, direct: bool = True, broker: bool = True) -> None:
        self.seq += 1
        name = f"urn:gauge:{entity}"
        payload = json.dumps({"id": name, "type": "Gauge", "level": level}).encode()
        frames = [f"water/Gauge/{name}".encode(), payload, write_header("p", self.epoch, self.seq, wall_clock())]
        if broker:
            self.to_broker.send_multipart(frames)
        if direct:
            self.direct.send_multipart(frames)


@pytest.fixture
def broker(start_program: StartProgram) -> Broker:
    anywhere = "tcp://127.0.0.1:*"
    return Broker(start_program("broker", "--front", anywhere, "--back", anywhere, "--recovery", anywhere))


@pytest.fixture
def sender(broker: Broker) -> Iterator[Sender]:
    with zmq.Context() as context:
        made = Sender(context, broker)
        yield made
        context.destroy(linger=0)


def _level(station: RunningStation, entity: str) -> float | None:
    name = f"urn:gauge:{entity}"
    known = {found["id"]: found["attributes"] for found in station.query("entities", prefix=name)["entities"]}
    return float(known[name]["level"]["value"]) if name in known else None


def test_lost_messages_come_back_from_the_broker_and_close_the_gap(
    start_station: StartStation, broker: Broker, sender: Sender
) -> None:
    station = start_station(sender.address, "--recovery", broker.recovery)
    assert sender.direct.poll(60_000), "the station subscribes"
    sender.send("a", 1.0)
    for number in range(500):
        sender.send(f"lost-{number}", 2.0, direct=False)
    sender.send("a", 3.0)
    eventually(lambda: bool(station.status()["recovered"] == 500), "what was lost is recovered")
    status = station.status()
    assert (status["gaps"], status["missing"], status["entities"], status["rejected"]) == (1, 0, 501, 0)
    eventually(lambda: _level(station, "lost-499") == 2.0, "they are part of the present")
    assert _level(station, "a") == 3.0, "and move nothing that is newer"
    gaps = station.query("series", entity="urn:gauge:a", attribute="level")["gaps"]
    assert gaps == [], "a gap that was recovered is drawn nowhere"


def test_what_nobody_kept_stays_a_gap(start_station: StartStation, broker: Broker, sender: Sender) -> None:
    station = start_station(sender.address, "--recovery", broker.recovery)
    assert sender.direct.poll(60_000)
    sender.send("a", 1.0)
    sender.send("b", 1.0, direct=False)
    sender.send("c", 1.0, direct=False, broker=False)
    sender.send("a", 2.0)
    eventually(lambda: bool(station.status()["recovered"] == 1), "what was kept is recovered")
    status = station.status()
    assert (status["gaps"], status["missing"]) == (1, 1)
    assert status["publishers"][0]["missing"] == 1
    station.query("journal", limit=1)  # answered when everything so far is committed
    assert len(station.query("series", entity="urn:gauge:a", attribute="level")["gaps"]) == 1


def test_a_station_that_starts_late_learns_the_last_values(
    start_station: StartStation, broker: Broker, sender: Sender, home: Path
) -> None:
    for number in range(300):
        sender.send(str(number % 100), float(number))
    station = start_station(broker.back, "--recovery", broker.recovery)
    eventually(lambda: _level(station, "7") == 207.0, "the last values are there")
    status = station.until("entities", 100)
    assert (status["gaps"], status["rejected"], status["recovered"]) == (0, 0, 0)
    sender.send("7", 1000.0)
    eventually(lambda: _level(station, "7") == 1000.0, "it goes on with what is live")
    assert station.status()["gaps"] == 0
    station.stop()
    for number in range(50):
        sender.send(f"away-{number}", 5.0)
    again = start_station(broker.back, "--recovery", broker.recovery, data=home / "data")
    eventually(lambda: bool(again.status()["entities"] == 150), "last values bridge the time away")
    sender.send("7", 1001.0)
    eventually(lambda: bool(again.status()["missing"] == 0 < again.status()["recovered"]), "the gap is closed")
    assert again.status()["recovered"] == 50


def test_a_wrong_recovery_address_is_said_in_a_sentence(start_program: StartProgram, home: Path) -> None:
    program = start_program("station", "--bus", "tcp://127.0.0.1:9", "--recovery", "here", "--data", str(home / "x"))
    assert program.wait() == 1
    assert any("'here' is not an address" in line for line in program.errors)
