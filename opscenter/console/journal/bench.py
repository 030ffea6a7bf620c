"""How long the journal page holds the UI thread with a hundred thousand events: coming in, filtered, sorted."""

import os
import time
from collections.abc import Callable
from functools import partial
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from opscenter.console.journal.panel import JournalPanel
from opscenter.console.journal.table import Column
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, LinkState, OnAnswer, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.catalogue import Catalogue
from opscenter.wire.desk import Columns, Header

Page = tuple[dict[str, list[str]], Columns]
"""Texts and columns of one answer."""


class _Station:
    """Answers with pages made before, when it is told to, as they come one by one from a station."""

    def __init__(self, pages: list[Page], total: int) -> None:
        self._pages = pages
        self._total = total
        self._next = 0
        self._waiting: OnAnswer | None = None

    def ask(self, kind: str, header: Header, on_answer: OnAnswer) -> None:
        if header.get("what") == "journal":
            self._waiting = on_answer

    def close(self) -> None:
        """Nothing to let go of."""

    def answer(self) -> bool:
        """One page; False when nothing is asked."""
        waiting, self._waiting = self._waiting, None
        if waiting is None:
            return False
        words, columns = self._pages[self._next]
        self._next += 1
        following = int(columns["id"][-1]) if self._next < len(self._pages) else 0
        waiting(Answer({"words": words, "next": following, "total": self._total}, columns))
        return True


def run(pages: list[Page], events: int) -> dict[str, Any]:
    """Figures in ms: worst of several rounds, table and painting included. `pages` are the answers of a station to the
    query `journal`, newest first, that hold `events` events together."""
    app = QApplication.instance() or QApplication([])
    session = Session(Catalogue())
    station = _Station(pages, events)
    session.channel = station
    session.set_link(LinkState.LIVE)
    panel = JournalPanel(session, Selection(), Theme())
    panel.hours = 0
    panel.resize(1600, 500)
    panel.show()
    app.processEvents()

    def held(act: Callable[[], Any]) -> float:
        begun = time.perf_counter()
        act()
        app.processEvents()
        return (time.perf_counter() - begun) * 1000

    first = held(station.answer)
    holds = [first]
    while len(panel.loader.events) < events and panel.loader.loading:
        holds.append(held(station.answer))
    holds.append(held(panel._show))
    figures: dict[str, Any] = {
        "page_events": panel.model.rowCount(), "page_open_ms": round(first, 1),
        "page_longest_hold_while_loading_ms": round(max(holds), 1), "page_all_loaded_ms": round(sum(holds)),
    }  # fmt: skip
    filters = ("gauge 77", "chan", "acknowledged 5", "over 31", "nothing at all")
    figures["page_filter_ms"] = round(max(held(partial(_filter, panel, words)) for words in filters), 1)
    _filter(panel, "")
    header = panel.table.horizontalHeader()
    figures["page_sort_ms"] = 0.0
    for column in Column:
        for order in (Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder):
            span = held(partial(header.setSortIndicator, column, order))
            figures["page_sort_ms"] = max(figures["page_sort_ms"], round(span, 1))
    figures["page_sort_worst_of"] = len(Column) * 2
    panel.close()
    return figures


def _filter(panel: JournalPanel, words: str) -> None:
    panel.words.setText(words)
    panel._show()
