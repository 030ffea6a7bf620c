"""Whether a station is at the other end of a socket, told by the socket itself: an answer that does not come from a
station that is there has another reason than one from nobody."""

import zmq
from zmq.utils.monitor import parse_monitor_message


class Line:
    """Watches one socket from its making on; used by the thread that owns the socket, closed before it. `events` can
    be polled: something has happened to the connection."""

    def __init__(self, socket: "zmq.Socket[bytes]") -> None:
        self._socket = socket
        self.events = socket.get_monitor_socket(
            zmq.EVENT_HANDSHAKE_SUCCEEDED | zmq.EVENT_DISCONNECTED | zmq.EVENT_CONNECT_RETRIED
        )
        self._stands = False
        self._refused = 0

    def _look(self) -> None:
        while self.events.poll(0):
            event = parse_monitor_message(self.events.recv_multipart())["event"]
            self._stands = event == zmq.EVENT_HANDSHAKE_SUCCEEDED
            self._refused += event == zmq.EVENT_CONNECT_RETRIED

    @property
    def stands(self) -> bool:
        """A program of ZeroMQ holds the other end now: its sockets work, whatever keeps the rest of it."""
        self._look()
        return self._stands

    @property
    def refused(self) -> int:
        """So often nobody took the connection."""
        self._look()
        return self._refused

    def close(self) -> None:
        """Stop watching."""
        self._socket.disable_monitor()
        self.events.close(linger=0)
