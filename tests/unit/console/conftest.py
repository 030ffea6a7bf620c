"""Widgets of one test are gone before the next begins, and are destroyed in this thread (see console.collector)."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from opscenter.console.selection import Selection
from opscenter.console.session import Session
from tests.support.fake_city import make_session
from tests.support.languages import no_language_stays as _no_language_stays  # noqa: F401 - a fixture


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an operator of this machine keeps is neither read nor written."""
    monkeypatch.setenv("OPSCENTER_CONFIG_DIR", str(tmp_path / "own-config"))
    monkeypatch.setenv("OPSCENTER_CACHE_DIR", str(tmp_path / "own-cache"))


@pytest.fixture(autouse=True)
def _collect_in_this_thread() -> Iterator[None]:
    gc.disable()
    yield
    gc.collect()  # before anything that waits to be deleted is: shiboken may let go of what is gone already
    gc.enable()


@pytest.fixture(autouse=True, scope="module")
def _modules_stay_aside() -> Iterator[None]:
    """The end of a console gives back to the collector what tests/conftest.py had set aside."""
    yield
    if not gc.get_freeze_count():
        gc.collect()
        gc.freeze()


@pytest.fixture(autouse=True)
def _no_dress_stays(_collect_in_this_thread: None) -> Iterator[None]:
    """What a console has dressed the application in is taken off again, except that of a whole module."""
    app = QApplication.instance()
    before = app.styleSheet() if isinstance(app, QApplication) else ""
    yield
    app = QApplication.instance()
    if isinstance(app, QApplication) and app.styleSheet() != before:
        gc.collect()
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)  # the fewer there are to undress
        app.setStyleSheet(before)


@pytest.fixture
def session(qtbot: QtBot) -> Session:
    """A desk on forty entities without an alarm; tests of alarms have their own."""
    return make_session(entities=40, alarms=0)


@pytest.fixture
def selection(qtbot: QtBot) -> Selection:
    """Nothing is selected."""
    return Selection()
