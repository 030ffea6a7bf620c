"""Areas against shapely on random ones and by hand on the awkward ones."""

import math
from fractions import Fraction

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.area_rings import AreaFault
from opscenter.domain.area_shape import AreaShape

SETTINGS = settings(max_examples=120, deadline=None)


def polygon(*rings: list[tuple[float, float]]) -> dict:
    return {"type": "Polygon", "coordinates": [[list(p) for p in (*ring, ring[0])] for ring in rings]}


def reference(geometry: dict) -> shapely.Geometry:
    shape = shapely.from_geojson(__import__("json").dumps(geometry))
    return shape if shapely.is_valid(shape) else shapely.make_valid(shape)


def star(seed: int, corners: int, scale: float, x: float, y: float) -> list[tuple[float, float]]:
    """A ring that does not cross itself: corners at rising angles, none half a turn from the next, at any distance."""
    rng = np.random.default_rng(seed)
    angles = (np.arange(corners) + rng.uniform(0, 0.45, corners)) * (2 * math.pi / corners)
    away = rng.uniform(0.2, 1.0, corners) * scale
    return list(zip((x + away * np.cos(angles)).tolist(), (y + away * np.sin(angles)).tolist(), strict=True))


def probes(geometry: dict, seed: int) -> np.ndarray:
    """Random places about an area, its corners, the middles of its edges, and places level with corners."""
    rings = [np.array(ring) for part in _parts(geometry) for ring in part]
    corners = np.concatenate(rings)
    middles = np.concatenate([(ring[:-1] + ring[1:]) / 2 for ring in rings])
    low, high = corners.min(axis=0), corners.max(axis=0)
    rng = np.random.default_rng(seed)
    spread = np.maximum(high - low, 1e-12)
    anywhere = rng.uniform(low - 0.2 * spread, high + 0.2 * spread, (300, 2))
    level = np.column_stack((rng.uniform(low[0], high[0], len(corners)), corners[:, 1]))
    return np.concatenate((anywhere, corners, middles, level))


def _parts(geometry: dict) -> list:
    return geometry["coordinates"] if geometry["type"] == "MultiPolygon" else [geometry["coordinates"]]


def agree(geometry: dict, seed: int = 1) -> None:
    points = probes(geometry, seed)
    wanted = shapely.intersects_xy(reference(geometry), points[:, 0], points[:, 1])
    found = AreaShape(geometry).contains(points[:, 0], points[:, 1])
    assert np.array_equal(found, wanted), points[found != wanted][:5]


@SETTINGS
@given(st.integers(0, 10**6), st.integers(3, 60), st.sampled_from([1e-7, 1e-3, 0.5, 60.0]))
def test_stars_of_every_size_hold_what_shapely_says(seed: int, corners: int, scale: float) -> None:
    ring = star(seed, corners, scale, 10.0, 20.0)
    agree(polygon(ring), seed)


@SETTINGS
@given(st.integers(0, 10**6), st.integers(4, 14))
def test_rings_that_cross_themselves_are_read_even_and_odd(seed: int, corners: int) -> None:
    """On a small grid, so that corners meet, edges overlap and places lie on edges."""
    rng = np.random.default_rng(seed)
    ring = [(float(x), float(y)) for x, y in rng.integers(0, 7, (corners, 2))]
    try:
        area = AreaShape(polygon(ring))
    except AreaFault:
        assert shapely.MultiPoint(ring).convex_hull.area == 0.0
        return
    points = rng.integers(-1, 8, (60, 2)).astype(float) + rng.choice([0.0, 0.25, 0.5], (60, 2))
    # (make_valid drops an edge that is gone there and back again: an even-odd loop is the reference here.)
    border = shapely.intersects_xy(shapely.LinearRing(ring), points[:, 0], points[:, 1])
    wanted = [on or _even_odd(ring, x, y) for on, (x, y) in zip(border.tolist(), points.tolist(), strict=True)]
    assert area.contains(points[:, 0], points[:, 1]).tolist() == wanted


def _even_odd(ring: list[tuple[float, float]], x: float, y: float) -> bool:
    inside = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and Fraction(x) < Fraction(x1) + Fraction(y - y1) * Fraction(x2 - x1) / Fraction(
            y2 - y1
        ):
            inside = not inside
    return inside


@SETTINGS
@given(st.integers(0, 10**6))
def test_holes_and_several_parts(seed: int) -> None:
    parts = []
    for number in range(3):
        x, y = 3.0 * number, 1.0
        outer = star(seed + number, 24, 1.0, x, y)
        hole = [(x + 0.1 * (px - x), y + 0.1 * (py - y)) for px, py in star(seed + 7 + number, 9, 1.0, x, y)]
        if not (shapely.Polygon(outer, [hole]).is_valid and shapely.Polygon(outer).contains(shapely.Polygon(hole))):
            continue
        parts.append(polygon(outer, hole)["coordinates"])
    if parts:
        agree({"type": "MultiPolygon", "coordinates": parts}, seed)


