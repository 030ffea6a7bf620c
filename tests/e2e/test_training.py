"""An exercise from its brief to its report: trainer's and trainee's consoles at one station, then the file."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opscenter.console.feed import start_feed
from opscenter.console.selection import Selection
from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.console.training.report_making import DebriefOrder, make_debrief
from opscenter.console.training.standing import Stage
from opscenter.console.training.trainee import Trainee
from opscenter.console.training.trainer_window import TrainerWindow
from opscenter.settings.catalogue import load_catalogue
from opscenter.station.exercise.opening import open_session
from opscenter.station.exercise.run import ExerciseOptions, ExerciseStation
from opscenter.station.exercise.session_file import read_session
from tests.support.exercise_city import WORKED, WORKED_S, opened

pytestmark = pytest.mark.e2e
ZONE = "urn:ngsi-ld:WaterNetworkZone:pm:dma-10"
RULE = "water.zone.pressure"
MORE = f"""
[[expected]]
id = "see"
kind = "detect"
rule = "{RULE}"
within_s = 500
weight = 2
text = {{ en = "See that the pressure falls" }}
[[expected]]
id = "ack"
kind = "acknowledge"
rule = "{RULE}"
within_s = 500
weight = 3
text = {{ en = "Acknowledge it" }}
[[injection]]
id = "low"
kind = "alarm"
by_hand = true
entity = "{ZONE}"
attribute = "pressure"
value = 0.5
rule = "{RULE}"
"""
LONG = 120_000


@pytest.fixture
def station(tmp_path: Path) -> Iterator[ExerciseStation]:
    with opened(tmp_path, MORE, WORKED, WORKED_S) as made, open_session(made, tmp_path / "session") as held:
        while held.session.prepare() < 1.0:
            pass
        options = ExerciseOptions(tmp_path / "session", tmp_path / "session.mcap", token="secret")
        stop = threading.Event()
        one = ExerciseStation(held, options, held.folder.circumstances.week, stop=stop.set)
        one.start()
        try:
            yield one
        finally:
            one.close()
        assert one.failure is None


def test_an_exercise_is_briefed_worked_scored_and_told_again(
    qtbot: QtBot, station: ExerciseStation, tmp_path: Path
) -> None:
    catalogue = load_catalogue()
    trainer_session, session = Session(catalogue, operator="Ng"), Session(catalogue, operator="Mei")
    window = TrainerWindow(trainer_session, Theme("dark"), "secret")
    qtbot.addWidget(window)
    window.show()
    selection = Selection()
    trainee = Trainee(session, selection)
    feeds = [start_feed(one, station.address) for one in (trainer_session, session)]
    try:
        qtbot.waitUntil(lambda: session.link is trainer_session.link is LinkState.LIVE, timeout=LONG)
        # The brief, before it begins: the trainee knows nothing of what is planned.
        qtbot.waitUntil(lambda: trainee.stage is Stage.BRIEFING and bool(trainee.following.case.brief), timeout=LONG)
        assert trainee.following.case.brief["en"] == "A main bursts." and trainee.following.case.injections == ()
        qtbot.waitUntil(lambda: [row[0] for row in window.panel.injections.rows] == ["by hand"], timeout=LONG)

        # Begun, sped up, something injected: all by keys.
        QTest.keyClick(window.panel.course, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: trainee.stage is Stage.RUNNING, timeout=LONG)
        window.panel.go("injections")
        QTest.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ShiftModifier)
        for _ in range(3):
            before = window.following.standing
            QTest.keyClick(window, Qt.Key.Key_BracketRight)
            qtbot.waitUntil(lambda before=before: window.following.standing != before, timeout=LONG)
        qtbot.waitUntil(lambda: [row[0] for row in window.panel.injections.rows] == ["standing"], timeout=LONG)

        # The alarm comes; the trainee looks and acknowledges.
        def alarm() -> str:
            found = [
                one for one in session.live.alarms.values() if one.rule == RULE and one.state.needs_acknowledgement
            ]
            return found[0].occurrence if found else ""

        qtbot.waitUntil(lambda: bool(alarm()), timeout=LONG)
        occurrence = alarm()
        selection.select([ZONE], occurrence)
        session.act("ack", [occurrence], "crew sent", lambda _answer: None)
        qtbot.waitUntil(
            lambda: {"looked at", "acknowledged"} <= {row[2] for row in window.panel.log.rows}, timeout=LONG
        )
        outcomes = {row[5]: row[0] for row in window.panel.expected.rows}
        assert outcomes["Acknowledge it"] == "in time"
        assert [lane.name for lane in window.panel.course.lanes][-1] == "Mei"

        # Frozen: the clock stands for everybody. A message; over; the own score.
        QTest.keyClick(window.panel.course, Qt.Key.Key_Space)
        qtbot.waitUntil(lambda: trainee.stage is Stage.FROZEN, timeout=LONG)
        with qtbot.waitSignal(trainee.messaged, timeout=LONG) as told:
            window.trainer.say({"en": "Well done"})
        assert told.args is not None and told.args[0].text == {"en": "Well done"}
        with qtbot.waitSignal(trainee.changed, timeout=LONG):
            window.trainer.end()
        qtbot.waitUntil(lambda: trainee.stage is Stage.OVER, timeout=LONG)
        qtbot.waitUntil(lambda: trainee.following.score.person("Mei") is not None, timeout=LONG)
        own = trainee.following.score
        assert (own.points, own.of, own.lost) == (5.0, 5.0, 0.0)
        qtbot.waitUntil(lambda: "session.mcap" in window.notice.text, timeout=LONG)
    finally:
        for feed in feeds:
            feed.close()

    # Out of the file alone: the same score, and a report.
    fact = read_session(tmp_path / "session.mcap")
    assert fact["score"]["points"] == 5.0
    assert [one["by"] for one in fact["events"] if one["event"] == "acknowledged"] == ["Mei"]
    assert make_debrief(DebriefOrder(fact, tmp_path / "out.pdf", "en", session.now), catalogue) >= 1
