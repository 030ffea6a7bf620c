"""Tables become entities: times with zones, joins, lanes combined, bad values marked and kept."""

from pathlib import Path
from typing import Any

import msgspec
import pytest

from opscenter.feeds.columns import TableError
from opscenter.feeds.mapping import Mapping
from opscenter.feeds.mapping_reading import parse_mapping, read_mapping
from opscenter.feeds.record import Problem, Record
from opscenter.feeds.table import TableReader, combined
from opscenter.settings.resources import resource_root
from tests.support.data import shared_data


def mapping_of(**changes: str) -> Mapping:
    text = """
{table}
[time]
{time}
[entity]
id = "urn:x:{{name|slug}}"
type = "X"
{more}
[[attribute]]
name = "v"
column = "v"
{attribute}
"""
    fields = {"table": "", "time": 'column = "at"\nzone = "Asia/Hong_Kong"', "more": "", "attribute": "", **changes}
    return parse_mapping("m.toml", text.format(**fields))


def read(folder: Path, mapping: Mapping, text: str, name: str = "t.csv") -> tuple[list[dict[str, Any]], list[Problem]]:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    found = list(TableReader(mapping, path).records())
    entities = [msgspec.json.decode(item.payload) for item in found if isinstance(item, Record)]
    return entities, [item for item in found if isinstance(item, Problem)]


def test_local_times_get_the_zone_of_the_mapping(tmp_path: Path) -> None:
    entities, problems = read(tmp_path, mapping_of(), "at,name,v\n2023-09-01 08:00:00,a,1\n")
    assert not problems
    assert entities[0]["v"]["observedAt"] == "2023-09-01T00:00:00.000Z"


def test_an_offset_in_the_file_wins_over_the_zone(tmp_path: Path) -> None:
    entities, _ = read(tmp_path, mapping_of(), "at,name,v\n2023-09-01T08:00:00+02:00,a,1\n")
    assert entities[0]["v"]["observedAt"] == "2023-09-01T06:00:00.000Z"


def test_rows_by_steps_cross_a_clock_change_evenly(tmp_path: Path) -> None:
    time = 'start = "2012-03-11T01:00:00"\nstep_s = 3600\nzone = "America/Los_Angeles"'
    entities, _ = read(tmp_path, mapping_of(time=time), "name,v\na,1\na,2\na,3\n")
    assert [entity["v"]["observedAt"] for entity in entities] == [
        "2012-03-11T09:00:00.000Z",
        "2012-03-11T10:00:00.000Z",
        "2012-03-11T11:00:00.000Z",
    ]


def test_a_bad_row_takes_nothing_along(tmp_path: Path) -> None:
    text = "at,name,v\n2023-09-01,a,1\nyesterday,b,2\n2023-09-01,c,lots\n2023-09-01,d,4\n2023-09-01,e,nan\n"
    entities, problems = read(tmp_path, mapping_of(), text)
    assert [entity["id"] for entity in entities if "v" in entity] == ["urn:x:a", "urn:x:d"]
    assert [problem.where.rsplit(":", 1)[1] for problem in problems] == ["3", "4", "6"]
    assert "could not convert string to float" in problems[1].sentence


def test_values_out_of_range_are_published_and_marked_bad(tmp_path: Path) -> None:
    mapping = mapping_of(attribute="low = 0\nhigh = 10\nunit = 'BAR'\nfactor = 0.1")
    entities, _ = read(tmp_path, mapping, "at,name,v\n2023-09-01,a,50\n2023-09-02,a,5000\n")
    assert "quality" not in entities[0]["v"]
    assert entities[0]["v"] == {
        "type": "Property",
        "value": 5.0,
        "observedAt": "2023-08-31T16:00:00.000Z",
        "unitCode": "BAR",
    }
    assert entities[1]["v"]["value"] == 500.0
    assert entities[1]["v"]["quality"]["value"] == "bad"


def test_missing_cells_leave_the_attribute_out(tmp_path: Path) -> None:
    mapping = mapping_of(table='[table]\nmissing = ["", "M"]')
    entities, problems = read(tmp_path, mapping, "at,name,v\n2023-09-01,a,M\n2023-09-01,b,\n")
    assert not problems
    assert all("v" not in entity for entity in entities)


def test_rows_of_one_entity_and_time_are_combined(tmp_path: Path) -> None:
    mapping = mapping_of(attribute='combine = "mean"\nweight = "n"')
    text = "at,name,v,n\n2023-09-01,a,10,1\n2023-09-01,b,7,0\n2023-09-01,a,40,3\n2023-09-02,a,5,1\n"
    entities, _ = read(tmp_path, mapping, text)
    assert [(entity["id"], entity["v"]["value"]) for entity in entities] == [
        ("urn:x:a", 32.5),
        ("urn:x:b", 7.0),
        ("urn:x:a", 5.0),
    ]


@pytest.mark.parametrize(
    ("how", "result"),
    [("last", 4.0), ("first", 1.0), ("sum", 7.0), ("min", 1.0), ("max", 4.0), ("mean", 7 / 3)],
)
def test_ways_to_combine(how: str, result: float) -> None:
    assert combined(how, [(1.0, 0.0), (2.0, 0.0), (4.0, 0.0)]) == pytest.approx(result)


JOIN = '[place]\nlatitude = "lat"\nlongitude = "lon"\n[[join]]\nfile = "places.csv"\non = "name"\nkey = "key"\n'


