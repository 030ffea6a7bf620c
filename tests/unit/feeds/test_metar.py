"""METAR: values worked out by hand, the day of the month, NOAA's stations, and reports that are none."""

import math
from datetime import UTC, datetime
from pathlib import Path

import pytest

from opscenter.domain.toml_document import FileMistakes
from opscenter.feeds.metar_reader import MetarReader, moment_of, relative_humidity
from opscenter.feeds.metar_stations import read_stations
from tests.support.data import shared_data
from tests.support.feeding import config, item, read, values

KPDX = "KPDX 211353Z 09013G20KT 3/4SM R10R/2400FT -RA BR OVC007 12/11 A2992 RMK AO2 SLP133 P0012 T01170106"
LIST = b"KPDX;72;698;Portland International Airport;OR;United States;4;45-35-27N;122-36-01W;;;6;8;P\nBAD;x\n"
LIST += b"XXXX;1;1;Beyond;;x;1;95-00N;000-00E\nEGLC;03;768;London City;;United Kingdom;6;51-30N;000-03E;;;5;5;P\n"


def test_a_report_in_north_american_units() -> None:
    """Knots by 0.514444, statute miles by 1609.344, hundredths of an inch of rain by 25.4 mm."""
    (entity,), problems = read(MetarReader(read_stations(LIST)), item(f"2026/09/21 13:53\n{KPDX}\n"))
    assert problems == []
    assert entity["id"] == "urn:ngsi-ld:WeatherObserved:metar-kpdx"
    assert entity["name"]["value"] == "Portland International Airport"
    assert entity["location"]["value"]["coordinates"] == [-122.600278, 45.590833]
    assert entity["temperature"] == {
        **{"type": "Property", "value": 11.7, "unitCode": "CEL"},
        **{"observedAt": "2026-09-21T13:53:00.000Z"},
    }
    got = values(entity, "dewPoint", "windSpeed", "windDirection", "gustSpeed", "visibility", "atmosphericPressure")
    assert tuple(got) == (10.6, 6.69, 90.0, 10.29, 1207.0, 1013.3)
    assert (entity["precipitation"]["value"], entity["precipitation"]["unitCode"]) == (0.305, "CMT")
    assert entity["relativeHumidity"]["value"] == pytest.approx(0.93, abs=0.005)
    assert "rain" in entity["weatherType"]["value"]


def test_a_report_in_metric_units_with_calm_and_changing_winds() -> None:
    body = "METAR EGLC 211350Z AUTO 00000KT CAVOK M02/M05 Q0987=\nSPECI UUEE 211330Z VRB02MPS 9999 -SHSN 00/M01 Q1001"
    (london, moscow), problems = read(MetarReader({}), item(body))
    assert problems == []
    assert tuple(values(london, "temperature", "dewPoint", "windSpeed", "atmosphericPressure")) == (-2, -5, 0, 987)
    assert (
        moscow["windSpeed"]["value"] == 2.0
        and "windDirection" not in moscow
        and moscow["visibility"]["value"] == 10_000
    )


def test_humidity_by_magnus() -> None:
    assert relative_humidity(20.0, 20.0) == 1.0
    assert relative_humidity(25.0, 15.0) == pytest.approx(0.538, abs=0.001)
    assert math.isclose(relative_humidity(20.0, 25.0), 1.0)


@pytest.mark.parametrize(
    ("day", "hour", "arrived", "expected"),
    [
        (30, 23, "2026-10-01T00:10:00", "2026-09-30T23:00:00"),
        (1, 0, "2026-09-30T23:50:00", "2026-10-01T00:00:00"),
        (31, 12, "2026-03-02T00:00:00", "2026-01-31T12:00:00"),
        (29, 12, "2028-03-01T00:00:00", "2028-02-29T12:00:00"),
        (31, 12, "2027-01-01T00:00:00", "2026-12-31T12:00:00"),
    ],
)
def test_the_day_of_the_month_is_of_the_month_that_fits(day: int, hour: int, arrived: str, expected: str) -> None:
    got = moment_of(day, hour, 0, datetime.fromisoformat(arrived).replace(tzinfo=UTC))
    assert got == datetime.fromisoformat(expected).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    "body",
    [
        "nonsense",
        "KPDX 999999Z 09013KT",
        "KPDX 211353Z",
        "\x00\xff",
        "KPDX 211353Z " + "X" * 5_000,
        "TAF KPDX 2112/2218",
    ],
)
def test_what_is_no_report_is_a_problem_and_the_next_line_goes_on(body: str) -> None:
    entities, problems = read(MetarReader({}), item(f"{body}\n{KPDX}"))
    assert len(entities) == 1 and len(problems) == 1, problems


@pytest.mark.parametrize(("day", "hour"), [(0, 0), (32, 0), (1, 24)])
def test_a_day_that_no_month_has_is_refused(day: int, hour: int) -> None:
    with pytest.raises(ValueError, match="no day"):
        moment_of(day, hour, 0, datetime(2026, 9, 21, tzinfo=UTC))


def test_the_real_list_of_stations() -> None:
    path = shared_data("timeseries", "weather", "noaa_station_list_nsd_cccc.txt")
    stations = read_stations(path.read_bytes())
    assert len(stations) > 6_400
    honiara = stations["AGGH"]  # AGGH;91;520;Honiara / Henderson;;Solomon Islands;5;09-25S;160-03E
    assert (honiara.name, honiara.latitude, honiara.longitude) == ("Honiara / Henderson", -9.416667, 160.05)
    assert abs(stations["SBGR"].latitude + 23.4) < 0.2 and stations["SBGR"].longitude < -46


def test_mistakes_of_its_options(tmp_path: Path) -> None:
    (tmp_path / "empty").write_text("nothing")
    text = '[feeds.a]\nkind = "metar"\npath = "x"\nstations = ["KPDX", "PDX"]\nstation_list = "%s"\n'
    for name in ("empty", "absent"):
        with pytest.raises(FileMistakes) as raised:
            config(tmp_path, text % name)
        assert len(raised.value.mistakes) == 2
    (tmp_path / "list").write_bytes(LIST)
    (one,) = config(tmp_path, (text % "list").replace('"PDX"', '"egll"'))
    entities, problems = read(one.feed.reader, item(f"{KPDX}\nLFPG 211330Z 00000KT CAVOK 10/10 Q1000"))
    assert [entity["name"]["value"] for entity in entities] == ["Portland International Airport"] and problems == []
