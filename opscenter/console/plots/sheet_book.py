"""The sheets of every operator at this console, and what was changed of them, to be taken back. No Qt."""

import json
import logging
from dataclasses import dataclass
from typing import Any

from opscenter.console.plots.sheet import MOST_SHEETS, Sheet, SheetFault, from_json, to_json

log = logging.getLogger("opscenter.console.sheets")

MOST_UNDONE = 50
MOST_OPERATORS = 100
LARGEST_CHARS = 400_000
"""Of all sheets together: the layout is remembered in one file, which must not grow without bound."""


@dataclass(slots=True, frozen=True)
class Page:
    """A sheet in the book; `key` stays the same while it is renamed, moved and changed."""

    key: int
    sheet: Sheet


@dataclass(slots=True, frozen=True)
class Pages:
    """All sheets in their order, and which one is shown (its `key`)."""

    pages: tuple[Page, ...] = ()
    current: int = 0

    def same_as(self, other: "Pages") -> bool:
        """Whether nothing differs that could be taken back: the time that is shown and the table's being open are

        no change, and neither is which sheet is looked at.
        """
        return self._told() == other._told()

    def _told(self) -> list[tuple[int, str, object]]:
        return [(page.key, page.sheet.name, page.sheet.plots) for page in self.pages]


class Undoing:
    """What the book was before each of the last changes."""

    def __init__(self) -> None:
        self._before: list[Pages] = []
        self._now = Pages()

    def __bool__(self) -> bool:
        return bool(self._before)

    def begin(self, now: Pages) -> None:
        """Another book, or one that changed by itself: there is nothing of it to take back."""
        self._now = now

    def changed(self, now: Pages) -> None:
        """Something may have been changed."""
        if not now.same_as(self._now):
            self._before = [*self._before, self._now][-MOST_UNDONE:]
        self._now = now

    def forget(self) -> None:
        """Nothing can be taken back any more."""
        self._before.clear()

    def undo(self) -> Pages | None:
        """The book before the last change; None when there was none."""
        if not self._before:
            return None
        self._now = self._before.pop()
        return self._now


class SheetBook:
    """By operator: their sheets as JSON-able tables, and the number of the one shown."""

    def __init__(self) -> None:
        self._by_operator: dict[str, tuple[tuple[Sheet, ...], int]] = {}

    def of(self, operator: str) -> tuple[tuple[Sheet, ...], int]:
        """An operator's sheets in their order (may be none), and which one was shown."""
        return self._by_operator.get(operator, ((), 0))

    def keep(self, operator: str, sheets: tuple[Sheet, ...], current: int) -> None:
        """Keep the sheets of an operator."""
        self._by_operator.pop(operator, None)
        self._by_operator[operator] = (sheets[:MOST_SHEETS], current)
        while len(self._by_operator) > MOST_OPERATORS:
            self._by_operator.pop(next(iter(self._by_operator)))

    def save_state(self) -> dict[str, Any]:
        """JSON-able, of at most LARGEST_CHARS: who was here longest ago is forgotten first, then the last sheets."""
        room, kept = LARGEST_CHARS, {}
        for operator, (sheets, current) in reversed(self._by_operator.items()):
            tables = []
            for sheet in sheets:
                table = to_json(sheet)
                room -= len(json.dumps(table, ensure_ascii=False))
                if room < 0:
                    log.warning("not all sheets of %s can be remembered: they are too large", operator)
                    break
                tables.append(table)
            kept[operator] = {"current": current, "sheets": tables}
        return dict(reversed(kept.items()))

    def restore_state(self, state: object) -> int:
        """Take over what `save_state` gave. A sheet that cannot be read is passed over; gives how many were."""
        lost = 0
        for operator, kept in state.items() if isinstance(state, dict) else ():
            table = kept if isinstance(kept, dict) else {}
            entries = table.get("sheets")
            sheets: list[Sheet] = []
            for entry in entries[:MOST_SHEETS] if isinstance(entries, list) else ():
                try:
                    sheets.append(from_json(entry))
                except SheetFault:
                    lost += 1
            current = table.get("current", 0)
            place = current if isinstance(current, int) and 0 <= current < len(sheets) else 0
            self.keep(str(operator), tuple(sheets), place)
        return lost