def test_a_join_brings_the_place_from_a_folder_above(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("key,lat,lon\na,22.5,114.5\n", encoding="utf-8")
    below = tmp_path / "2023" / "09"
    below.mkdir(parents=True)
    entities, problems = read(below, mapping_of(more=JOIN), "at,name,v\n2023-09-01,a,1\n2023-09-01,b,2\n")
    assert not problems
    assert entities[0]["location"]["value"]["coordinates"] == [114.5, 22.5]
    assert "location" not in entities[1]


def test_a_required_partner_that_lacks_sets_the_row_aside(tmp_path: Path) -> None:
    (tmp_path / "places.csv").write_text("key,lat,lon\na,22.5,114.5\n", encoding="utf-8")
    mapping = mapping_of(more=JOIN + "required = true\n")
    entities, problems = read(tmp_path, mapping, "at,name,v\n2023-09-01,a,1\n2023-09-01,b,2\n")
    assert len(entities) == 1
    assert "'b' is not in the joined table places.csv" in problems[0].sentence


def test_a_joined_table_that_is_nowhere_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("at,name,v\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"--join places\.csv=PATH"):
        TableReader(mapping_of(more=JOIN), tmp_path / "t.csv")


def test_columns_that_are_not_there_are_named_at_once_with_the_nearest_that_are(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("At,nome,w\n2023-09-01,a,1\n", encoding="utf-8")
    with pytest.raises(TableError) as caught:
        TableReader(mapping_of(attribute='weight = "weight"'), tmp_path / "t.csv")
    assert [line.split("t.csv ")[1] for line in str(caught.value).splitlines()] == [
        "has no column 'at' (time.column); did you mean \"At\"?",
        "has no column 'name' (entity.id); did you mean \"nome\"?",
        "has no column 'v' (the attribute v); it is one of At, nome, w",
        "has no column 'weight' (the weight of v); it is one of At, nome, w",
    ]


def test_a_table_with_another_delimiter_is_recognised(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_text("at;name;v\n2023-09-01;a;1\n", encoding="utf-8")
    with pytest.raises(TableError, match=r"Is its delimiter ';'\? Say so by table\.delimiter"):
        TableReader(mapping_of(), tmp_path / "t.csv")


def test_a_wide_table_keeps_its_time_column(tmp_path: Path) -> None:
    mapping = mapping_of(table='[table]\nunpivot = { name = "name", value = "v" }')
    entities, problems = read(tmp_path, mapping, "at,one,two\n2023-09-01T00:00:00Z,1,2\n2023-09-01T01:00:00Z,3,4\n")
    assert not problems
    assert [(entity["id"], entity["v"]["value"]) for entity in entities] == [
        ("urn:x:one", 1.0),
        ("urn:x:two", 2.0),
        ("urn:x:one", 3.0),
        ("urn:x:two", 4.0),
    ]


def test_a_file_name_without_its_time_is_a_sentence(tmp_path: Path) -> None:
    time = "file_name = '(?P<Y>\\d{4})(?P<m>\\d\\d)(?P<d>\\d\\d)'\nzone = \"UTC\""
    with pytest.raises(TableError, match=r"does not match the mapping's time\.file_name"):
        read(tmp_path, mapping_of(time=time), "name,v\na,1\n")


def test_another_encoding_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "t.csv").write_bytes("at,name,v\n2023-09-01,香港,1\n".encode("big5"))
    with pytest.raises(TableError, match=r"table\.encoding"):
        list(TableReader(mapping_of(), tmp_path / "t.csv").records())


def shipped(name: str) -> Mapping:
    return read_mapping(resource_root() / "mappings" / f"{name}.toml")


def test_hong_kong_hour_of_the_typhoon_day() -> None:
    path = shared_data("hongkong", "traffic", "hourly", "20230901", "traffic_20230901_hour_08.csv")
    found = list(TableReader(shipped("hongkong_detectors"), path).records())
    assert len(found) == 685
    assert not [item for item in found if isinstance(item, Problem)]
    first = msgspec.json.decode(found[0].payload) if isinstance(found[0], Record) else {}
    assert first["id"] == "urn:ngsi-ld:TrafficFlowObserved:hk-AID01101"
    assert first["location"]["value"]["coordinates"] == [114.152525, 22.248091]
    assert first["averageVehicleSpeed"]["observedAt"] == "2023-09-01T01:00:00.000Z"  # 09:00 in Hong Kong
    assert first["intensity"]["value"] == 106 + 180 + 53


def test_metr_la_is_207_sensors_a_step() -> None:
    path = shared_data("timeseries", "traffic-speed", "metr-la_los_speed.csv")
    records = TableReader(shipped("metr_la"), path).records()
    first = [next(records) for _ in range(207)]
    following = next(records)
    assert all(isinstance(record, Record) and record.at == 1_330_588_800_000 for record in first)
    assert isinstance(following, Record)
    assert following.at == 1_330_588_800_000 + 300_000


def test_asos_pressures_that_are_no_pressures_are_bad() -> None:
    path = shared_data("timeseries", "weather", "asos_KPDX_5min_201201.csv")
    records = [item for item in TableReader(shipped("asos_weather"), path).records() if isinstance(item, Record)]
    pressures = [msgspec.json.decode(record.payload).get("atmosphericPressure") for record in records]
    given = [pressure for pressure in pressures if pressure is not None]
    bad = [pressure for pressure in given if "quality" in pressure]
    assert len(records) == 8_762
    assert len(given) == 8_474
    assert len(bad) == 1_343
    assert all(pressure["value"] > 3_000 for pressure in bad)
