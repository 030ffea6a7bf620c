"""A console's whole window on a made-up city, shown, with no station behind it."""

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.options import ConsoleOptions
from opscenter.console.session import LinkState
from opscenter.console.shell.console import Console
from opscenter.console.shell.memory import Remembered
from opscenter.settings.catalogue import load_catalogue
from tests.support.fake_city import FakeChannel, snapshot


def shown_console(qtbot: QtBot, theme: str = "dark", width: int = 1_600, height: int = 900) -> Console:
    """With 120 entities, of which some are in alarm."""
    options = ConsoleOptions(theme=theme, language="en", city="Port Meridian", zone="Asia/Hong_Kong", operator="t")
    console = Console(load_catalogue(), options, Remembered(), None)
    qtbot.addWidget(console.window)
    session = console.session
    session.channel = FakeChannel()
    changes = session.live.apply_snapshot(*snapshot(120, 3))
    session.set_link(LinkState.LIVE)
    session.announce(changes)
    console.window.resize(width, height)
    console.show()
    qtbot.waitExposed(console.window)
    return console


@pytest.fixture
def console(qtbot: QtBot) -> Console:
    return shown_console(qtbot)
