"""The debrief in a replay's window: asked of its station, marks that go there, an earlier run beside it, a report."""

import copy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from opscenter.console.session import LinkState, Session
from opscenter.console.theme.theme import Theme
from opscenter.console.training.debrief_panel import DebriefPanel
from opscenter.console.training.debrief_work import EarlierRun
from opscenter.console.training.run import Run, read_run
from opscenter.console.training.session_run import SessionRun
from tests.support.fake_city import NOW, beat, make_session
from tests.support.training_case import (
    BEGIN,
    ExerciseChannel,
    at,
    case_fact,
    log_facts,
    score_fact,
)


def replay(fits: bool = True) -> Session:
    session = make_session(entities=40, alarms=0, operator="Ng")
    session.channel = ExerciseChannel()
    session.introduce({
        "mode": "replay", "zone": "Asia/Hong_Kong", "now": NOW,
        "incident": {"title": "Rainstorm", "file": "now.mcap", "session": fits},
    })  # fmt: skip
    return session


def fact(file: str = "now.mcap", **score: Any) -> dict[str, Any]:
    told = copy.deepcopy(score_fact()) | score
    return {"exercise": case_fact(), "events": log_facts(), "score": told, "file": file, "zone": "Asia/Hong_Kong"}


def earlier() -> Run:
    told = fact("last.mcap", points=12.0)
    told["exercise"] = {**told["exercise"]}
    for one in told["score"]["responses"]:
        if one["id"] == "see-jam":
            one |= {"outcome": "missed", "points": 0.0, "took_ms": None, "done": 0}
    return read_run(told)


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    return replay()


@pytest.fixture
def panel(qtbot: QtBot, session: Session) -> Iterator[DebriefPanel]:
    made = DebriefPanel(session, Theme("dark"), read_run(fact()), Path("/sessions/now.mcap"))
    qtbot.addWidget(made)
    made.resize(1000, 420)
    made.show()
    yield made


def test_a_session_is_asked_of_its_station_whole(qtbot: QtBot, session: Session) -> None:
    source = SessionRun(session)
    assert source.run is not None
    assert len(source.run.log.entries) == 25 and source.run.file == "now.mcap"
    assert source.run.score.points == 18.0 and source.run.people() == ["Chan", "Lee"]
    asked = len(session.channel.asked)  # type: ignore[union-attr]
    source.ask()
    assert len(session.channel.asked) == asked, "it is asked once"  # type: ignore[union-attr]


def test_an_ordinary_incident_is_not_asked(qtbot: QtBot) -> None:
    session = replay(fits=False)
    assert SessionRun(session).run is None
    assert session.channel.asked == []  # type: ignore[union-attr]


def test_what_cannot_be_had_is_said_and_asked_again(qtbot: QtBot, session: Session) -> None:
    channel = session.channel
    assert isinstance(channel, ExerciseChannel)
    session.set_link(LinkState.LOST)
    source = SessionRun(session)
    channel.refusals["exercise-score"] = "now.mcap: its exercise cannot be read: line 3"
    with qtbot.waitSignal(source.refused) as refused:
        session.set_link(LinkState.LIVE)
    assert refused.args == ["now.mcap: its exercise cannot be read: line 3"]
    channel.refusals.clear()
    source.ask()
    assert source.run is not None


def test_the_score_is_a_table_with_reasons_and_goes_there(panel: DebriefPanel, qtbot: QtBot) -> None:
    assert [row[3] for row in panel.score.rows] == ["4 / 4", "4 / 4", "4 / 6", "3 / 6", "0 / 4", "3 / 3", "0 / 3", "−3"]
    panel.score_table.selectRow(3)
    assert "Lee acknowledged it after 69 s" in panel.reason.text()
    with qtbot.waitSignal(panel.sought) as sought:
        panel.score_table.activated.emit(panel.score.index(3, 0))
    assert sought.args == [at(500)]
    assert "15 / 30 points, 50 %" in panel.head.toolTip()


