"""The desk that asks and waits."""

import threading
from collections.abc import Callable, Iterator

import pytest

from opscenter.desk import client
from opscenter.desk.client import Desk
from opscenter.desk.errors import AddressError, RefusedError, StationBusyError, StationUnreachableError
from tests.support.fake_station import FakeStation


@pytest.fixture
def station() -> Iterator[FakeStation]:
    fake = FakeStation()
    yield fake
    fake.close()


def beside(work: Callable[[], None]) -> threading.Thread:
    thread = threading.Thread(target=work)
    thread.start()
    return thread


def test_a_query_is_answered(station: FakeStation) -> None:
    def serve() -> None:
        station.welcome()
        question = station.expect("query")
        assert question["what"] == "status"
        station.reply("result", {"id": question["id"], "entities": 5})

    thread = beside(serve)
    with Desk(station.address) as desk:
        assert desk.welcome["city"] == "Port Meridian"
        assert desk.status()["entities"] == 5
    thread.join()


def test_a_refusal_is_the_stations_sentence(station: FakeStation) -> None:
    def serve() -> None:
        station.welcome()
        station.reply("refused", {"id": station.expect("command")["id"], "reason": "Give a name."})

    thread = beside(serve)
    with Desk(station.address) as desk, pytest.raises(RefusedError, match="Give a name"):
        desk.command("ack", occurrences=[])
    thread.join()


def test_following_gives_the_state_after_each_beat(station: FakeStation) -> None:
    def serve() -> None:
        station.attach()
        station.beat()
        station.beat()

    with_station = beside(serve)
    with Desk(station.address) as desk:
        follow = desk.follow()
        values = [float(next(follow).value[0]) for _ in range(3)]
    with_station.join()
    assert values == [11.0, 12.0, 13.0]


def test_nobody_there_is_a_sentence() -> None:
    with pytest.raises(StationUnreachableError, match="No station answers at"):
        Desk("tcp://127.0.0.1:9", timeout_s=0.2)


def test_where_connections_are_refused_nobody_is_waited_for() -> None:
    with pytest.raises(StationUnreachableError, match="No station answers at"):
        Desk("tcp://127.0.0.1:9", timeout_s=3_600)


def test_a_station_that_has_greeted_may_take_longer_than_its_greeting(station: FakeStation) -> None:
    late = threading.Event()

    def serve() -> None:
        station.welcome()
        question = station.expect("query")
        assert late.wait(60)
        station.reply("result", {"id": question["id"], "entities": 5})

    thread = beside(serve)
    with Desk(station.address, timeout_s=60) as desk:
        desk._timeout_ms = 1
        timer = threading.Timer(0.1, late.set)
        timer.start()
        assert desk.status()["entities"] == 5
        timer.join()
    thread.join()


def test_a_wrong_address_is_a_sentence() -> None:
    with pytest.raises(AddressError, match="Write it like"):
        Desk("nonsense")


def test_a_station_that_is_there_and_never_answers_is_busy(
    station: FakeStation, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[str] = []

    def serve() -> None:
        station.welcome()
        station.expect("query")

    thread = beside(serve)
    with Desk(station.address, timeout_s=60, on_busy=lambda: told.append("busy")) as desk:
        assert told == []
        monkeypatch.setattr(client, "ANSWER_MS", 2)
        desk._timeout_ms = 1
        for _ in range(2):
            with pytest.raises(StationBusyError, match="is there, but is too busy: it has not answered for"):
                desk.status()
    assert told == ["busy"], "once is enough"
    thread.join()
