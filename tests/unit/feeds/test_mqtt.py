"""MQTT against the real mosquitto: both versions, passwords, TLS, retained, sessions, a broker that goes."""

import shutil
import subprocess
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import paho.mqtt.client as paho
import paho.mqtt.publish as publish
import pytest

from opscenter.feeds.feed import Item, SourceFault
from opscenter.feeds.mqtt import Broker, MqttSource
from tests.support.feeding import NOW, Taken
from tests.support.mosquitto import free_port, mosquitto
from tests.support.odd_server import OddServer

WAIT_S = 60.0


class Waited(Taken):
    """A Delivery that can be waited for."""

    def __init__(self, wanted: int) -> None:
        super().__init__()
        self._wanted = wanted
        self.all = threading.Event()
        self.connected = threading.Event()

    def take(self, item: Item) -> None:
        super().take(item)
        if len(self.items) >= self._wanted:
            self.all.set()

    def alive(self) -> None:
        super().alive()
        self.connected.set()


@contextmanager
def following(broker: Broker, delivery: Waited, *topics: tuple[str, int]) -> Iterator[list[str]]:
    """The source in a thread; what it fails with."""
    source = MqttSource(broker, topics or [("#", 1)], lambda: NOW)
    faults: list[str] = []

    def fetch() -> None:
        try:
            source.fetch(delivery)
        except SourceFault as fault:
            faults.append(str(fault))

    thread = threading.Thread(target=fetch)
    thread.start()
    try:
        yield faults
    finally:
        source.close()
        thread.join(WAIT_S)
        assert not thread.is_alive()


def send(port: int, *messages: tuple[str, Any, int, bool], **more: Any) -> None:
    publish.multiple(list(messages), hostname="127.0.0.1", port=port, protocol=paho.MQTTv311, **more)


@pytest.mark.parametrize("version", ["3.1.1", "5"])
def test_messages_come_in_order_with_their_topics_and_kept_ones_say_so(tmp_path: Path, version: str) -> None:
    with mosquitto(tmp_path) as port:
        send(port, ("a/kept", b"0", 1, True))
        delivery = Waited(3)
        with following(Broker("127.0.0.1", port, version), delivery, ("a/+", 2)) as faults:
            assert delivery.connected.wait(WAIT_S), faults
            send(port, ("a/x", b"1", 0, False), ("b/x", b"no", 0, False), ("a/y", b"2", 2, False))
            assert delivery.all.wait(WAIT_S), faults
        got = [(item.topic, item.body, item.retained) for item in delivery.items]
        assert got == [("a/kept", b"0", True), ("a/x", b"1", False), ("a/y", b"2", False)]
        assert faults == []


def test_user_and_password_are_asked_and_a_wrong_one_is_a_sentence(tmp_path: Path) -> None:
    tool = shutil.which("mosquitto_passwd")
    if tool is None:
        pytest.skip("no mosquitto_passwd on this machine (Debian: apt-get install mosquitto)")
    users = tmp_path / "users"
    users.touch(0o644)
    tmp_path.chmod(0o755)
    subprocess.run([tool, "-b", str(users), "city", "right"], check=True)
    with mosquitto(tmp_path, "allow_anonymous false", f"password_file {users}", "user root") as port:
        for version in ("3.1.1", "5"):
            wrong = MqttSource(Broker("127.0.0.1", port, version, user="city", password="x"), [("#", 0)], lambda: NOW)
            with pytest.raises(SourceFault, match="refuses the connection"):
                wrong.fetch(Taken())
        delivery = Waited(1)
        with following(Broker("127.0.0.1", port, user="city", password="right"), delivery) as faults:
            assert delivery.connected.wait(WAIT_S), faults
            send(port, ("t", b"1", 1, False), auth={"username": "city", "password": "right"})
            assert delivery.all.wait(WAIT_S), faults


@pytest.mark.parametrize("version", ["3.1.1", "5"])
def test_a_session_keeps_what_came_while_we_were_away(tmp_path: Path, version: str) -> None:
    broker_of = lambda port: Broker("127.0.0.1", port, version, client_id="us", session=True)  # noqa: E731
    with mosquitto(tmp_path) as port:
        first = Waited(1)
        with following(broker_of(port), first) as faults:
            assert first.connected.wait(WAIT_S), faults
        send(port, ("t", b"missed", 1, False))
        second = Waited(1)
        with following(broker_of(port), second) as faults:
            assert second.all.wait(WAIT_S), faults
        assert [item.body for item in second.items] == [b"missed"]


def test_a_broker_that_is_not_there_or_goes_away_is_a_sentence(tmp_path: Path) -> None:
    port = free_port()
    with pytest.raises(SourceFault, match="cannot be reached"):
        MqttSource(Broker("127.0.0.1", port), [("#", 1)], lambda: NOW).fetch(Taken())
    delivery = Waited(1)
    source = MqttSource(Broker("127.0.0.1", port), [("#", 1)], lambda: NOW)
    told: list[str] = []

    def fetch() -> None:
        try:
            source.fetch(delivery)
        except SourceFault as fault:
            told.append(str(fault))

    with mosquitto(tmp_path, port=port):
        thread = threading.Thread(target=fetch)
        thread.start()
        assert delivery.connected.wait(WAIT_S)
    thread.join(WAIT_S)
    assert not thread.is_alive() and str(port) in told[0]


def test_larger_messages_are_told_and_passed_over(tmp_path: Path) -> None:
    with mosquitto(tmp_path) as port:
        delivery = Waited(1)
        with following(Broker("127.0.0.1", port, "3.1.1", limit_bytes=10_000), delivery) as faults:
            assert delivery.connected.wait(WAIT_S), faults
            send(port, ("big", b"x" * 10_000_000, 1, False), ("small", b"1", 1, False))
            assert delivery.all.wait(WAIT_S), faults
        assert [item.topic for item in delivery.items] == ["small"]
        assert "10.0 MB" in str(delivery.problems[0])


def test_what_is_no_broker_is_a_sentence() -> None:
    with OddServer({}) as server:
        source = MqttSource(Broker("127.0.0.1", server.port), [("#", 0)], lambda: NOW)
        closer = threading.Timer(0.5, server.over.set)
        closer.start()
        threading.Timer(1.0, source.close).start()
        try:
            source.fetch(Taken())
        except SourceFault as fault:
            assert "127.0.0.1" in str(fault)
        closer.join()


# After a failed handshake paho leaves its socket to the garbage collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_tls_by_our_own_authority_and_refused_without_it(tmp_path: Path) -> None:
    openssl = shutil.which("openssl")
    if openssl is None:
        pytest.skip("no openssl on this machine to make a certificate with")
    made = ["req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"]
    files = ["-keyout", str(tmp_path / "key"), "-out", str(tmp_path / "cert")]
    subject = ["-subj", "/CN=localhost", "-addext", "subjectAltName=DNS:localhost"]
    subprocess.run([openssl, *made, *files, *subject], check=True, capture_output=True)
    lines = (f"certfile {tmp_path / 'cert'}", f"keyfile {tmp_path / 'key'}", "allow_anonymous true", "user root")
    with mosquitto(tmp_path, *lines) as port:
        with pytest.raises(SourceFault, match="certificate is not trusted"):
            MqttSource(Broker("localhost", port, tls=True), [("#", 0)], lambda: NOW).fetch(Taken())
        delivery = Waited(1)
        with following(Broker("localhost", port, tls=True, ca_file=tmp_path / "cert"), delivery) as faults:
            assert delivery.connected.wait(WAIT_S), faults
