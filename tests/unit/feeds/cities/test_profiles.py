"""Profiles of cities: those that come with the program, mistakes in one's own, and what the command says."""

import re
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner

from opscenter.cli.city_profile import PlayedCity, play_beside_station
from opscenter.cli.main import cli
from opscenter.console.companions import Companions
from opscenter.console.options import ProfileCityOptions
from opscenter.domain.toml_document import FileMistakes
from opscenter.feeds.cities.profile_reading import NoProfile, profile_names, read_profile
from opscenter.feeds.cities.readers import READERS, reader_named
from opscenter.settings.catalogue import load_catalogue
from opscenter.settings.resources import resource_root
from tests.support.played_city import played

OWN = """
title = { en = "Small town" }
zone = "Europe/Vienna"
licence = "ours"

[[part]]
name = "detectors"
reader = "table"
files = ["count_*.csv"]
what = "counts"
get = "Ask us."
options = { mapping = "town_map.toml" }
"""
MAPPING = """
title = "Counts"
[time]
column = "at"
zone = "Europe/Vienna"
[entity]
id = "urn:ngsi-ld:TrafficFlowObserved:{place}"
type = "TrafficFlowObserved"
[[attribute]]
name = "intensity"
column = "cars"
"""


@pytest.mark.parametrize("name", profile_names())
def test_profiles_that_come_with_the_program_are_right_and_described(name: str) -> None:
    profile = read_profile(name)
    guide = (resource_root() / "cities" / "README.md").read_text(encoding="utf-8")
    assert f"opscenter city {name} --from" in guide
    assert set(profile.title) >= {"en", "zh_Hant", "zh_Hans"}
    assert all("https://" in part.get for part in profile.parts)
    assert profile.catalogue is not None, "how long is usual between two answers is said for each city"
    told = load_catalogue(profile.catalogue)
    usual = load_catalogue()
    slower = [kind for kind in told.kinds if told.kind(kind).stale_after_ms > usual.kind(kind).stale_after_ms]
    assert slower


def test_four_cities_come_with_the_program() -> None:
    assert profile_names() == ["finland-roads", "hong-kong", "new-york-subway", "singapore"]


@pytest.mark.parametrize("name", READERS)
def test_every_reader_is_there(name: str) -> None:
    assert callable(reader_named(name))


def test_a_city_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "town.toml").write_text(OWN)
    (tmp_path / "town_map.toml").write_text(MAPPING)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "count_10.csv").write_text("at,place,cars\n2026-01-01T10:00,a,7\n")
    (tmp_path / "data" / "count_9.csv").write_text("at,place,cars\n2026-01-01T09:00,a,5\n")
    city = played(str(tmp_path / "town.toml"), tmp_path / "data")
    said = city.said("urn:ngsi-ld:TrafficFlowObserved:a")
    assert [one["intensity"]["value"] for one in said] == [5, 7]
    assert said[0]["intensity"]["observedAt"] == "2026-01-01T08:00:00.000Z"


def test_all_mistakes_are_told_with_their_lines(tmp_path: Path) -> None:
    path = tmp_path / "town.toml"
    path.write_text(
        OWN.replace("Vienna", "Vinna").replace('"table"', '"tabel"').replace("count_*", "../count_*") + "colour = 1\n"
    )
    with pytest.raises(FileMistakes) as caught:
        read_profile(str(path))
    said = str(caught.value)
    assert ":3: " in said
    assert 'did you mean "table"' in said
    assert '"../count_*.csv" is no pattern' in said
    assert "colour" in said


def test_a_name_that_is_nearly_right() -> None:
    with pytest.raises(NoProfile, match='did you mean "hong-kong"'):
        read_profile("hongkong")


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        ([], "Name a PROFILE with --from DIR"),
        (["singapore"], "Say where the data of singapore are"),
        (["singapore", "--from", ".", "--headless", "--bus", "tcp://127.0.0.1:5"], "Give either --bus ENDPOINT or"),
        (["singapur", "--from", "."], 'did you mean "singapore"'),
        (["singapore", "--from", "no-such-folder"], "There is no folder no-such-folder"),
        (["singapore", "--from", ".", "--taken", "noon"], "'noon' is not a time"),
    ],
)
def test_the_command_says_what_is_missing(
    arguments: list[str], sentence: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = CliRunner().invoke(cli, ["city", *arguments])
    assert result.exit_code != 0
    assert sentence in re.sub(r"\s+", " ", result.output)


def test_an_empty_folder_is_told_part_by_part(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["city", "singapore", "--from", str(tmp_path), "--headless"])
    assert result.exit_code == 1
    for part in read_profile("singapore").parts:
        assert f"{part.name}: {part.files[0]}" in result.output
    assert "There is nothing to make singapore of" in result.output


def test_a_city_whose_words_nobody_reads_ends(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """As in `opscenter city ... --headless | head`: the pipe is closed before the broker is told of."""

    def closed(text: str = "", **_: object) -> None:
        if "broker ready" in text:
            raise BrokenPipeError("Broken pipe")

    (tmp_path / "carparks_20200930T1920.json").write_text('{"value": []}')
    monkeypatch.setattr("opscenter.cli.city_profile.click.echo", closed)
    monkeypatch.setattr("opscenter.cli.city_profile.stop_on_signals", lambda stop: None)
    monkeypatch.setattr("opscenter.cli.city_profile.cache_folder", lambda: tmp_path)
    with pytest.raises(SystemExit):
        play_beside_station(PlayedCity.of("singapore", tmp_path, 1.0, False, ""), {}, once=True)
    assert "broker" not in [thread.name for thread in threading.enumerate()]


def test_a_window_starts_the_data_beside_it() -> None:
    options = ProfileCityOptions("singapore", Path("data"), 60.0, True, "-2h")
    arguments = Companions._profile_arguments(options, "ipc:///tmp/c")
    assert arguments[:-1] == [
        "city", "singapore", "--from", "data", "--bus", "ipc:///tmp/c", "--bind", "--speed", "60.0", "--shift",
        "--taken", "-2h", "--parent-pid",
    ]  # fmt: skip
