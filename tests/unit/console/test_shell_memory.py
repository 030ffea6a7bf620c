"""What the console remembers: it comes back, and a broken file costs nothing but the memory."""

import json
from pathlib import Path

import pytest

from opscenter.console.app import parse_size
from opscenter.console.shell.memory import Remembered, default_path, load, save


def test_it_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "console.json"
    kept = Remembered(
        "light", "zh_Hant", "陳", "supervisor", "06:00 14:00", "Z2Vv", {"wide": "bGF5"}, {"trends": {"span_s": 600}}
    )
    assert save(path, kept)
    assert load(path) == (kept, "")
    assert [each.name for each in path.parent.iterdir()] == ["console.json"]


def test_the_first_start_has_defaults_and_no_notice(tmp_path: Path) -> None:
    assert load(tmp_path / "none.json") == (Remembered(), "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[]",
        '{"theme": 3}',
        '{"layouts": {"wide": 1}}',
        '{"panels": {"map": []}}',
        '{"maps": {"Port": "a"}}',
        "\x00",
    ],
)
def test_a_broken_file_is_set_aside_with_a_notice(tmp_path: Path, text: str) -> None:
    path = tmp_path / "console.json"
    path.write_text(text)
    remembered, notice = load(path)
    assert remembered == Remembered()
    assert "could not be read" in notice
    assert not path.exists() and (tmp_path / "console.json.broken").exists()


def test_fields_of_a_newer_version_are_passed_over(tmp_path: Path) -> None:
    path = tmp_path / "console.json"
    path.write_text(json.dumps({"theme": "light", "holograms": True}))
    assert load(path) == (Remembered(theme="light"), "")


def test_a_folder_that_cannot_be_written_is_no_error(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    assert not save(tmp_path / "file" / "console.json", Remembered())


def test_it_is_kept_in_the_folder_of_settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPSCENTER_CONFIG_DIR", str(tmp_path))
    assert default_path() == tmp_path / "console.json"


def test_sizes() -> None:
    assert parse_size("1280x800") == (1280, 800)
    for wrong in ("big", "1280", "10x10", "-5x600", "1280x800x3", "99999x800"):
        with pytest.raises(ValueError, match="WIDTHxHEIGHT"):
            parse_size(wrong)
