"""Looking back: panels see the past, the present goes on beside it, and coming back is at once."""

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.session import Answer, Session
from opscenter.domain.alarm import AlarmState
from opscenter.domain.changes import Changes
from tests.support.fake_city import NOW, beat, make_alarm, make_session
from tests.support.past import answer_moment, moment, questions

HOUR = 3_600_000


def _back(session: Session, qtbot: QtBot, at: int = NOW - HOUR, **parts: object) -> int:
    session.review(at)
    shown = answer_moment(session, **parts)
    qtbot.waitUntil(lambda: session.moment == shown)
    return shown


def test_the_past_is_shown_once_it_is_there_and_the_present_goes_on(qtbot: QtBot) -> None:
    session = make_session()
    mirror = session.mirror
    told: list[Changes] = []
    live: list[Changes] = []
    session.changed.connect(told.append)
    session.live_changed.connect(live.append)
    session.review(NOW - HOUR)
    assert (session.moment, session.wanted) == (None, NOW - HOUR)
    assert not told
    answer_moment(session, values={0: 1.0}, alarms=[])
    qtbot.waitUntil(lambda: session.moment == NOW - HOUR)
    assert session.mirror is mirror, "panels keep the mirror they were given"
    assert session.live is not mirror
    assert mirror.value[0] == 1.0 and session.live.value[0] != 1.0
    assert mirror.alarms == {} and session.live.alarms
    assert session.now == NOW - HOUR
    assert told[-1].everything and told[-1].same_entities
    count = len(told)
    beat(session, values={0: 44.0})
    assert len(told) == count and len(live) == 1
    assert mirror.value[0] == 1.0 and session.live.value[0] == 44.0
    session.review(None)
    assert session.mirror is mirror and session.live is mirror
    assert mirror.value[0] == 44.0 and mirror.alarms
    assert session.moment is None and session.now == session.live_now > NOW
    assert told[-1].everything
    beat(session, values={0: 45.0})
    assert mirror.value[0] == 45.0


def test_of_many_wishes_the_newest_counts(qtbot: QtBot) -> None:
    session = make_session()
    for step in range(1, 40):
        session.review(NOW - step * 60_000)
    asked = questions(session, "moment")
    assert [header["args"]["at"] for header, _ in asked] == [NOW - 60_000]
    answer_moment(session)
    qtbot.waitUntil(lambda: len(questions(session, "moment")) == 2)
    assert answer_moment(session) == NOW - 39 * 60_000
    qtbot.waitUntil(lambda: session.moment == NOW - 39 * 60_000)
    assert len(questions(session, "moment")) == 2


def test_back_to_live_needs_no_answer(qtbot: QtBot) -> None:
    session = make_session()
    session.review(NOW - HOUR)
    session.review(None)
    assert session.wanted is None
    answer_moment(session)
    _back(session, qtbot, NOW - 2 * HOUR)
    session.review(NOW - 3 * HOUR)
    late = questions(session, "moment")[-1][1]
    session.review(None)
    late(Answer(*moment(session, NOW - 3 * HOUR)))
    qtbot.wait(1)
    assert session.moment is None


def test_fewer_entities_were_known(qtbot: QtBot) -> None:
    session = make_session(entities=80)
    _back(session, qtbot, rows=30, alarms=[])
    mirror = session.mirror
    assert len(mirror.ids) == len(mirror.lon) == 30
    assert set(mirror.row_of.values()) == set(range(30))
    assert all(cell < len(mirror.value) for row in range(30) for cell in mirror.cells_of(row).values())
    assert len(session.live.ids) == 80
    every = session.live.cells_named("TrafficFlowObserved", "intensity")
    found = mirror.cells_named("TrafficFlowObserved", "intensity")
    assert found.tolist() == every[every < len(mirror.value)].tolist()


def test_nothing_is_done_to_the_past(qtbot: QtBot) -> None:
    session = make_session()
    _back(session, qtbot)
    got: list[Answer] = []
    asked = len(session.channel.asked)  # type: ignore[union-attr]
    session.act("ack", ["x"], "", got.append)
    assert "past" in got[0].refused
    assert len(session.channel.asked) == asked  # type: ignore[union-attr]


def test_what_cannot_be_had_is_said_and_nothing_changes(qtbot: QtBot) -> None:
    session = make_session()
    said: list[str] = []
    session.review_refused.connect(said.append)
    session.review(NOW - HOUR)
    questions(session, "moment")[-1][1](Answer({}, {}, "The history cannot be read."))
    assert said == ["The history cannot be read."]
    assert (session.moment, session.wanted) == (None, None)
    session.review(NOW - HOUR)
    questions(session, "moment")[-1][1](Answer({"rows": "many"}, {}))
    qtbot.waitUntil(lambda: len(said) == 2)
    assert session.moment is None
    session.review(NOW - HOUR)
    header, columns = moment(session, NOW - HOUR)
    questions(session, "moment")[-1][1](Answer({**header, "epoch": 99}, columns))
    qtbot.waitUntil(lambda: len(said) == 3)
    assert session.wanted is None


def test_it_plays_and_catches_up_with_the_present(qtbot: QtBot) -> None:
    session = make_session()
    _back(session, qtbot, NOW - 20_000)
    session.play(60.0)
    assert session.speed == 60.0
    qtbot.waitUntil(lambda: len(questions(session, "moment")) == 2)
    ahead = answer_moment(session, values={0: 7.0})
    assert ahead > NOW - 20_000
    qtbot.waitUntil(lambda: session.moment is None)
    assert session.now >= NOW
    assert session.mirror.value[0] != 7.0


def test_a_station_that_starts_anew_is_asked_again(qtbot: QtBot) -> None:
    session = make_session()
    at = _back(session, qtbot)
    asked = len(questions(session, "moment"))
    session.live.epoch += 1
    session.announce(Changes(everything=True, now=session.live_now))
    assert len(questions(session, "moment")) == asked + 1
    answer_moment(session, values={1: 5.0})
    qtbot.waitUntil(lambda: session.mirror.value[1] == 5.0)
    assert session.moment == at and session.mirror.epoch == session.live.epoch


def test_alarms_are_those_of_then(qtbot: QtBot) -> None:
    session = make_session(alarms=3)
    entity = session.live.ids[0]
    then = make_alarm(77, entity, state=AlarmState.ACKED)
    _back(session, qtbot, alarms=[then])
    assert list(session.mirror.alarms) == [then.occurrence]
    assert session.mirror.alarms_of(entity) == [then]
    assert np.isfinite(session.mirror.lon).all()


def test_a_moment_that_cannot_be_made_for_whatever_reason_is_not_waited_for(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    session = make_session(entities=8)

    def broken(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr("opscenter.console.reviewing.mirror_at", broken)
    with qtbot.waitSignal(session.review_refused):
        session.review(NOW - HOUR)
        answer_moment(session)
    assert session.moment is None and session.wanted is None
    monkeypatch.undo()
    assert [record.message for record in caplog.records] == ["a moment could not be made"]
    caplog.clear()
    session.review(NOW - HOUR)
    answer_moment(session)
    qtbot.waitUntil(lambda: session.moment == NOW - HOUR)
