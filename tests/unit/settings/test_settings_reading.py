"""Settings: declared once, checked as a whole."""

from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner

from opscenter.cli.main import cli
from opscenter.domain.toml_document import FileMistakes
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
    with pytest.raises(FileMistakes) as caught:
        read_station_settings(file, {})
    assert [(mistake.line, mistake.message) for mistake in caught.value.mistakes] == [
        (1, 'there is no "citty" here; did you mean "city"?'),
        (2, '"beat_ms" must be between 50 and 2000, not 5'),
        (3, '"bus" must be a list of texts, not empty'),
        (4, '"zone" must be a text, in quotes'),
    ]


def test_every_option_is_explained() -> None:
    assert all(option.sentence.endswith(".") for option in STATION_OPTIONS)


def test_the_printed_settings_file_is_a_settings_file(tmp_path: Path) -> None:
    done = CliRunner().invoke(cli, ["settings"])
    file = tmp_path / "s.toml"
    file.write_text(done.stdout, encoding="utf-8")
    assert read_station_settings(file, {}) == read_station_settings(None, {})


def test_a_zone_that_is_none_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FileMistakes, match='"Foo/Bar" is not an IANA time zone'):
        read_station_settings(None, {"zone": "Foo/Bar"})
    file = tmp_path / "s.toml"
    file.write_text('zone = "Foo/Bar"\n', encoding="utf-8")
    with pytest.raises(FileMistakes, match=r"s\.toml"):
        read_station_settings(file, {})


def test_what_alerts_say_of_their_sender_can_be_sent(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('alert_sender = "ops@city.gov"\nalert_web = "https://city.gov/a"\n', encoding="utf-8")
    assert read_station_settings(file, {})["alert_sender"] == "ops@city.gov"
    file.write_text('alert_sender = "the centre"\nalert_web = "city.gov"\n', encoding="utf-8")
    with pytest.raises(FileMistakes) as caught:
        read_station_settings(file, {})
    assert [one.message.split(" is ")[0] for one in caught.value.mistakes] == ["`alert_sender`", "`alert_web`"]


def test_holidays_are_dates(tmp_path: Path) -> None:
    file = tmp_path / "s.toml"
    file.write_text('holidays = ["2026-12-25", "2026-07-01"]\nholidays_as = "aside"\n', encoding="utf-8")
    values = read_station_settings(file, {})
    assert values["holidays"] == [date(2026, 12, 25), date(2026, 7, 1)]
    assert values["holidays_as"] == "aside"
    file.write_text('holidays = ["25.12.", "2026-12-25", "Easter"]\n', encoding="utf-8")
    with pytest.raises(FileMistakes) as caught:
        read_station_settings(file, {})
    assert [mistake.message.split(":")[0] for mistake in caught.value.mistakes] == [
        '"25.12." is not a date',
        '"Easter" is not a date',
    ]
