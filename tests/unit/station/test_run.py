"""Real station processes: killed under load, stopped in order, orphaned, asked by real desks."""

import json
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from opscenter.bus.publisher import Publisher
from opscenter.desk.client import Desk
from opscenter.desk.errors import RefusedError
from opscenter.desk.mirror import Mirror
from opscenter.domain.batch import Batch
from opscenter.domain.local_week import LocalWeek
from opscenter.history.queries import Queries
from opscenter.history.schema import FILE_NAME
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.city_figures import figures_of
from opscenter.station.engine import Engine
from opscenter.wire.decoder import Decoder

PROGRAM = Path(__file__).with_name("station_process.py")


def _now() -> int:
    return time.time_ns() // 1_000_000


class Station:
    """A station process; `address` is where its desk is."""

    def __init__(self, bus: str, data: Path, *more: str) -> None:
        self.process = subprocess.Popen(
            [sys.executable, str(PROGRAM), bus, str(data), *more], stdout=subprocess.PIPE, text=True
        )
        assert self.process.stdout is not None
        self.address = self.process.stdout.readline().strip()

    def end(self, how: int) -> int:
        self.process.send_signal(how)
        return self.wait()

    def wait(self) -> int:
        status = self.process.wait(60)
        assert self.process.stdout is not None
        self.process.stdout.close()
        return status


@pytest.fixture
def bus() -> Iterator[Publisher]:
    with Publisher("tcp://127.0.0.1:0", bind=True, name="test", clock=_now) as publisher:
        yield publisher


@pytest.fixture
def stations() -> Iterator[list[Station]]:
    started: list[Station] = []
    yield started
    for station in started:
        if station.process.poll() is None:
            station.process.kill()
            station.wait()


def _send(bus: Publisher, number: int) -> None:
    entity = f"urn:ngsi-ld:TrafficFlowObserved:{number % 300}"
    payload = {
        "id": entity, "type": "TrafficFlowObserved", "averageVehicleSpeed": {"value": 20 + number % 61},
        "intensity": number % 977, "laneDirection": "forward" if number % 7 else "backward",
        "location": {"type": "Point", "coordinates": [114 + number % 300 / 1e3, 22.3]},
    }  # fmt: skip
    bus.send(f"transportation/TrafficFlowObserved/{entity}", json.dumps(payload).encode())


def _status(address: str) -> dict[str, Any]:
    with Desk(address, client="test") as desk:
        return desk.status()


def _until(address: str, messages: int) -> dict[str, Any]:
    """The status once so many messages have been taken in."""
    with Desk(address, client="test") as desk:
        for mirror in desk.follow():
            if mirror.health.get("messages", 0) >= messages:
                break
        return desk.status()


def _mirror(address: str) -> Mirror:
    with Desk(address, client="test") as desk:
        return next(desk.follow())


def test_killed_under_load_it_comes_back_as_the_log_says(
    bus: Publisher, stations: list[Station], tmp_path: Path
) -> None:
    stations.append(Station(bus.endpoint, tmp_path))
    assert bus.wait_for_subscriber(60)
    stop = threading.Event()

    def load() -> None:
        number = 0
        while not stop.is_set():
            for _ in range(100):
                _send(bus, number)
                number += 1
            stop.wait(0.01)

    sender = threading.Thread(target=load)
    sender.start()
    try:
        _until(stations[0].address, 10_000)
        with Desk(stations[0].address, client="test") as desk:
            desk.query("journal", limit=1)  # answered when everything so far is committed, while more comes
        stations[0].end(signal.SIGKILL)
    finally:
        stop.set()
        sender.join()

    queries = Queries(tmp_path / FILE_NAME)
    log = list(queries.messages())
    committed = sum(len(messages) for _, _, messages in log)
    queries.close()
    assert committed >= 10_000

    stations.append(Station("tcp://127.0.0.1:1", tmp_path))  # nobody there: nothing new arrives
    status = _status(stations[1].address)
    assert status["messages"] == committed
    assert status["notice"] == ""
    restored = _mirror(stations[1].address)

    engine = Engine(load_catalogue(), epoch=1, figures=figures_of(load_catalogue(), LocalWeek(ZoneInfo("UTC"))))
    decoder = Decoder(engine.registry)
    for _, at, messages in log:
        batch = Batch()
        for topic, payload, header, arrived in messages:
            decoder.decode(topic, payload, header, arrived, batch)
        engine.take(batch, at)
    header, columns = engine.snapshot({"now": 0})
    assert restored.ids == header["ids"]
    assert restored.texts == header["texts"]
    assert restored.cell_names == header["cell_names"]
    for name in ("value", "measured", "received"):
        np.testing.assert_array_equal(getattr(restored, name), columns[f"cell_{name}"])
    np.testing.assert_array_equal(restored.lon, columns["lon"])
    np.testing.assert_array_equal(restored.seen, columns["row_seen"])

    with Desk(stations[1].address, client="test") as desk:
        _, series = desk.query(
            "series", entity=restored.ids[5], attribute="intensity", points=0, **{"from": 0, "to": 2**52}
        )
    wanted = [
        json.loads(payload)["intensity"]
        for _, _, messages in log
        for _, payload, _, _ in messages
        if json.loads(payload)["id"] == restored.ids[5]
    ]
    assert series["value"].tolist() == wanted
    assert stations[1].end(signal.SIGTERM) == 0


