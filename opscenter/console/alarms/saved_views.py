"""Views of the alarm list that operators keep: filters, sort and grouping under a name. Without Qt."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from opscenter.console.alarms.filtering import AlarmFilter
from opscenter.console.alarms.grouping import Grouping
from opscenter.console.alarms.ordering import SortKey

MOST = 30
LONGEST_NAME = 60


@dataclass(slots=True, frozen=True)
class ListView:
    """How the list is looked at."""

    filter: AlarmFilter = field(default_factory=AlarmFilter)
    sort: SortKey = SortKey.URGENCY
    descending: bool = False
    grouping: Grouping = Grouping.NONE

    def to_json(self) -> dict[str, Any]:
        """As a table of plain values."""
        return {
            "filter": self.filter.to_json(),
            "sort": self.sort.value,
            "descending": self.descending,
            "grouping": self.grouping.value,
        }

    @staticmethod
    def from_json(table: Mapping[str, Any]) -> "ListView":
        """What `to_json` gave; ValueError or TypeError for anything else."""
        wanted = table.get("filter", {})
        if not isinstance(wanted, dict):
            raise TypeError("the filter of a view is not a table")
        return ListView(
            AlarmFilter.from_json(wanted),
            SortKey(table.get("sort", SortKey.URGENCY)),
            bool(table.get("descending", False)),
            Grouping(table.get("grouping", Grouping.NONE)),
        )


class SavedViews:
    """By operator, in the order they were kept; the first nine have the keys 1 to 9."""

    def __init__(self) -> None:
        self._by_operator: dict[str, dict[str, ListView]] = {}

    def of(self, operator: str) -> dict[str, ListView]:
        """An operator's views by name, in order."""
        return dict(self._by_operator.get(operator, {}))

    def keep(self, operator: str, name: str, view: ListView) -> str:
        """Keep a view under a name; one of the same name is replaced. Returns "" or why it was not kept."""
        name = " ".join(name.split())[:LONGEST_NAME]
        views = self._by_operator.setdefault(operator, {})
        if not name:
            return "a view needs a name"
        if name not in views and len(views) >= MOST:
            return f"at most {MOST} views are kept: delete one first"
        views[name] = view
        return ""

    def delete(self, operator: str, name: str) -> None:
        """Forget a view."""
        self._by_operator.get(operator, {}).pop(name, None)

    def save_state(self) -> dict[str, Any]:
        """JSON-able."""
        return {
            operator: [{"name": name, **view.to_json()} for name, view in views.items()]
            for operator, views in self._by_operator.items()
            if views
        }

    def restore_state(self, state: Any) -> None:
        """Take over what `save_state` gave; a view that cannot be read is passed over, the others are kept."""
        for operator, entries in state.items() if isinstance(state, dict) else ():
            for entry in entries[:MOST] if isinstance(entries, list) else ():
                try:
                    self.keep(str(operator), str(entry["name"]), ListView.from_json(entry))
                except (TypeError, ValueError, KeyError, AttributeError):
                    continue


class FilterHistory:
    """Views that were left, so that the last change of a filter can be undone. Typing a word is one change."""

    MOST = 50

    def __init__(self) -> None:
        self._past: list[ListView] = []
        self._typing = False

    def __bool__(self) -> bool:
        return bool(self._past)

    def changed(self, before: ListView, after: ListView) -> None:
        """The view was changed."""
        if before == after:
            return
        wordless = replace(after, filter=replace(after.filter, words=before.filter.words))
        typing = wordless == before
        if not (typing and self._typing and self._past):
            self._past = [*self._past, before][-self.MOST :]
        self._typing = typing

    def undo(self) -> ListView | None:
        """The view before the last change, None when there was none."""
        self._typing = False
        return self._past.pop() if self._past else None