@SETTINGS
@given(st.integers(0, 10**6), st.integers(2, 5))
def test_parts_that_overlap_are_one_area(seed: int, count: int) -> None:
    """Boxes on a small grid, laid over each other as a broken file has them, some with a hole."""
    rng = np.random.default_rng(seed)
    parts, wanted = [], []
    for _ in range(count):
        x, y = rng.integers(0, 6, 2).tolist()
        w, h = (rng.integers(3, 6, 2)).tolist()
        outer = [(x, y), (x + w, y), (x + w, y + h), (x, y + h)]
        hole = [(x + 1, y + 1), (x + 1, y + 2), (x + 2, y + 2), (x + 2, y + 1)] if rng.random() < 0.5 else None
        parts.append(polygon(*([outer, hole] if hole else [outer]))["coordinates"])
        wanted.append(shapely.Polygon(outer, [hole] if hole else []))
    area = AreaShape({"type": "MultiPolygon", "coordinates": parts})
    points = rng.integers(-2, 26, (300, 2)) / 2.0
    expected = np.logical_or.reduce([shapely.intersects_xy(one, points[:, 0], points[:, 1]) for one in wanted])
    assert np.array_equal(area.contains(points[:, 0], points[:, 1]), expected)


def test_a_hole_outside_its_ring_cuts_nothing_and_adds_nothing() -> None:
    area = AreaShape(polygon([(0, 0), (4, 0), (4, 4), (0, 4)], [(10, 10), (12, 10), (12, 12), (10, 12)]))
    assert area.contains([2.0, 11.0], [2.0, 11.0]).tolist() == [True, False]


@SETTINGS
@given(st.integers(0, 10**6), st.integers(1, 40))
def test_segments_touch_what_shapely_says(seed: int, corners: int) -> None:
    rng = np.random.default_rng(seed)
    geometry = polygon(star(seed, corners + 2, 5.0, 5.0, 5.0))
    segments = np.concatenate(
        (rng.uniform(-1, 11, (60, 4)), rng.integers(0, 10, (60, 4)).astype(float), _edges_of(geometry))
    )
    lines = shapely.linestrings(segments.reshape(-1, 2, 2))
    wanted = shapely.intersects(reference(geometry), lines)
    assert np.array_equal(AreaShape(geometry).touches(segments), wanted)


def _edges_of(geometry: dict) -> np.ndarray:
    ring = np.array(geometry["coordinates"][0])
    return np.hstack((ring[:-1], ring[1:]))


@SETTINGS
@given(st.integers(0, 10**6))
def test_areas_meet_as_shapely_says(seed: int) -> None:
    rng = np.random.default_rng(seed)
    x, y, scale = rng.uniform(-3, 3), rng.uniform(-3, 3), rng.choice([0.05, 1.0, 4.0])
    a, b = polygon(star(seed, 20, 2.0, 0.0, 0.0)), polygon(star(seed + 1, 12, float(scale), x, y))
    wanted = bool(shapely.intersects(reference(a), reference(b)))
    assert AreaShape(a).meets(AreaShape(b)) == wanted
    assert AreaShape(b).meets(AreaShape(a)) == wanted


@SETTINGS
@given(st.integers(0, 10**6))
def test_across_the_antimeridian_it_is_as_if_the_world_began_elsewhere(seed: int) -> None:
    ring = star(seed, 30, 8.0, 0.0, 10.0)
    here = AreaShape(polygon([(round(x * 256) / 256, y) for x, y in ring]))
    there = AreaShape(polygon([((round(x * 256) / 256 + 360.0) % 360.0 - 180.0, y) for x, y in ring]))
    rng = np.random.default_rng(seed)
    x, y = np.round(rng.uniform(-9, 9, 300) * 256) / 256, rng.uniform(0, 20, 300)
    turned = (x + 360.0) % 360.0 - 180.0
    assert np.array_equal(here.contains(x, y), there.contains(turned, y))


def test_split_at_the_antimeridian_is_the_same_as_crossing_it() -> None:
    crossing = AreaShape(polygon([(170, -10), (-170, -10), (-170, 10), (170, 10)]))
    split = AreaShape(
        {
            "type": "MultiPolygon",
            "coordinates": [
                polygon([(170, -10), (180, -10), (180, 10), (170, 10)])["coordinates"],
                polygon([(-180, -10), (-170, -10), (-170, 10), (-180, 10)])["coordinates"],
            ],
        }
    )
    lon = np.array([169.0, 170.0, 175.0, 180.0, -180.0, -175.0, -170.0, -169.0, 0.0])
    wanted = [False, True, True, True, True, True, True, False, False]
    assert crossing.contains(lon, np.zeros(9)).tolist() == wanted
    assert split.contains(lon, np.zeros(9)).tolist() == wanted


def test_round_a_pole() -> None:
    ring = [(float(lon), 80.0) for lon in range(-180, 180, 10)]
    area = AreaShape(polygon(ring))
    lon = np.array([0.0, 179.9, -180.0, 45.0, 123.0])
    lat = np.array([85.0, 89.9, 80.0, 90.0, 79.9])
    assert area.contains(lon, lat).tolist() == [True, True, True, True, False]
    south = AreaShape(polygon([(lon, -lat) for lon, lat in ring]))
    assert south.contains(lon, -lat).tolist() == [True, True, True, True, False]


