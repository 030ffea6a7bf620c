"""Mapping files are checked as a whole, before anything is published."""

from pathlib import Path

import pytest

from opscenter.domain.toml_document import FileMistakes
from opscenter.feeds.mapping import fill, slug
from opscenter.feeds.mapping_reading import parse_mapping, read_mapping
from opscenter.settings.resources import resource_root

SHIPPED = sorted((resource_root() / "mappings").glob("*.toml"))

GOOD = """
title = "t"
[time]
column = "at"
zone = "UTC"
[entity]
id = "urn:x:{name|slug}"
type = "X"
[[attribute]]
name = "v"
column = "v"
"""


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_mappings_are_right(path: Path) -> None:
    mapping = read_mapping(path)
    assert mapping.attributes or mapping.geojson


def test_there_are_shipped_mappings() -> None:
    assert {path.stem for path in SHIPPED} >= {"hongkong_detectors", "metr_la", "asos_weather"}


def test_a_small_mapping_is_enough() -> None:
    mapping = parse_mapping("m.toml", GOOD)
    assert (mapping.type, mapping.domain, mapping.joins) == ("X", "city", ())


def test_every_error_is_named_at_once_with_line_and_nearest_name() -> None:
    text = """
[time]
colum = "x"
zone = "Asia/HongKong"
[entity]
idd = "x"
[[attribute]]
name = "a"
colunm = "b"
combine = "meen"
low = "cold"
"""
    with pytest.raises(FileMistakes) as caught:
        parse_mapping("m.toml", text)
    problems = [str(mistake) for mistake in caught.value.mistakes]
    assert 'm.toml:3: there is no "colum" here; did you mean "column"?' in problems
    assert 'm.toml:6: there is no "idd" here; did you mean "id"?' in problems
    assert 'm.toml:9: there is no "colunm" here; did you mean "column"?' in problems
    assert 'm.toml:10: "combine" cannot be "meen"; did you mean "mean"?' in problems
    assert any(problem.startswith("m.toml:11: ") and "must be a number" in problem for problem in problems)
    assert any(problem.startswith("m.toml:4: ") and "IANA time zone" in problem for problem in problems)
    assert 'm.toml:5: "id" is missing' in problems
    assert 'm.toml:5: "type" is missing' in problems


def test_what_is_not_toml_is_said_with_its_line() -> None:
    with pytest.raises(FileMistakes, match=r"m\.toml:2: not TOML"):
        parse_mapping("m.toml", "title = 'x'\n=\n")


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (("[[attribute]]", "[attribute]"), r"must be written as \[\[attribute\]\]"),
        (('zone = "UTC"', ""), '"zone" is missing'),
        (('column = "at"', 'column = "at"\nstart = "2020-01-01"'), "exactly one of column, file_name, start"),
        (('name = "v"', 'name = "v"\ntext = "{v}"'), "either column or text"),
        (('title = "t"', 'title = "t"\n[place]\nlatitude = "lat"'), '"longitude" is missing'),
        (('title = "t"', 'title = "t"\n[where]\na = "("'), "not a regular expression"),
        (('title = "t"', "title = 5"), '"title" must be a text'),
        (('title = "t"', 'title = "t"\n[table]\ndelimiter = ";;"'), "is one character"),
    ],
)
def test_single_mistakes(change: tuple[str, str], sentence: str) -> None:
    with pytest.raises(FileMistakes, match=sentence):
        parse_mapping("m.toml", GOOD.replace(*change, 1))


def test_templates() -> None:
    row = {"name": " Middle Lane 1 ", "id": "A/1"}
    assert fill("x-{name|slug}-{id}", row) == "x-middle-lane-1-A/1"
    assert slug("香港 Road #5") == "road-5"
    with pytest.raises(KeyError):
        fill("{nothing}", row)
