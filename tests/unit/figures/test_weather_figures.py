"""Rain of hours and days, comfort, warnings in force, and forecasts against what came: figures over samples."""

import csv
from datetime import UTC, datetime

import numpy as np
import pytest

from opscenter.domain.quality import Quality
from opscenter.figures.weather.comfort import Comfort
from opscenter.figures.weather.forecast_errors import ForecastErrors, lead_classes
from opscenter.figures.weather.forecast_skill import ForecastSkill
from opscenter.figures.weather.rain_gauges import counted
from opscenter.figures.weather.rainfall import Rainfall
from opscenter.figures.weather.warnings_in_force import ENTITY, WarningsInForce
from tests.support.data import shared_data
from tests.support.figure_rig import Rig

MINUTE, HOUR = 60_000, 3_600_000
T = 1_795_000_020_000 // (24 * HOUR) * 24 * HOUR
WS = "WeatherObserved"


def iso(at: int) -> str:
    return datetime.fromtimestamp(at / 1000, UTC).isoformat()


def rain(
    rig: Rig, attribute: str, values: list[float], every: int = MINUTE, start: int = T, entity: str = "urn:a"
) -> None:
    for number, value in enumerate(values):
        at = start + number * every
        rig.number(entity, WS, attribute, value, at)
        rig.beat(at + 100)


def test_a_steady_rate_falls_as_much_as_it_says() -> None:
    rig = Rig(Rainfall())
    rain(rig, "rainRate", [12.0] * 182)
    assert rig.last("urn:a", "derived.rain1h") == pytest.approx(12.0)
    assert rig.last("urn:a", "derived.rain3h") == pytest.approx(36.0, abs=0.01)
    assert ("urn:a", "derived.rain24h") not in rig.written  # 3 of 24 hours watched
    assert rig.units["urn:a", "derived.rain1h"] == "MMT"
    assert rig.written["urn:a", "derived.rain1h"][0][0] == T + 45 * MINUTE


def test_a_counter_that_begins_anew_loses_nothing() -> None:
    rig = Rig(Rainfall())
    up = [0.2 * n for n in range(31)]  # 6 mm in half an hour, then it begins anew
    rain(rig, "precipitationCounter", up + [0.2 * n for n in range(32)])
    assert rig.last("urn:a", "derived.rain1h") == pytest.approx(
        11.6
    )  # less the first tip after it began anew, and the one that is awaited
    assert counted(np.array([5.0, 5.0]), np.array([6.0, 0.4])).tolist() == [1.0, 0.4]


def test_a_counter_knows_what_fell_while_it_was_silent() -> None:
    rig = Rig(Rainfall())
    rain(rig, "precipitationCounter", [0.0] * 10)
    rain(rig, "precipitationCounter", [20.0, 20.0], start=T + 50 * MINUTE)
    assert rig.last("urn:a", "derived.rain1h") == pytest.approx(20.0)


def test_the_better_source_counts_while_it_speaks() -> None:
    rig = Rig(Rainfall())
    for minute in range(62):
        at = T + minute * MINUTE
        rig.number("urn:a", WS, "precipitation", 99.0, at)
        rig.number("urn:a", WS, "rainRate", 6.0, at)
        rig.beat(at + 100)
    assert rig.last("urn:a", "derived.rain1h") == pytest.approx(6.0, abs=0.3)
    rain(rig, "precipitation", [3.0] * 180, start=T + 62 * MINUTE)
    assert rig.last("urn:a", "derived.rain1h") == pytest.approx(3.0, abs=0.1)


def test_rain_that_nobody_measured_is_not_zero() -> None:
    rig = Rig(Rainfall())
    rain(rig, "rainRate", [6.0] * 61)
    rain(rig, "rainRate", [np.nan, -4.0, 1e6], start=T + 61 * MINUTE)
    rain(rig, "rainRate", [6.0] * 3, every=20 * MINUTE, start=T + 70 * MINUTE)
    assert np.isnan(rig.last("urn:a", "derived.rain1h"))


def test_a_suspect_rate_makes_suspect_rain() -> None:
    rig = Rig(Rainfall())
    rig.number("urn:a", WS, "rainRate", 6.0, T, int(Quality.SUSPECT))
    rain(rig, "rainRate", [6.0] * 61, start=T + MINUTE)
    assert rig.qualities["urn:a", "derived.rain1h"][0] == Quality.SUSPECT


