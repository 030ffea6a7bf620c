"""The alarm panel: the wiring of list, table, filters, ledgers, acts and selection."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget
from shiboken6 import isValid

from opscenter.console.alarms.alarm_list import AlarmList
from opscenter.console.alarms.aside_bar import AsideBar
from opscenter.console.alarms.bar_menus import BarMenus
from opscenter.console.alarms.bar_telling import BarTelling
from opscenter.console.alarms.columns import SORT_OF, Column
from opscenter.console.alarms.comment_bar import CommentBar
from opscenter.console.alarms.delegate import AlarmDelegate
from opscenter.console.alarms.filter_bar import FilterBar
from opscenter.console.alarms.filter_telling import hidden_lines
from opscenter.console.alarms.group_names import GroupNames
from opscenter.console.alarms.grouping import Grouping
from opscenter.console.alarms.helpings import Helpings
from opscenter.console.alarms.in_area import InArea
from opscenter.console.alarms.intents import AlarmIntents
from opscenter.console.alarms.ledger_tabs import LedgerTabs
from opscenter.console.alarms.menus import acts_menu, pop_up
from opscenter.console.alarms.ordering import SortKey
from opscenter.console.alarms.place import KeyboardPlace
from opscenter.console.alarms.reasons import Reasons
from opscenter.console.alarms.row_selection import RowSelection
from opscenter.console.alarms.sum_check import SumCheck
from opscenter.console.alarms.table import AlarmTable
from opscenter.console.alarms.tones import Tones
from opscenter.console.alarms.verbs import Verb, applies
from opscenter.console.alarms.view import AlarmView
from opscenter.console.alarms.viewing import Viewing
from opscenter.console.alarms.wording import alarm_text, place_name
from opscenter.console.attention.attention import Attention
from opscenter.console.selection import Selection
from opscenter.console.session import REPLAY, Session
from opscenter.console.situations.flood_bar import FloodBar
from opscenter.console.situations.folding import SituationFolding
from opscenter.console.situations.window import SituationWindow
from opscenter.console.situations.wording import situation_key
from opscenter.console.theme.theme import Theme
from opscenter.domain.alarm import Priority
from opscenter.domain.changes import Changes
from opscenter.domain.texts import in_language

PREPARE_MS = 40
PREPARED = 200
_SORTED_NEWEST_FIRST = (Column.TIME, Column.AGE)


class AlarmPanel(QWidget):
    """Every alarm that stands, waits for somebody or is laid aside. `named(str)` when an operator gave a name;
    `mismatch(str)` a sentence while not every alarm is shown or counted, "" when all are; `detail_wanted()` when the
    detail of the selected alarm is to have the keyboard; `export_wanted(occurrence, situation)`: one of them as an
    alert for others, the other is ""."""

    named = Signal(str)
    mismatch = Signal(str)
    detail_wanted = Signal()
    export_wanted = Signal(str, str)

    def __init__(self, session: Session, selection: Selection, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._selection = selection
        self._theme = theme
        self.alarms = AlarmList(lambda alarm: (alarm_text(session, alarm), place_name(session, alarm)))
        names = GroupNames(session)
        self.alarms.groups.key_of = names.key_of
        self.table = AlarmTable(self.alarms, session, names, self)
        self._delegate = AlarmDelegate(self.table, session, theme, self)
        self.view = AlarmView(self.table, self._delegate, theme, self)
        self.bar = FilterBar(theme, self)
        self.comment_bar = CommentBar(self)
        self.reasons = Reasons()
        self.aside_bar = AsideBar(session, self.reasons, self)
        self.tabs = LedgerTabs(self)
        self.intents = AlarmIntents(session, self.comment_bar, self, self.aside_bar)
        self.viewing = Viewing(self.alarms, self.bar, selection, session, self)
        self.folding = SituationFolding(session, self.alarms, self)
        self.flood_bar = FloodBar(session, self.folding, self)
        self._situation: SituationWindow | None = None
        self._place = KeyboardPlace(self.view, self.table, self.alarms, self.intents)
        self._rows = RowSelection(self.view, self.table, self.alarms, self._delegate, selection)
        self._sum = SumCheck(self.alarms, self.table)
        self.tones = Tones(self)
        self.attention = Attention(session, self.tones, self)
        self._bar_menus = BarMenus(session, self.viewing, self.attention, self.bar, self)
        self._telling = BarTelling(session, self.alarms, self.bar, self.attention, self)
        self._helpings = Helpings(self._take, self._priority_of, self)
        self._second = 0
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.bar)
        box.addWidget(self.flood_bar)
        box.addWidget(self.view, 1)
        box.addWidget(self.comment_bar)
        box.addWidget(self.aside_bar)
        box.addWidget(self.tabs)
        self.setFocusProxy(self.view)
        self._blink = QTimer(self)
        self._blink.setInterval(500)
        self._blink.timeout.connect(lambda: self.view.flash(not self._delegate.flash_on))
        # Texts are looked up ahead, a few at a time: all of ten thousand at the first sort would hold the window.
        self._prepare = QTimer(self)
        self._prepare.setInterval(PREPARE_MS)
        self._prepare.timeout.connect(self._look_up)
        self._wire()
        self._take(None)

    def _wire(self) -> None:
        session, view, bar = self._session, self.view, self.bar
        self._acts: dict[str, Callable[[], None]] = {
            "comment": partial(self.acknowledge_selected, True),
            "undo": self.undo,
            "group": partial(self._bar_menus.open, "group"),
            "views": partial(self._bar_menus.open, "views"),
            "situations": self.folding.toggle,
            "find": self._find,
            "next-list": partial(self.viewing.step, 1),
            "previous-list": partial(self.viewing.step, -1),
            "detail": self._open_detail,
            "silence": self.attention.toggle_silence,
            "map": self._show_on_map,
            "plot": self._plot,
            "rule": self._show_rule,
            "export": self._export,
            **{verb.value: partial(self.act, verb) for verb in Verb},
            **{f"view-{number}": partial(self.viewing.show_numbered, number) for number in range(10)},
        }
        session.changed.connect(self._on_changed)
        session.ticked.connect(self._on_ticked)
        session.areas.changed.connect(self._on_areas)
        session.duty.changed.connect(self._on_duty)
        self.alarms.matching.in_area = InArea(session, self.alarms)
        self.alarms.matching.is_mine = session.duty.covers
        self.alarms.situation_of = lambda alarm: situation_key(session, alarm.occurrence)
        self.folding.changed.connect(self._on_viewing)
        bar.mine.setChecked(not session.duty.is_everything)
        self._theme.changed.connect(self._on_theme)
        view.wanted.connect(self.do)
        view.fold.connect(self._fold)
        view.home.connect(self.show_new)
        view.held.connect(self._on_held)
        view.sort_by.connect(self.sort_by)
        view.menu_wanted.connect(self._menu)
        self._rows.rows_changed.connect(self._enable_buttons)
        self._rows.revealing.connect(self._reveal)
        self.viewing.changed.connect(self._on_viewing)
        bar.system_left.connect(lambda: self._selection.narrow(""))
        bar.area_left.connect(lambda: self._selection.narrow_to(""))
        bar.show_new.connect(self.show_new)
        bar.acknowledge.connect(lambda: self.acknowledge_selected(False))
        bar.lay_aside.connect(lambda: self.act(Verb.SHELVE))
        bar.sound_again.connect(self.attention.sound_again)
        self.attention.changed.connect(self._telling.show_silence)
        session.desk_changed.connect(self._telling.show_silence)
        bar.reset.connect(self.reset_selected)
        bar.undo.connect(self.viewing.undo)
        bar.wanted_menu.connect(self._bar_menus.open)
        self._bar_menus.named.connect(self.keep_view)
        self.tabs.chosen.connect(self.viewing.open)
        self.intents.changed.connect(self._on_under_way)
        self.intents.named.connect(self.named)
        self.comment_bar.left.connect(view.setFocus)
        self.aside_bar.left.connect(view.setFocus)

    # -- facts -----------------------------------------------------------------------------------------------

    def _on_changed(self, changes: Changes) -> None:
        regrouped = self.folding.take(changes)
        if changes.everything:
            self._helpings.forget()
            self._take(None)
            return
        if changes.renamed_rows and self.alarms.columns.slot_of:
            self.alarms.reword(self._session.mirror.ids[row] for row in changes.renamed_rows)
            if not changes.alarms:
                self._sync()
        if changes.alarms:
            self._helpings.add(changes.alarms)
        elif regrouped:
            self._sync()
        elif changes.health:
            self._show_counts()

    def _take(self, changed: list[str] | None) -> None:
        self.alarms.update(self._session.mirror.alarms, changed)
        self.intents.settle()
        self._sync()
        self._prepare.start()

    def _priority_of(self, occurrence: str) -> Priority | None:
        alarm = self._session.mirror.alarms.get(occurrence)
        return None if alarm is None else alarm.priority

    def _look_up(self) -> None:
        if not self.alarms.matching.prepare(PREPARED):
            self._prepare.stop()

    def _sync(self) -> None:
        self._place.remember()
        self._rows.sync()
        self._place.keep()
        self._show_counts()

    def _show_counts(self) -> None:
        counts = self.alarms.counts()
        wanted = self.alarms.filter
        system = self._session.catalogue.systems.get(wanted.system)
        name = in_language(system.name, self._session.language) if system is not None else wanted.system
        by_system = self.alarms.hidden_by_system()
        self.bar.show_counts(
            counts, self.alarms.waiting, name, wanted.hides, by_system, hidden_lines(self.alarms, name)
        )
        self.bar.undo_button.setEnabled(bool(self.viewing.history))
        self._telling.show_area_and_duty()
        self._enable_buttons()
        if not self._helpings.waiting:
            facts = self._session.mirror.alarms
            whole = self._sum.comes_out(facts)
            self.tabs.show_counts(counts, wanted.ledger, len(facts), whole)
            wrong = self.tr("The alarm list does not show every alarm just now: restart the console, and report it.")
            self.mismatch.emit("" if whole else wrong)
        self.view.empty_text = self._telling.why_empty(counts.hidden, self.table.ledger)
        flashing = counts.unacknowledged > 0
        if flashing != self._blink.isActive():
            if flashing:
                self._blink.start()
            else:
                self._blink.stop()

    def _on_areas(self) -> None:
        """Somebody crossed a border, or a border moved."""
        by_area = self.alarms.filter.area or self.alarms.groups.by.value == "area"
        if by_area or not self._session.duty.is_everything:
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

    # -- order, groups, filters ------------------------------------------------------------------------------

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
            self.viewing.sort(key, descends)
        elif self.alarms.descending == descends:
            self.viewing.sort(key, not descends)
        else:
            self.viewing.sort(SortKey.URGENCY, False)

    def _on_viewing(self) -> None:
        """The list is looked at otherwise."""
        header = self.view.horizontalHeader()
        columns = [column for column, key in SORT_OF.items() if key is self.alarms.sort_key]
        header.setSortIndicatorShown(bool(columns))
        if columns:
            way = Qt.SortOrder.DescendingOrder if self.alarms.descending else Qt.SortOrder.AscendingOrder
            header.setSortIndicator(columns[0], way)
        self.view.fit_columns()
        self.table.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(Column) - 1)
        self._sync()

    def _fold(self, row: int, folded: bool, every: bool) -> None:
        group = self.table.group(row)
        if every:
            self.viewing.fold_all(folded)
        elif group is not None:
            self.alarms.fold([group.key], folded)
            self._sync()

    def _reveal(self, occurrence: str) -> None:
        self.alarms.reveal(occurrence)
        self._sync()

    # -- acts ------------------------------------------------------------------------------------------------

    def do(self, intent: str) -> None:
        """Carry out an intent of the keys or of a menu (see `keys`)."""
        self._acts[intent]()

    def act(self, verb: Verb) -> None:
        """Do it to the selected alarms, else the current one, asking first for what is missing."""
        alarms = self.view.meant()
        # A group is many at once: ask, and say how many, before anything is done to them.
        self.intents.act(verb, alarms, with_comment=self.view.means_group() and len(alarms) > 1)

    def acknowledge_selected(self, with_comment: bool) -> None:
        """Acknowledge the selected rows, else the current one, asking first for a missing name or a wanted comment."""
        if with_comment:
            self.intents.acknowledge(self.view.meant(), True)
        else:
            self.act(Verb.ACKNOWLEDGE)

    def reset_selected(self) -> None:
        """Reset the selected rows that are latched and acknowledged."""
        self.act(Verb.RESET)

    def undo(self) -> None:
        """Take back what was laid aside just now, else the last change of filters."""
        if self.comment_bar.offers:
            self.comment_bar.take_back()
        else:
            self.viewing.undo()

    def _on_under_way(self) -> None:
        self._place.asked()
        self.table.under_way = self.intents.under_way
        self.view.viewport().update()

    def _enable_buttons(self) -> None:
        """Reset is there only for those who have something to reset: few rules latch."""
        chosen = self.view.selectionModel().hasSelection()
        self.bar.allow_acts(chosen, self._session.refusal if self._session.mode == REPLAY else "")
        slots = self.table.order[self.view.selected_rows()] if chosen else self.table.order[:0]
        self.bar.reset_button.setVisible(self.alarms.any_to_reset(slots))

    def _show_on_map(self) -> None:
        if self.view.means_group():
            self._selection.select(list(dict.fromkeys(alarm.entity for alarm in self.view.meant())))
        for alarm in self.view.meant()[:1]:
            self._selection.show_on_map.emit(alarm.entity)

    def _open_detail(self) -> None:
        situation = self._current_situation()
        if situation:
            self.open_situation(situation)
            return
        for alarm in self.view.meant()[:1]:
            self._selection.select([alarm.entity], alarm.occurrence)
            self.detail_wanted.emit()

    def _current_situation(self) -> str:
        group = self.table.group(self.view.currentIndex().row())
        return group.key if group is not None and self.alarms.groups.by is Grouping.SITUATION else ""

    def open_situation(self, situation: str) -> None:
        """Show all of a situation in a window of its own; there is one at a time."""
        if self._situation is None or not isValid(self._situation):
            self._situation = SituationWindow(self._session, self._selection, self._theme, self)
            self._situation.page.named.connect(self.named)
            self._situation.page.export_wanted.connect(partial(self.export_wanted.emit, ""))
        self._situation.page.show_situation(situation)
        self._situation.show()
        self._situation.activateWindow()

    def _plot(self) -> None:
        for alarm in self.view.meant()[:1]:
            self._selection.plot.emit(alarm.entity, alarm.attribute)

    def _show_rule(self) -> None:
        for alarm in self.view.meant()[:1]:
            self._selection.show_rule.emit(alarm.rule)

    def _export(self) -> None:
        situation, meant = self._current_situation(), self.view.meant()
        if situation or meant:
            self.export_wanted.emit("" if situation else meant[0].occurrence, situation)

    def _find(self) -> None:
        self.bar.words.setFocus()
        self.bar.words.selectAll()

    # -- menus -----------------------------------------------------------------------------------------------

    def _menu(self, at: QPoint) -> None:
        meant = self.view.meant()
        why = self._session.refusal

        def possible(verb: Verb) -> bool:
            return not why and any(applies(verb, alarm) for alarm in meant)

        pop_up(acts_menu(self, self.table, possible, self.do, self.sort_by, bool(meant), self.show_new, why), at)

    def keep_view(self, name: str) -> None:
        """Keep the view under a name; a refusal is said."""
        refused = self.viewing.keep(name)
        if refused:
            self.comment_bar.say(self.tr("Not saved: {reason}.").format(reason=refused))

    # -- the rest --------------------------------------------------------------------------------------------

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
        """Sort, grouping, filters, saved views, reasons, silence and reminders, JSON-able."""
        return {
            **self.viewing.save_state(),
            **self.folding.save_state(),
            "reasons": self.reasons.save_state(),
            "attention": self.attention.save_state(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take over what `save_state` gave; what cannot be read is left as it is."""
        try:
            self.viewing.restore_state(state)
        except (TypeError, ValueError):
            return
        self.reasons.restore_state(state.get("reasons"))
        self.attention.restore_state(state.get("attention"))
