"""A field between stations: what is computed, what is blank, what the legend says."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from opscenter.console.map.field.choices import Choice, choices_of, span_of
from opscenter.console.map.field.field import Field
from opscenter.console.map.field.interpolate import LONE_REACH_M, Stations, grid_of, reach_of, values_at
from opscenter.console.map.field.picture import coloured, ramp_table
from opscenter.console.map.projection import world_of
from opscenter.console.theme.tokens import DARK, LIGHT, Tokens
from opscenter.domain.catalogue import Attribute, Kind
from opscenter.domain.changes import Changes
from opscenter.domain.quality import Quality
from tests.support.fake_city import CENTRE, beat
from tests.support.moving_city import Cities, MovingCity, moving_cities

METRES = 37_000_000.0
KEY = "WeatherObserved/temperature"


def _stations(count: int, seed: int = 0, spread_m: float = 8_000.0) -> Stations:
    rng = np.random.default_rng(seed)
    x, y = 0.8 + rng.uniform(0, spread_m, count) / METRES, 0.43 + rng.uniform(0, spread_m, count) / METRES
    return Stations(x, y, rng.normal(20, 30, count), METRES)


@pytest.mark.parametrize("seed", range(8))
def test_the_field_goes_through_its_stations_and_never_beyond_their_values(seed: int) -> None:
    stations = _stations(25, seed)
    reach = reach_of(stations)
    np.testing.assert_allclose(values_at(stations, reach, stations.x, stations.y), stations.value, atol=0.01)
    rng = np.random.default_rng(seed)
    x, y = 0.8 + rng.uniform(-9e3, 17e3, 4_000) / METRES, 0.43 + rng.uniform(-9e3, 17e3, 4_000) / METRES
    found = values_at(stations, reach, x, y)
    away = np.hypot(x[:, None] - stations.x, y[:, None] - stations.y).min(axis=1) * METRES
    assert np.isnan(found[away >= reach]).all(), "blank beyond the reach"
    inside = found[away < reach * 0.999]
    assert len(inside) > 100
    assert np.isfinite(inside).all()
    assert inside.min() >= stations.value.min() - 1e-9
    assert inside.max() <= stations.value.max() + 1e-9


@pytest.mark.parametrize("count", [1, 2, 3, 40, 300])
def test_a_grid_has_what_its_places_have(count: int) -> None:
    stations = _stations(count, 3)
    reach = reach_of(stations)
    grid = grid_of(stations, reach)
    assert grid is not None
    rows, columns = grid.value.shape
    left, top, right, bottom = grid.bounds
    x, y = np.meshgrid(left + (np.arange(columns) + 0.5) / columns * (right - left),
                       top + (np.arange(rows) + 0.5) / rows * (bottom - top))  # fmt: skip
    truth = values_at(stations, reach, x.ravel(), y.ravel()).reshape(rows, columns)
    away = np.hypot(x[..., None] - stations.x, y[..., None] - stations.y).min(axis=2) * METRES
    sure = np.abs(away - reach) > 1.0
    np.testing.assert_array_equal(np.isnan(grid.value)[sure], np.isnan(truth)[sure])
    known = sure & np.isfinite(truth)
    np.testing.assert_allclose(grid.value[known], truth[known], rtol=1e-4, atol=1e-4)
    assert (grid.known[np.isnan(grid.value)] == 0.0).all()
    assert np.isfinite(grid.known).all()
    assert grid.known.max() <= 1.0


def test_a_lone_station_says_what_it_says_around_it() -> None:
    stations = Stations(np.array([0.8]), np.array([0.43]), np.array([7.5]), METRES)
    assert reach_of(stations) == LONE_REACH_M
    grid = grid_of(stations, LONE_REACH_M)
    assert grid is not None
    assert set(grid.value[np.isfinite(grid.value)].tolist()) == {7.5}


def test_stations_in_one_place_share_it() -> None:
    stations = Stations(np.array([0.8, 0.8]), np.array([0.43, 0.43]), np.array([1.0, 3.0]), METRES)
    assert values_at(stations, reach_of(stations), np.array([0.8]), np.array([0.43]))[0] == pytest.approx(2.0)


def test_without_stations_there_is_no_grid() -> None:
    assert grid_of(Stations(np.empty(0), np.empty(0), np.empty(0), METRES), 1_000.0) is None


def test_the_picture_is_clear_where_nothing_is_known() -> None:
    grid = grid_of(_stations(1), 3_000.0)
    assert grid is not None
    image = coloured(grid, 0.0, 100.0, DARK.field)
    assert image.pixelColor(0, 0).alpha() == 0
    assert image.pixelColor(image.width() // 2, image.height() // 2).alpha() > 120


@pytest.mark.parametrize(
    ("low", "high", "values", "span"),
    [
        (0.0, 15.0, [1.0, 80.0], (0.0, 80.0)), (0.0, 15.0, [1.0], (0.0, 15.0)), (None, None, [3.0, 3.0], (3.0, 4.0)),
        (5.0, 34.0, [-7.3], (-10.0, 40.0)), (None, None, [], (0.0, 1.0)),
    ],
)  # fmt: skip
def test_the_ramp_spans_round_figures(
    low: float | None, high: float | None, values: list[float], span: tuple[float, float]
) -> None:
    choice = Choice(Kind("K", "s", {"en": "K"}), Attribute("a", {"en": "A"}, low=low, high=high))
    found = span_of(choice, np.array(values), None)
    assert found[0] <= min([*values, span[0]])
    assert found[1] >= max([*values, 0.0])
    assert found == pytest.approx(span)
    assert span_of(choice, np.array([found[0]]), found) == found, "it does not shrink"


def _lightness(colour: str) -> float:
    """OKLab lightness (B. Ottosson, 2020)."""
    parts = [QColor(colour).redF(), QColor(colour).greenF(), QColor(colour).blueF()]
    r, g, b = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    long = (0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b) ** (1 / 3)
    medium = (0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b) ** (1 / 3)
    short = (0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b) ** (1 / 3)
    return 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short


@pytest.mark.parametrize("tokens", [DARK, LIGHT])
def test_the_ramp_is_even_and_no_alarm(tokens: Tokens) -> None:
    steps = [after - before for before, after in pairwise(_lightness(colour) for colour in tokens.field)]
    assert max(steps) - min(steps) < 0.02, "even to the eye"
    assert min(abs(step) for step in steps) > 0.05
    alarms = [QColor(colour) for colour in (tokens.critical, tokens.high, tokens.medium, tokens.low)]
    for red, green, blue in ramp_table(tokens.field).tolist():
        for alarm in alarms:
            off = (red - alarm.red()) ** 2 + (green - alarm.green()) ** 2 + (blue - alarm.blue()) ** 2
            assert off > 40**2


@pytest.fixture
def cities(qtbot: QtBot) -> Iterator[Cities]:
    yield from moving_cities(qtbot)


def _field(city: MovingCity) -> Field:
    found = city.panel.features["field"]
    assert isinstance(found, Field)
    return found


def _settled(city: MovingCity) -> None:
    city.qtbot.waitUntil(lambda: _field(city).settled)
    city.settle()


def test_a_field_is_chosen_drawn_and_left_again(cities: Cities) -> None:
    city = cities(others=160, zoom=12.0)
    field = _field(city)
    names = [choice.key for choice in choices_of(city.panel.rows)]
    assert KEY in names
    assert not any("windDirection" in name for name in names), "a direction has no middle"
    before = city.picture()
    field.box.setCurrentIndex([choice.key for choice in field._choices].index(KEY) + 1)
    _settled(city)
    assert field.grid is not None
    assert not field.legend.isHidden()
    assert "°C" in field.legend.title
    assert "of 20 stations" in field.legend.sentence
    assert field.legend.figures == ["5", "10", "15", "20", "25", "30", "35"]
    assert city.picture() != before
    kept = city.panel.save_state()
    field.box.setCurrentIndex(0)
    _settled(city)
    assert field.legend.isHidden()
    assert city.picture() == before
    city.panel.restore_state(kept)
    _settled(city)
    assert field.choice is not None
    assert field.choice.key == KEY


def test_the_colour_at_a_station_is_its_values(cities: Cities) -> None:
    city = cities(others=8, zoom=14.0)
    mirror, field = city.session.mirror, _field(city)
    (row,) = [row for row, kind in enumerate(mirror.types) if kind == "WeatherObserved"]
    beat(city.session, places={row: CENTRE}, values={mirror.cell(row, "temperature"): 34.0})
    city.panel.layers.hide_kinds(set(mirror.types))  # nothing else is drawn over it
    field.show_field(KEY)
    _settled(city)
    bright = city.picture().pixelColor(city.px(*CENTRE))
    beat(city.session, values={mirror.cell(row, "temperature"): 5.0})
    _settled(city)
    quiet = city.picture().pixelColor(city.px(*CENTRE))
    top = QColor(DARK.field[-1])
    assert bright.green() > 0.5 * top.green()
    assert quiet.green() < bright.green() - 60
    off = city.px(CENTRE[0] + 1.5 * LONE_REACH_M / 103_000, CENTRE[1])
    assert not city.picture().rect().contains(off) or city.picture().pixelColor(off) == QColor(DARK.land)


def test_stale_stations_do_not_count_and_the_legend_says_so(cities: Cities) -> None:
    city = cities(others=16, zoom=12.0)
    mirror, field = city.session.mirror, _field(city)
    field.show_field(KEY)
    _settled(city)
    cells = mirror.cells_named("WeatherObserved", "temperature").tolist()
    rows = mirror.cell_row[cells].tolist()
    beat(city.session, qualities={cells[0]: int(Quality.BAD)})
    _settled(city)
    assert "1 of 2 stations" in field.legend.sentence
    assert field.grid is not None
    x, y = world_of(float(mirror.lon[rows[1]]), float(mirror.lat[rows[1]]))
    left, top, right, bottom = field.grid.bounds
    assert left < x < right
    assert top < y < bottom
    beat(city.session, qualities={cell: int(Quality.STALE) for cell in cells})
    _settled(city)
    assert field.grid is None
    assert "nothing is known" in field.legend.sentence
    assert field.legend.figures == []


def test_another_moment_has_its_own_field_at_once(cities: Cities) -> None:
    city = cities(others=16, zoom=12.0)
    mirror, field = city.session.mirror, _field(city)
    field.show_field(KEY)
    _settled(city)
    assert field.grid is not None
    mirror.quality[mirror.cells_named("WeatherObserved", "temperature")] = int(Quality.STALE)
    city.session.changed.emit(Changes(everything=True, same_entities=True, now=city.session.now))
    assert field._timer.isActive() and field._timer.interval() == 0, "not after the pause between news"
    _settled(city)
    assert field.grid is None
