"""Messages are told apart as ZeroMQ delivered them, whatever stands between them."""

import zmq
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.bus.framing import drain, tell_apart

HEADER = b'{"v":1,"pub":"a","epoch":1,"seq":2}'
PAYLOADS = [b'{"id":"x","type":"T"}', b'[{"id":"x","type":"T"}]', b' {"id":"y"}']
MESSAGES = [(b"t/T/x", payload, header) for payload in PAYLOADS for header in (HEADER, b"")]
ODD = [(b"t/T/x", b"", b"")]


def _frames(message: tuple[bytes, bytes, bytes]) -> list[bytes]:
    return [frame for frame in message if frame]


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(MESSAGES), max_size=40), st.integers(1, 7))
def test_well_formed_messages_come_through_a_socket_exactly(sent: list[tuple[bytes, bytes, bytes]], most: int) -> None:
    with zmq.Context() as context, context.socket(zmq.PUSH) as push, context.socket(zmq.PULL) as pull:
        push.linger = pull.linger = 0
        push.bind("inproc://frames")
        pull.connect("inproc://frames")
        for message in sent:
            push.send_multipart(_frames(message))
        received: list[tuple[bytes, bytes, bytes]] = []
        while drain(pull, received, most):
            pass
    assert received == sent


@given(st.lists(st.sampled_from(MESSAGES + ODD), min_size=1, max_size=20))
def test_a_topic_alone_takes_no_neighbour_along(sent: list[tuple[bytes, bytes, bytes]]) -> None:
    received = tell_apart([frame for message in sent for frame in _frames(message)])
    whole = [message for message in sent if message[1]]
    assert [message for message in received if message[1].lstrip()[:1] in (b"{", b"[")] == whole


def test_a_message_of_four_frames_is_handed_on_without_payload() -> None:
    assert tell_apart([b"t", b"{}", HEADER, b"{}", b"t", b"[]"]) == [(b"t", b"", b""), (b"t", b"[]", b"")]


def test_a_payload_that_is_not_json_keeps_its_header() -> None:
    assert tell_apart([b"t", b"garbage", HEADER]) == [(b"t", b"garbage", HEADER)]
