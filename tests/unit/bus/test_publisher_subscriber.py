"""Messages from publishers to a subscriber over real sockets."""

import contextlib
import json
from pathlib import Path

import pytest
import zmq

from opscenter.bus.errors import EndpointError
from opscenter.bus.framing import Message
from opscenter.bus.publisher import Publisher
from opscenter.bus.security import create_keys, load_client_keys, load_server_keys
from opscenter.bus.subscriber import Subscriber
from opscenter.wire.envelope import OddFrames
from tests.support.reading import Reading
from tests.support.sockets import TIMEOUT_MS, own_context, until

LOCAL = "tcp://127.0.0.1:*"


class Ticking:
    """A clock that tests move."""

    def __init__(self, now: int = 1_795_400_000_000) -> None:
        self.now = now

    def __call__(self) -> int:
        return self.now


def collect(subscriber: Subscriber, count: int) -> list[Message]:
    messages: list[Message] = []

    def poll(timeout_ms: int) -> None:
        subscriber.poll(timeout_ms)
        messages.extend(subscriber.receive(1_000))

    until(poll, lambda: len(messages) >= count)
    return messages


def test_messages_arrive_with_rising_numbers() -> None:
    with (
        own_context() as context,
        Publisher(LOCAL, bind=True, name="p", clock=Ticking(), context=context) as publisher,
        Subscriber([publisher.endpoint], context=context) as subscriber,
    ):
        assert publisher.wait_for_subscriber(60)
        for number in range(3):
            publisher.send("a/B/c", b'{"n":%d}' % number)
        messages = collect(subscriber, 3)
        assert [payload for _, payload, _ in messages] == [b'{"n":0}', b'{"n":1}', b'{"n":2}']
        headers = [json.loads(header) for _, _, header in messages]
        assert headers[0] == {"v": 1, "pub": "p", "epoch": 1_795_400_000_000, "seq": 1, "sent": 1_795_400_000_000}
        assert [header["seq"] for header in headers] == [1, 2, 3]
        (health,) = subscriber.endpoints_health()
        assert (health["endpoint"], health["messages"]) == (publisher.endpoint, 3)
        assert health["last"] > 0


def test_heartbeats_come_once_a_second_and_show_a_lost_last_message() -> None:
    clock = Ticking()
    with (
        own_context() as context,
        Publisher(LOCAL, bind=True, name="p", clock=clock, context=context) as publisher,
        Subscriber([publisher.endpoint], context=context) as subscriber,
    ):
        assert publisher.wait_for_subscriber(60)
        publisher.send("a/B/c", b'{"id":"a","type":"T"}')
        publisher.heartbeat()
        clock.now += 999
        publisher.heartbeat()
        publisher.seq += 2  # two messages that went nowhere
        clock.now += 1
        publisher.heartbeat()
        messages = collect(subscriber, 3)
        assert [topic for topic, _, _ in messages] == [b"a/B/c", b"_bus/heartbeat/p", b"_bus/heartbeat/p"]
        reading = Reading()
        gaps = [gap for topic, payload, head in messages for gap in reading.take(payload, head, topic=topic).gaps]
        assert [(gap.first_seq, gap.last_seq) for gap in gaps] == [(2, 3)]


def test_several_endpoints_share_a_limit_fairly(tmp_path: Path) -> None:
    with own_context() as context, contextlib.ExitStack() as stack:
        endpoints = [LOCAL, f"ipc://{tmp_path}/bus"]
        publishers = [
            stack.enter_context(Publisher(endpoint, bind=True, name=f"p{n}", clock=Ticking(), context=context))
            for n, endpoint in enumerate(endpoints)
        ]
        subscriber = stack.enter_context(Subscriber([p.endpoint for p in publishers], context=context))
        for publisher in publishers:
            assert publisher.wait_for_subscriber(60)
            for _ in range(600):
                publisher.send(publisher.name, b"{}")
        seen: set[bytes] = set()
        total = 0
        for _ in range(100):
            subscriber.poll(1_000)
            messages = subscriber.receive(400)
            assert len(messages) <= 400
            total += len(messages)
            seen |= {topic for topic, _, _ in messages}
            if total == 1_200:
                break
        assert (total, seen) == (1_200, {b"p0", b"p1"})
        assert subscriber.receive(10) == []


