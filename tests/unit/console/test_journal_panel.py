"""The journal page: fetched in pages, filtered, sorted, narrowed to one alarm, exported, and honest when empty."""

import csv
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from opscenter.console.journal.event_columns import EventColumns, EventFilter
from opscenter.console.journal.panel import JournalPanel
from opscenter.console.journal.table import Column
from opscenter.console.selection import Selection
from opscenter.console.session import Answer, LinkState
from opscenter.console.theme.theme import Theme
from opscenter.domain.flood_journal import FloodEvent
from opscenter.domain.rule_changes import RULES_CHANGED
from opscenter.domain.situation_journal import SituationEvent
from opscenter.history.journal_search import Found, Told
from opscenter.station.journal_answers import as_columns_of
from tests.support.fake_city import NOW, FakeChannel, make_session


def _found(number: int, **more: Any) -> Found:
    text = {"en": f"Gauge {number % 5} over {number}", "zh_Hant": "雨"}
    fields: dict[str, Any] = {
        "id": number, "at": NOW - 10_000 + number, "wall": NOW, "occurrence": f"o{number % 4}", "entity": "urn:x:gauge",
        "event": "raised" if number % 2 else "acknowledged", "state": "UNACK" if number % 2 else "ACKED",
        "by": "" if number % 2 else "Chan", "desk": "1", "comment": "", "rule": "rain",
        "told": Told(value=float(number), limit=30.0, unit="mm", priority=2), "text": text, **more,
    }  # fmt: skip
    return Found(**fields)


class JournalChannel(FakeChannel):
    """Answers the query `journal` out of a list, as a station does."""

    def __init__(self, rows: list[Found]) -> None:
        super().__init__()
        self.rows = rows
        self.refusal = ""

    def ask(self, kind: str, header: Any, on_answer: Any) -> None:
        self.asked.append((kind, header, on_answer))
        if header.get("what") != "journal":
            return
        if self.refusal:
            on_answer(Answer({}, {}, self.refusal))
            return
        args = header["args"]
        rows = [row for row in reversed(self.rows) if not args["before"] or row.id < args["before"]]
        rows = [row for row in rows if row.occurrence == args.get("occurrence", row.occurrence)]
        page = rows[: args["limit"]]
        words, columns = as_columns_of(page, args["language"])
        following = page[-1].id if len(rows) > len(page) else 0
        on_answer(Answer({"words": words, "next": following, "total": len(rows)}, columns))


def _panel(qtbot: QtBot, rows: list[Found]) -> tuple[JournalPanel, JournalChannel, Selection]:
    session = make_session(entities=20)
    channel = JournalChannel(rows)
    session.channel = channel
    session.set_link(LinkState.LIVE)
    selection = Selection()
    panel = JournalPanel(session, selection, Theme("dark"))
    qtbot.addWidget(panel)
    panel.resize(1280, 400)
    panel.show()
    return panel, channel, selection


def _column(panel: JournalPanel, column: Column) -> list[str]:
    return [panel.model.cell(row, column) for row in range(panel.model.rowCount())]


def test_it_asks_when_shown_and_fetches_every_page(qtbot: QtBot) -> None:
    panel, channel, _ = _panel(qtbot, [_found(number) for number in range(1, 2_601)])
    assert panel.model.rowCount() == 2_600
    asked = [header["args"]["limit"] for _, header, _ in channel.asked]
    assert asked == [500, 2_000, 2_000]
    assert panel.model.id_at(0) == 2_600, "newest first"
    assert "2600" in panel.told.text()


def test_what_is_written_meanwhile_comes_on_top_and_the_chosen_row_stays_chosen(qtbot: QtBot) -> None:
    panel, channel, _ = _panel(qtbot, [_found(number) for number in range(1, 11)])
    panel.table.selectRow(3)
    chosen = panel.model.id_at(3)
    channel.rows.append(_found(11))
    panel._go_on()
    qtbot.waitUntil(lambda: panel.model.rowCount() == 11)
    assert panel.model.id_at(0) == 11
    assert panel.model.id_at(panel.table.currentIndex().row()) == chosen


def test_words_kinds_and_people_filter_together(qtbot: QtBot) -> None:
    panel, _, _ = _panel(qtbot, [_found(number) for number in range(1, 11)])
    panel.words.setText("gauge 3")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    assert sorted(_column(panel, Column.TEXT)) == ["Gauge 3 over 3", "Gauge 3 over 8"]
    panel.person.setCurrentIndex(panel.person.findData("Chan"))
    assert _column(panel, Column.TEXT) == ["Gauge 3 over 8"]
    assert panel.told.text() == "1 of 10 events"
    panel.words.setText("nothing like that")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 0)
    assert panel.empty.isVisible()
    assert "No event matches" in panel.empty.text()


def test_headings_sort_and_what_has_no_value_is_last(qtbot: QtBot) -> None:
    rows = [_found(number) for number in range(1, 6)] + [_found(6, told=Told(limit=1.0))]
    panel, _, _ = _panel(qtbot, rows)
    header = panel.table.horizontalHeader()
    header.setSortIndicator(Column.VALUE, Qt.SortOrder.AscendingOrder)
    assert _column(panel, Column.VALUE) == ["1 mm", "2 mm", "3 mm", "4 mm", "5 mm", ""]
    header.setSortIndicator(Column.VALUE, Qt.SortOrder.DescendingOrder)
    assert _column(panel, Column.VALUE) == ["5 mm", "4 mm", "3 mm", "2 mm", "1 mm", ""]
    header.setSortIndicator(Column.BY, Qt.SortOrder.DescendingOrder)
    assert _column(panel, Column.BY) == ["Chan"] * 3 + [""] * 3


