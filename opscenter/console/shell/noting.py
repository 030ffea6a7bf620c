"""Notes in the window: where the keyboard or the pointer is says what a note that is begun is about."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from opscenter.console.notes.dialog import NoteDialog
from opscenter.console.notes.occasion import Occasion
from opscenter.console.session import REPLAY

if TYPE_CHECKING:
    from opscenter.console.shell.console import Console
    from opscenter.console.shell.window import MainWindow


class Noting(QObject):
    """Made once with a window. `write` is what the command does, `open` what panels ask for."""

    def __init__(self, window: MainWindow, console: Console) -> None:
        super().__init__(window)
        self._window, self._console = window, console
        window.selection.note_wanted.connect(self.open)

    def write(self) -> None:
        """About what the panel with the keyboard shows, else about the selection."""
        self.open(self.occasion())

    def occasion(self) -> Occasion:
        """What a note begun now would be about: the place of the cursor in the trends, the alarm or the attribute that
        is selected, the entity that is."""
        window = self._window
        for name in dict.fromkeys((window.panel_with_focus(), "trends")):
            ask = getattr(window.panels.get(name), "occasion", None)
            told = ask() if ask is not None else None
            if isinstance(told, Occasion):
                return told
        selection = window.selection
        alarm = window.session.mirror.alarms.get(selection.occurrence)
        if alarm is not None:
            return Occasion(entity=alarm.entity, attribute=alarm.attribute)
        known = selection.current in window.session.mirror.row_of
        return Occasion(entity=selection.current if known else "")

    def open(self, occasion: Occasion) -> None:
        """The dialog; one that is open and has words in it comes to the front instead."""
        window = self._window
        if window.session.mode == REPLAY:
            window.notice.tell(
                self.tr("This is a replay: its notes are those of then. Keep a bookmark with words instead (Ctrl+F8).")
            )
            return
        there = window.findChild(NoteDialog)
        if there is not None and there.isVisible():
            if there.text.toPlainText().strip():
                there.raise_()
                there.activateWindow()
                return
            there.close()
        dialog = NoteDialog(window.session, occasion, window)
        dialog.named.connect(self._console.use_operator)
        dialog.show()
