"""A Qt application for commands that only draw: no screen needed, but fonts need an application."""

import os
import sys

from PySide6.QtGui import QGuiApplication

_kept: list[QGuiApplication] = []


def begin() -> None:
    """Make the application, once. On Linux without a platform of the user's choice it draws off screen."""
    if QGuiApplication.instance() is None:
        if sys.platform.startswith("linux"):
            os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(sys.argv[:1]))
