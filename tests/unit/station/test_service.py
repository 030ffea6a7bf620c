"""The desk service speaks wire/PROTOCOL.md, whatever arrives."""

from collections.abc import Iterator
from typing import Any

import pytest
import zmq

from opscenter.station.errors import DeskAddressError
from opscenter.station.requests import Request
from opscenter.station.service import MAX_OPEN, DeskService
from opscenter.wire.desk import pack, unpack


class Peer:
    """The other end: a DEALER and a SUB."""

    def __init__(self, service: DeskService) -> None:
        self.context: zmq.Context[Any] = zmq.Context()
        self.dealer = self.context.socket(zmq.DEALER)
        self.dealer.linger = 0
        self.dealer.connect(service.address)
        self.feed = self.context.socket(zmq.SUB)
        self.feed.linger = 0
        self.feed.subscribe(b"beat")
        self.feed.connect(service.feed_address)

    def say(self, kind: str, **header: Any) -> None:
        self.dealer.send_multipart(pack(kind, header))

    def hear(self) -> tuple[str, dict[str, Any]]:
        assert self.dealer.poll(60_000), "no answer"
        kind, header, _ = unpack(self.dealer.recv_multipart())
        return kind, header

    def ask(self, kind: str, **header: Any) -> tuple[str, dict[str, Any]]:
        self.say(kind, **header)
        return self.hear()

    def close(self) -> None:
        self.context.destroy(linger=0)


