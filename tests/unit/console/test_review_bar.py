"""The time bar in its window: what it asks, what it shows, the way back, and that nobody takes the past for now."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

from opscenter.console.review.bar import ReviewBar
from opscenter.console.session import Answer, Session
from opscenter.console.shell.review import WindowReview
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import AlarmState, Priority
from tests.support.city_console import shown_console
from tests.support.fake_city import NOW, beat, make_alarm, make_session
from tests.support.past import answer_moment, questions

HOUR = 3_600_000


@pytest.fixture
def session() -> Session:
    return make_session(entities=80, alarms=2)


@pytest.fixture
def bar(session: Session, qtbot: QtBot) -> ReviewBar:
    bar = ReviewBar(session, Theme("dark", session), "Ctrl+L")
    qtbot.addWidget(bar)
    bar.resize(1_200, 56)
    bar.show()
    qtbot.waitUntil(lambda: bool(questions(session, "span")))
    _tell_span(session)
    return bar


def _tell_span(session: Session, first: int = NOW - 20 * HOUR, gaps: Any = ()) -> None:
    header, on_answer = questions(session, "span")[-1]
    bins = header["args"]["bins"]
    raised = {"urgent": [0] * bins, "other": [1] * bins}
    on_answer(
        Answer({"first": first, "since": first, "until": NOW, "gaps": list(gaps), "away": [], "raised": raised}, {})
    )


def _shown(session: Session, qtbot: QtBot, **parts: Any) -> int:
    at = answer_moment(session, **parts)
    qtbot.waitUntil(lambda: session.moment == at)
    return at


def test_dragging_asks_for_where_the_pointer_is(session: Session, bar: ReviewBar, qtbot: QtBot) -> None:
    strip = bar.strip
    middle = QPoint(strip.width() // 2, 20)
    qtbot.mousePress(strip, Qt.MouseButton.LeftButton, pos=middle)
    assert strip.range is not None and session.wanted is not None
    assert abs(session.wanted - strip.range.time(middle.x(), strip.width())) < 1_000
    at = _shown(session, qtbot)
    assert strip.at == at
    assert not bar.live.isHidden() and bar.live.isEnabled()
    qtbot.mouseClick(bar.live, Qt.MouseButton.LeftButton)
    assert session.moment is None and strip.at is None


def test_keys_step_and_lead_back(session: Session, bar: ReviewBar, qtbot: QtBot) -> None:
    strip = bar.strip
    present = session.live_now
    qtbot.keyClick(strip, Qt.Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert session.wanted is not None and abs(session.wanted - (present - HOUR)) < 2_000
    at = _shown(session, qtbot)
    qtbot.keyClick(strip, Qt.Key.Key_Right)
    assert session.wanted == at + 60_000
    _shown(session, qtbot)
    qtbot.keyClick(strip, Qt.Key.Key_Home)
    assert session.wanted == NOW - 20 * HOUR
    _shown(session, qtbot)
    qtbot.keyClick(strip, Qt.Key.Key_Space)
    assert session.speed == 1.0
    bar.speed.setCurrentIndex(2)
    assert session.speed == 60.0
    qtbot.keyClick(strip, Qt.Key.Key_Space)
    assert session.speed == 0.0
    qtbot.keyClick(strip, Qt.Key.Key_Escape)
    assert session.moment is None


def test_a_typed_time_is_gone_to_or_explained(session: Session, bar: ReviewBar, qtbot: QtBot) -> None:
    bar.entry.setText("-2h")
    qtbot.keyClick(bar.entry, Qt.Key.Key_Return)
    assert session.wanted is not None and abs(session.wanted - (session.live_now - 2 * HOUR)) < 2_000
    at = _shown(session, qtbot)
    bar.entry.setText("yesterday-ish")
    qtbot.keyClick(bar.entry, Qt.Key.Key_Return)
    assert "no time" in bar._say.text() and session.wanted == at
    bar.entry.setText("2090-01-01 00:00")
    qtbot.keyClick(bar.entry, Qt.Key.Key_Return)
    assert "not come" in bar._say.text() and session.wanted == at


def test_the_wheel_zooms_and_the_span_is_asked_again(session: Session, bar: ReviewBar, qtbot: QtBot) -> None:
    strip = bar.strip
    assert strip.range is not None
    before, asked = strip.range.span, len(questions(session, "span"))
    bar.nearer.click()
    assert strip.range.span == before // 2
    qtbot.waitUntil(lambda: len(questions(session, "span")) == asked + 1)
    args = questions(session, "span")[-1][0]["args"]
    assert (args["from"], args["to"]) == (strip.range.since, strip.range.until)


def test_holes_and_early_times_say_so(session: Session, bar: ReviewBar, qtbot: QtBot) -> None:
    _tell_span(session, gaps=[[NOW - 5 * HOUR, NOW - 4 * HOUR]])
    strip = bar.strip
    assert strip.range is not None
    x = strip.range.x(NOW - 4.5 * HOUR, strip.width())
    assert "gaps" in strip.told_at(x)
    assert "raised" in strip.told_at(x)
    assert "gaps" not in strip.told_at(strip.range.x(NOW - 2 * HOUR, strip.width()))
    assert "so early" in strip.told_at(-200)
    picture = strip.grab().toImage()
    columns = [picture.pixelColor(round(x) + step, 22).name() for step in range(8)]
    assert len(set(columns)) > 1, "hatched"


def test_what_the_station_refuses_is_said(session: Session, bar: ReviewBar) -> None:
    session.review(NOW - HOUR)
    questions(session, "moment")[-1][1](Answer({}, {}, "The history cannot be read: disk."))
    assert bar._say.text() == "The history cannot be read: disk."
    assert bar.strip.at is None


def _share(picture: QImage, colour: str, points: list[tuple[int, int]]) -> float:
    wanted = QColor(colour)
    return sum(picture.pixelColor(x, y) == wanted for x, y in points) / len(points)


@pytest.mark.parametrize("theme", ["dark", "light"])
def test_the_window_is_unmistakably_not_live(qtbot: QtBot, theme: str) -> None:
    console = shown_console(qtbot, theme, 1_280, 800)
    window, session = console.window, console.session
    review = window.findChild(WindowReview)
    assert review is not None and not review.frame.isVisible()
    edge = [(x, 1) for x in range(0, 1_280, 3)] + [(1, y) for y in range(0, 800, 3)]
    replay = console.theme.tokens.replay
    assert _share(window.grab().toImage(), replay, edge) == 0.0
    window.commands["review"].trigger()
    assert review.bar.isVisible() and session.moment is None
    session.review(NOW - HOUR)
    _shown(session, qtbot)
    assert "REVIEW" in window.header.badge.word and "18:06:40" in window.header.badge.word
    assert review.watermark.isVisible() and review.watermark.word == "REVIEW"
    assert "18:06:40" in review.watermark.time and "+08:00" in review.watermark.time
    qtbot.waitUntil(lambda: _share(window.grab().toImage(), replay, edge) > 0.5)
    assert _share(window.grab().toImage(), replay, edge) < 1.0, "dashed: a frame also without colour"
    window.commands["live"].trigger()
    assert session.moment is None and not review.frame.isVisible() and not review.watermark.isVisible()
    assert window.header.badge.word == "LIVE"
    assert _share(window.grab().toImage(), replay, edge) == 0.0


def test_a_live_critical_alarm_breaks_through(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    console = shown_console(qtbot, "dark", 1_280, 800)
    window, session = console.window, console.session
    review = window.findChild(WindowReview)
    assert review is not None
    played: list[Priority] = []
    monkeypatch.setattr(window.panels["alarms"].tones, "play", played.append)  # type: ignore[attr-defined]
    session.review(NOW - HOUR)
    _shown(session, qtbot, alarms=[])
    beat(session, alarms=[make_alarm(90, session.live.ids[0], Priority.HIGH)])
    assert "live" not in window.notice.text and not played
    critical = make_alarm(91, session.live.ids[0], Priority.CRITICAL)
    beat(session, alarms=[critical])
    assert "Speed collapse 91" in window.notice.text and "Ctrl+U" in window.notice.text
    assert played == [Priority.CRITICAL]
    assert "1 critical" in review.bar.live.text()
    assert not session.mirror.alarms, "the list itself is still that of then"
    beat(session, alarms=[make_alarm(91, session.live.ids[0], Priority.CRITICAL, state=AlarmState.ACKED)])
    assert "Speed collapse 91" not in window.notice.text, "somebody else has taken it"
    beat(session, alarms=[make_alarm(92, session.live.ids[0], Priority.CRITICAL)])
    window.commands["live"].trigger()
    assert "Speed collapse" not in window.notice.text
    assert session.mirror.alarms


def test_another_language_keeps_the_moment(qtbot: QtBot) -> None:
    console = shown_console(qtbot, "dark", 1_280, 800)
    console.session.review(NOW - HOUR)
    at = _shown(console.session, qtbot)
    console.use_language("zh_Hant")
    qtbot.addWidget(console.window)
    review = console.window.findChild(WindowReview)
    assert review is not None
    assert console.session.moment == at and review.frame.isVisible()
    console.window.commands["live"].trigger()
    assert console.session.moment is None
    console.use_language("en")
    qtbot.addWidget(console.window)
