"""The broker: forwarding, the snapshot for who comes late, and what was missed."""

import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import pytest
import zmq

from opscenter.bus.broker import Broker, BrokerLimits
from opscenter.bus.errors import EndpointError
from opscenter.bus.publisher import Publisher
from opscenter.bus.recovery import Message, Recovery
from opscenter.bus.recovery_messages import Ask, encode_ask, read_reply
from opscenter.bus.subscriber import Subscriber
from opscenter.domain.batch import Gap
from tests.support.reading import NOW, Reading
from tests.support.sockets import TIMEOUT_MS, own_context, until

LOCAL = "tcp://127.0.0.1:*"


@contextmanager
def running(**options: Any) -> Iterator[tuple[Broker, "zmq.Context[Any]"]]:
    with own_context() as context:
        broker = Broker(LOCAL, LOCAL, LOCAL, context=context, clock=lambda: NOW, **options)
        thread = threading.Thread(target=broker.run)
        thread.start()
        try:
            yield broker, context
        finally:
            broker.stop()
            thread.join(60)
            assert not thread.is_alive()


@contextmanager
def ends(broker: Broker, context: "zmq.Context[Any]") -> Iterator[tuple[Publisher, Subscriber, Recovery]]:
    with (
        Publisher(broker.front, bind=False, name="p", clock=lambda: NOW, context=context) as publisher,
        Subscriber([broker.back], context=context) as subscriber,
    ):
        recovery = Recovery(broker.recovery, clock=lambda: NOW, context=context)
        try:
            assert publisher.wait_for_subscriber(60)
            yield publisher, subscriber, recovery
        finally:
            recovery.close()


def publish_until_forwarded(publisher: Publisher, subscriber: Subscriber) -> None:
    """Wait until the subscription has reached the broker's back, with messages of no entity."""

    def poll(timeout_ms: int) -> None:
        publisher.send("_bus/test", b"")
        subscriber.poll(timeout_ms)

    until(poll, lambda: bool(subscriber.receive(100)))


def answers(recovery: Recovery) -> list[Message]:
    messages: list[Message] = []

    def poll(timeout_ms: int) -> None:
        recovery.socket.poll(timeout_ms)
        messages.extend(recovery.receive())

    until(poll, lambda: recovery.idle)
    return messages


def received(subscriber: Subscriber, enough: Callable[[list[Message]], bool]) -> list[Message]:
    messages: list[Message] = []

    def poll(timeout_ms: int) -> None:
        subscriber.poll(timeout_ms)
        messages.extend(m for m in subscriber.receive(1_000) if not m[0].startswith(b"_"))

    until(poll, lambda: enough(messages))
    return messages


def test_messages_are_forwarded_as_they_are() -> None:
    with running() as (broker, context), ends(broker, context) as (publisher, subscriber, _):
        publish_until_forwarded(publisher, subscriber)
        publisher.send("a/B/c", b'{"id":"c","type":"B"}')
        ((topic, payload, header),) = received(subscriber, lambda messages: len(messages) == 1)
        assert (topic, payload) == (b"a/B/c", b'{"id":"c","type":"B"}')
        assert json.loads(header)["seq"] == publisher.seq


def test_who_comes_late_gets_the_last_values() -> None:
    with running() as (broker, context), ends(broker, context) as (publisher, subscriber, recovery):
        publish_until_forwarded(publisher, subscriber)
        publisher.send("a/T/a", b'{"id":"a","type":"T","x":1}')
        publisher.send("a/T/a", b'{"id":"a","type":"T","y":5}')
        publisher.send("a/T/a", b'{"id":"a","type":"T","x":2}')
        publisher.send("b/T/many", b'[{"id":"b","type":"T","x":3},{"id":"c","type":"T","x":4}]')
        publisher.send("b/T/bad", b"nonsense")
        received(subscriber, lambda messages: len(messages) == 5)
        recovery.snapshot()
        reading = Reading()
        values: dict[str, float] = {}
        for topic, payload, header in answers(recovery):
            batch = reading.take(payload, header, topic=topic)
            assert (batch.gaps, batch.rejected) == ([], [])
            ((row, name),) = [key for key, cell in reading.registry.cells.items() if cell == batch.cells[0]]
            values[f"{list(reading.registry.rows)[row]}.{name}"] = batch.values[0]
        assert values == {"a.x": 2.0, "a.y": 5.0, "b.x": 3.0, "c.x": 4.0}
        recovery.snapshot(("a/",))
        assert {topic for topic, _, _ in answers(recovery)} == {b"a/T/a"}