def test_a_restart_makes_no_difference() -> None:
    def lived(restart: bool) -> dict[tuple[str, str], list[tuple[int, object]]]:
        rig = Rig(Rainfall(), Comfort(300_000), ForecastSkill())
        random = np.random.default_rng(5)
        for minute in range(200):
            at = T + minute * MINUTE
            rig.number("urn:a", WS, "rainRate", float(random.uniform(0, 20)), at)
            rig.number("urn:b", WS, "precipitationCounter", float(random.uniform(0, 20)), at - 30_000)
            for name, value in (("temperature", 25.0), ("relativeHumidity", 0.7), ("windSpeed", 4.0)):
                rig.number("urn:a", WS, name, value + minute / 1000, at)
            if minute % 20 == 0:
                rig.number("urn:f", "WeatherForecast", "temperature", 24.0, at)
                rig.text("urn:f", "WeatherForecast", "validFrom", iso(at + 30 * MINUTE), at)
                rig.text("urn:f", "WeatherForecast", "validTo", iso(at + 60 * MINUTE), at)
            rig.beat(at + 100)
            if restart and minute == 97:
                rig.restart(Rainfall(), Comfort(300_000), ForecastSkill())
        return rig.written

    written = lived(False)
    assert written == lived(True)
    assert written["urn:ngsi-ld:ForecastSkill:lead-00h", "temperatureMiss"][-1][1] == pytest.approx(1.15, abs=0.1)


def test_comfort_of_a_hot_station_and_of_one_that_falls_silent() -> None:
    rig = Rig(Comfort(300_000))
    for name, value in (("temperature", 32.2222), ("relativeHumidity", 0.7), ("windSpeed", 11.0)):
        rig.number("urn:a", WS, name, value, T)
    rig.number("urn:b", WS, "temperature", 1.0, T)
    rig.number("urn:b", WS, "windSpeed", 11.0, T)
    rig.beat(T + 1)
    for minute in range(1, 12):
        rig.number("urn:b", WS, "temperature", 1.0, T + minute * MINUTE)
        rig.beat(T + minute * MINUTE)
    first = {name: value[0][1] for (entity, name), value in rig.written.items() if entity == "urn:a"}
    assert first["derived.heatIndex"] * 1.8 + 32 == pytest.approx(105.9, abs=0.1)  # 90 °F, 70 %: 105 to 106
    assert first["derived.beaufort"] == 6
    assert np.isnan(rig.last("urn:a", "derived.heatIndex"))
    assert np.isnan(rig.last("urn:a", "derived.beaufort"))
    assert rig.written["urn:b", "derived.windChill"][0][1] == pytest.approx(-6.03, abs=0.01)


def warn(rig: Rig, entity: str, kind: str = "WeatherAlert", at: int = T, **texts: str) -> None:
    for name, text in texts.items():
        rig.text(entity, kind, name, text, at)


def test_warnings_count_until_their_own_words_or_their_end() -> None:
    rig = Rig(WarningsInForce())
    warn(rig, "urn:1", severity="Severe", validTo=iso(T + 3 * MINUTE))
    warn(rig, "urn:2", severity="medium")
    warn(rig, "urn:3", severity="critical", status="Test")
    warn(rig, "urn:4", severity="none")
    warn(rig, "urn:5", "Alert", severity="critical", category="traffic")
    warn(rig, "urn:6", "Alert", severity="low", category="Met")
    for minute in range(7):
        at = T + minute * MINUTE
        if minute == 4:
            warn(rig, "urn:2", at=at, msgType="Cancel")
        if minute == 5:
            warn(rig, "urn:6", "Alert", at=at, expires=iso(T))
        rig.number("urn:clock", "Clock", "tick", 1.0, at)
        rig.beat(at + 10)
    counts = dict(rig.written[ENTITY, "count"])
    assert [counts[T + minute * MINUTE] for minute in range(1, 7)] == [3.0, 3.0, 2.0, 2.0, 1.0, 0.0]
    severities = [text for _, text in rig.written[ENTITY, "severity"]]
    assert severities == ["none", "severe", "moderate", "minor", "none"]


