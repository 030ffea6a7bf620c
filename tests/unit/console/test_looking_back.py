"""A console that is started in the past."""

from pytestqt.qtbot import QtBot

from opscenter.console.looking_back import LookBack
from opscenter.console.session import LinkState
from tests.support.fake_city import beat, make_session


def test_a_moment_that_has_not_come_is_refused_at_once(qtbot: QtBot) -> None:
    session = make_session(entities=8, alarms=0)
    assert session.link is LinkState.LIVE
    look = LookBack(session, session.live_now + 86_400_000)
    with qtbot.waitSignal(look.settled):
        beat(session)
    assert "not come yet" in look.refused and session.moment is None
