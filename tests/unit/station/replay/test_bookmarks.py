"""Bookmarks stand beside the file, and what is wrong with them is said."""

import json
from pathlib import Path

import pytest

from opscenter.station.replay import bookmarks as bookmarks_module
from opscenter.station.replay.bookmarks import Bookmarks


def test_they_are_found_again_by_the_next_who_opens_the_file(tmp_path: Path) -> None:
    path = tmp_path / "storm.mcap"
    marks = Bookmarks(path)
    second, kept = marks.add(2_000, "Pumps fail", "Lee")
    first, _ = marks.add(1_000, "積水", "Chan")
    assert kept
    again = Bookmarks(path)
    assert again.all() == [first, second]
    assert (again.beside(1_000, False), again.beside(2_000, True), again.beside(2_000, False)) == (second, first, None)
    assert again.remove(first.number)
    assert not again.remove(first.number)
    assert Bookmarks(path).all() == [second]
    assert again.notice == ""
    assert [one.name for one in tmp_path.iterdir()] == ["storm.mcap.bookmarks.json"]


@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"bookmarks": [{"number": 1}]}', '{"bookmarks": [{"number": "x"}]}', "[" * 100_000]
)
def test_a_file_that_cannot_be_read_is_kept_and_said(tmp_path: Path, content: str) -> None:
    beside = tmp_path / "storm.mcap.bookmarks.json"
    beside.write_text(content, encoding="utf-8")
    marks = Bookmarks(tmp_path / "storm.mcap")
    assert marks.all() == []
    assert "cannot be read" in marks.notice
    marks.add(1, "x", "Lee")
    assert beside.read_text("utf-8") == content
    assert json.loads((tmp_path / "storm.mcap.bookmarks.new.json").read_text("utf-8"))["bookmarks"]


def test_where_nothing_can_be_written_they_last_as_long_as_the_replay(tmp_path: Path) -> None:
    marks = Bookmarks(tmp_path / "gone" / "storm.mcap")
    mark, kept = marks.add(5, "x", "Lee")
    assert not kept
    assert "cannot be written" in marks.notice
    assert marks.all() == [mark]


def test_there_is_a_limit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bookmarks_module, "MOST", 2)
    marks = Bookmarks(tmp_path / "storm.mcap")
    marks.add(1, "x", "Lee")
    marks.add(2, "x", "Lee")
    with pytest.raises(ValueError, match="Remove some first"):
        marks.add(3, "x", "Lee")
    with pytest.raises(ValueError, match="at most 500 characters"):
        marks.add(3, "x" * 501, "Lee")
