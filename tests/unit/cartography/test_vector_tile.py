"""Tiles as bytes: what is written is read back by an independent decoder; nothing exceeds its bound."""

import gzip

import mapbox_vector_tile
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from opscenter.cartography.geometry_commands import line_commands, point_commands, polygon_commands, varints
from opscenter.cartography.vector_tile import LINE, POINT, POLYGON, TileFeature, encode_tile


def shapes(*given: object) -> np.ndarray:
    return np.asarray(given, dtype=object)


def decoded(features: list[TileFeature], **options: int) -> dict[str, object]:
    data = gzip.decompress(encode_tile(features, **options))
    found: dict[str, object] = mapbox_vector_tile.decode(data, default_options={"y_coord_down": True})
    return found


def test_a_polygon_with_a_hole_comes_back_and_keeps_its_hole() -> None:
    area = Polygon([(0, 0), (100, 0), (100, 100), (0, 100)], [[(20, 20), (20, 60), (60, 60), (60, 20)]])
    for turned in (area, shapely.reverse(area), shapely.normalize(area)):
        (commands,) = polygon_commands(shapes(turned))
        found = decoded([TileFeature("water", POLYGON, commands, (("kind", "lake"),))])
        feature = found["water"]["features"][0]  # type: ignore[index]
        assert feature["properties"] == {"kind": "lake"}
        assert shapely.geometry.shape(feature["geometry"]).equals(area)


def test_parts_of_one_shape_are_one_feature() -> None:
    both = MultiPolygon([box(0, 0, 10, 10), box(50, 50, 60, 60)])
    (commands,) = polygon_commands(shapes(both))
    feature = decoded([TileFeature("earth", POLYGON, commands, ())])["earth"]["features"][0]  # type: ignore[index]
    assert shapely.geometry.shape(feature["geometry"]).equals(both)


def test_lines_and_points_come_back() -> None:
    line, point = LineString([(-64, 5), (10, 10), (4160, -64)]), Point(7, 4000)
    found = decoded(
        [
            TileFeature("roads", LINE, line_commands(shapes(line))[0], (("kind", "rail"), ("is_bridge", True))),
            TileFeature(
                "pois", POINT, point_commands(shapes(point))[0], (("name", "灣仔"), ("rank", -3), ("deep", 1.5))
            ),
        ]
    )
    road = found["roads"]["features"][0]  # type: ignore[index]
    assert shapely.geometry.shape(road["geometry"]).equals(line)
    assert road["properties"] == {"kind": "rail", "is_bridge": True}
    poi = found["pois"]["features"][0]  # type: ignore[index]
    assert poi["geometry"]["coordinates"] == [7, 4000]
    assert poi["properties"] == {"name": "灣仔", "rank": -3, "deep": 1.5}


def test_what_collapses_on_whole_units_is_left_out() -> None:
    sliver = Polygon([(0, 0), (100, 0.2), (0, 0.4)])
    speck_in_hole = Polygon([(0, 0), (9, 0), (9, 9), (0, 9)], [[(4, 4), (4.2, 4), (4.2, 4.2)]])
    first, second, third = polygon_commands(shapes(sliver, speck_in_hole, shapely.from_wkt("POLYGON EMPTY")))
    assert first == b"" and third == b""
    feature = decoded([TileFeature("earth", POLYGON, second, ())])["earth"]["features"][0]  # type: ignore[index]
    assert len(feature["geometry"]["coordinates"]) == 1
    assert line_commands(shapes(LineString([(1, 1), (1.2, 1.2)]))) == [b""]


coordinate = st.integers(-64, 4160)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.lists(st.tuples(coordinate, coordinate), min_size=2, max_size=12), min_size=1, max_size=6))
def test_any_lines_come_back(lines: list[list[tuple[int, int]]]) -> None:
    commands = line_commands(np.asarray([LineString(line) for line in lines], dtype=object))
    for line, command in zip(lines, commands, strict=True):
        expected = [point for k, point in enumerate(line) if k == 0 or point != line[k - 1]]
        if len(expected) < 2:
            assert command == b""
            continue
        feature = decoded([TileFeature("roads", LINE, command, ())])["roads"]["features"][0]  # type: ignore[index]
        assert [tuple(point) for point in feature["geometry"]["coordinates"]] == expected


@given(st.lists(st.integers(0, 2**35 - 1), max_size=40))
def test_varints(values: list[int]) -> None:
    data, ends = varints(np.array(values, dtype=np.int64))
    start = 0
    for value, end in zip(values, ends.tolist(), strict=True):
        assert sum((byte & 0x7F) << 7 * k for k, byte in enumerate(data[start:end])) == value
        start = end
    assert start == len(data)


@pytest.mark.parametrize("limit", [400, 2_000, 20_000])
def test_a_full_tile_gives_up_the_least_worth(limit: int) -> None:
    random = np.random.default_rng(3)
    squares = [box(x, y, x + 9, y + 7) for x, y in random.integers(0, 4000, (4000, 2)).tolist()]
    commands = polygon_commands(np.asarray(squares, dtype=object))
    features = [
        TileFeature("buildings", POLYGON, command, (("n", number),), worth=float(number))
        for number, command in enumerate(commands)
    ]
    data = encode_tile(features, limit)
    assert 0.6 * limit < len(data) <= limit
    kept = mapbox_vector_tile.decode(gzip.decompress(data))["buildings"]["features"]
    numbers = [feature["properties"]["n"] for feature in kept]
    assert numbers == sorted(numbers)
    assert numbers == list(range(4000 - len(numbers), 4000))


def test_nothing_gives_no_tile_and_the_same_gives_the_same_bytes() -> None:
    assert encode_tile([]) == b""
    (commands,) = line_commands(shapes(LineString([(0, 0), (5, 5)])))
    one = [TileFeature("roads", LINE, commands, (("kind", "rail"),))]
    assert encode_tile(one) == encode_tile(list(one))
