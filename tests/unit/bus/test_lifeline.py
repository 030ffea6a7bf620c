"""A publisher that breaks ZeroMQ's rules is heard again."""

import threading
from typing import Any

import pytest
import zmq

from opscenter.bus.subscriber import Subscriber


@pytest.fixture
def contexts() -> Any:
    made = [zmq.Context(), zmq.Context()]
    yield made
    for context in made:
        context.destroy(linger=0)


def mended(subscriber: Subscriber) -> list[str]:
    """The endpoints connected anew, as soon as there are any."""
    ticks = threading.Event()
    for _ in range(1_200):
        if found := subscriber.mend():
            return found
        ticks.wait(0.05)
    return []


def test_a_frame_beyond_the_limit_costs_the_connection_only_for_a_moment(contexts: list[Any]) -> None:
    publisher = contexts[0].socket(zmq.XPUB)
    publisher.linger = 0
    publisher.bind("tcp://127.0.0.1:0")
    endpoint = publisher.getsockopt_string(zmq.LAST_ENDPOINT)
    with Subscriber([endpoint], context=contexts[1]) as subscriber:
        for _ in range(2):
            assert publisher.recv() == b"\x01"
            assert subscriber.mend() == []
            publisher.send_multipart([b"t/T/x", b'{"id":"x","type":"T"}'])
            assert subscriber.poll(60_000)
            assert subscriber.receive(10) == [(b"t/T/x", b'{"id":"x","type":"T"}', b"")]
            publisher.send(bytes(9 << 20))
            assert publisher.recv() == b"\x00"
            assert mended(subscriber) == [endpoint]
            assert subscriber.mend() == []
    publisher.close()
