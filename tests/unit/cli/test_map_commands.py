"""map info and map render: what they print, what they draw, and how they end when they cannot."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner
from PySide6.QtGui import QImage

from opscenter.city.basemap import write_basemap
from opscenter.cli.main import cli

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("city") / "city.pmtiles"
    write_basemap(1, path, 5_000)
    return path


def render(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(cli, ["map", "render", *map(str, arguments)])
    return result.exit_code, result.output


def test_info_tells_what_a_file_holds(city: Path) -> None:
    result = CliRunner().invoke(cli, ["map", "info", str(city), "--json"])
    assert result.exit_code == 0, result.output
    found = json.loads(result.stdout)
    assert (found["kind"], found["format"], found["version"], found["tile_format"]) == ("vector", "PMTiles", "3", "mvt")
    assert (found["min_zoom"], found["max_zoom"]) == (8, 14)
    assert found["attribution"] == "opscenter demo city"
    assert found["tiles"] > 100 and found["bytes"] == city.stat().st_size
    assert not found["problems"]
    roads = next(layer for layer in found["layers"] if layer["name"] == "roads")
    assert roads["drawn"] and roads["features"] > 100 and roads["fields"]["name"] == "string"
    text = CliRunner().invoke(cli, ["map", "info", str(city)])
    assert "Port Meridian" in text.output and "roads" in text.output


def test_info_of_no_basemap_is_a_sentence_and_a_status(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["map", "info", str(tmp_path / "none.pmtiles")])
    assert result.exit_code == 1
    assert "does not exist" in result.output


def test_a_picture_has_the_size_and_the_theme(city: Path, tmp_path: Path) -> None:
    view = ("--center", "22.2158,115.1079", "--zoom", 13, "--size", "300x200")
    assert render(city, *view, "--out", tmp_path / "dark.png") == (0, "")
    assert render(city, *view, "--out", tmp_path / "light.png", "--theme", "light", "--ratio", 2) == (0, "")
    dark, light = QImage(str(tmp_path / "dark.png")), QImage(str(tmp_path / "light.png"))
    assert (dark.width(), dark.height()) == (300, 200)
    assert (light.width(), light.height()) == (600, 400)
    assert dark.pixelColor(5, 5).lightness() < 100 < light.pixelColor(5, 5).lightness()


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("--center", "115.1,22.2"), "Latitude comes first"),
        (("--center", "here"), "is not LAT,LON"),
        (("--size", "0x5"), "is not WIDTHxHEIGHT"),
        (("--size", "16000x16000", "--ratio", "4"), "million pixels"),
        (("--out", "/nowhere/at/all.png"), "does not exist"),
    ],
)
def test_mistakes_are_sentences(city: Path, tmp_path: Path, change: tuple[str, ...], sentence: str) -> None:
    usual = ("--center", "22.2,115.1", "--zoom", 13, "--size", "300x200", "--out", tmp_path / "x.png")
    status, output = render(city, *usual, *change)
    assert status != 0
    assert sentence in " ".join(output.split())


def test_it_works_without_a_screen(city: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.png"
    command = [sys.executable, "-m", "opscenter", "map", "render", str(city), "--center", "22.2158,115.1079"]
    command += ["--zoom", "12", "--size", "64x64", "--out", str(out)]
    done = subprocess.run(command, env={"HOME": str(tmp_path)}, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert out.stat().st_size > 100
