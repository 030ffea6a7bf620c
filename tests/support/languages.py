"""Tests in which consoles speak some language leave none behind."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale

from opscenter.console.shell.languages import Translators


@pytest.fixture(autouse=True)
def no_language_stays(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Translators of a console that a test has made are gone with it: the next test reads its own language."""
    made: list[Translators] = []
    begin = Translators.__init__

    def noted(self: Translators) -> None:
        begin(self)
        made.append(self)

    monkeypatch.setattr(Translators, "__init__", noted)
    before = QLocale()
    yield
    for translators in made:
        translators.remove()
    QLocale.setDefault(before)
