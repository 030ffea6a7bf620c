"""Scenario files: all that is wrong at once, with lines and the nearest right name."""

from pathlib import Path

import pytest

from opscenter.city.errors import ScenarioErrors
from opscenter.city.scenario import default_scenario, load_scenario, parse_scenario


@pytest.mark.parametrize("name", ["calm", "rainstorm", "blackout", "burst", "default"])
def test_the_scenarios_that_come_along_are_right(name: str) -> None:
    made = load_scenario(default_scenario().with_name(f"{name}.toml"))
    assert made.name == name
    causes = len(made.storms) + len(made.feeder_trips) + len(made.bursts)
    assert causes == {"calm": 0, "default": 3}.get(name, 1)


def test_all_problems_are_told_at_once_with_their_lines() -> None:
    text = """name = "bad"
hydrology_rat = 3
[[strom]]
at = 1
[[storm]]
at = -5
lasts = "long"
from_x = 0
from_y = 0
to_x = 1
peek = 3
[[burst]]
at = 1
lasts = 10
district = "perl-flats"
"""
    with pytest.raises(ScenarioErrors) as caught:
        parse_scenario(text, "bad.toml")
    problems = caught.value.problems
    assert 'line 2: "hydrology_rat" is not known; did you mean "hydrology_rate"?' in problems
    assert 'line 3: "strom" is not known; did you mean "storm"?' in problems
    assert "line 5: storm needs to_y" in problems
    assert "line 6: at must be between 0 and 1e+07, not -5" in problems
    assert "line 7: lasts must be a number" in problems
    assert 'line 11: "peek" of storm is not known; did you mean "peak"?' in problems
    assert 'line 15: district "perl-flats" is not known; did you mean "pearl-flats"?' in problems
    assert str(caught.value).startswith("bad.toml: line 2")
    assert len(problems) == 7


def test_what_is_not_toml_says_where() -> None:
    with pytest.raises(ScenarioErrors, match="line 2"):
        parse_scenario('name = "x"\nat = = 3\n')


def test_not_a_table_and_not_text() -> None:
    with pytest.raises(ScenarioErrors) as caught:
        parse_scenario("name = 3\nstorm = 5\n")
    assert caught.value.problems == ["line 1: name must be text", "line 2: write each storm as a table: [[storm]]"]


def test_bytes_that_are_no_text(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_bytes(b"name = '\xff'")
    with pytest.raises(ScenarioErrors, match="UTF-8"):
        load_scenario(path)


def test_an_empty_file_is_a_calm_day() -> None:
    assert parse_scenario("").storms == ()