def test_what_was_missed_closes_the_gap() -> None:
    with running() as (broker, context), ends(broker, context) as (publisher, subscriber, recovery):
        publish_until_forwarded(publisher, subscriber)
        for number in range(10):
            publisher.send("a/T/a", b'{"id":"a","type":"T","x":%d}' % number)
        messages = received(subscriber, lambda messages: len(messages) == 10)
        reading = Reading()
        gaps: list[Gap] = []
        for topic, payload, header in messages[:3] + messages[7:]:
            gaps += reading.take(payload, header, topic=topic).gaps
        (gap,) = gaps
        assert gap.last_seq - gap.first_seq == 3
        recovery.recover(gap)
        closed: list[Gap] = []
        values: list[float] = []
        for topic, payload, header in answers(recovery):
            batch = reading.take(payload, header, topic=topic)
            closed += batch.gaps
            values += batch.values
        assert values == [3.0, 4.0, 5.0, 6.0]
        assert all(part.recovered for part in closed)
        assert [part.first_seq for part in closed] == list(range(gap.first_seq, gap.last_seq + 1))
        recovery.recover(Gap("nobody", 1, 1, 5, 0, 0))
        assert answers(recovery) == []


def test_long_answers_come_in_pages() -> None:
    payload = b'{"id":"e%d","type":"T","note":"' + b"x" * 100_000 + b'"}'
    with running() as (broker, context), ends(broker, context) as (publisher, subscriber, recovery):
        publish_until_forwarded(publisher, subscriber)
        first = publisher.seq + 1
        for number in range(60):
            publisher.send("a/T/e", payload % number)
        received(subscriber, lambda messages: len(messages) == 60)
        recovery.snapshot()
        assert len({message[1] for message in answers(recovery)}) == 60
        recovery.recover(Gap("p", publisher.epoch, first, publisher.seq, 0, 0))
        assert len(answers(recovery)) == 60
        assert recovery.given_up == 0


def test_the_past_is_bounded() -> None:
    limits = BrokerLimits(recent_bytes=20_000, last_bytes=20_000)
    with running(limits=limits) as (broker, context), ends(broker, context) as (publisher, subscriber, recovery):
        publish_until_forwarded(publisher, subscriber)
        for number in range(200):
            publisher.send("a/T/e", b'{"id":"e%d","type":"T"}' % number)
        received(subscriber, lambda messages: len(messages) == 200)
        recovery.snapshot()
        snapshot = answers(recovery)
        assert 10 < len(snapshot) < 60
        assert json.loads(snapshot[-1][1])["id"] == "e199"
        recovery.recover(Gap("p", publisher.epoch, 1, publisher.seq, 0, 0))
        recent = answers(recovery)
        assert 10 < len(recent) < 60
        assert recent[-1][1] == b'{"id":"e199","type":"T"}'


def test_nonsense_questions_are_refused_and_do_no_harm() -> None:
    with running() as (broker, context):
        socket = context.socket(zmq.DEALER)
        socket.linger = 0
        socket.connect(broker.recovery)
        for question in (b"", b"{", b"[]", b'{"what":"everything"}', b'{"what":"messages","from":-1}'):
            socket.send(question)
            assert socket.poll(TIMEOUT_MS)
            assert "cannot be read" in read_reply(socket.recv_multipart()[0]).refused
        socket.send_multipart([b"a", b"b"])  # no answer
        socket.send(encode_ask(Ask(what="messages", id=7, pub="p", first=0, last=2**53)))
        assert socket.poll(TIMEOUT_MS)
        assert read_reply(socket.recv_multipart()[0]).id == 7
        socket.close()


def test_an_unanswered_question_is_given_up() -> None:
    now = [NOW]
    with own_context() as context:
        silent = context.socket(zmq.ROUTER)
        silent.bind(LOCAL)
        recovery = Recovery(silent.getsockopt_string(zmq.LAST_ENDPOINT), clock=lambda: now[0], context=context)
        recovery.snapshot()
        recovery.tick()
        assert not recovery.idle
        now[0] += 5_001
        recovery.tick()
        assert (recovery.idle, recovery.given_up) == (True, 1)
        recovery.close()
        silent.close()


def test_a_taken_port_leaves_nothing_open() -> None:
    with (
        own_context() as context,
        Publisher(LOCAL, bind=True, name="p", clock=lambda: NOW, context=context) as other,
        pytest.raises(EndpointError, match="already in use"),
    ):
        Broker(LOCAL, other.endpoint, LOCAL, context=context)


def test_stopping_twice_and_before_running() -> None:
    with own_context() as context:
        broker = Broker(LOCAL, LOCAL, LOCAL, context=context, clock=lambda: NOW)
        broker.stop()
        broker.stop()
        broker.run()
