"""GeoJSON by a mapping: other people's districts become entities of the bus."""

import json
from pathlib import Path
from typing import Any

import pytest

from opscenter.domain.area_shape import AreaShape
from opscenter.domain.batch import Batch
from opscenter.domain.toml_document import FileMistakes
from opscenter.feeds.columns import TableError
from opscenter.feeds.features import FeatureReader
from opscenter.feeds.mapping_reading import parse_mapping, read_mapping
from opscenter.feeds.record import Problem, Record
from opscenter.settings.resources import resource_root
from opscenter.wire.decoder import Decoder
from tests.support.data import shared_data
from tests.support.registry import DictRegistry

MAPPING = """
geojson = true
[entity]
id = "urn:x:{code|slug}"
type = "AdministrativeArea"
domain = "areas"
name = { en = "{title}" }
[[attribute]]
name = "population"
column = "people"
factor = 1000
[[attribute]]
name = "category"
text = "{sort}"
"""
SQUARE = {"type": "Polygon", "coordinates": [[[0, 0], [1, 0], [1, 1], [0, 0]]]}


def feature(geometry: Any = SQUARE, **properties: Any) -> dict[str, Any]:
    given = {"code": "A 1", "title": "One", "people": 2.5, "sort": "school", **properties}
    return {"type": "Feature", "properties": given, "geometry": geometry}


def read(folder: Path, *features: Any) -> tuple[list[Record], list[Problem]]:
    path = folder / "d.geojson"
    path.write_text(json.dumps({"type": "FeatureCollection", "features": list(features)}), encoding="utf-8")
    found = list(FeatureReader(parse_mapping("m.toml", MAPPING), path).records())
    return [one for one in found if isinstance(one, Record)], [one for one in found if isinstance(one, Problem)]


def test_a_feature_is_an_entity(tmp_path: Path) -> None:
    (record,), problems = read(tmp_path, feature())
    assert problems == [] and record.topic == "areas/AdministrativeArea/urn:x:a-1"
    entity = json.loads(record.payload)
    assert entity["name"] == {"type": "LanguageProperty", "languageMap": {"en": "One"}}
    assert entity["location"]["value"] == SQUARE
    assert entity["population"]["value"] == 2500.0 and entity["category"]["value"] == "school"


@pytest.mark.parametrize(
    ("broken", "told"),
    [
        (feature(None), "no geometry"),
        (feature({"type": "Polygon", "coordinates": [[[0, 0], [1, 1], [0, 0]]]}), "three different corners"),
        (feature({"type": "Polygon", "coordinates": [[[22, 114], [23, 114], [23, 115]]]}), "outside the world"),
        (feature(people="many"), "many"),
        ({"type": "Feature", "properties": None, "geometry": SQUARE}, "no property 'code'"),
        (7, "no geometry"),
    ],
)  # fmt: skip
def test_a_broken_feature_is_said_and_the_rest_goes_on(tmp_path: Path, broken: Any, told: str) -> None:
    records, (problem,) = read(tmp_path, broken, feature())
    assert len(records) == 1
    assert "feature 1" in problem.where and told in problem.sentence


@pytest.mark.parametrize("text", ["{", "[]", '{"type": "FeatureCollection", "features": []}', "[" * 100_000])
def test_a_file_that_is_no_collection_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "d.geojson"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError):
        FeatureReader(parse_mapping("m.toml", MAPPING), path)


def test_a_property_nobody_has_is_told_with_the_nearest(tmp_path: Path) -> None:
    path = tmp_path / "d.geojson"
    other = {"type": "Feature", "properties": {"cod": "1", "title": "x", "people": 1, "sort": "y"}, "geometry": SQUARE}
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [other]}), encoding="utf-8")
    with pytest.raises(TableError, match=r"no property .code..*did you mean .cod"):
        FeatureReader(parse_mapping("m.toml", MAPPING), path)


def test_a_mapping_of_features_has_no_time() -> None:
    with pytest.raises(FileMistakes, match=r"no \[time\]"):
        parse_mapping("m.toml", MAPPING + '[time]\ncolumn = "at"\nzone = "UTC"\n')


def test_hong_kongs_districts_arrive_whole() -> None:
    path = shared_data("hongkong", "maps", "hksar_18_district_boundary.json")
    mapping = read_mapping(resource_root() / "mappings" / "hongkong_districts.toml")
    records = list(FeatureReader(mapping, path).records())
    registry, batch = DictRegistry(), Batch()
    decoder = Decoder(registry)
    for record in records:
        assert isinstance(record, Record)
        decoder.decode(record.topic.encode(), record.payload, b"", 1_000, batch)
    assert batch.rejected == [] and set(registry.types) == {"AdministrativeArea"} and len(registry.rows) == 18
    shapes = {row: AreaShape(shape) for row, shape in batch.shapes.items()}
    assert len(shapes) == 18
    names = {row: batch.local_names[row] for row in shapes}
    assert {"Sha Tin", "Islands"} <= {name["en"] for name in names.values()}
    assert all(any(key.startswith("zh") for key in name) for name in names.values())
    # City Hall, Sha Tin station and the airport are each in one district.
    for lon, lat, wanted in (
        (114.1613, 22.2825, "Central"),
        (114.1870, 22.3817, "Sha Tin"),
        (113.93, 22.309, "Islands"),
    ):
        held = [names[row]["en"] for row, shape in shapes.items() if shape.contains([lon], [lat])[0]]
        assert len(held) == 1 and wanted in held[0], held


def test_a_feature_that_no_message_can_hold_is_told_and_the_others_go_on(tmp_path: Path) -> None:
    ring = [[x / 1e6 + 1e-13, (x % 7) / 1e6 + 0.1] for x in range(150_000)]
    large = {"type": "Polygon", "coordinates": [[*ring, [0.1, 0.0]]]}
    (record,), (problem,) = read(tmp_path, feature(large), feature())
    assert record.topic.endswith("a-1")
    assert "feature 1" in problem.where and "a message at most 4.2: simplify its outline" in problem.sentence
