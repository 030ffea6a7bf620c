"""An answer that comes after whoever asked is gone reaches nobody."""

from collections.abc import Callable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from opscenter.console.session import Answer
from tests.support.fake_city import FakeChannel, make_session


class View(QObject):
    """Asks in its own name."""

    def __init__(self) -> None:
        super().__init__()
        self.told: list[Answer] = []

    def take(self) -> None:
        self.setObjectName("told")  # raises once Qt's part of it is gone
        self.told.append(Answer({}, {}))


def through_functions(done: Callable[[], None]) -> Callable[[Answer], None]:
    def finish() -> None:
        done()

    def on_answer(_answer: Answer) -> None:
        finish()

    return on_answer


def test_a_view_that_is_gone_is_not_called_though_functions_stand_between(qtbot: QtBot) -> None:
    session = make_session(4, 0)
    channel = session.channel
    assert isinstance(channel, FakeChannel)
    view, gone = View(), View()
    for one in (view, gone):
        session.query("series", {}, through_functions(one.take))
    delete(gone)
    for _, _, on_answer in channel.asked:
        on_answer(Answer({}, {}))
    assert len(view.told) == 1 and gone.told == []
