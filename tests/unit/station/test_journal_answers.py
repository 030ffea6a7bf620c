"""Looking things up in the journal, by every filter, page by page, as maps and as columns."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opscenter.history.journal_search import Wanted
from opscenter.history.queries import Queries
from opscenter.history.records import JournalRow
from opscenter.station.journal_answers import answer_journal, as_map
from opscenter.station.requests import Request
from tests.support.journal_file import T0, tamper, write_journal

TEXT = {"en": "Gauge 4 over 30", "zh_Hant": "雨量計四號超過三十"}


def _rows() -> list[JournalRow]:
    def row(number: int, occurrence: str, event: str, state: str, **more: Any) -> JournalRow:
        fact = {"rule": "rain", "value": 31.5, "limit": 30.0, **more}
        return JournalRow(
            T0 + number * 1000, T0 + number * 1000 + 5, occurrence, f"urn:{occurrence}", event, state,
            "Chan" if event == "acknowledged" else "", "1", "seen" if event == "acknowledged" else "",
            json.dumps(fact, ensure_ascii=False, separators=(",", ":")), str(fact["rule"]),
        )  # fmt: skip

    return [
        row(1, "a", "raised", "UNACK", text=TEXT, priority=2, unit="mm/h"),
        row(2, "b", "raised", "UNACK", rule="level", text={"en": "River high"}, value="open", priority=1),
        row(3, "a", "acknowledged", "ACKED"),
        row(4, "", "rules-changed", "", rule="", text={"en": "Two rules changed"}, details={"added": ["x"]}),
        row(5, "a", "cleared", "NORM", value=28.0),
    ]


@pytest.fixture
def queries(tmp_path: Path) -> Any:
    queries = Queries(write_journal(tmp_path, _rows()))
    yield queries
    queries.close()


def _ids(queries: Queries, limit: int = 100, **wanted: Any) -> list[int]:
    return [row.id for row in queries.journal_page(Wanted(**wanted), limit).rows]


def test_each_filter_finds_its_own(queries: Queries) -> None:
    assert _ids(queries) == [5, 4, 3, 2, 1]
    assert _ids(queries, occurrence="a") == [5, 3, 1]
    assert _ids(queries, entity="urn:b") == [2]
    assert _ids(queries, rule="rain") == [5, 3, 1]
    assert _ids(queries, by="Chan") == [3]
    assert _ids(queries, event="rules-changed") == [4]
    assert _ids(queries, since=T0 + 2000, until=T0 + 4000) == [4, 3, 2]
    assert _ids(queries, since=T0 + 90_000) == []
    assert _ids(queries, rule="rain", by="Chan", event="raised") == []


def test_words_are_looked_for_in_the_text_of_the_alarm_of_an_event_too(queries: Queries) -> None:
    assert _ids(queries, text="GAUGE 30") == [5, 3, 1]
    assert _ids(queries, text="雨量計") == [5, 3, 1]
    assert _ids(queries, text="seen") == [3]
    assert _ids(queries, text="priority") == [], "not in the names of fields"


def test_pages_go_on_where_the_last_one_ended(queries: Queries) -> None:
    first = queries.journal_page(Wanted(), 2)
    second = queries.journal_page(Wanted(before=first.next), 2)
    third = queries.journal_page(Wanted(before=second.next), 2)
    assert [[row.id for row in page.rows] for page in (first, second, third)] == [[5, 4], [3, 2], [1]]
    assert (first.total, third.next) == (5, 0)


def test_a_row_of_before_the_column_is_found_by_its_rule(queries: Queries) -> None:
    tamper(queries._path, "UPDATE journal SET rule = NULL")
    assert _ids(queries, rule="rain") == [5, 3, 1]
    assert queries.journal_page(Wanted(occurrence="b"), 1).rows[0].rule == "level"


def test_a_damaged_fact_leaves_its_columns(queries: Queries) -> None:
    tamper(queries._path, "UPDATE journal SET fact = '{broken' WHERE id = 3")
    shown = as_map(queries.journal_page(Wanted(by="Chan"), 1).rows[0])
    assert (shown["event"], shown["text"], shown["value"]) == ("acknowledged", TEXT, None)


def test_columns_say_the_same_as_maps(queries: Queries) -> None:
    def ask(**args: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        return answer_journal(Request(b"", 1, "journal", args, "", lambda *_: None), queries.journal_page)

    maps = ask(limit=10)[0]["events"]
    header, columns = ask(limit=10, columns=True, language="zh_Hant")
    words = header["words"]
    for name in ("occurrence", "entity", "rule", "event", "state", "by", "comment", "unit"):
        assert [words[name][place] for place in columns[name]] == [event[name] for event in maps]
    assert [words["text"][place] for place in columns["text"]][-1] == TEXT["zh_Hant"]
    np.testing.assert_array_equal(columns["value"], [28.0, 31.5, 31.5, np.nan, 31.5])
    assert words["value_text"][columns["value_text"][3]] == "open"
    assert columns["priority"].tolist() == [event["priority"] for event in maps]
    assert maps[1]["details"] == {"added": ["x"]}
    with pytest.raises(ValueError, match="ends before it begins"):
        ask(**{"from": 5, "to": 4})
