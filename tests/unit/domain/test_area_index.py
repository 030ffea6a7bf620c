"""The index of places against plain loops, while things move, appear and change."""

import math

import numpy as np
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.area_index import AreaIndex
from opscenter.domain.area_shape import AreaShape
from opscenter.domain.sphere import EARTH_M, metres_between

SETTINGS = settings(max_examples=60, deadline=None)


def box(west: float, south: float, east: float, north: float) -> dict:
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return {"type": "Polygon", "coordinates": [ring]}


def filled(lon: list[float], lat: list[float]) -> AreaIndex:
    index = AreaIndex()
    index.resize(len(lon))
    index.place(np.arange(len(lon)), lon, lat)
    return index


@SETTINGS
@given(st.integers(0, 10**6))
def test_any_course_of_changes_ends_where_a_fresh_join_does(seed: int) -> None:
    rng = np.random.default_rng(seed)
    index = AreaIndex()
    lon, lat = np.full(0, math.nan), np.full(0, math.nan)
    areas: dict[str, dict] = {}
    shapes: dict[int, dict] = {}
    for _ in range(40):
        what = rng.integers(0, 6)
        if what <= 1 or not len(lon):
            more = int(rng.integers(1, 400))
            first = len(lon)
            index.resize(first + more)
            lon, lat = np.r_[lon, rng.uniform(0, 20, more)], np.r_[lat, rng.uniform(0, 20, more)]
            lon[first + int(rng.integers(0, more))] = math.nan
            index.place(np.arange(first, first + more), lon[first:], lat[first:])
        elif what == 2:
            rows = rng.choice(len(lon), min(len(lon), int(rng.integers(1, 300))), replace=False)
            lon[rows], lat[rows] = rng.integers(0, 21, len(rows)), rng.integers(0, 21, len(rows))
            index.place(rows, lon[rows], lat[rows])
        elif what == 3:
            key = f"a{rng.integers(0, 12)}"
            west, south = rng.integers(0, 15, 2).tolist()
            areas[key] = box(west, south, west + int(rng.integers(1, 6)), south + int(rng.integers(1, 6)))
            index.set_area(key, areas[key])
        elif what == 4:
            key = f"a{rng.integers(0, 12)}"
            areas.pop(key, None)
            index.remove_area(key)
        else:
            row = int(rng.integers(0, len(lon)))
            x, y = rng.integers(0, 18, 2).tolist()
            line = {"type": "LineString", "coordinates": [[x, y], [x + 3.5, y + 1.5], [x + 3.5, y + 2.5]]}
            shapes[row] = [line, box(x, y, x + 1, y + 2), {"type": "Point", "coordinates": [x, y]}][rng.integers(0, 3)]
            index.shape(row, shapes[row])
    assert sorted(index.keys) == sorted(areas)
    points = shapely.points(lon, lat)
    for row, shape in shapes.items():
        if shape["type"] != "Point":
            points[row] = shapely.from_geojson(__import__("json").dumps(shape))
    for key, area in areas.items():
        known = ~np.isnan(lon)
        known[[row for row, shape in shapes.items() if shape["type"] != "Point"]] = True
        wanted = np.zeros(len(lon), np.bool_)
        wanted[known] = shapely.intersects(shapely.from_geojson(__import__("json").dumps(area)), points[known])
        assert np.array_equal(index.members(key), np.flatnonzero(wanted))
        for row in index.members(key)[:5].tolist():
            assert key in index.areas_of(row)


@SETTINGS
@given(st.integers(0, 10**6), st.floats(-180, 180), st.floats(-90, 90), st.integers(1, 30))
def test_the_nearest_are_those_a_sorted_list_has_first(seed: int, lon: float, lat: float, k: int) -> None:
    rng = np.random.default_rng(seed)
    x, y = rng.uniform(-180, 180, 400), rng.uniform(-90, 90, 400)
    x[:20], y[:20] = lon + rng.uniform(-1e-5, 1e-5, 20), np.clip(lat + rng.uniform(-1e-5, 1e-5, 20), -90, 90)
    x[20] = math.nan
    index = filled(x.tolist(), y.tolist())
    found = index.nearest(lon, lat, k)
    away = metres_between(x, y, lon, lat)
    wanted = np.sort(away[~np.isnan(away)])[:k]
    assert np.allclose(found.metres, wanted, rtol=1e-9, atol=1e-6)
    assert np.allclose(away[found.rows], found.metres, rtol=1e-9, atol=1e-6)
    radius = float(wanted[-1]) + 0.001
    assert set(found.rows.tolist()) <= set(index.within_radius(lon, lat, radius).rows.tolist())


def test_distances_across_the_antimeridian_and_at_the_pole() -> None:
    index = filled([179.9, 0.0, 10.0], [0.0, 89.9, 0.0])
    assert index.nearest(-179.9, 0.0).rows.tolist() == [0]
    assert math.isclose(index.nearest(-179.9, 0.0).metres[0], math.radians(0.2) * EARTH_M, rel_tol=1e-9)
    pole = index.nearest(180.0, 89.9)
    assert pole.rows.tolist() == [1] and math.isclose(pole.metres[0], math.radians(0.2) * EARTH_M, rel_tol=1e-9)


