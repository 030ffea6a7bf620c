"""Files that appear, change, still grow, are too large or are not there; what feeds remember stays bounded."""

import os
from pathlib import Path

import msgspec
import pytest

from opscenter.feeds.entities_feed import EntitiesReader
from opscenter.feeds.feed import SourceFault
from opscenter.feeds.files import FileSource
from opscenter.feeds.freshness import NEW, OLDER, SAME, Freshness
from opscenter.feeds.record import Record
from opscenter.feeds.said_once import SaidOnce
from opscenter.feeds.secrets import SecretError, filled
from tests.support.feeding import NOW, Taken, item, read


def put(path: Path, text: str, age_s: float = 60.0) -> None:
    path.write_text(text)
    moment = NOW / 1_000 - age_s
    os.utime(path, (moment, moment))


def source(path: Path, **more: object) -> FileSource:
    return FileSource(path, every_s=1, clock=lambda: NOW, **more)  # type: ignore[arg-type]


def names(source: FileSource) -> list[str]:
    taken = Taken()
    source.fetch(taken)
    return [one.topic for one in taken.items]


def test_files_come_once_oldest_first_and_again_when_they_change(tmp_path: Path) -> None:
    put(tmp_path / "b.json", "1", 120)
    put(tmp_path / "a.json", "2", 60)
    put(tmp_path / "c.txt", "3")
    put(tmp_path / ".hidden.json", "4")
    (tmp_path / "folder.json").mkdir()
    folder = source(tmp_path, pattern="*.json")
    assert names(folder) == ["b.json", "a.json"]
    assert names(folder) == []
    put(tmp_path / "a.json", "changed", 30)
    assert names(folder) == []  # it may still be written to
    assert names(folder) == ["a.json"]
    put(tmp_path / "a.json", "changed", 10)  # touched, with the same content
    assert [names(folder), names(folder)] == [[], []]


def test_a_file_that_is_just_written_is_left_until_it_rests(tmp_path: Path) -> None:
    put(tmp_path / "a", "half", 0)
    folder = source(tmp_path)
    assert names(folder) == []
    put(tmp_path / "a", "half and more", -1)
    assert names(folder) == []
    assert names(folder) == ["a"]


def test_a_large_file_is_told_and_the_next_one_read(tmp_path: Path) -> None:
    put(tmp_path / "large", "x" * 2_000, 120)
    put(tmp_path / "small", "x")
    taken = Taken()
    source(tmp_path, limit_bytes=1_000).fetch(taken)
    assert [one.topic for one in taken.items] == ["small"]
    assert "more than the limit of 0.001 MB" in str(taken.problems[0])


def test_what_is_not_there_is_a_sentence_and_may_come_later(tmp_path: Path) -> None:
    one = source(tmp_path / "later.json")
    with pytest.raises(SourceFault, match="cannot be read"):
        one.fetch(Taken())
    put(tmp_path / "later.json", "{}")
    assert names(one) == ["later.json"]


def test_entities_are_read_whole_or_a_line_each() -> None:
    body = '{"id": "a", "type": "T"}\n\n{"id": "b", "type": "T", "dateObserved": "2026-01-01T00:00:00Z"}\n'
    lines = [one for one in EntitiesReader("d")(item(body, topic="x.jsonl")) if isinstance(one, Record)]
    assert [(one.topic, one.at) for one in lines] == [("d/T/a", None), ("d/T/b", 1_767_225_600_000)]
    entities, problems = read(EntitiesReader("d"), item('{"id": "a", "type": "T"}', topic="x.json"), item(" \n"))
    assert len(entities) == 1 and problems == []


def record(topic: str, at: int | None, value: int) -> Record:
    return Record(topic, msgspec.json.encode(value), at)


def test_freshness_by_time_and_content_within_bounds() -> None:
    fresh = Freshness(most=2)
    assert [fresh.judge(record("a", at, value)) for at, value in ((5, 1), (5, 1), (5, 2), (4, 9), (6, 2))] == [
        *(NEW, SAME, NEW, OLDER, NEW)
    ]
    assert [fresh.judge(record("b", None, value)) for value in (1, 1, 2, 1)] == [NEW, SAME, NEW, NEW]
    assert fresh.newest("a") == 6
    fresh.judge(record("c", 1, 1))
    assert (fresh.newest("a"), fresh.newest("c")) == (None, 1)  # "a" was silent longest


def test_what_was_said_once_is_bounded() -> None:
    said = SaidOnce(most=3)
    assert [said.first(what) for what in "aabcab"] == [True, False, True, True, False, False]
    assert [said.first(what) for what in "da"] == [True, True]


def test_secrets_come_from_the_environment_or_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FEED_KEY", "k1")
    (tmp_path / "key").write_text("k2\n")
    assert filled("a={env:FEED_KEY}&b={file:key}&c={other}", tmp_path) == "a=k1&b=k2&c={other}"
    for text in ("{env:FEED_NONE}", "{file:none}"):
        with pytest.raises(SecretError):
            filled(text, tmp_path)
