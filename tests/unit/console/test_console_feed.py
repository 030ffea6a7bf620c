"""From the link's thread into the session: in order, in the UI thread, bounded."""

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console import feed as feed_module
from opscenter.console.feed import Feed, start_feed
from opscenter.console.session import Answer, LinkState, Session
from opscenter.desk.link import Link
from opscenter.domain.catalogue import Catalogue
from opscenter.wire.desk import Header
from tests.support.fake_station import FakeStation


@pytest.fixture
def station() -> Iterator[FakeStation]:
    fake = FakeStation()
    yield fake
    fake.close()


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return Session(Catalogue(), operator="Lam")


@pytest.fixture
def feed(session: Session, station: FakeStation, monkeypatch: pytest.MonkeyPatch) -> Iterator[Feed]:
    still = {**(Link.__init__.__kwdefaults__ or {}), "clock": lambda: 100.0}
    monkeypatch.setattr(Link.__init__, "__kwdefaults__", still)  # no pause of a test is silence of the station
    made = start_feed(session, station.address)
    yield made
    made.close()


def live(qtbot: QtBot, session: Session, station: FakeStation) -> None:
    with qtbot.waitSignal(session.link_changed):
        station.attach()
    qtbot.waitUntil(lambda: session.link is LinkState.LIVE)


def test_the_session_becomes_live_and_follows(qtbot: QtBot, session: Session, station: FakeStation, feed: Feed) -> None:
    live(qtbot, session, station)
    assert (session.city, session.zone) == ("Port Meridian", "Asia/Hong_Kong")
    with qtbot.waitSignal(session.changed) as beat:
        station.beat()
    assert beat.args is not None
    assert beat.args[0].cells.tolist() == [0]
    assert session.mirror.value[0] == station.seq
    assert session.now >= 1_000 + station.seq


def test_answers_arrive_in_the_ui_thread_in_order(
    qtbot: QtBot, session: Session, station: FakeStation, feed: Feed
) -> None:
    live(qtbot, session, station)
    answers: list[Answer] = []
    session.act("ack", ["o1"], "seen", answers.append)
    command = station.expect("command")
    assert command["args"] == {"occurrences": ["o1"], "by": "Lam", "comment": "seen", "role": "operator"}
    assert answers == []
    station.reply("done", {"id": command["id"], "acknowledged": ["o1"], "refused": {}})
    qtbot.waitUntil(lambda: len(answers) == 1)
    assert answers[0].refused == ""
    assert answers[0].header["acknowledged"] == ["o1"]


def test_a_beat_that_does_not_fit_brings_a_snapshot(
    qtbot: QtBot, session: Session, station: FakeStation, feed: Feed
) -> None:
    live(qtbot, session, station)
    station.beat(first_row=5)
    requests: list[Header | None] = []

    def asked() -> bool:
        station.beat()
        requests.append(station.look("snapshot"))
        return requests[-1] is not None

    qtbot.waitUntil(asked)
    assert requests[-1] is not None
    station.snapshot(requests[-1]["id"])
    qtbot.waitUntil(lambda: session.mirror.seq == station.seq)


def test_a_console_that_falls_behind_starts_again_instead_of_growing(
    qtbot: QtBot, session: Session, station: FakeStation, feed: Feed, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(qtbot, session, station)
    monkeypatch.setattr(feed_module, "MAX_QUEUED_BEATS", 5)
    for _ in range(20):  # the UI thread is here and takes nothing meanwhile
        station.beat()
    request = None
    while request is None:
        station.beat()
        request = station.look("snapshot")
    assert feed._beats <= 5
    station.snapshot(request["id"])
    qtbot.waitUntil(lambda: session.mirror.seq == station.seq)


def test_nothing_is_delivered_after_close(qtbot: QtBot, session: Session, station: FakeStation, feed: Feed) -> None:
    live(qtbot, session, station)
    heard: list[object] = []
    session.changed.connect(heard.append)
    station.beat()
    feed.close()
    with qtbot.assertNotEmitted(session.changed, wait=50):
        pass
    assert heard == []


def test_without_a_station_a_command_is_refused_in_a_sentence(session: Session) -> None:
    answers: list[Answer] = []
    session.act("ack", ["o1"], "", answers.append)
    assert "no station" in answers[0].refused
