"""Asking a broker for what was missed, without ever waiting for it."""

from collections import deque
from typing import Any

import msgspec
import zmq

from opscenter.bus.endpoint import check_endpoint
from opscenter.bus.errors import endpoint_error
from opscenter.bus.recovery_messages import Ask, encode_ask, read_reply
from opscenter.bus.security import ClientKeys
from opscenter.domain.batch import Clock, Gap

Message = tuple[bytes, bytes, bytes]

_TIMEOUT_MS = 5_000
_MAX_WAITING = 256


class Recovery:
    """A client of a broker's recovery socket. Belongs to the thread that made it.

    Ask (`snapshot`, `recover`), put `socket` into the poller, call `receive` when it is readable and `tick` now and
    then; what `receive` returns goes through the same decoder as everything else, which then closes the gaps.
    One question is under way at a time; one that is not answered within 5 s is given up (the gap stays recorded).
    `answered` and `given_up` count questions.
    """

    def __init__(
        self,
        endpoint: str,
        *,
        clock: Clock,
        context: "zmq.Context[Any] | None" = None,
        curve: ClientKeys | None = None,
    ) -> None:
        check_endpoint(endpoint, bind=False)
        self._clock = clock
        self._waiting: deque[Ask] = deque(maxlen=_MAX_WAITING)
        self._under_way: Ask | None = None
        self._asked_at = 0
        self._number = 0
        self.given_up = 0
        self.answered = 0
        self.socket: zmq.Socket[bytes] = (context or zmq.Context.instance()).socket(zmq.DEALER)
        try:
            self.socket.linger = 0
            self.socket.rcvhwm = 16
            if curve is not None:
                curve.apply(self.socket)
            self.socket.connect(endpoint)
        except zmq.ZMQError as error:
            self.socket.close(0)
            raise endpoint_error(endpoint, error, bind=False) from None

    @property
    def idle(self) -> bool:
        """Nothing is being asked."""
        return self._under_way is None and not self._waiting

    def snapshot(self, topics: tuple[str, ...] = ()) -> None:
        """Ask for the last values of every entity (whose topic begins with one of `topics`, if given)."""
        self._ask(Ask(what="snapshot", topics=list(topics)))

    def recover(self, gap: Gap) -> None:
        """Ask for the messages of a gap."""
        if not gap.recovered:
            self._ask(Ask(what="messages", pub=gap.publisher, epoch=gap.epoch, first=gap.first_seq, last=gap.last_seq))

    def receive(self) -> list[Message]:
        """What came, without waiting: topic, payload, header of each message."""
        messages: list[Message] = []
        while True:
            try:
                frames = self.socket.recv_multipart(zmq.NOBLOCK)
            except zmq.Again:
                break
            try:
                reply = read_reply(frames[0])
            except ValueError:
                continue
            ask = self._under_way
            if ask is None or reply.id != ask.id:
                continue  # of a question that was given up
            self.answered += 1
            rest = frames[1:]
            if len(rest) % 3 == 0:
                messages.extend(zip(rest[0::3], rest[1::3], rest[2::3], strict=True))
            self._under_way = None
            if reply.next is not None and not reply.refused:
                following = msgspec.structs.replace(ask, until=reply.until)
                if ask.what == "snapshot":
                    following.after = reply.next
                else:
                    following.first = reply.next
                self._waiting.appendleft(following)
            self._send_next()
        return messages

    def tick(self) -> None:
        """Give up a question that stays without an answer, and ask the next."""
        if self._under_way is not None and self._clock() - self._asked_at > _TIMEOUT_MS:
            self._under_way = None
            self.given_up += 1
        self._send_next()

    def close(self) -> None:
        """Close the socket."""
        self.socket.close(0)

    def _ask(self, ask: Ask) -> None:
        if len(self._waiting) >= _MAX_WAITING:
            self.given_up += 1
            return
        self._waiting.append(ask)
        self._send_next()

    def _send_next(self) -> None:
        if self._under_way is not None or not self._waiting:
            return
        self._number += 1
        ask = self._waiting.popleft()
        ask.id = self._number
        try:
            self.socket.send(encode_ask(ask), zmq.NOBLOCK)
        except zmq.Again:
            self.given_up += 1
            return
        self._under_way = ask
        self._asked_at = self._clock()