def test_the_whole_world() -> None:
    area = AreaShape(polygon([(-180, -90), (180, -90), (180, 90), (-180, 90)]))
    assert area.contains([0.0, 180.0, -180.0, 33.3], [0.0, 90.0, -90.0, -45.0]).all()


def test_places_nobody_knows_are_nowhere() -> None:
    area = AreaShape(polygon([(-180, -90), (180, -90), (180, 90), (-180, 90)]))
    assert not area.contains([math.nan, 0.0, math.inf], [0.0, math.nan, 1.0]).any()
    assert not area.touches(np.array([[math.nan, 0.0, 1.0, 1.0], [math.nan] * 4]))[1]


@pytest.mark.parametrize(
    ("geometry", "word"),
    [
        ({"type": "Point", "coordinates": [1, 2]}, "not Point"),
        (None, "not None"),
        ({"type": "Polygon", "coordinates": []}, "without rings"),
        ({"type": "Polygon", "coordinates": None}, "without rings"),
        (polygon([(0, 0), (1, 1)]), "three different corners"),
        (polygon([(0, 0), (1, 1), (2, 2), (0.5, 0.5)]), "on one line"),
        (polygon([(0, 0), (1, math.nan), (2, 2)]), "not a number"),
        (polygon([(22.3, 114.1), (22.4, 114.1), (22.4, 114.2)]), "longitude comes first"),
        ({"type": "Polygon", "coordinates": [[["a", 1], [2, 3], [4, 5]]]}, "pairs of numbers"),
        ({"type": "Polygon", "coordinates": [[[1], [2], [3]]]}, "pairs of numbers"),
        ({"type": "Polygon", "coordinates": [[{"x": 1}]]}, "pairs of numbers"),
    ],
)
def test_what_is_no_area_is_refused_in_a_sentence(geometry: object, word: str) -> None:
    with pytest.raises(AreaFault, match=word) as told:
        AreaShape(geometry)
    assert str(told.value).endswith((".", ")."))


def test_a_part_that_encloses_nothing_is_left_out_and_said() -> None:
    area = AreaShape(
        {
            "type": "MultiPolygon",
            "coordinates": [
                polygon([(0, 0), (1, 0), (1, 1)])["coordinates"],
                polygon([(5, 5), (6, 6), (5, 5)])["coordinates"],
            ],
        }
    )
    assert area.contains([0.9], [0.5])[0]
    assert len(area.repairs) == 1 and "Part 2" in area.repairs[0]


def _comb(corners: int) -> dict:  # type: ignore[type-arg]
    x, y = np.linspace(0, 1, corners), np.where(np.arange(corners) % 2, 1.0, 0.1)
    ring = [*np.column_stack((x, y)).tolist(), [1.0, 0.0], [0.0, 0.0]]
    return {"type": "Polygon", "coordinates": [ring]}


def test_tables_grow_with_the_corners_however_long_the_edges() -> None:
    area = AreaShape(_comb(4_000))
    assert len(area.tables.edge_in_strip) < 12 * len(area.corners)
    assert area.contains([0.5, 0.5], [0.05, 2.0]).tolist() == [True, False]


def test_what_would_cost_too_much_to_ask_is_refused_in_a_sentence() -> None:
    with pytest.raises(AreaFault, match="goes up and down 22,500 times: publish a simpler one"):
        AreaShape(_comb(50_000))
    islands = [[[[x, 0], [x + 0.001, 0], [x, 0.001], [x, 0]]] for x in np.linspace(0, 100, 20_001).tolist()]
    with pytest.raises(AreaFault, match="more than 20,000 parts and holes"):
        AreaShape({"type": "MultiPolygon", "coordinates": islands})
    circle = np.linspace(0, 2 * np.pi, 500_001, endpoint=False)
    ring = np.column_stack((np.cos(circle), np.sin(circle))).tolist()
    with pytest.raises(AreaFault, match="more than 500,000 corners"):
        AreaShape({"type": "Polygon", "coordinates": [ring]})


def test_an_archipelago_counts_edges_alike() -> None:
    """Parts that lie apart are found to do so without a table of every ring against every other."""
    corners = [(x, y) for x in range(20) for y in range(20)]
    parts = [[[[x, y], [x + 0.5, y], [x + 0.5, y + 0.5], [x, y + 0.5], [x, y]]] for x, y in corners]
    parts[7].append([[0.1, 7.1], [0.2, 7.1], [0.2, 7.2], [0.1, 7.2], [0.1, 7.1]])
    area = AreaShape({"type": "MultiPolygon", "coordinates": parts})
    assert area.tables.simple
    assert area.contains([0.25, 0.75, 0.15, 19.5], [7.4, 7.4, 7.15, 19.5]).tolist() == [True, False, False, True]
