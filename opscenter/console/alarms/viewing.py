"""How the list is looked at as one thing: filters, sort and grouping together, kept under names and undone."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.console.alarms.alarm_list import AlarmList
from opscenter.console.alarms.filter_bar import FilterBar
from opscenter.console.alarms.filtering import AlarmFilter, Ledger
from opscenter.console.alarms.grouping import Grouping
from opscenter.console.alarms.ordering import SortKey
from opscenter.console.alarms.saved_views import FilterHistory, ListView, SavedViews
from opscenter.console.selection import Selection
from opscenter.console.session import Session


class Viewing(QObject):
    """`changed` after the list was filtered, sorted or grouped otherwise. Where there is nothing to be undone yet,
    `undo` does nothing."""

    changed = Signal()

    def __init__(
        self, alarms: AlarmList, bar: FilterBar, selection: Selection, session: Session, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._alarms = alarms
        self._bar = bar
        self._selection = selection
        self._session = session
        self.views = SavedViews()
        self.history = FilterHistory()
        self._quiet = False
        bar.filter_changed.connect(self.take_filter)
        selection.system_changed.connect(self.take_filter)
        selection.area_changed.connect(self.take_filter)

    @property
    def now(self) -> ListView:
        """The list as it is looked at."""
        alarms = self._alarms
        return ListView(alarms.filter, alarms.sort_key, alarms.descending, alarms.groups.by)

    def take_filter(self) -> None:
        """A condition was changed in the bar, or everything was narrowed to a system or an area."""
        if not self._quiet:
            wanted = self._bar.wanted(self._selection.system, self._selection.area)
            self._remembering(lambda: self._alarms.set_filter(wanted))

    def open(self, ledger: Ledger) -> None:
        """Show another list; filters stay as they are."""
        self._bar.ledger = ledger
        self.take_filter()

    def step(self, by: int) -> None:
        """To the next list, or the one before."""
        ledgers = list(Ledger)
        self.open(ledgers[(ledgers.index(self._alarms.filter.ledger) + by) % len(ledgers)])

    def sort(self, key: SortKey, descending: bool) -> None:
        """Sort otherwise."""
        self._alarms.sort(key, descending)
        self.changed.emit()

    def group_by(self, grouping: Grouping) -> None:
        """Put rows together otherwise."""
        self._remembering(lambda: self._alarms.group_by(grouping))

    def fold_all(self, folded: bool) -> None:
        """Fold every group, or none."""
        self._alarms.fold(self._alarms.groups.keys(), folded)
        self.changed.emit()

    def _remembering(self, act: Callable[[], None]) -> None:
        before = self.now
        act()
        self.history.changed(before, self.now)
        self.changed.emit()

    def undo(self) -> None:
        """Take back the last change of filters or grouping."""
        view = self.history.undo()
        if view is not None:
            self._show(view)
            self.changed.emit()

    def show(self, view: ListView) -> None:
        """Look at the list in this way."""
        self._remembering(lambda: self._show(view))

    def show_named(self, name: str) -> None:
        """Look at the list as a saved view says; "" is as at first, in the list that is open."""
        if name:
            view = self.views.of(self._session.operator).get(name)
        else:
            mine = not self._session.duty.is_everything
            view = ListView(AlarmFilter(ledger=self._alarms.filter.ledger, mine=mine))
        if view is not None:
            self.show(view)

    def show_numbered(self, number: int) -> None:
        """As `show_named`, by place from 1; 0 is as at first."""
        names = ["", *self.views.of(self._session.operator)]
        if number < len(names):
            self.show_named(names[number])

    def _show(self, view: ListView) -> None:
        self._quiet = True
        self._bar.set_filter(view.filter)
        if self._selection.system != view.filter.system:
            self._selection.narrow(view.filter.system)
        if self._selection.area != view.filter.area:
            self._selection.narrow_to(view.filter.area)
        self._quiet = False
        alarms = self._alarms
        alarms.set_filter(self._bar.wanted(self._selection.system, self._selection.area))
        alarms.group_by(view.grouping)
        alarms.sort(view.sort, view.descending)

    def keep(self, name: str) -> str:
        """Keep this view for the operator; "" or why it was not kept."""
        return self.views.keep(self._session.operator, name, self.now)

    def delete(self, name: str) -> None:
        """Forget a view of the operator."""
        self.views.delete(self._session.operator, name)

    def save_state(self) -> dict[str, Any]:
        """JSON-able. Words, system and area are not remembered: a list that hides much would be a surprise tomorrow."""
        alarms = self._alarms
        return {
            "sort": alarms.sort_key.value,
            "descending": alarms.descending,
            "priorities": sorted(int(priority) for priority in alarms.filter.priorities),
            "unacknowledged_only": alarms.filter.unacknowledged_only,
            "grouping": alarms.groups.by.value,
            "folded": list(alarms.groups.folded),
            "views": self.views.save_state(),
        }

    def restore_state(self, state: dict[str, Any]) -> None:
        """Take over what `save_state` gave; ValueError or TypeError where it cannot be read."""
        self.views.restore_state(state.get("views"))
        wanted = AlarmFilter.from_json(
            {
                "priorities": state.get("priorities", [1, 2, 3, 4]),
                "unacknowledged_only": state.get("unacknowledged_only", False),
                "mine": not self._session.duty.is_everything,
                "system": self._selection.system,
                "area": self._selection.area,
            }
        )
        grouping = Grouping(state.get("grouping", Grouping.NONE))
        sort = SortKey(state.get("sort", SortKey.URGENCY))
        folded = state.get("folded", [])
        self._show(ListView(wanted, sort, bool(state.get("descending", False)), grouping))
        if isinstance(folded, list):
            self._alarms.fold([key for key in folded if isinstance(key, str)], True)
        self.changed.emit()
