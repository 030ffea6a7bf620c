"""Asking brokers for what the station missed: a snapshot when it starts, the messages of every gap afterwards."""

from typing import Any

import zmq

from opscenter.bus.recovery import Message, Recovery
from opscenter.domain.batch import Clock, Gap


class Recovering:
    """One client for each broker's recovery socket. Belongs to the thread that made it.

    Every broker is asked for everything: which of them heard a publisher is not known here, and what comes twice is
    ignored by the decoder. A broker that does not answer yet is asked for its snapshot again until it does.
    EndpointError with a sentence when an address is wrong.
    """

    def __init__(self, endpoints: list[str], *, clock: Clock, context: "zmq.Context[Any]") -> None:
        self._clients: list[Recovery] = []
        try:
            for endpoint in dict.fromkeys(endpoints):
                self._clients.append(Recovery(endpoint, clock=clock, context=context))
        except BaseException:
            self.close()
            raise
        for client in self._clients:
            client.snapshot()

    @property
    def sockets(self) -> "list[zmq.Socket[bytes]]":
        """The sockets, to put into a caller's poller."""
        return [client.socket for client in self._clients]

    def ask(self, gaps: list[Gap]) -> None:
        """Ask for the messages of these gaps (those that are recovered already are passed over)."""
        for gap in gaps:
            for client in self._clients:
                client.recover(gap)

    def receive(self) -> list[Message]:
        """What came, without waiting."""
        messages: list[Message] = []
        for client in self._clients:
            messages.extend(client.receive())
        return messages

    def tick(self) -> None:
        """Give up what stays without an answer; to be called on every beat."""
        for client in self._clients:
            client.tick()
            if client.idle and not client.answered:
                client.snapshot()

    def close(self) -> None:
        """Close the sockets."""
        for client in self._clients:
            client.close()
