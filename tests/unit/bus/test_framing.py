"""Messages are told apart as ZeroMQ delivered them, whatever stands in their frames."""

import zmq
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.bus.framing import Message, drain
from opscenter.domain.batch import Batch
from opscenter.wire.decoder import Decoder
from opscenter.wire.envelope import OddFrames
from tests.support.reading import Reading
from tests.support.registry import DictRegistry

HEADER = b'{"v":1,"pub":"a","epoch":1,"seq":2}'
ENTITY = b'{"id":"x","type":"T","n":1}'
FRAMES = st.sampled_from([b"", b"t/T/x", b"_bus/heartbeat/a", ENTITY, b"[]", b"4", b"garbage \xff", HEADER])


def _expected(frames: list[bytes]) -> Message:
    topic, payload, header = (*frames, b"", b"")[:3]
    if len(frames) not in (2, 3):
        header = OddFrames(str(len(frames)).encode())
    return topic, payload, header


def _through_a_socket(sent: list[list[bytes]], most: int) -> list[Message]:
    with zmq.Context() as context, context.socket(zmq.PUSH) as push, context.socket(zmq.PULL) as pull:
        push.linger = pull.linger = 0
        push.bind("inproc://frames")
        pull.connect("inproc://frames")
        for frames in sent:
            push.send_multipart(frames)
        received: list[Message] = []
        while 0 < drain(pull, received, most) <= most:
            pass
    return received


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(FRAMES, min_size=1, max_size=6), max_size=25), st.integers(1, 7))
def test_borders_are_those_of_the_sender_whatever_the_frames_look_like(sent: list[list[bytes]], most: int) -> None:
    received = _through_a_socket(sent, most)
    assert received == [_expected(frames) for frames in sent]
    assert [type(header) is OddFrames for *_, header in received] == [len(frames) not in (2, 3) for frames in sent]


def test_odd_messages_are_set_aside_with_their_reason_and_neighbours_stay_whole() -> None:
    def good(seq: int) -> list[bytes]:
        return [b"t", ENTITY, b'{"pub":"p","epoch":1,"seq":%d}' % seq]

    odd = [[b"one"], [b"four", ENTITY, HEADER, ENTITY], [ENTITY] * 5, [b""], [HEADER] * 9]
    sent = [good(1)]
    for seq, frames in enumerate(odd, 2):
        sent += [frames, good(seq)]
    decoder, batch = Decoder(DictRegistry()), Batch()
    for topic, payload, header in _through_a_socket(sent, 1_000):
        decoder.decode(topic, payload, header, 1_000, batch)
    assert (batch.messages, batch.entities, len(batch.raw), batch.gaps) == (11, 6, 6, [])
    assert [rejection.reason for rejection in batch.rejected] == ["odd-frames"] * 5
    assert [rejection.detail[-2:] for rejection in batch.rejected] == ["1.", "4.", "5.", "1.", "9."]
    assert batch.rejected[1].raw == ENTITY  # what an operator can look at


def test_a_header_cannot_pretend_to_be_a_count_of_frames() -> None:
    reading = Reading()
    reading.take(ENTITY, b"4")
    assert reading.reasons() == ["bad-header"]
