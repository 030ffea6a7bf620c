"""Finnish roads: weather by section, stations, maintenance vehicles, situations; the grid; files that are bad."""

import json
import shutil
from pathlib import Path

import pytest

from opscenter.feeds.cities.finnish_grid import degrees_of
from tests.support.data import shared_data
from tests.support.played_city import Played, played

SECTION = "urn:ngsi-ld:WeatherObserved:fi-00001_009_000_0"


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Played:
    """The roads, and four of the situations."""
    folder = tmp_path_factory.mktemp("finland")
    shutil.copytree(shared_data("roads"), folder / "roads")
    (folder / "digitraffic").mkdir()
    for name in ("GUID50456943", "Datex2_2017-08-10-16-08-32-976", "InfoXML_2016-11-17-06-19-20-501"):
        shutil.copy(shared_data("protocols", "datex2", "digitraffic", f"{name}.xml"), folder / "digitraffic")
    return played("finland-roads", folder)


def test_all_of_it_is_published_and_taken_by_the_bus(city: Played) -> None:
    assert (city.missing, city.problems, city.rejected) == ([], [], [])
    assert city.count("WeatherObserved") == 4 + 2  # sections, stations in use
    assert city.count("WeatherForecast") == 16
    assert city.count("Vehicle") == 1
    times = [record.at for _, record in city.records if record.at is not None]
    assert times == sorted(times)


def test_the_temperature_of_a_road(city: Played) -> None:
    said = city.first(SECTION)  # "+8" and "+8.4" at 11:25 in Finland
    assert (said["roadSurfaceTemperature"]["value"], said["temperature"]["value"]) == (8.0, 8.4)
    assert said["roadSurfaceTemperature"]["observedAt"] == "2022-10-13T08:25:00.000Z"
    assert said["name"]["languageMap"]["en"] == "Vt 1: Nummela - Lohjanharju"
    assert said["location"]["value"]["coordinates"][0] == [24.366, 60.293]
    assert said["roadCondition"]["value"] == "normal"
    forecast = city.first("urn:ngsi-ld:WeatherForecast:fi-00001_001_000_0:4h")
    assert (forecast["roadSurfaceTemperature"]["value"], forecast["validFrom"]["value"]) == (
        13.0,
        "2022-10-13T12:00:00.000Z",
    )


def test_a_plough_moves_and_says_what_it_does(city: Played) -> None:
    first, second = city.said("urn:ngsi-ld:Vehicle:fi-1111111111")
    assert first["tasks"]["value"] == "ploughing and slush removal, salting"
    assert (first["bearing"]["value"], second["bearing"]["value"]) == (45, 90)
    assert first["location"]["value"]["coordinates"] == pytest.approx([23.042936, 62.077101], abs=2e-6)
    assert second["tasks"]["observedAt"] == "2019-01-30T10:04:00.000Z"


def test_stations_that_were_taken_away_are_not_there(city: Played) -> None:
    assert not city.said("urn:ngsi-ld:WeatherObserved:fi-station-33")
    pirkkola = city.first("urn:ngsi-ld:WeatherObserved:fi-station-34")
    assert pirkkola["name"]["languageMap"]["en"] == "Road 3 Helsinki, Pirkkola"
    assert pirkkola["location"]["value"]["coordinates"] == pytest.approx([24.905726, 60.228845], abs=2e-6)


def test_the_grid_of_finland() -> None:
    # the example of JHS 197: 60 23 06.38474 N, 19 50 53.29237 E
    assert degrees_of(106_256.35961, 6_715_706.37708) == pytest.approx((19.84813676944, 60.38510687222), abs=1e-9)
    assert degrees_of(500_000.0, 6_700_000.0)[0] == 27.0
    with pytest.raises(ValueError, match="not in Finland"):
        degrees_of(0.0, 0.0)


def test_files_that_are_bad_lose_nothing_else(tmp_path: Path) -> None:
    roads = shared_data("roads")
    (tmp_path / "road_sections_v1.json").write_bytes((roads / "road_sections_v1.json").read_bytes()[:500])
    forecast = json.loads((roads / "road_condition_forecast_v1.json").read_text())
    forecast["roadConditions"][0]["observation"]["temperature"] = "warm"
    (tmp_path / "road_condition_forecast_v1.json").write_text(json.dumps(forecast))
    text = (roads / "road_weather_stations_response.xml").read_text("utf-8")
    (tmp_path / "road_weather_stations.xml").write_bytes(text.encode("latin-1"))
    track = json.loads((roads / "maintenance-vehicles" / "linestring_tracking_1.json").read_text())
    track["havainnot"].append({"havainto": {"havaintoaika": "2019-01-30T12:00:00+02:00"}})
    track["havainnot"][0]["havainto"]["sijainti"]["viivageometria"]["coordinates"] = [[62.0, 23.0]]
    (tmp_path / "linestring_tracking_1.json").write_text(json.dumps(track))
    city = played("finland-roads", tmp_path)
    said = "\n".join(city.problems)
    for part in ("road_sections_v1.json: it is cut short", "section 00001_001_000_0", 'it has no "tyokone"'):
        assert part in said, part
    assert "62, 23 (east, north) is not in Finland's grid" in said
    assert "road_weather_stations.xml" in said
    assert city.first(SECTION)["temperature"]["value"] == 8.4
    assert "situations" in "\n".join(city.missing)
