"""The keys of the plots, while the keyboard is with them."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QWidget


def add_keys(widget: QWidget, keys: Mapping[str, Callable[[], None]]) -> None:
    """Bind keys to actions for as long as `widget`, or something in it, has the keyboard focus.

    A click on something in it that takes no focus itself gives the focus to the widget.
    """
    widget.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    for key, action in keys.items():
        shortcut = QShortcut(QKeySequence(key), widget)
        shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        shortcut.activated.connect(action)
