"""Settings: declared once, checked as a whole."""

from pathlib import Path

import pytest
from click.testing import CliRunner

from opscenter.cli.main import cli
from opscenter.settings.reading import SettingsErrors
from opscenter.settings.station import STATION_OPTIONS, read_station_settings


def test_defaults_need_no_file() -> None:
    values = read_station_settings(None, {})
    assert set(values) == {option.name for option in STATION_OPTIONS}
    assert values["data"] is None


def test_the_command_line_wins_over_the_file(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('city = "A"\nbeat_ms = 500\nbus = ["tcp://x:1"]\ndata = "here"\n', encoding="utf-8")
    values = read_station_settings(file, {"city": "B"})
    assert (values["city"], values["beat_ms"], values["bus"]) == ("B", 500, ["tcp://x:1"])
    assert values["data"] == Path("here")


def test_every_error_at_once(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('citty = "A"\nbeat_ms = 5\nbus = "tcp://x:1"\nzone = true\n', encoding="utf-8")
    with pytest.raises(SettingsErrors) as caught:
        read_station_settings(file, {})
    lines = [problem.split("s.toml:")[1] for problem in caught.value.problems]
    assert lines[0] == '1: "citty" is unknown. Did you mean "city"?'
    assert lines[1].startswith('2: "beat_ms" must be at least 50 ms')
    assert lines[2].startswith('3: "bus" must be a list')
    assert lines[3].startswith('4: "zone" must be text')


def test_every_option_is_explained() -> None:
    assert all(option.sentence.endswith(".") for option in STATION_OPTIONS)


def test_the_printed_settings_file_is_a_settings_file(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["settings"])
    file = tmp_path / "s.toml"
    file.write_text(done.stdout, encoding="utf-8")
    assert read_station_settings(file, {}) == read_station_settings(None, {})
