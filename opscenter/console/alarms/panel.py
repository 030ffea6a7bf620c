"""The alarm panel: the wiring of list, table, filters, acknowledging and selection."""

from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from opscenter.console.alarms.acknowledging import needs_reset
from opscenter.console.alarms.alarm_list import AlarmList, SortKey
from opscenter.console.alarms.comment_bar import CommentBar
from opscenter.console.alarms.delegate import AlarmDelegate
from opscenter.console.alarms.filter_bar import FilterBar
from opscenter.console.alarms.filtering import AlarmFilter
from opscenter.console.alarms.intents import AlarmIntents
from opscenter.console.alarms.place import KeyboardPlace
from opscenter.console.alarms.table import SORT_OF, AlarmTable, Column
from opscenter.console.alarms.tones import Tones
from opscenter.console.alarms.view import AlarmView
from opscenter.console.alarms.wording import alarm_text, place_name, priority_name
from opscenter.console.selection import Selection
from opscenter.console.session import Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Alarm, Priority
from opscenter.domain.changes import Changes
from opscenter.domain.texts import in_language

_SORTED_NEWEST_FIRST = (Column.TIME, Column.AGE)


class AlarmPanel(QWidget):
    """Every alarm that stands or waits for somebody. `named(str)` when an operator gave a name."""

    named = Signal(str)

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._theme = theme
        self.alarms = AlarmList(lambda alarm: (alarm_text(session, alarm), place_name(session, alarm)))
        self.table = AlarmTable(self.alarms, session, self)
        self._delegate = AlarmDelegate(self.table, session, theme, self)
        self.view = AlarmView(self.table, self._delegate, theme, self)
        self.bar = FilterBar(theme, self)
        self.comment_bar = CommentBar(self)
        self.intents = AlarmIntents(session, self.comment_bar, self)
        self._place = KeyboardPlace(self.view, self.table, self.alarms, self.intents)
        self.tones = Tones(self)
        self._selecting = False
        self._second = 0
        self._inside: NDArray[np.bool_] = np.empty(0, np.bool_)
        self._inside_made: tuple[int, int, str] | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.view, 1)
        box.addWidget(self.comment_bar)
        self.setFocusProxy(self.view)
        self._blink = QTimer(self)
        self._blink.setInterval(500)
        self._blink.timeout.connect(lambda: self.view.flash(not self._delegate.flash_on))
        self._wire()
        self._take(None)

    def _wire(self) -> None:
        session, selection, view, bar = self._session, self._selection, self.view, self.bar
        session.changed.connect(self._on_changed)
        session.ticked.connect(self._on_ticked)
        selection.changed.connect(self._on_selection)
        selection.system_changed.connect(self._on_filter)
        selection.area_changed.connect(self._on_filter)
        session.areas.changed.connect(self._on_areas)
        session.duty.changed.connect(self._on_duty)
        self.alarms.in_area = self._in_area
        self.alarms.is_mine = session.duty.covers
        bar.mine.setChecked(not session.duty.is_everything)
        self._theme.changed.connect(self._on_theme)
        view.acknowledge.connect(self.acknowledge_selected)
        view.show_on_map.connect(self._show_on_map)
        view.plot.connect(self._plot)
        view.home.connect(self.show_new)
        view.held.connect(self._on_held)
        view.sort_by.connect(self.sort_by)
        view.menu_wanted.connect(self._menu)
        view.selectionModel().selectionChanged.connect(self._on_rows)
        bar.filter_changed.connect(self._on_filter)
        bar.system_left.connect(lambda: selection.narrow(""))
        bar.area_left.connect(lambda: selection.narrow_to(""))
        bar.show_new.connect(self.show_new)
        bar.acknowledge.connect(lambda: self.acknowledge_selected(False))
        bar.mute_changed.connect(self._mute)
        bar.reset.connect(self.reset_selected)
        view.reset_chosen.connect(self.reset_selected)
        self.intents.changed.connect(self._on_under_way)
        self.intents.named.connect(self.named)
        self.comment_bar.left.connect(view.setFocus)

    # -- facts -----------------------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        if changes.everything:
            self._take(None)
            return
        if changes.renamed_rows and len(self.alarms):
            self.alarms.reword(self._session.mirror.ids[row] for row in changes.renamed_rows)
            self._sync()
        if changes.alarms:
            self._take(changes.alarms)
        elif changes.health:
            self._show_counts()

    def _take(self, changed: list[str] | None) -> None:
        announced = self.alarms.update(self._session.mirror.alarms, changed)
        self.intents.settle()
        self._sync()
        if announced and changed is not None:
            self.tones.play(Priority(min(alarm.priority for alarm in announced)))

    def _sync(self) -> None:
        self._place.remember()
        self._selecting = True
        self.table.sync()
        self._selecting = False
        self._place.keep()
        self._show_counts()

    def _show_counts(self) -> None:
        counts = self.alarms.counts()
        wanted = self.alarms.filter
        system = self._session.catalogue.systems.get(wanted.system)
        name = in_language(system.name, self._session.language) if system is not None else wanted.system
        by_system = self.alarms.hidden_by_system()
        self.bar.show_counts(counts, self.alarms.waiting, name, wanted.hides, by_system)
        self._show_area_and_duty()
        self._enable_buttons()
        mirror = self._session.mirror
        if counts.hidden:
            self.view.empty_text = self.tr("The filters hide all %n alarm(s).", "", counts.hidden)
        elif not mirror.rule_count:
            self.view.empty_text = self.tr(
                "No alarms: nothing is watched. No rule of the catalogue applies to the {entities} entities known."
            ).format(entities=f"{len(mirror.ids):,}")
        else:
            self.view.empty_text = self.tr("No alarms. {rules} rules are watching {entities} entities.").format(
                rules=f"{mirror.rule_count:,}", entities=f"{len(mirror.ids):,}"
            )
        flashing = counts.unacknowledged > 0
        if flashing != self._blink.isActive():
            if flashing:
                self._blink.start()
            else:
                self._blink.stop()

    def _show_area_and_duty(self) -> None:
        session, area = self._session, self.alarms.filter.area
        row = session.mirror.row_of.get(area, -1)
        name = session.name(row) if row >= 0 else area.rsplit(":", 1)[-1]
        self.bar.show_area(name, self.alarms.hidden_by_area())
        if session.duty.is_everything:
            self.bar.show_duty(False, 0, "")
            return
        others, worst = self.alarms.not_mine()
        self.bar.show_duty(True, others, priority_name(worst) if worst is not None else "")

    def _in_area(self, alarm: Alarm) -> bool:
        session, area = self._session, self._selection.area
        made = (session.areas.city.version, len(session.mirror.ids), area)
        if made != self._inside_made:
            self._inside, self._inside_made = session.areas.city.inside(area), made
        row = session.mirror.row_of.get(alarm.entity, -1)
        return row >= 0 and bool(self._inside[row])

    def _on_areas(self) -> None:
        """Somebody crossed a border, or a border moved."""
        if self.alarms.filter.area or not self._session.duty.is_everything:
            self.alarms.look_again()
            self._sync()

    def _on_duty(self) -> None:
        chosen = not self._session.duty.is_everything
        if self.bar.mine.isChecked() == chosen:
            self.alarms.refilter()
            self._sync()
        else:
            self.bar.mine.setChecked(chosen)

    def _on_ticked(self, now: int) -> None:
        second = int(now) // 1000
        if second != self._second:
            self._second = second
            if self.intents.under_way:
                self.intents.settle()
            self.view.viewport().update()

    # -- order and filters -----------------------------------------------------------------------------------

    def _on_held(self, held: bool) -> None:
        if held:
            self.alarms.hold()
        else:
            self.alarms.release()
            self._sync()

    def show_new(self) -> None:
        """Sort in what waits at the end, and go to the top."""
        self.alarms.arrange() if not self.alarms.held else self.alarms.release()
        self._sync()
        self.view.scrollToTop()
        self.view.let_go()

    def sort_by(self, column: int) -> None:
        """Sort by a column; by the same again the other way round, a third time by urgency as at first."""
        key = SORT_OF[Column(column)]
        descends = Column(column) in _SORTED_NEWEST_FIRST
        if self.alarms.sort_key is not key:
            self.alarms.sort(key, descends)
        elif self.alarms.descending == descends:
            self.alarms.sort(key, not descends)
        else:
            self.alarms.sort(SortKey.URGENCY, False)
        self._show_sort()
        self._sync()

    def _show_sort(self) -> None:
        header = self.view.horizontalHeader()
        columns = [column for column, key in SORT_OF.items() if key is self.alarms.sort_key]
        header.setSortIndicatorShown(bool(columns))
        if columns:
            way = Qt.SortOrder.DescendingOrder if self.alarms.descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(columns[0], way)

    def _on_filter(self) -> None:
        self.alarms.set_filter(self.bar.wanted(self._selection.system, self._selection.area))
        self._sync()

    # -- selection -------------------------------------------------------------------------------------------

    def _enable_buttons(self) -> None:
        """Reset is there only for those who have something to reset: few rules latch."""
        self.bar.acknowledge_button.setEnabled(self.view.selectionModel().hasSelection())
        self.bar.reset_button.setVisible(any(needs_reset(alarm) for alarm in self.view.chosen()))

    def _on_rows(self) -> None:
        self._enable_buttons()
        if self._selecting:
            return
        chosen = self.view.chosen()
        if chosen:
            ids = list(dict.fromkeys(alarm.entity for alarm in chosen))
            self._selecting = True
            self._selection.select(ids, chosen[0].occurrence)
            self._selecting = False
            self._delegate.related = set(ids)
            self.view.viewport().update()

    def _on_selection(self) -> None:
        self._delegate.related = set(self._selection.ids)
        self.view.viewport().update()
        if self._selecting:
            return
        rows = self.alarms.rows_of([self._selection.occurrence]) if self._selection.occurrence else []
        self._selecting = True
        model = self.view.selectionModel()
        model.clearSelection()
        for row in rows:
            one = QItemSelection(self.table.index(row, 0), self.table.index(row, len(Column) - 1))
            model.select(one, QItemSelectionModel.SelectionFlag.Select)
        if rows:
            model.setCurrentIndex(self.table.index(rows[0], 0), QItemSelectionModel.SelectionFlag.NoUpdate)
            self.view.scrollTo(self.table.index(rows[0], 0))
        self._selecting = False

    def _show_on_map(self) -> None:
        for alarm in self.view.meant()[:1]:
            self._selection.show_on_map.emit(alarm.entity)

    def _plot(self) -> None:
        for alarm in self.view.meant()[:1]:
            self._selection.plot.emit(alarm.entity, alarm.attribute)

    # -- acknowledging ---------------------------------------------------------------------------------------

    def acknowledge_selected(self, with_comment: bool) -> None:
        """Acknowledge the selected rows, else the current one, asking first for a missing name or a wanted comment."""
        self.intents.acknowledge(self.view.meant(), with_comment)

    def reset_selected(self) -> None:
        """Reset the selected rows that are latched and acknowledged."""
        self.intents.reset(self.view.meant())

    def _on_under_way(self) -> None:
        self._place.asked()
        self.table.under_way = self.intents.under_way
        self.view.viewport().update()

    # -- the rest --------------------------------------------------------------------------------------------

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        chosen = bool(self.view.chosen())
        for text, act, needs in (
            (self.tr("Acknowledge\tEnter"), lambda: self.acknowledge_selected(False), True),
            (self.tr("Acknowledge with a comment …\tShift+A"), lambda: self.acknowledge_selected(True), True),
            (self.tr("Reset\tR"), self.reset_selected, True),
            (self.tr("Show on map\tM"), self._show_on_map, True),
            (self.tr("Plot\tP"), self._plot, True),
            (self.tr("Sort in what is new\tHome"), self.show_new, False),
        ):
            action = QAction(text, menu)
            action.setEnabled(chosen or not needs)
            action.triggered.connect(act)
            menu.addAction(action)
        sort = menu.addMenu(self.tr("Sort by"))
        for column in Column:
            action = QAction(self.table.title(column), sort)
            action.triggered.connect(lambda _checked=False, column=column: self.sort_by(column))
            sort.addAction(action)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(at)

    def _mute(self, muted: bool) -> None:
        self.tones.muted = muted

    def _on_theme(self) -> None:
        self.bar.restyle()
        self._delegate.restyle()
        self.view.viewport().update()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.LanguageChange:
            self.alarms.reword()
            self._delegate.restyle()
            self._sync()
        super().changeEvent(event)

    def save_state(self) -> dict[str, Any]:
        """Sort, filters and silence, JSON-able."""
        wanted = self.alarms.filter
        return {
            "sort": self.alarms.sort_key.value,
            "descending": self.alarms.descending,
            "priorities": sorted(int(priority) for priority in wanted.priorities),
            "unacknowledged_only": wanted.unacknowledged_only,
            "muted": self.tones.muted,
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take over what `save_state` gave; what cannot be read is left as it is."""
        try:
            self.alarms.sort(SortKey(state.get("sort", SortKey.URGENCY)), bool(state.get("descending", False)))
            priorities = frozenset(Priority(number) for number in state.get("priorities", [1, 2, 3, 4]))
        except (TypeError, ValueError):
            return
        self.bar.mute.setChecked(bool(state.get("muted", False)))
        self.bar.set_filter(
            AlarmFilter(
                priorities=priorities,
                unacknowledged_only=bool(state.get("unacknowledged_only", False)),
                mine=not self._session.duty.is_everything,
            )
        )
        self._show_sort()
        self._sync()
