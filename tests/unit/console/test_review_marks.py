"""What shows that it is the past, on every window; how exactly it is known; and the way to what is urgent now."""

from dataclasses import replace
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.review.telling import how_exact
from opscenter.console.session import Answer
from opscenter.console.shell.console import Console
from opscenter.console.shell.review import WindowReview
from opscenter.console.situations.window import SituationWindow
from opscenter.domain.alarm import AlarmState, Priority
from tests.support.city_console import console
from tests.support.fake_city import NOW, beat, make_alarm
from tests.support.past import moment, questions

__all__ = ["console"]

HOUR = 3_600_000


def look_back(console: Console, qtbot: QtBot, at: int = NOW - HOUR, **told: Any) -> None:
    session = console.session
    session.review(at)
    header, columns = moment(session, at, alarms=[])
    questions(session, "moment")[-1][1](Answer({**header, "first": NOW - 20 * HOUR, **told}, columns))
    qtbot.waitUntil(lambda: session.moment == at)


@pytest.mark.parametrize(
    ("told", "sentence"),
    [
        ({}, ""),
        ({"first": 0}, "Nothing has been recorded yet."),
        ({"first": NOW - 60_000}, "Nothing was recorded so early: the recording begins at 2026-11-18 19:05:40."),
        ({"away": [NOW - 2 * HOUR, NOW - 60_000]},
         "No station recorded from 17:06:40 to 19:05:40: everything is as of 17:06:40."),
        ({"lost": [NOW - HOUR - 5_000, NOW - HOUR + 5_000]},
         "Messages are missing from 18:06:35 to 18:06:45: some values may be older."),
        ({"kept_at": NOW - 2 * HOUR},
         "So long ago not all is kept: values and places are as of 17:06:40, alarms of then."),
        ({"kept_at": NOW - 2 * HOUR, "sampled": True},
         "So long ago not all is kept: states and places are as of 17:06:40, numbers and alarms of then."),
    ],
)  # fmt: skip
def test_how_exactly_a_moment_is_known_is_said_over_the_map(
    console: Console, qtbot: QtBot, told: dict[str, Any], sentence: str
) -> None:
    look_back(console, qtbot, **told)
    review = console.window.findChild(WindowReview)
    assert review is not None and review.watermark is not None
    assert how_exact(console.session) == sentence
    assert review.watermark.lines == ((sentence,) if sentence else ())
    assert review.watermark.height() <= console.window.middle.height()
    console.session.review(None)
    assert how_exact(console.session) == ""


def test_every_window_says_so(console: Console, qtbot: QtBot) -> None:
    window = console.window
    assert window.map_windows is not None
    further = window.map_windows.open()
    assert further is not None
    situation = SituationWindow(console.session, console.selection, console.theme, window)
    situation.show()
    dock = window.docks["alarms"]
    dock.setFloating(True)
    titles = [one.windowTitle() for one in (window, further, situation)]
    look_back(console, qtbot)
    for one in (window, further, situation):
        assert one.windowTitle().startswith("REVIEW 2026-11-18 18:06:40 – "), one
    for frame in (further.past.frame, situation.past.frame, dock._frame):
        assert frame.isVisible()
    assert dock._bar.label.text() == "ALARMS – REVIEW"
    assert not window.docks["trends"]._frame.isVisible(), "inside the window, whose frame is enough"
    further.refresh()  # its own title anew
    further.past._write()
    assert further.windowTitle().startswith("REVIEW")
    window.commands["live"].trigger()
    assert [one.windowTitle() for one in (window, further, situation)] == titles
    assert dock._bar.label.text() == "ALARMS" and not dock._frame.isVisible()
    situation.close()
    window.map_windows.close_all()


def test_one_key_leads_to_the_alarm_that_broke_through(console: Console, qtbot: QtBot) -> None:
    window, session = console.window, console.session
    assert window.map_windows is not None
    further = window.map_windows.open()
    assert further is not None and further.past.watermark is not None
    look_back(console, qtbot)
    entity = session.live.ids[5]
    beat(session, alarms=[make_alarm(91, entity, Priority.CRITICAL)])
    assert "Speed collapse 91" in window.notice.text and "Ctrl+U" in window.notice.text
    assert any("Speed collapse 91" in line for line in further.past.watermark.lines), "on the other screens, too"
    window.commands["urgent"].trigger()
    assert session.moment is None and session.wanted is None
    assert console.selection.ids == [entity] and "rule-91" in console.selection.occurrence
    qtbot.waitUntil(lambda: window.panel_with_focus() == "alarms")
    assert "Speed collapse 91" not in window.notice.text
    window.map_windows.close_all()


def test_without_one_it_says_so_and_is_live(console: Console, qtbot: QtBot) -> None:
    window, session = console.window, console.session
    beat(session, alarms=[replace(one, state=AlarmState.NORM) for one in session.live.alarms.values()])
    look_back(console, qtbot)
    window.commands["urgent"].trigger()
    assert session.moment is None
    assert "No critical alarm" in window.notice.text
