"""A message at mosquitto comes out on the bus: mapped, converted, once; the broker may go away and come back."""

import threading
from pathlib import Path
from typing import Any

import paho.mqtt.publish as publish

from opscenter.feeds.backoff import BackOff
from opscenter.feeds.health import Health
from opscenter.feeds.running import Runner
from opscenter.settings.catalogue import load_catalogue
from tests.support.feeding import NOW, Published, config
from tests.support.mosquitto import free_port, mosquitto

WAIT_S = 60.0
TEXT = """
[feeds.a]
kind = "mqtt"
host = "127.0.0.1"
port = %d
[[feeds.a.map]]
topic = "weather/{station}"
id = "urn:ngsi-ld:WeatherObserved:{station}"
type = "WeatherObserved"
time = "ts"
latitude = "lat"
longitude = "lon"
[[feeds.a.map.attribute]]
name = "temperature"
from = "t"
unit = "FAH"
"""


def test_from_broker_to_bus_over_a_loss_of_the_broker(tmp_path: Path) -> None:
    port = free_port()
    catalogue = load_catalogue()
    (one,) = config(tmp_path, TEXT % port, catalogue)
    stop = threading.Event()
    events = {name: threading.Event() for name in ("running", "failing", "first", "second")}

    def on_send(_topic: str, entity: dict[str, Any]) -> None:
        if entity["type"] == "Feed" and entity["state"]["value"] in events:
            events[entity["state"]["value"]].set()
        elif entity["id"].endswith(":first") or entity["id"].endswith(":second"):
            events[entity["id"].rpartition(":")[2]].set()

    published = Published(on_send)
    health = Health("a", "mqtt")
    back_off = BackOff("a", 0.01, 0.1)
    runner = Runner(one.feed, health=health, catalogue=catalogue, clock=lambda: NOW, back_off=back_off)
    thread = threading.Thread(target=runner.run, args=(published, stop))
    thread.start()

    def send(station: str) -> None:
        body = b'{"t": 68, "ts": 1789990000, "lat": 0, "lon": 0}'
        publish.single(f"weather/{station}", body, qos=1, hostname="127.0.0.1", port=port)

    try:
        with mosquitto(tmp_path, port=port):
            assert events["running"].wait(WAIT_S)
            send("first")
            send("first")
            assert events["first"].wait(WAIT_S)
        assert events["failing"].wait(WAIT_S)
        events["running"].clear()
        with mosquitto(tmp_path, port=port):
            assert events["running"].wait(WAIT_S)
            send("second")
            assert events["second"].wait(WAIT_S)
            stop.set()
            thread.join(WAIT_S)
    finally:
        stop.set()
        thread.join(WAIT_S)
    entities = [entity for _, entity in published.sent if entity["type"] != "Feed"]
    assert [one["id"].rpartition(":")[2] for one in entities] == ["first", "second"]
    assert (entities[0]["temperature"]["value"], entities[0]["temperature"]["unitCode"]) == (20.0, "CEL")
    assert "location" not in entities[0]
    assert (health.published, health.repeated, health.state) == (2, 1, "stopped")
