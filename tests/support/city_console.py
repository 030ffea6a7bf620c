"""A console's whole window on a made-up city, shown, with no station behind it."""

import pytest
from pytestqt.qtbot import QtBot

from opscenter.console.options import ConsoleOptions
from opscenter.console.session import LinkState
from opscenter.console.shell.console import Console
from opscenter.console.shell.memory import Remembered
from opscenter.settings.catalogue import load_catalogue
from tests.support.fake_city import FakeChannel, snapshot


@pytest.fixture
def console(qtbot: QtBot) -> Console:
    options = ConsoleOptions(theme="dark", language="en", city="Port Meridian", zone="Asia/Hong_Kong", operator="t")
    console = Console(load_catalogue(), options, Remembered(), None)
    qtbot.addWidget(console.window)
    session = console.session
    session.channel = FakeChannel()
    changes = session.live.apply_snapshot(*snapshot(120, 3))
    session.set_link(LinkState.LIVE)
    session.announce(changes)
    console.window.resize(1_600, 900)
    console.show()
    qtbot.waitExposed(console.window)
    return console
