"""An area to narrow an incident to: one of the city's, a file, or a circle; else a sentence."""

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from opscenter.domain.sphere import metres_between
from opscenter.history.restore import Restored
from opscenter.station.cutting.area import area_of

SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [2, 0], [2, 1], [0, 1], [0, 0]]]}
KNOWN = Restored(
    entities=[
        ("urn:a:old-town", "AdministrativeArea", "Old Town", SQUARE),
        ("urn:a:twin-1", "AdministrativeArea", "Twin", SQUARE),
        ("urn:a:twin-2", "AdministrativeArea", "Twin", SQUARE),
        ("urn:r:1", "Road", "High Street", {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}),
        ("urn:w:1", "WeatherObserved", "Roof", None),
    ],
    local_names={0: {"zh_Hant": "舊城"}},
)


@pytest.mark.parametrize("named", ["urn:a:old-town", "old town", "舊城", "old-town"])
def test_an_area_of_the_city_by_its_id_or_a_name(named: str) -> None:
    shape, own = area_of(named, KNOWN)
    assert own == "urn:a:old-town"
    assert shape.contains(np.array([1.0, 3.0]), np.array([0.5, 0.5])).tolist() == [True, False]


@pytest.mark.parametrize("wanted", ["114.2, 22.3, 5", "179.9,-16.5,40km", "10,89.8,50", "0,0,0.25"])
def test_a_circle(wanted: str) -> None:
    shape, own = area_of(wanted, KNOWN)
    lon, lat, km = (float(one) for one in wanted.removesuffix("km").split(","))
    assert own == ""
    for share in (0.0, 0.5, 0.99):
        assert shape.contains(np.array([lon]), np.array([lat + share * km / 111.195 * (1 if lat < 80 else -1)])).all()
    assert not shape.contains(np.array([lon]), np.array([lat - 1.02 * km / 111.195])).any()
    away = metres_between(lon, lat, shape.corners[:, 0], shape.corners[:, 1])
    assert np.allclose(away[np.isfinite(away)], km * 1_000, rtol=1e-3) or lat > 80  # round a pole there are more


@pytest.mark.parametrize(
    "content",
    [
        SQUARE,
        {"type": "Feature", "properties": {}, "geometry": SQUARE},
        {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": SQUARE}, {"type": "Feature"}]},
        {"type": "GeometryCollection", "geometries": [{"type": "Point", "coordinates": [9, 9]}, SQUARE]},
    ],
    ids=["Polygon", "Feature", "FeatureCollection", "GeometryCollection"],
)
def test_a_file(tmp_path: Path, content: dict[str, Any]) -> None:
    path = tmp_path / "area.geojson"
    path.write_text(json.dumps(content), encoding="utf-8")
    shape, own = area_of(str(path), KNOWN)
    assert own == ""
    assert shape.contains(np.array([1.0, 3.0]), np.array([0.5, 0.5])).tolist() == [True, False]


@pytest.mark.parametrize(
    ("wanted", "sentence"),
    [
        ("Old Twon", "There is no area 'Old Twon'; did you mean \"Old Town\"?"),
        ("Twin", "the name of several areas; give an id: urn:a:twin-1, urn:a:twin-2"),
        ("urn:r:1", "is no area: it is a Road without an outline"),
        ("200,0,5", "is no circle"),
        ("0,0,0", "is no circle"),
        ("nowhere.geojson", "nowhere.geojson cannot be read: No such file"),
    ],
)
def test_what_is_no_area(wanted: str, sentence: str) -> None:
    with pytest.raises(ValueError, match=sentence.replace("?", r"\?")):
        area_of(wanted, KNOWN)


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"\xff\xfe{", "is not GeoJSON"),
        (b"[" * 100_000, "is not GeoJSON"),
        (b'{"type": "Point", "coordinates": [0, 0]}', "There is no Polygon in"),
        (b'{"type": "Polygon", "coordinates": [[[0, 0], [1, 1]]]}', "is no area"),
        (b'{"type": "Polygon", "coordinates": [[[0, 95], [1, 95], [1, 96]]]}', "is no area"),
        (b"7", "There is no Polygon in"),
    ],
)
def test_a_file_that_holds_no_area(tmp_path: Path, content: bytes, sentence: str) -> None:
    path = tmp_path / "area.json"
    path.write_bytes(content)
    with pytest.raises(ValueError, match=sentence):
        area_of(str(path), KNOWN)
