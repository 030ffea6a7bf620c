"""Events of a span, page by page: the newest at once, the others while the operator reads."""

from typing import Any

from PySide6.QtCore import QObject, Signal

from opscenter.console.journal.event_columns import EventColumns
from opscenter.console.plain import one_line
from opscenter.console.session import Answer, Session

FIRST_ROWS = 500
PAGE_ROWS = 2_000
MOST_ROWS = 100_000


class EventLoader(QObject):
    """One chain of questions at a time; `load` begins another and what was on its way is let go of.

    `begun`: the columns are empty and new. `came`: there are more. `ended`: that was all, or as much as is shown.
    `refused`: why not, a sentence.
    """

    begun = Signal()
    came = Signal()
    ended = Signal()
    refused = Signal(str)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._chain = 0
        self._args: dict[str, Any] = {}
        self._newest = 0
        self.events = EventColumns()
        self.total = 0
        self.loading = False
        self.complete = False

    def load(self, args: dict[str, Any]) -> None:
        """Fetch the events that the query `journal` finds for `args`."""
        self._chain += 1
        self._args = dict(args)
        self._newest = self.total = 0
        self.events = EventColumns()
        self.complete = False
        self.loading = True
        self.begun.emit()
        self._ask(self._chain, 0, FIRST_ROWS, 0)

    def catch_up(self) -> None:
        """Fetch what has been written since."""
        if not self.loading and self._chain:
            if len(self.events) >= 2 * MOST_ROWS:
                self.load(self._args)
                return
            self.loading = True
            self._ask(self._chain, 0, FIRST_ROWS, self._newest)

    def _ask(self, chain: int, before: int, count: int, known: int) -> None:
        def answered(answer: Answer) -> None:
            if chain == self._chain:
                self._take(answer, chain, known)

        args = {**self._args, "before": before, "limit": count, "columns": True, "language": self._session.language}
        self._session.query("journal", args, answered)

    def _take(self, answer: Answer, chain: int, known: int) -> None:
        if answer.refused:
            self._end()
            self.refused.emit(answer.refused)
            return
        header, columns = answer.header, answer.columns
        try:
            if known:
                fresh = columns["id"] > known
                columns = {name: column[fresh] for name, column in columns.items()}
            count = self.events.add(header.get("words") or {}, columns)
            following = int(header.get("next") or 0)
            self.total = int(header.get("total") or 0)
        except (ValueError, KeyError, TypeError, IndexError) as error:
            self._end()
            self.refused.emit(
                self.tr("The answer of the station cannot be read: {error}").format(error=one_line(str(error)))
            )
            return
        if count:
            self._newest = max(self._newest, int(columns["id"].max()))
            self.came.emit()
        if following > known + 1 and (known or len(self.events) < MOST_ROWS):
            self._ask(chain, following, PAGE_ROWS if known else min(PAGE_ROWS, MOST_ROWS - len(self.events)), known)
        else:
            self.complete = not following or known > 0
            self._end()

    def _end(self) -> None:
        self.loading = False
        self.ended.emit()