class Clock:
    """Seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


class Desk:
    """A running service whose requests are answered by `answer`, and one peer."""

    def __init__(self) -> None:
        self.clock = Clock()
        self.asked: list[Request] = []
        self.accepts = True
        self.answers = True
        self.service = DeskService(
            "tcp://127.0.0.1:0", introduction={"station": "s", "city": "c", "zone": "UTC", "epoch": 7},
            on_query=self._take, on_present=self._take, wall=lambda: 1_795_000_000_000, clock=self.clock,
        )  # fmt: skip
        self.service.start()
        self.peer = Peer(self.service)

    def _take(self, request: Request) -> bool:
        self.asked.append(request)
        if self.accepts and self.answers:
            request.answer("result", {"what": request.topic, "by": request.desk_name})
        return self.accepts

    def close(self) -> None:
        self.peer.close()
        self.service.close()


@pytest.fixture
def desk() -> Iterator[Desk]:
    desk = Desk()
    yield desk
    desk.close()


def test_hello_is_welcomed_with_everything_a_desk_needs(desk: Desk) -> None:
    kind, header = desk.peer.ask("hello", id=3, versions=[1, 2], client="console", name="desk 1", language="en")
    assert kind == "welcome"
    assert (header["id"], header["version"], header["city"], header["epoch"]) == (3, 1, "c", 7)
    assert header["feed"] == desk.service.feed_address
    _, answer = desk.peer.ask("query", id=4, what="desks", args={})
    assert answer["desks"] == [{"name": "desk 1", "client": "console", "since": 1_795_000_000_000}]


def test_a_desk_of_another_version_is_refused_in_a_sentence(desk: Desk) -> None:
    kind, header = desk.peer.ask("hello", id=1, versions=[99], client="future")
    assert kind == "refused"
    assert "version 1" in header["reason"]
    assert "99" in header["reason"]
    assert desk.service.desks == []


def test_ping_tells_whether_the_desk_is_known(desk: Desk) -> None:
    assert desk.peer.ask("ping", id=1) == ("pong", {"id": 1, "now": 1_795_000_000_000, "known": False})
    desk.peer.ask("hello", id=2, versions=[1])
    assert desk.peer.ask("ping", id=3)[1]["known"] is True


def test_a_desk_unheard_for_three_seconds_is_forgotten(desk: Desk) -> None:
    desk.peer.ask("hello", id=1, versions=[1], name="a")
    other = Peer(desk.service)
    other.ask("hello", id=1, versions=[1], name="b")
    desk.clock.now += 2.0
    other.ask("ping", id=2)
    desk.clock.now += 1.5
    assert other.ask("ping", id=3)[1]["known"] is True
    desk.clock.now += 0.3
    other.ask("ping", id=4)
    _, answer = other.ask("query", id=5, what="desks")
    assert [told["name"] for told in answer["desks"]] == ["b"]
    other.close()


def test_bye_is_goodbye(desk: Desk) -> None:
    desk.peer.ask("hello", id=1, versions=[1], name="a")
    desk.peer.say("bye")
    assert desk.peer.ask("ping", id=2)[1]["known"] is False


def test_questions_reach_who_answers_them_with_the_desks_name(desk: Desk) -> None:
    desk.peer.ask("hello", id=1, versions=[1], name="desk 1")
    assert desk.peer.ask("query", id=9, what="series", args={"entity": "e"})[1] == {
        "id": 9, "what": "series", "by": "desk 1",
    }  # fmt: skip
    assert desk.asked[-1].args == {"entity": "e"}
    assert desk.peer.ask("command", id=10, verb="ack", args={})[1]["what"] == "ack"
    assert desk.peer.ask("snapshot", id=11)[1]["what"] == "snapshot"


def test_a_busy_station_says_so(desk: Desk) -> None:
    desk.accepts = False
    kind, header = desk.peer.ask("query", id=9, what="series")
    assert kind == "refused"
    assert "busy" in header["reason"]


def test_a_desk_with_too_many_open_questions_waits_and_the_others_do_not(desk: Desk) -> None:
    desk.answers = False
    for number in range(MAX_OPEN):
        desk.peer.say("query", id=number, what="series")
    kind, header = desk.peer.ask("query", id=MAX_OPEN, what="series")
    assert (kind, header["id"]) == ("refused", MAX_OPEN)
    assert "wait for their answers" in header["reason"]
    desk.answers = True
    other = Peer(desk.service)
    assert other.ask("query", id=1, what="series")[0] == "result"
    other.close()
    desk.asked[0].answer("result", {})
    assert desk.peer.hear()[1]["id"] == 0
    assert desk.peer.ask("query", id=999, what="series")[0] == "result"


@pytest.mark.parametrize(
    "frames",
    [
        [b"x"], [b"hello", b"\xc1"], [b"hello", b"\x01"], [b"\xff\xfe", b"\x80"], [b"dance", b"\x80"],
        [b"query", b"\x80"], [b"query", b"\x82\xa4what\x01\xa4args\x02"], [b"hello", b"\x80", b"extra"],
        [b"command", b"\x81\xa4verb\x93\x01\x02\x03"],
    ],
)  # fmt: skip
def test_nonsense_is_refused_and_the_service_goes_on(desk: Desk, frames: list[bytes]) -> None:
    desk.peer.dealer.send_multipart(frames)
    kind, header = desk.peer.hear()
    assert kind == "refused"
    assert header["reason"]
    assert desk.peer.ask("ping", id=1)[0] == "pong"


def test_beats_reach_everybody_who_listens(desk: Desk) -> None:
    other = Peer(desk.service)
    # a subscription takes its time to arrive: beats go out until both have heard one
    waiting = [desk.peer.feed, other.feed]
    for seq in range(500):
        desk.service.publish(pack("beat", {"seq": seq}))
        waiting = [feed for feed in waiting if not feed.poll(10)]
        if not waiting:
            break
    kind, header, _ = unpack(other.feed.recv_multipart())
    assert kind == "beat"
    assert isinstance(header["seq"], int)
    other.close()


def test_an_answer_to_a_desk_that_has_gone_harms_nobody(desk: Desk) -> None:
    desk.service.reply(b"nobody", pack("result", {"id": 1}))
    assert desk.peer.ask("ping", id=1)[0] == "pong"


def test_a_port_in_use_is_said_in_a_sentence(desk: Desk) -> None:
    with pytest.raises(DeskAddressError, match="the port is in use"):
        DeskService(
            desk.service.address, introduction={}, on_query=lambda r: True, on_present=lambda r: True, wall=lambda: 0
        )
    with pytest.raises(DeskAddressError, match="--desk"):
        DeskService("nonsense", introduction={}, on_query=lambda r: True, on_present=lambda r: True, wall=lambda: 0)
