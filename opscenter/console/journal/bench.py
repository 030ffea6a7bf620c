"""How long the journal page holds the UI thread with a hundred thousand events: coming in, filtered, sorted."""

import os
import time
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from typing import Any

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from opscenter.console.journal.loading import PAGE_ROWS
from opscenter.console.journal.panel import JournalPanel
from opscenter.console.journal.table import Column
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, LinkState, OnAnswer, Session
from opscenter.console.theme.theme import Theme
from opscenter.domain.catalogue import Catalogue
from opscenter.history.journal_search import Found, Told
from opscenter.station.journal_answers import as_columns_of
from opscenter.wire.desk import Columns, Header

T0 = 1_795_000_000_000


class _Station:
    """Answers with pages made before, when it is told to, as they come one by one from a station."""

    def __init__(self, pages: list[tuple[dict[str, list[str]], Columns]], total: int) -> None:
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


def run(*, events: int = 100_000) -> dict[str, Any]:
    """Figures in ms: worst of several rounds, table and painting included."""
    app = QApplication.instance() or QApplication([])
    session = Session(Catalogue())
    station = _Station(_pages(events), events)
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


def _pages(events: int) -> list[tuple[dict[str, list[str]], Columns]]:
    rng = np.random.default_rng(1)
    values = np.round(rng.normal(40, 9, events), 1).tolist()
    rows = []
    for number in range(events, 0, -1):
        life, step = divmod(number, 3)
        rows.append(
            Found(
                number, T0 + number, T0 + number, f"{life:018x}", f"urn:ngsi-ld:Gauge:{life % 5_000}",
                ("raised", "acknowledged", "cleared")[step], ("UNACK", "ACKED", "NORM")[step],
                ("", ("Chan", "Lee", "Wong")[life % 3], "")[step], "desk 1", "", "rain-high",
                Told(value=values[life], limit=30.0, unit="mm/h", priority=life % 4 + 1, system="rain"),
                {"en": f"Gauge {life % 5_000}: {values[life]} mm/h, over 30"},
            )
        )  # fmt: skip
    edges = [0, 500, *range(500 + PAGE_ROWS, events, PAGE_ROWS), events]
    return [as_columns_of(rows[a:b], "en") for a, b in pairwise(edges) if b > a]
