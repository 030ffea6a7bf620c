"""How weather feels: against the tables that weather services publish."""

import numpy as np
import pytest

from opscenter.figures.weather.feel import BEAUFORT_FROM, apparent_temperature, beaufort, heat_index, wind_chill


def fahrenheit(celsius: float) -> float:
    return celsius * 1.8 + 32


# US National Weather Service, heat index chart (weather.gov/safety/heat-index): °F, % -> °F
CHART = [
    (80, 40, 80), (84, 70, 90), (86, 90, 105), (88, 60, 95), (90, 50, 95), (90, 70, 105),
    (92, 60, 105), (94, 50, 103), (96, 50, 108), (98, 45, 109), (100, 40, 109), (100, 55, 124), (104, 40, 119),
    (108, 40, 130), (110, 40, 136),
]  # fmt: skip


@pytest.mark.parametrize(("temperature", "humidity", "chart"), CHART)
def test_heat_index_is_that_of_the_chart(temperature: float, humidity: float, chart: float) -> None:
    found = heat_index(np.array([(temperature - 32) / 1.8]), np.array([humidity / 100]))
    assert fahrenheit(float(found[0])) == pytest.approx(chart, abs=0.99)


def test_heat_index_is_adjusted_for_dry_and_for_damp_air() -> None:
    # by hand: 100 °F at 10 %: regression 95.0975, less (13-10)/4 sqrt((17-5)/17) = 0.6301
    regression = (
        -42.379 + 204.901523 + 101.4333127 - 224.75541 - 68.3783 - 5.481717 + 122.874 + 8.5282 - 1.99
    )  # fmt: skip
    dry = heat_index(np.array([(100 - 32) / 1.8]), np.array([0.10]))
    assert fahrenheit(float(dry[0])) == pytest.approx(regression - 0.75 * (12 / 17) ** 0.5, abs=1e-6)
    # the chart has the regression alone at 80 °F and 100 %, 87; (100-85)/10 (87-80)/5 comes to it
    damp = heat_index(np.array([(80 - 32) / 1.8]), np.array([1.0]))
    assert fahrenheit(float(damp[0])) == pytest.approx(87 + 2.1, abs=0.5)


def test_heat_index_says_nothing_of_cool_air_and_of_humidities_in_percent() -> None:
    found = heat_index(np.array([19.9, 30.0, 30.0, np.nan]), np.array([0.5, 55.0, -0.1, 0.5]))
    assert np.isnan(found).all()
    simple = heat_index(np.array([(70 - 32) / 1.8]), np.array([0.5]))  # (0.5 (70+61+2.4+4.7) + 70) / 2
    assert fahrenheit(float(simple[0])) == pytest.approx(69.525, abs=1e-9)


# US National Weather Service, wind chill chart: °F, mph -> °F
@pytest.mark.parametrize(
    ("temperature", "wind", "chart"),
    [(40, 5, 36), (30, 10, 21), (20, 15, 6), (0, 20, -22), (-10, 30, -39), (5, 45, -23)],
)
def test_wind_chill_is_that_of_the_chart(temperature: float, wind: float, chart: float) -> None:
    found = wind_chill(np.array([(temperature - 32) / 1.8]), np.array([wind * 0.44704]))
    assert fahrenheit(float(found[0])) == pytest.approx(chart, abs=0.6)


def test_wind_chill_is_not_defined_in_mild_or_still_air() -> None:
    assert np.isnan(wind_chill(np.array([10.1, 5.0, np.nan]), np.array([10.0, 1.0, 10.0]))).all()


def test_apparent_temperature_by_hand() -> None:
    # e = 0.5 x 6.105 exp(17.27 x 30 / 267.7) = 21.14 hPa; 30 + 6.98 - 3.5 - 4
    found = apparent_temperature(np.array([30.0, 30.0]), np.array([0.5, 50.0]), np.array([5.0, 5.0]))
    assert float(found[0]) == pytest.approx(29.48, abs=0.02)
    assert np.isnan(found[1])


def test_beaufort_begins_each_force_where_the_table_does() -> None:
    assert beaufort(BEAUFORT_FROM).tolist() == [float(force) for force in range(1, 13)]
    assert beaufort(BEAUFORT_FROM - 0.01).tolist() == [float(force) for force in range(12)]
    # CITY.md and the Hong Kong Observatory: strong from 41 km/h, gale from 63 km/h
    assert beaufort(np.array([41 / 3.6, 63 / 3.6, 80.0, 0.0])).tolist() == [6.0, 8.0, 12.0, 0.0]
    assert np.isnan(beaufort(np.array([-1.0, np.nan]))).all()
