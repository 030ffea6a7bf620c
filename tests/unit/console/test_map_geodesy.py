"""Lengths and areas against published figures."""

import numpy as np
import pytest

from opscenter.console.format import format_area, format_direction, format_length
from opscenter.console.map.tools.geodesy import area_m2, away_m, bearing_deg, crosses_itself, distance_m


def dms(degrees: float, minutes: float, seconds: float) -> float:
    return (abs(degrees) + minutes / 60 + seconds / 3600) * (-1 if degrees < 0 else 1)


# Geocentric Datum of Australia Technical Manual (ICSM), worked example of the inverse problem on GRS 80, which differs
# from WGS 84 by 0.1 mm in half an axis.
FLINDERS_PEAK = (dms(144, 25, 29.52440), dms(-37, 57, 3.72030))
BUNINYONG = (dms(143, 55, 35.38390), dms(-37, 39, 10.15610))


def test_a_surveyed_line_has_its_published_length_and_direction() -> None:
    assert distance_m(FLINDERS_PEAK, BUNINYONG) == pytest.approx(54_972.271, abs=0.001)
    assert bearing_deg(FLINDERS_PEAK, BUNINYONG) == pytest.approx(dms(306, 52, 5.37), abs=0.01 / 3600)


def test_half_a_meridian_and_a_degree_of_the_equator() -> None:
    # NIMA TR8350.2: quarter meridian of WGS 84 10,001,965.729 m; half the major axis 6,378,137 m.
    assert distance_m((30.0, -90.0), (30.0, 0.0)) == pytest.approx(10_001_965.729, abs=0.001)
    assert distance_m((10.0, 0.0), (11.0, 0.0)) == pytest.approx(6_378_137.0 * np.pi / 180.0, abs=0.001)


def test_the_whole_earth_has_its_published_area() -> None:
    # NIMA TR8350.2: area of the ellipsoid 510,065,621,724,088 m^2: an octant is an eighth of it.
    octant = [(0.0, 0.0), (90.0, 0.0), (0.0, 90.0)]
    assert area_m2(octant) == pytest.approx(510_065_621_724_088 / 8, rel=1e-9)
    assert area_m2(octant[::-1]) == area_m2(octant)


def test_an_area_across_the_antimeridian_is_small() -> None:
    across = [(179.9, 0.0), (-179.9, 0.0), (-179.9, 0.2), (179.9, 0.2)]
    beside = [(9.9, 0.0), (10.1, 0.0), (10.1, 0.2), (9.9, 0.2)]
    assert area_m2(across) == pytest.approx(area_m2(beside), rel=1e-9)
    assert area_m2(beside[:2]) == 0.0


def test_many_distances_at_once_are_within_the_stated_error() -> None:
    rng = np.random.default_rng(3)
    for lat in (-70.0, 0.0, 22.3, 51.0, 69.0):
        lons, lats = 114.0 + rng.uniform(-0.3, 0.3, 200), lat + rng.uniform(-0.3, 0.3, 200)
        exact = np.array([distance_m((114.0, lat), place) for place in zip(lons.tolist(), lats.tolist(), strict=True)])
        east, north = away_m(114.0, lat, lons, lats)
        assert np.abs(np.hypot(east, north) / exact - 1.0).max() < 1e-4
        turns = [bearing_deg((114.0, lat), place) for place in zip(lons.tolist(), lats.tolist(), strict=True)]
        off = np.degrees(np.arctan2(east, north)) - np.array(turns)
        assert np.abs((off + 180.0) % 360.0 - 180.0).max() < 0.5


def test_a_ring_that_crosses_itself_is_noticed() -> None:
    assert crosses_itself([(0, 0), (1, 1), (1, 0), (0, 1)])
    assert not crosses_itself([(0, 0), (1, 0), (1, 1), (0, 1)])
    assert not crosses_itself([(0, 0), (1, 1), (1, 0)])


@pytest.mark.parametrize(
    ("metres", "text"), [(7.44, "7.4 m"), (99.96, "100 m"), (841.6, "842 m"), (999.6, "1.00 km"), (48_120.0, "48.1 km")]
)
def test_lengths_are_written_as_people_say_them(metres: float, text: str) -> None:
    assert format_length(metres) == text


@pytest.mark.parametrize(
    ("square_metres", "text"),
    [(64.2, "64.2 m²"), (640.0, "640 m²"), (34_200.0, "3.42 ha"), (999_960.0, "1.00 km²"), (128e6, "128.0 km²")],
)
def test_areas_are_written_in_fitting_units(square_metres: float, text: str) -> None:
    assert format_area(square_metres) == text


def test_directions_have_names() -> None:
    assert [format_direction(turn) for turn in (0, 44, 90, 350, 201)] == ["N", "NE", "E", "N", "S"]
