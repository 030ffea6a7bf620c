"""A small file: whole or not at all, and nobody's in its place."""

from pathlib import Path

import pytest

from opscenter.tables import whole_file
from opscenter.tables.whole_file import write_whole


def test_it_is_there_whole_and_nothing_beside_it(tmp_path: Path) -> None:
    write_whole(tmp_path / "a.xml", b"one", replace=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xml"] and (tmp_path / "a.xml").read_bytes() == b"one"


def test_another_file_is_replaced_only_when_that_is_wanted(tmp_path: Path) -> None:
    out = tmp_path / "a.xml"
    out.write_bytes(b"theirs")
    with pytest.raises(FileExistsError):
        write_whole(out, b"mine", replace=False)
    assert out.read_bytes() == b"theirs" and len(list(tmp_path.iterdir())) == 1
    write_whole(out, b"mine", replace=True)
    assert out.read_bytes() == b"mine" and len(list(tmp_path.iterdir())) == 1


def test_a_file_that_comes_at_the_last_moment_stays(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "a.xml"

    def somebody_writes(_descriptor: int) -> None:
        out.write_bytes(b"theirs")

    monkeypatch.setattr(whole_file.os, "fsync", somebody_writes)
    with pytest.raises(FileExistsError):
        write_whole(out, b"mine", replace=False)
    assert out.read_bytes() == b"theirs" and len(list(tmp_path.iterdir())) == 1


def test_without_links_it_is_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_links(_source: Path, _target: Path) -> None:
        raise PermissionError("no links here")

    monkeypatch.setattr(whole_file.os, "link", no_links)
    write_whole(tmp_path / "a.xml", b"one", replace=False)
    assert [path.name for path in tmp_path.iterdir()] == ["a.xml"]


def test_no_folder_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(OSError):
        write_whole(tmp_path / "nowhere" / "a.xml", b"one", replace=False)
    assert not list(tmp_path.iterdir())
