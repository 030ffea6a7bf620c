"""A station whose every message a test decides: for tests of desks."""

import time
from typing import Any

import numpy as np
import zmq

from opscenter.wire import desk as protocol
from opscenter.wire.desk import Columns, Header

WAIT_MS = 60_000


class FakeStation:
    """ROUTER and PUB of a station, stepped by the test in its own thread."""

    def __init__(self) -> None:
        self._context = zmq.Context()
        self._router = self._context.socket(zmq.ROUTER)
        self._router.linger = 0
        self._router.bind("tcp://127.0.0.1:*")
        self._feed = self._context.socket(zmq.XPUB)
        self._feed.linger = 0
        self._feed.bind("tcp://127.0.0.1:*")
        self.address = self._router.getsockopt_string(zmq.LAST_ENDPOINT)
        self.feed = self._feed.getsockopt_string(zmq.LAST_ENDPOINT)
        self.desk = b""
        self.epoch = 1
        self.seq = 10

    def close(self) -> None:
        self._router.close()
        self._feed.close()
        self._context.term()

    def expect(self, kind: str) -> Header:
        """The next message of that kind; pings and repeated hellos between are passed over."""
        until = time.monotonic() + WAIT_MS / 1_000
        while time.monotonic() < until:
            self._router.poll(100)
            header = self.look(kind)
            if header is not None:
                return header
        raise AssertionError(f"the desk sent no {kind}")

    def look(self, kind: str) -> Header | None:
        """The next message of that kind if it is there by now: for tests that keep an event loop going."""
        while self._router.poll(0):
            self.desk, *frames = self._router.recv_multipart()
            got, header, _ = protocol.unpack(frames)
            if got == kind:
                return header
        return None

    def reply(self, kind: str, header: Header, columns: Columns | None = None) -> None:
        self._router.send_multipart([self.desk, *protocol.pack(kind, header, columns)])

    def welcome(self, hello: Header | None = None) -> None:
        """Answer this hello, or the next."""
        hello = hello or self.expect("hello")
        header = {
            "id": hello["id"],
            "version": 1,
            "station": "fake",
            "city": "Port Meridian",
            "zone": "Asia/Hong_Kong",
            "epoch": self.epoch,
            "feed": self.feed,
            "beat_ms": 200,
            "now": 1_000,
            "mode": "live",
        }
        self.reply("welcome", header)

    def wait_for_subscription(self) -> None:
        assert self._feed.poll(WAIT_MS), "the desk did not subscribe"
        self._feed.recv()

    def beat(self, **fields: Any) -> None:
        """Publish the next beat (`seq=` and `epoch=` to break the rules)."""
        self.seq = fields.pop("seq", self.seq + 1)
        header: Header = {
            "epoch": self.epoch,
            "seq": self.seq,
            "now": 1_000 + self.seq,
            "first_row": 1,
            "ids": [],
            "types": [],
            "first_cell": 1,
            "cell_names": [],
            "names": {},
            "units": {},
            "shapes": {},
            "texts": {},
            "alarms": [],
            "health": None,
            "sent": 0,
            **fields,
        }
        number = np.array([float(self.seq)])
        columns: Columns = {
            "new_cell_row": np.empty(0, np.uint32),
            "cell": np.array([0], np.uint32),
            "value": number,
            "quality": np.array([0], np.uint8),
            "measured": np.array([1_000 + self.seq], np.int64),
            "received": np.array([1_000 + self.seq], np.int64),
            "place_row": np.empty(0, np.uint32),
            "place_lon": np.empty(0),
            "place_lat": np.empty(0),
            "seen_row": np.array([0], np.uint32),
            "seen": np.array([1_000 + self.seq], np.int64),
        }
        self._feed.send_multipart(protocol.pack("beat", header, columns))

    def snapshot(self, number: int) -> None:
        """Answer a snapshot request with one entity that has one cell."""
        header: Header = {
            "id": number,
            "epoch": self.epoch,
            "seq": self.seq,
            "now": 1_000 + self.seq,
            "ids": ["urn:x"],
            "types": ["X"],
            "names": ["x"],
            "shapes": {},
            "cell_names": ["v"],
            "cell_units": [""],
            "texts": {},
            "alarms": [],
            "rules": 1,
            "health": {},
        }
        columns: Columns = {
            "lon": np.array([114.0]),
            "lat": np.array([22.0]),
            "row_seen": np.array([1], np.int64),
            "cell_row": np.array([0], np.uint32),
            "cell_value": np.array([float(self.seq)]),
            "cell_quality": np.array([0], np.uint8),
            "cell_measured": np.array([1], np.int64),
            "cell_received": np.array([1], np.int64),
        }
        self.reply("snapshot", header, columns)

    def attach(self, hello: Header | None = None) -> None:
        """Bring a desk that has just started to the point where it holds a snapshot."""
        self.welcome(hello)
        self.wait_for_subscription()
        self.beat()
        self.snapshot(self.expect("snapshot")["id"])