def test_among_narrows_the_question() -> None:
    index = filled([0.0, 1.0, 2.0], [0.0, 0.0, 0.0])
    assert index.nearest(0.1, 0.0, 2, np.array([False, True, True])).rows.tolist() == [1, 2]
    assert index.nearest(0.1, 0.0, 0).rows.tolist() == []
    assert index.nearest(math.nan, 0.0, 2).rows.tolist() == []
    assert index.within_radius(0.0, 0.0, 112_000.0).rows.tolist() == [0, 1]
    assert index.within_radius(0.0, 0.0, 1e12).rows.tolist() == [0, 1, 2]
    assert AreaIndex().nearest(0.0, 0.0).rows.tolist() == []


def test_an_area_is_not_in_itself_but_in_what_it_touches() -> None:
    index = filled([1.0, 3.0, 1.0], [1.0, 1.0, 1.0])
    index.shape(0, box(0, 0, 2, 2))
    index.shape(1, box(2, 0, 4, 2))
    index.set_area("west", box(0, 0, 2, 2), row=0)
    index.set_area("east", box(2, 0, 4, 2), row=1)
    assert index.members("west").tolist() == [1, 2]
    assert index.members("east").tolist() == [0]
    index.place([2], [2.0], [1.0])  # on the border of both
    assert index.areas_of(2) == ["west", "east"]


def test_areas_at_a_place_the_smallest_first() -> None:
    index = filled([], [])
    index.set_area("city", box(0, 0, 10, 10))
    index.set_area("school", box(4, 4, 5, 5))
    assert index.areas_at(4.5, 4.5) == ["school", "city"]
    assert index.areas_at(9.0, 9.0) == ["city"]
    assert index.areas_at(math.nan, 9.0) == []


def test_a_slot_that_is_used_again_does_not_remember() -> None:
    index = filled([1.0, 5.0], [1.0, 5.0])
    index.set_area("a", box(0, 0, 2, 2))
    index.remove_area("a")
    index.remove_area("a")
    index.set_area("b", box(4, 4, 6, 6))
    assert index.members("b").tolist() == [1]
    assert index.members("a").tolist() == []
    assert index.areas_of(0) == [] and index.areas_of(99) == []


def test_a_lasso_finds_points_and_what_it_touches() -> None:
    index = filled([1.0, 5.0, 9.0], [1.0, 5.0, 9.0])
    index.shape(2, {"type": "LineString", "coordinates": [[9.0, 9.0], [1.5, 9.0], [1.5, 1.0]]})
    assert index.within(AreaShape(box(0, 0, 2, 2))).tolist() == [0, 2]


def test_places_off_the_earth_are_nowhere() -> None:
    index = filled([1.0, math.inf, 1e300, 1.0], [1.0, 0.0, 0.0, 91.0])
    index.set_area("world", box(-180, -90, 180, 90))
    assert index.members("world").tolist() == [0]
    assert index.nearest(0, 0, 9).rows.tolist() == [0]


def test_broken_shapes_of_entities_are_at_their_place() -> None:
    index = filled([1.0, 1.0], [1.0, 1.0])
    index.set_area("a", box(0, 0, 2, 2))
    index.shape(0, {"type": "LineString", "coordinates": [[1, 1], ["x", 1]]})
    index.shape(1, {"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]})
    assert index.members("a").tolist() == [0, 1]


def test_an_area_that_moves_as_a_place_is_still_not_in_itself() -> None:
    index = filled([1.0, 1.5], [1.0, 1.0])
    index.set_area("a", box(0, 0, 2, 2), row=0)
    index.place([0, 1], [1.1, 1.6], [1.0, 1.0])
    assert index.members("a").tolist() == [1]


@SETTINGS
@given(st.integers(0, 10**6))
def test_places_asked_of_all_areas_at_once_are_as_asked_one_by_one(seed: int) -> None:
    """Plain areas, one with a hole, one over the antimeridian, one of parts that overlap; places on corners too."""
    rng = np.random.default_rng(seed)
    geometries = {
        f"b{n}": box(*(corner := rng.uniform(-20, 15, 2)), *(corner + rng.uniform(0.1, 5, 2))) for n in range(9)
    }
    outer, hole = box(0, 0, 8, 8)["coordinates"][0], box(2, 2, 4, 4)["coordinates"][0]
    geometries["hole"] = {"type": "Polygon", "coordinates": [outer, hole]}
    geometries["over"] = box(175, -5, -175, 5)
    parts = [box(0, 0, 3, 3)["coordinates"], box(2, 2, 5, 5)["coordinates"]]
    geometries["parts"] = {"type": "MultiPolygon", "coordinates": parts}
    lon = np.r_[
        rng.uniform(-22, 22, 300), rng.integers(0, 9, 60), rng.uniform(170, 180, 40), rng.uniform(-180, -170, 40)
    ]
    lat = np.r_[rng.uniform(-22, 22, 300), rng.integers(0, 9, 60), rng.uniform(-7, 7, 80)]
    index = AreaIndex()
    index.resize(len(lon))
    for key, geometry in geometries.items():
        index.set_area(key, geometry)
    index.remove_area("b0")
    index.place(np.arange(len(lon)), lon, lat)
    for key in index.keys:
        wanted = AreaShape(geometries[key]).contains(lon, lat)
        assert np.array_equal(index.inside(key), wanted), key