def test_enter_shows_the_history_of_one_alarm_and_escape_leaves_it(qtbot: QtBot) -> None:
    panel, channel, selection = _panel(qtbot, [_found(number) for number in range(1, 11)])
    panel.table.setFocus()
    panel.table.selectRow(0)
    assert (selection.current, selection.occurrence) == ("urn:x:gauge", "o2")
    qtbot.keyClick(panel.table, Qt.Key.Key_Return)
    assert channel.asked[-1][1]["args"]["occurrence"] == "o2"
    assert "from" not in channel.asked[-1][1]["args"], "over all time"
    assert panel.alarm.isVisible()
    assert [panel.model.id_at(row) for row in range(panel.model.rowCount())] == [10, 6, 2]
    qtbot.keyClick(panel.table, Qt.Key.Key_Escape)
    assert not panel.alarm.isVisible()
    assert panel.model.rowCount() == 10


def test_a_refusal_and_an_empty_span_are_said_in_the_place_of_the_table(qtbot: QtBot) -> None:
    panel, channel, _ = _panel(qtbot, [])
    assert "Nothing happened" in panel.empty.text()
    channel.refusal = "The history cannot be read: locked."
    panel.show_span(1)
    assert panel.empty.text() == "The history cannot be read: locked."
    channel.refusal = ""
    channel.rows.append(_found(1))
    panel.show_span(0)
    assert panel.model.rowCount() == 1


@pytest.mark.parametrize("broken", ["short", "codes", "words"])
def test_an_answer_that_is_none_changes_nothing(qtbot: QtBot, broken: str) -> None:
    words, columns = as_columns_of([_found(1), _found(2)], "en")
    if broken == "short":
        columns["at"] = columns["at"][:1]
    elif broken == "codes":
        columns["text"] = np.array([0, 99], np.uint32)
    else:
        words.pop("comment")
    events = EventColumns()
    with pytest.raises(ValueError, match="answer"):
        events.add(words, columns)
    assert len(events) == 0
    assert len(events.order(EventFilter("x"), "text", True)) == 0


def test_the_events_shown_are_exported(qtbot: QtBot, tmp_path: Path) -> None:
    panel, _, _ = _panel(qtbot, [_found(number) for number in range(1, 11)])
    panel.words.setText("gauge 3")
    qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    panel.save(tmp_path / "j.csv")
    qtbot.waitUntil(lambda: "Saved" in panel.told.text())
    with (tmp_path / "j.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.DictReader(stream))
    assert [(line["id"], line["text"], line["by"]) for line in lines] == [
        ("8", "Gauge 3 over 8", "Chan"), ("3", "Gauge 3 over 3", ""),
    ]  # fmt: skip
    panel.save(tmp_path / "no" / "j.csv")
    qtbot.waitUntil(lambda: "cannot be written" in panel.told.text())


def test_values_are_shown_as_the_catalogue_shows_them(qtbot: QtBot) -> None:
    share = _found(1, rule="waste.full", told=Told(value=0.96, limit=0.9, unit="%", priority=4))
    state = _found(2, rule="lighting.lamp.broken", told=Told(value="brokenLantern", priority=4))
    panel, _, _ = _panel(qtbot, [share, state])
    panel._session.language = "zh_Hant"
    assert _column(panel, Column.VALUE)[1] == "96 %"
    assert _column(panel, Column.LIMIT)[1] == "90 %"
    assert _column(panel, Column.VALUE)[0] != "brokenLantern"


def test_letters_are_keys_of_the_page_with_the_keyboard_in_the_table(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    panel, _channel, _selection = _panel(qtbot, [_found(number) for number in range(1, 40)])
    qtbot.waitUntil(lambda: len(panel.model.order) == 39)
    exports: list[bool] = []
    monkeypatch.setattr(panel, "choose_file", lambda: exports.append(True))
    panel.table.selectRow(5)
    qtbot.keyClick(panel.table, Qt.Key.Key_S)
    assert panel.model.sorted_by is Column.EVENT, "the next column after the time"
    qtbot.keyClick(panel.table, Qt.Key.Key_E)
    assert exports == [True]
    qtbot.keyClick(panel.table, Qt.Key.Key_Slash)
    assert panel.focusWidget() is panel.words
    row = panel.table.currentIndex().row()
    qtbot.keyClick(panel.table, Qt.Key.Key_G)
    assert panel.table.currentIndex().row() == row, "no letter goes looking through the rows"


def test_what_became_of_an_export_stays_while_events_come_and_is_never_rich_text(qtbot: QtBot) -> None:
    panel, _channel, _selection = _panel(qtbot, [_found(1)])
    qtbot.waitUntil(lambda: len(panel.model.order) == 1)
    panel.exported.emit("Saved to <b>x</b>.csv.")
    qtbot.waitUntil(lambda: panel.told.text().startswith("Saved"))
    panel.loader.ended.emit()
    assert panel.told.text() == "Saved to <b>x</b>.csv."
    assert "&lt;b&gt;" in panel.told.toolTip()


def test_what_happened_to_situations_floods_and_rules_is_worded(qtbot: QtBot) -> None:
    stored = [*SituationEvent, *FloodEvent, RULES_CHANGED]
    panel, _, _ = _panel(qtbot, [_found(number, event=event) for number, event in enumerate(stored, start=1)])
    assert not {str(event) for event in stored} & set(_column(panel, Column.EVENT))
