"""A session on a replay: its clock stands, runs and goes back with the replay's, and nothing can be done to it."""

from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.replay.speeds import LADDER, achieved_text, faster, speed_text
from opscenter.console.replay.state import Play, read_state
from opscenter.console.session import Session
from tests.support.fake_city import NOW, FakeChannel, beat, make_session

HOUR = 3_600_000


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    made = make_session(entities=40, alarms=2)
    made.introduce({"mode": "replay", "zone": "Asia/Hong_Kong", "now": NOW, "incident": {"title": "A storm"}})
    return made


def told(**more: Any) -> dict[str, Any]:
    return {
        "state": "playing", "at": NOW, "since": NOW - HOUR, "until": NOW + HOUR, "speed": 60.0, "achieved": 58.0,
        "ready": 1.0, "unfolded": NOW, "loop": None, **more,
    }  # fmt: skip


@pytest.mark.parametrize(
    "broken",
    [None, 7, {}, told(since="x"), told(until=NOW - 2 * HOUR), told(at=float("nan")), told(since=True), told(at=1e300)],
)
def test_what_is_no_state_is_none(broken: object) -> None:
    assert read_state(broken) is None


def test_a_state_is_kept_within_bounds() -> None:
    state = read_state(told(at=NOW + 5 * HOUR, speed=1e9, achieved=float("inf"), ready=-3, loop=[NOW + HOUR, NOW]))
    assert state is not None
    assert (state.at, state.speed, state.achieved, state.ready, state.loop) == (NOW + HOUR, 1_000.0, 0.0, 0.0, None)
    other = read_state(told(state="dancing", loop=[0, NOW]))
    assert other is not None and other.state is Play.PAUSED and other.loop == (NOW - HOUR, NOW)


def test_the_clock_goes_back_with_a_seek(session: Session) -> None:
    session.live.replay = told()
    beat(session)
    assert session.replay is not None and session.replay.state is Play.PLAYING
    ahead = session.now
    session.live.replay = told(state="paused", at=NOW - HOUR // 2)
    beat(session, after_ms=-HOUR // 2)
    assert session.now == session.live_now == session.live.now < ahead - HOUR // 4
    session._tick()
    assert session.now == session.live.now, "it is paused"


def test_live_time_never_goes_back(qtbot: QtBot) -> None:
    session = make_session(entities=8, alarms=0)
    beat(session, after_ms=-HOUR)
    assert session.now >= NOW


def test_nothing_is_done_to_a_replay(session: Session) -> None:
    answers: list[str] = []
    session.live.replay = told()
    beat(session)
    assert isinstance(session.channel, FakeChannel)
    session.act("acknowledge", ["x"], "", lambda answer: answers.append(answer.refused))
    assert answers[0].startswith("This is a replay:") and not session.channel.asked
    session.command("replay-pause", {}, lambda answer: answers.append(answer.refused))
    assert session.channel.asked[-1][1]["verb"] == "replay-pause"


def test_looking_at_a_moment_is_going_there(session: Session) -> None:
    session.live.replay = told()
    beat(session)
    assert isinstance(session.channel, FakeChannel)
    session.review(NOW - 5 * HOUR)
    assert session.moment is None and session.wanted is None
    assert session.channel.asked[-1][1] == {"verb": "replay-seek", "args": {"at": NOW - HOUR}}
    refusals: list[str] = []
    session.review_refused.connect(refusals.append)
    session.channel.answer(refused="That moment cannot be read.")
    assert refusals == ["That moment cannot be read."]


def test_speeds_are_a_ladder() -> None:
    assert [faster(1.0, 1), faster(1.0, -1), faster(45.0, 1), faster(45.0, -1)] == [2.0, 0.5, 60.0, 30.0]
    assert [faster(LADDER[-1], 1), faster(LADDER[0], -1), faster(0.0, -1)] == [0.0, 0.1, 1_000.0]
    assert [speed_text(one, "max") for one in (0.1, 1.0, 1_000.0, 0.0)] == ["×0.1", "×1", "×1,000", "max"]
    assert [achieved_text(one) for one in (0.94, 58.3, 12_437.0)] == ["×0.9", "×58", "×12,400"]


def test_a_recording_without_a_city_is_of_its_place(session: Session) -> None:
    session.city = ""
    session.introduce({"mode": "replay", "now": NOW, "incident": {"title": "A storm", "place": "Ho Man Tin"}})
    assert session.city == "Ho Man Tin"
    session.introduce({"mode": "replay", "now": NOW, "city": "Port Meridian", "incident": {"place": 7}})
    assert session.city == "Port Meridian"
