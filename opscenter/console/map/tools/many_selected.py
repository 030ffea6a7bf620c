"""What can be done with many selected entities: list, plot, show only these, clear; and undoing a selection."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu

from opscenter.console.format import format_number
from opscenter.console.map.describe import worst_first
from opscenter.console.map.feature import Feature
from opscenter.console.map.here import Here, Offer
from opscenter.console.map.tools.entity_list import EntityList
from opscenter.console.map.tools.lines import by_system, line_of
from opscenter.console.map.tools.plotting import main_attribute
from opscenter.console.theme.icons import icon
from opscenter.domain.changes import Changes

if TYPE_CHECKING:
    from opscenter.console.map.panel import MapPanel

LISTED = 200
PLOTTED = 8
_UNDO = 20


class ManySelected(Feature):
    """A chip while more than one entity is selected, and another while the map shows only some."""

    def __init__(self, panel: MapPanel) -> None:
        super().__init__(panel)
        self._only: list[str] = []
        self._before: list[list[str]] = []  # selections to go back to, the newest last
        self._last = list(panel.selection.ids)
        self._undoing = False
        self.list = EntityList(panel.theme, panel.overlays, panel.canvas)
        self.list.chosen.connect(self._show_one)
        self.chip = panel.overlays.add_chip(self.tr("What to do with what is selected"))
        self.menu = QMenu(self.chip)
        self.menu.aboutToShow.connect(self._fill_menu)
        self.chip.setMenu(self.menu)
        self.only_chip = panel.overlays.add_chip(self.tr("Show everything again"))
        self.only_chip.clicked.connect(self.show_all)
        panel.selection.changed.connect(self._selected)
        panel.session.changed.connect(self._follow)
        panel.canvas.gestures.keys.append(self._key)
        panel.pointing.offers.append(self._offers)
        self._show_chip()

    def stop(self) -> None:
        panel = self._panel
        panel.selection.changed.disconnect(self._selected)
        panel.session.changed.disconnect(self._follow)

    # -- what can be done ------------------------------------------------------------------------------------

    def show_list(self) -> None:
        """List them, worst alarms first, by system."""
        self._fill_list()
        self.list.open()

    def _fill_list(self) -> None:
        panel = self._panel
        row_of = panel.session.mirror.row_of
        rows = np.array([row for one in panel.selection.ids if 0 <= (row := row_of.get(one, -1)) < len(panel.rows)])
        rows = worst_first(panel.rows, rows.astype(np.int64))
        lines = [(row, line_of(panel.session, panel.rows, row)) for row in rows[:LISTED].tolist()]
        note = ""
        if len(rows) > len(lines):
            note = self.tr("{listed} of {total} are listed, worst alarms first.")
            note = note.format(listed=len(lines), total=format_number(float(len(rows)), 0))
        title = self.tr("%n selected", "", len(rows))
        self.list.show_lines(title, by_system(panel.session, panel.rows, lines), note)

    def plot(self) -> None:
        """Plot the main value of the first few."""
        panel, plotted = self._panel, 0
        for entity in panel.selection.ids[:200]:
            attribute = main_attribute(panel.session, entity)
            if attribute:
                panel.selection.plot.emit(entity, attribute)
                plotted += 1
                if plotted >= PLOTTED:
                    return

    def show_only(self) -> None:
        """Draw nothing but what is selected, on this map."""
        self._only = list(self._panel.selection.ids)
        self._narrow()

    def show_all(self) -> None:
        """Draw everything again."""
        self._only = []
        self._narrow()

    def undo(self) -> None:
        """The selection as it was before its last change."""
        if self._before:
            self._undoing = True
            self._panel.selection.select(self._before.pop())
            self._undoing = False

    # -- inside ----------------------------------------------------------------------------------------------

    def _narrow(self) -> None:
        panel = self._panel
        row_of = panel.session.mirror.row_of
        rows = [row_of[one] for one in self._only if one in row_of]
        panel.scene.only = np.array(rows, np.int64) if self._only else None
        self._show_chip()
        panel.bulk.repaint(soon=True)

    def _selected(self) -> None:
        ids = self._panel.selection.ids
        if ids != self._last:
            if not self._undoing:
                self._before = [*self._before[-_UNDO + 1 :], self._last]
            self._last = list(ids)
        if self.list.isVisible():
            if len(ids) > 1:
                self._fill_list()
            elif not ids:
                self.list.leave()
        self._show_chip()

    def _follow(self, changes: Changes) -> None:
        if self._only and (changes.everything or changes.new_rows):
            self._narrow()
        elif self._only and changes.alarms:
            self._show_chip()

    def _show_chip(self) -> None:
        panel, count = self._panel, len(self._panel.selection.ids)
        text = self.tr("{count} selected").format(count=format_number(float(count), 0)) if count > 1 else ""
        panel.overlays.show_chip(self.chip, f"{text}  ▾" if text else "")
        text = ""
        if self._only:
            hidden = panel.scene.alarms_elsewhere()
            text = self.tr("Only {count} shown").format(count=format_number(float(len(self._only)), 0))
            if hidden:
                text += "  -  " + self.tr("%n alarm(s) hidden", "", hidden)
            text += "  -  " + self.tr("show everything")
        panel.overlays.show_chip(self.only_chip, text)

    def _fill_menu(self) -> None:
        self.menu.clear()
        tokens = self._panel.theme.tokens
        for offer in (
            Offer(self.tr("List them"), "menu", "", self.show_list),
            Offer(self.tr("Plot the first %n", "", PLOTTED), "plot", "", self.plot),
            Offer(self.tr("Show only these on this map"), "filter", "", self.show_only),
            Offer(self.tr("Clear the selection"), "close", "Esc", lambda: self._panel.selection.select([])),
            Offer(self.tr("Undo the last selection"), "undo", "Ctrl+Z", self.undo),
        ):
            text = offer.text + (f"\t{offer.key}" if offer.key else "")
            self.menu.addAction(icon(offer.icon, tokens, 16), text).triggered.connect(lambda _=False, o=offer: o.act())

    def _offers(self, here: Here) -> Sequence[Offer]:
        if not self._before:
            return []
        return [Offer(self.tr("Undo the last selection"), "undo", "Ctrl+Z", self.undo)]

    def _key(self, event: QKeyEvent) -> bool:
        if event.key() == Qt.Key.Key_Z and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.undo()
            return True
        if event.key() == Qt.Key.Key_Escape and self._only and not self._panel.selection.ids:
            self.show_all()
            return True
        return False

    def _show_one(self, entity: str) -> None:
        self._panel.show_entity(entity)
