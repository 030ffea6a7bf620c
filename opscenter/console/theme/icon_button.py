"""Buttons of a bar that are nothing but a picture."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QToolButton, QWidget

SIDE = 28


def icon_button(told: str, parent: QWidget, picture: int = 18) -> QToolButton:
    """A flat square with room for an icon of so many pixels; `told`: what it does, and its key. Its owner paints the
    icon, and again in another theme."""
    button = QToolButton(parent)
    button.setToolTip(told)
    button.setAccessibleName(told)
    button.setFixedSize(SIDE, SIDE)
    button.setIconSize(QSize(picture, picture))
    button.setProperty("role", "icon")
    return button