def test_messages_with_too_few_or_many_frames_reach_the_decoder_marked() -> None:
    with own_context() as context:
        socket = context.socket(zmq.XPUB)
        socket.linger = 0
        socket.bind(LOCAL)
        with Subscriber([socket.getsockopt_string(zmq.LAST_ENDPOINT)], context=context) as subscriber:
            assert socket.poll(TIMEOUT_MS)
            header = b'{"pub":"p","seq":1}'
            for frames in ([b"one"], [b"two", b"{}"], [b"four", b"{}", header, b"{}"], [b"three", b"{}", header]):
                socket.send_multipart(frames)
            messages = collect(subscriber, 4)
        socket.close()
    assert messages == [(b"one", b"", b"1"), (b"two", b"{}", b""), (b"four", b"{}", b"4"), (b"three", b"{}", header)]
    assert [type(header) is OddFrames for *_, header in messages] == [True, False, True, False]


def test_nobody_listens() -> None:
    with own_context() as context, Publisher(LOCAL, bind=True, name="p", clock=Ticking(), context=context) as publisher:
        assert not publisher.wait_for_subscriber(0.01)
        publisher.send("a", b"{}")  # lost, but nothing blocks


def test_a_port_in_use() -> None:
    with (
        own_context() as context,
        Publisher(LOCAL, bind=True, name="p", clock=Ticking(), context=context) as first,
        pytest.raises(EndpointError, match="already in use"),
    ):
        Publisher(first.endpoint, bind=True, name="q", clock=Ticking(), context=context)


@pytest.mark.parametrize(
    ("endpoint", "sentence"),
    [
        ("", "not an address"),
        ("7400", "not an address"),
        ("http://127.0.0.1:80", "not an address"),
        ("tcp://127.0.0.1", "not complete"),
        ("tcp://127.0.0.1:port", "not complete"),
        ("tcp://127.0.0.1:70000", "not a port"),
        ("tcp://127.0.0.1:0", "not a port"),
        ("tcp://127.0.0.1:*", "no port to connect to"),
        ("tcp://*:7400", "names no machine"),
        ("tcp://no-such-machine.invalid:7400", "not known"),
        ("ipc://", "needs a path"),
    ],
)
def test_wrong_addresses_to_connect_to(endpoint: str, sentence: str) -> None:
    with own_context() as context, pytest.raises(EndpointError, match=sentence):
        Subscriber(["tcp://127.0.0.1:9", endpoint], context=context)


@pytest.mark.parametrize(
    ("endpoint", "sentence"),
    [("tcp://127.0.0.1", "not complete"), ("tcp://192.0.2.1:7400", "needs CURVE"), ("tcp://*:7400", "needs CURVE")],
)
def test_wrong_addresses_to_bind(endpoint: str, sentence: str) -> None:
    with own_context() as context, pytest.raises(EndpointError, match=sentence):
        Publisher(endpoint, bind=True, name="p", clock=Ticking(), context=context)


def test_an_address_of_another_machine_cannot_be_bound() -> None:
    with own_context() as context, pytest.raises(EndpointError, match="no address"):
        Publisher("tcp://192.0.2.1:7400", bind=True, name="p", clock=Ticking(), context=context, allow_open=True)


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    with own_context() as context, pytest.raises(EndpointError, match="does not exist"):
        Publisher(f"ipc://{tmp_path}/none/bus", bind=True, name="p", clock=Ticking(), context=context)


def test_no_endpoint_at_all() -> None:
    with pytest.raises(EndpointError, match="at least one"):
        Subscriber([])


def test_curve_keeps_others_out(tmp_path: Path) -> None:
    public, secret = create_keys(tmp_path, "bus")
    assert secret.stat().st_mode & 0o077 == 0
    with (
        own_context() as context,
        Publisher(
            LOCAL, bind=True, name="p", clock=Ticking(), context=context, curve=load_server_keys(secret)
        ) as publisher,
        Subscriber([publisher.endpoint], context=context) as stranger,
        Subscriber([publisher.endpoint], context=context, curve=load_client_keys(public)) as friend,
    ):
        assert publisher.wait_for_subscriber(60)
        publisher.send("a", b"{}")
        assert len(collect(friend, 1)) == 1
        assert stranger.receive(1) == []