def test_a_drafted_alert_is_handed_on(panel: DebriefPanel, qtbot: QtBot) -> None:
    with qtbot.waitSignal(panel.alert_wanted) as told:
        QTest.keyClick(panel, Qt.Key.Key_X)
    assert told.args[0].headline == "Flooding in the harbour district" and not panel.alert_button.isHidden()


def test_marks_and_the_axis_seek(panel: DebriefPanel, qtbot: QtBot) -> None:
    view = panel.views[0]
    row = next(number for number, lane in enumerate(view.lanes) if lane.name == "Chan")
    place = view.place_of(row, 1)
    assert view.mark_at(QPointF(place)) == (row, 1)
    went: list[object] = []
    panel.sought.connect(went.append)
    panel.told.connect(went.append)
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert went[0] == at(95)
    assert "Queue at the tunnel" in str(went[1])
    expected = next(number for number, lane in enumerate(view.lanes) if lane.kind == "expected")
    missed = next(number for number, mark in enumerate(view.lanes[expected].marks) if mark.key == "tell")
    view.at = (expected, missed)
    with qtbot.waitSignal(panel.sought) as sought:
        QTest.keyClick(view, Qt.Key.Key_Return)
    assert sought.args == [at(600)], "what was missed is looked at where its limit was"


def test_an_earlier_run_stands_in_line_and_differences_are_named(panel: DebriefPanel, qtbot: QtBot) -> None:
    panel.show_earlier(earlier())
    first, second = panel.views
    assert not second.isHidden() and first.zone is None
    assert (first.whole, first.name_px) == (second.whole, second.name_px) and first.whole.since == 0
    assert panel.differences.rows == [("See that traffic stands", "in time (0:22, Chan)", "missed", "+4", "better")]
    QTest.keyClick(first, Qt.Key.Key_Plus)
    assert second.shown == first.shown != first.whole, "both show the same part"
    with qtbot.waitSignal(panel.sought) as sought:
        first.sought.emit(60_000)
    assert sought.args == [BEGIN + 60_000]
    QTest.keyClick(panel, Qt.Key.Key_A)
    assert second.isHidden() and first.zone == "Asia/Hong_Kong"


def test_a_run_of_another_exercise_is_told(panel: DebriefPanel, qtbot: QtBot) -> None:
    other = earlier()
    told = fact("other.mcap")
    told["exercise"]["exercise"] = "blackout"
    with qtbot.waitSignal(panel.told) as said:
        panel.show_earlier(read_run(told))
    assert "another exercise" in said.args[0]
    assert other.case.id == "rainstorm"


def test_the_handle_is_where_the_replay_is(panel: DebriefPanel, session: Session, qtbot: QtBot) -> None:
    beat(session, after_ms=90_000)
    qtbot.waitUntil(lambda: panel.views[0].handle == session.now)
    panel.show_earlier(earlier())
    assert panel.views[0].handle == session.now - BEGIN


def test_an_earlier_run_comes_in_parts_and_a_failure_in_a_sentence(qtbot: QtBot) -> None:
    work = EarlierRun()
    told = fact("last.mcap")
    work._fact = {"events": []}
    with qtbot.waitSignal(work.loaded) as loaded:
        work._told({"file": "last.mcap", "zone": "Asia/Hong_Kong", "exercise": told["exercise"]})
        for first in range(0, 25, 10):
            work._told({"events": told["events"][first : first + 10]})
        work._told({"score": told["score"], "done": True})
        work._over(0, [])
    assert loaded.args is not None
    run: Run = loaded.args[0]
    assert len(run.log.entries) == 25 and run.file == "last.mcap" and run.score.of == 30.0
    with qtbot.waitSignal(work.failed) as failed:
        work._over(1, ["opscenter: last.mcap is not the file of a session: no exercise was worked in it."])
    assert failed.args == ["last.mcap is not the file of a session: no exercise was worked in it."]
