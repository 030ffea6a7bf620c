"""Live alarms of the highest priority break through into a replay, are heard, and stay out of the replay's lists."""

import sys
from collections.abc import Iterator
from io import StringIO

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from opscenter.console.alarms.tones import Tones
from opscenter.console.attention.attention import Attention
from opscenter.console.replay import breaking_through
from opscenter.console.replay.breaking_through import LAUNCHED_BY, BreakingThrough
from opscenter.console.replay.live_banner import LiveBanner
from opscenter.console.replay.live_watch import LiveWatch
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm, AlarmState, Priority
from opscenter.wire.alarm_facts import fact_from_alarm
from tests.support.fake_city import NOW, beat, make_alarm
from tests.support.fake_station import FakeStation
from tests.support.played_console import played_session


@pytest.fixture
def station() -> Iterator[FakeStation]:
    made = FakeStation()
    yield made
    made.close()


@pytest.fixture
def watch(station: FakeStation, qtbot: QtBot) -> Iterator[LiveWatch]:
    made = LiveWatch(station.address)
    made.start()
    station.attach()
    qtbot.waitUntil(lambda: made.live)
    yield made
    made.close()


class Heard(Tones):
    """What would sound."""

    def __init__(self) -> None:
        super().__init__()
        self.played: list[Priority] = []

    def play(self, priority: Priority) -> None:
        self.played.append(priority)


@pytest.fixture
def session(session: Session) -> Session:
    return played_session(session)


@pytest.fixture
def attention(session: Session) -> Attention:
    return Attention(session, Heard())


@pytest.fixture
def through(watch: LiveWatch, attention: Attention, qtbot: QtBot) -> BreakingThrough:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1_000, 600)
    banner = LiveBanner(Theme("dark"), window)
    told: list[str] = []
    made = BreakingThrough(watch, banner, attention, lambda: "en", told.append, window, "Ctrl+L")
    window.show()
    return made


def critical(number: int, **fields: object) -> Alarm:
    return make_alarm(number, "urn:x", Priority.CRITICAL, **fields)


def played(attention: Attention) -> list[Priority]:
    assert isinstance(attention.tones, Heard)
    return attention.tones.played


def test_a_critical_alarm_is_seen_and_heard_and_named(
    station: FakeStation, through: BreakingThrough, attention: Attention, session: Session, qtbot: QtBot
) -> None:
    lists = dict(session.live.alarms)
    high = make_alarm(7, "urn:x", Priority.HIGH)
    station.beat(alarms=[fact_from_alarm(high), fact_from_alarm(critical(1))])
    qtbot.waitUntil(lambda: not through.banner.isHidden())
    words = through.banner.sentence.text()
    assert words.startswith("LIVE, now: critical alarm at ") and "Speed collapse 1" in words and words.endswith(" · x")
    assert played(attention) == [Priority.CRITICAL]
    assert through.told_waiting() == "Live: 1 critical alarm(s) wait"
    assert session.live.alarms == lists, "it enters no list of the replay"
    assert through.banner.width() == 1_000
    station.beat(alarms=[fact_from_alarm(critical(0))])
    qtbot.waitUntil(lambda: "Speed collapse 0" in through.banner.sentence.text())
    assert "and 1 more" in through.banner.sentence.text()
    for number in (1, 0):
        station.beat(alarms=[fact_from_alarm(critical(number, state=AlarmState.ACKED))])
    qtbot.waitUntil(through.banner.isHidden)
    assert through.told_waiting() == "Live: no critical alarm waits"


def test_it_is_put_away_until_the_next(station: FakeStation, through: BreakingThrough, qtbot: QtBot) -> None:
    station.beat(alarms=[fact_from_alarm(critical(1))])
    qtbot.waitUntil(lambda: not through.banner.isHidden())
    qtbot.mouseClick(through.banner.close_button, Qt.MouseButton.LeftButton)
    assert through.banner.isHidden() and len(through.watch.waiting) == 1, "it still waits, in live"
    station.beat(alarms=[fact_from_alarm(critical(2))])
    qtbot.waitUntil(lambda: not through.banner.isHidden())
    assert "more" not in through.banner.sentence.text()


def test_what_stood_before_waits_but_does_not_break_through(
    station: FakeStation, watch: LiveWatch, through: BreakingThrough, attention: Attention, qtbot: QtBot
) -> None:
    header = {"ids": ["urn:x"], "names": ["Gauge"], "now": NOW, "alarms": [fact_from_alarm(critical(4))]}
    watch.on_snapshot(header, {})
    qtbot.waitUntil(lambda: len(watch.waiting) == 1)
    assert through.banner.isHidden() and played(attention) == []
    assert watch.place(watch.waiting[0]) == "Gauge"
    watch._language = "zh_Hant"
    watch.on_snapshot({**header, "local_names": {0: {"zh_Hant": "雨量計"}}}, {})
    watch._take()
    assert watch.place(watch.waiting[0]) == "雨量計", "in the language of who sits here"


def test_silence_is_kept_and_reminders_come(
    station: FakeStation, watch: LiveWatch, through: BreakingThrough, attention: Attention, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: watch.now > 0)
    attention.be_silent()
    station.beat(alarms=[fact_from_alarm(critical(1))])
    qtbot.waitUntil(lambda: not through.banner.isHidden())
    assert played(attention) == []
    attention.sound_again()
    through._remind()
    assert played(attention) == [], "not at once again"
    attention.reminding.every_s[Priority.CRITICAL] = 30
    attention.reminding._heard[Priority.CRITICAL] = watch.now - 31_000
    through._remind()
    assert played(attention) == [Priority.CRITICAL]


def test_what_is_replayed_does_not_sound(session: Session, attention: Attention) -> None:
    beat(session, alarms=[make_alarm(90, session.live.ids[0], Priority.CRITICAL)])
    assert played(attention) == []


def test_the_live_window_that_started_it_is_asked_to_come(
    station: FakeStation, through: BreakingThrough, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(LAUNCHED_BY, "1")
    out = StringIO()
    monkeypatch.setattr(sys, "stdout", out)
    station.beat(alarms=[fact_from_alarm(critical(1))])
    qtbot.waitUntil(lambda: not through.banner.isHidden())
    assert through.banner.go.text() == "To the live window"
    qtbot.mouseClick(through.banner.go, Qt.MouseButton.LeftButton)
    assert out.getvalue() == f"opscenter replay front entity=urn:x occurrence={critical(1).occurrence}\n"


def test_without_one_a_console_is_opened_where_live_is(
    station: FakeStation, through: BreakingThrough, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.delenv(LAUNCHED_BY, raising=False)
    monkeypatch.setattr(breaking_through, "open_live", lambda address, more: bool(opened.append(address)) or True)
    station.beat(alarms=[fact_from_alarm(critical(1))])
    qtbot.waitUntil(lambda: not through.banner.isHidden())
    assert station.address in through.banner.go.toolTip()
    qtbot.mouseClick(through.banner.go, Qt.MouseButton.LeftButton)
    assert opened == [station.address]


def test_a_station_that_is_none_of_live_is_said_to_be_none(qtbot: QtBot) -> None:
    watch = LiveWatch("tcp://127.0.0.1:9")
    watch.on_welcome({"mode": "replay", "zone": "UTC"})
    qtbot.waitUntil(lambda: "not a live station" in watch.trouble)
    watch.on_beat({"alarms": [{"priority": 1}, {"priority": 1, "occurrence": 7}], "names": {}, "now": "x"}, {})
    watch.close()
    assert watch.waiting == []
