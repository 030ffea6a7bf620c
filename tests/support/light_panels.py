"""Nothing in place of every panel of a console, for tests of the window round them."""

import pytest
from PySide6.QtWidgets import QWidget

from opscenter.console.shell import panels as panel_making


class Canvas(QWidget):
    """In place of every panel."""

    def __init__(self, session: object, selection: object, theme: object, basemap: object = None) -> None:
        super().__init__()


def use_light_panels(monkeypatch: pytest.MonkeyPatch, panel: type[QWidget] = Canvas) -> None:
    """Until the end of the test every panel is one of these; `panel` is made as `Canvas` is."""
    for name in panel_making._CLASSES:
        monkeypatch.setitem(panel_making._CLASSES, name, (panel.__module__, panel.__name__))
