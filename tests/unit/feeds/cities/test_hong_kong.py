"""Hong Kong of its public data: counts, values checked by hand against the files, and files that are bad."""

import shutil
from pathlib import Path

import pytest

from opscenter.feeds.cities.profile_reading import read_profile
from tests.support.data import shared_data
from tests.support.played_city import played

DETECTOR = "urn:ngsi-ld:TrafficFlowObserved:hk-AID01101"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An hour of detectors, half a minute of them, the weather, and the districts."""
    data = shared_data("hongkong")
    for name in (
        "maps/hksar_18_district_boundary.json",
        "traffic/traffic_detectors.csv",
        "traffic/hourly/20230901/traffic_20230901_hour_08.csv",
        "traffic/rawSpeedVol-all_20240406T2127.xml",
        "weather/hko_rhrread_20260322_tc.json",
        "weather/hko_warnsum_20260322_tc.json",
        "weather/hko_weather_stations.csv",
    ):
        shutil.copy(data / name, tmp_path / Path(name).name)
    return tmp_path


def test_everything_is_published_in_the_order_in_which_it_was_measured(folder: Path) -> None:
    city = played("hong-kong", folder)
    assert (city.missing, city.problems, city.rejected) == ([], [], [])
    assert city.count("AdministrativeArea") == 18
    assert city.count("WeatherAlert") == 1
    assert city.count("WeatherObserved") == 27 + 18  # stations, districts with rain
    times = [record.at for _, record in city.records if record.at is not None]
    assert times == sorted(times)
    assert all(due >= 0 for due, _ in city.records)


def test_a_detector_of_the_hourly_table(folder: Path) -> None:
    said = played("hong-kong", folder).first(DETECTOR)
    # 106, 180 and 53 vehicles at 71.558, 64.267 and 61.192 km/h between 08 and 09 (traffic_20230901_hour_08.csv)
    assert said["averageVehicleSpeed"]["value"] == pytest.approx(66.0657, abs=0.001)
    assert said["intensity"]["value"] == 339
    assert said["intensity"]["observedAt"] == "2023-09-01T01:00:00.000Z"
    assert said["name"]["languageMap"]["zh-Hant"].startswith("香港仔海旁道")
    assert said["location"]["value"]["coordinates"] == [114.152525, 22.248091]


def test_a_detector_at_a_known_half_minute(folder: Path) -> None:
    city = played("hong-kong", folder)
    said = city.at(DETECTOR, "2024-04-06T13:27:30.000Z")  # 21:27:30 in Hong Kong
    # lanes: 3 vehicles at 66, 7 at 59, 1 at 55 km/h; 11 vehicles in 30 s; occupancy 1, 5 and 0 %
    assert said["averageVehicleSpeed"] | {"type": ""} == {
        "type": "", "value": 60.5, "unitCode": "KMH", "observedAt": "2024-04-06T13:27:30.000Z",
    }  # fmt: skip
    assert said["intensity"]["value"] == 1320
    assert said["occupancy"]["value"] == 0.02


def test_weather_is_at_its_stations_and_rain_in_its_districts(folder: Path) -> None:
    city = played("hong-kong", folder)
    observatory = city.first("urn:ngsi-ld:WeatherObserved:hk-HKO")
    assert (observatory["temperature"]["value"], observatory["relativeHumidity"]["value"]) == (24, 0.74)
    assert observatory["temperature"]["observedAt"] == "2026-03-22T09:00:00.000Z"
    assert observatory["location"]["value"]["coordinates"] == [114.174167, 22.301944]
    islands = city.first("urn:ngsi-ld:WeatherObserved:hk-rain-Islands")  # 離島區 in the weather, 離島 on the map
    assert islands["precipitation"]["value"] == 0
    assert "location" in islands
    warning = city.first("urn:ngsi-ld:WeatherAlert:hk-WFIRE")
    assert warning["name"]["languageMap"]["en"] == "Yellow fire danger warning"
    assert warning["validFrom"]["value"] == "2026-03-22T02:45:00.000Z"


def test_a_long_time_without_data_is_not_waited_for(folder: Path) -> None:
    city = played("hong-kong", folder, speed=60)
    last = max(due for due, _ in city.records)
    # 2023-09-01 to 2024-04-06 to 2026-03-22, each as two hours, and half a minute and half a day within them
    assert last < 3 * 7_200 / 60 + 6 * 7_200 / 60


@pytest.mark.parametrize("speed", [1.0, 100.0])
def test_times_are_moved_to_now_and_none_is_ahead_of_the_clock(folder: Path, speed: float) -> None:
    city = played("hong-kong", folder, speed=speed, shift=True)
    for due, record in city.records:
        if record.at is not None:
            assert record.at <= city.now + due * 1_000 + 1
    newest = max(record.at - city.now - due * 1_000 for due, record in city.records if record.at is not None)
    assert newest == pytest.approx(0, abs=2)
    assert city.at(DETECTOR, None)["averageVehicleSpeed"]["observedAt"].startswith("2026-01")


def test_what_is_missing_is_named_with_where_to_get_it(folder: Path) -> None:
    for name in ("hko_weather_stations.csv", "hko_warnsum_20260322_tc.json", "traffic_detectors.csv"):
        (folder / name).unlink()
    city = played("hong-kong", folder)
    text = "\n".join(city.missing)
    for name in ("hko_weather_stations.csv", "warnsum", "traffic_detectors.csv", "https://data.gov.hk"):
        assert name in text
    assert city.first("urn:ngsi-ld:WeatherObserved:hk-Hong%20Kong%20Observatory")["temperature"]["value"] == 24
    assert "location" not in city.at(DETECTOR, "2024-04-06T13:27:30.000Z")
    assert any("traffic_detectors.csv" in problem for problem in city.problems)  # the hourly table cannot do without


def test_files_that_are_cut_short_or_in_another_encoding_lose_nothing_else(folder: Path) -> None:
    weather = folder / "hko_rhrread_20260322_tc.json"
    weather.write_bytes(weather.read_bytes()[:2_000])
    warning = folder / "hko_warnsum_20260322_tc.json"
    warning.write_bytes(warning.read_text("utf-8").encode("big5"))
    raw = folder / "rawSpeedVol-all_20240406T2127.xml"
    raw.write_bytes(raw.read_bytes()[:5_000])
    (folder / "traffic_20230901_hour_09.csv").write_bytes("detectorID,laneType\nAID01101,\xff快".encode("utf-16"))
    city = played("hong-kong", folder)
    said = "\n".join(city.problems)
    assert "rhrread_20260322_tc.json: it is cut short" in said
    assert "warnsum_20260322_tc.json: it is not UTF-8" in said
    assert "rawSpeedVol" in said
    assert "hour_09.csv" in said
    assert city.first(DETECTOR)["intensity"]["value"] == 339
    assert city.count("AdministrativeArea") == 18


def test_the_profile_says_of_each_part_what_it_is_and_where_to_get_it() -> None:
    for part in read_profile("hong-kong").parts:
        assert part.what
        assert "https://" in part.get