def test_stopped_in_order_it_keeps_everything_and_frees_the_folder(
    bus: Publisher, stations: list[Station], tmp_path: Path
) -> None:
    stations.append(Station(bus.endpoint, tmp_path))
    assert bus.wait_for_subscriber(60)
    for number in range(500):
        _send(bus, number)
    _until(stations[0].address, 500)
    second = subprocess.run(
        [sys.executable, str(PROGRAM), bus.endpoint, str(tmp_path)], capture_output=True, text=True, check=False
    )
    assert second.returncode != 0
    assert "Another station is already recording" in second.stderr
    assert stations[0].end(signal.SIGINT) == 0
    stations.append(Station(bus.endpoint, tmp_path))
    status = _status(stations[1].address)
    assert (status["messages"], status["entities"], status["city"]) == (500, 300, "Testville")


def test_it_ends_when_the_process_that_started_it_is_gone(stations: list[Station], tmp_path: Path) -> None:
    parent = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    stations.append(Station("tcp://127.0.0.1:1", tmp_path, str(parent.pid)))
    assert stations[0].address
    parent.kill()
    parent.wait()
    assert parent.stdin is not None
    parent.stdin.close()
    assert stations[0].wait() == 0


def test_desks_ask_what_the_protocol_offers(bus: Publisher, stations: list[Station], tmp_path: Path) -> None:
    stations.append(Station(bus.endpoint, tmp_path))
    assert bus.wait_for_subscriber(60)
    for number in range(600):
        _send(bus, number)
    bus.send("t/T/x", b"this is not JSON")
    status = _until(stations[0].address, 601)
    assert (status["rejected"], status["rejected_by"], status["recording"]) == (1, {"not-json": 1}, True)
    assert status["publishers"][0]["publisher"] == "test"
    entity = "urn:ngsi-ld:TrafficFlowObserved:7"
    with Desk(stations[0].address, client="test", name="tester") as desk:
        found = desk.query("entities", prefix=entity, limit=1)[0]["entities"]
        assert found[0]["attributes"]["intensity"]["value"] == 307
        assert found[0]["attributes"]["laneDirection"]["value"] == "forward"
        assert (found[0]["lon"], found[0]["type"]) == (114.007, "TrafficFlowObserved")
        header, raw = desk.query("series", entity=entity, attribute="intensity", points=0)
        assert (header["raw"], raw["value"].tolist()) == (True, [7.0, 307.0])
        header, bins = desk.query("series", entity=entity, attribute="intensity", points=1)
        assert (header["raw"], bins["low"].tolist(), bins["high"].tolist()) == (False, [7.0], [307.0])
        assert desk.query("alarms")[0]["alarms"] == []
        assert all(event["state"] == "" for event in desk.query("journal", limit=9)[0]["events"])  # none of alarms
        assert [desk["name"] for desk in desk.query("desks")[0]["desks"]] == ["tester"]
        for question, sentence in (
            ({"what": "series", "entity": "nobody", "attribute": "x"}, "No entity"),
            ({"what": "series", "entity": entity, "attribute": "x"}, "has no attribute"),
            ({"what": "series", "entity": 3, "attribute": "x"}, "must be a text"),
            ({"what": "series", "entity": entity, "attribute": "intensity", "points": -1}, "between 0"),
            ({"what": "series", "entity": entity, "attribute": "intensity", "from": 9, "to": 1}, "ends before"),
            ({"what": "journal", "limit": "all"}, "whole number"),
            ({"what": "weather"}, "no query"),
        ):
            with pytest.raises(RefusedError, match=sentence):
                desk.query(**question)  # type: ignore[arg-type]
        with pytest.raises(RefusedError, match="must be a name"):
            desk.command("ack", occurrences=["x"], by=" ")
        answer = desk.command("ack", occurrences=["x"], by="Chan")
        assert answer["acknowledged"] == []
        assert "x" in answer["refused"]
        with pytest.raises(RefusedError, match="Only the console that started"):
            desk.command("stop", by="Chan", token="wrong")
        desk.command("stop", by="Chan", token="t")
    assert stations[0].wait() == 0
    queries = Queries(tmp_path / FILE_NAME)
    assert [entry["reason"] for entry in queries.quarantine(5)] == ["not-json"]
    queries.close()


def test_it_runs_without_a_place_to_record_and_says_so(bus: Publisher, stations: list[Station], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    stations.append(Station(bus.endpoint, tmp_path / "file" / "data"))
    assert bus.wait_for_subscriber(60)
    for number in range(10):
        _send(bus, number)
    status = _until(stations[0].address, 10)
    assert "Nothing is being recorded" in status["notice"]
    assert status["recording"] is False
    assert status["entities"] == 10
    assert stations[0].end(signal.SIGTERM) == 0


def test_what_is_lost_while_the_station_is_away_becomes_a_gap(
    bus: Publisher, stations: list[Station], tmp_path: Path
) -> None:
    stations.append(Station(bus.endpoint, tmp_path))
    assert bus.wait_for_subscriber(60)
    for number in range(100):
        _send(bus, number)
    _until(stations[0].address, 100)
    stations[0].end(signal.SIGKILL)
    for number in range(7):
        _send(bus, number)  # nobody hears them
    stations.append(Station(bus.endpoint, tmp_path))
    for number in range(10_000):
        _send(bus, number)
        status = _status(stations[1].address)
        if status["messages"] > 100:
            break
    assert status["gaps"] == 1
    entity = "urn:ngsi-ld:TrafficFlowObserved:0"
    with Desk(stations[1].address, client="test") as desk:
        desk.query("journal", limit=1)  # answered when everything so far is committed
        header, _ = desk.query("series", entity=entity, attribute="intensity", points=0)
    assert len(header["gaps"]) == 1
