"""Whatever is wrong with a catalogue file, it comes out as mistakes with lines, never as another error."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from opscenter.domain.catalogue_parsing import CatalogueErrors, parse_catalogue
from opscenter.settings.resources import resource_root

LINES = (resource_root() / "catalogue" / "waste.toml").read_text(encoding="utf-8").splitlines()
VALUES = ("", '""', '"nonsense"', "7", "-1", "1e300", "1" + "0" * 400, "nan", "inf", "true", "[]", "[1]", '["a"]', "{}",
          "{ a = 1 }", "[{ a = 1 }]", "1979-05-27", "07:32:00", '"\\u0000"')  # fmt: skip


def told(lines: list[str]) -> list[str]:
    """The mistakes found in a file of these lines, [] when there are none."""
    try:
        parse_catalogue({"waste.toml": "\n".join(lines)})
    except CatalogueErrors as errors:
        found = [str(mistake) for mistake in errors.mistakes]
        assert found
        assert all(re.match(r"waste\.toml:[1-9]\d*: \S", mistake) for mistake in found), found
        return found
    return []


def test_the_file_is_right_to_begin_with() -> None:
    assert told(LINES) == []


@pytest.mark.parametrize("number", range(len(LINES)))
def test_a_line_that_is_missing(number: int) -> None:
    told([*LINES[:number], *LINES[number + 1 :]])


@settings(max_examples=400, deadline=None)
@given(st.sampled_from([at for at, line in enumerate(LINES) if "=" in line]), st.sampled_from(VALUES))
def test_a_value_of_another_type(number: int, value: str) -> None:
    key = LINES[number].split("=")[0]
    told([*LINES[:number], f"{key}= {value}", *LINES[number + 1 :]])


@settings(max_examples=200, deadline=None)
@given(st.integers(0, len(LINES)), st.text(max_size=40))
def test_a_line_of_anything(number: int, line: str) -> None:
    told([*LINES[:number], line, *LINES[number:]])
