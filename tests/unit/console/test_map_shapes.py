"""Geometries of the bus: what is right is drawn, what is wrong gives nothing and raises nothing."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from opscenter.console.map.projection import world_of
from opscenter.console.map.shapes_in_world import world_shape

SQUARE = [[114.0, 22.0], [114.1, 22.0], [114.1, 22.1], [114.0, 22.1], [114.0, 22.0]]


def test_a_line_has_its_segments_and_stands_in_its_middle() -> None:
    shape = world_shape({"type": "LineString", "coordinates": [[114.0, 22.0], [114.1, 22.0], [114.2, 22.0]]})
    assert shape is not None and not shape.closed
    assert shape.segments().shape == (2, 4)
    assert shape.anchor() == pytest.approx(world_of(114.1, 22.0))


def test_an_open_ring_is_closed_and_stands_in_its_centre() -> None:
    shape = world_shape({"type": "Polygon", "coordinates": [SQUARE[:-1]]})
    assert shape is not None and shape.closed
    assert np.array_equal(shape.paths[0][0], shape.paths[0][-1])
    assert shape.anchor() == pytest.approx(world_of(114.05, 22.05), abs=1e-6)


def test_the_parts_of_several_lines_are_kept_apart() -> None:
    shape = world_shape({"type": "MultiLineString", "coordinates": [SQUARE[:2], SQUARE[2:4]]})
    assert shape is not None
    assert len(shape.paths) == 2
    assert shape.segments().shape == (2, 4)


@pytest.mark.parametrize(
    "geometry",
    [
        None,
        [],
        {},
        {"type": "Point", "coordinates": [1, 2]},
        {"type": "LineString"},
        {"type": "LineString", "coordinates": [[1, 2]]},
        {"type": "LineString", "coordinates": [[1, 2], ["x", 3]]},
        {"type": "LineString", "coordinates": [[1, None], [2, 3]]},
        {"type": "LineString", "coordinates": "abc"},
        {"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]},
        {"type": "Polygon", "coordinates": [[[0, 99], [1, 99], [1, 98]]]},
        {"type": "MultiPolygon", "coordinates": [1, 2]},
        {"type": {"a": 1}, "coordinates": []},
    ],
)
def test_wrong_geometries_give_nothing(geometry: Any) -> None:
    assert world_shape(geometry) is None


anything = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(max_size=3) | st.integers(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=3), inner, max_size=2),
    max_leaves=12,
)


@given(st.sampled_from(["LineString", "MultiLineString", "Polygon", "MultiPolygon", "Point"]), anything)
def test_no_coordinates_raise(kind: str, coordinates: Any) -> None:
    world_shape({"type": kind, "coordinates": coordinates})