def test_forecasts_are_held_against_the_nearest_station() -> None:
    rig = Rig(ForecastSkill())
    rig.place("urn:near", WS, 114.17, 22.30, T)
    rig.place("urn:far", WS, 114.30, 22.50, T)
    rig.place("urn:f", "WeatherForecast", 114.18, 22.31, T)
    for name, value in (("temperature", 27.0), ("precipitation", 5.0), ("windSpeed", 3.0)):
        rig.number("urn:f", "WeatherForecast", name, value, T)
    rig.text("urn:f", "WeatherForecast", "validity", f"{iso(T + 4 * HOUR)}/{iso(T + 5 * HOUR)}", T)
    for minute in range(0, 330, 5):
        at = T + minute * MINUTE
        for entity, temperature, rate in (("urn:near", 25.0, 8.0), ("urn:far", 10.0, 0.0)):
            rig.number(entity, WS, "temperature", temperature, at)
            rig.number(entity, WS, "rainRate", rate, at)
        rig.beat(at + 10)
    skill = "urn:ngsi-ld:ForecastSkill:lead-03h"
    assert rig.last(skill, "temperatureMiss") == pytest.approx(2.0)
    assert rig.last(skill, "precipitationMiss") == pytest.approx(3.0)
    assert (skill, "windSpeedMiss") not in rig.written  # no station measures it
    assert (skill, "temperatureMae") not in rig.written  # one pair says nothing
    assert rig.last(skill, "pairs") == 1.0


def test_forecasts_of_what_has_begun_and_of_a_week_are_not_compared() -> None:
    rig = Rig(ForecastSkill())
    for number, (start, end) in enumerate(((-1, 1), (2, 200), (3, 2))):
        rig.number(f"urn:{number}", "WeatherForecast", "temperature", 20.0, T)
        rig.text(f"urn:{number}", "WeatherForecast", "validFrom", iso(T + start * HOUR), T)
        rig.text(f"urn:{number}", "WeatherForecast", "validTo", iso(T + end * HOUR), T)
    rig.number("urn:3", "WeatherForecast", "temperature", 20.0, T)
    rig.text("urn:3", "WeatherForecast", "validFrom", "tomorrow", T)
    for hour in range(1, 30):
        rig.number("urn:a", WS, "temperature", 20.0, T + hour * HOUR)
        rig.beat(T + hour * HOUR)
    assert not rig.written


def test_bias_and_mean_error_by_hand() -> None:
    errors = ForecastErrors()
    assert lead_classes(np.array([0, 0, 0]), np.array([0, 3 * HOUR, 50 * HOUR])).tolist() == [0, 1, 5]
    pairs = np.array([[1.0, np.nan, 0.0], [-2.0, np.nan, 0.0], [4.0, 1.0, 0.0]])
    errors.add(T, np.array([1, 1, 1]), pairs)
    assert errors.bias()[1, 0] == pytest.approx(1.0)
    assert errors.mae()[1, 0] == pytest.approx(7 / 3)
    assert np.isnan(errors.bias()[1, 1])  # one pair
    assert np.isnan(errors.bias()[0]).all()


def test_a_real_year_of_hours_rains_as_much_as_its_sum() -> None:
    """Greensboro, NC (NREL TMY3): hourly liquid precipitation depths, published at the end of each hour."""
    path = shared_data("timeseries", "weather", "tmy3_greensboro_nc_723170.csv")
    with path.open(encoding="latin-1", newline="") as file:
        rows = list(csv.reader(file))[1:]
    depth = next(number for number, name in enumerate(rows[0]) if name.startswith("Lprecip depth"))
    hours = [float(row[depth]) for row in rows[1 : 1 + 24 * 120]]
    hours = [0.0 if hour < 0 else hour for hour in hours]
    first = next(number for number, hour in enumerate(hours) if hour > 0)
    hours = hours[max(first - 5, 0) :][:72]
    rig = Rig(Rainfall())
    rain(rig, "precipitation", hours, every=HOUR)
    told = dict(rig.written["urn:a", "derived.rain24h"])
    for number in range(24, len(hours) - 1):
        expected = sum(hours[number - 23 : number + 1])
        assert told[T + number * HOUR + MINUTE] == pytest.approx(
            expected, abs=0.01 + hours[number - 23] / 60 + hours[number] / 60
        )
    assert max(told.values()) > 1.0
