"""Where the symbol of a geometry stands."""

import pytest

from opscenter.wire.geometry import read_place
from opscenter.wire.reasons import SetAside


@pytest.mark.parametrize(
    ("geometry", "place"),
    [
        ({"type": "MultiPoint", "coordinates": [[1, 2], [3, 4]]}, (1, 2)),
        ({"type": "LineString", "coordinates": [[0, 0], [0, 4], [4, 4]]}, (0, 4)),
        ({"type": "LineString", "coordinates": [[5, 5], [5, 5]]}, (5, 5)),
        ({"type": "MultiLineString", "coordinates": [[[9, 9], [9, 8]], [[0, 0], [1, 0], [4, 0]]]}, (2, 0)),
        (
            {"type": "Polygon", "coordinates": [[[0, 0], [4, 0], [0, 4], [0, 0]], [[1, 1], [1, 2], [2, 1]]]},
            (4 / 3, 4 / 3),
        ),
        ({"type": "Polygon", "coordinates": [[[1, 1], [1, 1], [1, 1]]]}, (1, 1)),
        ({"type": "MultiPolygon", "coordinates": [[[[0, 0], [2, 0], [2, 2], [0, 2], [0, 0]]]]}, (1, 1)),
        ({"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [1, 2]}]}, (1, 2)),
    ],
)
def test_representative_points(geometry: dict[str, object], place: tuple[float, float]) -> None:
    lon, lat, shape = read_place(geometry)
    assert (lon, lat) == pytest.approx(place)
    assert shape is not None
    assert shape["type"] == geometry["type"]


def test_a_small_area_keeps_its_digits() -> None:
    ring = [[114.2, 22.3], [114.2001, 22.3], [114.2001, 22.3001], [114.2, 22.3001], [114.2, 22.3]]
    lon, lat, _ = read_place({"type": "Polygon", "coordinates": [ring]})
    assert [lon, lat] == pytest.approx([114.20005, 22.30005], abs=1e-9)


def test_only_type_and_positions_are_kept() -> None:
    geometry = {"type": "LineString", "coordinates": [[0, 0, 5], [1, 1, 5]], "bbox": [0, 0, 1, 1], "crs": {"x": "y"}}
    assert read_place(geometry)[2] == {"type": "LineString", "coordinates": [[0.0, 0.0], [1.0, 1.0]]}


@pytest.mark.parametrize(
    "geometry",
    [
        5,
        "22.3,114.2",
        {},
        {"type": "Point"},
        {"type": "Point", "coordinates": []},
        {"type": "Point", "coordinates": [1]},
        {"type": "Point", "coordinates": ["1", "2"]},
        {"type": "Point", "coordinates": [True, False]},
        {"type": "Point", "coordinates": [[1, 2]]},
        {"type": "point", "coordinates": [1, 2]},
        {"type": ["Point"], "coordinates": [1, 2]},
        {"type": "LineString", "coordinates": [1, 2]},
        {"type": "Polygon", "coordinates": [[]]},
        {"type": "GeometryCollection", "geometries": []},
        {"type": "GeometryCollection", "geometries": [5]},
        {"type": "geo:point", "value": "here"},
    ],
)
def test_what_is_no_geometry(geometry: object) -> None:
    with pytest.raises(SetAside) as why:
        read_place(geometry)
    assert why.value.reason == "place-unreadable"


@pytest.mark.parametrize("text", ["91, 0", "0, 181", "nan, 0", "0, inf"])
def test_simple_points_outside_the_world(text: str) -> None:
    with pytest.raises(SetAside) as why:
        read_place({"type": "geo:point", "value": text})
    assert why.value.reason == "place-out-of-range"
