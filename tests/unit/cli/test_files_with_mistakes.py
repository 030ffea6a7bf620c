"""Files that people write - mappings, scenarios, settings - with anything wrong in them: sentences, no other error."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from opscenter.city.scenario import load_scenario
from opscenter.cli.output import encode
from opscenter.domain.toml_document import FileMistakes
from opscenter.feeds.mapping_reading import read_mapping
from opscenter.settings.resources import resource_root
from opscenter.settings.station import STATION_OPTIONS, read_station_settings

Reader = Callable[[Path], Any]
VALUES = ("", '""', '"nonsense"', "7", "-1", "1e300", "1" + "0" * 400, "nan", "inf", "true", "[]", "[1]", '["a"]', "{}",
          "{ a = 1 }", "[{ a = 1 }]", "1979-05-27", "07:32:00", '"\\u0000"', '"{"', '"{x"', '"("')  # fmt: skip


def read_settings(path: Path) -> Any:
    return read_station_settings(path, {})


READERS: dict[str, tuple[Reader, type[Exception], str]] = {
    **{
        path.stem: (read_mapping, FileMistakes, path.read_text(encoding="utf-8"))
        for path in (resource_root() / "mappings").glob("*.toml")
    },
    **{
        path.stem: (load_scenario, FileMistakes, path.read_text(encoding="utf-8"))
        for path in (resource_root() / "scenarios").glob("*.toml")
    },
    "settings": (
        read_settings,
        FileMistakes,
        "\n".join(f"{option.name} = {encode(option.default)}" for option in STATION_OPTIONS),
    ),
}


def told(name: str, path: Path, content: bytes) -> str:
    """What is said about the file, "" when nothing is wrong."""
    reader, errors, _ = READERS[name]
    path.write_bytes(content)
    try:
        reader(path)
    except errors as found:
        assert path.name in str(found)
        return str(found)
    return ""


@pytest.mark.parametrize("name", READERS)
def test_the_file_is_right_to_begin_with_and_may_be_no_text_at_all(name: str, tmp_path: Path) -> None:
    assert told(name, tmp_path / "f.toml", READERS[name][2].encode()) == ""
    assert "not UTF-8" in told(name, tmp_path / "f.toml", b"\xff\xfe\x00")
    assert "TOML" in told(name, tmp_path / "f.toml", b"[x\n")


@settings(max_examples=600, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(READERS)), st.integers(0, 200), st.sampled_from(VALUES), st.booleans())
def test_a_wrong_value_or_a_missing_line(tmp_path: Path, name: str, number: int, value: str, missing: bool) -> None:
    lines = READERS[name][2].splitlines()
    at = number % len(lines)
    key, equals, _ = lines[at].partition("=")
    changed = [] if missing or not equals else [f"{key}= {value}"]
    told(name, tmp_path / "f.toml", "\n".join([*lines[:at], *changed, *lines[at + 1 :]]).encode())
