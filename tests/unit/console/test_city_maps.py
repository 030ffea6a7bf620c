"""A recording of a city is drawn on the map that its live window had."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from opscenter.console.shell import memory
from opscenter.console.shell.city_maps import MOST_CITIES, maps_of, remember_maps
from opscenter.console.shell.memory import Remembered, save
from tests.support.played_console import played_console


def test_the_newest_cities_are_known_and_only_maps_that_are_there(tmp_path: Path) -> None:
    there, gone = tmp_path / "port.mbtiles", tmp_path / "gone.mbtiles"
    there.touch()
    maps: dict[str, list[str]] = {}
    remember_maps(maps, "Port", (str(there), str(gone), "https://tiles.example/{z}/{x}/{y}.png"))
    assert maps_of(maps, "Port") == (str(there), "https://tiles.example/{z}/{x}/{y}.png")
    assert maps_of(maps, "Oslo") == ()
    remember_maps(maps, "", (str(there),))
    remember_maps(maps, "Oslo", ())
    assert list(maps) == ["Port"]
    for number in range(MOST_CITIES):
        remember_maps(maps, f"city {number}", ("a",))
    assert len(maps) == MOST_CITIES and "Port" not in maps


def test_a_replay_has_the_map_of_its_city(qtbot: QtBot, tmp_path: Path) -> None:
    there = tmp_path / "port.geojson"
    there.write_text('{"type": "FeatureCollection", "features": []}')
    save(memory.default_path(), Remembered(maps={"Port Meridian": [str(there)], "Oslo": ["elsewhere"]}))
    console = played_console(qtbot)
    console.remembered.maps = memory.load(memory.default_path())[0].maps
    console._introduced()
    assert console.basemap == (str(there),)
    assert memory.load(memory.default_path())[0].maps["Port Meridian"] == [str(there)], "it is not the replay's to say"
    console.leave()
