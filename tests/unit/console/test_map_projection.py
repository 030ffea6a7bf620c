"""Web Mercator and the view: known places, round trips, fixed points of zoom and turn."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscenter.console.map.footer import round_length
from opscenter.console.map.projection import View, place_of, robust_bounds, to_world, world_of

places = st.tuples(st.floats(-179.9, 179.9), st.floats(-84.9, 84.9))
views = st.builds(
    View,
    x=st.floats(0.2, 0.8),
    y=st.floats(0.2, 0.8),
    zoom=st.floats(4.0, 18.0),
    bearing=st.floats(0.0, 359.0),
    width=st.floats(200.0, 2000.0),
    height=st.floats(200.0, 2000.0),
)


def test_known_places() -> None:
    x, y = to_world(np.array([0.0, -180.0, 180.0]), np.array([0.0, 85.05112877980659, -85.05112877980659]))
    assert x == pytest.approx([0.5, 0.0, 1.0])
    assert y == pytest.approx([0.5, 0.0, 1.0], abs=1e-12)


@given(places)
def test_a_place_comes_back(place: tuple[float, float]) -> None:
    assert place_of(*world_of(*place)) == pytest.approx(place, abs=1e-9)


def test_places_off_the_map_are_unknown_and_lose_nothing_else() -> None:
    lon = np.array([114.0, np.nan, 500.0, 114.0, np.inf])
    lat = np.array([22.0, 22.0, 22.0, 90.0, 22.0])
    x, y = to_world(lon, lat)
    assert np.isfinite(x).tolist() == [True, False, False, False, False]
    assert np.isfinite(y).tolist() == [True, False, False, False, False]


@given(views, st.floats(0.0, 1.0), st.floats(0.0, 1.0))
def test_screen_and_world_are_inverse(view: View, across: float, down: float) -> None:
    px, py = across * view.width, down * view.height
    x, y = view.to_world(px, py)
    sx, sy = view.to_screen(np.array([x]), np.array([y]))
    assert (float(sx[0]), float(sy[0])) == pytest.approx((px, py), abs=1e-3)


@given(views, st.floats(0.3, 0.7), st.floats(0.3, 0.7), st.floats(5.0, 18.0))
def test_zooming_keeps_what_is_under_the_pointer(view: View, across: float, down: float, zoom: float) -> None:
    px, py = across * view.width, down * view.height
    before = view.to_world(px, py)
    nearer = view.zoomed(max(zoom, view.least_zoom), px, py)
    if 0.0 < nearer.x < 1.0 and 0.0 < nearer.y < 1.0:
        assert nearer.to_world(px, py) == pytest.approx(before, abs=1e-9)


def test_north_is_up_and_turning_right_moves_it_left() -> None:
    view = View(x=0.5, y=0.5, zoom=10.0, width=400.0, height=400.0)
    north = np.array([0.5]), np.array([0.4999])
    assert view.to_screen(*north)[1][0] < 200.0
    assert view.turned(90.0, 200.0, 200.0).to_screen(*north)[0][0] < 200.0


def test_panning_moves_the_map_with_the_hand() -> None:
    view = View(x=0.5, y=0.5, zoom=10.0, width=400.0, height=400.0)
    moved = view.panned(30.0, -10.0)
    assert moved.to_screen(np.array([0.5]), np.array([0.5])) == (pytest.approx([230.0]), pytest.approx([190.0]))


def test_fitting_shows_all_of_the_bounds() -> None:
    view = View(width=900.0, height=500.0).fitted((0.81, 0.43, 0.8105, 0.4302), 40.0)
    x, y = view.to_screen(np.array([0.81, 0.8105]), np.array([0.43, 0.4302]))
    assert x.min() >= 39.0 and x.max() <= 861.0 and y.min() >= 39.0 and y.max() <= 461.0


def test_a_few_wrong_places_do_not_shrink_the_city() -> None:
    rng = np.random.default_rng(1)
    x, y = to_world(114.0 + rng.normal(0, 0.02, 500), 22.0 + rng.normal(0, 0.02, 500))
    x[:3], y[:3] = 0.5, 0.5
    x[3] = np.nan
    bounds = robust_bounds(x, y)
    assert bounds is not None
    assert bounds[2] - bounds[0] < 0.001


def test_all_of_a_few_places_are_within_the_bounds() -> None:
    x, y = to_world(np.array([114.1, 114.1001, 114.1, 114.1001, 114.4]), np.array([22.3, 22.3, 22.3001, 22.3, 22.5]))
    assert robust_bounds(x, y) == (x.min(), y.min(), x.max(), y.max())


def test_no_places_have_no_bounds() -> None:
    assert robust_bounds(np.array([np.nan]), np.array([np.nan])) is None


def test_metres_per_px_at_the_equator() -> None:
    assert View(zoom=8.0).metres_per_px() == pytest.approx(40_075_016.686 / 65_536)


@pytest.mark.parametrize(
    ("metres", "bar"), [(130.0, 100.0), (100.0, 100.0), (4_999.0, 2_000.0), (7.2, 5.0), (0.3, 0.2)]
)
def test_scale_bar_lengths_are_round(metres: float, bar: float) -> None:
    assert round_length(metres) == pytest.approx(bar)


def test_the_world_always_fills_the_window() -> None:
    wide = View(width=3840.0, height=2160.0)
    assert wide.zoomed(0.0, 10.0, 10.0).scale >= 3839.0
    assert math.isfinite(wide.zoomed(99.0, 10.0, 10.0).scale)
