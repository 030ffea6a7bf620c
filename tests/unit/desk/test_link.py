"""The link keeps step: snapshot, then every beat without a hole, whatever the station does."""

import queue
from collections.abc import Iterator
from typing import Any

import pytest

from opscenter.desk.errors import AddressError
from opscenter.desk.link import Link, Standing
from opscenter.desk.mirror import Mirror
from opscenter.wire.desk import Columns, Header
from tests.support.fake_station import FakeStation


class Recorder:
    """A listener that queues what it hears."""

    def __init__(self) -> None:
        self.heard: queue.Queue[tuple[str, Any]] = queue.Queue()

    def on_standing(self, standing: Standing, reason: str) -> None:
        self.heard.put(("standing", (standing, reason)))

    def on_welcome(self, header: Header) -> None:
        self.heard.put(("welcome", header))

    def on_snapshot(self, header: Header, columns: Columns) -> None:
        self.heard.put(("snapshot", (header, columns)))

    def on_beat(self, header: Header, columns: Columns) -> None:
        self.heard.put(("beat", (header, columns)))

    def next(self, kind: str) -> Any:
        while True:
            got, value = self.heard.get(timeout=60)
            if got == kind:
                return value

    def standing(self, wanted: Standing) -> str:
        while True:
            standing, reason = self.next("standing")
            if standing is wanted:
                return str(reason)


@pytest.fixture
def station() -> Iterator[FakeStation]:
    fake = FakeStation()
    yield fake
    fake.close()


@pytest.fixture
def recorder() -> Recorder:
    return Recorder()


@pytest.fixture
def link(station: FakeStation, recorder: Recorder) -> Iterator[Link]:
    made = Link(station.address, recorder, client="test", clock=lambda: 100.0)  # no pause of this test is silence
    made.start()
    yield made
    made.close()


def test_a_snapshot_and_every_beat_after_it_reach_the_listener(
    station: FakeStation, link: Link, recorder: Recorder
) -> None:
    station.attach()
    mirror = Mirror()
    mirror.apply_snapshot(*recorder.next("snapshot"))
    recorder.standing(Standing.LIVE)
    for _ in range(3):
        station.beat()
        assert mirror.apply_beat(*recorder.next("beat")) is not None
    assert mirror.value[0] == station.seq
    assert mirror.now == 1_000 + station.seq


def test_a_missing_beat_brings_a_new_snapshot(station: FakeStation, link: Link, recorder: Recorder) -> None:
    station.attach()
    recorder.next("snapshot")
    station.beat(seq=station.seq + 2)  # it is asked for at once: nobody waits for the next beat
    station.snapshot(station.expect("snapshot")["id"])
    header, _ = recorder.next("snapshot")
    assert header["seq"] == station.seq
    station.beat()
    assert recorder.next("beat")[0]["seq"] == station.seq


def test_beats_before_the_snapshot_are_kept_and_those_it_contains_passed_over(
    station: FakeStation, link: Link, recorder: Recorder
) -> None:
    station.welcome()
    station.wait_for_subscription()
    station.beat()
    request = station.expect("snapshot")["id"]
    station.beat()
    held = station.seq
    station.beat()
    station.beat()
    newest, station.seq = station.seq, held
    # The beats travel on another socket than the snapshot: a round trip proves that the link has read nothing late.
    station.snapshot(request)
    recorder.next("snapshot")
    seen = [recorder.next("beat")[0]["seq"] for _ in range(newest - held)]
    assert seen == list(range(held + 1, newest + 1))


def test_a_station_that_starts_anew_is_greeted_anew(station: FakeStation, link: Link, recorder: Recorder) -> None:
    station.attach()
    recorder.next("snapshot")
    station.epoch = 2
    station.beat(seq=1)
    station.welcome()
    station.beat()
    station.snapshot(station.expect("snapshot")["id"])
    header, _ = recorder.next("snapshot")
    assert header["epoch"] == 2


def test_silence_is_noticed_and_the_return_too(station: FakeStation, recorder: Recorder) -> None:
    clock = [100.0]
    link = Link(station.address, recorder, client="test", clock=lambda: clock[0])
    link.start()
    try:
        station.attach()
        recorder.standing(Standing.LIVE)
        clock[0] += 3.1
        assert "3 seconds" in recorder.standing(Standing.LOST)
        clock[0] += 1.1
        station.welcome()
        station.beat()
        station.snapshot(station.expect("snapshot")["id"])
        recorder.standing(Standing.LIVE)
    finally:
        link.close()


def test_answers_find_their_questions(station: FakeStation, link: Link, recorder: Recorder) -> None:
    answers: queue.Queue[tuple[str, Header, Columns]] = queue.Queue()
    station.attach()
    recorder.standing(Standing.LIVE)
    link.ask("query", {"what": "status"}, lambda *answer: answers.put(answer))
    link.ask("command", {"verb": "ack"}, lambda *answer: answers.put(answer))
    first, second = station.expect("query"), station.expect("command")
    station.reply("refused", {"id": second["id"], "reason": "Not today."})
    station.reply("result", {"id": first["id"], "entities": 1})
    assert answers.get(timeout=60)[:2] == ("refused", {"id": second["id"], "reason": "Not today."})
    assert answers.get(timeout=60)[1]["entities"] == 1


def test_a_question_without_a_station_is_refused_at_once(link: Link) -> None:
    answers: queue.Queue[tuple[str, Header, Columns]] = queue.Queue()
    link.ask("query", {"what": "status"}, lambda *answer: answers.put(answer))
    kind, header, _ = answers.get(timeout=60)
    assert kind == "refused"
    assert "not connected" in header["reason"]


def test_open_questions_are_refused_when_the_link_closes(station: FakeStation, link: Link, recorder: Recorder) -> None:
    answers: queue.Queue[tuple[str, Header, Columns]] = queue.Queue()
    station.attach()
    recorder.standing(Standing.LIVE)
    link.ask("query", {"what": "status"}, lambda *answer: answers.put(answer))
    station.expect("query")
    link.close()
    assert answers.get_nowait()[0] == "refused"


def test_another_protocol_version_is_said_in_the_stations_sentence(
    station: FakeStation, link: Link, recorder: Recorder
) -> None:
    hello = station.expect("hello")
    assert hello["versions"] == [1]
    station.reply("refused", {"id": hello["id"], "reason": "This station speaks version 9."})
    assert recorder.standing(Standing.REFUSED) == "This station speaks version 9."


def test_a_late_refusal_of_a_question_is_none_of_the_console(
    station: FakeStation, link: Link, recorder: Recorder
) -> None:
    """On a busy machine a link may be lost while questions are open: their answers are about them alone."""
    hello = station.expect("hello")
    station.reply("refused", {"id": 17, "reason": "Ask again in a moment."})
    station.attach(hello)
    assert recorder.next("standing")[0] is Standing.LIVE


def test_unreadable_messages_are_passed_over(
    station: FakeStation, link: Link, recorder: Recorder, caplog: pytest.LogCaptureFixture
) -> None:
    station.attach()
    recorder.standing(Standing.LIVE)
    station._feed.send_multipart([b"beat", b"\xc1"])
    station.beat()
    assert recorder.next("beat")[0]["seq"] == station.seq
    assert "unreadable message" in caplog.text


@pytest.mark.parametrize("address", ["", "127.0.0.1", "tcp://", "tcp://127.0.0.1:notaport", "smtp://x"])
def test_a_wrong_address_is_a_sentence(address: str, recorder: Recorder) -> None:
    with pytest.raises(AddressError, match="is not an address of a station"):
        Link(address, recorder, client="test")
